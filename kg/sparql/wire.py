"""Messages between a process that asks and the worker that answers.

A message is a kind (one byte), the length of its body (four bytes, big-endian) and the body, in which
each field follows its length. The worker imports this, so it imports next to nothing.
"""

import os

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from collections.abc import Mapping

DATA, OPEN, READY = b"D", b"O", b"+"
QUERY, ADD, REMOVE, STOP = b"Q", b"A", b"R", b"S"
ROWS, TRIPLES, YES_NO, END, FAILED = b"r", b"t", b"y", b".", b"!"

PIECE = 65_536  # bytes of data in a message: what a pipe holds
_HEAD = 5


class Channel:
    """Messages over two pipes."""

    def __init__(self, source: int, target: int) -> None:
        self._source = source
        self._target = target
        self._got = bytearray()

    def send(self, kind: bytes, body: bytes = b"") -> None:
        """Send a message.

        Raises:
            BrokenPipeError: nobody is at the other end.
        """
        rest = memoryview(kind + len(body).to_bytes(4, "big") + body)
        while rest:
            rest = rest[os.write(self._target, rest) :]

    def receive(self) -> tuple[bytes, bytes] | None:
        """The next message, or None where the other end is closed."""
        if not self._fill(_HEAD):
            return None
        end = _HEAD + int.from_bytes(self._got[1:_HEAD], "big")
        if not self._fill(end):
            return None
        kind, body = bytes(self._got[:1]), bytes(self._got[_HEAD:end])
        del self._got[:end]
        return kind, body

    def _fill(self, size: int) -> bool:
        while len(self._got) < size:
            piece = self._read()
            if not piece:
                return False
            self._got += piece
        return True

    def _read(self) -> bytes:
        return os.read(self._source, PIECE)


class Outlet:
    """A file to write to, whose bytes go out as DATA messages."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._held: list[bytes] = []
        self._size = 0

    def write(self, piece: bytes) -> int:
        """The number of bytes taken: all."""
        self._held.append(bytes(piece))
        self._size += len(piece)
        if self._size >= PIECE:
            self.flush()
        return len(piece)

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            self._channel.send(DATA, b"".join(self._held))
            self._held.clear()
            self._size = 0


class Inlet:
    """A file to read from: the bytes of DATA messages up to the first empty one."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._piece = memoryview(b"")
        self._ended = False

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end.

        Raises:
            EOFError: the other end is closed before the data's end.
        """
        if not self._piece and not self._ended:
            message = self._channel.receive()
            if message is None:
                raise EOFError
            self._piece = memoryview(message[1])
            self._ended = not self._piece  # the engine asks again after the end
        piece, self._piece = self._piece[:size], self._piece[size:]
        return bytes(piece)


def pack(*fields: bytes) -> bytes:
    """The fields as a body.

    >>> unpack(pack(b"a", b"")) == [b"a", b""]
    True
    """
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def unpack(body: bytes) -> list[bytes]:
    """The fields of a body."""
    fields, place = [], 0
    while place < len(body):
        start = place + 4
        place = start + int.from_bytes(body[place:start], "big")
        fields.append(body[start:place])
    return fields


def pack_pairs(pairs: "Mapping[str, str]") -> bytes:
    """The names and values as a body.

    >>> unpack_pairs(pack_pairs({"kg": "http://e/", "": "x"}))
    {'kg': 'http://e/', '': 'x'}
    """
    return pack(*(part.encode() for pair in pairs.items() for part in pair))


def unpack_pairs(body: bytes) -> dict[str, str]:
    """The names and values of a body."""
    fields = [field.decode() for field in unpack(body)]
    return dict(zip(fields[::2], fields[1::2], strict=True))
