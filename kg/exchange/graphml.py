"""GraphML (http://graphml.graphdrawing.org): nothing is lost, what is no node or edge is the graph's data."""

from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.exchange.markup import columns, flat, loaded, parsed, read_value, tag, text
from kg.exchange.network import MARK, Network, network_of, parcel_in
from kg.exchange.parcel import Parcel
from kg.exchange.values import Value
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{_SPACE} http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_HEAD = {
    "xmlns": _SPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": _SCHEMA,
}


def write(parcel: Parcel, words: Vocabulary) -> bytes:
    """The parcel as GraphML.

    Raises:
        DataError: a text has a character that XML cannot say.
    """
    network = network_of(parcel, words)
    named = {
        "node": columns(network.nodes),
        "edge": columns(network.edges),
        "graph": {MARK: "string"},
    }
    keys: dict[str, dict[str, str]] = {what: {} for what in named}
    lines = []
    for what, names in named.items():
        for name, kind in names.items():
            keys[what][name] = f"{what}-{name}"
            head = {"id": keys[what][name], "for": what, "attr.name": name, "attr.type": kind}
            lines.append(tag("key", head))
    body = [
        *_data({MARK: network.aside}, keys["graph"], ""),
        *(tag("node", {"id": i}, *_data(v, keys["node"], i), about=i) for i, v in network.nodes),
        *(
            tag("edge", {"id": i, "source": s, "target": o}, *_data(v, keys["edge"], i), about=i)
            for i, s, o, v in network.edges
        ),
    ]
    graph = tag("graph", {"id": "kg", "edgedefault": "directed"}, "\n", *(f"{b}\n" for b in body))
    inner = tag("graphml", _HEAD, "\n", *(f"{line}\n" for line in lines), graph, "\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inner}\n'.encode()


def read(data: bytes) -> Parcel:
    """The parcel of GraphML that kg wrote.

    Raises:
        DataError: it is no GraphML, or kg did not write it.
    """
    root = parsed(data, kind="GraphML")
    graph = root.find(f"{{{_SPACE}}}graph")
    if graph is None:
        raise DataError("is not GraphML: there is no graph in it")
    names = {k.get("id"): k.get("attr.name") or "" for k in root.iter(f"{{{_SPACE}}}key")}
    own = _values(graph, names)
    nodes = [(_name(n, "id"), read_value(_values(n, names))) for n in _all(graph, "node")]
    edges = [
        (
            _name(edge, "id"),
            _name(edge, "source"),
            _name(edge, "target"),
            read_value(_values(edge, names)),
        )
        for edge in _all(graph, "edge")
    ]
    aside = loaded(own.get(MARK, "{}"), "the graph's data")
    return parcel_in(Network(nodes, edges, aside), kind="GraphML")


def _data(value: Value, keys: dict[str, str], about: str) -> "Iterator[str]":
    for name, each in sorted(value.items()):
        yield tag("data", {"key": keys[name]}, text(flat(each), about))


def _all(graph: "Element", what: str) -> "list[Element]":
    return graph.findall(f"{{{_SPACE}}}{what}")


def _values(element: "Element", names: dict[str | None, str]) -> dict[str, str]:
    return {names.get(d.get("key"), ""): d.text or "" for d in _all(element, "data")}


def _name(element: "Element", attribute: str) -> str:
    return element.get(attribute) or ""
