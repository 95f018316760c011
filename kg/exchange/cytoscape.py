"""Cytoscape JSON (https://manual.cytoscape.org): nothing is lost, the rest is the graph's data."""

from kg.exchange.jsonfiles import all_objects, as_bytes, as_object, loaded_from, parcel_of_items
from kg.exchange.network import MARK, network_of
from kg.exchange.parcel import Parcel
from kg.vocabulary import Vocabulary

_KIND = "Cytoscape JSON"


def write(parcel: Parcel, words: Vocabulary) -> bytes:
    """The parcel as Cytoscape JSON: elements with their data."""
    network = network_of(parcel, words)
    nodes = [{"data": {**v, "id": i, "value": i, "name": v["label"]}} for i, v in network.nodes]
    edges = [
        {"data": {**v, "id": i, "key": i, "source": s, "target": o, "interaction": v["relation"]}}
        for i, s, o, v in network.edges
    ]
    return as_bytes(
        {
            "data": {"name": "Actors and their relations", MARK: network.aside},
            "directed": True,
            "multigraph": True,
            "elements": {"nodes": nodes, "edges": edges},
        }
    )


def read(data: bytes) -> Parcel:
    """The parcel of Cytoscape JSON that kg wrote.

    Raises:
        DataError: it is none, or kg did not write it.
    """
    whole = loaded_from(data, _KIND)
    elements = as_object(whole.get("elements"), _KIND)
    nodes, edges = (
        [as_object(each.get("data"), _KIND) for each in all_objects(elements.get(name), _KIND)]
        for name in ("nodes", "edges")
    )
    return parcel_of_items(nodes, edges, whole.get("data"), _KIND)
