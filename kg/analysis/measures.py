"""The centralities of a simple graph, as networkx computes them where it computes them right.

Closeness, harmonic, eigenvector, Katz and PageRank look at what comes in: turn the graph to ask what
goes out.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    import networkx

    Simple = networkx.DiGraph[str]

_ITERATIONS = 10_000


def _betweenness(simple: "Simple", weight: str | None) -> dict[str, float]:
    import networkx

    return dict(networkx.betweenness_centrality(simple, weight=weight, normalized=True))


def _closeness(simple: "Simple", weight: str | None) -> dict[str, float]:
    import networkx

    return dict(networkx.closeness_centrality(simple, distance=weight))


def _harmonic(simple: "Simple", weight: str | None) -> dict[str, float]:
    import networkx

    return dict(networkx.harmonic_centrality(simple, distance=weight))


def _pagerank(simple: "Simple", weight: str | None) -> dict[str, float]:
    import networkx

    with _converging("pagerank"):
        return dict(
            networkx.pagerank(simple, weight=weight, tol=_tolerance(simple), max_iter=_ITERATIONS)
        )


def _eigenvector(simple: "Simple", weight: str | None) -> dict[str, float]:
    import networkx

    if networkx.is_directed_acyclic_graph(simple):  # every eigenvalue is 0
        return dict.fromkeys(simple, 0.0)
    with _converging("eigenvector"):
        return dict(
            networkx.eigenvector_centrality(
                simple, weight=weight, tol=_tolerance(simple), max_iter=_ITERATIONS
            )
        )


def _katz(simple: "Simple", weight: str | None) -> dict[str, float]:
    import networkx
    import numpy

    matrix = networkx.to_numpy_array(simple, weight=weight or "one")  # absent: 1 an edge
    # an acyclic graph's eigenvalues are 0 but for rounding, which must not choose alpha
    acyclic = networkx.is_directed_acyclic_graph(simple)
    largest = 0.0 if acyclic else float(numpy.abs(numpy.linalg.eigvals(matrix)).max())
    alpha = 0.9 / largest if largest else 0.1
    numbered = matrix.T * alpha
    vector = numpy.linalg.solve(numpy.eye(len(simple)) - numbered, numpy.ones(len(simple)))
    vector /= numpy.linalg.norm(vector)
    return {actor: float(value) for actor, value in zip(simple, vector, strict=True)}


def _tolerance(simple: "Simple") -> float:
    """Networkx multiplies its tolerance by the number of nodes: asked plainly, it stops too early."""
    return 1e-10 / len(simple)


@contextlib.contextmanager
def _converging(by: str) -> Iterator[None]:
    import networkx

    try:
        yield
    except networkx.PowerIterationFailedConvergence as error:
        raise KgError(f"{by} did not converge in {_ITERATIONS:,} steps; try katz") from error


COMPUTE: Mapping[str, Callable[["Simple", str | None], dict[str, float]]] = {
    "betweenness": _betweenness,
    "closeness": _closeness,
    "eigenvector": _eigenvector,
    "harmonic": _harmonic,
    "katz": _katz,
    "pagerank": _pagerank,
}
