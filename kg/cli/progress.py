"""Bars on stderr while long work is done: how much, how fast, how long still."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import typer

LONG, HUGE = 20_000_000, 1_000_000_000
"""The bytes from which on a reader wants to know how far it is, and that there is a better way."""

UNITS = {
    "asking": "questions",
    "checking": "triples",
    "collecting": "statements",
    "ranking": "graphs",
    "tracing": "graphs",
    "sorting": "triples",
}
"""What is counted in a stage of long work; rows in all others."""


@contextlib.contextmanager
def reading(
    paths: Sequence[Path], *, building: bool = False
) -> Iterator[Callable[[int], object] | None]:
    """What to call with how many bytes of all files are read; None if it is not worth it.

    Where much goes into memory, a line says what else there is.
    """
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    if sum(sizes) >= HUGE and not building:
        typer.echo(
            f"kg: {sum(sizes):,} bytes go into memory; kg build keeps them on disk", err=True
        )
    if sum(sizes) < LONG or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("reading"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=sum(sizes))

        def told(done: int) -> None:
            bar.update(task, completed=done)

        yield told


@contextlib.contextmanager
def counting() -> Iterator[Callable[[str, int, float | None], object] | None]:
    """What to call with a stage of long work, how many are done in it, and the share of all if known.

    Each stage has a bar, with the rate and what is left; None off a terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]:,} {task.fields[unit]}"),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(stage: str, done: int, share: float | None) -> None:
            if stage not in tasks:
                unit = UNITS.get(stage, "rows")
                tasks[stage] = bar.add_task(stage, total=None, done=0, rate=0.0, unit=unit)
            task = tasks[stage]
            rate = done / max(bar.tasks[task].elapsed or 1.0, 0.1)
            total = None if share is None else 1.0
            bar.update(task, total=total, completed=share or 0, done=done, rate=rate)

        yield told
