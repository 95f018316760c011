"""The cheapest simple paths against trying all of them, ties and bounds on steps included."""

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.search import cheapest

EDGES = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda e: e[0] != e[1]),
    st.integers(1, 3),
    max_size=20,
)


def graph_of(edges: dict[tuple[str, str], int]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from("abcdef")
    graph.add_weighted_edges_from(((a, b, cost) for (a, b), cost in edges.items()), weight="cost")
    return graph


@settings(max_examples=150, deadline=None)
@given(EDGES, st.none() | st.integers(0, 5))
def test_they_equal_trying_every_order_of_nodes(
    edges: dict[tuple[str, str], int], max_steps: int | None
) -> None:
    every = []
    for count in range(5):
        for middle in itertools.permutations("bcde", count):
            nodes = ("a", *middle, "f")
            steps = list(itertools.pairwise(nodes))
            if all(step in edges for step in steps) and len(steps) <= (
                9 if max_steps is None else max_steps
            ):
                every.append((sum(edges[step] for step in steps), nodes))
    assert list(cheapest(graph_of(edges), "a", "f", max_steps=max_steps)) == sorted(every)


def test_a_thousand_ties_come_in_the_order_of_their_nodes() -> None:
    """A ladder of ten rungs: 1,024 paths of one cost, of which only the first are asked for."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for rung in range(10):
        for side in "lr":
            graph.add_edge(f"{rung}", f"{rung}{side}", cost=1)
            graph.add_edge(f"{rung}{side}", f"{rung + 1}", cost=1)
    first = list(itertools.islice(cheapest(graph, "0", "10"), 3))
    assert [cost for cost, _ in first] == [20, 20, 20]
    assert ["".join(nodes[1::2]) for _, nodes in first] == [
        "0l1l2l3l4l5l6l7l8l9l", "0l1l2l3l4l5l6l7l8l9r", "0l1l2l3l4l5l6l7l8r9l",
    ]  # fmt: skip


@pytest.mark.parametrize("max_steps", [None, 25])
def test_a_bound_on_steps_does_not_try_every_path(max_steps: int | None) -> None:
    """Thirty nodes all joined have more simple paths than could ever be tried."""
    names = list(map(str, range(30)))
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(itertools.permutations(names, 2), cost=1)
    found = list(itertools.islice(cheapest(graph, "0", "1", max_steps=max_steps), 3))
    assert found == [(1, ("0", "1")), (2, ("0", "10", "1")), (2, ("0", "11", "1"))]


def test_without_a_way_there_is_none() -> None:
    assert list(cheapest(graph_of({("f", "a"): 1}), "a", "f")) == []
