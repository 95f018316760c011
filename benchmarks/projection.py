"""The graph side against networkx: projection, memory, rankings.

python benchmarks/projection.py [SIZE ...] [--shape hubs] [--rounds 3] [--betweenness MOST]

A size is a number of triples, twelve a statement. Each measurement runs in a process of its own, and the
least CPU time of the rounds counts: ratios of it are what the tables are for, for machines differ and are
shared. Prints Markdown. networkx's betweenness takes part up to MOST triples (100,000 unless told
otherwise).
"""

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import generate
from measuring import cpu

HERE = Path(__file__)
WANTED = {"status": "all"}


def warm() -> None:
    """Import what is imported when first used."""
    import networkx as nx
    import rustworkx
    import scipy.sparse.csgraph

    import kg
    import kg.graph.face

    _ = rustworkx, scipy.sparse.csgraph, kg.graph.face
    with tempfile.TemporaryDirectory() as folder:
        dataset = kg.build(f"{folder}/store", kg.shipped())
        assert len(dataset.columns)
    nx.pagerank(nx.DiGraph([("a", "b")]))
    kg.rank(kg.project(kg.load(kg.shipped())), "pagerank")


def first_memory(file: str) -> dict[str, Any]:
    """The first projection of data in memory, whose columns have not been read."""
    import kg

    dataset = kg.load(file)
    vars(dataset).pop("columns", None)  # large files come with columns
    assert "records" not in vars(dataset)
    spent, columns = cpu(lambda: dataset.columns)
    more, graph = cpu(lambda: kg.project(dataset, **WANTED))
    again = min(cpu(lambda: kg.project(dataset, **WANTED))[0] for _ in range(20))
    dated = min(
        cpu(lambda: kg.project(dataset, at="2010", min_confidence=0.3))[0] for _ in range(20)
    )
    changed = kg.load(file)
    del vars(changed)["proven"]  # nor is it there after a change
    scanned = cpu(lambda: kg.project(changed, **WANTED))[0]
    return {
        "statements": len(columns),
        "edges": graph.number_of_edges(),
        "scanned": scanned,
        "columns": spent,
        "cpu": spent + more,
        "again": again,
        "dated": dated,
    }


def first_disk(file: str) -> dict[str, Any]:
    """The first projection of data on disk: with the columns kept there, and by reading the store."""
    import kg
    from kg.columns import read_columns

    with tempfile.TemporaryDirectory() as folder:
        kg.build(f"{folder}/store", file)
        dataset = kg.open(f"{folder}/store")
        kept, _ = cpu(lambda: kg.project(dataset, **WANTED))
        scanned = kg.open(f"{folder}/store")
        spent, columns = cpu(lambda: read_columns(scanned.store, scanned.vocabulary))
        scanned.columns = columns
        more, _ = cpu(lambda: kg.project(scanned, **WANTED))
        return {"kept": kept, "scanned": spent + more}


def by_networkx(file: str) -> dict[str, Any]:
    """Filling a MultiDiGraph from records that are read: one edge a statement, its numbers on it."""
    import networkx as nx

    import kg

    dataset = kg.load(file)
    _ = dataset.statements
    graph = kg.project(dataset, **WANTED)
    rows = list(_rows(graph))
    spent, _ = cpu(lambda: nx.MultiDiGraph(rows))
    return {"cpu": spent}


def _rows(graph: Any) -> Any:
    columns = graph.columns
    names = ("strength", "cost", "sign", "confidence", "certainty", "status", "relation")
    numbers = zip(*(getattr(columns, name).tolist() for name in names), strict=True)
    ends = zip(
        columns.source.tolist(),
        columns.target.tolist(),
        columns.iris(),
        columns.mirror.tolist(),
        strict=True,
    )
    nodes = columns.nodes
    for (source, target, iri, mirror), values in zip(ends, numbers, strict=True):
        told = dict(zip(names, values, strict=True))
        yield nodes[source], nodes[target], iri, told
        if mirror:
            yield nodes[target], nodes[source], iri, dict(told)


def memory(file: str) -> dict[str, Any]:
    """What a graph holds in MB: columns; networkx's dictionaries with their numbers, and as kg fills them."""
    import networkx as nx

    import kg

    dataset = kg.load(file)
    kg.project(dataset, **WANTED)
    sizes = []
    made: list[Any] = []
    graph = kg.project(dataset, **WANTED)
    for make in (
        lambda: kg.project(dataset, **WANTED),
        lambda: nx.MultiDiGraph(list(_rows(graph))),
        lambda: graph.edges and graph.nodes(data=True),
    ):
        gc.collect()
        tracemalloc.start()
        made.append(make())
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0] / 2**20)
        tracemalloc.stop()
    return dict(zip(("columns", "numbers", "full"), sizes, strict=True))


