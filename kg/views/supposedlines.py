"""What a scenario changes, as lines to read."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.scenario.records import Effect
from kg.views import records
from kg.views.lines import count, when
from kg.views.records import plain
from kg.views.supplies import NO_OTHER, depends

if TYPE_CHECKING:
    from kg.analysis.paths import Path
    from kg.model import Actor, Statement
    from kg.scenario.records import (
        Consequence,
        Left,
        PathChange,
        RankChange,
        ReachChange,
        SideChange,
        WhatIf,
    )
    from kg.scenario.statuses import StatusDifference

NOTHING = "nothing changes"
SAME = ("same", "no path")
"""What is told of a pair whose strongest path is as it was."""
_MOST = 5  # statements or actors that a line names
_LINES = 20  # lines of a kind
_HEADS = {
    Effect.FALLS: "What falls",
    Effect.SUSPENDED: "What is suspended",
    Effect.LOSES_EVIDENCE: "What loses evidence",
    Effect.COUNTS_AGAIN: "What counts again",
    Effect.ADDED: "What is supposed",
    Effect.MADE_ACTUAL: "What is supposed to be Actual",
}
_SIGNS = dict(zip(Effect, "--~+++", strict=True))
_BACK = (Effect.COUNTS_AGAIN, Effect.ADDED, Effect.MADE_ACTUAL)


def supposition(found: "WhatIf") -> str:
    """What is supposed, in one line."""
    scenario = found.scenario
    parts = [f"retract {each}" for each in scenario.retract]
    parts += [f"add {addition(each)}" for each in scenario.add]
    parts += [f"suspend {each}" for each in scenario.suspend]
    return "; ".join(parts) or "nothing is supposed"


def lines_of(found: "WhatIf") -> Iterator[str]:
    """The changes to read; that there is none, if so."""
    yield from (found.scenario.title, f"  {supposition(found)}")
    if found.scenario.at:
        yield f"  at {found.scenario.at}"
    if found.scenario.known_by:
        yield f"  known by {found.scenario.known_by}"
    for effect, head in _HEADS.items():
        if told := found.of(effect):
            yield from ("", head)
            yield from _first(f"  {_SIGNS[effect]} {_consequence(found, each)}" for each in told)
    if not found:
        yield from ("", NOTHING)
    elif not found.moves:
        yield from ("", f"{NOTHING} in the graph: {found.counted[1]}")
    yield from _ranks(found)
    if found.paths:
        yield from ("", _paths_head(found))
        for each in found.paths:
            yield from _path(found, each)
    yield from _rest(found)


def _rest(found: "WhatIf") -> Iterator[str]:
    """Who reaches whom, who is left without an alternative, who changes side."""
    if found.reach:
        yield from ("", "Who reaches whom")
        yield from _first(f"  {_reach(found, each)}" for each in found.reach)
    for head, left in (
        ("Left without an alternative", [each for each in found.left if not each.after]),
        ("Left with one supplier", [each for each in found.left if each.after]),
    ):
        if left:
            yield from ("", head)
            yield from _first(f"  {_left(found, each)}" for each in left)
    if found.moves:
        yield from _blocs(found)
        yield from _communities(found)


def _ranks(found: "WhatIf") -> Iterator[str]:
    how = ", weighted" if found.scenario.weighted else ""
    for measure in found.scenario.measures:
        told = [each for each in found.ranks if each.measure == measure]
        if told:
            yield from ("", f"Rank by {measure}{how}")
            yield from _first(f"  {_rank(each)}" for each in told if moves(each))
            yield from passed(told)
            yield from stayed(told)
        elif found.moves:
            yield from ("", f"Rank by {measure}{how}: {NOTHING}")


def moves(change: "RankChange") -> bool:
    """Whether the rank is another one by the actor's own value."""
    return change.rank_before != change.rank_after and not change.same_value


def passed(changes: "Iterable[RankChange]") -> Iterator[str]:
    """How many move in rank though their value is the same: a line, or none."""
    others = sum(each.rank_before != each.rank_after and each.same_value for each in changes)
    if others:
        verb = "moves" if others == 1 else "move"
        yield f"  {count(others, 'actor')} of the same value {verb} only as others pass or fall behind"


def stayed(changes: "Iterable[RankChange]") -> Iterator[str]:
    """How many are of another value in the rank that they had: a line, or none."""
    if still := sum(each.rank_before == each.rank_after for each in changes):
        yield f"  {count(still, 'actor')} of another value in the same rank"


def _rank(change: "RankChange") -> str:
    ranks = f"{change.rank_before or 'no rank'} -> {change.rank_after or 'no rank'}"
    values = f"{value(change.value_before)} -> {value(change.value_after)}"
    return f"{change.label} {ranks} ({values}){whose(change)}"


def whose(change: "RankChange | SideChange", mark: str = "") -> str:
    """By which statements of its own an actor moves; that it has none, where several others may do it."""
    if change.own or len(change.statements) == 1:
        return f"{mark} by {several(change.statements)}"
    return ", as others move"


def value(value: float | None) -> str:
    """A measure's value as people read it."""
    return "none" if value is None else f"{value:.4g}"


def _paths_head(found: "WhatIf") -> str:
    return "Strongest paths" if found.scenario.pairs else changed_pairs(found)


def changed_pairs(found: "WhatIf | StatusDifference") -> str:
    """How many pairs have another strongest path, of how many, and that only some are told, if so."""
    changed = count(found.pairs_changed, "pair")
    shown = f", the {len(found.paths)} most" if found.pairs_changed > len(found.paths) else ""
    return f"Strongest paths: {changed} changed{shown} (of {found.searched})"


