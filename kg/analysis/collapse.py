"""One weighted edge a pair, with influence direction applied: the graph that most measures need."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.dates import Certainty
from kg.model import Influence
from kg.projection import edges, signs_of
from kg.strength import combined_strength, cost_of

if TYPE_CHECKING:
    import networkx

_ALONG = {Influence.FORWARD.value, Influence.BOTH.value}
_AGAINST = {Influence.BACKWARD.value, Influence.BOTH.value}


def collapse(
    graph: "networkx.MultiDiGraph[str]",
    *,
    sign: Iterable[int | str] | int | str | None = None,
    relations: Iterable[str] | None = None,
) -> "networkx.DiGraph[str]":
    """The simple graph of who influences whom: an edge from influencer to influenced, per pair.

    A relation whose influence is Backward is turned (who depends on Russia is influenced by it),
    Both and symmetric relations run both ways, NoInfluence ones are left out; self-loops too. Edges
    carry `strength` in (0, 1] and `cost` (see `kg.strength.combined_strength`), `certainty`
    ("certain" if one statement certainly stands), `statements` (IRIs, strongest first). All actors of
    the graph are nodes. Nodes and edges are in the order of the IRIs.

    Args:
        graph: what `kg.project` gave.
        sign: keep only relations of these signs.
        relations: keep only these relation types, by IRI.
    """
    import networkx

    wanted = signs_of(sign)
    kinds = None if relations is None else set(relations)
    carried: dict[tuple[str, str], list[tuple[float, str, str, str]]] = defaultdict(list)
    for subject, obj, iri, data in edges(graph, relations=kinds):
        if subject == obj or (wanted is not None and data["sign"] not in wanted):
            continue
        carrier = (
            -float(str(data["strength"])),
            iri,
            str(data["predicate"]),
            str(data["certainty"]),
        )
        both = graph.has_edge(obj, subject, iri) and graph[obj][subject][iri]["mirror"]
        if data["influence"] in _ALONG or (both and data["influence"] in _AGAINST):
            carried[subject, obj].append(carrier)
        if data["influence"] in _AGAINST or (both and data["influence"] in _ALONG):
            carried[obj, subject].append(carrier)
    simple: networkx.DiGraph[str] = networkx.DiGraph()
    simple.add_nodes_from(sorted(graph.nodes))
    for (source, target), found in sorted(carried.items()):
        strength = combined_strength((kind, -negative) for negative, _, kind, _ in found)
        sure = any(certainty == Certainty.CERTAIN for *_, certainty in found)
        simple.add_edge(
            source,
            target,
            strength=strength,
            cost=cost_of(strength),
            certainty=(Certainty.CERTAIN if sure else Certainty.POSSIBLE).value,
            statements=tuple(iri for _, iri, _, _ in sorted(found)),
        )
    return simple
