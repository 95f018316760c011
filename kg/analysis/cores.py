"""How deep in the densest part a node is: its core number (Seidman 1983).

S. B. Seidman, "Network Structure and Minimum Degree", Social Networks 5(3), 1983; by rustworkx, which has the
algorithm of V. Batagelj and M. Zaversnik, "An O(m) Algorithm for Cores Decomposition of Networks", 2003.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Whole = NDArray[numpy.int64]


def core(arcs: Arcs) -> "Whole":
    """The largest k of each node such that it is in a part where every node has k neighbours.

    A neighbour is one that influences or is influenced, once if both.

    >>> import numpy
    >>> kite = Arcs(4, numpy.array([0, 1, 2, 2]), numpy.array([1, 2, 0, 3]))
    >>> core(kite).tolist()
    [2, 2, 2, 1]
    """
    import numpy
    import rustworkx

    low, high = neighbours(arcs)
    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(arcs.count))
    graph.extend_from_edge_list(list(zip(low.tolist(), high.tolist(), strict=True)))
    found: Any = rustworkx.core_number(graph)
    return numpy.array([found[node] for node in range(arcs.count)], numpy.int64)


def neighbours(arcs: Arcs) -> "tuple[Whole, Whole]":
    """The pairs of neighbours, each once, the lower place first."""
    import numpy

    low = numpy.minimum(arcs.source, arcs.target).astype(numpy.int64)
    keys = numpy.unique(low * max(1, arcs.count) + numpy.maximum(arcs.source, arcs.target))
    return keys // max(1, arcs.count), keys % max(1, arcs.count)
