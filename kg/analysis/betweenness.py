"""How many of the shortest paths run through each node: Brandes' algorithm over arrays.

U. Brandes, "A Faster Algorithm for Betweenness Centrality", Journal of Mathematical Sociology 25(2), 2001.
With the extra `kg[fast]` its loops are compiled. Without it, unweighted it is rustworkx's; with weights,
distances are scipy's, and the sums over shortest paths go layer by layer along the arcs that lie on one.
Weights are positive integers: equal paths are told by equal sums, which are exact.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kg.analysis.dependencies import dependencies as starting_from
from kg.analysis.loops import loop, pass_by_steps, pass_by_weight
from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]


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
    if arcs.weight is None and _compiled(arcs, arcs.count) is None:
        return _by_steps(arcs)
    return passing(arcs, range(arcs.count))[0]


def passing(arcs: Arcs, pivots: Sequence[int]) -> "tuple[Real, Real]":
    """The sums for each node of the dependencies of these starts on it, and of their squares.

    >>> import numpy
    >>> chain = Arcs(4, numpy.array([0, 1, 2]), numpy.array([1, 2, 3]))
    >>> [each.tolist() for each in passing(chain, [0, 1])]
    [[0.0, 2.0, 2.0, 0.0], [0.0, 4.0, 2.0, 0.0]]
    """
    import numpy

    total, squares = numpy.zeros(arcs.count), numpy.zeros(arcs.count)
    if (run := _compiled(arcs, len(pivots))) is not None:
        matrix = arcs.matrix()
        weight = () if arcs.weight is None else (matrix.data,)
        run(matrix.indptr, matrix.indices, *weight, numpy.array(pivots), total, squares)
        return total, squares
    for one in starting_from(arcs, pivots):
        total += one
        squares += one * one
    return total, squares


def _compiled(arcs: Arcs, starts: int) -> Callable[..., Any] | None:
    steps = starts * (arcs.count + len(arcs.source))
    return loop(pass_by_steps if arcs.weight is None else pass_by_weight, steps)


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
