"""Hubs, cores, structural holes and walks from a start: by hand, as published, and as networkx has them."""

from typing import Any

import networkx as nx
import numpy as np
import pytest

import kg
from kg.analysis.cores import core
from kg.analysis.hits import authorities, hubs
from kg.analysis.holes import constraint, effective_size
from kg.analysis.laplacian import laplacian
from kg.analysis.pairs import Arcs
from kg.analysis.starting import pagerank_from
from tests.analysis.test_centrality import florentine, scores
from tests.factory import act, dataset, tie

CHAIN = (tie("1", "A", "suppliesGasTo", "B"), tie("2", "B", "suppliesGasTo", "C"))


def multigraphs(seeds: range) -> list[tuple["nx.MultiDiGraph[int]", Arcs, Arcs, "nx.DiGraph[int]"]]:
    """Multigraphs at random with loops, parallel edges and parts; plain and weighed arcs, networkx's."""
    found = []
    for seed in seeds:
        chance = np.random.default_rng(seed)
        count, many = int(chance.integers(1, 14)), int(chance.integers(0, 40))
        multi: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        multi.add_nodes_from(range(count))
        ends = chance.integers(0, count, (many, 2)).tolist()
        weights = chance.integers(1, 100, many) / 100
        for (a, b), weight in zip(ends, weights.tolist(), strict=True):
            multi.add_edge(a, b, weight=weight)
        simple: nx.DiGraph[int] = nx.DiGraph()
        simple.add_nodes_from(range(count))
        for a, b, data in multi.edges(data=True):
            if a != b:
                known = simple.get_edge_data(a, b, {"weight": 0.0})["weight"]
                simple.add_edge(a, b, weight=known + data["weight"])
        keys = sorted(simple.edges)
        source, target = (np.array([pair[end] for pair in keys], int) for end in (0, 1))
        weight = np.array([simple[a][b]["weight"] for a, b in keys])
        found.append(
            (multi, Arcs(count, source, target), Arcs(count, source, target, weight), simple)
        )
    return found


@pytest.fixture(scope="module")
def at_random() -> Any:
    return multigraphs(range(200))


def test_cores_are_those_of_networkx(at_random: Any) -> None:
    for _, arcs, _, simple in at_random:
        expected = nx.core_number(simple.to_undirected())
        assert core(arcs).tolist() == [expected[node] for node in simple]


@pytest.mark.parametrize("weighted", [False, True])
def test_constraint_is_that_of_networkx(at_random: Any, weighted: bool) -> None:
    for _, plain, weighed, simple in at_random:
        expected = nx.constraint(simple, weight="weight" if weighted else None)
        found = constraint(weighed if weighted else plain).tolist()
        assert found == pytest.approx(list(expected.values()), abs=1e-9, nan_ok=True)


def test_a_pair_tied_both_ways_weighs_double_and_the_meaning_says_so() -> None:
    arcs = Arcs(3, np.array([0, 1, 0]), np.array([1, 0, 2]))  # 0 and 1 both ways, 0 to 2
    assert constraint(arcs).tolist() == pytest.approx([(2 / 3) ** 2 + (1 / 3) ** 2, 1, 1])
    for name in ("constraint", "effective_size"):
        meaning = kg.MEASURES[name].meaning
        assert meaning.endswith(", a pair tied both ways weighing double")
        assert "; Burt's measure of directed influence" in meaning


@pytest.mark.parametrize("weighted", [False, True])
def test_effective_size_is_burts_formula(at_random: Any, weighted: bool) -> None:
    """By the formula itself, and by networkx node by node where that has an answer.

    networkx asked for all nodes at once takes another way, which gives other values for directed graphs.
    """
    for _, plain, weighed, simple in at_random:
        weight: Any = "weight" if weighted else None
        found = effective_size(weighed if weighted else plain).tolist()
        matrix = nx.to_numpy_array(simple, weight=weight)
        ties = matrix + matrix.T
        for i in simple:
            others = np.flatnonzero(ties[i])
            parts = [
                1 - sum(ties[i, q] / ties[i].sum() * ties[j, q] / ties[j].max() for q in others)
                for j in others
            ]
            assert found[i] == pytest.approx(sum(parts) if parts else np.nan, nan_ok=True)
        theirs = nx.effective_size(simple, nodes=list(simple), weight=weight)
        for node, value in theirs.items():
            assert np.isnan(value) or found[node] == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("weighted", [False, True])
