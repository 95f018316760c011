"""The dataset: statements and what they are about, held as RDF; looking things up."""

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.errors import DataError, KgError
from kg.rdf.saving import Fingerprint, fingerprint, kept_in

# A dataset is loaded and queried without its records, which take longer to import than small data to read.
TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from kg.columns import Columns
    from kg.derivation import Triple
    from kg.holding import Circumstances
    from kg.model import Actor, Instrument, RelationType, Source, Statement
    from kg.names import Names
    from kg.rdf.decoding import Records
    from kg.sparql.client import Client
    from kg.vocabulary import Vocabulary

COLUMNS, MARKER, STORE = "columns.bin", "kg.json", "store"
"""What a dataset on disk keeps in its directory: columns, what it is, and the engine's store."""
MEBIBYTES = 4096
"""The memory that a query may take unless told otherwise."""
_CACHED = ("_worker", "vocabulary", "records", "columns", "unevidenced", "_stated", "_names")


class Dataset:
    """The statements of one or more files, as records and as RDF.

    `store` is the engine's: data and derived plain triples in the default graph, the user's named
    graphs, and the vocabulary in the graph <https://w3id.org/actor-kg/vocab>. `known` tells how the files
    were when they were read. Change it only through `kg.add`, `kg.retract` and `kg.update`, which keep
    records and derived triples right. Look-ups go by IRI, in the order of the IRIs.
    """

    def __init__(self, quads: "Iterable[pyoxigraph.Quad]", *, files: Iterable[str] = ()) -> None:
        self.files = tuple(files)
        self.contradicted: frozenset[Triple] = frozenset()
        self.read_again: Callable[[], Iterable[pyoxigraph.Quad] | None] = lambda: None
        self.known: dict[Path, Fingerprint] = {}
        self.directory: Path | None = None
        self.store: pyoxigraph.Store
        with self._placing():
            self.replace(quads)

    @classmethod
    def over(
        cls,
        store: "pyoxigraph.Store",
        read_again: "Callable[[], Iterable[pyoxigraph.Quad] | None]" = lambda: None,
        *,
        files: Iterable[str] = (),
        directory: Path | None = None,
    ) -> "Dataset":
        """The dataset of a store that is filled already; records are read when asked for.

        `read_again` gives the quads as they are spelt in the files, or None where they no longer are
        what the store was filled from: then the store's own spelling serves. With `directory`, the
        store is the one on disk there.
        """
        dataset = cls.__new__(cls)
        dataset.files, dataset.contradicted = tuple(files), frozenset()
        marker = None if directory is None else fingerprint(directory / MARKER)
        dataset.known = {} if directory is None or marker is None else {directory / MARKER: marker}
        dataset.store, dataset.directory = store, directory
        dataset.read_again = read_again
        return dataset

    def settle(self) -> None:
        """Make store and data one in their blank nodes and numbers, as they are after any change.

        A file that the engine took in is read again for its spelling, with labels of its own.
        """
        if "_settled" not in self.__dict__:
            self.replace(self.quads())

    def replace(self, quads: "Iterable[pyoxigraph.Quad]") -> None:
        """Make these the dataset's data, all or nothing, deriving plain triples anew.

        Raises:
            DataError: the data are wrong; the dataset is as it was.
            KgError: the dataset is on disk, where it is not changed in place.
        """
        import pyoxigraph

        from kg.content import content_of, fill

        if self.directory is not None:
            advice = "change the files it was made from, and make it anew with kg.build"
            raise KgError(f"'{self.directory}' is not changed in place; {advice}")
        content = content_of(list(quads))
        for reader in vars(self).pop("readers", ()):  # kg.graph.reading: records before the change
            reader.records = self.records
        store = getattr(self, "store", None) or pyoxigraph.Store()
        fill(store, content)
        for name in _CACHED:
            self.__dict__.pop(name, None)
        vars(self).pop("proven", None)  # what kg.load has read for the columns
        self.store = store
        self.vocabulary = content.vocabulary
        self.records = content.records
        self.contradicted = content.contradicted
        self._stated = content.stated
        self._settled = True

    @functools.cached_property
    def vocabulary(self) -> "Vocabulary":
        """Relation types, families and classes: the package's and the data's own."""
        from kg.vocabulary import vocabulary_in

        return vocabulary_in(self.store)

    @functools.cached_property
    def records(self) -> "Records":
        """All records together.

        Raises:
            DataError: something has two of what may stand once, or a value of the wrong kind.
        """
        from kg.content import records_of

        with self._placing():
            return records_of(self._stated, self.vocabulary)

    @functools.cached_property
    def columns(self) -> "Columns":
        """The statements as columns: see `kg.Columns`."""
        from kg.columns import read_columns
        from kg.kept import kept_columns

        if self.directory is not None:
            return kept_columns(kept_in(self.directory / MARKER, self.known, COLUMNS))
        with self._placing():
            return read_columns(self.store, self.vocabulary, vars(self).get("proven"))

    @contextlib.contextmanager
    def _placing(self) -> Iterator[None]:
        """Errors about a subject are told with the file and the line that its block begins on."""
        try:
            yield
        except DataError as error:
            if error.file is not None:
                raise
            only = self.files[0] if len(self.files) == 1 else None
            file, line = (self.locate(error.subject) if error.subject else None) or (only, None)
            raise DataError(error.problem, file=file, line=line, subject=error.subject) from error

    @functools.cached_property
    def _stated(self) -> "list[pyoxigraph.Quad]":
        """The data as they would be saved."""
        return list(self.spelt())

    @property
    def actors(self) -> "Mapping[str, Actor]":
        """The actors."""
        return self.records.actors

    @property
    def places(self) -> "Mapping[str, Actor]":
        """The places, which are no actors."""
        return self.records.places

    @property
    def statements(self) -> "Mapping[str, Statement]":
        """The statements."""
        return self.records.statements

    @property
    def sources(self) -> "Mapping[str, Source]":
        """The source documents."""
        return self.records.sources

    @property
    def instruments(self) -> "Mapping[str, Instrument]":
        """The instruments and events."""
        return self.records.instruments

    @functools.cached_property
    def graph(self) -> "rdflib.Graph":
        """The same triples as a live, read-only `rdflib.Graph`."""
        from kg.live import read_only_graph

        return read_only_graph(self.store, lambda request: self.worker().ask(request))

    def worker(self, *, memory: int = MEBIBYTES) -> "Client":
        """The process that answers queries on these data, each with so many MiB beyond them.

        It is started by the first query, as a fork that has the data or as a process that is handed them;
        `handing_over` says how many seconds that took.
        """
        from kg.sparql.client import Client

        if self._worker is None or self._worker[0] != memory:
            place = self.directory
            source = self.store if place is None else kept_in(place / MARKER, self.known, STORE)
            self._worker = (memory, Client(source, memory=memory << 20))
        return self._worker[1]

    @functools.cached_property
    def _worker(self) -> "tuple[int, Client] | None":
        """The worker and its allowance, until the data change."""
        return None

    @functools.cached_property
    def unevidenced(self) -> "tuple[Triple, ...]":
        """The plain relations between actors that no statement is about, sorted."""
        from kg.content import unevidenced_among

        kinds = self.vocabulary.relation_types
        return unevidenced_among(self._stated, self.statements.values(), kinds)

    @property
    def circumstances(self) -> "Circumstances":
        """What decides when statements hold."""
        from kg.holding import Circumstances

        return Circumstances(self.vocabulary.relation_types, self.sources, self.instruments)

    def declarations(self) -> "tuple[pyoxigraph.Quad, ...]":
        """The triples by which the data declare words of their own: relation types, families, classes."""
        from kg.vocabulary import declarations, declared_in

        if "_stated" in self.__dict__:
            return declarations(self._stated)
        kept = declared_in(self.store)
        if self.directory is not None or not kept:
            return tuple(kept)
        declaring = {quad.subject for quad in kept}
        return tuple(quad for quad in self.spelt() if quad.subject in declaring)

    def quads(self) -> "list[pyoxigraph.Quad]":
        """The data as they would be saved: without vocabulary and derived triples."""
        return list(self._stated)

    def spelt(self) -> "Iterator[pyoxigraph.Quad]":
        """What `quads` gives, one by one and not kept: blank nodes may have other labels each time."""
        from kg.content import stated_in

        if "_stated" in self.__dict__:
            return iter(self._stated)
        again = self.read_again()
        return stated_in(self.store) if again is None else iter(again)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        from kg.views.reading import overview

        return overview(self)

    def __repr__(self) -> str:
        return f"<kg.Dataset: {self}>"

    def actor(self, name: str) -> "Actor":
        """The actor with this label, alias, local name, CURIE or IRI; case and accents do not matter.

        A label goes before an alias of another actor.

        Raises:
            UnknownActor: there is none; with near matches.
            AmbiguousName: several carry the name.
        """
        return self.actors[self._names.find(name)]

    @functools.cached_property
    def _names(self) -> "Names":
        from kg.names import names_of

        return names_of((a.iri, a.label, a.aliases) for a in self.actors.values())

    def relation_type(self, name: str) -> "RelationType":
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
        from kg.names import label_of

        return label_of(iri, self.records, self.vocabulary)

    def locate(self, iri: str) -> tuple[str, int] | None:
        """The file and line where the block about an IRI begins, or None; the files are read anew."""
        from kg.locating import places

        return places(self.files, [iri]).get(iri)
