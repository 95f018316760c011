"""A file as a stream that the engine reads from: unpacked, within bounds, and told how far it is.

The engine asks for a few kilobytes at a time, so a bound can be held, and a reading ended, from here;
what is raised here leaves the engine as it is and its store without a trace of the file.
"""

import gzip
import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Limits:
    """What one file may take: bytes once unpacked, bytes in a line, seconds."""

    size: int = 64 * 2**30
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
        self.size = 0
        self._line = 0
        seconds = self.limits.seconds
        self._ends = None if seconds is None else time.monotonic() + seconds
        self._raw = Path(path).open("rb")  # noqa: SIM115  # see close
        packed = self._raw.read(2) == _GZIP
        self._raw.seek(0)
        self._file: io.BufferedIOBase = gzip.GzipFile(fileobj=self._raw) if packed else self._raw
        begun = self._file.read(3)
        self._first = begun.removeprefix(_BOM)

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`."""
        if self._first:
            data, self._first = self._first[:size] if size >= 0 else self._first, b""
        else:
            data = self._file.read(size)
        self._check(data)
        if self.progress is not None:
            self.progress(self._raw.tell())
        return data

    def close(self) -> None:
        """Close the file."""
        self._raw.close()
        super().close()

    def _check(self, data: bytes) -> None:
        self.size += len(data)
        first, last = data.find(b"\n"), data.rfind(b"\n")
        line = self._line + (len(data) if first < 0 else first)
        self._line = line if last < 0 else len(data) - last - 1
        if self.size > self.limits.size:
            problem = f"is larger than {self.limits.size:,} bytes; split it"
        elif line > self.limits.line:
            problem = f"has a line of over {self.limits.line:,} bytes; break it up"
        elif self._ends is not None and time.monotonic() > self._ends:
            problem = f"took longer than {self.limits.seconds:g} s to read; split it"
        else:
            return
        raise DataError(problem, file=self.path)
