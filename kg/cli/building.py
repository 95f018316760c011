"""The command that makes a dataset on disk: build."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.progress import reading


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        build,
        "kg build panel/ panel.nt.gz",
        "kg rank --store panel/",
    )


def build(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Directory to make.", show_default=False)
    ],
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Files to read.", show_default=False)
    ],
    *,
    base: options.Base = None,
) -> None:
    """Make a dataset on disk, for data too large to read anew each time.

    What the directory held is replaced, whole or not at all. Other commands take it by --store.
    """
    with reading(files, building=True) as progress:
        built = kg.build(directory, *files, base=base, progress=progress)
    typer.echo(f"built {directory}: {len(built.columns):,} statements")
