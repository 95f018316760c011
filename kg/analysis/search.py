"""The cheapest simple paths of a graph, in the order of their costs, then of their nodes.

J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17(11), 1971, with
the partition of E. L. Lawler, "A Procedure for Computing the K Best Solutions", Management Science
18(7), 1972: each answer splits the paths that are left into classes that begin alike, and the best of
every class waits in a heap. The best of a class is the first by nodes among its cheapest, so ties need
no second look. A bound on steps goes into the search itself (a cheapest walk within it is simple, as
costs are positive), so it stays polynomial.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from kg.analysis.meeting import cheapest_between
from kg.analysis.pairs import Pairs

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    Array = NDArray[Any]

Left = Callable[[int, int], int | None]


class Ways(Protocol):
    """A graph to search: nodes are numbers, and the costs of steps positive integers."""

    def __len__(self) -> int:
        """How many nodes there are."""

    def ahead(self, node: int) -> Mapping[int, int]:
        """The cost of the step to each node that follows, cheapest first."""

    def behind(self, node: int) -> Mapping[int, int]:
        """The cost of the step from each node that this one follows, cheapest first."""


class WaysOfPairs:
    """The ways of pairs by their costs; a node's are looked up when the search comes to it.

    `surcharge` is added to the cost of each step.
    """

    def __init__(self, pairs: Pairs, *, surcharge: int = 0) -> None:
        self._pairs, self._surcharge = pairs, surcharge
        self._ahead: dict[int, dict[int, int]] = {}
        self._behind: dict[int, dict[int, int]] = {}

    def __len__(self) -> int:
        return len(self._pairs.ties.nodes)

    def ahead(self, node: int) -> Mapping[int, int]:
        """The cost of the step to each node that follows."""
        if node not in self._ahead:
            pairs = self._pairs
            those = slice(*pairs.outward[node : node + 2])
            self._ahead[node] = self._costs(pairs.target[those], pairs.cost[those])
        return self._ahead[node]

    def behind(self, node: int) -> Mapping[int, int]:
        """The cost of the step from each node that this one follows."""
        if node not in self._behind:
            pairs = self._pairs
            order, starts = pairs.inward
            those = order[slice(*starts[node : node + 2])]
            self._behind[node] = self._costs(pairs.source[those], pairs.cost[those])
        return self._behind[node]

    def _costs(self, nodes: "Array", costs: "Array") -> dict[int, int]:
        if self._surcharge:
            costs = costs.astype("int64") + self._surcharge
        order = costs.argsort(kind="stable")
        return dict(zip(nodes[order].tolist(), costs[order].tolist(), strict=True))


def ways_of(pairs: Pairs, *, surcharge: int = 0) -> WaysOfPairs:
    """The ways of pairs, kept with them: what one question looked up the next ones find."""
    kept: dict[int, WaysOfPairs] = vars(pairs).setdefault("_ways", {})
    if surcharge not in kept:
        kept[surcharge] = WaysOfPairs(pairs, surcharge=surcharge)
    return kept[surcharge]


class _WaysOfGraph:
    """The ways of a networkx graph whose nodes are numbered in their order."""

    def __init__(self, simple: "networkx.DiGraph[str]", nodes: list[str]) -> None:
        self._simple, self._nodes = simple, nodes
        self._place = {node: place for place, node in enumerate(nodes)}

    def __len__(self) -> int:
        return len(self._nodes)

    def ahead(self, node: int) -> Mapping[int, int]:
        following = self._simple.succ[self._nodes[node]]
        return _cheapest_first((self._place[v], int(data["cost"])) for v, data in following.items())

    def behind(self, node: int) -> Mapping[int, int]:
        before = self._simple.pred[self._nodes[node]]
        return _cheapest_first((self._place[u], int(data["cost"])) for u, data in before.items())


def _cheapest_first(steps: Iterable[tuple[int, int]]) -> dict[int, int]:
    return dict(sorted(steps, key=itemgetter(1)))


@dataclass(frozen=True, order=True)
class _Best:
    """The best path of a class: those that begin with its first `fixed` nodes, then not as `barred`."""

    cost: int
    nodes: tuple[int, ...]
    fixed: int = field(compare=False)
    barred: frozenset[int] = field(compare=False)


def cheapest(
    simple: "networkx.DiGraph[str]", source: str, target: str, *, max_steps: int | None = None
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
    nodes = sorted(simple)
    ways = _WaysOfGraph(simple, nodes)
    ends = nodes.index(source), nodes.index(target)
    for cost, path in cheapest_ways(ways, *ends, max_steps=max_steps):
        yield cost, tuple(nodes[place] for place in path)


def cheapest_ways(
    ways: Ways, source: int, target: int, *, max_steps: int | None = None
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """What `cheapest` gives, for numbered nodes."""
    waiting: list[_Best] = []

    def push(start: tuple[int, ...], barred: frozenset[int]) -> None:
        if max_steps is None:
            best = _nearest(ways, start, barred, target)
        else:
            best = _best(ways, start, barred, target, max_steps)
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
    ways: Ways,
    start: tuple[int, ...],
    barred: frozenset[int],
    target: int,
    max_steps: int,
) -> _Best | None:
    """The cheapest path that begins so and goes on to none of the barred nodes, or None."""
    closed = frozenset(start)
    steps = max_steps - len(start) + 1
    if steps < 1:
        return None
    ahead = {
        node: cost
        for node, cost in ways.ahead(start[-1]).items()
        if node not in closed and node not in barred
    }
    left = _within_steps(ways, target, closed, steps - 1)
    nodes = start
    while nodes[-1] != target:
        steps -= 1
        options = [
            (cost + rest, node)
            for node, cost in ahead.items()
            if (rest := left(node, steps)) is not None
        ]
        if not options:
            return None
        nodes = (*nodes, min(options)[1])
        ahead = {n: cost for n, cost in ways.ahead(nodes[-1]).items() if n not in closed}
    cost = sum(ways.ahead(a)[b] for a, b in pairwise(nodes))
    return _Best(cost, nodes, len(start), barred)


def _nearest(
    ways: Ways, start: tuple[int, ...], barred: frozenset[int], target: int
) -> _Best | None:
    """What `_best` gives without a bound on steps."""
    closed = frozenset(start[:-1])
    found = cheapest_between(
        ways.ahead, ways.behind, start[-1], target, closed=closed, barred=barred
    )
    if found is None:
        return None
    cost = found[0] + sum(ways.ahead(a)[b] for a, b in pairwise(start))
    return _Best(cost, (*start[:-1], *found[1]), len(start), barred)


def _within_steps(ways: Ways, target: int, closed: frozenset[int], most: int) -> Left:
    """The cost left from a node to the target in so many steps at most (R. Bellman, 1958)."""
    rounds: list[dict[int, int]] = [{target: 0}]
    for _ in range(most):
        costs = dict(rounds[-1])
        for node, cost in rounds[-1].items():
            for before, step in ways.behind(node).items():
                if before not in closed:
                    further = cost + step
                    costs[before] = min(further, costs.get(before, further))
        rounds.append(costs)
        if costs == rounds[-2]:
            break
    return lambda node, steps: rounds[min(steps, len(rounds) - 1)].get(node)
