"""Which commitments of an alliance an event triggered, and what became of each.

Competency question 8. An event triggers a commitment when an act of force rests on it (`kg:instrument`) whose
target is a member of the alliance on its date. The commitment is owed by the alliance itself and by
each other member on that date. What became of it is read off Actual statements that name the event, an act
of it or a call for help (`kg:inResponseTo`, `kg:about`): help by who owes it is HONOURED, a refusal by
who owes it REFUSED, both DISPUTED; help that was offered and that the member itself turned down DECLINED.
None of these is UNANSWERED *in the sources*, which is no refusal. Acts of force, help and refusals are those
of `kg.analysis.roles`; whether the treaty covers the case is not in the data, and nothing here decides it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.analysis.membership import Standing, days_of, memberships, standing_of
from kg.analysis.roles import CALLS, FORCE, HELP, REFUSALS, names_of_kinds
from kg.analysis.saying import Matter, Said, find_matter, matter, said
from kg.dataset import Dataset
from kg.dates import Certainty
from kg.errors import UnknownName
from kg.graph.excerpts import Finder, excerpt
from kg.iris import STMT, expand
from kg.model import Statement, Status
from kg.projection import statuses_of
from kg.recalling import recall
from kg.shown import Shown

if TYPE_CHECKING:
    from kg.graph.excerpts import Flags


class Answer(StrEnum):
    """What became of a commitment, by the sources."""

    HONOURED = "honoured"
    REFUSED = "refused"
    DECLINED = "offered, and declined by the member"
    DISPUTED = "both honoured and refused"
    UNANSWERED = "unanswered in the sources"


@dataclass(frozen=True)
class Commitment:
    """What one actor owes a member that an event struck.

    `owing` is the alliance or another member, `member` who was struck, both IRIs. `certainty` is that of
    both being in the alliance on the date of the acts of force, by the statements in `membership`; those
    in `doubts` are of leaving or suspending it by then. `triggers` are the acts of force, `calls` what the
    member asked for, `answers` what decides `outcome`. `claims` are statements of another status than
    Actual that name the event, `elsewhere` help and refusals between the two that name no such thing.
    """

    owing: str
    owing_label: str
    member: str
    label: str
    certainty: Certainty
    outcome: Answer
    membership: tuple[Said, ...]
    doubts: tuple[Said, ...]
    triggers: tuple[Said, ...]
    calls: tuple[Said, ...]
    answers: tuple[Said, ...]
    claims: tuple[Said, ...]
    elsewhere: tuple[Said, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all that is told of it."""
        told = (*self.triggers, *self.membership, *self.doubts, *self.calls, *self.answers)
        every = (*told, *self.claims, *self.elsewhere)
        return tuple(dict.fromkeys(each.iri for each in every))


