"""Findings do not depend on how many parts the data are looked at in; each part is told of its own nodes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.dumping import dump
from kg.packaged import package_text
from kg.parting import parts
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads, read_quads
from kg.shacl import check_dumped, check_shapes
from kg.shaping import naming_properties, target_classes
from tests.factory import act, actor, tie, turtle
from tests.shared import shared
from tests.test_shacl import BASE, triples
from tests.test_validation import SOURCE

pytest.importorskip("shacl", reason="no wheel of the fast engine for this platform")

COUNTS = (1, 2, 3, 7)
HIERARCHY = [  # classes of the data's own, under each other, in a circle, and under what they are not
    "kg:Duchy rdfs:subClassOf kg:State . kg:Barony rdfs:subClassOf kg:Duchy .",
    "kg:Round rdfs:subClassOf kg:Square . kg:Square rdfs:subClassOf kg:Round , kg:Evidence .",
    "actor:D a kg:Barony . actor:E a kg:Barony , kg:Place .",
    "[] a kg:Square . inst:empty a kg:Event . <http://e/x> a kg:Source .",
]


def found(text: str, folder: Path, count: int) -> list[str]:
    """What the fast engine finds in so many parts, each finding once."""
    quads = parse_quads(text.encode(), FORMATS["turtle"], file="test.ttl")
    data = dump(quads, folder / "data.nt")
    return sorted({str(finding) for finding in check_dumped(data, count=count)})


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(triples, max_size=8), st.sets(st.sampled_from(HIERARCHY)))
def test_findings_in_parts_are_those_of_the_reference(
    tmp_path_factory: pytest.TempPathFactory,
    added: list[tuple[str, str, str]],
    classes: set[str],
) -> None:
    folder = tmp_path_factory.getbasetemp()
    more = [*sorted(classes), *(" ".join((*triple, ".")) for triple in added)]
    text = turtle(*BASE, *more, actors="A B", source=SOURCE)
    quads = parse_quads(text.encode(), FORMATS["turtle"], file="test.ttl")
    wanted = sorted({str(finding) for finding in check_shapes(quads, small=10**9)})
    assert {count: found(text, folder, count) for count in COUNTS} == dict.fromkeys(COUNTS, wanted)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_shipped_case_is_valid_in_any_number_of_parts(count: int, tmp_path: Path) -> None:
    quads = read_quads(kg.shipped())
    assert check_dumped(dump(quads, tmp_path / "data.nt"), count=count) == []


def test_hostile_files_have_the_same_findings_in_parts(tmp_path: Path) -> None:
    folder = shared("badinput") / "rdf"
    tried = 0
    for path in sorted(folder.rglob("*.*")):
        try:
            quads = read_quads(path)
        except kg.KgError:
            continue
        data = dump(quads, tmp_path / "data.nt")
        told = [sorted({str(f) for f in check_dumped(data, count=n)}) for n in COUNTS]
        assert told == told[:1] * len(COUNTS), path
        tried += 1
    assert tried > 10


def test_a_part_has_its_own_nodes_and_the_classes_of_what_they_name(tmp_path: Path) -> None:
    text = turtle(tie("1", "A", "praises", "B"), actor("C", kind="Barony"), actors="A B")
    quads = parse_quads(text.encode(), FORMATS["turtle"], file="test.ttl")
    data = dump(quads, tmp_path / "data.nt")
    lines = [
        line
        for part in parts(data, tmp_path, count=50)
        for line in part.path.read_text("utf-8").splitlines()
    ]
    one = f"<{act('A')}> <"
    own = [line for line in lines if line.startswith(one) and "prefLabel" in line]
    typed = [line for line in lines if line.startswith(one) and "#type" in line]
    assert len(own) == 1
    assert len(typed) == 2  # among its own triples, and where the statement names it
    assert list(tmp_path.iterdir()) == [tmp_path / "data.nt"]


def test_the_shapes_look_no_further_than_a_part_shows() -> None:
    """At a node's own triples, and at the classes of what these name: no path leads on, none back."""
    text = package_text("shapes.ttl").decode()
    for far in ("inversePath", "zeroOrMorePath", "zeroOrOnePath", "sparql", "closed", "sh:node "):
        assert far not in text
    assert text.count("oneOrMorePath") == text.count("oneOrMorePath rdfs:subClassOf") == 1
    assert "sh:path (" not in text
    assert target_classes() == {
        f"https://w3id.org/actor-kg/vocab#{name}"
        for name in ("Actor", "Event", "Evidence", "Instrument", "Place", "Source", "Statement")
    }
    assert len(naming_properties()) == 2
