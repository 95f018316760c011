"""Commands that ask how far an answer can be trusted: robust, contradictions, statuses and others."""

from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.options import Choice, Data, Output, decimal, whole
from kg.cli.output import emit
from kg.cli.picturing import Picture
from kg.cli.progress import counting
from kg.cli.supposing import one_pair
from kg.model import Sign, Status
from kg.views import robust as ranges
from kg.views import statuses as differing
from kg.views import steady, trust

A = Annotated[str | None, typer.Argument(metavar="A", help="An actor.", show_default=False)]
B = Annotated[
    str | None, typer.Argument(metavar="B", help="The other of a pair.", show_default=False)
]
_MARKS = ["contradicted", "known only from a party", "single-sourced", "no source"]
LeaveOut = Annotated[
    str,
    typer.Option(
        metavar="WHAT",
        help="What is left out one by one: 'origin', or 'place', a paragraph or page of a source.",
    ),
]
Seed = Annotated[int, typer.Option(parser=whole, metavar="N", help="Seed of the draws.")]
Draws = Annotated[
    int, typer.Option(parser=whole, metavar="N", help="How many random graphs to draw.")
]
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
    )
    options.register(
        app,
        robust_path,
        "kg robust-path Russia EU",
        "kg robust-path Iran Armenia --leave-out place --draws 1000",
        name="robust-path",
    )
    options.register(
        app,
        contradictions,
        "kg contradictions",
        "kg contradictions Russia Azerbaijan",
        "kg contradictions Armenia --kind status --kind interval --json",
    )
    options.register(
        app,
        corroboration,
        "kg corroboration Russia Azerbaijan",
        "kg corroboration Armenia --status Alleged",
        'kg corroboration --mark "known only from a party"',
    )
    options.register(
        app,
        statuses,
        "kg statuses Alleged",
        "kg statuses Alleged Proposed --by degree --pair Russia,Armenia",
        "kg statuses all --at 2023-06",
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
    graph = choice.project(data.load())
    with counting() as progress:
        found = kg.rank_intervals(
            graph,
            by,
            weighted=weighted,
            direction=direction,
            limit=limit,
            draws=draws,
            level=level,
            slack=slack,
            leave_out=leave_out,
            seed=seed,
            progress=progress,
        )
    picture.draw(found)
    emit(ranges.listing(found), output)


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
    seed: Seed = 0,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Tell whether the strongest path from A to B withstands dates, doubt and the loss of each source.

    It is stable, or contested with the reason: another path, or none, among the certain statements, in
    most of the draws, or without a source.
    """
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
            seed=seed,
            progress=progress,
        )
    emit(steady.listing(found), output)


def contradictions(
    a: A = None,
    b: B = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="status, sign, interval or attribution; repeatable. Without it: all.",
            autocompletion=lambda: ["status", "sign", "interval", "attribution"],
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="How many to show at most.")
    ] = 10_000,
    data: Data,
    output: Output,
) -> None:
    """List statements that contradict each other: of all actors, of A, or between A and B.

    Each with the days on which both may stand, both statements, and whose word each is.
    """
    emit(trust.ledger(kg.contradictions(data.load(), a, b, kinds=kind, most=limit)), output)


def corroboration(
    a: A = None,
    b: B = None,
    *,
    mark: Annotated[
        str | None,
        typer.Option(
            metavar="MARK",
            help="Show only what is: 'contradicted', 'known only from a party', 'single-sourced' or"
            " 'no source'.",
            autocompletion=lambda: _MARKS,
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Status to tell of; repeatable. Without it: every one.",
            autocompletion=lambda: [each.value for each in Status],
        ),
    ] = None,
    data: Data,
    output: Output,
) -> None:
    """Tell what statements rest on: of all actors, of A, or between A and B.

    Independent origins count once; what is contradicted, single-sourced or known only from a party is
    marked.
    """
    found = kg.corroboration(data.load(), a, b, status=status or "all")
    emit(trust.ground(found, mark), output)


def statuses(
    status: Annotated[
        list[str],
        typer.Argument(
            metavar="STATUS...", help="Status that counts besides, or all.", show_default=False
        ),
    ],
    *,
    basis: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS", help="Status that counts before; repeatable. Without it: Actual."
        ),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEASURE",
            help="What ranks are told of; repeatable. Without it: betweenness and pagerank.",
            autocompletion=lambda: list(kg.MEASURES),
        ),
    ] = None,
    weighted: Annotated[
        bool, typer.Option("--weighted", help="Let strong ties count more than weak ones.")
    ] = False,
    pair: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A,B",
            help="Pair whose strongest path is told; repeatable. Without it: those that change most.",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Ties that hold on this date, acts on or before it."),
    ] = None,
    data: Data,
    output: Output,
) -> None:
    """Tell what changes if other statuses count besides Actual.

    The statements that come in, the ranks that move, the strongest paths that change, who reaches whom.
    """
    found = kg.status_difference(
        data.load(),
        status,
        base=basis or ("Actual",),
        by=by or ("betweenness", "pagerank"),
        weighted=weighted,
        pairs=list(map(one_pair, pair or ())),
        at=at,
    )
    emit(differing.listing(found), output)
