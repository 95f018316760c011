"""How balanced a signed graph is by its closed walks, long ones counting less."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MOST = 1_000
"""Up to so many actors walks are counted: the eigenvalues of a full matrix are needed."""
_DIGITS = 9


def walk_balance(count: int, low: "Array", high: "Array", sign: "Array") -> float | None:
    """The share of balanced closed walks, in (0, 1], walks of length k counting 1 / k!.

    trace(exp(A)) / trace(exp(|A|)), A having the sign of each pair: 1 if and only if the graph is balanced
    (E. Estrada and M. Benzi, Physical Review E 90, 042802, 2014). None of more than `MOST` actors. The
    number has to be read with care: walks that go back and forth count as balanced, and in dense graphs
    of many actors long walks make it fall towards 0 for few unbalanced triangles, so graphs of unequal
    size or density are not compared by it (A. Kirkley, G. T. Cantwell and M. E. J. Newman, Physical
    Review E 99, 012320, 2019).

    >>> import numpy
    >>> low, high, sign = numpy.array([0, 0, 1]), numpy.array([1, 2, 2]), numpy.array([-1, -1, -1])
    >>> walk_balance(3, low, high, sign)        # (2 e + e^-2) / (e^2 + 2 e^-1)
    0.685787794
    """
    import numpy

    if count > MOST:
        return None
    if not len(low):
        return 1.0
    matrix = numpy.zeros((count, count))
    matrix[low, high] = matrix[high, low] = sign
    own, all_alike = (numpy.linalg.eigvalsh(each) for each in (matrix, numpy.abs(matrix)))
    most = all_alike.max()  # no eigenvalue of the signed matrix is larger: nothing overflows
    share = numpy.exp(own - most).sum() / numpy.exp(all_alike - most).sum()
    return round(min(1.0, float(share)), _DIGITS)
