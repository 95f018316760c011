"""FollowTheMoney (https://followthemoney.tech), one entity a line: nothing is lost.

An actor is a LegalEntity or something more telling, a place an Address, a source a Document, an instrument
an Event, a statement an UnknownLink or a Membership. What FollowTheMoney has no property for stands in the
entity's context under "kg", which its tools carry along; what stands there goes before the properties.
Written against the schemata of followthemoney 4.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import DataError
from kg.exchange.network import MARK, VERSION, parcel_from
from kg.exchange.parcel import KINDS, Parcel
from kg.exchange.values import Value, value_of
from kg.iris import KG, WD, curie, local_name
from kg.model import Evidence, Statement
from kg.vocabulary import Vocabulary

_SCHEMATA = {
    f"{KG}Person": "Person",
    f"{KG}State": "PublicBody",
    f"{KG}GovernmentBody": "PublicBody",
    f"{KG}Court": "PublicBody",
    f"{KG}IntergovernmentalOrganisation": "Organization",
    f"{KG}NonGovernmentalOrganisation": "Organization",
    f"{KG}ArmedForce": "Organization",
    f"{KG}Group": "Organization",
}
_OF_TABLE = {
    "actors": "LegalEntity",
    "places": "Address",
    "sources": "Document",
    "instruments": "Event",
}
_ORGANISATIONS = ("PublicBody", "Organization")
_PROPERTIES = {
    "actors": {"label": "name", "aliases": "alias", "note": "notes"},
    "places": {"label": "full", "aliases": "alias", "note": "notes"},
    "sources": {"title": "title", "author": "author", "publisher": "publisher", "date": "date",
                "url": "sourceUrl", "note": "notes"},
    "instruments": {"label": "name", "aliases": "alias", "since": "startDate", "until": "endDate",
                    "date": "date", "note": "notes"},
    "statements": {"status": "status", "since": "startDate", "until": "endDate", "date": "date",
                   "note": "summary"},
}  # fmt: skip
_MANY = frozenset(("aliases",))
_DATES = frozenset(("since", "until", "date"))
_DATE = re.compile(r"[12]\d{3}(?:-\d{2}(?:-\d{2})?)?")  # the years that it takes
_URL = re.compile(r"https?://[\w.-]+\.\w+(?::\d+)?/[!-~]*")
_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_REST = "Note"


def write(parcel: Parcel, words: Vocabulary) -> bytes:
    """The parcel as entities, sorted by table and IRI."""
    lines = [json.dumps(each, ensure_ascii=False) for each in _entities(parcel, words)]
    return "".join(f"{line}\n" for line in lines).encode()


def read(data: bytes) -> Parcel:
    """The parcel of entities that kg wrote.

    Raises:
        DataError: a line is no entity, or kg did not write it.
    """
    values: dict[str, dict[str, Value]] = {kind: {} for kind in KINDS}
    rest: list[Any] = []
    for number, line in enumerate(_lines(data), 1):
        entity, own = _entity(line, number)
        kind, iri = own.get("kind"), own.get("iri")
        if kind == "rest":
            rest += own.get("rest") or ()
        elif kind in values and isinstance(iri, str):
            if iri in values[kind]:
                raise DataError(f"line {number}: a second entity for one IRI", subject=iri)
            values[kind][iri] = {**_of_properties(entity["properties"], kind), **own}
        elif kind != "other":
            raise DataError(f"line {number}: kg has no records of the kind {kind!r}")
    return parcel_from(values, rest)


def id_of(iri: str) -> str:
    """What an entity with this IRI is called, in the characters that FollowTheMoney takes.

    >>> id_of("https://w3id.org/actor-kg/actor/Russia"), id_of("http://a.org/b")
    ('actor-Russia', 'kg-66a9e3d46954ff5c')
    """
    short = curie(iri).replace(":", "-", 1)
    if short != iri and ":" not in short and _ID.fullmatch(short):
        return short
    return f"kg-{hashlib.blake2b(iri.encode(), digest_size=8).hexdigest()}"


def _entities(parcel: Parcel, words: Vocabulary) -> Iterator[Value]:
    for kind in KINDS:
        for iri, record in sorted(parcel.table(kind).items()):
            value = value_of(record, parcel)
            if isinstance(record, Statement):
                yield _link(record, value, parcel, words)
            else:
                schema = _schema(iri, parcel) if kind == "actors" else _OF_TABLE[kind]
                yield _made(iri, kind, schema, value, _more(kind, value))
    known = {iri for kind in KINDS for iri in parcel.table(kind)}
    ends = {iri for s in parcel.statements.values() for iri in (s.subject, s.object)}
    for iri in sorted(ends - known):
        yield _made(iri, "other", "LegalEntity", {}, {"name": [local_name(iri)]})
    if parcel.rest:
        own = {"version": VERSION, "kind": "rest", "rest": list(parcel.rest)}
        text = "Triples that are no entities, in the context under 'kg'"
        yield {"id": "kg-rest", "schema": _REST, "properties": {"description": [text]}, MARK: own}


def _schema(iri: str, parcel: Parcel) -> str:
    actor = parcel.actors.get(iri)
    return _SCHEMATA.get(actor.type, "LegalEntity") if actor else ""


def _link(statement: Statement, value: Value, parcel: Parcel, words: Vocabulary) -> Value:
    """The statement as a link between two entities."""
    schema, ends = "UnknownLink", ("subject", "object")
    belongs = _schema(statement.object, parcel) in _ORGANISATIONS
    if statement.predicate == f"{KG}memberOf" and belongs and _schema(statement.subject, parcel):
        schema, ends = "Membership", ("member", "organization")
    kind = words.relation_types.get(statement.predicate)
    sources = {evidence.source: evidence for evidence in statement.evidence}
    proof = sorted(id_of(iri) for iri in sources if iri in parcel.sources)
    more = {
        ends[0]: [id_of(statement.subject)],
        ends[1]: [id_of(statement.object)],
        "role": [kind.label if kind else curie(statement.predicate)],
        **({"proof": proof} if proof else {}),
        **({"description": _where(statement.evidence)} if statement.evidence else {}),
    }
    return _made(statement.iri, "statements", schema, value, more)


def _where(evidence: tuple[Evidence, ...]) -> list[str]:
    """The places that the evidence is found in, as text for people."""
    places = {f"{local_name(e.source)}, {e.locator}" for e in evidence if e.locator}
    return sorted(filter(_clean, places))


def _more(kind: str, value: Value) -> Value:
    """Properties for FollowTheMoney's tools alone: they repeat what a record says elsewhere."""
    if kind == "places":
        return {"name": [_cleaned(value["label"])]}
    if kind == "sources":
        return {"fileName": [_cleaned(value["title"])]}
    items = [iri.removeprefix(WD) for iri in value.get("same_as", ()) if iri.startswith(f"{WD}Q")]
    return {"wikidataId": items} if items else {}


