"""Commands that trace influence from one actor to another: paths, and what they rest on: cut."""

from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.marking import Marking
from kg.cli.options import Choice, Data, Output, whole
from kg.cli.output import emit, emit_lines
from kg.model import Sign
from kg.views import cuts, listings
from kg.views.reading import telling

Start = Annotated[
    str, typer.Argument(metavar="A", help="Where influence starts.", show_default=False)
]
End = Annotated[str, typer.Argument(metavar="B", help="Where it ends.", show_default=False)]
Steps = Annotated[int | None, typer.Option(parser=whole, metavar="N", help="Most steps of a path.")]
Avoid = Annotated[
    list[str] | None,
    typer.Option(metavar="ACTOR", help="Actor that no path may pass; repeatable."),
]
Pattern = Annotated[
    str | None,
    typer.Option(
        metavar="PATTERN",
        help="What types or families the steps have, with the signs of SPARQL's property paths:"
        " / | * + ? ^ ! ( ); they follow statements as they stand, ^ against them.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        paths,
        "kg paths Russia EU",
        "kg paths Moscow Yerevan --limit 3 --max-steps 2 --at 2023-05 --certainty certain",
        "kg paths Azerbaijan Armenia --sign -1",
        "kg paths Russia EU --avoid Azerbaijan --order steps",
        'kg paths Russia EU --pattern "alliedWith+ / suppliesGasTo"',
        "kg paths Iran Armenia --all --max-steps 3",
        "kg paths Russia EU --leave-out place",
    )
    options.register(
        app,
        cut,
        "kg cut Russia EU",
        "kg cut Iran Armenia --max-steps 3 --at 2023-05 --json",
        'kg cut Russia EU --pattern "alliedWith / suppliesGasTo"',
    )


def paths(
    a: Start,
    b: End,
    *,
    limit: Annotated[
        int | None,
        typer.Option(
            parser=whole, metavar="N", help="How many to show: 5 unless said; with --all 10,000."
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show all of up to --max-steps, and say if it is capped.")
    ] = False,
    max_steps: Steps = None,
    order: Annotated[
        str,
        typer.Option(
            metavar="WORD", help="'strength': the strongest first; 'steps': the shortest first."
        ),
    ] = "strength",
    avoid: Avoid = None,
    pattern: Pattern = None,
    marking: Marking,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Trace the influence paths from A to B, strongest first.

    Each with its strength, its weakest step, a sentence and its sources. Relations of sign 1 and 0
    carry influence unless --sign says otherwise, and of any sign with --pattern.
    """
    carriers = choice.sign or (None if pattern else (Sign.NEUTRAL, Sign.COOPERATION))

    def ask(dataset: "kg.Dataset") -> "kg.Paths":
        return kg.paths(
            choice.project(dataset, sign=None),
            a,
            b,
            limit=None if every else 5 if limit is None else limit,
            most=10_000 if limit is None else limit,
            max_steps=max_steps,
            sign=carriers,
            order=order,
            avoid=avoid or (),
            pattern=pattern,
        )

    found = marking.answer(data.load(), ask, listings.paths, output)
    if found.capped and found.paths:
        emit_lines(["", found.capped], err=output.json or output.csv)


def cut(
    a: Start,
    b: End,
    *,
    max_steps: Steps = None,
    avoid: Avoid = None,
    pattern: Pattern = None,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Find the fewest sources whose loss leaves no influence path from A to B.

    Sources of one publisher, author or chain of copies are one origin and fall together; a statement
    falls with the last of its origins, and a waiver with the last statement it stands by, so that what
    it suspended counts again. No smaller set does it. With --pattern, only paths that follow it must
    go, by relations of any sign.
    """
    carriers = choice.sign or (None if pattern else (Sign.NEUTRAL, Sign.COOPERATION))
    dataset = data.load()
    graph = choice.project(dataset, sign=None)
    found = kg.evidence_cut(
        graph, a, b, max_steps=max_steps, sign=carriers, avoid=avoid or (), pattern=pattern
    )
    emit(cuts.listing(found, telling(dataset)), output)
