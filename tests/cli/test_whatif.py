"""`kg whatif` on the small file: one scenario, several side by side, what makes no sense."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.factory import act, stmt

GAS = """\
What if
  retract stmt:gas

What falls
  - Bela supplies gas to Cara (Actual), stmt:gas

Rank by degree
  Bela 1 -> 2 (2 -> 1) by stmt:gas
  Cara 1 -> 2 (2 -> 1) by stmt:gas

Strongest paths
  Ada to Cara: lost, 0.567 -> none by stmt:gas
    before: Ada > Bela > Cara

Who reaches whom
  Ada 2 -> 1: no longer Cara; by stmt:gas
  Bela 2 -> 1: no longer Cara; by stmt:gas

Left without an alternative
  Bela supplies gas to Cara no longer; no other supplier is named; by stmt:gas

Blocs: pairs that fit no two, 1 -> 0

Communities, the same in every run before and after
  Cara is in no community any more; by stmt:gas
"""


def test_whatif_prints_what_changes(run: Run) -> None:
    ran = run("whatif", "--retract", "stmt:gas", "--measure", "degree", "--pair", "Ada,Cara")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == GAS


def test_whatif_as_json_and_csv(run: Run) -> None:
    ask = ("whatif", "--add", "stmt:offer", "--measure", "degree")
    (record,) = json.loads(run(*ask, "--json").stdout)
    assert record["consequences"][0]["statement"]["iri"] == stmt("offer")
    assert record["consequences"][0]["was"] == "Proposed"
    assert [each["actor"] for each in record["ranks"]] == [act("Ada"), act("Cara"), act("Bela")]
    rows = run(*ask, "--csv").stdout.splitlines()
    assert rows[:2] == [
        "scenario,change,what,before,after,statements",
        "What if,made Actual,Ada is allied with Cara,Proposed,Actual,stmt:offer",
    ]


def test_several_scenarios_stand_side_by_side(run: Run, small: Path) -> None:
    for name, text in (("gas", 'retract = "stmt:gas"'), ("words", 'retract = "stmt:words"')):
        small.with_name(f"{name}.toml").write_text(f'title = "No {name}"\n{text}\n', "utf-8")
    ran = run("whatif", "--scenario", "gas.toml", "--scenario", "words.toml", "--add", "stmt:offer")
    assert (ran.returncode, ran.stderr) == (0, "")
    first = ran.stdout.splitlines()[0].split()
    assert first == [
        "scenario",
        "statements",
        "ranks",
        "paths",
        "reach",
        "left",
        "without",
    ]
    assert [line[:9].strip() for line in ran.stdout.splitlines()[2:] if line[0] != " "] == [
        "No gas",
        "No words",
        "What if",
    ]
    assert max(map(len, ran.stdout.splitlines())) <= 80
    titles = [
        each["title"]
        for each in json.loads(
            run("whatif", "--scenario", "gas.toml", "--scenario", "words.toml", "--json").stdout
        )
    ]
    assert titles == ["No gas", "No words"]


def test_an_option_goes_before_what_the_file_says(run: Run, small: Path) -> None:
    small.with_name("gas.toml").write_text('retract = "stmt:gas"\nat = "2020"\n', "utf-8")
    (record,) = json.loads(run("whatif", "--scenario", "gas.toml", "--at", "2024", "--json").stdout)
    assert record["at"] == "2024"


def test_an_empty_effect_is_said(run: Run) -> None:
    ran = run("whatif", "--retract", "stmt:offer")
    assert "nothing changes in the graph: 3 relations: actual" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "invalid value for '--retract': give it, --add, --suspend or --scenario"),
        (("--actor", "Zoe=State"), 2, "invalid value for '--actor': needs --add"),
        (
            ("--actor", "Zoe", "--add", "x"),
            2,
            "invalid value for '--actor': 'Zoe' is no NAME=CLASS",
        ),
        (
            ("--retract", "stmt:gas", "--pair", "Ada"),
            2,
            "invalid value for '--pair': 'Ada' is no pair",
        ),
        (("--retract", "stmt:gaz"), 1, "actor or tie 'stmt:gaz'; did you mean 'stmt:gas'?"),
        (("--scenario", "nowhere.toml"), 1, "nowhere.toml: no such file"),
        (("--scenario", "eu-gas-deal-fals"), 1, "did you mean 'eu-gas-deal-falls'?"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    run: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = run("whatif", *arguments)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (code, "", 1)
    assert message in ran.stderr


def test_the_shipped_scenarios_run_on_the_shipped_data(run: Run) -> None:
    import kg

    ran = run("whatif", "--scenario", "all", "--data", kg.shipped(), "--json")
    assert [each["title"] for each in json.loads(ran.stdout)] == [
        "Armenia leaves the CSTO",
        "Armenia becomes a Major Non-NATO Ally",
        "Azerbaijan is sanctioned",
        "The EU gas deal falls",
        "Section 907 is enforced",
    ]
