"""Alignment over time: how far two actors stand together or against each other, and what changes it."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.jumps import Jump, jumps_of
from kg.analysis.presence import FIRST, LAST, MEMORY, Presence, Spans, latest_source, presence, show
from kg.analysis.segments import segments
from kg.analysis.signed import combined
from kg.dates import parse_date
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]

_DIGITS = 9
PENALTY = 90.0
"""What a further phase has to save, in squared alignment times days, unless said otherwise."""


@dataclass(frozen=True)
class Level:
    """The alignment of a pair from one day to another, None being open; see `alignment`.

    Of all levels the first is open, and the last unless it ends with the sources: what stands since
    0001-01-01 or until 9999-12-31 too.
    `value` counts all that may stand; under partial dates it may be anything from `low` to `high`.
    `statements` are those that may stand, by IRI.
    """

    first: str | None
    last: str | None
    value: float
    low: float
    high: float
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Phase:
    """Days over which the alignment of a pair is taken as one, its mean; see `kg.analysis.segments`."""

    first: str
    last: str
    mean: float


@dataclass(frozen=True)
class Alignment(Shown):
    """The alignment of two actors (IRIs) as a step function, its jumps, and its phases.

    It ends on `until`, the last day that a source is of, None being open; `left_out` are the jumps after it.
    """

    actors: tuple[str, str]
    labels: tuple[str, str]
    counted: str
    penalty: float
    levels: tuple[Level, ...]
    jumps: tuple[Jump, ...]
    phases: tuple[Phase, ...]
    until: str | None = None
    left_out: int = 0

    def at(self, date: str) -> Level:
        """The level on the first day of a date.

        Raises:
            OptionError: the date is none, or after `until`.
        """
        day = show(parse_date(date).earliest) or ""
        if self.until is not None and day > self.until:
            raise OptionError(
                f"'{date}' is after the last source, {self.until}; beyond=True goes on"
            )
        return next(level for level in reversed(self.levels) if (level.first or "") <= day)

    @property
    def statements(self) -> tuple[str, ...]:
        """All statements that the alignment rests on, by IRI."""
        return tuple(sorted({iri for level in self.levels for iri in level.statements}))

    def __str__(self) -> str:
        from kg.views.alignment import alignment_text

        return alignment_text(self)

    def _repr_html_(self) -> str:
        from kg.views.alignment import alignment_html

        return alignment_html(self)


def alignment(
    dataset: "Dataset",
    a: str,
    b: str,
    *,
    memory: int | str | None = MEMORY,
    penalty: float = PENALTY,
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    status: Iterable[str] | str = ("Actual",),
    min_confidence: float = 0.0,
    known_by: str | None = None,
    beyond: bool = False,
) -> Alignment:
    """How far two actors stand together (up to 1) or against each other (down to -1), day by day.

    On a day it is the strength of the cooperation between them less that of the conflict, each the
    `kg.strength.combined_strength` of the statements that stand: ties from their first day to their last,
    acts on their day and for `memory` after it, nothing while a waiver suspends it. The value counts what may
    stand; its range goes from what certainly stands of cooperation less all that may of conflict to the
    opposite. 0 is nothing said, or as much of both: the level's statements tell which.

    It ends with the last source: what changes later is no report, but what nobody says has ended, and acts
    that are no longer counted.

    Jumps are the changes of value, each with the days on which it may fall. Phases are a smoothing: the
    fewest stretches with the least squares, each further one paying `penalty` (see `kg.analysis.segments`);
    they say where the changes are large and lasting, by a choice of yours, and are no test. They begin
    with the first change and end where the last level does; one that is open has no length, and is in none.

    Args:
        dataset: where the statements are.
        a: an actor by any of its names.
        b: another.
        memory: how long an act counts: days, or "90d", "6m", "2y"; None is for ever.
        penalty: what a further phase has to save, in squared alignment times days.
        relations: relation types to keep, as in `kg.project`; so are the rest.
        families: families to keep.
        status: statuses to keep.
        min_confidence: the least confidence.
        known_by: only what a source of this date or before had reported, as in `kg.project`.
        beyond: whether to go on after the date of the last source.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: both are one actor, or an option has no sense.

    >>> import kg
    >>> found = kg.alignment(kg.load(kg.shipped()), "Russia", "Azerbaijan")
    >>> found.at("2021").value < found.at("2023").value
    True
    """
    ends = dataset.actor(a), dataset.actor(b)
    if ends[0].iri == ends[1].iri:
        raise OptionError(f"'{a}' and '{b}' are the same actor; an alignment needs two")
    if not penalty > 0:
        raise OptionError(f"penalty '{penalty:g}' is not above 0")
    there = presence(
        dataset,
        memory=memory,
        relations=relations,
        families=families,
        status=status,
        min_confidence=min_confidence,
        known_by=known_by,
    )
    rows = _between(there, ends[0].iri, ends[1].iri)
    levels, days = _levels(there, rows)
    jumps = tuple(jumps_of(there, rows, levels))
    last = None if beyond else latest_source(dataset, known_by)
    until = None if last is None else show(last.latest)
    if until is not None:
        levels = tuple(each for each in levels if (each.first or "") <= until)
        levels = *levels[:-1], _lasting(levels[-1], until)
    kept = tuple(each for each in jumps if until is None or each.date <= until)
    return Alignment(
        (ends[0].iri, ends[1].iri),
        (ends[0].label, ends[1].label),
        there.counted,
        penalty,
        levels,
        kept,
        tuple(_phases(levels, days[: len(levels) - 1], penalty)),
        until,
        len(jumps) - len(kept),
    )


def _between(there: Presence, a: str, b: str) -> "Array":
    """Which statements have a sign and join the two."""
    import numpy

    columns, place = there.columns, there.columns.place
    if a not in place or b not in place:
        return numpy.zeros(len(columns), bool)
    one, other = place[a], place[b]
    ahead = (columns.source == one) & (columns.target == other)
    back = (columns.source == other) & (columns.target == one)
    found: Array = (ahead | back) & (columns.sign != 0)
    return found


def _levels(there: Presence, rows: "Array") -> tuple[tuple[Level, ...], list[int]]:
    """The levels in order of time, and the days on which the second and further ones begin."""
    possible, sure = there.possible.of(rows), there.sure.of(rows)
    turns: set[int] = set()
    for spans in (possible, sure):
        turns |= {*spans.low.tolist(), *(spans.high + 1).tolist()}
    starts = [FIRST, *sorted(day for day in turns if FIRST < day <= LAST)]
    found: list[tuple[int, Level]] = []
    for start, after in zip(starts, [*starts[1:], LAST + 1], strict=True):
        may, must = _standing(possible, start), _standing(sure, start)
        good, bad = strengths(there, may)
        surely = strengths(there, must)
        told = Level(
            show(start) if start > FIRST else None,
            show(after - 1) if after <= LAST else None,
            round(good - bad, _DIGITS),
            round(surely[0] - bad, _DIGITS),
            round(good - surely[1], _DIGITS),
            tuple(there.columns.iris(may)),
        )
        found.append((start, told))
    merged: list[tuple[int, Level]] = []
    for start, level in found:
        if merged and _alike(merged[-1][1], level):
            last = merged[-1][1]
            merged[-1] = merged[-1][0], _lasting(last, level.last)
        else:
            merged.append((start, level))
    return tuple(level for _, level in merged), [start for start, _ in merged[1:]]


def _alike(one: Level, other: Level) -> bool:
    same = (one.value, one.low, one.high) == (other.value, other.low, other.high)
    return same and one.statements == other.statements


def _lasting(level: Level, last: str | None) -> Level:
    return Level(level.first, last, level.value, level.low, level.high, level.statements)


def _standing(spans: Spans, day: int) -> "Array":
    import numpy

    found: Array = numpy.unique(spans.row[(spans.low <= day) & (spans.high >= day)])
    return found


def strengths(there: Presence, rows: "Array") -> tuple[float, float]:
    """The strengths of cooperation and of conflict among some statements, in [0, 1]."""
    import numpy

    columns = there.columns
    sides = []
    for sign in (1, -1):
        mine = rows[columns.sign[rows] == sign]
        zeros = numpy.zeros(len(mine), int)
        sides.append(float(combined(zeros, columns.relation[mine], columns.strength[mine], 1)[0]))
    return sides[0], sides[1]


def _phases(levels: tuple[Level, ...], days: list[int], penalty: float) -> Iterator[Phase]:
    """The phases from the first change on: to where the last level ends, or begins if it is open.

    What is open at an end has no length.
    """
    last = levels[-1].last
    turns = days if last is None else [*days, parse_date(last).latest + 1]
    if len(turns) < 2:  # noqa: PLR2004  # a length needs two days
        return
    lengths = [after - day for day, after in itertools.pairwise(turns)]
    values = [level.value for level in levels[1 : len(turns)]]
    for first, end, mean in segments(values, lengths, penalty):
        begin, over = show(turns[first]), show(turns[end + 1] - 1)
        if begin is not None and over is not None:
            yield Phase(begin, over, mean)
