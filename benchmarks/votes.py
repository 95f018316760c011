"""What UN votes cost from the table to a ranking: imported into a store, validated, projected.

    python benchmarks/votes.py --years 1946-1960     some years
    python benchmarks/votes.py                       all 706,201 votes, over a million statements

Each step is a command of its own, as users run it; CPU time is user and system with all its processes, memory
what the largest of them takes at most. Beside the import stand its two bare parts: polars reads the table,
and pyoxigraph loads the same triples into a store on disk.
"""

import argparse
import csv
import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "un-votes"
VOTES, CALLS = "un_votes_to2009.csv.gz", "un_roll_calls_to2009.csv.gz"
KG = Path(sys.executable).with_name("kg")
READ = "import polars, sys; polars.read_csv(sys.argv[1], infer_schema=False)"
LOAD = """import pyoxigraph, sys
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_TRIPLES)
store.flush()"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--years", help="first and last year, such as 1946-1960; all without it")
    parser.add_argument("--at", help="year to rank the actors of; the last one without it")
    parser.add_argument("--times", type=int, default=1, help="how often the table is repeated")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the tables are")
    parser.add_argument("--file", action="store_true", help="also import into a file, and load it")
    options = parser.parse_args()
    first, _, last = (options.years or "1946-2009").partition("-")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        votes = place / "votes.csv"
        count = cut(options.folder, votes, int(first), int(last or first), options.times)
        print(
            f"votes {count:,}, years {first} to {last or first}, {votes.stat().st_size / 1e6:.1f} MB"
        )
        measure(
            place, votes, options.folder / CALLS, options.at or last or first, file=options.file
        )


def cut(folder: Path, votes: Path, first: int, last: int, times: int) -> int:
    """Write the votes of the years, and say how many there are."""
    with gzip.open(folder / CALLS, "rt", encoding="utf-8", newline="") as file:
        wanted = {
            row["rcid"] for row in csv.DictReader(file) if first <= int(row["date"][:4]) <= last
        }
    with gzip.open(folder / VOTES, "rt", encoding="utf-8", newline="") as file:
        head, *lines = file
    kept = [line for line in lines if line.partition(",")[0] in wanted]
    with votes.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        for _ in range(times):
            file.writelines(kept)
    return times * len(kept)


def measure(place: Path, votes: Path, calls: Path, at: str, *, file: bool) -> None:
    store, out = place / "store", place / "votes.nt"
    told = ("--reader", "un-votes", "--with", f"roll_calls={calls}")
    print(f"{'':24}{'CPU s':>9}{'wall s':>9}{'MB':>8}")
    read, _ = step("polars reads it", (sys.executable, "-c", READ, str(votes)))
    if file:
        wrote, _ = step("kg import --out", (KG, "import", str(votes), *told, "--out", str(out)))
        loaded, _ = step(
            "pyoxigraph loads it", (sys.executable, "-c", LOAD, str(out), str(place / "bare"))
        )
        print(f"{'ratio to their sum':24}{wrote / (read + loaded):9.2f}")
    _, text = step("kg import --store", (KG, "import", str(votes), *told, "--store", str(store)))
    print("   ", text.splitlines()[0])
    _, text = step("kg validate", (KG, "validate", "--store", str(store)))
    print("   ", (text.splitlines() or ["no finding"])[-1])
    _, text = step(
        "kg rank", (KG, "rank", "--by", "degree", "--store", str(store), "--at", at, "--limit", "3")
    )
    print("   ", *text.splitlines()[:6], sep="\n    ")


def step(name: str, command: Sequence[str | Path]) -> tuple[float, str]:
    """The CPU seconds of a command, and what it says; its figures are printed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(list(map(str, command)), stdout=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        said.seek(0)
        text = said.read().decode()
    cpu = usage.ru_utime + usage.ru_stime
    end = "" if child.returncode == 0 else f"   exit {child.returncode}"
    print(f"{name:24}{cpu:9.2f}{wall:9.1f}{usage.ru_maxrss / 1024:8.0f}{end}", flush=True)
    return cpu, text


if __name__ == "__main__":
    main()