def test_hubs_and_authorities_are_kleinbergs_limit(at_random: Any, weighted: bool) -> None:
    """His iteration from equal values, by squaring the matrix until it moves no more."""
    weight: Any = "weight" if weighted else None
    for _, plain, weighed, simple in at_random:
        matrix = nx.to_numpy_array(simple, weight=weight)
        arcs = weighed if weighted else plain
        if not matrix.any():
            assert [*hubs(arcs), *authorities(arcs)] == [0.0] * 2 * len(simple)
            continue
        square = matrix @ matrix.T
        for _ in range(24):  # 16 million steps: rounding is still small
            square = square @ square / np.abs(square).max() ** 2
        for found, limit in (
            (hubs(arcs), square.sum(axis=1)),
            (authorities(arcs), matrix.T @ square.sum(axis=1)),
        ):
            assert found.tolist() == pytest.approx((limit / limit.sum()).tolist(), abs=1e-6)


def test_hubs_and_authorities_of_one_part_are_those_of_networkx() -> None:
    graph = nx.gnp_random_graph(400, 0.02, seed=1, directed=True)
    source, target = np.array(sorted(graph.edges)).T
    arcs = Arcs(400, source, target)
    theirs = nx.hits(graph, max_iter=1000, tol=1e-12)
    assert hubs(arcs).tolist() == pytest.approx([theirs[0][n] for n in range(400)], abs=1e-9)
    assert authorities(arcs).tolist() == pytest.approx([theirs[1][n] for n in range(400)], abs=1e-9)


def test_equal_parts_keep_equal_shares_of_hubs() -> None:
    graph = nx.gnp_random_graph(250, 0.02, seed=1, directed=True)
    source, target = np.array(sorted(graph.edges)).T
    twice = Arcs(500, np.append(source, source + 250), np.append(target, target + 250))
    found = hubs(twice)
    assert found[:250].tolist() == pytest.approx(found[250:].tolist(), abs=1e-12)


@pytest.mark.parametrize("weighted", [False, True])
def test_laplacian_is_that_of_networkx(at_random: Any, weighted: bool) -> None:
    """Of the undirected graph whose ties are both directions together."""
    for _, plain, weighed, simple in at_random[:60]:
        both: nx.Graph[int] = nx.Graph()
        both.add_nodes_from(simple)
        for a, b, data in simple.edges(data=True):
            known = both.get_edge_data(a, b, {"weight": 0.0})["weight"]
            both.add_edge(a, b, weight=known + (data["weight"] if weighted else 1.0))
        found = laplacian(weighed if weighted else plain).tolist()
        expected = nx.laplacian_centrality(both) if both.edges else dict.fromkeys(both, 0.0)
        assert found == pytest.approx([expected[node] for node in both], abs=1e-9)


