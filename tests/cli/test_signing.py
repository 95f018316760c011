"""Signs and groups on the small file: Ada and Bela allied, gas from Bela to Cara, Cara condemns Ada in 2022-09."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.factory import act, stmt

COUNTED = "Counted 3 relations: actual; an act counts on its day and 366 days after; no source is later than 2023-07"


def test_balance_tells_triangles_blocs_and_what_fits_none(run: Run) -> None:
    ran = run("balance", COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert max(map(len, ran.stdout.split("\n"))) <= 80
    assert ran.stdout.split("\n\n")[1:] == [
        "Blocs: 1a stands against nobody\n  1a Ada, Bela and Cara; within it stmt:ally, stmt:gas",
        "Ties that fit no two blocs, strongest first\n  Ada and Cara: conflict 0.200 by stmt:words",
        "Unbalanced triangles, firmest first\n"
        "  ++- (0.200) Ada and Bela cooperation by stmt:ally; Ada and Cara conflict by\n"
        "    stmt:words; Bela and Cara cooperation by stmt:gas\n",
    ]
    assert ran.stdout.split("\n\n")[0].splitlines()[-6:] == [
        "3 actors; 2 pairs of cooperation, 1 of conflict",
        "Triangles: 0 of 1 balanced (0%): +++ 0, ++- 1, +-- 0, --- 0",
        "Walks: 0.686 balanced (1 is every one)",
        "Frustration: 1 pair fits no two blocs; 2 other divisions do as well; in one of",
        "  them Cara changes sides",
        "This is a description of what the sources say, no forecast.",
    ]


def test_balance_as_json_and_csv_names_the_statements(run: Run) -> None:
    record = json.loads(run("balance", "--json").stdout)
    assert (record["frustration"], record["optima"], record["unique"]) == ([1, 1], 3, False)
    assert record["frustrated"][0]["statements"] == [stmt("words")]
    rows = list(csv.reader(io.StringIO(run("balance", "--csv").stdout)))
    assert [row[0] for row in rows] == ["kind", "bloc", "frustrated", "unbalanced"]
    assert all(row[-1] for row in rows)


def test_both_sides_tells_days_and_statements(run: Run) -> None:
    ran = run("both-sides", "Ada", "Cara", COLUMNS="120")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        COUNTED,
        "1 episode of 1 actor",
        "",
        "While Ada and Cara are in conflict",
        "  Bela, from 2022-09-01 to 2023-10-01; certainly from 2023-07-01 to 2023-09-02",
        "    with Ada: stmt:ally",
        "    with Cara: stmt:gas",
        "    their conflict: stmt:words",
    ]
    (record,) = json.loads(run("both-sides", "--json").stdout)
    assert (record["actor"], record["pair"]) == (act("Bela"), [act("Ada"), act("Cara")])
    ran = run("both-sides", "Ada", "Bela")
    assert ran.stdout.startswith("nobody has positive ties to Ada and Bela while they are")
    assert "366" not in run("both-sides", "--memory", "ever").stdout


def test_alignment_of_two_and_who_moved(run: Run) -> None:
    ran = run("alignment", "Cara", "Ada", COLUMNS="120")
    assert ran.stdout.splitlines()[3:] == [
        "It ends with the last source, on 2023-07-31; 1 later change is left out (beyond goes on)",
        "",
        "Levels",
        "  before 2022-09-01: +0.000, 0 statements",
        "  2022-09-01 to 2022-09-29: -0.200 (range -0.200 to +0.000), 1 statement",
        "  2022-09-30 to 2023-07-31: -0.200, 1 statement",
        "",
        "Jumps, each with the statements that made it",
        "  possibly, between 2022-09-01 and 2022-09-30: +0.000 to -0.200; began stmt:words",
    ]
    ran = run("alignment", "Cara", "Ada", "--beyond", COLUMNS="120")
    assert ran.stdout.splitlines()[8:] == [
        "  2023-09-03 to 2023-10-01: -0.200 (range -0.200 to +0.000), 1 statement",
        "  from 2023-10-02 on: +0.000, 0 statements",
        "",
        "Jumps, each with the statements that made it",
        "  possibly, between 2022-09-01 and 2022-09-30: +0.000 to -0.200; began stmt:words",
        "  possibly, between 2023-09-03 and 2023-10-02: -0.200 to +0.000; no longer counted, as an act is for a"
        " time only:",
        "    stmt:words",
    ]
    (record,) = json.loads(run("alignment", "--from", "2020", "--to", "2023", "--json").stdout)
    assert (record["actors"], record["change"]) == ([act("Ada"), act("Cara")], -0.2)
    ran = run("alignment", "Dora", "--from", "2020", "--to", "2023")
    assert ran.stdout == "no alignment differs between 2020 and 2023\n"


def test_brokers_and_what_a_count_is_made_of(run: Run, small: Path) -> None:
    ran = run("brokers", COLUMNS="80")
    assert max(map(len, ran.stdout.split("\n"))) <= 80
    assert ran.stdout.splitlines()[-4:] == [
        "label  group  coord  itin  repr  gate  liai  total     z",
        "────────────────────────────────────────────────────────",
        "Bela   state      1     0     0     0     0      1  1.60",
        "2 actors without a two-path to broker",
    ]
    small.with_name("groups.csv").write_text("who,group\nAda,x\nBela,y\nCara,x\n", "utf-8")
    ran = run("brokers", "--groups", "groups.csv", "--explain", "bela", COLUMNS="100")
    assert ran.stdout.splitlines()[-2:] == [
        "itinerant: 1 (by chance 0.25, z 1.60)",
        "  Ada (x) to Cara (x): in by stmt:ally; out by stmt:gas",
    ]
    small.with_name("groups.csv").write_text("who,group\nAda,x,z\n", "utf-8")
    ran = run("brokers", "--groups", "groups.csv")
    assert (ran.returncode, ran.stderr) == (
        1,
        "kg: groups.csv:2: is no row of an actor and its group\n",
    )


def test_communities(run: Run) -> None:
    ran = run("communities", "--runs", "3", COLUMNS="100")
    assert ran.stdout.splitlines()[-4:] == [
        "",
        "1. Ada, Bela, Cara",
        "    within: 2 statements, stmt:ally, stmt:gas",
        "    across: 0 statements",
    ]
    record = json.loads(run("communities", "--json").stdout)
    assert [each["actor"] for each in record["communities"][0]["members"]] == [
        act("Ada"),
        act("Bela"),
        act("Cara"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("alignment", "Ada"),
            2,
            "invalid value for 'A': give A and B, or --from and --to (and A)",
        ),
        (("both-sides", "Adda"), 1, "unknown actor 'Adda'; did you mean 'Ada'?"),
        (("balance", "--mixed", "no"), 1, "unknown way with mixed pairs 'no'; use 'stronger' or"),
        (("brokers", "--groups", "blok"), 1, "unknown grouping 'blok'; use 'bloc', or a mapping"),
        (("brokers", "--explain", "Dora"), 1, "'Dora' has no relation that is counted; there is"),
        (("communities", "--runs", "0"), 1, "runs '0' is not a number from 1 on"),
        (("both-sides", "--limit", "0"), 1, "limit '0' is not a number from 1 on"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    run: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = run(*arguments)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert ran.stderr.startswith(f"kg: {message}")
    assert ran.stderr.count("\n") == 1
