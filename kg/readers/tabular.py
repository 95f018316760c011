"""Tables as they come: CSV, TSV, Excel, JSON lines and Parquet, every cell as text, some rows at a time.

All cells are text, so that leading zeros stay, long numbers keep their digits, and "NA" is Namibia.
"""

import datetime
import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg.errors import DataError, MissingExtra, OptionError, alternatives, near
from kg.readers.delimited import read_delimited
from kg.readers.layout import ROW, Layout, Rows
from kg.readers.tables import REJECTED, frame

if TYPE_CHECKING:
    import polars

SUFFIXES = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "excel",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".ijson": "jsonl",
    ".parquet": "parquet",
}
FORMATS = tuple(sorted(set(SUFFIXES.values())))
_BATCH = 50_000
_GZIP = b"\x1f\x8b"


def read_rows(path: Path, layout: Layout) -> Iterator[Rows]:
    """The rows of a table, all cells as text without blanks around, empty ones and those of `null` as null.

    The number of a row, which is its line in a file of lines, stands in the column `ROW`.

    Raises:
        DataError: the file is missing, empty, broken, or in another encoding.
        MissingExtra: it is an Excel file, and no package reads those.
    """
    read = {"excel": _excel, "jsonl": _json_lines, "parquet": _parquet}.get(
        layout.format, read_delimited
    )
    if path.is_dir():
        raise DataError("is a directory; name a file in it", file=str(path))
    if not path.exists():
        raise DataError("no such file", file=str(path))
    for rows in read(path, layout):
        yield Rows(_plain(rows.frame, layout.null), rows.rejected, rows.count, rows.share)


def format_of_table(path: Path, name: str | None = None) -> str:
    """The format of this name, or else of the file's suffix.

    Raises:
        OptionError: there is none.
    """
    if name is not None:
        if name not in FORMATS:
            advice = alternatives(near(name, FORMATS) or FORMATS)
            raise OptionError(f"unknown format '{name}' of a table; use {advice}")
        return name
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise OptionError(
            f"cannot tell from its name what '{path}' is ({known}); say format = in [file]"
        )
    return SUFFIXES[suffix]


def _plain(table: "polars.DataFrame", null: tuple[str, ...]) -> "polars.DataFrame":
    import polars as pl

    cells = pl.col(pl.String).str.strip_chars()
    return table.with_columns(pl.when(~cells.is_in(["", *null])).then(cells).name.keep())


def _json_lines(path: Path, _: Layout) -> Iterator[Rows]:
    """The rows of a file with a JSON object a line; numbers keep their digits."""
    size = max(path.stat().st_size, 1)
    try:
        with path.open("rb") as raw:
            packed = raw.peek(2)[:2] == _GZIP
            file = cast("IO[bytes]", gzip.GzipFile(fileobj=raw) if packed else raw)
            lines = enumerate(file, 1)
            while batch := list(islice(lines, _BATCH)):
                yield _objects(batch, share=min(raw.tell() / size, 1.0))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error


def _objects(batch: list[tuple[int, bytes]], *, share: float) -> Rows:
    import polars as pl

    rows: list[dict[str, Any]] = []
    odd: list[tuple[int, str, str]] = []
    for line, text in batch:
        if not text.strip():
            continue
        try:
            found = json.loads(text.removeprefix(b"\xef\xbb\xbf"), parse_int=str, parse_float=str)
            rows.append({ROW: line, **_object(found)})
        except (ValueError, TypeError, RecursionError) as error:
            shown = text[:60].decode(errors="replace").strip()
            odd.append((line, f"no JSON object of plain values: {_reason(error)}", shown))
    names = dict.fromkeys(name for row in rows for name in row)
    schema = {name: pl.Int64 if name == ROW else pl.String for name in names or [ROW]}
    rejected = pl.DataFrame(odd, schema=frame(REJECTED).schema, orient="row")
    return Rows(
        pl.DataFrame(rows, schema=schema, orient="row"), rejected, len(rows) + len(odd), share
    )


