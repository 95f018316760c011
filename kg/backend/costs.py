"""Shortest paths by weight as networkx finds them: the same searches, over arrays in its order.

E. W. Dijkstra, Numerische Mathematik 1, 1959; from both ends, I. Pohl, "Bi-directional Search", 1971.
"""

import heapq
import itertools
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from kg.backend.steps import chain
from kg.backend.tables import Table, Unserved, table_of

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]

Near = tuple[list[int], list[int], list[Any]]


def multi_source_dijkstra(
    G: "Graph",  # noqa: N803  # networkx's names, here and below
    sources: Iterable[Any],
    target: Any = None,
    cutoff: float | None = None,
    weight: str | None = "weight",
) -> Any:
    """As `networkx.multi_source_dijkstra`, which those from a single source come to."""
    import networkx

    table = table_of(G)
    starts = _places(table, sources)
    if target in sources:
        return (0, [target])
    goal = None if target is None else _place(table, target)
    lengths, before = _search(table, starts, weight, cutoff, goal)
    nodes = table.nodes
    if goal is None:
        paths: dict[Any, list[Any]] = {nodes[place]: [nodes[place]] for place in starts}
        for place in itertools.islice(lengths, len(starts), None):
            paths[nodes[place]] = [*paths[nodes[before[place]]], nodes[place]]
        return {nodes[place]: length for place, length in lengths.items()}, paths
    if goal not in lengths:
        raise networkx.NetworkXNoPath(f"No path to {target}.")
    way = [goal]
    while way[-1] in before:
        way.append(before[way[-1]])
    return lengths[goal], [nodes[place] for place in reversed(way)]


def multi_source_dijkstra_path_length(
    G: "Graph",  # noqa: N803
    sources: Iterable[Any],
    cutoff: float | None = None,
    weight: str | None = "weight",
) -> dict[Any, Any]:
    """As `networkx.multi_source_dijkstra_path_length`."""
    table = table_of(G)
    lengths, _ = _search(table, _places(table, sources), weight, cutoff, None)
    return {table.nodes[place]: length for place, length in lengths.items()}


def dijkstra_path_length(
    G: "Graph",  # noqa: N803
    source: Any,
    target: Any,
    weight: str | None = "weight",
) -> Any:
    """As `networkx.dijkstra_path_length`."""
    import networkx

    table = table_of(G)
    start, goal = _place(table, source), _place(table, target)
    if start == goal:
        return 0
    lengths, _ = _search(table, [start], weight, None, goal)
    if goal not in lengths:
        raise networkx.NetworkXNoPath(f"Node {target} not reachable from {source}")
    return lengths[goal]


def bidirectional_dijkstra(
    G: "Graph",  # noqa: N803
    source: Any,
    target: Any,
    weight: str | None = "weight",
) -> tuple[Any, list[Any]]:
    """As `networkx.bidirectional_dijkstra`: from both ends in turn."""
    import networkx

    table = table_of(G)
    ends = _place(table, source), _place(table, target)
    if ends[0] == ends[1]:
        return 0, [source]
    found = _from_both(_near(table, weight), _near(table, weight, back=True), ends)
    if found is None:
        raise networkx.NetworkXNoPath(f"No path between {source} and {target}.")
    length, way = found
    return length, [table.nodes[place] for place in way]


def _place(table: Table, node: Any) -> int:
    place = table.find(node)
    if place is None:
        raise Unserved("a node that is not in the graph")
    return place


def _places(table: Table, sources: Iterable[Any]) -> list[int]:
    if not isinstance(sources, list | tuple | AbstractSet) or not sources:
        raise Unserved("no sources, or such as are read but once")
    return list(dict.fromkeys(_place(table, each) for each in sources))


def _near(table: Table, weight: str | None, *, back: bool = False) -> Near:
    """Where the neighbours of each node begin, which they are, and how far."""
    if callable(weight):
        raise Unserved("a weight that is a function")
    key = "near", weight, back
    if key not in table.kept:
        starts, ends = table.lists[1 if back else 0]
        least = table.least(weight)
        order = table.behind[2] if back else slice(None)
        table.kept[key] = (starts, ends, least[order].tolist())
    near: Near = table.kept[key]
    return near


def _search(
    table: Table,
    sources: list[int],
    weight: str | None,
    cutoff: float | None,
    target: int | None,
) -> tuple[dict[int, Any], dict[int, int]]:
    """The length to each place in the order in which they are settled, and the place before each."""
    starts, ends, far = _near(table, weight)
    lengths: dict[int, Any] = {}
    seen: dict[int, Any] = dict.fromkeys(sources, 0)
    before: dict[int, int] = {}
    number = itertools.count()
    fringe = [(0, next(number), source) for source in sources]
    while fringe:
        length, _, place = heapq.heappop(fringe)
        if place in lengths:
            continue
        lengths[place] = length
        if place == target:
            break
        begin, end = starts[place], starts[place + 1]
        for near, step in zip(ends[begin:end], far[begin:end], strict=True):
            further = length + step
            if cutoff is not None and further > cutoff:
                continue
            if near not in lengths and (near not in seen or further < seen[near]):
                seen[near] = further
                before[near] = place
                heapq.heappush(fringe, (further, next(number), near))
    return lengths, before


def _from_both(ahead: Near, behind: Near, ends: tuple[int, int]) -> tuple[Any, list[int]] | None:
    """The length and the places of the path, or None."""
    near = (ahead, behind)
    settled: tuple[dict[int, Any], dict[int, Any]] = ({}, {})
    seen: tuple[dict[int, Any], dict[int, Any]] = ({ends[0]: 0}, {ends[1]: 0})
    before: tuple[dict[int, int], dict[int, int]] = ({ends[0]: -1}, {ends[1]: -1})
    number = itertools.count()
    fringes: tuple[list[Any], list[Any]] = (
        [(0, next(number), ends[0])],
        [(0, next(number), ends[1])],
    )
    best: Any = None
    meeting = -1
    side = 1
    while fringes[0] and fringes[1]:
        side = 1 - side
        length, _, place = heapq.heappop(fringes[side])
        if place in settled[side]:
            continue
        settled[side][place] = length
        if place in settled[1 - side]:
            return best, [*reversed(chain(before[0], meeting)), *chain(before[1], meeting)[1:]]
        starts, following, far = near[side]
        mine, known, other = seen[side], settled[side], seen[1 - side]
        begin, end = starts[place], starts[place + 1]
        for each, step in zip(following[begin:end], far[begin:end], strict=True):
            further = length + step
            if each in known or (each in mine and further >= mine[each]):
                continue
            mine[each] = further
            heapq.heappush(fringes[side], (further, next(number), each))
            before[side][each] = place
            if each in other and (best is None or best > further + other[each]):
                best, meeting = further + other[each], each
    return None
