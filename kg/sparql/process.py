"""A worker's process: started, spoken with until a deadline, ended; and what its end says."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from importlib.util import find_spec
from pathlib import Path

from kg.errors import Refused
from kg.sparql.wire import Channel

try:
    from select import POLLIN, poll
except ImportError:  # on Windows
    poll = None  # type: ignore[assignment,misc]

# The modules of the worker without the packages around them, whose imports would double its start.
_START = """
import sys
for name, folder in zip(("kg", "kg.sparql"), sys.argv[1:3]):
    sys.modules[name] = type(sys)(name)
    sys.modules[name].__path__ = [folder]
sys.path.append(sys.argv[3])
from kg.sparql.worker import main
main(int(sys.argv[4]))
"""
_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError")
_LONGEST_WAIT = 86_400.0
_WIDE = 262_144  # bytes


class Process(Channel):
    """A running worker. `left` are the seconds that it may still be waited for, None without end."""

    def __init__(self, memory: int) -> None:
        self.left: float | None = None
        self._allowed = 0.0
        self._stopped = False
        self.memory = memory
        self._process = subprocess.Popen(  # noqa: S603  # our own text, run by this very Python
            [sys.executable, "-I", "-S", "-c", _START, *_folders(), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the caller
        )
        self._owner = os.getpid()
        self.end = weakref.finalize(self, _end, self._process, self._owner)
        source, target = self._process.stdout, self._process.stdin
        if source is not None and target is not None:  # as they are: both are pipes
            super().__init__(source.fileno(), target.fileno())
            _widen(source.fileno())

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs, and for this process: one that was forked off must have its own."""
        return os.getpid() == self._owner and self.end.alive and self._process.poll() is None

    def stop(self) -> None:
        """Kill it. Whoever waits for it, in whatever thread, is told by a refusal."""
        self._stopped = True
        self._process.kill()

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
        late = threading.Event()

        def kill() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            return super()._read() or (None if late.is_set() else b"")
        finally:
            timer.cancel()

    def _verdict(self) -> Refused:
        """Why the process has ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        code = self._process.returncode
        self._process.kill()
        stderr = self._process.stderr
        said = stderr.read().decode(errors="replace") if stderr and not stderr.closed else ""
        self.end()
        if self._stopped:
            return Refused("query-stopped", "query was stopped before its answer was there")
        if code == -getattr(signal, "SIGKILL", 9) or any(word in said for word in _OUT_OF_MEMORY):
            return out_of_memory(self.memory)
        how = (said.strip().splitlines() or [""])[-1]
        if code is not None and code < 0:
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


def _folders() -> list[str]:
    """Where the worker finds its own modules and the engine, however this process found them."""
    here = Path(__file__).parent
    engine = find_spec("pyoxigraph")
    if engine is None or engine.origin is None:
        raise ModuleNotFoundError("pyoxigraph is not installed")
    inside = engine.submodule_search_locations
    found = Path(inside[0] if inside else engine.origin)
    return [str(here.parent), str(here), str(found.parent)]


def _widen(pipe: int) -> None:
    """Let a pipe hold more where that can be had, so that the worker need not wait for its reader."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:
        return
    with contextlib.suppress(OSError):
        fcntl(pipe, F_SETPIPE_SZ, _WIDE)


def _end(process: "subprocess.Popen[bytes]", owner: int) -> None:
    """Kill the process and leave nothing of it; in a fork of its owner, let it be."""
    if os.getpid() != owner:
        process.returncode = 0
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
