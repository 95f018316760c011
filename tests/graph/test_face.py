"""A graph of columns is a MultiDiGraph: it answers, changes, copies and pickles as one."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg.graph.face import Graph
from tests.factory import act, dataset, stmt, tie, turtle
from tests.graph.reference import dictionaries, projected

BLOCKS = (
    tie("1", "A", "alliedWith", "B", rest='; kg:since "1992"^^xsd:gYear'),
    tie("2", "A", "suppliesGasTo", "C", confidence=0.5),
    tie("3", "B", "attacks", "C", rest='; kg:date "2000-03"^^xsd:gYearMonth'),
    tie("4", "A", "suppliesGasTo", "B", status="Alleged"),
)


def built(graph: Graph) -> set[str]:
    """Which of networkx's dictionaries there are."""
    return set(vars(graph)) & {"_node", "_adj", "_succ", "_pred"}


def plain(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    return nx.MultiDiGraph(graph)


@pytest.fixture
def data() -> kg.Dataset:
    return dataset(*BLOCKS, actors="A B C")


@pytest.fixture
def graph(data: kg.Dataset) -> Graph:
    return kg.project(data)


def test_what_columns_answer_builds_no_dictionary(graph: Graph) -> None:
    unhashable: Any = [act("A")]
    assert isinstance(graph, nx.MultiDiGraph)
    assert (len(graph), graph.order(), graph.number_of_nodes()) == (3, 3, 3)
    assert (graph.number_of_edges(), graph.size()) == (4, 4)
    assert list(graph) == list(graph.nodes) == [act("A"), act("B"), act("C")]
    assert (act("A") in graph, graph.has_node(act("D")), unhashable in graph) == (
        True,
        False,
        False,
    )
    assert (len(graph.nodes), act("C") in graph.nodes) == (3, True)
    assert str(graph) == "Graph with 3 nodes and 4 edges"
    assert kg.rank(graph, "betweenness")[0].label == "A"
    assert [path.labels for path in kg.paths(graph, "A", "C")] == [("A", "C")]
    assert built(graph) == set()


def test_touching_it_builds_what_networkx_keeps(graph: Graph, data: kg.Dataset) -> None:
    assert graph.nodes[act("A")]["label"] == "A"
    assert built(graph) == {"_node"}
    assert graph[act("B")][act("A")][stmt("1")]["mirror"] is True
    assert dictionaries(graph) == dictionaries(projected(data, graph.graph["projection"]))
    assert graph.columns is not None  # reading changes nothing


@pytest.mark.parametrize(
    "change",
    [
        lambda g: g.add_edge(act("A"), act("D")),
        lambda g: g.add_node(act("D")),
        lambda g: g.add_nodes_from([act("D")]),
        lambda g: g.add_edges_from([(act("A"), act("D"))]),
        lambda g: g.add_weighted_edges_from([(act("A"), act("D"), 2)]),
        lambda g: g.update(edges=[(act("A"), act("D"))]),
        lambda g: g.remove_edge(act("A"), act("C"), stmt("2")),
        lambda g: g.remove_edges_from([(act("A"), act("C"))]),
        lambda g: g.remove_node(act("A")),
        lambda g: g.remove_nodes_from([act("A")]),
        lambda g: g.clear(),
        lambda g: g.clear_edges(),
        lambda g: g.nodes[act("A")].update(label="Z"),
        lambda g: g[act("A")][act("C")][stmt("2")].__setitem__("strength", 0.125),
        lambda g: g.edges[act("A"), act("C"), stmt("2")].pop("sign"),
        lambda g: nx.set_edge_attributes(g, {edge: {"strength": 0.25} for edge in g.edges(keys=True)}),
        lambda g: nx.set_node_attributes(g, {node: {"colour": "x"} for node in g}),
        lambda g: nx.relabel_nodes(g, {act("A"): "a"}, copy=False),
    ],
)  # fmt: skip
def test_any_change_gives_up_the_columns_and_is_the_change_that_networkx_makes(
    graph: Graph, change: Callable[["nx.MultiDiGraph[str]"], object]
) -> None:
    expected = plain(graph)
    change(expected)
    change(graph)
    assert graph.columns is None
    assert dictionaries(graph) == dictionaries(expected)


def test_a_changed_strength_counts(graph: Graph) -> None:
    graph[act("A")][act("C")][stmt("2")]["strength"] = 0.125
    found = {score.label: score.value for score in kg.rank(graph, "strength")}
    assert found["A"] == pytest.approx(found["B"] + 0.125 - graph_strength(graph, "3"))


def graph_strength(graph: "nx.MultiDiGraph[str]", name: str) -> float:
    return next(
        float(d["strength"])
        for _, _, key, d in graph.edges(keys=True, data=True)
        if key == stmt(name)
    )


@pytest.mark.parametrize(
    "twin",
    [
        lambda g: g.copy(),
        copy.copy,
        copy.deepcopy,
        lambda g: pickle.loads(pickle.dumps(g)),
    ],
    ids=["copy", "copy.copy", "deepcopy", "pickle"],
)
@pytest.mark.parametrize("touched", [False, True])
def test_a_twin_is_equal_and_apart(
    graph: Graph, twin: Callable[[Graph], Graph], touched: bool
) -> None:
    if touched:
        _ = graph.nodes[act("A")]["label"], graph.edges
    other = twin(graph)
    assert type(other) is Graph
    assert other.columns is not None
    assert other.graph["counted"] == graph.graph["counted"]
    assert kg.rank(other, "pagerank") == kg.rank(graph, "pagerank")
    assert dictionaries(other) == dictionaries(graph)
    other.remove_node(act("A"))
    assert act("A") in graph
    assert graph.columns is not None
    assert kg.from_networkx(graph).statements.keys() == {stmt("1"), stmt("2"), stmt("3")}


def test_a_changed_graph_pickles_as_it_is(graph: Graph) -> None:
    graph.add_edge(act("A"), act("D"), key="k", weight=2)
    other = pickle.loads(pickle.dumps(graph))
    assert dictionaries(other) == dictionaries(graph)
    other.add_node("x")
    assert "x" not in graph


def test_a_subgraph_and_other_views_are_those_of_networkx(graph: Graph) -> None:
    part = graph.subgraph([act("A"), act("B")])
    assert sorted(part.edges(keys=True)) == sorted(plain(graph).subgraph([act("A"), act("B")]).edges(keys=True))  # fmt: skip
    assert [score.label for score in kg.rank(part, "degree")] == ["A", "B"]
    assert dictionaries(graph.reverse()) == dictionaries(plain(graph).reverse())
    assert dict(graph.to_undirected().degree()) == dict(plain(graph).to_undirected().degree())
    assert nx.is_frozen(nx.freeze(graph.copy()))


def test_the_graph_stays_as_the_data_were(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(turtle(*BLOCKS, actors="A B C"), "utf-8")
    before = kg.load(path)
    expected = dictionaries(projected(kg.load(path), kg.project(before).graph["projection"]))
    graphs = [kg.project(before) for _ in range(3)]
    kg.retract(before, stmt("1"))
    kg.add(before, kg.Actor(act("A2"), "A2", "https://w3id.org/actor-kg/vocab#State"))
    path.unlink()
    assert [dictionaries(graph) for graph in graphs] == [expected] * 3
    assert list(graphs[0].graph["actors"]) == [act("A"), act("B"), act("C")]
    assert [score.label for score in kg.rank(graphs[1], "degree")] == ["A", "B", "C"]
    assert kg.project(before).number_of_edges() == 2


NUMBERS = tie("5", "A", "suppliesGasTo", "B", rest='; kg:amount 007.10 ; kg:unit "m3"')
PLAIN = "actor:A kg:suppliesGasTo actor:C . actor:C kg:suppliesGasTo actor:A ."


@pytest.mark.parametrize(
    "more", [(), (NUMBERS,), (PLAIN,)], ids=["dates", "numbers", "plain triples"]
)
@pytest.mark.parametrize("way", ["memory", "columns", "disk"])
def test_records_are_spelt_as_ever_whatever_holds_the_data(
    tmp_path: Path, more: tuple[str, ...], way: str
) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(turtle(*BLOCKS, *more, actors="A B C"), "utf-8")
    data = kg.build(tmp_path / "store", path) if way == "disk" else kg.load(path)
    if way == "columns":
        _ = data.columns
    found: Any = kg.project(data, status="all")
    _ = found.edges, found.nodes(data=True)
    if way != "disk":
        data = kg.load(path)
    assert dictionaries(found) == dictionaries(projected(data, found.graph["projection"]))
    assert found.graph["actors"] == dict(data.actors)
    assert found.graph["sources"] == dict(data.sources)


def test_attributes_that_were_not_read_are_read_by_whoever_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(turtle(*BLOCKS, actors="A B C"), "utf-8")
    about = kg.project(kg.load(path)).graph
    assert set(nx.MultiDiGraph(**about).graph["actors"]) == {act("A"), act("B"), act("C")}
    again = kg.project(kg.load(path)).graph
    assert dict(again) == about == again.copy()
    assert [key for key, _ in again.items()] == list(about)
    assert about.pop("sources") == again.get("sources")
    assert "sources" not in about
    assert about.setdefault("sources", {}) == {} == about["sources"]
    assert about.get("nothing") is None
    assert pickle.loads(pickle.dumps(again)) == again
