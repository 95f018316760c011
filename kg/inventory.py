"""What the engine and columns tell of a dataset for validation: what is declared, and what statements name.

Whole indexes are scanned instead of records being made.
"""

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.answers import table_of
from kg.derivation import Triple
from kg.iris import DCTERMS, GRAPH, KG, PREFIXES, RDF, SKOS
from kg.rdf.records import key_of

if TYPE_CHECKING:
    import polars
    import pyoxigraph

    from kg.columns import Columns
    from kg.vocabulary import Vocabulary

CONTEXT = tuple(
    f"{KG}{name}" for name in ("instrument", "about", "inResponseTo", "location", "attributedTo")
)
"""The properties by which a statement names more than its two ends; its evidence names sources."""
SOURCE = f"{DCTERMS}source"
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
_SOURCES = "SELECT DISTINCT ?x { ?s kg:evidence ?e . ?e dcterms:source ?x . ?s rdf:subject ?a }"
_TRIPLES = "SELECT ?s ?a ?p ?b { ?s rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b }"
_EVIDENCE = """SELECT ?s ?x ?l {
  ?s kg:evidence ?e . ?e dcterms:source ?x OPTIONAL { ?e kg:locator ?l } }"""


class Inventory:
    """What a dataset's store declares and what its statements name, each found when asked for.

    IRIs, and blank nodes as "_:" and their label; groups are those of the records. Where there are
    `columns` of the statements already, the engine is not asked for what these have.
    """

    def __init__(
        self,
        store: "pyoxigraph.Store",
        vocabulary: "Vocabulary",
        columns: "Columns | None" = None,
    ) -> None:
        self.store = store
        self.vocabulary = vocabulary
        self.columns = columns

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
        context = {
            prop: self._column(f"SELECT DISTINCT ?o {{ ?s <{prop}> ?o ; rdf:subject ?any }}")
            for prop in CONTEXT
        }
        context[SOURCE] = self._column(_SOURCES)
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
        about = self.triples.select("a", "p", "b").unique().cast(pl.String)
        mirrored = about.filter(
            pl.col("p").is_in([iri for iri, kind in kinds.items() if kind.symmetric])
        ).select(pl.col("b").alias("a"), "p", pl.col("a").alias("b"))
        left = plain.join(pl.concat([about, mirrored]), on=["a", "p", "b"], how="anti")
        return tuple(sorted(Triple(*row) for row in left.iter_rows()))

    @functools.cached_property
    def triples(self) -> "polars.DataFrame":
        """Each statement `s` with its subject `a`, relation type `p` and object `b`."""
        if self.columns is None:
            return self.table(_TRIPLES)
        found = self.columns.frame.select(s="statement", a="subject", p="relation", b="object")
        return found.drop_nulls()

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
        return table_of(lambda: self.ask(query))

    @functools.cached_property
    def _graphs(self) -> Any:
        import pyoxigraph

        named = [g for g in self.store.named_graphs() if getattr(g, "value", "") != GRAPH]
        return [pyoxigraph.DefaultGraph(), *named]

    def _instances(self, classes: Iterable[str]) -> frozenset[str]:
        return self._column(f"SELECT DISTINCT ?s {{ VALUES ?t {{ {_listed(classes)} }} ?s a ?t }}")

    def _column(self, query: str) -> frozenset[str]:
        return frozenset(key_of(row[0]) for row in self.ask(query))


def _listed(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))
