"""Lower bounds of the frustration index: never above it, and the index itself where every pair has a way."""

import itertools
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.frustration import EXACT, divide
from kg.analysis.packing import circles_apart, packed, routed
from kg.analysis.parting import improved, tried_out
from tests.factory import dataset, tie

Pairs = list[tuple[int, int, int]]


def arrays(pairs: Pairs) -> tuple[Any, Any, Any]:
    """Low, high and sign of pairs, in their order."""
    low, high, sign = numpy.array(sorted(pairs)).T
    return low, high, sign


@st.composite
def signed(draw: st.DrawFn) -> tuple[int, Pairs]:
    count = draw(st.integers(3, 9))
    every = list(itertools.combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
    return count, [(a, b, draw(st.sampled_from([1, -1]))) for a, b in chosen]


@settings(max_examples=150, deadline=None)
@given(signed(), st.integers(0, 3))
def test_the_bound_is_never_above_the_least_of_all_divisions(
    graph: tuple[int, Pairs], seed: int
) -> None:
    """Whatever division it starts from, near the best or not."""
    count, pairs = graph
    low, high, sign = arrays(pairs)
    strength = numpy.ones(len(low))
    index = int(tried_out(count, low, high, sign, strength)[0].min())
    near = improved(count, low, high, sign, strength, seed=seed)
    for side in (near, numpy.random.default_rng(seed).integers(0, 2, count)):
        found, stopped = circles_apart(count, low, high, sign, side)
        assert packed(count, low, high, sign) <= found <= index
        assert not stopped
        ways, free, _ = routed(count, low, high, sign, side)
        wrong = (side[low] != side[high]) == (sign > 0)
        assert ways == int((wrong & ~free).sum())  # one frustrated pair in each circle
        assert int((~wrong & ~free).sum()) >= 2 * ways


@pytest.mark.parametrize("size", [3, 4, 5, 9, 13])
def test_a_circle_is_found_up_to_its_longest_way(size: int) -> None:
    """All friends but one pair: the index is 1, and one triangle is all that triangles tell."""
    pairs = [(n, n + 1, 1) for n in range(size - 1)] + [(0, size - 1, -1)]
    low, high, sign = arrays(pairs)
    assert circles_apart(size, low, high, sign, numpy.zeros(size, int)) == (1, False)
    assert packed(size, low, high, sign) == (size == 3)


def test_a_part_beyond_exact_size_is_known_where_every_frustrated_pair_has_a_way() -> None:
    """80 in two camps, each with 20 to either side on a ring; every 20th pair is turned round."""
    count = 80
    ring = [tuple(sorted((n, (n + step) % count))) for n in range(count) for step in range(1, 11)]
    pairs = [
        (a, b, (1 if a % 2 == b % 2 else -1) * (-1 if k % 20 == 7 else 1))
        for k, (a, b) in enumerate(sorted(ring))
    ]
    low, high, sign = arrays(pairs)
    assert count > EXACT
    found = divide(count, low, high, sign, numpy.ones(len(low)))
    assert (found.lower, found.upper, found.stopped) == (40, 40, False)
    assert found.side.tolist() == [n % 2 for n in range(count)]


def test_a_time_that_is_over_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    low, high, sign = arrays([(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 3, -1)])
    flat = numpy.zeros(4, int)
    assert circles_apart(4, low, high, sign, flat, 0.0) == (0, True)
    monkeypatch.setattr("kg.analysis.packing.VISITS", 0)
    assert circles_apart(4, low, high, sign, flat) == (
        0,
        False,
    )  # a count, which no machine changes


def test_bounds_that_meet_are_told_as_the_index() -> None:
    """A circle of 70 friends, one pair of which is at war."""
    names = [f"A{n:02}" for n in range(70)]
    friends = [
        tie(f"f{n}", a, "alliedWith", b) for n, (a, b) in enumerate(itertools.pairwise(names))
    ]
    data = dataset(*friends, tie("war", "A00", "wagesWarOn", "A69"), actors=" ".join(names))
    found = kg.balance(data)
    assert (found.frustration, found.exact) == ((1, 1), True)
    assert "1 pair fits no two blocs" in str(found)
