"""One-line builders: a reader of given rows, a table as a file, a map as a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.readers.tables import ACTOR, STATEMENT, Batch, Reader, frame

MAP = """
[subject]
label = "{who}"
type = "State"

[object]
label = "{whom}"
type = "State"

[statement]
relation = "{what}"
since = "{since}"
"""
TABLE = "who,whom,what,since\nArmenia,Russia,alliedWith,1992\n"


def reader(*rows: Mapping[str, Any], **tables: Any) -> Reader:
    """A reader that gives these mentions, "Ada is allied with Bela" where they do not say otherwise."""

    def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
        yield batch(*rows, **tables)

    return Reader("given", "given rows", read, options={"speed": "how fast"})


def batch(*rows: Mapping[str, Any], start: int = 1, **tables: Any) -> Batch:
    """A batch of these mentions."""
    given = [
        {"row": number, "subject": "Ada", "relation": "alliedWith", "object": "Bela", **row}
        for number, row in enumerate(rows, start)
    ]
    columns = {name: [row.get(name) for row in given] for name in STATEMENT}
    return Batch(frame(STATEMENT, columns), rows=len(rows), **tables)


def actors(*rows: Mapping[str, Any]) -> Any:
    """A table of actors."""
    return frame(ACTOR, {name: [row.get(name) for row in rows] for name in ACTOR})


def table(folder: Path, data: str | bytes = TABLE, name: str = "ties.csv") -> Path:
    """A file of these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def a_map(folder: Path, text: str = MAP, name: str = "ties.toml") -> Path:
    """A map of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _break(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    if path.exists():
        raise KeyError("colour")
    yield batch({})


BREAKS = Reader("breaks", "nothing", _break)
