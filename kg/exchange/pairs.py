"""Pairs: a CSV with one row a statement, its two actors by name first, for a spreadsheet.

A row has the first piece of evidence only. Cells that a spreadsheet would run as formulas have `'` before
them, which reading takes off again.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.errors import DataError
from kg.exchange.network import parcel_from
from kg.exchange.parcel import KINDS, Parcel, without_graphs
from kg.exchange.values import Value, value_of
from kg.iris import curie
from kg.model import Actor, Evidence, Source, Statement
from kg.vocabulary import Vocabulary, shipped_vocabulary

COLUMNS = (
    "subject_label", "relation_label", "object_label", "status", "since", "until", "date",
    "confidence", "sign", "amount", "unit", "source_title", "locator", "quote", "note",
    "statement", "subject", "subject_type", "predicate", "object", "object_type", "source",
    "instruments", "about", "in_response_to", "location", "attributed_to",
)  # fmt: skip
"""The columns. Those after `statement` are IRIs, several in one cell with a space between."""
_SEVERAL = ("instruments", "about", "in_response_to", "location", "attributed_to")
_TEXTS = ("amount", "unit", "note")
_PLAIN = (
    "status",
    "since",
    "until",
    "date",
    "confidence",
    *_TEXTS,
    "predicate",
    "subject",
    "object",
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_GUARDED = re.compile(r"'*[=+\-@\t\r]")


def keeps(parcel: Parcel) -> Parcel:
    """What of the parcel the pairs can hold: the statements, names of their actors, titles of sources."""
    words = shipped_vocabulary()
    ends = {iri for s in parcel.statements.values() for iri in (s.subject, s.object)}
    actors = {
        iri: Actor(iri, actor.label, actor.type)
        for iri, actor in parcel.actors.items()
        if iri in ends and actor.type in words.actors and actor.label
    }
    cited = {piece.source for s in parcel.statements.values() for piece in s.evidence[:1]}
    sources = {
        iri: Source(iri, source.title)
        for iri, source in parcel.sources.items()
        if iri in cited and source.title
    }
    return replace(
        without_graphs(parcel),
        actors=actors,
        places={},
        sources=sources,
        instruments={},
        statements={iri: _kept(each) for iri, each in parcel.statements.items()},
        rest=(),
        tags={},
    )


def write(parcel: Parcel, words: Vocabulary) -> bytes:
    """The parcel as CSV (RFC 4180), in the order of the statements' IRIs."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for _, statement in sorted(parcel.statements.items()):
        row = _row(statement, parcel, words)
        writer.writerow([_guarded(row.get(name, "")) for name in COLUMNS])
    return page.getvalue().encode()


def read(data: bytes) -> Parcel:
    """The parcel of pairs that kg wrote.

    Raises:
        DataError: it is no CSV in UTF-8, or lacks columns that kg writes.
    """
    values: dict[str, dict[str, Value]] = {kind: {} for kind in KINDS}
    for number, row in enumerate(_rows(data), 2):
        iri = row["statement"]
        if not iri or iri in values["statements"]:
            problem = f"has the statement '{iri}' again" if iri else "has no statement's IRI"
            raise DataError(f"row {number} {problem}; each row is one statement")
        values["statements"][iri] = _value(row)
        for kind, name, record in _named(row):
            known = values[kind].setdefault(name, record)
            if known != record:
                problem = f"row {number} has another label or type than a row above"
                raise DataError(f"{problem}: {record}, not {known}", subject=name)
    return parcel_from(values, ())


def _named(row: Mapping[str, str]) -> Iterator[tuple[str, str, Value]]:
    """The records that a row names: their table, IRI and fields."""
    for end in ("subject", "object"):
        if row[f"{end}_type"]:
            yield "actors", row[end], {"label": row[f"{end}_label"], "type": row[f"{end}_type"]}
    if row["source_title"]:
        yield "sources", row["source"], {"title": row["source_title"]}


def _kept(statement: Statement) -> Statement:
    """The statement without what its row has no cell for, or an empty one."""
    first = [
        Evidence(piece.source, piece.locator or None, piece.quote or None)
        for piece in statement.evidence[:1]
    ]
    empty: dict[str, Any] = {name: getattr(statement, name) or None for name in _TEXTS}
    return replace(statement, evidence=tuple(first), extra=(), **empty)


def _row(statement: Statement, parcel: Parcel, words: Vocabulary) -> Value:
    value = value_of(statement, parcel)
    kind = words.relation_types.get(statement.predicate)
    shipped = shipped_vocabulary().actors
    row = {name: value[name] for name in _PLAIN if name in value}
    row |= {name: " ".join(value[name]) for name in _SEVERAL if name in value}
    for end in ("subject", "object"):
        iri = row[end]
        actor = parcel.actors.get(iri)
        row[f"{end}_label"] = parcel.label(iri) or curie(iri)
        if actor is not None and actor.type in shipped and actor.label:
            row[f"{end}_type"] = actor.type
    if statement.evidence:
        first = statement.evidence[0]
        source = parcel.sources.get(first.source)
        row |= {"source": first.source, "source_title": source.title if source else ""}
        row |= {"locator": first.locator or "", "quote": first.quote or ""}
    row |= {"statement": statement.iri, "relation_label": kind.label if kind else ""}
    return row | ({"sign": int(kind.sign)} if kind else {})


def _value(row: Mapping[str, str]) -> Value:
    value: Value = {name: row[name] for name in _PLAIN if row[name]}
    value |= {name: row[name].split(" ") for name in _SEVERAL if row[name]}
    if row["source"]:
        piece = {name: row[name] for name in ("source", "locator", "quote") if row[name]}
        value["evidence"] = [piece]
    return value


def _rows(data: bytes) -> list[dict[str, str]]:
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"is no CSV in UTF-8: {error}") from error
    names = rows[0] if rows else []
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        columns = ", ".join(f"'{name}'" for name in missing[:3])
        advice = "kg did not write it; bring it in with 'kg import'"
        raise DataError(f"has no column {columns}; {advice}")
    return [_cells(names, row, number) for number, row in enumerate(rows[1:], 2)]


def _cells(names: list[str], row: list[str], number: int) -> dict[str, str]:
    if len(row) != len(names):
        raise DataError(f"row {number} has {len(row)} cells, not {len(names)}")
    return {name: _unguarded(cell) for name, cell in zip(names, row, strict=True)}


def _guarded(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if _GUARDED.match(text) and not _NUMBER.fullmatch(text) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
