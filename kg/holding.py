"""When statements hold: their periods, and whether each stands at a date or in a window.

The rules are those of the data model: a tie reported without a start is certain on its source's date
and possible before it; a tie without an end is not known to have ended; an act carries on from its day;
what rests on an instrument does not count while a waiver suspends that instrument.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.dates import Certainty, Period, Window, happened, holds
from kg.model import Aspect, Instrument, RelationType, Source, Statement, Status

_ORDER = (Certainty.IMPOSSIBLE, Certainty.POSSIBLE, Certainty.CERTAIN)
_OPPOSITE = dict(zip(_ORDER, reversed(_ORDER), strict=True))


def period_of(statement: Statement, aspect: Aspect, sources: Mapping[str, Source]) -> Period:
    """The bounds on when the statement's tie held, or its act happened, in ordinals of days.

    >>> from kg.dates import parse_date
    >>> year = parse_date("1992")
    >>> tie = Statement("http://s", "http://a", "http://p", "http://b", Status.ACTUAL, since=year)
    >>> period_of(tie, Aspect.TIE, {})
    Period(first=(727198, 727563), last=(None, None))
    """
    since = statement.date or statement.since
    until = statement.date or statement.until
    last: tuple[int | None, int | None] = (until.earliest, until.latest) if until else (None, None)
    if since is not None:
        if aspect is Aspect.ACT and until is None:  # an act ends, whether or not anyone says when
            last = (since.earliest, None)
        return Period((since.earliest, since.latest), last)
    reported = [
        source.date
        for evidence in statement.evidence
        if (source := sources.get(evidence.source)) and source.date
    ]
    if aspect is Aspect.ACT:
        known = min((date.latest for date in reported), default=None)
        return Period((None, known), last if until else (None, known))
    known = min((date.earliest for date in reported), default=None)
    ends = [day for day in (known, until.latest if until else None) if day is not None]
    return Period((None, min(ends, default=None)), last)


@dataclass(frozen=True)
class Circumstances:
    """What, beside the statement itself, decides when it holds."""

    relation_types: Mapping[str, RelationType]
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]

    def aspect(self, statement: Statement) -> Aspect:
        """The aspect of the statement's relation type; an unknown type is taken as a tie."""
        kind = self.relation_types.get(statement.predicate)
        return kind.aspect if kind else Aspect.TIE

    def period(self, statement: Statement) -> Period:
        """The statement's period: see `period_of`."""
        return period_of(statement, self.aspect(statement), self.sources)


def standing(
    statements: Mapping[str, Statement],
    circumstances: Circumstances,
    *,
    window: Window | None = None,
    memory: int | None = None,
) -> dict[str, Certainty]:
    """How certainly each statement, in its own status, stands in the window; waivers honoured.

    Without a window everything stands but what a waiver without a known end suspends. A waiver stands
    by the Actual statements that rest on it, or, where there is none, by its own dates.
    """
    suspended_in = suspensions(statements.values(), circumstances)
    found = {}
    for iri, statement in statements.items():
        periods = [period for one in statement.instruments for period in suspended_in.get(one, ())]
        if window is None:
            suspended = any(period.last[1] is None for period in periods)
            found[iri] = Certainty.IMPOSSIBLE if suspended else Certainty.CERTAIN
        else:
            found[iri] = _unsuspended(statement, circumstances, periods, window, memory)
    return found


def _unsuspended(
    statement: Statement,
    circumstances: Circumstances,
    waivers: list[Period],
    window: Window,
    memory: int | None,
) -> Certainty:
    """How certainly the statement stands in the window on a day on which no waiver is in force.

    Nothing changes between two bounds of the periods, so one day of each stretch speaks for it.
    """
    period = circumstances.period(statement)
    act = circumstances.aspect(statement) is Aspect.ACT

    def alone(when: Window) -> Certainty:
        return happened(period, when, memory=memory) if act else holds(period, when)

    whole = alone(window)
    days = [
        Window(day, day, exact=window.exact)
        for day in _turning_days([period, *waivers], window, memory or 0)
    ]
    standing_then = [when for when in days if alone(when) is not Certainty.IMPOSSIBLE]
    if not any(_in_force(waivers, when) is not Certainty.IMPOSSIBLE for when in standing_then):
        return whole
    answers = {min(alone(w), _OPPOSITE[_in_force(waivers, w)], key=_ORDER.index) for w in days}
    if len(answers) == 1:
        return answers.pop()
    surely = not window.exact and Certainty.CERTAIN in answers  # one day of them is enough
    return Certainty.CERTAIN if surely else Certainty.POSSIBLE


def _turning_days(periods: list[Period], window: Window, memory: int) -> list[int]:
    """The first day of the window and every day in it on which a period's answer may change."""
    bounds = {day for period in periods for day in (*period.first, *period.last) if day is not None}
    turns = {day + later for day in bounds for later in (0, 1, memory, memory + 1)}
    return sorted({window.start} | {day for day in turns if window.start < day <= window.end})


def _in_force(waivers: list[Period], when: Window) -> Certainty:
    """How certainly one of the waivers is in force on the one day of the window."""
    answers = (holds(period, when) for period in waivers)
    return max(answers, key=_ORDER.index, default=Certainty.IMPOSSIBLE)


def suspensions(
    statements: Iterable[Statement], circumstances: Circumstances
) -> dict[str, list[Period]]:
    """The periods in which each suspended instrument is suspended, by the instrument's IRI."""
    found: dict[str, list[Period]] = defaultdict(list)
    for waiver, _, period in in_force(statements, circumstances):
        for suspended in waiver.suspends:
            found[suspended].append(period)
    return found


def in_force(
    statements: Iterable[Statement], circumstances: Circumstances
) -> Iterator[tuple[Instrument, Statement | None, Period]]:
    """The waivers with the Actual statements that each stands by, and when; None: by its own dates."""
    resting: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for instrument in statement.instruments:
            resting[instrument].append(statement)
    for waiver in circumstances.instruments.values():
        if not waiver.suspends:
            continue
        if not resting[waiver.iri]:
            yield waiver, None, own_period(waiver)
        for each in resting[waiver.iri]:
            if each.status is Status.ACTUAL:
                yield waiver, each, circumstances.period(each)


def own_period(instrument: Instrument) -> Period:
    """The bounds on when an instrument is in force by its own dates."""
    since = instrument.date or instrument.since
    until = instrument.until
    return Period(
        (since.earliest, since.latest) if since else (None, None),
        (until.earliest, until.latest) if until else (None, None),
    )
