"""What a worker gives up before it sees a query: network, files, memory, core dumps, life as an orphan.

Linux holds all of it. macOS limits no memory, and leaves sockets to a worker whose store is on disk;
Windows holds nothing but the deadline, which is the asking process's own. So the guard, which refuses
SERVICE by the text, comes first everywhere.
"""

import os
import sys
from _thread import start_new_thread

_PIPES = 3  # stdin, stdout and stderr: all the files that a store in memory needs

# From linux/prctl.h, linux/filter.h, linux/seccomp.h and linux/audit.h.
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _BY_FILTER = 38, 22, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOW, _REFUSE = 0x7FFF_0000, 0x0005_0001  # refused with EPERM
_IO_URING_SETUP = 425
_SOCKET_CALLS = {"x86_64": (0xC000_003E, 41), "aarch64": (0xC000_00B7, 198)}


def end_with_parent() -> None:
    """End this process when stdin is closed at its other end, be it in the middle of a query.

    Linux can signal a parent's end, but takes the thread that started a process for its parent.
    """
    try:
        from select import poll  # noqa: F401
    except ImportError:
        return
    start_new_thread(wait_for_parent, ())


def wait_for_parent() -> None:
    """Wait until stdin is closed at its other end, then end this process."""
    from select import poll

    closed = poll()
    closed.register(0, 0)  # no event but the one that comes unasked, the hang-up
    closed.poll()
    os._exit(0)


def is_called() -> bool:
    """Whether a message waits at stdin."""
    try:
        from select import POLLIN, poll
    except ImportError:
        return False
    called = poll()
    called.register(0, POLLIN)
    return bool(called.poll(0))


def dump_no_core() -> None:
    """Leave no core file at a crash: it would hold the data and take long to write."""
    _limit("RLIMIT_CORE", 0)


def open_no_files() -> None:
    """Open no file and no socket from now on."""
    _limit("RLIMIT_NOFILE", _PIPES)


def limit_memory(more: int) -> None:
    """Take at most so many bytes of address space from now on."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  # pathlib is slow to import
            taken = int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return
    _limit("RLIMIT_AS", taken + more)


def open_no_sockets() -> bool:
    """Open no socket from now on, here and in threads started from here; whether that could be had."""
    if sys.platform != "linux" or os.uname().machine not in _SOCKET_CALLS:
        return False
    import ctypes

    architecture, number = _SOCKET_CALLS[os.uname().machine]
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 0, 4, architecture),  # another one's calls have other numbers
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_EQUAL, 2, 0, number),
        (_JUMP_IF_EQUAL, 1, 0, _IO_URING_SETUP),  # which opens sockets as well
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    code = b"".join(
        operation.to_bytes(2, sys.byteorder) + bytes(jumps) + value.to_bytes(4, sys.byteorder)
        for operation, *jumps, value in steps
    )

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))

    program = Program(len(steps), code)
    call = ctypes.CDLL(None).prctl
    return not call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) and not call(
        _SET_SECCOMP, _BY_FILTER, ctypes.byref(program), 0, 0
    )


def _limit(name: str, most: int) -> None:
    try:
        import resource
    except ImportError:
        return
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))
