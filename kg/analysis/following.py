"""Paths in order of cost among all simple ones, or among those that follow a pattern.

Best first over the beginnings of paths: each waits in a heap by its cost so far plus the least cost that is
left, which a search back from the target gave (P. E. Hart, N. J. Nilsson and B. Raphael, "A Formal Basis
for the Heuristic Determination of Minimum Cost Paths", 1968). What is left is reckoned without minding that
no actor may come twice, so it is never too much, and paths come out in order. Whether a simple path follows
a pattern is NP-complete in general (A. O. Mendelzon and P. T. Wood, "Finding Regular Simple Paths in Graph
Databases", SIAM Journal on Computing 24(6), 1995), so the beginnings that are tried have a cap.
"""

import heapq
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.analysis.automaton import Automaton
from kg.analysis.choosing import Question, past
from kg.analysis.pairs import Pairs, pairs_of
from kg.analysis.telling import Carried

MOST_BEGINNINGS = 1_000_000
"""Of paths that a search by pattern, or for all, tries."""
Place = tuple[int, int]
"""An actor by its place in the nodes, and the state of the pattern in which it is reached."""


class TooMany(Exception):  # told to the caller of `ways_in_order`, never to users
    """More beginnings of paths than the cap were tried."""


@dataclass(frozen=True, eq=False)
class Moves:
    """The steps between places: for each state of the pattern the pairs that lead to each next state."""

    pairs: Mapping[int, Mapping[int, Pairs]]
    accepting: frozenset[int]
    surcharge: int = 0  # on each step: more than any path costs, where fewer steps go first

    def ahead(self, place: Place) -> Iterator[tuple[int, Place]]:
        """The cost of the step to each place that follows."""
        node, state = place
        for to, pairs in self.pairs[state].items():
            those = slice(*pairs.outward[node : node + 2])
            costs = pairs.cost[those].tolist()
            for target, cost in zip(pairs.target[those].tolist(), costs, strict=True):
                yield cost + self.surcharge, (target, to)

    def behind(self, place: Place) -> Iterator[tuple[int, Place]]:
        """The cost of the step from each place that this one follows."""
        node, to = place
        for state, following in self.pairs.items():
            if to in following:
                pairs = following[to]
                order, starts = pairs.inward
                those = order[slice(*starts[node : node + 2])]
                costs = pairs.cost[those].tolist()
                for source, cost in zip(pairs.source[those].tolist(), costs, strict=True):
                    yield cost + self.surcharge, (source, state)

    def hops(self, way: tuple[Place, ...]) -> list[Carried]:
        """The hops of a way, each with the pairs that carry it."""
        return [
            (source, target, self.pairs[state][to])
            for (source, state), (target, to) in itertools.pairwise(way)
        ]


def moves_of(
    question: Question, automaton: Automaton | None = None, *, by_steps: bool = False
) -> Moves:
    """The steps that a question allows; with an automaton, those that follow its pattern.

    A pattern follows statements as they stand, a symmetric one either way; without one, influence.
    """
    if automaton is None:
        found: dict[int, dict[int, Pairs]] = {0: {0: question.pairs}}
        accepting = frozenset({0})
    else:
        found = {
            state: {
                to: _pairs_by(question, {letter for letter, at in following.items() if at == to})
                for to in sorted(set(following.values()))
            }
            for state, following in enumerate(automaton.moves)
        }
        accepting = automaton.accepting
    every = [pairs for each in found.values() for pairs in each.values()]
    return Moves(found, accepting, step_first(question, *every) if by_steps else 0)


def step_first(question: Question, *pairs: Pairs) -> int:
    """A surcharge on each step that no path's cost makes up for: with it, fewer steps go first."""
    costs = [int(each.cost.max()) for each in (pairs or (question.pairs,)) if len(each)]
    return 1 + max(costs, default=0) * len(question.pairs.ties.nodes)


def ways_in_order(
    moves: Moves, start: int, end: int, *, max_steps: int | None, most: int
) -> Iterator[tuple[int, tuple[Place, ...]]]:
    """The simple ways from one actor to another as (cost, places), cheapest first, then by places.

    Raises:
        TooMany: more than `most` beginnings were tried; what came before is right and in order.
    """
    left = _left(moves, start, end, max_steps)
    steps = len(left) - 1 if max_steps is None else max_steps
    begin = (start, 0)
    if begin not in left[min(steps, len(left) - 1)]:
        return
    waiting: list[tuple[int, tuple[Place, ...], int]] = [
        (left[min(steps, len(left) - 1)][begin], (begin,), 0)
    ]
    tried = 0
    while waiting:
        total, way, cost = heapq.heappop(waiting)
        node, state = way[-1]
        if node == end:
            yield total, way
            continue
        if tried > most:
            raise TooMany
        rest = left[min(steps - len(way), len(left) - 1)] if max_steps is not None else left[-1]
        been = {each for each, _ in way}
        for step, place in moves.ahead((node, state)):
            if place[0] not in been and place in rest:
                further = cost + step
                tried += 1
                heapq.heappush(waiting, (further + rest[place], (*way, place), further))


def _left(moves: Moves, start: int, end: int, max_steps: int | None) -> list[dict[Place, int]]:
    """The least cost from places to an end of the pattern at the target.

    One table without a bound on steps (E. W. Dijkstra, 1959); with one, a table for each number of
    steps that may be left (R. Bellman, 1958), the last serving beyond it.
    """
    ends = {(end, state): 0 for state in moves.accepting}
    if max_steps is None:
        return [_by_distance(moves, ends, start)]
    tables = [dict(ends)]
    for _ in range(max_steps):
        costs = dict(tables[-1])
        for place, cost in tables[-1].items():
            for step, before in moves.behind(place):
                if before[0] != end:
                    further = cost + step
                    costs[before] = min(further, costs.get(before, further))
        tables.append(costs)
        if costs == tables[-2]:
            break
    return tables


def _by_distance(moves: Moves, ends: dict[Place, int], start: int) -> dict[Place, int]:
    costs: dict[Place, int] = {}
    waiting = [(0, place) for place in sorted(ends)]
    while waiting:
        cost, place = heapq.heappop(waiting)
        if place in costs:
            continue
        costs[place] = cost
        if place[0] == start:  # no simple path comes back to it
            continue
        for step, before in moves.behind(place):
            if before not in costs and before not in ends:
                heapq.heappush(waiting, (cost + step, before))
    return costs


def _pairs_by(question: Question, letters: "set[tuple[str, bool]]") -> Pairs:
    """The pairs that statements of these letters join, in the way the letters walk them."""
    import numpy

    ties = question.pairs.ties
    ahead, back = (
        numpy.array([(kind, side) in letters for kind in ties.kinds], bool)[ties.kind]
        for side in (False, True)
    )
    walked = replace(ties, along=ahead | (ties.mirror & back), against=back | (ties.mirror & ahead))
    found = pairs_of(walked, signs=question.signs, relations=question.kinds)
    return past(found, question.avoided)
