"""The commands that answer questions, on a file of their own: what people read, JSON, CSV, one line of error."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.factory import stmt, tie, turtle

INSTRUMENTS = """
inst:war a kg:Event ; skos:prefLabel "War"@en ; kg:date "2022-09"^^xsd:gYearMonth .
inst:truce a kg:Instrument ; skos:prefLabel "Truce"@en ; skos:note "Never signed."@en .
inst:law a kg:Instrument ; skos:prefLabel "Law"@en .
"""
BLOCKS = (
    tie("hit", "Xan", "attacks", "Ada", rest='; kg:instrument inst:war ; kg:date "2022-09"^^xsd:gYearMonth'),
    tie("member", "Ada", "memberOf", "Pact", rest='; kg:since "1992"^^xsd:gYear'),
    tie("no", "Pact", "refusesAidTo", "Ada", rest="; kg:inResponseTo inst:war"),
    tie("m1", "Cara", "mediatesFor", "Ada", rest="; kg:about inst:truce ; kg:inResponseTo inst:war"),
    tie("m2", "Cara", "mediatesFor", "Xan", rest="; kg:about inst:truce"),
    tie("ban", "Ada", "sanctions", "Xan", rest="; kg:instrument inst:law"),
    tie("gas", "Bela", "suppliesGasTo", "Xan", rest='; kg:since "2022-11"^^xsd:gYearMonth'),
)  # fmt: skip


@pytest.fixture
def case(small: Path) -> Path:
    """Bela's gas, a war and what came of it, in the file that KG_DATA names."""
    text = turtle(INSTRUMENTS, *BLOCKS, actors="Ada Bela Cara Pact Xan")
    small.write_text(text, encoding="utf-8")
    return small


pytestmark = pytest.mark.usefixtures("case")
SOURCES = "\nSources\n  [1] (2023-07), A report, paragraph 1\n"


def read(run: Run, *arguments: str) -> str:
    ran = run(*arguments, COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert max(map(len, ran.stdout.splitlines())) <= 80
    return ran.stdout


def test_mediations(run: Run) -> None:
    assert read(run, "mediations", "Ada", "Xan") == (
        """Counted 2 of 2 statements of mediation: actual
Between Ada and Xan: 1 mediation; for one of the two only: 0

Between Ada and Xan

1. Cara, no date told, about Truce
  in answer to War (2022-09)
  - Cara mediates for Ada [1] stmt:m1
  - Cara mediates for Xan [1] stmt:m2
  result: no statement says what came of it
    Truce: Never signed.
  by the account of A report
"""
        + SOURCES
    )


def test_changes(run: Run) -> None:
    assert read(run, "changes", "Xan", "2022", "2022", "--acts") == (
        """Counted 4 ties and acts of Xan: actual
Xan from 2022 to 2022: 2 changes certain, 0 possible under partial dates

  ! happened 2022-09: Xan attacks Ada (2022-09) [1] stmt:hit
  + began 2022-11: Bela supplies gas to Xan (since 2022-11) [1] stmt:gas

2 statements without a start in the sources, which may fall in this time too
  ? Ada sanctions Xan [1] stmt:ban
  ? Cara mediates for Xan [1] stmt:m2
"""
        + SOURCES
    )
    assert read(run, "changes", "Bela", "2019", "2020") == (
        "Counted 1 tie of Bela: actual\n"
        "No tie of Bela began, ended or changed status from 2019 to 2020.\n"
    )


def test_commitments(run: Run) -> None:
    assert read(run, "commitments", "Pact", "War") == (
        """Pact: War (2022-09)
Counted acts and memberships: actual; answers: actual; what triggers: attacks,
  blockades, coerces, expels, intrudesOn, occupiesTerritoryOf, wagesWarOn

Pact to Ada: owed, refused
  struck by
    - Xan attacks Ada (2022-09) [1] stmt:hit
  in the alliance by
    - Ada is a member of Pact (since 1992) [1] stmt:member
  answered by
    - Pact refuses aid to Ada [1] stmt:no
"""
        + SOURCES
    )


def test_restrictions(run: Run) -> None:
    assert read(run, "restrictions", "Xan", "--at", "2023-08", "--flow", "suppliesGasTo") == (
        """Counted actual statements at 2023-08; measures: blockades, deprivesOfSupplies,
  rulesAgainst, sanctions; flows: suppliesGasTo

Measures against Xan at 2023-08
  Ada, by Law: binds
    - Ada sanctions Xan [1] stmt:ban

What still comes in, from whom
  Bela
    - Bela supplies gas to Xan (since 2022-11) [1] stmt:gas
"""
        + SOURCES
    )


def test_alternatives(run: Run) -> None:
    assert read(run, "alternatives", "Bela", "--relation", "suppliesGasTo") == (
        """Counted 7 relations: actual; kinds of supply: suppliesGasTo
If Bela fell: 1 of its 1 supplies would leave somebody without an alternative
  that is named

Left without an alternative
  Bela supplies gas to Xan; no other supplier is named
    by stmt:gas
"""
    )


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("mediations", "Ada", "Xan"), {"m1", "m2"}),
        (("changes", "Xan", "2022-10", "2022-12"), {"gas", "ban"}),
        (("commitments", "Pact", "inst:war"), {"hit", "member", "no"}),
        (("restrictions", "Xan"), {"ban", "gas"}),
        (("alternatives",), {"gas"}),
    ],
)
def test_json_and_csv_name_the_statements(
    run: Run, arguments: tuple[str, ...], found: set[str]
) -> None:
    record = json.loads(run(*arguments, "--json").stdout)
    assert isinstance(record, dict)
    text = json.dumps(record)
    assert {
        name for name in ("m1", "m2", "gas", "ban", "hit", "member", "no") if stmt(name) in text
    } == found
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--csv").stdout)))
    assert rows
    assert all(row["statements"].startswith("stmt:") for row in rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("mediations", "Ada", "Ada"), "kg: 'Ada' and 'Ada' are the same actor; mediation needs two"),
        (("changes", "Adda", "2022", "2023"), "kg: unknown actor 'Adda'; did you mean 'Ada'?"),
        (("changes", "Ada", "2022", "soon"), "kg: 'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        (("commitments", "Pact", "Wars"), "kg: unknown instrument, event or statement 'Wars'; did you mean"),
        (("restrictions", "Xan", "--flow", "gas"), "kg: unknown relation type 'gas'"),
        (("alternatives", "Nobody"), "kg: unknown actor 'Nobody'"),
    ],
)  # fmt: skip
def test_errors_are_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run(*arguments)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(message)
    assert ran.stderr.count("\n") == 1


