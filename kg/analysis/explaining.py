"""A value taken apart: the formula, the parts that add up to it, the statements and sources of each."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.catalogue import MEASURES
from kg.analysis.centrality import Ranking, Score, in_digits, ranked
from kg.analysis.flowing import of_betweenness, of_eigenvector, of_hits, of_katz, of_pagerank
from kg.analysis.given import graph_of
from kg.analysis.journeys import say
from kg.analysis.paths import find_actor
from kg.analysis.portions import (
    Case,
    Portions,
    of_core,
    of_distances,
    of_holes,
    of_laplacian,
    of_statements,
)
from kg.analysis.ties import labels_of, ties_of
from kg.analysis.valuing import STATED, values_of
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset

_SAID = 2  # statements of a part that are said in full
_PORTIONS: Mapping[str, Callable[[Case], Portions]] = {
    "authorities": of_hits,
    "betweenness": of_betweenness,
    "closeness": of_distances,
    "constraint": of_holes,
    "core": of_core,
    "effective_size": of_holes,
    "eigenvector": of_eigenvector,
    "harmonic": of_distances,
    "hubs": of_hits,
    "katz": of_katz,
    "laplacian": of_laplacian,
    "pagerank": of_pagerank,
}


@dataclass(frozen=True)
class Part:
    """A summand of a value: what it is, how much, and the statements (IRIs) that carry it.

    `sentence` says the first two of these, with the numbers of their `citations` in the explanation.
    """

    what: str
    value: float
    statements: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{self.value:.6f}  {': '.join(filter(None, (self.what, self.sentence)))}"


@dataclass(frozen=True)
class Explanation(Shown):
    """Why a score is what it is: parts, the largest first, that add up to its value with `rest`.

    `rest` is the sum of the `others`, parts that are not listed; `more` says what these are, "" if there are
    none. A sampled value's parts add up to the estimate.
    """

    measure: str
    meaning: str
    counted: str
    score: Score
    of: int
    formula: str
    parts: tuple[Part, ...]
    rest: float
    others: int
    more: str
    citations: tuple[str, ...]

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements that carry a part that is listed, in order."""
        return tuple(dict.fromkeys(iri for part in self.parts for iri in part.statements))

    def __str__(self) -> str:
        from kg.views.explained import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.explained import html

        return html(self)


def explain(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    ranking: Ranking,
    actor: str,
    *,
    limit: int | None = 10,
) -> Explanation:
    """Why an actor has the score that it has in a ranking: what its value is the sum of.

    Degrees and strengths: each relation. Betweenness: the pairs it stands between (of over 1,000 actors,
    and of a sample: where the paths start). Closeness and harmonic: those at each distance. PageRank,
    eigenvector, Katz, hubs, authorities: what comes from each neighbour, and what comes without any.
    Constraint, effective size and Laplacian: what each neighbour adds. Core: as many neighbours of that
    core. The parts and `rest` add up to the value to 1e-9.

    Args:
        graph: what was ranked: a graph, or a dataset.
        ranking: what `kg.rank` gave of it.
        actor: any of its names.
        limit: how many parts to list, the others added up in `rest`; None is all.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        OptionError: the actor has no value, the ranking is of another graph, or the limit has no sense.
    """
    return explained(graph_of(graph), ranking, actor, limit=limit, citations=[])


def explained(
    graph: "networkx.MultiDiGraph[str]",
    ranking: Ranking,
    actor: str,
    *,
    limit: int | None,
    citations: list[str],
) -> Explanation:
    """The same, its citations numbered on from those that are there, to which they come."""
    if limit is not None and limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    by, asked = ranking.measure, ranking.asked
    iri = find_actor(graph, actor)
    ties = ties_of(graph)
    if not set(asked.start) <= set(ties.nodes):
        raise OptionError("the ranking is of another graph; rank the one that you give")
    values = values_of(ties, by, asked)
    full = ranked(graph, by, asked, values=values)
    _of_this(full, ranking)
    score = next((each for each in full if each.actor == iri), None)
    if score is None:
        raise OptionError(f"'{actor}' has no value here: no relation of its counts")
    case = Case(ties, by, asked, values, ties.nodes.index(iri), labels_of(graph, ties.nodes))
    portions = of_statements(case) if by.endswith(STATED) else _PORTIONS[by](case)
    amounts = [float(each) for each in portions.values]
    order = sorted((n for n, each in enumerate(amounts) if each), key=lambda n: -amounts[n])
    parts = []
    for number in order[:limit]:
        what, statements = portions.tell(number)
        sentence = _said(graph, case, tuple(statements), citations)
        parts.append(Part(what, in_digits(amounts[number]), tuple(statements), sentence))
    left = order[len(parts) :]
    return Explanation(
        by,
        MEASURES[by].meaning,
        full.counted,
        score,
        len(full),
        portions.formula,
        tuple(parts),
        in_digits(math.fsum(amounts[number] for number in left)),
        len(left),
        portions.together(left),
        tuple(citations),
    )


def _of_this(full: Ranking, given: Ranking) -> None:
    """Refuse a ranking of another graph: its counts, or its scores, would be others."""
    if (full.counted, full.scores[: len(given)]) != (given.counted, given.scores):
        raise OptionError("the ranking is of another graph; rank the one that you give")


def _said(
    graph: "networkx.MultiDiGraph[str]",
    case: Case,
    statements: tuple[str, ...],
    citations: list[str],
) -> str:
    """The first statements as sentences with the numbers of their citations, and how many more."""
    labels = dict(case.labels)
    said = [
        say(graph, *_ends(graph, case, iri), iri, labels, citations) for iri in statements[:_SAID]
    ]
    more = len(statements) - len(said)
    return "; ".join([*said, *([f"{more:,} more"] if more else [])])


def _ends(graph: "networkx.MultiDiGraph[str]", case: Case, iri: str) -> tuple[str, str]:
    """The two that a statement joins, where it cannot be looked up by itself."""
    if getattr(graph, "columns", None) is not None:
        return "", ""
    ties = case.ties
    row = ties.iris(ties.only(None)).index(iri)
    return ties.nodes[int(ties.source[row])], ties.nodes[int(ties.target[row])]
