"""Structural holes: R. S. Burt, Structural Holes: The Social Structure of Competition, 1992, chapter 2.

A tie is as strong as both directions together, z(i,j) = w(i,j) + w(j,i), and p(i,j) is its share of all
that i has. Nodes without a tie have neither measure: theirs is NaN.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]

_STEPS = 2**23  # ways over a third node that are looked at together


def constraint(arcs: Arcs) -> "Real":
    """How far each node's ties lead back to the same few others: the sum of its ties' parts.

    >>> import numpy
    >>> path = Arcs(3, numpy.array([0, 1]), numpy.array([1, 2]))
    >>> constraint(path).tolist()                                  # the middle: 1/4 and 1/4
    [1.0, 0.5, 1.0]
    """
    return _summed(constraint_parts(arcs))


def effective_size(arcs: Arcs) -> "Real":
    """How many neighbours each node has, less what they are tied to each other.

    >>> import numpy
    >>> triangle = Arcs(3, numpy.array([0, 0, 1]), numpy.array([1, 2, 2]))
    >>> effective_size(triangle).tolist()                          # 2 neighbours, each half redundant
    [1.0, 1.0, 1.0]
    """
    return _summed(size_parts(arcs))


def constraint_parts(arcs: Arcs) -> Any:
    """For each tie i, j what j adds to i's constraint, (p(i,j) + sum over q of p(i,q) p(q,j)) squared."""
    ties = mutual(arcs)
    shares = _by_row(ties, ties.sum(axis=1))
    found = shares.copy()
    found.data = (shares.data + _over_others(shares, shares, ties)) ** 2
    return found


def size_parts(arcs: Arcs) -> Any:
    """For each tie i, j what j adds to i's effective size, 1 - the sum over q of p(i,q) m(j,q).

    m(j,q) is the tie of j and q relative to the strongest that j has.
    """
    ties = mutual(arcs)
    shares = _by_row(ties, ties.sum(axis=1))
    marginal = _by_row(ties, ties.max(axis=1).toarray().ravel() if ties.nnz else ties.sum(axis=1))
    found = shares.copy()
    found.data = 1 - _over_others(shares, marginal.T.tocsr(), ties)
    return found


def mutual(arcs: Arcs) -> Any:
    """The ties as a symmetric sparse matrix: the weights of both directions together."""
    matrix = arcs.matrix()
    found = (matrix + matrix.T).tocsr()
    found.sort_indices()
    return found


def _by_row(ties: Any, whole: "Real") -> Any:
    """The ties divided by what belongs to their row."""
    import numpy

    found = ties.copy()
    found.data = ties.data / numpy.repeat(whole, numpy.diff(ties.indptr))
    return found


def _over_others(first: Any, second: Any, ties: Any) -> "Real":
    """The products of the two matrices where there is a tie, in the order of the ties."""
    import numpy

    found = numpy.zeros(ties.nnz)
    for begin, end in _blocks(ties):
        ones = ties[begin:end].copy()
        ones.data = numpy.ones(ones.nnz)
        product = (first[begin:end] @ second).multiply(ones).tocsr()
        place = numpy.repeat(numpy.arange(end - begin), numpy.diff(product.indptr))
        keys = place * ties.shape[1] + product.indices
        there = numpy.repeat(numpy.arange(end - begin), numpy.diff(ones.indptr))
        wanted = there * ties.shape[1] + ones.indices
        start = ties.indptr[begin]
        found[start + numpy.searchsorted(wanted, keys)] = product.data
    return found


def _blocks(ties: Any) -> Iterator[tuple[int, int]]:
    """Rows from and to, of which a block has no more ways over a third node than fit."""
    import numpy

    degree = numpy.diff(ties.indptr).astype(numpy.int64)
    ways = numpy.concatenate([[0], numpy.cumsum(degree[ties.indices])])[ties.indptr]
    begin = 0
    while begin < ties.shape[0]:
        end = int(numpy.searchsorted(ways, ways[begin] + _STEPS, side="right")) - 1
        end = min(max(end, begin + 1), ties.shape[0])
        yield begin, end
        begin = end


def _summed(parts: Any) -> "Real":
    import numpy

    found: Real = numpy.asarray(parts.sum(axis=1), numpy.float64).ravel()
    found[numpy.diff(parts.indptr) == 0] = numpy.nan
    return found
