"""networkx's own functions on a graph of columns: run on the columns, or as ever; other graphs are left alone."""

import logging
import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

import kg
from kg.backend.info import SERVED, info
from kg.backend.interface import interface
from tests.backend.under_networkx import same
from tests.factory import act, dataset, tie
from tests.graph.strategies import datasets

A, B, C = map(act, "ABC")
BLOCKS = (
    tie("1", "A", "alliedWith", "B", confidence=0.5),
    tie("2", "A", "suppliesGasTo", "B"),
    tie("3", "B", "attacks", "C"),
)


@pytest.fixture
def graph() -> Any:
    return kg.project(dataset(*BLOCKS, actors="A B C"))


def built(graph: Any) -> bool:
    """Whether networkx's dictionaries are there."""
    return bool(set(vars(graph)) & {"_adj", "_succ", "_pred", "_node"})


def test_calls_run_on_the_columns_and_build_no_dictionary(graph: Any) -> None:
    # A-B twice from A (the alliance and the gas), once back; B-C.
    assert nx.shortest_path(graph, A, C) == [A, B, C]
    assert nx.betweenness_centrality(graph) == {A: 0.0, B: 0.5, C: 0.0}
    assert list(nx.strongly_connected_components(graph)) == [{C}, {A, B}]
    assert list(nx.weakly_connected_components(graph)) == [{A, B, C}]
    assert nx.out_degree_centrality(graph) == {A: 1.0, B: 1.0, C: 0.0}
    assert nx.closeness_centrality(graph) == {A: 0.5, B: 0.5, C: 2 / 3}
    assert nx.has_path(graph, C, A) is False
    assert nx.density(graph) == 4 / 6
    assert not built(graph)


def test_a_pair_is_as_far_as_its_shortest_edge_and_as_strong_as_all_together(graph: Any) -> None:
    costs = {iri: graph.attributes(iri)[2]["cost"] for iri in graph.columns.iris()}
    cost = min(cost for iri, cost in costs.items() if iri.endswith(("/1", "/2")))
    assert nx.dijkstra_path_length(graph, A, B, weight="cost") == cost
    assert type(nx.dijkstra_path_length(graph, A, B, weight="cost")) is int
    plain: Any = nx.MultiDiGraph(graph)
    fresh = kg.project(dataset(*BLOCKS, actors="A B C"))
    found = nx.pagerank(fresh, weight="strength")
    assert found == pytest.approx(
        nx.pagerank(plain, weight="strength", tol=1e-15, max_iter=1000), abs=1e-12
    )
    assert not built(fresh)


@pytest.mark.parametrize("weight", ["status", "amount", "first"])
def test_attributes_that_are_no_numbers_of_the_columns_are_left_to_networkx(
    graph: Any, weight: str, caplog: pytest.LogCaptureFixture
) -> None:
    plain: Any = nx.MultiDiGraph(kg.project(dataset(*BLOCKS, actors="A B C")))
    with caplog.at_level(logging.DEBUG, "kg.backend.interface"):
        found, expected = (raised(each, weight) for each in (graph, plain))
    assert found == expected
    assert f"'{weight}' is no number of the columns" in caplog.text


def raised(graph: Any, weight: str) -> str:
    try:
        return str(nx.dijkstra_path_length(graph, A, C, weight=weight))
    except TypeError as error:
        return str(error)


def test_networkx_refuses_what_it_refuses(graph: Any) -> None:
    for function in (
        nx.core_number,
        nx.katz_centrality,
        nx.eigenvector_centrality,
        nx.is_connected,
    ):
        with pytest.raises(nx.NetworkXNotImplemented):
            function(graph)
    with pytest.raises(nx.NodeNotFound, match="nobody"):
        nx.shortest_path(graph, A, "nobody")
    with pytest.raises(nx.NetworkXNoPath, match="No path between"):
        nx.shortest_path(graph, C, A)
    assert not built(graph)


