"""The commands one by one: what they print, what they write, how they exit."""

import csv
import io
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.cli.conftest import KG, SOURCE, Run
from tests.factory import act, actor, stmt, tie, turtle


def answer(ran: subprocess.CompletedProcess[str]) -> Any:
    """What a command that went well wrote as JSON."""
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def table(ran: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    """What a command that went well wrote as CSV."""
    assert (ran.returncode, ran.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(ran.stdout)))


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_lists_the_commands(spawn: Run, arguments: tuple[str, ...]) -> None:
    ran = spawn(*arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "  coverage  " in ran.stdout


def test_version(spawn: Run) -> None:
    ran = spawn("--version")
    assert (ran.returncode, ran.stdout) == (0, f"kg {kg.__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("info",),
        ("actors",),
        ("show", "Ada"),
        ("timeline", "Ada"),
        ("coverage",),
        ("vocabulary",),
        ("validate",),
        ("query", "SELECT * { ?s ?p ?o } LIMIT 3"),
        ("queries",),
        ("rank",),
        ("rank", "--per-relation"),
        ("paths", "Ada", "Cara"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_every_listing_command_writes_text_json_and_csv(
    run: Run, arguments: tuple[str, ...]
) -> None:
    text = run(*arguments)
    assert (text.returncode, text.stderr) == (0, "")
    assert text.stdout.strip()
    answer(run(*arguments, "--json"))
    table(run(*arguments, "--csv"))


def test_info_counts(run: Run) -> None:
    found = answer(run("info", "--json"))
    assert (found["files"], found["actors"], found["statements"]) == (["small.ttl"], 4, 4)
    assert found["statuses"] == {"Actual": 3, "Proposed": 1}


def test_files_as_arguments_go_before_the_environment(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text(turtle(actors="Eve"), encoding="utf-8")
    assert answer(run("info", "other.ttl", "--json"))["actors"] == 1
    assert answer(run("info", "other.ttl", "small.ttl", "--json"))["actors"] == 5
    assert len(answer(run("actors", "--data", "other.ttl", "--json"))) == 1
    assert len(answer(run("actors", "--data", "other.ttl", "--data", "small.ttl", "--json"))) == 5
    assert len(answer(run("actors", "--json", KG_DATA=f"other.ttl{os.pathsep}small.ttl"))) == 5


def test_without_data_the_shipped_file_is_read(run: Run) -> None:
    assert answer(run("info", "--json", KG_DATA=""))["files"] == [str(kg.shipped())]


def test_actors_are_listed_with_their_statements(run: Run) -> None:
    found = {each["label"]: each["statements"] for each in answer(run("actors", "--json"))}
    assert found == {"Ada": 3, "Bela": 2, "Cara": 3, "Dora": 0}


def test_timeline(run: Run) -> None:
    rows = [
        (row["date"], row["event"], row["statement"])
        for row in table(run("timeline", "Ada", "--csv"))
    ]
    assert rows == [
        ("1992", "begins", "stmt:ally"),
        ("2022-09", "act", "stmt:words"),
        ("", "undated", "stmt:offer"),
    ]


def test_coverage_is_in_the_order_of_the_source(run: Run) -> None:
    rows = [(row["locator"], row["statement"]) for row in table(run("coverage", "--csv"))]
    assert rows == [
        ("paragraph 1", "stmt:ally"),
        ("paragraph 2", "stmt:offer"),
        ("paragraph 10", "stmt:gas"),
        ("paragraph 10", "stmt:words"),
    ]


def test_rank_leaves_proposals_out_unless_asked(run: Run) -> None:
    def degrees(*options: str) -> dict[str, int]:
        found = answer(run("rank", "--by", "degree", *options, "--json"))
        return {each["label"]: each["value"] for each in found if each["value"]}

    assert degrees() == {"Ada": 2, "Bela": 2, "Cara": 2}
    assert degrees("--status", "Proposed") == {"Ada": 1, "Cara": 1}
    assert degrees("--status", "all") == {"Ada": 3, "Bela": 2, "Cara": 3}
    assert degrees("--sign", "conflict") == {"Ada": 1, "Cara": 1}
    assert degrees("--sign", "-1") == {"Ada": 1, "Cara": 1}
    assert degrees("--relation", "alliedWith") == {"Ada": 1, "Bela": 1}
    assert degrees("--min-confidence", "0.95") == {"Ada": 2, "Bela": 1, "Cara": 1}
    assert degrees("--at", "1992", "--certainty", "certain") == {}
    assert degrees("--between", "2022-08", "2022-08", "--sign", "-1") == {}


def test_rank_names_the_statements_behind_a_score(run: Run) -> None:
    (first, *_) = answer(run("rank", "--by", "out_degree", "--limit", "1", "--json"))
    assert first["rank"] == 1
    assert first["statements"] == sorted(first["statements"])
    assert set(first["statements"]) <= {stmt("ally"), stmt("gas"), stmt("words")}


def test_paths_go_along_the_alliance_from_either_side(run: Run) -> None:
    (path,) = answer(run("paths", "Ada", "Cara", "--json"))
    assert path["labels"] == ["Ada", "Bela", "Cara"]
    assert path["statements"] == [stmt("ally"), stmt("gas")]
    (back,) = answer(run("paths", "Bela", "Ada", "--limit", "1", "--json"))
    assert back["labels"] == ["Bela", "Ada"]


def test_no_path_is_an_answer_that_says_so(run: Run) -> None:
    ran = run("paths", "Cara", "Ada", "--sign", "0")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert " ".join(ran.stdout.split()).startswith("No influence path from Cara to Ada among ")
    assert (
        max(map(len, run("paths", "Cara", "Ada", "--sign", "0", COLUMNS="60").stdout.split("\n")))
        <= 60
    )
    assert answer(run("paths", "Cara", "Ada", "--sign", "0", "--json")) == []


@pytest.mark.parametrize(("a", "b"), [("Ada", "Dora"), ("Dora", "Ada")])
def test_an_actor_without_relations_is_known_and_has_no_path(run: Run, a: str, b: str) -> None:
    ran = run("paths", a, b)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"No influence path from {a} to {b}" in ran.stdout


def test_a_name_that_two_actors_carry_is_an_error_that_names_both(run: Run, tmp_path: Path) -> None:
    text = turtle(*(actor(name, rest='; skos:altLabel "Twin"@en') for name in ("Ada", "Bela")))
    (tmp_path / "twins.ttl").write_text(text, encoding="utf-8")
    for command in (["show", "Twin"], ["timeline", "twin"], ["paths", "Twin", "Ada"]):
        ran = run(*command, "--data", "twins.ttl")
        name = command[1]
        assert (ran.returncode, ran.stdout, ran.stderr) == (
            1, "", f"kg: '{name}' could be 'actor:Ada' or 'actor:Bela'; use one of these\n",
        )  # fmt: skip


def test_a_narrow_terminal_shows_fewer_columns_and_csv_all(run: Run) -> None:
    assert run("actors", COLUMNS="80").stdout.split()[:5] == [
        "actor", "label", "type", "aliases", "statements",
    ]  # fmt: skip
    assert "aliases" not in run("actors", COLUMNS="38").stdout
    assert "aliases" in table(run("actors", "--csv", COLUMNS="38"))[0]


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize(
    "command",
    ["info", "actors", "show Ada", "timeline Ada", "coverage", "vocabulary", "rank", "--help"],
)
def test_output_is_as_wide_as_the_terminal(run: Run, command: str, columns: str) -> None:
    ran = run(*command.split(), COLUMNS=columns)
    assert ran.returncode == 0
    assert max(map(len, ran.stdout.splitlines())) <= int(columns)


def test_validate_exits_with_1_on_violations_only(run: Run, tmp_path: Path) -> None:
    assert run("validate").returncode == 0
    wrong = turtle(
        tie(
            "x",
            "Ada",
            "alliedWith",
            "Bela",
            rest='; kg:since "2022"^^xsd:gYear ; kg:until "2021"^^xsd:gYear',
        ),
        actors="Ada Bela",
        source=SOURCE,
    )
    (tmp_path / "wrong.ttl").write_text(wrong, encoding="utf-8")
    ran = run("validate", "wrong.ttl", "--json")
    assert (ran.returncode, ran.stderr) == (1, "")
    (finding,) = [each for each in json.loads(ran.stdout) if each["severity"] == "violation"]
    assert (finding["subject"], finding["file"], finding["value"]) == (
        stmt("x"),
        "wrong.ttl",
        "2021",
    )
    assert run("validate", "wrong.ttl").stdout.endswith("\n1 violation, 0 warnings\n")


def test_fmt_is_stable_and_check_writes_nothing(run: Run, small: Path) -> None:
    before = small.read_bytes()
    ran = run("fmt", "--check", "small.ttl")
    assert (ran.returncode, ran.stdout) == (1, "would change small.ttl\n")
    assert small.read_bytes() == before
    assert run("fmt", "small.ttl").stdout == "changed small.ttl\n"
    once = small.read_bytes()
    assert (run("fmt", "small.ttl").stdout, run("fmt", "--check").returncode) == ("", 0)
    assert small.read_bytes() == once


def test_add_from_options(run: Run, small: Path) -> None:
    ran = run(
        "add", "--subject", "Dora", "--relation", "praises", "--object", "Ada", "--date", "2023-01",
        "--confidence", "0.5", "--source", "A report", "--locator", "paragraph 3",
        "--status", "alleged", "--attributed-to", "Bela",
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "added stmt:dora-praises-ada to small.ttl\n"
    added = kg.load(small).statements[stmt("dora-praises-ada")]
    assert (added.subject, added.status, str(added.date)) == (act("Dora"), "Alleged", "2023-01")
    assert added.evidence == (kg.Evidence("https://w3id.org/actor-kg/source/s", "paragraph 3"),)
    assert added.attributed_to == (act("Bela"),)
    again = run(
        "add", "--subject", "Dora", "--relation", "praises", "--object", "Ada", "--source", "s",
        "--locator", "page 1", "--date", "2023",
    )  # fmt: skip
    assert again.stdout == "added stmt:dora-praises-ada-2 to small.ttl\n"


def test_add_says_what_is_doubtful_about_it(run: Run, small: Path) -> None:
    said = (
        "--subject",
        "Dora",
        "--relation",
        "praises",
        "--object",
        "Ada",
        "--source",
        "s",
        "--locator",
        "p. 1",
    )
    assert run("add", *said).stderr == ""
    again = run("add", *said)
    assert (again.returncode, again.stdout) == (0, "added stmt:dora-praises-ada-2 to small.ttl\n")
    assert again.stderr == (
        "warning: stmt:dora-praises-ada-2: says the same as 'stmt:dora-praises-ada';"
        " retract one of them [said twice]\n"
    )


def test_the_template_can_be_filled_in_and_added(run: Run, small: Path, tmp_path: Path) -> None:
    template = run("add", "--template").stdout
    filled = template.replace("actor:Armenia", "actor:Ada")
    (tmp_path / "new.ttl").write_text(filled, encoding="utf-8")
    ran = run("add", "new.ttl")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert stmt("name-of-the-statement") in kg.load(small).statements
    before = small.read_bytes()
    again = run("add", "new.ttl")
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert small.read_bytes() == before


def test_add_refuses_what_would_be_a_violation(run: Run, small: Path) -> None:
    before = small.read_bytes()
    ran = run(
        "add", "--subject", "Dora", "--relation", "alliedWith", "--object", "Ada",
        "--since", "2023", "--until", "2022", "--source", "s", "--locator", "page 1",
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("kg: nothing added: starts in 2023 but ends in '2022'")
    assert small.read_bytes() == before


def test_add_to_an_invalid_file_blames_the_file(run: Run, tmp_path: Path) -> None:
    blocks = tie("x", "Ada", "praises", "Bela", rest='; kg:date "2022"^^xsd:gYear')
    text = turtle(blocks, actors="Ada Bela", source=SOURCE.replace(' ; kg:reliability "B"', ""))
    (tmp_path / "wrong.ttl").write_text(text, encoding="utf-8")
    ran = run(
        "add", "--subject", "Bela", "--relation", "praises", "--object", "Ada", "--date", "2023",
        "--source", "s", "--locator", "page 1", "--data", "wrong.ttl",
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "nothing added, as wrong.ttl is not valid without it either: a source" in ran.stderr
    assert (tmp_path / "wrong.ttl").read_text(encoding="utf-8") == text


def test_an_empty_answer_says_so(run: Run) -> None:
    nothing = "SELECT ?x { ?x kg:attacks ?y }"
    assert run("query", nothing).stdout == "nothing found\n"
    assert run("query", nothing, "--csv").stdout == "x\r\n"
    assert run("timeline", "Dora").stdout == "no statements about Dora\n"
    ran = run("rank", "--relation", "attacks")
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "no relations to count")


def test_an_empty_answer_tells_on_stderr_what_may_be_wrong(run: Run) -> None:
    ran = run("query", "SELECT ?x { ?x kg:aliedWith ?y }", "--csv")
    hint = "kg:aliedWith is neither in the data nor in the vocabulary; did you mean kg:alliedWith?"
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "x\r\n", f"kg: {hint}\n")
    ran = run("query", "SELECT ?y { ?x kg:alliedWith ?y }", "-p", "x=Ada")
    hint = "?x is bound to the text 'Ada'; for the actor, use actor:Ada"
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "nothing found\n", f"kg: {hint}\n")


def test_query_with_parameters_and_forms(run: Run) -> None:
    text = "SELECT ?who WHERE { ?who kg:alliedWith ?whom }"
    ran = run("query", text, "-p", "whom=actor:Ada", "--format", "csv")
    assert (ran.returncode, ran.stdout.split()) == (0, ["who", act("Bela")])
    assert answer(run("query", "ASK { actor:Ada kg:alliedWith actor:Cara }", "--json")) == {
        "head": {},
        "boolean": False,
    }


def test_a_query_sees_a_date(run: Run) -> None:
    text = "ASK { actor:Bela kg:alliedWith actor:Ada }"
    assert answer(run("query", text, "--json"))["boolean"] is True
    assert answer(run("query", text, "--at", "1990", "--json"))["boolean"] is False


def test_queries_are_listed_and_shown(run: Run) -> None:
    listed = answer(run("queries", "--json"))
    assert len(listed) > 3
    shown = run("queries", listed[0]["name"], "--show")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "WHERE" in shown.stdout.upper()


def test_usage_names_an_argument_by_its_word_alone(run: Run) -> None:
    assert run("build", "--help").stdout.startswith("Usage: kg build [OPTIONS] DIR FILE...\n")


def test_draw_writes_one_page(run: Run, tmp_path: Path) -> None:
    ran = run("draw", "page.html", "--highlight", "Ada,Cara", "--title", "Three")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "wrote page.html: 3 actors, 4 relations\n"
    assert "<title>Three" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert run(
        "draw", "page.html", "--highlight", "Cara,Ada", "--relation", "suppliesGasTo"
    ).stdout == (
        "wrote page.html: 2 actors, 1 relation; no influence path from Cara to Ada to highlight\n"
    )


def test_convert_round_trips(run: Run, small: Path, tmp_path: Path) -> None:
    assert run("convert", "out.nt").stdout == "wrote out.nt\n"
    assert run("convert", "out.txt", "--to", "trig").stdout == "wrote out.txt\n"
    assert kg.load(tmp_path / "out.nt").statements == kg.load(small).statements


def test_convert_writes_statements_as_reifiers(run: Run, small: Path, tmp_path: Path) -> None:
    assert run("convert", "out.nq", "--rdf12").stdout == "wrote out.nq\n"
    assert (tmp_path / "out.nq").read_text(encoding="utf-8").count("#reifies> <<( ") == 4
    assert kg.load(tmp_path / "out.nq").statements == kg.load(small).statements


def test_hostile_labels_are_shown_as_text(run: Run, tmp_path: Path) -> None:
    label = r"\u001b[31moops [/foo] \u202Ex"
    hostile = turtle(
        tie("x", "Ada", "alliedWith", "Eve"),
        actor("Eve").replace('"Eve"', f'"{label}"'),
        actors="Ada",
    )
    (tmp_path / "hostile.ttl").write_text(hostile, encoding="utf-8")
    for command in (["actors"], ["show", "actor:Eve"], ["paths", "Ada", "actor:Eve"], ["coverage"]):
        ran = run(*command, "--data", "hostile.ttl")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "\x1b" not in ran.stdout
        assert "\u202e" not in ran.stdout
        assert "oops [/foo]" in ran.stdout


def test_a_formula_in_a_label_is_no_formula_in_csv(run: Run, tmp_path: Path) -> None:
    text = turtle(actor("Eve").replace('"Eve"', '"=1+1"'))
    (tmp_path / "formula.ttl").write_text(text, encoding="utf-8")
    (row,) = table(run("actors", "--csv", "--data", "formula.ttl"))
    assert row["label"] == "'=1+1"


def test_a_reader_that_leaves_ends_the_command_quietly(small: Path) -> None:
    with subprocess.Popen(
        [KG, "vocabulary", "--data", small], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) in (0, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_an_interrupt_ends_the_command_quietly_with_130(small: Path) -> None:
    pipe = small.with_name("pipe.rq")
    os.mkfifo(pipe)
    with subprocess.Popen(
        [KG, "query", "--file", pipe, "--data", small],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        with pipe.open("wb"):  # which waits until the command reads
            running.send_signal(signal.SIGINT)
            assert running.wait(60) == 130
        assert running.communicate() == (b"", b"")


def test_a_full_disk_is_one_line(small: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [KG, "vocabulary", "--data", small], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, ran.stderr) == (1, b"kg: no space left on device\n")


def test_output_that_the_terminal_cannot_show_is_escaped(spawn: Run) -> None:
    ran = spawn("paths", "Ada", "Cara", "--csv", PYTHONIOENCODING="latin-1")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert r"\u2192" in ran.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_the_commands(spawn: Run, shell: str) -> None:
    ran = spawn(
        _KG_COMPLETE=f"complete_{shell}",
        COMP_WORDS="kg co",
        COMP_CWORD="1",
        _TYPER_COMPLETE_ARGS="kg co",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert "coverage" in ran.stdout
    assert "convert" in ran.stdout
