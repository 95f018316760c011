"""What the statements of a graph rest on: the sources of each, and the origins of these."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.origins import Origins, origins_of
from kg.analysis.ties import Ties, ties_of
from kg.dataset import Dataset
from kg.graph.basis import FEW
from kg.graph.reading import Reader, rows
from kg.model import Evidence
from kg.projection import edges

if TYPE_CHECKING:
    import networkx

_CITED = """SELECT DISTINCT ?s ?x ?l {
  ?s kg:evidence ?e . ?e dcterms:source ?x OPTIONAL { ?e kg:locator ?l } }"""
Place = tuple[str, str]
"""A source's IRI, and a locator in it, "" where none is given."""


@dataclass(frozen=True, eq=False)
class Resting:
    """The ties of a graph, the places in sources that each rests on, and the origins of all sources."""

    ties: Ties
    places: tuple[tuple[Place, ...], ...]
    origins: Origins

    @cached_property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """The IRIs of the sources that each of the ties rests on."""
        return tuple(tuple(dict.fromkeys(iri for iri, _ in each)) for each in self.places)


def resting_of(graph: "networkx.MultiDiGraph[str]") -> Resting:
    """What the statements of a graph rest on; a statement without evidence rests on nothing."""
    ties = ties_of(graph)
    cited = _cited(graph, ties)
    known = graph.graph.get("sources", {})
    return Resting(ties, cited, origins_of(known, {iri for each in cited for iri, _ in each}))


def _cited(graph: "networkx.MultiDiGraph[str]", ties: Ties) -> tuple[tuple[Place, ...], ...]:
    import numpy

    reader: Reader | None = getattr(graph, "reader", None)
    if reader is None:
        found: list[Any] = [data["evidence"] for *_, data in edges(graph)]
        return tuple(map(places_of, found))
    iris = ties.iris(numpy.arange(len(ties)))
    if reader.records is None and reader.dataset is not None and len(iris) > FEW:
        return _from_store(reader, reader.dataset, iris)
    statements = reader.statements(iris)
    return tuple(places_of(statements[iri].evidence) for iri in iris)


def places_of(evidence: Iterable[Evidence]) -> tuple[Place, ...]:
    """The places in sources that pieces of evidence name, each once, in their order."""
    return tuple(sorted({(each.source, each.locator or "") for each in evidence}))


def _from_store(reader: Reader, dataset: Dataset, iris: list[str]) -> tuple[tuple[Place, ...], ...]:
    found: dict[str, list[Place]] = {}
    table = rows(dataset, _CITED)
    later = reader.later(table["x"].unique().to_list())
    for iri, source, locator in zip(*(table[name].to_list() for name in "sxl"), strict=True):
        if source not in later:
            found.setdefault(iri, []).append((source, locator or ""))
    return tuple(tuple(sorted(found.get(iri, ()))) for iri in iris)
