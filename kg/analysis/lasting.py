"""Which ties are over where no date is asked about: those that end before the last day sources speak of."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.analysis.ties import Ties
from kg.columns import OPEN
from kg.dates import Certainty, PartialDate, Period, parse_date
from kg.holding import Circumstances
from kg.model import Aspect, Source, Statement
from kg.projection import edges

if TYPE_CHECKING:
    import networkx

    from kg.analysis.ties import Rows
    from kg.graph.edges import EdgeColumns


def latest_told(sources: Mapping[str, Source], known_by: str | None = None) -> PartialDate | None:
    """The latest date of a source, and of those that may have been known by a date; None without one.

    Of a source that only may have been, that date itself: nobody knew of anything later.
    """
    dates = [source.date for source in sources.values() if source.date is not None]
    then = None if known_by is None else parse_date(known_by)
    if then is not None:
        dates = [
            date if date.latest <= then.latest else then
            for date in dates
            if date.earliest <= then.latest
        ]
    return max(dates, key=lambda date: date.latest, default=None)


def lasts(period: Period, last: PartialDate | None) -> Certainty:
    """How certainly a tie of this period is not over on the last day that sources speak of, by its own end.

    Without such a day, a tie with an end is over. When it began is not asked.

    >>> year = Period((None, None), (738156, 738520))                                      # until 2022
    >>> [str(lasts(year, parse_date(day))) for day in ("2021", "2022-06", "2023")]
    ['certain', 'possible', 'impossible']
    """
    if period.last == (None, None):
        return Certainty.CERTAIN
    if last is None:
        return Certainty.IMPOSSIBLE
    low, high = period.last
    if high is not None and high < last.earliest:
        return Certainty.IMPOSSIBLE
    lows = [day for day in (period.first[0], low) if day is not None]
    sure = max(lows, default=last.earliest) >= last.latest
    return Certainty.CERTAIN if sure else Certainty.POSSIBLE


def begun(period: Period, last: PartialDate | None) -> Certainty:
    """How certainly what has this period has begun by the last day that sources speak of.

    Without such a day, or where nobody says since when, it has.

    >>> year = Period((738156, 738520), (None, None))                                      # since 2022
    >>> [str(begun(year, parse_date(day))) for day in ("2021", "2022-06", "2022", "2023")]
    ['impossible', 'possible', 'certain', 'certain']
    """
    low = period.first[0]
    if last is None or low is None:
        return Certainty.CERTAIN
    if low > last.latest:
        return Certainty.IMPOSSIBLE
    highs = [day for day in (period.first[1], period.last[1]) if day is not None]
    sure = min(highs, default=low) <= last.latest
    return Certainty.CERTAIN if sure else Certainty.POSSIBLE


def lasting(
    statements: Mapping[str, Statement], about: Circumstances, last: PartialDate | None
) -> dict[str, Certainty]:
    """How certainly each statement's tie is not over then; an act carries on from its day."""
    return {
        iri: Certainty.CERTAIN
        if about.aspect(each) is Aspect.ACT
        else lasts(about.period(each), last)
        for iri, each in statements.items()
    }


def over_by(
    graph: "networkx.MultiDiGraph[str]", ties: Ties, kinds: frozenset[str]
) -> tuple[PartialDate | None, dict[int, Certainty]]:
    """The last day sources speak of, and the rows of these kinds of ties that are, or may be, over by then.

    With each row, how certainly it is not over. Of a graph as of a time there is neither.
    """
    projection = graph.graph["projection"]
    if projection.window is not None:
        return None, {}
    last = latest_told(graph.graph["sources"], projection.known_by)
    periods = _periods(graph, ties, ties.only(kinds))
    found = {row: lasts(period, last) for row, period in periods.items()}
    return last, {row: left for row, left in found.items() if left is not Certainty.CERTAIN}


def _periods(graph: "networkx.MultiDiGraph[str]", ties: Ties, rows: "Rows") -> dict[int, Period]:
    """The periods of the lasting ties in these rows that have an end."""
    columns: EdgeColumns | None = getattr(graph, "columns", None)
    if columns is not None:
        ended = rows[(columns.last_low[rows] != OPEN) | (columns.last_high[rows] != OPEN)]
        return {
            row: columns.period(row)
            for row in ended.tolist()
            if columns.kind(row).aspect is Aspect.TIE
        }
    data: dict[str, Any] = {iri: each for *_, iri, each in edges(graph)}
    named = zip(rows.tolist(), (data[iri] for iri in ties.iris(rows)), strict=True)
    return {
        row: Period(each["first"], each["last"])
        for row, each in named
        if each["aspect"] == Aspect.TIE and each["last"] != (None, None)
    }
