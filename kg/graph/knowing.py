"""Since when each statement has been known: by the dates of the sources that its evidence names."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.dates import PartialDate
from kg.days import days_of
from kg.graph.basis import Basis
from kg.graph.reading import rows
from kg.graph.when import CERTAIN, IMPOSSIBLE, POSSIBLE
from kg.model import Statement

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray

    Days = NDArray[numpy.int64]
    Flags = NDArray[numpy.bool_]
    Codes = NDArray[numpy.int8]

_NEVER = 2**31 - 1  # where no source is dated: after every day
_CITED = """SELECT ?s ?x ?issued {
  ?s kg:evidence ?e . ?e dcterms:source ?x OPTIONAL { ?x dcterms:issued ?issued } }"""


@dataclass(frozen=True, eq=False)
class Issued:
    """A row for each statement: bounds on the day its first dated source is of, as ordinals.

    `undated` tells of those that cite a source without a date, or none at all: nobody knows since when
    they have been known.
    """

    low: "Days"
    high: "Days"
    undated: "Flags"

    def known_by(self, date: PartialDate) -> "Codes":
        """How certainly each statement was known by a date: 0, 1 or 2 for certain."""
        import numpy

        sure = self.high <= date.earliest
        may = self.undated | (self.low <= date.latest)
        codes = numpy.where(sure, CERTAIN, numpy.where(may, POSSIBLE, IMPOSSIBLE))
        return codes.astype(numpy.int8)


def issued_of(dataset: Dataset, basis: Basis) -> Issued:
    """Since when the statements of a basis have been known: worked out when it is first asked for."""
    if "issued" not in basis.found:
        named = basis.named
        basis.found["issued"] = (
            _from_records(dataset, named)
            if isinstance(named, tuple)
            else _from_store(dataset, named)
        )
    found: Issued = basis.found["issued"]
    return found


def _from_records(dataset: Dataset, named: tuple[str, ...]) -> Issued:
    import numpy

    found = [_days(dataset, dataset.statements[iri]) for iri in named]
    low, high, undated = zip(*found, strict=True) if found else ((), (), ())
    return Issued(
        numpy.array(low, numpy.int64), numpy.array(high, numpy.int64), numpy.array(undated, bool)
    )


def _days(dataset: Dataset, statement: Statement) -> tuple[int, int, bool]:
    sources = [dataset.sources.get(each.source) for each in statement.evidence]
    dates = [source.date for source in sources if source and source.date]
    return (
        min((date.earliest for date in dates), default=_NEVER),
        min((date.latest for date in dates), default=_NEVER),
        len(dates) < len(sources) or not sources,
    )


def _from_store(dataset: Dataset, named: "polars.Series") -> Issued:
    import polars as pl

    table = rows(dataset, _CITED)
    days = table.join(days_of(table["issued"]), left_on="issued", right_on="text", how="left")
    found = days.group_by("s").agg(
        low=pl.col("low").min(),
        high=pl.col("high").min(),
        undated=pl.col("issued").is_null().any(),
    )
    joined = named.rename("s").to_frame().join(found, on="s", how="left", maintain_order="left")
    return Issued(
        joined["low"].fill_null(_NEVER).cast(pl.Int64).to_numpy(),
        joined["high"].fill_null(_NEVER).cast(pl.Int64).to_numpy(),
        joined["undated"].fill_null(value=True).to_numpy(),
    )
