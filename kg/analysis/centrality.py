"""Rankings of actors by a centrality measure."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analysis.catalogue import MEASURES, Asked, check
from kg.analysis.given import graph_of
from kg.analysis.paths import find_actor
from kg.analysis.pivots import PROBABILITY
from kg.analysis.ties import Ties, labels_of, ties_of
from kg.analysis.valuing import Values, relations_of, takes_long, values_of
from kg.errors import OptionError, UnknownRelationType
from kg.iris import expand, local_name

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Rows = NDArray[numpy.intp]

_DIGITS = 12
_HEEDED = {"strength": "weighted by strength", "cost": "weighted by cost, a strong tie being short"}


@dataclass(frozen=True)
class Score:
    """One actor's value and rank (from 1; equal values share a rank) under a measure.

    `statements` are the IRIs of the actor's own relations that were counted. `error` is how far the
    exact value may be from a sampled one, None where the value is exact.
    """

    rank: int
    actor: str
    label: str
    value: float
    statements: tuple[str, ...]
    error: float | None = None

    def __str__(self) -> str:
        within = "" if self.error is None else f" ± {self.error:.2g}"
        return f"{self.rank}. {self.label} {self.value:.4g}{within}"


@dataclass(frozen=True)
class Ranking:
    """Scores by descending value, then IRI; `counted` says in a sentence what went in, and how.

    `asked` are the options it was made with, by which `kg.explain` takes a value apart.
    """

    measure: str
    counted: str
    scores: tuple[Score, ...]
    asked: Asked = field(default_factory=Asked)

    def __iter__(self) -> Iterator[Score]:
        return iter(self.scores)

    def __len__(self) -> int:
        return len(self.scores)

    def __getitem__(self, index: int) -> Score:
        return self.scores[index]

    def __str__(self) -> str:
        return "\n".join([f"{self.measure} ({self.counted})", *map(str, self.scores)])


def rank(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    by: str = "betweenness",
    *,
    relation: str | None = None,
    weighted: bool = False,
    direction: str = "out",
    start: Iterable[str] | str = (),
    sample: int | None = None,
    seed: int = 0,
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
    Euclidean length 1. PageRank (Brin and Page 1998) has damping 0.85 and sums to 1; with `start` its
    walk starts, and always starts again, at these actors: it says how much an actor influences them, or
    with "in" how much they influence it. Hubs and authorities (Kleinberg 1999) sum to 1 each. Core
    (Seidman 1983) is a whole number, of neighbours in either direction. Constraint and effective size
    (Burt 1992) are of both directions together; an actor without a tie has neither and is left out, which
    `counted` says. So is Laplacian (Qi and others 2012), a share of the energy of all ties.

    Args:
        graph: what `kg.project` gave, or a dataset, of which the Actual statements count.
        by: a name in `kg.MEASURES`.
        relation: count only this relation type (local name, CURIE, IRI or label).
        weighted: let strong ties count more: distances by `cost`, all else by `strength`, as
            `kg.MEASURES` says; otherwise every pair counts alike. What only counts cannot be weighted.
        direction: "out" or "in"; a measure that is the same for both, or has another name, refuses "in".
        start: for PageRank, the actors to start from, by any of their names.
        sample: for betweenness, estimate it from so many pivots (see `kg.analysis.pivots`): with
            probability 0.95 every value is within its score's `error` of the exact one.
        seed: what pivots are drawn by.
        limit: how many to return; ties at the end are cut by IRI.

    Raises:
        UnknownMeasure: `by` is none; with near matches.
        UnknownRelationType: no such relation type.
        UnknownActor, AmbiguousName: of a name in `start`.
        OptionError: another option has no sense.
        KgError: the iteration did not converge.
    """
    if limit is not None and limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    graph = graph_of(graph)
    names = [start] if isinstance(start, str) else list(start)
    asked = Asked(None, weighted, direction, tuple(names), sample, seed)
    check(by, asked)
    kind = None if relation is None else relation_iri(graph, relation)
    places = tuple(dict.fromkeys(_in_graph(graph, name) for name in names))
    return ranked(graph, by, Asked(kind, weighted, direction, places, sample, seed), limit)


