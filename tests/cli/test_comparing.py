"""`kg compare`, and `kg convert` to the formats of other tools, on the small file."""

import json
from pathlib import Path

import pyoxigraph

from tests.cli.conftest import Run
from tests.factory import stmt


def changed(small: Path) -> Path:
    """The small file with the gas statement less sure and the words denied."""
    other = small.with_name("other.ttl")
    text = small.read_text(encoding="utf-8")
    other.write_text(text.replace("kg:confidence 0.9", "kg:confidence 0.5"), encoding="utf-8")
    return other


def test_compare_prints_changes_by_actor(run: Run, small: Path) -> None:
    ran = run("compare", "small.ttl", changed(small))
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        0,
        "1 statement changed\n\nBela\n  ~ Bela supplies gas to Cara (Actual), stmt:gas\n"
        "    confidence: 0.9 -> 0.5\n",
        "",
    )


def test_compare_as_json_csv_and_turtle(run: Run, small: Path) -> None:
    other = changed(small)
    whole = json.loads(run("compare", "small.ttl", other, "--json").stdout)
    assert (whole["summary"], len(whole["actors"])) == ("1 statement changed", 1)
    assert run("compare", "small.ttl", other, "--csv").stdout.replace("\r", "") == (
        "event,kind,iri,what,field,before,after\n"
        f"changed,statement,{stmt('gas')},Bela supplies gas to Cara (Actual),confidence,0.9,0.5\n"
    )
    turtle = run("compare", "small.ttl", other, "--turtle").stdout
    quads = list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TRIG))
    assert {q.graph_name.value for q in quads} == {"urn:kg:removed", "urn:kg:added"}


def test_compare_exits_with_1_only_when_asked_to(run: Run, small: Path) -> None:
    other = changed(small)
    codes = [run("compare", "small.ttl", path, "--exit-code").returncode for path in (small, other)]
    assert codes == [0, 1]
    assert run("compare", "small.ttl", "small.ttl").stdout == "no difference\n"


def test_compare_refuses_two_forms_and_missing_files(run: Run) -> None:
    ran = run("compare", "small.ttl", "small.ttl", "--turtle", "--json")
    assert (ran.returncode, ran.stderr) == (
        2,
        "kg: invalid value for '--turtle': choose it or --json; see 'kg compare --help'\n",
    )
    ran = run("compare", "small.ttl", "none.ttl")
    assert (ran.returncode, ran.stderr) == (1, "kg: none.ttl: no such file\n")


def test_convert_tells_what_a_format_cannot_hold(run: Run, small: Path) -> None:
    assert run("convert", "out.graphml").stdout == (
        "wrote out.graphml: 4 statements, of every status\n"
    )
    assert run("convert", "out.csv").stdout == (
        "wrote out.csv: 4 statements, of every status\npairs cannot hold 1 actor, 1 author of sources,"
        " 1 date of sources, 1 publisher of sources, 1 grade of reliability of sources,"
        " 1 address of sources\n"
    )
    assert run("convert", "back.ttl", "--data", "out.graphml").stdout == "wrote back.ttl\n"
    assert run("compare", "small.ttl", "back.ttl", "--exit-code").returncode == 0
