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


def test_what_a_value_is_in_each_window(run: Run) -> None:
    ask = ("trend", "--by", "degree", "--since", "2021", "--until", "2022", "--explain", "Cara")
    ran = run(*ask, COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "2021-01-01 to 2021-12-31: number 2 of 3, 1; it is 1 for each of" in told(ran.stdout)
    assert "  1  Cara condemns Ada (2022-09) [1]" in ran.stdout
    record = json.loads(run(*ask, "--json").stdout)
    parts = [each["explanation"]["parts"] for each in record["every"]]
    assert [[part["statements"] for part in each] for each in parts] == [
        [[stmt("gas")]],
        [[stmt("gas")], [stmt("words")]],
    ]
    rows = list(csv.reader(io.StringIO(run(*ask, "--csv", "--limit", "1").stdout)))
    assert [(row[0][:4], row[1], row[2]) for row in rows] == [
        ("of", "part", "value"),
        ("2021", "1", "1.0"),
        ("2022", "1", "1.0"),
        ("2022", "others", "1.0"),
    ]


def test_what_is_behind_the_width_of_a_rank(run: Run) -> None:
    ask = ("robust", "--by", "degree", "--draws", "20", "--leave-out", "place", "--explain", "Cara")
    ran = run(*ask, COLUMNS="80")
    assert ran.returncode == 0
    assert ran.stdout.startswith("Cara is number 1 of 3 by degree: 2\n")
    assert "1 of its 2 statements has a confidence below 1 0.9 stmt:gas" in told(ran.stdout)
    assert (
        "Without paragraph 10 it has no relation left: 2 statements of its own fall: stmt:gas, stmt:words"
        in told(ran.stdout)
    )
    record = json.loads(run(*ask, "--json").stdout)
    assert record["doubts"] == [{"statement": stmt("gas"), "confidence": 0.9}]
    rows = list(csv.reader(io.StringIO(run(*ask, "--csv").stdout)))
    assert [row[::2] for row in rows] == [
        ["what", "statement"],
        ["doubt", "stmt:gas"],
        ["falls without paragraph 10", "stmt:gas"],
        ["falls without paragraph 10", "stmt:words"],
    ]


def test_what_a_value_is_as_other_statuses_count(run: Run) -> None:
    ask = ("statuses", "Proposed", "--by", "degree", "--explain", "Ada")
    ran = run(*ask, COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "degree, Actual only: number 1 of 3, 2;" in told(ran.stdout)
    assert "degree, with Proposed: number 1 of 3, 3;" in told(ran.stdout)
    record = json.loads(run(*ask, "--json").stdout)
    assert [len(each["explanation"]["parts"]) for each in record["every"]] == [2, 3]


def test_how_influence_is_there_on_a_day(run: Run) -> None:
    ran = run("reach", "Ada", "--explain", "Cara")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Ada reaches Cara: possibly from 1992-01-01 on, certainly from 2023-07-01 on" in told(
        ran.stdout
    )
    assert "Ada is allied with Bela (since 1992) [1]; then Bela supplies gas to Cara [2]." in told(
        ran.stdout
    )
    record = json.loads(run("reach", "Ada", "--explain", "Cara", "--json").stdout)
    assert record["possible"]["statements"] == record["certain"]["statements"]
    rows = list(csv.reader(io.StringIO(run("reach", "Ada", "--explain", "Cara", "--csv").stdout)))
    assert [row[-1] for row in rows[1:3]] == ["stmt:ally", "stmt:gas"]
    ran = run("reach", "Cara", "--explain", "Ada")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "kg: no influence that is asked about reaches 'Ada' in time\n"
    ran = run("reach", "Ada", "--explain", "Cara", "--leave-out", "place")
    assert (ran.returncode, ran.stdout) == (2, "")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (("trend", "--each", "family"), "'--explain': choose it or --each"),
        (("trend", "--chart", "x.svg"), "'--chart': choose it or --explain"),
        (("robust", "--chart", "x.svg"), "'--chart': choose it or --explain"),
        (("statuses", "Proposed", "--pair", "Ada,Bela"), "'--pair': choose it or --explain"),
    ],
)
def test_options_of_another_answer_are_refused(run: Run, ask: tuple[str, ...], said: str) -> None:
    ran = run(*ask, "--explain", "Ada")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
