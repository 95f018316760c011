"""Membership of states in intergovernmental organisations, after the Correlates of War: spells or panel.

Two tables are read. Of spells: ioname, ccode, state, value, category, start_year, end_year. Of the panel, a
row a state and year: ccode, year, state, and a column an organisation (its ioname in small letters). Codes:
1 a member, 2 an associate, 3 an observer; 0 is none, -9 not known, -1 no such organisation: gaps.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign
from kg.readers.companions import (
    CODE,
    YEAR,
    blocks,
    check_columns,
    confidence_option,
    finished,
    judged,
    number_option,
    spelled,
    state_key,
    states,
)
from kg.readers.layout import ROW
from kg.readers.organisations import bodies, named, organisations
from kg.readers.tables import REJECTED, SOURCE, STATEMENT, Batch, Reader, frame

if TYPE_CHECKING:
    import polars

ASSOCIATE_OF = RelationType(
    iri=f"{KG}associateMemberOf",
    label="is an associate member of",
    definition="The first takes part in the second, an organisation, with fewer rights than a member.",
    family=f"{KG}structurallyTiedTo",
    sign=Sign.NEUTRAL,
    influence=Influence.BOTH,
    aspect=Aspect.TIE,
    symmetric=False,
    base=0.4,
    reason="less than a member, whose tie is 0.6: part of the rights, most often without a vote",
)
OBSERVER_IN = RelationType(
    iri=f"{KG}observerIn",
    label="is an observer in",
    definition="The first attends the meetings of the second, an organisation, without being a member.",
    family=f"{KG}structurallyTiedTo",
    sign=Sign.NEUTRAL,
    influence=Influence.BOTH,
    aspect=Aspect.TIE,
    symmetric=False,
    base=0.2,
    reason="a seat without a vote and without the duties of a member, whose tie is 0.6",
)
_RELATIONS = {1: f"{KG}memberOf", 2: ASSOCIATE_OF.iri, 3: OBSERVER_IN.iri}
_WORDS = {1: "full", 2: "associate", 3: "observer"}
_NONE = (0, -1, -9)
_NO_CODE = 99
_SOURCE = {
    "key": "cow-igo",
    "title": "Tracking organizations in the world: The Correlates of War IGO Version 3.0 datasets",
    "author": "Jon C. W. Pevehouse, Timothy Nordstrom, Roseanne W. McManus, Anne Spencer Jamison",
    "date": "2020",
    "url": "https://doi.org/10.1177/0022343319881175",
    "reliability": "B",
}
_SPELLS = ("ioname", "ccode", "state", "value", "start_year", "end_year")
_PANEL = ("ccode", "year", "state")
_SURE = 1965  # what the table of organisations says on doubts is about the years before
_TIE = ("ccode", "ioname", "value")


def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """The memberships, when the file is read: what is kept of it is a row a membership and year.

    Raises:
        DataError: a file lacks a column or cannot be read.
        OptionError: an option makes no sense.
    """
    import polars as pl

    known = organisations(options)
    sure = confidence_option(options, 0.9)
    last = number_option(options, "last", None, most=9999)
    ties, years, rejected = [], [], []
    count, as_panel = 0, False
    for rows in blocks(path, ()):
        as_panel = "ioname" not in rows.frame.columns and "year" in rows.frame.columns
        check_columns(rows.frame, _PANEL if as_panel else _SPELLS, path)
        if as_panel:
            found, seen, bad = _of_panel(rows.frame)
            years.append(seen)
        else:
            found, bad = _of_spells(rows.frame)
        ties.append(found)
        rejected += [rows.rejected, bad]
        count += rows.count
        yield Batch(frame(STATEMENT), rows=0, share=rows.share)
    table = pl.concat(ties)
    if as_panel:
        seen = pl.concat(years)
        table, bad = _whole_panel(table, seen)
        rejected.append(bad)
    years_known = seen["year"] if as_panel else table["to"]
    table = named(table, known)
    ended = spelled(table, keys=_TIE) if as_panel else table
    statements = _statements(ended, known, last or max(years_known, default=0), sure)
    yield from finished(
        statements,
        count=count,
        rejected=pl.concat(rejected),
        actors=pl.concat([states(table.select("ccode", "state"), options), bodies(table, known)]),
        sources=frame(SOURCE, {name: [text] for name, text in _SOURCE.items()}),
        relation_types=(ASSOCIATE_OF, OBSERVER_IN),
    )


READER = Reader(
    name="igo",
    title="membership of states in intergovernmental organisations (Correlates of War): spells or panel",
    read=read,
    options={
        "igos": "table of the organisations: ioname, longorgname, orgname, sdate, deaddate",
        "states": "table of the states' names by code: ccode, statenme; else the column 'state' is used",
        "last": "year that the data end in: who is a member then has no end; the latest unless given",
        "confidence": "how far the table is to be believed, in (0, 1]; 0.9 unless given",
    },
)


def _of_spells(table: "polars.DataFrame") -> "tuple[polars.DataFrame, polars.DataFrame]":
    """The spells as ties from a year to another, and the rows that are none."""
    import polars as pl

    good, bad = judged(
        table,
        [
            (pl.col("ioname").is_null(), "no ioname", pl.lit("")),
            (~pl.col("ccode").str.contains(CODE), "ccode is no code of a state", "ccode"),
            (~pl.col("value").is_in(["1", "2", "3"]),
             "value is not 1 (full), 2 (associate) or 3 (observer)", "value"),
            (~pl.col("start_year").str.contains(YEAR), "start_year is no year", "start_year"),
            (~pl.col("end_year").str.contains(YEAR), "end_year is no year", "end_year"),
            (pl.col("start_year") > pl.col("end_year"), "start_year is after end_year",
             pl.format("{} to {}", "start_year", "end_year")),
        ],
    )  # fmt: skip
    whole = pl.col("ccode", "value").cast(pl.Int64)
    years = (
        pl.col("start_year").cast(pl.Int64).alias("from"),
        pl.col("end_year").cast(pl.Int64).alias("to"),
    )
    return good.select(ROW, whole, "ioname", "state", *years), bad


def _of_panel(
    table: "polars.DataFrame",
) -> "tuple[polars.DataFrame, polars.DataFrame, polars.DataFrame]":
    """The panel as ties of a year, its state-years with a digest of what they say, and the bad rows."""
    import numpy as np
    import polars as pl

    names = [name for name in table.columns if name not in (*_PANEL, ROW)]
    codes = table.select(pl.col(names).cast(pl.Int8, strict=False).fill_null(_NO_CODE))
    cells = codes.to_numpy() if names else np.zeros((table.height, 0), dtype=np.int8)
    odd = ~np.isin(cells, [*_NONE, *_RELATIONS])
    place = odd.argmax(axis=1) if names else np.zeros(table.height, dtype=np.int64)
    texts = [
        f"{names[n]}: {table.item(i, names[n])}" if odd[i, n] else "" for i, n in enumerate(place)
    ] if odd.any() else [""] * table.height  # fmt: skip
    marked = table.select(ROW, *_PANEL).with_columns(
        pl.Series("place", np.arange(table.height)), pl.Series("odd", texts, dtype=pl.String)
    )
    good, bad = judged(
        marked,
        [
            (~pl.col("ccode").str.contains(CODE), "ccode is no code of a state", "ccode"),
            (~pl.col("year").str.contains(YEAR), "year is no year", "year"),
            (pl.col("odd") != "", "a cell is none of the codes 1, 2, 3, 0, -1, -9", "odd"),
        ],
    )
    state_years = good.select(
        ROW, "place", pl.col("ccode", "year").cast(pl.Int64), "state",
    ).with_columns(said=codes.hash_rows().gather(good["place"]))  # fmt: skip
    i, j = np.nonzero(np.isin(cells, list(_RELATIONS)))
    ties = pl.DataFrame(
        {"place": i, "ioname": pl.Series(names, dtype=pl.String).gather(j), "value": cells[i, j]}
    ).with_columns(pl.col("value").cast(pl.Int64))
    ties = ties.join(state_years, on="place", maintain_order="left")
    seen = state_years.select(ROW, "ccode", "year", "said")
    return ties.select(ROW, "ccode", "ioname", "state", "value", "year"), seen, bad


def _whole_panel(
    ties: "polars.DataFrame", seen: "polars.DataFrame"
) -> "tuple[polars.DataFrame, polars.DataFrame]":
    """The ties without those of state-years that say now this, now that, which are rejected."""
    import polars as pl

    odd = seen.filter(pl.col("said").n_unique().over("ccode", "year") > 1)
    rejected = odd.select(
        pl.col(ROW).alias("row"),
        reason=pl.lit("another row of this state and year says otherwise; neither counts"),
        value=pl.format("{} in {}", state_key(pl.col("ccode")), "year"),
    )
    return ties.join(odd, on=ROW, how="anti", maintain_order="left"), frame(
        REJECTED, rejected.to_dict()
    )


def _statements(
    ties: "polars.DataFrame", known: "polars.DataFrame", last: int, sure: float
) -> "polars.DataFrame":
    """The ties as statements; who is a member in the last year has no end."""
    import polars as pl

    doubts = known.filter(pl.col("doubt") != "").select("ioname", "doubt")
    table = ties.sort("ioname", "ccode", "from", "value").join(
        doubts, on="ioname", how="left", maintain_order="left"
    )
    said = table.select(
        row=pl.col(ROW) if ROW in table.columns else pl.lit(None, pl.Int64),
        subject=state_key(pl.col("ccode")),
        relation=pl.col("value").replace_strict(_RELATIONS, return_dtype=pl.String),
        object="ioname",
        since=pl.col("from").cast(pl.String),
        until=pl.when(pl.col("to") < last).then(pl.col("to").cast(pl.String)),
        confidence=pl.lit(sure),
        note=pl.when(pl.col("from") < _SURE).then("doubt"),
        source=pl.lit(_SOURCE["key"]),
        locator=pl.format(
            "{}, {}, {}, {} to {}",
            "ioname",
            state_key(pl.col("ccode")),
            pl.col("value").replace_strict(_WORDS, return_dtype=pl.String),
            "from",
            "to",
        ),
    )
    return frame(STATEMENT, said.to_dict())
