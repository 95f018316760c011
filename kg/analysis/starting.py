"""PageRank from some nodes: a random walk that always starts again at one of them.

L. Page, S. Brin, R. Motwani and T. Winograd, "The PageRank Citation Ranking", 1999, section 6; as networkx
has it, a walk that has nowhere to go starts again as well.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.analysis.limits import Onward, converged, walking
from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]
    Whole = NDArray[numpy.intp]

DAMPING = 0.85


def pagerank_from(arcs: Arcs, start: "Sequence[int] | Whole") -> "Real":
    """How often the walk along the arcs is at each node; the sum is 1.

    >>> import numpy
    >>> pair = Arcs(2, numpy.array([0]), numpy.array([1]))
    >>> [round(each, 6) for each in pagerank_from(pair, [0]).tolist()]   # 1 : 0.85
    [0.540541, 0.459459]
    """
    import numpy

    begin = numpy.zeros(arcs.count)
    begin[numpy.asarray(start)] = 1 / len(start)
    matrix = arcs.matrix()
    out = matrix.sum(axis=1)
    rate = numpy.divide(DAMPING, out, out=numpy.zeros(arcs.count), where=out > 0)
    onward = arcs.turned().matrix().copy()  # from column to row
    onward.data *= rate[onward.indices]
    idle = (out == 0).nonzero()[0]
    step = walking(Onward(onward), (1 - DAMPING) * begin, idle, begin, DAMPING)
    return converged("pagerank", step, begin)
