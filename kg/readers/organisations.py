"""Intergovernmental organisations as the Correlates of War's table of them describes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.readers.companions import companion
from kg.readers.tables import ACTOR, frame

if TYPE_CHECKING:
    import polars

_DOUBTS = ("Within 5 years", "Completely accurate, except a few minor uncertainties")


def organisations(options: Mapping[str, str]) -> "polars.DataFrame":
    """The organisations of the option `igos`: fold (to find them by), ioname, label, aliases, note, doubt."""
    import polars as pl

    names = ("longorgname", "orgname")
    more = ("sdate", "deaddate", "accuracyofpre1965membershipdates", "imputed")
    if "igos" not in options:
        columns = ("ioname", *names, *more)
        table = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    else:
        table = companion(Path(options["igos"]), ("ioname", *names), more=more).drop_nulls("ioname")
    short = pl.format(" ({})", "ioname")
    long = pl.col("longorgname").str.strip_suffix(short)
    accuracy, imputed = pl.col(more[2]), pl.col("imputed") == "1"
    return table.select(
        "ioname",
        fold=pl.col("ioname").str.to_lowercase(),
        label=pl.coalesce(long, "orgname", "ioname"),
        aliases=pl.concat_list("ioname", pl.col("orgname").fill_null(pl.col("ioname"))),
        note=pl.concat_str(
            pl.format("Founded in {}.", "sdate"),
            pl.format("Ended in {}.", "deaddate"),
            separator=" ",
            ignore_nulls=True,
        ),
        doubt=pl.concat_str(
            pl.when(accuracy.is_in(_DOUBTS)).then(
                pl.format("Dates of members before 1965, as the data say: {}.", accuracy)
            ),
            pl.when(imputed).then(pl.lit("Some members are imputed.")),
            separator=" ",
            ignore_nulls=True,
        ),
    ).unique("fold", keep="first", maintain_order=True)


def named(table: "polars.DataFrame", known: "polars.DataFrame") -> "polars.DataFrame":
    """The ties with the organisations as the table of organisations spells them."""
    import polars as pl

    fold = pl.col("ioname").str.to_lowercase()
    spelt = known.select("fold", spelt="ioname")
    found = table.with_columns(fold=fold).join(spelt, on="fold", how="left", maintain_order="left")
    return found.with_columns(ioname=pl.coalesce("spelt", "ioname")).drop("fold", "spelt")


def bodies(table: "polars.DataFrame", known: "polars.DataFrame") -> "polars.DataFrame":
    """The organisations of the ties, as actors."""
    import polars as pl

    found = table.select("ioname").unique().sort("ioname")
    found = found.join(known, on="ioname", how="left", maintain_order="left")
    said = found.select(
        key="ioname",
        label=pl.coalesce("label", "ioname"),
        type=pl.lit("IntergovernmentalOrganisation"),
        aliases="aliases",
        note=pl.when(pl.col("note") != "").then("note"),
    )
    return frame(ACTOR, said.to_dict())
