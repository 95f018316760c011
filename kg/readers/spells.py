"""Panels to spells and back: a row a year becomes a tie with a start and an end.

The rule: rows that agree in everything but the year are one tie; years that touch are one spell of it; a
gap ends a spell, and another begins after it. A spell's `since` is its first year and its `until` its last,
both years counted in. The last year of the panel is no end: a spell that reaches it is open, for all that
is known is that the panel stops there (`ongoing="last"`). A tie that was there in the panel's first year
is dated from that year, the first that the data vouch for.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import DataError, OptionError, alternatives, near

if TYPE_CHECKING:
    import polars

ONGOING = ("last", "never")
SPELL = "_spell"


def spells(
    frame: "polars.DataFrame",
    *,
    keys: Sequence[str],
    time: str = "year",
    ongoing: str = "last",
) -> "polars.DataFrame":
    """The spells of a panel: the keys, `since` and `until` as texts, and `years`, how many there are.

    `keys` are all columns in which rows have to agree to be of one spell: the two actors of a dyad, and
    what must not change within a tie, such as a kind of membership. A row that comes twice counts once.
    With `ongoing="last"` a spell that reaches the panel's last year has no `until`; with "never" each has
    one. The rows are sorted by the keys, then by year.

    Raises:
        OptionError: a column is not there, or `ongoing` is neither.
        DataError: a year is missing, or is no whole number from 1 to 9999.

    >>> import polars as pl
    >>> panel = pl.DataFrame({"who": ["a"] * 4, "year": [1990, 1991, 1993, 1994]})
    >>> spells(panel, keys=["who"]).rows()
    [('a', '1990', '1991', 2), ('a', '1993', None, 2)]
    """
    import polars as pl

    if ongoing not in ONGOING:
        raise OptionError(f"unknown ongoing '{ongoing}'; use {alternatives(ONGOING)}")
    found = runs(frame, keys=keys, time=time)
    last = found[time].max()
    ended = pl.col(time).max()
    closing = pl.when(ended < pl.lit(last, pl.Int64)).then(ended) if ongoing == "last" else ended
    return (
        found.group_by(SPELL, maintain_order=True)
        .agg(
            *(pl.col(key).first() for key in keys),
            as_year(pl.col(time).min()).alias("since"),
            as_year(closing).alias("until"),
            pl.col(time).n_unique().cast(pl.Int64).alias("years"),
        )
        .drop(SPELL)
    )


def years(
    spells: "polars.DataFrame", *, time: str = "year", last: int | None = None
) -> "polars.DataFrame":
    """The panel of spells: a row for each year from `since` to `until`, or to `last` where that is open.

    What `spells` made of a panel without repeated rows gives the panel back, sorted; `last` is its last year.

    Raises:
        OptionError: a spell is open and `last` is not given.
        DataError: a spell ends before it starts.

    >>> import polars as pl
    >>> found = pl.DataFrame({"who": ["a"], "since": ["1993"], "until": [None]})
    >>> years(found, last=1994).rows()
    [('a', 1993), ('a', 1994)]
    """
    import polars as pl

    _check_columns(spells, ("since", "until"))
    if last is None and spells["until"].null_count():
        raise OptionError("a spell is open; say with last= which year the panel ends in")
    bounds = spells.with_columns(
        pl.col("since").cast(pl.Int64),
        pl.col("until").cast(pl.Int64).fill_null(pl.lit(last, pl.Int64)),
    )
    wrong = bounds.filter(pl.col("since") > pl.col("until"))
    if wrong.height:
        since, until = wrong.select("since", "until").row(0)
        raise DataError(f"a spell ends in {until}, before it starts in {since}")
    return (
        bounds.with_columns(pl.int_ranges("since", pl.col("until") + 1).alias(time))
        .drop(["since", "until", *(name for name in ("years",) if name in spells.columns)])
        .explode(time)
    )


def runs(
    frame: "polars.DataFrame", *, keys: Sequence[str], time: str = "year"
) -> "polars.DataFrame":
    """The panel sorted by the keys and the year, with the number of each row's spell in the column `SPELL`.

    For whoever wants more of the rows of a spell than `spells` gives: which lines of the file they are, say.

    Raises:
        OptionError, DataError: as `spells`.
    """
    import polars as pl

    _check_columns(frame, (*keys, time))
    table = frame.with_columns(_whole(frame, time))
    ordered = table.sort([*keys, time], nulls_last=True, maintain_order=True)
    if not keys:
        same = pl.lit(value=True)
    else:
        same = pl.all_horizontal(pl.col(key).eq_missing(pl.col(key).shift(1)) for key in keys)
    touches = (pl.col(time) - pl.col(time).shift(1)).is_between(0, 1)
    first = pl.int_range(pl.len()) == 0
    begins = first | ~(same & touches.fill_null(value=False))
    return ordered.with_columns(begins.cum_sum().alias(SPELL))


def as_year(year: "polars.Expr") -> "polars.Expr":
    """Years as texts of four digits, as dates are written."""
    import polars as pl

    return year.cast(pl.String).str.zfill(4)


def _whole(frame: "polars.DataFrame", time: str) -> "polars.Series":
    """The years as whole numbers."""
    import polars as pl

    given = frame[time]
    if given.dtype.is_float():
        year = given.cast(pl.Int64, strict=False)
        year = year.set(given != year.cast(pl.Float64), None)
    else:
        year = given.cast(pl.String).str.strip_chars().cast(pl.Int64, strict=False)
    wrong = ~year.is_between(1, 9999).fill_null(value=False)
    if wrong.any():
        place = wrong.arg_true()[0]
        problem = f"'{given[place]}' in column '{time}' is no year; clean the panel first"
        raise DataError(f"{problem} (row {place + 1} of the panel)")
    return year.rename(time)


def _check_columns(frame: "polars.DataFrame", names: Sequence[str]) -> None:
    for name in names:
        if name not in frame.columns:
            hint = near(name, frame.columns)
            advice = f"did you mean {alternatives(hint)}?" if hint else "see its columns"
            raise OptionError(f"the panel has no column '{name}'; {advice}")
