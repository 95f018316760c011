"""Which actors of a register a row's ids and names lead to, and what the rules make of it."""

from typing import TYPE_CHECKING

from kg.identity.registering import IDS, RULES, Register

if TYPE_CHECKING:
    import polars

_IRI, _LABEL, _ALIAS = (RULES.index(name) for name in ("iri", "label", "alias"))
_LATER = len(RULES)  # added to the rank of an actor whose ids are against it


def sought(rows: "polars.DataFrame", register: Register) -> "polars.DataFrame":
    """Each row with each actor that something leads to: n, iri, rank, named, odd, against, uncoded.

    `rank` is the place of the surest rule that does, `named` whether a name does; `odd` is an actor of
    another kind than the row's, `against` one with another id of the same sort, `uncoded` one with an ISO
    code that is found by a lent alias, where the row has no id at all.
    """
    import polars as pl

    other = [
        (pl.col(name) != pl.col(f"{name}_theirs")).fill_null(value=False)
        for name in ("iso2", "iso3")
    ]
    other_wikidata = pl.col("wikidata_theirs").list.contains(pl.col("wikidata")).not_()
    has_wikidata = pl.col("wikidata").is_not_null() & (pl.col("wikidata_theirs").list.len() > 0)
    has_code = pl.any_horizontal(pl.col("iso2_theirs", "iso3_theirs").is_not_null())
    return (
        _led(rows, register)
        .group_by("n", "iri")
        .agg(pl.col("rank").min(), pl.col("lent").all(), named=(pl.col("rank") >= _LABEL).any())
        .join(rows.select("n", "kind", *IDS), on="n")
        .join(register.table.select("iri", "kind", *IDS), on="iri", suffix="_theirs")
        .with_columns(
            odd=(pl.col("kind") != pl.col("kind_theirs")).fill_null(value=False),
            against=pl.any_horizontal(*other)
            | (has_wikidata & other_wikidata.fill_null(value=False)),
            uncoded=pl.all_horizontal(pl.col("lent"), pl.col(*IDS).is_null(), has_code),
        )
        .select("n", "iri", "rank", "named", "odd", "against", "uncoded")
        .sort("n", "rank", "iri")
    )


def ruled(rows: "polars.DataFrame", hits: "polars.DataFrame", *, coded: bool) -> "polars.DataFrame":
    """The rows with decision, rule and actor as the rules alone have it; actor is null if not matched.

    In a table with ISO codes (`coded`) a lent alias leads nobody without an id to an actor with a code.
    """
    import polars as pl

    one_id = pl.col("ids") == 1
    sound = ~pl.col("id_bad") & ((pl.col("names") == 0) | pl.col("id_named"))
    one_name = (pl.col("ids") == 0) & (pl.col("names") == 1)
    apart = one_name & pl.col("uncoded") & coded
    cases = (
        pl.when(pl.col("iris") == 1)
        .then(_told("matched", "iri_actor", "id_rank"))
        .when(one_id & (pl.col("iris") == 0) & sound)
        .then(_told("matched", "id_actor", "id_rank"))
        .when(pl.col("ids") > 0)
        .then(_told("ambiguous", None, "id_rank"))
        .when(apart)
        .then(_told("new", None, None))
        .when(one_name & ~pl.col("name_against"))
        .then(_told("matched", "name_actor", "name_rank"))
        .when(pl.col("names") > 0)
        .then(_told("ambiguous", None, "name_rank"))
        .otherwise(_told("new", None, None))
    )
    rules = dict(enumerate(RULES))
    return (
        rows.join(_summed(hits), on="n", how="left", maintain_order="left")
        .with_columns(pl.col("ids", "iris", "names").fill_null(0))
        .with_columns(cases.alias("told"))
        .unnest("told")
        .with_columns(
            pl.col("place")
            .replace_strict(rules, default="none", return_dtype=pl.String)
            .alias("rule")
        )
        .select(*rows.columns, "decision", "rule", "actor")
    )


def _led(rows: "polars.DataFrame", register: Register) -> "polars.DataFrame":
    """Every way from a row to an actor: n, iri, rank, lent."""
    import polars as pl

    from kg.identity.folding import folded

    exact = [
        rows.select("n", pl.lit(RULES.index(name), pl.Int8).alias("rank"), value=name)
        for name in ("iri", *IDS)
    ]
    by_id = pl.concat(exact).drop_nulls().join(register.known_by, on=["rank", "value"])
    names = register.known_by.filter(pl.col("rank") >= _LABEL)
    by_label = rows.select("n", value="folded").join(names, on="value")
    aliases = rows.select("n", value="aliases").explode("value").drop_nulls()
    by_alias = (
        aliases.with_columns(folded(pl.col("value")))
        .join(names, on="value")
        .with_columns(pl.lit(_ALIAS, pl.Int8).alias("rank"))
    )
    return pl.concat(
        [part.select("n", "iri", "rank", "lent") for part in (by_id, by_label, by_alias)]
    )


def _summed(hits: "polars.DataFrame") -> "polars.DataFrame":
    """A row for each that has any hit: how many actors its IRI, ids and name lead to, and the first."""
    import polars as pl

    by_iri, by_id = pl.col("rank") == _IRI, pl.col("rank") < _LABEL
    fits = pl.col("named") & ~by_id & ~pl.col("odd")
    order = pl.col("rank") + _LATER * pl.col("against").cast(pl.Int8)
    best = fits & (order == pl.when(fits).then(order).min().over("n"))
    ids, named = (
        hits.with_columns(by_id=by_id, by_iri=by_iri, best=best.fill_null(value=False)),
        "best",
    )
    return ids.group_by("n", maintain_order=True).agg(
        iris=pl.col("by_iri").sum(),
        iri_actor=pl.col("iri").filter("by_iri").first(),
        ids=pl.col("by_id").sum(),
        id_actor=pl.col("iri").filter("by_id").first(),
        id_rank=pl.col("rank").filter("by_id").first(),
        id_bad=(pl.col("by_id") & (pl.col("odd") | pl.col("against"))).any(),
        id_named=(pl.col("by_id") & pl.col("named")).any(),
        names=pl.col(named).sum(),
        name_actor=pl.col("iri").filter(named).first(),
        name_rank=pl.col("rank").filter(named).first(),
        name_against=(pl.col(named) & pl.col("against")).any(),
        uncoded=(pl.col(named) & pl.col("uncoded")).any(),
    )


def _told(decision: str, actor: str | None, place: str | None) -> "polars.Expr":
    import polars as pl

    nobody = pl.lit(None, dtype=pl.String)
    nowhere = pl.lit(None, dtype=pl.Int8)
    return pl.struct(
        pl.lit(decision).alias("decision"),
        (pl.col(actor) if actor else nobody).alias("actor"),
        (pl.col(place) if place else nowhere).alias("place"),
    )
