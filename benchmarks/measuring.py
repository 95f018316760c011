"""Measuring: CPU seconds, wall seconds, memory, each task in a process of its own; how figures grow.

A task is a function of a file that gives figures: numbers, of which the least of the rounds counts,
texts that say why there is no number, and counts, in which the rounds agree.
"""

import json
import math
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
TASKS = Path(__file__).with_name("tasks.py")
LINEAR = 1.1
"""The slope of log cost over log size up to which growth counts as linear: n log n has 1.07 here."""


def cpu(action: Callable[[], Any]) -> tuple[float, Any]:
    """The CPU seconds of an action, its children's included, and what it gave."""
    before = _spent()
    found = action()
    return _spent() - before, found


def _spent() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def cpu_of(pid: int) -> float:
    """The CPU seconds that the living threads of a process have used so far; Linux only."""
    told = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in told) / 1e9


def grown(action: Callable[[], Any]) -> tuple[float, Any]:
    """By how many MB this process is larger, at most, while it acts, and what that gave; Linux only."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _status("VmRSS")
    found = action()
    return max(0.0, _status("VmHWM") - before), found


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def peak() -> float:
    """The most MB that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(task: str, *arguments: str | Path) -> Figures:
    """The figures of a task, in a process of its own.

    Raises:
        SystemExit: it failed; with what it said.
    """
    ran = subprocess.run(
        [sys.executable, TASKS, task, *arguments], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise SystemExit(f"{task} failed with {ran.returncode}:\n{ran.stderr}")
    found: Figures = json.loads(ran.stdout)
    return found


def measured(tasks: Iterable[str], file: Path, rounds: int) -> dict[str, Figures]:
    """The best figures of each task over the rounds, the tasks taking turns."""
    tasks = list(tasks)
    best: dict[str, Figures] = {}
    for _ in range(rounds):
        for task in tasks:
            found = apart(task, file)
            best[task] = better(best.get(task, found), found)
    return best


def better(one: Figures, other: Figures) -> Figures:
    """The lesser of each figure of two; a number before a text.

    >>> better({"cpu": 2.0, "rdflib": "too slow"}, {"cpu": 1.0, "rdflib": 3.0})
    {'cpu': 1.0, 'rdflib': 3.0}
    """
    kept = {}
    for name, value in one.items():
        if isinstance(value, dict):
            kept[name] = better(value, other[name])
        else:
            kept[name] = min(value, other[name], key=lambda each: (isinstance(each, str), each))
    return kept


def slope(costs: Mapping[int, float]) -> float | None:
    """The slope of log cost over log size, by least squares; None of fewer than two sizes.

    >>> round(slope({10: 1.0, 100: 10.0, 1000: 100.0}), 6)
    1.0
    """
    if len(costs) < 2:
        return None
    found = statistics.linear_regression(
        [math.log(size) for size in costs], [math.log(cost) for cost in costs.values()]
    )
    return found.slope
