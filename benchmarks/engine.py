"""The data side against the bare engine and against rdflib: loading, disk, columns, queries, frames.

python benchmarks/engine.py [SIZE ...] [--shape hubs] [--rounds 3] [--rdflib MOST] [--only load,disk]
    [--data FOLDER] [--keep FILE.json]

A size is a number of triples. Each measurement runs in a process of its own, the contenders in turn,
and the least CPU time of the rounds counts: ratios of it are what the tables are for, for machines differ
and are shared. Prints Markdown; from two sizes on, how costs grow with the size. rdflib takes part up to
MOST triples (100,000 unless told otherwise). Contenders that answer differently end the run.

Large sizes can be run piecewise: --only takes sections, --data keeps the generated files, and --keep
the figures, so that growth is told over all runs of a shape that kept theirs there.
"""

import argparse
import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import generate
import tables
from measuring import measured

RDFLIB = {"load": "load_rdflib", "queries": "ask_rdflib"}
TASKS = {
    "load": ("load_kg", "load_bare"),
    "disk": ("disk_kg", "disk_bare"),
    "columns": ("columns",),
    "queries": ("ask",),
    "disk-queries": ("ask_disk",),
    "frames": ("frames_kg", "frames_bare"),
}


def main() -> None:
    """Run what the arguments say."""
    given = _arguments()
    kept = _kept(given.keep)
    for size in given.sizes:
        print(f"\n### {size:,} triples, {given.shape}")
        with _data(given.data, given.shape, size) as file:
            for section in given.only:
                _measure(section, size, file, given, kept)
    print()
    for line in tables.growth({int(size): found for size, found in kept[given.shape].items()}):
        print(line)


def _measure(
    section: str, size: int, file: Path, given: argparse.Namespace, kept: dict[str, Any]
) -> None:
    """Measure a section, print its table and keep its figures."""
    peers = [RDFLIB[section]] if section in RDFLIB and size <= given.rdflib else []
    rounds = 1 if "queries" in section else given.rounds  # they take turns within
    found = measured([*TASKS[section], *peers], file, rounds)
    wrong = tables.disagreement(section, found)
    if wrong:
        raise SystemExit(f"answers differ: {wrong}")
    print()
    for line in tables.SECTIONS[section](found):
        print(line, flush=True)
    kept[given.shape].setdefault(str(size), {})[section] = found
    if given.keep:
        given.keep.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _kept(path: Path | None) -> dict[str, Any]:
    """The figures by shape, size and section that earlier runs kept."""
    kept: dict[str, Any] = {shape: {} for shape in generate.SHAPES}
    if path and path.is_file():
        kept.update(json.loads(path.read_text(encoding="utf-8")))
    return kept


@contextlib.contextmanager
def _data(folder: Path | None, shape: str, size: int) -> Iterator[Path]:
    """The generated file: kept in the folder, or made for the while."""
    with tempfile.TemporaryDirectory() as own:
        file = (folder or Path(own)) / f"{shape}-{size}.nt"
        if not file.is_file():
            generate.write(file, shape, size)
        yield file


def _sections(text: str) -> list[str]:
    wanted = text.split(",")
    unknown = sorted(set(wanted) - set(TASKS))
    if unknown:
        known = ", ".join(TASKS)
        raise argparse.ArgumentTypeError(f"no section '{unknown[0]}'; choose among {known}")
    return [section for section in TASKS if section in wanted]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--shape", choices=generate.SHAPES, default="hubs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rdflib", type=int, default=100_000, metavar="MOST")
    parser.add_argument("--only", type=_sections, default=list(TASKS), metavar="SECTION,...")
    parser.add_argument("--data", type=Path, metavar="FOLDER")
    parser.add_argument("--keep", type=Path, metavar="FILE.json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