def test_a_change_goes_on_as_plain_networkx(graph: Any) -> None:
    assert graph.__networkx_backend__ == "kg"
    before = nx.pagerank(graph)
    graph.add_edge(C, A)
    assert graph.__networkx_backend__ == "networkx"
    assert nx.pagerank(graph) == nx.pagerank(nx.MultiDiGraph(graph)) != before
    view = kg.project(dataset(*BLOCKS, actors="A B C")).subgraph([A, B])
    assert view.__networkx_backend__ == "networkx"
    assert nx.shortest_path(view, A, B) == [A, B]


def test_writing_an_attribute_counts_as_a_change(graph: Any) -> None:
    graph[A][B][graph.columns.iris()[0]]["weight"] = 100
    assert nx.pagerank(graph) == nx.pagerank(nx.MultiDiGraph(graph))


def test_graphs_of_both_kinds_go_together(graph: Any) -> None:
    plain: Any = nx.MultiDiGraph([(A, "D")])
    assert set(nx.compose(graph, plain)) == set(nx.compose(plain, graph)) == {A, B, C, "D"}
    assert set(nx.compose_all([plain, graph, plain])) == {A, B, C, "D"}
    assert nx.is_isomorphic(graph, graph.copy())
    assert not nx.is_isomorphic(graph, plain)
    assert graph.columns is not None


def test_copies_and_pickles_are_dispatched_too(graph: Any) -> None:
    for each in (graph.copy(), pickle.loads(pickle.dumps(graph))):
        assert each.__networkx_backend__ == "kg"
        assert nx.pagerank(each) == nx.pagerank(graph)


def test_other_graphs_are_asked_for_by_name_or_left_alone() -> None:
    plain: Any = nx.DiGraph([(0, 1), (1, 2)])
    assert nx.betweenness_centrality(plain, backend="kg") == {0: 0.0, 1: 0.5, 2: 0.0}
    with pytest.raises(NotImplementedError, match="'square_clustering' is not implemented by 'kg'"):
        nx.square_clustering(plain, backend="kg")
    assert nx.betweenness_centrality(plain) == {0: 0.0, 1: 0.5, 2: 0.0}
    assert plain.__networkx_cache__.get("backends", {}).keys() <= {"kg"}


def test_what_is_not_run_is_refused_with_the_reason() -> None:
    plain: Any = nx.DiGraph([(0, 1), (1, 2)])

    def by_function(*_: Any) -> int:
        return 1

    assert interface.can_run("pagerank", (plain,), {}) is True
    assert interface.should_run("pagerank", (plain,), {}) is True
    assert interface.should_run("closeness_centrality", (plain,), {}) is True
    assert interface.can_run("square_clustering", (plain,), {}) == (
        "no graph with columns among the arguments, and kg has no code of its own for it"
    )
    assert interface.can_run("betweenness_centrality", (plain,), {"weight": by_function}) == (
        "a weight that is a function"
    )
    assert interface.can_run("closeness_centrality", (plain, 0, by_function), {}) == (
        "a distance that is a function"
    )
    assert interface.can_run("pagerank", (plain,), {"later": 1}) == "the argument 'later'"
    assert interface.can_run("pagerank", (plain, 0.5), {"alpha": 0.5}) == (
        "arguments that it does not take"
    )
    once = "networkx needs one pass over the graph for it, and so does reading it into columns"
    assert interface.should_run("dijkstra_path_length", (plain, 0, 2), {}) == once
    assert interface.should_run("closeness_centrality", (plain, 0), {}) == once
    assert interface.should_run("closeness_centrality", (plain,), {"u": 0}) == once


def test_networkx_logs_the_reason_and_runs_its_own(caplog: pytest.LogCaptureFixture) -> None:
    plain: Any = nx.DiGraph([(0, 1), (1, 2)])
    priority: Any = nx.config.backend_priority
    with (
        priority(algos=["kg"]),
        caplog.at_level(logging.DEBUG, "networkx.utils.backends"),
    ):
        assert nx.has_path(plain, 0, 2) is True
        assert nx.closeness_centrality(plain, distance=lambda *_: 1) == {0: 0, 1: 0.5, 2: 2 / 3}
    assert "shouldn't run `bidirectional_shortest_path`" in caplog.text
    assert "because: networkx needs one pass over the graph for it" in caplog.text
    assert "because: a distance that is a function" in caplog.text


