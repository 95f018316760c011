"""Whether the strongest path between two actors withstands dates, doubt and the loss of each source."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.chains import Path
from kg.analysis.choosing import asked
from kg.analysis.doubting import doubted
from kg.analysis.given import graph_of
from kg.analysis.origins import Origin
from kg.analysis.paths import paths
from kg.analysis.perturbing import MOST_LEFT_OUT, check_trial, losses_of, lots_of
from kg.analysis.ranges import Verdict
from kg.analysis.ties import ties_of
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset


@dataclass(frozen=True)
class Loss:
    """The strongest path that is left without an origin (or a place); None where there is none."""

    origin: Origin
    path: Path | None


@dataclass(frozen=True)
class PathRobustness(Shown):
    """The strongest path from `source` to `target` (labels), and what becomes of it.

    `certain` is the strongest path of the certain statements alone. `strongest` is the share of the
    `draws` in which the path is the strongest as well, `connected` that in which there is any. `without`
    are the losses after which another path, or none, is the strongest, those that leave least first;
    `left_out` of `origins` (or places) were tried. `reasons` say what makes it contested. `called` is
    what such a path is by the signs of its steps: see `Paths`.
    """

    source: str
    target: str
    counted: str
    path: Path | None
    certain: Path | None
    strongest: float
    connected: float
    without: tuple[Loss, ...]
    reasons: tuple[str, ...]
    draws: int
    seed: int
    level: float
    leave_out: str
    left_out: int
    origins: int
    together: str = "report"
    called: str = "influence path"

    @property
    def verdict(self) -> Verdict:
        """Stable, unless there is a reason against it."""
        return Verdict.CONTESTED if self.reasons else Verdict.STABLE

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that carry the path."""
        return self.path.statements if self.path else ()

    def __str__(self) -> str:
        from kg.views.steady import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.steady import html

        return html(self)


def path_robustness(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    a: str,
    b: str,
    *,
    max_steps: int | None = None,
    sign: Iterable[int | str] | int | str | None = (0, 1),
    draws: int = 200,
    level: float = 0.5,
    leave_out: str = "origin",
    together: str = "report",
    seed: int = 0,
    progress: Callable[[str, int, float | None], object] | None = None,
) -> PathRobustness:
    """What becomes of the strongest path from one actor to another if the graph is otherwise.

    Tried is what `kg.rank_intervals` tries, with the same limits: the certain statements alone; random
    graphs in which each statement is kept with a probability that equals its confidence; each origin
    left out. The path is contested if the certain statements have another or none, if fewer than
    `level` of the draws have it as their strongest, or if another or none is left without an origin;
    else it is stable. A path is the same if its actors are.

    Args:
        graph: what `kg.project` gave, or a dataset, of which the Actual statements count.
        a: where influence starts: a label, alias, local name, CURIE or IRI.
        b: where it arrives.
        max_steps: the longest path, in steps.
        sign: the signs of relations that carry influence; cooperation and neutral unless said otherwise.
        draws: how many random graphs.
        level: the share of the draws in which a stable path is the strongest, in (0, 1].
        leave_out: "origin", or "place": each place in a source instead.
        together: what falls together in a draw: as for `kg.rank_intervals`.
        seed: of the draws: the same seed gives the same answer.
        progress: is called with "tracing", how many graphs are searched, and their share of all.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: both are one actor, or an option has no sense.
    """
    check_trial(draws=draws, level=level, leave_out=leave_out, together=together)
    graph = graph_of(graph)
    ties = ties_of(graph)
    what = doubted(graph)
    question = asked(graph, a, b, ties=ties, max_steps=max_steps, sign=sign)
    signs = question.signs
    sources, by_place = graph.graph.get("sources", {}), leave_out == "place"
    losses = losses_of(what.places, what.origins, sources, by_place=by_place)
    keys = losses.most(MOST_LEFT_OUT)
    done, whole = itertools.count(1), 2 + draws + len(keys)

    def best(some: "networkx.MultiDiGraph[str]") -> Path | None:
        found = None
        if question.ends is not None and len(some):
            ends = [ties.nodes[each] for each in question.ends]
            if all(end in some for end in ends):
                told = paths(some, ends[0], ends[1], limit=1, max_steps=max_steps, sign=signs)
                found = told[0] if len(told) else None
        number = next(done)
        if progress is not None:
            progress("tracing", number, number / whole)
        return found

    path, certain = best(graph), best(what.certain())
    drawn = [best(what.left(kept)) for kept in lots_of(what, together).drawn(draws, seed)]
    without = [Loss(losses.named[key], best(what.left(losses.kept(key)))) for key in keys]
    moved = [each for each in without if _chain(each.path) != _chain(path)]
    moved.sort(key=lambda each: (each.path.strength if each.path else 0.0, each.origin.key))
    connected = sum(each is not None for each in drawn) / draws
    strongest = sum(each is not None and _chain(each) == _chain(path) for each in drawn) / draws
    reasons: list[str] = []
    if path is not None:
        if _chain(certain) != _chain(path):
            reasons.append(f"{_way(certain)} among certain statements alone")
        if strongest < level:
            reasons.append(f"the strongest in {strongest:.0%} of {draws:,} draws only")
        reasons += [f"{_way(each.path)} without {each.origin}" for each in moved]
    return PathRobustness(
        *question.labels,
        question.counted,
        path,
        certain,
        round(strongest, 9),
        round(connected, 9),
        tuple(moved),
        tuple(reasons),
        draws,
        seed,
        level,
        leave_out,
        len(keys),
        len(losses.named),
        together,
        question.called,
    )


def _chain(path: Path | None) -> tuple[str, ...]:
    return path.actors if path else ()


def _way(path: Path | None) -> str:
    return "no path" if path is None else " > ".join(path.labels)
