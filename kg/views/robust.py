"""Ranks and how wide they are: as text, as a listing, as records and in a notebook."""

import html as markup
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.analysis.ranges import ordinal, told
from kg.iris import curie
from kg.views import lines, tables
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.ranges import RankIntervals

_COLUMNS = (
    *("rank", "actor", "label", "value", "range", "certain", "drawn", "present"),
    *("without", "verdict", "reasons"),
)
_SHORT = ("rank", "label", "range", "verdict", "reasons")
_WIDTH = 80
_TOLD = 2  # reasons of an actor that a table names


def record(found: "RankIntervals") -> Record:
    """The fields of the answer, each interval with its range, sentence and verdict."""
    return {
        **plain(found),
        "intervals": [
            {
                **plain(each),
                "range": list(each.range),
                "sentence": each.sentence,
                "verdict": each.verdict.value,
            }
            for each in found
        ],
    }


def text(found: "RankIntervals") -> str:
    """What was tried, above a table of at most 80 columns."""
    head = [tables.wrapped(tables.safe(each), width=_WIDTH) for each in _head(found)]
    return "\n".join([*head, tables.text_table(_SHORT, _short(found), width=_WIDTH).rstrip("\n")])


def html(found: "RankIntervals") -> str:
    """The same as an HTML element."""
    head = "".join(f"<p>{markup.escape(tables.safe(each))}</p>" for each in _head(found))
    return f"<div>{head}{tables.html_table(_SHORT, _short(found))}</div>"


def listing(found: "RankIntervals") -> Listing:
    """The intervals, a row for each, under what was tried."""
    rows: list[tuple[object, ...]] = [
        (
            each.rank,
            curie(each.actor),
            each.label,
            each.value if isinstance(each.value, int) else f"{each.value:.6f}",
            _between(each.range),
            "none" if each.certain is None else each.certain,
            _between(each.drawn),
            f"{each.present:.3f}",
            "; ".join(map(told, each.without)),
            each.verdict.value,
            "; ".join(each.reasons),
        )
        for each in found
    ]
    table = tables.text_table(_SHORT, _short(found), width=_WIDTH) if found.intervals else ""
    return Listing(
        _COLUMNS,
        rows,
        record(found),
        above=tuple(_head(found)),
        lines=tuple(table.splitlines()),
        empty="no relations to count",
    )


def _head(found: "RankIntervals") -> Iterator[str]:
    yield f"{found.measure}, counted {found.counted}"
    yield (
        f"Range: by certain statements alone, and in the middle {found.level:.0%} of"
        f" {lines.count(found.draws, 'draw')} by confidence (seed {found.seed}){falling(found.together)}"
    )
    what = lines.count(found.origins, found.leave_out)
    if found.alone is not None and found.leave_out == "origin":
        yield f"All rests on one origin, {found.alone}: without it there is no ranking"
    elif found.alone is not None:
        yield f"All rests on {found.alone}: without it there is no ranking"
    elif found.left_out < found.origins:
        yield (
            f"Left out one by one: {found.left_out:,} of {what}; the others fell less, or nothing"
        )
    else:
        yield f"Left out one by one: {what}"
    places = lines.count(found.slack, "place")
    yield f"Contested: one of these moves the rank by more than {places}"


def falling(together: str) -> str:
    """What falls together in a draw, where that is not as ever."""
    if together == "report":
        return ""
    if together == "statement":
        return ", each statement by itself"
    return f", each {together} with all it says"


def _short(found: "RankIntervals") -> Iterator[tuple[object, ...]]:
    for each in found:
        reasons = list(each.reasons[:_TOLD])
        if len(each.reasons) > _TOLD:
            reasons.append(f"{len(each.reasons) - _TOLD:,} more")
        low, high = each.range
        span = ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"
        yield each.rank, each.label, span, each.verdict.value, "; ".join(reasons)


def _between(places: tuple[int, int]) -> str:
    return "{}-{}".format(*places)
