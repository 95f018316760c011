"""All that a dataset holds, as records and what is left of the triples: what an export writes and reads.

Records hold what the model names. Beside them stand the triples that no record holds (declared words,
blank nodes of foreign properties), and the tags of texts: the language or datatype of a text that a
record's encoding would write otherwise. So nothing is lost between `parcel_of` and `quads_of` but the
names of named graphs and the spelling of confidence, 0.90 for 0.9.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.dataset import Dataset
from kg.errors import DataError
from kg.exchange.tags import Tag, tagged, tags_of
from kg.iris import DCTERMS, KG
from kg.model import Actor, Evidence, Instrument, Source, Statement
from kg.rdf.encoding import Record, encode
from kg.rdf.naming import canonical
from kg.rdf.records import TYPE, describe, key_of
from kg.rdf.terms import literal

if TYPE_CHECKING:
    import pyoxigraph

KINDS: dict[str, type[Record]] = {
    "actors": Actor,
    "places": Actor,
    "sources": Source,
    "instruments": Instrument,
    "statements": Statement,
}
"""The tables of `Parcel`, and the records in them."""
_EVIDENCE = f"{KG}evidence"
_PIECE = {f"{DCTERMS}source", f"{KG}locator", f"{KG}quote"}


@dataclass(frozen=True)
class Parcel:
    """Records by IRI; `rest` is other triples as N-Triples lines, `tags` those of each record's texts.

    `graphs` are the names of the named graphs that triples were in, "_:" for a blank node.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Actor] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    rest: tuple[str, ...] = ()
    tags: Mapping[str, tuple[Tag, ...]] = field(default_factory=dict)
    graphs: tuple[str, ...] = ()

    def table(self, kind: str) -> Mapping[str, Record]:
        """One of the tables of records, by its name in `KINDS`."""
        found: Mapping[str, Record] = getattr(self, kind)
        return found

    def label(self, iri: str) -> str | None:
        """The label or title of whatever has this IRI, None where nothing has."""
        for table in (self.actors, self.places, self.instruments, self.sources):
            if iri in table:
                return str(table[iri])
        return None


def parcel_of(dataset: Dataset) -> Parcel:
    """What the dataset holds.

    Raises:
        DataError: the data are wrong, see `Dataset.records`.
    """
    quads = dataset.quads()
    records: dict[str, Any] = {
        kind: {
            iri: each for iri, each in getattr(dataset, kind).items() if not iri.startswith("_:")
        }
        for kind in KINDS
    }
    known = {iri: record for table in records.values() for iri, record in table.items()}
    written = {iri: encode(_bare(record)) for iri, record in known.items()}
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    plain = _plain_evidence(triples, known)
    beside = [t for t in triples if not (t.subject in plain or t.object in plain)]
    tags, left = tags_of(beside, written)
    return Parcel(**records, rest=_lines(left), tags=tags, graphs=_graphs(quads))


def quads_of(parcel: Parcel) -> "list[pyoxigraph.Quad]":
    """The data of those parcel, blank nodes with labels of their own.

    Raises:
        DataError: a line of `rest` is no triple, or a record holds what RDF cannot say.
    """
    import pyoxigraph

    lines = "".join(f"{line}\n" for line in parcel.rest)
    try:
        rest = list(
            pyoxigraph.parse(
                lines.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES, rename_blank_nodes=True
            )
        )
    except SyntaxError as error:
        raise DataError(f"a triple beside the records is wrong: {error.msg}") from error
    told = _evidence_in(rest)
    found = []
    for kind in KINDS:
        for iri, record in parcel.table(kind).items():
            if isinstance(record, Statement) and iri in told:
                left = Counter(record.evidence) - told[iri]
                record = replace(record, evidence=tuple(left.elements()))  # noqa: PLW2901  # less what is told
            found += tagged(encode(record), parcel.tags.get(iri, ()))
    return [*found, *rest]


def without_graphs(parcel: Parcel) -> Parcel:
    """The parcel without the names of named graphs, which no format but RDF's own has room for."""
    return replace(parcel, graphs=())


def _bare(record: Record) -> Record:
    return replace(record, evidence=()) if isinstance(record, Statement) else record


