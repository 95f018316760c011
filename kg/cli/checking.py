"""Commands that check data: validate, fmt."""

from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.options import Data, Files, Output
from kg.cli.output import emit
from kg.cli.progress import counting
from kg.views import listings


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(app, validate, "kg validate", "kg validate mine.ttl --json")
    options.register(app, fmt, "kg fmt mine.ttl", "kg fmt --check mine.ttl")


def validate(*, files: Files = None, data: Data, output: Output) -> None:
    """Check the data.

    Exits with 0 if there are at most warnings, with 1 if there are violations.
    """
    dataset = data.load(files)
    with counting() as told:
        found = kg.validate(dataset, progress=told)
    emit(listings.findings(found), output)
    raise typer.Exit(any(each.severity == "violation" for each in found))


def fmt(
    *,
    files: Files = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file would change.")
    ] = False,
    data: Data,
) -> None:
    """Put Turtle files into canonical order.

    Comments above blocks and the spelling of values are kept.
    """
    from kg.rdf.formatting import format_file

    changed = [path for path in data.paths(files) if format_file(path, check=check, base=data.base)]
    for path in changed:
        typer.echo(f"{'would change' if check else 'changed'} {path}")
    raise typer.Exit(bool(check and changed))
