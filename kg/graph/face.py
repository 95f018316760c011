"""`kg.Graph`: columns to count with, and a networkx.MultiDiGraph to whoever wants one.

The one module of the package that imports networkx as it is read, for a class needs its base: import it
within functions.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import networkx
from networkx.classes.reportviews import NodeView

from kg.graph.dispatching import backend_name
from kg.graph.edges import EdgeColumns
from kg.graph.filling import adjacency_of, attributes_of, nodes_of
from kg.graph.reading import Reader
from kg.graph.watching import About
from kg.rdf.decoding import Records

if TYPE_CHECKING:
    Base = networkx.MultiDiGraph[str]
    Nodes = NodeView[str]
else:
    Base, Nodes = networkx.MultiDiGraph, NodeView

_DEGREES = ("degree", "in_degree", "out_degree")
_OUTWARD = ("adj", "succ", "edges", "out_edges", *_DEGREES)
_INWARD = ("pred", "in_edges", *_DEGREES)

_SHOWN = 1_000  # actors of a graph that shows itself as a page


class _NodesOfColumns(Nodes):
    """The nodes of a graph, whose attributes are read when somebody asks for them."""

    __slots__ = ("_graph",)

    def __init__(self, graph: "Graph") -> None:
        self._graph = graph

    @property
    def _nodes(self) -> Any:
        return self._graph._node  # noqa: SLF001  # networkx's own name for it

    def __len__(self) -> int:
        return len(self._graph)

    def __iter__(self) -> Iterator[str]:
        return iter(self._graph)

    def __contains__(self, node: object) -> bool:
        return node in self._graph

    def __reduce__(self) -> tuple[type, tuple[object]]:
        return NodeView, (self._graph,)


class Graph(Base):
    """A `networkx.MultiDiGraph` that keeps its edges as columns as long as nobody changes it.

    `columns` are the chosen statements as numbers (see `kg.graph.edges`), or None: of a graph that was
    made by hand, and from the first change on, be it of an edge, a node, or an attribute of one. What
    networkx keeps as dictionaries is built when something touches it: the records of the chosen
    statements are read then.

    >>> graph = Graph([("a", "b"), ("a", "b")])
    >>> graph.columns is None, graph.number_of_edges()
    (True, 2)
    """

    columns: EdgeColumns | None = None
    reader: Reader | None = None

    @classmethod
    def of(cls, columns: EdgeColumns, reader: Reader, about: About) -> "Graph":
        """The graph with these columns and attributes; records are read when they are needed."""
        graph = cls()
        held = vars(graph)
        for name in ("_node", "_adj", "_succ", "_pred"):
            held.pop(name, None)
        graph.graph = about
        graph.columns, graph.reader = columns, reader
        held["__networkx_cache__"] = None  # nothing is converted, so there is nothing to keep
        return graph

    @property
    def __networkx_backend__(self) -> str:  # type: ignore[override]
        """Whose code networkx runs on it: the backend's for columns (see `kg.backend`), else its own."""
        return "networkx" if self.columns is None else backend_name()

    # networkx declares these four so that only setting them is seen: a property sees reading too.

    @property
    def _node(self) -> Any:
        held = vars(self)
        if "_node" not in held:
            held["_node"] = nodes_of(*self._kept(), self.forget)
        return held["_node"]

    @_node.setter
    def _node(self, value: Any) -> None:
        self._set("nodes", _node=value)

    @property
    def _adj(self) -> Any:
        return self._adjacency("_adj")

    @_adj.setter
    def _adj(self, value: Any) -> None:
        self._set(*_OUTWARD, _adj=value, _succ=value)

    @property
    def _succ(self) -> Any:
        return self._adjacency("_succ")

    @_succ.setter
    def _succ(self, value: Any) -> None:
        self._set(*_OUTWARD, _adj=value, _succ=value)

    @property
    def _pred(self) -> Any:
        return self._adjacency("_pred")

    @_pred.setter
    def _pred(self, value: Any) -> None:
        self._set(*_INWARD, _pred=value)

    @cached_property
    def nodes(self) -> Any:
        """The nodes, as networkx shows them."""
        return NodeView(self) if self.columns is None else _NodesOfColumns(self)

    def forget(self) -> None:
        """Build what networkx keeps, and go on without columns: a change is under way."""
        if self.columns is not None:
            _ = self._node, self._adj
            vars(self).pop("nodes", None)
            self.columns = self.reader = None

    def attributes(self, iri: str) -> tuple[str, str, dict[str, Any]]:
        """The subject, the object and the edge attributes of a statement in the graph's columns.

        Raises:
            KeyError: there are no columns, or the statement is not in them.
        """
        if self.columns is None:
            raise KeyError(iri)
        row = self.columns.row[iri]
        if self.reader is None:  # pragma: no cover
            raise KeyError(iri)
        record = self.reader.statements([iri])[iri]
        return record.subject, record.object, attributes_of(self.columns, row, record)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str] | None:
        """In a notebook the page of the graph and a still picture; of many actors its line of text."""
        if len(self) > _SHOWN or "relation_types" not in self.graph:
            return None
        from kg.views.drawing import draw

        return draw(self)._repr_mimebundle_()

    def _kept(self) -> tuple[EdgeColumns, Reader]:
        if self.columns is None or self.reader is None:
            raise AttributeError("the graph has neither columns nor dictionaries")
        return self.columns, self.reader

    def _adjacency(self, name: str) -> Any:
        held = vars(self)
        if name not in held:
            successors, predecessors = adjacency_of(*self._kept(), self.forget)
            held.update(_adj=successors, _succ=successors, _pred=predecessors)
        return held[name]

    def _set(self, *views: str, **values: Any) -> None:
        self.forget()
        held = vars(self)
        held.update(values)
        for view in views:
            held.pop(view, None)

    # What columns answer.

    def __len__(self) -> int:
        return super().__len__() if self.columns is None else len(self.columns.nodes)

    def __iter__(self) -> Iterator[str]:
        return super().__iter__() if self.columns is None else iter(self.columns.nodes)

    def __contains__(self, node: object) -> bool:
        if self.columns is None:
            return bool(super().__contains__(node))
        try:
            return node in self.columns.place
        except TypeError:  # not hashable
            return False

    def has_node(self, n: Any) -> bool:
        """Whether the node is in the graph."""
        return n in self

    def number_of_nodes(self) -> int:
        """How many nodes there are."""
        return len(self)

    def order(self) -> int:
        """How many nodes there are."""
        return len(self)

    def number_of_edges(self, u: Any = None, v: Any = None) -> int:
        """How many edges there are, mirrors included; or from one node to another."""
        if self.columns is None or u is not None:
            return int(super().number_of_edges(u, v))
        return self.columns.count

    def size(self, weight: str | None = None) -> Any:
        """How many edges there are, or the sum of an attribute of theirs."""
        if self.columns is None or weight is not None:
            return super().size(weight)
        return self.columns.count

    def copy(self, as_view: bool = False) -> Any:  # noqa: FBT001, FBT002  # networkx's signature
        """A graph of its own, with the same columns as long as there are any."""
        if self.columns is None or self.reader is None or as_view:
            return super().copy(as_view=as_view)
        attributes = self.graph
        about = attributes.unread() if isinstance(attributes, About) else About(attributes)
        return type(self).of(self.columns, self.reader, about)

    # What changes it.

    def add_node(self, node_for_adding: Any, **attr: Any) -> None:
        """Add a node, as networkx does; columns are given up."""
        self.forget()
        super().add_node(node_for_adding, **attr)

    def add_nodes_from(self, nodes_for_adding: Any, **attr: Any) -> None:
        """Add nodes, as networkx does; columns are given up."""
        self.forget()
        super().add_nodes_from(nodes_for_adding, **attr)

    def remove_node(self, n: Any) -> None:
        """Remove a node, as networkx does; columns are given up."""
        self.forget()
        super().remove_node(n)

    def remove_nodes_from(self, nodes: Any) -> None:
        """Remove nodes, as networkx does; columns are given up."""
        self.forget()
        super().remove_nodes_from(nodes)

    def add_edge(  # type: ignore[override]
        self, u_for_edge: Any, v_for_edge: Any, key: Any = None, **attr: Any
    ) -> Any:
        """Add an edge, as networkx does; columns are given up."""
        self.forget()
        return super().add_edge(u_for_edge, v_for_edge, key, **attr)

    def remove_edge(self, u: Any, v: Any, key: Any = None) -> None:
        """Remove an edge, as networkx does; columns are given up."""
        self.forget()
        super().remove_edge(u, v, key)

    def clear(self) -> None:
        """Remove everything, as networkx does; columns are given up."""
        self.forget()
        super().clear()

    def clear_edges(self) -> None:
        """Remove all edges, as networkx does; columns are given up."""
        self.forget()
        super().clear_edges()

    # Pickling: columns with the records that belong to them, or networkx's dictionaries.

    def __getstate__(self) -> dict[str, Any]:
        held = dict(vars(self))
        for view in (*_OUTWARD, *_INWARD, "nodes"):
            held.pop(view, None)
        if self.columns is None or self.reader is None:
            return held
        for built in ("_node", "_adj", "_succ", "_pred"):
            held.pop(built, None)
        everything = self.reader.about
        actors = {node: everything.actors[node] for node in self.columns.nodes}
        statements = self.reader.statements(self.columns.iris())
        held["reader"] = (Records(actors, {}, {}, {}, statements), self.reader.classes)
        held["graph"] = About(self.graph)
        held["columns"] = self.columns.alone()
        return held

    def __setstate__(self, state: dict[str, Any]) -> None:
        held = vars(self)
        held.update(state)
        if self.columns is not None:
            held["reader"] = Reader.of(*state["reader"])
            held["graph"] = About(held["graph"])
