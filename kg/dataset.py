"""The dataset: statements and what they are about, held as RDF; loading and looking things up."""

import functools
import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.dates import Certainty, show_day, window_at
from kg.derivation import Triple, derived_triples, plain_triples, stated_triples
from kg.errors import AmbiguousName, DataError, KgError, OptionError, UnknownActor
from kg.holding import Circumstances, standing
from kg.iris import curie, expand, local_name
from kg.model import Actor, Instrument, RelationType, Source, Statement
from kg.rdf.positions import line_of
from kg.rdf.reading import read_bytes, read_quads
from kg.rdf.records import Records, describe, read_records
from kg.vocabulary import GRAPH, read_vocabulary, vocabulary_quads

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


class Dataset:
    """The statements of one or more files, as records and as RDF.

    `store` is the engine's: data and derived plain triples in the default graph, the user's named
    graphs, and the vocabulary in the graph <https://w3id.org/actor-kg/vocab>. Change it only through
    `kg.add`, `kg.retract` and `kg.update`, which keep records and derived triples right. Look-ups go
    by IRI, in the order of the IRIs.
    """

    def __init__(self, quads: "Iterable[pyoxigraph.Quad]", *, files: Iterable[str] = ()) -> None:
        self.files = tuple(files)
        self.contradicted: frozenset[Triple] = frozenset()
        self.store: pyoxigraph.Store
        self.replace(quads)

    def replace(self, quads: "Iterable[pyoxigraph.Quad]") -> None:
        """Make these the dataset's data, all or nothing, deriving plain triples anew.

        Raises:
            DataError: the data are wrong; the dataset is as it was.
        """
        import pyoxigraph

        quads = list(quads)
        descriptions = describe(quads)
        vocabulary = read_vocabulary(quads)
        records = read_records(
            descriptions,
            actor_classes=vocabulary.actors,
            place_classes=vocabulary.places,
            instrument_classes=vocabulary.instruments,
        )
        about = stated_triples(records.statements.values(), vocabulary.relation_types)
        derived = derived_triples(records.statements.values(), vocabulary.relation_types)
        plain = plain_triples(quads)
        stated = [quad for quad in quads if _triple(quad) not in about]
        store = getattr(self, "store", None) or pyoxigraph.Store()
        store.clear()
        graph = pyoxigraph.NamedNode(GRAPH)
        store.extend(
            itertools.chain(
                stated,
                (_quad(triple) for triple in sorted(derived)),
                (
                    pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)
                    for quad in vocabulary_quads()
                ),
            )
        )
        self.store = store
        self.vocabulary = vocabulary
        self.contradicted = frozenset((plain & about) - derived)
        self._stated = stated
        self._records = records
        for name in ("_names", "unevidenced"):
            self.__dict__.pop(name, None)

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors."""
        return self._records.actors

    @property
    def places(self) -> Mapping[str, Actor]:
        """The places, which are no actors."""
        return self._records.places

    @property
    def statements(self) -> Mapping[str, Statement]:
        """The statements."""
        return self._records.statements

    @property
    def sources(self) -> Mapping[str, Source]:
        """The source documents."""
        return self._records.sources

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """The instruments and events."""
        return self._records.instruments

    @property
    def records(self) -> Records:
        """All records together."""
        return self._records

    @functools.cached_property
    def graph(self) -> "rdflib.Graph":
        """The same triples as a live, read-only `rdflib.Graph`."""
        from kg.rdf.view import read_only_graph

        return read_only_graph(self.store)

    @functools.cached_property
    def unevidenced(self) -> tuple[Triple, ...]:
        """The plain relations between actors that no statement is about, sorted."""
        about = stated_triples(self.statements.values(), self.vocabulary.relation_types)
        return tuple(
            sorted(
                triple
                for triple in plain_triples(self._stated) - about
                if triple[1] in self.vocabulary.relation_types
            )
        )

    @property
    def circumstances(self) -> Circumstances:
        """What decides when statements hold."""
        return Circumstances(self.vocabulary.relation_types, self.sources, self.instruments)

    def quads(self) -> "list[pyoxigraph.Quad]":
        """The data as they would be saved: without vocabulary and derived triples."""
        return list(self._stated)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        counts = (
            (len(self.actors), "actor"),
            (len(self.statements), "statement"),
            (len(self.sources), "source"),
        )
        parts = [f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts]
        years = self.years
        return ", ".join(parts + ([_span(*years)] if years else []))

    def __repr__(self) -> str:
        return f"<kg.Dataset: {self}>"

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year that statements or sources name, or None."""
        dates = [
            date
            for s in self.statements.values()
            for date in (s.since, s.until, s.date)
            if date is not None
        ]
        dates += [source.date for source in self.sources.values() if source.date is not None]
        if not dates:
            return None
        return (
            int(show_day(min(date.earliest for date in dates))[:4]),
            int(show_day(max(date.latest for date in dates))[:4]),
        )

    def actor(self, name: str) -> Actor:
        """The actor with this label, alias, local name, CURIE or IRI; case and accents do not matter.

        A label goes before an alias of another actor.

        Raises:
            UnknownActor: there is none; with near matches.
            AmbiguousName: several carry the name.
        """
        iri = expand(name)
        if iri is not None and iri in self.actors:
            return self.actors[iri]
        for table in self._names:
            found = table.get(fold(name), set())
            if len(found) > 1:
                raise AmbiguousName(name, (curie(one) for one in found))
            if found:
                return self.actors[next(iter(found))]
        if ":" in name:
            raise UnknownActor(name, map(curie, self.actors))
        raise UnknownActor(name, [n for a in self.actors.values() for n in (a.label, *a.aliases)])

    @functools.cached_property
    def _names(self) -> tuple[dict[str, set[str]], ...]:
        labels: dict[str, set[str]] = defaultdict(set)
        others: dict[str, set[str]] = defaultdict(set)
        for actor in self.actors.values():
            labels[fold(actor.label)].add(actor.iri)
            for alias in (*actor.aliases, local_name(actor.iri)):
                others[fold(alias)].add(actor.iri)
        return labels, others

    def relation_type(self, name: str) -> RelationType:
        """The relation type with this local name, CURIE, IRI or label.

        Raises:
            UnknownRelationType: there is none; with near matches.
        """
        return self.vocabulary.relation_type(name)

    def family(self, name: str) -> str:
        """The IRI of the family of relation types with this local name, CURIE, IRI or label."""
        return self.vocabulary.family(name)

    def label(self, iri: str) -> str:
        """What people call it: the label of whatever has this IRI, else its CURIE."""
        records = (*self._tables(), self.vocabulary.relation_types)
        for table in records:
            if iri in table:
                return str(table[iri])
        words = self.vocabulary
        for labels in (words.families, words.classes, words.statuses):
            if iri in labels:
                return labels[iri]
        return curie(iri)

    def _tables(self) -> tuple[Mapping[str, Actor | Source | Instrument], ...]:
        return (self.actors, self.places, self.instruments, self.sources)

    def locate(self, iri: str) -> tuple[str, int] | None:
        """The file and line where the block about an IRI begins, or None; the files are read anew."""
        for file in self.files:
            try:
                line = line_of(read_bytes(file), iri)
            except DataError:
                continue
            if line is not None:
                return file, line
        return None

    def store_at(self, at: str, *, certainty: str | None = None) -> "pyoxigraph.Store":
        """A store like `store` whose plain triples are those that hold at a date.

        Those from statements are the Actual ones that certainly or possibly hold then; with
        `certainty="certain"` only the former. Plain triples without a statement know no time: they
        are possible at any.

        Raises:
            OptionError: the date or the certainty is none.
        """
        import pyoxigraph

        wanted = wanted_certainty(certainty)
        found = standing(self.statements, self.circumstances, window=window_at(at))
        kinds = self.vocabulary.relation_types
        then = derived_triples((self.statements[i] for i, c in found.items() if c in wanted), kinds)
        gone = derived_triples(self.statements.values(), kinds) - then
        if Certainty.POSSIBLE not in wanted:
            gone |= set(self.unevidenced)
        store = pyoxigraph.Store()
        store.extend(quad for quad in self.store if _triple(quad) not in gone)
        return store