@pytest.mark.parametrize("weighted", [False, True])
def test_pagerank_from_a_start_is_that_of_networkx(at_random: Any, weighted: bool) -> None:
    for _, plain, weighed, simple in at_random:
        start = sorted({0, len(simple) // 2})
        expected = nx.pagerank(
            simple,
            personalization=dict.fromkeys(start, 1),
            weight="weight" if weighted else None,
            tol=1e-15,
            max_iter=10_000,
        )
        found = pagerank_from(weighed if weighted else plain, start)
        assert found.tolist() == pytest.approx([expected[node] for node in simple], abs=1e-9)


def test_structural_holes_of_the_padgett_marriages_equal_networkx() -> None:
    """Symmetric ties: the formula that Borgatti simplified, n - 2t/n; Medici spans the most holes."""
    undirected = nx.florentine_families_graph()
    for by, expected in (
        ("constraint", nx.constraint(undirected)),
        ("effective_size", nx.effective_size(undirected)),
        ("core", nx.core_number(undirected)),
    ):
        assert scores(florentine(), by) == pytest.approx(expected, abs=1e-9)
    assert kg.rank(florentine(), "effective_size")[0].label == "Medici"
    assert kg.rank(florentine(), "constraint")[-1].label == "Medici"


def test_by_hand_on_a_chain() -> None:
    graph = kg.project(dataset(*CHAIN, actors="A B C"))
    # the middle has two ties of a half each: 1/4 + 1/4; the ends have one, which is all they have
    assert scores(graph, "constraint") == {"A": 1.0, "C": 1.0, "B": 0.5}
    assert scores(graph, "effective_size") == {"B": 2.0, "A": 1.0, "C": 1.0}
    assert scores(graph, "core") == {"A": 1, "B": 1, "C": 1}
    # A -> B and B -> C: both are one arc long, and neither leads to the same
    assert scores(graph, "hubs") == {"A": 0.5, "B": 0.5, "C": 0.0}
    assert scores(graph, "authorities") == {"B": 0.5, "C": 0.5, "A": 0.0}


def test_whom_an_actor_influences_and_who_influences_it() -> None:
    graph = kg.project(dataset(*CHAIN, actors="A B C"))
    # from A: 0.15 of all restarts at A, of what leaves, 0.85 goes on: 1 : 0.85 : 0.7225
    total = 1 + 0.85 + 0.7225
    assert scores(graph, "pagerank", start="A", direction="in") == pytest.approx(
        {"A": 1 / total, "B": 0.85 / total, "C": 0.7225 / total}
    )
    assert scores(graph, "pagerank", start=["A"]) == {"A": 1.0, "B": 0.0, "C": 0.0}
    found = kg.rank(graph, "pagerank", start=["C", "the C", act("C")])
    assert found.counted == "2 relations: actual; from C"
    assert found.asked.start == (act("C"),)


def test_weights_are_named() -> None:
    graph = kg.project(dataset(*CHAIN, actors="A B C"))
    told = {by: kg.rank(graph, by, weighted=True).counted for by in ("closeness", "constraint")}
    assert told == {
        "closeness": "2 relations: actual; weighted by cost, a strong tie being short",
        "constraint": "2 relations: actual; weighted by strength",
    }
    assert {by for by, each in kg.MEASURES.items() if each.weight is None} == {
        "core", "degree", "in_degree", "out_degree",
    }  # fmt: skip


def test_an_actor_without_a_tie_has_no_constraint_and_that_is_said() -> None:
    data = dataset(*CHAIN, tie("3", "D", "attacks", "D"), actors="A B C D")
    found = kg.rank(kg.project(data), "constraint")
    assert [score.label for score in found] == ["A", "C", "B"]
    assert found.counted == "3 relations: actual; 1 actor without a tie left out"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "hubs", "direction": "in"}, "'hubs' has no direction 'in'; rank by 'authorities'"),
        ({"by": "core", "direction": "in"}, "'core' is the same in both directions; leave 'in' out"),
        ({"by": "core", "weighted": True}, "'core' counts neighbours, weighted or not; rank by 'effective_size'"),
        ({"by": "out_degree", "direction": "in"}, "'out_degree' has no direction 'in'; rank by 'in_degree'"),
        ({"by": "katz", "start": "A"}, "'katz' has no start; 'pagerank' has"),
        ({"by": "pagerank", "start": ["Q"]}, "unknown actor 'Q'"),
        ({"by": "pagerank", "start": "D"}, "'D' has no counted relation to start from; project more"),
        ({"by": "pagerank", "sample": 3}, "'pagerank' is not sampled; 'betweenness' is"),
        ({"sample": 0}, "sample '0' is not a number from 1 on"),
        ({"sample": 2, "seed": -1}, "seed '-1' is not a number from 0 on"),
        ({"seed": 3}, "a seed needs a sample: without one nothing is left to chance"),
    ],
)  # fmt: skip
def test_an_option_that_the_measure_would_not_heed_is_refused(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.rank(kg.project(dataset(*CHAIN, actors="A B C D")), **options)
    assert str(error.value).startswith(message)
