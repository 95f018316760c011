"""What values consist of that run along ties: PageRank, eigenvector, Katz, hubs, authorities, betweenness."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.analysis.dependencies import dependencies, shortest
from kg.analysis.portions import Case, Portions
from kg.analysis.starting import DAMPING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]

_EACH_PAIR = 1_000  # actors up to which betweenness is told pair by pair, else start by start


def of_pagerank(case: Case) -> Portions:
    """PageRank: the inflow from each neighbour, what starts again, what had nowhere to go."""
    import numpy

    arcs = case.arcs
    near, weight = case.into()
    out = arcs.matrix().sum(axis=1)
    idle = float(case.all[out == 0].sum())
    nodes = case.ties.nodes
    begin = 1 / arcs.count
    if case.asked.start:
        begin = (nodes[case.place] in case.asked.start) / len(case.asked.start)
    inflow = DAMPING * case.all[near] * weight / out[near]
    values = numpy.append(inflow, [(1 - DAMPING) * begin, DAMPING * idle * begin])
    where = "at the starts" if case.asked.start else "anywhere"
    formula = (
        f"{DAMPING:g} × the value of each neighbour × the share of its ties that leads here, and what starts"
        f" again {where}"
    )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        if number >= len(near):
            return (
                f"starts again: {1 - DAMPING:.2f} × {begin:.4f}"
                if number == len(near)
                else f"had nowhere to go: {DAMPING:g} × {idle:.4f} × {begin:.4f}"
            ), ()
        node = int(near[number])
        share = f"{weight[number]:g} of {out[node]:g}"
        text = f"{_toward(case, node)}: {DAMPING:g} × {case.all[node]:.4f} × {share}"
        return text, _carrying(case, node)

    again = ("what starts again", "what had nowhere to go")
    return Portions(formula, values, tell, "neighbours", again)


def of_eigenvector(case: Case) -> Portions:
    """Eigenvector: the value of each neighbour, by the eigenvalue."""
    import numpy

    near, weight = case.into()
    inflow = case.arcs.matrix().T @ case.all
    largest = float(numpy.linalg.norm(inflow)) or 1.0
    formula = f"the values of its neighbours by the weight of their ties, over {largest:.6f}"
    values = weight * case.all[near] / largest
    if not case.all.any():
        formula = "influence never comes back to where it was: every value is 0"

    def tell(number: int) -> tuple[str, Sequence[str]]:
        node = int(near[number])
        text = f"{_toward(case, node)}: {weight[number]:g} × {case.all[node]:.4f} / {largest:.4f}"
        return text, _carrying(case, node)

    return Portions(formula, values, tell, "neighbours")


def of_katz(case: Case) -> Portions:
    """Katz: what every actor has, and the value of each neighbour, attenuated."""
    import numpy

    near, weight = case.into()
    inflow = case.arcs.matrix().T @ case.all
    # the vector obeys x = c + alpha (inflow): both follow from all of it
    if numpy.ptp(inflow) > 0:
        basis = numpy.column_stack([numpy.ones(len(inflow)), inflow])
        _, alpha = numpy.linalg.lstsq(basis, case.all, rcond=None)[0].tolist()
    else:  # every value is the same; alpha is 0.9 over the largest eigenvalue, which is all inflow
        alpha = 0.9 * float(case.all[0] / inflow[0]) if inflow.any() else 0.0
    own = float(case.all[case.place] - alpha * inflow[case.place])
    values = numpy.append(alpha * weight * case.all[near], own)
    formula = f"{own:.6f} that every actor has, and {alpha:.6f} × the value of each neighbour"

    def tell(number: int) -> tuple[str, Sequence[str]]:
        if number == len(near):
            return "what every actor has", ()
        node = int(near[number])
        text = f"{_toward(case, node)}: {alpha:.4f} × {weight[number]:g} × {case.all[node]:.4f}"
        return text, _carrying(case, node)

    return Portions(formula, values, tell, "neighbours", ("what every actor has",))


def of_hits(case: Case) -> Portions:
    """Hubs: the authority of each that it influences; authorities: the hubs that influence it."""
    import numpy

    from kg.analysis.hits import authorities, hubs

    hub = case.by == "hubs"
    graph = case.arcs.turned() if hub else case.arcs
    rows = numpy.flatnonzero(graph.target == case.place)
    near = graph.source[rows]
    weight = numpy.ones(len(rows)) if graph.weight is None else graph.weight[rows]
    other = (authorities if hub else hubs)(case.arcs)
    whole = float((graph.matrix().T @ other).sum()) or 1.0
    name = "authority" if hub else "hub"
    whom = "those it influences" if hub else "those who influence it"
    formula = (
        f"the {name} values of {whom} by the weight of the tie, over {whole:.6f}, the sum of all"
    )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        node = int(near[number])
        text = f"{case.name(node)}: {weight[number]:g} × {other[node]:.4f} / {whole:.4f}"
        return text, case.along(case.place, node) if hub else case.along(node, case.place)

    return Portions(formula, weight * other[near] / whole, tell, "neighbours")


def of_betweenness(case: Case) -> Portions:
    """Betweenness: the pairs it stands between; of a sample, or of many actors, where paths start."""
    if case.values.estimate is not None or case.arcs.count > _EACH_PAIR:
        return _by_start(case)
    return _by_pair(case)


def _by_pair(case: Case) -> Portions:
    import numpy

    arcs, here = case.arcs, case.place
    ((beyond, ways_on, _),) = shortest(arcs, [here])
    found: list[tuple[int, int, float, float]] = []
    starts = [node for node in numpy.unique(arcs.source).tolist() if node != here]
    for start, (distance, ways, _) in zip(starts, shortest(arcs, starts), strict=True):
        if not numpy.isfinite(distance[here]):
            continue
        ends = numpy.flatnonzero(numpy.isfinite(beyond) & (distance[here] + beyond == distance))
        found += [
            (start, end, float(ways[here] * ways_on[end]), float(ways[end]))
            for end in ends.tolist()
            if end not in (here, start)
        ]
    scale = (arcs.count - 1) * (arcs.count - 2)
    many = f"{len(found):,} have" if len(found) > 1 else f"{'one' if found else 'none'} has"
    formula = (
        f"for each pair of others the share of shortest paths that run through it, over the"
        f" ({arcs.count:,} − 1)({arcs.count:,} − 2) pairs, of which {many} such a path"
    )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        start, end, through, every = found[number]
        paths = f"{through:g} of {every:g} shortest path{'' if every == 1 else 's'}"
        return f"{case.name(start)} to {case.name(end)}: {paths}", _through(case, start, end)

    values = numpy.array([through / every / scale for _, _, through, every in found])
    return Portions(formula, values, tell, "pairs")


def _by_start(case: Case) -> Portions:
    import numpy

    arcs, estimate = case.arcs, case.values.estimate
    starts = numpy.unique(arcs.source).tolist() if estimate is None else list(estimate.pivots)
    scale = 1 / max(1, (arcs.count - 1) * (arcs.count - 2)) if estimate is None else estimate.scale
    owed = numpy.array([one[case.place] for one in dependencies(arcs, starts)])
    some = numpy.flatnonzero(owed)
    over = f"the ({arcs.count:,} − 1)({arcs.count:,} − 2) pairs"
    formula = f"from each start the shares of shortest paths that run through it, over {over}"
    if estimate is not None:
        formula += (
            f", times {estimate.starts:,} / {len(starts):,}, as that many of the starts were drawn"
        )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        start = starts[some[number]]
        count = float(owed[some[number]])
        text = f"from {case.name(start)}: {count:.4g} path{'' if count == 1 else 's'} through it"
        return text, _from_start(case, start)

    return Portions(formula, owed[some] * scale, tell, "starts")


def _through(case: Case, start: int, end: int) -> tuple[str, ...]:
    """The statements next to the place on the shortest paths from one to the other."""
    ((distance, _, layers),) = shortest(case.arcs, [start])
    arriving = [out for out, into in _arcs(layers) if into == case.place]
    ((rest, _, _),) = shortest(case.arcs.turned(), [end])
    leaving = [
        into
        for out, into in _arcs(layers)
        if out == case.place and distance[into] + rest[into] == distance[end]
    ]
    carried = [iri for node in arriving for iri in case.along(node, case.place)]
    carried += [iri for node in leaving for iri in case.along(case.place, node)]
    return tuple(dict.fromkeys(carried))


def _from_start(case: Case, start: int) -> tuple[str, ...]:
    """The statements next to the place on the shortest paths from a start."""
    ((_, _, layers),) = shortest(case.arcs, [start])
    near = [each for each in _arcs(layers) if case.place in each]
    return tuple(dict.fromkeys(iri for out, into in near for iri in case.along(out, into)))


def _arcs(layers: Any) -> list[tuple[int, int]]:
    return [pair for out, into in layers for pair in zip(out.tolist(), into.tolist(), strict=True)]


def _toward(case: Case, node: int) -> str:
    return f"{case.name(node)}, {'who influences it' if case.inward else 'whom it influences'}"


def _carrying(case: Case, node: int) -> tuple[str, ...]:
    """The statements along which influence runs, the way that is asked about."""
    return case.along(node, case.place) if case.inward else case.along(case.place, node)
