"""Where validation has to look closer: the statements and instruments in which a check may find something.

None is left out in which one would.
"""

import functools
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from kg.dates import PartialDate, parse_date
from kg.errors import OptionError
from kg.inventory import SOURCE, Inventory
from kg.iris import KG, RDF
from kg.model import Aspect, Status
from kg.rdf.records import key_of

if TYPE_CHECKING:
    import polars
    import pyoxigraph

_BOUNDS = ("first_low", "first_high", "last_low", "last_high")
TOLD = (Status.ACTUAL, Status.ALLEGED, Status.REFUSED, Status.DENIED)
"""The statuses of what has come about, or not, by the date of the source."""
_PERIODS = "SELECT ?s ?a ?b { ?s kg:since ?a ; kg:until ?b }"
_BEGUN = f"""SELECT ?s ?d {{ {{ ?s kg:since ?d }} UNION {{ ?s kg:date ?d }} ?s kg:status ?t
  FILTER (?t IN ({", ".join(f"kg:{status}" for status in TOLD)})) }}"""


def suspects(found: Inventory, declared: Collection[str]) -> set[str]:
    """The statements and instruments in which a check may find something."""
    unclear = {
        *(iri for iri, _, _ in reversed_periods(found)),
        *_unknown(found, declared),
        *_acts_of_ties(found),
        *_late(found),
        *_alike(found),
    }
    return {iri for iri in unclear if not iri.startswith("_:")}


def reversed_periods(found: Inventory) -> Iterator[tuple[str, PartialDate, PartialDate]]:
    """The statements and instruments that end before they start, with start and end; perhaps others too."""
    day = functools.cache(_day)
    for subject, since, until in _periods(found):
        first, last = day(since.value), day(until.value)
        if first and last and last.latest < first.earliest:
            yield key_of(subject), first, last


def _periods(found: Inventory) -> "Iterator[Any]":
    """Subjects with both bounds; where there are columns, of statements only those the wrong way round."""
    import pyoxigraph

    if found.columns is None:
        yield from found.ask(_PERIODS)
        return
    frame = found.columns.frame
    wrong = frame.filter(frame["last_high"] < frame["first_low"])["statement"]
    since, until = (pyoxigraph.NamedNode(f"{KG}{name}") for name in ("since", "until"))
    for key in (*wrong, *sorted(found.instruments)):
        node = _node(key)
        for start in found.store.quads_for_pattern(node, since, None, None):
            for end in found.store.quads_for_pattern(node, until, None, None):
                yield node, start.object, end.object


def _unknown(found: Inventory, declared: Collection[str]) -> Iterator[str]:
    """The statements that name something undeclared, or an unknown relation type."""
    kinds = found.triples["p"].unique().to_list()
    unknown = frozenset(kinds).difference(found.vocabulary.relation_types)
    wanted = [(f"{RDF}predicate", unknown)]
    wanted += [(prop, names.difference(declared)) for prop, names in found.named.items()]
    for prop, names in wanted:
        for name in names:
            for node in _subjects(found.store, prop, name):
                yield from (
                    _subjects(found.store, f"{KG}evidence", node) if prop == SOURCE else [node]
                )


def _subjects(store: "pyoxigraph.Store", prop: str, key: str) -> Iterator[str]:
    import pyoxigraph

    for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(prop), _node(key), None):
        yield key_of(quad.subject)


def _node(key: str) -> "pyoxigraph.NamedNode | pyoxigraph.BlankNode":
    import pyoxigraph

    blank = key.startswith("_:")
    return pyoxigraph.BlankNode(key[2:]) if blank else pyoxigraph.NamedNode(key)


def _acts_of_ties(found: Inventory) -> Iterator[str]:
    """The statements that have a date, though their relation lasts."""
    kinds = found.vocabulary.relation_types.items()
    ties = ", ".join(f"<{iri}>" for iri, kind in kinds if kind.aspect is Aspect.TIE)
    query = f"SELECT ?s {{ ?s kg:date ?d ; rdf:predicate ?p FILTER (?p IN ({ties})) }}"
    return (key_of(row[0]) for row in found.ask(query))


def _late(found: Inventory) -> list[str]:
    """The statements dated later than the last of their sources."""
    import polars as pl

    issued = found.table("SELECT ?x ?d { ?x dcterms:issued ?d }")
    if not issued.height:
        return []
    told_last = _with_day(issued, "told", latest=True)
    begun = _begun(found).filter(pl.col("begins") > told_last["told"].min())
    if not begun.height:
        return []
    told = found.evidence.join(told_last, on="x").group_by("s").agg(pl.max("told"))
    late = begun.join(told, on="s").filter(pl.col("begins") > pl.col("told"))
    return late["s"].to_list()


def _begun(found: Inventory) -> "polars.DataFrame":
    """The statements `s` of what has come about, or not, and the first day on which that `begins`."""
    import polars as pl

    if found.columns is None:
        begun = _with_day(found.table(_BEGUN), "begins", latest=False)
        return begun.group_by("s").agg(pl.max("begins"))
    told = pl.col("status").cast(pl.String).is_in([status.value for status in TOLD])
    begun = found.columns.frame.filter(told).select(s="statement", begins="first_low")
    return begun.drop_nulls().cast({"begins": pl.Int64})


def _alike(found: Inventory) -> list[str]:
    """The statements on one pair and relation, either way round, that have evidence alike."""
    import polars as pl

    turned = pl.col("a").cast(pl.String) > pl.col("b").cast(pl.String)
    pairs = found.triples.select(
        "s",
        "p",
        one=pl.when(turned).then("b").otherwise("a"),
        other=pl.when(turned).then("a").otherwise("b"),
    )
    if found.columns is not None:
        dated = found.columns.frame.select("status", *_BOUNDS, s="statement")
        table = pairs.join(dated, on="s")
        pairs = table.filter(pl.struct(pl.exclude("s")).is_duplicated()).select(pairs.columns)
        if not pairs.height:
            return []
    evidence = found.evidence.unique().group_by("s").agg(said=pl.struct("x", "l").hash().sum())
    table = pairs.join(evidence, on="s", how="left")
    alike = table.filter(pl.struct("p", "one", "other", "said").is_duplicated())
    return alike["s"].to_list()


def _with_day(table: "polars.DataFrame", name: str, *, latest: bool) -> "polars.DataFrame":
    """The table with the ordinal of each date in `d`; without the rows where there is none."""
    import polars as pl

    texts = table["d"].drop_nulls().unique().to_list()
    dates = [(text, date) for text in texts if (date := _day(text))]
    days = pl.DataFrame(
        {
            "d": [text for text, _ in dates],
            name: [date.latest if latest else date.earliest for _, date in dates],
        },
        schema={"d": pl.String, name: pl.Int64},
    )
    return table.join(days, on="d").drop("d")


def _day(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except OptionError:  # of something that is no statement, instrument or source
        return None
