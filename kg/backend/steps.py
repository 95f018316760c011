"""Shortest paths by steps as networkx finds them: neighbours in its order, so of equal ones the same."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.loops import loop, meet
from kg.backend.tables import Table, Unserved, table_of

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Graph = networkx.Graph[Any]


def single_source_shortest_path_length(
    G: "Graph",  # noqa: N803  # networkx's names, here and below
    source: Any,
    cutoff: float | None = None,
) -> dict[Any, int]:
    """As `networkx.single_source_shortest_path_length`."""
    table = table_of(G)
    return _lengths(table, table.ahead, source, cutoff)


def single_target_shortest_path_length(
    G: "Graph",  # noqa: N803
    target: Any,
    cutoff: float | None = None,
) -> dict[Any, int]:
    """As `networkx.single_target_shortest_path_length`."""
    table = table_of(G)
    return _lengths(table, table.behind[:2], target, cutoff)


def single_source_shortest_path(
    G: "Graph",  # noqa: N803
    source: Any,
    cutoff: float | None = None,
) -> dict[Any, list[Any]]:
    """As `networkx.single_source_shortest_path`."""
    table = table_of(G)
    nodes, paths = table.nodes, {source: [source]}
    for found, before in _levels(table, table.ahead, source, cutoff):
        for node, last in zip(found.tolist(), before.tolist(), strict=True):
            paths[nodes[node]] = [*paths[nodes[last]], nodes[node]]
    return paths


def single_target_shortest_path(
    G: "Graph",  # noqa: N803
    target: Any,
    cutoff: float | None = None,
) -> dict[Any, list[Any]]:
    """As `networkx.single_target_shortest_path`."""
    table = table_of(G)
    nodes, paths = table.nodes, {target: [target]}
    for found, after in _levels(table, table.behind[:2], target, cutoff):
        for node, following in zip(found.tolist(), after.tolist(), strict=True):
            paths[nodes[node]] = [nodes[node], *paths[nodes[following]]]
    return paths


def bidirectional_shortest_path(
    G: "Graph",  # noqa: N803
    source: Any,
    target: Any,
) -> list[Any]:
    """As `networkx.bidirectional_shortest_path`: from both ends, the smaller fringe first."""
    table = table_of(G)
    start, end = table.find(source), table.find(target)
    if start is None or end is None:
        raise Unserved("a node that is not in the graph")
    places = way(table, start, end)
    if not places:
        import networkx

        raise networkx.NetworkXNoPath(f"No path between {source} and {target}.")
    return [table.nodes[place] for place in places]


def _lengths(
    table: Table, near: "tuple[Array, Array]", start: Any, cutoff: float | None
) -> dict[Any, int]:
    nodes, lengths = table.nodes, {start: 0}
    for length, (found, _) in enumerate(_levels(table, near, start, cutoff), start=1):
        lengths.update(dict.fromkeys(map(nodes.__getitem__, found.tolist()), length))
    return lengths


def _levels(
    table: Table, near: "tuple[Array, Array]", start: Any, cutoff: float | None
) -> "Iterator[tuple[Array, Array]]":
    """The nodes one step further each time, and the node that each is first met from, in networkx's order."""
    import numpy

    place = table.find(start)
    if place is None:
        raise Unserved("a node that is not in the graph")
    starts, ends = near
    seen = numpy.zeros(table.count, bool)
    first = numpy.zeros(table.count, numpy.int64)
    seen[place] = True
    front, level = numpy.array([place]), 0
    while len(front) and (math.inf if cutoff is None else cutoff) > level:
        level += 1
        begin, count = starts[front], starts[front + 1] - starts[front]
        which = numpy.repeat(begin - numpy.cumsum(count) + count, count) + numpy.arange(count.sum())
        found, before = ends[which], numpy.repeat(front, count)
        new = ~seen[found]
        found, before = found[new], before[new]
        first[found[::-1]] = numpy.arange(len(found))[::-1]  # of several the first counts
        new = first[found] == numpy.arange(len(found))
        front, before = found[new], before[new]
        seen[front] = True
        if len(front):
            yield front, before


def way(table: Table, source: int, target: int) -> list[int]:
    """The places on the path, none where there is no path."""
    if (run := loop(meet, len(table.source))) is None:
        return _meeting(table, source, target)
    if "meet" not in table.kept:
        table.kept["meet"] = _room(table)
    starts, ends, room = table.kept["meet"]
    found: list[int] = room[4, : run(starts, ends, source, target, room)].tolist()
    return found


def _room(table: Table) -> "tuple[Array, Array, Array]":
    """Arcs both ways; and room for what a search finds, which it leaves clean: no two run at a time."""
    import numpy

    starts, ends = (numpy.array(each) for each in zip(table.ahead, table.behind[:2], strict=True))
    return starts, ends, numpy.full((5, table.count), -2, numpy.int32)


def _meeting(table: Table, source: int, target: int) -> list[int]:
    """As `way`: fringes grow by whole levels until one meets the other."""
    if source == target:
        return [source]
    known: tuple[dict[int, int], dict[int, int]] = ({source: -1}, {target: -1})
    fringes = [[source], [target]]
    while fringes[0] and fringes[1]:
        side = 0 if len(fringes[0]) <= len(fringes[1]) else 1
        near = table.near[side]
        mine, other = known[side], known[1 - side]
        level = fringes[side]
        fringe: list[int] = []
        fringes[side] = fringe
        for node in level:
            for each in near[node]:
                if each not in mine:
                    fringe.append(each)
                    mine[each] = node
                if each in other:
                    return [*reversed(chain(known[0], each)), *chain(known[1], each)[1:]]
    return []


def chain(before: dict[int, int], node: int) -> list[int]:
    """The places from a node back to where the search began."""
    chain = [node]
    while (node := before[node]) >= 0:
        chain.append(node)
    return chain
