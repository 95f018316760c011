"""The same data give the same page: over hash seeds, in every version of Python.

The page is compared byte for byte. Its data are packed by zlib, which is free to find other matches in another
version of its own (zlib-ng does); where two Pythons have different ones, what is unpacked is compared instead.

check 7 (same input, same bytes, over hash seeds and Python versions): test_the_same_data_give_the_same_bytes_whatever_the_hash_seed, test_the_same_data_give_the_same_bytes_in_every_python
"""

import base64
import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg

DRAW = """
import sys, zlib
import kg
kg.draw(kg.load(kg.shipped()), sys.argv[1], highlight=("Russia", "EU"))
print(zlib.ZLIB_RUNTIME_VERSION)
"""
VERSIONS = ("3.11", "3.12", "3.13")
ROOT = Path(kg.__file__).parents[1]


def drawn(python: str, page: Path, seed: str) -> tuple[str, bytes]:
    """The version of zlib in that Python, and the page that it draws."""
    ran = subprocess.run(
        [python, "-c", DRAW, page],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
    )
    return ran.stdout.strip(), page.read_bytes()


def unpacked(page: bytes) -> bytes:
    """The page with its data as they were before they were packed."""
    return re.sub(
        rb'(?<=type="text/plain" id=")(\w+">)([^<]*)',
        lambda found: found[1] + gzip.decompress(base64.b64decode(found[2])),
        page,
    )


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    return drawn(sys.executable, tmp_path_factory.mktemp("page") / "here.html", "1")


def test_the_same_data_give_the_same_bytes_whatever_the_hash_seed(
    here: tuple[str, bytes], tmp_path: Path
) -> None:
    assert drawn(sys.executable, tmp_path / "page.html", "2") == here
    assert b"\r" not in here[1]
    assert unpacked(here[1]).count(b"\x1f\x8b") == 0
    assert b'"digest":' in unpacked(here[1])


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_data_give_the_same_bytes_in_every_python(
    version: str, here: tuple[str, bytes], tmp_path: Path
) -> None:
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip(f"Python {version} is the one that runs the tests")
    python = python_of(version)
    if python is None:
        pytest.skip(f"no Python {version} that has all that kg needs; KG_PYTHONS may name one")
    zlib, page = drawn(python, tmp_path / "page.html", "3")
    if zlib == here[0]:
        assert page == here[1]
    assert unpacked(page) == unpacked(here[1])


def python_of(version: str) -> str | None:
    """A Python of that version in which kg can draw: named in KG_PYTHONS (paths with ":" between), on the PATH or pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named = os.environ.get("KG_PYTHONS", "").split(os.pathsep)
    needs = f"import sys; assert '%d.%d' % sys.version_info[:2] == '{version}'; import networkx, numpy, pyoxigraph, pyvis, scipy"
    for python in (
        *filter(None, named),
        shutil.which(f"python{version}"),
        *(str(each) for each in sorted(pyenv.glob(f"{version}.*/bin/python"))),
    ):
        if (
            python
            and not subprocess.run(
                [python, "-c", needs], check=False, capture_output=True
            ).returncode
        ):
            return python
    return None
