"""Strongly connected components, whose nodes lead to each other: by scipy, or with `kg[fast]` by one loop."""

from typing import TYPE_CHECKING, Any

from kg.analysis.loops import loop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def circled(starts: "Array", ends: "Array") -> "tuple[int, Array]":
    """How many parts there are, and the part of each node; each is numbered after those that it leads to.

    Of parts that do not lead to each other, the compiled loop takes them as networkx does; scipy's order
    differs between its versions.

    Args:
        starts: where the arcs of each node begin, and after them their end.
        ends: where each arc leads to. Nodes, and the arcs of each, are taken in their order.

    >>> import numpy
    >>> parts, each = circled(numpy.array([0, 1, 2, 3, 3]), numpy.array([1, 0, 3]))
    >>> parts, each.tolist()
    (3, [0, 0, 2, 1])
    """
    import numpy

    if (run := loop(circle, len(ends))) is not None:
        part = numpy.full(len(starts) - 1, -1, numpy.int32)
        return int(run(starts, ends, part)), part
    # scipy goes through neighbours from the last to the first
    degree = numpy.diff(starts)
    turned = numpy.repeat(starts[:-1] + starts[1:] - 1, degree) - numpy.arange(len(ends))
    return _by_scipy(starts, ends[turned])


def circles(starts: "Array", ends: "Array") -> int:
    """How many parts there are.

    >>> import numpy
    >>> circles(numpy.array([0, 1, 2, 3, 3]), numpy.array([1, 0, 3]))
    3
    """
    quick = loop(circle, len(ends)) is not None
    return (circled if quick else _by_scipy)(starts, ends)[0]


def _by_scipy(starts: "Array", ends: "Array") -> "tuple[int, Array]":
    import numpy
    from scipy import sparse
    from scipy.sparse import csgraph

    count = len(starts) - 1
    matrix = sparse.csr_array((numpy.ones(len(ends)), ends, starts), shape=(count, count))
    parts, part = csgraph.connected_components(matrix, connection="strong")
    return int(parts), part


def circle(  # noqa: C901  # one loop is what can be compiled
    starts: Any, ends: Any, part: Any
) -> int:  # pragma: no cover  # machine code
    """The number of parts; into `part`, where all are -1, that of each node.

    R. Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. on Computing 1(2), 1972.
    """
    mark, low, way, held = part.copy(), part.copy(), part.copy(), part.copy()
    arc, done = starts[:-1].copy(), len(part)  # a mark after those of all that wait
    first = parts = depth = height = 0
    for root in range(len(part)):
        if part[root] >= 0:
            continue
        node = root
        while True:
            if mark[node] < 0:
                mark[node] = low[node] = first
                first += 1
                held[height] = node
                height += 1
            near, least, last = -1, low[node], starts[node + 1]
            place = arc[node]
            while place < last:
                end = ends[place]
                place += 1
                if mark[end] < 0:
                    near = end
                    break
                least = min(least, mark[end])
            arc[node], low[node] = place, least
            if near >= 0:
                way[depth] = node
                depth += 1
                node = near
                continue
            if least == mark[node]:
                while part[node] < 0:
                    height -= 1
                    mark[held[height]], part[held[height]] = done, parts
                parts += 1
            if depth == 0:
                break
            depth -= 1
            node = way[depth]
            low[node] = min(low[node], least)
    return parts
