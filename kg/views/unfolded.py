"""Values of an actor taken apart one after the other: lines, a listing, a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.views import telling
from kg.views.explained import part_lines, part_rows
from kg.views.lines import value
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.explaining import Explanation
    from kg.analysis.unfolding import Explanations

_COLUMNS = ("of", "part", "value", "what", "sentence", "statements")


def text(found: "Explanations") -> str:
    """The values and their parts in lines of at most 80 characters."""
    return telling.text(unfolded_listing(found))


def html(found: "Explanations") -> str:
    """The same as an HTML element: a table of the parts."""
    return telling.html(unfolded_listing(found))


def unfolded_listing(found: "Explanations") -> Listing:
    """A row for each part of each value; to read, lines that can be added up by hand."""
    return Listing(
        _COLUMNS,
        [
            (name, *row)
            for name, each in zip(found.names, found, strict=True)
            if each is not None
            for row in part_rows(each)
        ],
        unfolded_record(found),
        above=tuple(_above(found)),
        lines=tuple(_lines(found)),
    )


def unfolded_record(found: "Explanations") -> Record:
    """The actor, and each explanation under the name of what it is of; null where there is no value."""
    return {
        "actor": found.actor,
        "label": found.label,
        "counted": found.counted,
        "every": [
            {"of": name, "explanation": None if each is None else plain(each)}
            for name, each in zip(found.names, found, strict=True)
        ],
        "citations": list(found.citations),
        "statements": list(found.statements),
    }


def _above(found: "Explanations") -> Iterator[str]:
    told: dict[str, str] = {each.measure: each.meaning for each in found if each is not None}
    yield f"{found.label} by {' and by '.join(told)}"
    yield from (f"{measure}: {meaning}" for measure, meaning in told.items())
    yield f"Counted {found.counted}"


def _lines(found: "Explanations") -> Iterator[str]:
    for name, each in zip(found.names, found, strict=True):
        yield ""
        if each is None:
            yield f"{name}: no value, as no relation of its counts"
            continue
        yield f"{name}: {_place(each)}"
        yield from part_lines(each)
    if found.citations:
        yield ""
    yield from (f"  [{number}] {each}" for number, each in enumerate(found.citations, 1))


def _place(each: "Explanation") -> str:
    score = each.score
    within = "" if score.error is None else f" ± {score.error:.6f}"
    return f"number {score.rank:,} of {each.of:,}, {value(score)}{within}; it is {each.formula}"
