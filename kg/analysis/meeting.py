"""The cheapest path between two nodes, of equal ones the first by its nodes: searched from both ends.

E. W. Dijkstra, Numerische Mathematik 1, 1959, from both ends as I. Pohl, "Bi-directional Search", Machine
Intelligence 6, 1971. Steps are tried cheapest first, so that a node of many steps is left as soon as the
next one could only lead to what costs more than the best that is known.

Why no path of the least cost escapes: on one of them, those nodes that were left forward come first, then
those left backward. Of a step between two of them the end that is left first tries it, as nothing is known
by then that is cheaper; so the steps on record lead from the start to a node that both searches met at that
cost, and from it on to the end.
"""

import heapq
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

Steps = Callable[[int], Mapping[int, int]]
"""The cost of the step to, or from, each neighbour of a node: positive integers, cheapest first."""


def cheapest_between(  # noqa: C901  # one loop: a call for each step would cost more than the step
    ahead: Steps,
    behind: Steps,
    source: int,
    target: int,
    *,
    closed: AbstractSet[int] = frozenset(),
    barred: AbstractSet[int] = frozenset(),
) -> tuple[int, list[int]] | None:
    """The cost and the nodes of the cheapest path, of several the one whose nodes come first; None of none.

    No path passes a closed node, and none goes from the source to a barred one at once.

    >>> steps = {0: {1: 1, 2: 1, 3: 3}, 1: {3: 1}, 2: {3: 1}, 3: {}}
    >>> before = {0: {}, 1: {0: 1}, 2: {0: 1}, 3: {1: 1, 2: 1, 0: 3}}
    >>> cheapest_between(steps.get, before.get, 0, 3)
    (2, [0, 1, 3])
    >>> cheapest_between(steps.get, before.get, 0, 3, closed={1}, barred={2})
    (3, [0, 3])
    """
    sides = (ahead, behind)
    costs: tuple[dict[int, int], dict[int, int]] = ({source: 0}, {target: 0})
    left = (set(closed), set(closed))  # nodes whose steps were tried, or may not be
    links: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    waiting = ([(0, source)], [(0, target)])
    least: int | None = None
    met: list[int] = []
    while waiting[0] and waiting[1]:
        if least is not None and waiting[0][0][0] + waiting[1][0][0] > least:
            break
        side = 0 if len(waiting[0]) <= len(waiting[1]) else 1
        cost, node = heapq.heappop(waiting[side])
        if node in left[side]:
            continue
        known, gone, other, link, heap = (
            costs[side], left[side], costs[1 - side], links[side], waiting[side],
        )  # fmt: skip
        gone.add(node)
        shut = barred if side == 0 and node == source else {source} if node in barred else ()
        limit = None if least is None else least - waiting[1 - side][0][0]
        for near, step in sides[side](node).items():
            further = cost + step
            if limit is not None and further > limit:
                break
            if near in gone or (shut and near in shut):
                continue
            before = known.get(near)
            if before is None or further < before:
                known[near] = further
                link[near] = [node]
                heapq.heappush(heap, (further, near))
                rest = other.get(near)
                if rest is None:
                    continue
                if least is None or further + rest < least:
                    least, met = further + rest, [near]
                    limit = least - waiting[1 - side][0][0]
                elif further + rest == least:
                    met.append(near)
            elif further == before:
                link[near].append(node)
    return None if least is None else (least, _first(source, target, met, links))


def _first(
    source: int,
    target: int,
    met: list[int],
    links: tuple[dict[int, list[int]], dict[int, list[int]]],
) -> list[int]:
    """The first by its nodes of the paths on record through the nodes where both searches met."""
    following: dict[int, set[int]] = {}
    for side, link in enumerate(links):
        going, seen = list(met), set(met)
        while going:
            node = going.pop()
            for near in link.get(node, ()):
                a, b = (near, node) if side == 0 else (node, near)
                following.setdefault(a, set()).add(b)
                if near not in seen:
                    seen.add(near)
                    going.append(near)
    nodes = [source]
    while nodes[-1] != target:
        nodes.append(min(following[nodes[-1]]))
    return nodes
