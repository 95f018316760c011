"""Who changes community, where communities do not depend on the draw."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.analysis.agreement import best_matches
from kg.analysis.communities import Communities, communities
from kg.analysis.signed import signed_pairs
from kg.analysis.ties import ties_of
from kg.scenario.blocs import own_statements
from kg.scenario.records import CommunityChange, SideChange

if TYPE_CHECKING:
    from kg.graph.face import Graph


def community_changes(
    before: "Graph",
    after: "Graph",
    changed: frozenset[str],
    rid: frozenset[str],
    label: Callable[[str], str],
) -> CommunityChange:
    """What becomes of the communities of two graphs that differ by some statements.

    A community before is the one after that has most actors in common with it; whoever is in another
    one moves. Nobody in `rid`, the actors that are supposed away themselves, is told.
    """
    sides = communities(before), communities(after)
    agreement = sides[0].agreement, sides[1].agreement
    if not changed or min(agreement) < 1:
        return CommunityChange(agreement, ())
    old, now = (each.of for each in sides)
    left, come = _members(sides[0]), _members(sides[1])
    signed = [signed_pairs(ties_of(graph), signs=(1,)) for graph in (before, after)]
    own = own_statements(signed, changed)
    every = {iri for found in own.values() for iri in found}
    return CommunityChange(
        agreement,
        tuple(
            SideChange(
                actor,
                label(actor),
                left.get(old.get(actor, 0), ()),
                come.get(now.get(actor, 0), ()),
                tuple(sorted(own.get(actor, every))),
                own=actor in own,
            )
            for actor in sorted(_movers(old, now) - rid)
        ),
    )


def _members(found: Communities) -> dict[int, tuple[str, ...]]:
    return {each.number: tuple(sorted(each.actors)) for each in found}


def _movers(old: dict[str, int], now: dict[str, int]) -> set[str]:
    import numpy

    found = old.keys() ^ now.keys()
    both = sorted(old.keys() & now.keys())
    if both:
        one = numpy.unique([old[actor] for actor in both], return_inverse=True)[1]
        other = numpy.array([now[actor] for actor in both])
        match = best_matches(one, other)
        found |= {actor for actor, a, b in zip(both, one, other, strict=True) if match[a] != b}
    return found
