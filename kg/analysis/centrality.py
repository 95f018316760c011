"""Rankings of actors by a centrality measure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.analysis.measures import COMPUTE
from kg.analysis.pairs import pairs_of
from kg.analysis.ties import Ties, labels_of, ties_of
from kg.errors import OptionError, UnknownMeasure, UnknownRelationType
from kg.iris import expand, local_name

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Rows = NDArray[numpy.intp]

_DIGITS = 12


@dataclass(frozen=True)
class Score:
    """One actor's value and rank (from 1; equal values share a rank) under a measure.

    `statements` are the IRIs of the actor's own relations that were counted.
    """

    rank: int
    actor: str
    label: str
    value: float
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rank}. {self.label} {self.value:.4g}"


@dataclass(frozen=True)
class Ranking:
    """Scores by descending value, then IRI; `counted` says in a sentence what went in."""

    measure: str
    counted: str
    scores: tuple[Score, ...]

    def __iter__(self) -> Iterator[Score]:
        return iter(self.scores)

    def __len__(self) -> int:
        return len(self.scores)

    def __getitem__(self, index: int) -> Score:
        return self.scores[index]

    def __str__(self) -> str:
        return "\n".join([f"{self.measure} ({self.counted})", *map(str, self.scores)])


@dataclass(frozen=True)
class Measure:
    """A named measure: what it says of an actor, and which weight `weighted=True` gives it."""

    name: str
    meaning: str
    weight: Literal["strength", "cost"] | None = None


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("betweenness", "the share of shortest influence paths that run through it", "cost"),
        Measure("closeness", "how near it is to those it can influence", "cost"),
        Measure("degree", "its relations, each statement once"),
        Measure("eigenvector", "influence over actors that are influential themselves", "strength"),
        Measure("harmonic", "the sum of 1 / distance to those it can influence", "cost"),
        Measure("in_degree", "relations in which it is acted on"),
        Measure("in_strength", "the strength of relations in which it is acted on"),
        Measure("katz", "influence along walks, longer ones counting less", "strength"),
        Measure("out_degree", "relations in which it acts"),
        Measure("out_strength", "the strength of relations in which it acts"),
        Measure("pagerank", "where a random walk against influence comes to rest", "strength"),
        Measure("strength", "the strength of its relations, each statement once"),
    )
}


def rank(
    graph: "networkx.MultiDiGraph[str]",
    by: str = "betweenness",
    *,
    relation: str | None = None,
    weighted: bool = False,
    direction: str = "out",
    limit: int | None = None,
) -> Ranking:
    """The actors of a graph ranked by a measure, highest first.

    Degrees and strengths count statements in their stated direction; a symmetric one counts once in
    the total, and as both in and out. The other measures run on `kg.collapse(graph)`, one edge a
    pair from influencer to influenced, and with `direction="out"` (the default) say how much an
    actor influences, with "in" how much it is influenced; betweenness is the same either way.

    Betweenness (Freeman 1977, by Brandes 2001) is the share of pairs, in [0, 1]. Closeness (Freeman
    1979, improved by Wasserman and Faust 1994 for graphs in pieces) is in [0, 1]. Harmonic (Marchiori
    and Latora 2000) is a sum, in [0, n - 1]. Eigenvector (Bonacich 1987) has Euclidean length 1, and
    is 0 outside the parts that feed the strongest circle; a graph without a circle has none and every
    value is 0. Katz (1953) takes alpha = 0.9 / (largest eigenvalue), or 0.1 where that is 0, beta 1,
    Euclidean length 1. PageRank (Brin and Page 1998) has damping 0.85 and sums to 1.

    Args:
        graph: what `kg.project` gave.
        by: a name in `kg.MEASURES`.
        relation: count only this relation type (local name, CURIE, IRI or label).
        weighted: distances by `cost`, walks by `strength`; otherwise every pair counts alike. A
            degree cannot be weighted: that is a strength.
        direction: "out" or "in"; degrees and strengths say it by their name.
        limit: how many to return; ties at the end are cut by IRI.

    Raises:
        UnknownMeasure: `by` is none; with near matches.
        UnknownRelationType: no such relation type.
        OptionError: another option has no sense.
        KgError: the iteration did not converge.
    """
    if by not in MEASURES:
        raise UnknownMeasure(by, MEASURES)
    if direction not in ("out", "in"):
        raise OptionError(f"unknown direction '{direction}'; use 'out' or 'in'")
    if limit is not None and limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    _fitting(by, weighted=weighted, direction=direction)
    kinds = None if relation is None else {relation_iri(graph, relation)}
    return _ranked(graph, by, kinds, limit, weighted=weighted, direction=direction)


def rank_by_relation(
    graph: "networkx.MultiDiGraph[str]",
    by: str = "degree",
    *,
    weighted: bool = False,
    direction: str = "out",
    limit: int | None = None,
) -> dict[str, Ranking]:
    """A ranking for each relation type in the graph, by the type's IRI, sorted.

    Raises:
        UnknownMeasure, OptionError, KgError: as `rank`.
    """
    return {
        kind: rank(graph, by, relation=kind, weighted=weighted, direction=direction, limit=limit)
        for kind in ties_of(graph).used
    }


def relation_iri(graph: "networkx.MultiDiGraph[str]", name: str) -> str:
    """The IRI of a relation type by local name, CURIE, IRI or label, in the graph's vocabulary."""
    kinds = graph.graph["relation_types"]
    iri = expand(name)
    if iri in kinds:
        return str(iri)
    for kind in kinds.values():
        if name.casefold() in (local_name(kind.iri).casefold(), kind.label.casefold()):
            return str(kind.iri)
    raise UnknownRelationType(name, map(local_name, kinds))


