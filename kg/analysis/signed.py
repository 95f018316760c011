"""The signed simple graph: one sign a pair of actors, from all statements of cooperation and conflict."""

import itertools
import weakref
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.ties import Ties
from kg.graph.edges import EdgeColumns
from kg.strength import combined_strengths

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Real = NDArray[numpy.float64]

RULE = (
    "each pair of actors has the sign of its stronger side, cooperation or conflict, a side's strength"
    " being that of kg.strength.combined_strength; a pair with both is mixed, one with equal sides has none"
)
"""How parallel and opposed statements of a pair combine."""
_BITS = 63  # of a whole number without its sign
_KNOWN: "weakref.WeakKeyDictionary[EdgeColumns, dict[frozenset[int], Any]]" = (
    weakref.WeakKeyDictionary()
)


@dataclass(frozen=True)
class SignedPair:
    """Two actors (IRIs, in their order) and what is said for and against the sign of their pair.

    `sign` is 1, -1, or 0 where both sides are equally strong; `positive` and `negative` are the strengths
    of the two sides, in [0, 1]. `statements` are those of the pair's sign (all of them where it has
    none), `against` those of the other, strongest first.
    """

    actors: tuple[str, str]
    sign: int
    positive: float
    negative: float
    statements: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def mixed(self) -> bool:
        """Whether both cooperation and conflict are said of the pair."""
        return self.positive > 0 and self.negative > 0


@dataclass(frozen=True, eq=False)
class Signed:
    """Pairs `low` < `high` of places in the nodes of `ties`, sorted, with the strengths of both sides.

    `row` are rows of `ties` of sign 1 or -1, loops left out, and `of` the pairs that they belong to.
    """

    ties: Ties
    low: "Array"
    high: "Array"
    positive: "Real"
    negative: "Real"
    row: "Array"
    of: "Array"

    def __len__(self) -> int:
        return len(self.low)

    @cached_property
    def sign(self) -> "Array":
        """The sign of each pair: that of its stronger side, 0 where they are equal."""
        import numpy

        return numpy.sign(self.positive - self.negative).astype(numpy.int8)

    @property
    def mixed(self) -> "Flags":
        """Which pairs both cooperation and conflict are said of."""
        return (self.positive > 0) & (self.negative > 0)

    @property
    def strength(self) -> "Real":
        """How much stronger the stronger side of each pair is, in [0, 1]."""
        import numpy

        return numpy.abs(self.positive - self.negative).round(9)

    def chosen(self, which: "Flags") -> "Signed":
        """These pairs of them."""
        import numpy

        place = numpy.cumsum(which) - 1
        rows = which[self.of]
        kept = (self.low[which], self.high[which], self.positive[which], self.negative[which])
        return Signed(self.ties, *kept, row=self.row[rows], of=place[self.of[rows]])

    @property
    def actors(self) -> "Array":
        """The places of the actors in a pair."""
        import numpy

        there = numpy.zeros(len(self.ties.nodes), bool)
        there[self.low] = there[self.high] = True
        found: Array = there.nonzero()[0]
        return found

    @cached_property
    def _by_pair(self) -> "tuple[Array, Array]":
        """Rows of ties, those of a pair together, strongest first, then by IRI; where each pair begins."""
        import numpy

        order = numpy.lexsort((self.row, -self.ties.strength[self.row], self.of))
        return self.row[order], numpy.searchsorted(self.of[order], numpy.arange(len(self) + 1))

    def told(self, pairs: "Sequence[int] | Array") -> list[SignedPair]:
        """These pairs as records, in the order they are given."""
        import numpy

        rows, starts = self._by_pair
        asked = [int(each) for each in pairs]
        parts = [rows[starts[each] : starts[each + 1]] for each in asked]
        cuts = [0, *itertools.accumulate(map(len, parts))]
        every = numpy.concatenate(parts) if parts else numpy.zeros(0, int)
        names, signs = self.ties.iris(every), self.ties.sign[every].tolist()
        nodes, found = self.ties.nodes, []
        for number, (begin, end) in zip(asked, itertools.pairwise(cuts), strict=True):
            sign = int(self.sign[number])
            of_pair = list(zip(names[begin:end], signs[begin:end], strict=True))
            found.append(
                SignedPair(
                    (nodes[int(self.low[number])], nodes[int(self.high[number])]),
                    sign,
                    float(self.positive[number]),
                    float(self.negative[number]),
                    tuple(iri for iri, one in of_pair if sign in (0, one)),
                    tuple(iri for iri, one in of_pair if sign not in (0, one)),
                )
            )
        return found


