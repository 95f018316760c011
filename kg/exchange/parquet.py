"""Parquet: the table of the statements, a row each; nothing is lost, the rest is the file's metadata."""

import io
import json
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.exchange.markup import loaded
from kg.exchange.network import MARK, VERSION, bounds_of, parcel_from
from kg.exchange.parcel import KINDS, Parcel
from kg.exchange.values import Value, value_of
from kg.holding import Circumstances
from kg.iris import curie
from kg.model import Statement
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    import polars

_LISTS = ("instruments", "about", "in_response_to", "location", "attributed_to")
_PIECE = ("source", "locator", "quote")
_EXTRA = ("property", "term")
_TAG = ("property", "text", "mark")


def write(parcel: Parcel, words: Vocabulary) -> bytes:
    """The parcel as Parquet, in the order of the statements' IRIs; `first` and `last` are days."""
    import polars as pl

    when = Circumstances(words.relation_types, parcel.sources, parcel.instruments)
    rows = [_row(each, parcel, words, when) for _, each in sorted(parcel.statements.items())]
    frame = pl.DataFrame(rows, schema=_schema()).with_columns(
        pl.col("first", "last").str.to_date("%Y-%m-%d")
    )
    tables = {
        kind: {i: value_of(each, parcel) for i, each in sorted(parcel.table(kind).items())}
        for kind in KINDS
        if kind != "statements"
    }
    aside = {"version": VERSION, **tables, "rest": list(parcel.rest)}
    page = io.BytesIO()
    frame.write_parquet(page, metadata={MARK: json.dumps(aside, ensure_ascii=False)})
    return page.getvalue()


def read(data: bytes) -> Parcel:
    """The parcel of Parquet that kg wrote.

    Raises:
        DataError: it is no Parquet, or kg did not write it.
    """
    import polars as pl

    try:
        found = pl.read_parquet_metadata(io.BytesIO(data))
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(f"is not Parquet: {error}") from error
    missing = [name for name in _schema() if name not in frame.columns]
    if missing or MARK not in found:
        what = f"column '{missing[0]}'" if missing else f"metadata '{MARK}'"
        raise DataError(f"has no {what}; kg did not write it; bring it in with 'kg import'")
    aside = loaded(found[MARK], "the file's metadata")
    if aside.get("version") != VERSION:
        raise DataError(f"is of version {aside.get('version')!r} of kg's form, not {VERSION}")
    values: dict[str, dict[str, Value]] = {k: dict(aside.get(k) or {}) for k in KINDS}
    for row in frame.iter_rows(named=True):
        values["statements"][row["statement"]] = _value(row)
    if len(values["statements"]) != frame.height:
        raise DataError("two rows have the IRI of one statement")
    return parcel_from(values, aside.get("rest") or ())


def _schema() -> "dict[str, polars.DataType | type[polars.DataType]]":
    import polars as pl

    text: Any = pl.String
    texts = pl.List(text)
    return {
        **dict.fromkeys(("statement", "subject", "predicate", "object", "status"), text),
        **dict.fromkeys(("subject_label", "relation", "object_label"), text),
        "sign": pl.Int8(),
        **dict.fromkeys(("since", "until", "date", "first", "last"), text),
        "confidence": pl.Float64(),
        **dict.fromkeys(("amount", "unit", "note"), text),
        **dict.fromkeys(_LISTS, texts),
        "evidence": pl.List(pl.Struct(dict.fromkeys(_PIECE, text))),
        "extra": pl.List(pl.Struct(dict.fromkeys(_EXTRA, text))),
        "tags": pl.List(pl.Struct(dict.fromkeys(_TAG, text))),
    }


def _row(statement: Statement, parcel: Parcel, words: Vocabulary, when: Circumstances) -> Value:
    value = value_of(statement, parcel)
    kind = words.relation_types.get(statement.predicate)
    first, last = bounds_of(when.period(statement))
    for name, keys in (("extra", _EXTRA), ("tags", _TAG)):
        value[name] = [dict(zip(keys, each, strict=True)) for each in value.get(name, ())]
    for name in (*_LISTS, "evidence"):
        value.setdefault(name, [])
    return value | {
        "statement": statement.iri,
        "subject_label": parcel.label(statement.subject) or curie(statement.subject),
        "relation": kind.label if kind else None,
        "object_label": parcel.label(statement.object) or curie(statement.object),
        "sign": int(kind.sign) if kind else None,
        "first": first,
        "last": last,
    }


def _value(row: Value) -> Value:
    value = {name: each for name, each in row.items() if each not in (None, [])}
    for name, keys in (("extra", _EXTRA), ("tags", _TAG)):
        if name in value:
            value[name] = [[each[key] for key in keys] for each in value[name]]
    return value
