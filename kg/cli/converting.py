"""The command that writes other formats: convert."""

from pathlib import Path
from typing import Annotated

import typer

import kg
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
        "kg convert graph.gexf",
        "kg convert table.csv",
        "kg convert back.ttl --data graph.graphml",
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
    """Write the data in another format.

    Statements of every status are written. Formats of RDF: turtle (.ttl), trig, ntriples (.nt),
    nquads (.nq), jsonld, rdfxml (.rdf). Others: graphml, gexf, cytoscape (.cyjs), nodelink (.json),
    ftm (FollowTheMoney: .ijson, .ftm.json), pairs (.csv), parquet. Each may end in .gz. What a format
    cannot hold is said; `--data` reads all of them back.
    """
    typer.echo(str(kg.convert(data.load(), out, format=to, rdf12=rdf12)))
