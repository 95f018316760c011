"""The command that ranks actors: rank."""

from typing import Annotated, TypedDict

import typer

import kg
from kg.cli import options
from kg.cli.options import Choice, Data, Output, whole
from kg.cli.output import emit
from kg.views import listings

Limit = typer.Option(parser=whole, metavar="N", help="How many to show.")


class How(TypedDict):
    """What both kinds of ranking take."""

    weighted: bool
    direction: str
    limit: int | None


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        rank,
        "kg rank",
        "kg rank --by pagerank --weighted --limit 5",
        "kg rank --by out_degree --per-relation --at 2023-05",
        "kg rank --family conflictsWith --status Actual --status Alleged",
    )


def rank(
    *,
    by: Annotated[
        str,
        typer.Option(
            metavar="MEASURE",
            help="What to rank by: betweenness, closeness, degree, eigenvector, harmonic, in_degree,"
            " in_strength, katz, out_degree, out_strength, pagerank or strength.",
            autocompletion=lambda: list(kg.MEASURES),
        ),
    ] = "betweenness",
    per_relation: Annotated[
        bool, typer.Option("--per-relation", help="One ranking for each relation type.")
    ] = False,
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
    limit: Annotated[int | None, Limit] = None,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Rank the actors by a measure.

    What is counted stands above the ranking; --json names the statements behind every score.
    """
    dataset = data.load()
    graph = choice.project(dataset)
    how: How = {"weighted": weighted, "direction": direction, "limit": limit}
    if per_relation:
        found = kg.rank_by_relation(graph, by, **how)
        emit(listings.rankings(found, kg.MEASURES[by].meaning, dataset.label), output)
    else:
        emit(listings.ranking(kg.rank(graph, by, **how), kg.MEASURES[by].meaning), output)
