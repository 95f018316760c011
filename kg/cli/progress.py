"""A bar on stderr while long files are read: how much, how fast, how long still."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import typer

LONG, HUGE = 20_000_000, 1_000_000_000
"""The bytes from which on a reader wants to know how far it is, and that there is a better way."""


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
