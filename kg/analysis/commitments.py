"""Which commitments of an alliance an event triggered, and what became of each.

Competency question 8. An event triggers a commitment when a hostile statement rests on it (`kg:instrument`)
whose target is a member of the alliance on its date. The commitment is owed by the alliance itself and by
each other member on that date. What became of it is read off Actual statements that name the event, a hostile
act of it or a call for help (`kg:inResponseTo`, `kg:about`): help by who owes it is HONOURED, a refusal by
who owes it REFUSED, both DISPUTED; help that was offered and that the member itself turned down DECLINED.
None of these is UNANSWERED *in the sources*, which is no refusal. Hostile acts, help and refusals are those
of `kg.analysis.roles`; whether the treaty covers the case is not in the data, and nothing here decides it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.analysis.roles import CALLS, HELP, LEAVING, MEMBERSHIP, REFUSALS
from kg.analysis.saying import Matter, Said, find_matter, matter, said
from kg.dataset import Dataset
from kg.dates import Certainty, Window, happened, holds
from kg.model import Sign, Statement, Status
from kg.projection import statuses_of

_FAR = 10_000_000  # after every day of the calendar
Standing = tuple[Certainty, tuple[Said, ...], tuple[Said, ...]]
"""How certainly somebody is a member, by which statements, and those that make it doubtful."""


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
    both being in the alliance on the date of the hostile acts, by the statements in `membership`; those
    in `doubts` are of leaving or suspending it by then. `triggers` are the hostile acts, `calls` what the
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
class Commitments:
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
    dataset: Dataset, alliance: str, event: str, *, status: Iterable[str] | str = ("Actual",)
) -> Commitments:
    """Which commitments of an alliance an event triggered, and what became of each.

    Args:
        dataset: where the statements are.
        alliance: an organisation: a label, alias, local name, CURIE or IRI.
        event: an event or instrument that hostile acts rest on, or the statement of one hostile act.
        status: which statements of hostile acts and of membership count.

    Raises:
        UnknownActor, UnknownName: a name is not in the data; with near matches.
        AmbiguousName: several carry it.
        OptionError: a status is none.

    >>> from kg.loading import load, shipped
    >>> for each in commitments(load(shipped()), "CSTO", "inst:offensive-2022"):
    ...     print(each.owing_label, "to", each.label, each.outcome)
    Collective Security Treaty Organization to Armenia refused
    """
    league, iri, wanted = dataset.actor(alliance), find_matter(dataset, event), statuses_of(status)
    joined = _memberships(dataset, league.iri, wanted)
    hostile = [each for each in _hostile(dataset, iri) if each.status in wanted]
    found: list[Commitment] = []
    for struck in sorted({each.object for each in hostile}):
        triggers = [each for each in hostile if each.object == struck]
        window = _window(dataset, triggers)
        then = {
            who: told
            for who, statements in joined.items()
            if (told := _standing(dataset, who, league.iri, statements, window)) is not None
        }
        if struck not in then:
            continue
        attackers = {each.subject for each in triggers}
        owing = (league.iri, *sorted(then.keys() - {struck} - attackers))
        found += [_commitment(dataset, iri, triggers, struck, each, then) for each in owing]
    return Commitments(
        league.iri,
        league.label,
        matter(dataset, iri),
        tuple(found),
        None if found else _reason(dataset, league.label, iri, hostile, joined),
        f"hostile acts and memberships: {' or '.join(sorted(each.lower() for each in wanted))};"
        " answers: actual",
    )


def _hostile(dataset: Dataset, iri: str) -> list[Statement]:
    """The hostile acts that rest on the event, or the one statement that is asked about."""
    kinds = dataset.vocabulary.relation_types
    hostile = {kind for kind, known in kinds.items() if known.sign is Sign.CONFLICT}
    return [
        each
        for each in dataset.statements.values()
        if each.predicate in hostile and iri in (each.iri, *each.instruments)
    ]


def _memberships(
    dataset: Dataset, league: str, wanted: frozenset[Status]
) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    kinds = MEMBERSHIP.among(dataset.vocabulary.relation_types)
    for each in dataset.statements.values():
        if each.predicate in kinds and each.object == league and each.status in wanted:
            found.setdefault(each.subject, []).append(each)
    return found


def _window(dataset: Dataset, triggers: list[Statement]) -> Window:
    """The days on which the hostile acts may have begun: a question about one day among them."""
    firsts = [dataset.circumstances.period(each).first for each in triggers]
    days = min(low or 1 for low, _ in firsts), max(high or _FAR for _, high in firsts)
    return Window(*days, exact=True)


def _standing(
    dataset: Dataset, who: str, league: str, joined: list[Statement], window: Window
) -> Standing | None:
    """How certainly somebody was a member, by which statements, with what doubts; None if surely not."""
    about = dataset.circumstances
    stood = [(each, holds(about.period(each), window)) for each in joined]
    if not (stand := [each for each in stood if each[1] is not Certainty.IMPOSSIBLE]):
        return None
    leaving = LEAVING.among(dataset.vocabulary.relation_types)
    doubts = [
        said(dataset, each)
        for each in dataset.statements.values()
        if each.predicate in leaving
        and (each.subject, each.object, each.status) == (who, league, Status.ACTUAL)
        and happened(about.period(each), window) is not Certainty.IMPOSSIBLE
    ]
    sure = not doubts and any(found is Certainty.CERTAIN for _, found in stand)
    return (
        Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        tuple(said(dataset, each, found) for each, found in stand),
        tuple(doubts),
    )


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
        return f"no hostile act that counts rests on {matter(dataset, event).label}"
    if not joined:
        return f"nobody is a member of {league} by the statements that count"
    struck = " and ".join(sorted({dataset.label(each.object) for each in hostile}))
    return f"by the statements that count, {struck} is no member of {league} on that date"
