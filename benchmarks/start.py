"""What a whole process costs: a small file loaded and asked once; and what the `kg` command takes to start.

python benchmarks/start.py [--triples 300] [--rounds 15]

Each contender is a Python of its own, from its start to its end, its children's CPU time included: the
library's query is answered by a second process. Rounds go through all contenders in turn, and the least
counts; ratios of it are what the tables are for, for machines differ and are shared. Bytecode is kept
between the rounds, as it is once a package is installed. Prints Markdown.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import generate

BARE = "bare pyoxigraph, the same"
_ASKED = "SELECT ?a ?b { ?a <https://w3id.org/actor-kg/vocab#dependsOn> ?b }"
_ENGINE = """import pyoxigraph as ox; s = ox.Store(); s.load(path=F, format=ox.RdfFormat.N_TRIPLES)
list(s.query(Q))"""
_KG = "import kg; answer = kg.query(kg.load(F), Q)\n"
LIBRARY = {
    "Python alone": "pass",
    BARE: _ENGINE,
    "`import kg`": "import kg",
    "`kg.load`": "import kg; kg.load(F)",
    "`kg.load`, `kg.query`, its rows as the engine's terms": f"{_KG}list(answer.terms)",
    "`kg.load`, `kg.query`, its rows as rdflib's terms": f"{_KG}list(answer)",
    "rdflib, the same": "import rdflib; list(rdflib.Graph().parse(F, format='nt').query(Q))",
    "`import rdflib` alone": "import rdflib",
}
COMMANDS = {
    "`kg --help`": ("--help",),
    "`kg info FILE`": ("info", "FILE"),
    "`kg query` of the file": ("query", _ASKED, "--data", "FILE"),
    "`import typer, pydantic`, which it is made with": (),
}


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--triples", type=int, default=300)
    given.add_argument("--rounds", type=int, default=15)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "small.nt"
        generate.write(file, "even", options.triples)
        lines = {
            name: [sys.executable, "-c", f"F, Q = {str(file)!r}, {_ASKED!r}\n{text}"]
            for name, text in LIBRARY.items()
        } | {name: _command(words, file) for name, words in COMMANDS.items()}
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        spent = least(lines, environment, options.rounds)
    _print(
        f"### A whole process, {options.triples:,} triples", {n: spent[n] for n in LIBRARY}, spent
    )
    _print("### The command", {name: spent[name] for name in COMMANDS}, spent)


def least(
    lines: dict[str, list[str]], environment: dict[str, str], rounds: int
) -> dict[str, float]:
    """The least CPU seconds of each command line; the round before the first fills the caches."""
    found = dict.fromkeys(lines, float("inf"))
    for number in range(rounds + 1):
        for name, line in lines.items():
            spent = cpu_of(line, environment)
            if number:
                found[name] = min(found[name], spent)
    return found


def cpu_of(line: list[str], environment: dict[str, str]) -> float:
    """The CPU seconds of a command line from its start to its end, its children's included."""
    process = subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(process.pid, 0)
    process.returncode = code
    if code:
        raise SystemExit(f"failed: {line}")
    return used.ru_utime + used.ru_stime


def _command(words: tuple[str, ...], file: Path) -> list[str]:
    if not words:
        return [sys.executable, "-c", "import typer.main, pydantic"]
    run = "import sys; from kg.cli.main import main; main()"
    return [sys.executable, "-c", run, *(str(file) if word == "FILE" else word for word in words)]


def _print(heading: str, shown: dict[str, float], spent: dict[str, float]) -> None:
    print(f"\n{heading}\n\n| process | CPU ms | against bare pyoxigraph |\n| --- | ---: | ---: |")
    for name, seconds in shown.items():
        print(f"| {name} | {seconds * 1000:.1f} | {seconds / spent[BARE]:.2f} |")


if __name__ == "__main__":
    main()
