"""A worker as a fork of the asking process: it has the data at once, in memory that both share.

Only where the asking process has a single thread, which Linux tells: a fork has none of the others, and
what they have locked would stay locked in it. The engine's stores in memory have no thread of their own
(pyoxigraph 0.5); those on disk do, and so do polars and numpy's BLAS once they are imported.

The fork is another process as any worker: it is killed at its deadline, what it takes of memory is counted
beyond what it shares, and what it changes in its data is its own. Of the asking process it keeps neither
files nor signal handlers, frees none of its objects, and leaves without its exit handlers.
"""

import os
import sys
import time
from _thread import allocate_lock, start_new_thread
from collections.abc import Callable, Iterable

from kg.sparql.confining import wait_for_parent

_KILL = 9
_STANDARD = 3  # stdin, stdout and stderr
_PAUSE = 0.001  # seconds between two looks at whether it has ended


class Fork:
    """A process that does what it is given, with pipes as its stdin, stdout and stderr.

    It ends when that is done, or stdin is closed at its other end. `source` is where it can be heard,
    `target` where it hears.

    Raises:
        OSError: there is no process to be had.
    """

    def __init__(self, action: Callable[[], object]) -> None:
        self._code: int | None = None
        self._lock = allocate_lock()
        self._open = True
        pipes: list[tuple[int, int]] = []
        asking = os.getpid()
        try:
            while len(pipes) < _STANDARD:
                pipes.append(os.pipe())
            (stdin, self.target), (self.source, stdout), (self._stderr, stderr) = pipes
            self.pid = os.fork()
            if os.getpid() != asking:
                _do(action, (stdin, stdout, stderr))
        except BaseException:
            _close(end for pipe in pipes for end in pipe)
            raise
        finally:  # a signal that comes before `_do` must not let the program run on twice
            if os.getpid() != asking:
                os._exit(1)
        _close((stdin, stdout, stderr))

    def poll(self) -> int | None:
        """Its exit code, None while it runs; the number of the signal that killed it, below zero."""
        with self._lock:  # a number that has been waited for may be another process's
            if self._code is None:
                self._code = self._waited_for(os.WNOHANG)
            return self._code

    def wait(self, seconds: float) -> int | None:
        """Its exit code as soon as it has ended, None if it has not within the time."""
        end = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < end:
            time.sleep(_PAUSE)
        return self._code

    def kill(self) -> None:
        """Kill it if it runs."""
        with self._lock:
            if self._code is None:
                self._code = self._waited_for(os.WNOHANG)
            if self._code is None:
                os.kill(self.pid, _KILL)

    def said(self) -> bytes:
        """What it wrote to stderr, up to its end."""
        pieces = []
        while self._open and (piece := os.read(self._stderr, 65_536)):
            pieces.append(piece)
        return b"".join(pieces)

    def end(self) -> None:
        """Kill it and leave nothing of it."""
        self.kill()
        with self._lock:
            if self._code is None:
                self._code = self._waited_for(0)
        self.let_be()

    def let_be(self) -> None:
        """Leave it alone: close what this process has of its pipes."""
        if self._open:
            self._open = False
            _close((self.source, self.target, self._stderr))

    def _waited_for(self, how: int) -> int | None:
        try:
            pid, status = os.waitpid(self.pid, how)
        except ChildProcessError:  # someone else waited for all children, or they leave no trace
            return 0
        return os.waitstatus_to_exitcode(status) if pid else None


def is_alone() -> bool:
    """Whether this process has a single thread; where that cannot be told, it has not."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208  # pathlib is slow to import
    except OSError:
        return False


def _do(action: Callable[[], object], pipes: tuple[int, ...]) -> None:
    """Do it in the fork, which then is over.

    In a thread of its own: the engine gives each its own random numbers, and those of the first thread go
    on as the asking process's, so that UUID() would be the same in every fork.
    """
    _leave_behind(pipes)
    start_new_thread(_end_with, (action,))
    wait_for_parent()


def _end_with(action: Callable[[], object]) -> None:
    """Do it, then end the process; an error is told on stderr."""
    try:
        action()
        os._exit(0)
    except BaseException as error:  # noqa: BLE001  # nothing of the asking program may run here
        os.write(2, f"{type(error).__name__}: {error}\n".encode(errors="replace"))
    os._exit(1)


def _leave_behind(pipes: tuple[int, ...]) -> None:
    """Keep nothing of the asking process but its memory."""
    import gc

    gc.freeze()  # its objects are not collected here: their finalizers are its own
    os.setsid()  # Ctrl-C is for the asking process
    ends = []
    for end in pipes:
        while end < _STANDARD:  # where the asking process has closed one of them
            end = os.dup(end)  # noqa: PLW2901
        ends.append(end)
    for number, end in enumerate(ends):
        os.dup2(end, number)
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        if int(name) >= _STANDARD:
            _close((int(name),))
    signal = sys.modules.get("signal")  # who has not imported it has no handlers
    if signal is not None:
        signal.set_wakeup_fd(-1)
        for number in signal.valid_signals():
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
    if "faulthandler" in sys.modules:
        sys.modules["faulthandler"].disable()


def _close(files: Iterable[int]) -> None:
    for file in files:
        try:
            os.close(file)
        except OSError:  # is closed
            continue
