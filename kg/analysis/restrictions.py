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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.analysis.flows import Flow, flows_of
from kg.analysis.roles import FLOWS, MEASURES, WAIVERS, names_of_kinds
from kg.analysis.saying import Said, said
from kg.dataset import Dataset
from kg.dates import Certainty, window_at
from kg.graph.excerpts import Finder, excerpt
from kg.graph.recalling import recall
from kg.model import Instrument, Statement, Status
from kg.shown import Shown

if TYPE_CHECKING:
    from kg.graph.excerpts import Flags

_OUT = Certainty.IMPOSSIBLE


@dataclass(frozen=True)
class Waiver:
    """What sets a measure aside.

    `instrument` is that which suspends (IRI), None where statements alone tell of it. `acts` are the
    statements of waiving, `exempts` the labels of those whom they exempt, `permits` other ties that rest
    on the waiver.
    """

    instrument: str | None
    label: str
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
        _measure(dataset, each, actual, alone[each.iri], found[each.iri], found)
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


def _measure(
    dataset: Dataset,
    statement: Statement,
    actual: Mapping[str, Statement],
    stands: Certainty,
    certainty: Certainty,
    found: Mapping[str, Certainty],
) -> Measure:
    waivers = [
        _waiver(dataset, each, actual, found)
        for each in dataset.instruments.values()
        if not set(each.suspends).isdisjoint(statement.instruments)
    ]
    told = {each.iri for waiver in waivers for each in waiver.acts}
    kinds = WAIVERS.among(dataset.vocabulary.relation_types)
    loose = [
        each
        for each in actual.values()
        if each.predicate in kinds
        and (each.subject, each.object) == (statement.subject, statement.object)
        and each.iri not in told
        and not {*statement.instruments, statement.iri}.isdisjoint(each.about)
    ]
    if loose:
        acts = tuple(said(dataset, each, found[each.iri]) for each in loose)
        exempts = tuple(sorted({dataset.label(each.object) for each in loose}))
        waivers.append(Waiver(None, "waiver without an instrument", exempts, acts, ()))
    return Measure(
        statement.subject,
        dataset.label(statement.subject),
        said(dataset, statement, stands),
        tuple(map(dataset.label, statement.instruments)),
        stands,
        certainty,
        tuple(waivers),
    )


def _waiver(
    dataset: Dataset,
    instrument: Instrument,
    actual: Mapping[str, Statement],
    found: Mapping[str, Certainty],
) -> Waiver:
    kinds = WAIVERS.among(dataset.vocabulary.relation_types)
    resting = [
        each
        for each in actual.values()
        if instrument.iri in each.instruments and found[each.iri] is not _OUT
    ]
    acts = [each for each in resting if each.predicate in kinds]
    return Waiver(
        instrument.iri,
        instrument.label,
        tuple(sorted({dataset.label(each.object) for each in acts})),
        tuple(said(dataset, each, found[each.iri]) for each in acts),
        tuple(said(dataset, each, found[each.iri]) for each in resting if each not in acts),
    )
