"""Commands that read: info, actors, show, timeline, coverage, vocabulary."""

from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.options import Data, Files, KnownBy, Output
from kg.cli.output import emit
from kg.cli.picturing import Picture
from kg.views import listings

Who = Annotated[
    str,
    typer.Argument(
        metavar="ACTOR",
        help="Label, alias ('Moscow'), CURIE ('actor:Russia') or IRI.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(app, info, "kg info", "kg info mine.ttl more.ttl")
    options.register(app, actors, "kg actors", "kg actors --csv > actors.csv")
    options.register(app, show, "kg show Moscow", "kg show actor:CSTO --json")
    options.register(
        app,
        timeline,
        "kg timeline Armenia",
        "kg timeline Russia Azerbaijan --chart pair.svg",
    )
    options.register(app, coverage, "kg coverage", "kg coverage --json")
    options.register(app, vocabulary, "kg vocabulary", "kg vocabulary --csv")


def info(*, files: Files = None, data: Data, output: Output) -> None:
    """Say what is in the data.

    Files, numbers of actors and statements, statuses, sources, the first and last date.
    """
    emit(listings.summary(data.load(files)), output)


def actors(*, data: Data, output: Output) -> None:
    """List the actors.

    Each with its type, its other names and the number of statements about it.
    """
    emit(listings.actors(data.load()), output)


def show(actor: Who, *, data: Data, output: Output) -> None:
    """Show an actor, the statements about it, and those on its word.

    The actor is found by any of its names; every statement comes with its evidence and its note.
    """
    emit(listings.show(data.load(), actor), output)


def timeline(
    actor: Who,
    other: Annotated[
        str | None, typer.Argument(metavar="OTHER", help="Only what is between the two.")
    ] = None,
    *,
    known_by: KnownBy = None,
    picture: Picture,
    data: Data,
    output: Output,
) -> None:
    """List what happens to an actor, or between two, by date.

    Acts, beginnings and ends of ties; statements without a date come last. The picture has a bar for each
    tie and a mark for each act, hollow where partial dates leave the days open.
    """
    dataset = data.load()
    if picture.chart is not None:
        picture.draw(kg.history(dataset, actor, other, known_by=known_by))
    emit(listings.timeline(dataset, actor, other, known_by=known_by), output)


def coverage(*, data: Data, output: Output) -> None:
    """List each source's paragraphs with statements.

    Paragraph by paragraph, the statements that rest on it: read them beside the source to audit the
    data. Statements without evidence come last.
    """
    emit(listings.coverage(data.load()), output)


def vocabulary(*, data: Data, output: Output) -> None:
    """List the relation types.

    Each with its family, sign, direction of influence, aspect, strength and definition.
    """
    emit(listings.vocabulary(data.load()), output)
