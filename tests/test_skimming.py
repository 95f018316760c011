"""Columns skimmed from lines are those of the store, or the files are read another way."""

import re
import tempfile
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from kg.skimming import skimmed
from tests.factory import tie, turtle
from tests.test_intake import alike

NOTE = '; skos:note "a \\"quoted\\" ^ note"@en ; kg:amount 1960 ; kg:unit "people"'
GOOD = (
    tie("ally", "A", "alliedWith", "B", rest='; kg:since "1992"^^xsd:gYear'),
    tie("offer", "A", "alliedWith", "C", status="Proposed", confidence=0.5, rest=NOTE),
    tie("blow", "A", "attacks", "B", rest='; kg:date "2022-09-13"^^xsd:date'),
    tie("undated", "B", "attacks", "A"),
)


def lines(*blocks: str) -> bytes:
    """The blocks as N-Triples."""
    text = turtle(*blocks, actors="A B C").encode()
    quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""


def strict(data: bytes) -> kg.Dataset:
    return kg.Dataset(parse_quads(data, FORMATS["ntriples"], file="data.nt"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.sampled_from(["alliedWith", "attacks", "dependsOn", "sanctions"]),
            st.sampled_from("ABC"),
            st.sampled_from(["Actual", "Proposed", "Refused"]),
            st.sampled_from(
                ["", '; kg:since "2022"^^xsd:gYear', '; kg:date "2022-02"^^xsd:gYearMonth', NOTE]
            ),
        ),
        max_size=6,
    )
)
def test_either_way_gives_the_same(rows: list[tuple[str, str, str, str, str]]) -> None:
    blocks = (
        tie(f"s{number}", a, relation, b, status=status, rest=rest)
        for number, (a, relation, b, status, rest) in enumerate(rows)
    )
    data = lines(*blocks)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.nt"
        path.write_bytes(data)
        found, loaded, read = skimmed([path]), kg.load(path), strict(data)
        assert found is not None
        assert found.columns.frame.equals(read.columns.frame)
        assert alike(loaded, read)


def test_files_together_are_what_they_are_on_disk_and_in_memory(tmp_path: Path) -> None:
    paths = [tmp_path / "one.nt", tmp_path / "two.nt"]
    for path, blocks in zip(paths, (GOOD[:2], GOOD[2:]), strict=True):
        path.write_bytes(lines(*blocks))
    read = strict(lines(*GOOD))
    loaded, built = kg.load(*paths), kg.build(tmp_path / "store", *paths)
    found = skimmed(paths)
    assert found is not None
    for one in (found.columns, loaded.columns, built.columns):
        assert one.frame.equals(read.columns.frame)
    assert set(loaded.statements) == set(built.statements) == set(read.statements)


def test_the_shipped_case_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    quads = pyoxigraph.parse(path=str(kg.shipped()), format=pyoxigraph.RdfFormat.TURTLE)
    path.write_bytes(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"")
    found = skimmed([path])
    assert found is not None
    assert found.columns.frame.equals(kg.Dataset(kg.load(kg.shipped()).quads()).columns.frame)


@pytest.mark.parametrize(
    "block",
    [
        "stmt:x a kg:Statement .",
        "stmt:x rdf:subject actor:A .",
        "stmt:x a rdf:Statement .",
        f"{tie('x', 'A', 'attacks', 'B')} stmt:x rdf:subject actor:C .",
        f"{tie('x', 'A', 'attacks', 'B')} stmt:x kg:status kg:Denied .",
        f"{tie('x', 'A', 'attacks', 'B')} stmt:y a kg:Statement .".replace("stmt:x a kg:Statement ;", "stmt:x"),
        tie("x", "A", "attacks", "B", status="Sure"),
        tie("x", "A", "attacks", "B", confidence=1.5),
        tie("x", "A", "attacks", "B", confidence='"high"'),
        tie("x", "A", "attacks", "B", rest='; kg:since "2022"'),
        tie("x", "A", "attacks", "B", rest='; kg:since "2022"^^xsd:gYearMonth'),
        tie("x", "A", "attacks", "B", rest='; kg:since "2022-13"^^xsd:gYearMonth'),
        tie("x", "A", "attacks", "B", rest='; kg:since "2022"^^xsd:gYear , "2023"^^xsd:gYear'),
        tie("x", "A", "attacks", "B", rest='; kg:amount "many"^^xsd:integer'),
        tie("x", "A", "attacks", "B", rest='; kg:amount "1 2"^^xsd:integer'),
        tie("x", "A", "attacks", "B", rest='; kg:instrument "deal"'),
        tie("x", "A", "attacks", "B").replace("stmt:x", "_:x"),
        tie("x", "A", "attacks", "B").replace("actor:B", "_:b"),
        tie("x", "A", "attacks", "B").replace("actor:B", '"B"'),
        "actor:A kg:alliedWith actor:B .",
        "actor:A kg:odd actor:B . " + tie("x", "A", "odd", "B"),
        "kg:mine a kg:RelationType .",
        "[] rdfs:subClassOf kg:Group .",
    ],
)  # fmt: skip
def test_what_needs_a_closer_look_is_read_another_way(block: str, tmp_path: Path) -> None:
    data = lines(*GOOD, block)
    path = tmp_path / "data.nt"
    path.write_bytes(lines(*GOOD))
    assert skimmed([path]) is not None
    path.write_bytes(data)
    assert skimmed([path]) is None
    told: list[tuple[str, set[str]]] = []
    for read in (strict, lambda _: kg.load(path), lambda _: kg.build(tmp_path / "store", path)):
        try:
            told.append(("", set(read(data).statements)))
        except kg.DataError as error:
            told.append((re.sub("_:[0-9a-f]{8,}", "_:b", error.problem), set()))
    assert (
        told[0] == told[1] == told[2] or "2023" in block
    )  # two dates are told when records are read


@pytest.mark.parametrize("graph", ["http://g", "https://w3id.org/actor-kg/vocab"])
@pytest.mark.parametrize("merged", [0, 2**40])
def test_a_line_that_names_a_graph_is_refused_as_in_memory(
    graph: str, merged: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.intake._MERGED", merged)
    path = tmp_path / "data.nt"
    path.write_bytes(lines(*GOOD) + f"<http://s> <http://p> <http://o> <{graph}> .\n".encode())
    problems = []
    for read in (kg.load, lambda path: kg.build(tmp_path / "store", path)):
        with pytest.raises(kg.DataError) as raised:
            read(path)
        problems.append(str(raised.value))
    assert problems[0] == problems[1]


@pytest.mark.parametrize("merged", [0, 2**40])
def test_a_file_without_a_last_line_break_is_whole_on_disk(
    merged: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.intake._MERGED", merged)
    path = tmp_path / "data.nt"
    path.write_bytes(lines(*GOOD).rstrip(b"\n"))
    assert alike(kg.build(tmp_path / "store", path), kg.load(path))
