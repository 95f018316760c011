"""Commands that take in files of other kinds: import, readers."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.options import Output
from kg.cli.output import emit, emit_lines
from kg.cli.progress import counting, reading


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        import_,
        "kg import donations.csv --map donations.toml --out donations.ttl --dry-run",
        "kg import donations.csv --map donations.toml --data mine.ttl --out more.ttl",
        "kg import donations.csv --map donations.toml --out more.ttl --matches more.ttl.matches.csv",
        name="import",
    )
    options.register(app, readers, "kg readers")


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="File to import.", show_default=False)
    ],
    *,
    reader: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Reader to use; without it: by the file's suffix."),
    ] = None,
    map: Annotated[
        Path | None,
        typer.Option(metavar="MAP", help="TOML file that says what the columns of a table mean."),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME=VALUE", help="Option of the reader; repeatable."),
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Data whose actors the import is to meet; repeatable."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="OUT", help="File to write, its format by its suffix.")
    ] = None,
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Directory to build instead, for large data.")
    ] = None,
    matches: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Matches of an earlier import, as you reviewed them."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; show statements and rejected rows.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Write nothing if any row is rejected, and exit with 1."),
    ] = False,
) -> None:
    """Import a file of another kind: a table, a feed, an export.

    Each row that can be becomes a statement with its evidence. Who its actors were taken for is written to
    OUT.matches.csv, rows that are no statements to OUT.rejected.csv.
    """
    from kg.views import imports

    if out is None and store is None and not dry_run:
        raise typer.BadParameter(
            "name a file to write, or use --store or --dry-run", param_hint="'--out'"
        )
    with reading(data or []) as progress:
        known = kg.load(*data, progress=progress) if data else None
    with counting() as told:
        found = kg.ingest(
            file, out, reader=reader, map=map, options=dict(named_value(one) for one in given or []),
            known=known, decisions=matches, store=store, dry_run=dry_run,
            strict=strict and not dry_run, progress=told,
        )  # fmt: skip
    emit_lines(imports.report(found))
    if dry_run:
        emit_lines(imports.sample(found))
    emit_lines(imports.rejected(found), err=True)
    if dry_run:
        emit_lines(imports.rejected_rows(found))
        if strict and found.rejected.height:
            raise typer.Exit(1)
    else:
        typer.echo(f"wrote {found.path}")


def readers(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Reader to tell about.", show_default=False)
    ] = None,
    *,
    output: Output,
) -> None:
    """List the readers, or the options of one."""
    from kg.readers import choosing
    from kg.views import imports

    if name is None:
        emit(imports.readers(choosing.readers()), output)
    else:
        emit(imports.reader(choosing.reader_named(name)), output)


def named_value(text: str) -> tuple[str, str]:
    """The name and the value of an option of a reader."""
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise typer.BadParameter(f"'{text}' is not of the form NAME=VALUE", param_hint="'--with'")
    return name, value
