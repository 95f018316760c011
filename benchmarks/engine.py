"""The data side against the bare engine and against rdflib: loading, disk, queries, columns.

python benchmarks/engine.py [SIZE ...] [--shape hubs] [--rounds 3] [--rdflib MOST]

A size is a number of triples. Each measurement runs in a process of its own, the contenders in turn,
and the least CPU time of the rounds counts: ratios of it are what the tables are for, for machines differ
and are shared. Prints Markdown. rdflib takes part up to MOST triples (100,000 unless told otherwise).
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import generate

HERE = Path(__file__)
QUERIES = {
    "one hop with date": """SELECT ?b ?d { ?s rdf:subject actor:a0 ; rdf:predicate kg:alliedWith ;
        rdf:object ?b ; kg:since ?d FILTER(STR(?d) >= "2000") }""",
    "two hops": "SELECT DISTINCT ?c { actor:a0 kg:alliedWith ?b . ?b kg:alliedWith ?c }",
    "group by": "SELECT ?p (COUNT(*) AS ?n) { ?s rdf:predicate ?p } GROUP BY ?p",
    "property path": "SELECT (COUNT(*) AS ?n) { actor:a0 (kg:alliedWith|kg:memberOf)+ ?x }",
    "optional, negation": """SELECT ?s ?d { ?s kg:status kg:Alleged ; rdf:subject actor:a1
        OPTIONAL { ?s kg:since ?d } FILTER NOT EXISTS { ?s kg:until ?u } }""",
    "text": 'SELECT ?a { ?a skos:prefLabel ?l FILTER CONTAINS(?l, "r 99") }',
    "construct": "CONSTRUCT { ?a kg:dependsOn ?b } WHERE { ?a kg:dependsOn ?b } LIMIT 1000",
    "order, limit": "SELECT ?s ?c { ?s kg:confidence ?c } ORDER BY DESC(?c) ?s LIMIT 10",
}


def cpu(action: Callable[[], Any]) -> tuple[float, Any]:
    """The CPU seconds of an action, its children's included, and what it gave."""
    before = _spent()
    found = action()
    return _spent() - before, found


def _spent() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def median(ask: Callable[[], Any], *, times: int) -> float:
    """The median wall seconds of asking."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def load_kg(file: str) -> dict[str, Any]:
    import kg

    kg.load(kg.shipped())  # modules are imported when first used
    return {"cpu": cpu(lambda: kg.load(file))[0]}


def load_bare(file: str) -> dict[str, Any]:
    import pyoxigraph

    store = pyoxigraph.Store()
    return {"cpu": cpu(lambda: store.load(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES))[0]}


def load_rdflib(file: str) -> dict[str, Any]:
    import rdflib

    return {"cpu": cpu(lambda: rdflib.Graph().parse(file, format="nt"))[0]}


def disk_kg(file: str) -> dict[str, Any]:
    import kg

    with tempfile.TemporaryDirectory() as folder:
        kg.build(f"{folder}/first", kg.shipped())  # modules are imported when first used
        spent, _ = cpu(lambda: kg.build(f"{folder}/store", file))
        begun = time.perf_counter()
        dataset = kg.open(f"{folder}/store")
        opened = time.perf_counter() - begun
        kept, columns = cpu(lambda: dataset.columns)
        return {"cpu": spent, "opened": opened, "kept": kept, "statements": len(columns)}


def disk_bare(file: str) -> dict[str, Any]:
    import pyoxigraph

    def fill() -> None:
        store.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()

    with tempfile.TemporaryDirectory() as folder:
        store = pyoxigraph.Store(folder)
        return {"cpu": cpu(fill)[0]}


def columns(file: str) -> dict[str, Any]:
    import kg
    from kg.columns import read_columns

    assert len(kg.load(kg.shipped()).columns)  # modules are imported when first used
    dataset = kg.load(file)
    spent, found = cpu(lambda: read_columns(dataset.store, dataset.vocabulary))
    return {"cpu": spent, "statements": len(found)}


def ask_kg(file: str) -> dict[str, Any]:
    import kg

    dataset = kg.load(file)
    kg.query(dataset, "ASK {}")
    return {
        name: median(lambda text=text: kg.query(dataset, text), times=7)
        for name, text in QUERIES.items()
    }


def ask_bare(file: str) -> dict[str, Any]:
    import pyoxigraph

    import kg
    from kg.iris import PREFIXES

    store: Any = kg.load(file).store
    assert isinstance(store, pyoxigraph.Store)
    return {
        name: median(lambda text=text: list(store.query(text, prefixes=PREFIXES)), times=7)
        for name, text in QUERIES.items()
    }


def ask_rdflib(file: str) -> dict[str, Any]:
    import rdflib

    import kg
    from kg.iris import PREFIXES

    graph = rdflib.Graph()
    dump = kg.load(file).store.dump(format=_ntriples(), from_graph=_default())
    graph.parse(data=dump, format="nt")
    return {
        name: median(lambda text=text: list(graph.query(text, initNs=PREFIXES)), times=1)
        for name, text in QUERIES.items()
    }


def _ntriples() -> Any:
    import pyoxigraph

    return pyoxigraph.RdfFormat.N_TRIPLES


def _default() -> Any:
    import pyoxigraph

    return pyoxigraph.DefaultGraph()


TASKS = {
    task.__name__: task
    for task in (
        load_kg, load_bare, load_rdflib, disk_kg, disk_bare, columns, ask_kg, ask_bare, ask_rdflib,
    )
}  # fmt: skip


def measured(names: list[str], file: Path, rounds: int) -> dict[str, dict[str, Any]]:
    """The best of each task's figures over the rounds, the tasks taking turns; with peak MB."""
    best: dict[str, dict[str, Any]] = {}
    for _ in range(rounds):
        for name in names:
            ran = subprocess.run(
                [sys.executable, HERE, "--task", name, file],
                capture_output=True,
                text=True,
                check=True,
            )
            found = json.loads(ran.stdout)
            known = best.setdefault(name, found)
            best[name] = {key: min(value, known[key]) for key, value in found.items()}
    return best


