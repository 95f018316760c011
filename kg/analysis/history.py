"""The statements between two actors, or about one, with the days between which each began and ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.analysis.changes import Days, turning_days
from kg.analysis.saying import Said, said
from kg.dataset import Dataset
from kg.errors import OptionError
from kg.graph.excerpts import excerpt
from kg.model import Aspect, Sign, Statement
from kg.projection import statuses_of
from kg.recalling import recall

_FAR = 10_000_000  # after every day of the calendar


@dataclass(frozen=True)
class Spell:
    """A tie while it lasts, or an act when it happens.

    `first` are the earliest and the latest day it may have begun, `last` those it may have ended, as
    ordinals; None where nobody says. `ended` tells whether the sources know of an end at all. `known` is
    the latest day of a source that reports it, None where no source has a date.
    """

    said: Said
    sign: Sign
    act: bool
    first: Days
    last: Days
    ended: bool
    known: int | None


@dataclass(frozen=True)
class History:
    """Spells in the order of their earliest first day, the less exact first; those without one last.

    `other_label` is None where all statements about the one actor are told.
    """

    label: str
    other_label: str | None
    spells: tuple[Spell, ...]
    counted: str

    def __iter__(self) -> Iterator[Spell]:
        return iter(self.spells)

    def __len__(self) -> int:
        return len(self.spells)

    def __getitem__(self, index: int) -> Spell:
        return self.spells[index]

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of the statements, in order."""
        return tuple(each.said.iri for each in self.spells)

    def __str__(self) -> str:
        return "\n".join([f"Counted {self.counted}", *(f"- {each.said}" for each in self.spells)])


def history(
    dataset: Dataset,
    actor: str,
    other: str | None = None,
    *,
    status: Iterable[str] | str = "all",
    known_by: str | None = None,
) -> History:
    """The statements between two actors, or about one, in order of time; `kg.chart` draws it.

    Args:
        dataset: where the statements are.
        actor: a label, alias, local name, CURIE or IRI.
        other: who is at the other end; without it, whoever is.
        status: which statuses are told: all of them unless said otherwise.
        known_by: a date: what a source of that date or before reports; what perhaps was known counts.

    Raises:
        UnknownActor: a name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: both are one actor, or a status or date is none.

    >>> from kg.loading import load, shipped
    >>> print(history(load(shipped()), "Azerbaijan", "EU", status="Actual"))
    Counted 5 statements between Azerbaijan and European Union: actual
    - Azerbaijan opposes European Union (since 2022)
    - Azerbaijan supplies gas to European Union (since 2022-07)
    - Azerbaijan refuses to cooperate with European Union
    - European Union calls on Azerbaijan
    - European Union condemns Azerbaijan
    """
    given = [actor] if other is None else [actor, other]
    read = excerpt(dataset, lambda found: found.of(*map(found.actor, given)))
    dataset = recall(read, known_by).dataset
    one = dataset.actor(actor)
    two = None if other is None else dataset.actor(other)
    if two is not None and one.iri == two.iri:
        raise OptionError(f"'{actor}' and '{other}' are the same actor; a pair needs two")
    wanted = statuses_of(status)
    found = [
        _spell(dataset, each)
        for each in dataset.statements.values()
        if each.status in wanted
        and one.iri in (each.subject, each.object)
        and (two is None or two.iri in (each.subject, each.object))
    ]
    whose = f"about {one.label}" if two is None else f"between {one.label} and {two.label}"
    every = wanted == statuses_of("all")
    words = "any status" if every else " or ".join(sorted(each.lower() for each in wanted))
    words += "" if known_by is None else f", known by {known_by}"
    return History(
        one.label,
        None if two is None else two.label,
        tuple(sorted(found, key=_place)),
        f"{len(found):,} statement{'' if len(found) == 1 else 's'} {whose}: {words}",
    )


def _spell(dataset: Dataset, statement: Statement) -> Spell:
    about = dataset.circumstances
    kind = dataset.vocabulary.relation_types.get(statement.predicate)
    first, last = turning_days(about.period(statement))
    dates = (
        source.date.latest
        for each in statement.evidence
        if (source := dataset.sources.get(each.source)) and source.date
    )
    return Spell(
        said(dataset, statement),
        Sign.NEUTRAL if kind is None else kind.sign,
        about.aspect(statement) is Aspect.ACT,
        first,
        last,
        (statement.date or statement.until) is not None,
        max(dates, default=None),
    )


def _place(spell: Spell) -> tuple[bool, int, int, str]:
    low, high = spell.first
    return low is None, low or 0, -(high or _FAR), spell.said.iri
