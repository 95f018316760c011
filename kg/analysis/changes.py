"""Which ties of an actor began, ended or changed status between two dates.

Competency question 6. A partial date stands for every day it names, so a change is *certain* if it falls
between the dates whichever day was meant, *possible* if it does for some. Software never ends a tie: one
without an end in the sources is not known to have ended. What a waiver suspends goes on as a tie; for that
see `kg.restrictions`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.analysis.saying import Said, said
from kg.dataset import Dataset
from kg.dates import Certainty, Period, Window, window_between
from kg.graph.excerpts import excerpt
from kg.model import Aspect, Statement, Status
from kg.projection import statuses_of
from kg.recalling import recall
from kg.shown import Shown

_FAR = 10_000_000  # after every day of the calendar
Days = tuple[int | None, int | None]


class Turn(StrEnum):
    """What becomes of a tie."""

    BEGAN = "began"
    ENDED = "ended"
    STATUS = "changed status"
    HAPPENED = "happened"
    TOLD_FROM = "told from"
    TOLD_UNTIL = "told until"
    TOLD_OF = "told of"

    @property
    def takes_place(self) -> bool:
        """Whether something became of a tie; of one that is not Actual it is only told when it would."""
        return self not in _TOLD.values()


_TOLD = {
    Turn.BEGAN: Turn.TOLD_FROM,
    Turn.ENDED: Turn.TOLD_UNTIL,
    Turn.HAPPENED: Turn.TOLD_OF,
}


@dataclass(frozen=True)
class Change:
    """A tie that began, ended or changed status, an act that happened, or what another status is told of.

    `date` is as written, `first` and `last` the days it may have been, as ordinals. `other` is who is at
    the other end, `before` the statement of the status that was there before.
    """

    turn: Turn
    certainty: Certainty
    date: str
    first: int
    last: int
    other: str
    label: str
    said: Said
    before: Said | None

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of the statements that tell of it."""
        return tuple(each.iri for each in (self.before, self.said) if each is not None)


