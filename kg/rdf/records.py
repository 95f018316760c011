"""The records of `kg.model` read from triples, strictly, and written back as triples.

What the model does not name is kept in a record's `extra`. A class the vocabulary does not know makes
nothing; a subject of `rdf:subject` is a statement even where its type is missing.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dates import PartialDate, parse_date
from kg.errors import DataError, OptionError, alternatives, near
from kg.iris import DCTERMS, KG, OWL, RDF, SKOS, XSD, curie
from kg.model import Actor, Evidence, Extra, Instrument, Source, Statement, Status

if TYPE_CHECKING:
    import pyoxigraph

    from kg.rdf.terms import Term

Description = dict[str, list["Term"]]
Descriptions = Mapping[str, Description]

TYPE = f"{RDF}type"
LABEL = f"{SKOS}prefLabel"
ALIAS = f"{SKOS}altLabel"
NOTE = f"{SKOS}note"
STATEMENT_TYPES = (f"{KG}Statement", f"{RDF}Statement")
_DATES = frozenset(f"{XSD}{name}" for name in ("gYear", "gYearMonth", "date"))


@dataclass(frozen=True)
class Records:
    """Everything the model names in a set of triples, by IRI, in the order of the IRIs."""

    actors: dict[str, Actor]
    places: dict[str, Actor]
    sources: dict[str, Source]
    instruments: dict[str, Instrument]
    statements: dict[str, Statement]


def describe(quads: "Iterable[pyoxigraph.Quad]") -> dict[str, Description]:
    """The objects of each subject by property; blank nodes under "_:" and their label."""
    import pyoxigraph

    found: dict[str, Description] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject = quad.subject
        if isinstance(subject, pyoxigraph.NamedNode | pyoxigraph.BlankNode):
            objects = found[key_of(subject)][quad.predicate.value]
            term = quad.object
            if not isinstance(term, pyoxigraph.Triple) and term not in objects:
                objects.append(term)
    return found


def read_records(
    descriptions: Descriptions,
    *,
    actor_classes: Collection[str],
    place_classes: Collection[str],
    instrument_classes: Collection[str],
) -> Records:
    """The records in the descriptions; each group of classes by the IRIs of it and its subclasses.

    Raises:
        DataError: a statement lacks its subject, predicate, object or status, has two of what may
            stand once, or a value of the wrong kind; `subject` is its IRI.
    """
    actors: dict[str, Actor] = {}
    places: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    instruments: dict[str, Instrument] = {}
    statements: dict[str, Statement] = {}
    for iri in sorted(descriptions):
        types = [term.value for term in descriptions[iri].get(TYPE, ())]
        fields = _Fields(iri, descriptions)
        if f"{RDF}subject" in fields.rest or any(kind in STATEMENT_TYPES for kind in types):
            statements[iri] = _statement(fields)
        elif kind := _first(types, actor_classes):
            actors[iri] = _actor(fields, kind)
        elif kind := _first(types, place_classes):
            places[iri] = _actor(fields, kind)
        elif kind := _first(types, instrument_classes):
            instruments[iri] = _instrument(fields, kind)
        elif f"{KG}Source" in types:
            sources[iri] = _source(fields)
    return Records(actors, places, sources, instruments, statements)


def _first(types: Collection[str], classes: Collection[str]) -> str | None:
    return min((kind for kind in types if kind in classes), default=None)


def _actor(fields: "_Fields", kind: str) -> Actor:
    return Actor(
        iri=fields.iri,
        label=fields.label(),
        type=fields.take_type(kind),
        aliases=fields.texts(ALIAS),
        iso2=fields.text(f"{KG}iso2"),
        iso3=fields.text(f"{KG}iso3"),
        same_as=fields.iris(f"{OWL}sameAs"),
        note=fields.text(NOTE),
        extra=fields.extra(),
    )


def _source(fields: "_Fields") -> Source:
    fields.take_type(f"{KG}Source")
    return Source(
        iri=fields.iri,
        title=fields.text(f"{DCTERMS}title") or curie(fields.iri),
        author=fields.text(f"{DCTERMS}creator"),
        publisher=fields.text(f"{DCTERMS}publisher"),
        date=fields.date(f"{DCTERMS}issued"),
        url=fields.text(f"{KG}url"),
        reliability=fields.text(f"{KG}reliability"),
        note=fields.text(NOTE),
        extra=fields.extra(),
    )


def _instrument(fields: "_Fields", kind: str) -> Instrument:
    return Instrument(
        iri=fields.iri,
        label=fields.label(),
        type=fields.take_type(kind),
        since=fields.date(f"{KG}since"),
        until=fields.date(f"{KG}until"),
        date=fields.date(f"{KG}date"),
        suspends=fields.iris(f"{KG}suspends"),
        aliases=fields.texts(ALIAS),
        note=fields.text(NOTE),
        extra=fields.extra(),
    )


def _statement(fields: "_Fields") -> Statement:
    for kind in STATEMENT_TYPES:
        fields.take_type(kind)
    return Statement(
        iri=fields.named_iri(),
        subject=fields.part("subject"),
        predicate=fields.part("predicate"),
        object=fields.part("object"),
        status=_status(fields),
        since=fields.date(f"{KG}since"),
        until=fields.date(f"{KG}until"),
        date=fields.date(f"{KG}date"),
        confidence=_confidence(fields),
        evidence=_evidence(fields),
        instruments=fields.iris(f"{KG}instrument"),
        about=fields.iris(f"{KG}about"),
        in_response_to=fields.iris(f"{KG}inResponseTo"),
        location=fields.iris(f"{KG}location"),
        attributed_to=fields.iris(f"{KG}attributedTo"),
        amount=fields.text(f"{KG}amount"),
        unit=fields.text(f"{KG}unit"),
        note=fields.text(NOTE),
        extra=fields.extra(),
    )


def _status(fields: "_Fields") -> Status:
    iri = fields.one_iri(f"{KG}status")
    known = [str(status) for status in Status]
    if iri is None:
        raise fields.error(f"statement has no kg:status; give one of {', '.join(known)}")
    name = iri.removeprefix(KG)
    if name not in known:
        hint = near(name, known)
        advice = f"did you mean {alternatives(hint)}?" if hint else f"use {', '.join(known)}"
        raise fields.error(f"unknown status '{curie(iri)}'; {advice}")
    return Status(name)


def _confidence(fields: "_Fields") -> float:
    text = fields.text(f"{KG}confidence")
    try:
        value = 1.0 if text is None else float(text)
    except ValueError:
        raise fields.error(f"kg:confidence '{text}' is not a number") from None
    if not 0 < value <= 1:
        raise fields.error(f"kg:confidence '{text}' is not in (0, 1]")
    return value


def _evidence(fields: "_Fields") -> tuple[Evidence, ...]:
    found = []
    for node in fields.take(f"{KG}evidence"):
        inner = _Fields(key_of(node), fields.descriptions, owner=fields.iri)
        inner.take_type(f"{KG}Evidence")
        source = inner.one_iri(f"{DCTERMS}source")
        if source is None:
            raise fields.error("kg:evidence has no dcterms:source; name the document it is from")
        quote = inner.text(f"{KG}quote")
        locators = inner.texts(f"{KG}locator") or (None,)
        found += [Evidence(source, locator, quote) for locator in locators]
    return tuple(sorted(found, key=lambda e: (e.source, natural(e.locator or ""), e.quote or "")))


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sort key that reads digits as numbers, so that paragraph 2 comes before paragraph 10.

    >>> sorted(["paragraph 10", "paragraph 2"], key=natural)
    ['paragraph 2', 'paragraph 10']
    """
    parts = re.split(r"(\d+)", text)
    return tuple((int(p[:18]), "") if p.isdecimal() else (-1, p) for p in parts)


