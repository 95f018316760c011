"""A file as a stream that the engine reads from: unpacked, within bounds, and told how far it is.

The engine asks for a few kilobytes at a time, so a bound can be held, and a reading ended, from here;
what is raised here leaves the engine as it is and its store without a trace of the file. What the engine
does not look at is looked at on the way: the typed literals of Turtle and N-Triples.
"""

import gzip
import io
import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.iris import XSD
from kg.rdf.literals import literal_problem

LARGEST = 4 * 2**30
"""How many bytes a file may have, once unpacked, whichever way it is read."""

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_BLOCK = 2**20
_PREFIXED = re.compile(rb"[\w.-]*:([\w-]+)")


@dataclass(frozen=True)
class Limits:
    """What one file may take: bytes once unpacked, bytes in a line, seconds."""

    size: int = LARGEST
    line: int = 16 * 2**20
    seconds: float | None = None


class Stream(io.RawIOBase):
    """The bytes of a file for the engine to read.

    `progress` is called with the bytes of the file, as they lie on disk, that have been read so far.

    Raises (while it is read):
        DataError: a limit is passed; with the file and what to do.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        limits: Limits | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__()
        self.path = str(path)
        self.limits = limits or Limits()
        self.progress = progress
        self._typed: set[tuple[bytes, bytes]] | None = set()
        seconds = self.limits.seconds
        self._ends = None if seconds is None else time.monotonic() + seconds
        self._raw = Path(path).open("rb")  # noqa: SIM115  # see close
        packed = self._raw.read(2) == _GZIP
        self._raw.seek(0)
        self._file: io.BufferedIOBase = gzip.GzipFile(fileobj=self._raw) if packed else self._raw
        begun = self._file.read(3)
        self.size = len(begun)
        self._block = memoryview(begun.removeprefix(_BOM))
        self._fresh = True

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`."""
        if self._fresh or not self._block:
            self._block = memoryview(bytes(self._block) + self._next_lines())
            self._fresh = False
        end = len(self._block) if size < 0 else size
        data, self._block = bytes(self._block[:end]), self._block[end:]
        return data

    def close(self) -> None:
        """Close the file."""
        self._raw.close()
        super().close()

    @property
    def well_typed(self) -> bool | None:
        """Whether every typed literal read is a value of its datatype; None if that cannot be told."""
        if self._typed is None:
            return None
        return not any(
            literal_problem(
                text.decode(errors="replace"), XSD + kind.decode(errors="replace").split("#")[-1]
            )
            for text, kind in self._typed
        )

    def _next_lines(self) -> bytes:
        """About a megabyte of whole lines."""
        most = self.limits.line
        block = self._file.read(_BLOCK)
        if block and not block.endswith(b"\n"):
            block += self._file.readline(most + 1)
        self._check(block)
        if self._typed is not None and b"^^" in block:
            found = _typed_literals(block)
            if found is None:
                self._typed = None
            else:
                self._typed.update(found)
        if self.progress is not None:
            self.progress(self._raw.tell())
        return block

    def _check(self, block: bytes) -> None:
        self.size += len(block)
        if self.size > self.limits.size:
            problem = f"is larger than {self.limits.size:,} bytes; split it"
        elif len(block) > self.limits.line and max(map(len, block.split(b"\n"))) > self.limits.line:
            problem = f"has a line of over {self.limits.line:,} bytes; break it up"
        elif self._ends is not None and time.monotonic() > self._ends:
            problem = f"took longer than {self.limits.seconds:g} s to read; split it"
        else:
            return
        raise DataError(problem, file=self.path)


def _typed_literals(block: bytes) -> set[tuple[bytes, bytes]] | None:
    """The text and datatype (an IRI, or a local name) of each literal with one; None if not told.

    That is so where a text has escapes or line breaks, which a quick look does not follow.
    """
    found = set()
    for left, right in itertools.pairwise(block.split(b"^^")):
        quote = left[-1:]
        start = left.rfind(quote, 0, -1) if quote in (b'"', b"'") else -1
        text = left[start + 1 : -1]
        if right.startswith(b"<"):
            kind = right[1 : right.find(b">")]
        else:
            match = _PREFIXED.match(right)
            kind = match[1] if match else b""
        if start < 0 or not kind or b"\\" in text or b"\n" in text:
            return None
        found.add((text, kind))
    return found
