"""The days on which an alignment changes, and between which days each change falls under partial dates."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.presence import BEGINNING, END, Presence, show
from kg.columns import OPEN
from kg.dates import parse_date
from kg.graph.edges import BOUNDS
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
    are those of `ended` that ended nothing: acts that are no longer counted, as their memory is over.
    """

    date: str
    before: float
    after: float
    began: tuple[str, ...]
    ended: tuple[str, ...]
    earliest: str | None
    latest: str | None
    forgotten: tuple[str, ...] = ()

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
    for before, after in itertools.pairwise(levels):
        if before.value == after.value or after.first is None:
            continue
        day = parse_date(after.first).earliest
        old, now = set(before.statements), set(after.statements)
        began, ended = tuple(sorted(now - old)), tuple(sorted(old - now))
        spans = [_begins(there, row_of[iri], day) for iri in began]
        spans += [_ends(there, row_of[iri], day) for iri in ended]
        yield Jump(
            after.first,
            before.value,
            after.value,
            began,
            ended,
            show(min(low for low, _ in spans)),
            show(max(high for _, high in spans)),
            tuple(iri for iri in ended if _forgotten(there, row_of[iri], day)),
        )


def _bounds(there: Presence, row: int) -> tuple[int, int, int, int]:
    """The earliest and the latest first day, and the same of the last day; OPEN where it is open."""
    found = [int(getattr(there.columns, name)[row]) for name in BOUNDS]
    return found[0], found[1], found[2], found[3]


def _begins(there: Presence, row: int, day: int) -> tuple[int, int]:
    """On which days the statement that may begin on a day may begin; that day, if a waiver ends on it."""
    first_low, first_high, _, last_high = _bounds(there, row)
    if first_low != day:
        return day, day
    return day, min(END if each == OPEN else each for each in (first_high, last_high))


def _ends(there: Presence, row: int, day: int) -> tuple[int, int]:
    """On which days the statement that is surely over on a day may be over: the first without it."""
    first_low, _, last_low, last_high = _bounds(there, row)
    after = 1 + (there.memory or 0 if _act(there, row) else 0)
    if last_high == OPEN or last_high + after != day:
        return day, day
    low = max(first_low, last_low)
    return (BEGINNING if low == OPEN else low + after), day


def _forgotten(there: Presence, row: int, day: int) -> bool:
    last_high = _bounds(there, row)[3]
    return _act(there, row) and there.memory is not None and last_high + there.memory + 1 == day


def _act(there: Presence, row: int) -> bool:
    kind = there.columns.kinds[int(there.columns.relation[row])]
    return kind is not None and kind.aspect is Aspect.ACT