def rankings(file: str, *, betweenness: bool) -> dict[str, Any]:
    """kg.rank from columns, and networkx on the simple graph, which is built and not counted."""
    import networkx as nx

    import kg

    graph = kg.project(kg.load(file), **WANTED)
    simple = kg.collapse(graph).reverse()
    tolerance = 1e-10 / len(simple)
    got = {"pagerank": cpu(lambda: kg.rank(graph, "pagerank", limit=10))[0]}
    got["networkx pagerank"] = cpu(lambda: nx.pagerank(simple, tol=tolerance, max_iter=10_000))[0]
    got["strength"] = cpu(lambda: kg.rank(graph, "strength", limit=10))[0]
    got["networkx strength"] = cpu(lambda: dict(simple.degree(weight="strength")))[0]
    got["betweenness"] = cpu(lambda: kg.rank(graph, "betweenness", limit=10))[0]
    got["closeness"] = cpu(lambda: kg.rank(graph, "closeness", limit=10))[0]
    if betweenness:
        got["networkx betweenness"] = cpu(lambda: nx.betweenness_centrality(simple))[0]
        got["networkx closeness"] = cpu(lambda: nx.closeness_centrality(simple))[0]
    return got


TASKS: dict[str, Callable[[str], dict[str, Any]]] = {
    "first_memory": first_memory,
    "first_disk": first_disk,
    "by_networkx": by_networkx,
    "memory": memory,
    "rankings": lambda file: rankings(file, betweenness=False),
    "rankings_all": lambda file: rankings(file, betweenness=True),
}


def measured(name: str, file: Path, rounds: int) -> dict[str, Any]:
    """The least of each of the task's figures over the rounds."""
    best: dict[str, Any] = {}
    for _ in range(rounds):
        ran = subprocess.run(
            [sys.executable, HERE, "--task", name, file],
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(ran.stdout)
        best = {key: min(value, best.get(key, value)) for key, value in found.items()}
    return best


def report(size: int, shape: str, rounds: int, most: int) -> None:
    """One size's tables."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nt"
        generate.write(file, shape, size)
        first = measured("first_memory", file, rounds)
        disk = measured("first_disk", file, rounds)
        filled = measured("by_networkx", file, rounds)
        held = measured("memory", file, 1)
        ranked = measured("rankings_all" if size <= most else "rankings", file, rounds)
    count = first["statements"]
    print(f"\n### {size:,} triples, {shape}: {count:,} statements, {first['edges']:,} edges\n")
    print("| projection | CPU ms | statements a CPU second | first / this |")
    print("| --- | ---: | ---: | ---: |")
    for what, spent in (
        ("first, from memory", first["cpu"]),
        ("of that: the columns", first["columns"]),
        ("first, from memory, every column scanned", first["scanned"]),
        ("first, from disk, columns kept", disk["kept"]),
        ("first, from disk, columns read from the store", disk["scanned"]),
        ("again", first["again"]),
        ("again, at a date", first["dated"]),
        ("networkx: filling a MultiDiGraph alone", filled["cpu"]),
    ):
        ratio = first["cpu"] / spent
        print(f"| {what} | {spent * 1000:,.2f} | {count / spent:,.0f} | {ratio:,.1f} |")
    print("\n| the graph in memory | MB | times the columns |\n| --- | ---: | ---: |")
    for what, name in (
        ("columns", "columns"),
        ("a MultiDiGraph with seven numbers an edge", "numbers"),
        ("the dictionaries that kg builds when touched", "full"),
    ):
        print(f"| {what} | {held[name]:.2f} | {held[name] / held['columns']:.1f} |")
    print("\n| ranking, the first ten | kg CPU ms | networkx CPU ms | times |")
    print("| --- | ---: | ---: | ---: |")
    for by in ("strength", "pagerank", "closeness", "betweenness"):
        ours, theirs = ranked[by], ranked.get(f"networkx {by}")
        told = f"{theirs * 1000:,.1f} | {theirs / ours:,.0f}" if theirs else " | "
        print(f"| {by} | {ours * 1000:,.1f} | {told} |")


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--shape", choices=generate.SHAPES, default="hubs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--betweenness", type=int, default=100_000, metavar="MOST")
    given = parser.parse_args()
    for size in given.sizes:
        report(size, given.shape, given.rounds, given.betweenness)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        warm()
        print(json.dumps(TASKS[sys.argv[2]](sys.argv[3])))
    else:
        main()