def signed_pairs(ties: Ties, signs: Collection[int] = (1, -1)) -> Signed:
    """The pairs of actors that statements of these signs join, whichever way they are stated.

    Those of a graph that keeps columns are worked out once.
    """
    if not isinstance(ties.named, EdgeColumns):
        return Signed(ties, *_pairs(ties, signs))
    kept = _KNOWN.setdefault(ties.named, {})
    key = frozenset(signs)
    if key not in kept:
        kept[key] = _pairs(ties, signs)
    return Signed(ties, *kept[key])


def _pairs(ties: Ties, signs: Collection[int]) -> "tuple[Array, Array, Real, Real, Array, Array]":
    import numpy

    wanted = numpy.isin(ties.sign, [sign for sign in signs if sign])
    wanted &= ties.source != ties.target
    rows = numpy.flatnonzero(wanted)
    ends, kinds = (int(max(1, len(each) - 1)).bit_length() for each in (ties.nodes, ties.kinds))
    key = _keys(ties, rows, ends, kinds)
    rows, key = _sorted(rows, key, 2 * ends + kinds)
    first = numpy.ones(len(key), bool)  # of its type in its pair
    numpy.not_equal(key[1:], key[:-1], out=first[1:])
    starts = numpy.flatnonzero(first)
    pair = key[starts]
    pair >>= kinds
    new = numpy.ones(len(pair), bool)
    numpy.not_equal(pair[1:], pair[:-1], out=new[1:])
    begins = numpy.flatnonzero(new)
    pair = pair[begins]
    sides = [numpy.zeros(len(pair)), numpy.zeros(len(pair))]
    if len(rows):
        best = numpy.maximum.reduceat(ties.strength[rows], starts)
        sign = ties.sign[rows[starts]]
        numpy.subtract(1, best, out=best)
        for number, one in enumerate((1, -1)):
            mine = sign == one
            if mine.all():  # as it is where one sign was asked for
                sides[number] = combined_strengths(numpy.multiply.reduceat(best, begins))
            elif mine.any():
                left = numpy.multiply.reduceat(numpy.where(mine, best, 1.0), begins)
                there = numpy.logical_or.reduceat(mine, begins)
                sides[number][there] = combined_strengths(left[there])
    of = numpy.cumsum(new)[numpy.cumsum(first) - 1] - 1
    return pair >> ends, pair & ((1 << ends) - 1), sides[0], sides[1], rows, of


def _keys(ties: Ties, rows: "Array", ends: int, kinds: int) -> "Array":
    """A number for each of the rows: its pair, and within that its type; so many bits an end and a type."""
    import numpy

    source, target = ties.source[rows], ties.target[rows]
    key = numpy.minimum(source, target).astype(numpy.int64)
    key <<= ends
    key |= numpy.maximum(source, target)
    key <<= kinds
    key |= ties.kind[rows]
    found: Array = key
    return found


def _sorted(rows: "Array", key: "Array", bits: int) -> "tuple[Array, Array]":
    """Both in the order of the keys; within a type in any order: only the strongest counts.

    Where key and place fit a whole number together, these are sorted, which takes a fraction of the time.
    """
    import numpy

    places = len(rows).bit_length()
    if bits + places > _BITS:
        order = numpy.argsort(key)
        return rows[order], key[order]
    key <<= places
    key |= numpy.arange(len(rows))
    key.sort()
    order = key & ((1 << places) - 1)
    key >>= places
    return rows[order], key


def combined(of: "Array", kind: "Array", strength: "Real", count: int) -> "Real":
    """What `kg.strength.combined_strength` says of each of `count` groups; 0 where one has nothing.

    >>> import numpy
    >>> of, kind = numpy.array([0, 0, 0]), numpy.array([1, 1, 2])
    >>> [float(each) for each in combined(of, kind, numpy.array([0.5, 0.4, 0.5]), 2)]
    [0.75, 0.0]
    """
    import numpy

    found = numpy.zeros(count)
    if not len(of):
        return found
    order = numpy.lexsort((-strength, kind, of))
    group, kinds = of[order], kind[order]
    best = numpy.ones(len(order), bool)  # the strongest of its type in its group
    best[1:] = (group[1:] != group[:-1]) | (kinds[1:] != kinds[:-1])
    there, starts = numpy.unique(group[best], return_index=True)
    missing = numpy.multiply.reduceat(1 - strength[order][best], starts)
    found[there] = combined_strengths(missing)
    return found
