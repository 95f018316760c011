"""What a reader hands over: tables of statements, actors and sources, and the rows it could not use.

A reader says what a file says, in the file's own names; who they are, which IRI a statement has, whether
dates and words are right, and how it is written is the same for every reader: see `kg.readers.pipeline`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import RelationType

if TYPE_CHECKING:
    import polars

STATEMENT = {
    "row": "Int64",
    "subject": "String",
    "relation": "String",
    "object": "String",
    "status": "String",
    "since": "String",
    "until": "String",
    "date": "String",
    "confidence": "Float64",
    "amount": "String",
    "unit": "String",
    "instrument": "String",
    "attributed_to": "String",
    "note": "String",
    "source": "String",
    "locator": "String",
    "quote": "String",
}
"""The columns of `Batch.statements`, and their polars types. A row is one mention of one statement.

`row` is the line of the file (from 1, a header counted) or the number of the record. `subject`, `object`
and `attributed_to` are keys of actors, `source` one of sources, `instrument` one of instruments. `relation`
is a local name, CURIE or IRI of a relation type; `status` a local name, Actual where null; dates are
"YYYY-MM-DD", "YYYY-MM" or "YYYY"; `confidence` is in (0, 1], 1 where null; `amount` a decimal as text.
Columns that a reader does not have may be left out, all but the first four.
"""

ACTOR = {
    "key": "String",
    "label": "String",
    "type": "String",
    "aliases": "List(String)",
    "iso2": "String",
    "iso3": "String",
    "wikidata": "String",
    "note": "String",
}
"""The columns of `Batch.actors`: `type` is a local name of a class under kg:Actor, `wikidata` a Q-id.

`key` is what statements call the actor in this file, unique in it. A key that no batch describes is an
actor whose label is the key. The same key may come again in a later batch: the first description counts.
"""

SOURCE = {
    "key": "String",
    "title": "String",
    "author": "String",
    "publisher": "String",
    "date": "String",
    "url": "String",
    "reliability": "String",
}
"""The columns of `Batch.sources`. Where a statement names none, the imported file itself is its source."""

INSTRUMENT = {
    "key": "String",
    "label": "String",
    "type": "String",
    "since": "String",
    "until": "String",
    "date": "String",
}
"""The columns of `Batch.instruments`: `type` is a local name of a class of instruments or events."""

REJECTED = {"row": "Int64", "reason": "String", "value": "String"}
"""The columns of `Batch.rejected`: the line or record, why it is no statement, and what stood there."""


@dataclass(frozen=True)
class Batch:
    """A part of a file, as tables: polars frames with the columns of the constants above.

    `rows` is how many rows of the file it accounts for: each is among the statements (by its `row`),
    among the rejected, or, where a reader reckons statements from many rows (votes to agreement), counted
    in `used`. `share` is how much of the file has been read at its end, in [0, 1], None where not known.
    """

    statements: "polars.DataFrame"
    rows: int
    rejected: "polars.DataFrame | None" = None
    actors: "polars.DataFrame | None" = None
    sources: "polars.DataFrame | None" = None
    instruments: "polars.DataFrame | None" = None
    relation_types: tuple[RelationType, ...] = ()
    used: int = 0
    share: float | None = None


Read = Callable[[Path, Mapping[str, str]], Iterator[Batch]]


@dataclass(frozen=True)
class Reader:
    """A way to read a kind of file. Packages offer theirs under the entry point `kg.readers`.

    `read` takes the file and the options that the user gave, which are among the names in `options`
    (each with one line that says what it is); it gives batches of some tens of thousand rows, so that
    memory stays bounded, and raises DataError where the file is of another kind or is broken, and
    OptionError for an option without sense.
    """

    name: str
    title: str
    read: Read
    options: Mapping[str, str] = field(default_factory=dict)
    suffixes: tuple[str, ...] = ()


def frame(
    columns: Mapping[str, str], data: Mapping[str, object] | None = None
) -> "polars.DataFrame":
    """A polars frame with all the named columns in their types, null where `data` has none.

    >>> frame(REJECTED, {"row": [3], "reason": ["no date"]}).rows()
    [(3, 'no date', None)]
    >>> frame(REJECTED).height
    0
    """
    import polars as pl

    kinds = {name: _kind(kind) for name, kind in columns.items()}
    if not data:
        return pl.DataFrame(schema=kinds)
    given = pl.DataFrame(dict(data))
    return given.select(
        (pl.col(name).cast(kind) if name in given.columns else pl.lit(None, dtype=kind).alias(name))
        for name, kind in kinds.items()
    )


def _kind(name: str) -> "polars.DataType":
    import polars as pl

    if name.startswith("List("):
        return pl.List(pl.String)
    kind: polars.DataType = getattr(pl, name)()
    return kind
