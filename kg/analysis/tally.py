"""What is in a dataset, counted from its columns: no record a statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.dates import PartialDate, parse_date
from kg.graph.reading import Reader, rows

if TYPE_CHECKING:
    import polars

    from kg.rdf.decoding import Records


@dataclass(frozen=True)
class Tally:
    """Counts of statements, the first and the last of their dates, and the records of all else.

    `statuses` are by descending count, equals in the order of the first statement of each. Of dates
    equally early, or late, the one counts that comes first by statement, then as act, beginning, end.
    """

    statements: int
    statuses: Mapping[str, int]
    relation_types: int
    first: PartialDate | None
    last: PartialDate | None
    about: "Records"


def tally(dataset: Dataset) -> Tally:
    """The tally of a dataset from its columns, which are read if they were not."""
    columns = dataset.columns
    status = columns.frame["status"]
    counts = status.value_counts(sort=False)
    met = status.unique(maintain_order=True).to_list()
    order = sorted(counts.rows(), key=lambda row: (-row[1], met.index(row[0])))
    first, last = _ends(_dates(dataset))
    return Tally(
        statements=len(columns),
        statuses=dict(order),
        relation_types=columns.frame["relation"].n_unique(),
        first=first,
        last=last,
        about=Reader(dataset).about,
    )


def _dates(dataset: Dataset) -> "polars.DataFrame":
    """The dates of statements as they are written, in the order of statements, then act, begin, end."""
    import polars as pl

    found = [
        rows(dataset, f"SELECT ?s ?d {{ ?s kg:{name} ?d }}").with_columns(turn=pl.lit(turn))
        for turn, name in enumerate(("date", "since", "until"))
    ]
    statements = dataset.columns.frame.select(s="statement")
    return pl.concat(found).join(statements, on="s", how="semi").sort("s", "turn")


def _ends(dates: "polars.DataFrame") -> tuple[PartialDate | None, PartialDate | None]:
    texts: list[str] = dates["d"].unique(maintain_order=True).to_list()
    days = [parse_date(text) for text in texts]
    if not days:
        return None, None
    return min(days, key=lambda day: day.earliest), max(days, key=lambda day: day.latest)
