"""Records read when a graph needs them: those of some subjects, not of all the data."""

import functools
import re
import weakref
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.answers import table_of
from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate
from kg.errors import DataError
from kg.iris import GRAPH, KG, PREFIXES, RDF, XSD
from kg.model import Source, Statement, Status
from kg.rdf.decoding import Records, read_records
from kg.rdf.records import LABEL, Fields, describe
from kg.recalling import citing, out_by

if TYPE_CHECKING:
    import polars
    import pyoxigraph

_EVIDENCE, _CONFIDENCE = f"{KG}evidence", f"{KG}confidence"
_TEXTS = (f"{XSD}string", f"{RDF}langString")
_DATES = tuple(f"{XSD}{name}" for name in ("gYear", "gYearMonth", "date"))
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def rows(dataset: Dataset, query: str) -> "polars.DataFrame":
    """A query's answer as text, the prefixes of `kg.query` being ready; named graphs count too."""

    def ask() -> Any:
        return dataset.store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)

    return table_of(ask)


class Reader:
    """What a graph's dataset says at the time of the projection, whatever becomes of the dataset.

    Where the dataset has its records, they serve. Else those that are asked for are read from the
    store; where the store does not spell as the files do (it writes 007 as 7), all are read as ever.
    `records` is set, by the dataset, before the data change. With `known_by`, statements are read without
    their evidence from later sources.
    """

    def __init__(self, dataset: Dataset, known_by: PartialDate | None = None) -> None:
        self.dataset: Dataset | None = dataset
        self.known_by = known_by
        self.classes: dict[str, str] = dataset.vocabulary.classes
        self.records: Records | None = vars(dataset).get("records")
        if self.records is None:
            vars(dataset).setdefault("readers", weakref.WeakSet()).add(self)

    @classmethod
    def of(cls, records: Records, classes: dict[str, str]) -> "Reader":
        """The reader of records that are read, and of labels of classes."""
        reader = cls.__new__(cls)
        reader.dataset, reader.records, reader.classes = None, records, classes
        reader.known_by = None  # the records are as they were known
        return reader

    def statements(self, iris: Iterable[str]) -> dict[str, Statement]:
        """The statements with these IRIs."""
        wanted = list(iris)
        found = self._some(wanted).statements
        told = {iri: found[iri] for iri in wanted}
        if self.known_by is None:
            return told
        later = self.later(piece.source for each in told.values() for piece in each.evidence)
        return {iri: citing(each, later) for iri, each in told.items()}

    def later(self, sources: Iterable[str]) -> frozenset[str]:
        """Those of the sources (IRIs) that were not out by the date `known_by`, if there is one."""
        if self.known_by is None:
            return frozenset()
        wanted = sorted(set(sources))
        found = self._some(wanted).sources
        return frozenset(
            iri for iri in wanted if out_by(found.get(iri), self.known_by) is Certainty.IMPOSSIBLE
        )

    def sources(self, statements: Iterable[Statement]) -> dict[str, Source]:
        """The sources that these statements rest on, as far as the data have them."""
        wanted = sorted({piece.source for each in statements for piece in each.evidence})
        found = self._some(wanted).sources
        return {iri: found[iri] for iri in wanted if iri in found}

    def described(self, iris: Iterable[str]) -> Records:
        """The records of these subjects; of others too where all had to be read."""
        return self._some(list(iris))

    @functools.cached_property
    def about(self) -> Records:
        """Everything but the statements."""
        if self.records is not None or self.dataset is None:
            return self._some([])
        words = self.dataset.vocabulary
        classes = sorted({*words.actors, *words.places, *words.instruments, f"{KG}Source"})
        values = " ".join(f"<{iri}>" for iri in classes)
        found = rows(
            self.dataset, f"SELECT DISTINCT ?s {{ VALUES ?kind {{ {values} }} ?s a ?kind }}"
        )
        return self._some(found["s"].drop_nulls().to_list())

    def labels(self, actors: Iterable[str]) -> dict[str, str]:
        """The labels of these actors, without their other records."""
        wanted = list(actors)
        if "about" not in vars(self) and self.records is None and self.dataset is not None:
            return _labels(self.dataset, wanted)
        return {iri: self.about.actors[iri].label for iri in wanted}

    def _some(self, iris: Sequence[str]) -> Records:
        if self.records is None and self.dataset is not None:
            try:
                found = _read(self.dataset, iris)
            except DataError:
                found = None  # told with its file and line when all are read
            if found is not None:
                return found
            self.records = self.dataset.records
        if self.records is None:  # pragma: no cover
            raise LookupError(iris)
        return self.records


def _read(dataset: Dataset, iris: Iterable[str]) -> Records | None:
    """The records of these subjects from the store, None where it would not spell them as the files do."""
    import pyoxigraph

    store = dataset.store
    relations = frozenset(dataset.columns.dictionary("relation"))
    words = pyoxigraph.NamedNode(GRAPH)
    quads: list[pyoxigraph.Quad] = []
    derived = False
    for iri in iris:
        if iri.startswith("_:"):
            return None
        for quad in store.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None, None):
            if quad.predicate.value in relations:
                derived = True
            elif quad.graph_name != words:
                quads.append(quad)
                if quad.predicate.value == _EVIDENCE:
                    node: Any = quad.object
                    quads += store.quads_for_pattern(node, None, None, None)
    if dataset.directory is None and not all(map(_as_written, quads)):
        return None
    if derived and not derived_only(dataset):
        return None
    kinds = dataset.vocabulary
    return read_records(
        describe(quads),
        actor_classes=kinds.actors,
        place_classes=kinds.places,
        instrument_classes=kinds.instruments,
    )


def _as_written(quad: "pyoxigraph.Quad") -> bool:
    """Whether the store has kept an object as a file would have it."""
    import pyoxigraph

    term = quad.object
    if not isinstance(term, pyoxigraph.Literal) or term.datatype.value in _TEXTS:
        return True
    if term.datatype.value in _DATES:
        return _DATE.fullmatch(term.value) is not None
    return quad.predicate.value == _CONFIDENCE


def derived_only(dataset: Dataset) -> bool:
    """Whether every plain triple of a relation that statements are about follows from a statement.

    Those that follow are in the store, so the numbers tell.
    """
    import polars as pl

    relations = dataset.columns.dictionary("relation")
    values = " ".join(f"<{iri}>" for iri in relations)
    there = rows(
        dataset,
        f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {values} }} ?s ?p ?o }} }}",
    )
    kinds = dataset.vocabulary.relation_types
    both = [iri for iri in relations if iri in kinds and kinds[iri].symmetric]
    actual = dataset.columns.frame.filter(pl.col("status") == Status.ACTUAL.value)
    stated = actual.select("subject", pl.col("relation").cast(pl.String), "object")
    turned = stated.filter(pl.col("relation").is_in(both)).select(
        pl.col("object").alias("subject"), "relation", pl.col("subject").alias("object")
    )
    return int(there.item()) == pl.concat([stated, turned]).n_unique()


def _labels(dataset: Dataset, iris: Iterable[str]) -> dict[str, str]:
    """The labels of these subjects, as `kg.rdf.records` chooses among several."""
    import pyoxigraph

    label = pyoxigraph.NamedNode(LABEL)
    found = {}
    for iri in iris:
        quads = dataset.store.quads_for_pattern(pyoxigraph.NamedNode(iri), label, None, None)
        terms: list[Any] = [quad.object for quad in quads]
        found[iri] = Fields(iri, {iri: {LABEL: terms}}).label()
    return found
