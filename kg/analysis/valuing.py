"""The values of a measure: from the statements themselves, or on the pairs that influence runs along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.catalogue import MEASURES, Asked
from kg.analysis.cores import core
from kg.analysis.hits import authorities, hubs
from kg.analysis.holes import constraint, effective_size
from kg.analysis.laplacian import laplacian
from kg.analysis.measures import COMPUTE
from kg.analysis.pairs import Arcs, pairs_of
from kg.analysis.pivots import Estimate, estimate
from kg.analysis.starting import pagerank_from
from kg.analysis.ties import Ties

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Rows = NDArray[numpy.intp]
    Flags = NDArray[numpy.bool_]

STATED = ("degree", "strength")
"""How the names of measures end that count statements in their stated direction."""
_ENGINES: Mapping[str, Callable[[Arcs], Any]] = {
    **COMPUTE,
    "authorities": authorities,
    "constraint": constraint,
    "core": core,
    "effective_size": effective_size,
    "hubs": hubs,
    "laplacian": laplacian,
}
_TURNED = frozenset({"closeness", "eigenvector", "harmonic", "katz", "pagerank"})
"""What looks at what comes in, and so is asked of the graph turned where it is how much goes out."""
_RATE = 6e7  # arcs and nodes a second that exact betweenness passes by steps; by weight a tenth
_SLOW = 10.0  # seconds from which on something takes long


@dataclass(frozen=True, eq=False)
class Values:
    """A value for each node of ties, NaN where it has none; of the estimate if they are one."""

    of: list[float]
    estimate: Estimate | None = None


def values_of(ties: Ties, by: str, asked: Asked) -> Values:
    """The values of a measure.

    Raises:
        KgError: the iteration did not converge.
    """
    if by.endswith(STATED):
        return Values(_counts(ties, by, ties.only(relations_of(asked))))
    if not ties.nodes:
        return Values([])
    arcs = arcs_of(ties, by, asked)
    if asked.sample is not None:
        found = estimate(arcs, asked.sample, asked.seed)
        return Values(found.values.tolist(), found)
    if asked.start:
        place = {node: number for number, node in enumerate(ties.nodes)}
        return Values(pagerank_from(arcs, [place[each] for each in asked.start]).tolist())
    return Values(_ENGINES[by](arcs).tolist())


def arcs_of(ties: Ties, by: str, asked: Asked) -> Arcs:
    """The graph that a measure on pairs is taken of, turned where it says how much comes in."""
    weight = MEASURES[by].weight if asked.weighted else None
    arcs = pairs_of(ties, relations=relations_of(asked)).arcs(weight)
    return arcs.turned() if by in _TURNED and asked.direction == "out" else arcs


def relations_of(asked: Asked) -> set[str] | None:
    """The relation types that count, by IRI; None is all."""
    return None if asked.relation is None else {asked.relation}


def takes_long(ties: Ties, by: str, asked: Asked) -> str | None:
    """A sentence if a measure that could be sampled is exact and would take long, by its size."""
    if not MEASURES[by].samples or asked.sample is not None or not ties.nodes:
        return None
    pairs = pairs_of(ties, relations=relations_of(asked))
    count = len(ties.nodes)
    seconds = count * (count + len(pairs)) / _RATE * (10 if asked.weighted else 1)
    if seconds < _SLOW:
        return None
    minutes = round(seconds / 60)
    about = f"{minutes:,} minute{'' if minutes == 1 else 's'}" if minutes else "half a minute"
    return (
        f"exact {by} of {count:,} actors and {len(pairs):,} pairs takes about {about};"
        " a sample of 1,000 estimates it with a bound"
    )


def counted_ends(ties: Ties, by: str, rows: "Rows") -> "tuple[Flags, Flags]":
    """For each of these rows, whether a degree or a strength counts it for its subject, for its object."""
    import numpy

    source, target, mirror = ties.source[rows], ties.target[rows], ties.mirror[rows]
    always = numpy.ones(len(rows), bool)
    return {
        "": (always, source != target),
        "out": (always, mirror),
        "in": (mirror, always),
    }[by.rpartition("_")[0]]


def _counts(ties: Ties, by: str, rows: "Rows") -> list[float]:
    """Degrees and strengths: from the statements, in their order, not from the collapsed pairs."""
    import numpy

    ends = numpy.column_stack([ties.source[rows], ties.target[rows]])
    counted = numpy.column_stack(counted_ends(ties, by, rows))
    strength = by.endswith("strength")
    shares = numpy.column_stack([ties.strength[rows]] * 2)[counted] if strength else None
    found: list[float] = numpy.bincount(ends[counted], shares, minlength=len(ties.nodes)).tolist()
    return found
