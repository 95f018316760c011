"""The command that reviews who was taken for whom in an import: matches."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.options import Output
from kg.cli.output import emit
from kg.identity import COLUMNS, accepted, read_matches, selected, undone, write_matches
from kg.iris import curie
from kg.views.listings import Listing


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        matches,
        "kg matches votes.matches.csv --decision ambiguous",
        'kg matches votes.matches.csv --undo "Congo" --accept "Zaire=actor:Congo"',
    )


def matches(
    *,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Decisions that kg import wrote: NAME.matches.csv."),
    ],
    decision: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD",
            help="Decision to list: matched, new or ambiguous; repeat it for several.",
            autocompletion=lambda: ["matched", "new", "ambiguous"],
        ),
    ] = None,
    undo: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Key or label to keep apart, as a new actor; repeatable."
        ),
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=ACTOR",
            help="Key or label, and the actor it is (actor:Armenia); repeatable.",
        ),
    ] = None,
    output: Output,
) -> None:
    """List who was taken for whom in an import, or decide otherwise.

    What is decided is written into the file, in one step, and listed. It counts when the same data are
    imported again with --matches FILE.
    """
    pairs = [_pair(text) for text in accept or ()]
    names = [*(undo or ()), *(name for name, _ in pairs)]
    found = accepted(undone(read_matches(file), undo or ()), pairs)
    shown = selected(found, decision or (), names=names)
    if names:
        write_matches(found, file)
    emit(_listing(shown.to_dicts()), output)


def _listing(records: list[dict[str, str]]) -> Listing:
    rows: list[tuple[object, ...]] = [
        tuple(curie(text) if name == "actor" else text for name, text in record.items())
        for record in records
    ]
    plain = [dict[str, object](record) for record in records]
    return Listing(COLUMNS, rows, plain, spare=("label", "note", "rule"), empty="no decisions")


def _pair(text: str) -> tuple[str, str]:
    """The name and the actor of NAME=ACTOR; a name may have = in it, an actor here has none."""
    name, equals, actor = text.rpartition("=")
    if not (name and equals and actor):
        raise typer.BadParameter(f"'{text}' is not NAME=ACTOR", param_hint="'--accept'")
    return name, actor
