"""Who plays both sides: as lines to read, as a listing and in a notebook."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views.briefly import by
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import html, text

if TYPE_CHECKING:
    from kg.analysis.sides import BothSides, Episode

_COLUMNS = (
    *("first", "second", "actor", "from", "to", "certainty", "certain"),
    *("with_first", "with_second", "between", "otherwise"),
)
_UNDATED = "since when is not dated"
_NOBODY = "nobody has positive ties to two actors in conflict at one time"


def sides_text(found: "BothSides") -> str:
    """The episodes in lines of at most 80 characters."""
    return text(sides_listing(found))


def sides_html(found: "BothSides") -> str:
    """The episodes as an HTML table."""
    return html(replace(sides_listing(found), above=(f"Counted {found.counted}", _some(found))))


def sides_listing(found: "BothSides", limit: int | None = None) -> Listing:
    """The episodes, a row and a record for each."""
    shown = found.episodes[:limit]
    return Listing(
        _COLUMNS,
        list(_rows(found, shown)),
        [episode_record(found, each) for each in shown],
        above=(f"Counted {found.counted}",) if shown else (),
        lines=tuple(_lines(found, shown)),
        empty=_empty(found),
    )


def episode_record(found: "BothSides", episode: "Episode") -> Record:
    """The episode's fields, its certainty, and labels."""
    return {
        **plain(episode),
        "certainty": episode.certainty.value,
        "actor_label": found.labels[episode.actor],
        "pair_labels": [found.labels[iri] for iri in episode.pair],
        "statements": list(episode.statements),
    }


def _empty(found: "BothSides") -> str:
    if found.pair is None:
        return f"{_NOBODY}, among {found.counted}"
    ends = " and ".join(found.labels[iri] for iri in found.pair)
    return f"nobody has positive ties to {ends} while they are in conflict, among {found.counted}"


def _some(found: "BothSides") -> str:
    return f"{count(len(found), 'episode')} of {count(len(found.actors), 'actor')}"


def _lines(found: "BothSides", shown: Sequence["Episode"]) -> tuple[str, ...]:
    return tuple(_told(found, shown)) if shown else ()


def _told(found: "BothSides", shown: Sequence["Episode"]) -> Iterator[str]:
    few = f"; the first {len(shown):,} are shown" if len(shown) < len(found) else ""
    yield f"{_some(found)}{few}"
    for pair, episodes in groupby(shown, lambda each: each.pair):
        one, other = (found.labels[iri] for iri in pair)
        yield from ("", f"While {one} and {other} are in conflict")
        for each in episodes:
            yield f"  {found.labels[each.actor]}, {_when(each)}"
            for word, statements in (
                (f"with {one}", each.with_first),
                (f"with {other}", each.with_second),
                ("their conflict", each.between),
                ("said otherwise", each.otherwise),
            ):
                if statements:
                    yield f"    {word}:{by(statements, word=' ')}"


def _when(episode: "Episode") -> str:
    """The days of an episode in words."""
    possible = _span(episode.first, episode.last)
    if not episode.certain:
        return f"possibly {possible}"
    surely = ", ".join(_span(*each) for each in episode.certain)
    return f"{possible}" if surely == possible else f"{possible}; certainly {surely}"


def _span(first: str | None, last: str | None) -> str:
    if first is None:
        return f"to {last}, {_UNDATED}" if last else _UNDATED
    if first == last:
        return f"on {first}"
    return f"from {first} to {last}" if last else f"from {first} on"


def _rows(found: "BothSides", shown: Sequence["Episode"]) -> list[tuple[object, ...]]:
    return [
        (
            *(found.labels[iri] for iri in (*each.pair, each.actor)),
            each.first or "",
            each.last or "",
            each.certainty.value,
            "; ".join(f"{a or '..'}/{b or '..'}" for a, b in each.certain),
            *(
                "; ".join(map(curie, statements))
                for statements in (
                    each.with_first,
                    each.with_second,
                    each.between,
                    each.otherwise,
                )
            ),
        )
        for each in shown
    ]
