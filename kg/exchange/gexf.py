"""GEXF 1.3 (https://gexf.net), dynamic: an edge is there from its first possible day to its last.

A graph has no data of its own here: what is no node or edge is lost, and so are actors and places of
classes that the data declare themselves, for the declaration is lost.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.exchange.markup import columns, flat, parsed, read_value, tag
from kg.exchange.network import Network, network_of, parcel_in
from kg.exchange.parcel import Parcel, without_graphs
from kg.exchange.values import Value
from kg.vocabulary import Vocabulary, shipped_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SPACE = "http://gexf.net/1.3"
_HEAD = {
    "xmlns": _SPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_SPACE} http://gexf.net/1.3/gexf.xsd",
    "version": "1.3",
}
_TYPES = {"int": "integer", "string": "string", "double": "double", "boolean": "boolean"}
_GRAPH = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
_OWN = ("start", "end")


def keeps(parcel: Parcel) -> Parcel:
    """What of the parcel GEXF can hold: actors, the places that statements are about, statements."""
    words = shipped_vocabulary()
    ends = {iri for s in parcel.statements.values() for iri in (s.subject, s.object)}
    actors = {i: a for i, a in parcel.actors.items() if a.type in words.actors}
    places = {i: p for i, p in parcel.places.items() if p.type in words.places and i in ends}
    there = {*actors, *places, *parcel.statements}
    return replace(
        without_graphs(parcel),
        actors=actors,
        places=places,
        sources={},
        instruments={},
        rest=(),
        tags={iri: tags for iri, tags in parcel.tags.items() if iri in there},
    )


def write(parcel: Parcel, words: Vocabulary) -> bytes:
    """The parcel as GEXF; those that it does not hold still give labels and dates.

    Raises:
        DataError: a text has a character that XML cannot say.
    """
    network = network_of(parcel, words, kept=keeps(parcel))
    nodes, edges = columns(network.nodes), columns(network.edges)
    body = [
        _attributes("node", nodes),
        _attributes("edge", {name: kind for name, kind in edges.items() if name not in _OWN}),
        tag("nodes", {}, "\n", *(f"{_node(*each)}\n" for each in network.nodes)),
        tag("edges", {}, "\n", *(f"{_edge(*each)}\n" for each in network.edges)),
    ]
    meta = tag("meta", {}, tag("creator", {}, "kg"), tag("description", {}, "actors and relations"))
    graph = tag("graph", _GRAPH, "\n", *(f"{part}\n" for part in body))
    whole = tag("gexf", _HEAD, "\n", meta, "\n", graph, "\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode()


def read(data: bytes) -> Parcel:
    """The parcel of GEXF that kg wrote.

    Raises:
        DataError: it is no GEXF, or kg did not write it.
    """
    root = parsed(data, kind="GEXF")
    graph = root.find(f"{{{_SPACE}}}graph")
    if graph is None:
        raise DataError("is not GEXF 1.3: there is no graph in it")
    names = {
        each.get("class") or "": {a.get("id"): a.get("title") or "" for a in each}
        for each in graph.findall(f"{{{_SPACE}}}attributes")
    }
    nodes = [
        (each.get("id") or "", _value(each, names.get("node", {})))
        for each in graph.iter(f"{{{_SPACE}}}node")
    ]
    edges = [
        (
            each.get("id") or "",
            each.get("source") or "",
            each.get("target") or "",
            _value(each, names.get("edge", {})),
        )
        for each in graph.iter(f"{{{_SPACE}}}edge")
    ]
    return parcel_in(Network(nodes, edges), kind="GEXF")


def _attributes(what: str, names: dict[str, str]) -> str:
    inner = (
        tag("attribute", {"id": f"{what}-{name}", "title": name, "type": _TYPES[kind]})
        for name, kind in names.items()
    )
    return tag("attributes", {"class": what, "mode": "static"}, "\n", *(f"{a}\n" for a in inner))


def _node(iri: str, value: Value) -> str:
    return tag(
        "node", {"id": iri, "label": value["label"]}, *_values("node", iri, value), about=iri
    )


def _edge(iri: str, subject: str, obj: str, value: Value) -> str:
    head = {"id": iri, "source": subject, "target": obj, "type": "directed"}
    head |= {"label": value["relation"], "kind": value["relation"]}
    head |= {"weight": flat(value["strength"])} if "strength" in value else {}
    head |= {name: value[name] for name in _OWN if name in value}
    rest = {name: each for name, each in value.items() if name not in _OWN}
    return tag("edge", head, *_values("edge", iri, rest), about=iri)


def _values(what: str, iri: str, value: Value) -> "Iterator[str]":
    pairs = ({"for": f"{what}-{name}", "value": flat(each)} for name, each in sorted(value.items()))
    yield tag("attvalues", {}, *(tag("attvalue", pair, about=iri) for pair in pairs))


def _value(element: "Element", names: dict[str | None, str]) -> Value:
    found: Iterable[Element] = element.iter(f"{{{_SPACE}}}attvalue")
    return read_value({names.get(each.get("for"), ""): each.get("value") or "" for each in found})
