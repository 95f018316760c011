"""The files beside quads that say what their numbers stand for."""

import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError

if TYPE_CHECKING:
    import polars

_GZIP = b"\x1f\x8b"
_DAY = len("YYYY-MM-DD")


def beside(
    path: Path, options: Mapping[str, str], option: str, name: str, *, or_: str = ""
) -> Path:
    """The file that an option names, or else the one of that name beside the quads, packed or not.

    Raises:
        DataError: there is none.
    """
    if option in options:
        named = Path(options[option])
        if not named.is_file():
            raise DataError(f"no such file, which the option {option} names", file=str(named))
        return named
    for found in (path.with_name(name), path.with_name(f"{name}.gz")):
        if found.is_file():
            return found
    raise DataError(f"has no {name} beside it; name one with {option}=FILE{or_}", file=str(path))


def read_ids(path: Path) -> "polars.DataFrame":
    """The names by id: id, name, and key, which is the name or, where several ids have it, name and id.

    A line is a name and an id with a tab between, or an id and a name, if all that stand first are numbers
    and those that stand last are not. A line that is a number alone counts the others.

    Raises:
        DataError: a line is something else, or two have the same id.
    """
    import polars as pl

    pairs: list[tuple[str, str, int]] = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if cells == [""] or (number == 1 and len(cells) == 1 and cells[0].isdecimal()):
            continue
        if len(cells) != len(("name", "id")) or not all(cells):
            problem = f"'{line.strip()[:60]}' is not a name and an id with a tab between"
            raise DataError(problem, file=str(path), line=number)
        pairs.append((cells[0], cells[1], number))
    if not pairs:
        raise DataError("holds no name with an id", file=str(path))
    first = all(pair[0].isdecimal() for pair in pairs)
    last = all(pair[1].isdecimal() for pair in pairs)
    if first and not last:
        pairs = [(name, id_, number) for id_, name, number in pairs]
    table = pl.DataFrame(pairs, schema=["name", "id", "line"], orient="row")
    twice = table.filter(~pl.col("id").is_first_distinct())
    if twice.height:
        _, id_, number = twice.row(0)
        raise DataError(f"the id '{id_}' stands here again", file=str(path), line=int(number))
    shared = pl.col("name").is_duplicated()
    apart = pl.when(shared).then(pl.format("{} (id {})", "name", "id")).otherwise("name")
    return table.select("id", "name", apart.alias("key"))


def read_times(path: Path) -> dict[str, str]:
    """The timestamps by number, from a JSON object of numbers by timestamp.

    Raises:
        DataError: it is something else.
    """
    try:
        found = json.loads(_text(path))
    except ValueError as error:
        raise DataError(f"is no JSON: {error}", file=str(path)) from error
    wanted = "an object of whole numbers by time (YYYY-MM-DD HH:MM:SS)"
    if not isinstance(found, dict) or not found:
        raise DataError(f"is not {wanted}", file=str(path))
    times: dict[str, str] = {}
    for moment, number in found.items():
        if type(number) is not int or len(moment) < _DAY:
            raise DataError(f"is not {wanted}: it holds '{moment}': {number!r}", file=str(path))
        if str(number) in times:
            raise DataError(f"has two times for {number}", file=str(path))
        times[str(number)] = moment
    return times


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if data.startswith(_GZIP):
            data = gzip.decompress(data)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8; write it in UTF-8", file=str(path)) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", file=str(path)) from error
