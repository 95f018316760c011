"""What scenarios change as text, as listings, as records and in a notebook."""

import html as markup
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.scenario.records import Effect
from kg.views import records, tables
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.supposedlines import (
    NOTHING,
    SAME,
    addition,
    lines_of,
    moves,
    sentence,
    supposition,
    value,
    way,
    why,
)

if TYPE_CHECKING:
    from kg.scenario.records import WhatIf

_COLUMNS = ("scenario", "change", "what", "before", "after", "statements")
_SIDE = ("scenario", "statements", "ranks", "paths", "reach", "left without")
_WIDTH = 80


def text(found: "WhatIf") -> str:
    """The scenario in lines of at most 80 characters."""
    return "\n".join(tables.wrapped(tables.safe(each), width=_WIDTH) for each in lines_of(found))


def html(found: "WhatIf") -> str:
    """The scenario as an HTML element: what is supposed, a table of what changes."""
    head = f"{found.scenario.title}: {supposition(found)}"
    title = f"<p>{markup.escape(tables.safe(head))}</p>"
    if not found:
        return f"<div>{title}<p>{NOTHING}</p></div>"
    table = tables.html_table(_COLUMNS[1:], [row[1:] for row in _rows(found)])
    return f"<div>{title}{table}</div>"


def listing(found: "Iterable[WhatIf]") -> Listing:
    """One scenario in full, or several side by side; a row for every change, a record for each scenario."""
    every = tuple(found)
    if len(every) == 1:
        lines = tuple(lines_of(every[0]))
    else:
        side = tables.text_table(_SIDE, [_beside(each) for each in every], width=_WIDTH)
        lines = (*side.splitlines(), *_changing_sides(every))
    return Listing(
        _COLUMNS,
        [row for each in every for row in _rows(each)],
        [record(each) for each in every],
        lines=lines,
        empty=NOTHING,
    )


def record(found: "WhatIf") -> Record:
    """What is supposed, what becomes of statements, and what that changes, with every label."""
    label = found.labels.get
    return {
        "title": found.scenario.title,
        "note": found.scenario.note,
        "supposed": {
            "retract": list(found.scenario.retract),
            "add": [addition(each) for each in found.scenario.add],
            "suspend": list(found.scenario.suspend),
            "actors": dict(found.scenario.actors),
        },
        "at": found.scenario.at,
        "known_by": found.scenario.known_by,
        "weighted": found.scenario.weighted,
        "counted": {"before": found.counted[0], "after": found.counted[1]},
        "searched": found.searched,
        "consequences": [
            {**plain(each), "sentence": sentence(found, each.statement), "why": why(found, each)}
            for each in found.consequences
        ],
        "ranks": [plain(each) for each in found.ranks],
        "paths": [
            {
                **plain(each),
                "source_label": label(each.source),
                "target_label": label(each.target),
                "before": None if each.before is None else records.path(each.before),
                "after": None if each.after is None else records.path(each.after),
            }
            for each in found.paths
        ],
        "pairs_changed": found.pairs_changed,
        "reach": [plain(each) for each in found.reach],
        "left": [{**plain(each), "relation_label": label(each.relation)} for each in found.left],
        "blocs": plain(found.blocs),
        "communities": {**plain(found.communities), "stable": found.communities.stable},
        "labels": dict(found.labels),
    }


def _beside(found: "WhatIf") -> tuple[str, ...]:
    """A scenario as a row beside others."""
    if not found:
        return (found.scenario.title, NOTHING, "", "", "", "", "")
    effects = [f"{len(told)} {effect}" for effect in Effect if (told := found.of(effect))]
    moved = [each for each in found.ranks if moves(each)]
    ranks = [count(len(moved), "move") if moved else "no move"]
    ranks += [
        f"{each.label} {each.rank_before or '-'} -> {each.rank_after or '-'}" for each in moved[:1]
    ]
    paths = [count(found.pairs_changed, "pair")]
    paths += [
        f"{found.labels[each.source]} to {found.labels[each.target]} {each.change}"
        for each in found.paths
        if each.change not in SAME
    ][:1]
    left = [f"{each.label} ({found.labels.get(each.relation)})" for each in found.left]
    return (
        found.scenario.title,
        ", ".join(effects),
        ": ".join(ranks),
        ": ".join(paths),
        f"{count(len(found.reach), 'actor')}" if found.reach else "no change",
        "; ".join(left) or "nobody",
    )


def _changing_sides(every: "tuple[WhatIf, ...]") -> Iterator[str]:
    """Who changes side in which scenario, below the table."""
    for found in every:
        sides = [each.label for each in found.blocs.sides]
        if sides:
            yield from ("", f"{found.scenario.title}: {', '.join(sides)} in another bloc")
        elif not found.blocs.exact:
            yield from ("", f"{found.scenario.title}: blocs are not told, as they are only bounded")


def _rows(found: "WhatIf") -> Iterator[tuple[str, ...]]:
    title = found.scenario.title
    for told in found.consequences:
        what = f"{sentence(found, told.statement)}{why(found, told)}"
        was = told.was or ("" if told.effect is Effect.ADDED else told.statement.status)
        gone = told.effect is Effect.FALLS
        now = "" if gone else told.statement.status.value
        yield (title, told.effect.value, what, str(was), now, curie(told.statement.iri))
    for rank in found.ranks:
        sides = (
            f"{place} ({value(score)})" if place else ""
            for place, score in (
                (rank.rank_before, rank.value_before),
                (rank.rank_after, rank.value_after),
            )
        )
        yield (title, f"rank by {rank.measure}", rank.label, *sides, _all(rank.statements))
    for path in found.paths:
        ends = f"{found.labels[path.source]} to {found.labels[path.target]}"
        sides = (f"{way(p)} ({p.strength:.3f})" if p else "" for p in (path.before, path.after))
        yield (title, f"path {path.change}", ends, *sides, _all(path.statements))
    for reach in found.reach:
        counts = (str(reach.before), str(reach.after))
        yield (title, "reach", reach.label, *counts, _all(reach.statements))
    for left in found.left:
        what = f"{left.label}, {found.labels.get(left.relation, curie(left.relation))}"
        partners = ("; ".join(found.labels[i] for i in side) for side in (left.before, left.after))
        yield (title, "left without", what, *partners, _all(left.statements))
    for side in found.blocs.sides:
        blocs = ("; ".join(found.labels[i] for i in actors) for actors in (side.before, side.after))
        yield (title, "side", side.label, *blocs, _all(side.statements))
    for move in found.communities.moves:
        parts = ("; ".join(found.labels[i] for i in actors) for actors in (move.before, move.after))
        yield (title, "community", move.label, *parts, _all(move.statements))


def _all(statements: tuple[str, ...]) -> str:
    return "; ".join(map(curie, statements))
