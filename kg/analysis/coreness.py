"""To which core each node belongs: nodes of too few neighbours are taken away, round by round.

S. B. Seidman, "Network structure and minimum degree", Social Networks 5(3), 1983. Each round takes all
that have few enough at once, so that a node's arcs are looked at once: V. Batagelj and M. Zaversnik, "An
O(m) Algorithm for Cores Decomposition of Networks", 2003. The extra `kg[fast]` does so node by node.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.loops import loop, peel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def coreness(starts: "Array", ends: "Array") -> "Array":
    """The largest k for each node such that it has k neighbours that have k among themselves.

    Neighbours are in `ends`, those of each node from its place in `starts` to the next; parallel arcs count
    each, and loops are left out by the caller.

    >>> import numpy
    >>> starts, ends = numpy.array([0, 2, 4, 7, 8]), numpy.array([1, 2, 0, 2, 0, 1, 3, 2])
    >>> coreness(starts, ends).tolist()                                         # a triangle with a tail
    [2, 2, 2, 1]
    """
    import numpy

    left = numpy.diff(starts)
    if (run := loop(peel, _PASSES * len(ends))) is not None:
        run(starts, ends, left)
        return left
    found = numpy.zeros(len(left), numpy.int64)
    there = numpy.arange(len(left))
    core = 0
    while len(there):
        core = max(core, int(left[there].min()))
        going = there[left[there] <= core]
        while len(going):
            found[going] = core
            left[going] = -1  # gone: no arc is taken from them again
            near = ends[_spans(starts[going], starts[going + 1])]
            near = near[left[near] >= 0]
            touched, lost = numpy.unique(near, return_counts=True)
            left[touched] -= lost
            going = touched[left[touched] <= core]
        there = there[left[there] >= 0]
    return found


_PASSES = 100
"""Steps of a compiled loop that one of an arc here is worth: numpy takes that much longer."""


def _spans(begin: "Array", end: "Array") -> "Array":
    """The numbers of all these spans, one after another."""
    import numpy

    count = end - begin
    return numpy.repeat(begin - numpy.cumsum(count) + count, count) + numpy.arange(count.sum())
