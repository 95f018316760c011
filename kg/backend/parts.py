"""Components, cores and degrees as networkx defines them, by scipy and numpy."""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.circling import circled, circles
from kg.analysis.coreness import coreness
from kg.analysis.joining import joined, quick
from kg.backend.tables import Table, Unserved, table_of

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Graph = networkx.Graph[Any]


def connected_components(G: "Graph") -> Iterator[set[Any]]:  # noqa: N803  # networkx's names
    """As `networkx.connected_components`: in the order of their first nodes."""
    return _each(table_of(G), "weak")


weakly_connected_components = connected_components


def strongly_connected_components(G: "Graph") -> Iterator[set[Any]]:  # noqa: N803
    """As `networkx.strongly_connected_components`: each after those that it leads to."""
    return _each(table_of(G), "strong")


def number_connected_components(G: "Graph") -> int:  # noqa: N803
    """As `networkx.number_connected_components`."""
    return _parts(table_of(G), "weak")[0]


number_weakly_connected_components = number_connected_components


def number_strongly_connected_components(G: "Graph") -> int:  # noqa: N803
    """As `networkx.number_strongly_connected_components`."""
    return _count_strong(table_of(G))


def is_connected(G: "Graph") -> bool:  # noqa: N803
    """As `networkx.is_connected`."""
    table = table_of(G)
    if not table.count:
        raise Unserved("no nodes")
    return _parts(table, "weak")[0] == 1


is_weakly_connected = is_connected


def is_strongly_connected(G: "Graph") -> bool:  # noqa: N803
    """As `networkx.is_strongly_connected`."""
    table = table_of(G)
    if not table.count:
        raise Unserved("no nodes")
    return _count_strong(table) == 1


def node_connected_component(G: "Graph", n: Any) -> set[Any]:  # noqa: N803
    """As `networkx.node_connected_component`."""
    table = table_of(G)
    place = table.find(n)
    if place is None:
        raise Unserved("a node that is not in the graph")
    label = _parts(table, "weak")[1]
    return {table.nodes[each] for each in (label == label[place]).nonzero()[0].tolist()}


def core_number(G: "Graph") -> dict[Any, int]:  # noqa: N803
    """As `networkx.core_number`: of a directed graph, by both its degrees.

    V. Batagelj and M. Zaversnik, "An O(m) Algorithm for Cores Decomposition of Networks", 2003.
    """
    import numpy

    table = table_of(G)
    if table.multigraph or (table.source == table.target).any():
        raise Unserved("parallel edges or loops, which networkx refuses")
    source, target = table.pairs
    if table.directed:  # a neighbour both ways counts twice
        source, target = numpy.concatenate([source, target]), numpy.concatenate([target, source])
    order = numpy.argsort(source, kind="stable")
    starts = numpy.searchsorted(source[order], numpy.arange(table.count + 1))
    return table.named(coreness(starts, target[order]))


def degree_centrality(G: "Graph") -> dict[Any, float]:  # noqa: N803
    """As `networkx.degree_centrality`."""
    table = table_of(G)
    found = _count(table, table.source)
    if table.directed:
        found = found + _count(table, table.target)
    else:  # a loop has two ends
        found = found + _count(table, table.source[table.source == table.target])
    return _of_others(table, found)


def in_degree_centrality(G: "Graph") -> dict[Any, float]:  # noqa: N803
    """As `networkx.in_degree_centrality`."""
    table = table_of(G)
    return _of_others(table, _count(table, table.target))


def out_degree_centrality(G: "Graph") -> dict[Any, float]:  # noqa: N803
    """As `networkx.out_degree_centrality`."""
    table = table_of(G)
    return _of_others(table, _count(table, table.source))


def _count(table: Table, ends: "Array") -> "Array":
    import numpy

    return numpy.bincount(ends, minlength=table.count)


def _of_others(table: Table, degrees: "Array") -> dict[Any, float]:
    if table.count <= 1:
        return dict.fromkeys(table.nodes, 1)
    return table.named(degrees * (1 / (table.count - 1)))


def _parts(table: Table, connection: str) -> "tuple[int, Array]":
    """How many components there are, and the number of each node's, in networkx's order."""
    from scipy.sparse import csgraph

    if connection == "weak" and quick(len(table.source)):
        return joined(table.count, table.source, table.target)
    if connection == "weak":
        count, label = csgraph.connected_components(table.inward(None), connection="weak")
        return int(count), label
    return circled(*table.ahead)


def _each(table: Table, connection: str) -> Iterator[set[Any]]:
    import numpy

    if not table.count:
        return
    label = _parts(table, connection)[1]
    order = numpy.argsort(label, kind="stable")
    ordered = [table.nodes[each] for each in order.tolist()]
    cuts = [0, *(numpy.flatnonzero(numpy.diff(label[order])) + 1).tolist(), table.count]
    yield from (set(ordered[a:b]) for a, b in itertools.pairwise(cuts))


def _count_strong(table: Table) -> int:
    """How many strongly connected components there are, in whatever order."""
    inward = table.inward(None)
    return circles(inward.indptr, inward.indices)
