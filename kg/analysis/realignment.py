"""Realignment: whose alignment differs most between two dates, and by which statements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.jumps import is_act
from kg.analysis.presence import MEMORY, Presence, latest_source, presence, show
from kg.analysis.signed import combined
from kg.dates import parse_date
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]

_DIGITS = 9


@dataclass(frozen=True)
class Move:
    """How the alignment of two actors (IRIs) differs between two dates.

    `before` and `after` are values as of `alignment`, `began` and `ended` the statements that may stand on
    one of the two days alone. Of the ended, `forgotten` are acts that are no longer counted, as their memory
    is over, and `suspended` what a waiver suspends on the later day; `freed` is what one suspended on the
    earlier.
    """

    actors: tuple[str, str]
    before: float
    after: float
    began: tuple[str, ...]
    ended: tuple[str, ...]
    forgotten: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()
    freed: tuple[str, ...] = ()

    @property
    def change(self) -> float:
        """By how much, in [-2, 2]."""
        return round(self.after - self.before, _DIGITS)


@dataclass(frozen=True)
class Realignment(Shown):
    """The pairs whose alignment differs between two dates, most first, then by IRIs; `moved` is how many.

    `until` is the last day that a source is of, None if none has a date; `beyond` are those of the two
    dates that lie after it.
    """

    dates: tuple[str, str]
    counted: str
    moves: tuple[Move, ...]
    moved: int
    labels: Mapping[str, str]
    until: str | None = None

    @property
    def beyond(self) -> tuple[str, ...]:
        """The dates, as asked, whose first day is after the last source."""
        until = self.until
        if until is None:
            return ()
        return tuple(each for each in self.dates if (_first_day(each) or "") > until)

    def __iter__(self) -> Iterator[Move]:
        return iter(self.moves)

    def __len__(self) -> int:
        return len(self.moves)

    def __getitem__(self, index: int) -> Move:
        return self.moves[index]

    def __str__(self) -> str:
        from kg.views.alignment import realignment_text

        return realignment_text(self)

    def _repr_html_(self) -> str:
        from kg.views.alignment import realignment_html

        return realignment_html(self)


def realignment(
    dataset: "Dataset",
    start: str,
    end: str,
    actor: str | None = None,
    *,
    memory: int | str | None = MEMORY,
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    status: Iterable[str] | str = ("Actual",),
    min_confidence: float = 0.0,
    known_by: str | None = None,
    limit: int | None = None,
) -> Realignment:
    """The pairs of actors whose alignment differs between two dates, those that moved most first.

    Values are those of `kg.alignment` on the first day of each date: what may stand then counts. After the
    last source that is what nobody says has ended, less acts that are no longer counted: a move to such a
    date is no report of one (`Realignment.beyond`).

    Args:
        dataset: where the statements are.
        start: the earlier date.
        end: the later one.
        actor: only pairs with this actor, by any of its names.
        memory: how long an act counts: days, or "90d", "6m", "2y"; None is for ever.
        relations: relation types to keep, as in `kg.project`; so are the rest.
        families: families to keep.
        status: statuses to keep.
        min_confidence: the least confidence.
        known_by: only what a source of this date or before had reported, as in `kg.project`.
        limit: how many to return.

    Raises:
        UnknownActor, AmbiguousName: the name is nobody's, or several have it.
        OptionError: a date is none, or the end is not after the start.
    """
    days = parse_date(start).earliest, parse_date(end).earliest
    if days[1] <= days[0]:
        raise OptionError(f"'{end}' is not after '{start}'; give the earlier date first")
    if limit is not None and limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    only = None if actor is None else dataset.actor(actor).iri
    there = presence(
        dataset,
        memory=memory,
        relations=relations,
        families=families,
        status=status,
        min_confidence=min_confidence,
        known_by=known_by,
    )
    moves = sorted(_moves(there, days, only), key=lambda each: (-abs(each.change), each.actors))
    names = sorted({iri for each in moves[:limit] for iri in each.actors})
    labels = {iri: dataset.label(iri) for iri in names}
    last = latest_source(dataset, known_by)
    until = None if last is None else show(last.latest)
    return Realignment((start, end), there.counted, tuple(moves[:limit]), len(moves), labels, until)


def _first_day(date: str) -> str | None:
    return show(parse_date(date).earliest)


def _moves(there: Presence, days: tuple[int, int], only: str | None) -> Iterator[Move]:
    import numpy

    columns = there.columns
    place = columns.place.get(only, -1) if only is not None else None
    wanted = (columns.sign != 0) & (columns.source != columns.target)
    if place is not None:
        wanted &= (columns.source == place) | (columns.target == place)
    spans = there.possible.of(wanted)
    size = max(1, len(columns.nodes))
    low, high = (
        side(columns.source, columns.target).astype(numpy.int64)
        for side in (numpy.minimum, numpy.maximum)
    )
    key = low * size + high
    rows = [numpy.unique(spans.row[(spans.low <= d) & (spans.high >= d)]) for d in days]
    keys = numpy.unique(numpy.concatenate([key[each] for each in rows]))
    values = [_values(there, each, numpy.searchsorted(keys, key[each]), len(keys)) for each in rows]
    moved = numpy.flatnonzero(values[0] != values[1])
    stood = [_by_pair(each, numpy.searchsorted(keys, key[each])) for each in rows]
    alone = [there.but_for_waivers(day) for day in days]
    for number in moved.tolist():
        old, now = (set(each.get(number, ())) for each in stood)
        ends = divmod(int(keys[number]), size)
        came, went = sorted(now - old), sorted(old - now)
        suspended = [row for row in went if row in alone[1]]
        parts = (
            came,
            went,
            [row for row in went if row not in alone[1] and is_act(there, row)],
            suspended,
            [row for row in came if row in alone[0]],
        )
        began, ended, *why = (tuple(columns.iris(numpy.array(each, int))) for each in parts)
        yield Move(
            (columns.nodes[ends[0]], columns.nodes[ends[1]]),
            float(values[0][number]),
            float(values[1][number]),
            began,
            ended,
            *why,
        )


def _values(there: Presence, rows: "Array", of: "Array", count: int) -> "Array":
    """The alignment of each pair by the statements in rows."""
    columns = there.columns
    good, bad = (
        combined(of[mine], columns.relation[rows[mine]], columns.strength[rows[mine]], count)
        for mine in (columns.sign[rows] > 0, columns.sign[rows] < 0)
    )
    found: Array = (good - bad).round(_DIGITS)
    return found


def _by_pair(rows: "Array", of: "Array") -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, pair in zip(rows.tolist(), of.tolist(), strict=True):
        found.setdefault(pair, []).append(row)
    return found
