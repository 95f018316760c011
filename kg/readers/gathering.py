"""The first reading of a file: its mentions checked and laid on disk, and who and what they name.

What stays in memory is what is distinct: the keys of actors, sources and instruments with their first
descriptions, the rejected rows, and no mention.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.readers.checking import (
    Words,
    check,
    check_actors,
    check_instruments,
    check_sources,
    trimmed,
)
from kg.readers.spooling import Spool
from kg.readers.tables import ACTOR, INSTRUMENT, REJECTED, SOURCE, STATEMENT, Batch, frame

if TYPE_CHECKING:
    import polars

    from kg.model import RelationType
    from kg.vocabulary import Vocabulary

Progress = Callable[[str, int, float | None], object]
"""Called with what is being done, how many rows it is done with, and the share of the whole if known."""

_BATCH = 50_000


class Described:
    """What a file says of its actors (sources, instruments): the first description of each key."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self.columns = columns
        self.mentioned: dict[str, None] = {}
        self._spoilt: set[str] = set()
        self._keys: set[str] = set()
        self._parts: list[polars.DataFrame] = []

    def describe(self, table: "polars.DataFrame") -> None:
        """Keep the descriptions of keys that have none yet."""
        import polars as pl

        texts = [name for name, kind in self.columns.items() if kind == "String"]
        table = table.with_columns(trimmed(name) for name in texts).filter(
            pl.col("key").is_not_null()
        )
        table = table.unique("key", keep="first", maintain_order=True)
        new = [key not in self._keys for key in table["key"].to_list()]
        if any(new):
            table = table.filter(pl.Series(new))
            self._keys.update(table["key"].to_list())
            self._parts.append(table)

    def mention(self, keys: "polars.Series") -> None:
        """Remember that statements name these keys."""
        self.mentioned.update(
            dict.fromkeys(keys.drop_nulls().unique(maintain_order=True).to_list())
        )

    def spoil(self, keys: "polars.Series") -> None:
        """Remember that rows name these keys which may be no statements: then none may be left of them."""
        distinct = keys.drop_nulls().str.strip_chars().unique().to_list()
        self._spoilt.update(key for key in distinct if key not in self.mentioned)

    def table(self) -> "polars.DataFrame":
        """The descriptions, then the keys that are mentioned without one, in the order they came.

        Described is also who no row names; but not whom only rejected rows name.
        """
        import polars as pl

        spoilt = sorted(self._spoilt - self.mentioned.keys())
        parts = [part.filter(~pl.col("key").is_in(spoilt)) for part in self._parts]
        bare = [key for key in self.mentioned if key not in self._keys]
        return pl.concat([*parts, frame(self.columns, {"key": bare})])


class Gathered:
    """A file as it was read the first time. `rejected` grows while it is read the second time too."""

    def __init__(self, vocabulary: "Vocabulary", spool: Spool) -> None:
        self.words = Words(vocabulary)
        self.spool = spool
        self.rows = 0
        self.used = 0
        self.mentions = 0
        self.kinds: dict[str, RelationType] = {}
        self.actors = Described(ACTOR)
        self.sources = Described(SOURCE)
        self.instruments = Described(INSTRUMENT)
        self._rejected: list[polars.DataFrame] = []

    def reject(self, rows: "polars.DataFrame") -> None:
        """Keep rows with the reason why they are no statements."""
        if rows.height:
            self._rejected.append(frame(REJECTED, rows.to_dict()))

    @property
    def rejected(self) -> "polars.DataFrame":
        """The rejected rows, by row."""
        import polars as pl

        table = pl.concat([frame(REJECTED), *self._rejected])
        return table.sort("row", maintain_order=True, nulls_last=True)

    def bad(self) -> "dict[str, polars.DataFrame]":
        """The keys of actors, sources and instruments that cannot be, with reason and value."""
        return {
            "actor": check_actors(self.actors.table(), self.words),
            "source": check_sources(self.sources.table()),
            "instrument": check_instruments(self.instruments.table(), self.words),
        }


def gather(
    batches: Iterator[Batch], found: Gathered, *, file: str, progress: Progress | None = None
) -> None:
    """Fill `found` with what the batches of a reader hold.

    Raises:
        DataError: the reader leaves rows out without a word.
    """
    for batch in batches:
        _learn(batch, found)
        statements = _whole(batch.statements)
        rejected = frame(REJECTED) if batch.rejected is None else batch.rejected
        _account(batch, statements, rejected, file)
        found.rows += batch.rows
        found.used += batch.used
        found.reject(rejected)
        for part in statements.iter_slices(_BATCH):
            good, bad = check(part, found.words)
            found.reject(bad)
            for name in ("subject", "object", "attributed_to"):
                found.actors.mention(good[name])
                if bad.height:
                    found.actors.spoil(part[name])
            found.sources.mention(good["source"])
            found.instruments.mention(good["instrument"])
            if good.height:
                found.spool.put(good)
                found.mentions += good.height
        if progress is not None:
            progress("reading", found.rows, batch.share)


def _learn(batch: Batch, found: Gathered) -> None:
    """Take in what a batch describes."""
    for kind in batch.relation_types:
        if kind.iri not in found.kinds:
            found.kinds[kind.iri] = kind
            found.words.declare(kind)
    for described, table in (
        (found.actors, batch.actors),
        (found.sources, batch.sources),
        (found.instruments, batch.instruments),
    ):
        if table is not None and table.height:
            described.describe(_whole(table, described.columns))


def _whole(table: "polars.DataFrame", columns: Mapping[str, str] = STATEMENT) -> "polars.DataFrame":
    """The table with all its columns in their types."""
    return frame(columns, table.to_dict())


def _account(
    batch: Batch, statements: "polars.DataFrame", rejected: "polars.DataFrame", file: str
) -> None:
    """Each row is a statement, rejected, or used: a reader that loses some is at fault."""
    import polars as pl

    rows = pl.concat([statements["row"], rejected["row"].cast(pl.Int64)])
    numbered = rows.drop_nulls().n_unique() + rejected["row"].null_count()
    if numbered + batch.used < batch.rows:
        lost = batch.rows - numbered - batch.used
        raise DataError(
            f"{lost:,} of {batch.rows:,} rows are neither statements nor rejected; the reader is at fault",
            file=file,
        )
