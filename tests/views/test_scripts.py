"""The page's scripts by themselves, under node's own test runner."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent / "page"


def test_the_scripts_pass_their_own_tests() -> None:
    node = shutil.which("node")
    assert node, "no node on this machine; make test installs it (Debian: apt-get install nodejs)"
    files = sorted(map(str, HERE.glob("*.test.mjs")))
    ran = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "# fail 0" in ran.stdout
