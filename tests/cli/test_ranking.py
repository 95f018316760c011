"""`kg rank` with its options and `kg trend`, on the small file: Ada - Bela since 1992, gas to Cara, words of 2022-09."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Run
from tests.factory import act, stmt


def test_rank_by_every_new_measure(run: Run) -> None:
    for by in ("authorities", "constraint", "core", "effective_size", "hubs"):
        ran = run("rank", "--by", by)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.startswith(f"{by}: ")


def test_rank_from_a_start(run: Run) -> None:
    ran = run("rank", "--by", "pagerank", "--start", "cara", "--json")
    scores = json.loads(ran.stdout)
    assert {each["label"] for each in scores} == {"Ada", "Bela", "Cara"}
    assert sum(each["value"] for each in scores) == pytest.approx(1)
    assert (
        run("rank", "--start", "Ada").stderr == "kg: 'betweenness' has no start; 'pagerank' has\n"
    )


def test_a_sample_has_its_bound_in_every_form(run: Run) -> None:
    table = run("rank", "--sample", "2", "--seed", "1").stdout
    assert "from 2 of 3 starts by seed 1, each within its ± with probability 0.95" in table
    assert "±" in table.splitlines()[2]
    rows = list(csv.reader(io.StringIO(run("rank", "--sample", "2", "--csv").stdout)))
    assert rows[0] == ["rank", "actor", "label", "value", "±", "statements"]
    scores = json.loads(run("rank", "--sample", "2", "--seed", "1", "--json").stdout)
    assert all(each["error"] >= 0 for each in scores)
    assert [(x["probability"], x["sample"], x["seed"]) for x in scores] == [(0.95, 2, 1)] * 3
    exact = json.loads(run("rank", "--json").stdout)
    names = ("error", "probability", "sample", "seed")
    assert [[each[name] for name in names] for each in exact] == [[None] * 4] * 3


def test_explain_in_every_form(run: Run) -> None:
    ran = run("rank", "--explain", "Bela", COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[0] == "Bela is number 1 of 3 by betweenness: 0.500000"
    assert "Ada to Cara: 1 of 1 shortest path" in ran.stdout
    record = json.loads(run("rank", "--explain", "Bela", "--json").stdout)
    assert record["statements"] == [stmt("ally"), stmt("gas")]
    assert record["parts"][0]["value"] == 0.5
    rows = list(csv.reader(io.StringIO(run("rank", "--explain", "Bela", "--csv").stdout)))
    assert rows[0] == ["part", "value", "what", "sentence", "statements"]
    cut = run("rank", "--by", "degree", "--explain", "Ada", "--limit", "1").stdout
    assert "1 more relation" in cut


@pytest.mark.parametrize("option", ["--explain", "--sample"])
def test_what_does_not_go_with_per_relation(run: Run, option: str) -> None:
    ran = run("rank", "--per-relation", option, "2")
    assert (ran.returncode, ran.stderr) == (
        2,
        f"kg: invalid value for '{option}': choose it or --per-relation; see 'kg rank --help'\n",
    )


def test_trend_in_every_form(run: Run) -> None:
    ran = run("trend", "--by", "degree", "--since", "2021", "--until", "2023", COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert max(map(len, ran.stdout.splitlines())) <= 80
    rows = [" ".join(line.split()) for line in ran.stdout.splitlines()[-3:]]
    assert rows == ["Ada 1 2 1", "Bela 2 2 2", "Cara 1 2 1"]
    asked = ("trend", "--by", "degree", "--since", "2022", "--until", "2022", "--limit", "1")
    record = json.loads(run(*asked, "--json").stdout)
    assert record["windows"] == [
        {
            "name": "2022",
            "first": "2022-01-01",
            "last": "2022-12-31",
            "cut": False,
            "counted": "3 relations: actual, between 2022-01-01 and 2022-12-31;"
            " 1 of them only possible, by its dates",
            "possible": 1,
            "actors": 3,
        }
    ]
    (ada,) = record["actors"]
    assert ada["scores"][0]["statements"] == [stmt("ally"), stmt("words")]
    assert ada["actor"] == act("Ada")
    table = list(csv.reader(io.StringIO(run(*asked, "--csv").stdout)))
    assert table == [["actor", "label", "2022"], ["actor:Ada", "Ada", "2"]]
    assert "1 of 3 actors, by their highest value" in run(*asked).stdout


def test_trend_for_each_family(run: Run) -> None:
    ran = run("trend", "--each", "family", "--by", "degree", "--since", "2022", "--until", "2022")
    assert "kg:conflictsWith" in ran.stdout
    found = json.loads(run("trend", "--each", "relation", "--json").stdout)
    assert [each["relation"].rpartition("#")[2] for each in found] == [
        "alliedWith", "condemns", "suppliesGasTo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--limit", "0"), "limit '0' is not a number from 1 on"),
        (("--width", "soon"), "width 'soon' is not a length of time; write 90d, 12w, 6m or 1y"),
        (("--each", "actor"), "'actor' is neither 'relation' nor 'family'; give one of them"),
        (("--since", "2024", "--until", "2020"), "'2020-12-31' is before '2024-01-01'; give the earlier date first"),
    ],
)  # fmt: skip
def test_a_trend_without_sense_is_one_line(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("trend", *arguments)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", f"kg: {message}\n")


def test_a_trend_of_nothing_says_so(run: Run) -> None:
    ran = run("trend", "--relation", "attacks", "--since", "2020", "--until", "2021")
    assert (ran.returncode, ran.stdout) == (0, "no relations to count\n")
