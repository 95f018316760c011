"""Graphs in JSON: what Cytoscape's and the node-link form share."""

import json
from typing import Any

from kg.errors import DataError
from kg.exchange.network import MARK, Network, parcel_in
from kg.exchange.parcel import Parcel
from kg.exchange.values import Value


def as_bytes(value: Value) -> bytes:
    """The object as JSON to look into: an item a line, in UTF-8."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def loaded_from(data: bytes, kind: str) -> Value:
    """The object in a file of JSON.

    Raises:
        DataError: it is no JSON, or no object.
    """
    try:
        return as_object(json.loads(data.decode("utf-8-sig")), kind)
    except (ValueError, RecursionError) as error:
        raise DataError(f"is not {kind}: {error}") from error


def parcel_of_items(nodes: list[Value], edges: list[Value], own: Any, kind: str) -> Parcel:
    """The parcel in nodes with `id`, edges with `id`, `source` and `target`, and the graph's own data.

    Raises:
        DataError: kg did not write them.
    """
    ends = ("source", "target")
    aside = as_object(as_object(own or {}, kind).get(MARK) or {}, kind)
    network = Network(
        [(_name(each, "id", kind), each) for each in nodes],
        [
            (_name(each, "id", kind), *(_name(each, end, kind) for end in ends), each)  # type: ignore[misc]  # two ends
            for each in edges
        ],
        aside,
    )
    return parcel_in(network, kind=kind)


def as_object(value: Any, kind: str) -> Value:
    """The value, which has to be an object.

    Raises:
        DataError: it is something else.
    """
    if not isinstance(value, dict):
        what = "nothing" if value is None else f"a {type(value).__name__}"
        raise DataError(f"is not {kind} as kg writes it: {what} stands where an object should")
    return value


def all_objects(value: Any, kind: str) -> list[Value]:
    """The values in a list, each an object.

    Raises:
        DataError: they are something else.
    """
    if not isinstance(value, list):
        raise DataError(f"is not {kind} as kg writes it: it has no lists of nodes and of edges")
    return [as_object(each, kind) for each in value]


def _name(item: Value, key: str, kind: str) -> str:
    found = item.get(key)
    if found is None or isinstance(found, dict | list):
        raise DataError(f"is not {kind} as kg writes it: a node or an edge has no '{key}'")
    return str(found)