def rank_by_relation(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    by: str = "degree",
    *,
    weighted: bool = False,
    direction: str = "out",
    start: Iterable[str] | str = (),
    limit: int | None = None,
) -> dict[str, Ranking]:
    """A ranking for each relation type in the graph, by the type's IRI, sorted.

    Raises:
        UnknownMeasure, UnknownActor, OptionError, KgError: as `rank`.
    """
    graph = graph_of(graph)
    names = [start] if isinstance(start, str) else list(start)
    return {
        kind: rank(
            graph,
            by,
            relation=kind,
            weighted=weighted,
            direction=direction,
            start=names,
            limit=limit,
        )
        for kind in ties_of(graph).used
    }


def ranked(
    graph: "networkx.MultiDiGraph[str]",
    by: str,
    asked: Asked,
    limit: int | None = None,
    values: Values | None = None,
) -> Ranking:
    """The ranking by a measure whose options are checked and whose names are IRIs, or of values known."""
    ties = ties_of(graph)
    rows = ties.only(relations_of(asked))
    values = values or values_of(ties, by, asked)
    return Ranking(
        by,
        _counted(graph, by, asked, len(rows), values),
        _scores(graph, ties, rows, values, limit),
        asked,
    )


def announced(
    graph: "networkx.MultiDiGraph[str]",
    by: str,
    *,
    weighted: bool = False,
    sample: int | None = None,
) -> str | None:
    """A sentence if a ranking would take long and could be estimated instead, else None."""
    check(by, asked := Asked(weighted=weighted, sample=sample))
    return takes_long(ties_of(graph), by, asked)


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


def notes_of(by: str, asked: Asked) -> list[str]:
    """What the options change of a measure, in words."""
    weight = [_HEEDED[MEASURES[by].weight or "strength"]] if asked.weighted else []
    return [*weight, *(["how much it is influenced"] if asked.direction == "in" else [])]


def in_digits(value: float) -> float:
    """A value as scores have it: a count as it is, any other with twelve decimals."""
    return value if isinstance(value, int) else round(float(value), _DIGITS) + 0.0


def _in_graph(graph: "networkx.MultiDiGraph[str]", name: str) -> str:
    actor = find_actor(graph, name)
    if actor not in graph:
        raise OptionError(f"'{name}' has no counted relation to start from; project more")
    return actor


def _scores(
    graph: "networkx.MultiDiGraph[str]",
    ties: Ties,
    rows: "Rows",
    values: Values,
    limit: int | None,
) -> tuple[Score, ...]:
    rounded = [in_digits(value) for value in values.of]
    errors = None if values.estimate is None else values.estimate.errors.tolist()
    # actors are in the order of their IRIs, and sorting keeps the order of equals
    having = (actor for actor, value in enumerate(rounded) if not math.isnan(value))
    order = sorted(having, key=lambda actor: -rounded[actor])[:limit]
    labels = labels_of(graph, [ties.nodes[actor] for actor in order])
    scores: list[Score] = []
    for position, (actor, own) in enumerate(
        zip(order, ties.own(rows, order), strict=True), start=1
    ):
        tied = scores and scores[-1].value == rounded[actor]
        place = scores[-1].rank if tied else position
        iri = ties.nodes[actor]
        error = None if errors is None else in_digits(errors[actor])
        scores.append(Score(place, iri, labels[iri], rounded[actor], own, error))
    return tuple(scores)


def _counted(
    graph: "networkx.MultiDiGraph[str]", by: str, asked: Asked, count: int, values: Values
) -> str:
    what = str(graph.graph["counted"])
    kinds = relations_of(asked)
    chosen = getattr(graph.graph.get("projection"), "relations", None)
    if kinds is not None and kinds != chosen:  # else it is said already
        names = ", ".join(sorted(map(local_name, kinds)))
        what = f"{count:,} of {what}; {names} only"
    notes = [what, *notes_of(by, asked)]
    if asked.start:
        names = ", ".join(labels_of(graph, asked.start).values())
        notes.append(f"from {names}")
    if (found := values.estimate) is not None:
        notes.append(
            f"from {len(found.pivots):,} of {found.starts:,} starts by seed {asked.seed},"
            f" each within its ± with probability {PROBABILITY:g}"
        )
    if none := sum(map(math.isnan, values.of)):
        notes.append(f"{none:,} actor{'' if none == 1 else 's'} without a tie left out")
    return "; ".join(notes)
