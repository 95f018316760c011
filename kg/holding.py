"""When statements hold: their periods, and whether each stands at a date or in a window.

The rules are those of the data model: a tie reported without a start is certain on its source's date
and possible before it; a tie without an end is not known to have ended; an act carries on from its day;
what rests on an instrument does not count while a waiver suspends that instrument.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.dates import Certainty, Period, Window, happened, holds
from kg.model import Aspect, Instrument, RelationType, Source, Statement, Status

_ORDER = (Certainty.IMPOSSIBLE, Certainty.POSSIBLE, Certainty.CERTAIN)


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
    last = (until.earliest, until.latest) if until else (None, None)
    if since is not None:
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
    waivers = _waivers(statements.values(), circumstances, window)
    found = {}
    for iri, statement in statements.items():
        certainty = _alone(statement, circumstances, window, memory)
        for instrument in statement.instruments:
            if instrument in waivers:
                certainty = min(certainty, _without(waivers[instrument]), key=_ORDER.index)
        found[iri] = certainty
    return found


def _alone(
    statement: Statement, circumstances: Circumstances, window: Window | None, memory: int | None
) -> Certainty:
    if window is None:
        return Certainty.CERTAIN
    period = circumstances.period(statement)
    if circumstances.aspect(statement) is Aspect.ACT:
        return happened(period, window, memory=memory)
    return holds(period, window)


def _waivers(
    statements: Iterable[Statement], circumstances: Circumstances, window: Window | None
) -> dict[str, Certainty]:
    """How certainly each suspended instrument is suspended through all of the window."""
    whole = replace(window, exact=True) if window else None
    by_waiver: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for instrument in statement.instruments:
            by_waiver[instrument].append(statement)
    found: dict[str, Certainty] = {}
    for waiver in circumstances.instruments.values():
        actual = [s for s in by_waiver[waiver.iri] if s.status is Status.ACTUAL]
        if waiver.suspends and by_waiver[waiver.iri]:
            answers = [_in_force(circumstances.period(s), whole) for s in actual]
        else:
            answers = [_in_force(_own_period(waiver), whole)]
        strongest = max(answers, key=_ORDER.index, default=Certainty.IMPOSSIBLE)
        for suspended in waiver.suspends:
            known = found.get(suspended, Certainty.IMPOSSIBLE)
            found[suspended] = max(known, strongest, key=_ORDER.index)
    return found


def _in_force(period: Period, window: Window | None) -> Certainty:
    """Whether a waiver with this period holds all through the window, or, without one, to this day."""
    if window is not None:
        return holds(period, window)
    return Certainty.CERTAIN if period.last[1] is None else Certainty.IMPOSSIBLE


def _own_period(instrument: Instrument) -> Period:
    since = instrument.date or instrument.since
    until = instrument.until
    return Period(
        (since.earliest, since.latest) if since else (None, None),
        (until.earliest, until.latest) if until else (None, None),
    )


def _without(suspension: Certainty) -> Certainty:
    """What a suspension of this certainty leaves of that which it suspends."""
    return _ORDER[2 - _ORDER.index(suspension)]