@dataclass(frozen=True)
class Changes(Shown):
    """Changes in the order of their days, and the ties that nobody dates.

    `undated` are ties without a start in the sources that may have begun in the time asked about.
    """

    actor: str
    label: str
    start: str
    end: str
    changes: tuple[Change, ...]
    undated: tuple[Said, ...]
    counted: str

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __getitem__(self, index: int) -> Change:
        return self.changes[index]

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements told, changes first."""
        every = [iri for each in self.changes for iri in each.statements]
        return tuple(dict.fromkeys([*every, *(each.iri for each in self.undated)]))

    def __str__(self) -> str:
        from kg.views.changes import listing
        from kg.views.telling import text

        return text(listing(self))

    def _repr_html_(self) -> str:
        from kg.views.changes import listing
        from kg.views.telling import html

        return html(listing(self))


def changes(
    dataset: Dataset,
    actor: str,
    start: str,
    end: str,
    *,
    status: Iterable[str] | str = ("Actual",),
    acts: bool = False,
    known_by: str | None = None,
) -> Changes:
    """Which ties of an actor began, ended or changed status from one date to another.

    Only what is Actual begins, ends or happens. What is expected, proposed, threatened, refused, alleged or
    denied is told from, until or of its dates, and what is certain of it is when that is. A change of
    status is told once: not as a beginning too, unless that is certain and the change is only possible.

    A tie changes status where statements of several statuses are about it: on the day on which one
    begins that has another status than the last to begin before it. One is before another if neither
    its earliest nor its latest first day is later. Where the dates do not order them so, that is no
    change but a disagreement: see `kg.contradictions`.

    Args:
        dataset: where the statements are.
        actor: a label, alias, local name, CURIE or IRI.
        start: a date; its first day is the first that counts.
        end: a date; its last day is the last that counts.
        status: which ties count; a change of status is told if either side of it counts.
        acts: whether acts that happened are told too.
        known_by: a date: what a source of that date or before reports; what perhaps was known is possible.

    Raises:
        UnknownActor: the name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: the end is before the start, or an option has no sense.

    >>> from kg.loading import load, shipped
    >>> for each in changes(load(shipped()), "EU", "2022-01", "2022-12"):
    ...     print(each.certainty, each.turn, each.date, each.said.sentence)
    certain began 2022 Azerbaijan opposes European Union
    certain began 2022 European Union deploys a mission to Armenia
    certain began 2022 Russia opposes European Union
    certain began 2022-07 Azerbaijan supplies gas to European Union
    """
    then = recall(excerpt(dataset, lambda found: found.of(found.actor(actor))), known_by)
    dataset = then.dataset
    who, window, wanted = dataset.actor(actor), window_between(start, end), statuses_of(status)
    about = dataset.circumstances
    own = [each for each in dataset.statements.values() if who.iri in (each.subject, each.object)]
    own = [each for each in own if acts or about.aspect(each) is Aspect.TIE]
    counted = [each for each in own if each.status in wanted]
    found: list[Change] = []
    undated = []
    for each in counted:
        begins, ends = turning_days(about.period(each))
        act = about.aspect(each) is Aspect.ACT
        certainty = fallen(begins, window)
        if (each.date or each.since) is not None:
            turn = Turn.HAPPENED if act else Turn.BEGAN
            found += _change(dataset, who.iri, each, turn, begins, certainty)
        elif certainty is not Certainty.IMPOSSIBLE:
            undated.append(said(dataset, each))
        if (each.until is not None or each.date is not None) and not act:
            found += _change(dataset, who.iri, each, Turn.ENDED, ends, fallen(ends, window))
    turned = list(_status_changes(dataset, who.iri, own, window, wanted))
    once = {(each.said.iri, each.certainty) for each in turned}
    starts = (Turn.BEGAN, Turn.HAPPENED, Turn.TOLD_FROM, Turn.TOLD_OF)
    found = [
        replace(each, certainty=then.at_most(each.certainty, *each.statements))
        for each in [
            *(e for e in found if e.turn not in starts or (e.said.iri, e.certainty) not in once),
            *turned,
        ]
    ]
    words = " or ".join(sorted(each.lower() for each in wanted))
    words += "" if known_by is None else f", known by {known_by}"
    ties = "tie" if len(counted) == 1 else "ties"
    ties = f"{ties} and acts" if acts else ties
    return Changes(
        who.iri,
        who.label,
        start,
        end,
        tuple(sorted(found, key=lambda each: (each.first, each.last, each.turn, each.said.iri))),
        tuple(undated),
        f"{len(counted):,} {ties} of {who.label}: {words}",
    )


def turning_days(period: Period) -> tuple[Days, Days]:
    """The earliest and latest first day of a period, and of its last, each narrowed by the other.

    A period that ends before it starts has no days: (None, None) twice.

    >>> turning_days(Period((10, 40), (20, 30)))
    ((10, 30), (20, 30))
    """
    (low, high), (last_low, last_high) = period.first, period.last
    if low is not None and last_high is not None and low > last_high:
        return (None, None), (None, None)
    highs = [day for day in (high, last_high) if day is not None]
    lows = [day for day in (low, last_low) if day is not None]
    return (low, min(highs, default=None)), (max(lows, default=None), last_high)


def fallen(days: Days, window: Window) -> Certainty:
    """How certainly something falls in the window that falls on a day between these; None is open.

    >>> from kg.dates import parse_date
    >>> january = window_between("2022-01", "2022-01")
    >>> days = parse_date("2022")
    >>> str(fallen((days.earliest, days.latest), january))
    'possible'
    """
    low, high = days
    if (low is not None and low > window.end) or (high is not None and high < window.start):
        return Certainty.IMPOSSIBLE
    sure = low is not None and high is not None and low >= window.start and high <= window.end
    return Certainty.CERTAIN if sure else Certainty.POSSIBLE


def _change(
    dataset: Dataset,
    actor: str,
    statement: Statement,
    turn: Turn,
    days: Days,
    certainty: Certainty,
    before: Statement | None = None,
) -> Iterator[Change]:
    if certainty is Certainty.IMPOSSIBLE or days == (None, None):
        return
    ended = statement.date or statement.until
    date = ended if turn is Turn.ENDED else statement.date or statement.since
    other = statement.object if statement.subject == actor else statement.subject
    yield Change(
        turn if statement.status is Status.ACTUAL else _TOLD.get(turn, turn),
        certainty,
        str(date or ""),
        days[0] or 0,
        days[1] or _FAR,
        other,
        dataset.label(other),
        said(dataset, statement),
        None if before is None else said(dataset, before),
    )


def _status_changes(
    dataset: Dataset,
    actor: str,
    statements: list[Statement],
    window: Window,
    wanted: frozenset[Status],
) -> Iterator[Change]:
    about, kinds = dataset.circumstances, dataset.vocabulary.relation_types
    ties: dict[tuple[str, ...], list[tuple[int, int, Statement]]] = defaultdict(list)
    for each in statements:
        kind = kinds.get(each.predicate)
        ends = (each.subject, each.object)
        ends = tuple(sorted(ends)) if kind and kind.symmetric else ends  # type: ignore[assignment]  # still two
        (low, high), _ = turning_days(about.period(each))
        if high is not None:
            ties[each.predicate, *ends].append((high, low or 0, each))
    for versions in ties.values():
        versions.sort(key=lambda version: (*version[:2], version[2].iri))
        for place, (high, low, each) in enumerate(versions):
            earlier = [
                version
                for version in versions[:place]
                if version[0] <= high and version[1] <= low and version[:2] != (high, low)
            ]
            if not earlier or (each.date or each.since) is None:
                continue
            known_by, _, before = earlier[-1]
            if before.status is each.status or not {before.status, each.status} & wanted:
                continue
            certainty = fallen((low, high), window)
            if certainty is Certainty.CERTAIN and known_by >= low:
                certainty = Certainty.POSSIBLE
            yield from _change(
                dataset, actor, each, Turn.STATUS, (low, high), certainty, before=before
            )
