"""Commands that ask what withstands dates, doubt and the loss of sources: robust, robust-path."""

from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.measuring import Direction
from kg.cli.options import Choice, Data, Output, Weighted, decimal, whole
from kg.cli.output import emit
from kg.cli.picturing import Picture
from kg.cli.progress import counting
from kg.model import Sign

LeaveOut = Annotated[
    str,
    typer.Option(
        metavar="WHAT",
        help="What is left out one by one: 'origin', or 'place', a paragraph or page of a source.",
    ),
]
Together = Annotated[
    str,
    typer.Option(
        metavar="WHAT",
        help="What falls together in a draw: 'statement' (nothing), 'report' (a source's word on one"
        " pair and type, with its copies), 'source' or 'origin' (all it says).",
    ),
]
Seed = Annotated[int, typer.Option(parser=whole, metavar="N", help="Seed of the draws.")]
Draws = Annotated[
    int, typer.Option(parser=whole, metavar="N", help="How many random graphs to draw.")
]
_PARTS = 10  # of a value that are listed unless it is said how many
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
        "kg robust --leave-out place --limit 5",
        "kg robust --together origin --limit 5",
        "kg robust --leave-out place --explain Russia --limit 3",
    )
    options.register(
        app,
        robust_path,
        "kg robust-path Russia EU",
        "kg robust-path Iran Armenia --leave-out place --draws 1000",
        name="robust-path",
    )


def robust(
    *,
    by: Annotated[str, Measure] = "betweenness",
    weighted: Weighted = False,
    direction: Direction = "out",
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ACTOR",
            help="Tell what an actor's value is the sum of, --limit parts or 10, and what of it may fall.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="How many to show.")
    ] = None,
    draws: Draws = 200,
    level: Annotated[
        float,
        typer.Option(
            parser=decimal, metavar="X", help="The middle share of the draws that is told, 0 to 1."
        ),
    ] = 0.9,
    slack: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="How many places a stable rank may move.")
    ] = 1,
    leave_out: LeaveOut = "origin",
    together: Together = "report",
    seed: Seed = 0,
    picture: Picture,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Tell how wide each rank is: under partial dates, under doubt, and without each source.

    Each rank is stable, or contested with the reason. In a draw every statement is kept with a
    probability that equals its confidence; copies of one report fall together.
    """
    from kg.views.robust import listing
    from kg.views.wavering import wavering_listing

    if explain is not None:
        picture.refuse("--explain")
    graph = choice.project(data.load())
    with counting() as progress:
        found = kg.rank_intervals(
            graph,
            by,
            weighted=weighted,
            direction=direction,
            limit=limit if explain is None else None,
            draws=draws,
            level=level,
            slack=slack,
            leave_out=leave_out,
            together=together,
            seed=seed,
            progress=progress,
        )
    if explain is None:
        picture.draw(found)
        emit(listing(found), output)
    else:
        parts = _PARTS if limit is None else limit
        emit(wavering_listing(kg.explain_interval(graph, found, explain, limit=parts)), output)


def robust_path(
    a: Annotated[
        str, typer.Argument(metavar="A", help="Where influence starts.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="Where it ends.", show_default=False)],
    *,
    max_steps: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="Most steps of a path.")
    ] = None,
    draws: Draws = 200,
    level: Annotated[
        float,
        typer.Option(
            parser=decimal,
            metavar="X",
            help="The share of the draws in which a stable path is the strongest, 0 to 1.",
        ),
    ] = 0.5,
    leave_out: LeaveOut = "origin",
    together: Together = "report",
    seed: Seed = 0,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Tell whether the strongest path from A to B withstands dates, doubt and the loss of each source.

    It is stable, or contested with the reason: another path, or none, among the certain statements, in
    most of the draws, or without a source.
    """
    from kg.views.steady import listing

    graph = choice.project(data.load(), sign=None)
    with counting() as progress:
        found = kg.path_robustness(
            graph,
            a,
            b,
            max_steps=max_steps,
            sign=choice.sign or (Sign.NEUTRAL, Sign.COOPERATION),
            draws=draws,
            level=level,
            leave_out=leave_out,
            together=together,
            seed=seed,
            progress=progress,
        )
    emit(listing(found), output)
