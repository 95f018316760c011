"""Who mediated between two actors, in what order, with what result, by whose account.

Competency question 5. A statement of mediation names one side; those of one mediator that have a matter in
common (an instrument or event they are about or rest on; where one has none, what both answer) and whose
dates can be the same are one mediation. It is between the two if both are sides of it; where only one is, it
is told apart, with the other sides: the opponent may stand behind another name.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.analysis.roles import MEDIATION
from kg.analysis.saying import Account, Matter, Said, accounts, matter, said
from kg.dataset import Dataset
from kg.dates import Certainty
from kg.errors import OptionError
from kg.graph.excerpts import Finder, excerpt
from kg.model import Statement, Status
from kg.projection import statuses_of
from kg.recalling import recall
from kg.shown import Shown

if TYPE_CHECKING:
    from kg.graph.excerpts import Flags

_FAR = 10_000_000  # after every day of the calendar


class Outcome(StrEnum):
    """What the data say came of a mediation."""

    THERE = "came about"
    ALLEGED = "only alleged"
    EXPECTED = "not there yet"
    REFUSED = "turned down"
    DENIED = "denied"
    THREATENED = "threatened"
    PROPOSED = "proposed"
    DISPUTED = "told, and denied or refused"
    UNTOLD = "not told"


_AMOUNTS = {
    Status.ALLEGED: Outcome.ALLEGED,
    Status.EXPECTED: Outcome.EXPECTED,
    Status.REFUSED: Outcome.REFUSED,  # what was proposed and turned down is turned down
    Status.DENIED: Outcome.DENIED,
    Status.THREATENED: Outcome.THREATENED,
    Status.PROPOSED: Outcome.PROPOSED,
}


@dataclass(frozen=True)
class Mediation:
    """One mediator's work on one matter.

    `sides` are those of the two actors asked about that it was for (IRIs), `others` the labels of the
    other sides. `follows` tells how certainly it came after the one before it in the list: None for the
    first. `answers` is what it reacts to, `matters` what it is about or rests on, `acts` its statements.
    `result` are statements that rest on a matter of it, `outcome` what they amount to: THERE if one is
    Actual, UNTOLD if there is none; else DISPUTED if one is Alleged or Expected and another Refused or
    Denied, or what the first of these says: Alleged, Expected, Refused, Denied, Threatened, Proposed.
    `followed` are other acts that answer it or are about it or its matters.
    """

    mediator: str
    label: str
    sides: tuple[str, ...]
    others: tuple[str, ...]
    follows: Certainty | None
    answers: tuple[Matter, ...]
    matters: tuple[Matter, ...]
    acts: tuple[Said, ...]
    outcome: Outcome
    result: tuple[Said, ...]
    followed: tuple[Said, ...]
    accounts: tuple[Account, ...]

    @property
    def when(self) -> str:
        """The dates of its acts as written; "" if there are none."""
        return " and ".join(dict.fromkeys(each.when for each in self.acts if each.when))

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all that is told of it."""
        parts = (self.acts, self.result, self.followed)
        return tuple(dict.fromkeys(each.iri for part in parts for each in part))


