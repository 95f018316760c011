"""Scores over time as text, as listings, as records and in a notebook."""

import html as markup
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.analysis.catalogue import MEASURES
from kg.analysis.ties import ties_of
from kg.analysis.windows import begins
from kg.iris import curie
from kg.views import tables
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain, score

if TYPE_CHECKING:
    from kg.analysis.courses import Trend

_WIDTH = 80
_LABEL = 28  # the most characters that an actor's label takes in a line; longer ones are wrapped
_GAP = 2
NONE = "–"


def text(found: "Trend", *, width: int = _WIDTH, limit: int | None = None) -> str:
    """The table in lines of at most so many characters."""
    lines = (tables.wrapped(tables.safe(each), width=width) for each in _head(found, limit))
    return "\n".join([*lines, *_table(found, width, limit)])


def html(found: "Trend") -> str:
    """The table as an HTML element, under what was counted."""
    head = "<br>".join(markup.escape(tables.safe(each)) for each in _head(found, None))
    columns = ["actor", *(each.name for each in found.windows)]
    rows = [
        [found.labels[actor], *(_cell(column.get(actor)) for column in found.columns)]
        for actor in found.actors
    ]
    return f"<div><p>{head}</p>{tables.html_table(columns, rows)}</div>"


def listing(found: "Trend", *, width: int = _WIDTH, limit: int | None = None) -> Listing:
    """A row for each actor, a column for each window; what people read fits so many characters."""
    return Listing(
        ("actor", "label", *(each.name for each in found.windows)),
        [
            (
                curie(actor),
                found.labels[actor],
                *(column.get(actor, "") for column in found.columns),
            )
            for actor in found.actors[:limit]
        ],
        record(found, limit),
        above=tuple(_head(found, limit)) if found.actors else (),
        lines=tuple(_table(found, width, limit)) if found.actors else (),
        empty="no relations to count",
    )


def listings(
    every: "Mapping[str, Trend]", name: str, *, width: int = _WIDTH, limit: int | None = None
) -> Listing:
    """One table below the other, each of a relation type or a family, which `name` says."""
    found = {kind: each for kind, each in every.items() if each.actors}
    parts = {kind: listing(each, width=width, limit=limit) for kind, each in found.items()}
    lines = [
        line
        for kind, part in parts.items()
        for line in ("", curie(kind), *part.above[1:], *part.lines)
    ]
    columns = next((part.columns for part in parts.values()), ())
    return Listing(
        (name, *columns),
        [(curie(kind), *row) for kind, part in parts.items() for row in part.rows],
        [{name: kind, **record(each, limit)} for kind, each in found.items()],
        above=tuple(next(iter(parts.values())).above[:1]) if parts else (),
        lines=tuple(lines),
        empty="no relations to count",
    )


def record(found: "Trend", limit: int | None = None) -> Record:
    """The windows with what each counted, and the scores of each actor, null where it has none."""
    return {
        "measure": found.measure,
        "counted": found.counted,
        "windows": [
            {
                "name": span.name,
                **plain(span),
                "counted": ranking.counted,
                "possible": possible,
                "actors": len(ranking),
            }
            for span, ranking, possible in zip(
                found.windows, found.rankings, found.possible, strict=True
            )
        ],
        "actors": [
            {
                "actor": each.actor,
                "label": each.label,
                "scores": [None if one is None else score(one) for one in each.scores],
            }
            for each in map(found.course, found.actors[:limit])
        ],
    }


def _head(found: "Trend", limit: int | None) -> Iterator[str]:
    yield f"{found.measure}: {MEASURES[found.measure].meaning}"
    yield f"Counted {found.counted}"
    first, last = found.windows[0], found.windows[-1]
    cut = " (cut short)" if last.cut else ""
    text = f"{count(len(found.windows), 'window')}, the first {first.first} to {first.last}"
    if len(found.windows) > 1:
        text += f", the last {last.first} to {last.last}"
    yield f"{text}{cut}; each stands under the date it begins"
    if found.before:
        yield (
            f"{found.before.first} to {found.before.last} is left out, as windows there count the same"
            " relations as the first; since shows them"
        )
    if found.error is not None:
        yield f"No value is further off than ±{found.error:.4f}; its score has the bound of each"
    total = sum(len(ties_of(graph)) for graph in found.graphs)
    if possible := sum(found.possible):
        yield (
            f"{possible:,} of {total:,} times a relation counts in a window it is only possibly in it, by"
            " its dates; certainty 'certain' drops these"
        )
    shown = len(found.actors[:limit])
    if shown < len(found.actors):
        yield f"{shown:,} of {len(found.actors):,} actors, by their highest value"


def _table(found: "Trend", width: int, limit: int | None) -> Iterator[str]:
    """The actors by bands of as many windows as fit beside each other."""
    actors = found.actors[:limit]
    columns = [
        [begin, *(_cell(column.get(actor)) for actor in actors)]
        for begin, column in zip(begins(found.windows), found.columns, strict=True)
    ]
    wide = max(len(cell) for column in columns for cell in column)
    names = [found.labels[actor] for actor in actors]
    room = min(_LABEL, max(map(len, names), default=0))
    many = max(1, (width - room) // (wide + _GAP))
    for first in range(0, len(columns), many):
        band = columns[first : first + many]
        rows = [
            [name, *(column[number] for column in band)] for number, name in enumerate(names, 1)
        ]
        if first:
            yield ""
        head = ["actor", *(column[0] for column in band)]
        yield from tables.text_table(head, rows, width=width).splitlines()


def _cell(value: float | None) -> str:
    if value is None:
        return NONE
    return str(value) if isinstance(value, int) else f"{value:.4f}"
