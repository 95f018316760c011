"""Every method that networkx gives a MultiDiGraph answers on columns as on dictionaries, or drops the columns."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

import kg
from kg.graph.face import Graph
from tests.factory import act, dataset, stmt, tie
from tests.graph.reference import projected
from tests.graph.strategies import datasets

A, B, C = map(act, "ABC")
BLOCKS = (
    tie("1", "A", "alliedWith", "B", confidence=0.5),
    tie("2", "A", "suppliesGasTo", "B"),
    tie("3", "B", "attacks", "C"),
)
Ask = Callable[[Any], Any]


def edges(graph: Any) -> list[Any]:
    return [(u, v, k, dict(d)) for u, v, k, d in graph.edges(keys=True, data=True)]


def whole(graph: Any) -> list[Any]:
    return [graph.is_directed(), list(graph.nodes(data=True)), edges(graph)]


READING: dict[str, list[Ask]] = {
    "adj": [lambda g: [(u, list(near)) for u, near in g.adj.items()], lambda g: dict(g.adj[A][B])],
    "adjacency": [lambda g: {u: {v: set(keys) for v, keys in near.items()} for u, near in g.adjacency()}],
    "copy": [lambda g: whole(g.copy()), lambda g: whole(g.copy(as_view=True))],
    "degree": [lambda g: list(g.degree()), lambda g: g.degree(A), lambda g: list(g.degree([A, B], weight="strength"))],
    "edge_subgraph": [lambda g: whole(g.edge_subgraph([(A, B, stmt("2"))]))],
    "edges": [edges, lambda g: len(g.edges), lambda g: (A, B, stmt("2")) in g.edges,
              lambda g: list(g.edges([B], data="cost", default=0)), lambda g: dict(g.edges[A, B, stmt("2")])],
    "get_edge_data": [lambda g: g.get_edge_data(A, B), lambda g: g.get_edge_data(B, C, stmt("3")),
                      lambda g: g.get_edge_data(C, A, default="none")],
    "has_edge": [lambda g: (g.has_edge(A, B), g.has_edge(A, B, stmt("3")), g.has_edge(C, "nobody"))],
    "has_node": [lambda g: (g.has_node(A), g.has_node("nobody"), g.has_node([]))],
    "has_predecessor": [lambda g: (g.has_predecessor(C, B), g.has_predecessor(B, C))],
    "has_successor": [lambda g: (g.has_successor(B, C), g.has_successor(C, B))],
    "in_degree": [lambda g: list(g.in_degree()), lambda g: g.in_degree(B, weight="cost")],
    "in_edges": [lambda g: list(g.in_edges(keys=True)), lambda g: list(g.in_edges(B, data="sign"))],
    "is_directed": [lambda g: g.is_directed()],
    "is_multigraph": [lambda g: g.is_multigraph()],
    "name": [lambda g: (g.name, str(g).partition(" with ")[2])],
    "nbunch_iter": [lambda g: list(g.nbunch_iter()), lambda g: list(g.nbunch_iter([C, "nobody", A]))],
    "neighbors": [lambda g: list(g.neighbors(A)), lambda g: list(g.neighbors("nobody"))],
    "new_edge_key": [lambda g: g.new_edge_key(A, B)],
    "nodes": [lambda g: list(g.nodes), lambda g: dict(g.nodes[B]), lambda g: list(g.nodes(data="label")),
              lambda g: g.nodes["nobody"]],
    "number_of_edges": [lambda g: (g.number_of_edges(), g.number_of_edges(A, B), g.number_of_edges(C, A))],
    "number_of_nodes": [lambda g: g.number_of_nodes()],
    "order": [lambda g: (g.order(), len(g))],
    "out_degree": [lambda g: list(g.out_degree(weight="strength")), lambda g: g.out_degree(C)],
    "out_edges": [lambda g: list(g.out_edges(keys=True))],
    "pred": [lambda g: {v: {u: set(keys) for u, keys in near.items()} for v, near in g.pred.items()}],
    "predecessors": [lambda g: list(g.predecessors(C)), lambda g: list(g.predecessors("nobody"))],
    "reverse": [lambda g: whole(g.reverse()), lambda g: whole(g.reverse(copy=False))],
    "size": [lambda g: (g.size(), g.size(weight="cost"))],
    "subgraph": [lambda g: whole(g.subgraph([B, A, "nobody"])), lambda g: whole(g.subgraph([A]).copy())],
    "succ": [lambda g: {u: {v: set(keys) for v, keys in near.items()} for u, near in g.succ.items()}],
    "successors": [lambda g: list(g.successors(B)), lambda g: list(g.successors("nobody"))],
    "to_directed": [lambda g: whole(g.to_directed()), lambda g: whole(g.to_directed(as_view=True))],
    "to_directed_class": [lambda g: issubclass(g.to_directed_class(), nx.MultiDiGraph)],
    "to_undirected": [lambda g: whole(g.to_undirected()), lambda g: whole(g.to_undirected(reciprocal=True))],
    "to_undirected_class": [lambda g: g.to_undirected_class()],
}  # fmt: skip
CHANGING: dict[str, list[Ask]] = {
    "add_edge": [lambda g: g.add_edge(C, A), lambda g: g.add_edge(A, B, stmt("2"), strength=2)],
    "add_edges_from": [lambda g: g.add_edges_from([(C, A, "k", {"cost": 1}), (C, "D")])],
    "add_node": [lambda g: g.add_node("D", label="D"), lambda g: g.add_node(None)],
    "add_nodes_from": [lambda g: g.add_nodes_from([A, ("D", {"x": 1})], y=2)],
    "add_weighted_edges_from": [lambda g: g.add_weighted_edges_from([(A, B, 5)])],
    "clear": [lambda g: g.clear()],
    "clear_edges": [lambda g: g.clear_edges()],
    "remove_edge": [lambda g: g.remove_edge(A, B, stmt("2")), lambda g: g.remove_edge(C, A)],
    "remove_edges_from": [lambda g: g.remove_edges_from([(A, B), (C, A)])],
    "remove_node": [lambda g: g.remove_node(B), lambda g: g.remove_node("nobody")],
    "remove_nodes_from": [lambda g: g.remove_nodes_from([B, "nobody"])],
    "update": [lambda g: g.update(edges=[(A, C)], nodes=["D"]), lambda g: g.update()],
}  # fmt: skip
TWINS: list[Ask] = [
    lambda g: g.copy(),
    copy.copy,
    copy.deepcopy,
    lambda g: pickle.loads(pickle.dumps(g)),
    *(lambda g, p=p: pickle.loads(pickle.dumps(g, p)) for p in range(2, pickle.HIGHEST_PROTOCOL)),
]


DATA = dataset(*BLOCKS, actors="A B C")


def graph_of(data: kg.Dataset = DATA) -> Any:
    return kg.project(data)


def plain(data: kg.Dataset = DATA) -> Any:
    """networkx's own, of the same statements in their order."""
    return projected(data, kg.project(data).graph["projection"])


