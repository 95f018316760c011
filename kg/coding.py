"""IRIs that recur as codes: the ends of statements, relation types and statuses."""

from typing import TYPE_CHECKING

from kg.answers import lines_of
from kg.iris import KG
from kg.kinds import Status
from kg.proven import Proven

if TYPE_CHECKING:
    import polars

_ENDS = ("subject", "object")


def parts_of(proven: Proven) -> "dict[str, polars.DataFrame]":
    """What scans of the store would give for each part of its statements, by name, coded."""
    import numpy
    import polars as pl

    statements, terms = (
        lines_of(text).str.strip_chars("<>") for text in (proven.statements, proven.terms)
    )
    places = {
        name: pl.Series(numpy.frombuffer(part, f"u{part.itemsize}"))
        for name, part in proven.parts.items()
    }
    ends = _codes(terms.gather(pl.concat([places[name] for name in _ENDS]).unique()))
    relations = _codes(terms.gather(places["relation"].unique()))
    of_terms = {
        **dict.fromkeys(_ENDS, terms.cast(ends, strict=False)),
        "relation": terms.cast(relations, strict=False),
        "status": _statuses(terms),
    }
    return {
        name: pl.DataFrame({"statement": statements, name: coded.gather(places[name])})
        for name, coded in of_terms.items()
    }


def coded(table: "polars.DataFrame") -> "polars.DataFrame":
    """The table with codes instead of the IRIs of ends, relations and statuses."""
    import polars as pl

    if table["subject"].dtype == pl.String:
        ends = _codes(pl.concat([table[name] for name in _ENDS]))
        return table.with_columns(
            pl.col(*_ENDS).cast(ends),
            pl.col("relation").cast(_codes(table["relation"])),
            _statuses(table["status"]),
        )
    return table


def _codes(iris: "polars.Series") -> "polars.Enum":
    import polars as pl

    return pl.Enum(iris.drop_nulls().unique().sort())


def _statuses(iris: "polars.Series") -> "polars.Series":
    import polars as pl

    known = pl.Enum([each.value for each in Status])
    return iris.str.strip_prefix(KG).cast(known, strict=False)