def _plain_evidence(
    triples: "list[pyoxigraph.Triple]", known: Mapping[str, object]
) -> "set[pyoxigraph.BlankNode]":
    """The nodes that say no more than an `Evidence` does, and that only one statement points at."""
    import pyoxigraph

    pointed = Counter(t.object for t in triples if isinstance(t.object, pyoxigraph.BlankNode))
    nodes = {
        t.object
        for t in triples
        if t.predicate.value == _EVIDENCE
        and isinstance(t.object, pyoxigraph.BlankNode)
        and getattr(t.subject, "value", "") in known
        and pointed[t.object] == 1
    }
    more = {t.subject for t in triples if t.subject in nodes and not _says_what_evidence_does(t)}
    return nodes - more


def _says_what_evidence_does(triple: "pyoxigraph.Triple") -> bool:
    import pyoxigraph

    predicate, term = triple.predicate.value, triple.object
    if predicate == TYPE:
        return getattr(term, "value", "") == f"{KG}Evidence"
    plain = isinstance(term, pyoxigraph.NamedNode) or term == literal(key_of(term))
    return (
        predicate in _PIECE
        and plain
        and (predicate == f"{DCTERMS}source") == isinstance(term, pyoxigraph.NamedNode)
    )


def _lines(triples: "Iterable[pyoxigraph.Triple]") -> tuple[str, ...]:
    """The triples as lines of N-Triples, sorted; what other triples say does not change a line.

    So blank nodes are named by what the triples that hang together say, with a number for those who say
    the same again.
    """
    import pyoxigraph

    lines = []
    seen: Counter[str] = Counter()
    for part in _hanging_together(list(triples)):
        named = canonical(pyoxigraph.Quad(*triple) for triple in part)
        found = sorted(f"{quad.triple} ." for quad in named)
        if len(found) > 1 or "_:b0" in found[0]:
            digest = hashlib.blake2b("\n".join(found).encode(), digest_size=8).hexdigest()
            mark = f"n{digest}x{seen[digest]}"
            seen[digest] += 1
            names = {f"_:b{n}": pyoxigraph.BlankNode(f"{mark}b{n}") for n in range(len(found) * 2)}
            found = [f"{_renamed(quad.triple, names)} ." for quad in named]
        lines += found
    return tuple(sorted(lines))


def _hanging_together(
    triples: "list[pyoxigraph.Triple]",
) -> "Iterator[list[pyoxigraph.Triple]]":
    """The triples in parts that share no blank node."""
    import pyoxigraph

    above: dict[object, object] = {}

    def root(node: object) -> object:
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    parts: dict[object, list[pyoxigraph.Triple]] = defaultdict(list)
    blank = [
        [t for t in (each.subject, each.object) if isinstance(t, pyoxigraph.BlankNode)]
        for each in triples
    ]
    for nodes in blank:
        for node in nodes:
            above.setdefault(node, node)
            above[root(node)] = root(nodes[0])
    for triple, nodes in zip(triples, blank, strict=True):
        parts[root(nodes[0]) if nodes else triple].append(triple)
    yield from parts.values()


def _renamed(
    triple: "pyoxigraph.Triple", names: "Mapping[str, pyoxigraph.BlankNode]"
) -> "pyoxigraph.Triple":
    import pyoxigraph

    subject: Any = names.get(str(triple.subject), triple.subject)
    return pyoxigraph.Triple(
        subject, triple.predicate, names.get(str(triple.object), triple.object)
    )


def _graphs(quads: "Iterable[pyoxigraph.Quad]") -> tuple[str, ...]:
    import pyoxigraph

    names = {quad.graph_name for quad in quads} - {pyoxigraph.DefaultGraph()}
    iris = (n.value if isinstance(n, pyoxigraph.NamedNode) else "_:" for n in names)
    return tuple(sorted(iris))


def _evidence_in(quads: "list[pyoxigraph.Quad]") -> dict[str, Counter[Evidence]]:
    """The pieces of evidence that the quads themselves give each statement."""
    about = describe(quads)
    found: dict[str, Counter[Evidence]] = defaultdict(Counter)
    for quad in quads:
        if quad.predicate.value == _EVIDENCE:
            piece = about.get(key_of(quad.object), {})
            sources = [key_of(term) for term in piece.get(f"{DCTERMS}source", ())]
            locators = [key_of(term) for term in piece.get(f"{KG}locator", ())]
            quote = next((key_of(term) for term in piece.get(f"{KG}quote", ())), None)
            found[key_of(quad.subject)].update(
                Evidence(source, locator, quote)
                for source in sources
                for locator in locators or (None,)
            )
    return found
