"""`--explain ACTOR`: the statements behind one number, in the command that prints it."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Run
from tests.factory import act, stmt


def told(stdout: str) -> str:
    """The lines as one, however they were wrapped."""
    return " ".join(stdout.split())


def test_what_of_an_actor_fits_its_bloc(run: Run) -> None:
    ran = run("balance", "--explain", "Bela", COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("Bela is in bloc 1a")
    assert "Pairs that fit the blocs: 2" in ran.stdout
    assert "Ada (1a): cooperation 0.900 by stmt:ally" in ran.stdout
    assert "Triangles that it is in: 0 of 1 balanced: +++ 0, ++- 1, +-- 0, --- 0" in told(
        ran.stdout
    )
    record = json.loads(run("balance", "--explain", "Bela", "--json").stdout)
    assert (record["actor"], record["bloc"]) == (act("Bela"), "1a")
    assert record["triangles"][0]["statements"] == [stmt("ally"), stmt("words"), stmt("gas")]
    rows = list(csv.reader(io.StringIO(run("balance", "--explain", "Bela", "--csv").stdout)))
    assert [row[0] for row in rows] == ["kind", "fits", "fits", "unbalanced triangle"]


def test_what_holds_an_actor_in_its_community(run: Run) -> None:
    ran = run("communities", "--explain", "Bela", COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("Bela is in community 1, in 100% of runs")
    assert "0.900000 Ada, together in 100% of runs by stmt:ally" in ran.stdout
    record = json.loads(run("communities", "--explain", "Bela", "--json").stdout)
    assert [bond["statements"] for bond in record["own"]["bonds"]] == [
        [stmt("ally")],
        [stmt("gas")],
    ]
    rows = list(csv.reader(io.StringIO(run("communities", "--explain", "Bela", "--csv").stdout)))
    assert [row[2] for row in rows] == ["label", "Ada", "Cara"]


@pytest.mark.parametrize("command", ["balance", "communities"])
def test_an_explanation_has_no_parts_that_could_be_contested(run: Run, command: str) -> None:
    ran = run(command, "--explain", "Bela", "--leave-out", "place")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "'--leave-out': choose it or --explain" in ran.stderr


@pytest.mark.parametrize("command", ["balance", "communities"])
def test_an_actor_that_the_answer_does_not_have_is_one_line(run: Run, command: str) -> None:
    for name, said in (("Belo", "did you mean 'Bela'?"), ("Dora", "'Dora' is in no ")):
        ran = run(command, "--explain", name)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert said in ran.stderr
        assert ran.stderr.count("\n") == 1
