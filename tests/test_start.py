"""Starting is quick: what `import kg`, and a small file loaded and asked once, may import.

Each of these takes as long as the query, or longer; `benchmarks/start.py` tells what a process costs.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.factory import tie, turtle

ENGINES = {"networkx", "numpy", "oxrdflib", "pandas", "polars", "pyvis", "rdflib", "rich", "scipy"}
SLOW = {"asyncio", "calendar", "csv", "decimal", "difflib", "gzip", "json", "logging", "typing"}
TOPICS = {"multiprocessing", "importlib.metadata", "importlib.resources", "kg.columns", "kg.names"}
RECORDS = {"kg.model", "kg.content", "kg.vocabulary", "kg.rdf.decoding", "kg.rdf.reading"}
# What a worker that is a fork does without, and dates that are seen to be right at a glance.
SPAWNING = {"subprocess", "selectors", "signal", "threading", "kg.sparql.spawning"}
UNWANTED = ENGINES | SLOW | TOPICS | RECORDS | {"datetime", "html", "kg.dates"}
# What the worker imports beside the engine: the first modules that are ours, then Python's own.
WORKER = {"kg.sparql.confining", "kg.sparql.wire", "kg.sparql.worker"}
NOT_IN_THE_WORKER = UNWANTED | {
    "collections",
    "contextlib",
    "dataclasses",
    "enum",
    "functools",
    "re",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.ttl"
    one = tie("ally", "Ada", "alliedWith", "Bela", rest='; kg:since "1992"^^xsd:gYear')
    path.write_text(turtle(one, actors="Ada Bela"), encoding="utf-8")
    return path


def loaded(code: str, *flags: str) -> set[str]:
    """The modules that a Python without site packages' start files has when it has run the code."""
    says = f"{code}\nimport sys; print(*sys.modules)"
    line = [sys.executable, *flags, "-c", says]
    ran = subprocess.run(line, capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


def test_importing_kg_imports_next_to_nothing() -> None:
    more = loaded("import kg") - loaded("import importlib")
    assert more == {"kg"}


def test_loading_and_asking_imports_no_records_and_nothing_slow(small: Path) -> None:
    asked = "SELECT ?a ?b { ?a kg:alliedWith ?b } ORDER BY ?a"
    code = f"import kg; rows = kg.query(kg.load({str(small)!r}), {asked!r}); assert len(rows.terms) == 2"
    found = loaded(code)
    unwanted = UNWANTED | SPAWNING if sys.platform == "linux" else UNWANTED
    assert not (found - loaded("pass")) & unwanted
    assert "pyoxigraph" in found


def test_the_worker_imports_three_modules_of_ours() -> None:
    code = (
        "import sys\n"
        "sys.path[:0] = [{0!r}]\n"
        "sys.modules.update({{name: type(sys)(name) for name in ('kg', 'kg.sparql')}})\n"
        "sys.modules['kg'].__path__, sys.modules['kg.sparql'].__path__ = [{1!r}], [{2!r}]\n"
        "import kg.sparql.worker"
    )
    package = Path(__file__).parent.parent / "kg"
    found = loaded(
        code.format(str(package.parent), str(package), str(package / "sparql")), "-I", "-S"
    )
    assert {name for name in found if name.startswith("kg.")} == WORKER | {"kg.sparql"}
    assert not found & NOT_IN_THE_WORKER
