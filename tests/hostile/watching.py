"""A child process that is watched: how it ended, how long it took, how much memory it had."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("child.py")
PATIENCE = 12.0  # seconds for a child in all, its start included
_TICK = 0.01


@dataclass(frozen=True)
class Ending:
    """How a child ended: `answer` is what it wrote, None if it crashed or had to be killed."""

    answer: dict[str, Any] | None
    died: str
    megabytes: float


def watch(arguments: Sequence[str | Path], *, before: Sequence[str] = ()) -> Ending:
    """The end of `child.py` with these arguments, killed with all it started when patience ends."""
    command = [*before, sys.executable, "-P", str(CHILD), *map(str, arguments)]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, start_new_session=True
        )
        status, kilobytes = _ended(child.pid, PATIENCE)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        said, wrong = output.read(), errors.read().decode(errors="replace")
    died = "" if child.returncode == 0 else f"exit {child.returncode}: {wrong[-300:]}"
    return Ending(json.loads(said) if said and not died else None, died, kilobytes / 1024)


def _ended(pid: int, patience: float) -> tuple[int, int]:
    deadline = time.monotonic() + patience
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return status, usage.ru_maxrss
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
            _, status, usage = os.wait4(pid, 0)
            return status, usage.ru_maxrss
        time.sleep(_TICK)
