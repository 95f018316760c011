"""Strength and cost of statements, and of a pair that several statements join: defined here, once."""

import math
from collections.abc import Iterable

from kg.model import RelationType, Statement

TYPE_CHECKING = False
if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]

_LEAST = 1e-9  # strengths are rounded to nine places, and none is zero: a cost is its logarithm
_NEARLY_HALF = 0.49999


def strength_of(kind: RelationType, statement: Statement) -> float:
    """The influence a statement carries, in (0, 1]: its relation type's strength times its confidence.

    The type's strength is |Goldstein| / 10, at least 0.05, or its own reasoned one: see
    `kg.vocabulary.base_strength`.
    """
    return max(_LEAST, round(kind.base * statement.confidence, 9))


def cost_of(strength: float) -> int:
    """The cost of a step of this strength: -1000 times its natural logarithm, rounded, plus one.

    Adding costs multiplies strengths, so the cheapest path is the strongest; the integer (milli-nats
    plus one a step) keeps equal paths equal and, of two, prefers the shorter.

    >>> cost_of(1.0), cost_of(0.5)
    (1, 694)
    """
    return round(-1000 * math.log(strength)) + 1


def combined_strength(parts: Iterable[tuple[str, float]]) -> float:
    """The strength of a pair from its statements' (relation type, strength), in (0, 1].

    Statements of one type repeat one tie, and their sources may share an origin: the strongest counts.
    Different types are different channels, independent chances: 1 - (1 - a)(1 - b)..., the noisy-or of
    J. Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, section 4.3.2. The independence is an
    assumption.

    >>> combined_strength([("gas", 0.5), ("gas", 0.4), ("arms", 0.5)])
    0.75
    """
    strongest: dict[str, float] = {}
    for kind, strength in parts:
        strongest[kind] = max(strength, strongest.get(kind, 0.0))
    missing = math.prod(1 - strongest[kind] for kind in sorted(strongest))
    return max(_LEAST, round(1 - missing, 9))


def strengths_of(base: "Real", confidence: "Real") -> "Real":
    """What `strength_of` says of each, from the types' strengths; NaN where one is.

    >>> import numpy
    >>> [float(each) for each in strengths_of(numpy.array([0.9]), numpy.array([0.5]))]
    [0.45]
    """
    return _rounded(base * confidence)


def costs_of(strengths: "Real") -> "NDArray[numpy.int32]":
    """What `cost_of` says of each; 0 where the strength is NaN.

    >>> import numpy
    >>> [int(each) for each in costs_of(numpy.array([1.0, 0.5]))]
    [1, 694]
    """
    import numpy

    exact = -1000 * numpy.log(numpy.where(numpy.isnan(strengths), 1, strengths))
    whole = numpy.rint(exact)
    costs = numpy.where(numpy.isnan(strengths), 0, whole + 1).astype(numpy.int32)
    for near in numpy.flatnonzero(numpy.abs(exact - whole) > _NEARLY_HALF):
        costs[near] = cost_of(float(strengths[near]))
    return costs


def combined_strengths(missing: "Real") -> "Real":
    """What `combined_strength` says of pairs, from the products of what their types leave missing."""
    return _rounded(1 - missing)


def _rounded(exact: "Real") -> "Real":
    """The numbers rounded to nine places, none zero, as `round` does it.

    Numpy scales, rounds and divides, which differs from that where the tenth place is nearly a five:
    those few are rounded one by one.
    """
    import numpy

    scaled = exact * 1e9
    whole = numpy.rint(scaled)
    scaled -= whole
    near_half = numpy.flatnonzero(numpy.abs(scaled, out=scaled) > _NEARLY_HALF)
    whole /= 1e9  # in place, as memory that is new costs more than the sums
    found: Real = numpy.maximum(_LEAST, whole, out=whole)
    for near in near_half:
        found[near] = max(_LEAST, round(float(exact[near]), 9))
    return found
