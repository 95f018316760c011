"""Of the best divisions of two graphs, those that differ by the fewest actors: an integer program."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_HAIR = 1e-6


@dataclass(frozen=True, eq=False)
class Signs:
    """Signed pairs of one graph, the connected piece of each actor (-1: none), and the index."""

    low: "Array"
    high: "Array"
    sign: "Array"
    piece: "Array"
    index: int


@dataclass
class _Program:
    """Rows of a program, as they are gathered: columns, values and the least of each."""

    columns: list[list[int]] = field(default_factory=list)
    values: list[list[float]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def add(self, columns: list[int], values: list[float], least: float) -> None:
        self.columns.append(columns)
        self.values.append(values)
        self.least.append(least)


def nearest(count: int, old: Signs, now: Signs) -> "tuple[Array, Array]":
    """Sides of actors 0 to `count` - 1 in both graphs, each with as few frustrated pairs as can be.

    Chosen so that the fewest actors move, where actors that hang together in both graphs may be turned round
    as a whole: an actor moves if its two sides and whether its like are turned are odd in sum.
    """
    import numpy
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    both = numpy.flatnonzero((old.piece >= 0) & (now.piece >= 0))
    cells = old.piece[both] * (count + 1) + now.piece[both]
    turned = numpy.unique(cells, return_inverse=True)[1]
    cuts = numpy.cumsum([0, count, count, len(both), len(set(cells.tolist())), len(old.low)])
    x, y, moves, turns, wrong_old, wrong_now = cuts.tolist()
    size = wrong_now + len(now.low)
    program = _Program()
    _fitting(program, old, x, wrong_old)
    _fitting(program, now, y, wrong_now)
    for place, (actor, cell) in enumerate(zip(both.tolist(), turned.tolist(), strict=True)):
        columns = [moves + place, x + actor, y + actor, turns + cell]
        for signs in ((1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)):
            least = -2.0 if sum(signs) > 0 else 0.0  # m >= x + y + o - 2, m >= x - y - o, ...
            program.add(columns, [1.0, *(-float(one) for one in signs)], least)
    starts = numpy.cumsum([0, *map(len, program.columns)])
    flat = [number for each in program.columns for number in each]
    values = [number for each in program.values for number in each]
    matrix = sparse.csr_array((values, flat, starts), shape=(len(program.least), size))
    upper = numpy.ones(size)
    for graph, first in ((old, x), (now, y)):
        upper[first + numpy.unique(graph.piece, return_index=True)[1]] = (
            0  # mirror images are alike
        )
    whole = numpy.zeros(size)
    whole[:moves] = whole[turns:wrong_old] = 1
    cost = numpy.zeros(size)
    cost[moves:turns] = 1
    found = milp(
        cost,
        constraints=LinearConstraint(matrix, program.least, numpy.inf),
        bounds=Bounds(0, upper),
        integrality=whole,
        options={"mip_rel_gap": 0},
    )
    sides = numpy.rint(found.x[:moves]).astype(numpy.int8)
    return sides[:count], sides[count:]


def _fitting(program: _Program, graph: Signs, side: int, wrong: int) -> None:
    """The rows that count a graph's frustrated pairs, and allow as few as there must be."""
    ends = zip(graph.low.tolist(), graph.high.tolist(), graph.sign.tolist(), strict=True)
    for pair, (low, high, sign) in enumerate(ends):
        columns = [side + low, side + high, wrong + pair]
        for way in (1.0, -1.0):
            other = way if sign > 0 else -way
            program.add(columns, [-way, other, 1.0], 0.0 if sign > 0 else -way)
    pairs = list(range(wrong, wrong + len(graph.low)))
    if pairs:
        program.add(pairs, [-1.0] * len(pairs), -graph.index - _HAIR)
