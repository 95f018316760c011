"""Columns kept in a file, which is mapped from the disk: what nobody asks for is not read.

A line of JSON says what is in the file and where: numbers as they lie in memory, IRIs as lines of text.
Numbers are given without a copy; the frame is made when somebody wants one.
"""

import functools
import io
import json
import mmap
from pathlib import Path
from typing import TYPE_CHECKING

from kg.answers import lines_of
from kg.columns import OPEN, Columns
from kg.errors import DataError
from kg.kinds import Status
from kg.rdf.saving import write_atomically

if TYPE_CHECKING:
    import polars

    from kg.columns import Flags, Numbers

_ENDS = ("subject", "object")
_CODES = (*_ENDS, "relation", "status")
_BOUNDS = ("first_low", "first_high", "last_low", "last_high")
_NUMBERS = (*_CODES, "sign", "confidence", "strength", *_BOUNDS)
_TEXTS = ("statement", "ends", "relations")
_DECLARED = "declared"  # not in files that earlier versions wrote
_ALIGNED = 64
_LONGEST = 2**16  # bytes of the line that says what is there


def save_columns(columns: Columns, path: Path, actors: "polars.Series | None" = None) -> None:
    """Write the columns into a file, whole or not at all, and which of the ends are among the `actors`.

    Raises:
        DataError: an IRI has a line break.
    """
    import polars as pl

    blocks: dict[str, tuple[str, bytes]] = {}
    for name in _NUMBERS:
        numbers = columns.numpy(name)
        little = numbers.astype(numbers.dtype.newbyteorder("<"), copy=False)
        blocks[name] = (little.dtype.str, little.tobytes())
    ends, relations = (
        pl.Series(columns.dictionary(name), dtype=pl.String) for name in ("subject", "relation")
    )
    for name, iris in zip(_TEXTS, (columns.statements, ends, relations), strict=True):
        blocks[name] = ("lines", _lines(iris, path))
    if actors is not None:
        flags = ends.is_in(actors.implode()).to_numpy()
        blocks[_DECLARED] = (flags.dtype.str, flags.tobytes())
    places: dict[str, tuple[str, int, int]] = {}
    end = 0
    for name, (kind, data) in blocks.items():
        start = -(-end // _ALIGNED) * _ALIGNED
        end = start + len(data)
        places[name] = (kind, start, len(data))
    head = json.dumps({"rows": len(columns), "blocks": places}).encode()
    head += b" " * (-(len(head) + 1) % _ALIGNED) + b"\n"
    page = io.BytesIO()
    page.write(head)
    for name, (_, data) in blocks.items():
        page.seek(len(head) + places[name][1])
        page.write(data)
    write_atomically(path, page.getvalue())


def kept_columns(path: Path) -> Columns:
    """The columns that `save_columns` wrote.

    Raises:
        DataError: the file is no such file.
    """
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start = data.find(b"\n", 0, _LONGEST) + 1
        head = json.loads(data[:start])
        rows, blocks = int(head["rows"]), dict(head["blocks"])
        if blocks.keys() - {_DECLARED} != {*_NUMBERS, *_TEXTS}:
            raise ValueError("it lacks a column")  # noqa: TRY301  # told below
        if any(start + place + size > len(data) for _, place, size in blocks.values()):
            raise ValueError("it is cut off")  # noqa: TRY301
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"cannot be read as columns: {error}", file=str(path)) from error
    return KeptColumns(rows, data, {n: (k, start + p, size) for n, (k, p, size) in blocks.items()})


class KeptColumns(Columns):
    """Columns in a mapped file; what they are asked for is as it would be of those that were saved.

    `blocks` are kind, place and size of what is in the file, by name.
    """

    def __init__(self, rows: int, data: mmap.mmap, blocks: dict[str, tuple[str, int, int]]) -> None:
        vars(self).update(_rows=rows, _data=data, _blocks=blocks)

    def __len__(self) -> int:
        return int(vars(self)["_rows"])

    def numpy(self, name: str) -> "Numbers":
        """As `Columns.numpy`, without a copy."""
        if name not in _NUMBERS:
            return super().numpy(name)
        import numpy

        kind, place, _ = vars(self)["_blocks"][name]
        return numpy.frombuffer(vars(self)["_data"], kind, len(self), place)

    def dictionary(self, name: str) -> tuple[str, ...]:
        """As `Columns.dictionary`."""
        if name in _ENDS:
            return tuple(self._iris("ends"))
        if name == "relation":
            return tuple(self._iris("relations"))
        return tuple(status.value for status in Status) if name == "status" else ()

    @functools.cached_property
    def statements(self) -> "polars.Series":
        """As `Columns.statements`."""
        return lines_of(self._text("statement")).alias("statement")

    @property
    def declared(self) -> "Flags | None":
        """As `Columns.declared`, which is kept."""
        import numpy

        if _DECLARED not in vars(self)["_blocks"]:
            return None
        kind, place, size = vars(self)["_blocks"][_DECLARED]
        return numpy.frombuffer(vars(self)["_data"], kind, size, place)

    @functools.cached_property
    def frame(self) -> "polars.DataFrame":
        """As `Columns.frame`."""
        import polars as pl

        ends = pl.Enum(self._iris("ends"))
        kinds = {
            **dict.fromkeys(_ENDS, ends),
            "relation": pl.Enum(self._iris("relations")),
            "status": pl.Enum([status.value for status in Status]),
        }
        numbers = {name: self._series(name) for name in _NUMBERS}
        coded = {
            name: pl.Series(kind.categories, dtype=kind).gather(numbers[name].cast(pl.UInt32))
            for name, kind in kinds.items()
        }
        rest = {"sign": numbers["sign"].cast(pl.Int8)}
        rest |= {name: numbers[name] for name in ("confidence", "strength")}
        rest |= {name: numbers[name].replace(OPEN, None) for name in _BOUNDS}
        return pl.DataFrame({"statement": self.statements, **coded, **rest})

    def _series(self, name: str) -> "polars.Series":
        """A column as it was kept, null where it is no number."""
        import polars as pl

        found = pl.Series(name, self.numpy(name))
        return found.fill_nan(None) if found.dtype.is_float() else found

    def _iris(self, name: str) -> list[str]:
        return self._text(name).decode().split("\n")[:-1]

    def _text(self, name: str) -> bytes:
        _, place, size = vars(self)["_blocks"][name]
        text: bytes = vars(self)["_data"][place : place + size]
        return text


def _lines(iris: "polars.Series", path: Path) -> bytes:
    """The IRIs as lines."""
    if iris.str.contains("\n", literal=True).any():
        raise DataError("cannot be kept: an IRI has a line break", file=str(path))
    return str((iris + "\n").str.join("").item()).encode()
