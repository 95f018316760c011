"""One value of an actor after another, each taken apart: in windows of time, or as other statuses count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.centrality import Ranking
from kg.analysis.choosing import find_actor, label_of_actor
from kg.analysis.courses import Trend
from kg.analysis.explaining import Explanation, explained
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx

Case = tuple[str, "networkx.MultiDiGraph[str]", Ranking]
"""What a ranking is of, in words, its graph, and itself."""


@dataclass(frozen=True)
class Explanations(Shown):
    """An actor's values one after the other, each with why it is what it is.

    `names` say what each is of; `every` has None where the actor has no value. `citations` are those of
    all, by whose numbers the sentences cite.
    """

    actor: str
    label: str
    counted: str
    names: tuple[str, ...]
    every: tuple[Explanation | None, ...]
    citations: tuple[str, ...]

    def __iter__(self) -> Iterator[Explanation | None]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)

    def __getitem__(self, index: int) -> Explanation | None:
        return self.every[index]

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements that carry a part that is listed, in order."""
        return tuple(dict.fromkeys(iri for each in self.every if each for iri in each.statements))

    def __str__(self) -> str:
        from kg.views.unfolded import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.unfolded import html

        return html(self)


def explain_trend(trend: Trend, actor: str, *, limit: int | None = 5) -> Explanations:
    """Why an actor has the value that it has in each window: see `kg.explain`.

    Args:
        trend: what `kg.rank_over_time` gave.
        actor: any of its names.
        limit: how many parts to list of each value, the others added up; None is all.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        OptionError: the actor has no value in any window, or the limit has no sense.
    """
    names = (f"{each.first} to {each.last}" for each in trend.windows)
    cases = zip(names, trend.graphs, trend.rankings, strict=True)
    return unfolded(cases, actor, trend.counted, limit)


def unfolded(cases: Iterable[Case], actor: str, counted: str, limit: int | None) -> Explanations:
    """An actor's value in each of these cases, taken apart.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        OptionError: the actor has no value in any, or the limit has no sense.
    """
    every = list(cases)
    graph = every[0][1]
    iri = find_actor(graph, actor)
    citations: list[str] = []
    found = [
        explained(graph, ranking, iri, limit=limit, citations=citations)
        if any(score.actor == iri for score in ranking)
        else None
        for _, graph, ranking in every
    ]
    if not any(found):
        raise OptionError(f"'{actor}' has no value here: no relation of its counts")
    return Explanations(
        iri,
        label_of_actor(graph, iri),
        counted,
        tuple(name for name, *_ in every),
        tuple(found),
        tuple(citations),
    )
