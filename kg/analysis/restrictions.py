"""Which measures bind an actor, which waivers exempt whom, through whom flows still run.

Competency question 9. A measure is a statement of sanctions, a blockade, a deprivation or a ruling against
the actor (`kg.analysis.roles.MEASURES`). A waiver is an instrument that suspends (`kg:suspends`) one that the
measure rests on, or a statement that sets sanctions on the actor aside, by who imposed the measure and about
what it rests on. While a waiver holds, the measure does not count, as in `kg.project`.

Flows are ties of supply, trade, transit and evasion. Through whom they run is told partner by partner: what
passes between the actor and the partner, and who stands on the far side of the partner. Such a chain is two
ties side by side, not a claim that goods pass on along it. A tie with one who imposes a measure is told as
such: what a measure covers (aid, arms, trade) is not in the data, so nothing is struck out for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.analysis.flows import Flow, flows_of
from kg.analysis.roles import FLOWS, MEASURES, WAIVERS, names_of_kinds
from kg.analysis.saying import Said, said
from kg.analysis.telling import tell_time
from kg.dataset import Dataset
from kg.dates import Certainty, Period, Window, holds, window_at
from kg.graph.excerpts import Finder, excerpt
from kg.holding import own_period
from kg.model import Instrument, Statement, Status
from kg.recalling import Recalled, recall
from kg.shown import Shown

if TYPE_CHECKING:
    from kg.graph.excerpts import Flags

_OUT = Certainty.IMPOSSIBLE
_SURER = (_OUT, Certainty.POSSIBLE, Certainty.CERTAIN)


@dataclass(frozen=True)
class Waiver:
    """What sets a measure aside, or does so at another time than that asked about.

    `instrument` is that which suspends (IRI), None where statements alone tell of it: those suspend
    nothing. `certainty` is that of its being in force then, `when` its dates. `acts` are the statements
    of waiving that hold then, all of them where it is not in force, `exempts` the labels of those whom
    they exempt, `permits` other ties that rest on the waiver.
    """

    instrument: str | None
    label: str
    certainty: Certainty
    when: str
    exempts: tuple[str, ...]
    acts: tuple[Said, ...]
    permits: tuple[Said, ...]


@dataclass(frozen=True)
class Measure:
    """A measure against the actor: by whom, resting on what, and how certainly it binds.

    `certainty` is that of its binding at the time asked about, waivers honoured: IMPOSSIBLE where a
    waiver suspends it, or where it is not yet or no longer in force; `stands` is that without waivers.
    """

    by: str
    label: str
    said: Said
    instruments: tuple[str, ...]
    stands: Certainty
    certainty: Certainty
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True)
class Restrictions(Shown):
    """Measures against an actor, those only said of it, and the flows that run nevertheless.

    `measures` bind, or are suspended or out of force, in the order of who imposes them; `unsaid` have
    another status than those that count. `flows` are by way, then by partner, those of evasion first.
    """

    actor: str
    label: str
    at: str | None
    measures: tuple[Measure, ...]
    unsaid: tuple[Said, ...]
    flows: tuple[Flow, ...]
    counted: str

    @property
    def binding(self) -> tuple[Measure, ...]:
        """The measures that bind, certainly or possibly."""
        return tuple(each for each in self.measures if each.certainty is not _OUT)

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements told."""
        told = [each.said for each in self.measures] + list(self.unsaid)
        waivers = [waiver for each in self.measures for waiver in each.waivers]
        told += [each for waiver in waivers for each in (*waiver.acts, *waiver.permits)]
        told += [each for flow in self.flows for each in flow.ties]
        told += [tie for flow in self.flows for each in flow.beyond for tie in each.ties]
        return tuple(dict.fromkeys(each.iri for each in told))

    def __str__(self) -> str:
        from kg.views.restrictions import listing
        from kg.views.telling import text

        return text(listing(self))

    def _repr_html_(self) -> str:
        from kg.views.restrictions import listing
        from kg.views.telling import html

        return html(listing(self))


