"""Sampled betweenness: exact with every start, unbiased with some, and within its bound."""

import networkx as nx
import numpy as np
import pytest

import kg
from kg.analysis.betweenness import betweenness
from kg.analysis.catalogue import Asked
from kg.analysis.centrality import announced
from kg.analysis.pairs import Arcs
from kg.analysis.pivots import bounds, estimate
from kg.analysis.ties import Ties
from kg.analysis.valuing import takes_long
from tests.analysis.test_centrality import florentine
from tests.analysis.test_measures import multigraphs
from tests.factory import dataset, tie


def whole(arcs: Arcs) -> Arcs:
    """The same arcs with costs, which are whole numbers."""
    weight = None if arcs.weight is None else np.rint(np.asarray(arcs.weight) * 100).astype(int)
    return Arcs(arcs.count, arcs.source, arcs.target, weight)


def test_every_start_is_the_exact_value_and_what_networkx_has() -> None:
    for _, plain, weighed, _ in multigraphs(range(60)):
        for arcs in (plain, whole(weighed)):
            found = estimate(arcs, 1000, 0)
            graph: nx.DiGraph[int] = nx.DiGraph()
            graph.add_nodes_from(range(arcs.count))
            weights = [1] * len(arcs.source) if arcs.weight is None else arcs.weight.tolist()
            ends = zip(arcs.source.tolist(), arcs.target.tolist(), weights, strict=True)
            graph.add_weighted_edges_from(ends)
            expected = nx.betweenness_centrality(graph, weight="weight")
            assert found.values.tolist() == pytest.approx(list(expected.values()), abs=1e-9)
            assert found.errors.tolist() == [0.0] * arcs.count


def test_the_mean_over_every_pivot_alone_is_the_exact_value() -> None:
    _, arcs, _, _ = multigraphs(range(8, 9))[0]
    every = estimate(arcs, 1000, 0)
    draws = [estimate(arcs, 1, seed) for seed in range(100)]
    found = {each.pivots: each.values for each in draws}
    assert sorted(found) == [(pivot,) for pivot in every.pivots]
    assert np.mean(list(found.values()), axis=0).tolist() == pytest.approx(every.values.tolist())


@pytest.mark.parametrize("weighted", [False, True])
def test_the_bound_covers_the_exact_values_over_seeds(weighted: bool) -> None:
    """At probability 0.95, of 80 draws about 4 may miss; the bounds are wider, so hardly one does."""
    missed = narrow = 0
    for seed in range(2):
        chance = np.random.default_rng(seed)
        share = 1 / np.arange(1, 151)
        ends = chance.choice(150, (450, 2), p=share / share.sum())
        keys = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
        weight = chance.integers(1, 50, len(keys)) if weighted else None
        arcs = Arcs(150, keys[:, 0], keys[:, 1], weight)
        exact = betweenness(arcs)
        for sample in (20, 60):
            for draw in range(20):
                found = estimate(arcs, sample, draw)
                missed += bool((np.abs(found.values - exact) > found.errors + 1e-12).any())
                narrow += bool((found.errors < 0.5).all())
    assert missed <= 4
    assert narrow > 0


def test_a_bound_fails_no_more_often_than_it_says_even_where_it_is_narrowest() -> None:
    """A population of which one in a hundred is 1: samples without any are what the bound must allow."""
    population = np.zeros(1000)
    population[:10] = 1.0
    missed = 0
    for seed in range(200):
        drawn = np.random.default_rng(seed).choice(population, 150, replace=False)
        mean, spread = drawn.mean(keepdims=True), drawn.std(keepdims=True)
        error = bounds(mean, spread, np.ones(1), 150, 1000, probability=0.5)
        missed += bool(abs(mean[0] - 0.01) > error[0])
    assert missed <= 100


