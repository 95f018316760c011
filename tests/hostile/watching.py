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
PATIENCE = (
    12.0  # seconds for a child in all, its start included, on a machine that has nothing else to do
)
_TICK = 0.01
_SPUN = 0.05  # seconds of CPU by which it is found how busy the machine is


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


def in_time(answer: dict[str, Any], seconds: float) -> bool:
    """Whether a child took at most so many seconds: of CPU always, by the clock as if it were alone.

    What it waited for is no excuse, for its own work or anybody's but other processes' on the CPU: a clock
    that is over is compared with how long that keeps a mere loop waiting.
    """
    clock: float = answer["seconds"]
    return answer["cpu"] <= seconds and (clock <= seconds or clock <= seconds * slowness())


def slowness() -> float:
    """How many times longer than its CPU time a loop takes now: 1 where the machine has nothing else to do."""
    clock, start = time.monotonic(), time.process_time()
    while (spun := time.process_time() - start) < _SPUN:
        pass
    return max(1.0, (time.monotonic() - clock) / spun)


def _ended(pid: int, patience: float) -> tuple[int, int]:
    start = time.monotonic()
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return status, usage.ru_maxrss
        passed = time.monotonic() - start
        if passed > patience and passed > patience * slowness():
            os.killpg(pid, signal.SIGKILL)
            _, status, usage = os.wait4(pid, 0)
            return status, usage.ru_maxrss
        time.sleep(_TICK)
