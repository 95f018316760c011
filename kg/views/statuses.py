"""What other statuses would change: as lines, as a listing, as a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views import records, telling
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.supposedlines import (
    NOTHING,
    SAME,
    changed_pairs,
    moves,
    passed,
    several,
    stayed,
    value,
    way,
    whose,
)

if TYPE_CHECKING:
    from kg.scenario.records import PathChange, ReachChange
    from kg.scenario.statuses import StatusDifference

_COLUMNS = ("change", "what", "before", "after", "statements")
_LINES = 20  # lines of a kind


def text(found: "StatusDifference") -> str:
    """The difference in lines of at most 80 characters."""
    return telling.text(listing(found))


def html(found: "StatusDifference") -> str:
    """The difference as an HTML element: what counts besides, a table of what changes."""
    return telling.html(listing(found))


def listing(found: "StatusDifference") -> Listing:
    """The difference, a row for each statement that counts besides and each change."""
    return Listing(
        _COLUMNS,
        list(_rows(found)),
        record(found),
        above=(found.title, f"Before: {found.counted[0]}", f"After: {found.counted[1]}"),
        lines=tuple(_lines(found)) if found else (),
        empty=NOTHING,
    )


def record(found: "StatusDifference") -> Record:
    """The fields of the difference, with every label."""
    return {
        **plain(found),
        "statements": [telling.shown(each) for each in found.statements],
        "paths": [
            {
                **plain(each),
                "source_label": found.labels[each.source],
                "target_label": found.labels[each.target],
                "before": None if each.before is None else records.path(each.before),
                "after": None if each.after is None else records.path(each.after),
            }
            for each in found.paths
        ],
    }


def _lines(found: "StatusDifference") -> Iterator[str]:
    sources = telling.Sources()
    yield from ("", f"What counts besides: {count(len(found.statements), 'statement')}")
    yield from _first(
        [line for each in found.statements for line in sources.line(each, note=False)], "  "
    )
    how = ", weighted" if found.weighted else ""
    for measure in found.measures:
        ranks = [each for each in found.ranks if each.measure == measure]
        told, others = [each for each in ranks if moves(each)], [*passed(ranks), *stayed(ranks)]
        yield from ("", f"Rank by {measure}{how}{'' if told or others else f': {NOTHING}'}")
        yield from _first(
            [
                f"  {each.label} {each.rank_before or 'no rank'} -> {each.rank_after or 'no rank'}"
                f" ({value(each.value_before)} -> {value(each.value_after)})"
                f"{whose(each)}"
                for each in told
            ],
            "  ",
        )
        yield from others
    yield from ("", "Strongest paths" if found.pairs else changed_pairs(found))
    for change in found.paths:
        yield from _path(found, change)
    if found.reach:
        yield from ("", "Who reaches whom")
        yield from _first([f"  {_reach(found, each)}" for each in found.reach], "  ")
    yield from sources.listed()


def _path(found: "StatusDifference", change: "PathChange") -> Iterator[str]:
    strengths = " -> ".join(
        "none" if each is None else f"{each.strength:.3f}" for each in (change.before, change.after)
    )
    ends = f"{found.labels[change.source]} to {found.labels[change.target]}"
    by = f" by {several(change.statements)}" if change.statements else ""
    yield f"  {ends}: {change.change}" + ("" if change.change in SAME else f", {strengths}{by}")
    told = {"before": change.before, "after": change.after}
    if change.before and change.after and change.before.actors == change.after.actors:
        told = {"by way of": change.after}
    for word, path in told.items():
        if path is not None:
            yield f"    {word}: {way(path)}"


def _reach(found: "StatusDifference", change: "ReachChange") -> str:
    gained = telling.listed(found.labels[iri] for iri in change.gained)
    return (
        f"{change.label} {change.before} -> {change.after}: now {gained}; by"
        f" {several(change.statements)}"
    )


def _first(lines: list[str], indent: str) -> Iterator[str]:
    yield from lines[:_LINES]
    if len(lines) > _LINES:
        yield f"{indent}and {len(lines) - _LINES:,} more; the record (--json) has all"


def _rows(found: "StatusDifference") -> Iterator[tuple[object, ...]]:
    for each in found.statements:
        yield ("counts besides", str(each), "", each.status.value, curie(each.iri))
    for rank in found.ranks:
        before, after = (
            f"{place} ({value(score)})" if place else ""
            for place, score in (
                (rank.rank_before, rank.value_before),
                (rank.rank_after, rank.value_after),
            )
        )
        named = telling.curies(rank.statements)
        yield (f"rank by {rank.measure}", rank.label, before, after, named)
    for path in found.paths:
        ends = f"{found.labels[path.source]} to {found.labels[path.target]}"
        sides = (f"{way(p)} ({p.strength:.3f})" if p else "" for p in (path.before, path.after))
        yield (f"path {path.change}", ends, *sides, telling.curies(path.statements))
    for reach in found.reach:
        sides = (str(reach.before), str(reach.after))  # type: ignore[assignment]  # both are pairs
        yield ("reach", reach.label, *sides, telling.curies(reach.statements))