def _object(found: object) -> dict[str, str | None]:
    if not isinstance(found, dict):
        raise TypeError("not an object")
    return {name.strip(): _cell(cell) for name, cell in found.items()}


def _cell(value: object) -> str | None:
    if isinstance(value, list | dict):
        raise TypeError("a list or an object in a cell")
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error).partition(":")[0]


def _parquet(path: Path, _: Layout) -> Iterator[Rows]:
    """The rows of a Parquet file; dates are written as such, lists and records have no text."""
    import polars as pl

    try:
        scan = pl.scan_parquet(path)
        schema = scan.collect_schema()
        total = int(scan.select(pl.len()).collect().item())
        nested = [name for name, kind in schema.items() if kind.is_nested()]
        for start in range(0, total, _BATCH):
            part = scan.slice(start, _BATCH).drop(nested).collect()
            table = part.select(pl.all().cast(pl.String)).rename(str.strip)
            numbered = table.with_columns(
                pl.int_range(start + 1, start + 1 + table.height, dtype=pl.Int64).alias(ROW)
            )
            yield Rows(numbered, frame(REJECTED), table.height, (start + table.height) / total)
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).partition("\n")[0]
        raise DataError(f"cannot be read as Parquet: {reason}", file=str(path)) from error
    if not total:
        yield Rows(pl.DataFrame(schema={**dict.fromkeys(schema.names(), pl.String), ROW: pl.Int64}),
                   frame(REJECTED), 0, 1.0)  # fmt: skip


def _excel(path: Path, layout: Layout) -> Iterator[Rows]:
    """The rows of a sheet, the first unless named; it is held in memory, as such files are small."""
    import polars as pl

    cells, first = _sheet(path, layout.sheet)
    if not cells:
        raise DataError("is empty", file=str(path))
    start = max(layout.header - first, -1) + 1
    if layout.header:
        if layout.header < first or layout.header - first >= len(cells):
            raise DataError(f"has no row {layout.header} for the names of columns", file=str(path))
        names = list(layout.columns) or [cell or "" for cell in cells[layout.header - first]]
    else:
        names = list(layout.columns) or [f"column {n + 1}" for n in range(len(cells[0]))]
    names = [name.strip() or f"column {n}" for n, name in enumerate(names, 1)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(
            f"has two columns '{twice[0]}'; say columns = [..] with a name for each", file=str(path)
        )
    if len(names) != len(cells[0]):
        problem = f"has {len(cells[0])} columns, and {len(names)} are named"
        raise DataError(f"{problem}; name each of them", file=str(path))
    rows = [(number, *row) for number, row in enumerate(cells[start:], first + start) if any(row)]
    schema = {ROW: pl.Int64, **dict.fromkeys(names, pl.String)}
    yield Rows(pl.DataFrame(rows, schema=schema, orient="row"), frame(REJECTED), len(rows), 1.0)


def _sheet(path: Path, sheet: str | None) -> tuple[list[list[str | None]], int]:
    """The cells of a sheet as texts, all rows equally long, and the number of its first row."""
    try:
        import fastexcel
    except ImportError:
        raise MissingExtra("fastexcel", "excel") from None
    try:
        book = fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        reason = str(error).partition("\n")[0]
        raise DataError(f"cannot be read as Excel: {reason}", file=str(path)) from error
    names = book.sheet_names
    if sheet is not None and sheet not in names:
        advice = alternatives(near(sheet, names) or names)
        raise DataError(f"has no sheet '{sheet}'; it has {advice}", file=str(path))
    if not names:
        return [], 1
    table = book.load_sheet(sheet or names[0], header_row=None, skip_rows=0, dtypes="string")
    rows = table.to_polars().rows()
    return [[_excel_cell(cell) for cell in row] for row in rows], 1


def _excel_cell(cell: object) -> str | None:
    """A cell's text; a day, which Excel keeps with a time, without its midnight."""
    if cell is None:
        return None
    text = str(cell)
    midnight = text.removesuffix(" 00:00:00")
    try:
        return datetime.date.fromisoformat(midnight).isoformat() if midnight != text else text
    except ValueError:
        return text
