"""PageRank, eigenvector, Katz and HITS as networkx defines them, by products with sparse matrices.

They fail where networkx's do, for want of iterations, and give the limit where networkx gives the iterate
that its tolerance lets pass: that is multiplied by the number of nodes, so that on a hundred thousand nodes
the worst value is 97 % off.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.analysis.limits import Onward, Step, length, recurring, steps, walking
from kg.backend.tables import Table, Unserved, table_of

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Places = NDArray[numpy.intp]
    Real = NDArray[numpy.float64]
    Graph = networkx.Graph[Any]

_BEYOND = 2_000  # steps to the limit, once networkx would be content
_NEAR = 1e-12  # what may be left to the limit, as a share


def pagerank(
    G: "Graph",  # noqa: N803  # networkx's names, here and below
    alpha: float = 0.85,
    personalization: Mapping[Any, float] | None = None,
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: Mapping[Any, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Any, float] | None = None,
) -> dict[Any, float]:
    """As `networkx.pagerank`, in the limit.

    S. Brin and L. Page, "The anatomy of a large-scale hypertextual Web search engine", 1998.
    """
    if not 0 <= alpha < 1:
        raise Unserved("an alpha for which the limit may not be")
    table = table_of(G)
    if not table.count:
        return {}
    onward, idle = _onward(table, weight, alpha)
    start = _shares(table, nstart)
    back_to = _shares(table, personalization)
    idle_to = back_to if dangling is None else _shares(table, dangling)
    step = walking(onward, (1 - alpha) * back_to, idle, idle_to, alpha)
    enough = tol * table.count
    # a step brings two walks, which are at most 2 apart, nearer by alpha
    sure = max_iter > 0 and 2 * alpha ** (max_iter - 1) < enough
    return table.named(_limit(step, start, max_iter, enough, sure=sure))


def _onward(table: Table, weight: str | None, alpha: float) -> "tuple[Onward, Places]":
    """How likely a walk goes on from column to row, as a sparse matrix; the nodes from which it does not.

    Raises:
        Unserved: weights are negative.
    """
    import numpy

    known = "onward", weight, alpha
    if known not in table.kept:
        inward = table.inward(weight)
        if inward.nnz and inward.data.min() < 0:
            raise Unserved("negative weights")
        out = numpy.bincount(inward.indices, inward.data, minlength=table.count)
        rate = numpy.divide(alpha, out, out=numpy.zeros(table.count), where=out > 0)
        onward = inward.copy()
        onward.data *= rate[inward.indices]
        table.kept[known] = Onward(onward), (out == 0).nonzero()[0]
    found: tuple[Onward, Places] = table.kept[known]
    return found


def eigenvector_centrality(
    G: "Graph",  # noqa: N803
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: Mapping[Any, float] | None = None,
    weight: str | None = None,
) -> dict[Any, float]:
    """As `networkx.eigenvector_centrality`, in the limit where that is near.

    P. Bonacich, "Power and Centrality: A Family of Measures", American J. of Sociology 92(5), 1987.
    """
    import numpy

    table = table_of(G)
    if not table.count:
        raise Unserved("no nodes")
    start = numpy.ones(table.count) if nstart is None else _given(table, nstart)
    if not start.any() or not start.sum():
        raise Unserved("a start of zeros")
    inward = table.inward(weight or None)

    def product(before: "Real") -> "Real":
        after: Real = before + inward @ before
        after /= length(after)
        return after

    return table.named(_limit(Step(product), start / start.sum(), max_iter, tol * table.count))


def katz_centrality(
    G: "Graph",  # noqa: N803
    alpha: float = 0.1,
    beta: Any = 1.0,
    max_iter: int = 1000,
    tol: float = 1e-6,
    nstart: Mapping[Any, float] | None = None,
    normalized: bool = True,  # noqa: FBT001, FBT002
    weight: str | None = None,
) -> dict[Any, float]:
    """As `networkx.katz_centrality`, in the limit.

    L. Katz, "A New Status Index Derived from Sociometric Analysis", Psychometrika 18(1), 1953.
    """
    import numpy

    table = table_of(G)
    if not table.count:
        return {}
    base = _base(table, beta)
    start = numpy.zeros(table.count) if nstart is None else _given(table, nstart)
    matrix, shrink = _shrinking(table, weight, alpha)
    enough = tol * table.count
    first = table.count * float(2 * numpy.abs(start).max() + numpy.abs(base).max())
    sure = max_iter > 0 and shrink < 1 and first * shrink ** (max_iter - 1) < enough
    found = _limit(recurring(matrix, base), start, max_iter, enough, sure=sure)
    if normalized:
        found /= length(found)
    return table.named(found)


def _shrinking(table: Table, weight: str | None, alpha: float) -> tuple[Onward, float]:
    """The matrix that Katz multiplies values with, and by how much each product shrinks them at least."""
    import numpy

    known = "shrinking", weight, alpha
    if known not in table.kept:
        matrix = alpha * table.inward(weight)
        sizes = numpy.abs(matrix)
        shrink = min(float(sizes.sum(axis=axis).max()) for axis in (0, 1))
        table.kept[known] = Onward(matrix), shrink
    found: tuple[Onward, float] = table.kept[known]
    return found


def katz_centrality_numpy(
    G: "Graph",  # noqa: N803
    alpha: float = 0.1,
    beta: Any = 1.0,
    normalized: bool = True,  # noqa: FBT001, FBT002
    weight: str | None = None,
) -> dict[Any, float]:
    """As `networkx.katz_centrality_numpy`, which solves what is iterated here where that converges."""
    import numpy

    table = table_of(G)
    if not table.count:
        return {}
    if table.count == 1:
        raise Unserved("a single node")
    base = _base(table, beta)
    inward = alpha * table.inward(weight)
    found = base
    there = False
    for found, there in steps(  # noqa: B007  # looked at below
        Step(recurring(Onward(inward), base).product), base, _BEYOND, _NEAR
    ):
        if not numpy.isfinite(found).all() or numpy.abs(found).max() > 1 / _NEAR:
            break
    if there and numpy.isfinite(found).all():
        if normalized:
            found = found * (numpy.sign(found.sum()) / length(found))
        order = beta if isinstance(beta, Mapping) else table.nodes
        named = table.named(found)
        return {node: named[node] for node in order}
    raise Unserved("an alpha for which iteration does not converge")


def hits(
    G: "Graph",  # noqa: N803
    max_iter: int = 100,
    tol: float = 1e-8,
    nstart: Mapping[Any, float] | None = None,
    normalized: bool = True,  # noqa: FBT001, FBT002
) -> tuple[dict[Any, float], dict[Any, float]]:
    """As `networkx.hits`, from a start that is the same each time.

    J. Kleinberg, "Authoritative Sources in a Hyperlinked Environment", J. of the ACM 46(5), 1999.
    """
    import networkx
    import numpy
    from scipy.sparse import linalg

    table = table_of(G)
    if not table.count:
        return {}, {}
    matrix = table.inward("weight").T.tocsr()
    if min(matrix.shape) < 2 or not matrix.nnz or max_iter <= 0:  # noqa: PLR2004
        raise Unserved("nothing to iterate")
    # networkx takes the values in their own order, whatever their nodes
    start = numpy.ones(table.count) if nstart is None else numpy.array(list(nstart.values()))
    try:
        _, _, right = linalg.svds(matrix, k=1, v0=start, maxiter=max_iter, tol=tol)
    except linalg.ArpackNoConvergence as error:
        raise networkx.PowerIterationFailedConvergence(max_iter) from error
    authorities: Real = right.flatten().real
    hubs: Real = matrix @ authorities
    if min(abs(hubs.sum()), abs(authorities.sum())) < _NEAR:
        raise Unserved("values that cancel out")
    if normalized:
        hubs, authorities = hubs / hubs.sum(), authorities / authorities.sum()
    return table.named(hubs), table.named(authorities)


def _given(table: Table, values: Mapping[Any, float]) -> "Real":
    import numpy

    if set(values) != set(table.nodes):
        raise Unserved("values that are not those of the nodes")
    return numpy.array([values.get(node, 0) for node in table.nodes], numpy.float64)


def _shares(table: Table, values: Mapping[Any, float] | None) -> "Real":
    """The values by node, scaled to sum up to 1; equal ones where none are given."""
    import numpy

    if values is None:
        return numpy.full(table.count, 1 / table.count)
    found = numpy.array([values.get(node, 0) for node in table.nodes], numpy.float64)
    if not found.sum() or not found.min() >= 0:
        raise Unserved("shares that do not sum up")
    found /= found.sum()
    return found


def _base(table: Table, beta: Any) -> "Real":
    """Katz's beta by node."""
    import numpy

    if isinstance(beta, Mapping):
        return _given(table, beta)
    if not isinstance(beta, int | float):
        raise Unserved("a beta that is no number")
    return numpy.full(table.count, float(beta))


def _limit(
    step: "Step", start: "Real", max_iter: int, enough: float, *, sure: bool = False
) -> "Real":
    """The limit of the steps, if networkx would be content with one of the first `max_iter` products.

    So it is, if that is sure. Where the limit is too far off, the one that it would be content with.

    Raises:
        networkx.PowerIterationFailedConvergence: it would not.
    """
    import networkx
    import numpy

    if sure and (limit := _last(step, start)) is not None:
        return limit
    before = start
    for _ in range(max_iter):
        after = step.product(before)
        moved = float(numpy.abs(after - before).sum())
        if moved < enough:
            break
        before = after
    else:
        raise networkx.PowerIterationFailedConvergence(max_iter)
    limit = _last(step, after)
    return after if limit is None else limit


def _last(step: "Step", start: "Real") -> "Real | None":
    """The limit of the steps, None where it is too far off."""
    there, last = False, start
    for last, there in steps(step, start, _BEYOND, _NEAR):  # noqa: B007  # the last of them
        pass
    return last if there else None
