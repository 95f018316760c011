"""Near names: who a name that nobody has could be a slip for. They are candidates and no more."""

import difflib
from typing import TYPE_CHECKING

from kg.identity.reasons import listed, noted
from kg.identity.registering import RULES, Register

if TYPE_CHECKING:
    import polars

CAP = 2_000
"""For how many names near ones are looked for; of later ones the note says that they were not."""
_CUTOFF = 0.76  # the least likeness of two names by difflib's ratio: Turkey and Türkiye have 0.769
_SHORTEST = 4  # letters of a name from which on likeness means something
_LIMIT = 3
_TRIED = 8  # actors by shared letters in threes, of whom the likest are kept


def near_actors(found: "polars.DataFrame", register: Register) -> "polars.DataFrame":
    """The rows with near names as candidates of those that are new and have none."""
    import polars as pl

    bare = (
        (pl.col("rule") == "none") & pl.col("candidates").is_null() & (pl.col("decision") == "new")
    )
    wanted = bare & (pl.col("folded").str.len_chars() >= _SHORTEST) & pl.col("iri").is_null()
    rank = pl.when(wanted).then(wanted.cum_sum())
    numbered = found.with_columns(rank.alias("_rank"))
    names = numbered.filter(pl.col("_rank") <= CAP).select("n", "folded", "kind")
    late = pl.when(pl.col("_rank") > CAP).then(
        pl.lit(f"near names were looked for in the first {CAP} new names only")
    )
    near = _near(names, register)
    return (
        numbered.join(near, on="n", how="left", maintain_order="left", suffix="_near")
        .with_columns(
            pl.coalesce("candidates", "candidates_near").alias("candidates"),
            noted(late),
        )
        .select(found.columns)
    )


def _near(names: "polars.DataFrame", register: Register) -> "polars.DataFrame":
    """The nearest actors of each name: n, candidates; the likest first, then by IRI."""
    import polars as pl

    schema = {"n": pl.UInt32, "candidates": pl.String}
    known = (
        register.known_by.filter(pl.col("rank") >= RULES.index("label"))
        .select("iri", name="value")
        .unique(maintain_order=True)
        .join(register.table.select("iri", "shown", "kind"), on="iri", maintain_order="left")
        .with_row_index("m")
    )
    pairs = (
        _thirds(names, "n", "folded")
        .join(_thirds(known, "m", "name"), on="third")
        .group_by("n", "m")
        .len("shared")
        .join(names, on="n")
        .join(known, on="m", suffix="_theirs")
        .filter((pl.col("kind") != pl.col("kind_theirs")).fill_null(value=False).not_())
        .sort("n", -pl.col("shared").cast(pl.Int64), pl.col("name").str.len_chars(), "iri", "m")
        .group_by("n", maintain_order=True)
        .head(_TRIED)
        .select("n", "folded", "name", "iri", "shown")
    )
    best: dict[int, dict[str, tuple[float, str]]] = {}
    for n, mine, theirs, iri, shown in pairs.iter_rows():
        ratio = difflib.SequenceMatcher(None, theirs, mine).ratio()
        if ratio >= _CUTOFF:
            actors = best.setdefault(n, {})
            actors[iri] = max(actors.get(iri, (0.0, shown)), (ratio, shown))
    rows = [(n, listed(_likest(actors))) for n, actors in best.items()]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _likest(actors: dict[str, tuple[float, str]]) -> list[str]:
    order = sorted(actors.items(), key=lambda item: (-item[1][0], item[0]))
    return [shown for _, (_, shown) in order[:_LIMIT]]


def _thirds(table: "polars.DataFrame", number: str, name: str) -> "polars.DataFrame":
    """Each run of three letters of each name, once, its ends counted as a blank: number, third."""
    import polars as pl

    padded = pl.format(" {} ", pl.col(name))
    longest = table.select(padded.str.len_chars().max()).item() or 0
    runs = [padded.str.slice(start, 3) for start in range(min(longest, 40) - 2)]
    if not runs:
        return pl.DataFrame(schema={number: pl.UInt32, "third": pl.String})
    return (
        table.select(number, pl.concat_list(runs).alias("third"))
        .explode("third")
        .filter(pl.col("third").str.len_chars() == 3)  # noqa: PLR2004  # what a third is
        .unique()
    )
