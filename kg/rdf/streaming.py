"""A file as a stream that the engine reads from: unpacked, within bounds, and told how far it is.

The engine asks for a few kilobytes at a time, so a bound can be held, and a reading ended, from here;
what is raised here leaves the engine as it is and its store without a trace of the file. What the engine
does not look at can be looked at on the way: the typed literals of Turtle and N-Triples.
"""

import io
import itertools
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.iris import XSD
from kg.rdf.literals import literal_problem

LARGEST = 4 * 2**30
"""How many bytes a file may have, once unpacked, whichever way it is read."""

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_BLOCK = (
    2**16
)  # for larger ones memory is taken from the system each time, which takes longer than reading
_KIND = rf"\^(?:{XSD})?".encode()
# What is a value of its datatype at first sight, so that many different dates need no call each.
_SURE = re.compile(
    rb"\d+(?:\.\d+)?%bdecimal|(?!0000)\d{4}(?:%bgYear|-(?:0[1-9]|1[0-2])"
    rb"(?:%bgYearMonth|-(?:0[1-9]|1\d|2[0-8])%bdate))" % ((_KIND,) * 4)
)
_PREFIXED = re.compile(rb"[\w.-]*:([\w-]+)")


@dataclass(frozen=True)
class Limits:
    """What one file may take: bytes once unpacked, bytes in a line, seconds."""

    size: int = LARGEST
    line: int = 16 * 2**20
    seconds: float | None = None


class Stream(io.RawIOBase):
    """The bytes of a file for the engine to read.

    `progress` is called with the bytes of the file, as they lie on disk, that have been read so far;
    `look` with each block of whole lines that is read, or looked through. `then` is read as lines of
    their own after those of the file.

    Raises (while it is read):
        DataError: a limit is passed; with the file and what to do.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        limits: Limits | None = None,
        progress: Callable[[int], object] | None = None,
        look: Callable[[bytes], object] | None = None,
        then: bytes = b"",
    ) -> None:
        super().__init__()
        self.path = str(path)
        self.limits = limits or Limits()
        self.progress = progress
        self._look = look
        self._then = b"\n" + then if then else b""
        seconds = self.limits.seconds
        self._ends = None if seconds is None else time.monotonic() + seconds
        self._raw = Path(path).open("rb")  # noqa: SIM115  # see close
        packed = self._raw.read(2) == _GZIP
        self._raw.seek(0)
        self._file: io.BufferedIOBase = self._raw
        if packed:
            import gzip

            self._file = gzip.GzipFile(fileobj=self._raw)
        begun = self._file.read(len(_BOM))
        self._begun = begun.removeprefix(_BOM)
        self.size = len(begun) - len(self._begun)
        self.plain = not packed and not self.size
        """Whether its bytes are those of the file."""
        self._block = io.BytesIO()

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`."""
        data = self._block.read(size)
        if not data:
            block = self._looked_at()
            if not block:
                block, self._then = self._then, b""
            self._block = io.BytesIO(block)
            data = self._block.read(size)
        return data

    def lines(self, size: int) -> bytes:
        """The next whole lines, together about `size` bytes; none at the end."""
        block = self._begun + self._file.read(size)
        self._begun = b""
        if block and not block.endswith(b"\n"):
            block += self._file.readline(self.limits.line + 1)
        self._check(block)
        if self.progress is not None:
            self.progress(self._raw.tell())
        return block

    def close(self) -> None:
        """Close the file."""
        self._raw.close()
        super().close()

    def look_through(self) -> None:
        """Look at all of it, as if it was read."""
        while self._looked_at():
            pass

    def _looked_at(self) -> bytes:
        """The next block of whole lines."""
        block = self.lines(_BLOCK)
        if self._look is not None:
            self._look(block)
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


class Literals:
    """The typed literals in the blocks that it is called with: a look for a `Stream`.

    >>> look = Literals()
    >>> look(b'<s> <p> "7"^^<http://www.w3.org/2001/XMLSchema#int> .')
    >>> look.well_typed
    True
    """

    def __init__(self) -> None:
        self._found: set[tuple[bytes, bytes]] | None = set()

    def __call__(self, block: bytes) -> None:
        """Look at whole lines."""
        found = None if self._found is None else typed_literals(block)
        if self._found is None or found is None:
            self._found = None
        else:
            self._found |= found

    @property
    def well_typed(self) -> bool | None:
        """Whether every literal seen is a value of its datatype; None if that cannot be told."""
        return None if self._found is None else well_typed(self._found)


class Signs:
    """How many signs of datatypes (^) are in the blocks that it is called with: a look for a `Stream`.

    A typed literal has two of them in N-Triples, and in a text there may be more.
    """

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, block: bytes) -> None:
        """Look at a block."""
        self.count += block.count(b"^")


class Mentions:
    """Whether a text is in the lines that it is called with: a look for a `Stream`."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.seen = False

    def __call__(self, block: bytes) -> None:
        """Look at whole lines."""
        self.seen = self.seen or self.text in block


def typed_literals(block: bytes) -> set[tuple[bytes, bytes]] | None:
    """The text and datatype (an IRI, or a local name) of each literal with one; None if not told.

    That is so where a text has escapes or line breaks, which a quick look does not follow.

    >>> typed_literals(b'<s> <p> "7"^^<http://www.w3.org/2001/XMLSchema#int> .')
    {(b'7', b'http://www.w3.org/2001/XMLSchema#int')}
    """
    pieces = block.split(b"^")  # looking for one byte is five times as fast as for two
    pieces = block.split(b"^^") if len(pieces) % 2 == 0 or any(pieces[1::2]) else pieces[::2]
    found = set()
    for left, right in itertools.pairwise(pieces):
        start = left.rfind(left[-1:], 0, -1)
        if right.startswith(b"<"):
            kind = right[1 : right.find(b">")]
        else:
            match = _PREFIXED.match(right)
            kind = match[1] if match else b""
        if start < 1 or not kind:
            return None
        found.add((left[start - 1 : -1], kind))  # with what is before it: that may be an escape
    for text, _ in found:
        if text[1:2] not in (b'"', b"'") or b"\\" in text or b"\n" in text[1:]:
            return None
    return {(text[2:], kind) for text, kind in found}


def well_typed(found: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether the texts that `typed_literals` gave are values of their datatypes."""
    return not any(
        literal_problem(
            text.decode(errors="replace"), XSD + kind.decode(errors="replace").split("#")[-1]
        )
        for text, kind in found
        if not _SURE.fullmatch(b"%b^%b" % (text, kind))
    )
