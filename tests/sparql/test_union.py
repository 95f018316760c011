"""The union of all graphs, as the worker asks it: each triple once, however many graphs have it."""

from typing import Any

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.sparql.worker import united

A, B = ox.NamedNode("http://e/a"), ox.NamedNode("http://e/b")
SUBJECTS = st.sampled_from([A, B, ox.BlankNode("x")])
OBJECTS = st.sampled_from([A, B, ox.BlankNode("x"), ox.Literal("1"), ox.Triple(A, B, A)])
GRAPHS = st.sampled_from([ox.DefaultGraph(), ox.NamedNode("http://e/g"), ox.BlankNode("g")])
QUADS = st.lists(st.builds(ox.Quad, SUBJECTS, st.sampled_from([A, B]), OBJECTS, GRAPHS), max_size=6)


@given(QUADS)
def test_the_union_has_each_triple_once(quads: list[ox.Quad]) -> None:
    store = ox.Store()
    store.extend(quads)
    merged = united(store)
    rows: Any = (merged or store).query(
        "SELECT * { ?s ?p ?o }", use_default_graph_as_union=merged is None
    )
    found = [(row["s"], row["p"], row["o"]) for row in rows]
    assert len(found) == len(set(found))
    assert set(found) == {(quad.subject, quad.predicate, quad.object) for quad in quads}
