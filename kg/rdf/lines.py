"""N-Triples as tables, a table a property: read by a compiled reader of CSV instead of term by term.

A line of N-Triples is a subject, a property and an object, mostly with one space between them. What is
spelt otherwise (tabs, comments, escapes in IRIs, triple terms) is not told here: then there are no tables,
and the engine has to be asked. Nor is it told whether a file is right: tables are to be believed if the
engine takes in the same file.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.rdf.advance import ByFile, silent
from kg.rdf.streaming import Limits, Stream, typed_literals

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any

    import polars

_PROPERTY = re.compile(r"<([^<>\\\s]+)>")
# Texts without the sign of datatypes, so that counting the signs tells whether every literal was seen.
_TYPED = r'^"[^"\\^]*"\^\^<[^<>\\^]*>$'
_BLOCK = 2**22


@dataclass(frozen=True)
class Lines:
    """What lines say: `tables` of `subject` and `object`, as they are spelt, by the IRI of the property.

    There are tables of the properties that were asked for; `properties` are the IRIs of all that occur,
    `typed` is every literal with a datatype, each once. An object that is a literal
    ends at its first space, but in `spelt`, which are lines as they are. A blank node's label says which
    file it is of, but not there.
    """

    tables: "dict[str, polars.DataFrame]"
    properties: frozenset[str]
    typed: "polars.Series"
    spelt: tuple[bytes, ...] = ()


def read_lines(
    paths: Iterable[str | Path],
    wanted: Iterable[str],
    *,
    spelt: Iterable[str] = (),
    limits: Limits | None = None,
    progress: ByFile = silent,
) -> Lines | None:
    """The lines of N-Triples files, with tables of the wanted properties; None if that cannot be told.

    Lines of the properties in `spelt` are given as they are; they are to be few. `progress` gives what is
    called with the bytes read of a file.

    Raises:
        DataError: a limit is passed.
        OSError, EOFError, zlib.error: a file cannot be read or unpacked.
    """
    import polars as pl

    parts: dict[str, list[polars.DataFrame]] = {f"<{prop}>": [] for prop in wanted}
    properties: set[str] = set()
    typed = [pl.Series(dtype=pl.String)]
    as_spelt = [f"<{prop}>" for prop in spelt]
    kept: list[bytes] = []
    for number, path in enumerate(paths):
        with Stream(path, limits=limits, progress=progress(number)) as stream:
            while block := stream.lines(_BLOCK):
                frame = _frame(block)
                if frame is None:
                    return None
                found = _literals(block, frame)
                if found is None:
                    return None
                typed.append(found)
                here = set(frame["property"].unique().to_list())
                properties |= here
                if not here.isdisjoint(as_spelt):
                    whole = block.removesuffix(b"\n").split(b"\n")
                    if len(whole) != frame.height:
                        return None
                    rows = frame["property"].is_in(as_spelt).arg_true()
                    kept += [whole[row] for row in rows]
                of_wanted = frame.filter(pl.col("property").is_in(list(parts)))
                if number:
                    of_wanted = of_wanted.with_columns(_labelled(number))
                pieces = of_wanted.partition_by("property", as_dict=True, include_key=False)
                for (prop,), piece in pieces.items():
                    parts[str(prop)].append(piece)
    matches = [_PROPERTY.fullmatch(prop) for prop in properties]
    if not all(matches):
        return None
    none = pl.DataFrame(schema={"subject": pl.String, "object": pl.String})
    return Lines(
        {prop[1:-1]: pl.concat(pieces or [none]) for prop, pieces in parts.items()},
        frozenset(match[1] for match in matches if match),
        pl.concat(typed).unique(),
        tuple(kept),
    )


def _frame(block: bytes) -> "polars.DataFrame | None":
    """The subjects, properties and objects of whole lines; None where they are spelt another way."""
    import polars as pl

    if b"\r" in block:
        return None
    try:
        frame = pl.read_csv(
            block,
            has_header=False,
            separator=" ",
            quote_char=None,
            schema={"subject": pl.String, "property": pl.Categorical, "object": pl.String},
            **_longer_lines(),
        )
    except pl.exceptions.PolarsError:
        return None
    subject, obj = (pl.col(name).str for name in ("subject", "object"))
    usual = [
        subject.starts_with("<") | subject.starts_with("_:"),
        obj.starts_with("<") | obj.starts_with('"') | obj.starts_with("_"),
        ~obj.starts_with("<<"),
        *([~subject.contains("\\", literal=True)] if b"\\" in block else []),
    ]
    told = frame.select(each.all().alias(str(number)) for number, each in enumerate(usual))
    return frame if all(told.row(0)) and not any(frame.null_count().row(0)) else None


@functools.cache
def _longer_lines() -> "dict[str, Any]":
    """The option by which columns that are too many are left out, in whatever version of polars."""
    import inspect

    import polars as pl

    newer = "extra_columns" in inspect.signature(pl.read_csv).parameters
    return {"extra_columns": "ignore"} if newer else {"truncate_ragged_lines": True}


def _literals(block: bytes, frame: "polars.DataFrame") -> "polars.Series | None":
    """The typed literals of a block; None if they cannot be told."""
    import polars as pl

    signs = block.count(b"^")
    if not signs:
        return pl.Series(dtype=pl.String)
    obj = pl.col("object")
    ends = frame.filter(obj.str.ends_with(">") & obj.str.starts_with('"'))["object"]
    seen = ends.unique()
    if 2 * len(ends) == signs and seen.str.contains(_TYPED).all():
        return seen
    found = typed_literals(block)
    if found is None:
        return None
    return pl.Series(
        [f'"{text.decode()}"^^<{kind.decode()}>' for text, kind in found], dtype=pl.String
    )


def _labelled(number: int) -> "list[polars.Expr]":
    """Both terms with the number of their file in the labels of blank nodes, which no label can have."""
    import polars as pl

    return [pl.col(name).str.replace("^_:", f"_: {number} ") for name in ("subject", "object")]
