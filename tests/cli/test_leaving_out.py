"""`--leave-out` after an answer: what of it is stable, on the small file and on one of two houses."""

import json
from pathlib import Path

import pytest

import kg
from kg.cli import progress
from tests.cli.conftest import Run
from tests.factory import act, tie, turtle

HOUSES = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "{name}" ; dcterms:publisher "House {name}" ;'
    ' dcterms:issued "2023-07"^^xsd:gYearMonth .'
    for name in "pq"
)
ALSO = "; kg:evidence [ a kg:Evidence ; dcterms:source src:q ]"


@pytest.fixture
def houses(tmp_path: Path) -> Path:
    """A supplies B, as p and q say; B supplies D, as p alone says."""
    path = tmp_path / "houses.ttl"
    blocks = (
        tie("ab", "A", "suppliesGasTo", "B", source="src:p", rest=ALSO),
        tie("bd", "B", "suppliesGasTo", "D", source="src:p"),
        tie("ad", "A", "wagesWarOn", "D", source="src:q"),
    )
    path.write_text(turtle(*blocks, actors="A B D", source=HOUSES), encoding="utf-8")
    return path


def test_the_marks_stand_below_the_answer(run: Run, houses: Path) -> None:
    plain = run("reach", "A", "--data", houses)
    ran = run("reach", "A", "--data", houses, "--leave-out", "origin")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(plain.stdout)
    assert ran.stdout[len(plain.stdout) :].splitlines() == [
        "",
        "Contested: 1 of 2 parts stable, by asking again without each origin",
        "Left out one by one: 2 of 2 origins",
        "  B, certain (stable)",
        "  D, certain (contested: not without House p)",
    ]


def test_json_has_them_as_a_field_and_csv_on_stderr(run: Run, houses: Path) -> None:
    asked = "paths", "A", "D", "--data", houses
    ran = run(*asked, "--leave-out", "origin", "--json")
    told = json.loads(ran.stdout)
    assert told["answer"] == json.loads(run(*asked, "--json").stdout)
    marks = told["marks"]
    assert (marks["verdict"], marks["left_out"], marks["origins"]) == ("contested", 2, 2)
    [part] = marks["parts"]
    assert (part["key"], part["verdict"]) == ([act("A"), act("B"), act("D")], "contested")
    assert [each["label"] for each in part["without"]] == ["House p"]
    ran = run(*asked, "--leave-out", "origin", "--csv")
    assert ran.stdout == run(*asked, "--csv").stdout
    assert ran.stderr.splitlines() == [
        "",
        "Contested: 0 of 1 part stable, by asking again without each origin",
        "Left out one by one: 2 of 2 origins",
        "  A > B > D (contested: not without House p)",
    ]
    ran = run("journeys", "A", "D", "--data", houses, "--leave-out", "origin", "--json")
    held = json.loads(ran.stdout)
    assert held.pop("marks")["verdict"] == "contested"
    assert held == json.loads(run("journeys", "A", "D", "--data", houses, "--json").stdout)


@pytest.mark.parametrize(
    "asked",
    [
        ("rank", "--by", "degree"),
        ("paths", "Ada", "Cara"),
        ("reach", "Ada"),
        ("journeys", "Ada", "Cara"),
        ("balance",),
        ("communities", "--runs", "2"),
        ("both-sides",),
        ("mediations", "Ada", "Cara"),
        ("changes", "Ada", "1990", "2023"),
        ("restrictions", "Ada"),
        ("alternatives", "Bela"),
        ("whatif", "--retract", "stmt:gas"),
    ],
    ids=lambda asked: asked[0],
)
def test_every_answer_that_has_parts_takes_it(run: Run, asked: tuple[str, ...]) -> None:
    ran = run(*asked, "--leave-out", "place")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(run(*asked).stdout)
    assert "parts stable, by asking again without each place\n" in ran.stdout.replace(
        "part stable", "parts stable"
    )
    refused = run(*asked, "--leave-out", "page")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "kg: unknown leave_out 'page'; use 'origin' or 'place'\n"


def test_an_answer_without_parts_refuses_it(run: Run) -> None:
    for asked, word in (
        (("rank", "--per-relation"), "--per-relation"),
        (("rank", "--explain", "Ada"), "--explain"),
        (("whatif", "--scenario", "all"), "several scenarios"),
    ):
        ran = run(*asked, "--leave-out", "origin")
        assert ran.returncode == 2
        assert f"choose it or {word}" in ran.stderr


def test_commitments_take_it_too(run: Run) -> None:
    asked = "commitments", "CSTO", "inst:offensive-2022", "--data", kg.shipped()
    lines = run(*asked, "--leave-out", "origin").stdout.splitlines()
    assert lines[-4:] == [
        "Left out one by one: 1 of 1 origin",
        "All rests on Sheila Paylan; leaving out each place tells more",
        "  Collective Security Treaty Organization to Armenia: refused, certain (contested: not without",
        "    Sheila Paylan)",
    ]


def test_what_is_counted_meanwhile_are_questions() -> None:
    assert progress.UNITS["asking"] == "questions"
