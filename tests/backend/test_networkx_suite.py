"""The tests that networkx ships, all of them, run through the backend: none fails that passes without it.

The slow test runs them in one process, but for a few that make small calls by the ten thousand (LONG in
`tests.backend.under_networkx`, with how many of their cases are kept). Which failed is run again without the
backend: what fails there too is no fault of ours. networkx's own slow tests are not asked for.

`make networkx` runs every test, networkx's slow ones too, with and without the backend; compares how each
went, what is skipped included; and prints the figures. It takes half an hour.

Without the limits of that plugin it does not end: networkx's way of testing a backend hands it every call, and
of what returns a graph runs both codes, compares the graphs and looks at each value in them. One test of
60,000 edges went on for minutes instead of a second.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

ROOT = Path(__file__).parents[2]
# How many tests are run at least, and calls of functions of ours in them: none would pass as well.
TESTS, SERVED = 6_000, 5_000
# It calls a function that nobody implements: networkx's way of testing a backend gives such a test up as xfail.
OF_DISPATCHING = {"networkx.utils.tests.test_backends::test_not_implemented_by_nx"}
COMPLETE = os.environ.get("NETWORKX_SUITE") == "complete"
Report = dict[str, Any]


def ran(
    folder: Path, asked: Iterable[str], *, backend: bool, short: bool = False, more: str = ""
) -> Report:
    """What the plugin tells of a run of these tests, with or without another plugin."""
    settings, report = folder / "alone.ini", folder / f"{'kg' if backend else 'alone'}.json"
    settings.write_text("[pytest]\n", encoding="utf-8")
    line = [sys.executable, "-m", "pytest", "-q", "--tb=short", "--disable-warnings"]
    line += ["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "tests.backend.under_networkx"]
    line += ["-p", more] if more else []
    line += ["-c", str(settings), "--rootdir", str(folder), *map(path_of, asked)]
    given = os.environ | {"REPORT": str(report), "MPLBACKEND": "agg", "PYTHONHASHSEED": "0"}
    if backend:
        given |= {"NETWORKX_TEST_BACKEND": "kg", "NETWORKX_FALLBACK_TO_NX": "1"}
    if short:
        given |= {"SHORT": "1"}
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, env=given)
    assert done.returncode in (0, 1), done.stdout[-3000:] + done.stderr[-3000:]
    (folder / f"{report.stem}.txt").write_text(done.stdout, encoding="utf-8")
    found: Report = json.loads(report.read_text("utf-8"))
    return found


def path_of(module: str) -> str:
    """Where a module or package is; options stay as they are. networkx's own are known by paths alone."""
    if module.startswith("-"):
        return module
    found = importlib.util.find_spec(module)
    assert found is not None, module
    places = found.submodule_search_locations
    return places[0] if places else str(found.origin)


def failed(report: Report) -> set[str]:
    return {name for name, told in report["tests"].items() if told["outcome"] == "failed"}


def modules(tests: Iterable[str]) -> list[str]:
    return sorted({name.partition("::")[0] for name in tests})


@pytest.mark.slow
@pytest.mark.skipif(COMPLETE, reason="the complete run is asked for")
def test_no_test_of_networkx_fails_through_the_backend_alone(tmp_path: Path) -> None:
    report = ran(tmp_path, ["networkx"], backend=True, short=True)
    assert len(report["tests"]) > TESTS
    assert report["calls"]["asked of ours"] - report["calls"]["left to networkx"] > SERVED
    suspects = failed(report)
    alone = ran(tmp_path, modules(suspects), backend=False) if suspects else {"tests": {}}
    assert sorted(suspects - failed(alone)) == [], (tmp_path / "kg.txt").read_text("utf-8")[-5000:]


@pytest.mark.slow
def test_our_graph_stands_in_for_the_multidigraph_of_networkx(tmp_path: Path) -> None:
    """Its tests of graphs, conversions and operators, with `kg.Graph` wherever they say MultiDiGraph."""
    asked = [f"networkx.{each}" for each in ("classes", "tests", "algorithms.operators")]
    report = ran(tmp_path, asked, backend=False, more="tests.backend.instead")
    assert len(report["tests"]) > 1_500
    assert failed(report) == set()


@pytest.mark.slow
@pytest.mark.skipif(not COMPLETE, reason="the complete run takes half an hour: make networkx")
def test_every_test_of_networkx_goes_as_without_the_backend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["networkx", "--runslow"]
    through, alone = ran(tmp_path, asked, backend=True), ran(tmp_path, asked, backend=False)
    went = {name: told["outcome"] for name, told in alone["tests"].items()}
    found = {name: told["outcome"] for name, told in through["tests"].items()}
    names = (went | found).keys() - OF_DISPATCHING
    differing = sorted(name for name in names if went.get(name) != found.get(name))
    reaching = sum(1 for told in through["tests"].values() if told["met"])
    with capsys.disabled():
        sys.stdout.write(
            f"\nnetworkx {nx.__version__}, Python {sys.version.split()[0]}: {len(found):,} tests,"
            f" {reaching:,} of which reach the backend, by {dict(through['calls'])}\n"
            f"through the backend {dict(Counter(found.values()))}, {seconds(through):,.0f} s of CPU\n"
            f"without it {dict(Counter(went.values()))}, {seconds(alone):,.0f} s of CPU\n"
            f"differences: {differing or 'none'}\n"
        )
    assert differing == []


def seconds(report: Report) -> float:
    return float(sum(told["seconds"] for told in report["tests"].values()))
