"""A table actor x window of scores, each cell with the statements behind it, as frozen values."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.analysis.catalogue import Asked
from kg.analysis.centrality import Ranking, Score, in_digits, ranked
from kg.analysis.ties import labels_of, ties_of
from kg.analysis.valuing import Values
from kg.analysis.windows import Span
from kg.errors import MissingExtra
from kg.shown import Shown

if TYPE_CHECKING:
    import pandas
    import polars

    from kg.graph.face import Graph

_NO_START = "none of those it starts from has a relation here"


@dataclass(frozen=True)
class Course:
    """One actor's scores, window by window; None where it had none."""

    actor: str
    label: str
    scores: tuple[Score | None, ...]

    def __str__(self) -> str:
        values = ("–" if each is None else f"{each.value:.4g}" for each in self.scores)
        return f"{self.label}: {' '.join(values)}"


@dataclass(frozen=True, eq=False)
class Trend(Shown):
    """A table actor x window of a measure; rows by the highest value that an actor ever has, then IRI.

    `counted` says in a sentence what went in; what of it each window counted is in its `ranking`. `before` is
    the time left out ahead of the first window, as it counts the same relations, or None. Cells
    are made when they are asked for, from the numbers of each window.
    """

    measure: str
    counted: str
    windows: tuple[Span, ...]
    asked: Asked
    graphs: "tuple[Graph, ...]" = field(repr=False)
    values: tuple[Values, ...] = field(repr=False)
    before: Span | None = None

    @cached_property
    def columns(self) -> tuple[dict[str, float], ...]:
        """For each window the values of its actors, by IRI."""
        return tuple(
            {
                actor: in_digits(value)
                for actor, value in zip(graph, values.of, strict=True)
                if not math.isnan(value)
            }
            for graph, values in zip(self.graphs, self.values, strict=True)
        )

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The IRIs of all that have a value in some window, in the order of the rows."""
        best: dict[str, float] = {}
        for column in self.columns:
            for actor, value in column.items():
                best[actor] = max(value, best.get(actor, value))
        return tuple(sorted(best, key=lambda actor: (-best[actor], actor)))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What people call the actors."""
        found: dict[str, str] = {}
        for graph, column in zip(self.graphs, self.columns, strict=True):
            found |= labels_of(graph, [actor for actor in column if actor not in found])
        return found

    @cached_property
    def rankings(self) -> tuple[Ranking, ...]:
        """For each window its ranking, as `kg.rank` gives it of the graph of that time."""
        return tuple(
            self._ranking(graph, values)
            for graph, values in zip(self.graphs, self.values, strict=True)
        )

    def _ranking(self, graph: "Graph", values: Values) -> Ranking:
        asked = asked_in(graph, self.asked)
        if asked is None:
            told = f"{graph.graph['counted']}; {_NO_START}"
            return Ranking(self.measure, told, (), self.asked)
        return ranked(graph, self.measure, asked, values=values)

    @cached_property
    def error(self) -> float | None:
        """The most that any value of a sample may be off, None where values are exact: see `kg.rank`."""
        found = [
            in_digits(float(values.estimate.errors.max(initial=0.0)))
            for values in self.values
            if values.estimate is not None
        ]
        return max(found, default=None)

    @cached_property
    def _scores(self) -> tuple[dict[str, Score], ...]:
        return tuple({score.actor: score for score in ranking} for ranking in self.rankings)

    @cached_property
    def possible(self) -> tuple[int, ...]:
        """For each window how many of the relations it counts are in it only possibly."""
        return tuple(int((~ties_of(graph).sure).sum()) for graph in self.graphs)

    def score(self, actor: str, window: int) -> Score | None:
        """The score of an actor (IRI) in the window of this number, from 0; None where it has none."""
        return self._scores[window].get(actor)

    def course(self, actor: str) -> Course:
        """The scores of an actor (IRI), window by window."""
        scores = tuple(self.score(actor, number) for number in range(len(self.windows)))
        return Course(actor, self.labels[actor], scores)

    def __iter__(self) -> Iterator[Course]:
        return map(self.course, self.actors)

    def __len__(self) -> int:
        return len(self.actors)

    def __getitem__(self, index: int) -> Course:
        return self.course(self.actors[index])

    def __str__(self) -> str:
        from kg.views.trends import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.trends import html

        return html(self)

    def to_polars(self) -> "polars.DataFrame":
        """The table as a polars DataFrame: actor, label, a column for each window, null without a value."""
        import polars as pl

        cells = {
            span.name: [column.get(actor) for actor in self.actors]
            for span, column in zip(self.windows, self.columns, strict=True)
        }
        whole = any(isinstance(each, int) for column in self.columns for each in column.values())
        kind = pl.Int64 if whole else pl.Float64
        names = [self.labels[actor] for actor in self.actors]
        return pl.DataFrame(
            {"actor": list(self.actors), "label": names, **cells},
            schema={"actor": pl.String, "label": pl.String, **dict.fromkeys(cells, kind)},
        )

    def to_pandas(self) -> "pandas.DataFrame":
        """The same as a pandas DataFrame.

        Raises:
            MissingExtra: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtra("pandas", "pandas") from error
        return pd.DataFrame(self.to_polars().to_dict(as_series=False))


def asked_in(graph: "Graph", asked: Asked) -> Asked | None:
    """What is asked of the graph of a window: with those starts that it has; None where it has none."""
    if not asked.start:
        return asked
    there = tuple(each for each in asked.start if each in graph)
    return replace(asked, start=there) if there else None
