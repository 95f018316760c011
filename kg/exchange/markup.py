"""XML for the graph formats that are written in it: written the same way each time, read with care."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from kg.errors import DataError
from kg.exchange.values import LISTS, Value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITIES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}
_TRAPS = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TYPES = {bool: "boolean", int: "int", float: "double"}
_NUMBERS: dict[str, Any] = {"confidence": float}


def tag(name: str, attributes: Mapping[str, str], *inner: str, about: str = "") -> str:
    """An element with its attributes; without anything inside it is empty.

    Raises:
        DataError: a text has a character that XML has no way to say; `about` is the IRI it belongs to.
    """
    parts = "".join(f' {key}="{text(value, about)}"' for key, value in attributes.items())
    return f"<{name}{parts}>{''.join(inner)}</{name}>" if inner else f"<{name}{parts}/>"


def text(value: str, about: str) -> str:
    """The text with what is markup escaped.

    Raises:
        DataError: as `tag`.
    """
    found = _CONTROLS.search(value)
    if found:
        raise DataError(
            f"a text holds the control character U+{ord(found[0]):04X}, which XML cannot;"
            " use another format",
            subject=about or None,
        )
    return escape(value, _ENTITIES)


def flat(value: object) -> str:
    """An attribute's value as one text: lists and numbers as JSON, what XML cannot say escaped there."""
    if isinstance(value, str):
        return value
    found = json.dumps(value, ensure_ascii=False)
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", found)


def columns(items: Iterable[tuple[Any, ...]]) -> dict[str, str]:
    """The names of the attributes (last of each item) in use, sorted, with their types in XML's words."""
    found: dict[str, str] = {}
    for item in items:
        for name, value in item[-1].items():
            found[name] = _TYPES.get(type(value), "string")
    return dict(sorted(found.items()))


def parsed(data: bytes, *, kind: str) -> "Element":
    """The root of an XML document, which may declare no entities.

    Raises:
        DataError: it is no XML in UTF-8, or declares a document type.
    """
    from xml.etree.ElementTree import ParseError, XMLParser

    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"is not in UTF-8, as {kind} of kg is: {error.reason}") from error
    if _TRAPS.search(found):
        raise DataError(
            f"declares a document type or entities, which {kind} needs not; take it out"
        )
    parser = XMLParser()  # noqa: S314  # what declares entities is refused above
    try:
        parser.feed(found)
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        raise DataError(f"is not {kind}: {error}") from error
    return root


def read_value(found: Mapping[str, str]) -> Value:
    """Attributes as they were before `flat`.

    Raises:
        DataError: a list is no JSON, or a number is none.
    """
    return dict(_unflattened(found))


def loaded(value: str, what: str) -> Any:
    """The value in a text of JSON.

    Raises:
        DataError: it is none.
    """
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{what} is no JSON: {error}") from error


def _unflattened(found: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for name, value in found.items():
        if name in LISTS:
            yield name, loaded(value, f"attribute '{name}'")
        elif name in _NUMBERS:
            try:
                yield name, _NUMBERS[name](value)
            except ValueError:
                raise DataError(f"attribute '{name}' is no number: '{value}'") from None
        else:
            yield name, value
