"""The records of `kg.model` read from triples, strictly: what `kg.rdf.encoding` writes.

What the model does not name is kept in a record's `extra`. A class the vocabulary does not know makes
nothing; a subject of `rdf:subject` is a statement even where its type is missing.
"""

from collections.abc import Collection
from dataclasses import dataclass

from kg.errors import alternatives, near
from kg.iris import DCTERMS, KG, OWL, RDF, curie
from kg.model import Actor, Evidence, Instrument, Source, Statement, Status
from kg.rdf.records import ALIAS, NOTE, TYPE, Descriptions, Fields, key_of, natural

STATEMENT_TYPES = (f"{KG}Statement", f"{RDF}Statement")
_STATUSES: dict[str | None, Status] = {f"{KG}{status}": status for status in Status}
_ROOTS = (f"{KG}Actor", f"{KG}Place", f"{KG}Instrument", f"{KG}Event")


@dataclass(frozen=True)
class Records:
    """Everything the model names in a set of triples, by IRI, in the order of the IRIs."""

    actors: dict[str, Actor]
    places: dict[str, Actor]
    sources: dict[str, Source]
    instruments: dict[str, Instrument]
    statements: dict[str, Statement]


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
    groups = (actor_classes, place_classes, instrument_classes)
    known = frozenset().union(*groups, STATEMENT_TYPES, (f"{KG}Source",))
    subject = f"{RDF}subject"
    for iri in sorted(descriptions):
        types = [term.value for term in descriptions[iri].get(TYPE, ())]
        if subject not in descriptions[iri] and known.isdisjoint(types):
            continue  # evidence, for one
        fields = Fields(iri, descriptions)
        if subject in fields.rest or any(kind in STATEMENT_TYPES for kind in types):
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
    """The class among the types that is one of these; one more telling than kg:Actor if there is."""
    found = sorted(kind for kind in types if kind in classes)
    return next((kind for kind in found if kind not in _ROOTS), found[0] if found else None)


def _actor(fields: Fields, kind: str) -> Actor:
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


def _source(fields: Fields) -> Source:
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


def _instrument(fields: Fields, kind: str) -> Instrument:
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


def _statement(fields: Fields) -> Statement:
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


def _status(fields: Fields) -> Status:
    iri = fields.one_iri(f"{KG}status")
    if iri in _STATUSES:
        return _STATUSES[iri]
    known = [str(status) for status in Status]
    if iri is None:
        raise fields.error(f"statement has no kg:status; give one of {', '.join(known)}")
    name = iri.removeprefix(KG)
    if name not in known:
        hint = near(name, known)
        advice = f"did you mean {alternatives(hint)}?" if hint else f"use {', '.join(known)}"
        raise fields.error(f"unknown status '{curie(iri)}'; {advice}")
    return Status(name)


def _confidence(fields: Fields) -> float:
    text = fields.text(f"{KG}confidence")
    try:
        value = 1.0 if text is None else float(text)
    except ValueError:
        raise fields.error(f"kg:confidence '{text}' is not a number") from None
    if not 0 < value <= 1:
        raise fields.error(f"kg:confidence '{text}' is not in (0, 1]")
    return value


def _evidence(fields: Fields) -> tuple[Evidence, ...]:
    found = []
    for node in fields.take(f"{KG}evidence"):
        inner = Fields(key_of(node), fields.descriptions, owner=fields.iri)
        inner.take_type(f"{KG}Evidence")
        source = inner.one_iri(f"{DCTERMS}source")
        if source is None:
            raise fields.error("kg:evidence has no dcterms:source; name the document it is from")
        quote = inner.text(f"{KG}quote")
        locators = inner.texts(f"{KG}locator") or (None,)
        found += [Evidence(source, locator, quote) for locator in locators]
    if len(found) == 1:
        return (found[0],)
    return tuple(sorted(found, key=lambda e: (e.source, natural(e.locator or ""), e.quote or "")))
