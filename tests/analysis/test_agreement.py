"""Columns, edges and networkx's own code give one answer, on graphs at random and on larger ones."""

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.distances import sums
from kg.analysis.measures import COMPUTE
from kg.analysis.pairs import Arcs, pairs_of
from kg.analysis.ties import ties_of
from kg.strength import combined_strength, combined_strengths, cost_of, costs_of, strengths_of
from tests.graph.strategies import datasets

WEIGHED = ["cost", "strength"]


@settings(max_examples=40, deadline=None)
@given(
    datasets(), st.sampled_from(sorted(kg.MEASURES)), st.booleans(), st.sampled_from(["in", "out"])
)
def test_columns_and_a_plain_copy_rank_alike(
    data: kg.Dataset, by: str, weighted: bool, direction: str
) -> None:
    graph = kg.project(data, status="all")
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph(graph)
    options: dict[str, Any] = {"weighted": weighted, "direction": direction}
    if by.endswith(("degree", "strength")):
        options = {}
    for limit in (None, 2):
        found, expected = (
            attempt(each, by, limit=limit, **options)
            for each in (kg.project(data, status="all"), plain)
        )
        assert found == expected
    assert nx.utils.graphs_equal(kg.collapse(graph), kg.collapse(plain))
    assert [list(found) for found in paths(graph)] == [list(found) for found in paths(plain)]


def attempt(graph: Any, by: str, **options: Any) -> Any:
    """The ranking, or what it says where it cannot be had."""
    try:
        return kg.rank(graph, by, **options)
    except kg.KgError as error:
        return str(error)


def paths(graph: Any) -> list[kg.Paths]:
    return [
        kg.paths(graph, a, b, limit=3, max_steps=most)
        for a, b in ("AB", "CD")
        for most in (None, 2)
    ]


@settings(max_examples=100, deadline=None)
@given(datasets())
def test_a_pair_is_as_strong_as_its_statements_say(data: kg.Dataset) -> None:
    graph = kg.project(data, status="all")
    ties = ties_of(graph)
    pairs = pairs_of(ties)
    for pair, strength in enumerate(pairs.strength.tolist()):
        carriers = [graph.attributes(iri)[2] for iri in pairs.statements(pair)]
        expected = combined_strength((each["predicate"], each["strength"]) for each in carriers)
        assert (strength, int(pairs.cost[pair])) == (expected, cost_of(expected))


@given(st.lists(st.floats(1e-12, 1.0), min_size=1), st.floats(0.05, 1.0))
def test_rounding_by_columns_is_rounding_one_by_one(confidences: list[float], base: float) -> None:
    confidence = np.array(confidences)
    found = strengths_of(np.full(len(confidences), base), confidence)
    assert found.tolist() == [max(1e-9, round(base * each, 9)) for each in confidences]
    assert costs_of(found).tolist() == [cost_of(each) for each in found.tolist()]
    assert combined_strengths(confidence).tolist() == [
        max(1e-9, round(1 - each, 9)) for each in confidences
    ]


@given(st.integers(1, 999_999_999))
def test_a_tenth_place_of_five_is_rounded_as_python_does(whole: int) -> None:
    exact = (whole + 0.5) / 1e9
    assert strengths_of(np.array([exact]), np.array([1.0])).tolist() == [round(exact, 9)]


