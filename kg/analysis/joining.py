"""Which nodes hang together, directions left aside.

Where there are many arcs, numpy takes a few of them first, as most nodes hang together by these already: M.
Sutton, T. Ben-Nun and A. Barak, "Optimizing Parallel Graph Connectivity Computation via Subgraph Sampling",
IPDPS 2018. What is left is scipy's. With the extra `kg[fast]` one loop over the arcs does it.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.loops import join, loop
from kg.analysis.pairs import sparsely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

FEW = 20_000
"""Arcs up to which scipy alone is as fast."""
_PASSES = 10  # steps of a compiled loop that one of an arc here is worth


def quick(arcs: int) -> bool:
    """Whether `joined` is worth it for so many arcs: without machine code scipy alone is as fast for few."""
    return arcs > FEW or loop(join, _PASSES * arcs) is not None


def joined(count: int, source: "Array", target: "Array") -> "tuple[int, Array]":
    """How many parts there are, and the part of each node; parts are numbered by their first nodes.

    >>> import numpy
    >>> parts, each = joined(5, numpy.array([4, 2]), numpy.array([0, 3]))
    >>> parts, each.tolist()
    (3, [0, 1, 2, 2, 0])
    """
    import numpy
    from scipy.sparse import csgraph

    parent = numpy.arange(count, dtype=numpy.int64)
    if (run := loop(join, _PASSES * len(source))) is not None:
        return int(run(source, target, parent)), parent
    if len(source) > FEW:
        every = max(1, len(source) // (4 * max(1, count)))
        for step in (every, every, 1):
            _hook(parent, source[::step], target[::step])
    one, other = parent[source], parent[target]
    apart = one != other
    left = sparsely(count, one[apart], other[apart], numpy.ones(int(apart.sum())))
    label = csgraph.connected_components(left, connection="weak")[1][parent]
    _, first, part = numpy.unique(label, return_index=True, return_inverse=True)
    number = numpy.empty_like(first)
    number[numpy.argsort(first)] = numpy.arange(len(first))
    return len(first), number[part]


def _hook(parent: "Array", source: "Array", target: "Array") -> None:
    """Hang the heads of arcs' ends on lower ones, and all nodes on their heads again."""
    import numpy

    one, other = parent[source], parent[target]
    apart = numpy.flatnonzero(one != other)
    one, other = one[apart], other[apart]
    parent[numpy.maximum(one, other)] = numpy.minimum(one, other)
    while not numpy.array_equal(parent, above := parent[parent]):
        parent[:] = above
