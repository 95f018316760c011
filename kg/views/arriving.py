"""Why influence is at an actor on a day: lines to read, a listing, a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views import telling
from kg.views.journeys import journey, reached
from kg.views.listings import Listing
from kg.views.records import Record

if TYPE_CHECKING:
    from kg.analysis.arriving import Arrival
    from kg.analysis.journeys import Journey

_COLUMNS = ("day", "step", "source", "target", "possibly", "certainly", "statements")


def text(found: "Arrival") -> str:
    """The journeys in lines of at most 80 characters."""
    return telling.text(arrival_listing(found))


def html(found: "Arrival") -> str:
    """The journeys as an HTML element: a table of their steps."""
    return telling.html(arrival_listing(found))


def arrival_listing(found: "Arrival") -> Listing:
    """A row for each step of the journeys, under what was counted."""
    return Listing(
        _COLUMNS,
        [
            (
                name,
                number,
                curie(leg.source),
                curie(leg.target),
                leg.possibly or "",
                leg.certainly or "",
                "; ".join(map(curie, leg.statements)),
            )
            for name, each in _named(found).items()
            for number, leg in enumerate(each.legs, 1)
        ],
        arrival_record(found),
        above=(f"Counted {found.counted}", _days(found)),
        lines=tuple(_lines(found)),
    )


def arrival_record(found: "Arrival") -> Record:
    """Who is reached, and the journeys; null where none is certain."""
    return {
        "reached": reached(found.reached),
        "possible": journey(found.possible),
        "certain": None if found.certain is None else journey(found.certain),
        "counted": found.counted,
    }


def _named(found: "Arrival") -> "dict[str, Journey]":
    named = {"possibly": found.possible}
    return named | ({} if found.certain is None else {"certainly": found.certain})


def _days(found: "Arrival") -> str:
    each = found.reached
    ends = [found.actor, each.label]
    source, target = reversed(ends) if found.backward else ends
    leaves = "leaving on any day", "leaving by {}"
    comes = "since when nobody says", "from {} on"
    open_, dated = leaves if found.backward else comes
    days = [f"possibly {dated.format(each.possibly) if each.possibly else open_}"]
    if found.certain is None:
        days.append("not certainly")
    else:
        days.append(f"certainly {dated.format(each.certainly) if each.certainly else open_}")
    return f"{source} reaches {target}: {', '.join(days)}"


def _lines(found: "Arrival") -> Iterator[str]:
    told: dict[str, list[str]] = {}
    journeys = {}
    for name, each in _named(found).items():
        told.setdefault(each.sentence, []).append(name)
        journeys[each.sentence] = each
    for sentence, names in told.items():
        yield from ("", f"{', '.join(names).capitalize()}: {sentence}")
        citations = journeys[sentence].citations
        yield from (f"   [{mark}] {each}" for mark, each in enumerate(citations, 1))
