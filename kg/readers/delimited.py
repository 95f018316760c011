"""CSV and TSV, every cell as text; what is odd about a record is told with its line.

The cells of all records of a block are counted at once, so that a row with one too few or too many is
found before a reader fills it up or cuts it off.
"""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import DataError, OptionError
from kg.readers.layout import ROW, Layout, Rows
from kg.readers.splitting import decoded, first_record, records, start_of
from kg.readers.tables import REJECTED, frame

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray

_LIKELY = ("\t", ";", "|", ",")
_GZIP = b"\x1f\x8b"
_QUOTE, _LINE_END, _RETURN = 0x22, 0x0A, 0x0D


def read_delimited(path: Path, layout: Layout) -> Iterator[Rows]:
    """The rows of a table of text, some megabytes at a time.

    Raises:
        DataError: the file is empty, in another encoding, or has no columns of these names.
        OptionError: there is no such encoding.
    """
    size = max(path.stat().st_size, 1)
    with path.open("rb") as raw:
        packed = raw.peek(2)[:2] == _GZIP
        file: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
        blocks = records(decoded(file, layout.encoding, path), layout, path)
        names, line, rest = _header(blocks, layout, path)
        if not rest:
            yield Rows(_parsed(b"", names, layout, height=0).pipe(_numbered), frame(REJECTED), 0)
        for block in _again(rest, blocks):
            yield _rows(block, line, names, layout, share=min(raw.tell() / size, 1.0))
            line += block.count(b"\n")


def _header(blocks: Iterator[bytes], layout: Layout, path: Path) -> tuple[list[str], int, bytes]:
    """The names of the columns, the line after them, and the rest of the block they stand in."""
    block = next(blocks, b"")
    if not block.strip():
        raise DataError("is empty", file=str(path))
    line = 1
    for _ in range(layout.header):
        start, block = first_record(block, layout)
        if line >= layout.header:
            names = _cells(start.decode(), layout)
            line += start.count(b"\n")
            break
        line += start.count(b"\n")
    else:
        names = [
            f"column {n + 1}"
            for n in range(len(_cells(first_record(block, layout)[0].decode(), layout)))
        ]
    if layout.columns and len(layout.columns) != len(names):
        problem = f"has {len(names)} columns, and {len(layout.columns)} are named"
        raise DataError(f"{problem}; name each of them", file=str(path))
    names = [name.strip() or f"column {n}" for n, name in enumerate(layout.columns or names, 1)]
    _check_names(names, layout, path)
    return names, line, block


def _check_names(names: list[str], layout: Layout, path: Path) -> None:
    delimiter = layout.separator
    if len(names) == 1:
        other = max(_LIKELY, key=names[0].count)
        if other in names[0]:
            shown = "\\t" if other == "\t" else other
            raise DataError(
                f"has one column, '{names[0][:60]}'; say delimiter = \"{shown}\"",
                file=str(path),
                line=1,
            )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        advice = "say columns = [..] with a name for each"
        raise DataError(f"has two columns '{twice[0]}'; {advice}", file=str(path), line=1)
    if len(delimiter) != 1:
        raise OptionError(f"delimiter '{delimiter}' is not one character")


