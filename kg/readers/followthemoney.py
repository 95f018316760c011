"""FollowTheMoney (https://followthemoney.tech), one entity a line: who they are, then what joins them.

Entities that are actors become actors, documents sources, and those that join two actors statements: see
`kg.readers.schemata`. The file is read twice, for an entity may be named before it is described.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import alternatives, near
from kg.exchange.network import MARK
from kg.iris import KG
from kg.kinds import Status
from kg.readers.jsonlines import Line, json_lines
from kg.readers.parts import Part, Row
from kg.readers.schemata import ACTORS, DOCUMENTS, OTHERS, SCHEMATA, TIES, Tie, tie_types
from kg.readers.tables import Batch, Reader
from kg.vocabulary import shipped_vocabulary

_BATCH = 20_000
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].*")
_NOTES = ("role", "relationship", "purpose", "controlType", "ownershipType", "status", "summary",
          "description")  # fmt: skip
_PLAIN = ("summary", "description")
_STATUSES = frozenset(each.value for each in Status)
_Known = dict[str, tuple[str, str]]
"""The schema and the key of each entity that is no tie, by its id."""


def _read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """First the entities that are no ties, then the ties."""
    known: _Known = {}
    classes = {**ACTORS, "LegalEntity": options.get("type", ACTORS["LegalEntity"])}
    part = Part()
    for line in json_lines(path):
        schema = _schema(line)
        if schema in TIES:
            continue
        part.rows += 1
        if line.value is None or schema is None:
            part.reject(line.number, line.problem or "no entity: no id, schema or properties",
                        line.shown or _shown(line))  # fmt: skip
        else:
            known[line.value["id"]] = schema, _key(line.value)
            _describe(line.value, schema, line.number, part, classes)
        if part.rows >= _BATCH:
            yield part.batch(line.share / 2)
            part = Part()
    yield part.batch(0.5)
    part, kinds = Part(), tie_types()
    for line in json_lines(path):
        schema = _schema(line)
        if line.value is None or schema not in TIES:
            continue
        part.rows += 1
        _state(line.value, TIES[schema], line.number, known, part)
        if part.rows >= _BATCH:
            yield part.batch(0.5 + line.share / 2, kinds)
            part = Part()
    yield part.batch(1.0, kinds if part.rows else ())


def _schema(line: Line) -> str | None:
    """The schema of the entity on a line, None where there is none."""
    entity = line.value or {}
    whole = (
        isinstance(entity.get("id"), str)
        and isinstance(entity.get("schema"), str)
        and isinstance(entity.get("properties"), dict)
    )
    return entity["schema"] if whole else None


def _shown(line: Line) -> str:
    return str((line.value or {}).get("id", ""))


def _describe(entity: Row, schema: str, row: int, part: Part, classes: Mapping[str, str]) -> None:
    """An actor or a source; other things are rejected."""
    name, said = entity["id"], entity["properties"]
    if schema in ACTORS:
        part.used += 1
        part.actors.append(_actor(entity, classes[schema]))
    elif schema in DOCUMENTS:
        part.used += 1
        title = _values(said, "title") or _values(said, "name") or _values(said, "fileName")
        part.sources.append(
            {"key": name, "title": (title or [name])[0], "url": _first(said, "sourceUrl"),
             "date": _first(said, "date"), "author": _first(said, "author"),
             "publisher": _first(said, "publisher")}
        )  # fmt: skip
    elif schema in OTHERS:
        reason = f"schema {schema} is neither an actor nor a tie between two"
        part.reject(row, reason, f"{name} {_caption(entity)}".strip())
    else:
        hint = near(schema, SCHEMATA)
        advice = f"; did you mean {alternatives(hint)}?" if hint else ""
        part.reject(row, f"unknown schema '{schema}'{advice}", name)


def _actor(entity: Row, kind: str) -> Row:
    said, own = entity["properties"], entity.get(MARK) or {}
    names = _values(said, "name")
    return {
        "key": _key(entity),
        "label": own.get("label") or (names[0] if names else _caption(entity)),
        "type": str(own.get("type") or kind).removeprefix(KG),
        "aliases": [*names[1:], *_values(said, "alias"), *_values(said, "previousName")],
        "iso2": own.get("iso2"),
        "iso3": own.get("iso3"),
        "wikidata": _first(said, "wikidataId"),
        "note": "; ".join(_values(said, "summary") + _values(said, "notes")) or None,
    }


def _key(entity: Row) -> str:
    """What statements call the entity: the IRI it had where kg wrote it, else its id."""
    own = entity.get(MARK)
    iri = own.get("iri") if isinstance(own, dict) else None
    return iri if isinstance(iri, str) else str(entity["id"])


def _state(entity: Row, tie: Tie, row: int, known: _Known, part: Part) -> None:
    """A statement a pair of actors and a source, or the reason why there is none."""
    said = entity["properties"]
    ends: list[list[str]] = []
    left: list[str] = []
    for end in (tie.subject, tie.object):
        found = dict.fromkeys(_values(said, end))
        good = [known[each][1] for each in found if known.get(each, ("",))[0] in ACTORS]
        left += [each for each in found if known.get(each, ("",))[0] not in ACTORS]
        if not good:
            value = " ".join([entity["id"], *left[:1]])
            part.reject(row, _lacking(entity["schema"], end, left, known), value)
            return
        ends.append(good)
    relation, notes = _relation(tie, said)
    amount, unit = _amount(said)
    dates, odd = _dates(said)
    unmet = [f"{each} is no actor of the file" for each in left]
    common = {
        "row": row,
        "relation": relation,
        "status": next(iter(_STATUSES.intersection(_values(said, "status"))), None),
        **dates,
        "amount": amount,
        "unit": unit,
        "note": "; ".join([*notes, *odd, *unmet]) or None,
        "locator": entity["id"],
    }
    sources = _sources(said, known, part)
    part.statements += [
        {**common, "subject": subject, "object": object_, "source": source}
        for subject in ends[0]
        for object_ in ends[1]
        for source in sources
    ]


def _lacking(schema: str, end: str, found: list[str], known: _Known) -> str:
    """Why a tie has no actor at an end."""
    if not found:
        return f"{schema} without {end}"
    if found[0] not in known:
        return f"{schema} whose {end} is no entity of this file"
    return f"{schema} whose {end} is no actor, but of the schema {known[found[0]][0]}"


def _relation(tie: Tie, said: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The relation type, and what else the entity says of the tie.

    A role that is the label of a relation type of the vocabulary is that type: so kg writes ties that
    FollowTheMoney has no schema for.
    """
    note = {name: _values(said, name) for name in _NOTES}
    note["status"] = [each for each in note["status"] if each not in _STATUSES]
    relation = tie.relation
    role = _words().get(" ".join(note["role"]))
    if role is not None and relation in ("linkedTo", "memberOf"):
        relation, note["role"] = role, []
    return relation, [
        each if name in _PLAIN else f"{name}: {each}"
        for name, values in note.items()
        for each in values
    ]


