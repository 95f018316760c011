"""The nouns: actors, relation types, sources, evidence, instruments and statements, as frozen values.

IRIs are plain strings in full; dates are `PartialDate`; whatever a record does not name but the data
say about it is kept in `extra` as (property IRI, object in N-Triples syntax), so nothing is lost.
"""

from dataclasses import dataclass

from kg.dates import PartialDate
from kg.kinds import Aspect, Influence, Sign, Status

__all__ = [
    "Actor",
    "Aspect",
    "Evidence",
    "Extra",
    "Influence",
    "Instrument",
    "RelationType",
    "Sign",
    "Source",
    "Statement",
    "Status",
]

Extra = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Actor:
    """Who acts or is acted on. `type` is the IRI of its class."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    same_as: tuple[str, ...] = ()
    note: str | None = None
    extra: Extra = ()

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class RelationType:
    """What a relation means. `family` is an IRI; `base` is the strength before confidence, in (0, 1]."""

    iri: str
    label: str
    definition: str
    family: str
    sign: Sign
    influence: Influence
    aspect: Aspect
    symmetric: bool
    base: float
    cameo: str | None = None
    goldstein: float | None = None
    reason: str | None = None

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Source:
    """A document. `reliability` is a NATO Admiralty grade, "A" (reliable) to "F" (cannot be judged)."""

    iri: str
    title: str
    author: str | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    url: str | None = None
    reliability: str | None = None
    note: str | None = None
    extra: Extra = ()

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True)
class Evidence:
    """Where a statement comes from: a source's IRI, a locator in it, a short quote."""

    source: str
    locator: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Instrument:
    """A treaty, deal, law, order, mission, meeting or event; `suspends` the instruments it waives."""

    iri: str
    label: str
    type: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    date: PartialDate | None = None
    suspends: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    note: str | None = None
    extra: Extra = ()

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Statement:
    """One claim of one relation: subject, predicate, object, status, time, context and evidence.

    `confidence` is in (0, 1]. `amount` is the decimal as written, in `unit`.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    status: Status
    since: PartialDate | None = None
    until: PartialDate | None = None
    date: PartialDate | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    instruments: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    in_response_to: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    amount: str | None = None
    unit: str | None = None
    note: str | None = None
    extra: Extra = ()

    @property
    def triple(self) -> tuple[str, str, str]:
        """The edge this statement is about: subject, predicate and object IRIs."""
        return (self.subject, self.predicate, self.object)
