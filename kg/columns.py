"""Statements as columns: one row a statement, read from the engine without a Python object each.

An index scan a property is read as CSV bytes, and the scans are joined by the statement's IRI. What the
columns say of a statement is what its record says; only what decides in bulk is in them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.answers import table_of
from kg.coding import coded, parts_of
from kg.days import days_along, days_of
from kg.errors import DataError
from kg.iris import DCTERMS, GRAPH, KG, RDF, curie
from kg.model import Aspect
from kg.proven import Proven

if TYPE_CHECKING:
    import numpy
    import polars
    import pyoxigraph
    from numpy.typing import NDArray

    from kg.vocabulary import Vocabulary

    Flags = NDArray[numpy.bool_]
    Numbers = NDArray[numpy.generic]

OPEN = -(2**31)
"""The day that stands for an open bound in `Columns.numpy`."""
_BOUNDS = ("first_low", "first_high", "last_low", "last_high")
SCANNED = {
    "subject": f"{RDF}subject",
    "object": f"{RDF}object",
    "relation": f"{RDF}predicate",
    "status": f"{KG}status",
    "confidence": f"{KG}confidence",
    "since": f"{KG}since",
    "until": f"{KG}until",
    "date": f"{KG}date",
}
"""The properties of a statement that its columns come from, by name."""
_ISSUED = f"""SELECT ?statement ?issued {{
  ?statement <{KG}evidence>/<{DCTERMS}source>/<{DCTERMS}issued> ?issued
  FILTER NOT EXISTS {{ ?statement <{KG}since> ?since }}
  FILTER NOT EXISTS {{ ?statement <{KG}date> ?date }} }}"""


@dataclass(frozen=True)
class Columns:
    """Columns of statements, in the order of the statements' IRIs; the row is the statement's number.

    `frame` has `statement` (IRI), `subject`, `object` (IRIs, one dictionary for both), `relation`
    (IRI of the type), `status`, `sign` (-1, 0, 1), `confidence` and `strength` in (0, 1], and the
    bounds of the period as ordinals of days, null where open: `first_low` and `first_high` are the
    earliest and latest day it may have begun on, `last_low` and `last_high` those of its end. `sign`
    and `strength` are null where the vocabulary does not know the relation type.
    """

    frame: "polars.DataFrame"

    def __len__(self) -> int:
        return self.frame.height

    def __repr__(self) -> str:
        return f"<kg.Columns: {len(self):,} statements>"

    def numpy(self, name: str) -> "Numbers":
        """A column as numbers: codes of IRIs and statuses, days with OPEN for null, NaN for no strength."""
        column = self.frame[name]
        if name in ("subject", "object", "relation", "status"):
            return column.to_physical().to_numpy()
        return (column.fill_null(OPEN) if name in _BOUNDS else column).to_numpy()

    def dictionary(self, name: str) -> tuple[str, ...]:
        """What the codes of `subject`, `object`, `relation` or `status` stand for, by code."""
        import polars as pl

        kind = self.frame.schema[name]
        return tuple(kind.categories) if isinstance(kind, pl.Enum) else ()

    @property
    def statements(self) -> "polars.Series":
        """The IRIs of the statements."""
        return self.frame["statement"]

    @property
    def whole(self) -> bool:
        """Whether every statement has an object, a relation type and a status."""
        return not any(self.frame[name].null_count() for name in ("object", "relation", "status"))

    @property
    def declared(self) -> "Flags | None":
        """Which IRIs of `dictionary("subject")` are declared actors; None where that is not noted."""
        return None

    def to_polars(self) -> "polars.DataFrame":
        """The columns as a polars frame, which pyarrow.table and pandas take without a copy of each cell."""
        return self.frame


def read_columns(
    store: "pyoxigraph.Store", vocabulary: "Vocabulary", proven: Proven | None = None
) -> Columns:
    """The columns of the statements in a store; of those that are `proven` only the rest is scanned.

    Raises:
        DataError: a statement has two values of what may stand once, or a value of the wrong kind.
    """
    known = {} if proven is None else parts_of(proven)
    return columns_of(
        lambda name: known[name] if name in known else _scan(store, name, SCANNED[name]),
        lambda: _rows(store, _ISSUED),
        vocabulary,
        once=known,
    )


def columns_of(
    scan: Callable[[str], "polars.DataFrame"],
    issued: Callable[[], "polars.DataFrame"],
    vocabulary: "Vocabulary",
    *,
    once: Collection[str] = (),
) -> Columns:
    """The columns of what a scan gives for each name in `SCANNED`: `statement` and its value under that name.

    `issued` gives, for statements without a start at least, `statement` and the date `issued` of a source.
    Scans in `once` are known to have each statement once; theirs may be coded already.

    Raises:
        DataError: as `read_columns`.
    """
    import polars as pl

    table = scan("subject")
    for name in SCANNED:
        found = table if name == "subject" else scan(name)
        if name != "subject" and found["statement"].equals(table["statement"]):
            table = table.with_columns(found[name])
            continue
        if name not in once:
            _refuse_twice(found, name)
        if name != "subject":
            statements = table.select("statement")  # alone: what is joined is copied
            joined = statements.join(found, on="statement", how="left", maintain_order="left")
            table = table.with_columns(joined[name])
    table = coded(table.sort("statement")).with_columns(
        pl.col("confidence").cast(pl.Float64).fill_null(1.0)
    )
    kinds = list(Columns(table).dictionary("relation"))
    table = _with_meaning(table, kinds, vocabulary)
    table = _with_days(table)
    table = table.join(_reported(issued, table), on="statement", how="left")
    table = table.with_columns(**_period())
    return Columns(
        table.select(
            "statement", "subject", "object", "relation", "status", "sign", "confidence", "strength",
            *_BOUNDS,
        )
    )  # fmt: skip


def _scan(store: "pyoxigraph.Store", name: str, prop: str) -> "polars.DataFrame":
    """The values of a property by subject."""
    found = _rows(store, f"SELECT ?statement ?{name} {{ ?statement <{prop}> ?{name} }}")
    return found.unique() if _own_graphs(store) else found


def _refuse_twice(found: "polars.DataFrame", name: str) -> None:
    """Raise DataError where a scan gave a statement twice."""
    if found["statement"].n_unique() < found.height:
        twice = found.filter(found["statement"].is_duplicated())
        subject = str(twice["statement"].min())
        count = twice.filter(twice["statement"] == subject).height
        problem = f"has {count} values of {curie(SCANNED[name])}; keep one"
        raise DataError(problem, subject=subject)


def _rows(store: "pyoxigraph.Store", query: str) -> "polars.DataFrame":
    import pyoxigraph

    graphs = [pyoxigraph.DefaultGraph(), *_own_graphs(store)]  # of one graph rows need no comparing
    return table_of(lambda: store.query(query, default_graph=graphs))


def _own_graphs(store: "pyoxigraph.Store") -> "list[pyoxigraph.NamedNode | pyoxigraph.BlankNode]":
    """The named graphs of the data: all but that of the vocabulary, in which there are no statements."""
    return [graph for graph in store.named_graphs() if str(graph) != f"<{GRAPH}>"]


def _with_meaning(
    table: "polars.DataFrame", kinds: list[str], vocabulary: "Vocabulary"
) -> "polars.DataFrame":
    """The table with what the vocabulary says of each relation type."""
    import polars as pl

    known = [vocabulary.relation_types.get(kind) for kind in kinds]
    meaning = pl.DataFrame(
        {
            "relation": pl.Series(kinds, dtype=pl.Enum(kinds)),
            "sign": pl.Series([kind and int(kind.sign) for kind in known], dtype=pl.Int8),
            "base": pl.Series([kind and kind.base for kind in known], dtype=pl.Float64),
            "act": pl.Series(
                [kind is not None and kind.aspect is Aspect.ACT for kind in known], dtype=pl.Boolean
            ),
        }
    )
    joined = table.join(meaning, on="relation", how="left", maintain_order="left")
    return joined.with_columns(strength=(pl.col("base") * pl.col("confidence")).round(9))


def _with_days(table: "polars.DataFrame") -> "polars.DataFrame":
    """The table with the first and last day of each date instead of its text."""
    import polars as pl

    names = ("since", "until", "date")
    days = days_along(pl.concat([table[name].rename("text") for name in names]))
    sides = [
        days[side].slice(number * table.height, table.height).alias(f"{name}_{side}")
        for number, name in enumerate(names)
        for side in ("low", "high")
    ]
    return table.drop(names).with_columns(sides)


def _reported(
    issued: Callable[[], "polars.DataFrame"], table: "polars.DataFrame"
) -> "polars.DataFrame":
    """The earliest first and last day of the sources of the statements without a start."""
    import polars as pl

    if not table.filter(pl.col("since_low").is_null() & pl.col("date_low").is_null()).height:
        empty = {"statement": pl.String, "source_low": pl.Int32, "source_high": pl.Int32}
        return pl.DataFrame(schema=empty)
    found = issued()
    grouped = found.join(days_of(found["issued"]), left_on="issued", right_on="text")
    return grouped.group_by("statement").agg(
        source_low=pl.col("low").min(), source_high=pl.col("high").min()
    )


def _period() -> "dict[str, polars.Expr]":
    """The rules of `kg.holding.period_of`, for whole columns."""
    import polars as pl

    col = pl.col
    since_low, since_high = (pl.coalesce(f"date_{s}", f"since_{s}") for s in ("low", "high"))
    until_low, until_high = (pl.coalesce(f"date_{s}", f"until_{s}") for s in ("low", "high"))
    begun, ended, act = since_low.is_not_null(), until_low.is_not_null(), col("act")
    unending_act = begun & act & ~ended
    unknown = pl.when(act).then(col("source_high"))
    return {
        "first_low": since_low,
        "first_high": pl.when(begun)
        .then(since_high)
        .otherwise(unknown.otherwise(pl.min_horizontal("source_low", until_high))),
        "last_low": pl.when(unending_act).then(since_low).otherwise(until_low),
        "last_high": pl.when(begun | ended).then(until_high).otherwise(unknown.otherwise(None)),
    }
