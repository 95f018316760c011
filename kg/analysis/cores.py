"""How deep in the densest part an actor is: its core number, of neighbours in either direction.

S. B. Seidman, "Network Structure and Minimum Degree", Social Networks 5(3), 1983; see `kg.analysis.coreness`.
"""

from typing import TYPE_CHECKING

from kg.analysis.coreness import coreness
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
    found: Whole = coreness(*arcs.around)
    return found


def neighbours(arcs: Arcs) -> "tuple[Whole, Whole]":
    """The pairs of neighbours, each once, the lower place first."""
    import numpy

    starts, ends = arcs.around
    low = numpy.repeat(numpy.arange(arcs.count), numpy.diff(starts))
    once = low < ends
    return low[once], ends[once].astype(numpy.int64)
