"""Who influences whom as arrays: what `kg.collapse` gives, without a Python object a pair."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.ties import Ties
from kg.strength import combined_strengths, costs_of

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Real = NDArray[numpy.float64]


@dataclass(frozen=True, eq=False)
class Arcs:
    """A simple directed graph as arrays: `count` nodes, arcs from `source` to `target`, each once.

    `weight` is None where every arc weighs 1.
    """

    count: int
    source: "Array"
    target: "Array"
    weight: "Array | None" = None

    def turned(self) -> "Arcs":
        """The same, every arc turned round."""
        return self._turned

    @cached_property
    def _turned(self) -> "Arcs":
        found = Arcs(self.count, self.target, self.source, self.weight)
        vars(found)["_turned"] = self
        return found

    def matrix(self) -> Any:
        """The weights as a sparse matrix of reals, from row to column: made once, not to be changed."""
        return self._matrix

    @cached_property
    def _matrix(self) -> Any:
        import numpy

        weight = numpy.ones(len(self.source)) if self.weight is None else self.weight
        return sparsely(self.count, self.source, self.target, weight)

    @cached_property
    def around(self) -> "tuple[Array, Array]":
        """Where the neighbours of each node begin, and after them their end; and these, in order.

        A neighbour is one that an arc leads to or comes from, once if both.
        """
        import numpy

        one = sparsely(self.count, self.source, self.target, numpy.ones(len(self.source)))
        both = one + one.T
        both.sort_indices()
        return both.indptr, both.indices

    @cached_property
    def circles(self) -> "Array":
        """The number of the strongly connected part that each node is in."""
        from scipy.sparse import csgraph

        found: Array = csgraph.connected_components(self.matrix(), connection="strong")[1]
        return found

    @property
    def acyclic(self) -> bool:
        """Whether no arc is on a circle; there are no loops."""
        return self.count == 0 or int(self.circles.max()) + 1 == self.count


def sparsely(count: int, row: "Array", column: "Array", value: "Array") -> Any:
    """Values as a sparse matrix of reals with so many rows, those of one place summed up.

    Places are numbers of 32 bits where that many will do: products are faster for it.
    """
    import numpy
    from scipy import sparse

    short = numpy.int32 if max(count, len(row)) < numpy.iinfo(numpy.int32).max else numpy.int64
    ends = row.astype(short, copy=False), column.astype(short, copy=False)
    return sparse.csr_array((value.astype(numpy.float64, copy=False), ends), shape=(count, count))


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of influencer and influenced, by their places in `nodes`, sorted; what carries them besides.

    `row` are rows of `ties`, one for each direction in which a statement carries influence, and `of`
    the pairs that they belong to.
    """

    ties: Ties
    source: "Array"
    target: "Array"
    row: "Array"
    of: "Array"

    def __len__(self) -> int:
        return len(self.source)

    def arcs(self, weight: str | None = None) -> Arcs:
        """The pairs as a simple graph, weighing "strength", "cost" or nothing; made once."""
        weights = {None: None, "strength": "strength", "cost": "cost"}[weight]
        if weight not in self._arcs:
            self._arcs[weight] = Arcs(
                len(self.ties.nodes),
                self.source,
                self.target,
                None if weights is None else getattr(self, weights),
            )
        return self._arcs[weight]

    @cached_property
    def _arcs(self) -> dict[str | None, Arcs]:
        return {}

    @cached_property
    def strength(self) -> "Real":
        """The strength of each pair: see `kg.strength.combined_strength`."""
        import numpy

        strength, kind = self.ties.strength[self.row], self.ties.kind[self.row]
        order = numpy.lexsort((-strength, kind, self.of))
        pair, kind = self.of[order], kind[order]
        best = numpy.ones(len(order), bool)  # the strongest of its type in its pair
        best[1:] = (pair[1:] != pair[:-1]) | (kind[1:] != kind[:-1])
        if not len(order):
            return numpy.zeros(0)
        starts = numpy.searchsorted(pair[best], numpy.arange(len(self)))
        return combined_strengths(numpy.multiply.reduceat(1 - strength[order][best], starts))

    @cached_property
    def cost(self) -> "Array":
        """The cost of each pair: see `kg.strength.cost_of`."""
        return costs_of(self.strength)

    @cached_property
    def sure(self) -> "Flags":
        """Whether a statement of the pair certainly stands."""
        import numpy

        return numpy.bincount(self.of, self.ties.sure[self.row], minlength=len(self)) > 0

    @cached_property
    def _carriers(self) -> "tuple[Array, Array]":
        """Rows of ties, those of a pair together, strongest first, then by IRI; where each pair begins."""
        import numpy

        order = numpy.lexsort((self.row, -self.ties.strength[self.row], self.of))
        starts = numpy.searchsorted(self.of[order], numpy.arange(len(self) + 1))
        return self.row[order], starts

    def place(self, source: int, target: int) -> int:
        """The number of a pair that is there."""
        import numpy

        begin, end = self.outward[source : source + 2].tolist()
        return int(begin + numpy.searchsorted(self.target[begin:end], target))

    def statements(self, pair: int) -> tuple[str, ...]:
        """The IRIs of the statements that carry a pair, strongest first."""
        rows, starts = self._carriers
        return tuple(self.ties.iris(rows[starts[pair] : starts[pair + 1]]))

    def opposed(self, pair: int) -> bool:
        """Whether conflict alone carries a pair."""
        rows, starts = self._carriers
        return bool((self.ties.sign[rows[starts[pair] : starts[pair + 1]]] < 0).all())

    def all_statements(self) -> list[tuple[str, ...]]:
        """What `statements` says of every pair."""
        rows, starts = self._carriers
        names, cuts = self.ties.iris(rows), starts.tolist()
        return [tuple(names[a:b]) for a, b in itertools.pairwise(cuts)]

    @cached_property
    def outward(self) -> "Array":
        """Where the pairs of each influencer begin, and after them their end."""
        import numpy

        return numpy.searchsorted(self.source, numpy.arange(len(self.ties.nodes) + 1))

    @cached_property
    def inward(self) -> "tuple[Array, Array]":
        """The pairs in the order of the influenced, then the influencer; where those of each begin."""
        import numpy

        order = numpy.argsort(self.target, kind="stable")
        starts = numpy.searchsorted(self.target[order], numpy.arange(len(self.ties.nodes) + 1))
        return order, starts


