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

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.analysis.flows import Flow, flows_of
from kg.analysis.imposing import OUT, SURER, Measure, Then, Waiver, measure_of, unsuspended
from kg.analysis.lasting import begun, lasting, latest_told
from kg.analysis.roles import FLOWS, MEASURES, WAIVERS, names_of_kinds
from kg.analysis.saying import Said, said
from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate, window_at
from kg.graph.excerpts import Finder, excerpt
from kg.graph.reading import Reader
from kg.model import Status
from kg.recalling import recall
from kg.shown import Shown

if TYPE_CHECKING:
    from kg.graph.excerpts import Flags

__all__ = ["Measure", "Restrictions", "Waiver", "restrictions"]


@dataclass(frozen=True)
class Restrictions(Shown):
    """Measures against an actor, those only said of it, and the flows that run nevertheless.

    `measures` bind, or are suspended or out of force, in the order of who imposes them; `unsaid` have
    another status than those that count, and `waiving` are statements of waiving towards the actor to
    which no measure told belongs. `flows` are by way, then by partner, those of evasion first; `ended`
    are, where no date was asked about, ties of flow between the actor and a partner that are over.
    """

    actor: str
    label: str
    at: str | None
    measures: tuple[Measure, ...]
    unsaid: tuple[Said, ...]
    flows: tuple[Flow, ...]
    counted: str
    waiving: tuple[Said, ...] = ()
    ended: tuple[Said, ...] = ()

    @property
    def binding(self) -> tuple[Measure, ...]:
        """The measures that bind, certainly or possibly."""
        return tuple(each for each in self.measures if each.certainty is not OUT)

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements told."""
        told = [each.said for each in self.measures] + [*self.unsaid, *self.waiving]
        waivers = [waiver for each in self.measures for waiver in each.waivers]
        told += [each for waiver in waivers for each in (*waiver.acts, *waiver.permits)]
        told += [each for flow in self.flows for each in flow.ties]
        told += [tie for flow in self.flows for each in flow.beyond for tie in each.ties]
        told += self.ended
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

    Only Actual statements count; measures of another status are named apart. What the data do not tell is
    not known to be absent.

    Args:
        dataset: where the statements are.
        actor: whom they bind: a label, alias, local name, CURIE or IRI.
        at: a date. Without it every measure and tie counts that is not over by its own dates on the last day
            that sources speak of, the latest date of one; a measure that is over is told as no longer in
            force, one that begins later as not yet in force. A waiver suspends if it is in force on that day.
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
    last = None if at is not None else latest_told(Reader(dataset).about.sources, known_by)
    then = recall(excerpt(dataset, lambda found: _needed(found, actor, flows)), known_by)
    dataset = then.dataset
    who = dataset.actor(actor)
    known = dataset.vocabulary.relation_types
    binding = _chosen(dataset, measures) or MEASURES.among(known)
    running = _chosen(dataset, flows) or FLOWS.among(known)
    window = None if at is None else window_at(at)
    about = dataset.circumstances
    actual = {iri: s for iri, s in dataset.statements.items() if s.status is Status.ACTUAL}
    against = [
        each
        for each in dataset.statements.values()
        if each.object == who.iri and each.predicate in binding
    ]
    alone = then.standing(replace(about, instruments={}), window)
    if window is None:
        left = lasting(dataset.statements, about, last)
        # A tie of flow that begins later is told with its dates; a measure that does so binds nobody yet.
        since = {each.iri: begun(about.period(each), last) for each in against}
        found, alone = (
            {
                iri: min(left[iri], since.get(iri, Certainty.CERTAIN), each, key=SURER.index)
                for iri, each in some.items()
            }
            for some in (unsuspended(then, about, last), alone)
        )
    else:
        found = then.standing(about, window)
    told = [
        measure_of(Then(then, window, last, actual, found), each, alone[each.iri])
        for each in against
        if each.status is Status.ACTUAL and (window is None or alone[each.iri] is not OUT)
    ]
    waived = {act.iri for each in told for waiver in each.waivers for act in waiver.acts}
    waivers = WAIVERS.among(known)
    waiving = [
        said(dataset, each, found[each.iri])
        for each in actual.values()
        if each.object == who.iri
        and each.predicate in waivers
        and each.iri not in waived
        and found[each.iri] is not OUT
    ]
    imposing = {each.by for each in told if each.certainty is not OUT}
    ties = {
        iri: each
        for iri, each in actual.items()
        if each.predicate in running and found[iri] is not OUT
    }
    ended = [
        said(dataset, each)
        for iri, each in actual.items()
        if window is None
        and each.predicate in running
        and who.iri in (each.subject, each.object)
        and left[iri] is OUT
    ]
    return Restrictions(
        who.iri,
        who.label,
        at,
        tuple(sorted(told, key=lambda each: (each.label, each.said.iri))),
        tuple(said(dataset, each) for each in against if each.status is not Status.ACTUAL),
        tuple(flows_of(dataset, who.iri, ties, found, imposing)),
        f"actual statements {_when(at, last)}{'' if known_by is None else f', known by {known_by}'};"
        f" measures: {names_of_kinds(binding)}; flows: {names_of_kinds(running)}",
        tuple(waiving),
        tuple(ended),
    )


def _when(at: str | None, last: PartialDate | None) -> str:
    """Which time is asked about, in words."""
    if at is not None:
        return f"at {at}"
    return f"not over by {last}, the latest date of a source" if last else "without a known end"


def _needed(found: Finder, actor: str, flows: Iterable[str] | None) -> "Flags":
    """All that the actor is in, what waivers concern, and what flows from and to its partners."""
    dataset = found.dataset
    own = found.of(found.actor(actor))
    running = _chosen(dataset, flows) or FLOWS.among(dataset.vocabulary.relation_types)
    flowing = found.among(running)
    return own | found.waiving() | flowing & found.touching(found.ends(own & flowing))


def _chosen(dataset: Dataset, names: Iterable[str] | None) -> frozenset[str]:
    return frozenset(dataset.relation_type(name).iri for name in names or ())
