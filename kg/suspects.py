"""What the engine and columns tell for validation: what is declared and named, and where to look closer.

Whole indexes are scanned instead of records being made. A suspect is a statement or instrument in which
a check may find something; none in which one would is left out.
"""

import functools
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.dates import PartialDate, parse_date
from kg.derivation import Triple
from kg.errors import OptionError
from kg.iris import DCTERMS, GRAPH, KG, PREFIXES, RDF, SKOS
from kg.model import Aspect, Status
from kg.rdf.records import key_of

if TYPE_CHECKING:
    import polars
    import pyoxigraph

    from kg.vocabulary import Vocabulary

CONTEXT = tuple(
    f"{KG}{name}" for name in ("instrument", "about", "inResponseTo", "location", "attributedTo")
)
"""The properties by which a statement names more than its two ends; its evidence names sources."""
SOURCE = f"{DCTERMS}source"
TOLD = (Status.ACTUAL, Status.ALLEGED, Status.REFUSED, Status.DENIED)
"""The statuses of what has come about, or not, by the date of the source."""
_ONCE = (
    *(
        f"{KG}{name}"
        for name in ("since", "until", "date", "confidence", "amount", "unit", "quote")
    ),
    *(f"{KG}{name}" for name in ("url", "reliability", "iso2", "iso3")),
    *(f"{DCTERMS}{name}" for name in ("source", "title", "creator", "publisher", "issued")),
    f"{SKOS}note",
)
_NAMES = """kg:instrument kg:about kg:inResponseTo kg:location kg:attributedTo kg:suspends owl:sameAs
  dcterms:source"""
_UNNAMED = f"ASK {{ VALUES ?p {{ {_NAMES} }} ?s ?p ?o FILTER (!isIRI(?o)) }}"
_SOURCELESS = "ASK { ?s kg:evidence ?e FILTER NOT EXISTS { ?e dcterms:source ?x } }"
_STATEMENTS = """SELECT DISTINCT ?s {
  { ?s rdf:subject ?a } UNION { ?s a kg:Statement } UNION { ?s a rdf:Statement } }"""
_TRIPLES = "SELECT ?s ?a ?p ?b { ?s rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b }"
_EVIDENCE = """SELECT ?s ?x ?l {
  ?s kg:evidence ?e . ?e dcterms:source ?x OPTIONAL { ?e kg:locator ?l } }"""
_PERIODS = "SELECT ?s ?a ?b { ?s kg:since ?a ; kg:until ?b }"
_BEGUN = f"""SELECT ?s ?d {{ {{ ?s kg:since ?d }} UNION {{ ?s kg:date ?d }} ?s kg:status ?t
  FILTER (?t IN ({", ".join(f"kg:{status}" for status in TOLD)})) }}"""


