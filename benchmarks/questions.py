"""Questions about few statements: read for themselves, and with all records read; ways to scan a store.

python benchmarks/questions.py [SIZE ...] [--shape hubs]

A size is a number of triples, twelve a statement. Each column runs in a process of its own: CPU seconds of a
question as the first one after loading and columns, then of one after another; how many statements' records
are made. Then, what the engine takes for the columns: a scan a property, one star-shaped query, a dump of all
triples. Prints Markdown.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import generate
from measuring import cpu, peak

HERE = Path(__file__)


def questions() -> "dict[str, Callable[[Any], object]]":
    """The questions, about actors who are in many statements and in few."""
    import kg

    return {
        "history of the two busiest": lambda d: kg.history(d, "Actor 0", "Actor 1"),
        "history": lambda d: kg.history(d, "Actor 7"),
        "changes": lambda d: kg.changes(d, "Actor 7", "2000", "2010"),
        "contradictions": lambda d: kg.contradictions(d, "Actor 7", "Actor 9"),
        "corroboration": lambda d: kg.corroboration(d, "Actor 7", "Actor 9"),
        "mediations": lambda d: kg.mediations(d, "Actor 300", "Actor 301"),
        "restrictions": lambda d: kg.restrictions(d, "Actor 300"),
        "commitments": lambda d: kg.commitments(d, "Actor 300", "stmt:s77"),
    }


def asked(file: str, *, everything: bool) -> dict[str, Any]:
    """CPU seconds and records of each question; `everything` reads all records before."""
    import kg
    from kg.rdf import decoding

    made = [0]
    decode = decoding._statement  # noqa: SLF001  # counted

    def counted(fields: Any) -> Any:
        made[0] += 1
        return decode(fields)

    decoding._statement = counted  # noqa: SLF001
    dataset = kg.load(file)
    _ = dataset.columns
    found: dict[str, Any] = {}
    if everything:
        found["reading all records"] = [cpu(lambda: dataset.records)[0], made[0]]
    for name, ask in questions().items():
        made[0] = 0
        spent, _ = cpu(lambda ask=ask: ask(dataset))  # type: ignore[misc]
        found[name] = [spent, made[0]]
    return found | {"MB at most": [peak(), 0]}


def scanned(file: str) -> dict[str, Any]:
    """CPU seconds of ways to get the columns' values out of a store in memory."""
    import pyoxigraph

    import kg
    from kg.columns import SCANNED, read_columns

    _ = kg.load(kg.shipped()).columns  # imports
    dataset = kg.load(file)
    store, graph = dataset.store, [pyoxigraph.DefaultGraph()]
    form = pyoxigraph.QueryResultsFormat.CSV

    def rows(query: str) -> None:
        answer: Any = store.query(query, default_graph=graph)
        answer.serialize(format=form)

    def each() -> None:
        for prop in SCANNED.values():
            rows(f"SELECT ?s ?o {{ ?s <{prop}> ?o }}")

    names, first = " ".join(f"?{name}" for name in SCANNED), SCANNED["subject"]
    rest = [f"OPTIONAL {{ ?s <{prop}> ?{name} }}" for name, prop in list(SCANNED.items())[1:]]
    star = f"SELECT ?s {names} {{ ?s <{first}> ?subject {' '.join(rest)} }}"

    def dump() -> None:
        store.dump(io.BytesIO(), format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph[0])

    ways: dict[str, Callable[[], object]] = {
        "all columns, as kg reads them": lambda: read_columns(store, dataset.vocabulary),
        "of that the engine: eight scans": each,
        "one star-shaped query": lambda: rows(star),
        "a dump of all triples, unread": dump,
    }
    return {name: [min(cpu(way)[0] for _ in range(3)), 0] for name, way in ways.items()}


TASKS: dict[str, Callable[[str], dict[str, Any]]] = {
    "some": lambda file: asked(file, everything=False),
    "all": lambda file: asked(file, everything=True),
    "scans": scanned,
}


def measured(name: str, file: Path) -> dict[str, Any]:
    """The figures of a task in a process of its own."""
    command = [sys.executable, HERE, "--task", name, file]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def report(size: int, shape: str) -> None:
    """One size's tables."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nt"
        generate.write(file, shape, size)
        some, every, ways = (measured(name, file) for name in TASKS)
    print(f"\n### {size:,} triples, {shape}\n")
    print("| question | CPU s | records | with all records read before, CPU s |")
    print("| --- | ---: | ---: | ---: |")
    for name, (after, made) in every.items():
        spent, few = some.get(name, ("", ""))
        told = [f"{each:.2f}" if isinstance(each, float) else each for each in (spent, after)]
        print(f"| {name} | {told[0]} | {few if name in some else made} | {told[1]} |")
    print("\n| a store's columns | CPU s |\n| --- | ---: |")
    for name, (spent, _) in ways.items():
        print(f"| {name} | {spent:.3f} |")


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--shape", choices=generate.SHAPES, default="hubs")
    given = parser.parse_args()
    for size in given.sizes:
        report(size, given.shape)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        print(json.dumps(TASKS[sys.argv[2]](sys.argv[3])))
    else:
        main()