@pytest.mark.parametrize(
    ("size", "rho"),
    # n <= N/2: 1 - (n-1)/N; n > N/2: (1 - n/N)(1 + 1/n); of N = 10,000
    [(4000, 0.6001), (5000, 0.5001), (5001, 0.4999 * (1 + 1 / 5001)), (9000, 0.1 * (1 + 1 / 9000))],
)
def test_the_bounds_are_those_of_bardenet_and_maillard(size: int, rho: float) -> None:
    """Corollary 2.5 and theorem 4.3, as published, for one of four values, each side of each bound alone."""
    one = 0.05 / (6 * 4)
    serfling = 10 * np.sqrt(rho * np.log(1 / one) / (2 * size))
    bernstein = 0.01 * np.sqrt(2 * rho * np.log(5 / one) / size)
    bernstein += (7 / 3 + 3 / np.sqrt(2)) * 10 * np.log(5 / one) / size
    many = np.ones(4)
    found = bounds(5 * many, 5 * many, 10 * many, size, 10_000)
    assert found.tolist() == pytest.approx([serfling] * 4)  # values that are far apart
    found = bounds(5 * many, 0.01 * many, 10 * many, size, 10_000)
    assert found.tolist() == pytest.approx([bernstein] * 4)  # and near together


def test_more_pivots_bound_closer_and_all_of_them_exactly() -> None:
    mean, spread, most = np.array([0.02]), np.array([0.05]), np.ones(1)
    found = [float(bounds(mean, spread, most, size, 1000)[0]) for size in (10, 100, 500, 999, 1000)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == 0.0


def test_who_cannot_stand_between_is_exact() -> None:
    """A and E end the chain, F has one neighbour: their values are 0 for sure."""
    blocks = [
        tie(str(n), a, "suppliesGasTo", b)
        for n, (a, b) in enumerate(zip("ABCD", "BCDE", strict=True))
    ]
    data = dataset(*blocks, tie("f", "F", "alliedWith", "C"), actors="A B C D E F")
    found = kg.rank(kg.project(data), sample=3, seed=1)
    assert {score.label: score.error for score in found if score.error == 0} == {
        "A": 0.0, "E": 0.0, "F": 0.0,
    }  # fmt: skip
    assert all(
        score.error is not None and score.error > 0 for score in found if score.label in "BCD"
    )


def test_a_sample_says_what_it_is_and_the_same_seed_gives_the_same() -> None:
    graph = florentine()
    found = kg.rank(graph, sample=6, seed=2)
    assert found == kg.rank(graph, sample=6, seed=2)
    assert found != kg.rank(graph, sample=6, seed=3)
    assert found.counted == (
        "20 relations: actual; from 6 of 15 starts by seed 2, each within its ± with probability 0.95"
    )
    assert str(found[0]).startswith("1. Medici 0.")
    assert " ± 0." in str(found[0])
    exact = {score.actor: score.value for score in kg.rank(graph)}
    every = kg.rank(graph, sample=100)
    assert {score.actor: score.value for score in every} == pytest.approx(exact)
    assert {score.error for score in every} == {0.0}
    assert {score.error for score in kg.rank(graph)} == {None}


def test_exact_betweenness_that_takes_long_is_announced_and_a_sample_is_not() -> None:
    chance = np.random.default_rng(0)
    source, target = chance.integers(0, 20_000, (2, 100_000)).astype(np.int32)
    no, yes = np.zeros(100_000, bool), np.ones(100_000, bool)
    ties = Ties(
        nodes=tuple(f"n{number:05}" for number in range(20_000)),
        kinds=("k",),
        source=source,
        target=target,
        kind=np.zeros(100_000, np.int32),
        sign=np.zeros(100_000, np.int8),
        strength=np.ones(100_000),
        mirror=no,
        along=yes,
        against=no,
        sure=yes,
        named=(),
    )
    told = takes_long(ties, "betweenness", Asked())
    assert told is not None
    assert told.startswith("exact betweenness of 20,000 actors and 99,9")
    assert told.endswith("a sample of 1,000 estimates it with a bound")
    assert takes_long(ties, "betweenness", Asked(sample=100)) is None
    assert takes_long(ties, "pagerank", Asked()) is None
    assert announced(florentine(), "betweenness") is None
