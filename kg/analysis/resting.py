"""What the statements of a graph rest on: the sources of each, and the origins of these."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.origins import Origins, origins_of
from kg.analysis.ties import Ties, ties_of
from kg.graph.basis import FEW
from kg.graph.reading import Reader, rows
from kg.projection import edges

if TYPE_CHECKING:
    import networkx

_CITED = "SELECT DISTINCT ?s ?x { ?s kg:evidence ?e . ?e dcterms:source ?x }"


@dataclass(frozen=True, eq=False)
class Resting:
    """The ties of a graph, the IRIs of the sources that each rests on, and the origins of all sources."""

    ties: Ties
    sources: tuple[tuple[str, ...], ...]
    origins: Origins


def resting_of(graph: "networkx.MultiDiGraph[str]") -> Resting:
    """What the statements of a graph rest on; a statement without evidence rests on nothing."""
    ties = ties_of(graph)
    cited = _cited(graph, ties)
    known = graph.graph.get("sources", {})
    return Resting(ties, cited, origins_of(known, {iri for each in cited for iri in each}))


def _cited(graph: "networkx.MultiDiGraph[str]", ties: Ties) -> tuple[tuple[str, ...], ...]:
    import numpy

    reader: Reader | None = getattr(graph, "reader", None)
    if reader is None:
        evidence = [data["evidence"] for *_, data in edges(graph)]
        return tuple(tuple(sorted({e.source for e in each})) for each in evidence)  # type: ignore[attr-defined]  # attributes are of any type
    iris = ties.iris(numpy.arange(len(ties)))
    if reader.records is None and reader.dataset is not None and len(iris) > FEW:
        table = rows(reader.dataset, _CITED).group_by("s").agg("x")
        found = dict(zip(table["s"].to_list(), table["x"].to_list(), strict=True))
        return tuple(tuple(sorted(found.get(iri, ()))) for iri in iris)
    statements = reader.statements(iris)
    return tuple(tuple(sorted({e.source for e in statements[iri].evidence})) for iri in iris)
