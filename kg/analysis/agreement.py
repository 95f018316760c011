"""How far two divisions of the same things into groups agree."""

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_DIGITS = 9


def adjusted_rand(one: "Array", other: "Array") -> float:
    """The Rand index of two divisions corrected for chance: 1 if alike, 0 on average by chance.

    L. Hubert and P. Arabie, Journal of Classification 2, 1985. Groups are numbered from 0.

    >>> import numpy
    >>> adjusted_rand(numpy.array([0, 0, 1, 1]), numpy.array([1, 1, 0, 0]))
    1.0
    >>> adjusted_rand(numpy.array([0, 0, 1, 1]), numpy.array([0, 1, 0, 1]))
    -0.5
    """
    cells, rows, columns = (_pairs(each) for each in _shared(one, other))
    count = len(one)
    every = count * (count - 1) / 2
    expected = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    if most == expected:  # all in one group, or each alone, in both
        return 1.0
    return round((cells - expected) / (most - expected), _DIGITS)


def variation(one: "Array", other: "Array") -> float:
    """The variation of information of two divisions over its largest value, ln n: 0 if alike.

    M. Meilă, Journal of Multivariate Analysis 98, 2007.

    >>> import numpy
    >>> variation(numpy.array([0, 0, 1, 1]), numpy.array([0, 1, 0, 1]))
    1.0
    """
    count = len(one)
    if count < 2:  # noqa: PLR2004  # one thing is in one group
        return 0.0
    cells, rows, columns = (_entropy(each, count) for each in _shared(one, other))
    return max(0.0, round((2 * cells - rows - columns) / math.log(count), _DIGITS))


def best_matches(one: "Array", other: "Array") -> "Array":
    """For each group of the one division, the group of the other with most in common, the first of equals."""
    import numpy

    keys, counts = numpy.unique(one * (int(other.max()) + 1) + other, return_counts=True)
    group, match = numpy.divmod(keys, int(other.max()) + 1)
    order = numpy.lexsort((match, -counts, group))
    first = numpy.unique(group[order], return_index=True)[1]
    found: Array = match[order][first]
    return found


def _shared(one: "Array", other: "Array") -> "tuple[Array, Array, Array]":
    """The sizes of what two groups share, and of the groups of both divisions."""
    import numpy

    wide = int(other.max()) + 1 if len(other) else 1
    cells = numpy.unique(one * wide + other, return_counts=True)[1]
    return cells, numpy.bincount(one), numpy.bincount(other)


def _pairs(sizes: "Array") -> float:
    return float((sizes * (sizes - 1) // 2).sum())


def _entropy(sizes: "Array", count: int) -> float:
    import numpy

    share = sizes[sizes > 0] / count
    return float(-(share * numpy.log(share)).sum())
