"""Statements as answers tell them: the sentence, its status, when, on whose word and where it stands."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.analysis.paths import cite, tell_time
from kg.dataset import Dataset
from kg.dates import Certainty
from kg.iris import INST, STMT, curie, expand, local_name
from kg.model import Evidence, Instrument, Statement, Status
from kg.names import fold, nested

_KIND = "instrument, event or statement"


@dataclass(frozen=True)
class Said:
    """One statement in an answer.

    `when` has the dates as written, "" if there are none. `certainty` is that of its standing at the
    time asked about, None where no time was. `according_to` names those on whose word the source
    reports it; () is the source's own word. `note` is the data's.
    """

    iri: str
    sentence: str
    status: Status
    when: str
    certainty: Certainty | None
    according_to: tuple[str, ...]
    citations: tuple[str, ...]
    note: str | None

    def __str__(self) -> str:
        notes = [self.when] if self.when else []
        notes += [] if self.status is Status.ACTUAL else [self.status.value]
        notes += [f"according to {' and '.join(self.according_to)}"] if self.according_to else []
        notes += ["possibly"] if self.certainty is Certainty.POSSIBLE else []
        return self.sentence + (f" ({', '.join(notes)})" if notes else "")


@dataclass(frozen=True)
class Account:
    """Whose word statements rest on: the author of a source, or somebody whom a source reports.

    `party` tells that it is one of those whom the statements are about.
    """

    name: str
    party: bool
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """An instrument, event or statement that acts are about or answer; `when` has its own dates.

    The label of a statement that is not Actual says its status.
    """

    iri: str
    label: str
    when: str
    note: str | None


def said(dataset: Dataset, statement: Statement, certainty: Certainty | None = None) -> Said:
    """The statement as an answer tells it."""
    return Said(
        statement.iri,
        sentence_of(dataset, statement),
        statement.status,
        tell_time(statement.since, statement.until, statement.date),
        certainty,
        tuple(map(dataset.label, statement.attributed_to)),
        tuple(dict.fromkeys(_cited(dataset, each) for each in statement.evidence)),
        statement.note,
    )


def sentence_of(dataset: Dataset, statement: Statement) -> str:
    """Subject, relation and object in words."""
    return " ".join(map(dataset.label, statement.triple))


def accounts(
    dataset: Dataset, statements: Iterable[Statement], parties: Collection[str]
) -> tuple[Account, ...]:
    """Whose word the statements rest on, by name; `parties` are IRIs of actors.

    A source speaks in its author's name, else in its publisher's, else in its own.
    """
    found: dict[tuple[str, bool], list[str]] = {}
    for each in statements:
        voices = [(dataset.label(iri), iri in parties) for iri in each.attributed_to]
        for evidence in each.evidence if not voices else ():
            source = dataset.sources.get(evidence.source)
            own = (source.author or source.publisher or source.title) if source else None
            voices.append((own or curie(evidence.source), False))
        for voice in dict.fromkeys(voices or [("nobody named", False)]):
            found.setdefault(voice, []).append(each.iri)
    return tuple(Account(*voice, tuple(sorted(iris))) for voice, iris in sorted(found.items()))


def matter(dataset: Dataset, iri: str) -> Matter:
    """What an act is about or answers, with its dates."""
    statement = dataset.statements.get(iri)
    if statement is not None:
        when = tell_time(statement.since, statement.until, statement.date)
        label = nested(sentence_of(dataset, statement), statement.status)
        return Matter(iri, label, when, statement.note)
    known = dataset.instruments.get(iri)
    when = tell_time(known.since, known.until, known.date) if known else ""
    return Matter(iri, dataset.label(iri), when, known.note if known else None)


def find_matter(dataset: Dataset, name: str) -> str:
    """The IRI of the instrument, event or statement with this IRI, CURIE, local name, label or alias.

    Raises:
        UnknownName: there is none; with near matches.
        AmbiguousName: several carry the name.
    """
    from kg.errors import AmbiguousName, UnknownName

    instruments, statements = dataset.instruments, dataset.statements
    for iri in (expand(name), INST + name, STMT + name):
        if iri in instruments or iri in statements:
            return str(iri)
    wanted = fold(name)
    found = [iri for iri, each in instruments.items() if wanted in map(fold, _names(each))]
    if len(found) > 1:
        raise AmbiguousName(name, map(curie, found))
    if not found:
        known = [
            text
            for iri, each in instruments.items()
            for text in (*_names(each), local_name(iri), curie(iri))
        ]
        raise UnknownName(name, [*known, *map(curie, statements)], kind=_KIND)
    return found[0]


def _cited(dataset: Dataset, evidence: Evidence) -> str:
    source = dataset.sources.get(evidence.source)
    return cite(evidence, {} if source is None else {evidence.source: source})


def _names(instrument: Instrument) -> tuple[str, ...]:
    return (instrument.label, *instrument.aliases)
