"""The difference that a scenario makes to ranks and to strongest paths."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.analysis.centrality import Score, rank
from kg.analysis.paths import Path, paths
from kg.scenario.records import PathChange, RankChange, Scenario

if TYPE_CHECKING:
    from kg.graph.face import Graph


def rank_changes(
    before: "Graph",
    after: "Graph",
    scenario: Scenario,
    out: frozenset[str],
    new: frozenset[str],
) -> Iterator[RankChange]:
    """The actors whose rank or value moves, by measure, then in the new order; those gone come last."""
    changed, weighted = tuple(sorted(out | new)), scenario.weighted
    if not changed:
        return
    for measure in scenario.measures:
        old = {score.actor: score for score in rank(before, measure, weighted=weighted)}
        now = {score.actor: score for score in rank(after, measure, weighted=weighted)}
        for actor in (*now, *(each for each in old if each not in now)):
            was, is_ = old.get(actor), now.get(actor)
            own = {*(was.statements if was else ()), *(is_.statements if is_ else ())}
            change = _rank_change(measure, actor, was, is_, own, changed)
            if change.rank_before != change.rank_after or not change.same_value:
                yield change


def path_changes(
    before: "Graph",
    after: "Graph",
    pairs: Iterable[tuple[str, str]],
    out: frozenset[str],
    new: frozenset[str],
) -> Iterator[PathChange]:
    """The strongest path of each pair before and after, changed or not."""
    for source, target in pairs:
        old, now = _strongest(before, source, target), _strongest(after, source, target)
        carried = [iri for iri in (old.statements if old else ()) if iri in out]
        carried += [iri for iri in (now.statements if now else ()) if iri in new]
        statements = tuple(dict.fromkeys(carried))
        yield PathChange(source, target, _what_changed(old, now), old, now, statements)


def _rank_change(
    measure: str,
    actor: str,
    was: Score | None,
    is_: Score | None,
    own: set[str],
    changed: tuple[str, ...],
) -> RankChange:
    label = next(score.label for score in (is_, was) if score)
    change = RankChange(
        measure,
        actor,
        label,
        was.rank if was else None,
        was.value if was else None,
        is_.rank if is_ else None,
        is_.value if is_ else None,
        tuple(iri for iri in changed if iri in own),
    )
    if change.same_value or not change.statements:
        return replace(change, statements=changed, own=False)
    return change


def _strongest(graph: "Graph", source: str, target: str) -> Path | None:
    if source not in graph or target not in graph:
        return None
    return next(iter(paths(graph, source, target, limit=1)), None)


def _what_changed(old: Path | None, now: Path | None) -> str:
    if old is None or now is None:
        return ("no path" if now is None else "new") if old is None else "lost"
    if old.strength != now.strength:
        return "stronger" if now.strength > old.strength else "weaker"
    if old.actors != now.actors:
        return "rerouted"
    sure = [all(step.certainty == "certain" for step in each.steps) for each in (old, now)]
    if sure[0] != sure[1]:
        return "surer" if sure[1] else "less sure"
    return "same" if old.statements == now.statements else "carried differently"
