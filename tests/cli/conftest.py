"""The `kg` command on a small file of its own, in this process or installed, as users run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from tests.factory import tie, turtle

SOURCE = """
src:s a kg:Source ; dcterms:title "A report" ; dcterms:creator "Eve Moss" ;
    dcterms:publisher "The Review" ; dcterms:issued "2023-07"^^xsd:gYearMonth ;
    kg:url "https://example.org/report"^^xsd:anyURI ; kg:reliability "B" .
"""

Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]
KG = Path(sys.executable).with_name("kg")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Four statements: an alliance, gas, a proposal, a condemnation; a path Ada - Bela - Cara."""
    path = tmp_path / "small.ttl"
    path.write_text(
        turtle(
            tie("ally", "Ada", "alliedWith", "Bela", rest='; kg:since "1992"^^xsd:gYear'),
            tie("gas", "Bela", "suppliesGasTo", "Cara", locator="paragraph 10", confidence=0.9),
            tie("offer", "Ada", "alliedWith", "Cara", status="Proposed", locator="paragraph 2"),
            tie(
                "words",
                "Cara",
                "condemns",
                "Ada",
                locator="paragraph 10",
                rest='; kg:date "2022-09"^^xsd:gYearMonth',
            ),
            actors="Ada Bela Cara Dora",
            source=SOURCE,
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def spawn(small: Path) -> Run:
    """Runs the installed command in the folder of the small file, which KG_DATA names."""

    def spawn(*arguments: str | Path, **environment: str) -> Ran:
        return subprocess.run(
            [KG, *arguments],
            cwd=small.parent,
            env={**os.environ, "COLUMNS": "100", "KG_DATA": "small.ttl", **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return spawn


@pytest.fixture
def run(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same in this process, which is quicker.

    What is no error on purpose leaves it as an exception, which fails the test.
    """
    monkeypatch.chdir(small.parent)

    def run(*arguments: str | Path, **environment: str) -> Ran:
        with monkeypatch.context() as patch:
            for name, value in {"COLUMNS": "100", "KG_DATA": "small.ttl", **environment}.items():
                patch.setenv(name, value)
            code = main.run(list(map(str, arguments)))
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run
