"""The command that compares two data sets: compare."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.options import Output
from kg.cli.output import emit


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        compare,
        "kg compare old.ttl new.ttl",
        "kg compare old.ttl new.graphml --json",
        "kg compare old.ttl new.ttl --turtle > change.trig",
        "kg compare old.ttl new.ttl --exit-code",
    )


def compare(
    a: Annotated[
        Path,
        typer.Argument(
            metavar="A", help="A data file, or a directory of `kg build`.", show_default=False
        ),
    ],
    b: Annotated[
        Path,
        typer.Argument(metavar="B", help="What to compare it with.", show_default=False),
    ],
    *,
    turtle: Annotated[
        bool,
        typer.Option(
            "--turtle", help="Write what is removed and what is added as two named graphs (TriG)."
        ),
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything differs.")
    ] = False,
    output: Output,
) -> None:
    """Tell what differs between two data sets.

    Statements added, removed, changed and renamed, by actor; then actors, sources and instruments.
    """
    from kg.views import differences

    if turtle and (output.json or output.csv):
        name = "json" if output.json else "csv"
        raise typer.BadParameter(f"choose it or --{name}", param_hint="'--turtle'")
    found = kg.compare(a, b)
    if turtle:
        typer.echo(found.to_turtle(), nl=False)
    else:
        emit(differences.listing(found), output)
    raise typer.Exit(bool(exit_code and found))
