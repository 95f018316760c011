"""What a parser would take in silence, expand without bound or follow into a crash: refused before it."""

import re
from xml.parsers import expat

from kg.errors import DataError
from kg.rdf.formats import Format

_ENTITY = re.compile(
    rb"<!ENTITY\s++(%?)\s*+[^\s>]++\s++(SYSTEM|PUBLIC|\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE
)
_MAX_ENTITY = 1_000
_MAX_DEPTH = 100
# Where expat's own words would mislead: what they say, and what is the matter.
_REWORDED = {
    "no element found": "it ends before every element is closed",
    "not well-formed (invalid token)": "invalid token",
}


def refuse_traps(data: bytes, form: Format, *, file: str) -> None:
    """Return if the bytes may go to the parser of their format; `file` is the name that errors give.

    Raises:
        DataError: they are RDF/XML with entities that grow or come from afar, or not well-formed XML;
            or JSON-LD nested too deep.
    """
    if form.name == "rdfxml":
        _refuse_entities(data, file)
        _refuse_broken_xml(data, file)
    if form.name == "jsonld" and _json_depth(data) > _MAX_DEPTH:
        raise DataError(f"is nested deeper than {_MAX_DEPTH} levels", file=file)


def not_utf8(data: bytes) -> str | None:
    """Which byte is not UTF-8, in words; None if all are.

    >>> not_utf8(b"ab\\xff")
    'not UTF-8: byte 2 is 0xff'
    """
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
    return None


def _refuse_entities(data: bytes, file: str) -> None:
    for match in _ENTITY.finditer(data):
        value = match[3] or match[4] or b""
        if match[1] or match[2][:1] not in b"\"'":
            raise DataError("declares an external or parameter entity; remove it", file=file)
        if b"&" in value or len(value) > _MAX_ENTITY:
            raise DataError("declares an entity of entities or a huge one; remove it", file=file)


def _refuse_broken_xml(data: bytes, file: str) -> None:
    """The engine takes a file cut in the middle for a whole one; expat, which fetches nothing, not."""
    try:
        expat.ParserCreate().Parse(data, True)  # noqa: FBT003  # expat takes it so
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "wrong"
        problem = not_utf8(data) or f"not well-formed XML: {_REWORDED.get(reason, reason)}"
        raise DataError(problem, file=file, line=error.lineno, column=error.offset + 1) from error


def _json_depth(data: bytes) -> int:
    depth = deepest = 0
    for token in re.finditer(rb'"(?:[^"\\]++|\\.)*+"?|([\[{])|([\]}])', data, re.DOTALL):
        depth += bool(token[1]) - bool(token[2])
        deepest = max(deepest, depth)
    return deepest
