"""Results as forms: which of their values stand where in a picture."""

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from kg.analysis.catalogue import MEASURES
from kg.analysis.ranges import Verdict, told
from kg.charts.forms import Dot, Dots, Form, Grid, Jump, Span, Spans, Steps, Stretch
from kg.views.alignment import days as days_of
from kg.views.alignment import ending

if TYPE_CHECKING:
    from kg.analysis.alignment import Alignment
    from kg.analysis.centrality import Ranking
    from kg.analysis.courses import Trend
    from kg.analysis.history import History
    from kg.analysis.jumps import Jump as Change
    from kg.analysis.ranges import RankIntervals

_NAMED = 3  # jumps with a text
_ROOMY = 12  # windows whose cells have room for a number


def ranking(result: "Ranking", limit: int) -> Dots:
    """A ranking as bars, its values at their ends."""
    measure = MEASURES[result.measure]
    rows = [
        Dot(
            f"{each.rank}. {each.label}",
            float(each.value),
            None if each.error is None else max(0.0, each.value - each.error),
            None if each.error is None else each.value + each.error,
            _number(each.value),
        )
        for each in result.scores[:limit]
    ]
    return Dots(
        f"{result.measure.replace('_', ' ').capitalize()}: {measure.meaning}",
        f"Counted {result.counted}",
        result.measure.replace("_", " "),
        tuple(rows),
        _left_out(len(result), limit, "actors"),
    )


def rank_intervals(result: "RankIntervals", limit: int) -> Dots:
    """Ranks as dots on the ranks that they may be, what they owe to one source at their ends."""
    rows = [
        Dot(
            each.label,
            float(each.rank),
            float(each.range[0]),
            float(each.range[1]),
            ": ".join([each.verdict.value, *map(told, each.without[:1])]),
            hollow=each.verdict is Verdict.CONTESTED,
        )
        for each in result.intervals[:limit]
    ]
    drawn = (
        f"the middle {result.level:.0%} of {result.draws:,} draws by confidence, seed {result.seed}"
    )
    return Dots(
        f"Rank by {result.measure.replace('_', ' ')}, with the ranks that it might be",
        f"Counted {result.counted}",
        "rank",
        tuple(rows),
        (
            *_left_out(len(result), limit, "actors"),
            "Dot: the rank, hollow if contested. Range: with that among certain statements alone and"
            f" {drawn}.",
        ),
        falling=True,
    )


def alignment(result: "Alignment", limit: int) -> Steps:
    """An alignment as a step line, its largest jumps named."""
    days = [datetime.date.fromisoformat(each.date).toordinal() for each in result.jumps]
    room = max(60, (max(days) - min(days)) // 12) if days else 60
    start, end = (min(days) - room, max(days) + room) if days else (1, 365)
    stretches = [
        Stretch(
            start if each.first is None else datetime.date.fromisoformat(each.first).toordinal(),
            end if each.last is None else datetime.date.fromisoformat(each.last).toordinal(),
            each.value,
            each.low,
            each.high,
        )
        for each in result.levels
    ]
    largest = sorted(result.jumps, key=lambda each: (-abs(each.change), each.date))[
        : min(limit, _NAMED)
    ]
    jumps = [
        Jump(
            day,
            each.change,
            len(each.began),
            len(each.ended),
            _jump(each) if each in largest else "",
        )
        for day, each in zip(days, result.jumps, strict=True)
    ]
    one, other = result.labels
    return Steps(
        f"Alignment of {one} and {other} over time",
        f"Counted {result.counted}",
        "alignment",
        tuple(stretches),
        tuple(jumps),
        bool(days),
        (
            "Ticks: statements that begin to stand (above) and cease to (below), longer for more. Dotted:"
            " where it may be under partial dates.",
            f"{len(result.jumps):,} jumps, the largest named; {len(result.statements):,} statements.",
            *([f"{ends}."] if (ends := ending(result)) else []),
        ),
    )


def _jump(jump: "Change") -> str:
    """A jump that is named: when, by how much, and whether it is but an act that is no longer counted."""
    mere = bool(jump.forgotten) and not jump.began and jump.forgotten == jump.ended
    return f"{days_of(jump)}: {jump.change:+.2f}{', an act is no longer counted' if mere else ''}"


def trend(result: "Trend", limit: int) -> Grid:
    """A table of actors and windows as a grid; its values in the cells where there is room for them."""
    measure = MEASURES[result.measure]
    actors = result.actors[:limit]
    values = tuple(tuple(column.get(actor) for column in result.columns) for actor in actors)
    roomy = len(result.windows) <= _ROOMY
    words = tuple(
        tuple("" if each is None or not roomy else f"{each:.2g}" for each in row) for row in values
    )
    return Grid(
        f"{result.measure.replace('_', ' ').capitalize()} over time: {measure.meaning}",
        f"Counted {result.counted}",
        tuple(result.labels[actor] for actor in actors),
        tuple(each.name for each in result.windows),
        values,
        words,
        result.measure.replace("_", " "),
        (
            *_left_out(len(result.actors), limit, "actors"),
            "A window counts the ties that hold and the acts that happen at some time in it."
            " Dash: no counted relation.",
        ),
    )


def history(result: "History", limit: int) -> Spans:
    """A history as spans, a row for each statement."""
    whose = (
        result.label if result.other_label is None else f"{result.label} and {result.other_label}"
    )
    rows = tuple(
        Span(
            each.said.sentence,
            each.first,
            each.last,
            each.ended,
            each.act,
            int(each.sign),
            each.said.status,
            each.known,
        )
        for each in result.spells[:limit]
    )
    voices = dict.fromkeys(
        citation.partition(", ")[0] for each in result.spells for citation in each.said.citations
    )
    return Spans(
        f"{whose}: ties and acts in time",
        f"Counted {result.counted}",
        rows,
        (
            *_left_out(len(result), limit, "statements"),
            *_sources(voices),
            "A tie without an end is not known to have ended; one without a start is certain from its"
            " source's date on.",
        ),
    )


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3g}"


def _left_out(number: int, limit: int, what: str) -> tuple[str, ...]:
    return (f"The first {limit:,} of {number:,} {what} are shown.",) if number > limit else ()


def _sources(voices: Iterable[str]) -> tuple[str, ...]:
    every = list(voices)
    if not every:
        return ()
    more = f" and {len(every) - 3:,} more" if len(every) > 3 else ""  # noqa: PLR2004  # a line's worth
    return (f"According to {'; '.join(every[:3])}{more}.",)


FORMS: dict[str, Callable[[Any, int], Form]] = {
    "Alignment": alignment,
    "History": history,
    "RankIntervals": rank_intervals,
    "Ranking": ranking,
    "Trend": trend,
}
