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
    from kg.vocabulary import Vocabulary

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


def derive(
    store: "pyoxigraph.Store",
    actual: Iterable[tuple[bytes, bytes, bytes]],
    words: "Vocabulary | None" = None,
) -> None:
    """Put into a store the plain triples of Actual statements, whose parts are spelt as in N-Triples.

    What `derived_triples` says, with the relation types of these words; without, with those of the package's
    vocabulary, which the store holds in its own graph.

    >>> import pyoxigraph
    >>> store = pyoxigraph.Store()
    >>> derive(store, [(b"<http://a>", b"<http://p>", b"<http://b>")])
    >>> print(store.dump(format=pyoxigraph.RdfFormat.TRIG).decode(), end="")
    <http://a> <http://p> <http://b> .
    """
    relations = _symmetric_in(store) if words is None else _symmetric(words)
    symmetric = {f"<{relation}>".encode() for relation in relations}
    lines: dict[bytes, None] = {}  # each once, in the order of the statements
    for a, relation, b in actual:
        lines[b"%b %b %b .\n" % (a, relation, b)] = None
        if relation in symmetric:
            lines[b"%b %b %b .\n" % (b, relation, a)] = None
    _add(store.load, b"".join(lines))


def derive_in_bulk(store: "pyoxigraph.Store", columns: "Columns", words: "Vocabulary") -> None:
    """What `derive` does, from the columns of all statements: faster for many."""
    # on disk a transaction of many triples takes thrice as long
    _add(store.bulk_load, derived_lines(columns, words))


def derived_lines(columns: "Columns", words: "Vocabulary") -> bytes:
    """The plain triples of Actual statements as N-Triples, sorted."""
    import polars as pl

    parts = ["subject", "relation", "object"]
    actual = columns.frame.filter(pl.col("status") == Status.ACTUAL.value).select(parts)
    mirrored = actual.filter(pl.col("relation").cast(pl.String).is_in(_symmetric(words))).select(
        pl.col("object").alias("subject"), "relation", pl.col("subject").alias("object")
    )
    triples = pl.concat([actual, mirrored]).unique().sort(parts)
    lines = triples.select(
        pl.format("<{}> <{}> <{}> .\n", *(pl.col(part).cast(pl.String) for part in parts))
    )
    return "".join(lines.to_series()).encode()


def _add(fill: "Any", lines: bytes) -> None:
    """Fill a store with lines whose terms it has already: they need not be looked at again."""
    import pyoxigraph

    fill(lines, format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)


def _symmetric(words: "Vocabulary") -> list[str]:
    """The symmetric relation types of the words."""
    return [iri for iri, kind in words.relation_types.items() if kind.symmetric]


def _symmetric_in(store: "pyoxigraph.Store") -> list[str]:
    """The symmetric relation types of the package's vocabulary, which the store holds."""
    kinds = f"GRAPH <{GRAPH}> {{ ?p a owl:SymmetricProperty , kg:RelationType }}"
    found: Any = store.query(f"SELECT ?p {{ {kinds} }}", prefixes=PREFIXES)
    return [relation.value for (relation,) in found]


def plain_triples(quads: "Iterable[pyoxigraph.Quad]") -> set[Triple]:
    """The triples among the quads whose three parts are IRIs."""
    import pyoxigraph

    return {
        Triple(quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.NamedNode)
    }
