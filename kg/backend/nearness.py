"""Betweenness, closeness and harmonic centrality as networkx defines them, by our engines."""

import math
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from kg.analysis.betweenness import dependencies as throughout
from kg.analysis.betweenness import passing
from kg.analysis.dependencies import shortest
from kg.analysis.distances import sums, sums_from
from kg.analysis.pairs import Arcs
from kg.backend.tables import Table, Unserved, table_of

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]
    Whole = NDArray[numpy.int64]
    Graph = networkx.Graph[Any]


def betweenness_centrality(
    G: "Graph",  # noqa: N803  # networkx's names, here and below
    k: int | None = None,
    normalized: bool = True,  # noqa: FBT001, FBT002
    weight: str | None = None,
    endpoints: bool = False,  # noqa: FBT001, FBT002
    seed: Any = None,
) -> dict[Any, float]:
    """As `networkx.betweenness_centrality`: of all sources, or of the k that networkx draws by this seed.

    U. Brandes, "On Variants of Shortest-Path Betweenness Centrality", Social Networks 30(2), 2008; sampled,
    U. Brandes and C. Pich, "Centrality Estimation in Large Networks", 2007.
    """
    import numpy

    table = table_of(G)
    count = table.count
    arcs = _arcs(table, weight)
    if k is None or k == count:
        k, pivots = None, numpy.arange(count)
        through = throughout(arcs)
        if endpoints:
            through += _ends(arcs, directed=table.directed)
    else:  # the last that may be refused is behind us: a seed that is drawn from twice gives others
        # the places of those that networkx would draw
        pivots = numpy.array(seed.sample(range(count), k), numpy.int64)
        through = _from_some(arcs, pivots.tolist(), endpoints=endpoints)
    others = count if endpoints else count - 1
    if others > 1:
        starts = others if k is None else k
        through *= _scale(starts, others, table, normalized=normalized)
        if k is not None and not endpoints:  # no path through a source starts from it
            through[pivots] *= k / (k - 1) if k > 1 else math.nan
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
    """As `networkx.harmonic_centrality`: of all nodes or some, from all or some, in networkx's order.

    P. Boldi and S. Vigna, "Axioms for Centrality", Internet Mathematics 10(3-4), 2014.
    """
    import numpy

    table = table_of(G)
    arcs = _arcs(table, distance)
    asked = _some(table, nbunch)  # a set, as networkx makes one: the order of the answer is its
    places = numpy.array([table.place[each] for each in asked], numpy.int64)
    if sources is None:
        near = sums_from(arcs.turned(), places)[2]
    else:
        starts = [table.place[each] for each in _some(table, sources)]
        near = _from_starts(arcs, starts, places)
    # networkx counts from the integer 0, and leaves it where nothing comes
    return {node: value or 0 for node, value in zip(asked, near.tolist(), strict=True)}


def _arcs(table: Table, weight: str | None) -> Arcs:
    """The pairs of neighbours as arcs, each as far as its shortest edge; loops are on no shortest path."""
    if callable(weight):
        raise Unserved("a weight that is a function")
    known = "arcs", weight
    if known not in table.kept:
        source, target = table.pairs
        apart = source != target
        length = None if weight is None else table.least(weight)[apart]
        table.kept[known] = Arcs(table.count, source[apart], target[apart], length)
    found: Arcs = table.kept[known]
    return found


def _ends(arcs: Arcs, *, directed: bool) -> "Real":
    """How many paths begin or end at each node: those to all that it reaches, and from all that reach it."""
    out = sums(arcs)[0]
    return out + (sums(arcs.turned())[0] if directed else out)


def _from_some(arcs: Arcs, pivots: list[int], *, endpoints: bool) -> "Real":
    """The sum for each node of what each pivot depends on it, of paths' ends too where they count."""
    import numpy

    through = passing(arcs, pivots)[0]
    if endpoints:
        for pivot, (distance, _, _) in zip(pivots, shortest(arcs, pivots), strict=True):
            reached = numpy.isfinite(distance)
            through += reached
            through[pivot] += reached.sum() - 2  # as many as it reaches: itself was counted above
    return through


def _scale(starts: int, others: int, table: Table, *, normalized: bool) -> float:
    """What a path between two counts, as networkx rescales; `others` are those that paths lead to."""
    if normalized:
        return 1 / (starts * (others - 1))
    return others / (starts * (1 if table.directed else 2))


def _some(table: Table, asked: Any) -> set[Any]:
    """The nodes of the graph among those asked for, a node or several; None asks for all."""
    if asked is None:
        return set(iter(table.nodes))  # as of a view, which is not copied as a set is
    try:
        if asked in table.place:
            return {asked}
    except TypeError:  # not hashable: several
        pass
    if not isinstance(asked, Collection):
        raise Unserved("nodes that are read but once, or are none of the graph's")
    return {each for each in asked if table.find(each) is not None}


def _from_starts(arcs: Arcs, starts: list[int], places: "Whole") -> "Real":
    """The sum for each place of 1 / distance from each start."""
    import numpy

    few = len(places) < len(starts)  # search from the fewer
    near = numpy.zeros(len(places))
    if not few:
        for distance, _, _ in shortest(arcs, starts):
            near += _inverse(distance[places])
        return near
    ends = numpy.array(starts, numpy.int64)
    for number, (distance, _, _) in enumerate(shortest(arcs.turned(), places.tolist())):
        near[number] = _inverse(distance[ends]).sum()
    return near


def _inverse(distance: "Real") -> "Real":
    """1 / distance, 0 where there is none."""
    import numpy

    return numpy.divide(1, distance, out=numpy.zeros(len(distance)), where=distance > 0)
