"""What a page says of its actors in numbers: measures over the statements that it opens with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from kg.analysis.centrality import rank
from kg.analysis.communities import communities
from kg.dates import Certainty
from kg.graph.edges import CERTAINTIES, STATUSES, EdgeColumns
from kg.graph.reading import Reader
from kg.graph.watching import About
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
    columns, reader = (getattr(graph, name, None) for name in ("columns", "reader"))
    if columns is not None and reader is not None:
        return _restricted(columns, reader, graph.graph, wanted)
    kept: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(**graph.graph)
    kept.add_nodes_from(graph.nodes(data=True))
    for subject, obj, iri, data in graph.edges(keys=True, data=True):
        if data["status"] in wanted and data["certainty"] != Certainty.IMPOSSIBLE:
            kept.add_edge(subject, obj, key=iri, **data)
    return kept


def _restricted(
    columns: EdgeColumns, reader: Reader, about: "Mapping[str, Any]", wanted: set[str]
) -> "networkx.MultiDiGraph[str]":
    import numpy

    from kg.graph.face import Graph

    stands = columns.certainty != CERTAINTIES.index(Certainty.IMPOSSIBLE)
    shown = numpy.array([each in wanted for each in STATUSES])[columns.status]
    told = about.unread() if isinstance(about, About) else About(about)
    rows = shown & stands
    kept = {each.name: getattr(columns, each.name) for each in fields(columns)}
    taken = {name: one[rows] for name, one in kept.items() if isinstance(one, numpy.ndarray)}
    return Graph.of(replace(columns, **taken), reader, told)


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
    ties = _degrees(graph)
    labels = []
    for community in found:
        named = max(community.members, key=lambda each: (ties[each.actor], each.actor))
        rest = len(community.members) - 1
        labels.append(f"{named.label} and {rest} more")
    of = {actor: found.of.get(actor, len(found) + 1) - 1 for actor in graph}
    return [*labels, "no cooperation"], of


def _degrees(graph: "networkx.MultiDiGraph[str]") -> dict[str, int]:
    """How many edges each actor has, mirrors counted as networkx does."""
    import numpy

    columns: EdgeColumns | None = getattr(graph, "columns", None)
    if columns is None:
        return dict(graph.degree())
    weight = 1 + columns.mirror.astype(numpy.int64)
    found = sum(
        numpy.bincount(ends, weight, len(columns.nodes))
        for ends in (columns.source, columns.target)
    )
    return dict(zip(columns.nodes, numpy.asarray(found).astype(int).tolist(), strict=True))
