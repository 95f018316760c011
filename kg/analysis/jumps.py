"""The days on which an alignment changes, and between which days each change falls under partial dates."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.analysis.presence import BEGINNING, END, Presence, Spans, show
from kg.columns import OPEN
from kg.dates import Period, parse_date
from kg.graph.edges import BOUNDS
from kg.graph.suspending import suspended_in
from kg.model import Aspect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.alignment import Level

    Array = NDArray[Any]

_DIGITS = 9


@dataclass(frozen=True)
class Jump:
    """A change of the alignment of a pair, and the statements that begin or cease to stand.

    `date` is the day on which all that may stand changes. Where a statement has only part of a date, the
    change falls on some day from `earliest` to `latest`, None being open; else both are `date`. `forgotten`
    are those of `ended` that ended nothing: acts that are no longer counted, as their memory is over;
    `suspended` are those of it that a waiver suspends from then on, `freed` those of `began` that none does
    any more.
    """

    date: str
    before: float
    after: float
    began: tuple[str, ...]
    ended: tuple[str, ...]
    earliest: str | None
    latest: str | None
    forgotten: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()
    freed: tuple[str, ...] = ()

    @property
    def change(self) -> float:
        """By how much, in [-2, 2]."""
        return round(self.after - self.before, _DIGITS)

    @property
    def dated(self) -> bool:
        """Whether the dates leave no doubt on which day it is."""
        return self.earliest == self.latest


def jumps_of(there: Presence, rows: "Array", levels: "Sequence[Level]") -> Iterator[Jump]:
    """The jumps between levels, in order of time; `rows` are flags of the statements of the pair."""
    import numpy

    numbers = numpy.flatnonzero(rows)
    row_of = dict(zip(there.columns.iris(numbers), numbers.tolist(), strict=True))
    spans_of = {name: getattr(there, name).of(rows) for name in ("possible", "sure", "alone")}
    there = replace(there, **spans_of)
    for before, after in itertools.pairwise(levels):
        if before.value == after.value or after.first is None:
            continue
        day = parse_date(after.first).earliest
        old, now = set(before.statements), set(after.statements)
        began, ended = tuple(sorted(now - old)), tuple(sorted(old - now))
        then, later = there.but_for_waivers(day - 1), there.but_for_waivers(day)
        freed = tuple(iri for iri in began if row_of[iri] in then)
        suspended = tuple(iri for iri in ended if row_of[iri] in later)
        spans = [(_freed if iri in freed else _begins)(there, row_of[iri], day) for iri in began]
        spans += [
            (_suspended if iri in suspended else _ends)(there, row_of[iri], day) for iri in ended
        ]
        yield Jump(
            after.first,
            before.value,
            after.value,
            began,
            ended,
            show(min(low for low, _ in spans)),
            show(max(high for _, high in spans)),
            tuple(iri for iri in ended if _forgotten(there, row_of[iri], day)),
            suspended,
            freed,
        )


def _bounds(there: Presence, row: int) -> tuple[int, int, int, int]:
    """The earliest and the latest first day, and the same of the last day; OPEN where it is open."""
    found = [int(getattr(there.columns, name)[row]) for name in BOUNDS]
    return found[0], found[1], found[2], found[3]


def _begins(there: Presence, row: int, day: int) -> tuple[int, int]:
    """On which days the statement that may begin on a day may begin."""
    first_low, first_high, _, last_high = _bounds(there, row)
    if first_low != day:
        return day, day
    _, high = _span(there.possible, row, day)
    return day, min(high, *(END if each == OPEN else each for each in (first_high, last_high)))


def _ends(there: Presence, row: int, day: int) -> tuple[int, int]:
    """On which days the statement that is surely over on a day may be over: the first without it."""
    _, _, _, last_high = _bounds(there, row)
    after = _after(there, row)
    if last_high == OPEN or last_high + after != day:
        return day, day
    low, _ = _span(there.possible, row, day - 1)
    return max(low + 1, _over(there, row) or BEGINNING), day


def _freed(there: Presence, row: int, day: int) -> tuple[int, int]:
    """On which days the statement that a waiver may leave on a day may stand again.

    Until the first day on which it surely does; if there is none, until the waiver surely has ended, or the
    statement begun.
    """
    _, high = _span(there.possible, row, day)
    surely = _within(there.sure, row, day, high)
    if surely:
        return day, surely[0][0]
    ends = [
        END if each.last[1] is None else each.last[1] + 1
        for each in _waivers(there, row)
        if each.last[0] is not None and each.last[0] + 1 == day
    ]
    begun = _bounds(there, row)[1]
    return day, min(high, max([day, *ends, *([] if begun == OPEN else [begun])]))


def _suspended(there: Presence, row: int, day: int) -> tuple[int, int]:
    """On which days the statement that a waiver surely suspends from a day on may cease to stand.

    From the day after the last on which it surely does; if there is none, from where the waiver may
    begin, or the statement be over.
    """
    low, _ = _span(there.possible, row, day - 1)
    surely = _within(there.sure, row, low, day - 1)
    if surely:
        return surely[-1][1] + 1, day
    begins = [
        BEGINNING if each.first[0] is None else each.first[0]
        for each in _waivers(there, row)
        if each.first[1] == day
    ]
    over = _over(there, row)
    return max(low + 1, min([day, *begins, *([] if over is None else [over])])), day


def _over(there: Presence, row: int) -> int | None:
    """The first day on which a statement may be over by its own dates; None if these do not say."""
    first_low, _, last_low, _ = _bounds(there, row)
    low = max(first_low, last_low)
    return None if low == OPEN else low + _after(there, row)


def _after(there: Presence, row: int) -> int:
    """How many days after its last one a statement no longer counts."""
    return 1 + (there.memory or 0 if is_act(there, row) else 0)


def _span(spans: Spans, row: int, day: int) -> tuple[int, int]:
    """The days around one on which a statement stands without a gap."""
    return next(each for each in _within(spans, row, day, day))


def _within(spans: Spans, row: int, first: int, last: int) -> list[tuple[int, int]]:
    """The spans of a statement that share a day with those from first to last, in their order."""
    mine = (spans.row == row) & (spans.low <= last) & (first <= spans.high)
    return sorted(zip(spans.low[mine].tolist(), spans.high[mine].tolist(), strict=True))


def _waivers(there: Presence, row: int) -> list[Period]:
    """The periods in which waivers that surely were known suspend a statement."""
    import numpy

    (iri,) = there.columns.iris(numpy.array([row]))
    about = suspended_in(there.graph)
    known = () if about is None else about.periods.get(iri, ())
    return [each.period for each in known if each.sure]


def _forgotten(there: Presence, row: int, day: int) -> bool:
    last_high = _bounds(there, row)[3]
    return is_act(there, row) and there.memory is not None and last_high + there.memory + 1 == day


def is_act(there: Presence, row: int) -> bool:
    """Whether a statement is of an act, which counts for a time only."""
    kind = there.columns.kinds[int(there.columns.relation[row])]
    return kind is not None and kind.aspect is Aspect.ACT
