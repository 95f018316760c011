"""The frustration index of a part as an integer program, solved by HiGHS through scipy."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.triads import kinds, triangles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.frustration import Part

    Array = NDArray[Any]

_HAIR = 1e-6
_INFEASIBLE = 2  # scipy's word for a program without a solution
_CUTS = 20_000  # triangles that are told to the solver beforehand


@dataclass(frozen=True)
class Effort:
    """How far the solver may go: so many nodes of its search tree, and until a time of the monotonic clock.

    None is no limit. With a limit of nodes bytes repeat; with one of time they do where it is not met.
    """

    nodes: int | None = None
    until: float | None = None

    @property
    def spent(self) -> bool:
        """Whether the time is over."""
        return self.until is not None and time.monotonic() >= self.until


def solve(part: "Part", effort: Effort) -> "tuple[Any, int]":
    """Sides with the fewest frustrated pairs, and the index; with a limit, what so much search gives.

    Then the sides may be None and the index is a lower bound. A variable a node (its side) and a pair
    (whether it is frustrated), and a row for each unbalanced triangle, one of whose sides always is: the
    model of S. Aref, A. J. Mason and M. C. Wilson, Networks 75, 2020. Of equally many pairs, weaker
    ones are preferred to be frustrated.
    """
    import numpy

    total = float(part.strength.sum()) or 1.0
    cost = numpy.concatenate([numpy.zeros(part.count), 1 + part.strength / (2 * total)])
    found = _run(part, cost, [], [], effort)
    bound = found.mip_dual_bound
    if bound is None or not numpy.isfinite(bound):  # stopped before it had one
        bound = 0
    # weights add at most a half for all pairs together: the count is the whole number above the rest
    lower = max(0, int(numpy.ceil(bound - 0.5 - _HAIR)))
    if found.x is None:
        return None, lower
    side = numpy.rint(found.x[: part.count]).astype(numpy.int8)
    if found.status == 0:
        wrong = (side[part.low] != side[part.high]) == (part.sign > 0)
        return side, int(wrong.sum())
    return side, lower


def another(part: "Part", side: "Array", index: int, effort: Effort) -> "tuple[Array | None, bool]":
    """Another division with so many frustrated pairs, near to the given one, None if none is found.

    Besides, whether that is known: with a limit the search may have ended before.
    """
    import numpy

    # the distance from the given sides, whose first node is on side 0 as every division's is
    away = numpy.where(side == 0, 1.0, -1.0)
    cost = numpy.concatenate([away, numpy.zeros(len(part.low))])
    few = numpy.concatenate([numpy.zeros(part.count), numpy.ones(len(part.low))])
    elsewhere = numpy.concatenate([-away, numpy.zeros(len(part.low))])
    ones = int((side == 1).sum())
    found = _run(part, cost, [few, elsewhere], [index + _HAIR, ones - 1.0], effort)
    if found.x is None:
        return None, found.status == _INFEASIBLE
    return numpy.rint(found.x[: part.count]).astype(numpy.int8), True


def _run(
    part: "Part", cost: "Array", rows: "list[Array]", limits: list[float], effort: Effort
) -> Any:
    import numpy
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    matrix, least = _model(part)
    constraints = [LinearConstraint(matrix, least, numpy.inf)]
    if rows:
        constraints.append(
            LinearConstraint(sparse.csr_array(numpy.stack(rows)), -numpy.inf, limits)
        )
    upper = numpy.ones(len(cost))
    # the mirror image of a division is the same: whoever has most pairs stays where it is
    upper[0] = 0
    options: dict[str, Any] = {"mip_rel_gap": 0}
    if effort.nodes is not None:
        options["node_limit"] = effort.nodes
    if effort.until is not None:
        options["time_limit"] = max(effort.until - time.monotonic(), 0.0)
    whole = numpy.concatenate([numpy.ones(part.count), numpy.zeros(len(part.low))])
    return milp(
        cost, constraints=constraints, bounds=Bounds(0, upper), integrality=whole, options=options
    )


def _model(part: "Part") -> "tuple[Any, Array]":
    """The rows of the program, and the least value of each."""
    import numpy
    from scipy import sparse

    pairs = numpy.arange(len(part.low))
    frustrated = part.count + pairs
    friends = part.sign > 0
    rows: list[tuple[Array, Array]] = []
    # a pair of cooperation: f >= x - y and f >= y - x; of conflict: f >= x + y - 1 and f >= 1 - x - y
    for way in (1.0, -1.0):
        one = numpy.full(len(pairs), -way)
        two = numpy.where(friends, way, -way)
        least = numpy.where(friends, 0.0, -way)
        rows.append((numpy.stack([one, two, numpy.ones(len(pairs))], axis=1), least))
    columns = numpy.stack([part.low, part.high, frustrated], axis=1)
    at = [columns, columns]
    bad = [
        block[kinds(block, part.sign) % 2 == 1]
        for block in triangles(part.count, part.low, part.high)
    ]
    if bad and len(cuts := numpy.concatenate(bad)[:_CUTS]):
        rows.append((numpy.ones(cuts.shape), numpy.ones(len(cuts))))
        at.append(part.count + cuts)
    values = numpy.concatenate([each.ravel() for each, _ in rows])
    places = numpy.concatenate([each.ravel() for each in at])
    starts = numpy.arange(0, len(values) + 1, 3)
    shape = (len(starts) - 1, part.count + len(pairs))
    matrix = sparse.csr_array((values, places, starts), shape=shape)
    return matrix, numpy.concatenate([least for _, least in rows])
