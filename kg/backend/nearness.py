"""Betweenness, closeness and harmonic centrality as networkx defines them, by our engines."""

from typing import TYPE_CHECKING, Any

from kg.analysis.betweenness import dependencies
from kg.analysis.distances import sums, sums_from
from kg.analysis.pairs import Arcs
from kg.backend.tables import Table, Unserved, table_of

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]
    Graph = networkx.Graph[Any]


def betweenness_centrality(
    G: "Graph",  # noqa: N803  # networkx's names, here and below
    k: int | None = None,
    normalized: bool = True,  # noqa: FBT001, FBT002
    weight: str | None = None,
    endpoints: bool = False,  # noqa: FBT001, FBT002
    seed: Any = None,  # noqa: ARG001  # for k alone
) -> dict[Any, float]:
    """As `networkx.betweenness_centrality`, exact: of all sources.

    U. Brandes, "On Variants of Shortest-Path Betweenness Centrality", Social Networks 30(2), 2008.
    """
    if k is not None and k != len(G):
        raise Unserved("a sample of sources")
    table = table_of(G)
    count = table.count
    arcs = _arcs(table, weight)
    through = dependencies(arcs)
    if endpoints:
        through += _ends(arcs, directed=table.directed)
    others = count if endpoints else count - 1
    if others > 1:
        if normalized:
            through *= 1 / (count * (others - 1)) if endpoints else 1 / ((count - 1) * (count - 2))
        elif not table.directed:
            through /= 2
    return table.named(through)


def closeness_centrality(
    G: "Graph",  # noqa: N803
    u: Any = None,
    distance: str | None = None,
    wf_improved: bool = True,  # noqa: FBT001, FBT002
) -> Any:
    """As `networkx.closeness_centrality`: over distances to the node.

    L. C. Freeman, "Centrality in Social Networks: Conceptual Clarification", Social Networks 1(3), 1979.
    """
    import numpy

    table = table_of(G)
    inward = _arcs(table, distance).turned()
    place = None if u is None else table.find(u)
    if u is not None and place is None:
        raise Unserved("a node that is not in the graph")
    reached, far, _ = sums(inward) if place is None else sums_from(inward, numpy.array([place]))
    near = numpy.divide(reached, far, out=numpy.zeros(len(far)), where=far > 0)
    if wf_improved:
        near *= reached / max(1, table.count - 1)
    return table.named(near) if place is None else float(near[0])


def harmonic_centrality(
    G: "Graph",  # noqa: N803
    nbunch: Any = None,
    distance: str | None = None,
    sources: Any = None,
) -> dict[Any, float]:
    """As `networkx.harmonic_centrality` of all nodes from all.

    P. Boldi and S. Vigna, "Axioms for Centrality", Internet Mathematics 10(3-4), 2014.
    """
    if nbunch is not None or sources is not None:
        raise Unserved("some nodes or sources only")
    table = table_of(G)
    return table.named(sums(_arcs(table, distance).turned())[2])


def _arcs(table: Table, weight: str | None) -> Arcs:
    """The pairs of neighbours as arcs, each as far as its shortest edge; loops are on no shortest path."""
    if callable(weight):
        raise Unserved("a weight that is a function")
    source, target = table.pairs
    apart = source != target
    length = None if weight is None else table.least(weight)[apart]
    return Arcs(table.count, source[apart], target[apart], length)


def _ends(arcs: Arcs, *, directed: bool) -> "Real":
    """How many paths begin or end at each node: those to all that it reaches, and from all that reach it."""
    out = sums(arcs)[0]
    return out + (sums(arcs.turned())[0] if directed else out)
