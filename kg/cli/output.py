"""The one place that decides how a listing is written, and prints."""

import json
import shutil
from itertools import compress
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
        parts = (tables.safe(listing.above), _body(listing))
        typer.echo("\n".join(part for part in parts if part))


def _body(listing: Listing) -> str:
    if listing.lines:
        return "\n".join(map(tables.safe, listing.lines))
    shown = [name not in listing.hidden for name in listing.columns]
    rows = [compress(row, shown) for row in listing.rows]
    return tables.text_table(compress(listing.columns, shown), rows, width=_width()).rstrip("\n")


def _width() -> int:
    return shutil.get_terminal_size((100, 24)).columns


def write_answer(answer: "kg.Rows | kg.YesNo | kg.Triples", form: str | None, out: Output) -> None:
    """Print a query's answer in the format named, by --format or by --json and --csv."""
    from kg.sparql.answers import serialize

    named = [name for name, wanted in (("json", out.json), ("csv", out.csv)) if wanted]
    if named and form:
        raise typer.BadParameter(f"choose it or --{named[0]}", param_hint="'--format'")
    text = serialize(answer, form or "".join(named) or "table", width=_width())
    typer.echo(text, nl=not text.endswith("\n"))
