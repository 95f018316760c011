"""Measures against an actor, and the waivers that set them aside, as they stood at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.analysis.lasting import begun, lasts
from kg.analysis.roles import WAIVERS
from kg.analysis.saying import Said, said
from kg.analysis.telling import tell_time
from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate, Period, Window, holds
from kg.holding import Circumstances, own_period, suspensions
from kg.model import Instrument, Statement
from kg.recalling import Recalled

OUT = Certainty.IMPOSSIBLE
"""What does not bind, or does not run, at the time asked about."""
SURER = (OUT, Certainty.POSSIBLE, Certainty.CERTAIN)
_OPPOSITE = dict(zip(SURER, reversed(SURER), strict=True))


@dataclass(frozen=True)
class Waiver:
    """What sets a measure aside, or does so at another time than that asked about.

    `instrument` is that which suspends (IRI), None where statements alone tell of it: those suspend
    nothing. `certainty` is that of its being in force then, `when` its dates. `acts` are the statements
    of waiving that hold then, all of them where it is not in force, `exempts` the labels of those whom
    they exempt, `permits` other ties that rest on the waiver. `ahead` says that it begins only later.
    """

    instrument: str | None
    label: str
    certainty: Certainty
    when: str
    exempts: tuple[str, ...]
    acts: tuple[Said, ...]
    permits: tuple[Said, ...]
    ahead: bool = False


@dataclass(frozen=True)
class Measure:
    """A measure against the actor: by whom, resting on what, and how certainly it binds.

    `certainty` is that of its binding at the time asked about, waivers honoured: IMPOSSIBLE where a
    waiver suspends it, or where it is not yet or no longer in force; `stands` is that without waivers.
    `ahead` says that it begins only later.
    """

    by: str
    label: str
    said: Said
    instruments: tuple[str, ...]
    stands: Certainty
    certainty: Certainty
    waivers: tuple[Waiver, ...]
    ahead: bool = False


@dataclass(frozen=True)
class Then:
    """What was said, and how certainly each of the Actual statements stands at the time asked about.

    Where no time is (`window` is None), that is `last`, the last day that sources speak of.
    """

    recalled: Recalled
    window: Window | None
    last: PartialDate | None
    actual: Mapping[str, Statement]
    found: Mapping[str, Certainty]

    @property
    def dataset(self) -> Dataset:
        """What was said."""
        return self.recalled.dataset

    @cached_property
    def waiving(self) -> frozenset[str]:
        """The relation types of waivers."""
        return frozenset(WAIVERS.among(self.dataset.vocabulary.relation_types))

    def in_force(self, period: Period, *statements: str) -> Certainty:
        """How certainly what has this period suspends then, as `kg.holding` has it."""
        certainty = (
            _waives(period, self.last) if self.window is None else holds(period, self.window)
        )
        return self.recalled.at_most(certainty, *statements)

    def ahead(self, period: Period) -> bool:
        """Whether what has this period begins only after that time."""
        if self.window is None:
            return begun(period, self.last) is OUT
        return period.first[0] is not None and period.first[0] > self.window.end

    def waiver(self, instrument: Instrument | None, resting: Sequence[Statement]) -> Waiver:
        """A waiver by the Actual statements it stands by, or by its own dates where there are none."""
        about = self.dataset.circumstances
        force = {each.iri: self.in_force(about.period(each), each.iri) for each in resting}
        if instrument is not None and not force:
            periods = [own_period(instrument)]
            certainty = self.in_force(periods[0])
            when = tell_time(instrument.since, instrument.until, instrument.date)
        else:
            periods = list(map(about.period, resting))
            certainty = max(force.values(), key=SURER.index)
            times = (tell_time(each.since, each.until, each.date) for each in resting)
            when = ", ".join(dict.fromkeys(filter(None, times)))
        then = [e for e in resting if certainty is OUT or force[e.iri] is not OUT]
        acts = [each for each in then if each.predicate in self.waiving]
        return Waiver(
            None if instrument is None else instrument.iri,
            "waiver without an instrument" if instrument is None else instrument.label,
            certainty,
            when,
            tuple(sorted({self.dataset.label(each.object) for each in acts})),
            tuple(said(self.dataset, each, force[each.iri]) for each in acts),
            tuple(said(self.dataset, each, force[each.iri]) for each in then if each not in acts),
            all(map(self.ahead, periods)),
        )


def unsuspended(
    recalled: Recalled, about: Circumstances, last: PartialDate | None
) -> dict[str, Certainty]:
    """How certainly no waiver suspends each statement on the last day that sources speak of.

    `kg.holding.standing` asks without a date, and has a waiver with a known end suspend nothing.
    """
    told = recalled.dataset.statements
    ways = [
        suspensions(some.values(), about)
        for some in ((told, recalled.denying()) if recalled.unsure else (told,))
    ]
    found = {}
    for iri, each in told.items():
        answers = {
            _OPPOSITE[
                max(
                    (
                        _waives(period, last)
                        for one in each.instruments
                        for period in way.get(one, ())
                    ),
                    key=SURER.index,
                    default=OUT,
                )
            ]
            for way in ways
        }
        only = answers.pop() if len(answers) == 1 else Certainty.POSSIBLE
        found[iri] = recalled.at_most(only, iri)
    return found


def _waives(period: Period, last: PartialDate | None) -> Certainty:
    """How certainly a waiver of this period is in force on that day; without a known end it carries on."""
    left = Certainty.CERTAIN if period.last[1] is None else lasts(period, last)
    return min(left, begun(period, last), key=SURER.index)


def measure_of(then: Then, statement: Statement, stands: Certainty) -> Measure:
    """What a measure's statement tells, with the waivers that concern it; `stands` is it without them."""
    dataset = then.dataset
    waivers: list[Waiver] = []
    told: set[str] = set()
    for instrument in dataset.instruments.values():
        if not set(instrument.suspends).isdisjoint(statement.instruments):
            resting = [s for s in then.actual.values() if instrument.iri in s.instruments]
            told |= {each.iri for each in resting}
            waivers.append(then.waiver(instrument, resting))
    loose = [
        each
        for each in then.actual.values()
        if each.predicate in then.waiving
        and (each.subject, each.object) == (statement.subject, statement.object)
        and each.iri not in told
        and not {*statement.instruments, statement.iri}.isdisjoint(each.about)
    ]
    if loose:
        waivers.append(then.waiver(None, loose))
    return Measure(
        statement.subject,
        dataset.label(statement.subject),
        said(dataset, statement, stands),
        tuple(map(dataset.label, statement.instruments)),
        stands,
        then.found[statement.iri],
        tuple(waivers),
        then.ahead(dataset.circumstances.period(statement)),
    )
