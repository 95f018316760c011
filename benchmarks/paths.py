"""One pair and the best five paths of one: kg against networkx's searches from both ends.

python benchmarks/paths.py [SIZE ...] [--pairs 1000] [--data FOLDER]

A size is a number of generated pairs of actors (`benchmarks/analysis.py`), of costs 1 to 9. FOLDER holds
`gdelt26-quads`. Peers: `networkx.bidirectional_shortest_path`, `bidirectional_dijkstra` and
`shortest_simple_paths`, of which each spur is a `bidirectional_dijkstra`, on a DiGraph that is built; ours
are the same functions called with a `kg.Graph`, through networkx's dispatch, and for the best five the search
of `kg.paths`, `kg.analysis.search.cheapest_ways`. Both find their neighbours made. Each pair is asked of
both, one right after the other, in CPU time of the thread; answers are compared, costs and all. A task ends
when networkx has taken `--seconds` for it, with as many pairs as were asked by then. Where numba is installed
it is imported from the start. Prints Markdown.
"""

import argparse
import gc
import importlib.util
import itertools
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from analysis import Built, gdelt26, generated

from kg.analysis.pairs import pairs_of
from kg.analysis.search import WaysOfPairs, cheapest_ways
from kg.analysis.ties import ties_of

BEST = 5
HEAD = """
| {what} | pairs | kg ms: median (quartiles) | networkx ms: median (quartiles) | ratio: median (quartiles) |
| --- | ---: | ---: | ---: | ---: |"""
Ask = Callable[[str, str], Any]


def contenders(built: Built) -> dict[str, tuple[Ask, Ask]]:
    """What is asked, and how of kg and of networkx; each answers with what must agree."""
    graph: Any = built.graph
    plain = built.networkx(nx.DiGraph)
    place = {node: number for number, node in enumerate(graph.columns.nodes)}
    pairs = pairs_of(ties_of(graph))
    costly: Any = nx.DiGraph()  # with the costs of strengths, as kg.paths reckons
    names = graph.columns.nodes
    costly.add_nodes_from(names)
    steps = zip(*(each.tolist() for each in (pairs.source, pairs.target, pairs.cost)), strict=True)
    costly.add_edges_from((names[a], names[b], {"cost": cost}) for a, b, cost in steps)
    ways = WaysOfPairs(pairs)
    for node in range(len(ways)):  # as networkx's are
        ways.ahead(node), ways.behind(node)

    def five(a: str, b: str) -> list[int]:
        found = cheapest_ways(ways, place[a], place[b])
        return [cost for cost, _ in itertools.islice(found, BEST)]

    def five_of_networkx(a: str, b: str) -> list[int]:
        found = itertools.islice(nx.shortest_simple_paths(costly, a, b, "cost"), BEST)
        return [nx.path_weight(costly, path, "cost") for path in found]

    def first(a: str, b: str) -> list[int]:
        return [cost for cost, _ in itertools.islice(cheapest_ways(ways, place[a], place[b]), 1)]

    def dijkstra(a: str, b: str) -> list[float]:
        return [nx.bidirectional_dijkstra(costly, a, b, weight="cost")[0]]

    return {
        "one pair, by steps": (
            lambda a, b: nx.bidirectional_shortest_path(graph, a, b),
            lambda a, b: nx.bidirectional_shortest_path(plain, a, b),
        ),
        "one pair, by cost": (
            lambda a, b: nx.bidirectional_dijkstra(graph, a, b, weight="cost"),
            lambda a, b: nx.bidirectional_dijkstra(plain, a, b, weight="cost"),
        ),
        "the strongest path, search of `kg.paths`": (first, dijkstra),
        f"the best {BEST}, search of `kg.paths`": (five, five_of_networkx),
    }


def asked(ask: Ask, a: str, b: str) -> tuple[float, Any]:
    """The CPU seconds of an answer, and it; [] where there is no path."""
    begun = time.thread_time()
    try:
        found = ask(a, b)
    except nx.NetworkXNoPath:
        found = []
    return time.thread_time() - begun, found


def quartiles(values: list[float], form: str, *, scale: float = 1) -> str:
    """Median, lower and upper quartile."""
    low, middle, high = statistics.quantiles((each * scale for each in values), n=4)
    return f"{middle:{form}} ({low:{form}} to {high:{form}})"


def report(name: str, built: Built, pairs: int, seconds: float, seed: int = 0) -> None:
    """The table of one graph."""
    chance, nodes = np.random.default_rng(seed), built.graph.columns.nodes  # type: ignore[union-attr]
    ends = chance.integers(0, built.count, (2 * pairs, 2)).tolist()
    named = [(nodes[a], nodes[b]) for a, b in ends if a != b][:pairs]
    what = f"{name}: {built.count:,} actors, {len(built.source):,} edges"
    print(HEAD.format(what=what), flush=True)
    for task, (ours, theirs) in contenders(built).items():
        asked(ours, *named[0])  # arrays are made
        gc.collect()
        gc.freeze()
        mine, their = [], []
        for a, b in named:
            one, other = asked(ours, a, b), asked(theirs, a, b)
            same = one[1] == other[1] or (not one[1] and not other[1])
            assert same, (task, a, b, one[1], other[1])
            mine.append(one[0])
            their.append(other[0])
            if sum(their) > seconds:
                break
        ratios = [a / max(b, 1e-9) for a, b in zip(mine, their, strict=True)]
        cells = quartiles(mine, ".3f", scale=1e3), quartiles(their, ".3f", scale=1e3)
        print(
            f"| {task} | {len(mine):,} | {cells[0]} | {cells[1]} | {quartiles(ratios, '.2f')} |",
            flush=True,
        )


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--pairs", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    if importlib.util.find_spec("numba"):
        importlib.import_module("numba")  # as in a process that has asked for much already
    for size in given.sizes:
        report("generated", Built(*generated(size)), given.pairs, given.seconds)
    if given.data:
        report("GDELT26", Built(*gdelt26(given.data)), given.pairs, given.seconds)


if __name__ == "__main__":
    main()
