"""Commands that ask the graph: rank, paths."""

from typing import Annotated, TypedDict

import typer

import kg
from kg.cli import options
from kg.cli.options import Choice, Data, Output, whole
from kg.cli.output import emit
from kg.model import Sign
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
    options.register(
        app,
        paths,
        "kg paths Russia EU",
        "kg paths Moscow Yerevan --limit 3 --max-steps 2 --at 2023-05 --certainty certain",
        "kg paths Azerbaijan Armenia --sign -1",
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


def paths(
    a: Annotated[
        str, typer.Argument(metavar="A", help="Where influence starts.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="Where it ends.", show_default=False)],
    *,
    limit: Annotated[int, Limit] = 5,
    max_steps: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="Most steps of a path.")
    ] = None,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Trace the strongest influence paths from A to B.

    Each with its strength, its weakest step, a sentence and its sources. Relations of sign 1 and 0
    carry influence unless --sign says otherwise.
    """
    graph = choice.project(data.load(), sign=None)
    carriers = choice.sign or (Sign.NEUTRAL, Sign.COOPERATION)
    found = kg.paths(graph, a, b, limit=limit, max_steps=max_steps, sign=carriers)
    emit(listings.paths(found), output)
