"""Commands that ask how far an answer can be trusted: robust, contradictions, corroboration, statuses."""

from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.options import Choice, Data, Output, decimal, whole
from kg.cli.output import emit
from kg.views import robust as ranges

Measure = typer.Option(
    metavar="MEASURE",
    help="What to rank by: a measure that `kg rank --by` takes.",
    autocompletion=lambda: list(kg.MEASURES),
)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        robust,
        "kg robust",
        "kg robust --by pagerank --at 2023-05 --limit 5",
        "kg robust --by degree --draws 1000 --level 0.95 --slack 0",
    )


def robust(
    *,
    by: Annotated[str, Measure] = "betweenness",
    weighted: Annotated[
        bool, typer.Option("--weighted", help="Let strong ties count more than weak ones.")
    ] = False,
    direction: Annotated[
        str,
        typer.Option(
            metavar="WAY",
            help="'out': how much an actor influences; 'in': how much it is influenced.",
        ),
    ] = "out",
    limit: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="How many to show.")
    ] = None,
    draws: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="How many random graphs to draw.")
    ] = 200,
    level: Annotated[
        float,
        typer.Option(
            parser=decimal, metavar="X", help="The middle share of the draws that is told, 0 to 1."
        ),
    ] = 0.9,
    slack: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="How many places a stable rank may move.")
    ] = 1,
    seed: Annotated[int, typer.Option(parser=whole, metavar="N", help="Seed of the draws.")] = 0,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Tell how wide each rank is: under partial dates, under doubt, and without each source.

    Each rank is stable, or contested with the reason. In a draw every statement is kept with a
    probability that equals its confidence; copies of one report fall together.
    """
    found = kg.rank_intervals(
        choice.project(data.load()),
        by,
        weighted=weighted,
        direction=direction,
        limit=limit,
        draws=draws,
        level=level,
        slack=slack,
        seed=seed,
    )
    emit(ranges.listing(found), output)
