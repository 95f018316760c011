"""A plugin of pytest under which networkx's tests take our Graph wherever they say MultiDiGraph."""

from typing import Any

import networkx as nx

from kg.graph.face import Graph


def pytest_configure() -> None:
    # not as it is read: whoever looks for doctests reads every module
    for module in (nx, nx.classes, nx.classes.multidigraph):
        named: Any = module
        named.MultiDiGraph = Graph
