"""Ranks with how wide they are, as frozen values."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.analysis.origins import Origin
from kg.shown import Shown

_TEENS = (11, 12, 13)


class Verdict(StrEnum):
    """Whether a rank withstands what might be otherwise."""

    STABLE = "stable"
    CONTESTED = "contested"


@dataclass(frozen=True)
class Without:
    """An actor's rank without an origin; None where it has no relation left."""

    origin: Origin
    rank: int | None


@dataclass(frozen=True)
class RankInterval:
    """An actor's rank, and the ranks it has where the graph is otherwise.

    `certain` is its rank among the certain statements alone (None: it has none); `drawn` the lowest and
    highest of the ranks in the middle share of the draws, `present` the share of draws in which it has a
    relation. `without` are its ranks without the origins that move it, the furthest first. `reasons` say
    what makes the rank contested. `statements` are the actor's own.
    """

    rank: int
    actor: str
    label: str
    value: float
    certain: int | None
    drawn: tuple[int, int]
    present: float
    without: tuple[Without, ...]
    reasons: tuple[str, ...]
    statements: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """Stable, unless there is a reason against it."""
        return Verdict.CONTESTED if self.reasons else Verdict.STABLE

    @property
    def range(self) -> tuple[int, int]:
        """The lowest and highest of the rank, that of the certain statements, and those drawn."""
        known = [self.rank, *self.drawn, *([self.certain] if self.certain else [])]
        return min(known), max(known)

    @property
    def sentence(self) -> str:
        """The interval in words: "2nd to 4th; 6th without The Post"."""
        low, high = self.range
        parts = [ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"]
        if self.certain is None:
            parts.append("no certain relation")
        parts += [told(each) for each in self.without[:1]]
        return "; ".join(parts)

    def __str__(self) -> str:
        return f"{self.rank}. {self.label}: {self.sentence} ({self.verdict})"


@dataclass(frozen=True)
class RankIntervals(Shown):
    """Intervals by rank, then IRI, and what they are made of.

    `counted` says what the ranks count. `draws`, `seed`, `level`, `slack`, `leave_out`, `together`,
    `weighted` and `direction` are those asked for; `left_out` of the `origins` (or places in sources) were
    left out one by one. `alone` is the one that all statements rest on, if there is one: without it
    there is no ranking.
    """

    measure: str
    counted: str
    intervals: tuple[RankInterval, ...]
    draws: int
    seed: int
    level: float
    slack: int
    leave_out: str
    together: str
    left_out: int
    origins: int
    alone: Origin | None
    weighted: bool = False
    direction: str = "out"

    def __iter__(self) -> Iterator[RankInterval]:
        return iter(self.intervals)

    def __len__(self) -> int:
        return len(self.intervals)

    def __getitem__(self, index: int) -> RankInterval:
        return self.intervals[index]

    def __str__(self) -> str:
        from kg.views.robust import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.robust import html

        return html(self)


def ordinal(number: int) -> str:
    """The number as a place: 1st, 2nd, 3rd, 4th.

    >>> [ordinal(each) for each in (1, 2, 13, 23)]
    ['1st', '2nd', '13th', '23rd']
    """
    if number % 100 in _TEENS:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def told(each: Without) -> str:
    """The rank without an origin, in words."""
    place = "no relation left" if each.rank is None else ordinal(each.rank)
    return f"{place} without {each.origin}"
