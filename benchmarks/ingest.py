"""What `kg import` costs, against polars reading the table and pyoxigraph loading the same triples.

    python benchmarks/ingest.py                 a made table of 100,000 rows, and one ten times as long
    python benchmarks/ingest.py --rows 20000

Each task runs in a process of its own, several times; the least CPU time (user and system) counts. Memory is
the most that a process has taken. The table is made, so that anybody can repeat it: trade by country and day.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3
MAP = """
[subject]
iso3 = "{exporter}"
label = "{exporter_name}"
type = "State"

[object]
iso3 = "{importer}"
label = "{importer_name}"
type = "State"

[statement]
relation = "suppliesGasTo"
date = { column = "day", date_format = "%d/%m/%Y" }
amount = "{volume}"
unit = "cubic metres"
confidence = "{confidence}"

[source]
title = "Deliveries of gas"
date = "2023"
reliability = "B"

[evidence]
quote = "{remark}"
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the smaller table")
    parser.add_argument("task", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        name, *paths = options.task
        TASKS[name](*map(Path, paths))
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "gas.toml").write_text(MAP, encoding="utf-8")
        measure(place, options.rows)


def measure(place: Path, rows: int) -> None:
    small, large = place / "gas.csv", place / "more.csv"
    make(small, rows)
    make(large, 10 * rows)
    out, more = place / "gas.nt", place / "more.nt"
    imported, memory = best("import", small, place / "gas.toml", out)
    read, _ = best("read", small)
    loaded, _ = best("load", out)
    again, more_memory = best("import", large, place / "gas.toml", more, rounds=1)
    triples = sum(1 for _ in out.open("rb"))
    print(f"rows {rows:,}, {small.stat().st_size / 1e6:.1f} MB; triples {triples:,}")
    print(f"kg import           {imported:7.2f} CPU s   {memory:6.0f} MB")
    print(f"polars reads it     {read:7.2f} CPU s")
    print(f"pyoxigraph loads it {loaded:7.2f} CPU s")
    print(f"ratio to their sum  {imported / (read + loaded):7.2f}")
    print(f"ten times over      {again:7.2f} CPU s   {more_memory:6.0f} MB")
    print(f"a row more takes    {(more_memory - memory) * 1e6 / (9 * rows):7.0f} bytes")


def make(path: Path, rows: int) -> None:
    """A table of deliveries between the countries of the package's register."""
    from kg.identity.registering import countries

    draw = random.Random(0)  # noqa: S311  # a table, no secret
    states = [(each.iso3, each.label) for each in countries()]
    with path.open("w", encoding="utf-8") as file:
        file.write("exporter,exporter_name,importer,importer_name,day,volume,confidence,remark\n")
        for row in range(rows):
            (one, name), (other, its_name) = draw.sample(states, 2)
            day = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{draw.randint(1990, 2022)}"
            volume, sure = draw.randint(1, 10**9), draw.choice(("1", "0.9", "0.75"))
            file.write(
                f'{one},"{name}",{other},"{its_name}",{day},{volume},{sure},"delivery {row}"\n'
            )


def best(task: str, *paths: Path, rounds: int = ROUNDS) -> tuple[float, float]:
    """The least CPU seconds, and the least of the most memory in MB, of a task in its own process."""
    found = [apart(task, *paths) for _ in range(rounds)]
    return min(cpu for cpu, _ in found), min(memory for _, memory in found)


def apart(task: str, *paths: Path) -> tuple[float, float]:
    command = [sys.executable, __file__, task, *map(str, paths)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    cpu, memory = ran.stdout.split()
    return float(cpu), float(memory)


def import_(path: Path, map: Path, out: Path) -> None:
    import kg

    timed(lambda: kg.ingest(path, out, map=map))


def read(path: Path) -> None:
    import polars as pl

    timed(lambda: pl.read_csv(path, infer_schema=False))


def load(path: Path) -> None:
    import pyoxigraph

    store = pyoxigraph.Store()
    timed(lambda: store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES))


def timed(action: Callable[[], object]) -> None:
    before = time.process_time()
    action()
    spent = time.process_time() - before
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


TASKS: dict[str, Callable[..., None]] = {"import": import_, "read": read, "load": load}

if __name__ == "__main__":
    main()
