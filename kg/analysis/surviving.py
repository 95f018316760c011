"""The paths that the loss of some origins leaves: simple ones of few steps, by a pattern if there is one."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from kg.analysis.choosing import Question
from kg.analysis.following import MOST_BEGINNINGS, Moves, Place, TooMany, ways_in_order
from kg.analysis.pairs import Pairs
from kg.analysis.returning import Losing, Lost
from kg.errors import OptionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

Behind = frozenset[int] | None
"""Places of the origins that must be lost for a step to fall; None where it cannot fall."""
Left = Callable[[int], bool]


@dataclass(frozen=True, eq=False)
class Steps:
    """The steps that a question allows, numbered: those of each state of a pattern to each next one.

    `first` is the number of the first step from a state to another, and `behind` what each rests on, by
    places of origins in the keys of `losing`. What waivers suspend is no step until these fall.
    """

    question: Question
    moves: Moves
    losing: Losing

    @cached_property
    def ways(self) -> tuple[tuple[int, int, Pairs], ...]:
        """State, next state and the pairs that lead from the one to the other."""
        return tuple(
            (state, to, pairs)
            for state, following in self.moves.pairs.items()
            for to, pairs in following.items()
        )

    @cached_property
    def first(self) -> dict[tuple[int, int], int]:
        """The number of the first step of each of the ways."""
        found, count = {}, 0
        for state, to, pairs in self.ways:
            found[state, to] = count
            count += len(pairs)
        return found

    @cached_property
    def behind(self) -> list[Behind]:
        """For each step, the origins that must all be lost for it to fall; none if it is not there."""
        found: list[Behind] = [frozenset()] * sum(len(pairs) for _, _, pairs in self.ways)
        there = self.losing.there.tolist()
        for row, step in self.rows():
            known = found[step]
            if there[row] and known is not None:
                origins = self.losing.behind[row]
                found[step] = known | origins if origins else None
        return found

    def back(self, lost: Lost) -> dict[int, tuple[int, Lost]]:
        """The steps that count only since these origins are lost: by which row, and by whose loss."""
        rows = self.losing.back(lost)
        found: dict[int, tuple[int, Lost]] = {}
        for row in rows:
            for step in self._of_row.get(row, ()):
                if step not in found or len(rows[row]) < len(found[step][1]):
                    found[step] = row, rows[row]
        return found

    @cached_property
    def _of_row(self) -> dict[int, list[int]]:
        """The steps of the rows that waivers suspend."""
        there = self.losing.there.tolist()
        found: dict[int, list[int]] = {}
        for row, step in self.rows():
            if not there[row]:
                found.setdefault(row, []).append(step)
        return found

    @cached_property
    def _lists(self) -> dict[int, list[tuple[int, int, list[int], list[int]]]]:
        """For each state the next ones: the number of the first step, targets, where each node's begin."""
        found: dict[int, list[tuple[int, int, list[int], list[int]]]] = {}
        for state, to, pairs in self.ways:
            lists = pairs.target.tolist(), pairs.outward.tolist()
            found.setdefault(state, []).append((to, self.first[state, to], *lists))
        return found

    def ahead(self, place: Place, left: Left) -> Iterator[tuple[int, Place]]:
        """The steps from a place that are left, by number, and where they lead."""
        node, state = place
        for to, first, targets, outward in self._lists.get(state, ()):
            for pair in range(outward[node], outward[node + 1]):
                if left(first + pair):
                    yield first + pair, (targets[pair], to)

    def path(self, left: Left) -> list[int] | None:
        """A simple path of the fewest steps over steps that are left, by their numbers, or None.

        Raises:
            OptionError: too many beginnings had to be tried.
        """
        places = self._walk(left)
        if places is not None and len({node for node, _ in places}) < len(places):
            places = self._simple(left)
        if places is None:
            return None
        return [self._number(*hop) for hop in pairwise(places)]

    def _number(self, source: Place, target: Place) -> int:
        states = source[1], target[1]
        return self.first[states] + self.moves.pairs[states[0]][states[1]].place(
            source[0], target[0]
        )

    def _walk(self, left: Left) -> list[Place] | None:
        """A walk of the fewest steps that follows the pattern, which may come to an actor twice."""
        start, end = self.question.ends or (0, 0)
        most = self.question.max_steps
        came: dict[Place, Place | None] = {(start, 0): None}
        ring, steps = [(start, 0)], 0
        while ring and (most is None or steps < most):
            steps += 1
            before, ring = ring, []
            for place in before:
                for _, ahead in self.ahead(place, left):
                    node, state = ahead
                    if ahead in came or node == start:
                        continue
                    came[ahead] = place
                    if node != end:
                        ring.append(ahead)
                    elif state in self.moves.accepting:
                        return _way(came, ahead)
        return None

    def _simple(self, left: Left) -> list[Place] | None:
        """A path of the fewest steps, found among all beginnings: where the shortest walk is none."""
        ends = self.question.ends or (0, 0)
        standing = _Standing(self.moves.pairs, self.moves.accepting, steps=self, left=left)
        found = ways_in_order(
            standing, *ends, max_steps=self.question.max_steps, most=MOST_BEGINNINGS
        )
        try:
            return next((list(way) for _, way in found), None)
        except TooMany:
            raise OptionError(
                f"{MOST_BEGINNINGS:,} beginnings of paths by the pattern were tried and none led on"
                " without coming to an actor twice; set max_steps"
            ) from None

    @cached_property
    def between(self) -> frozenset[int]:
        """The steps on a walk from one end to the other that leaves the one and comes to the other once.

        Of walks that have no more steps than are allowed.
        """
        import numpy
        from scipy import sparse
        from scipy.sparse import csgraph

        if self.question.ends is None:
            return frozenset()
        start, end = self.question.ends
        states = 1 + max(chain.from_iterable(self.first), default=0)
        size = states * len(self.question.pairs.ties.nodes)
        source, target = (
            numpy.concatenate([numpy.zeros(0, int), *each])
            for each in (
                [pairs.source.astype(int) * states + state for state, _, pairs in self.ways],
                [pairs.target.astype(int) * states + to for _, to, pairs in self.ways],
            )
        )
        there = numpy.array([each is None or bool(each) for each in self.behind], bool)
        open_ = there & (target // states != start) & (source // states != end)
        cells = numpy.ones(int(open_.sum())), (source[open_], target[open_])
        matrix = sparse.csr_array(cells, shape=(size, size))
        ends = [end * states + state for state in sorted(self.moves.accepting)]
        most = self.question.max_steps
        far = numpy.full((2, size), numpy.inf)
        for side, (one, roots) in enumerate(((matrix, [start * states]), (matrix.T.tocsr(), ends))):
            for root in roots:
                if most is None:  # how far does not matter
                    far[side, csgraph.breadth_first_order(one, root)[0]] = 0
                else:
                    away = csgraph.dijkstra(one, unweighted=True, indices=root, limit=most)
                    far[side] = numpy.minimum(far[side], away)
        whole = far[0, source] + 1 + far[1, target]
        return frozenset(
            numpy.flatnonzero(open_ & (whole <= (sys.maxsize if most is None else most))).tolist()
        )

    def rows(self) -> Iterator[tuple[int, int]]:
        """The rows of ties that carry each step, as (row, step)."""
        for state, to, pairs in self.ways:
            first = self.first[state, to]
            for row, pair in zip(pairs.row.tolist(), pairs.of.tolist(), strict=True):
                yield row, first + pair


@dataclass(frozen=True, eq=False, kw_only=True)
class _Standing(Moves):
    """The moves over steps that are left, each of cost 1."""

    steps: Steps
    left: Left

    def ahead(self, place: Place) -> Iterator[tuple[int, Place]]:
        for _, following in self.steps.ahead(place, self.left):
            yield 1, following

    def behind(self, place: Place) -> Iterator[tuple[int, Place]]:
        node, to = place
        for state, following, pairs in self.steps.ways:
            if following == to:
                order, starts = pairs.inward
                first = self.steps.first[state, to]
                for pair in order[slice(*starts[node : node + 2])].tolist():
                    if self.left(first + pair):
                        yield 1, (int(pairs.source[pair]), state)


def _way(came: dict[Place, Place | None], last: Place) -> list[Place]:
    way = [last]
    while (before := came[way[-1]]) is not None:
        way.append(before)
    return way[::-1]
