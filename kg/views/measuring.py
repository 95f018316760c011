"""What a page says of its actors in numbers: measures over the statements that it opens with."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.analysis.centrality import rank
from kg.analysis.communities import communities
from kg.dates import Certainty
from kg.model import Status

if TYPE_CHECKING:
    import networkx

_SIZES = (
    *("degree", "strength", "in_degree", "out_degree"),
    *("betweenness", "closeness", "harmonic", "eigenvector", "katz", "pagerank"),
)
_RUNS = 20
_MEASURED = 500  # more actors, and some measures take seconds


def restrict(
    graph: "networkx.MultiDiGraph[str]", status: Iterable[str]
) -> "networkx.MultiDiGraph[str]":
    """The graph with all its actors, and of its statements those of these statuses that stand."""
    import networkx

    wanted = set(status)
    kept: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(**graph.graph)
    kept.add_nodes_from(graph.nodes(data=True))
    for subject, obj, iri, data in graph.edges(keys=True, data=True):
        if data["status"] in wanted and data["certainty"] != Certainty.IMPOSSIBLE:
            kept.add_edge(subject, obj, key=iri, **data)
    return kept


def counted(count: int, shown: Sequence[str]) -> str:
    """What the measures counted, in words."""
    told = "any status" if len(shown) == len(Status) else " or ".join(shown).lower() or "none"
    return f"{count:,} statement{'' if count == 1 else 's'}: {told}"


def scores_of(graph: "networkx.MultiDiGraph[str]") -> dict[str, dict[str, tuple[int, float]]]:
    """Rank and value of each actor under each measure that is quick enough here."""
    quick = _SIZES if len(graph) <= _MEASURED else _SIZES[:1]
    return {
        name: {score.actor: (score.rank, score.value) for score in rank(graph, name)}
        for name in quick
    }


def communities_of(graph: "networkx.MultiDiGraph[str]") -> tuple[list[str], dict[str, int]]:
    """What the communities are called, each by its member with most ties, and the number of each actor's.

    Actors without a tie of cooperation are in none: the last number.
    """
    found = communities(graph, runs=_RUNS if len(graph) <= _MEASURED else 1)
    ties = dict(graph.degree())
    labels = []
    for community in found:
        named = max(community.members, key=lambda each: (ties[each.actor], each.actor))
        rest = len(community.members) - 1
        labels.append(f"{named.label} and {rest} more")
    of = {actor: found.of.get(actor, len(found) + 1) - 1 for actor in graph}
    return [*labels, "no cooperation"], of
