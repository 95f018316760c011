"""Measures and paths: kg on columns, the fastest bare engines with their graph built, networkx.

python benchmarks/analysis.py [SIZE ...] [--rounds 2] [--networkx 1000000] [--pairs 1000]
    [--quadratic 100000] [--data FOLDER] [--plot FILE]

A size is a number of edges, between actors of which a few are in most. FOLDER holds `gdelt26-quads` and
`un-votes`, whose pairs are measured too. "with conversion" begins with fresh columns and ends with networkx's
dictionary of values; "again" finds the arrays made. Iterations all stop at the same distance from the limit.
Answers are compared. Where numba is installed it is imported from the start. Least CPU time of the rounds:
of what takes milliseconds as many as fill half a second, of what takes longest one; prints Markdown.
networkit takes part where it is installed; what costs nodes times edges stops at 100,000 edges, of networkx
at 20,000.
From pivots, networkit draws others, as many.
"""

import argparse
import functools
import gzip
import importlib.util
import itertools
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measuring
import networkx as nx
import numpy as np
import rustworkx
from scipy import sparse
from scipy.sparse import csgraph

from kg.analysis.cores import core
from kg.analysis.pairs import pairs_of
from kg.analysis.search import cheapest_ways
from kg.analysis.ties import ties_of
from kg.backend import ranks
from kg.graph.edges import BOUNDS, EdgeColumns
from kg.graph.face import Graph
from kg.graph.watching import About
from kg.model import Influence
from kg.vocabulary import shipped_vocabulary

if TYPE_CHECKING:
    from kg.model import RelationType

NEAR = 1e-12
DAMPING = 0.85
LONG = 20.0  # CPU seconds from which one round is enough
SHORT, ROUNDS = (
    0.5,
    50,
)  # CPU seconds that rounds fill where they are so short, and how many at most
QUADRATIC, SLOW, PIVOTS = 100_000, 20_000, 100
Contenders = dict[str, Callable[[], Any]]


