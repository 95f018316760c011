"""Decisions that a person has reviewed, over those of the rules."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import DataError, near
from kg.identity.registering import Register
from kg.iris import ACTOR, curie, expand

if TYPE_CHECKING:
    import polars

_SHOWN = 3


def decided(
    found: "polars.DataFrame", register: Register, decisions: "polars.DataFrame | None"
) -> "polars.DataFrame":
    """The rows with the reviewed decisions in place of the rules', and `fixed`, IRIs of new actors.

    Where a decision is what the rules say, the rule stays as the reason. A decision for ambiguous, or
    none, leaves the row to the rules. The actor of a new row is its IRI, unless a known actor has it.

    Raises:
        DataError: a row is matched to no actor, or to one that is neither known nor new in another row.
    """
    import polars as pl

    if decisions is None:
        return found.with_columns(fixed=pl.lit(None, dtype=pl.String))
    reviewed = _reviewed(decisions, register)
    theirs, actor = pl.col("decision_theirs"), pl.col("actor_theirs")
    to_match = (theirs == "matched") & (actor != pl.coalesce("actor", "iri", pl.lit("")))
    to_part = (theirs == "new") & (pl.col("decision") != "new")
    short = pl.col("actor").str.replace(ACTOR, "actor:", literal=True)
    whom = pl.format(" {} by its {}", short, "rule").fill_null("")
    by_rules = pl.format("the rules alone: {}{}", "decision", whom)
    changed = to_match | to_part
    return (
        found.join(reviewed, on="key", how="left", maintain_order="left", suffix="_theirs")
        .with_columns(
            pl.when(to_match.fill_null(value=False)).then(1)
            .when(to_part.fill_null(value=False)).then(2).otherwise(0).alias("change"),
            note_decided=pl.when(changed).then(by_rules),
        )
        .with_columns(
            decision=pl.when(pl.col("change") > 0).then(theirs).otherwise("decision"),
            rule=pl.when(pl.col("change") > 0).then(pl.lit("decided")).otherwise("rule"),
            actor=pl.when(pl.col("change") == 1).then(actor)
            .when(pl.col("change") == 0).then("actor"),
            fixed=pl.when(theirs != "matched").then("own"),
            note=pl.coalesce("note_decided", "note"),
        )
        .select(*found.columns, "fixed")
    )  # fmt: skip


def unmet(decisions: "polars.DataFrame", keys: Iterable[str]) -> str | None:
    """A line on the decisions whose keys are not among these, None if there are none.

    >>> import polars as pl
    >>> unmet(pl.DataFrame({"key": ["7", "Ada"]}), ["007", "Ada"])
    "1 decision is about a key that the file does not have: '7'; see how the file spells it"
    """
    known = set(keys)
    lost = [key for key in decisions["key"].to_list() if key not in known]
    if not lost:
        return None
    shown = ", ".join(f"'{key}'" for key in lost[:_SHOWN]) + (", ..." if len(lost) > _SHOWN else "")
    if len(lost) == 1:
        return f"1 decision is about a key that the file does not have: {shown}; see how the file spells it"
    many = f"{len(lost)} decisions are about keys"
    return f"{many} that the file does not have: {shown}; see how the file spells them"


def _reviewed(decisions: "polars.DataFrame", register: Register) -> "polars.DataFrame":
    """The decisions that say something: key, decision, actor as IRI; `own`, the IRI of a new actor."""
    import polars as pl

    table = decisions.select(pl.col("key", "decision", "actor").cast(pl.String).fill_null(""))
    names = table["actor"].unique().to_list()
    iris = pl.DataFrame(
        {"actor": names, "iri": [expand(name.strip()) for name in names]},
        schema={"actor": pl.String, "iri": pl.String},
    )
    table = table.join(iris, on="actor", how="left", maintain_order="left")
    known = pl.Series(list(register.actors), dtype=pl.String)
    is_new = pl.col("decision").is_in(["new", "ambiguous"])
    fresh = pl.when(is_new & ~pl.col("iri").is_in(known.implode())).then("iri")
    table = table.with_columns(fresh.alias("own"))
    once = table["own"].is_unique() & table["own"].is_not_null()
    table = table.with_columns(pl.when(once).then("own").alias("own"))
    _refuse(table, {*known, *table["own"].drop_nulls()})
    return table.select("key", "decision", actor="iri", own="own")


def _refuse(table: "polars.DataFrame", known: set[str]) -> None:
    """Refuse a decision without an actor, or for one that nobody knows."""
    import polars as pl

    for key, actor, iri in (
        table.filter(pl.col("decision") == "matched").select("key", "actor", "iri").rows()
    ):
        if not actor.strip():
            raise DataError(
                f"'{key}' is decided to be matched, but to nobody; give the actor's IRI"
            )
        if iri is None:
            problem = (
                f"'{key}' is matched to '{actor}', which is no IRI; write it like actor:Armenia"
            )
            raise DataError(problem)
        if iri not in known:
            close = near(curie(iri), map(curie, known))
            hint = f"did you mean '{close[0]}'?" if close else "load its data with --data"
            raise DataError(f"'{key}' is matched to '{actor}', whom nobody knows; {hint}")