def test_a_timeline_of_two_is_listed_and_drawn(run: Run, tmp_path: Path) -> None:
    ran = run("timeline", "Xan", "Ada", "--chart", tmp_path / "pair.svg", "--csv")
    assert [row["statement"] for row in csv.DictReader(io.StringIO(ran.stdout))] == [
        "stmt:hit",
        "stmt:ban",
    ]
    assert ran.stderr == f"{tmp_path / 'pair.svg'}: Xan and Ada: ties and acts in time\n"
    assert (tmp_path / "pair.svg").read_text("utf-8").startswith("<?xml")
    assert run("timeline", "Xan", "Pact").stdout == "no statements between Xan and Pact\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank",),
        ("trend", "--by", "degree", "--since", "2022", "--until", "2023"),
        ("robust", "--by", "degree", "--draws", "5"),
        ("alignment", "Xan", "Ada"),
        ("timeline", "Xan"),
    ],
)
def test_each_command_with_a_picture_draws_it(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments, "--chart", tmp_path / "answer.png", "--json")
    assert ran.returncode == 0
    json.loads(ran.stdout)
    assert (tmp_path / "answer.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("rank", "--per-relation", "--chart", tmp_path / "x.svg")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "'--chart': choose it or --per-relation" in ran.stderr
    ran = run("rank", "--chart", "x.pdf")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert (
        ran.stderr == "kg: 'x.pdf' is no picture that can be written; end it in '.svg' or '.png'\n"
    )


def test_known_by_is_a_second_clock_of_every_question(run: Run) -> None:
    """The one source of the small file is of 2023-07."""
    before, then = ("--known-by", "2023-06"), ("--known-by", "2023-08")
    for asked in (
        ("restrictions", "Ada"),
        ("mediations", "Ada", "Bela"),
        ("changes", "Ada", "1990", "2023", "--acts"),
        ("timeline", "Ada"),
    ):
        plain, known = (" ".join(run(*asked, *given).stdout.split()) for given in ((), then))
        assert known.replace(", known by 2023-08", "") == plain
    found = json.loads(run("changes", "Ada", "1990", "2023", *before, "--json").stdout)
    assert (found["changes"], found["counted"]) == ([], "0 ties of Ada: actual, known by 2023-06")
    assert run("timeline", "Ada", *before).stdout == (
        "no statements about Ada that were known by 2023-06\n"
    )
