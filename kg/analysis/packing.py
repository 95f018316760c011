"""Lower bounds of the frustration index: unbalanced circles that share no pair, each with a frustrated one.

Of any circle with an odd number of conflicts every division leaves a pair frustrated, so the index is at
least the number of such circles that share no pair (for some families of graphs it is just that: M. Gadouleau
and H. Zeng, arXiv 2606.11108, 2026). Triangles alone make a weak bound where the ends of pairs have
few others in common. A division that is near the best says where to look for longer ones: a pair that it
leaves frustrated closes an unbalanced circle with any way between its ends along pairs that it satisfies.
Where every frustrated pair has a way of its own, no division does better.
"""

import itertools
import time
from typing import TYPE_CHECKING, Any

from kg.analysis.triads import kinds, triangles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

VISITS = 20_000_000
"""How many neighbours are looked at in search of ways: a count, so that bytes repeat."""
LONGEST = 12
"""The most pairs of a way."""
_OFTEN = 64  # ways after which the clock is looked at

Near = list[dict[int, None]]
"""For each node its neighbours, in their order: sets that keep it."""


def circles_apart(
    count: int,
    low: "Array",
    high: "Array",
    sign: "Array",
    side: "Array",
    until: float | None = None,
) -> tuple[int, bool]:
    """A lower bound of the frustration index, by a division; and whether time ran out before it was done.

    >>> import numpy
    >>> low, high = numpy.array([0, 0, 1, 2]), numpy.array([1, 3, 2, 3])    # a circle of four
    >>> circles_apart(4, low, high, numpy.array([1, 1, 1, -1]), numpy.array([0, 0, 0, 0]))
    (1, False)
    """
    ways, free, stopped = routed(count, low, high, sign, side, until)
    rest = packed(count, low[free], high[free], sign[free])
    return max(ways + rest, packed(count, low, high, sign)), stopped


def packed(count: int, low: "Array", high: "Array", sign: "Array") -> int:
    """How many unbalanced triangles share no pair, taken greedily: each has a frustrated one."""
    used: set[int] = set()
    found = 0
    for rows in triangles(count, low, high):
        for row in rows[kinds(rows, sign) % 2 == 1].tolist():
            if used.isdisjoint(row):
                used.update(row)
                found += 1
    return found


def routed(
    count: int,
    low: "Array",
    high: "Array",
    sign: "Array",
    side: "Array",
    until: float | None = None,
) -> "tuple[int, Array, bool]":
    """How many frustrated pairs of a division have a way of satisfied ones to themselves, taken greedily.

    The shortest ways are taken first, as they leave most to others. Besides, which pairs are in none of these
    circles, and whether time ran out.
    """
    import numpy

    wrong = (side[low] != side[high]) == (sign > 0)
    near: Near = [{} for _ in range(count)]
    for a, b in zip(low[~wrong].tolist(), high[~wrong].tolist(), strict=True):
        near[a][b] = near[b][a] = None
    waiting = list(zip(low[wrong].tolist(), high[wrong].tolist(), strict=True))
    every, visits, stopped = len(waiting), 0, False
    for most in range(2, LONGEST + 1):
        left: list[tuple[int, int]] = []
        for number, (a, b) in enumerate(waiting):
            over = number % _OFTEN == 0 and until is not None and time.monotonic() >= until
            stopped = stopped or over
            if stopped or visits > VISITS:
                left.append((a, b))
                continue
            way, seen = _way(near, a, b, most)
            visits += seen
            if not way:
                left.append((a, b))
            for one, other in itertools.pairwise(way):
                del near[one][other], near[other][one]
        waiting = left
        if not waiting or stopped or visits > VISITS:
            break
    still = set(waiting)
    free = numpy.array(
        [b in near[a] or (a, b) in still for a, b in zip(low.tolist(), high.tolist(), strict=True)],
        bool,
    )
    return every - len(waiting), free, stopped


def _way(near: Near, a: int, b: int, most: int) -> tuple[list[int], int]:
    """A way between two nodes of at most so many pairs, from both ends; and how many were looked at."""
    before: list[dict[int, int]] = [{a: -1}, {b: -1}]
    edge = [[a], [b]]
    seen = 0
    for step in range(1, most + 1):
        turn = 0 if len(edge[0]) <= len(edge[1]) else 1
        mine, other = before[turn], before[1 - turn]
        beyond: list[int] = []
        for node in edge[turn]:
            seen += len(near[node])
            if met := near[node].keys() & other.keys():
                return [*_back(mine, node)[::-1], *_back(other, min(met))], seen
            if step < most:
                fresh = [each for each in near[node] if each not in mine]
                mine.update(dict.fromkeys(fresh, node))
                beyond += fresh
        if not beyond:
            return [], seen
        edge[turn] = beyond
    return [], seen


def _back(before: dict[int, int], node: int) -> list[int]:
    found = []
    while node >= 0:
        found.append(node)
        node = before[node]
    return found
