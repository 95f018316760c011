"""The options of commands that reckon a measure: rank, trend, robust."""

from typing import Annotated

import typer

from kg.cli.options import whole

Direction = Annotated[
    str,
    typer.Option(
        metavar="WAY",
        help="'out': how much an actor influences; 'in': how much it is influenced.",
    ),
]

Starts = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="With pagerank: rank who influences this actor, or with --direction in whom it"
        " influences; repeatable.",
    ),
]

SampleSeed = Annotated[
    int, typer.Option(parser=whole, metavar="S", help="With --sample: what draws the starts.")
]
