"""Stable bytes, comments kept, nothing half-written, and every statement back as it was."""

import os
import random
import stat
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import PartialDate, parse_date
from kg.errors import DataError
from kg.model import Evidence, Statement, Status
from kg.rdf.decoding import read_records
from kg.rdf.encoding import encode
from kg.rdf.formats import FORMATS, Format
from kg.rdf.formatting import format_file, format_turtle
from kg.rdf.naming import canonical
from kg.rdf.reading import parse_quads
from kg.rdf.records import describe
from kg.rdf.saving import write_atomically
from kg.rdf.writing import write_quads
from tests.factory import HEAD

MESSY = f"""# About this file.

{HEAD}
# Disputed.
stmt:b a kg:Statement ; kg:confidence 0.90 ; rdf:subject actor:A ; rdf:predicate kg:p ;
  kg:evidence [ kg:locator "paragraph 10" ; dcterms:source src:x ; a kg:Evidence ] ;
  rdf:object actor:B ; kg:status kg:Actual .
stmt:a rdf:subject actor:A ; a kg:Statement ; rdf:predicate kg:p ; rdf:object actor:B ;
  kg:status kg:Actual ; kg:evidence [ dcterms:source src:x ; kg:locator "paragraph 2" ] .
actor:A a kg:State ; skos:prefLabel "A"@en .
"""
TIDY = """# About this file.

@prefix actor: <https://w3id.org/actor-kg/actor/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/actor-kg/vocab#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix src: <https://w3id.org/actor-kg/source/> .
@prefix stmt: <https://w3id.org/actor-kg/statement/> .

# --- actors ---

actor:A a kg:State ;
    skos:prefLabel "A"@en .

# --- statements: src:x, paragraph 2 ---

stmt:a a kg:Statement ;
    rdf:subject actor:A ; rdf:predicate kg:p ; rdf:object actor:B ;
    kg:status kg:Actual ;
    kg:evidence [ dcterms:source src:x ; kg:locator "paragraph 2" ] .

# --- statements: src:x, paragraph 10 ---

# Disputed.
stmt:b a kg:Statement ;
    rdf:subject actor:A ; rdf:predicate kg:p ; rdf:object actor:B ;
    kg:status kg:Actual ;
    kg:confidence 0.90 ;
    kg:evidence [ a kg:Evidence ; dcterms:source src:x ; kg:locator "paragraph 10" ] .
"""


def test_a_messy_file_becomes_tidy_and_stays_so() -> None:
    assert format_turtle(MESSY.encode()).decode() == TIDY
    assert format_turtle(TIDY.encode()).decode() == TIDY


def test_check_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(MESSY)
    assert format_file(path, check=True)
    assert path.read_text() == MESSY
    assert format_file(path)
    assert not format_file(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("actor:A a kg:State ; # why\n  kg:p 1 .\n", "f:16: comment inside a block: move it above"),
        ("actor:A a kg:State .\n# the end\n", "f:17: comment at the end of the file: move it"),
    ],
)
def test_a_comment_that_cannot_be_kept_is_refused(text: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        format_turtle(f"{HEAD}\n\n{text}".encode(), file="f")
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_every_format_gives_the_same_bytes_and_the_triples_back(form: Format) -> None:
    quads = parse_quads(MESSY.encode(), FORMATS["turtle"], file="f")
    first = write_quads(quads, form)
    again = write_quads(parse_quads(first, form, file="f")[::-1], form)
    assert first == again


def test_rdf_xml_refuses_what_it_cannot_hold() -> None:
    quads = parse_quads(rb'<http://e/s> <http://e/p> "a\u0007" .', FORMATS["turtle"], file="f")
    with pytest.raises(DataError, match="control character that RDF/XML cannot"):
        write_quads(quads, FORMATS["rdfxml"])


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="cannot be written: No space left on device"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "a.ttl", tmp_path / "link.ttl"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


IRIS = st.sampled_from([f"http://e/{name}" for name in "abcdef"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1)
DATES = st.sampled_from(["1992", "2022-02", "2022-02-22"]).map(parse_date)


def maybe(strategy: st.SearchStrategy[PartialDate]) -> st.SearchStrategy[PartialDate | None]:
    return st.none() | strategy


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    amount = draw(st.none() | st.sampled_from(["1960", "1.5"]))
    evidence = draw(st.sets(st.builds(Evidence, IRIS, TEXTS, st.none() | TEXTS), max_size=3))
    return Statement(
        iri="http://e/statement",
        subject=draw(IRIS),
        predicate=draw(IRIS),
        object=draw(IRIS),
        status=draw(st.sampled_from(Status)),
        since=draw(maybe(DATES)),
        until=draw(maybe(DATES)),
        date=draw(maybe(DATES)),
        confidence=draw(st.integers(1, 1000)) / 1000,
        evidence=tuple(evidence),
        instruments=tuple(sorted(draw(st.sets(IRIS)))),
        about=tuple(sorted(draw(st.sets(IRIS)))),
        attributed_to=tuple(sorted(draw(st.sets(IRIS)))),
        amount=amount,
        unit=draw(st.none() | TEXTS),
        note=draw(st.none() | TEXTS),
        extra=tuple(sorted(draw(st.sets(st.tuples(IRIS, IRIS.map("<{}>".format)))))),
    )


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
@settings(max_examples=40, deadline=None)
@given(statement=statements())
def test_any_statement_is_the_same_after_writing_and_reading(
    form: Format, statement: Statement
) -> None:
    try:
        data = write_quads(encode(statement), form)
    except DataError:  # characters that XML has not
        assert form.name == "rdfxml"
        return
    found = read_records(
        describe(parse_quads(data, form, file="f")),
        actor_classes=(),
        place_classes=(),
        instrument_classes=(),
    ).statements["http://e/statement"]
    assert set(found.evidence) == set(statement.evidence)
    assert {**vars(found), "evidence": ()} == {**vars(statement), "evidence": ()}


NODES = st.sampled_from([pyoxigraph.BlankNode(name) for name in "abcd"]) | st.sampled_from(
    [pyoxigraph.NamedNode(f"http://e/{name}") for name in ("x", "1", "a%20b", "é", "x.", "-")]
)
PROPS = st.sampled_from([pyoxigraph.NamedNode(f"http://e/{name}") for name in ("p", "q", "r#s")])
LITERALS = st.sampled_from(
    [
        *(pyoxigraph.Literal(text) for text in ("", "01", "1", '"\n\\', "\u202e", "a'\"b", "é\U0001f600")),
        pyoxigraph.Literal("hallo", language="de"),
        *(pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
          for text, kind in [("007", "integer"), ("0.90", "decimal"), ("1", "decimal"), ("true", "boolean"),
                             ("1", "boolean"), ("1e0", "double"), ("2022-09", "gYearMonth")]),
    ]
)  # fmt: skip
QUADS = st.lists(st.builds(pyoxigraph.Quad, NODES, PROPS, NODES | LITERALS), max_size=12)


def shape(quads: Iterable[pyoxigraph.Quad]) -> set[str]:
    return set(map(str, canonical(quads)))


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
@settings(max_examples=60, deadline=None)
@given(quads=QUADS, order=st.randoms(use_true_random=False))
def test_any_triples_are_the_same_after_writing_and_reading_and_always_the_same_bytes(
    form: Format, quads: list[pyoxigraph.Quad], order: random.Random
) -> None:
    data = write_quads(quads, form)
    again = parse_quads(data, form, file="f") if quads or form.name != "jsonld" else []
    assert shape(again) == shape(quads)
    order.shuffle(again)
    assert write_quads(again, form) == data
