"""What is behind the width of a rank: the statements of an actor that may fall, and what each loss takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.centrality import rank
from kg.analysis.choosing import find_actor
from kg.analysis.doubting import Doubted, doubted
from kg.analysis.explaining import Explanation, explain
from kg.analysis.given import graph_of
from kg.analysis.origins import Origin
from kg.analysis.perturbing import losses_of
from kg.analysis.ranges import RankInterval, RankIntervals
from kg.analysis.ties import ties_of
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Flags = NDArray[Any]


@dataclass(frozen=True)
class Doubt:
    """A statement (IRI) that not every draw keeps, and its confidence."""

    statement: str
    confidence: float


@dataclass(frozen=True)
class Fall:
    """What becomes of an actor without an origin: its rank, None without a relation.

    `falls` are the actor's own statements that rest on it alone, `returns` those that waivers no longer
    suspend, as these fall with it; `others` is how many statements of others come or go.
    """

    origin: Origin
    rank: int | None
    falls: tuple[str, ...]
    returns: tuple[str, ...]
    others: int


@dataclass(frozen=True)
class Wavering(Shown):
    """Why an actor's rank is as wide as it is: what its value is made of, and what of it may fall.

    `possible` are its own statements that stand only possibly, by their dates; `doubts` those of a
    confidence below 1, the least first; `falls` what the losses take that move its rank. A rank moves by
    the statements of others too, as all are ranked together.
    """

    interval: RankInterval
    explanation: Explanation
    possible: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    falls: tuple[Fall, ...]
    draws: int
    level: float

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of the actor's own statements, and of those that would count again."""
        again = (iri for each in self.falls for iri in each.returns)
        return tuple(dict.fromkeys([*self.interval.statements, *again]))

    def __str__(self) -> str:
        from kg.views.wavering import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.wavering import html

        return html(self)


def explain_interval(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    found: RankIntervals,
    actor: str,
    *,
    limit: int | None = 10,
) -> Wavering:
    """What an actor's value is the sum of, and which statements make its rank as wide as it is.

    Args:
        graph: what was ranked: a graph, or a dataset.
        found: what `kg.rank_intervals` gave of it.
        actor: any of its names.
        limit: how many parts of the value to list, the others added up; None is all.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        OptionError: the actor has no rank there, the intervals are of another graph, or the limit has no
            sense.
    """
    import numpy

    graph = graph_of(graph)
    iri = find_actor(graph, actor)
    interval = next((each for each in found if each.actor == iri), None)
    if interval is None:
        raise OptionError(
            f"'{actor}' has no rank here: no relation of its counts, or it is cut off"
        )
    ranking = rank(graph, found.measure, weighted=found.weighted, direction=found.direction)
    scores = {score.actor: (score.rank, score.value) for score in ranking}
    if any(scores.get(each.actor) != (each.rank, each.value) for each in found):
        raise OptionError("the intervals are of another graph; take those of the one you give")
    what = doubted(graph)
    every = numpy.ones(len(what), bool)
    own = _own(what, iri)
    rows = (own & what.standing(every)).nonzero()[0].tolist()
    names = dict(zip(rows, what.ties.iris(numpy.array(rows, int)), strict=True))
    sure = ties_of(what.certain())
    certain = set(sure.iris(sure.only(None)))
    doubts = [
        Doubt(name, float(what.confidence[row]))
        for row, name in names.items()
        if what.confidence[row] < 1
    ]
    return Wavering(
        interval,
        explain(graph, ranking, iri, limit=limit),
        tuple(name for name in names.values() if name not in certain),
        tuple(sorted(doubts, key=lambda each: (each.confidence, each.statement))),
        tuple(_falls(graph, found, interval, what, own)),
        found.draws,
        found.level,
    )


def _own(what: Doubted, actor: str) -> "Flags":
    """Which ties have the actor at one end."""
    place = what.ties.find(actor)
    found: Flags = (what.ties.source == place) | (what.ties.target == place)
    return found


def _falls(
    graph: "networkx.MultiDiGraph[str]",
    found: RankIntervals,
    interval: RankInterval,
    what: Doubted,
    own: "Flags",
) -> Iterator[Fall]:
    import numpy

    sources, by_place = graph.graph.get("sources", {}), found.leave_out == "place"
    losses = losses_of(what.places, what.origins, sources, by_place=by_place)
    keys = {origin: key for key, origin in losses.named.items()}
    before = what.standing(numpy.ones(len(what), bool))
    for each in interval.without:
        after = what.standing(losses.kept(keys[each.origin]))
        gone, again = before & ~after, after & ~before
        yield Fall(
            each.origin,
            each.rank,
            tuple(what.ties.iris((gone & own).nonzero()[0])),
            tuple(what.ties.iris((again & own).nonzero()[0])),
            int(((gone | again) & ~own).sum()),
        )
