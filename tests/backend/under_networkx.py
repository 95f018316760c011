"""A plugin of pytest under which networkx's own tests run through the backend.

    NETWORKX_TEST_BACKEND=kg python -m pytest -p tests.backend.under_networkx --pyargs networkx.algorithms

networkx then hands each graph of its tests to `convert_from_nx` and calls the backend's functions. A
MultiDiGraph becomes a `kg.Graph` with the same dictionaries in the same order; graphs of the other kinds,
which a `kg.Graph` cannot be, go to the same functions as they are. The last line tells how often each ran.
"""

from collections import Counter
from typing import Any

import networkx as nx

from kg.backend.info import info
from kg.backend.interface import Interface
from kg.backend.tables import Unserved
from kg.graph.face import Graph

# networkx's tests of these change the graph meanwhile, and ask that it be told: nothing is copied.
WATCHING = {"lexicographical_topological_sort", "topological_generations", "topological_sort"}
CALLS: Counter[str] = Counter()
SERVED = set(info()["functions"])


class Tried(Interface):
    """The backend, offered every call, and a count of what it did with them."""

    def __getattr__(self, name: str) -> Any:
        function: Any = super().__getattr__(name)
        if not hasattr(function, "own"):
            return function

        def counted(*args: Any, **kwargs: Any) -> Any:
            try:
                found = function.own(*args, **kwargs)
            except Unserved:
                CALLS["left to networkx"] += 1
                return function.theirs(*args, **kwargs)
            except Exception:
                CALLS["served"] += 1
                raise
            CALLS["served"] += 1
            return found

        setattr(self, name, counted)
        return counted

    def can_run(self, name: str, args: Any, kwargs: Any) -> bool | str:
        """Whether anything of ours is met: a function that is served, or a graph that becomes a `kg.Graph`."""
        if name in SERVED or any(map(meant, (*args, *kwargs.values()))):
            return True
        return "networkx's own code on networkx's own graphs"

    def convert_from_nx(self, graph: Any, *, name: str | None = None, **_: Any) -> Any:
        if graph.__class__ is not nx.MultiDiGraph or name in WATCHING:
            return graph
        CALLS["kg.Graph"] += 1
        return same(graph)


def meant(argument: Any) -> bool:
    """Whether an argument is a graph that becomes a `kg.Graph`, or holds one."""
    each = argument if isinstance(argument, list | tuple) else (argument,)
    return any(graph.__class__ is nx.MultiDiGraph for graph in each)


def same(graph: Any) -> Graph:
    """A `kg.Graph` of the same nodes, edges and attributes in the same order."""
    found: Any = Graph(**graph.graph)
    found.add_nodes_from(graph.nodes(data=True))
    for node, near in graph._adj.items():
        for other, keys in near.items():
            found._succ[node][other] = {key: dict(data) for key, data in keys.items()}
    for node, near in graph._pred.items():
        for other in near:
            found._pred[node][other] = found._succ[other][node]
    made: Graph = found
    return made


class Entry:
    """What networkx keeps of an entry point until it is needed."""

    def load(self) -> Tried:
        return Tried()


def pytest_configure() -> None:
    known: Any = nx.utils.backends
    known.backends["kg"] = Entry()
    known.backend_info["kg"] = info()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    counts = ", ".join(f"{count:,} {name}" for name, count in sorted(CALLS.items()))
    terminalreporter.write_line(f"calls of functions of ours: {counts}")
