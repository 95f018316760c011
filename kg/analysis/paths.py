"""The influence paths between two actors: strongest or shortest, all of them, or those of a pattern."""

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.analysis.chains import Path, Paths, Step
from kg.analysis.choosing import Question, asked, find_actor
from kg.analysis.following import MOST_BEGINNINGS, Moves, TooMany, step_first, ways_in_order
from kg.analysis.given import graph_of
from kg.analysis.patterned import moves_by
from kg.analysis.search import cheapest_ways, ways_of
from kg.analysis.telling import Carried, cite, tell_time, told
from kg.analysis.ties import ties_of
from kg.errors import OptionError, alternatives
from kg.shown import found_in

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset

__all__ = ["Path", "Paths", "Step", "cite", "find_actor", "paths", "tell_time"]

ORDERS = ("strength", "steps")


def paths(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    a: str,
    b: str,
    *,
    limit: int | None = 5,
    max_steps: int | None = None,
    sign: Iterable[int | str] | int | str | None = (0, 1),
    order: str = "strength",
    avoid: Iterable[str] | str = (),
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    pattern: str | None = None,
    most: int = 10_000,
) -> Paths:
    """The simple influence paths from one actor to another, strongest first or shortest first.

    They are looked for in `kg.collapse(graph, sign=sign)`: a step is carried by all statements of the
    pair together, so parallel statements make one path, not many. Found by J. Y. Yen's algorithm
    (1971) over integer costs (see `kg.analysis.search`); paths of equal cost are in the order of their
    actors' IRIs. No path is an empty answer that says so, and so it is for an actor of the data that
    has no relation in the graph.

    A `pattern` says by which relation types the steps go, one after the other, with the signs of
    SPARQL's property paths: "suppliesGasTo / cooperatesWith* / ^memberOf"; a family stands for all of
    its types (see `kg.analysis.pattern`). Such steps follow statements as they stand, from subject to
    object, a symmetric one either way, and `^` turns them round: which way influence runs is not asked.
    A step is then carried by the statements of the pair that the pattern takes there. Simple paths by
    pattern may take time that grows beyond all bounds, so at most 1,000,000 beginnings of paths are
    tried, and the answer says if that was not enough.

    Args:
        graph: what `kg.project` gave, whose filters hold here, or a dataset: its Actual statements.
        a: where influence starts: a label, alias, local name, CURIE or IRI.
        b: where it arrives.
        limit: how many paths at most. None gives all of them up to `max_steps`, capped at `most`: the
            answer's `capped` then says so.
        max_steps: the longest path, in steps.
        sign: the signs of relations that carry influence; cooperation and neutral unless said otherwise.
        order: "strength", the strongest first, or "steps", the shortest first and of these the strongest.
        avoid: actors that no path may pass.
        relations: relation types that carry a step; all unless said otherwise.
        families: families of relation types, in the same way; what either names may carry a step.
        pattern: what types the steps have, in order.
        most: the cap where all paths are asked for.

    Raises:
        UnknownActor: a name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        UnknownRelationType: a name is no relation type and no family.
        OptionError: both are one actor, the pattern is none, or an option has no sense.
    """
    if limit is not None and limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    if order not in ORDERS:
        raise OptionError(f"unknown order '{order}'; use {alternatives(ORDERS)}")
    if most < 1:
        raise OptionError(f"most '{most}' is not a number from 1 on")
    if limit is None and max_steps is None:
        raise OptionError("all paths need max_steps: without it they may be without number")
    graph = graph_of(graph)
    ties = ties_of(graph)
    question = asked(
        graph,
        a,
        b,
        ties=ties,
        max_steps=max_steps,
        sign=sign,
        avoid=avoid,
        relations=relations,
        families=families,
        pattern=pattern,
    )
    by_steps = order == "steps"
    if pattern is not None or limit is None:
        moves = moves_by(graph, question, pattern, by_steps=by_steps)
    else:
        best = itertools.islice(_best(question, by_steps=by_steps), limit)
        found = told(graph, best)
        whole = Paths(*question.labels, tuple(found), question.counted, called=question.called)
        return found_in(graph, whole)
    hops_of, capped = _in_order(question, moves, limit, most)
    chains = tuple(told(graph, hops_of))
    answer = Paths(*question.labels, chains, question.counted, capped, question.called)
    return found_in(graph, answer)


def _best(question: Question, *, by_steps: bool) -> Iterator[list[Carried]]:
    """The strongest or the shortest paths in order, as hops."""
    if question.ends is None:
        return
    ways = ways_of(question.pairs, surcharge=step_first(question) if by_steps else 0)
    for _, way in cheapest_ways(ways, *question.ends, max_steps=question.max_steps):
        yield [(source, target, question.pairs) for source, target in itertools.pairwise(way)]


def _in_order(
    question: Question, moves: Moves, limit: int | None, most: int
) -> tuple[list[list[Carried]], str]:
    """The first paths, as hops, and what was left out, if anything was."""
    if question.ends is None:
        return [], ""
    ways = ways_in_order(moves, *question.ends, max_steps=question.max_steps, most=MOST_BEGINNINGS)
    found: list[list[Carried]] = []
    wanted = most if limit is None else limit
    try:
        for _, way in itertools.islice(ways, wanted):
            found.append(moves.hops(way))
        if limit is None and next(ways, None) is not None:
            return found, f"Capped at {_paths(most)}: there are more."
    except TooMany:
        given_up = f"{MOST_BEGINNINGS:,} beginnings of paths were tried: there may be more"
        return found, f"Capped at {_paths(len(found))}, as {given_up}."
    return found, ""


def _paths(number: int) -> str:
    return f"{number:,} path{'' if number == 1 else 's'}"
