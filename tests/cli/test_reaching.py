"""`kg reach` and `kg journeys` on the small file: Ada and Bela since 1992, gas from Bela to Cara as of 2023-07."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.factory import act, stmt, tie, turtle

COUNTED = (
    "3 relations: actual; influence runs along those of sign cooperation and neutral;"
    " a tie carries it from its first day to its last; an act on its day, one a day"
)


def test_reach_tells_whom_when_and_how(run: Run) -> None:
    ran = run("reach", "Ada", COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert max(map(len, ran.stdout.split("\n"))) <= 80
    lines = ran.stdout.splitlines()
    assert lines[:7] == [
        "Counted 3 relations: actual; influence runs along those of sign cooperation and",
        "  neutral; a tie carries it from its first day to its last; an act on its day,",
        "  one a day",
        "Ada reaches 2 actors",
        "possibly: the first day on which influence can arrive; certainly: the one that",
        "  holds whichever days partial dates mean; no day: nobody dates it; certainty is",
        "  of time alone",
    ]
    assert [" ".join(line.split()) for line in lines[7:] if "─" not in line] == [
        "actor label certainty possibly certainly steps journey statements",
        "actor:Bela Bela certain 1992-01-01 1992-12-31 1 Ada → 1",
        "Bela",
        "actor:Cara Cara certain 1992-01-01 2023-07-01 2 Ada → 2",
        "Bela →",
        "Cara",
    ]


def test_reach_as_json_and_csv_names_the_statements(run: Run) -> None:
    found = json.loads(run("reach", "Ada", "--json").stdout)
    assert [
        (each["actor"], each["certainty"], each["possibly"], each["certainly"], each["steps"])
        for each in found
    ] == [
        (act("Bela"), "certain", "1992-01-01", "1992-12-31", 1),
        (act("Cara"), "certain", "1992-01-01", "2023-07-01", 2),
    ]
    assert found[1]["statements"] == [stmt("ally"), stmt("gas")]
    rows = list(csv.reader(io.StringIO(run("reach", "Cara", "--backward", "--csv").stdout)))
    assert rows[0] == (
        ["actor", "label", "certainty", "possibly", "certainly", "steps", "journey", "statements"]
    )
    assert [row[1:] for row in rows[1:]] == [
        ["Ada", "certain", "", "", "2", "Ada → Bela → Cara", "2"],
        ["Bela", "certain", "", "", "1", "Bela → Cara", "1"],
    ]


def test_reach_says_how_many_it_does_not_show(run: Run) -> None:
    assert "Ada reaches 2 actors; the 1 that arrive first are shown\n" in (
        run("reach", "Ada", "--limit", "1").stdout
    )
    assert "Ada reaches 1 actor\n" in run("reach", "Ada", "--steps", "1").stdout


def test_nobody_reached_is_an_answer(run: Run) -> None:
    ran = run("reach", "Cara", "--until", "2022", COLUMNS="1000")
    counted = COUNTED.replace("influence runs", "influence runs to 2022")
    assert (ran.returncode, ran.stdout) == (
        0,
        f"Nobody is reached by Cara among {counted}.\n",
    )


def test_journeys_tell_the_best_and_their_sources_once(run: Run) -> None:
    ran = run("journeys", "Ada", "Cara", "--since", "2000", COLUMNS="1000")
    assert (ran.returncode, ran.stderr) == (0, "")
    source = "   [1] Eve Moss (2023-07), A report, paragraph 1"
    other = "   [2] Eve Moss (2023-07), A report, paragraph 10"
    way = "Ada is allied with Bela (since 1992) [1]; then Bela supplies gas to Cara [2]."
    assert ran.stdout.splitlines() == [
        f"Searched {COUNTED.replace('influence runs', 'influence runs from 2000')}",
        "",
        f"Earliest, fastest, surest: Ada reaches Cara in 2 steps, on 2000-01-01: {way}"
        " Certain as to time, by 2023-07-01.",
        source,
        other,
        "",
        f"Latest: Ada reaches Cara in 2 steps, on any day after the last date: {way} Certain as to time.",
        source,
        other,
    ]


def test_no_journey_says_why(run: Run) -> None:
    ran = run("journeys", "Ada", "Cara", "--until", "1991", COLUMNS="1000")
    reason = (
        "Ada is allied with Bela (since 1992) carries it on 1992-01-01 at the earliest, after 1991"
    )
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[-1] == f"Ada does not reach Cara in time: {reason}."
    found = json.loads(run("journeys", "Ada", "Cara", "--until", "1991", "--json").stdout)
    assert (found["certainty"], found["reason"], found["blocked_by"], found["earliest"]) == (
        "impossible",
        reason,
        [stmt("ally")],
        None,
    )
    assert run("journeys", "Ada", "Cara", "--until", "1991", "--csv").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("reach", "Adda"), 1, "unknown actor 'Adda'; did you mean 'Ada'?"),
        (("reach", "Ada", "--limit", "0"), 1, "limit '0' is not a number from 1 on"),
        (("reach", "Ada", "--steps", "0"), 1, "steps '0' is not a number from 1 on"),
        (
            ("reach", "Ada", "--since", "2022", "--until", "2021"),
            1,
            "'2021' is before '2022'; give the earlier date first",
        ),
        (("journeys", "Ada", "Ada"), 1, "'Ada' and 'Ada' are the same actor; a journey needs two"),
        (("reach", "Ada", "--memory", "long"), 1, "'long' is not a length of time"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    run: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = run(*arguments)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert ran.stderr.startswith(f"kg: {message}")
    assert ran.stderr.count("\n") == 1


def test_journeys_and_reach_honour_a_waiver_and_name_it(run: Run, tmp_path: Path) -> None:
    since, until = (
        '; kg:{} "{}"^^xsd:date'.format(*each)
        for each in (("since", "2022-03-01"), ("until", "2022-09-30"))
    )
    text = turtle(
        tie(
            "gas",
            "A",
            "suppliesGasTo",
            "B",
            rest='; kg:since "2021"^^xsd:gYear ; kg:instrument inst:deal',
        ),
        'inst:deal a kg:Instrument ; skos:prefLabel "The deal"@en .',
        f'inst:stop a kg:Instrument ; skos:prefLabel "The stop"@en {since} {until} ; kg:suspends inst:deal .',
        actors="A B",
    )
    file = tmp_path / "data.ttl"
    file.write_text(text)
    asked = ("--since", "2022-04", "--data", str(file))
    gas = "A supplies gas to B (since 2021, suspended 2022-03-01 to 2022-09-30 by The stop)"
    lines = run("journeys", "A", "B", *asked, COLUMNS="1000").stdout.splitlines()
    assert lines[0].endswith(f"one a day; what a waiver suspends carries nothing then: {gas}")
    assert lines[2] == (
        f"Earliest, fastest, surest: A reaches B in 1 step, on 2022-10-01: {gas} [1]."
        " Certain as to time, by 2022-10-01."
    )
    found = json.loads(run("journeys", "A", "B", *asked, "--until", "2022-08", "--json").stdout)
    assert (found["certainty"], found["suspended"], found["blocked_by"]) == (
        "impossible",
        [stmt("gas")],
        [stmt("gas")],
    )
    (row,) = json.loads(run("reach", "A", *asked, "--json").stdout)
    assert (row["possibly"], row["certainly"]) == ("2022-10-01", "2022-10-01")


def test_reach_names_both_journeys_where_its_days_rest_on_two(run: Run, tmp_path: Path) -> None:
    text = turtle(
        tie("late", "A", "suppliesGasTo", "B", rest='; kg:since "2022-01-01"^^xsd:date'),
        tie("out", "A", "suppliesGasTo", "C", rest='; kg:since "2021-03"^^xsd:gYearMonth'),
        tie("in", "C", "suppliesGasTo", "B", rest='; kg:date "2021"^^xsd:gYear'),
        actors="A B C",
    )
    file = tmp_path / "data.ttl"
    file.write_text(text)
    found = json.loads(run("reach", "A", "--data", str(file), "--json").stdout)
    row = next(each for each in found if each["label"] == "B")
    assert (row["possibly"], row["certainly"]) == ("2021-03-01", "2022-01-01")
    assert (row["labels"], row["statements"]) == (["A", "B"], [stmt("late")])
    assert row["possible"] == {
        "actors": [act("A"), act("C"), act("B")],
        "labels": ["A", "C", "B"],
        "statements": [stmt("out"), stmt("in")],
    }
    rows = list(csv.reader(io.StringIO(run("reach", "A", "--data", str(file), "--csv").stdout)))
    assert rows[1][1:] == [
        *("B", "certain", "2021-03-01", "2022-01-01", "1", "A → B; possibly A → C → B", "3")
    ]
