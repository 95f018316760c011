"""Plain triples from statements: one is in the graph if and only if a statement about it is Actual."""

from collections import namedtuple
from collections.abc import Iterable, Mapping

from kg.iris import GRAPH, PREFIXES
from kg.kinds import Status

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any, NamedTuple

    import pyoxigraph

    from kg.columns import Columns
    from kg.model import RelationType, Statement

    class Triple(NamedTuple):
        """Three IRIs."""

        subject: str
        predicate: str
        object: str

else:
    Triple = namedtuple("Triple", ("subject", "predicate", "object"))  # noqa: PYI024  # no typing


def stated_triples(
    statements: "Iterable[Statement]", relation_types: "Mapping[str, RelationType]"
) -> set[Triple]:
    """The triples that statements of any status are about; both directions where symmetric.

    >>> from kg.model import Statement
    >>> s = Statement("http://s", "http://a", "http://p", "http://b", Status.REFUSED)
    >>> stated_triples([s], {}), derived_triples([s], {})
    ({Triple(subject='http://a', predicate='http://p', object='http://b')}, set())
    """
    found = set()
    for statement in statements:
        triple = Triple(*statement.triple)
        found.add(triple)
        kind = relation_types.get(triple.predicate)
        if kind is not None and kind.symmetric:
            found.add(Triple(triple.object, triple.predicate, triple.subject))
    return found


def derived_triples(
    statements: "Iterable[Statement]", relation_types: "Mapping[str, RelationType]"
) -> set[Triple]:
    """The triples that Actual statements are about; both directions where symmetric."""
    actual = (statement for statement in statements if statement.status is Status.ACTUAL)
    return stated_triples(actual, relation_types)


def derive(store: "pyoxigraph.Store") -> None:
    """Put the plain triples of a store's statements into it, by the engine.

    What `derived_triples` says in Python, for statements in the default graph and the relation types of
    the package's vocabulary, which the store holds in its own graph.

    >>> import pyoxigraph
    >>> derive(pyoxigraph.Store())
    """
    statement = "?s kg:status kg:Actual ; rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b"
    store.update(f"INSERT {{ ?a ?p ?b }} WHERE {{ {statement} }}", prefixes=PREFIXES)
    symmetric = f"GRAPH <{GRAPH}> {{ ?p a owl:SymmetricProperty , kg:RelationType }}"
    store.update(f"INSERT {{ ?b ?p ?a }} WHERE {{ {symmetric} {statement} }}", prefixes=PREFIXES)


def derive_in_bulk(store: "pyoxigraph.Store", columns: "Columns") -> None:
    """What `derive` does, from the columns of the statements: faster for a store on disk."""
    import polars as pl
    import pyoxigraph

    symmetric = (
        f"SELECT ?p {{ GRAPH <{GRAPH}> {{ ?p a owl:SymmetricProperty , kg:RelationType }} }}"
    )
    both: Any = store.query(symmetric, prefixes=PREFIXES)
    actual = columns.frame.filter(pl.col("status") == Status.ACTUAL.value)
    actual = actual.select(pl.col("subject", "relation", "object").cast(pl.String))
    mirrored = actual.filter(pl.col("relation").is_in([relation.value for (relation,) in both]))
    mirrored = mirrored.select(
        pl.col("object").alias("subject"), "relation", pl.col("subject").alias("object")
    )
    triples = (
        pl.concat([actual, mirrored])
        .unique()
        .select(pl.format("<{}> <{}> <{}> .", "subject", "relation", "object"))
    )
    lines = triples.write_csv(include_header=False, quote_style="never").encode()
    store.bulk_load(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)


def plain_triples(quads: "Iterable[pyoxigraph.Quad]") -> set[Triple]:
    """The triples among the quads whose three parts are IRIs."""
    import pyoxigraph

    return {
        Triple(quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.NamedNode)
    }
