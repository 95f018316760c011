"""The five roles of brokerage: found in a graph, and expected by chance."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import Pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
"""Who brokers within its group, within another, out of its own, into its own, between two others."""
TOTAL = "total"
_AT_ONCE = 2**22


def two_paths(pairs: Pairs, brokers: Iterable[int]) -> "Iterator[Array]":
    """The two-paths through some actors whose ends no pair joins, in blocks of rows: pair in, pair out."""
    import numpy

    size = len(pairs.ties.nodes)
    order, inward = pairs.inward
    keys = pairs.source.astype(numpy.int64) * size + pairs.target
    waiting: list[Array] = []
    many = 0
    for broker in brokers:
        into = order[inward[broker] : inward[broker + 1]]
        out = numpy.arange(pairs.outward[broker], pairs.outward[broker + 1])
        if len(into) and len(out):
            crossed = numpy.stack(
                [numpy.repeat(into, len(out)), numpy.tile(out, len(into))], axis=1
            )
            waiting.append(crossed)
            many += len(crossed)
        if many > _AT_ONCE:
            yield _open(pairs, keys, numpy.concatenate(waiting))
            waiting, many = [], 0
    if waiting:
        yield _open(pairs, keys, numpy.concatenate(waiting))


def _open(pairs: Pairs, keys: "Array", rows: "Array") -> "Array":
    """Those of the rows whose two ends are different and not joined."""
    import numpy

    source, target = pairs.source[rows[:, 0]], pairs.target[rows[:, 1]]
    wanted = source.astype(numpy.int64) * len(pairs.ties.nodes) + target
    there = keys[numpy.minimum(numpy.searchsorted(keys, wanted), len(keys) - 1)] == wanted
    found: Array = rows[(source != target) & ~there]
    return found


def codes(source: "Array", broker: "Array", target: "Array") -> "Array":
    """The place in `ROLES` of each, from the groups of the three actors."""
    import numpy

    first, last, ends = source == broker, target == broker, source == target
    found: Array = numpy.select(
        [first & last, ends, first, last], [0, 1, 2, 3], default=4
    )  # `ends` alone: the broker is in another group
    return found


def moments(count: int, arcs: int, sizes: "Array") -> "Array":
    """Mean and variance of how often an actor of each group has each role, and any, by chance.

    An array of group x role (total last) x (mean, variance), for graphs of `count` actors in groups of these
    sizes in which each ordered pair has an arc with probability d = arcs / (n (n - 1)). A two-path is
    open with probability p = d² (1 - d); two that share their first or their last end depend on one
    arc, so their covariance is d³ (1 - d)³, and no others depend on each other. So a role with m possible
    two-paths, s ordered couples of which share an end, has mean m p and variance m p (1 - p) +
    s d³ (1 - d)³ (Gould and Fernandez 1989).
    """
    import numpy

    density = arcs / (count * (count - 1)) if count > 1 else 0.0
    open_, shared = density**2 * (1 - density), density**3 * (1 - density) ** 3
    found = numpy.zeros((len(sizes), len(ROLES) + 1, 2))
    for group, own in enumerate(sizes.tolist()):
        rest = numpy.delete(sizes, group).astype(float)
        outside, fellows = float(count - own), float(own - 1)
        third = outside - rest  # who is neither in the actor's group nor in that one
        ways = (
            (fellows * (fellows - 1), 2 * fellows * (fellows - 1) * (fellows - 2)),
            ((rest * (rest - 1)).sum(), (2 * rest * (rest - 1) * (rest - 2)).sum()),
            *[
                (
                    outside * fellows,
                    fellows * outside * (outside - 1) + outside * fellows * (fellows - 1),
                )
            ]
            * 2,
            ((rest * third).sum(), (2 * rest * third * (third - 1)).sum()),
            ((count - 1) * (count - 2), 2 * (count - 1) * (count - 2) * (count - 3)),
        )
        for role, (possible, couples) in enumerate(ways):
            mean = possible * open_
            found[group, role] = mean, mean * (1 - open_) + couples * shared
    return found
