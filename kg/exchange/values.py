"""Records as values of JSON and back, strictly: what is of the wrong kind is an error with its IRI."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from kg.dates import PartialDate, parse_date
from kg.errors import DataError, OptionError
from kg.exchange.parcel import Parcel
from kg.exchange.tags import Tag
from kg.iris import curie, expand
from kg.model import Evidence, Status
from kg.rdf.encoding import Record

Value = dict[str, Any]
R = TypeVar("R", bound=Record)
LISTS = frozenset(
    ("aliases", "same_as", "suspends", "evidence", "instruments", "about", "in_response_to",
     "location", "attributed_to", "extra", "tags")
)  # fmt: skip
"""The fields that hold several values; the others hold a text, `confidence` a number."""


def value_of(record: Record, parcel: Parcel) -> Value:
    """The record's fields but its IRI, with the tags of its texts; what is empty is left out."""
    found = {
        each.name: _plain(getattr(record, each.name))
        for each in fields(record)
        if each.name != "iri" and getattr(record, each.name) not in (None, ())
    }
    tags = parcel.tags.get(record.iri, ())
    return {**found, "tags": [[curie(p), text, mark] for p, text, mark in tags]} if tags else found


def record_of(kind: type[R], iri: str, value: Mapping[str, Any]) -> R:
    """The record with those fields; names that are no fields of it are passed over.

    Raises:
        DataError: a field is missing, or is of the wrong kind; `subject` is the IRI.
    """
    known = {each.name: str(each.type) for each in fields(kind) if each.name != "iri"}
    found: dict[str, Any] = {}
    for name, type_ in known.items():
        if value.get(name) is not None:
            try:
                found[name] = _field(name, type_, value[name])
            except (OptionError, TypeError, ValueError, KeyError) as error:
                raise DataError(
                    f"{name} {value[name]!r} cannot be read: {error}", subject=iri
                ) from error
    try:
        return kind(iri=iri, **found)
    except TypeError:
        needed = [n for n in ("label", "type", "title", "subject", "predicate", "object", "status")
                  if n in known and n not in found]  # fmt: skip
        raise DataError(f"lacks {', '.join(needed)}", subject=iri) from None


def tags_in(value: Mapping[str, Any], iri: str) -> tuple[Tag, ...]:
    """The tags among the fields of a record.

    Raises:
        DataError: they are no tags; `subject` is the IRI.
    """
    try:
        found = tuple(
            (expand(prop) or prop, text if text is None else _text(text), _text(mark))
            for prop, text, mark in value.get("tags") or ()
        )
    except (TypeError, ValueError) as error:
        raise DataError(f"tags cannot be read: {error}", subject=iri) from error
    return tuple(sorted(found, key=lambda tag: (tag[0], tag[1] or "", tag[2])))


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Evidence):
        pairs = (("source", value.source), ("locator", value.locator), ("quote", value.quote))
        return {name: each for name, each in pairs if each is not None}
    if isinstance(value, Status):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _field(name: str, kind: str, value: Any) -> Any:
    if name == "evidence":
        return tuple(_evidence(each) for each in _several(value))
    if name == "extra":
        return tuple((_text(prop), _text(term)) for prop, term in _several(value))
    if name in LISTS:
        return tuple(_text(each) for each in _several(value))
    if name == "confidence":
        return _confidence(value)
    if name == "status":
        return Status(_text(value))
    return parse_date(_text(value)) if "PartialDate" in kind else _text(value)


def _evidence(value: Any) -> Evidence:
    if not isinstance(value, Mapping):
        raise TypeError("a piece of evidence is an object with a source")
    pairs = {name: value.get(name) for name in ("locator", "quote")}
    return Evidence(
        _text(value["source"]), **{n: None if v is None else _text(v) for n, v in pairs.items()}
    )


def _confidence(value: Any) -> float:
    number = float(value)
    if not 0 < number <= 1:
        raise ValueError("not in (0, 1]")
    return number


def _several(value: Any) -> Iterable[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError("not a list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
