"""Actors of a table to those of a register: by id, by label, by alias; each with its reason."""

from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.identity.deciding import decided
from kg.identity.filing import COLUMNS
from kg.identity.minting import minted
from kg.identity.nearness import near_actors
from kg.identity.reasons import explained, noted
from kg.identity.registering import Register, kind_of
from kg.identity.seeking import ruled, sought
from kg.iris import ACTOR, WD

if TYPE_CHECKING:
    import polars

_TEXTS = ("label", "type", "iso2", "iso3", "wikidata")


def match(
    actors: "polars.DataFrame",
    register: Register,
    *,
    decisions: "polars.DataFrame | None" = None,
) -> "polars.DataFrame":
    """Who the actors of a table are: a row a key, with its decision, the rule, and the actor's IRI.

    `actors` has the columns that readers give (key, label, type, aliases, iso2, iso3, wikidata); all but
    the key may be missing. The columns of the answer are texts, "" where there is nothing to say: key,
    label, decision (matched, new, ambiguous), rule (that of `RULES` which found the actor, or decided,
    none), actor (IRI), candidates (CURIEs with labels), note. Rows stand in the order of the keys.

    The surest rule decides: the IRI that the key is, Wikidata id, ISO codes, folded label, folded alias.
    Not matched but *ambiguous* is whom several actors could be: ids that disagree with each other or with
    the name. A person is no state, whatever the name. In a table that gives ISO codes, whoever has none is
    matched to a country by its label or the dataset's own aliases, not by those of the register: there,
    "Federal Republic of Germany" without a code is not today's Germany. Near names are candidates and no
    more. Who is not matched gets an IRI of its own, made of the label, with a digest of the key where the
    label does not do.

    `decisions` are rows of an earlier answer, as reviewed: matched to an actor, or new, to be kept apart.

    Raises:
        DataError: a key is empty, or a decision makes no sense.
    """
    import polars as pl

    rows = _incoming(actors)
    hits = sought(rows, register)
    found = ruled(rows, hits, coded=_coded(rows))
    found = explained(found, hits, register)
    found = near_actors(found, register)
    found = decided(found, register, decisions)
    found = minted(found, register)
    return _with_company(found).select(pl.col(name).fill_null("") for name in COLUMNS)


def _incoming(actors: "polars.DataFrame") -> "polars.DataFrame":
    """The rows by key, each key once, with all columns, ids in one spelling and names folded."""
    import polars as pl

    from kg.identity.folding import folded

    table = actors.select(
        pl.col("key").cast(pl.String),
        *(_text(actors, name) for name in _TEXTS),
        pl.col("aliases")
        if "aliases" in actors.columns
        else _nothing("aliases", pl.List(pl.String)),
    )
    if table.select((pl.col("key").fill_null("").str.strip_chars() == "").any()).item():
        raise DataError("an actor without a key; give every actor a name or an id")
    table = table.unique("key", keep="first", maintain_order=True).sort("key")
    types = table["type"].drop_nulls().unique().sort().to_list()
    kinds = pl.DataFrame(
        {"type": types, "kind": [kind_of(each) for each in types]},
        schema={"type": pl.String, "kind": pl.String},
    )
    return (
        table.with_columns(
            pl.coalesce("label", "key").alias("label"),
            pl.col("iso2", "iso3").str.to_uppercase(),
            pl.col("wikidata").str.extract(r"(?:^|[/:])(Q[1-9][0-9]*)$"),
            _iri(pl.col("key")).alias("iri"),
        )
        .with_columns(folded=folded(pl.col("label")))
        .join(kinds, on="type", how="left", maintain_order="left")
        .with_row_index("n")
    )


def _text(actors: "polars.DataFrame", name: str) -> "polars.Expr":
    """A column without surplus spaces, null where there is none or it is empty."""
    import polars as pl

    if name not in actors.columns:
        return _nothing(name, pl.String())
    stripped = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(stripped != "").then(stripped).alias(name)


def _nothing(name: str, kind: "polars.DataType | type[polars.DataType]") -> "polars.Expr":
    import polars as pl

    return pl.lit(None, dtype=kind).alias(name)


def _iri(keys: "polars.Expr") -> "polars.Expr":
    """The IRIs that keys are: CURIEs of actors and Wikidata, and whole IRIs of the web; else null."""
    import polars as pl

    expanded = (
        keys.str.strip_chars()
        .str.replace(r"^actor:", ACTOR)
        .str.replace(r"^wd:", WD)
        .str.replace(r"^https?://www\.wikidata\.org/(?:wiki|entity)/(Q[0-9]+)$", f"{WD}$1")
    )
    is_iri = expanded.str.contains(r"^(?:https?://|urn:)[^\s<>\"{}|\\^`\x00-\x20]+$")
    return pl.when(is_iri).then(expanded)


def _coded(rows: "polars.DataFrame") -> bool:
    """Whether the table gives ISO codes."""
    return bool(rows["iso2"].count() + rows["iso3"].count())


def _with_company(found: "polars.DataFrame") -> "polars.DataFrame":
    """The rows, with a note on those whose actor is another key's too."""
    import polars as pl

    many, first = pl.len().over("actor"), pl.col("key").first().over("actor")
    other = (
        pl.when(pl.col("key") != first).then(first).otherwise(pl.col("key").last().over("actor"))
    )
    note = pl.format("one of {} keys that are this actor, among them '{}'", many, other)
    return found.with_columns(noted(pl.when(many > 1).then(note)))
