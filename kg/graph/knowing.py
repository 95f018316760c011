"""Since when each statement has been known: by the dates of the sources that its evidence names."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.columns import OPEN
from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate, parse_date
from kg.days import days_of
from kg.graph.basis import Basis, basis_of
from kg.graph.reading import rows
from kg.graph.waiving import Waived, waived
from kg.graph.when import CERTAIN, IMPOSSIBLE, POSSIBLE, Periods
from kg.model import Statement
from kg.recalling import citing, out_by

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray

    Days = NDArray[numpy.int64]
    Flags = NDArray[numpy.bool_]
    Codes = NDArray[numpy.int8]
    Rows = NDArray[numpy.intp]

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


@dataclass(frozen=True, eq=False)
class Reported:
    """A row for each dated source of each statement without a start: whose `row`, and days as ordinals."""

    row: "Rows"
    low: "Days"
    high: "Days"


def issued_of(dataset: Dataset, basis: Basis) -> Issued:
    """Since when the statements of a basis have been known: worked out when it is first asked for."""
    if "issued" not in basis.found:
        _read(dataset, basis)
    found: Issued = basis.found["issued"]
    return found


def basis_known_by(dataset: Dataset, known_by: str | None) -> Basis:
    """The basis of a dataset as it was known by a date; without a date, of all there is.

    Where sources alone tell when a statement held, those do that were out by then, or may have been, as
    `kg.recalling.recall` has it. All rows stay: see `Issued.known_by`.

    Raises:
        OptionError: the date is none.
    """
    basis = basis_of(dataset)
    if known_by is None:
        return basis
    date = parse_date(known_by)
    about = waived(dataset, basis)
    then = None if about is None else _waived_by(about, date)
    periods = _periods_by(dataset, basis, date)
    if periods is basis.periods and then is about:
        return basis
    return replace(basis, periods=periods, found={**basis.found, "waived": then})


def _periods_by(dataset: Dataset, basis: Basis, date: PartialDate) -> Periods:
    """The periods, those of what cites a later source and has no start of its own without that source."""
    import numpy

    if "reported" not in basis.found:
        _read(dataset, basis)
    reported: Reported = basis.found["reported"]
    later = reported.low > date.latest
    if not later.any():
        return basis.periods
    rows, old = numpy.unique(reported.row[later]), basis.periods
    out = ~later & numpy.isin(reported.row, rows)
    place = numpy.searchsorted(rows, reported.row[out])
    low, high = (numpy.full(len(rows), _NEVER, numpy.int64) for _ in range(2))
    numpy.minimum.at(low, place, reported.low[out])
    numpy.minimum.at(high, place, reported.high[out])
    # the rules of `kg.holding.period_of`
    act, ended = old.act[rows], old.last_high[rows]
    begun = numpy.where(act, high, numpy.minimum(low, numpy.where(ended == OPEN, _NEVER, ended)))
    begun[begun == _NEVER] = OPEN
    first_high, last_high = old.first_high.copy(), old.last_high.copy()
    first_high[rows] = begun
    last_high[rows] = numpy.where(act & (old.last_low[rows] == OPEN), begun, ended)
    return replace(old, first_high=first_high, last_high=last_high)


def _waived_by(about: Waived, date: PartialDate) -> Waived:
    """What waivers concern, its evidence without what was not out by a date."""
    sources = about.circumstances.sources
    later = frozenset(
        iri for iri, each in sources.items() if out_by(each, date) is Certainty.IMPOSSIBLE
    )
    if not later:
        return about
    then = {iri: citing(each, later) for iri, each in about.statements.items()}
    return replace(about, statements=then)


def _read(dataset: Dataset, basis: Basis) -> None:
    """Have a basis hold what its sources' dates say."""
    named = basis.named
    basis.found["issued"], basis.found["reported"] = (
        _from_records(dataset, named)
        if isinstance(named, tuple)
        else _from_store(dataset, named, basis.periods)
    )


def _from_records(dataset: Dataset, named: tuple[str, ...]) -> tuple[Issued, Reported]:
    import numpy

    found, reported = [], []
    for row, iri in enumerate(named):
        each = dataset.statements[iri]
        dates = _dates(dataset, each)
        dated = [date for date in dates if date is not None]
        low, high = (
            min((getattr(date, side) for date in dated), default=_NEVER)
            for side in ("earliest", "latest")
        )
        found.append((low, high, len(dated) < len(dates) or not dates))
        if each.since is None and each.date is None:
            reported += [(row, date.earliest, date.latest) for date in dated]
    low, high, undated = zip(*found, strict=True) if found else ((), (), ())
    days = numpy.array(reported, numpy.int64).reshape(-1, 3)
    return (
        Issued(
            numpy.array(low, numpy.int64),
            numpy.array(high, numpy.int64),
            numpy.array(undated, bool),
        ),
        Reported(days[:, 0], days[:, 1], days[:, 2]),
    )


def _dates(dataset: Dataset, statement: Statement) -> list[PartialDate | None]:
    """The dates of the sources that a statement cites, None of one that has none."""
    sources = (dataset.sources.get(each.source) for each in statement.evidence)
    return [source.date if source else None for source in sources]


def _from_store(
    dataset: Dataset, named: "polars.Series", periods: Periods
) -> tuple[Issued, Reported]:
    import polars as pl

    table = rows(dataset, _CITED)
    days = table.join(days_of(table["issued"]), left_on="issued", right_on="text", how="left")
    found = days.group_by("s").agg(
        low=pl.col("low").min(),
        high=pl.col("high").min(),
        undated=pl.col("issued").is_null().any(),
    )
    statements = named.rename("s").to_frame()
    joined = statements.join(found, on="s", how="left", maintain_order="left")
    issued = Issued(
        joined["low"].fill_null(_NEVER).cast(pl.Int64).to_numpy(),
        joined["high"].fill_null(_NEVER).cast(pl.Int64).to_numpy(),
        joined["undated"].fill_null(value=True).to_numpy(),
    )
    unstarted = statements.with_row_index("row").filter(pl.Series(periods.first_low == OPEN))
    dated = unstarted.join(days.drop_nulls("low"), on="s")
    row, low, high = (dated[name].cast(pl.Int64).to_numpy() for name in ("row", "low", "high"))
    return issued, Reported(row, low, high)
