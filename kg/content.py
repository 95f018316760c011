"""What a dataset holds, worked out from triples: words, records, the data as saved, what is derived."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.derivation import Triple, derived_triples, plain_triples, stated_triples
from kg.iris import GRAPH, PREFIXES
from kg.model import RelationType, Statement
from kg.rdf.decoding import Records, read_records
from kg.rdf.records import describe
from kg.vocabulary import (
    Vocabulary,
    declarations,
    read_vocabulary,
    shipped_vocabulary,
    vocabulary_quads,
)

if TYPE_CHECKING:
    import pyoxigraph

_ABOUT = """SELECT DISTINCT ?a ?p ?b { { ?s rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b }
  UNION { ?s rdf:subject ?b ; rdf:predicate ?p ; rdf:object ?a } }"""


@dataclass(frozen=True)
class Content:
    """What triples say: their words, their records, and the plain triples that go with these.

    `stated` are the data as they would be saved; `derived` the triples of Actual statements;
    `contradicted` the plain ones that are left out, for the statements about them are not Actual.
    """

    vocabulary: Vocabulary
    records: Records
    stated: "list[pyoxigraph.Quad]"
    derived: frozenset[Triple]
    contradicted: frozenset[Triple]


def content_of(quads: "list[pyoxigraph.Quad]") -> Content:
    """The content of a dataset with these data.

    Raises:
        DataError: the data are wrong.
    """
    words = declarations(quads)
    vocabulary = read_vocabulary(words) if words else shipped_vocabulary()
    records = records_of(quads, vocabulary)
    statements, kinds = records.statements.values(), vocabulary.relation_types
    about = stated_triples(statements, kinds)
    derived = derived_triples(statements, kinds)
    return Content(
        vocabulary,
        records,
        stated=[quad for quad in quads if _triple(quad) not in about],
        derived=frozenset(derived),
        contradicted=frozenset((plain_triples(quads) & about) - derived),
    )


def fill(store: "pyoxigraph.Store", content: Content) -> None:
    """Make this the content of a store: data, derived triples, and the vocabulary in its own graph."""
    import pyoxigraph

    graph = pyoxigraph.NamedNode(GRAPH)
    store.clear()
    store.extend(
        itertools.chain(
            content.stated,
            (_quad(triple) for triple in sorted(content.derived)),
            (
                pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)
                for quad in vocabulary_quads()
            ),
        )
    )


def records_of(quads: "Iterable[pyoxigraph.Quad]", vocabulary: Vocabulary) -> Records:
    """The records in the triples.

    Raises:
        DataError: something has two of what may stand once, or a value of the wrong kind.
    """
    return read_records(
        describe(quads),
        actor_classes=vocabulary.actors,
        place_classes=vocabulary.places,
        instrument_classes=vocabulary.instruments,
    )


def stated_in(store: "pyoxigraph.Store") -> "Iterator[pyoxigraph.Quad]":
    """The data in a store as they would be saved: without vocabulary and derived triples."""
    import pyoxigraph

    rows: Any = store.query(_ABOUT, prefixes=PREFIXES, use_default_graph_as_union=True)
    about = {Triple(*(term.value for term in row)) for row in rows}
    words = pyoxigraph.NamedNode(GRAPH)
    return (quad for quad in store if quad.graph_name != words and _triple(quad) not in about)


def unevidenced_among(
    quads: "Iterable[pyoxigraph.Quad]",
    statements: Iterable[Statement],
    relation_types: Mapping[str, RelationType],
) -> tuple[Triple, ...]:
    """The plain relations among the triples that no statement is about, sorted."""
    about = stated_triples(statements, relation_types)
    plain = plain_triples(quads) - about
    return tuple(sorted(triple for triple in plain if triple.predicate in relation_types))


def _triple(quad: "pyoxigraph.Quad") -> Triple | None:
    """The quad's triple as IRIs, or None if it has a literal or a blank node."""
    return next(iter(plain_triples([quad])), None)


def _quad(triple: Triple) -> "pyoxigraph.Quad":
    import pyoxigraph

    subject, predicate, obj = (pyoxigraph.NamedNode(part) for part in triple)
    return pyoxigraph.Quad(subject, predicate, obj)
