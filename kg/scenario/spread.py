"""How far influence runs before and after: the strongest way of every pair, and who reaches whom."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import pairs_of
from kg.analysis.ties import Ties
from kg.scenario.records import ReachChange

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]

ALL = 2_000
"""Up to so many actors the ways of every pair are compared; of more, those from the ends of what changed."""
_CELLS = 2**25  # costs that are held of each graph
_CARRIES = (0, 1)  # the signs of relations that carry influence, as in `kg.paths`
_DIGITS = 12

Hop = tuple[str, int, int]


@dataclass(frozen=True, eq=False)
class Spread:
    """Costs of the cheapest ways, from each of `starts` to all of `nodes` (both graphs', sorted).

    `starts` are places in `nodes`. A cost is infinite where there is no way. `ways` are the hops of both
    graphs, before and after, as matrices. `gone` and `come` are the changed statements' hops: the IRI, and
    the places of influencer and influenced.
    """

    nodes: tuple[str, ...]
    starts: tuple[int, ...]
    before: "Array"
    after: "Array"
    ways: tuple[Any, Any]
    gone: tuple[Hop, ...]
    come: tuple[Hop, ...]

    @classmethod
    def of(cls, before: Ties, after: Ties, out: frozenset[str], new: frozenset[str]) -> "Spread":
        """The spread in two graphs that differ by the statements that are out and those that are new."""
        nodes = tuple(sorted({*before.nodes, *after.nodes}))
        place = {node: number for number, node in enumerate(nodes)}
        gone, come = _hops(before, out, place), _hops(after, new, place)
        starts = _starts((*gone, *come), len(nodes))
        ways = _ways(before, place), _ways(after, place)
        old, now = (_costs(each, starts) for each in ways)
        return cls(nodes, starts, old, now, ways, gone, come)

    @property
    def searched(self) -> str:
        """Where the pairs that change were looked for."""
        if len(self.starts) in (0, len(self.nodes)):
            return f"every pair of {len(self.nodes):,} actors"
        ends = {end for _, *both in (*self.gone, *self.come) for end in both}
        which = "the" if len(self.starts) == len(ends) else f"those of {len(ends):,} with most"
        return (
            f"the pairs from {len(self.starts):,} of {len(self.nodes):,} actors, {which} ends of what"
            " changed: name the pairs to see others"
        )

    @cached_property
    def pairs_changed(self) -> int:
        """How many pairs have a way of another cost, or no longer one, or one at last."""
        return int((self.before != self.after).sum())


def widest(spread: Spread, limit: int) -> Iterator[tuple[str, str]]:
    """The pairs whose strongest way changes most in strength, most first, then by IRIs."""
    import numpy

    if not spread.starts:
        return
    strengths = [numpy.exp(-costs / 1000) for costs in (spread.before, spread.after)]
    change = numpy.abs(strengths[1] - strengths[0]).round(_DIGITS)
    change[spread.before == spread.after] = -1
    order = numpy.argsort(-change, axis=None, kind="stable")[:limit]
    for cell in order.tolist():
        row, column = divmod(cell, len(spread.nodes))
        if change[row, column] >= 0:
            yield spread.nodes[spread.starts[row]], spread.nodes[column]


def reach_changes(spread: Spread, label: Callable[[str], str]) -> Iterator[ReachChange]:
    """The actors that reach others than before, in the order of their IRIs."""
    import numpy

    if not spread.starts:
        return
    old, now = numpy.isfinite(spread.before), numpy.isfinite(spread.after)
    gone, come = _Hops.of(spread.gone), _Hops.of(spread.come)
    whole = len(spread.starts) == len(spread.nodes)
    ahead = [
        _Ahead(ways, reached if whole else None)
        for ways, reached in zip(spread.ways, (old, now), strict=True)
    ]
    for row, start in enumerate(spread.starts):
        lost, gained = old[row] & ~now[row], now[row] & ~old[row]
        if not (lost.any() or gained.any()):
            continue
        made = _leading(gone, ahead[1], now[row], lost)
        made |= _leading(come, ahead[0], old[row], gained)
        yield ReachChange(
            spread.nodes[start],
            label(spread.nodes[start]),
            int(old[row].sum()) - 1,  # without itself
            int(now[row].sum()) - 1,
            tuple(spread.nodes[each] for each in numpy.flatnonzero(lost)),
            tuple(spread.nodes[each] for each in numpy.flatnonzero(gained)),
            tuple(sorted(made)),
        )


@dataclass(frozen=True, eq=False)
class _Hops:
    """Hops of changed statements as columns."""

    iris: tuple[str, ...]
    source: "Array"
    target: "Array"

    @classmethod
    def of(cls, hops: tuple[Hop, ...]) -> "_Hops":
        import numpy

        ends = numpy.array([both for _, *both in hops], numpy.int64).reshape(-1, 2)
        return cls(tuple(iri for iri, *_ in hops), ends[:, 0], ends[:, 1])


@dataclass(frozen=True, eq=False)
class _Ahead:
    """Where a graph's ways lead: from each node, if that was looked at, else by going along them."""

    ways: Any
    reached: "Flags | None"

    def flag(self, front: "Array", found: "Flags") -> None:
        """Flags where ways lead from some nodes, these among it; `found` holds what its own lead to."""
        import numpy

        if self.reached is not None:
            found |= self.reached[front].any(axis=0)
            return
        while len(front):
            found[front] = True
            ahead = numpy.unique(self.ways[front].indices)
            front = ahead[~found[ahead]]


def _leading(hops: _Hops, without: _Ahead, reached: "Flags", ends: "Flags") -> set[str]:
    """The statements by which influence gets to all of `ends` from where it gets without any of these hops.

    `without` is the other graph, `reached` where its ways lead. The hops that lead out of there to
    an end are taken; then those that lead on from there to ends that are still out of reach, and so on. What
    is not taken is of no use: without all of it, every end is reached. Without what is taken, none is.
    """
    import numpy

    found: set[str] = set()
    reached, short = reached.copy(), ends & ~reached
    while short.any():
        leads = reached[hops.source] & short[hops.target]
        if not leads.any():  # pragma: no cover  # the graphs differ by these hops
            raise ArithmeticError("an end that no hop leads to")
        found.update(hops.iris[each] for each in numpy.flatnonzero(leads).tolist())
        without.flag(numpy.unique(hops.target[leads]), reached)
        short = ends & ~reached
    return found


def _starts(hops: tuple[Hop, ...], count: int) -> tuple[int, ...]:
    """From whom ways are looked for: all of few actors, else the ends of hops, those of most first."""
    if not hops or count <= ALL:
        return tuple(range(count)) if hops else ()
    often = Counter(end for _, *both in hops for end in both)
    order = sorted(often, key=lambda end: (-often[end], end))
    return tuple(sorted(order[: max(1, _CELLS // count)]))


def _hops(ties: Ties, statements: frozenset[str], place: dict[str, int]) -> tuple[Hop, ...]:
    """The hops that some statements make, in the order of their IRIs; loops and conflicts make none."""
    import numpy

    found: list[Hop] = []
    rows = numpy.flatnonzero(numpy.isin(ties.sign, _CARRIES) & (ties.source != ties.target))
    for iri, row in zip(ties.iris(rows), rows.tolist(), strict=True):
        if iri in statements:
            ends = [place[ties.nodes[int(side[row])]] for side in (ties.source, ties.target)]
            found += [(iri, *ends)] if ties.along[row] else []  # type: ignore[list-item]
            found += [(iri, *reversed(ends))] if ties.against[row] else []  # type: ignore[list-item]
    return tuple(found)


def _ways(ties: Ties, place: dict[str, int]) -> Any:
    """The cost of each hop that carries influence, as a matrix over the places of both graphs."""
    import numpy
    from scipy import sparse

    pairs = pairs_of(ties, signs=_CARRIES)
    at = numpy.array([place[node] for node in ties.nodes], numpy.int64)
    cells = (pairs.cost.astype(numpy.float64), (at[pairs.source], at[pairs.target]))
    return sparse.csr_array(cells, shape=(len(place), len(place)))


def _costs(ways: Any, starts: tuple[int, ...]) -> "Array":
    """The cost of the cheapest way from each start to each node (E. W. Dijkstra, 1959, by scipy)."""
    import numpy
    from scipy.sparse import csgraph

    if not starts:
        return numpy.zeros((0, ways.shape[0]))
    found: Array = csgraph.dijkstra(ways, indices=list(starts))
    return found
