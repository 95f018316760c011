"""How wide a rank is: under partial dates, under doubt, and without each source."""

import itertools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, TypedDict

from kg.analysis.centrality import Score, rank
from kg.analysis.doubting import doubted
from kg.analysis.given import graph_of
from kg.analysis.origins import Origin
from kg.analysis.perturbing import MOST_LEFT_OUT, check_trial, losses_of, lots_of
from kg.analysis.ranges import RankInterval, RankIntervals, Without, ordinal, told
from kg.errors import OptionError

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset


class _How(TypedDict):
    weighted: bool
    direction: str


def rank_intervals(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    by: str = "betweenness",
    *,
    weighted: bool = False,
    direction: str = "out",
    limit: int | None = None,
    draws: int = 200,
    level: float = 0.9,
    slack: int = 1,
    leave_out: str = "origin",
    together: str = "report",
    seed: int = 0,
    progress: Callable[[str, int, float | None], object] | None = None,
) -> RankIntervals:
    """How wide each rank of `kg.rank` is, and whether it is stable.

    Three things are tried, each by ranking the graph that would be left:

    - partial dates: the certain statements alone, beside all that the graph counts;
    - doubt: `draws` random graphs in which each statement is kept with a probability that equals its
      confidence, copies of one report falling together (see `kg.analysis.perturbing.lots_of`), or, with
      `together`, all that a document or an origin says. Of the
      ranks drawn the middle `level` are told, from their (1 - level) / 2 quantile to the opposite one,
      ranks that were drawn, not interpolated. An actor without a relation in a draw counts as last;
    - each origin left out, with all statements that rest on it alone: of very many, the 100 that most
      rest on.

    A rank is contested where one of the three moves it by more than `slack` places, with the reason; else
    it is stable. An origin on which everything rests says nothing of one rank or another: it is told
    once, as `alone`.

    What the interval is not: no confidence interval of statistics, for there is no sample and no true
    rank that it would cover with a known probability. It holds what the data say as they are and asks how
    much the rank depends on statements that may be wrong, not on those that nobody made. Confidences
    are judgements; draws take claims of different pairs or types as independent, or, with
    `together="origin"`, as one question of whom one trusts: the truth is somewhere between. Neither the
    certain statements alone nor one origin less bound what several changes together may do.

    A waiver falls with the last of the statements it stands by, and what it suspended counts then, if the
    graph is all that `kg.project` chose and the dataset was not changed since; else it stays suspended.

    Args:
        graph: what `kg.project` gave, or a dataset, of which the Actual statements count.
        by: a name in `kg.MEASURES`.
        weighted: as in `kg.rank`.
        direction: as in `kg.rank`.
        limit: how many to return, those that rank highest.
        draws: how many random graphs.
        level: the share of the draws whose ranks are told, in (0, 1].
        slack: how many places a stable rank may move.
        leave_out: "origin", or "place": each place in a source (a paragraph, a page) is left out instead,
            which tells something where all rests on one origin.
        together: what falls together in a draw: "statement" (nothing), "report" (an origin's word on one
            pair and type, with its copies), "source" (a document) or "origin" (a publisher or author).
        seed: of the draws: the same seed gives the same answer.
        progress: is called with "ranking", how many graphs are ranked, and their share of all.

    Raises:
        UnknownMeasure: `by` is none; with near matches.
        OptionError: an option has no sense.
        KgError: the iteration did not converge.
    """
    check_trial(draws=draws, level=level, leave_out=leave_out, together=together)
    if slack < 0:
        raise OptionError(f"slack '{slack}' is not a number from 0 on")
    graph = graph_of(graph)
    how: _How = {"weighted": weighted, "direction": direction}
    found = rank(graph, by, limit=limit, **how)
    what = doubted(graph)
    every = len(what.ties.nodes)
    sources, by_place = graph.graph.get("sources", {}), leave_out == "place"
    losses = losses_of(what.places, what.origins, sources, by_place=by_place)
    keys = losses.most(MOST_LEFT_OUT)
    alone = [key for key in keys if not what.standing(losses.kept(key)).any()]
    done, whole = itertools.count(1), 1 + draws + len(keys) - len(alone)

    def ranks(some: "networkx.MultiDiGraph[str]") -> dict[str, int]:
        found = {each.actor: each.rank for each in rank(some, by, **how)} if len(some) else {}
        number = next(done)
        if progress is not None:
            progress("ranking", number, number / whole)
        return found

    certain = ranks(what.certain())
    drawn = [ranks(what.left(kept)) for kept in lots_of(what, together).drawn(draws, seed)]
    without = {
        losses.named[key]: ranks(what.left(losses.kept(key))) for key in keys if key not in alone
    }
    return RankIntervals(
        measure=found.measure,
        counted=found.counted,
        intervals=tuple(
            _interval(score, certain, drawn, without, every=every, level=level, slack=slack)
            for score in found
        ),
        draws=draws,
        seed=seed,
        level=level,
        slack=slack,
        left_out=len(without),
        origins=len(losses.named),
        leave_out=leave_out,
        together=together,
        alone=losses.named[alone[0]] if alone else None,
        weighted=weighted,
        direction=direction,
    )


def _interval(
    score: Score,
    certain: dict[str, int],
    drawn: list[dict[str, int]],
    without: dict[Origin, dict[str, int]],
    *,
    every: int,
    level: float,
    slack: int,
) -> RankInterval:
    there = [each[score.actor] for each in drawn if score.actor in each]
    places = sorted([*there, *[every] * (len(drawn) - len(there))])
    moved = [
        Without(origin, ranks.get(score.actor))
        for origin, ranks in without.items()
        if ranks.get(score.actor) != score.rank
    ]

    def far(place: int | None) -> int:
        return every if place is None else abs(place - score.rank)

    moved.sort(key=lambda each: (-far(each.rank), each.origin.key))
    middle = _middle(places, level)
    sure = certain.get(score.actor)
    reasons = []
    if sure is None:
        reasons.append("no certain relation")
    elif far(sure) > slack:
        reasons.append(f"{ordinal(sure)} on certain statements alone")
    if max(map(far, middle)) > slack:
        low, high = map(ordinal, middle)
        reasons.append(f"{low} to {high} in {level:.0%} of {len(drawn):,} draws")
    reasons += [told(each) for each in moved if far(each.rank) > slack]
    return RankInterval(
        score.rank,
        score.actor,
        score.label,
        score.value,
        sure,
        middle,
        round(len(there) / len(drawn), 9),
        tuple(moved),
        tuple(reasons),
        score.statements,
    )


def _middle(places: list[int], level: float) -> tuple[int, int]:
    """The quantiles of sorted places that hold the middle share: places that are there."""
    tail = (1 - level) / 2
    last = len(places) - 1
    low = max(0, math.ceil(round(tail * len(places), 9)) - 1)
    return places[low], places[last - low]
