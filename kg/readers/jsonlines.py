"""Files with a JSON object a line, plain or packed by gzip, read line by line."""

import contextlib
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from kg.errors import DataError

_GZIP = b"\x1f\x8b"
_SHOWN = 60


class Line(NamedTuple):
    """A line that is not blank: the object on it, or None with the `problem` and how the line begins.

    `share` is how much of the file is read at its end, in [0, 1].
    """

    number: int
    value: dict[str, Any] | None
    problem: str
    shown: str
    share: float


def json_lines(path: Path) -> Iterator[Line]:
    """The lines; those of a JSON array that has an element a line too, as Wikidata's dumps are.

    Raises:
        DataError: the file cannot be unpacked.
    """
    size = max(path.stat().st_size, 1)
    try:
        with opened(path) as (file, raw):
            for number, text in enumerate(file, 1):
                if text.strip() not in (b"", b"[", b"]"):
                    yield _line(number, text, min(raw.tell() / size, 1.0))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The file, unpacked where it is packed, and the file below it, which knows how far it is."""
    with path.open("rb") as raw:
        packed = raw.peek(2)[:2] == _GZIP
        yield cast("IO[bytes]", gzip.GzipFile(fileobj=raw) if packed else raw), raw


def _line(number: int, text: bytes, share: float) -> Line:
    try:
        value = json.loads(text.removeprefix(b"\xef\xbb\xbf").strip().removesuffix(b","))
    except (ValueError, RecursionError) as error:
        return Line(number, None, f"no JSON: {_told(error)}", _begin(text), share)
    if not isinstance(value, dict):
        return Line(number, None, "no JSON object", _begin(text), share)
    return Line(number, value, "", "", share)


def _begin(text: bytes) -> str:
    return text[:_SHOWN].decode(errors="replace").strip()


def _told(error: Exception) -> str:
    """What is wrong, without the place: that is another one on each line."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]}"
    if isinstance(error, UnicodeDecodeError):
        return "not in UTF-8"
    return "nested too deeply"
