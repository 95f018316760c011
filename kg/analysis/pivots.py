"""Betweenness estimated from some starts, the pivots, each value with a bound that is proven.

U. Brandes and C. Pich, "Centrality Estimation in Large Networks", International Journal of Bifurcation and
Chaos 17(7), 2007: the paths from pivots drawn at random, all alike, stand for those from everywhere. How far
off that may be is the smallest of three bounds for samples drawn without replacement. For small values that
of W. Hoeffding, "Probability Inequalities for Sums of Bounded Random Variables", Journal of the American
Statistical Association 58(301), 1963, theorem 1 with section 6; from R. Bardenet and O.-A. Maillard,
"Concentration Inequalities for Sampling without Replacement", Bernoulli 21(3), 2015, where most starts are
drawn corollary 2.5 (Hoeffding-Serfling), where starts agree theorem 4.3 (empirical Bernstein-Serfling).
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.betweenness import passing
from kg.analysis.pairs import Arcs

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Real = NDArray[numpy.float64]
    Whole = NDArray[numpy.int64]

PROBABILITY = 0.95
"""How sure it is that every value of an estimate is within its bound at once."""
_KAPPA = 7 / 3 + 3 / math.sqrt(2)
_HALVINGS = 40


@dataclass(frozen=True, eq=False)
class Estimate:
    """Values of nodes and how far off each may be; all are exact where every start was a pivot.

    `starts` is how many nodes a path can start from, `pivots` which of them were drawn.
    """

    values: "Real"
    errors: "Real"
    pivots: tuple[int, ...]
    starts: int

    @property
    def scale(self) -> float:
        """What a path between two others, from a pivot, counts in the estimate."""
        count = len(self.values)
        return self.starts / len(self.pivots) / ((count - 1) * (count - 2))


def estimate(arcs: Arcs, sample: int, seed: int) -> Estimate:
    """Betweenness in [0, 1] from so many pivots; with probability 0.95 no value is further off than told.

    >>> import numpy
    >>> chain = Arcs(4, numpy.array([0, 1, 2]), numpy.array([1, 2, 3]))
    >>> every = estimate(chain, 3, 0)                        # three of four nodes can start a path
    >>> [round(each, 4) for each in every.values.tolist()], every.errors.tolist()
    ([0.0, 0.3333, 0.3333, 0.0], [0.0, 0.0, 0.0, 0.0])
    """
    import numpy

    starts = numpy.unique(arcs.source)
    size = min(sample, len(starts))
    drawn = numpy.random.default_rng(seed).choice(len(starts), size, replace=False)
    pivots = tuple(starts[numpy.sort(drawn)].tolist())
    if not pivots or arcs.count < 3:  # noqa: PLR2004  # fewer have no pairs of others
        return Estimate(numpy.zeros(arcs.count), numpy.zeros(arcs.count), pivots, len(starts))
    total, squares = passing(arcs, pivots)
    mean = total / size
    spread = numpy.sqrt(numpy.maximum(squares / size - mean * mean, 0))
    scale = len(starts) / ((arcs.count - 1) * (arcs.count - 2))
    errors = bounds(mean, spread, _ranges(arcs), size, len(starts))
    return Estimate(mean * scale, errors * scale, pivots, len(starts))


def bounds(
    means: "Real",
    spreads: "Real",
    ranges: "Real",
    size: int,
    population: int,
    probability: float = PROBABILITY,
) -> "Real":
    """How far the means of samples may be from those of the population, all at once.

    Of n of N values of range R, with sample mean m and deviation s, and each of the following failing with
    probability d, the population's mean is off by at most the smallest of

    - R t, where t is the most for which n KL(m / R, m / R + t) <= log(1/d), and the same below (Hoeffding);
    - R sqrt(rho log(1/d) / 2n), where rho is 1 - (n - 1) / N up to n = N / 2, and (1 - n / N)(1 + 1 / n)
      from there on, where both are the same (Bardenet and Maillard, corollary 2.5);
    - s sqrt(2 rho log(5/d) / n) + (7/3 + 3 / sqrt 2) R log(5/d) / n, s the root of the sum of squares over n
      (their theorem 4.3, which fails with 5 d where the logarithm is of 1/d).

    For k values, all three of them on both sides, d is (1 - probability) / 6 k.

    Args:
        means: of each value in the sample; a value is between 0 and its range.
        spreads: the standard deviations in the sample, the sums divided by its size.
        ranges: the most that each value can be; 0 where it is always 0.
        size: how many were drawn, without putting any back.
        population: of how many.
        probability: that every bound holds: what the bounds leave is added up (Boole's inequality).

    >>> import numpy
    >>> one, none = numpy.ones(1), numpy.zeros(1)
    >>> round(float(bounds(none, none, one, 100, 10**6)[0]), 4)          # 1 - (0.05 / 6) ** (1 / 100)
    0.0467
    """
    import numpy

    passed = ranges > 0
    found: Real = numpy.zeros(len(ranges))
    if size >= population or not passed.any():
        return found
    whole = ranges[passed]
    # three bounds, on both sides of every value, may fail for their part
    failing = math.log(6 * len(whole) / (1 - probability))
    half = 2 * size <= population
    left = 1 - (size - 1) / population if half else (1 - size / population) * (1 + 1 / size)
    rest = failing + math.log(5)
    found[passed] = numpy.minimum.reduce(
        [
            whole * _by_size(means[passed] / whole, failing / size),
            whole * math.sqrt(left * failing / (2 * size)),
            spreads[passed] * math.sqrt(2 * left * rest / size) + _KAPPA * whole * rest / size,
        ]
    )
    return found


def _by_size(means: "Real", most: float) -> "Real":
    """How far a mean in [0, 1] may be off: as far as its divergence from the sample's is at most so much."""
    import numpy

    seen = numpy.clip(means, 0, 1)
    off = numpy.zeros(len(seen))
    for end in (0.0, 1.0):
        near, far = seen.copy(), numpy.full(len(seen), end)
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            within = _divergence(seen, middle) <= most
            near, far = numpy.where(within, middle, near), numpy.where(within, far, middle)
        off = numpy.maximum(off, numpy.abs(far - seen))
    return off


def _divergence(seen: "Real", true: "Real") -> "Real":
    """Kullback and Leibler's, of two chances."""
    from scipy.special import rel_entr

    found: Real = rel_entr(seen, true) + rel_entr(1 - seen, 1 - true)
    return found


def _ranges(arcs: Arcs) -> "Real":
    """The most ends that paths from one start can have beyond each node; 0 where none can pass it."""
    import numpy
    from scipy.sparse import csgraph

    part = csgraph.connected_components(arcs.matrix(), directed=False)[1]
    others = numpy.bincount(part)[part] - 2.0
    passed = numpy.zeros(arcs.count, bool)
    passed[numpy.intersect1d(arcs.source, arcs.target)] = True
    low, high = numpy.minimum(arcs.source, arcs.target), numpy.maximum(arcs.source, arcs.target)
    keys = numpy.unique(low.astype(numpy.int64) * arcs.count + high)
    ends = numpy.concatenate([keys // arcs.count, keys % arcs.count])
    passed &= numpy.bincount(ends, minlength=arcs.count) > 1
    found: Real = numpy.where(passed, numpy.maximum(others, 0), 0.0)
    return found
