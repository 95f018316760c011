"""The tests that networkx ships for its MultiDiGraph, run on ours."""

from typing import Any

import pytest
from networkx.classes.tests.test_multidigraph import (  # type: ignore[import-not-found]
    CustomDictClass,
)
from networkx.classes.tests.test_multidigraph import TestEdgeSubgraph as EdgeSubgraph
from networkx.classes.tests.test_multidigraph import TestMultiDiGraph as MultiDiGraph
from networkx.classes.tests.test_multidigraph import TestMultiDiGraphSubclass as Subclass

from kg.graph.face import Graph


class OfOtherDictionaries(Graph):
    """As the subclass that networkx tests, with dictionaries that are none."""

    node_dict_factory = CustomDictClass
    node_attr_dict_factory = CustomDictClass
    adjlist_outer_dict_factory = CustomDictClass
    adjlist_inner_dict_factory = CustomDictClass
    edge_key_dict_factory = CustomDictClass
    edge_attr_dict_factory = CustomDictClass
    graph_attr_dict_factory = CustomDictClass


def same(theirs: Any, kind: type[Graph]) -> Graph:
    """A graph of ours with the very dictionaries of one of theirs."""
    ours = kind()
    ours._succ, ours._pred, ours._node = theirs._succ, theirs._pred, theirs._node
    return ours


class TestGraph(MultiDiGraph):  # type: ignore[misc]  # networkx's tests have no types
    K3: Any

    def setup_method(self) -> None:
        super().setup_method()
        self.Graph, self.K3 = Graph, same(self.K3, Graph)


class TestOfOtherDictionaries(Subclass):  # type: ignore[misc]
    K3: Any

    def setup_method(self) -> None:
        super().setup_method()
        self.Graph, self.K3 = OfOtherDictionaries, same(self.K3, OfOtherDictionaries)


class TestEdgeSubgraphs(EdgeSubgraph):  # type: ignore[misc]
    G: Any

    def setup_method(self) -> None:
        super().setup_method()
        self.G = Graph(self.G)
        self.H: Any = self.G.edge_subgraph([(0, 1, 0), (3, 4, 1)])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(TestGraph, MultiDiGraph), (TestOfOtherDictionaries, Subclass), (TestEdgeSubgraphs, EdgeSubgraph)],
)  # fmt: skip
def test_each_of_their_tests_is_run(ours: type, theirs: type) -> None:
    tests = {name for name in dir(theirs) if name.startswith("test")}
    assert len(tests) > 5
    assert tests <= set(dir(ours))
