"""The limits of iterations x = M x + base with a sparse matrix: by products, or by Seidel's sweeps.

Sweeps, which the extra `kg[fast]` compiles, count what they have renewed already, and so take about two
thirds of the steps. Of a random walk, values are brought to the sum 1 after each, which the limit has.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.loops import loop, sweep, sweep_even
from kg.errors import KgError

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Places = NDArray[numpy.intp]
    Real = NDArray[numpy.float64]


@dataclass(frozen=True)
class Step:
    """The next values from these, by the product, or faster to the same limit by a sweep.

    A sweep also says how far values moved, as `moved` does.
    """

    product: "Callable[[Real], Real]"
    sweep: "Callable[[Real], tuple[Real, float]] | None" = None

    def __call__(self, values: "Real") -> "tuple[Real, float]":
        """Take it: the next values, and how far these moved."""
        if self.sweep:
            return self.sweep(values)
        after = self.product(values)
        return after, moved(values, after)


def moved(before: "Real", after: "Real") -> float:
    """How far values moved in all, as a share of their sum where that is more than 1.

    >>> import numpy
    >>> moved(numpy.array([1.0, 2.0]), numpy.array([3.0, 1.0]))
    0.75
    """
    import numpy

    difference = after - before
    numpy.abs(difference, out=difference)
    return float(difference.sum()) / max(1.0, abs(float(after.sum())))


_MOST = 10_000
_NEAR = 1e-12
_NOISE = 1e-15  # what rounding alone may move
_ROUNDS = 20  # steps that an iteration is expected to take


def length(values: "Real") -> float:
    """Euclid's length, 1 of nothing but zeros; not by BLAS, whose threads take longer to wake up than that.

    >>> import numpy
    >>> length(numpy.array([3.0, 4.0])), length(numpy.zeros(2))
    (5.0, 1.0)
    """
    return math.sqrt(float((values * values).sum())) or 1.0


@dataclass(frozen=True, eq=False)
class Onward:
    """A sparse matrix by which values go on, from column to row; not to be changed."""

    matrix: Any

    @cached_property
    def sweep(self) -> "Callable[[Real, Real], tuple[float, float]] | None":
        """Renews values in place from a base; says how far they moved and their sum. None if not compiled."""
        matrix = self.matrix
        if loop(sweep, _ROUNDS * matrix.nnz) is None:
            return None
        even = self.even
        run: Any = loop(sweep if even is None else sweep_even, _ROUNDS * matrix.nnz)
        starts, ends = matrix.indptr, matrix.indices
        # a compiled loop need not look whether numbers without a sign are negative
        places = starts.view(f"u{starts.itemsize}"), ends.view(f"u{ends.itemsize}")
        if even is None:
            return lambda base, values: run(*places, matrix.data, base, values)
        return lambda base, values: run(*places, even, base, values, values * even)

    @cached_property
    def even(self) -> "Real | None":
        """What is in each column, where that is the same in all its rows: then no cell needs to be read.

        >>> from scipy import sparse
        >>> Onward(sparse.csr_array([[0.0, 0.5], [2.0, 0.5]])).even.tolist()
        [2.0, 0.5]
        >>> Onward(sparse.csr_array([[0.0, 0.5], [2.0, 0.1]])).even
        """
        import numpy

        found = numpy.zeros(self.matrix.shape[1])
        found[self.matrix.indices] = self.matrix.data
        return found if numpy.array_equal(found[self.matrix.indices], self.matrix.data) else None


def recurring(onward: Onward, base: "Real") -> Step:
    """The step from values to base and the matrix's product with them.

    >>> import numpy
    >>> from scipy import sparse
    >>> half = Onward(sparse.csr_array(numpy.array([[0.5]])))
    >>> recurring(half, numpy.array([1.0])).product(numpy.array([1.0])).tolist()
    [1.5]
    """
    run = onward.sweep

    def product(before: "Real") -> "Real":
        after: Real = onward.matrix @ before
        after += base
        return after

    def swept(before: "Real") -> "tuple[Real, float]":
        after = before.copy()
        far, total = run(base, after)  # type: ignore[misc]
        return after, far / max(1.0, abs(total))

    return Step(product, None if run is None else swept)


def walking(onward: Onward, restart: "Real", idle: "Places", idle_to: "Real", share: float) -> Step:
    """The step of a random walk whose values sum up to 1.

    Args:
        onward: how likely the walk goes on from column to row.
        restart: how likely it starts again, at each node.
        idle: the nodes from which it goes nowhere.
        idle_to: where it goes from there, in shares.
        share: how likely it goes on at all.
    """
    run = onward.sweep

    def product(before: "Real") -> "Real":
        after: Real = onward.matrix @ before
        after += restart
        after += (share * before[idle].sum()) * idle_to
        return after

    def swept(before: "Real") -> "tuple[Real, float]":
        after = before.copy()
        base = restart + (share * before[idle].sum()) * idle_to
        after /= run(base, after)[1]  # type: ignore[misc]
        return after, moved(before, after)

    return Step(product, None if run is None else swept)


def steps(step: Step, start: "Real", most: int, near: float) -> "Iterator[tuple[Real, bool]]":
    """Each step, and whether it is the limit: it, and all that may follow at its pace, are less than near.

    Steps that shrink by a factor r leave r / (1 - r) of the last one to go; r is the slowest of late. What
    is near is told as a share of the sum, where that is more than 1.
    """
    before, moves = start, [math.inf]
    for _ in range(most):
        after, far = step(before)
        moves = [*moves[-4:], far]
        pace = max(b / a for a, b in itertools.pairwise(moves)) if moves[-1] > _NOISE else 0.0
        there = pace < 1 and moves[-1] * max(1, pace / (1 - pace)) <= near
        yield after, there
        if there:
            return
        before = after


def converged(by: str, step: Step, start: "Real") -> "Real":
    """The limit of a measure's steps.

    Raises:
        KgError: it is too far off.
    """
    for after, there in steps(step, start, _MOST, _NEAR):
        if there:
            return after
    raise KgError(f"{by} did not converge in {_MOST:,} steps; try katz")
