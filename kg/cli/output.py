"""The one place that decides how a listing is written, and prints."""

import json
import shutil
from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING

import typer

from kg.cli.options import Output
from kg.views import tables
from kg.views.listings import Listing

if TYPE_CHECKING:
    import kg


def emit(listing: Listing, output: Output) -> None:
    """Print the listing as the options say."""
    if output.json:
        typer.echo(json.dumps(listing.records, ensure_ascii=False, indent=2))
    elif output.csv:
        typer.echo(tables.csv_table(listing.columns, listing.rows), nl=False)
    else:
        typer.echo("\n".join((*_lines(listing.above), _body(listing))))


def emit_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines to read, on stderr if they are no answer."""
    for line in _lines(lines):
        typer.echo(line, err=err)


def _body(listing: Listing) -> str:
    if listing.lines:
        return "\n".join(_lines(listing.lines))
    if not listing.rows:
        return "\n".join(_lines([listing.empty]))
    width, columns = _width(or_else=100), list(listing.columns)
    for name in listing.spare:
        if tables.least_width(columns, _cells(listing, columns)) > width:
            columns.remove(name)
    return tables.text_table(columns, _cells(listing, columns), width=width).rstrip("\n")


def _cells(listing: Listing, columns: list[str]) -> list[list[object]]:
    places = [listing.columns.index(name) for name in columns]
    return [[row[place] for place in places] for row in listing.rows]


def _lines(lines: Iterable[str]) -> Iterable[str]:
    """The lines, safe for a terminal and as wide as it; in a file or a pipe each stays one."""
    return (tables.wrapped(tables.safe(line), width=_width(or_else=0)) for line in lines)


def _width(*, or_else: int) -> int:
    return shutil.get_terminal_size((or_else, 24)).columns


def write_answer(answer: "kg.Rows | kg.YesNo | kg.Triples", form: str | None, out: Output) -> None:
    """Print a query's answer in the format named, by --format or by --json and --csv."""
    from kg.sparql.answers import serialize

    named = [name for name, wanted in (("json", out.json), ("csv", out.csv)) if wanted]
    if named and form:
        raise typer.BadParameter(f"choose it or --{named[0]}", param_hint="'--format'")
    shape = form or "".join(named) or "table"
    text = serialize(answer, shape, width=_width(or_else=100))
    if shape == "table" and isinstance(answer, Sized) and not len(answer):
        text = "nothing found"
    typer.echo(text, nl=not text.endswith("\n"))
