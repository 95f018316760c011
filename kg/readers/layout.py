"""How a table lies in its file, and a part of it as it is read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

ROW = " row"  # what no column of a file is called, as blanks around names are dropped


@dataclass(frozen=True)
class Layout:
    """How a table lies in its file. `header` is the line of the column names, 0 where there is none.

    `columns` are the names to use instead, or where there is no header; `quote` is "" where quotes are
    characters like others; `null` are the texts that stand for nothing.
    """

    format: str
    delimiter: str | None = None
    quote: str = '"'
    encoding: str | None = None
    header: int = 1
    columns: tuple[str, ...] = ()
    null: tuple[str, ...] = ()
    sheet: str | None = None

    @property
    def separator(self) -> str:
        """What stands between two cells of a line."""
        return self.delimiter or ("\t" if self.format == "tsv" else ",")


@dataclass(frozen=True)
class Rows:
    """A part of a table: the rows that can be used, with their line in `row`, and the others."""

    frame: "polars.DataFrame"
    rejected: "polars.DataFrame"
    count: int
    share: float | None = None
