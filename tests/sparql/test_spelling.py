"""Answers read in blocks: whatever the cells, the rows are those that the engine's own reader gives."""

import copy
import pickle

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.rdf.terms import to_rdflib
from kg.sparql.answers import Triples
from kg.sparql.cells import in_rdflib, order, read_terms
from kg.sparql.rows import Rows, Told
from kg.sparql.spelling import BLOCK
from tests.factory import dataset, tie

TEXTS = st.text("ab \0\1\t\n\r\b\f\"'\\<>._:é\u2028", max_size=4)
IRIS = st.sampled_from(["a", "a/", "a/b", "a-b", "a#", "b", "é"]).map(
    lambda tail: pyoxigraph.NamedNode(f"http://e/{tail}")
)
BLANKS = st.sampled_from("ab").map(pyoxigraph.BlankNode)
DATATYPES = ("string", "integer", "decimal", "date", "boolean")
LITERALS = (
    st.builds(pyoxigraph.Literal, TEXTS)
    | st.builds(lambda text: pyoxigraph.Literal(text, language="en"), TEXTS)
    | st.builds(
        lambda text, name: pyoxigraph.Literal(
            text, datatype=pyoxigraph.NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}")
        ),
        TEXTS | st.sampled_from(["1", "01", "2.5", "true"]),
        st.sampled_from(DATATYPES),
    )
)
TRIPLE_TERMS = st.builds(pyoxigraph.Triple, IRIS, IRIS, LITERALS | IRIS)
QUADS = st.lists(
    st.builds(pyoxigraph.Quad, IRIS | BLANKS, IRIS, IRIS | BLANKS | LITERALS | TRIPLE_TERMS),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(quads=QUADS, text=st.sampled_from(["?s ?x", "?o", "?p ?x ?o", "?p"]))
def test_rows_are_those_that_the_engine_reads_sorted_by_their_terms(
    quads: list[pyoxigraph.Quad], text: str
) -> None:
    store = pyoxigraph.Store()
    store.extend(quads)
    answer = store.query(f"SELECT {text} {{ ?s ?p ?o OPTIONAL {{ ?s <http://e/a> ?x }} }}")
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    data = answer.serialize(format=pyoxigraph.QueryResultsFormat.TSV) or b""
    names, lines = tuple(text.replace("?", "").split()), data[data.index(b"\n") + 1 :]
    table = list(read_terms(names, lines))
    by_terms = sorted(table, key=lambda row: tuple(map(order, row)))
    for ordered, expected in ((True, table), (False, by_terms)):
        rows = Rows(names, Told(names, lines, ordered))
        assert list(rows) == [tuple(map(in_rdflib, row)) for row in expected]
        assert rows.terms == tuple(expected)
        assert len(rows) == len(expected)


@settings(max_examples=200, deadline=None)
@given(quads=QUADS)
def test_triples_are_those_that_the_engine_reads_each_once(quads: list[pyoxigraph.Quad]) -> None:
    data = pyoxigraph.serialize([*quads, *quads], format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    triples = Triples(data)
    found = {quad.triple for quad in quads}
    assert len(triples) == len(triples.terms) == len(found)
    assert set(triples.terms) == found
    ranks = [tuple(map(order, triple)) for triple in triples.terms]
    assert ranks == sorted(ranks)
    assert list(triples) == [tuple(map(in_rdflib, triple)) for triple in triples.terms]
    backwards = pyoxigraph.serialize(reversed(quads), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    assert triples == Triples(backwards)
    assert hash(triples) == hash(Triples(backwards))


def test_an_iri_is_what_rdflib_makes_of_it() -> None:
    rows = Rows(("a",), Told(("a",), b"<http://e/a>\n", True))
    (iri,) = rows[0]
    assert type(iri) is rdflib.URIRef
    assert iri == to_rdflib(pyoxigraph.NamedNode("http://e/a"))


def test_a_block_is_read_when_it_is_touched() -> None:
    lines = b"".join(b'"%d"\n' % number for number in range(3 * BLOCK))
    rows = Rows(("n",), Told(("n",), lines, True))
    each = iter(rows)
    assert next(each) == (rdflib.Literal("0"),)
    assert len(rows._known._terms) == BLOCK + 1  # a block and nothing
    assert [str(row.n) for row in (rows[-1], *rows[BLOCK : BLOCK + 2])] == ["3071", "1024", "1025"]
    assert [str(row.n) for row in rows] == [str(number) for number in range(3 * BLOCK)]
    with pytest.raises(IndexError):
        rows[3 * BLOCK]


def test_columns_stand_as_asked_where_the_engine_sorts_them() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    rows = kg.query(data, "SELECT * { ?z kg:alliedWith ?a }")
    assert isinstance(rows, kg.Rows)
    assert rows.columns == ("z", "a")
    assert [tuple(str(cell)[-1] for cell in row) for row in rows] == [("A", "B"), ("B", "A")]


def test_answers_are_pickled_and_copied_as_they_were_told() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    for text in ("SELECT ?x { ?x a kg:State }", "DESCRIBE actor:A", "SELECT * {}"):
        answer = kg.query(data, text)
        assert isinstance(answer, kg.Rows | kg.Triples)
        before = list(answer)
        for again in (pickle.loads(pickle.dumps(answer)), copy.deepcopy(answer)):
            assert again == answer
            assert list(again) == before
