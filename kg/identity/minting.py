"""IRIs of new actors: of the key if it is one, else of the label; never one that another has."""

from typing import TYPE_CHECKING

from kg.identity.reasons import noted
from kg.identity.registering import Register
from kg.iris import ACTOR

if TYPE_CHECKING:
    import polars


def minted(found: "polars.DataFrame", register: Register) -> "polars.DataFrame":
    """The rows with an IRI for everyone who is not matched.

    A key that is an IRI nobody has is the actor's own, and whoever comes with it again is that actor. A
    label gives actor:CamelCase in ASCII, or actor:actor- and a digest where its letters are not. Where a
    known actor has that IRI, or several keys would get it, each gets a digest of its key behind it.
    """
    import polars as pl

    known = pl.Series(list(register.actors), dtype=pl.String)
    found = _by_key(found, known)
    # Others may be decided to be the actor whose IRI was decided: that does not take it.
    taken = pl.concat([known, found["own"].drop_nulls()])
    free = pl.col("actor").is_null() & ~pl.col("fixed").is_in(taken.implode())
    found = found.with_columns(actor=pl.coalesce("actor", pl.when(free).then("fixed")))
    taken = pl.concat([taken, found["actor"].drop_nulls()]).unique()
    return _by_label(found, taken)


def _by_key(found: "polars.DataFrame", known: "polars.Series") -> "polars.DataFrame":
    """The rows with the IRI that their key is, if nobody has it; the first is new, others are the same."""
    import polars as pl

    own = pl.col("iri")
    undecided = pl.col("fixed").is_null() | (pl.col("fixed") == own)
    bare = pl.col("actor").is_null() & own.is_not_null() & undecided
    found = found.with_columns(own=pl.when(bare & ~own.is_in(known.implode())).then(own))
    given = pl.col("own").is_not_null()
    again = given & ~pl.col("own").is_first_distinct()
    unmatched = pl.col("rule") == "none"
    return found.with_columns(
        actor=pl.coalesce("actor", "own"),
        rule=pl.when(given & (unmatched | again)).then(pl.lit("iri")).otherwise("rule"),
        decision=pl.when(again).then(pl.lit("matched")).otherwise("decision"),
    )


def _by_label(found: "polars.DataFrame", taken: "polars.Series") -> "polars.DataFrame":
    """The rows with an IRI made of the label where they have none yet."""
    import polars as pl

    from kg.identity.folding import digest, slugs

    bare = found.filter(pl.col("actor").is_null()).select("n", "key", "label")
    pairs = zip(slugs(bare["label"]), bare["label"], strict=True)
    plain = [slug or f"actor-{digest(label)}" for slug, label in pairs]
    iris = pl.Series("made", [ACTOR + name for name in plain], dtype=pl.String)
    clash = iris.is_duplicated() | iris.is_in(taken.implode())
    full = [
        f"{iri}-{digest(key)}" if twice else iri
        for iri, twice, key in zip(iris, clash, bare["key"], strict=True)
    ]
    short = pl.col("plain").str.replace(ACTOR, "actor:", literal=True)
    made = bare.select("n", made=pl.Series(full, dtype=pl.String), plain=iris, clash=clash)
    apart = pl.when("clash").then(
        pl.format("its IRI ends in a digest, as {} is not its alone", short)
    )
    return found.join(made, on="n", how="left", maintain_order="left").with_columns(
        noted(apart), actor=pl.coalesce("actor", "made")
    )
