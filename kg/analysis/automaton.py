"""A pattern of steps as an automaton that knows after each step what may follow: deterministic and minimal.

K. Thompson, "Regular Expression Search Algorithm", Communications of the ACM 11(6), 1968, by sets of
states (M. O. Rabin and D. Scott, 1959), with states that nothing tells apart made one (E. F. Moore, 1956):
so one chain of actors is one path, unless what may follow depends on which statements carried it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analysis.pattern import Choice, One, Pattern, Repeat, Sequence
from kg.errors import OptionError

_MOST = 1_000  # states: patterns that people write have a dozen

Letter = tuple[str, bool]
"""A relation type's IRI, and whether the statement is walked against its direction."""


@dataclass(frozen=True)
class Automaton:
    """What follows what: `moves` gives for each state the next one by letter; 0 is where a path starts.

    From every state one of `accepting`, where a path may end, can be reached.
    """

    moves: tuple[Mapping[Letter, int], ...]
    accepting: frozenset[int]


def automaton_of(pattern: Pattern, kinds: Iterable[str]) -> Automaton:
    """The automaton of a pattern over the relation types (IRIs) that there are.

    Raises:
        OptionError: it would have more than a thousand states.

    >>> found = automaton_of(Sequence((One(frozenset("a")), Repeat(One(frozenset("b")), True, True))), "ab")
    >>> [dict(each) for each in found.moves], sorted(found.accepting)
    ([{('a', False): 1}, {('b', False): 1}], [1])
    """
    letters = [(kind, back) for kind in sorted(set(kinds)) for back in (False, True)]
    thompson = _Thompson()
    start, end = thompson.build(pattern)
    return _minimal(*_deterministic(thompson, start, end, letters))


class _Thompson:
    """A nondeterministic automaton: free moves, and moves by one step."""

    def __init__(self) -> None:
        self.free: list[list[int]] = []
        self.by: list[list[tuple[One, int]]] = []

    def state(self) -> int:
        self.free.append([])
        self.by.append([])
        return len(self.free) - 1

    def build(self, pattern: Pattern) -> tuple[int, int]:
        start, end = self.state(), self.state()
        match pattern:
            case One():
                self.by[start].append((pattern, end))
            case Sequence(parts):
                here = start
                for first, last in map(self.build, parts):
                    self.free[here].append(first)
                    here = last
                self.free[here].append(end)
            case Choice(parts):
                for first, last in map(self.build, parts):
                    self.free[start].append(first)
                    self.free[last].append(end)
            case Repeat(part, never, often):
                first, last = self.build(part)
                self.free[start] += [first, end] if never else [first]
                self.free[last] += [first, end] if often else [end]
        return start, end

    def closed(self, states: Iterable[int]) -> frozenset[int]:
        """The states with all that free moves lead to."""
        seen = set(states)
        waiting = list(seen)
        while waiting:
            ahead = [each for each in self.free[waiting.pop()] if each not in seen]
            seen.update(ahead)
            waiting += ahead
        return frozenset(seen)


def _deterministic(
    thompson: _Thompson, start: int, end: int, letters: list[Letter]
) -> tuple[list[dict[Letter, int]], set[int]]:
    first = thompson.closed([start])
    number = {first: 0}
    moves: list[dict[Letter, int]] = []
    waiting = [first]
    for states in waiting:  # grows as states are found
        steps = [each for state in sorted(states) for each in thompson.by[state]]
        following: dict[Letter, int] = {}
        for letter in letters:
            kind, back = letter
            ahead = thompson.closed(to for one, to in steps if one.takes(kind, back=back))
            if not ahead:
                continue
            if ahead not in number:
                if len(number) == _MOST:
                    raise OptionError(f"the pattern needs more than {_MOST:,} states; shorten it")
                number[ahead] = len(number)
                waiting.append(ahead)
            following[letter] = number[ahead]
        moves.append(following)
    return moves, {number[states] for states in number if end in states}


def _minimal(moves: list[dict[Letter, int]], accepting: set[int]) -> Automaton:
    """The same with equal states made one and those that lead to no end left out."""
    alive = _alive(moves, accepting)
    kept = [{letter: to for letter, to in following.items() if to in alive} for following in moves]
    group = [int(state in accepting) for state in range(len(moves))]
    while True:
        signs = [
            (group[state], tuple((letter, group[to]) for letter, to in kept[state].items()))
            for state in range(len(moves))
        ]
        order = {sign: n for n, sign in enumerate(dict.fromkeys(signs))}
        refined = [order[sign] for sign in signs]
        if len(order) == len(set(group)):
            break
        group = refined
    states: dict[int, int] = {}
    for state in range(len(moves)):  # 0 first, so that paths start in group 0 of the result
        if state == 0 or state in alive:
            states.setdefault(refined[state], state)
    place = {each: n for n, each in enumerate(states)}
    return Automaton(
        tuple(
            {letter: place[refined[to]] for letter, to in kept[state].items()}
            for state in states.values()
        ),
        frozenset(place[refined[state]] for state in accepting),
    )


def _alive(moves: list[dict[Letter, int]], accepting: set[int]) -> set[int]:
    alive = set(accepting)
    while True:
        more = {
            state
            for state, following in enumerate(moves)
            if state not in alive and not alive.isdisjoint(following.values())
        }
        if not more:
            return alive
        alive |= more
