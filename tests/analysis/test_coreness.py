"""Cores by rounds, as machine code, and by networkx are the same."""

from typing import Any

import networkx as nx
import numpy as np
import pytest

from kg.analysis import coreness as engine
from kg.analysis.compiled import MANY


@pytest.mark.parametrize("many", [MANY, 0], ids=["rounds", "machine code"])
def test_cores_are_those_of_networkx(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if not many:
        pytest.importorskip("numba", reason="the extra kg[fast] is not installed")
    monkeypatch.setattr(engine, "MANY", many)
    for seed in range(200):
        chance = np.random.default_rng(seed)
        count = int(chance.integers(1, 30))
        ends = chance.integers(0, count, (int(chance.integers(0, 4 * count)), 2))
        graph: Any = nx.Graph()
        graph.add_nodes_from(range(count))
        graph.add_edges_from((int(a), int(b)) for a, b in ends if a != b)
        both = np.array([*graph.edges, *((b, a) for a, b in graph.edges)], np.int64).reshape(-1, 2)
        found = engine.coreness(count, both[:, 0], both[:, 1])
        assert dict(enumerate(found.tolist())) == nx.core_number(graph)
