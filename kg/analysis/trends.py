"""Scores over time: in one window after another, each the ranking of its own projection."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.analysis.catalogue import Asked, check
from kg.analysis.centrality import notes_of
from kg.analysis.courses import Trend, asked_in
from kg.analysis.pivots import PROBABILITY
from kg.analysis.suspending import not_counted
from kg.analysis.ties import ties_of
from kg.analysis.valuing import Values, values_of
from kg.analysis.windows import Span, spans, unchanged
from kg.choice import Projection
from kg.columns import OPEN
from kg.dataset import Dataset
from kg.dates import parse_date, window_between
from kg.errors import OptionError
from kg.graph.edges import BOUNDS
from kg.graph.knowing import basis_known_by
from kg.graph.parts import Part, asked_of, fitting, part_of
from kg.projection import choice_of, graph_of

if TYPE_CHECKING:
    from kg.graph.face import Graph

_EACH = {"relation": "relations", "family": "families"}


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
    start: Iterable[str] | str = (),
    sample: int | None = None,
    seed: int = 0,
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
        start: for PageRank, the actors to start from, by any of their names. A window starts from those of
            them that have a relation in it; where none has, nobody has a value.
        sample: for betweenness, from how many pivots each window's is estimated: see `kg.rank`.
        seed: what pivots are drawn by, in each window anew.
        relations: this and what follows as for `kg.project`.
        families: families to keep.
        sign: signs to keep.
        status: statuses to keep.
        min_confidence: the least confidence.
        certainty: "certain" keeps only what is certain under partial dates.
        known_by: what was known by a date.

    Raises:
        UnknownMeasure, UnknownRelationType, UnknownActor, AmbiguousName, OptionError, KgError: as
            `kg.rank` and `kg.project`.
    """
    names = [start] if isinstance(start, str) else list(start)
    check(by, Asked(None, weighted, direction, tuple(names), sample, seed))
    places = tuple(dict.fromkeys(dataset.actor(name).iri for name in names))
    asked = Asked(None, weighted, direction, places, sample, seed)
    when = None, None, None, certainty, known_by
    choice = choice_of(dataset, relations, families, sign, status, min_confidence, *when)
    part = _part(dataset, choice)
    windows = spans(*_days(part, since, until), width, step)
    graphs = tuple(_graph(dataset, part, choice, span) for span in windows)
    told = (ties.iris(ties.only(None)) for ties in map(ties_of, graphs))
    same = unchanged(told) if since is None else 0
    before = Span(windows[0].first, windows[same - 1].last) if same else None
    windows, graphs = windows[same:], graphs[same:]
    values = tuple(_values(graph, by, asked) for graph in graphs)
    counted = _counted(dataset, choice, by, asked)
    counted += not_counted(graphs[0], _suspended(part, choice, windows))
    return Trend(by, counted, windows, asked, graphs, values, before)


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
    plain: dict[str, Any] = {
        "weighted": False,
        "direction": "out",
        "start": (),
        "sample": None,
        "seed": 0,
    }
    every = rank_over_time(dataset, "degree", **{**options, **plain})
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
    whole = basis_known_by(dataset, choice.known_by)
    kinds = fitting(whole, choice) | whole.unknown  # one that is unknown is refused if it stands
    wanted = asked_of(whole, choice) & kinds[whole.relation]
    return part_of(dataset, whole, wanted, issued=choice.known_by is not None)


def _suspended(
    part: Part, choice: Projection, windows: Iterable[Span]
) -> dict[str, tuple[int | None, int | None]]:
    """The chosen statements that waivers concern, by their days in the windows."""
    about = part.found["waived"]
    if about is None:
        return {}
    days = [parse_date(day) for each in windows for day in (each.first, each.last)]
    start, end = min(day.earliest for day in days), max(day.latest for day in days)
    chosen = asked_of(part, choice) & fitting(part, choice)[part.relation]
    found: dict[str, tuple[int | None, int | None]] = {}
    for iri, row in zip(about.suspended, about.rows.tolist(), strict=True):
        first, last = int(part.periods.first_low[row]), int(part.periods.last_high[row])
        low, high = (max(start, first), end if last == OPEN else min(end, last))
        if chosen[row] and low <= high:
            found[iri] = low, high
    return found


def _graph(dataset: Dataset, part: Part, choice: Projection, span: Span) -> "Graph":
    """The graph of a window: of the statements that are not out of it for sure, what `kg.project` keeps."""
    import numpy

    window = window_between(span.first, span.last)
    low, high = part.periods.first_low, part.periods.last_high
    near = (low <= window.end) & ((high >= window.start) | (high == OPEN))
    some = part_of(dataset, part, numpy.asarray(near), issued=choice.known_by is not None)
    when = replace(choice, between=(span.first, span.last))
    return graph_of(dataset, when, basis=some)


def _values(graph: "Graph", by: str, asked: Asked) -> Values:
    """The values in a window: none where none of those it is to start from is there."""
    here, ties = asked_in(graph, asked), ties_of(graph)
    return Values([math.nan] * len(ties.nodes)) if here is None else values_of(ties, by, here)


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


def _counted(dataset: Dataset, choice: Projection, by: str, asked: Asked) -> str:
    """What counts in each window, in words."""
    parts = [f"relations: {choice}", "in each window ties that hold and acts that happen in it"]
    parts += notes_of(by, asked)
    if asked.start:
        parts.append(f"from {', '.join(map(dataset.label, asked.start))}, where they are counted")
    if asked.sample is not None:
        parts.append(
            f"from {asked.sample:,} starts a window by seed {asked.seed}, all within their ± with"
            f" probability {PROBABILITY:g} in each"
        )
    return "; ".join(parts)
