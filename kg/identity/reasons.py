"""Why a row was not matched, in words, and whom it could be."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.identity.registering import IDS, RULES, Register
from kg.iris import curie

if TYPE_CHECKING:
    import polars

LIMIT = 10
"""How many candidates of a row are named; of more, the rest are counted."""
_LABEL = RULES.index("label")


def explained(
    found: "polars.DataFrame", hits: "polars.DataFrame", register: Register
) -> "polars.DataFrame":
    """The rows with a note and candidates where something led to an actor that was not taken."""
    import polars as pl

    doubtful = pl.any_horizontal(
        pl.col("decision") != "matched", (pl.col("rule") == "iri") & pl.col("odd")
    )
    columns = ("n", "label", "kind", "decision", *IDS)
    rows = (
        hits.join(found.select(*columns, "rule"), on="n", maintain_order="left")
        .filter(doubtful)
        .join(register.table, on="iri", suffix="_theirs", maintain_order="left")
    )
    told = [(n, *_told(group)) for n, group in _groups(rows.iter_rows(named=True))]
    schema = {"n": pl.UInt32, "candidates": pl.String, "note": pl.String}
    notes = pl.DataFrame(told, schema=schema, orient="row")
    return found.join(notes, on="n", how="left", maintain_order="left").with_columns(
        pl.coalesce("note", _unknown_code()).alias("note")
    )


def listed(shown: Sequence[str]) -> str:
    """The candidates as one text, the first ten of them.

    >>> listed(["actor:A (Ada)", "actor:B (Bela)"])
    'actor:A (Ada); actor:B (Bela)'
    """
    more = [f"and {len(shown) - LIMIT} more"] if len(shown) > LIMIT else []
    return "; ".join([*shown[:LIMIT], *more])


def noted(more: "polars.Expr") -> "polars.Expr":
    """The rows' notes with more behind them, where there is more."""
    import polars as pl

    note = pl.when(pl.col("note") != "").then("note")
    return pl.concat_str(note, more, separator="; ", ignore_nulls=True).alias("note")


def _unknown_code() -> "polars.Expr":
    """A note on the ISO code of a row that is nobody's."""
    import polars as pl

    code = pl.coalesce(
        pl.format("iso3 '{}'", "iso3"),
        pl.format("iso2 '{}'", "iso2"),
    )
    unknown = pl.col("rule").is_in(["iso3", "iso2"]).not_() & (pl.col("decision") != "ambiguous")
    return pl.when(unknown).then(pl.format("no known actor has {}", code))


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The hits of each row; they come in the order of the rows."""
    group: list[dict[str, Any]] = []
    for row in rows:
        if group and group[0]["n"] != row["n"]:
            yield group[0]["n"], group
            group = []
        group.append(row)
    if group:
        yield group[0]["n"], group


def _told(group: list[dict[str, Any]]) -> tuple[str, str]:
    """The candidates and the note of a row with these hits, the surest first."""
    if group[0]["decision"] == "matched":
        return "", "; ".join(_why(hit) for hit in group if hit["rank"] == 0 and hit["odd"])
    return listed([hit["shown"] for hit in group]), "; ".join(
        dict.fromkeys(_why(hit) for hit in group[:LIMIT])
    )


def _why(hit: dict[str, Any]) -> str:
    """What led to an actor, and what is against it."""
    rule, who = RULES[hit["rank"]], curie(hit["iri"])
    name = hit["label"] if hit["rank"] >= _LABEL else hit.get(rule)
    led = f"the key is {who}" if rule == "iri" else f"{rule} '{name}' is {who}"
    if hit["odd"]:
        return f"{led}, which is {_one(hit['kind_theirs'])}, not {_one(hit['kind'])}"
    others = [name for name in IDS if hit["against"] and _differs(hit, name)]
    if others:
        theirs = hit[f"{others[0]}_theirs"]
        shown = theirs if isinstance(theirs, str) else ", ".join(theirs)
        return f"{led}, whose {others[0]} is '{shown}', not '{hit[others[0]]}'"
    if hit["decision"] == "new" and hit["uncoded"]:
        return f"{led}, but here actors have ISO codes, and this one has none"
    return led


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _differs(hit: dict[str, Any], name: str) -> bool:
    mine, theirs = hit[name], hit[f"{name}_theirs"]
    return bool(mine and theirs) and (mine not in theirs if name == "wikidata" else mine != theirs)