def pairs_of(
    ties: Ties,
    *,
    signs: Collection[int] | None = None,
    relations: Collection[str] | None = None,
) -> Pairs:
    """The pairs that influence runs along, of these signs and relation types (IRIs); loops left out.

    They are made once for the same ties, signs and relation types.
    """
    asked = tuple(None if each is None else frozenset(each) for each in (signs, relations))
    if ("pairs", asked) not in ties.kept:
        ties.kept["pairs", asked] = _pairs(ties, signs, relations)
    found: Pairs = ties.kept["pairs", asked]
    return found


def _pairs(ties: Ties, signs: Collection[int] | None, relations: Collection[str] | None) -> Pairs:
    import numpy

    rows = ties.only(relations)
    rows = rows[ties.source[rows] != ties.target[rows]]
    if signs is not None:
        rows = rows[numpy.isin(ties.sign[rows], list(signs))]
    ahead, back = rows[ties.along[rows]], rows[ties.against[rows]]
    source = numpy.concatenate([ties.source[ahead], ties.target[back]]).astype(numpy.int64)
    target = numpy.concatenate([ties.target[ahead], ties.source[back]])
    size = max(1, len(ties.nodes))
    keys, of = numpy.unique(source * size + target, return_inverse=True)
    ends = (keys // size).astype(numpy.int32), (keys % size).astype(numpy.int32)
    return Pairs(ties, *ends, row=numpy.concatenate([ahead, back]), of=of)
