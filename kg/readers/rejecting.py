"""The rows that are no statements: told in a line, and kept in a file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

_FORMULA = r"^[=+\-@\t\r]"
_NUMBER = r"^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$"


def reasons(rejected: "polars.DataFrame") -> "polars.DataFrame":
    """The reasons, the most frequent first: reason, count, the first row and the value there."""
    import polars as pl

    return (
        rejected.group_by("reason", maintain_order=True)
        .agg(pl.len().alias("count"), pl.col("row").first(), pl.col("value").first())
        .sort(["count", "reason"], descending=[True, False])
    )


def summary(rejected: "polars.DataFrame") -> str:
    """The most frequent reason with the row where it is found first, to be set behind a sentence.

    >>> from kg.readers.tables import REJECTED, frame
    >>> summary(frame(REJECTED, {"row": [3, 4], "reason": ["no object"] * 2, "value": ["", ""]}))
    ': no object (2 rows, the first is 3)'
    """
    found = reasons(rejected)
    if not found.height:
        return ""
    reason, count, row, value = found.row(0)
    shown = f" '{value}'" if value else ""
    rows = "" if count == rejected.height == 1 else "1 row, " if count == 1 else f"{count:,} rows, "
    others = found.height - 1
    more = f"; {others} other {'reason' if others == 1 else 'reasons'}" if others else ""
    return f": {reason}{shown} ({rows}the first is {row}){more}"


def rejected_csv(rejected: "polars.DataFrame") -> bytes:
    """The rejected rows as CSV: row, reason, value; no value can act as a formula."""
    import polars as pl

    value = pl.col("value")
    active = value.str.contains(_FORMULA) & ~value.str.contains(_NUMBER)
    safe = (
        pl.when(active).then(pl.format("'{}", value)).when(value != "").then(value).alias("value")
    )
    text = rejected.with_columns(safe).write_csv(include_bom=True, line_terminator="\r\n")
    return text.encode()