def test_a_graph_with_columns_runs_whatever_the_arguments_are(
    graph: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "kg.backend.interface"):
        assert nx.closeness_centrality(graph, distance=lambda *_: 1) == {A: 0.5, B: 0.5, C: 2 / 3}
    assert "networkx's own closeness_centrality runs: a distance that is a function" in caplog.text
    pagerank: Any = nx.pagerank
    with pytest.raises(TypeError, match="multiple values for argument 'alpha'"):
        pagerank(graph, 0.5, alpha=0.5)


def test_samples_and_some_nodes_run_on_the_columns(graph: Any) -> None:
    # One path leads through another: from A by B to C. All three nodes are no sample.
    assert nx.betweenness_centrality(graph, k=3) == {A: 0.0, B: 0.5, C: 0.0}
    plain: Any = nx.MultiDiGraph(kg.project(dataset(*BLOCKS, actors="A B C")))
    for seed in range(5):
        assert nx.betweenness_centrality(graph, k=2, seed=seed) == (
            nx.betweenness_centrality(plain, k=2, seed=seed)
        )
    assert nx.harmonic_centrality(graph, nbunch=[C, "nobody"]) == {C: 1.5}  # B 1 step off, A 2
    assert nx.harmonic_centrality(graph, C, sources=[A]) == {C: 0.5}
    assert nx.harmonic_centrality(graph, A, sources=[C]) == {A: 0}
    assert not built(graph)


def test_networkx_tells_of_the_backend_and_imports_nothing_for_it() -> None:
    assert "kg : Evidenced graphs that are kept as columns." in str(nx.pagerank.__doc__)
    assert set(info()["functions"]) == {name for names in SERVED.values() for name in names}
    code = (
        "import networkx, sys; print(*(each for each in sys.modules if each.split('.')[0] == 'kg'))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["kg", "kg.backend", "kg.backend.info"]


CALLS: dict[str, Any] = {
    "betweenness": lambda g, w: nx.betweenness_centrality(g, weight=w),
    "bidirectional": lambda g, w: ways(g, lambda a, b: nx.shortest_path(g, a, b, weight=w)),
    "closeness": lambda g, w: nx.closeness_centrality(g, distance=w),
    "degree": lambda g, _: [nx.degree_centrality(g), nx.in_degree_centrality(g)],
    "from one": lambda g, w: [nx.single_source_dijkstra(g, a, weight=w) for a in g],
    "harmonic": lambda g, w: sorted(nx.harmonic_centrality(g, distance=w).items()),
    "lengths": lambda g, _: [nx.single_source_shortest_path_length(g, a) for a in g],
    "pagerank": lambda g, w: nx.pagerank(g, weight=w, tol=1e-15, max_iter=1000),
    "paths": lambda g, _: [nx.single_target_shortest_path(g, a) for a in g],
    "strong": lambda g, _: list(nx.strongly_connected_components(g)),
    "weak": lambda g, _: list(nx.weakly_connected_components(g)),
}


def ways(graph: Any, ask: Any) -> list[Any]:
    found = []
    for a in graph:
        for b in graph:
            try:
                found.append(ask(a, b))
            except nx.NetworkXNoPath as error:
                found.append(str(error))
    return found


@settings(max_examples=8, deadline=None)
@given(datasets(most=12))
def test_columns_answer_as_a_plain_copy(data: kg.Dataset) -> None:
    copy: Any = same(kg.project(data, status="all"))
    for name, ask in CALLS.items():
        columns = kg.project(data, status="all")
        for weight in ("cost", "strength", None):
            found, expected = ask(columns, weight), ask(copy, weight)
            assert list(flat(found)) == pytest.approx(list(flat(expected)), abs=1e-9), (
                name,
                weight,
            )
        assert not built(columns), name


def flat(found: Any) -> Iterator[Any]:
    """The values in their order, names as their place among all."""
    if isinstance(found, dict):
        found = [each for pair in found.items() for each in pair]
    elif isinstance(found, set):
        found = sorted(found)
    if isinstance(found, list | tuple):
        for each in found:
            yield from flat(each)
    else:
        yield found if isinstance(found, int | float) else sum(map(ord, str(found)))
