"""The decisions as a file: CSV that a spreadsheet opens, shows right and gives back."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, near
from kg.rdf.saving import write_atomically

if TYPE_CHECKING:
    import polars

COLUMNS = ("key", "label", "decision", "rule", "actor", "candidates", "note")
"""The columns of the decisions. All are texts, "" where there is nothing to say."""
DECISIONS = ("matched", "new", "ambiguous")
_NEEDED = ("key", "decision", "actor")
# A spreadsheet runs the first sort as a formula, and turns the second (007, 1e5, 2024-01, long numbers)
# into other numbers or dates. Before both stands a ', and before what has one already.
_ACTIVE = r"^['=+\-@\t\r\n]"
_NUMERIC = r"^(?:0[0-9]|[0-9]{12}|[0-9]+[^0-9])"


def write_matches(matches: "polars.DataFrame", path: str | Path) -> None:
    """Write the decisions as CSV, in one step: UTF-8 with its mark, a comma between cells.

    A cell that a spreadsheet would run or change gets a `'` before it, which `read_matches` takes away:
    what is read is what was written.

    Raises:
        DataError: the file cannot be written; what was there is untouched.
    """
    import polars as pl

    texts = matches.select(pl.col(name).cast(pl.String).fill_null("") for name in COLUMNS)
    shielded = texts.select(
        pl.when(pl.col(name).str.contains(_ACTIVE) | pl.col(name).str.contains(_NUMERIC))
        .then(pl.format("'{}", name))
        .otherwise(name)
        .alias(name)
        for name in COLUMNS
    )
    page = io.BytesIO()
    shielded.write_csv(page, include_bom=True, line_terminator="\r\n", quote_style="always")
    write_atomically(path, page.getvalue())


def read_matches(path: str | Path) -> "polars.DataFrame":
    """The decisions of a file that `write_matches` wrote, also as a spreadsheet saved it.

    Between cells stands a comma, a semicolon or a tab, whichever the first line has. A column that is
    missing is empty, but key, decision and actor have to be there; others are left out.

    Raises:
        DataError: it cannot be read, is no such table, or decides one key twice or in other words.
    """
    import polars as pl

    file = str(path)
    text = _text(Path(path))
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        table = pl.read_csv(
            io.BytesIO(text.encode()),
            separator=separator,
            infer_schema=False,
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError as error:
        reason = str(error).partition("\n")[0]
        raise DataError(f"cannot be read as CSV: {reason}", file=file) from error
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        wanted = f"it has to begin with the line {','.join(COLUMNS)}"
        raise DataError(
            f"is no file of decisions, as it has no column '{missing[0]}'; {wanted}", file=file
        )
    empty = pl.lit("")
    plain = table.select(
        (
            pl.col(name).fill_null("").str.replace(r"^'", "") if name in table.columns else empty
        ).alias(name)
        for name in COLUMNS
    )
    _check(plain, file)
    return plain


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(
            f"cannot be read: {(error.strerror or '').lower()}", file=str(path)
        ) from error
    except UnicodeDecodeError as error:
        advice = "save it as CSV UTF-8"
        raise DataError(f"is not UTF-8 at byte {error.start}; {advice}", file=str(path)) from error


def _check(matches: "polars.DataFrame", file: str) -> None:
    """Refuse a key that comes twice, or is empty, and a decision in words of one's own."""
    import polars as pl

    numbered = matches.with_row_index("row", offset=2)
    again = numbered.filter(~pl.col("key").is_first_distinct())
    for row in again.head(1).iter_rows(named=True):
        advice = "leave one of the rows"
        raise DataError(f"row {row['row']} decides '{row['key']}' again; {advice}", file=file)
    for row in numbered.filter(pl.col("key") == "").head(1).iter_rows(named=True):
        raise DataError(f"row {row['row']} has no key; every decision is about one", file=file)
    other = numbered.filter(~pl.col("decision").is_in(["", *DECISIONS]))
    for row in other.head(1).iter_rows(named=True):
        close = near(row["decision"], DECISIONS)
        hint = f"did you mean '{close[0]}'?" if close else f"one of {', '.join(DECISIONS)} is"
        problem = f"row {row['row']}: '{row['decision']}' is no decision; {hint}"
        raise DataError(problem, file=file)
