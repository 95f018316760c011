"""A scenario's data as records and columns at once; as RDF when somebody asks for that."""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.columns import Columns
from kg.content import records_of
from kg.dataset import Dataset
from kg.graph.basis import FEW, from_records, keep_basis
from kg.iris import KG
from kg.rdf.decoding import Records

if TYPE_CHECKING:
    import pyoxigraph

    from kg.derivation import Triple


class Remade(Dataset):
    """A dataset whose records are known before its store is filled, which `rebuild` does for who asks."""

    def __init__(self, base: Dataset, records: Records, rebuild: Callable[[], Dataset]) -> None:
        self.files = ()
        self.known = {}
        self.directory = None
        self.read_again = lambda: None
        self.vocabulary = base.vocabulary
        self.records = records
        self._base = base
        self._rebuild = rebuild

    @functools.cached_property
    def rebuilt(self) -> Dataset:
        """The same, made from its triples."""
        return self._rebuild()

    @functools.cached_property
    def store(self) -> "pyoxigraph.Store":  # type: ignore[override]  # an attribute there
        """The engine's store."""
        return self.rebuilt.store

    @functools.cached_property
    def contradicted(self) -> "frozenset[Triple]":  # type: ignore[override]  # an attribute there
        """The plain triples that statements about them rule out."""
        return self.rebuilt.contradicted

    @functools.cached_property
    def _stated(self) -> "list[pyoxigraph.Quad]":
        return self.rebuilt.quads()

    def spelt(self) -> "Iterator[pyoxigraph.Quad]":
        """The data as they would be saved."""
        return iter(self._stated)

    def declarations(self) -> "tuple[pyoxigraph.Quad, ...]":
        """The words that the data declare: no scenario changes them."""
        return self._base.declarations()


def remade(
    base: Dataset,
    rebuild: Callable[[], Dataset],
    *,
    gone: Collection[str],
    silenced: Collection[str],
    told: "Iterable[pyoxigraph.Quad]",
) -> Dataset:
    """A dataset without the statements that are gone, in which silenced waivers suspend nothing.

    `told` are the triples of records that are new, or take the place of those of the same IRI.
    """
    quads: list[Any] = list(told)
    new = records_of(quads, base.vocabulary)
    old = base.records
    instruments = {
        iri: replace(each, suspends=()) if iri in silenced else each
        for iri, each in old.instruments.items()
    }
    kept = {iri: each for iri, each in old.statements.items() if iri not in gone}
    records = Records(
        actors=old.actors,
        places=old.places,
        sources=_with(old.sources, new.sources),
        instruments=_with(instruments, new.instruments),
        statements=_with(kept, new.statements),
    )
    found = Remade(base, records, rebuild)
    if len(records.statements) > FEW:
        if new.statements:
            keep_basis(found, from_records(found))
        else:
            import polars as pl

            left = ~pl.col("statement").is_in(sorted(gone))
            found.columns = Columns(base.columns.frame.filter(left))
    return found


def kept_triples(
    base: Dataset, touched: Collection[str], silenced: Collection[str]
) -> "list[pyoxigraph.Quad]":
    """The triples of a dataset without the statements that fall or are told anew, and what waives."""
    import pyoxigraph

    suspends = pyoxigraph.NamedNode(f"{KG}suspends")
    dropped: list[pyoxigraph.Quad] = []
    kept: list[pyoxigraph.Quad] = []
    for quad in base.quads():
        subject = getattr(quad.subject, "value", "")
        waives = subject in silenced and quad.predicate == suspends
        (dropped if waives or subject in touched else kept).append(quad)
    # a piece of evidence goes with the statements that have it
    blank = {each.object for each in dropped if isinstance(each.object, pyoxigraph.BlankNode)}
    blank -= {each.object for each in kept}
    return [each for each in kept if each.subject not in blank]


def _with(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Both, the new in the place of the old, in the order of the IRIs."""
    return dict(sorted({**old, **new}.items())) if new else dict(old)
