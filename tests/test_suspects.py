"""Findings made in bulk are those that records, looked at one by one, give; on any small data."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg import validation
from kg.findings import Finding
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from tests.factory import HEAD
from tests.record_checks import validate_records

DECLARED = [
    *(f'actor:{n} a kg:State ; skos:prefLabel "{n}"@en .' for n in ("A", "B", "Bé", "C")),
    'actor:P a kg:Place ; skos:prefLabel "P"@en .',
    'src:s a kg:Source ; dcterms:title "S" ; dcterms:issued "2001"^^xsd:gYear .',
    'src:t a kg:Source ; dcterms:title "T" ; dcterms:issued "2001-12-31+02:00"^^xsd:date .',
    'src:u a kg:Source ; dcterms:title "U" .',
    'inst:i a kg:Instrument ; skos:prefLabel "I"@en ; kg:since "2003"^^xsd:gYear ; kg:until "2002"^^xsd:gYear .',
    'inst:j a kg:Event ; skos:prefLabel "J"@en ; kg:suspends inst:i .',
    "inst:k a kg:Instrument ; kg:suspends inst:lost .",
    '[] a kg:Instrument ; kg:since "2003"^^xsd:gYear ; kg:until "2002"^^xsd:gYear .',
    '[] kg:note "nobody\'s" .',
]
ODD = [  # each of these makes loading read strictly
    "actor:B kg:attacks actor:A .", "actor:A kg:alliedWith actor:B .", "actor:C kg:praises actor:C .",
    "stmt:g a rdf:Statement ; rdf:subject actor:C ; rdf:predicate kg:praises ; rdf:object actor:A ; kg:status kg:Actual .",
    "<http://e/x> kg:date 5 , 6 ; kg:since 7 ; kg:until 3 ; kg:evidence [] .",
    'kg:ownWord a owl:ObjectProperty, kg:RelationType ; rdfs:label "o"@en ; kg:sign 1 ; kg:influence kg:Both ;'
    " rdfs:subPropertyOf kg:cooperatesWith ; kg:aspect kg:Tie ; kg:strength 0.4 .",
]  # fmt: skip
DATES = ("2000", "2001", "2001-12", "2001-12-31", "2002-01-01Z", "2002-01-01+00:00", "2002", "2003")
KINDS = {4: "gYear", 7: "gYearMonth"}


def date(text: str) -> str:
    return f'"{text}"^^xsd:{KINDS.get(len(text), "date")}'


dates = st.sampled_from(DATES).map(date)
actors = st.sampled_from(
    ["actor:A", "actor:B", "actor:Bé", "actor:Nobody", "actor:P", "src:s", "stmt:1"]
)
pieces = st.builds(
    "[ a kg:Evidence ; dcterms:source {} ; kg:locator {} ]".format,
    st.sampled_from(["src:s", "src:t", "src:u", "src:none", "actor:A"]),
    st.sampled_from(['"p 1"', '"p 2"', '"p 1"@en', '"p 1" , "p 2"', '"a\\n\\"b\\", c"']),
)
rest = st.one_of(
    st.builds("kg:since {}".format, dates),
    st.builds("kg:until {}".format, dates),
    st.builds("kg:since {} ; kg:until {}".format, dates, dates),
    st.builds("kg:date {}".format, dates),
    st.builds("kg:evidence {} , {}".format, pieces, pieces),
    st.builds(
        "kg:{} {}".format,
        st.sampled_from(["instrument", "about", "inResponseTo", "location", "attributedTo"]),
        st.sampled_from(["inst:i", "inst:ii", "stmt:1", "stmt:9", "actor:P", "actor:C", "actor:D"]),
    ),
    st.sampled_from(
        [
            'kg:amount 5 ; kg:unit "t"', 'kg:amount 5.0 ; kg:unit "t"', 'kg:amount 05 ; kg:unit "t"',
            'skos:note "n"', 'skos:note "n" , "m"', "kg:confidence 0.50", "kg:confidence 0.5", 'kg:other "x"',
            "kg:evidence inst:i", "kg:about []",
        ]
    ),
)  # fmt: skip
statement = st.builds(
    "rdf:subject {} ; rdf:predicate {} ; rdf:object {} ; kg:status kg:{} ; kg:evidence {} ; {} .".format,
    actors,
    st.sampled_from(["kg:alliedWith", "kg:attacks", "kg:praises", "kg:alliedWiht", "kg:ownWord"]),
    actors,
    st.sampled_from(["Actual", "Actual", "Alleged", "Expected", "Denied"]),
    pieces,
    st.lists(rest, max_size=2).map(lambda parts: " ; ".join(["a kg:Statement", *parts])),
)


def found(
    validate: Callable[[kg.Dataset], tuple[Finding, ...]], data: kg.Dataset
) -> list[Finding] | str:
    """The findings; what is wrong where there are none."""
    try:
        return [f for f in validate(data) if f.rule != "empty"]  # of files, not of records
    except kg.DataError as error:
        return re.sub(r"_:\w+", "_:", error.problem)  # labels are others at each reading


@pytest.fixture(autouse=True, scope="module")
def small() -> object:
    """Larger data than these go to the fast engine; the same engine for both ways."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "SMALL", -1)
        patch.setattr("tests.record_checks.SMALL", -1)
        yield


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(statement, max_size=5),
    st.sets(st.sampled_from(DECLARED + ODD)),
    st.lists(st.integers(0, 4), max_size=2),
    st.booleans(),
)
def test_findings_in_bulk_are_those_of_records(
    statements: list[str], dropped: set[str], again: list[int], odd: bool
) -> None:
    blocks = [*statements, *(statements[n] for n in again if n < len(statements))]
    declared = [block for block in DECLARED + ODD * odd if block not in dropped]
    lines = [HEAD, *declared, *(f"stmt:{n} {block}" for n, block in enumerate(blocks))]
    text = "\n".join(lines)
    try:
        quads = parse_quads(text.encode(), FORMATS["turtle"], file="f")
        made = kg.Dataset(quads), kg.Dataset(quads)
    except kg.DataError:
        made = None
    if made:
        assert found(kg.validate, made[0]) == found(validate_records, made[1])
    # The store's own threads may still write while it is removed.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "data.ttl")
        path.write_text(text, encoding="utf-8")
        try:
            kg.load(path)
        except kg.DataError:
            return
        assert found(kg.validate, kg.load(path)) == found(validate_records, kg.load(path))
        try:
            built = kg.build(Path(folder, "store"), path)
        except kg.DataError:  # what makes no columns
            return
        assert found(kg.validate, built) == found(validate_records, built)
