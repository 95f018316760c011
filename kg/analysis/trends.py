"""Scores over time: a table of actors and windows, each cell with the statements behind it."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.catalogue import Asked, check
from kg.analysis.centrality import Ranking, Score, in_digits, notes_of, ranked
from kg.analysis.ties import labels_of, ties_of
from kg.analysis.valuing import Values, values_of
from kg.analysis.windows import Span, spans, unchanged
from kg.choice import Projection
from kg.columns import OPEN
from kg.dataset import Dataset
from kg.dates import parse_date, window_between
from kg.errors import MissingExtra, OptionError
from kg.graph.basis import basis_of
from kg.graph.edges import BOUNDS
from kg.graph.parts import Part, asked_of, fitting, part_of
from kg.projection import choice_of, graph_of
from kg.shown import Shown

if TYPE_CHECKING:
    import pandas
    import polars

    from kg.graph.face import Graph

_EACH = {"relation": "relations", "family": "families"}


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
            ranked(graph, self.measure, self.asked, values=values)
            for graph, values in zip(self.graphs, self.values, strict=True)
        )

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


def rank_over_time(
    dataset: Dataset,
    by: str = "betweenness",
    *,
    since: str | None = None,
    until: str | None = None,
    width: str = "1y",
    step: str | None = None,
    weighted: bool = False,
    direction: str = "out",
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    sign: Iterable[int | str] | int | str | None = None,
    status: Iterable[str] | str = ("Actual",),
    min_confidence: float = 0.0,
    certainty: str | None = None,
    known_by: str | None = None,
) -> Trend:
    """The scores of actors in one window of time after another, each as `kg.rank` would give it.

    A window counts what `kg.project(..., between=(first, last))` does: ties that hold and acts that happen
    at some time in it, certainly or possibly. The statements are read once and each window taken from
    their columns. A value says nothing of an actor's importance in general: an actor that no statement
    names in a window has none there, and a measure of few statements moves with each of them.

    Args:
        dataset: where the statements are.
        by: a name in `kg.MEASURES`.
        since: the first day of the first window. Without it, windows begin with the first day of what is
            dated among the chosen statements, and those before anything changes are left out but the last.
        until: the last day of all, or that of what is dated.
        width: how long a window is: "1y", "6m" by the calendar, "90d", "12w".
        step: how much later each window begins; the width unless said otherwise.
        weighted: as for `kg.rank`.
        direction: as for `kg.rank`.
        relations: this and what follows as for `kg.project`.
        families: families to keep.
        sign: signs to keep.
        status: statuses to keep.
        min_confidence: the least confidence.
        certainty: "certain" keeps only what is certain under partial dates.
        known_by: what was known by a date.

    Raises:
        UnknownMeasure, UnknownRelationType, OptionError, KgError: as `kg.rank` and `kg.project`.
    """
    asked = Asked(weighted=weighted, direction=direction)
    check(by, asked)
    when = None, None, None, certainty, known_by
    choice = choice_of(dataset, relations, families, sign, status, min_confidence, *when)
    part = _part(dataset, choice)
    windows = spans(*_days(part, since, until), width, step)
    graphs = tuple(_graph(dataset, part, choice, span) for span in windows)
    counted = (ties.iris(ties.only(None)) for ties in map(ties_of, graphs))
    same = unchanged(counted) if since is None else 0
    before = Span(windows[0].first, windows[same - 1].last) if same else None
    windows, graphs = windows[same:], graphs[same:]
    values = tuple(values_of(ties_of(graph), by, asked) for graph in graphs)
    return Trend(by, _counted(choice, by, asked), windows, asked, graphs, values, before)


def rank_over_time_by(
    dataset: Dataset, each: str, by: str = "degree", **options: Any
) -> dict[str, Trend]:
    """A trend for each relation type or each family that is counted, by its IRI, sorted; of equal windows.

    Args:
        dataset: where the statements are.
        each: "relation" or "family".
        by: a name in `kg.MEASURES`.
        options: those of `rank_over_time`.

    Raises:
        UnknownMeasure, UnknownRelationType, OptionError, KgError: as `rank_over_time`.
    """
    if each not in _EACH:
        raise OptionError(f"'{each}' is neither 'relation' nor 'family'; give one of them")
    every = rank_over_time(dataset, "degree", **{**options, "weighted": False, "direction": "out"})
    ends = {"since": every.windows[0].first, "until": every.windows[-1].last}
    kinds = {
        columns.kinds[number]
        for graph in every.graphs
        if (columns := graph.columns) is not None
        for number in set(columns.relation.tolist())
    }
    names = {kind.iri if each == "relation" else kind.family for kind in kinds if kind is not None}
    found = {
        name: rank_over_time(dataset, by, **{**options, **ends, _EACH[each]: [name]})
        for name in sorted(names)
    }
    return {name: replace(trend, before=every.before) for name, trend in found.items()}


def _part(dataset: Dataset, choice: Projection) -> Part:
    """The statements that may count in some window."""
    whole = basis_of(dataset)
    kinds = fitting(whole, choice) | whole.unknown  # one that is unknown is refused if it stands
    wanted = asked_of(whole, choice) & kinds[whole.relation]
    return part_of(dataset, whole, wanted, issued=choice.known_by is not None)


def _graph(dataset: Dataset, part: Part, choice: Projection, span: Span) -> "Graph":
    """The graph of a window: of the statements that are not out of it for sure, what `kg.project` keeps."""
    import numpy

    window = window_between(span.first, span.last)
    low, high = part.periods.first_low, part.periods.last_high
    near = (low <= window.end) & ((high >= window.start) | (high == OPEN))
    some = part_of(dataset, part, numpy.asarray(near), issued=choice.known_by is not None)
    when = replace(choice, between=(span.first, span.last))
    return graph_of(dataset, when, basis=some)


def _days(part: Part, since: str | None, until: str | None) -> tuple[int, int]:
    """The first and the last day asked about, else of what is dated."""
    import numpy

    days = numpy.concatenate([getattr(part.periods, name) for name in BOUNDS])
    days = days[days != OPEN]
    first = parse_date(since).earliest if since is not None else None
    last = parse_date(until).latest if until is not None else None
    if (first is None or last is None) and not len(days):
        raise OptionError("no chosen statement is dated; give since and until")
    return (
        int(days.min()) if first is None else first,
        int(days.max()) if last is None else last,
    )


def _counted(choice: Projection, by: str, asked: Asked) -> str:
    """What counts in each window, in words."""
    parts = [f"relations: {choice}", "in each window ties that hold and acts that happen in it"]
    return "; ".join([*parts, *notes_of(by, asked)])
