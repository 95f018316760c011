"""Distances in a simple graph, summed up by node: breadth first for many starts at once, by words of bits.

The search of M. Then and others, "The More the Merrier: Efficient Multi-Source Graph Traversal", PVLDB 8(4),
2014: a bit a start, so that one pass over the arcs takes a step from all of them. Weighted distances are
E. W. Dijkstra's (1959), by scipy.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Real = NDArray[numpy.float64]
    Words = NDArray[numpy.uint64]

_CELLS = 2**25  # bits or distances that are held at a time


def sums(arcs: Arcs) -> "tuple[Real, Real, Real]":
    """How many others each node reaches, the sum of distances to them, and that of 1 / distance.

    >>> import numpy
    >>> chain = Arcs(3, numpy.array([0, 1]), numpy.array([1, 2]))
    >>> [each.tolist() for each in sums(chain)]
    [[2.0, 1.0, 0.0], [3.0, 1.0, 0.0], [1.5, 1.0, 0.0]]
    """
    import numpy

    return sums_from(arcs, numpy.arange(arcs.count))


def sums_from(arcs: Arcs, starts: "Array") -> "tuple[Real, Real, Real]":
    """What `sums` says of these nodes, in their order."""
    return _by_steps(arcs, starts) if arcs.weight is None else _by_weight(arcs, starts)


def _by_steps(arcs: Arcs, asked: "Array") -> "tuple[Real, Real, Real]":
    import numpy

    reached, far, near = (numpy.zeros(len(asked)) for _ in range(3))
    order = numpy.argsort(arcs.target, kind="stable")
    source, target = arcs.source[order], arcs.target[order]
    entered, begins = numpy.unique(target, return_index=True)
    bits = max(64, min(1024, _CELLS // max(1, arcs.count) // 64 * 64))
    for first in range(0, len(asked) if len(source) else 0, bits):
        starts = asked[first : first + bits]
        told = slice(first, first + len(starts))
        seen = numpy.zeros((arcs.count, bits // 64), numpy.uint64)
        place = numpy.arange(len(starts))
        seen[starts, place // 64] = numpy.uint64(1) << (place % 64).astype(numpy.uint64)
        front, distance = seen.copy(), 0
        while True:
            distance += 1
            come = numpy.zeros_like(seen)
            come[entered] = numpy.bitwise_or.reduceat(front[source], begins, axis=0)
            come &= ~seen
            new = _each_bit(come)[: len(starts)]
            if not new.any():
                break
            seen |= come
            front = come
            reached[told] += new
            far[told] += distance * new
            near[told] += new / distance
    return reached, far, near


def _each_bit(words: "Words") -> "Real":
    """How often each bit is set in the rows."""
    import numpy

    little = words.astype("<u8", copy=False).view(numpy.uint8)
    rows = little[little.any(axis=1)]
    bits = numpy.unpackbits(rows, axis=1, bitorder="little")
    found: Real = bits.sum(axis=0, dtype=numpy.int64).astype(numpy.float64)
    return found


def _by_weight(arcs: Arcs, asked: "Array") -> "tuple[Real, Real, Real]":
    import numpy
    from scipy.sparse import csgraph

    reached, far, near = (numpy.zeros(len(asked)) for _ in range(3))
    matrix: Any = arcs.matrix()
    many = max(1, _CELLS // max(1, arcs.count))
    for first in range(0, len(asked), many):
        told = slice(first, first + many)
        found = csgraph.dijkstra(matrix, indices=asked[told])
        there = numpy.isfinite(found) & (found > 0)
        reached[told] = there.sum(axis=1)
        far[told] = numpy.where(there, found, 0).sum(axis=1)
        near[told] = numpy.divide(1, found, out=numpy.zeros_like(found), where=there).sum(axis=1)
    return reached, far, near