def restrictions(
    dataset: Dataset,
    actor: str,
    *,
    at: str | None = None,
    measures: Iterable[str] | None = None,
    flows: Iterable[str] | None = None,
    known_by: str | None = None,
) -> Restrictions:
    """Which measures bind an actor, which waivers exempt whom, through whom flows still run.

    Only Actual statements count; measures of another status are named apart.

    Args:
        dataset: where the statements are.
        actor: whom they bind: a label, alias, local name, CURIE or IRI.
        at: a date; without it every measure, waiver and tie counts that is not known to have ended.
        measures: relation types that are measures, instead of those of `kg.analysis.roles.MEASURES`.
        flows: relation types that are flows, instead of those of `kg.analysis.roles.FLOWS`.
        known_by: a date: what a source of that date or before reports; what perhaps was known is possible,
            and a waiver that nobody knew of suspends nothing.

    Raises:
        UnknownActor, UnknownRelationType: a name is not in the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: a date is none.

    >>> from kg.loading import load, shipped
    >>> found = restrictions(load(shipped()), "Azerbaijan")
    >>> for each in found.measures:
    ...     print(each.label, each.certainty, [one.label for one in each.waivers])
    International Court of Justice certain []
    United States impossible ['Waiver of Section 907']
    """
    then = recall(excerpt(dataset, lambda found: _needed(found, actor, flows)), known_by)
    dataset = then.dataset
    who = dataset.actor(actor)
    known = dataset.vocabulary.relation_types
    binding = _chosen(dataset, measures) or MEASURES.among(known)
    running = _chosen(dataset, flows) or FLOWS.among(known)
    window = None if at is None else window_at(at)
    about = dataset.circumstances
    actual = {iri: s for iri, s in dataset.statements.items() if s.status is Status.ACTUAL}
    found = then.standing(about, window)
    alone = then.standing(replace(about, instruments={}), window)
    against = [
        each
        for each in dataset.statements.values()
        if each.object == who.iri and each.predicate in binding
    ]
    told = [
        _measure(_Then(then, window, actual, found), each, alone[each.iri])
        for each in against
        if each.status is Status.ACTUAL and alone[each.iri] is not _OUT
    ]
    imposing = {each.by for each in told if each.certainty is not _OUT}
    ties = {
        iri: each
        for iri, each in actual.items()
        if each.predicate in running and found[iri] is not _OUT
    }
    return Restrictions(
        who.iri,
        who.label,
        at,
        tuple(sorted(told, key=lambda each: (each.label, each.said.iri))),
        tuple(said(dataset, each) for each in against if each.status is not Status.ACTUAL),
        tuple(flows_of(dataset, who.iri, ties, found, imposing)),
        f"actual statements{'' if at is None else f' at {at}'}"
        f"{'' if known_by is None else f', known by {known_by}'}; measures:"
        f" {names_of_kinds(binding)}; flows: {names_of_kinds(running)}",
    )


def _needed(found: Finder, actor: str, flows: Iterable[str] | None) -> "Flags":
    """All that the actor is in, what waivers concern, and what flows from and to its partners."""
    dataset = found.dataset
    own = found.of(found.actor(actor))
    running = _chosen(dataset, flows) or FLOWS.among(dataset.vocabulary.relation_types)
    flowing = found.among(running)
    return own | found.waiving() | flowing & found.touching(found.ends(own & flowing))


def _chosen(dataset: Dataset, names: Iterable[str] | None) -> frozenset[str]:
    return frozenset(dataset.relation_type(name).iri for name in names or ())


@dataclass(frozen=True)
class _Then:
    """What was said, and how certainly each of the Actual statements stands at the time asked about."""

    recalled: Recalled
    window: Window | None
    actual: Mapping[str, Statement]
    found: Mapping[str, Certainty]

    @property
    def dataset(self) -> Dataset:
        return self.recalled.dataset

    @cached_property
    def waiving(self) -> frozenset[str]:
        """The relation types of waivers."""
        return frozenset(WAIVERS.among(self.dataset.vocabulary.relation_types))

    def in_force(self, period: Period, *statements: str) -> Certainty:
        """How certainly what has this period suspends then, as `kg.holding` has it."""
        if self.window is None:
            certainty = Certainty.CERTAIN if period.last[1] is None else _OUT
        else:
            certainty = holds(period, self.window)
        return self.recalled.at_most(certainty, *statements)

    def waiver(self, instrument: Instrument | None, resting: Sequence[Statement]) -> Waiver:
        """A waiver by the Actual statements it stands by, or by its own dates where there are none."""
        about = self.dataset.circumstances
        force = {each.iri: self.in_force(about.period(each), each.iri) for each in resting}
        if instrument is not None and not force:
            certainty = self.in_force(own_period(instrument))
            when = tell_time(instrument.since, instrument.until, instrument.date)
        else:
            certainty = max(force.values(), key=_SURER.index)
            times = (tell_time(each.since, each.until, each.date) for each in resting)
            when = ", ".join(dict.fromkeys(filter(None, times)))
        then = [e for e in resting if certainty is _OUT or force[e.iri] is not _OUT]
        acts = [each for each in then if each.predicate in self.waiving]
        return Waiver(
            None if instrument is None else instrument.iri,
            "waiver without an instrument" if instrument is None else instrument.label,
            certainty,
            when,
            tuple(sorted({self.dataset.label(each.object) for each in acts})),
            tuple(said(self.dataset, each, force[each.iri]) for each in acts),
            tuple(said(self.dataset, each, force[each.iri]) for each in then if each not in acts),
        )


def _measure(then: _Then, statement: Statement, stands: Certainty) -> Measure:
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
    )
