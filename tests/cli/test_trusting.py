"""`kg robust`, `kg contradictions`, `kg corroboration`, `kg statuses`, and --known-by."""

import json

from tests.cli.conftest import Run
from tests.factory import stmt

ROBUST = """\
degree, counted 3 relations: actual
Range: by certain statements alone, and in the middle 90% of 20 draws by
  confidence (seed 0)
All rests on one origin, The Review: without it there is no ranking
Contested: one of these moves the rank by more than 1 place
"""


def test_robust_tells_how_wide_ranks_are(run: Run) -> None:
    ran = run("robust", "--by", "degree", "--draws", "20", COLUMNS="80")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(ROBUST)
    record = json.loads(run("robust", "--by", "degree", "--draws", "20", "--json").stdout)
    assert [each["label"] for each in record["intervals"]] == ["Ada", "Bela", "Cara"]
    assert record["alone"]["label"] == "The Review"
    rows = run("robust", "--by", "degree", "--limit", "1", "--csv").stdout.splitlines()
    assert rows[0].startswith("rank,actor,label,value,range,certain,drawn,present,")
    assert len(rows) == 2


def test_contradictions_tell_both_sides(run: Run) -> None:
    ran = run("contradictions", "Ada", "Bela")
    assert ran.stdout == (
        "Where statements about Ada and Bela differ: 0 in status, 0 in interval, 0 in sign; among 1"
        " statement\n  of any status\n"
        "no difference\n"
    )
    record = json.loads(run("contradictions", "--json").stdout)
    assert record["counted"] == "4 statements of any status"
    assert record["entries"] == []
    assert record["counts"] == {"status": 0, "interval": 0, "sign": 0}
    bad = run("contradictions", "--kind", "tone")
    assert bad.stderr.startswith("kg: unknown kind 'tone'; use 'status'")


def test_corroboration_tells_what_statements_rest_on(run: Run) -> None:
    ran = run("corroboration", "Ada", "Bela")
    assert ran.stdout == (
        "What statements about Ada and Bela rest on: 1 statement\n"
        "0 contradicted, 0 known only from a party, 1 single-sourced, 0 no source, 0 corroborated\n"
        "\n"
        "- Ada is allied with Bela (since 1992) [1] stmt:ally\n"
        "    single-sourced: The Review\n"
        "\n"
        "Sources\n"
        "  [1] Eve Moss (2023-07), A report, paragraph 1\n"
    )
    record = json.loads(run("corroboration", "--json").stdout)
    assert record["counts"]["single-sourced"] == 4
    assert run("corroboration", "--mark", "contradicted").stdout.endswith(
        "no statement is contradicted\n"
    )
    assert run("corroboration", "--mark", "party").stderr.startswith(
        "kg: unknown mark 'party'; use"
    )


def test_contradictions_and_corroboration_as_they_were_known(run: Run) -> None:
    """The one source is of some day of July 2023."""
    none = run("contradictions", "--known-by", "2023-06", "--json")
    assert json.loads(none.stdout)["counted"] == "0 statements of any status, known by 2023-06"
    perhaps = run("contradictions", "Ada", "Bela", "--known-by", "2023-07", COLUMNS="80")
    assert perhaps.stdout == (
        "Where statements about Ada and Bela differ: 0 in status, 0 in interval, 0 in\n"
        "  sign; among 1 statement of any status, known by 2023-07; only possibly known\n"
        "no difference\n"
    )
    ran = run("corroboration", "Ada", "Bela", "--known-by", "2023-07", COLUMNS="80")
    assert ran.stdout == (
        "What statements about Ada and Bela rest on: 1 statement, known by 2023-07; only\n"
        "  possibly known\n"
        "0 contradicted, 0 known only from a party, 1 single-sourced, 0 no source, 1 only\n"
        "  possibly known, 0 corroborated\n"
        "\n"
        "- Ada is allied with Bela (since 1992) [1] stmt:ally\n"
        "    single-sourced, only possibly known: The Review (perhaps not out yet)\n"
        "\n"
        "Sources\n"
        "  [1] Eve Moss (2023-07), A report, paragraph 1\n"
    )
    marked = run("corroboration", "--mark", "only possibly known", "--known-by", "2023-08")
    assert marked.stdout.endswith("no statement is only possibly known\n")
    bad = run("corroboration", "--known-by", "soon")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert bad.stderr.startswith("kg: 'soon' is not a date")


def test_statuses_tell_what_counting_more_changes(run: Run) -> None:
    ran = run("statuses", "Proposed", "--by", "degree", "--pair", "Ada,Cara")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("Actual only, and with Proposed\nBefore: 3 relations: actual\n")
    assert "  Ada to Cara: stronger, 0.567 -> " in ran.stdout
    record = json.loads(run("statuses", "Proposed", "--json").stdout)
    assert [each["iri"] for each in record["statements"]] == [stmt("offer")]
    assert run("statuses", "Actual").stderr == ("kg: Actual counts already; name another status\n")
    assert run("statuses", "Proposed", "--pair", "Ada").returncode == 2


def test_known_by_is_a_second_clock(run: Run) -> None:
    before = run("rank", "--by", "degree", "--known-by", "2023-06")
    assert "Counted 0 relations: actual, known by 2023-06" in before.stdout
    after = run("rank", "--by", "degree", "--known-by", "2023-08")
    assert "Counted 3 relations: actual, known by 2023-08" in after.stdout
    none = run("statuses", "Proposed", "--by", "degree", "--known-by", "2023-06").stdout
    assert "After: 0 relations: actual or proposed, known by 2023-06\nnothing changes" in none
    assert "Ada reaches" not in run("reach", "Ada", "--known-by", "2023-06").stdout


def test_robust_path_tells_what_a_path_depends_on(run: Run) -> None:
    ran = run("robust-path", "Ada", "Cara", "--leave-out", "place", "--draws", "10")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\nContested: Ada > Bela > Cara\n  - no path without paragraph 1\n" in ran.stdout
    record = json.loads(run("robust-path", "Ada", "Cara", "--draws", "10", "--json").stdout)
    assert (record["verdict"], record["statements"]) == ("contested", [stmt("ally"), stmt("gas")])
    rows = run("robust-path", "Ada", "Cara", "--draws", "10", "--csv").stdout.splitlines()
    assert rows[0] == "if,path,strength,statements"
