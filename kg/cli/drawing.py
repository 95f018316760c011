"""The command that draws: draw."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.options import Choice, Data, examples, spread, whole


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog=examples(
            "kg draw graph.html",
            'kg draw graph.html --highlight "Russia,EU" --title "Who reaches whom"',
            "kg draw may.html --at 2023-05 --status Actual --status Proposed",
        )
    )(spread(draw))


def draw(
    page: Annotated[
        Path, typer.Argument(metavar="PAGE", help="HTML file to write.", show_default=False)
    ],
    *,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Heading of the page.")] = None,
    highlight: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Ends of a path; the strongest between them is shown."),
    ] = None,
    seed: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Number the layout starts from.")
    ] = 0,
    choice: Choice,
    data: Data,
) -> None:
    """Draw the graph as one HTML page.

    It opens offline, in any browser, and holds every statement with its evidence.
    """
    drawn = kg.draw(choice.project(data.load()), page, title=title, highlight=highlight, seed=seed)
    typer.echo(f"wrote {drawn.path}: {drawn.actors} actors, {drawn.relations} relations")
