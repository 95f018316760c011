"""kg matches: listing decisions, taking them back, accepting others, in one step."""

import json
from pathlib import Path

import polars as pl
import pytest

from kg.identity import match, read_matches, register, write_matches
from tests.cli.conftest import Run
from tests.factory import act


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "votes.matches.csv"
    rows = pl.DataFrame({"key": ["1", "2", "3"], "label": ["Iran", "Irann", "Zaire"]})
    write_matches(match(rows, register()), path)
    return path


def test_decisions_are_listed_by_what_was_decided(run: Run, file: Path) -> None:
    lines = run("matches", file, "--decision", "matched").stdout.splitlines()
    assert lines[0].split() == ["key", "label", "decision", "rule", "actor", "candidates", "note"]
    assert [line.split() for line in lines[2:]] == [["1", "Iran", "matched", "label", "actor:Iran"]]
    found = json.loads(run("matches", file, "--decision", "new", "--json").stdout)
    assert [(each["key"], each["actor"]) for each in found] == [
        ("2", act("Irann")),
        ("3", act("Zaire")),
    ]
    assert run("matches", file, "--decision", "ambiguous").stdout == "no decisions\n"


def test_decisions_are_changed_in_one_step_and_shown(run: Run, file: Path) -> None:
    ran = run("matches", file, "--undo", "Iran", "--accept", "Zaire=actor:Zaire1971", "--csv")
    assert (ran.returncode, ran.stdout) == (
        0,
        "key,label,decision,rule,actor,candidates,note\r\n"
        "1,Iran,new,decided,,,\r\n"
        "3,Zaire,matched,decided,actor:Zaire1971,,\r\n",
    )
    assert read_matches(file).select("key", "decision", "rule", "actor").rows() == [
        ("1", "new", "decided", ""),
        ("2", "new", "none", act("Irann")),
        ("3", "matched", "decided", act("Zaire1971")),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--undo", "Iraq"), 1, "kg: unknown key or label 'Iraq'; did you mean 'Iran' or 'Irann'?"),
        (("--undo", "1", "--accept", "2=Iran"), 1, "kg: 'Iran' is not an IRI; write it like actor:Armenia"),
        (("--accept", "Zaire"), 2, "kg: invalid value for '--accept': 'Zaire' is not NAME=ACTOR; see 'kg matches --help'"),
        (("--undo", "1", "--decision", "mached"), 1, "kg: 'mached' is no decision; did you mean 'matched'?"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_one_line_and_changes_nothing(
    run: Run, file: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    before = file.read_bytes()
    ran = run("matches", file, *arguments)
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, "", f"{message}\n")
    assert file.read_bytes() == before


def test_a_file_that_holds_no_decisions_is_told(run: Run, small: Path) -> None:
    ran = run("matches", small)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"kg: {small}: ")
