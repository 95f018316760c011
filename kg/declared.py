"""Which IRIs the data declare as actors, asked of the engine's indexes without reading a record."""

from typing import TYPE_CHECKING, Any

from kg.answers import table_of
from kg.iris import PREFIXES

if TYPE_CHECKING:
    import polars
    import pyoxigraph

    from kg.vocabulary import Vocabulary

_NO_STATEMENT = """FILTER NOT EXISTS { ?a rdf:subject ?any } FILTER NOT EXISTS { ?a a kg:Statement }
  FILTER NOT EXISTS { ?a a rdf:Statement }"""


def actors_in(
    store: "pyoxigraph.Store", words: "Vocabulary", statements: "polars.Series | None" = None
) -> "polars.Series":
    """The IRIs of the declared actors in a store, whatever the graph; a statement is none.

    `statements` are the IRIs of all, where every one is known to be whole and of the usual kind: then
    each need not be looked up.
    """
    classes = " ".join(f"<{iri}>" for iri in sorted(words.actors))
    other = _NO_STATEMENT if statements is None else ""

    def ask() -> Any:
        return store.query(
            f"SELECT DISTINCT ?a {{ VALUES ?kind {{ {classes} }} ?a a ?kind {other} }}",
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
        )

    found = table_of(ask)["a"].drop_nulls()
    return found if statements is None else found.filter(~found.is_in(statements.implode()))
