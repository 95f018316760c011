"""Communities: who hangs together by ties of cooperation, and how far that depends on the draw."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from kg.analysis.agreement import adjusted_rand, best_matches, variation
from kg.analysis.given import graph_of
from kg.analysis.signed import Signed, signed_pairs
from kg.analysis.ties import labels_of, ties_of
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]
    Matrix = tuple[Array, Array, Array]

RUNS = 20
"""How many seeds are tried unless said otherwise."""
_DIGITS = 9
_LARGEST_SEED = 2**63


@dataclass(frozen=True)
class Member:
    """An actor (IRI) in its community, and the share of runs, in (0, 1], in which it is there.

    In another run its community is the one that has most actors in common with it.
    """

    actor: str
    label: str
    share: float


@dataclass(frozen=True)
class Community:
    """Actors that hang together, those of most stable place first, then by IRI.

    `number` is from 1 on, the largest community first. `within` are the statements of cooperation between
    its members, `across` those with others, by IRI.
    """

    number: int
    members: tuple[Member, ...]
    within: tuple[str, ...]
    across: tuple[str, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors' IRIs."""
        return tuple(each.actor for each in self.members)


@dataclass(frozen=True)
class Run:
    """What one seed gave: its modularity, and how it agrees with the division that is told.

    `rand` is the adjusted Rand index (1 if alike, 0 as by chance), `variation` the variation of
    information over ln n (0 if alike): see `kg.analysis.agreement`.
    """

    seed: int
    communities: int
    modularity: float
    rand: float
    variation: float


@dataclass(frozen=True, eq=False)
class Communities(Shown, Sequence[Community]):
    """The communities of the run of highest modularity, largest first, and how stable they are."""

    counted: str
    modularity: float
    seed: int
    resolution: float
    runs: tuple[Run, ...]
    labels: Mapping[str, str]
    signed: Signed = field(repr=False)
    _actors: "Array" = field(repr=False)
    _of: "Array" = field(repr=False)
    _draws: "Array" = field(repr=False)

    def __len__(self) -> int:
        return int(self._of.max()) + 1 if len(self._of) else 0

    @overload
    def __getitem__(self, index: int) -> Community: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Community, ...]: ...
    def __getitem__(self, index: int | slice) -> Community | tuple[Community, ...]:
        if isinstance(index, slice):
            return tuple(self._community(each) for each in range(len(self))[index])
        return self._community(range(len(self))[index])

    @property
    def agreement(self) -> float:
        """The mean adjusted Rand index of the other runs with the one that is told; 1 where there is none."""
        others = [run.rand for run in self.runs if run.seed != self.seed]
        return round(sum(others) / len(others), _DIGITS) if others else 1.0

    @cached_property
    def of(self) -> dict[str, int]:
        """The number of each actor's community, by IRI."""
        nodes = self.signed.ties.nodes
        pairs = zip(self._actors.tolist(), self._of.tolist(), strict=True)
        return {nodes[actor]: number + 1 for actor, number in pairs}

    @cached_property
    def _shares(self) -> "Array":
        import numpy

        there = [draw == best_matches(self._of, draw)[self._of] for draw in self._draws]
        found: Array = numpy.mean(there, axis=0).round(_DIGITS)
        return found

    def together(self, one: str, other: str) -> float:
        """The share of runs, in [0, 1], in which two actors (IRIs) are in one community.

        Raises:
            KeyError: an actor has no tie of cooperation.
        """
        import numpy

        nodes = self.signed.ties.nodes
        place = {nodes[actor]: n for n, actor in enumerate(self._actors.tolist())}
        a, b = place[one], place[other]
        return float(numpy.mean(self._draws[:, a] == self._draws[:, b]).round(_DIGITS))

    def _community(self, number: int) -> Community:
        import numpy

        signed, nodes = self.signed, self.signed.ties.nodes
        inside = numpy.flatnonzero(self._of == number)
        share = self._shares[inside]
        order = inside[numpy.lexsort((inside, -share))]
        members = tuple(
            Member(nodes[actor], self.labels[nodes[actor]], float(self._shares[place]))
            for place, actor in zip(order.tolist(), self._actors[order].tolist(), strict=True)
        )
        of = numpy.full(len(nodes), -1)
        of[self._actors] = self._of
        rows = signed.row
        ends = (of[signed.ties.source[rows]] == number).astype(int)
        ends += of[signed.ties.target[rows]] == number
        within, across = (
            tuple(sorted(signed.ties.iris(numpy.sort(rows[ends == n])))) for n in (2, 1)
        )
        return Community(number + 1, members, within, across)

    def __str__(self) -> str:
        from kg.views.communities import communities_text

        return communities_text(self)

    def _repr_html_(self) -> str:
        from kg.views.communities import communities_html

        return communities_html(self)


