"""Loops over arcs give the same as machine code, in numpy, and by networkx."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import pytest

from kg.analysis import loops
from kg.analysis.betweenness import dependencies, passing
from kg.analysis.circling import circled, circles
from kg.analysis.coreness import coreness
from kg.analysis.joining import joined
from kg.analysis.limits import Onward, converged, recurring
from kg.analysis.measures import COMPUTE
from kg.analysis.pairs import Arcs
from kg.analysis.starting import pagerank_from
from kg.backend.steps import way
from kg.backend.tables import table_of
from tests.analysis.test_measures import multigraphs


@pytest.fixture(params=["numpy", "machine code"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops of any size, or none, are compiled."""
    if request.param == "numpy":
        monkeypatch.setattr(loops, "_compiled", lambda _: None)
    else:
        pytest.importorskip("numba", reason="the extra kg[fast] is not installed")
        monkeypatch.setattr(loops, "MANY", 0)
        monkeypatch.setattr(loops, "SOME", 0)


pytestmark = pytest.mark.usefixtures("_way")


@pytest.fixture(scope="module")
def at_random() -> Any:
    return multigraphs(range(200))


def test_cores_are_those_of_networkx(at_random: Any) -> None:
    for _, arcs, _, simple in at_random:
        expected = nx.core_number(simple.to_undirected())
        assert coreness(*arcs.around).tolist() == [expected[node] for node in simple]


def test_parts_are_those_of_networkx_by_first_nodes(at_random: Any) -> None:
    for multi, *_ in at_random:
        ends = np.array([(a, b) for a, b, _ in multi.edges], np.int32).reshape(-1, 2)
        count, label = joined(len(multi), ends[:, 0], ends[:, 1])
        expected = list(nx.weakly_connected_components(multi))
        assert count == len(expected)
        assert label.tolist() == [
            next(number for number, part in enumerate(expected) if node in part) for node in multi
        ]


def test_circles_are_those_of_networkx_each_after_those_it_leads_to(
    at_random: Any, request: pytest.FixtureRequest
) -> None:
    """Machine code takes the rest of the order from networkx too; scipy's differs between its versions."""
    compiled = request.node.callspec.params["_way"] == "machine code"
    for multi, *_ in at_random:
        told = [frozenset(part) for part in nx.strongly_connected_components(multi)]
        table = table_of(multi)
        starts, ends = table.ahead
        count, label = circled(starts, ends)
        parts: dict[int, set[Any]] = {}
        for node, number in zip(table.nodes, label.tolist(), strict=True):
            parts.setdefault(number, set()).add(node)
        found = [frozenset(parts[number]) for number in sorted(parts)]
        assert found == told if compiled else set(found) == set(told)
        assert count == circles(starts, ends) == len(told)
        assert sorted(parts) == list(range(count))
        assert (label[ends] <= np.repeat(label, np.diff(starts))).all()


def test_ways_of_fewest_steps_are_those_of_networkx(at_random: Any) -> None:
    """Of several as short, the same one; asked of one graph after another, so what is kept is left clean."""
    theirs: Any = nx.bidirectional_shortest_path
    for multi, *_ in at_random[:60]:
        table = table_of(multi)
        for a, b in itertools.product(table.nodes, repeat=2):
            found = [table.nodes[each] for each in way(table, table.place[a], table.place[b])]
            try:
                expected = theirs.orig_func(multi, a, b)
            except nx.NetworkXNoPath:
                expected = []
            assert found == expected


@pytest.mark.parametrize("shape", [nx.path_graph, nx.star_graph, nx.circular_ladder_graph])
def test_parts_of_many_arcs_are_found_in_any_order(shape: Callable[[int], Any]) -> None:
    """More arcs than scipy alone is asked for; two graphs side by side, numbered at random."""
    one = np.array(shape(15_000).edges)
    count = int(one.max()) + 1
    chance = np.random.default_rng(0)
    number = chance.permutation(2 * count)
    source, target = number[chance.permutation(np.concatenate([one, one + count]))].T
    parts, label = joined(2 * count, source, target)
    assert parts == 2
    assert len(set(label[number[:count]])) == len(set(label[number[count:]])) == 1
    assert label[0] == 0


