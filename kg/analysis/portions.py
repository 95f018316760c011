"""What values consist of: for each measure summands that add up to the value, and how to say each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.catalogue import Asked
from kg.analysis.pairs import Arcs, Pairs, pairs_of
from kg.analysis.ties import Ties
from kg.analysis.valuing import Values, arcs_of, counted_ends, relations_of

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]

_NAMED = 3  # actors of a group that are named


@dataclass(frozen=True, eq=False)
class Portions:
    """The summands of a value, in any order, and the formula that they come from.

    `tell` says one of them, by its place, and which statements (IRIs) carry it. For those that are told
    together `more` is what they are called, and `own` the names of the last ones, which are none of these.
    """

    formula: str
    values: "Real"
    tell: Callable[[int], tuple[str, Sequence[str]]]
    more: str
    own: tuple[str, ...] = ()

    def together(self, numbers: Sequence[int]) -> str:
        """What some of them are, by their places; those called the same are counted."""
        alike = len(self.values) - len(self.own)
        some = sum(number < alike for number in numbers)
        counted = [f"{some:,} more {self.more.removesuffix('s') if some == 1 else self.more}"]
        named = [self.own[number - alike] for number in sorted(numbers) if number >= alike]
        every = (counted if some else []) + named
        return " and ".join(filter(None, (", ".join(every[:-1]), *every[-1:])))


@dataclass(frozen=True, eq=False)
class Case:
    """A value to take apart: of the node at `place`, among all `values` of the measure `by`."""

    ties: Ties
    by: str
    asked: Asked
    values: Values
    place: int
    labels: Mapping[str, str]

    @cached_property
    def pairs(self) -> Pairs:
        """Who influences whom, among the relation types that count."""
        return pairs_of(self.ties, relations=relations_of(self.asked))

    @cached_property
    def arcs(self) -> Arcs:
        """The graph that the measure is taken of."""
        return arcs_of(self.ties, self.by, self.asked)

    @cached_property
    def all(self) -> "Real":
        """The values of all nodes."""
        import numpy

        return numpy.array(self.values.of, numpy.float64)

    @property
    def inward(self) -> bool:
        """Whether it is asked how much the actor is influenced."""
        return self.asked.direction == "in"

    def name(self, node: int) -> str:
        """What people call a node."""
        return self.labels[self.ties.nodes[node]]

    def names(self, nodes: Iterable[int]) -> str:
        """The names of some nodes, the first few in full."""
        every = [self.name(node) for node in nodes]
        rest = len(every) - _NAMED
        return ", ".join(every[:_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")

    def into(self) -> "tuple[Any, Any]":
        """The nodes from which arcs come to the place, and what these weigh."""
        import numpy

        rows = numpy.flatnonzero(self.arcs.target == self.place)
        weight = self.arcs.weight
        return self.arcs.source[rows], numpy.ones(len(rows)) if weight is None else weight[rows]

    def between(self, a: int, b: int) -> tuple[str, ...]:
        """The statements along which influence runs between two nodes, either way."""
        both = (*self.along(a, b), *self.along(b, a))
        return tuple(dict.fromkeys(both))

    def along(self, a: int, b: int) -> tuple[str, ...]:
        """The statements along which influence runs from one node to another, if any does."""
        pairs = self.pairs
        begin, end = pairs.outward[a : a + 2].tolist()
        if b not in pairs.target[begin:end]:
            return ()
        return pairs.statements(pairs.place(a, b))


def of_statements(case: Case) -> Portions:
    """Degrees and strengths: each statement, by itself."""
    import numpy

    ties, by = case.ties, case.by
    rows = ties.only(relations_of(case.asked))
    acts, acted_on = counted_ends(ties, by, rows)
    times = (acts & (ties.source[rows] == case.place)).astype(float)
    times += acted_on & (ties.target[rows] == case.place)
    own = numpy.flatnonzero(times)
    strength = by.endswith("strength")
    values = times[own] * (ties.strength[rows[own]] if strength else 1.0)
    what = "the strengths of its relations" if strength else "1 for each of its relations"

    def tell(number: int) -> tuple[str, Sequence[str]]:
        return "", ties.iris(rows[own[number : number + 1]])

    return Portions(f"{what}, added up", values, tell, "relations")


def of_core(case: Case) -> Portions:
    """Core: as many neighbours of that core as it says."""
    import numpy

    near = _neighbours(case)
    depth = int(case.all[case.place])
    order = near[numpy.lexsort((near, -case.all[near]))]
    kept = order[:depth]
    enough = int((case.all[near] >= depth).sum())
    deeper = int((case.all[near] > depth).sum())
    if len(near) == 1:
        which = "its one neighbour is"
    else:
        which = f"{enough:,} of its {len(near):,} neighbours {'is' if enough == 1 else 'are'}"
    counts = "" if enough == depth else f" ({depth:,} count{'s' if depth == 1 else ''})"
    above = f"{deeper:,} are" if deeper > 1 else f"{'one' if deeper else 'none'} is"
    formula = (
        f"{depth:,}, as {which} of core {depth:,} or more{counts}; {above} of a higher core, where"
        f" {depth + 1:,} would be needed"
    )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        node = int(kept[number])
        text = f"{case.name(node)}, of core {int(case.all[node]):,}"
        return text, case.between(case.place, node)

    return Portions(formula, numpy.ones(len(kept)), tell, "neighbours")


def of_holes(case: Case) -> Portions:
    """Constraint and effective size: what each neighbour adds."""
    import numpy

    from kg.analysis.holes import constraint_parts, mutual, size_parts

    tight = case.by == "constraint"
    parts = (constraint_parts if tight else size_parts)(case.arcs)
    begin, end = parts.indptr[case.place : case.place + 2]
    near, values = parts.indices[begin:end], parts.data[begin:end]
    own = mutual(case.arcs)
    share = own.data[begin:end] / own.data[begin:end].sum()
    formula = (
        "for each neighbour j: (p + the sum over others q of p(q) p(q, j))², p being the shares of ties"
        if tight
        else "for each neighbour j: 1 − the sum over others q of p(q) m(j, q), p being the shares of ties,"
        " m how strong one is to j's strongest"
    )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        node, value = int(near[number]), float(values[number])
        text = f"{case.name(node)}: 1 − {1 - value:.4f} of it shared with others"
        if tight:
            direct = float(share[number])
            beside = float(numpy.sqrt(value)) - direct
            text = f"{case.name(node)}: (direct {direct:.4f} + through others {beside:.4f})²"
        return text, case.between(case.place, node)

    return Portions(formula, numpy.asarray(values, numpy.float64), tell, "neighbours")


def of_laplacian(case: Case) -> Portions:
    """Laplacian: its own square, and what goes with each of its ties."""
    import numpy

    from kg.analysis.laplacian import lost

    own, parts, energy = lost(case.arcs)
    begin, end = parts.indptr[case.place : case.place + 2]
    near, amounts = parts.indices[begin:end], parts.data[begin:end]
    values = numpy.append(amounts, own[case.place]) / (energy or 1.0)
    formula = (
        f"d² + for each neighbour j 2 w d(j) + w², over {energy:g}, the energy of all: w is a tie in both"
        " directions together, d the sum of an actor's"
    )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        if number == len(near):
            return f"its own square: {own[case.place]:g} / {energy:g}", ()
        node = int(near[number])
        text = f"{case.name(node)}: {amounts[number]:g} / {energy:g}"
        return text, case.between(case.place, node)

    return Portions(formula, values, tell, "neighbours", ("its own square",))


def of_distances(case: Case) -> Portions:
    """Closeness and harmonic: those at each distance."""
    import numpy

    from kg.analysis.dependencies import shortest

    graph = case.arcs.turned()  # both measures look at what comes in
    ((distance, _, layers),) = shortest(graph, [case.place])
    there = numpy.isfinite(distance) & (distance > 0)
    steps, size = numpy.unique(distance[there], return_counts=True)
    reached, far = int(there.sum()), float(distance[there].sum())
    if case.by == "harmonic":
        values, formula = size / steps, "1 / distance for each actor in reach, added up"
    else:
        values = size * reached / ((graph.count - 1) * far) if reached else size.astype(float)
        formula = (
            f"r² / ((n − 1) d): r = {reached:,} actors in reach of n − 1 = {graph.count - 1:,} others,"
            f" d = {far:,.0f} the sum of their distances; each has an equal part"
        )

    def tell(number: int) -> tuple[str, Sequence[str]]:
        group = numpy.flatnonzero(distance == steps[number])
        arrive = [
            (int(a), int(b))
            for out, into in layers
            for a, b in zip(out.tolist(), into.tolist(), strict=True)
            if distance[b] == steps[number]
        ]
        carried = [
            iri
            for a, b in arrive
            for iri in (case.along(b, a) if case.inward else case.along(a, b))
        ]
        return (
            f"{len(group):,} at distance {steps[number]:g}: {case.names(group.tolist())}",
            tuple(dict.fromkeys(carried)),
        )

    return Portions(formula, numpy.asarray(values, numpy.float64), tell, "distances")


def _neighbours(case: Case) -> Any:
    import numpy

    from kg.analysis.cores import neighbours

    low, high = neighbours(case.arcs)
    found = numpy.concatenate([high[low == case.place], low[high == case.place]])
    return numpy.sort(found)
