"""The cheapest simple paths of a graph, in the order of their costs, then of their nodes.

J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17(11), 1971, with
the partition of E. L. Lawler, "A Procedure for Computing the K Best Solutions", Management Science
18(7), 1972: each answer splits the paths that are left into classes that begin alike, and the best of
every class waits in a heap. The best of a class is the first by nodes among its cheapest, so ties need
no second look. A bound on steps goes into the search itself (a cheapest walk within it is simple, as
costs are positive), so it stays polynomial.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

    Simple = networkx.DiGraph[str]

Left = Callable[[str, int], int | None]


@dataclass(frozen=True, order=True)
class _Best:
    """The best path of a class: those that begin with its first `fixed` nodes, then not as `barred`."""

    cost: int
    nodes: tuple[str, ...]
    fixed: int = field(compare=False)
    barred: frozenset[str] = field(compare=False)


def cheapest(
    simple: "Simple", source: str, target: str, *, max_steps: int | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The simple paths from source to another node as (cost, nodes), cheapest first.

    The edges' `cost` is a positive integer. `max_steps` is the longest path, in steps.

    >>> import networkx
    >>> graph = networkx.DiGraph()
    >>> graph.add_weighted_edges_from(
    ...     [("a", "c", 5), ("a", "b", 2), ("b", "c", 3), ("a", "d", 1), ("d", "c", 9)], weight="cost")
    >>> list(cheapest(graph, "a", "c"))
    [(5, ('a', 'b', 'c')), (5, ('a', 'c')), (10, ('a', 'd', 'c'))]
    >>> list(cheapest(graph, "a", "c", max_steps=1))
    [(5, ('a', 'c'))]
    """
    waiting: list[_Best] = []

    def push(start: tuple[str, ...], barred: frozenset[str]) -> None:
        best = _best(simple, start, barred, target, max_steps)
        if best is not None:
            heapq.heappush(waiting, best)

    push((source,), frozenset())
    while waiting:
        found = heapq.heappop(waiting)
        yield found.cost, found.nodes
        for length in range(found.fixed, len(found.nodes)):
            barred = found.barred if length == found.fixed else frozenset()
            push(found.nodes[:length], barred | {found.nodes[length]})


def _best(
    simple: "Simple",
    start: tuple[str, ...],
    barred: frozenset[str],
    target: str,
    max_steps: int | None,
) -> _Best | None:
    """The cheapest path that begins so and goes on to none of the barred nodes, or None."""
    closed = frozenset(start)
    steps = len(simple) if max_steps is None else max_steps - len(start) + 1
    if steps < 1:
        return None
    if max_steps is None:
        left = _by_distance(simple, target, closed)
    else:
        left = _within_steps(simple, target, closed, steps - 1)
    nodes = start
    ahead = [node for node in simple[start[-1]] if node not in closed and node not in barred]
    while nodes[-1] != target:
        steps -= 1
        options = [
            (simple[nodes[-1]][node]["cost"] + rest, node)
            for node in ahead
            if (rest := left(node, steps)) is not None
        ]
        if not options:
            return None
        nodes = (*nodes, min(options)[1])
        ahead = [node for node in simple[nodes[-1]] if node not in closed]
    cost = sum(simple[a][b]["cost"] for a, b in pairwise(nodes))
    return _Best(cost, nodes, len(start), barred)


def _by_distance(simple: "Simple", target: str, closed: frozenset[str]) -> Left:
    """The cost left from a node to the target past no closed node (E. W. Dijkstra, 1959)."""
    costs: dict[str, int] = {}
    waiting = [(0, target)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node in costs:
            continue
        costs[node] = cost
        for before in simple.pred[node]:
            if before not in closed and before not in costs:
                heapq.heappush(waiting, (cost + simple[before][node]["cost"], before))
    return lambda node, _: costs.get(node)


def _within_steps(simple: "Simple", target: str, closed: frozenset[str], most: int) -> Left:
    """The cost left from a node to the target in so many steps at most (R. Bellman, 1958)."""
    rounds: list[dict[str, int]] = [{target: 0}]
    for _ in range(most):
        costs = dict(rounds[-1])
        for node, cost in rounds[-1].items():
            for before in simple.pred[node]:
                if before not in closed:
                    further = cost + simple[before][node]["cost"]
                    costs[before] = min(further, costs.get(before, further))
        rounds.append(costs)
        if costs == rounds[-2]:
            break
    return lambda node, steps: rounds[min(steps, len(rounds) - 1)].get(node)