@pytest.mark.parametrize("weighted", [False, True])
def test_betweenness_is_that_of_networkx(at_random: Any, weighted: bool) -> None:
    for _, plain, _, simple in at_random:
        cost = np.array([1 + (a * 7 + b * 3) % 5 for a, b in sorted(simple.edges)])
        nx.set_edge_attributes(
            simple, dict(zip(sorted(simple.edges), cost.tolist(), strict=True)), "cost"
        )
        weight: Any = "cost" if weighted else None
        arcs = Arcs(plain.count, plain.source, plain.target, cost if weighted else None)
        expected = nx.betweenness_centrality(simple, normalized=False, weight=weight)
        assert dependencies(arcs).tolist() == pytest.approx(list(expected.values()), abs=1e-9)
        each = [passing(arcs, [start])[0] for start in range(min(3, arcs.count))]
        total, squares = passing(arcs, range(min(3, arcs.count)))
        assert total == pytest.approx(sum(each), abs=1e-9)
        assert squares == pytest.approx(sum(one**2 for one in each), abs=1e-9)


def test_walks_are_those_of_networkx(at_random: Any) -> None:
    for _, _, arcs, simple in at_random:
        options: Any = {"weight": "weight", "tol": 1e-15, "max_iter": 5_000}
        expected = nx.pagerank(simple, **options)
        assert COMPUTE["pagerank"](arcs).tolist() == pytest.approx(
            list(expected.values()), abs=1e-9
        )
        start = {0: 1.0, len(simple) // 2: 1.0}
        expected = nx.pagerank(simple, personalization=start, **options)
        found = pagerank_from(arcs, list(start))
        assert found.tolist() == pytest.approx(list(expected.values()), abs=1e-9)


def test_values_that_recur_are_those_of_the_solved_equation(at_random: Any) -> None:
    for _, _, arcs, simple in at_random:
        inward = nx.to_numpy_array(simple).T
        alpha = 0.9 / max(1.0, inward.sum(axis=1).max())
        base = np.ones(arcs.count)
        found = converged("katz", recurring(Onward(alpha * arcs.turned().matrix()), base), base)
        solved = np.linalg.solve(np.eye(arcs.count) - alpha * inward, base)
        assert found == pytest.approx(solved, abs=1e-10)


def large() -> Iterator[tuple[str, Arcs]]:
    """Graphs on which iterations are slow: a long circle with chords, two parts that hardly meet."""
    chance = np.random.default_rng(1)
    around = np.arange(3_000)
    yield (
        "circle",
        Arcs(3_000, np.append(around, [5, 7]), np.append((around + 1) % 3_000, [900, 2])),
    )
    source, target = chance.integers(0, 1_000, (2, 20_000))
    half = chance.integers(0, 2, 20_000) * 1_000
    keys = np.unique((source + half) * 2_000 + target + half)
    keys = keys[keys // 2_000 != keys % 2_000]
    yield "two parts", Arcs(2_000, np.append(keys // 2_000, 0), np.append(keys % 2_000, 1_500))


@pytest.mark.parametrize(("name", "arcs"), list(large()), ids=["circle", "two parts"])
def test_walks_are_within_their_bound_of_the_solved_equation(name: str, arcs: Arcs) -> None:
    out = np.bincount(arcs.source, minlength=arcs.count)
    onward = np.zeros((arcs.count, arcs.count))
    onward[arcs.target, arcs.source] = 0.85 / out[arcs.source]
    onward[:, out == 0] = 0.85 / arcs.count
    solved = np.linalg.solve(np.eye(arcs.count) - onward, np.full(arcs.count, 0.15 / arcs.count))
    assert np.abs(COMPUTE["pagerank"](arcs) - solved).sum() < 1e-11, name
