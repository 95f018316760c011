"""networkx's own tests of its algorithms, run through the backend: none fails that passes without it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTED = Path(__file__).with_name("not_passed.txt")
# All that is served, and others that come to it or take their neighbours elsewhere.
PARTS = (
    "centrality",
    "components",
    "link_analysis",
    "shortest_paths",
    "traversal",
    "approximation.tests.test_kcomponents::TestAntiGraph",
    "tests.test_boundary",
    "tests.test_core",
    "tests.test_dag",
    "tests.test_distance_measures",
    "tests.test_simple_paths",
)


@pytest.mark.slow
def test_no_test_of_networkx_fails_that_is_not_listed(tmp_path: Path) -> None:
    settings = tmp_path / "alone.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    line = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-rf", "-W", "ignore"]
    line += ["-p", "no:cacheprovider", "-p", "tests.backend.under_networkx"]
    line += ["-c", str(settings), "--rootdir", str(tmp_path)]
    line += ["--pyargs", *(f"networkx.algorithms.{part}" for part in PARTS)]
    asked = {"NETWORKX_TEST_BACKEND": "kg", "NETWORKX_FALLBACK_TO_NX": "1"}
    ran = subprocess.run(
        line, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | asked
    )
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr
    failed = set(re.findall(r"^FAILED (\S+)", ran.stdout, re.MULTILINE))
    known = {
        each.partition("\t")[0]
        for each in LISTED.read_text(encoding="utf-8").splitlines()
        if not each.startswith("#")
    }
    assert failed == known, ran.stdout[-3000:]
    served = re.search(r"([\d,]+) served", ran.stdout)
    assert served is not None
    assert int(served[1].replace(",", "")) > 1000
