"""`kg paths` beyond the strongest, and `kg cut`, on the small file."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.factory import act, stmt, tie, turtle

CUT = """\
Searched 3 relations: actual; influence runs along those of sign cooperation and neutral
Every influence path from Ada to Cara rests on 1 origin: The Review (the only set of that size).

  The Review
    src:s

What falls on the way from Ada to Cara: 2 statements
  Ada is allied with Bela, stmt:ally
  Bela supplies gas to Cara, stmt:gas
"""

WAIVED = """\
Searched 2 relations: actual; 1 suspended by a waiver; influence runs along those of sign cooperation and neutral
Every influence path from Ada to Bela rests on 2 origins: P, Q (the only set of that size). Waivers were looked at again: 1 statement that they suspend would count, and carry a path, if what they stand by is lost.

  P
    src:p

  Q
    src:q

What falls on the way from Ada to Bela: 1 statement
  Ada supplies gas to Bela, stmt:gas

What a waiver suspends, which may fall itself: 1 statement
  Ada supplies arms to Bela, stmt:arms
"""


def test_the_cut_names_origins_documents_and_what_falls(run: Run) -> None:
    ran = run("cut", "Ada", "Cara")
    assert (ran.returncode, ran.stderr, ran.stdout) == (0, "", CUT)


def test_the_cut_as_json_and_csv(run: Run) -> None:
    record = json.loads(run("cut", "Ada", "Cara", "--json").stdout)
    assert record["origins"][0]["label"] == "The Review"
    assert record["falls"] == [stmt("ally"), stmt("gas")]
    assert (record["possible"], record["unique"]) == (True, True)
    rows = run("cut", "Ada", "Cara", "--csv").stdout.splitlines()
    assert rows == ["origin,documents,key", "The Review,src:s,src:s"]


def test_the_cut_by_pattern_tells_the_pattern(run: Run) -> None:
    ran = run("cut", "Ada", "Cara", "--pattern", "alliedWith / suppliesGasTo")
    assert (ran.returncode, ran.stderr) == (0, "")
    steps = "alliedWith / suppliesGasTo"
    head, rest = ran.stdout.split("\n\n", 1)
    assert " ".join(head.split()) == (
        f"Searched 3 relations: actual; steps follow '{steps}' Every path by '{steps}' from Ada to Cara"
        " rests on 1 origin: The Review (the only set of that size)."
    )
    assert rest == CUT.split("\n\n", 1)[1]
    ran = run("cut", "Ada", "Cara", "--pattern", "suppliesGasTo")
    assert ran.stdout == (
        "No path from Ada to Cara among 3 relations: actual; steps follow 'suppliesGasTo'.\n"
    )


def test_without_a_path_there_is_nothing_to_cut(run: Run) -> None:
    ran = run("cut", "Ada", "Dora")
    assert ran.returncode == 0
    assert "No influence path from Ada to Dora among 3 relations" in ran.stdout


@pytest.mark.parametrize(
    "ask", [("paths", "Ada", "Bela"), ("cut", "Ada", "Bela"), ("robust-path", "Ada", "Bela")]
)
def test_a_path_of_conflict_is_called_one_where_there_is_none(
    run: Run, ask: tuple[str, ...]
) -> None:
    ran = run(*ask, "--sign", "conflict")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert " ".join(ran.stdout.split()) == (
        "No path of conflict from Ada to Bela among 3 relations: actual; steps run along those of sign"
        " conflict."
    )


def test_the_cut_tells_what_would_come_back_by_the_fall_of_a_waiver(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "waived.ttl"
    file.write_text(
        turtle(
            tie("gas", "Ada", "suppliesGasTo", "Bela", source="src:p"),
            tie(
                "arms",
                "Ada",
                "suppliesArmsTo",
                "Bela",
                source="src:q",
                rest="; kg:instrument inst:law",
            ),
            tie(
                "waives",
                "Cara",
                "waivesSanctionsOn",
                "Ada",
                source="src:p",
                rest="; kg:instrument inst:w",
            ),
            'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .',
            'inst:w a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law .',
            actors="Ada Bela Cara",
            source='src:p a kg:Source ; dcterms:title "P" . src:q a kg:Source ; dcterms:title "Q" .',
        )
    )
    ran = run("cut", "Ada", "Bela", "--data", str(file))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.split() == WAIVED.split()
    record = json.loads(run("cut", "Ada", "Bela", "--data", str(file), "--json").stdout)
    assert (record["falls"], record["back"]) == ([stmt("gas")], [stmt("arms")])


def test_all_paths_and_their_cap_are_told(run: Run) -> None:
    ran = run("paths", "Ada", "Cara", "--status", "all", "--all", "--max-steps", "2")
    assert [line[:2] for line in ran.stdout.splitlines() if line[:1].isdigit()] == ["1.", "2."]
    assert "Capped" not in ran.stdout
    ask = ("paths", "Ada", "Cara", "--status", "all", "--all", "--max-steps", "2", "--limit", "1")
    assert run(*ask).stdout.endswith("\n\nCapped at 1 path: there are more.\n")
    as_json = run(*ask, "--json")
    assert as_json.stderr == "\nCapped at 1 path: there are more.\n"
    assert len(json.loads(as_json.stdout)) == 1


def test_paths_by_steps_past_an_actor_and_by_pattern(run: Run) -> None:
    ask = ("paths", "Ada", "Cara", "--status", "all", "--json")
    chains = {
        options: [len(path["actors"]) for path in json.loads(run(*ask, *options).stdout)]
        for options in (
            ("--order", "steps"),
            ("--avoid", "the Bela"),
            ("--pattern", "alliedWith / suppliesGasTo"),
            ("--pattern", "^condemns"),
        )
    }
    assert list(chains.values()) == [[2, 3], [2], [3], [2]]
    assert json.loads(run(*ask, "--pattern", "^condemns").stdout)[0]["actors"] == [
        act("Ada"),
        act("Cara"),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--all",), "all paths need max_steps: without it they may be without number"),
        (("--order", "length"), "unknown order 'length'; use 'strength' or 'steps'"),
        (("--avoid", "Adda"), "unknown actor 'Adda'; did you mean 'Ada'?"),
        (("--pattern", "memberOf/("), "pattern 'memberOf/(': expected a name"),
        (("--pattern", "suppliesGas"), "unknown relation type 'suppliesGas'; did you mean"),
    ],
)
def test_bad_options_are_one_line(run: Run, options: tuple[str, ...], message: str) -> None:
    ran = run("paths", "Ada", "Cara", *options)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"kg: {message}")
    assert ran.stderr.count("\n") == 1
