"""Blank nodes get the same names however they are spelt and in whatever order they come, and soon."""

import itertools
import random
import time
from collections.abc import Callable, Iterable
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.rdf.formats import FORMATS
from kg.rdf.formatting import format_turtle
from kg.rdf.naming import canonical
from kg.rdf.writing import write_quads

P, Q = NamedNode("http://e/p"), NamedNode("http://e/q")
Edges = Iterable[tuple[object, object]]

CELLS = list(itertools.product(range(4), repeat=2))
ROOK = [(a, b) for a in CELLS for b in CELLS if (a[0] == b[0]) != (a[1] == b[1])]
_STEPS = {(0, 1), (0, 3), (1, 0), (3, 0), (1, 1), (3, 3)}
SHRIKHANDE = [
    (a, b) for a in CELLS for b in CELLS if ((a[0] - b[0]) % 4, (a[1] - b[1]) % 4) in _STEPS
]

ALIKE: dict[str, Edges] = {
    "a clique": [(a, b) for a in range(8) for b in range(8) if a != b],
    "a large clique": [(a, b) for a in range(40) for b in range(40) if a != b],
    "a chain": [(a, a + 1) for a in range(2_000)],
    "a ring": [(a, (a + 1) % 500) for a in range(500)],
    "two rings": [(a, (a + 1) % 50 + a // 50 * 50) for a in range(100)],
    "loops": [(a, a) for a in range(20)],
    "twin trees": [(a, 3 * a + child) for a in range(1, 300) for child in (1, 2, 3)],
    "a grid": [(a, a + step) for a in range(400) for step in (1, 20)],
    "a regular graph": ROOK,
}


def ties(edges: Edges) -> list[Quad]:
    return [Quad(BlankNode(_label(a)), P, BlankNode(_label(b))) for a, b in edges]


def _label(name: object) -> str:
    return "x" + "".join(char for char in str(name) if char.isalnum())


def disguised(quads: Iterable[Quad], seed: int) -> list[Quad]:
    """The quads in another order, with other blank nodes."""
    rng = random.Random(seed)
    names: dict[str, BlankNode] = {}

    def other(term: Any) -> Any:
        if isinstance(term, BlankNode):
            return names.setdefault(term.value, BlankNode())
        if isinstance(term, Triple):
            return Triple(other(term.subject), term.predicate, other(term.object))
        return term

    changed = [
        Quad(other(q.subject), q.predicate, other(q.object), other(q.graph_name)) for q in quads
    ]
    rng.shuffle(changed)
    return changed


def named(quads: Iterable[Quad]) -> list[str]:
    return sorted(map(str, canonical(quads)))


@pytest.mark.parametrize("edges", ALIKE.values(), ids=ALIKE)
def test_names_depend_on_what_is_said_alone(edges: Edges) -> None:
    quads = ties(edges)
    assert [named(disguised(quads, seed)) for seed in range(3)] == [named(quads)] * 3


def test_random_data_get_the_same_names_in_any_order() -> None:
    for seed in range(100):
        rng = random.Random(seed)
        terms: list[Any] = [*map(BlankNode, "abcdef"), NamedNode("http://e/a")]
        objects: list[Any] = [*terms, Literal("x"), Triple(terms[0], P, terms[1])]
        graphs: list[Any] = [DefaultGraph(), NamedNode("http://e/g"), BlankNode("g")]
        quads = {
            Quad(rng.choice(terms), rng.choice((P, Q)), rng.choice(objects), rng.choice(graphs))
            for _ in range(rng.randint(1, 20))
        }
        assert named(disguised(quads, seed)) == named(quads), seed
        dataset, other = (pyoxigraph.Dataset(each) for each in (quads, canonical(quads)))
        for each in (dataset, other):
            each.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
        assert dataset == other, seed


def test_names_of_what_cannot_be_told_apart_follow_the_order() -> None:
    quads = ties(SHRIKHANDE)
    assert named(quads) == named(quads)
    assert len({str(quad.subject) for quad in canonical(quads)}) == len(CELLS)


def test_each_node_has_its_place() -> None:
    a, b, c = map(BlankNode, "abc")
    quads = [Quad(a, P, b), Quad(b, P, c), Quad(c, Q, Literal("end")), Quad(a, P, b)]
    assert list(map(str, canonical(quads))) == [
        "_:b0 <http://e/p> _:b1",
        "_:b1 <http://e/p> _:b2",
        '_:b2 <http://e/q> "end"',
    ]


def test_quads_without_blank_nodes_stay_as_they_are() -> None:
    quads = [Quad(P, P, Literal("a")), Quad(P, Q, P)]
    assert canonical(quads) == quads


@pytest.mark.parametrize(
    "quads",
    [
        lambda: ties((a, b) for a in range(100) for b in range(100) if a != b),
        lambda: ties((a, a + 1) for a in range(20_000)),
        lambda: [Quad(BlankNode(), P, P) for _ in range(20_000)],
    ],
    ids=["a clique", "a chain", "twins"],
)
def test_hostile_data_are_written_soon(quads: Callable[[], list[Quad]]) -> None:
    started = time.process_time()
    write_quads(quads(), FORMATS["ntriples"])
    assert time.process_time() - started < 10


def test_a_clique_and_a_deep_list_are_put_in_order() -> None:
    names = [f"_:n{number}" for number in range(12)]
    clique = "".join(f"{a} <http://e/p> {b} .\n" for a in names for b in names if a != b)
    deep = f"<http://e/a> <http://e/p> {'(' * 300}{')' * 300} .\n"
    once = format_turtle((clique + deep).encode())
    assert format_turtle(once) == once