def _made(iri: str, kind: str, schema: str, value: Value, more: Value) -> Value:
    """The entity: each field as a property where that gives it back exactly, else in the context."""
    properties: dict[str, list[str]] = {}
    own: Value = {"version": VERSION, "kind": kind, "iri": iri}
    for name, each in value.items():
        prop = _PROPERTIES[kind].get(name)
        texts = each if name in _MANY else [each]
        if prop and all(_sayable(text, name) for text in texts):
            properties[prop] = list(texts)
        else:
            own[name] = each
    if kind in ("actors", "instruments") and "name" not in properties:
        properties["name"] = [_cleaned(value["label"]) or local_name(iri)]
    properties |= {name: [t for t in texts if t] or [local_name(iri)] for name, texts in more.items()
                   if texts}  # fmt: skip
    return {
        "id": id_of(iri),
        "schema": schema,
        "properties": dict(sorted(properties.items())),
        MARK: own,
    }


def _clean(text: str) -> bool:
    return bool(text) and text == _cleaned(text) and text[0] not in "\"'" and text[-1] not in "\"'"


def _sayable(text: str, name: str) -> bool:
    """Whether the text is a value of the property of that field, and stays as it is there."""
    if name in _DATES:
        return _DATE.fullmatch(text) is not None
    return _URL.fullmatch(text) is not None if name == "url" else _clean(text)


def _cleaned(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _of_properties(properties: Mapping[str, Any], kind: str) -> Value:
    found: Value = {}
    for name, prop in _PROPERTIES[kind].items():
        texts = properties.get(prop)
        if texts:
            found[name] = sorted(texts) if name in _MANY else texts[0]
    return found


def _lines(data: bytes) -> list[str]:
    try:
        return [line for line in data.decode("utf-8-sig").split("\n") if line.strip()]
    except UnicodeDecodeError as error:
        raise DataError(f"is not in UTF-8, as entities are: {error.reason}") from error


def _entity(line: str, number: int) -> tuple[Value, Value]:
    """The entity on a line, and what kg says of it."""
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"line {number} is no entity: {error}") from error
    if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
        raise DataError(f"line {number} is no entity: it has no properties")
    own = entity.get(MARK)
    if not isinstance(own, dict):
        advice = "kg did not write it; bring it in with 'kg import'"
        raise DataError(f"line {number}: entity '{entity.get('id')}' has no '{MARK}'; {advice}")
    if own.get("version") != VERSION:
        problem = f"is of version {own.get('version')!r} of kg's form, not {VERSION}"
        raise DataError(f"line {number}: {problem}; convert it anew")
    return entity, own
