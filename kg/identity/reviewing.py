"""Decisions changed by a person: taken back, accepted, looked through."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import AmbiguousName, OptionError, UnknownName, near
from kg.identity.filing import DECISIONS
from kg.iris import expand

if TYPE_CHECKING:
    import polars


def selected(
    matches: "polars.DataFrame", decisions: Iterable[str], *, names: Iterable[str] = ()
) -> "polars.DataFrame":
    """The rows with one of the decisions, all if none is named, and of these names, all if none is.

    Raises:
        OptionError: a decision is not one of matched, new, ambiguous.
    """
    import polars as pl

    words = list(decisions)
    for word in words:
        if word not in DECISIONS:
            close = near(word, DECISIONS)
            hint = f"did you mean '{close[0]}'?" if close else f"one of {', '.join(DECISIONS)} is"
            raise OptionError(f"'{word}' is no decision; {hint}")
    keys = [_key(matches, name) for name in names]
    of_words = pl.col("decision").is_in(words or list(matches["decision"].unique()))
    return matches.filter(of_words & (pl.col("key").is_in(keys) if keys else True))


def undone(matches: "polars.DataFrame", names: Iterable[str]) -> "polars.DataFrame":
    """The decisions with these names, keys or labels, as new actors of their own.

    Raises:
        UnknownName: no row has the name.
        AmbiguousName: it is the label of several rows, and the key of none.
    """
    for name in names:
        matches = _with(matches, _key(matches, name), "new", "")
    return matches


def accepted(matches: "polars.DataFrame", pairs: Iterable[tuple[str, str]]) -> "polars.DataFrame":
    """The decisions with these names, keys or labels, matched to the actors beside them.

    Raises:
        OptionError: an actor is no CURIE or IRI.
        UnknownName, AmbiguousName: as for `undone`.
    """
    for name, actor in pairs:
        iri = expand(actor)
        if iri is None:
            raise OptionError(f"'{actor}' is not an IRI; write it like actor:Armenia")
        matches = _with(matches, _key(matches, name), "matched", iri)
    return matches


def _key(matches: "polars.DataFrame", name: str) -> str:
    """The key that a name is, else the one key whose label it is."""
    import polars as pl

    if matches.select((pl.col("key") == name).any()).item():
        return name
    keys: list[str] = matches.filter(pl.col("label") == name)["key"].to_list()
    if len(keys) > 1:
        raise AmbiguousName(name, keys)
    if not keys:
        raise UnknownName(name, {*matches["key"], *matches["label"]}, kind="key or label")
    return keys[0]


def _with(matches: "polars.DataFrame", key: str, decision: str, actor: str) -> "polars.DataFrame":
    import polars as pl

    here = pl.col("key") == key
    told = {"decision": decision, "rule": "decided", "actor": actor}
    return matches.with_columns(
        pl.when(here).then(pl.lit(value)).otherwise(name).alias(name)
        for name, value in told.items()
    )