def generated(size: int, *, per: int = 10, seed: int = 0) -> tuple[int, Any, Any]:
    """So many different pairs of actors, some in most of them."""
    chance, count = np.random.default_rng(seed), max(4, size // per)

    def ends() -> Any:
        return (chance.pareto(1.2, 4 * size) * count / 10).astype(np.int64) % count

    source, target = ends(), ends()
    keys = np.unique(source[source != target] * count + target[source != target])
    keys = np.sort(chance.permutation(keys)[:size])
    number = chance.permutation(count)
    return count, number[keys // count], number[keys % count]


def gdelt26(folder: Path) -> tuple[int, Any, Any]:
    """Who does what to whom, each pair once."""
    quads = np.loadtxt(folder / "gdelt26-quads" / "valid.txt", dtype=np.int64, usecols=(0, 2))
    return distinct(quads[:, 0], quads[:, 1])


def un_votes(folder: Path) -> tuple[int, Any, Any]:
    """Which state voted on which resolution."""
    with gzip.open(folder / "un-votes" / "un_votes_to2009.csv.gz", "rt") as file:
        rows = [line.split(",")[:2] for line in itertools.islice(file, 1, None)]
    names, number = np.unique(
        [f"{column}{each[column]}" for column in (0, 1) for each in rows], return_inverse=True
    )
    del names
    return distinct(number[len(rows) :], number[: len(rows)])


def distinct(source: Any, target: Any) -> tuple[int, Any, Any]:
    """The pairs of different ends, once each, ends numbered from 0 on."""
    apart = source != target
    names, number = np.unique(np.concatenate([source[apart], target[apart]]), return_inverse=True)
    keys = np.unique(number[: apart.sum()] * len(names) + number[apart.sum() :])
    return len(names), keys // len(names), keys % len(names)


@functools.cache
def nodes_of(count: int) -> tuple[str, ...]:
    """The names of so many actors."""
    return tuple(f"actor:{each:09}" for each in range(count))


def graph_of(count: int, source: Any, target: Any) -> Graph:
    """A graph of columns: one relation type, costs from 1 to 9."""
    size = len(source)
    kinds = shipped_vocabulary().relation_types.values()
    kind: RelationType = next(each for each in kinds if each.influence is Influence.FORWARD)
    zeros, cost = np.zeros(size, np.int32), 1 + (source * 7 + target * 3) % 9
    columns = EdgeColumns(
        nodes=nodes_of(count),
        predicates=(kind.iri,),
        kinds=(kind,),
        named=(),
        number=np.arange(size, dtype=np.int32),
        source=source.astype(np.int32),
        target=target.astype(np.int32),
        relation=zeros,
        sign=zeros,
        status=zeros,
        certainty=zeros,
        strength=1 / cost,
        cost=cost,
        confidence=np.ones(size),
        mirror=np.zeros(size, bool),
        **dict.fromkeys(BOUNDS, zeros),
    )
    reader: Any = object()
    return Graph.of(columns, reader, About())


class Built:
    """The graph of each contender, built when it is first needed and not counted."""

    def __init__(self, count: int, source: Any, target: Any) -> None:
        self.count, self.source, self.target = count, source, target
        ones, ends = np.ones(len(source)), (source.astype(np.int32), target.astype(np.int32))
        self.matrix = sparse.csr_array((ones, ends), shape=(count, count))
        self.inward = self.matrix.T.tocsr()
        self.graph = graph_of(count, source, target)

    def fresh(self) -> Graph:
        """The same columns, of which nothing has been made."""
        return graph_of(self.count, self.source, self.target)

    def networkit(self, *, directed: bool = True, weighted: bool = False) -> Any:
        """The graph of networkit, which takes one thread."""
        import networkit

        networkit.setNumberOfThreads(1)
        ends = self.source.astype(np.uint64), self.target.astype(np.uint64)
        columns: Any = self.graph.columns
        values = columns.cost.astype(np.float64) if weighted else np.ones(len(ends[0]))
        graph = networkit.GraphFromCoo(
            (values, ends), n=self.count, directed=directed, weighted=weighted
        )
        if not directed:
            graph.removeMultiEdges()
        return graph

    def rustworkx(self) -> Any:
        """The graph of rustworkx."""
        graph: Any = rustworkx.PyDiGraph(multigraph=False)
        graph.add_nodes_from(range(self.count))
        graph.extend_from_edge_list(
            list(zip(self.source.tolist(), self.target.tolist(), strict=True))
        )
        return graph

    def networkx(self, kind: Any = nx.MultiDiGraph) -> Any:
        """A graph of networkx, of this kind, with costs."""
        graph, nodes = kind(), self.graph.columns.nodes  # type: ignore[union-attr]
        graph.add_nodes_from(nodes)
        ends = zip(
            self.source.tolist(),
            self.target.tolist(),
            self.graph.columns.cost.tolist(),
            strict=True,
        )  # type: ignore[union-attr]
        graph.add_edges_from((nodes[a], nodes[b], {"cost": cost}) for a, b, cost in ends)
        return graph

    def cored(self) -> tuple[Any, Any]:
        """The ends of each pair of neighbours, both ways."""
        return tuple(
            np.concatenate(each)
            for each in ((self.source, self.target), (self.target, self.source))
        )  # type: ignore[return-value]


def iterated(step: Callable[[Any], Any], start: Any) -> Any:
    """The bare engine's loop, to the same distance from the limit."""
    while True:
        after = step(start)
        moved = np.abs(after - start).sum()
        start = after
        if moved * DAMPING / (1 - DAMPING) <= NEAR * max(1, np.abs(after).sum()):
            return after


def bare_pagerank(built: Built) -> Any:
    out = built.matrix.sum(axis=1)
    rate = np.divide(DAMPING, out, out=np.zeros(built.count), where=out > 0)
    idle = (out == 0).nonzero()[0]
    return iterated(
        lambda x: built.inward @ (x * rate) + (DAMPING * x[idle].sum() + 1 - DAMPING) / built.count,
        np.full(built.count, 1 / built.count),
    )


def tasks(built: Built, most: int, quadratic: int) -> Iterator[tuple[str, Contenders]]:
    """Each measure with those who compute it: kg's two ways, bare engines, networkx up to so many edges."""
    size, n = len(built.source), built.count
    kit = built.networkit() if importlib.util.find_spec("networkit") else None
    plain = built.networkx() if size <= most else None
    with_kit = kit is not None

    def of(function: Callable[[Any], Any], peers: Contenders, limit: int = most) -> Contenders:
        found = {
            "kg": lambda: function(built.fresh()),
            "kg again": lambda: function(built.graph),
            **peers,
        }
        if plain is not None and size <= limit:
            found["networkx"] = lambda: function(plain)
        return found

    peers: Contenders = {"scipy": lambda: bare_pagerank(built)}
    if with_kit:
        from networkit import centrality, components

        peers["networkit"] = lambda: centrality.PageRank(kit, DAMPING, NEAR / n).run().scores()
    yield "PageRank", of(lambda g: nx.pagerank(g, tol=NEAR / n, max_iter=1000), peers)
    peers = {
        "scipy": lambda: csgraph.connected_components(built.matrix, connection="weak"),
        **(
            {"networkit": lambda: components.WeaklyConnectedComponents(kit).run()}
            if with_kit
            else {}
        ),
    }
    yield "weak components", of(nx.number_weakly_connected_components, peers)
    peers = {
        "scipy": lambda: csgraph.connected_components(built.matrix, connection="strong"),
        **(
            {"networkit": lambda: components.StronglyConnectedComponents(kit).run()}
            if with_kit
            else {}
        ),
    }
    yield "strong components", of(nx.number_strongly_connected_components, peers)
    alpha = 0.85 / max(float(built.matrix.sum(axis=0).max()), 1.0)
    start = np.ones(n)
    peers = {"scipy": lambda: iterated(lambda x: alpha * (built.inward @ x) + 1, start)}
    asked = of(lambda g: ranks.katz_centrality(g, alpha, tol=NEAR, max_iter=5000), peers, 0)
    if size <= most:
        simple = nx.DiGraph(plain)
        asked["networkx"] = lambda: nx.katz_centrality(simple, alpha=alpha, tol=NEAR, max_iter=5000)
    yield "Katz", asked
    yield "k-core", cores(built, most, with_kit=with_kit)
    if size <= quadratic:
        rust = built.rustworkx()
        alone = n + 1
        peers = {
            "rustworkx": lambda: rustworkx.closeness_centrality(rust, parallel_threshold=alone)
        }
        if with_kit:
            variant = centrality.ClosenessVariant.GENERALIZED
            peers["networkit"] = lambda: centrality.Closeness(kit, False, variant).run()  # noqa: FBT003
        yield "closeness", of(nx.closeness_centrality, peers, SLOW)
    yield from between(built, plain, quadratic)


def cores(built: Built, most: int, *, with_kit: bool) -> Contenders:
    """Who belongs to which core, directions left aside."""
    found: Contenders = {
        "kg": lambda: core(pairs_of(ties_of(built.fresh())).arcs()),
        "kg again": lambda: core(pairs_of(ties_of(built.graph)).arcs()),
    }
    if with_kit:
        from networkit import centrality

        kit = built.networkit(directed=False)
        found["networkit"] = lambda: centrality.CoreDecomposition(kit).run().scores()
    if len(built.source) <= most:
        plain: Any = nx.Graph(zip(built.source.tolist(), built.target.tolist(), strict=True))
        found["networkx"] = lambda: nx.core_number(plain)
    return found


def between(built: Built, plain: Any, quadratic: int) -> Iterator[tuple[str, Contenders]]:
    """Betweenness: exact by steps and by cost, and from pivots, as many for each contender."""
    size = len(built.source)
    with_kit = importlib.util.find_spec("networkit") is not None
    ways: dict[str, tuple[Any, Any]] = {"by steps": (None, None), "by cost": ("cost", None)}
    pivots = min(PIVOTS, built.count, max(10, 10**8 // size))
    ways[f"by steps, {pivots} pivots"] = (None, pivots)
    ways[f"by cost, {pivots} pivots"] = ("cost", pivots)
    for name, (weight, some) in ways.items():
        if some is None and size > quadratic:
            continue

        def asked(graph: Any, weight: Any = weight, some: Any = some) -> Any:
            return nx.betweenness_centrality(graph, k=some, weight=weight, seed=0)

        found: Contenders = {
            "kg": functools.partial(lambda f: f(built.fresh()), asked),
            "kg again": functools.partial(lambda f: f(built.graph), asked),
        }
        if with_kit:
            from networkit import centrality

            kit = built.networkit(weighted=weight is not None)
            if some is None:
                found["networkit"] = lambda kit=kit: centrality.Betweenness(kit).run()
            else:
                found["networkit"] = lambda kit=kit, some=some: centrality.EstimateBetweenness(
                    kit,
                    some,
                    False,  # noqa: FBT003
                    False,  # noqa: FBT003
                ).run()
        if weight is None and some is None:
            rust, alone = built.rustworkx(), built.count + 1
            found["rustworkx"] = functools.partial(
                rustworkx.digraph_betweenness_centrality, rust, parallel_threshold=alone
            )
        if plain is not None and size <= SLOW:
            found["networkx"] = functools.partial(lambda f: f(plain), asked)
        yield f"betweenness {name}", found


def paths(built: Built, pairs: int, seed: int = 0) -> None:
    """One pair and the best five paths of one, against networkx's searches from both ends."""
    chance, nodes = np.random.default_rng(seed), built.graph.columns.nodes  # type: ignore[union-attr]
    plain = built.networkx(nx.DiGraph)
    ends = chance.integers(0, built.count, (pairs, 2)).tolist()
    named = [(nodes[a], nodes[b]) for a, b in ends if a != b]
    ways = Ways(built)
    place = {node: number for number, node in enumerate(nodes)}
    asked: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
        "one pair, by steps": (
            lambda a, b: nx.bidirectional_shortest_path(built.graph, a, b),
            lambda a, b: nx.bidirectional_shortest_path(plain, a, b),
        ),
        "one pair, by cost": (
            lambda a, b: nx.bidirectional_dijkstra(built.graph, a, b, weight="cost")[0],
            lambda a, b: nx.bidirectional_dijkstra(plain, a, b, weight="cost")[0],
        ),
        "the best five, by cost": (
            lambda a, b: [
                cost for cost, _ in itertools.islice(cheapest_ways(ways, place[a], place[b]), 5)
            ],
            lambda a, b: [
                nx.path_weight(plain, path, "cost")
                for path in itertools.islice(nx.shortest_simple_paths(plain, a, b, "cost"), 5)
            ],
        ),
    }
    print("\n| paths | pairs | kg ms, median | networkx ms, median | median ratio |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for what, (ours, theirs) in asked.items():
        some = named if what.startswith("one") else named[: max(1, pairs // 5)]
        attempt(ours, *some[0])  # arrays are made
        told = [(timed(ours, a, b), timed(theirs, a, b)) for a, b in some]
        assert all(one[1] == two[1] for one, two in told), what
        mine, their, ratio = (
            statistics.median(each)
            for each in (
                [one[0] for one, _ in told],
                [two[0] for _, two in told],
                [one[0] / max(two[0], 1e-9) for one, two in told],
            )
        )
        print(
            f"| {what} | {len(some):,} | {mine * 1e3:.3f} | {their * 1e3:.3f} | {ratio:.2f} |",
            flush=True,
        )


class Ways:
    """The steps of a graph of pairs by cost, cheapest first."""

    def __init__(self, built: Built) -> None:
        self.nodes: list[dict[int, int]] = [{} for _ in range(built.count)]
        self.before: list[dict[int, int]] = [{} for _ in range(built.count)]
        cost = built.graph.columns.cost.tolist()  # type: ignore[union-attr]
        steps = zip(built.source.tolist(), built.target.tolist(), cost, strict=True)
        for a, b, step in sorted(steps, key=lambda each: each[2]):
            self.nodes[a][b] = self.before[b][a] = step

    def __len__(self) -> int:
        return len(self.nodes)

    def ahead(self, node: int) -> dict[int, int]:
        """The steps from a node."""
        return self.nodes[node]

    def behind(self, node: int) -> dict[int, int]:
        """The steps to a node."""
        return self.before[node]


def attempt(ask: Callable[..., Any], a: str, b: str) -> Any:
    try:
        found = ask(a, b)
    except nx.NetworkXNoPath:
        return None
    return (
        (found or None)
        if not isinstance(found, list) or len(found) == 0 or isinstance(found[0], int)
        else len(found)
    )


def timed(ask: Callable[..., Any], a: str, b: str) -> tuple[float, Any]:
    import time

    begun = time.thread_time()
    found = attempt(ask, a, b)
    return time.thread_time() - begun, found


def values_of(found: Any) -> Any:
    """What can be compared: values in the order of the nodes."""
    return np.array([found[node] for node in sorted(found)]) if isinstance(found, dict) else found


def report(
    name: str,
    built: Built,
    rounds: int,
    costs: dict[str, dict[int, float]],
    *,
    most: int,
    quadratic: int,
) -> None:
    """The table of one graph."""
    print(f"\n### {name}: {built.count:,} actors, {len(built.source):,} pairs\n")
    print(
        "| measure | kg ms, with conversion | again | best bare engine | ms | again / best"
        " | networkx ms | networkx / kg |"
    )
    print("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for measure, contenders in tasks(built, most, quadratic):
        best: dict[str, float] = {}
        answers: dict[str, Any] = {}
        total = dict.fromkeys(contenders, 0.0)
        for turn, (who, run) in itertools.product(range(ROUNDS), contenders.items()):
            enough = turn >= rounds and total[who] >= SHORT
            if enough or (turn and (who == "networkx" or best[who] > LONG)):
                continue
            spent, answers[who] = measuring.cpu(run)
            total[who] += spent
            best[who] = min(spent, best.get(who, spent))
        if "networkx" in answers and isinstance(answers["networkx"], dict) and measure != "k-core":
            apart = np.abs(values_of(answers["kg"]) - values_of(answers["networkx"])).max()
            assert apart < 1e-8, (measure, apart)
        again = best.get("kg again", best["kg"])
        bare = min(
            (who for who in best if who not in ("kg", "kg again", "networkx")),
            key=best.__getitem__,
            default="",
        )
        cells = [f"{best['kg'] * 1e3:,.1f}", f"{again * 1e3:,.1f}", bare]
        cells += [f"{best[bare] * 1e3:,.1f}", f"{again / best[bare]:.2f}"] if bare else ["", ""]
        slow = best.get("networkx")
        cells += [f"{slow * 1e3:,.0f}", f"{slow / best['kg']:,.0f}"] if slow else ["", ""]
        print(f"| {measure} | {' | '.join(cells)} |", flush=True)
        costs.setdefault(measure, {})[len(built.source)] = again


def drawn(costs: dict[str, dict[int, float]], file: Path) -> None:
    """Cost against size, both by their logarithms, with the slope of each measure."""
    import matplotlib as mpl

    mpl.use("svg" if file.suffix == ".svg" else "agg")
    mpl.rcParams.update({"svg.hashsalt": "kg", "svg.fonttype": "none"})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 5.5), layout="constrained")
    for (measure, each), mark in zip(costs.items(), itertools.cycle("osv^D<>Pp*X"), strict=False):
        slope = measuring.slope(each)
        name = measure if slope is None else f"{measure}: {slope:.2f}"
        axes.loglog(list(each), list(each.values()), marker=mark, linewidth=1, label=name)
    axes.set(xlabel="edges", ylabel="CPU seconds, arrays made")
    axes.set_title("What measures cost against size; slopes of the logarithms")
    axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5))
    axes.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--networkx", type=int, default=1_000_000, metavar="MOST")
    parser.add_argument("--pairs", type=int, default=1_000)
    parser.add_argument("--quadratic", type=int, default=QUADRATIC, metavar="MOST")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--plot", type=Path, help="draw cost against size into this file")
    given = parser.parse_args()
    if importlib.util.find_spec("numba"):
        importlib.import_module("numba")  # as in a process that has asked for much already
    limits = {"most": given.networkx, "quadratic": given.quadratic}
    costs: dict[str, dict[int, float]] = {}
    for size in given.sizes:
        built = Built(*generated(size))
        report("generated", built, given.rounds, costs, **limits)
        if size <= QUADRATIC and given.pairs:
            paths(built, given.pairs)
    for measure, each in costs.items():
        if (slope := measuring.slope(each)) is not None:
            print(f"\n{measure}: slope of log cost over log size {slope:.2f}.")
    if given.plot:
        drawn(costs, given.plot)
    for read in (gdelt26, un_votes) if given.data else ():
        report(read.__name__, Built(*read(given.data)), given.rounds, {}, **limits)


if __name__ == "__main__":
    main()
