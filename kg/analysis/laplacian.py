"""How much of a graph's Laplacian energy goes with a node.

X. Qi, E. Fuller, Q. Wu, Y. Wu and C.-Q. Zhang, "Laplacian Centrality: A New Centrality Measure for Weighted
Networks", Information Sciences 194, 2012. The energy is the sum of the squared strengths of nodes and twice
that of the squared ties, a tie being as strong as both directions together.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.holes import mutual
from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]


def laplacian(arcs: Arcs) -> "Real":
    """The share of the energy that is lost without each node, in [0, 1].

    >>> import numpy
    >>> path = Arcs(3, numpy.array([0, 1]), numpy.array([1, 2]))      # energy 1 + 4 + 1 + 2 * 2 = 10
    >>> laplacian(path).tolist()                                      # without an end: 1 + 1 + 2 = 4
    [0.6, 1.0, 0.6]
    """
    import numpy

    own, parts, energy = lost(arcs)
    found: Real = own + numpy.asarray(parts.sum(axis=1)).ravel()
    return found / (energy or 1.0)


def lost(arcs: Arcs) -> "tuple[Real, Any, float]":
    """The square of each node's strength, what is lost with each of its ties, and the whole energy."""
    import numpy

    ties = mutual(arcs)
    strength: Real = numpy.asarray(ties.sum(axis=1)).ravel()
    parts = ties.copy()
    # a neighbour's square shrinks from d to d - w, and twice the square of the tie itself goes
    parts.data = 2 * strength[ties.indices] * ties.data + ties.data**2
    energy = float((strength**2).sum() + (ties.data**2).sum())
    return strength**2, parts, energy
