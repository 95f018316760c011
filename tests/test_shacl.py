"""Two engines, one answer: pySHACL, and the fast one that large data go to."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.packaged import package_text
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from kg.shacl import check_shapes
from tests.factory import actor, tie, turtle
from tests.test_validation import DEAL, RIVER, SHAPE_CASES, SOURCE, SOURCE_CASES

pytest.importorskip("shacl", reason="no wheel of the fast engine for this platform")

FAST, REFERENCE = -1, 10**9
VALUES = (
    "[]", "[ a kg:Evidence ]", "actor:A", "actor:Nobody", "kg:Actual", "kg:alliedWith", "inst:deal", "src:s", "stmt:1",
    '""', '"B"', '"text"@en', '"text"@fr', '"2022"', '"2022"^^xsd:gYear', '"2022-05-01"^^xsd:date', "0.5", "0.50", "1.5",
    "-1", "0", "5", "5.0e0", "true", '"057"', '"https://e.org/é"^^xsd:anyURI', f'"{"long " * 61}"',
)  # fmt: skip
PROPERTIES = (
    "a", "rdf:subject", "rdf:predicate", "rdf:object", "kg:status", "kg:confidence", "kg:evidence", "kg:since",
    "kg:date", "kg:instrument", "kg:about", "kg:location", "kg:attributedTo", "kg:amount", "kg:unit", "dcterms:source",
    "dcterms:issued", "kg:reliability", "kg:url", "kg:locator", "kg:quote", "skos:prefLabel", "kg:iso2", "kg:suspends",
    "kg:sign", "kg:goldstein", "kg:cameo", "kg:strength", "rdfs:label", "rdfs:subPropertyOf",
)  # fmt: skip
SUBJECTS = ("stmt:1", "stmt:2", "actor:A", "src:s", "inst:deal", "kg:sharesRiverWith", "_:b", "[]")
BASE = [
    *(tie(str(n), "A", "alliedWith", "B", rest="; kg:evidence _:b") for n in (1, 2)),
    RIVER, f"{DEAL} .", actor("C", rest='; kg:iso2 "CC"'),
    '_:b a kg:Evidence ; dcterms:source src:s ; kg:locator "1" .',
]  # fmt: skip


def found(text: str, small: int) -> list[str]:
    """What the engine for this size finds, each finding once, as `kg.validate` tells it."""
    quads = parse_quads(text.encode(), FORMATS["turtle"], file="test.ttl")
    return sorted({str(finding) for finding in check_shapes(quads, small=small)})


@pytest.mark.parametrize(("block", "findings"), SHAPE_CASES)
def test_the_fast_engine_says_what_each_shape_says(block: str, findings: list[str]) -> None:
    assert found(turtle(block, actors="A B", source=SOURCE), FAST) == findings


@pytest.mark.parametrize(("source", "findings"), SOURCE_CASES)
def test_it_does_so_of_sources_too(source: str, findings: list[str]) -> None:
    statement = tie("1", "A", "alliedWith", "B")
    assert found(turtle(statement, actors="A B", source=source), FAST) == findings


triples = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(PROPERTIES), st.sampled_from(VALUES))


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(triples, max_size=6), st.sets(st.integers(0, 40), max_size=3))
def test_mutated_data_have_the_same_findings(
    added: list[tuple[str, str, str]], dropped: set[int]
) -> None:
    parts = turtle(*BASE, actors="A B", source=SOURCE).split(" ; ")
    kept = [part for n, part in enumerate(parts) if n not in dropped or set(part) & set("[].\n")]
    text = "\n".join([" ; ".join(kept), *(" ".join((*triple, ".")) for triple in added)])
    assert found(text, FAST) == found(text, REFERENCE)


def test_the_shapes_ask_nothing_that_an_iri_for_a_blank_node_would_change() -> None:
    asked = set(re.findall(r"sh:(\w+)", package_text("shapes.ttl").decode()))
    assert (
        asked & {"BlankNode", "BlankNodeOrLiteral", "BlankNodeOrIRI", "closed", "sparql"} == set()
    )