def _again(rest: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    if rest:
        yield rest
    yield from blocks


def _rows(block: bytes, line: int, names: list[str], layout: Layout, *, share: float) -> Rows:
    """The rows of a block whose first line is known."""
    import numpy as np
    import polars as pl

    ends, lines, fields = _shape(block, layout)
    starts = np.concatenate([[0], ends[:-1] + 1])
    returns = np.frombuffer(block, dtype=np.uint8)[np.maximum(ends - 1, 0)] == _RETURN
    blank = ends - starts <= returns
    count = int((~blank).sum())
    wrong = ~blank & (fields != len(names))
    good = ~blank & ~wrong
    numbers = line + lines
    parts = [
        frame(
            REJECTED,
            {
                "row": numbers[wrong],
                "reason": [_cells_not(n, len(names)) for n in fields[wrong]],
                "value": [
                    start_of(block[a:b]) for a, b in zip(starts[wrong], ends[wrong], strict=True)
                ],
            },
        )
    ]
    if good.all():
        data = block
    else:
        data = b"".join(block[a : b + 1] for a, b in zip(starts[good], ends[good], strict=True))
    try:
        table = _parsed(data, names, layout, height=int(good.sum()))
    except pl.exceptions.PolarsError:
        table, numbers_good, odd = _one_by_one(block, starts, ends, good, numbers, names, layout)
        parts.append(odd)
    else:
        numbers_good = numbers[good]
    table = _numbered(table, numbers_good)
    if b"\0" in block:
        table, odd = _without_zeros(table)
        parts.append(odd)
    return Rows(table, pl.concat(parts), count, share)


def _numbered(table: "polars.DataFrame", lines: Iterable[int] = ()) -> "polars.DataFrame":
    """The table with the lines of its rows."""
    import polars as pl

    return table.with_columns(pl.Series(ROW, lines, dtype=pl.Int64))


def _shape(
    block: bytes, layout: Layout
) -> "tuple[NDArray[numpy.intp], NDArray[numpy.intp], NDArray[numpy.intp]]":
    """Of each record: where it ends, how many lines are before it, how many cells it has."""
    import numpy as np

    data = np.frombuffer(block, dtype=np.uint8)
    is_end, is_delimiter = data == _LINE_END, data == ord(layout.separator)
    every_end = np.flatnonzero(is_end)
    if layout.quote and b'"' in block:
        outside = np.cumsum(data == _QUOTE, dtype=np.uint8) & 1 == 0
        is_end, is_delimiter = is_end & outside, is_delimiter & outside
    ends, delimiters = np.flatnonzero(is_end), np.flatnonzero(is_delimiter)
    before = np.concatenate([[0], np.searchsorted(every_end, ends[:-1], side="right")])
    cells = np.diff(np.searchsorted(delimiters, ends), prepend=0) + 1
    return ends, before, cells


def _parsed(data: bytes, names: list[str], layout: Layout, *, height: int) -> "polars.DataFrame":
    """The records as a table; a PolarsError if it does not see them as we do."""
    import polars as pl

    if not data:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    table = pl.read_csv(
        io.BytesIO(data),
        has_header=False,
        separator=layout.separator,
        quote_char=layout.quote or None,
        infer_schema=False,
    )
    if table.shape != (height, len(names)):
        raise pl.exceptions.ShapeError("quotes are out of order")
    table.columns = names
    return table


def _one_by_one(
    block: bytes,
    starts: "NDArray[numpy.intp]",
    ends: "NDArray[numpy.intp]",
    good: "NDArray[numpy.bool_]",
    numbers: "NDArray[numpy.intp]",
    names: list[str],
    layout: Layout,
) -> "tuple[polars.DataFrame, list[int], polars.DataFrame]":
    """The rows of a block in which quotes are out of order somewhere, each read alone."""
    import polars as pl

    rows, lines, odd = [], [], []
    for a, b, line in zip(starts[good], ends[good], numbers[good], strict=True):
        text = block[a:b].decode()
        try:
            cells = _cells(text, layout, strict=True)
        except csv.Error:
            cells = []
        if len(cells) == len(names):
            rows.append(cells)
            lines.append(int(line))
        else:
            odd.append(
                (
                    int(line),
                    'quotes out of order; say quote = "" if they are plain',
                    start_of(block[a:b]),
                )
            )
    schema = dict.fromkeys(names, pl.String)
    reasons = pl.DataFrame(odd, schema=frame(REJECTED).schema, orient="row")
    return pl.DataFrame(rows, schema=schema, orient="row"), lines, reasons


def _without_zeros(table: "polars.DataFrame") -> "tuple[polars.DataFrame, polars.DataFrame]":
    """The rows without zero bytes, and the others as rejected."""
    import polars as pl

    zero = pl.any_horizontal(
        pl.col(pl.String).str.contains("\0", literal=True).fill_null(value=False)
    )
    odd = table.filter(zero).select(
        pl.col(ROW).alias("row"), pl.lit("a zero byte").alias("reason"), pl.lit("").alias("value")
    )
    return table.filter(~zero), odd


def _cells(text: str, layout: Layout, *, strict: bool = False) -> list[str]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    lines = io.StringIO(text.rstrip("\r\n"), newline="")
    rows = list(
        csv.reader(
            lines,
            delimiter=layout.separator,
            quoting=csv.QUOTE_MINIMAL if layout.quote else csv.QUOTE_NONE,
            strict=strict,
        )
    )
    if strict and len(rows) != 1:
        raise csv.Error("not one record")
    return rows[0] if rows else []


def _cells_not(count: int, wanted: int) -> str:
    return f"{count} {'cell' if count == 1 else 'cells'}, not {wanted}"