def key_of(term: "Term | pyoxigraph.Triple") -> str:
    """The key a node has in descriptions: its IRI, or "_:" and its label."""
    import pyoxigraph

    return str(term) if isinstance(term, pyoxigraph.BlankNode) else getattr(term, "value", "")


class _Fields:
    """The properties of one subject, taken one by one; what is left goes to `extra`."""

    def __init__(self, iri: str, descriptions: Descriptions, *, owner: str | None = None) -> None:
        self.iri = iri
        self.owner = owner or iri
        self.descriptions = descriptions
        self.rest = dict(descriptions.get(iri, {}))

    def error(self, problem: str) -> DataError:
        return DataError(problem, subject=self.owner)

    def take(self, prop: str) -> "list[Term]":
        return self.rest.pop(prop, [])

    def take_type(self, kind: str) -> str:
        """Take the class away from the types; others stay for `extra`."""
        others = [term for term in self.take(TYPE) if term.value != kind]
        if others:
            self.rest[TYPE] = others
        return kind

    def named_iri(self) -> str:
        if self.iri.startswith("_:"):
            raise self.error("statement is a blank node; give it an IRI so it can be pointed at")
        return self.iri

    def texts(self, prop: str) -> tuple[str, ...]:
        return tuple(sorted({term.value for term in self.take(prop)}))

    def text(self, prop: str) -> str | None:
        values = self.texts(prop)
        if len(values) > 1:
            raise self.error(f"has {len(values)} values of {curie(prop)}; keep one")
        return values[0] if values else None

    def label(self) -> str:
        """The label: English or untagged before other languages; the others become aliases."""
        terms = sorted(self.take(LABEL), key=_language_order)
        self.rest[ALIAS] = [*self.rest.get(ALIAS, []), *terms[1:]]
        return terms[0].value if terms else curie(self.iri)

    def iris(self, prop: str) -> tuple[str, ...]:
        terms = self.take(prop)
        for term in terms:
            if not _is_iri(term):
                raise self.error(f"{curie(prop)} is {term}, not an IRI")
        return tuple(sorted(term.value for term in terms))

    def one_iri(self, prop: str) -> str | None:
        values = self.iris(prop)
        if len(values) > 1:
            names = alternatives(curie(value) for value in values)
            raise self.error(f"has {len(values)} values of {curie(prop)}, {names}; keep one")
        return values[0] if values else None

    def part(self, name: str) -> str:
        iri = self.one_iri(f"{RDF}{name}")
        if iri is None:
            raise self.error(f"statement has no rdf:{name}; every statement needs one")
        return iri

    def date(self, prop: str) -> PartialDate | None:
        terms = self.take(prop)
        if len(terms) > 1:
            raise self.error(f"has {len(terms)} values of {curie(prop)}; keep one")
        if not terms:
            return None
        datatype = getattr(getattr(terms[0], "datatype", None), "value", "")
        if datatype not in _DATES:
            advice = "type it xsd:gYear, xsd:gYearMonth or xsd:date"
            raise self.error(f"{curie(prop)} '{terms[0].value}' is not a typed date; {advice}")
        try:
            return parse_date(terms[0].value, datatype=datatype)
        except OptionError as error:
            raise self.error(f"{curie(prop)}: {error}") from error

    def extra(self) -> Extra:
        """What is left, IRIs and literals; blank nodes of foreign properties stay in the store."""
        return tuple(
            sorted(
                (prop, str(term))
                for prop, terms in self.rest.items()
                for term in terms
                if not key_of(term).startswith("_:")
            )
        )


def _language_order(term: "Term") -> tuple[int, str]:
    language = getattr(term, "language", None)
    return (0 if language is None or language.startswith("en") else 1, term.value)


def _is_iri(term: "Term") -> bool:
    import pyoxigraph

    return isinstance(term, pyoxigraph.NamedNode)
