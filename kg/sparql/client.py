"""Asking a worker: queries run in a process of their own, which is killed when one takes too long.

The engine (pyoxigraph 0.5) cannot be stopped from inside, ends its process on some queries, and takes
whatever memory there is. Here it does that elsewhere: the caller gets an answer or a named refusal:

query-timeout          it ran longer than its deadline
result-too-large       its answer has more bytes than it may have, or a row of over 4 MiB
engine-out-of-memory   it needs more memory than it may take
engine-crashed         the engine broke down on it
query-stopped          another thread closed the client
"""

import contextlib
import functools
import time
import weakref
from _thread import allocate_lock, get_ident
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import OptionError
from kg.sparql.forking import Fork, is_alone
from kg.sparql.incoming import Answer, failure
from kg.sparql.process import Process
from kg.sparql.wire import (
    ADD,
    DATA,
    FAILED,
    OPEN,
    QUERY,
    REMOVE,
    ROWS,
    TRIPLES,
    YES_NO,
    Outlet,
    pack,
    pack_pairs,
)
from kg.sparql.worker import inherit

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import pyoxigraph

DEADLINE = 60.0
MAX_BYTES = 1 << 30
MEMORY = 4 << 30


@dataclass(frozen=True)
class Request:
    """A query that `kg.sparql.guard` has let pass, and what it is asked of.

    With `union` the default graph is all graphs together, each triple once. `nodes` maps IRIs of
    functions without arguments to the labels of the blank nodes they give. The quads in `without` are
    missing from the data for this query.
    """

    text: str
    union: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)
    nodes: Mapping[str, str] = field(default_factory=dict)
    without: "tuple[pyoxigraph.Quad, ...]" = ()


class Client:
    """Asks a worker about a store in memory, or about one in a directory that nobody writes to.

    The worker starts with the first question, with all data as they are then, and stays for the next ones
    until one has to be stopped. Data in memory it has at once where it can be a fork of this process (see
    `kg.sparql.forking`), else they are handed over. Threads may share a client; their questions wait for
    each other.
    """

    def __init__(self, source: "pyoxigraph.Store | str | Path", *, memory: int = MEMORY) -> None:
        self.handing_over = 0.0
        self._source = source
        self._memory = memory
        self._process: Process | None = None
        self._lock = allocate_lock()
        self._reading: weakref.ref[Answer] | None = None

    def ask(
        self, request: Request, *, deadline: float = DEADLINE, max_bytes: int = MAX_BYTES
    ) -> Answer:
        """The answer, of which the first bytes are there.

        `deadline` are the seconds the worker is waited for until the answer has been read; starting
        it and handing data over does not count, and is told by `handing_over`. An answer this thread
        has not read to its end is closed.

        Raises:
            Refused: there is no answer, for the reason it names; the worker may be gone.
            SyntaxError, RuntimeError, ValueError, OSError: what the engine raised.
        """
        if not deadline > 0:
            raise OptionError(f"a timeout of {deadline:g} s leaves no time; give seconds above 0")
        if request.without and isinstance(self._source, str | Path):
            raise OptionError("a store on disk is only read; quads cannot be left out of it")
        self._take()
        try:
            process = self._ready()
            process.allow(deadline)
            process.send(QUERY, _body(request, max_bytes))
            kind, body = process.hear()
            if kind == YES_NO:
                process.hear()
        except BaseException:
            self._let_go(stop=True)
            raise
        if kind in (ROWS, TRIPLES):
            answer = Answer(process, kind, body, over=self._let_go)
            self._reading = weakref.ref(answer)
            return answer
        self._let_go()
        if kind == FAILED:
            raise failure(body, process)
        return Answer(process, kind, body)

    def change(
        self, *, add: "Iterable[pyoxigraph.Quad]" = (), remove: "Iterable[pyoxigraph.Quad]" = ()
    ) -> None:
        """Tell the worker, if there is one, what changed in the store: first taken out, then put in."""
        self._take()
        stop = True
        try:
            if self._process is not None and self._process.alive:
                for kind, quads in ((REMOVE, remove), (ADD, add)):
                    self._process.allow(None)
                    self._process.send(kind, _quads(quads))
                    self._process.hear()
            stop = False
        finally:
            self._let_go(stop=stop)

    @property
    def pid(self) -> int | None:
        """The number of the worker's process, None while there is none."""
        return self._process.pid if self._process is not None and self._process.alive else None

    def close(self) -> None:
        """End the worker, and with it a query that another thread waits for.

        The next question starts a worker, with the data as they are then.
        """
        process = self._process
        if process is not None:
            process.stop()
        if self._lock.acquire(blocking=False):
            self._let_go(stop=True)

    def __enter__(self) -> "Self":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: "TracebackType | None",
    ) -> None:
        self.close()

    def _take(self) -> None:
        """Wait until nobody else asks."""
        answer = self._reading() if self._reading is not None else None
        if answer is not None and answer.thread == get_ident():
            answer.close()
        self._lock.acquire()

    def _let_go(self, *, stop: bool = False) -> None:
        """Let others ask; with `stop`, another worker."""
        if stop:
            self._drop()
        self._reading = None
        self._lock.release()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _ready(self) -> Process:
        """The worker, with the data; a new one if there is none."""
        if self._process is not None and self._process.alive:
            return self._process
        self._drop()
        start = time.perf_counter()
        self._process = process = self._started()
        process.hear()
        self.handing_over = time.perf_counter() - start
        return process

    def _started(self) -> Process:
        """A worker that has the data, or will have them from what it is sent."""
        store, memory = self._source, self._memory
        if not isinstance(store, str | Path) and is_alone():
            with contextlib.suppress(OSError):  # there may be no room for what both might write
                return Process(Fork(functools.partial(inherit, store, memory)), memory)
        from kg.sparql.spawning import Spawn

        process = Process(Spawn(memory), memory)
        if isinstance(store, str | Path):
            process.send(OPEN, str(store).encode())
        else:
            _hand_over(store, process)
        return process


def _hand_over(store: "pyoxigraph.Store", process: Process) -> None:
    """Send all data; graphs without a quad by their names."""
    import pyoxigraph

    names = [
        graph.value.encode()
        for graph in store.named_graphs()
        if isinstance(graph, pyoxigraph.NamedNode)
        and next(store.quads_for_pattern(None, None, None, graph), None) is None
    ]
    process.send(DATA, pack(*names))
    outlet = Outlet(process)
    store.dump(outlet, pyoxigraph.RdfFormat.N_QUADS)  # type: ignore[arg-type]  # only writes
    outlet.flush()
    process.send(DATA)


def _body(request: Request, max_bytes: int) -> bytes:
    return pack(
        request.text.encode(),
        b"union" if request.union else b"",
        str(max_bytes).encode(),
        _quads(request.without),
        pack_pairs(request.prefixes),
        pack_pairs(request.nodes),
    )


def _quads(quads: "Iterable[pyoxigraph.Quad]") -> bytes:
    import pyoxigraph

    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