def communities(
    data: "Dataset | networkx.MultiDiGraph[str]",
    *,
    runs: int = RUNS,
    resolution: float = 1.0,
    seed: int = 0,
) -> Communities:
    """The communities of actors by their ties of cooperation, and how stable they are over seeds.

    Each pair weighs the strength of its cooperation (`kg.strength.combined_strength`), whatever conflict
    is said of it besides. Found by the Leiden algorithm, which maximises modularity and keeps communities in
    one piece (V. A. Traag, L. Waltman and N. J. van Eck, Scientific Reports 9, 5233, 2019), as
    graspologic-native implements it, `runs` times with the seeds from `seed` on; told is the run of
    highest modularity, the first of equals.

    Modularity has no one best division: near ties are common (B. H. Good, Y.-A. de Montjoye and A. Clauset,
    Physical Review E 81, 046106, 2010), and communities below a size that grows with the graph are not
    seen (S. Fortunato and M. Barthélemy, PNAS 104, 2007). Hence the runs: what changes with the seed is
    not in the data.

    Args:
        data: what `kg.project` gave, or a dataset, of which the Actual statements count.
        runs: how many seeds are tried, from 1 on.
        resolution: above 1 for more and smaller communities, below 1 for fewer.
        seed: the first seed, from 0 on.

    Raises:
        OptionError: an option has no sense.

    >>> import kg
    >>> found = kg.communities(kg.load(kg.shipped()))
    >>> found.of[kg.load(kg.shipped()).actor("Russia").iri] in range(1, len(found) + 1)
    True
    """
    import numpy

    if runs < 1:
        raise OptionError(f"runs '{runs}' is not a number from 1 on")
    if not resolution > 0:
        raise OptionError(f"resolution '{resolution:g}' is not above 0")
    if not 0 <= seed < _LARGEST_SEED:
        raise OptionError(f"seed '{seed}' is not a number from 0 to {_LARGEST_SEED - 1}")
    graph = graph_of(data)
    signed = signed_pairs(ties_of(graph), signs=(1,))
    actors = signed.actors
    seeds = range(seed, seed + runs)
    matrix = _matrix(signed, actors)
    found = [_leiden(matrix, each, resolution) for each in seeds]
    best = max(range(runs), key=lambda n: (found[n][0], -n))
    of = found[best][1]
    told = tuple(
        Run(
            each,
            int(draw.max()) + 1 if len(draw) else 0,
            quality,
            adjusted_rand(of, draw),
            variation(of, draw),
        )
        for each, (quality, draw) in zip(seeds, found, strict=True)
    )
    return Communities(
        f"{graph.graph['counted']}; cooperation alone, each pair by its strength",
        found[best][0],
        seeds[best],
        resolution,
        told,
        _Labels(graph, [signed.ties.nodes[each] for each in actors.tolist()]),
        signed,
        actors,
        of,
        numpy.array([draw for _, draw in found]),
    )


class _Labels(Mapping[str, str]):
    """The labels of actors, read when one is asked for."""

    def __init__(self, graph: "networkx.MultiDiGraph[str]", actors: list[str]) -> None:
        self.graph, self.actors = graph, actors

    @cached_property
    def known(self) -> dict[str, str]:
        return labels_of(self.graph, self.actors)

    def __getitem__(self, actor: str) -> str:
        return self.known[actor]

    def __iter__(self) -> Iterator[str]:
        return iter(self.actors)

    def __len__(self) -> int:
        return len(self.actors)


def _leiden(matrix: "Matrix", seed: int, resolution: float) -> "tuple[float, Array]":
    """The modularity of the division that a seed gives, and the community of each actor, largest first."""
    import graspologic_native
    import numpy

    if not (count := len(matrix[0]) - 1):
        return 0.0, numpy.zeros(0, int)
    quality, found = graspologic_native.leiden_csr(*matrix, count, resolution=resolution, seed=seed)
    of = numpy.empty(count, numpy.int64)
    places, numbers = (
        numpy.fromiter(each, numpy.int64, len(of)) for each in (found, found.values())
    )
    of[places] = numbers
    _, first, of, sizes = numpy.unique(
        of, return_index=True, return_inverse=True, return_counts=True
    )
    rank = numpy.argsort(numpy.lexsort((first, -sizes)))
    return round(float(quality), _DIGITS), rank[of]


def _matrix(signed: Signed, actors: "Array") -> "Matrix":
    """The strengths as a symmetric matrix in compressed rows."""
    import numpy
    from scipy import sparse

    place = numpy.zeros(len(signed.ties.nodes), numpy.int32)
    place[actors] = numpy.arange(len(actors))
    low, high = place[signed.low], place[signed.high]  # in the order of low, then of high
    starts = numpy.searchsorted(low, numpy.arange(len(actors) + 1))
    if 2 * len(high) <= numpy.iinfo(numpy.int32).max:  # else all places would be twice as wide
        starts = starts.astype(numpy.int32)
    one_way = sparse.csr_array((signed.positive, high, starts), shape=(len(actors), len(actors)))
    matrix = one_way + one_way.T.tocsr()
    indices = matrix.indices.astype(numpy.int32, copy=False)
    return matrix.indptr.astype(numpy.int64), indices, matrix.data
