"""A file's quads, read strictly: bad syntax, IRIs, literals and dates are errors with their place."""

import functools
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kg.errors import DataError
from kg.iris import curie
from kg.rdf.apart import parsed_apart
from kg.rdf.formats import Format, format_of
from kg.rdf.literals import literal_problem
from kg.rdf.parsing import absolute, parsed
from kg.rdf.positions import line_of, line_of_value
from kg.rdf.reifiers import as_statements
from kg.rdf.streaming import LARGEST
from kg.rdf.traps import refuse_traps

if TYPE_CHECKING:
    import pyoxigraph

_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
# JSON-LD and RDF/XML can ask for far more work than they have bytes: beyond this size they are parsed apart.
_INTRICATE = ("jsonld", "rdfxml")
_SMALL = 2**16


def read_quads(
    path: str | Path, *, format: str | None = None, base: str | None = None
) -> "list[pyoxigraph.Quad]":
    """The quads of a file, its blank nodes renamed so that two files' labels never meet.

    The format comes from the suffix (before .gz) unless named; a byte order mark is dropped. Relative
    IRIs are resolved against `base`, or against one that the file gives; without either they are refused.

    Raises:
        DataError: the file cannot be read, or its content is wrong; with file, line and column
            where the parser has them.
        OptionError: the format is unknown, or the base is not an absolute IRI.
    """
    form = format_of(path, name=format)
    return parse_quads(read_bytes(path), form, file=str(path), base=base)


def read_anew(
    path: str | Path, *, format: str | None = None, base: str | None = None
) -> "Iterator[pyoxigraph.Quad]":
    """What `read_quads` gives of a file of Turtle or N-Triples that was read before, one by one.

    Nothing is looked at twice, and memory does not grow with the file.

    Raises:
        DataError: the file has changed since.
    """
    import pyoxigraph

    form = format_of(path, name=format)
    parse = functools.partial(
        pyoxigraph.parse, format=form.syntax, base_iri=base, rename_blank_nodes=True
    )
    try:
        with Path(path).open("rb") as raw:
            begun = raw.peek(3)
            if not begun.startswith((_GZIP, _BOM)):
                yield from parse(path=path)  # the engine reads faster by itself
                return
            file = gzip.GzipFile(fileobj=raw) if begun.startswith(_GZIP) else raw
            if file.peek(3).startswith(_BOM):
                file.read(3)
            yield from parse(cast("IO[bytes]", file))
    except (SyntaxError, ValueError, OSError, EOFError, zlib.error) as error:
        raise DataError("changed meanwhile; load it again", file=str(path)) from error


def parse_quads(
    data: bytes, form: Format, *, file: str, base: str | None = None
) -> "list[pyoxigraph.Quad]":
    """The quads of a file's bytes; `file` is the name that errors give.

    RDF 1.2's reifiers are read as statements: see `kg.rdf.reifiers`.

    Raises:
        DataError, OptionError: as `read_quads`.
    """
    base = absolute(base)
    data = data.removeprefix(_BOM)
    refuse_traps(data, form, file=file)
    parse = parsed_apart if form.name in _INTRICATE and len(data) > _SMALL else parsed
    quads = list(as_statements(parse(data, form, file=file, base=base)))
    if form.name == "jsonld" and not quads and data.strip() not in (b"[]", b"{}"):
        raise DataError("holds no triple, though it is not empty; check its @context", file=file)
    _check_literals(quads, data, file)
    return quads


def read_bytes(path: str | Path, *, most: int = LARGEST) -> bytes:
    """The bytes of a file, unpacked if it is gzip; `most` is how many they may be.

    Raises:
        DataError: there is no such file, it is too large, or it cannot be read or unpacked.
    """
    try:
        with Path(path).open("rb") as file:
            if file.peek(2)[:2] == _GZIP:
                with gzip.GzipFile(fileobj=file) as packed:
                    return _bounded(packed, most, "unpacks to more than", str(path))
            data = _bounded(file, most, "is larger than", str(path))
    except FileNotFoundError:
        raise DataError("no such file", file=str(path)) from None
    except IsADirectoryError:
        raise DataError("is a directory; name a file in it", file=str(path)) from None
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", file=str(path)) from error
    if Path(path).suffix.lower() == ".gz":
        raise DataError("is not gzip; pack it, or take .gz off its name", file=str(path))
    return data


def _bounded(file: io.BufferedIOBase, most: int, problem: str, name: str) -> bytes:
    """The bytes of an open file, read piece by piece, so that a bomb stops at the bound."""
    data = io.BytesIO()
    while piece := file.read(2**20):
        data.write(piece)
        if data.tell() > most:
            raise DataError(f"{problem} {most:,} bytes; split it", file=name)
    return data.getvalue()


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
