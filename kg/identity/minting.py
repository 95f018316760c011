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

    bare = found.filter(pl.col("actor").is_null()).select("n", "key", "label")
    plain = _plain(bare)
    clash = plain.is_duplicated() | plain.is_in(taken.implode())
    made = pl.when(clash).then(_with_digest(bare, plain)).otherwise(plain)
    own = bare.select("n", made=made, plain=plain, clash=clash)
    # An IRI that an earlier import made and a review kept may have a digest as well.
    fixed = (pl.col("actor") == pl.col("fixed")) & (pl.col("decision") == "new")
    kept = found.filter(fixed).select("n", "key", "label", "actor")
    plain = _plain(kept)
    digests = kept["actor"] == _with_digest(kept, plain)
    nothing = pl.lit(None, dtype=pl.String)
    known = kept.select("n", made=nothing, plain=plain, clash=digests)
    short = pl.col("plain").str.replace(ACTOR, "actor:", literal=True)
    apart = pl.when("clash").then(
        pl.format("its IRI ends in a digest, as {} is not its alone", short)
    )
    both = pl.concat([own, known])
    return found.join(both, on="n", how="left", maintain_order="left").with_columns(
        noted(apart), actor=pl.coalesce("actor", "made")
    )


def _plain(rows: "polars.DataFrame") -> "polars.Series":
    """The IRI that each label gives."""
    import polars as pl

    from kg.identity.folding import digest, slugs

    pairs = zip(slugs(rows["label"]), rows["label"], strict=True)
    names = [ACTOR + (slug or f"actor-{digest(label)}") for slug, label in pairs]
    return pl.Series("plain", names, dtype=pl.String)


def _with_digest(rows: "polars.DataFrame", plain: "polars.Series") -> "polars.Series":
    """The IRIs, each with a digest of its row's key."""
    import polars as pl

    from kg.identity.folding import digest

    pairs = zip(plain, rows["key"], strict=True)
    return pl.Series("made", [f"{iri}-{digest(key)}" for iri, key in pairs], dtype=pl.String)