def _fitting(by: str, *, weighted: bool, direction: str) -> None:
    """Refuse an option that would not change what a degree or a strength counts."""
    side, _, what = by.rpartition("_")
    if what == "degree" and weighted:
        other = by.replace("degree", "strength")
        raise OptionError(f"'{by}' counts relations, weighted or not; rank by '{other}'")
    if what in ("degree", "strength") and direction == "in" and side != "in":
        raise OptionError(f"'{by}' has no direction 'in'; rank by 'in_{what}'")


def _ranked(
    graph: "networkx.MultiDiGraph[str]",
    by: str,
    kinds: set[str] | None,
    limit: int | None,
    *,
    weighted: bool,
    direction: str,
) -> Ranking:
    ties = ties_of(graph)
    rows = ties.only(kinds)
    if by.endswith(("degree", "strength")):
        values = _counts(ties, by, rows)
    elif ties.nodes:
        arcs = pairs_of(ties, relations=kinds).arcs(MEASURES[by].weight if weighted else None)
        values = COMPUTE[by](arcs.turned() if direction == "out" else arcs).tolist()
    else:
        values = []
    scores = _scores(graph, ties, rows, values, limit)
    return Ranking(by, _counted(graph, kinds, len(rows), weighted=weighted), scores)


def _counts(ties: Ties, by: str, rows: "Rows") -> list[float]:
    """Degrees and strengths: from the statements, in their order, not from the collapsed pairs."""
    import numpy

    side, _, what = by.rpartition("_")
    source, target, mirror = ties.source[rows], ties.target[rows], ties.mirror[rows]
    always = numpy.ones(len(rows), bool)
    acts, acted_on = {
        "": (always, source != target),
        "out": (always, mirror),
        "in": (mirror, always),
    }[side]
    ends = numpy.column_stack([source, target])
    counted = numpy.column_stack([acts, acted_on])
    shares = numpy.column_stack([ties.strength[rows]] * 2)[counted] if what == "strength" else None
    found: list[float] = numpy.bincount(ends[counted], shares, minlength=len(ties.nodes)).tolist()
    return found


def _scores(
    graph: "networkx.MultiDiGraph[str]",
    ties: Ties,
    rows: "Rows",
    values: list[float],
    limit: int | None,
) -> tuple[Score, ...]:
    rounded = [
        value if isinstance(value, int) else round(float(value), _DIGITS) + 0.0 for value in values
    ]
    # actors are in the order of their IRIs, and sorting keeps the order of equals
    order = sorted(range(len(rounded)), key=lambda actor: -rounded[actor])[:limit]
    labels = labels_of(graph, [ties.nodes[actor] for actor in order])
    scores: list[Score] = []
    for position, (actor, own) in enumerate(
        zip(order, ties.own(rows, order), strict=True), start=1
    ):
        tied = scores and scores[-1].value == rounded[actor]
        place = scores[-1].rank if tied else position
        iri = ties.nodes[actor]
        scores.append(Score(place, iri, labels[iri], rounded[actor], own))
    return tuple(scores)


def _counted(
    graph: "networkx.MultiDiGraph[str]", kinds: set[str] | None, count: int, *, weighted: bool
) -> str:
    what = str(graph.graph["counted"])
    chosen = getattr(graph.graph.get("projection"), "relations", None)
    if kinds is not None and kinds != chosen:  # else it is said already
        names = ", ".join(sorted(map(local_name, kinds)))
        what = f"{count:,} of {what}; {names} only"
    return f"{what}; weighted" if weighted else what