@dataclass(frozen=True)
class Mediations(Shown):
    """Mediations between two actors in order of time, and those that were for one of the two only."""

    actors: tuple[str, str]
    labels: tuple[str, str]
    between: tuple[Mediation, ...]
    one_sided: tuple[Mediation, ...]
    counted: str

    def __iter__(self) -> Iterator[Mediation]:
        return iter(self.between)

    def __len__(self) -> int:
        return len(self.between)

    def __getitem__(self, index: int) -> Mediation:
        return self.between[index]

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements told, those between the two first."""
        every = (*self.between, *self.one_sided)
        return tuple(dict.fromkeys(iri for each in every for iri in each.statements))

    def __str__(self) -> str:
        from kg.views.mediations import listing
        from kg.views.telling import text

        return text(listing(self))

    def _repr_html_(self) -> str:
        from kg.views.mediations import listing
        from kg.views.telling import html

        return html(listing(self))


def mediations(
    dataset: Dataset,
    a: str,
    b: str,
    *,
    status: Iterable[str] | str = ("Actual",),
    known_by: str | None = None,
) -> Mediations:
    """Who mediated between two actors, in what order, with what result, by whose account.

    In order of their last possible first day, then by mediator. What came of a mediation is read off
    the statements that rest on its instruments; that nothing is told does not mean that nothing came.

    Args:
        dataset: where the statements are.
        a: one side: a label, alias, local name, CURIE or IRI.
        b: the other side.
        status: which statements of mediation count; results and reactions are told in any status.
        known_by: a date: what a source of that date or before reports; what perhaps was known counts too.

    Raises:
        UnknownActor: a name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: both are one actor, or a status or date is none.
    """
    read = excerpt(dataset, lambda found: _needed(found, a, b))
    dataset = recall(read, known_by).dataset
    ends = dataset.actor(a), dataset.actor(b)
    one, other = (end.iri for end in ends)
    if one == other:
        raise OptionError(f"'{a}' and '{b}' are the same actor; mediation needs two")
    wanted, kinds = statuses_of(status), MEDIATION.among(dataset.vocabulary.relation_types)
    every = [each for each in dataset.statements.values() if each.predicate in kinds]
    counted = [each for each in every if each.status in wanted]
    mediators = {each.subject for each in counted if each.object in (one, other)}
    groups = [
        group
        for group in _grouped(dataset, [each for each in counted if each.subject in mediators])
        if {one, other} & {each.object for each in group}
    ]
    both = [each for each in groups if {one, other} <= {act.object for act in each}]
    single = [each for each in groups if each not in both]
    return Mediations(
        (one, other),
        (ends[0].label, ends[1].label),
        tuple(_in_order(dataset, both, (one, other))),
        tuple(_in_order(dataset, single, (one, other))),
        f"{len(counted)} of {len(every)} statements of mediation:"
        f" {' or '.join(sorted(each.lower() for each in wanted))}"
        f"{'' if known_by is None else f', known by {known_by}'}",
    )


def _needed(found: Finder, a: str, b: str) -> "Flags":
    """All mediation, and whatever names an act of one who mediates for either, or a matter of it."""
    rows = found.among(MEDIATION.among(found.dataset.vocabulary.relation_types))
    ends = {found.actor(a), found.actor(b)}
    mediators = {each.subject for each in found.read(rows & found.touching(ends)).values()}
    acts = found.read(rows & found.touching(mediators))
    matters = {iri for each in acts.values() for iri in (*each.about, *each.instruments)}
    return rows | found.naming(sorted(matters | acts.keys()))


def _grouped(dataset: Dataset, acts: list[Statement]) -> list[list[Statement]]:
    """The acts put together into mediations, each in the order of IRIs."""
    groups: list[list[Statement]] = []
    for act in sorted(acts, key=lambda each: each.iri):
        met = [group for group in groups if any(_same(dataset, act, each) for each in group)]
        groups = [group for group in groups if group not in met]
        groups.append(sorted([act, *itertools.chain(*met)], key=lambda each: each.iri))
    return groups


def _same(dataset: Dataset, one: Statement, other: Statement) -> bool:
    """Whether two acts are parts of one mediation."""
    if one.subject != other.subject:
        return False
    matters = [{*each.about, *each.instruments} for each in (one, other)]
    if not all(matters):
        matters = [set(each.in_response_to) for each in (one, other)]
    if not matters[0] & matters[1]:
        return False
    (low, high), (low2, high2) = _days(dataset, [one]), _days(dataset, [other])
    return low <= high2 and low2 <= high


def _days(dataset: Dataset, acts: list[Statement]) -> tuple[int, int]:
    """The first and the last day on which the acts may have begun, 0 and far off if nobody knows."""
    firsts = [dataset.circumstances.period(each).first for each in acts]
    return min(low or 0 for low, _ in firsts), max(high or _FAR for _, high in firsts)


def _in_order(
    dataset: Dataset, groups: list[list[Statement]], ends: tuple[str, str]
) -> Iterator[Mediation]:
    def place(group: list[Statement]) -> tuple[int, int, str, str]:
        low, high = _days(dataset, group)
        return high, low, group[0].subject, group[0].iri

    before: int | None = None
    for group in sorted(groups, key=place):
        low, high = _days(dataset, group)
        follows = None
        if before is not None:
            follows = Certainty.CERTAIN if before < low else Certainty.POSSIBLE
        yield _told(dataset, group, ends, follows)
        before = max(high, before or 0)


def _told(
    dataset: Dataset, acts: list[Statement], ends: tuple[str, str], follows: Certainty | None
) -> Mediation:
    own = {each.iri for each in acts}
    matters = dict.fromkeys(iri for each in acts for iri in (*each.about, *each.instruments))
    mediation = MEDIATION.among(dataset.vocabulary.relation_types)
    others = [each for each in dataset.statements.values() if each.predicate not in mediation]
    result = [each for each in others if not matters.keys().isdisjoint(each.instruments)]
    reacts = [
        each
        for each in others
        if each not in result
        and (
            not own.isdisjoint((*each.about, *each.in_response_to))
            or not matters.keys().isdisjoint((*each.about, *each.in_response_to))
        )
    ]
    mediator = acts[0].subject
    sides = {each.object for each in acts}
    return Mediation(
        mediator,
        dataset.label(mediator),
        tuple(end for end in ends if end in sides),
        tuple(sorted(dataset.label(each) for each in sides.difference(ends))),
        follows,
        tuple(
            matter(dataset, iri)
            for iri in dict.fromkeys(iri for each in acts for iri in each.in_response_to)
        ),
        tuple(matter(dataset, iri) for iri in matters),
        tuple(said(dataset, each) for each in acts),
        _outcome({each.status for each in result}),
        tuple(said(dataset, each) for each in result),
        tuple(said(dataset, each) for each in reacts),
        accounts(dataset, acts, {mediator, *sides}),
    )


def _outcome(told: set[Status]) -> Outcome:
    """What results of these statuses amount to.

    >>> str(_outcome({Status.REFUSED, Status.PROPOSED})), str(_outcome(set()))
    ('turned down', 'not told')
    """
    if Status.ACTUAL in told:
        return Outcome.THERE
    if told & {Status.ALLEGED, Status.EXPECTED} and told & {Status.REFUSED, Status.DENIED}:
        return Outcome.DISPUTED
    return next((found for status, found in _AMOUNTS.items() if status in told), Outcome.UNTOLD)
