"""The process that answers queries: holds one store, answers over a pipe, can be killed at any time.

`kg.sparql.client` starts this file as a script. So that it is ready as soon as the engine is, it
imports nothing of kg and little else. Whoever asks has checked the query; what is set here holds for
one that got through: no core dump, memory up to a limit, no network, an end with the parent's end.

A message is a kind (one byte), the length of its body (four bytes, big-endian) and the body, in which
each field follows its length. The first says what the store is; then come queries, one at a time.
"""

import os
import sys
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False  # the module typing takes longer to import than all others here
if TYPE_CHECKING:
    import pyoxigraph

DATA, OPEN, READY = b"D", b"O", b"+"
QUERY, ADD, REMOVE, STOP = b"Q", b"A", b"R", b"C"
ROWS, TRIPLES, YES_NO, END, FAILED = b"r", b"t", b"y", b".", b"!"

PIECE = 65_536  # bytes a message at most, where there are many; what a pipe holds
_HEAD = 5
_PIPES = 3  # stdin, stdout and stderr, the only files the worker needs


def pack(*fields: bytes) -> bytes:
    """The fields as the body of a message.

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
    """A file to write to whose bytes go out as DATA messages, up to a limit of bytes."""

    def __init__(self, channel: Channel, limit: int | None = None) -> None:
        self._channel = channel
        self._left = limit
        self._held: list[bytes] = []
        self._size = 0

    def write(self, piece: bytes) -> int:
        """The number of bytes taken: all of them.

        Raises:
            TooLarge: they go beyond the limit.
            Stopped: whoever asked wants no more.
        """
        if self._left is not None:
            self._left -= len(piece)
            if self._left < 0:
                raise TooLarge
        self._held.append(bytes(piece))
        self._size += len(piece)
        if self._size >= PIECE:
            self.flush()
            if self._left is not None and _waiting():
                raise Stopped
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

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        if not self._piece:
            message = self._channel.receive()
            self._piece = memoryview(message[1] if message else b"")
        piece, self._piece = self._piece[:size], self._piece[size:]
        return bytes(piece)


class TooLarge(Exception):
    """The answer is larger than its limit."""


class Stopped(Exception):
    """Whoever asked wants no more of the answer."""


def united(store: "pyoxigraph.Store") -> "pyoxigraph.Store | None":
    """A store whose default graph is the union of all graphs, where the engine's would count twice.

    Its union (0.5.13) gives a triple once for each graph that has it; None where no two have one.
    """
    import pyoxigraph

    seen: dict[pyoxigraph.Quad, None] = {}
    twice = False
    for graph in store.named_graphs():
        for quad in store.quads_for_pattern(None, None, None, graph):
            plain = pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)
            twice = twice or plain in seen or plain in store
            seen[plain] = None
    if not twice:
        return None
    merged = pyoxigraph.Store()
    merged.extend(store)
    merged.extend(seen)
    return merged


def main(memory: int) -> None:
    """Answer until the parent is gone."""
    _end_with_parent()
    _no_core_dump()
    channel = Channel(0, 1)
    first = channel.receive()
    if first is None:
        return
    store = _opened(first[1]) if first[0] == OPEN else _received(channel, unpack(first[1]))
    merged = united(store)
    _limit_memory(memory)
    if first[0] != OPEN:
        _no_more_files()
    channel.send(READY)
    while message := channel.receive():
        kind, body = message
        if kind == QUERY:
            _answer(channel, store, merged, unpack(body))
        elif kind in (ADD, REMOVE):
            _change(store, kind, body)
            merged = united(store)
            channel.send(READY)


def _opened(path: bytes) -> "pyoxigraph.Store":
    """The store in a directory. It opens files as it goes, so sockets alone are shut off."""
    import pyoxigraph

    _no_sockets()  # before the store has threads, which inherit it
    return pyoxigraph.Store.read_only(path.decode())


def _received(channel: Channel, graphs: list[bytes]) -> "pyoxigraph.Store":
    """The store that comes as N-Quads. `Store.load` would rename the blank nodes."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_extend(_parsed(Inlet(channel)))
    for graph in graphs:  # those that are empty have no quad
        store.add_graph(_graph(graph.decode()))
    return store


def _parsed(source: "Inlet | bytes") -> "Iterator[pyoxigraph.Quad]":
    import pyoxigraph

    return pyoxigraph.parse(source, format=pyoxigraph.RdfFormat.N_QUADS)  # type: ignore[arg-type]


def _graph(name: str) -> "pyoxigraph.NamedNode | pyoxigraph.BlankNode":
    import pyoxigraph

    return pyoxigraph.BlankNode(name[2:]) if name[:2] == "_:" else pyoxigraph.NamedNode(name)


def _change(store: "pyoxigraph.Store", kind: bytes, body: bytes) -> None:
    quads = list(_parsed(body))
    if kind == ADD:
        store.extend(quads)
    for quad in quads if kind == REMOVE else ():
        store.remove(quad)


def _answer(
    channel: Channel,
    store: "pyoxigraph.Store",
    merged: "pyoxigraph.Store | None",
    fields: list[bytes],
) -> None:
    """Send an answer: its kind, its bytes, its end; or why there is none."""
    import pyoxigraph

    text, union, limit, without, *pairs = fields
    names = [field.decode() for field in pairs]
    split = names.index("")
    gone = [quad for quad in _parsed(without) if quad in store]
    for quad in gone:
        store.remove(quad)
    if gone:
        merged = united(store)
    asked = merged if merged is not None and union else store
    try:
        found = asked.query(
            text.decode(),
            prefixes=_paired(names[:split]),
            use_default_graph_as_union=bool(union) and merged is None,
            custom_functions={
                pyoxigraph.NamedNode(name): _constant(pyoxigraph.BlankNode(label))
                for name, label in _paired(names[split + 1 :]).items()
            },
        )
        _send(channel, found, int(limit))
        channel.send(END)
    except Stopped:
        channel.send(END)
    except TooLarge:
        channel.send(FAILED, pack(b"TooLarge", b""))
    except (SyntaxError, RuntimeError, ValueError, OSError, MemoryError) as error:
        channel.send(FAILED, pack(type(error).__name__.encode(), str(error).encode()))
    finally:
        store.extend(gone)


def _send(channel: Channel, found: object, limit: int) -> None:
    import pyoxigraph

    outlet = Outlet(channel, limit)
    if isinstance(found, pyoxigraph.QueryBoolean):
        channel.send(YES_NO, b"1" if found else b"")
    elif isinstance(found, pyoxigraph.QueryTriples):
        channel.send(TRIPLES)
        found.serialize(outlet, format=pyoxigraph.RdfFormat.N_TRIPLES)  # type: ignore[call-overload]
    elif isinstance(found, pyoxigraph.QuerySolutions):
        channel.send(ROWS, pack(*(variable.value.encode() for variable in found.variables)))
        found.serialize(outlet, format=pyoxigraph.QueryResultsFormat.TSV)  # type: ignore[call-overload]
    outlet.flush()


def _paired(fields: list[str]) -> dict[str, str]:
    return dict(zip(fields[::2], fields[1::2], strict=True))


def _constant(value: object) -> object:
    return lambda: value
