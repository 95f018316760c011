"""Hubs and authorities.

J. M. Kleinberg, "Authoritative Sources in a Hyperlinked Environment", Journal of the ACM 46(5), 1999.
A hub's value is the sum of the authority of those it points to, an authority's that of the hubs that point
to it: the leading singular vectors of the matrix, each given with the sum 1 as networkx has it (Kleinberg's
have length 1: the order is the same). Where several parts are equally strong, each keeps the share that
Kleinberg's iteration, begun with equal hubs, leaves it.
"""

from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import Arcs
from kg.errors import KgError

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]

_DENSE = 300  # nodes up to which the singular vectors are found by the dense solver
_ALIKE = 1e-9  # singular values that differ by less, relative to the largest, are taken as one
_OFF = 1e-10  # how far off the equation a vector may be, in the sum


def hubs(arcs: Arcs) -> "Real":
    """How much each node points to authorities; the sum is 1, or 0 without any arc.

    >>> import numpy
    >>> fan = Arcs(3, numpy.array([0, 0, 1]), numpy.array([1, 2, 2]))
    >>> [round(each, 3) for each in hubs(fan).tolist()]            # the golden ratio: 0.618 to 0.382
    [0.618, 0.382, 0.0]
    """
    import numpy

    matrix = arcs.matrix()
    if not matrix.nnz:
        return numpy.zeros(arcs.count)
    found = _dense(matrix.toarray()) if arcs.count <= _DENSE else _sparse(matrix)
    found = numpy.maximum(found, 0)
    found /= found.sum()
    again = matrix @ (matrix.T @ found)
    if numpy.abs(again / again.sum() - found).sum() > _OFF:
        raise KgError("hubs and authorities did not converge; try eigenvector")
    return found


def authorities(arcs: Arcs) -> "Real":
    """How much each node is pointed to by hubs; the sum is 1, or 0 without any arc."""
    found: Real = arcs.matrix().T @ hubs(arcs)
    return found / (found.sum() or 1)


def _dense(matrix: "Real") -> "Real":
    """What is left of equal values in the space of the largest singular value."""
    import numpy

    left, sizes, _ = numpy.linalg.svd(matrix)
    leading = left[:, : len(sizes)][:, sizes >= sizes[0] * (1 - _ALIKE)]
    found: Real = leading @ leading.sum(axis=0)
    return found


def _sparse(matrix: Any) -> "Real":
    """The same by Lanczos' method, started from equal values as the iteration is."""
    import numpy
    from scipy.sparse import linalg

    start = numpy.ones(matrix.shape[0])
    square = linalg.LinearOperator(
        (matrix.shape[0],) * 2, matvec=lambda each: matrix @ (matrix.T @ each), dtype=start.dtype
    )
    try:
        _, vectors = linalg.eigsh(square, k=1, which="LA", v0=start, maxiter=10_000)
    except linalg.ArpackError as error:
        raise KgError("hubs and authorities did not converge; try eigenvector") from error
    found: Real = vectors[:, 0] * numpy.sign(vectors[:, 0].sum())
    return found
