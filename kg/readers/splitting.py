"""Bytes of a table into blocks of whole records, in UTF-8 whatever the file is in.

Where quotes stand in order (RFC 4180) a line end inside quotes is part of a cell, one outside ends a
record: it is outside if the number of quotes before it is even.
"""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import DataError, OptionError
from kg.readers.layout import Layout

_BLOCK = 8 * 2**20
_LONGEST = 64 * 2**20  # bytes of a record: more is a quote that was never closed
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OPEN = 'where quotes are plain characters, say quote = ""'


def records(blocks: Iterator[bytes], layout: Layout, path: Path) -> Iterator[bytes]:
    """The bytes in pieces that end where a record ends; the last gets a line end if it has none."""
    rest, line = b"", 1
    for block in blocks:
        data = rest + block
        if b"\n" not in data and data.count(b"\r") > 1:
            raise DataError("has lines that end in CR alone; write LF between them", file=str(path))
        end = _last_end(data, layout)
        if end:
            yield data[:end]
            line += data.count(b"\n", 0, end)
        rest = data[end:]
        if len(rest) > _LONGEST:
            problem = f"a record of over {_LONGEST >> 20} MiB begins with '{start_of(rest)}'"
            raise DataError(f"{problem}; {_OPEN}", file=str(path), line=line)
    if layout.quote and rest.count(b'"') % 2:
        problem = f"a quote in or after '{start_of(rest)}' is never closed"
        raise DataError(f"{problem}; {_OPEN}", file=str(path), line=line)
    if rest:
        yield rest + b"\n"


def _last_end(data: bytes, layout: Layout) -> int:
    """Where the last record that is whole ends."""
    end = data.rfind(b"\n") + 1
    if not layout.quote:
        return end
    quotes = data.count(b'"', 0, end)
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(b'"', before, end)
        end = before
    return end


def first_record(block: bytes, layout: Layout) -> tuple[bytes, bytes]:
    """The first record, and the rest."""
    end = 0
    while True:
        end = block.find(b"\n", end) + 1
        if not end:
            return block, b""
        if not layout.quote or block.count(b'"', 0, end) % 2 == 0:
            return block[:end], block[end:]


def decoded(file: IO[bytes], encoding: str | None, path: Path) -> Iterator[bytes]:
    """The bytes of a file in UTF-8, without its mark."""
    try:
        data = file.read(_BLOCK)
        for mark, name in _MARKS:
            if data.startswith(mark):
                if encoding is None or codecs.lookup(encoding).name.startswith(name):
                    encoding = name
                data = data.removeprefix(mark) if name == "utf-8" else data
        plain = encoding is None or codecs.lookup(encoding).name == "utf-8"
        decoder = codecs.getincrementaldecoder(encoding or "utf-8")()
        line = 1
        while data:
            if plain and data.count(0) > len(data) // 4:
                advice = 'if it is UTF-16, say encoding = "utf-16-le"'
                raise DataError(f"is full of zero bytes; {advice}", file=str(path))
            text = decoder.decode(data)
            yield data if plain else text.encode()
            line += text.count("\n")
            data = file.read(_BLOCK)
        decoder.decode(b"", final=True)
    except LookupError:
        raise OptionError(f"unknown encoding '{encoding}'; say utf-8, utf-16 or latin-1") from None
    except UnicodeError as error:
        raise _undecodable(error, line, encoding, path) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error


def _undecodable(error: UnicodeError, line: int, encoding: str | None, path: Path) -> DataError:
    if isinstance(error, UnicodeDecodeError):
        line += error.object[: error.start].count(b"\n")
    name = encoding or "UTF-8"
    problem = f'is not {name}; say encoding = "latin-1", or what it is'
    return DataError(problem, file=str(path), line=line)


def start_of(data: bytes) -> str:
    """The first characters of a record, to be shown."""
    return data[:60].decode(errors="replace").strip()
