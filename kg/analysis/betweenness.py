"""How many of the shortest paths run through each node: Brandes' algorithm over arrays.

U. Brandes, "A Faster Algorithm for Betweenness Centrality", Journal of Mathematical Sociology 25(2), 2001.
Unweighted it is rustworkx's. With weights, distances are scipy's, and the sums over shortest paths go round
by round along the arcs that lie on one, until nothing changes. Weights are positive integers: equal paths
are told by equal sums, which are exact.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]

_CELLS = 2**22  # distances that are held at a time


def betweenness(arcs: Arcs) -> "Real":
    """The share of pairs of others on whose shortest paths each node lies, in [0, 1].

    >>> import numpy
    >>> betweenness(Arcs(3, numpy.array([0, 1]), numpy.array([1, 2]))).tolist()
    [0.0, 0.5, 0.0]
    """
    through = dependencies(arcs)
    if arcs.count > 2:  # noqa: PLR2004  # fewer have no pairs of others
        through /= (arcs.count - 1) * (arcs.count - 2)
    return through


def dependencies(arcs: Arcs) -> "Real":
    """The sum for each node, over all pairs of others, of the share of shortest paths that pass it."""
    return _by_steps(arcs) if arcs.weight is None else _by_weight(arcs, arcs.weight)


def _by_steps(arcs: Arcs) -> "Real":
    import numpy
    import rustworkx

    graph: Any = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(arcs.count))
    ends = zip(arcs.source.tolist(), arcs.target.tolist(), strict=True)
    graph.extend_from_edge_list(list(ends))
    # in one thread: sums in another order would differ in their last digits from run to run
    found = rustworkx.digraph_betweenness_centrality(
        graph, normalized=False, parallel_threshold=arcs.count + 1
    )
    return numpy.array([found[node] for node in range(arcs.count)])


def _by_weight(arcs: Arcs, weight: Any) -> "Real":
    import numpy
    from scipy.sparse import csgraph

    through = numpy.zeros(arcs.count)
    matrix = arcs.matrix()
    many = max(1, _CELLS // max(1, arcs.count))
    for first in range(0, arcs.count, many):
        starts = range(first, min(first + many, arcs.count))
        distances = csgraph.dijkstra(matrix, indices=list(starts))
        for start, distance in zip(starts, distances, strict=True):
            through += _dependency(arcs, weight, start, distance)
    return through


def _dependency(arcs: Arcs, weight: Any, start: int, distance: "Real") -> "Real":
    """For each node, the sum over ends of the share of shortest paths from the start that pass it."""
    import numpy

    length = distance[arcs.source] + weight
    shortest = numpy.isfinite(length) & (length == distance[arcs.target])
    source, target = arcs.source[shortest], arcs.target[shortest]

    def along(ends: Any, values: Any) -> "Real":
        return numpy.bincount(ends, values, minlength=arcs.count).astype(numpy.float64, copy=False)

    ways, before = numpy.zeros(arcs.count), None
    ways[start] = 1
    while before is None or not numpy.array_equal(ways, before):
        before = ways
        ways = along(target, before[source])
        ways[start] = 1
    share = ways[source] / ways[target]
    owed, before = numpy.zeros(arcs.count), None
    while before is None or not numpy.array_equal(owed, before):
        before = owed
        owed = along(source, share * (1 + before[target]))
    owed[start] = 0
    return owed
