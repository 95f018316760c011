"""What a page looks at of a graph: from its columns if it has them, without networkx's dictionaries."""

import contextlib
import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.graph.filling import attributes_of
from kg.projection import edges

if TYPE_CHECKING:
    import networkx

    from kg.graph.edges import EdgeColumns

Edge = tuple[str, str, str, dict[str, Any]]
"""Subject, object, IRI and attributes of a statement."""


def stated_in(graph: "networkx.MultiDiGraph[str]") -> list[Edge]:
    """The statements of a graph as `kg.projection.edges` gives them: each once, in the order of IRIs."""
    columns, reader = (getattr(graph, name, None) for name in ("columns", "reader"))
    if columns is None or reader is None:
        return [*edges(graph)]
    records = reader.statements(columns.iris()).values()
    return [
        (each.subject, each.object, each.iri, attributes_of(columns, row, each))
        for row, each in enumerate(records)
    ]


def outline(graph: "networkx.MultiDiGraph[str]") -> "networkx.MultiDiGraph[str]":
    """The graph as far as a layout looks at it: labels of actors, and who is tied to whom."""
    import networkx

    columns: EdgeColumns | None = getattr(graph, "columns", None)
    if columns is None:
        return graph
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    found.add_nodes_from(graph.nodes(data=True))
    names = columns.nodes
    ends = set(zip(columns.source.tolist(), columns.target.tolist(), strict=True))
    found.add_edges_from((names[a], names[b]) for a, b in sorted(ends))
    return found


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: a page's millions of values are searched again and again.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
