"""On which days each statement possibly and certainly stands: as spans of days, waivers honoured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.analysis.lasting import latest_told
from kg.analysis.suspending import not_counted
from kg.columns import OPEN
from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate, Period, Window, parse_date, parse_memory, show_day
from kg.graph.edges import BOUNDS, EdgeColumns
from kg.graph.knowing import basis_known_by, issued_of
from kg.graph.reading import Reader
from kg.graph.waiving import Waived, as_known, waived
from kg.graph.when import CERTAIN, POSSIBLE
from kg.holding import standing
from kg.model import Aspect, Statement
from kg.projection import project

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from kg.graph.face import Graph

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]

BEGINNING, END = -(2**30), 2**30
"""The days before and after all others: nobody says since when, and not known to have ended."""
FIRST, LAST = 1, 3_652_059
"""The first and the last day that can be written, 0001-01-01 and 9999-12-31."""
MEMORY = "1y"
"""How long an act counts after its day, unless said otherwise."""
_EVER = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True, eq=False)
class Spans:
    """Days from `low` to `high`, both included, on which the statements in rows `row` of columns stand."""

    row: "Array"
    low: "Array"
    high: "Array"

    def of(self, rows: "Flags") -> "Spans":
        """The spans of the rows that are flagged."""
        kept = rows[self.row]
        return Spans(self.row[kept], self.low[kept], self.high[kept])


@dataclass(frozen=True, eq=False)
class Presence:
    """A graph of statements that stand on some day, the days they may stand on and those they surely do.

    `alone` are the days they may stand on if no waiver suspends them.
    `memory` is how many days an act counts after its own; None is for ever.
    """

    graph: "Graph"
    columns: EdgeColumns
    possible: Spans
    sure: Spans
    alone: Spans
    memory: int | None
    counted: str

    def but_for_waivers(self, day: int) -> frozenset[int]:
        """The rows of what may stand on a day if no waiver suspends it."""
        spans = self.alone
        return frozenset(spans.row[(spans.low <= day) & (day <= spans.high)].tolist())


def presence(
    dataset: Dataset,
    *,
    memory: int | str | None = MEMORY,
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    status: Iterable[str] | str = ("Actual",),
    min_confidence: float = 0.0,
    known_by: str | None = None,
) -> Presence:
    """When each of the chosen statements stands: what `kg.project(at=...)` says, for all days at once.

    With `known_by`, what a source of that date or before had reported; what perhaps was known by then
    stands surely on no day.

    Raises:
        OptionError, UnknownRelationType: as `kg.project`.
    """
    days = None if memory is None else parse_memory(memory)
    graph = project(
        dataset,
        relations=relations,
        families=families,
        status=status,
        min_confidence=min_confidence,
        between=_EVER,
        known_by=known_by,
    )
    columns = graph.columns
    if columns is None:  # pragma: no cover  # a graph fresh from a dataset has them
        raise LookupError
    possible, sure = alone = _unwaived(columns, days)
    basis = basis_known_by(dataset, known_by)
    about = waived(dataset, basis)
    known = None
    if known_by is not None:
        known = issued_of(dataset, basis).known_by(parse_date(known_by))
    if about is not None:
        told = [about.statements]
        if known is not None:
            told = [as_known(about, known, least) for least in (POSSIBLE, CERTAIN)]
        possible, sure = _with_waivers(columns, about, told, possible, sure, days)
    if known is not None:
        sure = sure.of(known[columns.number] == CERTAIN)
    choice = replace(graph.graph["projection"], between=None)
    number = len(columns)
    counted = f"{number:,} relation{'' if number == 1 else 's'}: {choice}; {_acts(days)}"
    if about is not None:
        counted += not_counted(graph, _cut(columns, about, alone, (possible, sure)))
    counted += _until(dataset, known_by)
    return Presence(graph, columns, possible, sure, alone[0], days, counted)


def show(day: int) -> str | None:
    """A day as YYYY-MM-DD, None for one that stands for an open end or has no date that can be written."""
    return show_day(day) if FIRST <= day <= LAST else None


def latest_source(dataset: Dataset, known_by: str | None = None) -> PartialDate | None:
    """The latest date of a source, of those that may have been known by a date; None if none has one.

    Of a source that only may have been, that date itself: nobody knew of anything later.
    """
    return latest_told(Reader(dataset).about.sources, known_by)


def _cut(
    columns: EdgeColumns, about: Waived, alone: tuple[Spans, Spans], now: tuple[Spans, Spans]
) -> dict[str, tuple[int | None, int | None]]:
    """The statements whose days a waiver cuts, or may, each with its own first and last day."""
    found: dict[str, tuple[int | None, int | None]] = {}
    for row, iri in sorted(_rows(columns, about).items()):
        days = [
            [
                list(zip(each.low[mine].tolist(), each.high[mine].tolist(), strict=True))
                for each in both
                for mine in [each.row == row]
            ]
            for both in (alone, now)
        ]
        if days[0] != days[1] and days[0][0]:
            low, high = days[0][0][0]
            found[iri] = None if low == BEGINNING else low, None if high == END else high
    return found


def _rows(columns: EdgeColumns, about: Waived) -> dict[int, str]:
    """What waivers suspend, by its rows in columns."""
    row_of = dict(zip(columns.number.tolist(), range(len(columns)), strict=True))
    rows = ((row_of.get(int(n)), iri) for iri, n in zip(about.suspended, about.rows, strict=True))
    return {row: iri for row, iri in rows if row is not None}


def _until(dataset: Dataset, known_by: str | None) -> str:
    """How far the sources reach: what is told of later days is what nobody says has ended."""
    last = latest_source(dataset, known_by)
    if last is None:
        return ""
    undated = sum(source.date is None for source in Reader(dataset).about.sources.values())
    if not undated:
        return f"; no source is later than {last}"
    have = "has" if undated == 1 else "have"
    return f"; no source that has a date is later than {last}, {undated:,} {have} none"


def _acts(days: int | None) -> str:
    if days is None:
        return "an act counts from its day on"
    return f"an act counts on its day and {days:,} day{'' if days == 1 else 's'} after"


def _unwaived(columns: EdgeColumns, memory: int | None) -> tuple[Spans, Spans]:
    """The spans by statements' own periods, as `kg.graph.when.certainties` has it day by day."""
    import numpy

    first_low, first_high, last_low, last_high = (
        getattr(columns, name).astype(numpy.int64) for name in BOUNDS
    )
    acts = [kind is not None and kind.aspect is Aspect.ACT for kind in columns.kinds]
    act = numpy.array(acts, bool)[columns.relation] if acts else numpy.zeros(0, bool)
    lasting = (last_low == OPEN) & (last_high == OPEN)
    latest = numpy.where(last_high == OPEN, END, last_high)
    begun = numpy.minimum(numpy.where(first_high == OPEN, END, first_high), latest)
    ended = numpy.maximum(first_low, last_low)
    low = numpy.where(first_low == OPEN, BEGINNING, first_low)
    there = first_low <= latest
    if memory is None:
        high = numpy.where(act, END, latest)
        sure_high = numpy.where(act | lasting, END, ended)
    else:
        high = numpy.minimum(latest + numpy.where(act, memory, 0), END)
        sure_high = numpy.where(act, ended + memory, numpy.where(lasting, END, ended))
        sure_high = numpy.where(act & lasting, BEGINNING, sure_high)
    rows = numpy.arange(len(columns))
    surely = there & (begun < END) & (begun <= sure_high)
    return (
        Spans(rows[there], low[there], high[there]),
        Spans(rows[surely], begun[surely], sure_high[surely]),
    )


