"""Whether the steps of a path can be taken in their order in time, as those of a journey are."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.chains import Step
from kg.analysis.ties import stated
from kg.columns import OPEN

if TYPE_CHECKING:
    import networkx

Span = tuple[int | None, int | None]
"""The earliest first day and the latest last day of a statement; None is open."""


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


def spans_of(graph: "networkx.MultiDiGraph[str]", steps: Iterable[Step]) -> Iterator[list[Span]]:
    """The days of what carries each step."""
    columns: Any = getattr(graph, "columns", None)
    for step in steps:
        if columns is None:
            found = [stated(graph, step.source, step.target, iri)[2] for iri in step.statements]
            yield [(data["first"][0], data["last"][1]) for data in found]
        else:
            rows = [columns.row[iri] for iri in step.statements]
            first, last = columns.first_low[rows].tolist(), columns.last_high[rows].tolist()
            yield [(_known(one), _known(other)) for one, other in zip(first, last, strict=True)]


def _known(day: int) -> int | None:
    return None if day == OPEN else day


def _by(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one <= other


def _later(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else max(one, other)
