"""Ways to divide a signed graph in two: two-colouring, every division, local search."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_DIGITS = 9
_STARTS = 16  # of the local search, where pairs are few
_FEW = 20_000


def balanced_sides(count: int, low: "Array", high: "Array", sign: "Array") -> "Array | None":
    """The sides of a division that leaves no pair frustrated, or None where there is none.

    A signed graph is balanced if and only if its double cover falls apart: two copies of each node, joined
    within a copy by cooperation and across by conflict (F. Harary, Michigan Mathematical Journal 2, 1953).
    The first node of each connected piece is on side 0.

    >>> import numpy
    >>> low, high = numpy.array([0, 0, 1]), numpy.array([1, 2, 2])
    >>> balanced_sides(3, low, high, numpy.array([1, -1, -1])).tolist()
    [0, 0, 1]
    >>> balanced_sides(3, low, high, numpy.array([-1, -1, -1])) is None
    True
    """
    import numpy
    from scipy import sparse
    from scipy.sparse import csgraph

    across = (sign < 0) * count
    source = numpy.concatenate([low, low + count])
    target = numpy.concatenate([high + across, high + count - across])
    cells = (numpy.ones(len(source), numpy.int8), (source, target))
    cover = sparse.csr_array(cells, shape=(2 * count, 2 * count))
    of = csgraph.connected_components(cover, directed=False)[1]
    one, two = of[:count], of[count:]
    if (one == two).any():
        return None
    piece = numpy.minimum(one, two)  # the same of all nodes that hang together
    first = numpy.full(2 * count + 1, count)
    numpy.minimum.at(first, piece, numpy.arange(count))
    found: Array = (one != one[first[piece]]).astype(numpy.int8)
    return found


def tried_out(
    count: int, low: "Array", high: "Array", sign: "Array", strength: "Array"
) -> "tuple[Array, Array]":
    """How many pairs each division leaves frustrated, and their strength in sum, by the division's number.

    The bits of the number, the highest first, are the sides of the nodes; the first is on side 0.
    """
    import numpy

    number = numpy.arange(1 << (count - 1))
    cost = numpy.zeros(len(number), numpy.int32)
    weight = numpy.zeros(len(number))
    for a, b, one, much in zip(low, high, sign, strength, strict=True):
        apart = ((number >> (count - 1 - a)) ^ (number >> (count - 1 - b))) & 1
        wrong = apart == (one > 0)
        cost += wrong
        weight += wrong * much
    return cost, weight.round(_DIGITS)


def improved(
    count: int, low: "Array", high: "Array", sign: "Array", strength: "Array", *, seed: int
) -> "Array":
    """The sides of a division that turning round no single node betters; the best of several starts.

    The first start is the leading eigenvector's signs, the others are drawn with the seed.
    """
    import numpy

    draw = numpy.random.default_rng(seed)
    near = _neighbours(count, low, high, sign)
    starts = [_leading(count, low, high, sign)]
    many = _STARTS if len(low) <= _FEW else 1
    starts += [draw.integers(0, 2, count) * 2 - 1 for _ in range(many - 1)]
    best: tuple[int, float, Array] | None = None
    for start in starts:
        spin = _settled(start.copy(), *near)
        wrong = spin[low] * spin[high] != sign
        told = (int(wrong.sum()), round(float(strength[wrong].sum()), _DIGITS))
        if best is None or told < best[:2]:
            best = (*told, spin)
    if best is None:  # pragma: no cover
        raise ArithmeticError("no start")
    side: Array = (best[2] != best[2][0]).astype(numpy.int8)
    return side


def _neighbours(count: int, low: "Array", high: "Array", sign: "Array") -> "tuple[Array, ...]":
    import numpy

    source, target = numpy.concatenate([low, high]), numpy.concatenate([high, low])
    order = numpy.lexsort((target, source))
    starts = numpy.searchsorted(source[order], numpy.arange(count + 1))
    return starts, target[order], numpy.concatenate([sign, sign])[order].astype(numpy.int64)


def _leading(count: int, low: "Array", high: "Array", sign: "Array") -> "Array":
    """The signs of the leading eigenvector of the signed adjacency, by power iteration from ones."""
    import numpy
    from scipy import sparse

    source, target = numpy.concatenate([low, high]), numpy.concatenate([high, low])
    cells = (numpy.concatenate([sign, sign]).astype(float), (source, target))
    matrix = sparse.csr_array(cells, shape=(count, count))
    shift = float(
        numpy.bincount(source, minlength=count).max()
    )  # no eigenvalue is below its opposite
    vector = numpy.random.default_rng(0).random(count)
    for _ in range(50):
        vector = matrix @ vector + shift * vector
        vector /= numpy.abs(vector).max()
    found: Array = numpy.where(vector >= 0, 1, -1)
    return found


def _settled(spin: "Array", starts: "Array", target: "Array", sign: "Array") -> "Array":
    """The sides after turning round whoever more pairs speak against than for, until nobody is left."""
    import numpy

    cuts = starts.tolist()
    source = numpy.repeat(numpy.arange(len(spin)), numpy.diff(starts))
    field = numpy.bincount(source, sign * spin[target], len(spin)) * spin
    waiting = numpy.flatnonzero(field < 0).tolist()
    while waiting:
        node = waiting.pop()
        if field[node] >= 0:
            continue
        near = slice(cuts[node], cuts[node + 1])
        others = target[near]
        spin[node] = -spin[node]
        field[node] = -field[node]
        field[others] += 2 * sign[near] * spin[node] * spin[others]
        waiting += others[field[others] < 0].tolist()
    return spin
