"""Answers as tables of text: the same whichever way the engine spells them."""

from pathlib import Path

import hypothesis.strategies as st
import pyoxigraph
from hypothesis import given

import kg
from kg.answers import _from_csv, _from_tsv, table_of
from kg.iris import XSD
from tests.factory import tie, turtle

Term = pyoxigraph.Literal | pyoxigraph.NamedNode | pyoxigraph.BlankNode
KINDS = [pyoxigraph.NamedNode(f"{XSD}{name}") for name in ("integer", "decimal", "date", "boolean")]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
TERMS = st.one_of(
    TEXTS.map(pyoxigraph.Literal),
    TEXTS.map(lambda text: pyoxigraph.Literal(text, language="en")),
    st.builds(lambda t, kind: pyoxigraph.Literal(t, datatype=kind), TEXTS, st.sampled_from(KINDS)),
    st.integers().map(pyoxigraph.Literal),
    st.sampled_from(["x:a", "x:é", "x:(b)", "x:c'd#e"]).map(pyoxigraph.NamedNode),
    st.just(pyoxigraph.BlankNode("b")),
)
NAME = pyoxigraph.NamedNode("x:name")
QUERY = "SELECT ?s ?o ?none { ?s <x:name> ?o OPTIONAL { ?s <x:other> ?none } } ORDER BY ?s"


def holding(terms: list[Term]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for number, term in enumerate(terms):
        store.add(pyoxigraph.Quad(pyoxigraph.NamedNode(f"x:s{number}"), NAME, term))
    return store


@given(st.lists(TERMS, max_size=5))
def test_both_spellings_give_the_same_texts(terms: list[Term]) -> None:
    store = holding(terms)
    one, other = _from_csv(store.query(QUERY)), _from_tsv(store.query(QUERY))
    assert one.equals(other)
    assert one.schema == other.schema


def test_commas_in_iris_are_part_of_them() -> None:
    store = holding([pyoxigraph.NamedNode("x:B,_NRW"), pyoxigraph.Literal('a,"b"\n\\')])
    found = table_of(lambda: store.query(QUERY))
    assert found.rows() == [("x:s0", "x:B,_NRW", None), ("x:s1", 'a,"b"\n\\', None)]
    alone = table_of(lambda: store.query("SELECT ?o { <x:s0> ?p ?o }"))
    assert alone.rows() == [("x:B,_NRW",)]


def test_an_actor_with_a_comma_is_built_and_projected(tmp_path: Path) -> None:
    text = turtle(tie("x", "A", "attacks", "B"), actors="A B")
    iri = "http://dbpedia.org/resource/Washington,_D.C."
    path = tmp_path / "data.ttl"
    path.write_text(text.replace("actor:A ", f"<{iri}> "), encoding="utf-8")
    dataset = kg.build(tmp_path / "store", path)
    ((source, _, _),) = kg.project(dataset).edges(keys=True)
    assert source == iri
    assert kg.validate(dataset) == kg.validate(kg.load(path))