def load(*paths: str | Path, format: str | None = None) -> Dataset:
    """The dataset in one or more files: Turtle, N-Triples, TriG, N-Quads, RDF/XML, JSON-LD, .gz too.

    The format comes from each file's suffix unless named: turtle, ntriples, trig, nquads, rdfxml,
    jsonld. All files are read before anything is kept.

    Raises:
        DataError: a file cannot be read or its data are wrong; with file, line and IRI where known.
        OptionError: no file, or an unknown format.
    """
    if not paths:
        raise OptionError("no file to load; name at least one, or use kg.shipped()")
    quads = [quad for path in paths for quad in read_quads(path, format=format)]
    files = tuple(str(path) for path in paths)
    try:
        return Dataset(quads, files=files)
    except DataError as error:
        raise _placed(error, files) from error


def shipped() -> Path:
    """The path of the shipped case, `data/triples.ttl`: inside the package, or beside it in a checkout.

    Raises:
        KgError: the installation lacks it.
    """
    package = Path(__file__).parent
    for path in (package / "data" / "triples.ttl", package.parent / "data" / "triples.ttl"):
        if path.is_file():
            return path
    raise KgError("the shipped data/triples.ttl is missing; install kg anew")


def wanted_certainty(certainty: str | None) -> frozenset[Certainty]:
    """The certainties that an option asks for: both unless "certain".

    Raises:
        OptionError: it is neither None, "possible" nor "certain".
    """
    if certainty is None or certainty == Certainty.POSSIBLE:
        return frozenset({Certainty.CERTAIN, Certainty.POSSIBLE})
    if certainty == Certainty.CERTAIN:
        return frozenset({Certainty.CERTAIN})
    raise OptionError(f"unknown certainty '{certainty}'; use 'certain' or 'possible'")


def fold(name: str) -> str:
    """A name without case, accents and surplus spaces, for comparing.

    >>> fold("  Türkiye ") == fold("TURKIYE")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _placed(error: DataError, files: tuple[str, ...]) -> DataError:
    """The error with file and line, found by searching the files for its subject."""
    for file in files:
        line = line_of(read_bytes(file), error.subject) if error.subject else None
        if line is not None:
            return DataError(error.problem, file=file, line=line, subject=error.subject)
    only = files[0] if len(files) == 1 else None
    return DataError(error.problem, file=only, subject=error.subject)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _triple(quad: "pyoxigraph.Quad") -> Triple | None:
    """The quad's triple as IRIs, or None if it has a literal or a blank node."""
    return next(iter(plain_triples([quad])), None)


def _quad(triple: Triple) -> "pyoxigraph.Quad":
    import pyoxigraph

    subject, predicate, obj = (pyoxigraph.NamedNode(part) for part in triple)
    return pyoxigraph.Quad(subject, predicate, obj)