def _with_waivers(
    columns: EdgeColumns,
    about: Waived,
    ways: Sequence[Mapping[str, Statement]],
    possible: Spans,
    sure: Spans,
    memory: int | None,
) -> tuple[Spans, Spans]:
    """The same, statements that a waiver suspends standing only on the days it leaves them.

    `ways` are the statements as they may have been known: what these tell differently is possible.
    """
    import numpy

    known = {iri: row for row, iri in _rows(columns, about).items()}
    turns = _turns(about, memory)
    if not known or not turns:
        return possible, sure
    stretches = list(zip([BEGINNING, *turns], [*(day - 1 for day in turns), END], strict=True))
    found: dict[Certainty, list[tuple[int, int, int]]] = {each: [] for each in Certainty}
    for low, high in stretches:
        day = high if low == BEGINNING else low
        when = Window(day, day, exact=True)
        told = [standing(way, about.circumstances, window=when, memory=memory) for way in ways]
        for iri, row in known.items():
            answers = {each[iri] for each in told}
            answer = answers.pop() if len(answers) == 1 else Certainty.POSSIBLE
            found[answer].append((row, low, high))
    kept = numpy.ones(len(columns), bool)
    kept[list(known.values())] = False
    certain = found[Certainty.CERTAIN]
    return (
        _joined(possible.of(kept), [*certain, *found[Certainty.POSSIBLE]]),
        _joined(sure.of(kept), certain),
    )


def _joined(spans: Spans, more: list[tuple[int, int, int]]) -> Spans:
    """The spans and some more, those that follow on one another made one."""
    import numpy

    merged: list[list[int]] = []
    for row, low, high in sorted(more):
        if merged and merged[-1][0] == row and merged[-1][2] + 1 >= low:
            merged[-1][2] = high
        else:
            merged.append([row, low, high])
    extra = numpy.array(merged, numpy.int64).reshape(-1, 3)
    rows, lows, highs = (
        numpy.concatenate([old, extra[:, n]])
        for n, old in enumerate((spans.row, spans.low, spans.high))
    )
    order = numpy.lexsort((lows, rows))
    return Spans(rows[order], lows[order], highs[order])


def _turns(about: Waived, memory: int | None) -> list[int]:
    """Every day on which what a waiver suspends may begin or cease to stand."""
    around = about.circumstances
    periods: list[Period] = [around.period(each) for each in about.statements.values()]
    bounds = {day for each in periods for day in (*each.first, *each.last) if day is not None}
    for waiver in around.instruments.values():
        dates = filter(None, (waiver.since, waiver.until, waiver.date))
        bounds |= {day for date in dates for day in (date.earliest, date.latest)}
    later = (0, 1) if memory is None else (0, 1, memory, memory + 1)
    return sorted({day + more for day in bounds for more in later})