def report(size: int, shape: str, rounds: int, most: int) -> None:
    """One size's tables."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nt"
        generate.write(file, shape, size)
        peers = ["load_rdflib"] if size <= most else []
        got = measured(
            ["load_kg", "load_bare", *peers, "disk_kg", "disk_bare", "columns"], file, rounds
        )
        asked = measured(["ask_kg", "ask_bare", *(["ask_rdflib"] if peers else [])], file, 1)
    print(f"\n### {size:,} triples, {shape}\n")
    print("| what | CPU s | against bare pyoxigraph | peak MB |\n| --- | ---: | ---: | ---: |")
    for name, what, peer in (
        ("load_kg", "load into memory", "load_bare"),
        ("load_bare", "bare pyoxigraph, `load`", "load_bare"),
        ("load_rdflib", "rdflib, `parse`", "load_bare"),
        ("disk_kg", "build on disk, columns included", "disk_bare"),
        ("disk_bare", "bare pyoxigraph, `bulk_load` and `optimize`", "disk_bare"),
    ):
        if name in got:
            spent = got[name]["cpu"]
            ratio = spent / got[peer]["cpu"]
            print(f"| {what} | {spent:.2f} | {ratio:.2f} | {got[name]['peak']:.0f} |")
    count = got["columns"]["statements"]
    print(
        f"\nColumns of {count:,} statements: {count / got['columns']['cpu']:,.0f} a CPU second from memory;"
    )
    print(f"kept ones read in {got['disk_kg']['kept'] * 1000:.1f} ms; the store opens in", end=" ")
    print(f"{got['disk_kg']['opened'] * 1000:.0f} ms.\n")
    print("| query, warm | kg ms | bare ms | within 1.1 times + 2 ms | rdflib, times bare |")
    print("| --- | ---: | ---: | --- | ---: |")
    for name in QUERIES:
        ours, bare = asked["ask_kg"][name] * 1000, asked["ask_bare"][name] * 1000
        other = asked.get("ask_rdflib", {}).get(name)
        times = f"{other * 1000 / bare:,.0f}" if other else ""
        print(
            f"| {name} | {ours:.2f} | {bare:.2f} | {'yes' if ours <= 1.1 * bare + 2 else 'no'} | {times} |"
        )


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--shape", choices=generate.SHAPES, default="hubs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rdflib", type=int, default=100_000, metavar="MOST")
    given = parser.parse_args()
    for size in given.sizes:
        report(size, given.shape, given.rounds, given.rdflib)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        figures = TASKS[sys.argv[2]](sys.argv[3])
        figures["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures))
    else:
        main()
