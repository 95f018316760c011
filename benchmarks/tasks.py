"""What is measured, a function a task: loading, building on disk, columns; see `asking` for questions.

python benchmarks/tasks.py TASK FILE.nt

Prints the task's figures as JSON. Modules are imported, and engines warmed, before anything is measured.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import asking
import measuring
from measuring import Figures, cpu


def load_kg(file: str) -> Figures:
    import kg

    kg.load(kg.shipped())
    spent, dataset = cpu(lambda: kg.load(file))
    return {"cpu": spent, "triples": len(dataset.store)}


def load_bare(file: str) -> Figures:
    import pyoxigraph

    store = pyoxigraph.Store()
    return {"cpu": cpu(lambda: store.load(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES))[0]}


def load_rdflib(file: str) -> Figures:
    import rdflib

    return {"cpu": cpu(lambda: rdflib.Graph().parse(file, format="nt"))[0]}


def disk_kg(file: str) -> Figures:
    """Building, and what another process then needs to open it."""
    import kg

    with tempfile.TemporaryDirectory() as folder:
        kg.build(f"{folder}/first", kg.shipped())
        spent, _ = cpu(lambda: kg.build(f"{folder}/store", file))
        files = [path for path in Path(folder, "store").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 2**20
        reopened = measuring.apart("reopen", folder)
    return {"cpu": spent, "disk": size, **{name: reopened[name] for name in ("opened", "kept")}}


def reopen(folder: str) -> Figures:
    """Wall seconds of opening a dataset on disk, and CPU seconds of its columns."""
    import kg

    assert len(kg.open(f"{folder}/first").columns)
    begun = time.perf_counter()
    dataset = kg.open(f"{folder}/store")
    opened = time.perf_counter() - begun
    kept, columns = cpu(lambda: dataset.columns)
    assert len(columns)
    return {"opened": opened, "kept": kept}


def disk_bare(file: str) -> Figures:
    """Building a store: making it, as `kg.build` does, and filling it."""
    import pyoxigraph

    def fill() -> None:
        store = pyoxigraph.Store(f"{folder}/store")
        store.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()

    with tempfile.TemporaryDirectory() as folder:
        pyoxigraph.Store(f"{folder}/first")
        return {"cpu": cpu(fill)[0]}


def columns(file: str) -> Figures:
    """Columns of what has been loaded, scanned from memory, and kept in a file and mapped again."""
    import kg
    from kg.columns import read_columns
    from kg.kept import kept_columns, save_columns

    assert len(kg.load(kg.shipped()).columns)
    dataset = kg.load(file)
    spent, found = cpu(lambda: dataset.columns)
    scanned, other = cpu(lambda: read_columns(dataset.store, dataset.vocabulary))
    assert other.frame.equals(found.frame)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "columns.bin")
        save_columns(found, path)
        kept_columns(path)
        kept, again = cpu(lambda: kept_columns(path))
        assert again.frame.equals(found.frame)
    return {"cpu": spent, "scanned": scanned, "kept": kept, "statements": len(found)}


def validate_kg(file: str) -> Figures:
    """Loading, and checking after it."""
    import kg

    kg.validate(kg.load(kg.shipped()))
    loading, dataset = cpu(lambda: kg.load(file))
    checking, found = cpu(lambda: kg.validate(dataset))
    return {"load": loading, "validate": checking, "count": len(found)}


TASKS = {
    task.__name__: task
    for task in (
        load_kg, load_bare, load_rdflib, disk_kg, disk_bare, reopen, columns,
        asking.ask, asking.ask_disk, asking.ask_rdflib, asking.frames_kg, asking.frames_bare,
        validate_kg,
    )
}  # fmt: skip


if __name__ == "__main__":
    figures = TASKS[sys.argv[1]](sys.argv[2])
    print(json.dumps({**figures, "peak": measuring.peak()}))
