"""How far all that a start reaches depends on each node between: Brandes' dependencies, start by start.

U. Brandes, "A Faster Algorithm for Betweenness Centrality", Journal of Mathematical Sociology 25(2), 2001:
the dependency of a start on a node is the sum, over all ends, of the share of shortest paths that pass it.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]
    Whole = NDArray[numpy.int64]

_CELLS = 2**22  # distances that are held at a time


def dependencies(arcs: Arcs, starts: Sequence[int]) -> "Iterator[Real]":
    """The dependencies of each start on all nodes; 0 on itself.

    >>> import numpy
    >>> chain = Arcs(3, numpy.array([0, 1]), numpy.array([1, 2]))
    >>> [each.tolist() for each in dependencies(chain, [0, 1])]
    [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    for start, (_, ways, layers) in zip(starts, shortest(arcs, starts), strict=True):
        yield _owed(start, ways, layers)


def shortest(
    arcs: Arcs, starts: Sequence[int]
) -> "Iterator[tuple[Real, Real, list[tuple[Whole, Whole]]]]":
    """From each start: distances, in how many shortest ways each node is reached, and their arcs.

    The arcs come as sources and targets, layer by layer: every way to a source ends in an earlier layer.
    """
    if arcs.weight is None:
        yield from _by_steps(arcs, starts)
    else:
        yield from _by_weight(arcs, starts)


def _by_steps(arcs: Arcs, starts: Sequence[int]) -> "Iterator[Any]":
    import numpy

    order = numpy.argsort(arcs.source, kind="stable")
    target = arcs.target[order]
    begins = numpy.searchsorted(arcs.source[order], numpy.arange(arcs.count + 1))
    for start in starts:
        distance, ways = numpy.full(arcs.count, numpy.inf), numpy.zeros(arcs.count)
        distance[start], ways[start] = 0, 1
        layers = []
        front, steps = numpy.array([start]), 0
        while len(front):
            steps += 1
            size = begins[front + 1] - begins[front]
            out = numpy.repeat(front, size)
            skipped = numpy.cumsum(size) - size
            into = target[numpy.arange(len(out)) + numpy.repeat(begins[front] - skipped, size)]
            new = numpy.isinf(distance[into])
            out, into = out[new], into[new]
            if not len(into):
                break
            numpy.add.at(ways, into, ways[out])
            distance[into] = steps
            layers.append((out, into))
            front = numpy.unique(into)
        yield distance, ways, layers


def _by_weight(arcs: Arcs, starts: Sequence[int]) -> "Iterator[Any]":
    """By scipy's distances: weights are whole numbers, so equal ways are told by equal sums."""
    import numpy
    from scipy.sparse import csgraph

    matrix = arcs.matrix()
    many = max(1, _CELLS // max(1, arcs.count))
    for first in range(0, len(starts), many):
        some = list(starts[first : first + many])
        for start, distance in zip(some, csgraph.dijkstra(matrix, indices=some), strict=True):
            length = distance[arcs.source] + arcs.weight
            on_way = numpy.isfinite(length) & (length == distance[arcs.target])
            layers = _layers(distance, arcs.source[on_way], arcs.target[on_way])
            ways = numpy.zeros(arcs.count)
            ways[start] = 1
            for out, into in layers:
                numpy.add.at(ways, into, ways[out])
            yield distance, ways, layers


def _layers(distance: "Real", source: "Whole", target: "Whole") -> "list[tuple[Whole, Whole]]":
    """The arcs by the most arcs that a shortest way to their target has."""
    import numpy

    steps, before = numpy.zeros(len(distance), numpy.int64), None
    while before is None or not numpy.array_equal(steps, before):
        before = steps.copy()
        numpy.maximum.at(steps, target, before[source] + 1)
    order = numpy.argsort(steps[target], kind="stable")
    cuts = numpy.flatnonzero(numpy.diff(steps[target][order])) + 1
    pairs = zip(numpy.split(source[order], cuts), numpy.split(target[order], cuts), strict=True)
    return [(out, into) for out, into in pairs if len(into)]


def _owed(start: int, ways: "Real", layers: "list[tuple[Whole, Whole]]") -> "Real":
    import numpy

    owed: Real = numpy.zeros(len(ways))
    for out, into in reversed(layers):
        numpy.add.at(owed, out, ways[out] / ways[into] * (1 + owed[into]))
    owed[start] = 0
    return owed
