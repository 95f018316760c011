"""The backend's functions and networkx's own give one answer, on seeded graphs of every kind."""

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import pytest

from kg.backend.info import SERVED
from kg.backend.interface import interface
from tests.backend.under_networkx import same

KINDS: list[Any] = [nx.MultiDiGraph, nx.DiGraph, nx.Graph, nx.MultiGraph]
WEIGHTS = (None, "cost", "strength")
REFUSED = "('NetworkXNotImplemented', 'not implemented for"
Call = tuple[tuple[Any, ...], dict[str, Any]]


def graph_at_random(kind: Any, seed: int) -> Any:
    """Few nodes in no order of theirs, in pieces, with parallel edges, loops, ties and missing weights."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(1, 14))
    nodes = [f"n{each}" for each in chance.permutation(count)]
    graph = kind()
    graph.add_nodes_from(nodes)
    loops = bool(chance.integers(0, 3))
    for _ in range(int(chance.integers(0, 3 * count))):
        a, b = (nodes[each] for each in chance.integers(0, count, 2))
        if a != b or loops:
            graph.add_edge(
                a, b, cost=int(chance.integers(1, 5)), strength=float(chance.random() + 0.01)
            )
            if chance.random() < 0.1:
                graph.add_edge(b, a)
    return graph


def options(**choices: tuple[Any, ...]) -> list[Call]:
    """Every choice of these options."""
    return [
        ((), dict(zip(choices, each, strict=True))) for each in itertools.product(*choices.values())
    ]


def ranked(nodes: list[str]) -> list[Call]:
    """Options of PageRank: with enough of iterations, and with too few."""
    some = {node: number + 1 for number, node in enumerate(nodes[::2])}
    ways: list[dict[str, Any]] = [{}, {"personalization": some}, {"nstart": some}]
    ways.append({"dangling": some, "alpha": 0.6})
    limits = {"tol": 1e-12, "max_iter": 1000}
    enough: list[Call] = [
        ((), {"weight": each, **limits, **way}) for each in WEIGHTS for way in ways
    ]
    return [*enough, ((), {"max_iter": 1}), ((), {"personalization": {"nobody": 1}})]


def katz(nodes: list[str], **limits: Any) -> list[Call]:
    base = {"alpha": 0.01, **limits}
    turned = dict.fromkeys(nodes[::-1], 2.0)
    more: list[dict[str, Any]] = [
        {},
        {"beta": turned, "normalized": False},
        {"beta": {"nobody": 1.0}},
    ]
    return [((), {"weight": weight, **base, **each}) for weight in WEIGHTS for each in more]


def pairs(nodes: list[str]) -> list[tuple[str, str]]:
    return [(nodes[0], each) for each in nodes[-2:]] + [(nodes[0], "nobody"), ("nobody", nodes[0])]


def with_first(first: Any, asked: list[Call]) -> list[Call]:
    return [((first,), each) for _, each in asked]


ASKED: dict[str, Callable[[list[str]], list[Call]]] = {
    "pagerank": ranked,
    "eigenvector_centrality": lambda _: options(weight=WEIGHTS, tol=(1e-13,), max_iter=(3000,)),
    "katz_centrality": lambda nodes: katz(nodes, tol=1e-14, max_iter=5000),
    "katz_centrality_numpy": katz,
    "hits": lambda nodes: options(
        nstart=(dict.fromkeys(nodes, 1.0),), max_iter=(1000, 1000, 0), tol=(0,)
    ),
    "betweenness_centrality": lambda _: [
        *options(weight=WEIGHTS, normalized=(True, False), endpoints=(True, False)),
        *options(k=(1, 2, 5), seed=(3,), weight=WEIGHTS, endpoints=(True, False)),
        *options(k=(0, 3), seed=(4,), normalized=(False,), endpoints=(True, False)),
    ],
    "closeness_centrality": lambda nodes: options(
        distance=WEIGHTS, wf_improved=(True, False), u=(None, nodes[-1], "nobody")
    ),
    "harmonic_centrality": lambda nodes: options(
        distance=WEIGHTS,
        nbunch=(None, nodes[:2], [*nodes[1:], "nobody"], nodes[0], 5, [[]]),
        sources=(None, nodes[::3], {*nodes[:-1], "nobody"}),
    ),
    "node_connected_component": lambda nodes: [((nodes[-1],), {})],
    "bidirectional_shortest_path": lambda nodes: [(pair, {}) for pair in pairs(nodes)],
    "bidirectional_dijkstra": lambda nodes: [
        (pair, {"weight": weight}) for pair in pairs(nodes) for weight in WEIGHTS
    ],
    "dijkstra_path_length": lambda nodes: [
        (pair, {"weight": weight}) for pair in pairs(nodes) for weight in WEIGHTS
    ],
    "multi_source_dijkstra": lambda nodes: [
        *with_first(nodes[:2], options(weight=WEIGHTS, target=(None, nodes[-1]), cutoff=(None, 3))),
        (([],), {}),
    ],
    "multi_source_dijkstra_path_length": lambda nodes: with_first(
        {nodes[0]}, options(weight=WEIGHTS, cutoff=(None, 3))
    ),
}


def calls(name: str, nodes: list[str]) -> list[Call]:
    """What to ask of a function: its options, and ends of every kind."""
    if name in ASKED:
        return ASKED[name](nodes)
    if name.startswith("single_"):
        limits = options(cutoff=(None, 0, 1, 2.5))
        return with_first(nodes[-1], limits) + with_first("nobody", limits)
    return [((), {})]


def told(function: Callable[..., Any], graph: Any, call: Call) -> Any:
    """What a function says, its order included, or what it raises."""
    args, given = call
    if "seed" in given:  # as networkx hands it on
        given = {**given, "seed": random.Random(given["seed"])}
    try:
        found = function(graph, *args, **given)
        found = list(found) if isinstance(found, Iterator) else found
        if function.__name__ == "strongly_connected_components":
            found = sorted(map(sorted, found))  # their order is another one since networkx 3.7
    except (
        nx.NetworkXException,
        ArithmeticError,
        KeyError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        return type(error).__name__, str(error)
    return list(found.items()) if isinstance(found, dict) else found


@pytest.mark.filterwarnings(
    "ignore:divide by zero", "ignore:invalid value"
)  # networkx's own, by no edge
@pytest.mark.parametrize("name", sorted(itertools.chain(*SERVED.values())))
@pytest.mark.parametrize(
    ("kind", "many"),
    [
        pytest.param(nx.MultiDiGraph, 15, id="few"),
        *(pytest.param(kind, 200, id=kind.__name__, marks=pytest.mark.slow) for kind in KINDS),
    ],
)
def test_served_functions_answer_as_networkx(name: str, kind: Any, many: int) -> None:
    """Values to 1e-9, everything else, the order of nodes included, exactly; a way to ask a seed in turn."""
    function, served = getattr(nx, name), getattr(interface, name)
    for seed in range(many):
        graph = graph_at_random(kind, seed)
        asked = calls(name, list(graph))
        call = asked[31 * seed % len(asked)]
        expected = told(function, graph, call)
        if str(expected).startswith(REFUSED):
            return  # networkx refuses graphs of this kind before it asks a backend
        if name == "hits" and (
            not settled(graph) or expected[0] == "PowerIterationFailedConvergence"
        ):
            continue  # whatever networkx's solver comes upon; 3.7 iterates, and gives up where tol is 0
        found = told(served, same(graph) if kind is nx.MultiDiGraph else graph, call)
        assert close(found, expected), (seed, call, found, expected)


def settled(graph: Any) -> bool:
    """Whether one pair of hubs and authorities is stronger than all others."""
    sizes = np.linalg.svd(nx.to_numpy_array(graph), compute_uv=False)
    return len(sizes) > 1 and bool(sizes[0] - sizes[1] > 1e-3)


def close(found: Any, expected: Any) -> bool:
    """Equal, reals to 1e-9."""
    if isinstance(expected, float) and isinstance(found, float | int):
        return bool(found == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True))
    if isinstance(expected, dict):
        return set(found) == set(expected) and all(
            close(found[each], expected[each]) for each in found
        )
    if isinstance(expected, list | tuple) and isinstance(found, list | tuple):
        return len(found) == len(expected) and all(map(close, found, expected))
    return bool(found == expected)
