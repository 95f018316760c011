"""The days that waivers leave of what they suspend, and how the suspended is told.

A day is left if no waiver is in force on it: possibly, if none surely is, certainly, if none may be. That is
what `kg.project(at=...)` says of the day (see `kg.holding.standing`); each statement's days count by
themselves, though one waiver may suspend several.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.analysis.stretches import stretches, surely_or_perhaps
from kg.analysis.telling import tell_time
from kg.analysis.ties import ties_of
from kg.columns import OPEN
from kg.graph.suspending import Suspension, suspended_in
from kg.iris import curie

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Graph = networkx.MultiDiGraph[str]

_TOLD = 3  # statements whose suspension is told
_EVER = 2**30  # the day after all in kg.analysis.overlaps


def suspensions_in(graph: "Graph") -> dict[int, tuple[Suspension, ...]]:
    """The suspensions of the statements of a graph, by their rows in its ties."""
    about = suspended_in(graph)
    if about is None or not about.periods:
        return {}
    ties = ties_of(graph)
    made_of, found = ties.kept.get("suspensions", (None, {}))
    if made_of is not about:
        rows = ties.rows(list(about.periods))
        found = {row: about.periods[iri] for iri, row in rows.items()}
        ties.kept["suspensions"] = (about, found)
    return dict(found)


def left(
    suspended: Mapping[int, tuple[Suspension, ...]],
    first: "Array",
    last: "Array",
    there: "Flags",
    earliest: "Array",
    *,
    sure: bool,
) -> "tuple[Array, Array, Array]":
    """The rows that are there, with the days from which and to which each stands; one for each stretch.

    A stretch is of days on which the statement may stand, or with `sure` surely does. `first` and `last`
    are the days without a waiver, as wide or as narrow, and `earliest` those on which rows may begin.
    """
    import numpy

    kept = numpy.flatnonzero(there)
    touched = [row for row in sorted(suspended) if there[row]]
    if not touched:
        return kept, first[kept], last[kept]
    more = [
        (row, *stretch)
        for row in touched
        for stretch in stretches(
            (int(first[row]), int(last[row])), int(earliest[row]), suspended[row], sure=sure
        )
    ]
    whole = numpy.setdiff1d(kept, touched)
    pieces = numpy.array(more, numpy.int64).reshape(-1, 3)
    rows, firsts, lasts = (
        numpy.concatenate(each)
        for each in zip(
            (whole, first[whole], last[whole]), (pieces[:, n] for n in range(3)), strict=True
        )
    )
    order = numpy.argsort(rows, kind="stable")
    return rows[order], firsts[order], lasts[order]


def meeting(suspensions: Iterable[Suspension], days: tuple[int, int]) -> list[Suspension]:
    """Those of the suspensions that may be in force on one of these days."""
    spans = ((each, *surely_or_perhaps(each, sure=True)) for each in suspensions)
    return [each for each, low, high in spans if low <= high and low <= days[1] and high >= days[0]]


def suspended_words(graph: "Graph", iri: str, first: int | None, last: int | None) -> list[str]:
    """Of a statement that stands between these days (None: open), by which waivers it is suspended when."""
    about = suspended_in(graph)
    known = () if about is None else about.periods.get(iri, ())
    days = (OPEN if first is None else first, _EVER if last is None else last)
    told = []
    for each in meeting(known, days):
        when = tell_time(each.since, each.until, each.date)
        sure = "" if each.sure else "perhaps "
        by = (
            f"suspended {when} by {each.waiver}"
            if when
            else f"suspended by {each.waiver}, nobody says when"
        )
        told.append(sure + by)
    return list(dict.fromkeys(told))


def not_counted(graph: "Graph", statements: Mapping[str, tuple[int | None, int | None]]) -> str:
    """What waivers suspend of statements between their days (None: open), to be said of what was counted.

    After a semicolon, the first few statements by name; "" where nothing is suspended.
    """
    told = [
        f"{curie(iri)} {', '.join(words)}"
        for iri, days in statements.items()
        if (words := suspended_words(graph, iri, *days))
    ]
    more = [f"{len(told) - _TOLD:,} more"] if len(told) > _TOLD else []
    names = "; ".join([*told[:_TOLD], *more])
    return f"; what a waiver suspends does not count then: {names}" if told else ""
