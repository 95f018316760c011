"""The tests that networkx ships, all of them, run through the backend: none fails that passes without it.

The slow test leaves out what cannot reach the backend (OUTSIDE: modules in whose tests no call meets a
function or a graph of ours) and a few tests that take most of the time (LONG: their calls are small ones by
the ten thousand, which the same tests of the same modules make for smaller sizes). `make networkx` runs every
test, networkx's own slow ones too, with and without the backend; compares how each went; checks that nothing
of OUTSIDE reaches the backend; and prints the figures. It takes half an hour.

networkx's way of testing a backend hands it every call. Calls that meet nothing of ours are not taken (see
`tests.backend.under_networkx`): taken, single tests of a second went on for minutes.
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
OUTSIDE: tuple[str, ...] = ()
LONG: tuple[str, ...] = ()
SERVED = 5_000  # calls of functions of ours that the tests make at least, lest they pass by none being made
TESTS = 6_000
COMPLETE = os.environ.get("NETWORKX_SUITE") == "complete"
Report = dict[str, Any]


def ran(folder: Path, asked: Iterable[str], *, backend: bool) -> Report:
    """What the plugin tells of a run of these tests."""
    settings, report = folder / "alone.ini", folder / f"{'kg' if backend else 'alone'}.json"
    settings.write_text("[pytest]\n", encoding="utf-8")
    line = [sys.executable, "-m", "pytest", "-q", "--tb=short", "--disable-warnings"]
    line += ["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "tests.backend.under_networkx"]
    line += ["-c", str(settings), "--rootdir", str(folder), "--pyargs", *asked]
    given = os.environ | {"REPORT": str(report), "MPLBACKEND": "agg", "PYTHONHASHSEED": "0"}
    if backend:
        given |= {"NETWORKX_TEST_BACKEND": "kg", "NETWORKX_FALLBACK_TO_NX": "1"}
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, env=given)
    assert done.returncode in (0, 1), done.stdout[-3000:] + done.stderr[-3000:]
    (folder / f"{report.stem}.txt").write_text(done.stdout, encoding="utf-8")
    found: Report = json.loads(report.read_text("utf-8"))
    return found


def failed(report: Report) -> set[str]:
    return {name for name, told in report["tests"].items() if told["outcome"] == "failed"}


def path_of(module: str) -> str:
    found = importlib.util.find_spec(module)
    assert found is not None, module
    assert found.origin is not None, module
    return found.origin


@pytest.mark.slow
@pytest.mark.skipif(COMPLETE, reason="the complete run is asked for")
def test_no_test_of_networkx_fails_through_the_backend_alone(tmp_path: Path) -> None:
    left_out = [f"--ignore={path_of(module)}" for module in OUTSIDE]
    left_out += [f"--deselect={each}" for each in LONG]
    report = ran(tmp_path, ["networkx", *left_out], backend=True)
    assert len(report["tests"]) > TESTS
    assert report["calls"]["asked of ours"] - report["calls"]["left to networkx"] > SERVED
    suspects = failed(report)
    alone = ran(tmp_path, sorted(suspects), backend=False) if suspects else {"tests": {}}
    assert sorted(suspects - failed(alone)) == [], (tmp_path / "kg.txt").read_text("utf-8")[-5000:]


@pytest.mark.slow
@pytest.mark.skipif(not COMPLETE, reason="the complete run takes half an hour: make networkx")
def test_every_test_of_networkx_goes_as_without_the_backend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["networkx", "--runslow"]
    through, alone = ran(tmp_path, asked, backend=True), ran(tmp_path, asked, backend=False)
    went = {name: told["outcome"] for name, told in alone["tests"].items()}
    found = {name: told["outcome"] for name, told in through["tests"].items()}
    differing = sorted(name for name in went | found if went.get(name) != found.get(name))
    reaching = sorted(name for name, told in through["tests"].items() if told["met"])
    with capsys.disabled():
        sys.stdout.write(
            f"\nnetworkx {nx.__version__}, Python {sys.version.split()[0]}: {len(found):,} tests,"
            f" {len(reaching):,} of which reach the backend, by {dict(through['calls'])}\n"
            f"through the backend {dict(Counter(found.values()))}, {seconds(through):,.0f} s of CPU\n"
            f"without it {dict(Counter(went.values()))}, {seconds(alone):,.0f} s of CPU\n"
            f"differences: {differing or 'none'}\n"
        )
    assert differing == []
    assert [name for name in reaching if name.partition("::")[0] in OUTSIDE] == []


def seconds(report: Report) -> float:
    return float(sum(told["seconds"] for told in report["tests"].values()))
