"""Whether two periods share a day, whichever days partial dates mean; which of many do; waivers cut out."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from kg.dates import Certainty, Period, show_day

_NEVER, _EVER = -(2**30), 2**30
Item = TypeVar("Item")


@dataclass(frozen=True)
class Overlap:
    """The first and last day on which both may stand, as ordinals (None: open), and how certainly they do.

    `sure` are the first and last day on which both do, whichever days partial dates mean; None where there
    is no such day, though they may certainly meet on one day or another.
    """

    certainty: Certainty
    first: int | None
    last: int | None
    sure: tuple[int, int | None] | None = None

    @property
    def days(self) -> tuple[str, str]:
        """The first and last day on which both may stand, "" where open."""
        return _shown(self.first), _shown(self.last)

    @property
    def certain(self) -> tuple[str, str] | None:
        """The first and last day on which both certainly stand, "" where open; None without one."""
        return None if self.sure is None else (_shown(self.sure[0]), _shown(self.sure[1]))

    def doubted(self) -> "Overlap":
        """The same, only possibly."""
        return replace(self, certainty=Certainty.POSSIBLE, sure=None)

    def as_surely_as(self, other: "Overlap | None") -> "Overlap":
        """The same days, as certainly as another overlap that lies in it; only possibly without one."""
        if other is None:
            return self.doubted()
        return replace(self, certainty=other.certainty, sure=other.sure)


def bounds(period: Period) -> tuple[int, int, int, int]:
    """The earliest and latest first day, the earliest and latest last day; far days where open.

    No last day at all means not known to have ended, which is taken as lasting, as everywhere.
    """
    (first_low, first_high), (last_low, last_high) = period.first, period.last
    low = _NEVER if first_low is None else first_low
    latest = _EVER if last_high is None else last_high
    begun = min(_EVER if first_high is None else first_high, latest)
    if period.last == (None, None):
        return low, begun, _EVER, _EVER
    return low, begun, max(low, low if last_low is None else last_low), latest


def overlap(one: Period, other: Period) -> Overlap | None:
    """When both stand, or None where they cannot on one day.

    They certainly do if each has surely begun when the other may end first.

    >>> year = Period((1, 365), (None, None))
    >>> overlap(year, Period((100, 100), (100, 100))).certainty
    <Certainty.POSSIBLE: 'possible'>
    >>> overlap(year, Period((400, 430), (400, 430)))
    Overlap(certainty=<Certainty.CERTAIN: 'certain'>, first=400, last=430, sure=None)
    >>> overlap(year, Period((400, 430), (600, 630))).sure
    (430, 600)
    """
    a, b = bounds(one), bounds(other)
    first, last = max(a[0], b[0]), min(a[3], b[3])
    if first > last or a[0] > a[3] or b[0] > b[3]:  # one that ends before it starts never stands
        return None
    sure = a[1] <= b[2] and b[1] <= a[2]
    begun, ends = max(a[1], b[1]), min(a[2], b[2])
    return Overlap(
        Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        None if first == _NEVER else first,
        None if last == _EVER else last,
        (begun, None if ends == _EVER else ends) if begun <= ends and begun < _EVER else None,
    )


def _shown(day: int | None) -> str:
    return "" if day is None else show_day(day)


Part = tuple[Period, Period | None]
"""A part of a period that a waiver may leave, and what of it is surely left; None for nothing."""


def outside(
    period: Period, waivers: Iterable[Period], doubtful: Iterable[Period] = ()
) -> list[Part]:
    """The parts of a period that lie outside the waivers' surely suspended days, in their order.

    With each, what of it lies outside all days on which a waiver may be in force, or one of the doubtful,
    which perhaps are none: there it stands as surely as the period does. A waiver whose beginning is
    unknown is taken to be in force from the first: nothing says that what it suspends ever stood without.

    >>> outside(Period((1, 1), (50, 50)), [Period((10, 12), (18, 20))])  # doctest: +NORMALIZE_WHITESPACE
    [(Period(first=(1, 1), last=(11, 11)), Period(first=(1, 1), last=(9, 9))),
     (Period(first=(19, 19), last=(50, 50)), Period(first=(21, 21), last=(50, 50)))]
    >>> outside(Period((None, 30), (None, None)), [Period((None, 40), (None, None))])
    []
    >>> outside(Period((1, 1), (9, 9)), [], [Period((1, 9), (9, 9))])
    [(Period(first=(1, 1), last=(9, 9)), None)]
    """
    waived = list(waivers)
    maybe = [
        (_NEVER if each.first[0] is None else bounds(each)[0], bounds(each)[3])
        for each in (*waived, *doubtful)
    ]
    surely = [part for part in _without(period, maybe) if part == period or _is(part)]
    return [
        piece
        for part in left(period, waived)
        for piece in _pieces(part, [each for each in surely if _within(each, part)])
    ]


def left(period: Period, waivers: Iterable[Period]) -> list[Period]:
    """The parts of a period that lie outside the waivers' surely suspended days."""
    return _without(
        period,
        [
            (_NEVER if each.first[0] is None else bounds(each)[1], bounds(each)[2])
            for each in waivers
        ],
    )


