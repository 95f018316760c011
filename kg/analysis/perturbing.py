"""Which statements of a graph remain: in random draws by confidence, and without an origin."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.resting import Resting
from kg.projection import edges

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Real = NDArray[numpy.float64]


@dataclass(frozen=True, eq=False)
class Lots:
    """What a draw decides, as arrays: `row` of the ties and the lot (`of`) it may be kept by.

    A lot is one origin's word that a pair of actors has a tie of one type, whoever copies it. `chance`
    is that of each lot's keeping the row.
    """

    count: int
    lots: int
    row: "Array"
    of: "Array"
    chance: "Real"

    def drawn(self, draws: int, seed: int) -> "Iterator[Flags]":
        """The rows that are kept, draw after draw."""
        import numpy

        random = numpy.random.default_rng(seed)
        for _ in range(draws):
            held = random.random(self.lots)[self.of] < self.chance
            yield numpy.bincount(self.row[held], minlength=self.count) > 0


def lots_of(graph: "networkx.MultiDiGraph[str]", resting: Resting) -> Lots:
    """The lots of a graph's statements.

    Each statement is kept with a probability that equals its confidence c. One with k independent
    origins has a lot with each, which keeps it with 1 - (1 - c) ** (1 / k), so that all k fail it with
    1 - c. Statements of one pair and type that share an origin share its lot, so copies of one report
    fall together; what an origin says of other pairs or types is drawn apart. One without a source has
    a lot of its own.
    """
    import numpy

    ties = resting.ties
    confidence = _confidence(graph)
    number: dict[tuple[object, ...], int] = {}
    row, of, shares = [], [], []
    for at, (a, b, kind) in enumerate(
        zip(ties.source.tolist(), ties.target.tolist(), ties.kind.tolist(), strict=True)
    ):
        origins = sorted(resting.origins.behind(resting.sources[at]))
        keys: list[tuple[object, ...]] = [(min(a, b), max(a, b), kind, key) for key in origins]
        for key in keys or [(at,)]:
            row.append(at)
            of.append(number.setdefault(key, len(number)))
            shares.append(max(1, len(keys)))
    at_row = numpy.array(row, int)
    chance = 1 - (1 - confidence[at_row]) ** (1 / numpy.array(shares, float))
    return Lots(len(ties), len(number), at_row, numpy.array(of, int), chance)


@dataclass(frozen=True, eq=False)
class Losses:
    """Which statements fall with which origin: those that rest on nothing else."""

    resting: Resting

    @cached_property
    def rows(self) -> dict[str, list[int]]:
        """The rows that fall with each origin, by its key; origins that fell none are left out."""
        found: dict[str, list[int]] = {}
        for row, sources in enumerate(self.resting.sources):
            origins = self.resting.origins.behind(sources)
            if len(origins) == 1:
                found.setdefault(next(iter(origins)), []).append(row)
        return found

    def most(self, limit: int) -> list[str]:
        """The keys of the origins that fell most, most first, then by key."""
        return sorted(self.rows, key=lambda key: (-len(self.rows[key]), key))[:limit]

    def kept(self, key: str) -> "Flags":
        """The rows that are left without an origin."""
        import numpy

        flags = numpy.ones(len(self.resting.ties), bool)
        flags[self.rows[key]] = False
        return flags


def _confidence(graph: "networkx.MultiDiGraph[str]") -> "Real":
    import numpy

    columns = getattr(graph, "columns", None)
    if columns is not None:
        found: Real = columns.confidence
        return found
    values: list[Any] = [data["confidence"] for *_, data in edges(graph)]
    return numpy.array(values, numpy.float64)