def arcs_at_random(seed: int, count: int, many: int) -> tuple[Arcs, "nx.DiGraph[int]"]:
    """A simple graph in pieces, with costs and strengths, as arrays and as networkx has it."""
    chance = np.random.default_rng(seed)
    keys = np.unique(chance.integers(0, count * count, many))
    keys = keys[keys // count != keys % count]
    arcs = Arcs(count, keys // count, keys % count, chance.integers(1, 6, len(keys)))
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(count))
    weights: Any = arcs.weight
    for a, b, weight in zip(arcs.source, arcs.target, weights, strict=True):
        graph.add_edge(int(a), int(b), weight=int(weight), one=1)
    return arcs, graph


def theirs(by: str, graph: "nx.DiGraph[int]", weight: str) -> dict[int, float]:
    """The measure by networkx, and by dense linear algebra where its iterations are not to be trusted."""
    own: dict[str, Callable[[], Any]] = {
        "betweenness": lambda: nx.betweenness_centrality(graph, weight=weight),
        "closeness": lambda: nx.closeness_centrality(graph, distance=weight),
        "harmonic": lambda: nx.harmonic_centrality(graph, distance=weight),
        "pagerank": lambda: nx.pagerank(graph, weight=weight, tol=1e-15, max_iter=10_000),
    }
    if by in own:
        return dict(own[by]())
    matrix = nx.to_numpy_array(graph, weight=weight)
    eigenvalues = np.abs(np.linalg.eigvals(matrix)) if len(matrix) else np.zeros(1)
    acyclic = nx.is_directed_acyclic_graph(graph)
    if by == "eigenvector":
        if acyclic:
            return dict.fromkeys(graph, 0.0)
        return nx.eigenvector_centrality(graph, weight=weight, tol=1e-16, max_iter=100_000)
    alpha = 0.1 if acyclic else 0.9 / float(eigenvalues.max())
    return nx.katz_centrality_numpy(graph, alpha=alpha, weight=weight)


@pytest.mark.parametrize("by", sorted(COMPUTE))
@pytest.mark.parametrize(
    ("count", "many"), [(2, 1), (3, 4), (7, 9), (30, 60), (80, 400), (300, 900)]
)
@pytest.mark.parametrize("weighted", [False, True])
def test_measures_by_engines_are_those_of_networkx(
    by: str, count: int, many: int, weighted: bool
) -> None:
    for seed in range(3 if count < 100 else 1):
        arcs, graph = arcs_at_random(seed, count, many)
        asked = arcs if weighted else Arcs(arcs.count, arcs.source, arcs.target)
        try:
            expected = theirs(by, graph, "weight" if weighted else "one")
        except nx.PowerIterationFailedConvergence:
            with pytest.raises(kg.KgError, match="did not converge"):
                COMPUTE[by](asked)
            continue
        found = COMPUTE[by](asked)
        assert found.tolist() == pytest.approx([expected[node] for node in range(count)], abs=1e-9)


def test_distances_from_more_starts_than_one_word_has_bits() -> None:
    arcs, graph = arcs_at_random(1, 1500, 3000)
    reached, far, _ = sums(Arcs(arcs.count, arcs.source, arcs.target))
    for node in range(0, 1500, 37):
        lengths = nx.single_source_shortest_path_length(graph, node)
        assert (reached[node], far[node]) == (len(lengths) - 1, sum(lengths.values()))


@pytest.mark.parametrize("by", ["pagerank", "katz", "eigenvector"])
def test_iterations_have_converged_and_not_only_returned(by: str) -> None:
    """One more application of the measure's own equation moves nothing, at a size where networkx's stops."""
    arcs, _ = arcs_at_random(5, 5000, 40_000)
    vector, matrix = COMPUTE[by](arcs), arcs.matrix()
    if by == "pagerank":
        out = matrix.sum(axis=1)
        rate = np.divide(1, out, out=np.zeros(arcs.count), where=out > 0)
        lost = vector[out == 0].sum() / arcs.count
        again = 0.85 * (matrix.T @ (vector * rate) + lost) + 0.15 / arcs.count
    else:
        again = matrix.T @ vector
        if by == "katz":
            # x = c (1 + alpha A'x): solve for c and alpha, then hold the equation
            basis = np.column_stack([np.ones(arcs.count), again])
            again = basis @ np.linalg.lstsq(basis, vector, rcond=None)[0]
        else:
            again = again / np.linalg.norm(again)
    assert np.abs(again - vector).sum() < 1e-8
