"""A file as a stream that the engine reads from: unpacked, within bounds, and told how far it is.

The engine asks for a few kilobytes at a time, so a bound can be held, and a reading ended, from here;
what is raised here leaves the engine as it is and its store without a trace of the file. What the engine
does not look at is looked at on the way: the typed literals of Turtle and N-Triples.
"""

import gzip
import io
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
_TYPED = re.compile(rb"""(["'])([^"'\\\n]*)\1\^\^(?:<([^>\s]*)>|[\w.-]*:([\w-]+))""")


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
        self._typed: set[tuple[bytes, bytes]] = set()
        self._told = True
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
        if not self._told:
            return None
        return not any(
            literal_problem(text.decode(errors="replace"), XSD + kind.decode(errors="replace"))
            for text, kind in self._typed
        )

    def _next_lines(self) -> bytes:
        """About a megabyte of whole lines."""
        most = self.limits.line
        block = self._file.read(_BLOCK)
        if block and not block.endswith(b"\n"):
            block += self._file.readline(most + 1)
        self._check(block)
        found = _TYPED.findall(block) if b"^^" in block else []
        self._told = self._told and len(found) == block.count(b"^^")
        self._typed.update((text, iri.rpartition(b"#")[2] or name) for _, text, iri, name in found)
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
