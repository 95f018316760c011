"""To which core each node belongs: nodes of too few neighbours are taken away, round by round.

S. B. Seidman, "Network structure and minimum degree", Social Networks 5(3), 1983. Each round takes all
that have few enough at once, so that a node's arcs are looked at once: V. Batagelj and M. Zaversnik, "An
O(m) Algorithm for Cores Decomposition of Networks", 2003.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.compiled import MANY, compiled_coreness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def coreness(count: int, source: "Array", target: "Array") -> "Array":
    """The largest k for each of `count` nodes such that it has k neighbours that have k among themselves.

    Arcs are given both ways; parallel ones count each, and loops are left out by the caller.

    >>> import numpy
    >>> ends = numpy.array([0, 1, 2, 2]), numpy.array([1, 2, 0, 3])             # a triangle with a tail
    >>> coreness(4, numpy.concatenate(ends), numpy.concatenate(ends[::-1])).tolist()
    [2, 2, 2, 1]
    """
    import numpy

    order = numpy.argsort(source, kind="stable")
    target = target[order]
    left = numpy.bincount(source, minlength=count)
    starts = numpy.concatenate([[0], numpy.cumsum(left)])
    if len(target) >= MANY and (run := compiled_coreness()) is not None:
        nodes = numpy.argsort(left, kind="stable")
        begins = numpy.concatenate([[0], numpy.cumsum(numpy.bincount(left))])
        peeled: Array = run(left, starts, target, nodes, numpy.argsort(nodes), begins)
        return peeled
    found = numpy.zeros(count, numpy.int64)
    there = numpy.arange(count)
    core = 0
    while len(there):
        core = max(core, int(left[there].min()))
        going = there[left[there] <= core]
        while len(going):
            found[going] = core
            left[going] = -1  # gone: no arc is taken from them again
            near = target[_spans(starts[going], starts[going + 1])]
            near = near[left[near] >= 0]
            touched, lost = numpy.unique(near, return_counts=True)
            left[touched] -= lost
            going = touched[left[touched] <= core]
        there = there[left[there] >= 0]
    return found


def _spans(begin: "Array", end: "Array") -> "Array":
    """The numbers of all these spans, one after another."""
    import numpy

    count = end - begin
    return numpy.repeat(begin - numpy.cumsum(count) + count, count) + numpy.arange(count.sum())