@dataclass(frozen=True)
class Commitments(Shown):
    """The commitments of an alliance that an event triggered, by member: its own, then other members'.

    `reason` says why nothing was triggered, None where something was.
    """

    alliance: str
    label: str
    event: Matter
    commitments: tuple[Commitment, ...]
    reason: str | None
    counted: str

    def __iter__(self) -> Iterator[Commitment]:
        return iter(self.commitments)

    def __len__(self) -> int:
        return len(self.commitments)

    def __getitem__(self, index: int) -> Commitment:
        return self.commitments[index]

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements told."""
        return tuple(dict.fromkeys(iri for each in self.commitments for iri in each.statements))

    def __str__(self) -> str:
        from kg.views.commitments import listing
        from kg.views.telling import text

        return text(listing(self))

    def _repr_html_(self) -> str:
        from kg.views.commitments import listing
        from kg.views.telling import html

        return html(listing(self))


def commitments(
    dataset: Dataset,
    alliance: str,
    event: str,
    *,
    status: Iterable[str] | str = ("Actual",),
    triggers: Iterable[str] | None = None,
    known_by: str | None = None,
) -> Commitments:
    """Which commitments of an alliance an event triggered, and what became of each.

    Args:
        dataset: where the statements are.
        alliance: an organisation: a label, alias, local name, CURIE or IRI.
        event: an event or instrument that acts of force rest on, or the statement of one such act.
        status: which statements of such acts and of membership count.
        triggers: relation types that trigger, instead of those of `kg.analysis.roles.FORCE`.
        known_by: a date: what a source of that date or before reports; what perhaps was known counts, and
            what an act or membership rests on that only may have been is possible.

    Raises:
        UnknownActor, UnknownName, UnknownRelationType: a name is not in the data; with near matches.
        AmbiguousName: several carry it.
        OptionError: a status or date is none.

    >>> from kg.loading import load, shipped
    >>> for each in commitments(load(shipped()), "CSTO", "inst:offensive-2022"):
    ...     print(each.owing_label, "to", each.label, each.outcome)
    Collective Security Treaty Organization to Armenia refused
    """
    read = excerpt(dataset, lambda found: _needed(found, alliance, event))
    league, iri, wanted = read.actor(alliance), find_matter(read, event), statuses_of(status)
    recalled = recall(read, known_by)
    dataset, unsure = recalled.dataset, recalled.unsure
    joined = memberships(dataset, league.iri, wanted)
    named = frozenset(dataset.relation_type(name).iri for name in triggers or ())
    force = named or FORCE.among(dataset.vocabulary.relation_types)
    hostile = [
        each
        for each in dataset.statements.values()
        if each.predicate in force
        and each.status in wanted
        and iri in (each.iri, *each.instruments)
    ]
    found: list[Commitment] = []
    for struck in sorted({each.object for each in hostile}):
        acts = [each for each in hostile if each.object == struck]
        window = days_of(dataset, acts)
        then = {
            who: told
            for who, statements in joined.items()
            if (told := standing_of(dataset, who, league.iri, statements, window, unsure))
            is not None
        }
        if struck not in then:
            continue
        attackers = {each.subject for each in acts}
        owing = (league.iri, *sorted(then.keys() - {struck} - attackers))
        some = [_commitment(dataset, iri, acts, struck, each, then) for each in owing]
        if unsure.issuperset(each.iri for each in acts):
            some = [replace(each, certainty=Certainty.POSSIBLE) for each in some]
        found += some
    return Commitments(
        league.iri,
        league.label,
        matter(read, iri),
        tuple(found),
        None if found else _reason(dataset, league.label, iri, hostile, joined),
        f"acts and memberships: {' or '.join(sorted(each.lower() for each in wanted))}"
        f"{'' if known_by is None else f', known by {known_by}'}; answers:"
        f" actual; what triggers: {names_of_kinds(force)}",
    )


def _needed(found: Finder, alliance: str, event: str) -> "Flags":
    """What the alliance is in, the acts that may be meant, and all that those who were struck are in."""
    rows = found.of(found.actor(alliance))
    acts = found.called({str(expand(event)), STMT + event})
    if not acts.any():
        try:
            acts = found.naming([find_matter(found.about, event)])
        except UnknownName:  # all are read, to tell what comes near it
            return ~found.none()
    return rows | acts | found.touching(found.ends(acts))


def _commitment(
    dataset: Dataset,
    event: str,
    triggers: list[Statement],
    struck: str,
    owing: str,
    then: dict[str, Standing],
) -> Commitment:
    kinds = dataset.vocabulary.relation_types
    calls_of, help_of, refusal = (role.among(kinds) for role in (CALLS, HELP, REFUSALS))
    between = [
        each
        for each in dataset.statements.values()
        if {each.subject, each.object} == {struck, owing} and each not in triggers
    ]
    named = {event, *(each.iri for each in triggers)}
    calls = [
        each
        for each in between
        if each.subject == struck and each.predicate in calls_of and _names(each, named)
    ]
    named |= {each.iri for each in calls}
    offers = {
        each.iri
        for each in between
        if each.predicate in help_of and each.subject == owing and _names(each, named)
    }
    answers = [
        each
        for each in between
        if each.status is Status.ACTUAL
        and each.predicate in help_of | refusal
        and (each.subject == owing or each.predicate in refusal)
        and (_names(each, named) or (each.subject == struck and _names(each, offers)))
    ]
    rest = [each for each in between if each not in answers and each not in calls]
    claims = [each for each in rest if _names(each, named) and each.status is not Status.ACTUAL]
    elsewhere = [
        each for each in rest if each.predicate in help_of | refusal and each not in claims
    ]
    membership = [then[struck], *([then[owing]] if owing in then else [])]
    sure = all(certainty is Certainty.CERTAIN for certainty, *_ in membership)
    return Commitment(
        owing,
        dataset.label(owing),
        struck,
        dataset.label(struck),
        Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        _outcome(answers, owing, help_of),
        tuple(each for _, statements, _ in membership for each in statements),
        tuple(each for *_, doubts in membership for each in doubts),
        tuple(said(dataset, each) for each in triggers),
        *(
            tuple(said(dataset, each) for each in part)
            for part in (calls, answers, claims, elsewhere)
        ),
    )


def _names(statement: Statement, things: set[str]) -> bool:
    """Whether the statement answers one of these things, or is about one."""
    return not things.isdisjoint((*statement.about, *statement.in_response_to))


def _outcome(answers: list[Statement], owing: str, help_of: frozenset[str]) -> Answer:
    helped = any(each.predicate in help_of for each in answers)
    refused = any(each.predicate not in help_of and each.subject == owing for each in answers)
    if helped and refused:
        return Answer.DISPUTED
    if helped or refused:
        return Answer.HONOURED if helped else Answer.REFUSED
    return Answer.DECLINED if answers else Answer.UNANSWERED


def _reason(
    dataset: Dataset,
    league: str,
    event: str,
    hostile: list[Statement],
    joined: dict[str, list[Statement]],
) -> str:
    if not hostile:
        return f"no act of force that counts rests on {matter(dataset, event).label}"
    if not joined:
        return f"nobody is a member of {league} by the statements that count"
    struck = " and ".join(sorted({dataset.label(each.object) for each in hostile}))
    return f"by the statements that count, {struck} is no member of {league} on that date"
