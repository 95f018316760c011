"""Some of a dataset's statements: what a question about few of them reads, instead of all records.

Columns tell who is in a statement and by which relation type, the store what rests on an instrument. Only the
statements that a question names are read, with everything that is no statement; where all are read already,
or there are few, or the store does not spell as the files do, the dataset itself serves.
"""

import weakref
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.dataset import Dataset
from kg.graph.basis import Basis, basis_of, has_few
from kg.graph.reading import Reader
from kg.graph.waiving import waived
from kg.iris import KG

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from kg.model import Statement

    Flags = NDArray[numpy.bool_]

_NAMING = tuple(f"{KG}{name}" for name in ("instrument", "about", "inResponseTo"))
_ABOUT: "weakref.WeakKeyDictionary[Dataset, tuple[Basis, Dataset]]" = weakref.WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Finder:
    """Finds rows of statements without reading them; `about` has everything but the statements."""

    dataset: Dataset
    about: Dataset
    basis: Basis
    reader: Reader

    def actor(self, name: str) -> str:
        """The IRI of an actor; raises as `Dataset.actor`."""
        return self.about.actor(name).iri

    def none(self) -> "Flags":
        """No row."""
        import numpy

        return numpy.zeros(len(self.basis), bool)

    def of(self, *actors: str) -> "Flags":
        """The statements that each of these actors is an end of."""
        found = ~self.none()
        for actor in actors:
            found &= self.touching([actor])
        return found

    def touching(self, actors: Iterable[str]) -> "Flags":
        """The statements that one of these actors is an end of."""
        import numpy

        names = self.basis.names
        wanted = numpy.zeros(len(names), bool)
        for actor in actors:
            place = bisect_left(names, actor)
            if place < len(names) and names[place] == actor:
                wanted[place] = True
        found: Flags = wanted[self.basis.source] | wanted[self.basis.target]
        return found

    def ends(self, rows: "Flags") -> set[str]:
        """The IRIs of both ends of these statements."""
        import numpy

        both = numpy.concatenate([self.basis.source[rows], self.basis.target[rows]])
        return {self.basis.names[each] for each in numpy.unique(both).tolist()}

    def among(self, relations: Collection[str]) -> "Flags":
        """The statements of these relation types, by IRI."""
        import numpy

        listed = [iri in relations for iri in self.basis.predicates]
        if not listed:
            return self.none()
        found: Flags = numpy.array(listed, bool)[self.basis.relation]
        return found

    def called(self, iris: Iterable[str]) -> "Flags":
        """The statements with these IRIs, as far as there are any."""
        import polars as pl

        found = self.none()
        named = pl.Series(self.basis.named, dtype=pl.String)
        for iri in iris:
            place = int(named.search_sorted(iri))
            if place < len(named) and named[place] == iri:
                found[place] = True
        return found

    def naming(self, things: Iterable[str]) -> "Flags":
        """The statements that rest on one of these things (IRIs), are about it or answer it."""
        import pyoxigraph

        store = self.dataset.store
        iris: set[str] = set()
        for thing in things:
            node = pyoxigraph.NamedNode(thing)
            for prop in _NAMING:
                quads = store.quads_for_pattern(None, pyoxigraph.NamedNode(prop), node, None)
                iris.update(getattr(quad.subject, "value", "") for quad in quads)
        return self.called(iris)

    def waiving(self) -> "Flags":
        """The statements that rest on a waiver, or on what one suspends."""
        found = self.none()
        about = waived(self.dataset, self.basis)
        if about is not None:
            found[about.resting] = True
        return found

    def iris(self, rows: "Flags") -> list[str]:
        """The IRIs of these statements."""
        import polars as pl

        named = pl.Series(self.basis.named, dtype=pl.String)
        found: list[str] = named.filter(pl.Series(rows)).to_list()
        return found

    def read(self, rows: "Flags") -> "dict[str, Statement]":
        """The records of these statements."""
        return self.reader.statements(self.iris(rows))


def excerpt(dataset: Dataset, wanted: "Callable[[Finder], Flags]") -> Dataset:
    """A dataset to be looked at with the statements that are wanted, and those they are about or answer.

    It has all actors, places, sources and instruments. Where reading some saves nothing it is the dataset
    itself: whoever asks must not rely on other statements being absent. Not to be changed or projected.
    """
    if "records" in vars(dataset) or has_few(dataset):
        return dataset
    finder = _finder(dataset)
    rows = wanted(finder)
    if _all_read(finder) or 2 * int(rows.sum()) > len(rows):
        return dataset
    statements = finder.read(rows)
    named = {iri for each in statements.values() for iri in (*each.about, *each.in_response_to)}
    if named:
        statements |= finder.read(finder.called(sorted(named - statements.keys())))
    if _all_read(finder):
        return dataset
    ordered = {iri: statements[iri] for iri in sorted(statements)}
    return _with(finder.about, ordered)


def _all_read(finder: Finder) -> bool:
    """Whether all records had to be read, since the store does not spell as the files do."""
    return finder.reader.records is not None


def _finder(dataset: Dataset) -> Finder:
    basis, reader = basis_of(dataset), Reader(dataset)
    known = _ABOUT.get(dataset)
    if known is None or known[0] is not basis:
        bare = Dataset.over(dataset.store, files=dataset.files)
        held: dict[str, Any] = vars(bare)
        held.update(vocabulary=dataset.vocabulary, records=replace(reader.about, statements={}))
        known = _ABOUT[dataset] = (basis, bare)
    return Finder(dataset, known[1], basis, reader)


def _with(about: Dataset, statements: "dict[str, Statement]") -> Dataset:
    found = Dataset.over(about.store, files=about.files)
    held: dict[str, Any] = vars(found)
    held.update(vocabulary=about.vocabulary, records=replace(about.records, statements=statements))
    held["_names"] = about._names  # noqa: SLF001  # of the same actors
    return found
