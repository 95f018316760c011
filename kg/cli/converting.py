"""The command that writes other formats: convert."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.options import Data


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        convert,
        "kg convert graph.jsonld",
        "kg convert graph.nt.gz",
        "kg convert out.txt --to ntriples --data mine.ttl",
        "kg convert graph.trig --rdf12",
    )


def convert(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File to write.", show_default=False)],
    *,
    to: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="Format to write; without it: by the file's suffix."),
    ] = None,
    rdf12: Annotated[
        bool,
        typer.Option("--rdf12", help="Statements as RDF 1.2 reifiers: rdf:reifies <<( ... )>>."),
    ] = False,
    data: Data,
) -> None:
    """Write the data in another format."""
    import kg.convert

    kg.convert.convert(data.load(), out, format=to, rdf12=rdf12)
    typer.echo(f"wrote {out}")
