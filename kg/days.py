"""Partial dates in bulk: the first and last days of many texts at once."""

from kg.dates import parse_date

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import polars

_DATE = r"^(?:[1-9]\d{3}|0[1-9]\d\d|00[1-9]\d|000[1-9])(?:-\d\d){0,2}$"  # there is no year 0
_EPOCH = 719_163  # the ordinal of 1970-01-01, from which polars counts


def days_of(texts: "polars.Series") -> "polars.DataFrame":
    """The first and last day, as ordinals, of each date among the texts: `text`, `low`, `high`.

    What `parse_date` says, of dates without a timezone in bulk.

    Raises:
        OptionError: a text is no date.
    """
    import polars as pl

    text = pl.col("text")
    first = (text + "-01-01").str.head(len("YYYY-MM-DD")).str.to_date("%Y-%m-%d", strict=False)
    last = (
        pl.when(text.str.len_bytes() == len("YYYY"))
        .then((text + "-12-31").str.to_date("%Y-%m-%d", strict=False))
        .when(text.str.len_bytes() == len("YYYY-MM"))
        .then(first.dt.month_end())
        .otherwise(first)
    )
    found = texts.unique().drop_nulls().cast(pl.String).to_frame("text")
    usual = text.str.contains(_DATE) & first.is_not_null()
    days = found.filter(usual).select(
        "text", low=first.to_physical() + _EPOCH, high=last.to_physical() + _EPOCH
    )
    dates = [parse_date(each) for each in found.filter(~usual)["text"]]
    rest = {
        "text": [date.text for date in dates],
        "low": [date.earliest for date in dates],
        "high": [date.latest for date in dates],
    }
    return days.vstack(pl.DataFrame(rest, schema=days.schema))
