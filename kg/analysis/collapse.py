"""One weighted edge a pair, with influence direction applied: the graph that most measures need."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.analysis.given import graph_of
from kg.analysis.pairs import pairs_of
from kg.analysis.ties import ties_of
from kg.dates import Certainty
from kg.projection import signs_of

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset


def collapse(
    graph: "Dataset | networkx.MultiDiGraph[str]",
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
        graph: what `kg.project` gave, or a dataset, of which the Actual statements count.
        sign: keep only relations of these signs.
        relations: keep only these relation types, by IRI.

    Raises:
        OptionError: this is no projected graph and no dataset.
    """
    import networkx

    ties = ties_of(graph_of(graph))
    kinds = None if relations is None else set(relations)
    pairs = pairs_of(ties, signs=signs_of(sign), relations=kinds)
    nodes = ties.nodes
    simple: networkx.DiGraph[str] = networkx.DiGraph()
    simple.add_nodes_from(nodes)
    columns = zip(
        pairs.source.tolist(),
        pairs.target.tolist(),
        pairs.strength.tolist(),
        pairs.cost.tolist(),
        pairs.sure.tolist(),
        pairs.all_statements(),
        strict=True,
    )
    for source, target, strength, cost, sure, statements in columns:
        simple.add_edge(
            nodes[source],
            nodes[target],
            strength=strength,
            cost=cost,
            certainty=(Certainty.CERTAIN if sure else Certainty.POSSIBLE).value,
            statements=statements,
        )
    return simple