class Inventory:
    """What a dataset's store declares and what its statements name, each found when asked for.

    IRIs, and blank nodes as "_:" and their label; groups are those of the records.
    """

    def __init__(self, store: "pyoxigraph.Store", vocabulary: "Vocabulary") -> None:
        self.store = store
        self.vocabulary = vocabulary

    @functools.cached_property
    def statements(self) -> frozenset[str]:
        """The statements."""
        return self._column(_STATEMENTS)

    @functools.cached_property
    def actors(self) -> frozenset[str]:
        """The actors."""
        return self._instances(self.vocabulary.actors) - self.statements

    @functools.cached_property
    def places(self) -> frozenset[str]:
        """The places."""
        return self._instances(self.vocabulary.places) - self.actors - self.statements

    @functools.cached_property
    def instruments(self) -> frozenset[str]:
        """The instruments and events."""
        others = self.places | self.actors | self.statements
        return self._instances(self.vocabulary.instruments) - others

    @functools.cached_property
    def sources(self) -> frozenset[str]:
        """The sources."""
        others = self.instruments | self.places | self.actors | self.statements
        return self._instances([f"{KG}Source"]) - others

    @functools.cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """What statements name, by property; sources by that of their evidence."""
        found = {f"{RDF}subject": self.triples["a"], f"{RDF}object": self.triples["b"]}
        stated = self.evidence["s"].is_in(self.triples["s"].implode())
        found[SOURCE] = self.evidence["x"].filter(stated)
        context = {
            prop: self._column(f"SELECT DISTINCT ?o {{ ?s <{prop}> ?o ; rdf:subject ?any }}")
            for prop in CONTEXT
        }
        return context | {prop: frozenset(names.unique()) for prop, names in found.items()}

    @functools.cached_property
    def suspensions(self) -> frozenset[str]:
        """The instruments that suspend others, and those that they suspend."""
        rows = self.ask("SELECT ?s ?o { ?s kg:suspends ?o }")
        pairs = [(key_of(row[0]), key_of(row[1])) for row in rows]
        return frozenset(iri for pair in pairs if pair[0] in self.instruments for iri in pair)

    @functools.cached_property
    def unevidenced(self) -> tuple[Triple, ...]:
        """The plain relations that no statement is about, sorted."""
        import polars as pl

        kinds = self.vocabulary.relation_types
        plain = self.table(
            f"SELECT ?a ?p ?b {{ VALUES ?p {{ {_listed(kinds)} }} ?a ?p ?b FILTER (isIRI(?a) && isIRI(?b)) }}"
        ).unique()
        about = self.triples.select("a", "p", "b")
        mirrored = about.filter(
            pl.col("p").is_in([iri for iri, kind in kinds.items() if kind.symmetric])
        ).select(pl.col("b").alias("a"), "p", pl.col("a").alias("b"))
        left = plain.join(pl.concat([about, mirrored]), on=["a", "p", "b"], how="anti")
        return tuple(sorted(Triple(*row) for row in left.iter_rows()))

    @functools.cached_property
    def triples(self) -> "polars.DataFrame":
        """Each statement `s` with its subject `a`, relation type `p` and object `b`."""
        return self.table(_TRIPLES)

    @functools.cached_property
    def evidence(self) -> "polars.DataFrame":
        """Each statement `s` with a source `x` and a locator `l`, a row a piece of evidence."""
        return self.table(_EVIDENCE)

    def irregular(self) -> bool:
        """Whether records may be refused: two of what stands once, no IRI, evidence without a source."""
        twice = "SELECT ?s { ?s %s ?o } GROUP BY ?s HAVING (COUNT(*) > 1) LIMIT 1"
        return any(next(iter(self.ask(twice % f"<{p}>")), None) for p in _ONCE) or any(
            bool(self.ask(each)) for each in (_UNNAMED, _SOURCELESS)
        )

    def ask(self, query: str) -> Any:
        """The engine's answer, from the data without the vocabulary."""
        return self.store.query(query, prefixes=PREFIXES, default_graph=self._graphs)

    def table(self, query: str) -> "polars.DataFrame":
        """The answer as a table of texts."""
        import io

        import polars as pl
        import pyoxigraph

        data = self.ask(query).serialize(format=pyoxigraph.QueryResultsFormat.CSV)
        return pl.read_csv(io.BytesIO(data), infer_schema=False)

    @functools.cached_property
    def _graphs(self) -> Any:
        import pyoxigraph

        named = [g for g in self.store.named_graphs() if getattr(g, "value", "") != GRAPH]
        return [pyoxigraph.DefaultGraph(), *named]

    def _instances(self, classes: Iterable[str]) -> frozenset[str]:
        return self._column(f"SELECT DISTINCT ?s {{ VALUES ?t {{ {_listed(classes)} }} ?s a ?t }}")

    def _column(self, query: str) -> frozenset[str]:
        return frozenset(key_of(row[0]) for row in self.ask(query))


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
    """Whatever ends before it starts, with its start and its end."""
    day = functools.cache(_day)
    for subject, since, until in found.ask(_PERIODS):
        first, last = day(since.value), day(until.value)
        if first and last and last.latest < first.earliest:
            yield key_of(subject), first, last


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

    blank = key.startswith("_:")
    node = pyoxigraph.BlankNode(key[2:]) if blank else pyoxigraph.NamedNode(key)
    for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(prop), node, None):
        yield key_of(quad.subject)


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
    begun = (
        _with_day(found.table(_BEGUN), "begins", latest=False).group_by("s").agg(pl.max("begins"))
    )
    told = found.evidence.join(_with_day(issued, "told", latest=True), on="x").group_by("s")
    late = begun.join(told.agg(pl.max("told")), on="s").filter(pl.col("begins") > pl.col("told"))
    return late["s"].to_list()


def _alike(found: Inventory) -> list[str]:
    """The statements on one pair and relation, either way round, that have evidence alike."""
    import polars as pl

    evidence = found.evidence.unique().group_by("s").agg(said=pl.struct("x", "l").hash().sum())
    turned = pl.col("a") > pl.col("b")
    pairs = found.triples.select(
        "s",
        "p",
        one=pl.when(turned).then("b").otherwise("a"),
        other=pl.when(turned).then("a").otherwise("b"),
    )
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


def _listed(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))