@functools.cache
def _words() -> dict[str, str]:
    """The relation types of the vocabulary by label."""
    return {kind.label: kind.iri for kind in shipped_vocabulary().relation_types.values()}


def _amount(said: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """How much, in what: euros or dollars where they are given, else the currency or percent."""
    for name, unit in (("amountEur", "EUR"), ("amountUsd", "USD")):
        if _values(said, name):
            return _values(said, name)[0], unit
    amount = _first(said, "amount")
    if amount is not None:
        return amount, _first(said, "currency")
    share = _first(said, "percentage")
    return (None, None) if share is None else (share.removesuffix("%").strip(), "percent")


def _dates(said: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """The dates that are one each; several of a kind are told instead, for none of them is the one."""
    found, odd = {}, []
    for name, prop in (("since", "startDate"), ("until", "endDate"), ("date", "date")):
        days = list(dict.fromkeys(_TIME.sub(r"\1", each) for each in _values(said, prop)))
        if len(days) == 1:
            found[name] = days[0]
        elif days:
            odd.append(f"{prop}: {' or '.join(days)}")
    if len(found) > 1 and "date" in found:
        odd.append(f"date: {found.pop('date')}")
    return found, odd


def _sources(said: Mapping[str, Any], known: _Known, part: Part) -> list[str | None]:
    """The keys of the sources: documents, pages or publishers; None, the file, where it has none."""
    proofs = [each for each in _values(said, "proof") if known.get(each, ("",))[0] in DOCUMENTS]
    pages = _values(said, "sourceUrl")
    publisher = _first(said, "publisher")
    part.sources += [
        {"key": page, "title": page, "url": page, "publisher": publisher} for page in pages
    ]
    if publisher and not proofs and not pages:
        url = _first(said, "publisherUrl")
        told = {"key": publisher, "title": publisher, "publisher": publisher, "url": url}
        part.sources.append(told)
        return [publisher]
    return [*proofs, *pages] or [None]


def _values(said: Mapping[str, Any], name: str) -> list[str]:
    """The values of a property; an entity in the place of its id counts as that id."""
    given = said.get(name)
    values = given if isinstance(given, list) else [given]
    texts = (each.get("id") if isinstance(each, dict) else each for each in values)
    return [str(each) for each in texts if each not in (None, "")]


def _first(said: Mapping[str, Any], name: str) -> str | None:
    return next(iter(_values(said, name)), None)


def _caption(entity: Row) -> str:
    """What an entity is called, as well as its properties tell."""
    said = entity["properties"]
    names = (
        "name",
        "full",
        "title",
        "fileName",
        "street",
        "city",
        "lastName",
        "registrationNumber",
    )
    found = next((each for name in names for each in _values(said, name)), "")
    return found or str(entity["id"])


READER = Reader(
    "followthemoney",
    "FollowTheMoney entities, one a line",
    _read,
    options={"type": "the class of LegalEntities, such as Group; kg:Actor if not given"},
    suffixes=(".ftm.json", ".ijson"),
)