def told(ask: Ask, graph: Any) -> Any:
    """What it says, or what it raises."""
    try:
        return ask(graph)
    except (nx.NetworkXException, KeyError, TypeError, ValueError) as error:
        return type(error).__name__, str(error)


def test_no_method_of_networkx_is_left_out() -> None:
    factories = {name for name in dir(nx.MultiDiGraph) if name.endswith("_factory")}
    methods = {name for name in dir(nx.MultiDiGraph) if not name.startswith("_")}
    assert methods - factories == READING.keys() | CHANGING.keys()


@pytest.mark.parametrize("name", sorted(READING))
def test_reading_answers_as_networkx_and_keeps_the_columns(name: str) -> None:
    for ask in READING[name]:
        graph = graph_of()
        assert told(ask, graph) == told(ask, plain())
        assert graph.columns is not None


@pytest.mark.parametrize("name", sorted(CHANGING))
def test_changing_does_as_networkx_and_drops_the_columns(name: str) -> None:
    for ask in CHANGING[name]:
        graph, expected = graph_of(), plain()
        assert told(ask, graph) == told(ask, expected)
        assert whole(graph) == whole(expected)
        refused = isinstance(told(ask, graph_of()), tuple)
        assert refused or graph.columns is None


@pytest.mark.parametrize("twin", TWINS)
def test_a_changed_twin_leaves_the_other_as_it_was(twin: Ask) -> None:
    graph = graph_of()
    other = twin(graph)
    other.remove_node(A)
    other.nodes[B]["label"] = "changed"
    assert other.columns is None
    assert isinstance(graph, Graph)
    assert graph.columns is not None
    assert whole(graph) == whole(graph_of())
    assert set(other) == {B, C}


@settings(max_examples=25, deadline=None)
@given(datasets())
def test_subgraphs_of_any_data_are_those_of_networkx(data: kg.Dataset) -> None:
    graph = graph_of(data)
    expected = plain(data)
    some = list(expected)[::2]
    ties = list(expected.edges(keys=True))[::2]
    for ask in (
        lambda g: g.subgraph(some),
        lambda g: g.edge_subgraph(ties),
        lambda g: g.subgraph(some).copy(),
        lambda g: nx.subgraph_view(g, filter_node=lambda node: node in some),
        nx.reverse_view,
    ):
        assert whole(ask(graph)) == whole(ask(expected))
    assert graph.columns is not None
    assert pickle.loads(pickle.dumps(graph.subgraph(some).copy())).columns is None
