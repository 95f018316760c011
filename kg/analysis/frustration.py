"""The frustration index of a signed graph: how many of its pairs no division into two blocs satisfies.

A division leaves a pair frustrated if it is of cooperation and joins the blocs, or of conflict and lies
within one. The index is the least number of frustrated pairs (P. Abelson and M. Rosenberg, Behavioral
Science 3, 1958; F. Harary, 1959). Circles lie within biconnected parts, so the parts are solved one by one.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.analysis.packing import circles_apart
from kg.analysis.parting import balanced_sides, improved, tried_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.milp import Effort

    Array = NDArray[Any]

ENUMERATED = 16
"""Up to so many actors in a part every division is looked at, so optima are counted."""
EXACT = 60
"""Up to so many actors in a part the integer program is solved to the end, if there is the time."""
SOLVED = 1_500
"""Up to so many pairs in a larger part the solver is asked for bounds, within `NODES`."""
NODES = 200
"""How many nodes of its search tree the solver looks at in such a part: a count, so that bytes repeat."""


@dataclass(frozen=True, eq=False)
class Part:
    """Pairs of a biconnected part, between nodes 0 to `count` - 1 in the order of the IRIs."""

    count: int
    low: "Array"
    high: "Array"
    sign: "Array"
    strength: "Array"


@dataclass(frozen=True, eq=False)
class Solved:
    """A division of a part: `side` of each node, the bounds of its index, how many optima there are.

    `optima` is None where they are not counted; `other` is a second optimum if one was found, and
    `alone` tells whether there is none (None where nobody looked). `stopped` tells whether time ran out.
    """

    side: "Array"
    lower: int
    upper: int
    optima: int | None = None
    other: "Array | None" = None
    alone: bool | None = None
    stopped: bool = False


@dataclass(frozen=True, eq=False)
class Division:
    """The division of a whole graph: sides by node, frustrated pairs, bounds of the index.

    `optima` counts the divisions that do as well, mirror images of a connected piece taken as one; None
    where that is not known; this division is one of them. `alone` tells whether there is no other. `free` are
    the nodes that change sides together in one other that was found: at most half of their connected piece.
    `stopped` tells whether the search ended for want of time: then the bounds depend on the machine.
    """

    side: "Array"
    frustrated: "Array"
    lower: int
    upper: int
    optima: int | None
    alone: bool | None
    free: "Array" = field(repr=False)
    stopped: bool = False

    @property
    def exact(self) -> bool:
        """Whether the index is known, not only bounded."""
        return self.lower == self.upper


def divide(
    count: int,
    low: "Array",
    high: "Array",
    sign: "Array",
    strength: "Array",
    *,
    seed: int = 0,
    nodes: int | None = None,
    timeout: float | None = None,
) -> Division:
    """The division of a signed simple graph with the fewest frustrated pairs.

    Of several, that whose frustrated pairs are weakest in sum is preferred. Parts of up to `EXACT` actors
    are solved to the end, larger ones bounded: from above by local search, from below by unbalanced
    circles that share no pair (see `kg.analysis.packing`: where they are as many, the index is known all the
    same) and, up to `SOLVED` pairs, by the solver. With `nodes`, the solver looks
    at no more nodes of its search tree in smaller parts either: for who would rather not wait. With
    `timeout`, it looks for no longer than so many seconds at all parts together, and then bounds are told.
    """
    import numpy

    until = None if timeout is None else time.monotonic() + timeout

    frustrated = numpy.zeros(len(low), bool)
    lower, optima = 0, 1
    alone: bool | None = True
    others: list[tuple[int, Array, Array]] = []
    counted, stopped = True, False
    for pairs in _parts(count, low, high):
        members, ends = numpy.unique(numpy.stack([low[pairs], high[pairs]]), return_inverse=True)
        ends = ends.reshape(2, -1)
        part = Part(len(members), ends[0], ends[1], sign[pairs], strength[pairs])
        found = _solved(part, seed, nodes, until)
        frustrated[pairs] = against(part, found.side)
        lower, stopped = lower + found.lower, stopped or found.stopped
        counted = counted and found.optima is not None
        optima *= found.optima or 1
        alone = False if False in (alone, found.alone) else alone and found.alone
        if found.other is not None:
            moving = int((found.side != found.other).sum())
            few = min(moving, part.count - moving)
            others.append((few, pairs, against(part, found.other)))
    side = _sides(count, low, high, sign, frustrated)
    frustrated = (side[low] != side[high]) == (sign > 0)
    upper = int(frustrated.sum())
    return Division(
        side,
        frustrated,
        lower,
        upper,
        optima if counted and lower == upper else None,
        alone if lower == upper else None,
        _free(side, low, high, sign, frustrated, others if lower == upper else []),
        stopped,
    )


def against(part: Part, side: "Array") -> "Array":
    """Which pairs of a part a division leaves frustrated."""
    found: Array = (side[part.low] != side[part.high]) == (part.sign > 0)
    return found


def _free(
    side: "Array",
    low: "Array",
    high: "Array",
    sign: "Array",
    frustrated: "Array",
    others: "list[tuple[int, Array, Array]]",
) -> "Array":
    """The nodes that change sides where one part is divided otherwise: that in which fewest do.

    What hangs on a node of the part moves with it, so the sides of the whole graph are found anew.
    """
    import numpy
    from scipy import sparse
    from scipy.sparse import csgraph

    if not others:
        return numpy.zeros(0, int)
    _, pairs, wrong = min(others, key=lambda each: each[0])
    otherwise = frustrated.copy()
    otherwise[pairs] = wrong
    moved = side != _sides(len(side), low, high, sign, otherwise)
    cells = (numpy.ones(len(low), numpy.int8), (low, high))
    matrix = sparse.csr_array(cells, shape=(len(side), len(side)))
    piece = csgraph.connected_components(matrix, directed=False)[1]
    mine = piece == piece[low[pairs[0]]]
    found: Array = mine & (~moved if 2 * int(moved.sum()) > int(mine.sum()) else moved)
    return found.nonzero()[0]


def _parts(count: int, low: "Array", high: "Array") -> "Iterable[Array]":
    """The numbers of the pairs of each biconnected part with a circle; others are never frustrated."""
    import numpy
    import rustworkx

    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(zip(low.tolist(), high.tolist(), strict=True)))
    part_of = rustworkx.biconnected_components(graph)
    of = numpy.full(len(low), -1)
    place = {(a, b): n for n, (a, b) in enumerate(zip(low.tolist(), high.tolist(), strict=True))}
    for (a, b), number in part_of.items():
        of[place[min(a, b), max(a, b)]] = number
    order = numpy.argsort(of, kind="stable")
    cuts = numpy.flatnonzero(numpy.diff(of[order])) + 1
    groups = [group for group in numpy.split(order, cuts) if len(group) > 1]
    return sorted(groups, key=lambda group: int(group[0]))


def _solved(part: Part, seed: int, nodes: int | None, until: float | None) -> Solved:
    import numpy

    sides = balanced_sides(part.count, part.low, part.high, part.sign)
    if sides is not None:
        return Solved(sides, 0, 0, 1, alone=True)
    if part.count <= ENUMERATED:
        return _enumerated(part)
    from kg.analysis.milp import Effort

    effort = Effort(nodes if part.count <= EXACT else NODES, until)
    side, bound, stopped = None, 0, False
    if part.count <= EXACT or len(part.low) <= SOLVED:
        side, bound, stopped = _searched(part, effort)
    if side is not None and int(against(part, side).sum()) == bound and part.count <= EXACT:
        return _alone(part, side, bound, effort)
    best = improved(part.count, part.low, part.high, part.sign, part.strength, seed=seed)
    if side is not None:
        best = min((best, side), key=lambda each: int(against(part, each).sum()))
    best = numpy.asarray(best)
    upper = int(against(part, best).sum())
    lower, over = circles_apart(part.count, part.low, part.high, part.sign, best, until)
    stopped = (stopped or over) and max(bound, lower) < upper
    return Solved(best, min(max(bound, lower), upper), upper, stopped=stopped)


def _searched(part: Part, effort: "Effort") -> "tuple[Any, int, bool]":
    """What the solver finds of a part, and whether its time is over."""
    from kg.analysis.milp import solve

    if effort.spent:
        return None, 0, True
    return (*solve(part, effort), effort.spent)


def _alone(part: Part, side: "Array", index: int, effort: "Effort") -> Solved:
    """A solved part, with another division as good if there is one and the time to look for it."""
    from kg.analysis.milp import another

    other, known = (None, False) if effort.spent else another(part, side, index, effort)
    alone = (other is None) if known else None
    stopped = not known and effort.spent
    return Solved(
        side, index, index, 1 if alone else None, other=other, alone=alone, stopped=stopped
    )


def _enumerated(part: Part) -> Solved:
    cost, weight = tried_out(part.count, part.low, part.high, part.sign, part.strength)
    least = int(cost.min())
    optima = (cost == least).nonzero()[0]
    order = sorted(optima.tolist(), key=lambda each: (weight[each], each))
    sides = [_bits(part.count, each) for each in order[:2]]
    other = sides[1] if len(order) > 1 else None
    return Solved(sides[0], least, least, len(order), other=other, alone=len(order) == 1)


def _bits(count: int, number: int) -> "Array":
    import numpy

    return (number >> numpy.arange(count - 1, -1, -1)) & 1


def _sides(count: int, low: "Array", high: "Array", sign: "Array", frustrated: "Array") -> "Array":
    """The sides that satisfy every pair that is not frustrated; the first of a connected piece is on side 0.

    Pairs that a search left frustrated without need are satisfied so where nothing else holds them.
    """
    import numpy

    kept = ~frustrated
    side = balanced_sides(count, low[kept], high[kept], sign[kept])
    if side is None:  # pragma: no cover  # what is left after the frustrated are gone is balanced
        raise ArithmeticError("a division that satisfies what it says it satisfies")
    return numpy.asarray(side)
