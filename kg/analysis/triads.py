"""Triangles of a signed graph: counted by their signs, and found one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.analysis.signed import SignedPair

    Array = NDArray[Any]

TYPES = ("+++", "++-", "+--", "---")
"""The kinds of triangle by how many of their sides are of conflict; the first and third are balanced."""
_AT_ONCE = 2**22  # pairs of arcs that are looked at together


@dataclass(frozen=True)
class Triangle:
    """Three actors (IRIs, in their order), each two of which are a pair with a sign.

    `type` is one of `TYPES`; `sides` are the pairs first-second, first-third, second-third, and
    `strength` the strength of the weakest of them: see `kg.analysis.signed`.
    """

    actors: tuple[str, str, str]
    type: str
    strength: float
    sides: "tuple[SignedPair, SignedPair, SignedPair]"

    @property
    def balanced(self) -> bool:
        """Whether an even number of its sides are of conflict."""
        return self.type in (TYPES[0], TYPES[2])

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements of the three sides, those that speak against a side's sign too."""
        found = (iri for side in self.sides for iri in (*side.statements, *side.against))
        return tuple(dict.fromkeys(found))


def triangles(count: int, low: "Array", high: "Array") -> "Iterator[Array]":
    """The triangles of a simple graph of `count` nodes, in blocks of rows.

    A row has the numbers of three pairs: of the triangle's first and second node, its first and third,
    and its second and third. Each pair of arcs from a node to later ones, in the order of degrees, is
    looked at once (N. Chiba and T. Nishizeki, SIAM Journal on Computing 14, 1985).
    """
    import numpy

    if not len(low):
        return
    degree = numpy.bincount(numpy.concatenate([low, high]), minlength=count)
    order = numpy.empty(count, numpy.int64)
    order[numpy.argsort(degree, kind="stable")] = numpy.arange(count)
    turned = order[low] > order[high]
    first, last = (numpy.where(turned, a, b) for a, b in ((high, low), (low, high)))
    arc = numpy.lexsort((last, first))
    first, last = first[arc], last[arc]
    starts = numpy.searchsorted(first, numpy.arange(count + 1))
    after = starts[first + 1] - numpy.arange(len(first)) - 1  # arcs of the same node that follow
    keys = low * count + high
    begin = 0
    ends = numpy.cumsum(after)
    while begin < len(arc):
        done = ends[begin - 1] if begin else 0
        end = max(begin + 1, int(numpy.searchsorted(ends, done + _AT_ONCE, side="right")))
        many = after[begin:end]
        one = numpy.repeat(numpy.arange(begin, end), many)
        other = numpy.arange(len(one)) - numpy.repeat(numpy.cumsum(many) - many, many) + one + 1
        ends_of = numpy.minimum(last[one], last[other]), numpy.maximum(last[one], last[other])
        wanted = ends_of[0] * count + ends_of[1]
        third = numpy.minimum(numpy.searchsorted(keys, wanted), len(keys) - 1)
        closed = keys[third] == wanted
        found = numpy.stack([arc[one[closed]], arc[other[closed]], third[closed]], axis=1)
        if len(found):
            yield numpy.sort(found, axis=1)
        begin = end


def kinds(rows: "Array", sign: "Array") -> "Array":
    """The place in `TYPES` of each triangle."""
    found: Array = (sign[rows] < 0).sum(axis=1)
    return found
