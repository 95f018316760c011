"""Whether the steps of a path can be taken in their order in time, as those of a journey, or on one day."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.chains import Step
from kg.analysis.stretches import stretches
from kg.analysis.ties import stated
from kg.columns import OPEN
from kg.graph.suspending import suspended_in
from kg.model import Aspect

if TYPE_CHECKING:
    import networkx

    from kg.choice import Projection

Span = tuple[int | None, int | None]
"""The earliest first day and the latest last day of a statement; None is open."""
_EVER = 2**30  # as in kg.analysis.stretches


def in_time(graph: "networkx.MultiDiGraph[str]", steps: list[Step]) -> bool:
    """Whether the steps can all be taken: on one day of the date asked about, else one after the other.

    On a day on which a waiver surely suspends what carries a step it cannot be taken. An act is taken on
    its day, but at a date it carries on from it, as in `kg.project`.
    """
    choice: Projection | None = graph.graph.get("projection")
    if choice is None or choice.at is None:
        return in_order(_left(graph, steps))
    window = choice.window
    if window is None or window.start == window.end or len(steps) == 1:
        return True
    spans = _left(graph, steps, carrying_on=_EVER if choice.memory is None else choice.memory)
    return on_one_day(spans, (window.start, window.end))


def apart_from_waivers(graph: "networkx.MultiDiGraph[str]", steps: list[Step]) -> bool:
    """Whether the steps could be taken one after the other if nothing were suspended."""
    return in_order(_spans(graph, steps))


def on_one_day(spans: Iterable[Iterable[Span]], days: tuple[int, int]) -> bool:
    """Whether one of these days is of every step; given are the days of what carries each.

    >>> on_one_day([[(1, 4), (8, None)], [(3, 9)], [(6, 8)]], (2, 8))
    True
    >>> on_one_day([[(1, 4)], [(5, 9)]], (1, 9))
    False
    """
    common: set[Span] = {days}
    for step in spans:
        own = list(step)
        meets = {(_later(a, c), _earlier(b, d)) for a, b in common for c, d in own}
        common = {(first, last) for first, last in meets if _by(first, last)}
    return bool(common)


def in_order(spans: Iterable[Iterable[Span]]) -> bool:
    """Whether each step can be taken once those before it are; given are the days of what carries each.

    Partial dates fall as they suit the path, and what is of one day may follow one another: it is not in
    order only if a later step is over before an earlier one can be taken, whatever day was meant.

    >>> in_order([[(2020, 2021)], [(2010, None)]]), in_order([[(2022, None)], [(2020, 2021)]])
    (True, False)
    """
    day = None
    for step in spans:
        taken = [_later(day, first) for first, last in step if _by(first, last) and _by(day, last)]
        if not taken:
            return False
        day = min(taken, key=lambda each: (each is not None, each))
    return True


def _left(
    graph: "networkx.MultiDiGraph[str]", steps: Iterable[Step], *, carrying_on: int = 0
) -> Iterator[list[Span]]:
    """The days of what carries each step, acts with so many after their own, but those surely suspended."""
    about = suspended_in(graph)
    periods = {} if about is None else about.periods
    for step, spans in zip(steps, _spans(graph, steps, carrying_on), strict=True):
        found: list[Span] = []
        for iri, (first, last) in zip(step.statements, spans, strict=True):
            if iri not in periods:
                found.append((first, last))
                continue
            low, end = OPEN if first is None else first, _EVER if last is None else last
            found += stretches((low, end), low, periods[iri], sure=False)
        yield found


def _spans(
    graph: "networkx.MultiDiGraph[str]", steps: Iterable[Step], carrying_on: int = 0
) -> Iterator[list[Span]]:
    columns: Any = getattr(graph, "columns", None)
    for step in steps:
        if columns is None:
            found = [stated(graph, step.source, step.target, iri)[2] for iri in step.statements]
            spans = [(data["first"][0], data["last"][1]) for data in found]
            acts = [data["aspect"] == Aspect.ACT for data in found]
        else:
            rows = [columns.row[iri] for iri in step.statements]
            first, last = columns.first_low[rows].tolist(), columns.last_high[rows].tolist()
            spans = [(_known(one), _known(other)) for one, other in zip(first, last, strict=True)]
            kinds = [columns.kinds[each] for each in columns.relation[rows].tolist()]
            acts = [kind is not None and kind.aspect is Aspect.ACT for kind in kinds]
        yield [
            (one, None if other is None else other + carrying_on) if act else (one, other)
            for (one, other), act in zip(spans, acts, strict=True)
        ]


def _known(day: int) -> int | None:
    return None if day == OPEN else day


def _by(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one <= other


def _later(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else max(one, other)


def _earlier(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)
