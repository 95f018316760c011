"""The centralities of a simple graph of arrays, by compiled engines: networkx's answers, converged.

Closeness, harmonic, eigenvector, Katz and PageRank look at what comes in: turn the graph to ask what
goes out. Iterations end when they have converged, not before: networkx multiplies its tolerance by the
number of nodes, and so stops too early.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kg.analysis.betweenness import betweenness
from kg.analysis.distances import sums
from kg.analysis.limits import Onward, Step, converged, length, recurring
from kg.analysis.pairs import Arcs
from kg.analysis.starting import pagerank_from

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]

_DENSE = 200  # nodes up to which a circle's eigenvalue is found by the dense solver


def _closeness(arcs: Arcs) -> "Real":
    import numpy

    reached, far, _ = sums(arcs.turned())
    near: Real = numpy.zeros(arcs.count)
    numpy.divide(reached, far, out=near, where=far > 0)
    near *= reached / max(1, arcs.count - 1)
    return near


def _harmonic(arcs: Arcs) -> "Real":
    return sums(arcs.turned())[2]


def _pagerank(arcs: Arcs) -> "Real":
    import numpy

    return pagerank_from(arcs, numpy.arange(arcs.count))


def _eigenvector(arcs: Arcs) -> "Real":
    import numpy

    if arcs.acyclic:  # every eigenvalue is 0
        return numpy.zeros(arcs.count)
    inward = arcs.matrix().T.tocsr()

    def product(before: "Real") -> "Real":
        after: Real = before + inward @ before
        after /= length(after)
        return after

    return converged("eigenvector", Step(product), numpy.full(arcs.count, 1 / arcs.count))


def _katz(arcs: Arcs) -> "Real":
    import numpy

    largest = _largest_eigenvalue(arcs)
    alpha = 0.9 / largest if largest else 0.1
    inward = arcs.matrix().T.tocsr() * alpha

    base = numpy.ones(arcs.count)
    vector = converged("katz", recurring(Onward(inward), base), base)
    vector /= length(vector)
    return vector


def _largest_eigenvalue(arcs: Arcs) -> float:
    """The largest eigenvalue, which is that of one of the circles; 0 without any."""
    import numpy

    if arcs.acyclic:
        return 0.0
    matrix = arcs.matrix()
    sizes = numpy.bincount(arcs.circles)
    return max(
        _perron(matrix[members][:, members])
        for circle in (sizes > 1).nonzero()[0]
        for members in [(arcs.circles == circle).nonzero()[0]]
    )


def _perron(matrix: Any) -> float:
    """The eigenvalue of a strongly connected part that no other exceeds in size, and that is real."""
    import numpy
    from scipy.sparse import linalg

    if matrix.shape[0] <= _DENSE:
        return float(numpy.abs(numpy.linalg.eigvals(matrix.toarray())).max())
    start = numpy.ones(matrix.shape[0])
    found = linalg.eigs(matrix, k=1, which="LR", v0=start, return_eigenvectors=False)
    return float(found[0].real)


COMPUTE: Mapping[str, Callable[[Arcs], "Real"]] = {
    "betweenness": betweenness,
    "closeness": _closeness,
    "eigenvector": _eigenvector,
    "harmonic": _harmonic,
    "katz": _katz,
    "pagerank": _pagerank,
}
