"""A plugin of pytest under which networkx's own tests run through the backend.

    NETWORKX_TEST_BACKEND=kg NETWORKX_FALLBACK_TO_NX=1 \
        python -m pytest -p tests.backend.under_networkx --pyargs networkx.algorithms

networkx then hands each graph of its tests to `convert_from_nx` and calls the backend's functions. A
MultiDiGraph becomes a `kg.Graph` with the same dictionaries in the same order; graphs of the other kinds,
which a `kg.Graph` cannot be, go to the same functions as they are. A call that meets neither a function of
ours nor a `kg.Graph` is left alone: networkx would run its own code twice, compare the two graphs and look
at every value in them, which makes minutes of the seconds that a test with 60,000 edges takes.

SHORT=1 leaves out the tests of LONG. The last line tells how often each way was taken. REPORT=file writes of each test how it went, how many calls
of it met something of ours, and its seconds of CPU. A test that takes more than LIMIT of them fails.
Without NETWORKX_TEST_BACKEND the tests are networkx's alone, reported in the same way.
"""

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg.backend.interface
from kg.backend.info import info
from kg.backend.interface import Interface
from kg.graph.face import Graph

# networkx's tests of these change the graph meanwhile, and ask that it be told: nothing is copied.
WATCHING = {"lexicographical_topological_sort", "topological_generations", "topological_sort"}
LIMIT = 120 if "SHORT" in os.environ else 900
# Tests that make small calls by the ten thousand, which networkx's way of testing makes eight times as slow:
# of this many cases of each, one is kept; none of those for which it is 0, whose like go on with less.
LONG = {
    "test_use_bounds_on_off_consistency": 25,
    "test_tree_isomorphism_all_non_isomorphic_pairs[10]": 0,
    "test_tree_isomorphism_all_non_isomorphic_pairs[11]": 0,
    "test_tree_isomorphic_all_non_isomorphic_trees_relabeled[13]": 0,
    "test_tree_isomorphic_all_non_isomorphic_trees_relabeled[14]": 0,
    "test_held_karp_ascent": 0,
    "test_ascent_method_asymmetric_2": 0,
    "test_arborescence_iterator_max": 0,
    "test_arborescence_iterator_min": 0,
    "test_omega": 0,
}
CALLS: Counter[str] = Counter()
SERVED = set(info()["functions"])
TOLD: dict[str, dict[str, Any]] = {}


class Tried(Interface):
    """The backend, offered every call that meets something of ours, and a count of what it did with them."""

    def __getattr__(self, name: str) -> Any:
        function: Any = super().__getattr__(name)
        if not hasattr(function, "own"):
            return function

        def counted(*args: Any, **kwargs: Any) -> Any:
            CALLS["asked of ours"] += 1
            return function(*args, **kwargs)

        setattr(self, name, counted)
        return counted

    def can_run(self, name: str, args: Any, kwargs: Any) -> bool | str:
        """Whether anything of ours is met."""
        if name in SERVED or any(map(meant, (*args, *kwargs.values()))):
            return True
        return "networkx's own code on networkx's own graphs"

    def convert_from_nx(self, graph: Any, *, name: str | None = None, **_: Any) -> Any:
        if graph.__class__ is not nx.MultiDiGraph or name in WATCHING:
            return graph
        CALLS["kg.Graph"] += 1
        return same(graph)


class Told:
    """Stands for the backend's log, which says when a function of ours leaves a call to networkx."""

    def debug(self, *_: Any) -> None:
        CALLS["left to networkx"] += 1


def meant(argument: Any) -> bool:
    """Whether an argument is a graph that becomes a `kg.Graph` or is one, or holds one."""
    each = argument if isinstance(argument, list | tuple) else (argument,)
    return any(graph.__class__ in (nx.MultiDiGraph, Graph) for graph in each)


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
    logging: Any = kg.backend.interface
    logging.LOG = Told()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "SHORT" in os.environ:
        seen: Counter[str] = Counter()
        items[:] = [item for item in items if kept(item, seen)]


def kept(item: pytest.Item, seen: Counter[str]) -> bool:
    """Whether a test is none of LONG, or one of those that are kept of it; `seen` counts them."""
    name = next((each for each in (item.name, item.name.partition("[")[0]) if each in LONG), None)
    if name is None:
        return True
    seen[name] += 1
    return bool(LONG[name]) and seen[name] % LONG[name] == 1


def stopped(*_: Any) -> None:
    raise TimeoutError(f"more than {LIMIT} s of CPU")


def named(item: pytest.Item) -> str:
    """What a test is called wherever it is run from: `networkx.classes.tests.test_graph::TestGraph::test_x`."""
    module: Any = getattr(item, "module", None)
    return f"{module.__name__ if module else 'doctest'}::{item.nodeid.partition('::')[2]}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    before, begin = sum(CALLS.values()), time.process_time()
    told = TOLD[named(item)] = {}
    done = yield
    told |= {"met": sum(CALLS.values()) - before, "seconds": time.process_time() - begin}
    return done


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, Any, Any]:
    signal.signal(signal.SIGVTALRM, stopped)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if report.when == "call" or report.outcome != "passed":
        TOLD[named(item)]["outcome"] = report.outcome
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    counts = ", ".join(f"{count:,} {name}" for name, count in sorted(CALLS.items()))
    terminalreporter.write_line(f"calls of functions of ours: {counts}")
    if "REPORT" in os.environ:
        Path(os.environ["REPORT"]).write_text(json.dumps({"calls": CALLS, "tests": TOLD}), "utf-8")
