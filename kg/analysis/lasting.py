"""Which ties are over where no date is asked about: those that end before the last day sources speak of."""

from collections.abc import Mapping

from kg.dates import Certainty, PartialDate, Period, parse_date
from kg.holding import Circumstances
from kg.model import Aspect, Source, Statement


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
