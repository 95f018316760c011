"""A worker's process: started, spoken with until a deadline, ended; and what its end says."""

import contextlib
import os
import time
import weakref

from kg.errors import Refused
from kg.sparql.wire import PIECE, Channel

try:
    from select import POLLIN, poll
except ImportError:  # on Windows
    poll = None  # type: ignore[assignment,misc]

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from kg.sparql.forking import Fork
    from kg.sparql.spawning import Spawn

_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError")
_KILLED = -9
_LONGEST_WAIT = 86_400.0
_WIDE = 262_144  # bytes


class Process(Channel):
    """A running worker. `left` are the seconds that it may still be waited for, None without end."""

    def __init__(self, worker: "Fork | Spawn", memory: int) -> None:
        super().__init__(worker.source, worker.target)
        self._wide = False
        self.left: float | None = None
        self._allowed = 0.0
        self._stopped = False
        self.memory = memory
        self._worker = worker
        self._owner = os.getpid()
        self.end = weakref.finalize(self, _end, worker, self._owner)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._worker.pid

    @property
    def alive(self) -> bool:
        """Whether it runs, and for this process: one that was forked off must have its own."""
        return os.getpid() == self._owner and self.end.alive and self._worker.poll() is None

    def stop(self) -> None:
        """Kill it. Whoever waits for it, in whatever thread, is told by a refusal."""
        self._stopped = True
        self._worker.kill()

    def allow(self, seconds: float | None) -> None:
        """Wait for it so many seconds in all from now on."""
        self.left = seconds
        self._allowed = seconds or 0.0

    def send(self, kind: bytes, body: bytes = b"") -> None:
        """Send a message.

        Raises:
            Refused: the process has ended.
        """
        try:
            super().send(kind, body)
        except BrokenPipeError as error:
            raise self._verdict() from error

    def hear(self) -> tuple[bytes, bytes]:
        """The next message.

        Raises:
            Refused: the process has ended, or has been waited for long enough.
        """
        message = self.receive()
        if message is None:
            raise self._verdict()
        return message

    def _read(self) -> bytes:
        piece = self._read_in_time()
        if len(piece) == PIECE and not self._wide:  # it was full
            self._wide = True
            _widen(self._source)
        return piece

    def _read_in_time(self) -> bytes:
        if self.left is None:
            return super()._read()
        start = time.monotonic()
        within = max(0.0, min(self.left, _LONGEST_WAIT))
        piece = self._read_timed(within) if poll is None else self._read_polled(within)
        self.left -= time.monotonic() - start
        if piece is None:
            raise Refused(
                "query-timeout",
                f"query ran longer than {self._allowed:g} s and was stopped; "
                "ask for less, or give it more time",
            )
        return piece

    def _read_polled(self, seconds: float) -> bytes | None:
        arriving = poll()
        arriving.register(self._source, POLLIN)
        return super()._read() if arriving.poll(seconds * 1000) else None

    def _read_timed(self, seconds: float) -> bytes | None:
        """As `_read_polled`, where there is no waiting for a pipe: the process is killed in time."""
        import threading

        late = threading.Event()

        def kill() -> None:
            late.set()
            self._worker.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            return super()._read() or (None if late.is_set() else b"")
        finally:
            timer.cancel()

    def _verdict(self) -> Refused:
        """Why the process has ended."""
        code = self._worker.wait(1)
        self._worker.kill()
        said = self._worker.said().decode(errors="replace")
        self.end()
        if self._stopped:
            return Refused("query-stopped", "query was stopped before its answer was there")
        if code == _KILLED or any(word in said for word in _OUT_OF_MEMORY):
            return out_of_memory(self.memory)
        how = (said.strip().splitlines() or [""])[-1]
        if code is not None and code < 0:
            import signal

            how = signal.Signals(-code).name
        return Refused(
            "engine-crashed",
            f"the engine broke down on this query ({how[:200] or f'exit code {code}'}); simplify it",
        )


def out_of_memory(memory: int) -> Refused:
    """The refusal of a query that needs more memory than it may take."""
    return Refused(
        "engine-out-of-memory",
        f"query needs more memory than it may take ({memory / 2**20:,.0f} MiB); ask for less",
    )


def _widen(pipe: int) -> None:
    """Let a pipe hold more where that can be had, so that the worker need not wait for its reader."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:
        return
    with contextlib.suppress(OSError):
        fcntl(pipe, F_SETPIPE_SZ, _WIDE)


def _end(worker: "Fork | Spawn", owner: int) -> None:
    """Kill the process and leave nothing of it; in a fork of its owner, let it be."""
    if os.getpid() == owner:
        worker.end()
    else:
        worker.let_be()