def _without(period: Period, spans: Iterable[tuple[int, int]]) -> list[Period]:
    """The parts of a period outside these spans of days."""
    parts = [period]
    for start, end in spans:
        if start <= end:
            cut = (
                piece for part in parts for piece in (_to(part, start - 1), _since(part, end + 1))
            )
            parts = [part for part in cut if bounds(part)[0] <= bounds(part)[3]]
    return parts


def _pieces(part: Period, surely: list[Period]) -> Iterator[Part]:
    """The part cut so that each piece has one stretch that is surely left, or the part without one."""
    for each, after in pairwise(surely):
        begins = bounds(after)[0]
        yield _to(part, begins - 1), each
        part = _since(part, begins)
    yield part, surely[-1] if surely else None


def _within(one: Period, other: Period) -> bool:
    (low, *_, high), (least, *_, most) = bounds(one), bounds(other)
    return least <= low and high <= most


def _to(period: Period, day: int) -> Period:
    """The period up to this day."""
    low, high = period.last
    if (low, high) == (None, None):
        return Period(period.first, (day, day))
    last = (None if low is None else min(low, day), day if high is None else min(high, day))
    return Period(period.first, last)


def _since(period: Period, day: int) -> Period:
    """The period from this day on."""
    low, high = period.first
    first = (day if low is None else max(low, day), None if high is None else max(high, day))
    return Period(first, period.last)


def _is(period: Period) -> bool:
    """Whether there surely is a day in it."""
    (_, begun), (ends, latest) = period.first, period.last
    if begun is None:
        return False
    earliest = _EVER if (ends, latest) == (None, None) else ends
    return earliest is not None and begun <= earliest


def meeting(items: Iterable[tuple[Period, int, Item]]) -> Iterator[tuple[Item, Item]]:
    """The pairs of items from two sides that may stand on one day, the lower side first in each.

    Items are (period, side, value); one sweep over their first days, in time that grows with the items
    and the pairs found.
    """
    every = sorted(
        ((*bounds(p)[::3], side, n, v) for n, (p, side, v) in enumerate(items)), key=_key
    )
    active: dict[int, list[tuple[int, int, Item]]] = {}
    for low, high, side, number, value in every:
        if low > high:
            continue
        for other, waiting in sorted(active.items()):
            while waiting and waiting[0][0] < low:
                heapq.heappop(waiting)
            if other != side:
                for _, _, met in sorted(waiting, key=lambda each: each[1]):
                    yield (met, value) if other < side else (value, met)
        heapq.heappush(active.setdefault(side, []), (high, number, value))


def _key(item: tuple[int, int, int, int, object]) -> tuple[int, int, int]:
    return item[0], item[2], item[3]
