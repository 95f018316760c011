"""Loops over the arcs of a graph, compiled by numba where the extra `kg[fast]` is installed.

Each gives what numpy, scipy or rustworkx give without it, to rounding. Arcs are given as `starts`, where
those of each node begin and after them their end, and `ends`, the nodes at their other end.
"""

import functools
import importlib.util
import sys
from collections.abc import Callable
from typing import Any

MANY = 10**7
"""Steps of a loop from which it is compiled: fewer take less than importing numba does, once a process."""
SOME = 10**4
"""The same where numba is imported already."""


def loop(body: Callable[..., Any], steps: int) -> Callable[..., Any] | None:
    """A function of this module as machine code, where so many steps are worth it and numba is installed."""
    if steps < (SOME if "numba" in sys.modules else MANY):
        return None
    return _compiled(body)


@functools.cache
def _compiled(body: Callable[..., Any]) -> Callable[..., Any] | None:
    if importlib.util.find_spec("numba") is None:
        return None
    import numba

    found: Callable[..., Any] = numba.njit(cache=True)(body)
    return found


def peel(  # noqa: C901  # one loop is what can be compiled
    starts: Any, ends: Any, left: Any
) -> None:  # pragma: no cover  # machine code
    """Core numbers, in place of the numbers of neighbours: those left with the fewest are taken away first.

    A node is looked at once for each core that it is in, which is no oftener than it has neighbours:
    V. Batagelj and M. Zaversnik, "An O(m) Algorithm for Cores Decomposition of Networks", 2003.
    """
    count = len(left)
    there, stack = left.copy(), left.copy()
    for node in range(count):
        there[node] = node
    size, core = count, 0
    while size > 0:
        kept, fewest, height = 0, count + 1, 0
        for place in range(size):
            node = there[place]
            if left[node] > core:
                there[kept] = node
                kept += 1
                fewest = min(fewest, left[node])
            elif left[node] == core:
                stack[height] = node
                height += 1
        size = kept
        if height == 0:
            core = fewest
            continue
        while height > 0:
            height -= 1
            node = stack[height]
            for arc in range(starts[node], starts[node + 1]):
                near = ends[arc]
                if left[near] > core:
                    left[near] -= 1
                    if left[near] == core:
                        stack[height] = near
                        height += 1
        core += 1


def join(source: Any, target: Any, parent: Any) -> int:  # pragma: no cover  # machine code
    """The number of parts; into `parent`, where each is its own, that of each node, by their first nodes.

    M. Rem's way of joining sets: E. W. Dijkstra, "A Discipline of Programming", 1976, chapter 23.
    """
    for arc in range(len(source)):
        one, other = source[arc], target[arc]
        while parent[one] != parent[other]:
            if parent[one] < parent[other]:
                one, other = other, one
            above = parent[one]
            parent[one] = parent[other]
            if above == one:
                break
            one = above
    count = 0
    for node in range(len(parent)):
        if parent[node] == node:
            parent[node] = count
            count += 1
        else:
            parent[node] = parent[parent[node]]
    return count