def _path(found: "WhatIf", change: "PathChange") -> Iterator[str]:
    ends = f"{found.labels[change.source]} to {found.labels[change.target]}"
    strengths = " -> ".join(
        "none" if each is None else f"{each.strength:.3f}" for each in (change.before, change.after)
    )
    by = f" by {several(change.statements)}" if change.statements else ""
    yield f"  {ends}: {change.change}" + ("" if change.change in SAME else f", {strengths}{by}")
    told = {"before": change.before, "after": change.after}
    if change.change == "same" or (
        change.before and change.after and change.before.actors == change.after.actors
    ):
        told = {"by way of": change.after}
    for word, path in told.items():
        if path is not None:
            yield f"    {word}: {way(path)}"


def way(path: "Path") -> str:
    """The actors of a path."""
    return " > ".join(path.labels)


def _reach(found: "WhatIf", change: "ReachChange") -> str:
    parts = [
        f"{word} {_names(found, iris)}"
        for word, iris in (("no longer", change.lost), ("now", change.gained))
        if iris
    ]
    what = "; ".join(parts)
    return (
        f"{change.label} {change.before} -> {change.after}: {what}; by {several(change.statements)}"
    )


def _left(found: "WhatIf", left: "Left") -> str:
    first, *others = (found.labels[iri] for iri in left.before if iri not in left.after)
    nor = "".join(f", nor does {each}" for each in others)
    only = f"only {_names(found, left.after)} is named besides" if left.after else NO_OTHER
    relation = found.labels.get(left.relation, curie(left.relation))
    said = f"{first} {relation} {left.label} no longer{nor}; {only}; by {several(left.statements)}"
    if left.depends_on:
        said += f"; {depends(_names(found, left.depends_on))}, by {several(left.dependence)}"
    return said


def _blocs(found: "WhatIf") -> Iterator[str]:
    """Who changes side, and how many ties fit no two blocs; nothing where neither changes."""
    change = found.blocs
    if not change.exact:
        yield from ("", "Blocs: not told, as so many ties allow only bounds of how well they fit")
        return
    (old, _), (now, _) = change.frustration
    if change.sides or old != now:
        yield from ("", f"Blocs: pairs that fit no two, {old:,} -> {now:,}")
        yield from _first(f"  {_move(found, each, 'bloc')}" for each in change.sides)


def _communities(found: "WhatIf") -> Iterator[str]:
    """Who changes community; nothing where nobody does."""
    change = found.communities
    if not change.stable:
        told = " before and ".join(f"{each:.2f}" for each in change.agreement)
        yield from (
            "",
            f"Communities: not told, as they depend on the draw (agreement {told} after)",
        )
    elif change.moves:
        yield from ("", "Communities, the same in every run before and after")
        yield from _first(f"  {_move(found, each, 'community')}" for each in change.moves)


def _move(found: "WhatIf", change: "SideChange", what: str) -> str:
    by = whose(change, ";")
    if not change.after:
        return f"{change.label} is in no {what} any more{by}"
    others = tuple(iri for iri in change.after if iri != change.actor)
    now = _names(found, others) if others else "nobody"
    if not change.before:
        return f"{change.label} comes to stand with {now}{by}"
    old = tuple(iri for iri in change.before if iri != change.actor)
    left = _names(found, old) if old else "nobody"
    verb = "changes side" if what == "bloc" else "moves"
    return f"{change.label} {verb}: with {now} instead of {left}{by}"


def _consequence(found: "WhatIf", told: "Consequence") -> str:
    statement, notes = told.statement, [_status(told), when(plain(told.statement))]
    said = f"{sentence(found, statement)} ({', '.join(filter(None, notes))})"
    return f"{said}, {curie(statement.iri)}{why(found, told)}"


def _status(told: "Consequence") -> str:
    return f"{told.was} in the data" if told.was else told.statement.status.value


def why(found: "WhatIf", told: "Consequence") -> str:
    """What brought it about, and whether the graph knew it; "" where that goes without saying."""
    parts = []
    if told.because != told.statement.iri:
        parts.append(f"by {told.reason} {found.labels.get(told.because, curie(told.because))}")
    if not told.counted and told.effect is not Effect.LOSES_EVIDENCE:
        where = "is not" if told.effect in _BACK else "was not"
        parts.append(f"{where} in the graph")
    return f": {', '.join(parts)}" if parts else ""


def sentence(found: "WhatIf", statement: "Statement") -> str:
    """The statement as a sentence in the scenario's labels."""
    return records.sentence(statement, lambda iri: found.labels.get(iri, curie(iri)))


def _first(lines: Iterable[str]) -> Iterator[str]:
    """The first lines of a kind, and how many more there are."""
    every = list(lines)
    yield from every[:_LINES]
    if len(every) > _LINES:
        yield f"  and {len(every) - _LINES:,} more; the record (--json) has all"


def _names(found: "WhatIf", actors: tuple[str, ...]) -> str:
    labels = [found.labels[iri] for iri in actors]
    if len(labels) > _MOST:
        return f"{', '.join(labels[:_MOST])} and {len(labels) - _MOST:,} more"
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def several(statements: tuple[str, ...]) -> str:
    """The first few statements, and how many more there are."""
    named = ", ".join(map(curie, statements[:_MOST]))
    left = len(statements) - _MOST
    return f"{named} and {left} more" if left > 0 else named


def addition(given: "str | Statement | Actor") -> str:
    """What is added, as it was named."""
    return given if isinstance(given, str) else curie(given.iri)
