"""The statements back from a graph that `project` gave."""

from typing import TYPE_CHECKING, Any

from kg.dataset import Dataset
from kg.editing import add
from kg.errors import DataError, OptionError
from kg.graph.filling import ACTOR, KEPT
from kg.model import Actor, Statement

if TYPE_CHECKING:
    import networkx


def from_networkx(graph: "networkx.MultiDiGraph[str]") -> Dataset:
    """The dataset of a graph that `project` gave: its statements, actors, sources and instruments.

    Edges are read as they are now, so a changed attribute is a changed statement. What a graph does not
    hold does not come back: statements that were not chosen or are suspended, actors in none of those that
    were, the languages of texts, and triples beside the records but for words that the data declare.
    `kg.compare` tells it one by one.

    Raises:
        OptionError: this is no `networkx.MultiDiGraph`.
        DataError: an edge or node lacks an attribute, or has a value of the wrong kind; or a mirror
            edge stands without its statement.
    """
    _check(graph)
    statements, mirrors = {}, set()
    for subject, obj, iri, data in graph.edges(keys=True, data=True):
        if data.get("mirror"):
            mirrors.add(iri)
        elif iri in statements:
            raise DataError("two edges have the key of one statement", subject=str(iri))
        else:
            kept = _attributes(data, KEPT, "edge", str(iri))
            statements[iri] = Statement(iri=str(iri), subject=subject, object=obj, **kept)
    for iri in sorted(mirrors - set(statements)):
        raise DataError("mirror edge has no statement's edge beside it", subject=str(iri))
    actors = [
        Actor(iri=iri, **_attributes(data, ACTOR, "node", str(iri)))
        for iri, data in graph.nodes(data=True)
    ]
    about = graph.graph
    named = [*about.get("places", {}).values(), *about.get("sources", {}).values()]
    dataset = Dataset(about.get("declarations", ()))
    add(dataset, *actors, *named, *about.get("instruments", {}).values(), *statements.values())
    return dataset


def _check(graph: Any) -> None:
    import networkx

    if not isinstance(graph, networkx.MultiDiGraph):
        name = "None" if graph is None else f"a '{type(graph).__name__}'"
        raise OptionError(f"{name} is no graph of statements; give what kg.project gives")


def _attributes(data: dict[str, Any], names: list[str], what: str, iri: str) -> dict[str, Any]:
    for name in names:
        if name not in data:
            raise DataError(f"{what} has no attribute '{name}'", subject=iri)
    return {name: data[name] for name in names}