def meet(  # noqa: C901
    starts: Any, ends: Any, source: int, target: int, room: Any
) -> int:  # pragma: no cover  # machine code
    """How many nodes there are on a way by the fewest arcs, 0 if none; they are in the room's last row.

    Fringes grow from both ends by whole levels, the smaller first, until one meets the other: I. Pohl,
    "Bi-directional Search", Machine Intelligence 6, 1971. Arcs are given in two rows, onward and back. The
    rows of the room are: before which node each stands, from the source and from the target, -2 everywhere,
    and so again afterwards; two of nodes in their order; the way.
    """
    first, last = [0, 0], [1, 1]
    room[0, source], room[2, 0], room[1, target], room[3, 0] = -1, source, -1, target
    met = source if source == target else -1
    while met < 0 and first[0] < last[0] and first[1] < last[1]:
        side = 0 if last[0] - first[0] <= last[1] - first[1] else 1
        known = last[side]
        for place in range(first[side], last[side]):
            node = room[2 + side, place]
            for arc in range(starts[side, node], starts[side, node + 1]):
                end = ends[side, arc]
                if room[side, end] == -2:  # noqa: PLR2004
                    room[side, end], room[2 + side, known] = node, end
                    known += 1
                if room[1 - side, end] != -2:  # noqa: PLR2004
                    met = end
                    break
            if met >= 0:
                break
        first[side], last[side] = last[side], known
    length, node = 0, met
    while node >= 0:
        room[4, length], node = node, room[0, node]
        length += 1
    for place in range(length // 2):
        other = length - 1 - place
        room[4, place], room[4, other] = room[4, other], room[4, place]
    node = room[1, met] if met >= 0 else -1
    while node >= 0:
        room[4, length], node = node, room[1, node]
        length += 1
    for side in range(2):
        for place in range(last[side]):
            room[side, room[2 + side, place]] = -2
    return length


def sweep(
    starts: Any, ends: Any, weight: Any, base: Any, values: Any
) -> tuple[float, float]:  # pragma: no cover  # machine code
    """Give each value, in place, base and weighed sum of those before it; how far all moved and their sum.

    The step of L. Seidel (1874), which already counts what it has renewed.
    """
    moved = total = 0.0
    for node in range(len(values)):
        found = base[node]
        for arc in range(starts[node], starts[node + 1]):
            found += weight[arc] * values[ends[arc]]
        moved += abs(found - values[node])
        total += found
        values[node] = found
    return moved, total


def sweep_even(
    starts: Any, ends: Any, even: Any, base: Any, values: Any, weighed: Any
) -> tuple[float, float]:  # pragma: no cover  # machine code
    """As `sweep`, of values that weigh the same with all they come before; they are given weighed too."""
    moved = total = 0.0
    for node in range(len(values)):
        found = base[node]
        for arc in range(starts[node], starts[node + 1]):
            found += weighed[ends[arc]]
        moved += abs(found - values[node])
        total += found
        values[node], weighed[node] = found, found * even[node]
    return moved, total


def pass_by_steps(  # noqa: C901
    starts: Any, ends: Any, pivots: Any, total: Any, squares: Any
) -> None:  # pragma: no cover  # machine code
    """Add up the dependencies of the pivots on each node, and their squares, by U. Brandes' algorithm."""
    count = len(starts) - 1
    distance, order = starts[:count] * 0 - 1, starts[:count].copy()
    ways, owed = total * 0.0, total * 0.0
    for pivot in pivots:
        distance[pivot], ways[pivot], order[0] = 0, 1.0, pivot
        seen, known = 0, 1
        while seen < known:
            node = order[seen]
            seen += 1
            after = distance[node] + 1
            for arc in range(starts[node], starts[node + 1]):
                end = ends[arc]
                if distance[end] < 0:
                    distance[end] = after
                    order[known] = end
                    known += 1
                if distance[end] == after:
                    ways[end] += ways[node]
        for place in range(known - 1, -1, -1):  # shares of what hangs on a node, each once
            node = order[place]
            after = distance[node] + 1
            share = 0.0
            for arc in range(starts[node], starts[node + 1]):
                end = ends[arc]
                if distance[end] == after:
                    share += owed[end]
            hanging = share * ways[node]
            if place > 0:
                total[node] += hanging
                squares[node] += hanging * hanging
            owed[node] = (1 + hanging) / ways[node]
        for place in range(known):
            node = order[place]
            distance[node], ways[node] = -1, 0.0


def pass_by_weight(  # noqa: C901, PLR0912, PLR0915
    starts: Any, ends: Any, weight: Any, pivots: Any, total: Any, squares: Any
) -> None:  # pragma: no cover  # machine code
    """As `pass_by_steps`, along the arcs of shortest ways by weight, which E. W. Dijkstra's search finds.

    Nodes wait in a heap in which each knows its place: J. W. J. Williams, "Algorithm 232", 1964.
    """
    count = len(starts) - 1
    place, order, heap = starts[:count] * 0 - 1, starts[:count].copy(), starts[:count].copy()
    ways, owed, distance = total * 0.0, total * 0.0, total * 0.0
    for pivot in pivots:
        distance[pivot], ways[pivot] = 0.0, 1.0
        heap[0], place[pivot] = pivot, 0
        size, known = 1, 0
        while size > 0:
            node = heap[0]
            size -= 1
            last = heap[size]
            spot = 0
            while True:
                child = 2 * spot + 1
                if child >= size:
                    break
                if child + 1 < size and distance[heap[child + 1]] < distance[heap[child]]:
                    child += 1
                if distance[heap[child]] >= distance[last]:
                    break
                heap[spot] = heap[child]
                place[heap[spot]] = spot
                spot = child
            heap[spot], place[last] = last, spot
            place[node] = count  # settled
            order[known] = node
            known += 1
            for arc in range(starts[node], starts[node + 1]):
                end, after = ends[arc], distance[node] + weight[arc]
                spot = place[end]
                if spot == count:
                    continue
                if spot < 0 or after < distance[end]:
                    ways[end] = ways[node]
                    distance[end] = after
                    if spot < 0:
                        spot = size
                        size += 1
                    while spot > 0 and distance[heap[(spot - 1) // 2]] > after:
                        heap[spot] = heap[(spot - 1) // 2]
                        place[heap[spot]] = spot
                        spot = (spot - 1) // 2
                    heap[spot], place[end] = end, spot
                elif after == distance[end]:
                    ways[end] += ways[node]
        for late in range(known - 1, -1, -1):
            node = order[late]
            share = 0.0
            for arc in range(starts[node], starts[node + 1]):
                if distance[ends[arc]] == distance[node] + weight[arc]:
                    share += owed[ends[arc]]
            hanging = share * ways[node]
            if late > 0:
                total[node] += hanging
                squares[node] += hanging * hanging
            owed[node] = (1 + hanging) / ways[node]
        for late in range(known):
            place[order[late]] = -1
