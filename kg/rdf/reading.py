"""A file's quads, read strictly: bad syntax, IRIs, literals and dates are errors with their place."""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.iris import curie
from kg.rdf.formats import Format, format_of
from kg.rdf.literals import literal_problem
from kg.rdf.positions import line_of, line_of_value
from kg.rdf.reifiers import as_statements

if TYPE_CHECKING:
    import pyoxigraph

_WHERE = re.compile(r"^Parser error (?:at|between) line .*?: (?=\S)", re.DOTALL)
_ENTITY = re.compile(
    rb"<!ENTITY\s+(%?)\s*[^\s>]+\s+(SYSTEM|PUBLIC|\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)
_BOM = b"\xef\xbb\xbf"
_MAX_ENTITY = 1_000
_MAX_DEPTH = 100


def read_quads(path: str | Path, *, format: str | None = None) -> "list[pyoxigraph.Quad]":
    """The quads of a file, its blank nodes renamed so that two files' labels never meet.

    The format comes from the suffix (before .gz) unless named; a byte order mark is dropped.

    Raises:
        DataError: the file cannot be read, or its content is wrong; with file, line and column
            where the parser has them.
        OptionError: the format is unknown.
    """
    form = format_of(path, name=format)
    return parse_quads(read_bytes(path), form, file=str(path))


def parse_quads(data: bytes, form: Format, *, file: str) -> "list[pyoxigraph.Quad]":
    """The quads of a file's bytes; `file` is the name that errors give.

    RDF 1.2's reifiers are read as statements: see `kg.rdf.reifiers`.

    Raises:
        DataError: as `read_quads`.
    """
    import pyoxigraph

    data = data.removeprefix(_BOM)
    _refuse_traps(data, form, file)
    try:
        parsed = pyoxigraph.parse(data, format=form.syntax, rename_blank_nodes=True)
        quads = list(as_statements(parsed))
    except SyntaxError as error:
        raise DataError(
            _reason(error, data), file=file, line=error.lineno, column=error.offset
        ) from error
    except (ValueError, MemoryError, OSError) as error:
        raise DataError(f"cannot be read as {form.name}: {error}", file=file) from error
    if form.name == "jsonld" and not quads and data.strip() not in (b"[]", b"{}"):
        raise DataError("holds no triple, though it is not empty; check its @context", file=file)
    _check_literals(quads, data, file)
    return quads


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file, unpacked if it is gzip.

    Raises:
        DataError: there is no such file, or it cannot be read or unpacked.
    """
    try:
        data = Path(path).read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except FileNotFoundError:
        raise DataError("no such file", file=str(path)) from None
    except IsADirectoryError:
        raise DataError("is a directory; name the files in it", file=str(path)) from None
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", file=str(path)) from error


def _reason(error: SyntaxError, data: bytes) -> str:
    reason = _WHERE.sub("", error.msg).rstrip(".")
    if not reason[:2].isupper():
        reason = reason[:1].lower() + reason[1:]
    if "utf-8" in reason.lower():
        try:
            data.decode()
        except UnicodeDecodeError as unicode_error:
            return f"not UTF-8: byte {unicode_error.start} is 0x{data[unicode_error.start]:02x}"
    if "LoadDocumentCallback" in reason:
        return "names a context to be fetched; kg never fetches, so write the context in the file"
    return reason


def _refuse_traps(data: bytes, form: Format, file: str) -> None:
    """Refuse what the engine would expand without bound or follow into a crash."""
    if form.name == "rdfxml":
        for match in _ENTITY.finditer(data):
            value = match[3] or match[4] or b""
            if match[1] or match[2][:1] not in b"\"'":
                raise DataError("declares an external or parameter entity; remove it", file=file)
            if b"&" in value or len(value) > _MAX_ENTITY:
                raise DataError(
                    "declares an entity of entities or a huge one; remove it", file=file
                )
    if form.name == "jsonld" and _json_depth(data) > _MAX_DEPTH:
        raise DataError(f"is nested deeper than {_MAX_DEPTH} levels", file=file)


def _json_depth(data: bytes) -> int:
    depth = deepest = 0
    for token in re.finditer(rb'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', data, re.DOTALL):
        depth += bool(token[1]) - bool(token[2])
        deepest = max(deepest, depth)
    return deepest


def _check_literals(quads: "list[pyoxigraph.Quad]", data: bytes, file: str) -> None:
    for subject, predicate, text, datatype in _literals(quads, file):
        problem = literal_problem(text, datatype)
        if problem:
            iri = subject if ":" in subject and not subject.startswith("_:") else None
            line = line_of_value(data, text) or (line_of(data, iri) if iri else None)
            raise DataError(f"{problem}, for {curie(predicate)}", file=file, line=line, subject=iri)


def _literals(quads: "list[pyoxigraph.Quad]", file: str) -> Iterator[tuple[str, str, str, str]]:
    import pyoxigraph

    for quad in quads:
        if isinstance(quad.object, pyoxigraph.Triple) or isinstance(
            quad.subject, pyoxigraph.Triple
        ):
            raise DataError("holds RDF 1.2 triple terms; state them as rdf:Statement", file=file)
        if isinstance(quad.object, pyoxigraph.Literal):
            subject = quad.subject.value if isinstance(quad.subject, pyoxigraph.NamedNode) else "_:"
            yield subject, quad.predicate.value, quad.object.value, quad.object.datatype.value
