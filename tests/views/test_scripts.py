"""The page's scripts by themselves, under node's own test runner."""

import re
import shutil
import subprocess
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "page"
NAME = re.compile(r"^(?:(?:async )?function\*? ?|const |let |class )([\w$]+)", re.MULTILINE)


def test_no_two_scripts_give_one_name_to_two_things() -> None:
    """They share one scope: the later would take the place of the earlier without a word."""
    scripts = [
        each for each in files("kg.views").joinpath("page").iterdir() if each.name.endswith(".js")
    ]
    found = Counter(name for each in scripts for name in NAME.findall(each.read_text("utf-8")))
    assert {"widthOf", "saveFile", "Crowd"} <= found.keys()
    assert [name for name, times in found.items() if times > 1] == []


@pytest.mark.browser
def test_the_scripts_pass_their_own_tests() -> None:
    node = shutil.which("node")
    assert node, "no node on this machine; make test installs it (Debian: apt-get install nodejs)"
    tests = sorted(map(str, HERE.glob("*.test.mjs")))
    ran = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "# fail 0" in ran.stdout
