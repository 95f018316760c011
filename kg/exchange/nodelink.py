"""Node-link JSON, as networkx and D3 write graphs: nothing is lost, the rest is the graph's attributes."""

from kg.exchange.jsonfiles import all_objects, as_bytes, loaded_from, parcel_of_items
from kg.exchange.network import MARK, network_of
from kg.exchange.parcel import Parcel
from kg.vocabulary import Vocabulary

_KIND = "node-link JSON"


def write(parcel: Parcel, words: Vocabulary) -> bytes:
    """The parcel as node-link JSON."""
    network = network_of(parcel, words)
    return as_bytes(
        {
            "directed": True,
            "multigraph": True,
            "graph": {MARK: network.aside},
            "nodes": [{**value, "id": iri} for iri, value in network.nodes],
            "edges": [{**v, "source": s, "target": o, "key": i} for i, s, o, v in network.edges],
        }
    )


def read(data: bytes) -> Parcel:
    """The parcel of node-link JSON that kg wrote.

    Raises:
        DataError: it is none, or kg did not write it.
    """
    whole = loaded_from(data, _KIND)
    nodes, edges = (all_objects(whole.get(name), _KIND) for name in ("nodes", "edges"))
    edges = [{**each, "id": each.get("key")} for each in edges]
    return parcel_of_items(nodes, edges, whole.get("graph"), _KIND)
