"""The second clock: what was known by a date, in answers that go day by day."""

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.analysis.presence import presence
from kg.cli.main import app
from kg.dates import parse_date, show_day
from kg.views.alignment import realignment_listing
from tests.factory import act, dataset, stmt, tie
from tests.factory import turtle as text_of

OLD = 'src:old a kg:Source ; dcterms:title "Old" ; dcterms:issued "2021-06-10"^^xsd:date .'
MID = 'src:mid a kg:Source ; dcterms:title "Mid" ; dcterms:issued "2022"^^xsd:gYear .'
NEW = 'src:new a kg:Source ; dcterms:title "New" ; dcterms:issued "2023-05-01"^^xsd:date .'
NONE = 'src:none a kg:Source ; dcterms:title "Undated" .'
SOURCES = f"{OLD}\n{MID}\n{NEW}\n{NONE}"
LAW = 'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .'
WAIVER = (
    'inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law ;'
    ' kg:since "2020"^^xsd:gYear .'
)
WORLD_BLOCKS = (
    tie("friends", "A", "alliedWith", "B", source="src:old", rest='; kg:since "2020"^^xsd:gYear'),
    tie("blame", "A", "condemns", "B", source="src:new", rest='; kg:date "2021-03-01"^^xsd:date'),
    tie("foes", "B", "wagesWarOn", "C", source="src:mid", rest='; kg:since "2021-01"^^xsd:gYearMonth'),
    tie("help", "A", "alliedWith", "C", source="src:none", rest='; kg:since "2019"^^xsd:gYear'),
    tie("measure", "A", "sanctions", "C", source="src:old", rest='; kg:instrument inst:law ; kg:since "2019"^^xsd:gYear'),
    tie(
        "waived",
        "A",
        "waivesSanctionsOn",
        "C",
        source="src:new",
        rest='; kg:instrument inst:waiver ; kg:since "2020-05-05"^^xsd:date',
    ),
    LAW,
    WAIVER,
)  # fmt: skip
WORLD = dataset(*WORLD_BLOCKS, actors="A B C", source=SOURCES)


@pytest.mark.parametrize("known_by", ["2021-06", "2021-07", "2022-03", "2022-12-31", "2024"])
def test_each_day_has_what_a_projection_of_that_day_has_as_known(known_by: str) -> None:
    """Against `kg.project`, which decides one day at a time."""
    there = presence(WORLD, memory="6m", known_by=known_by)
    first, last = (parse_date(each).earliest for each in ("2018-12", "2024-02"))
    days = random.Random(1).sample(range(first, last), 60)
    for day in [*days, *(parse_date(each).earliest for each in ("2020-05-05", "2021-03-01"))]:
        graph = kg.project(WORLD, at=show_day(day), memory="6m", known_by=known_by)
        told = {key: data["certainty"] for *_, key, data in graph.edges(keys=True, data=True)}
        found: dict[str, str] = {}
        for spans, word in ((there.possible, "possible"), (there.sure, "certain")):
            rows = spans.row[(spans.low <= day) & (spans.high >= day)]
            found |= dict.fromkeys(there.columns.iris(rows), word)
        assert found == told, show_day(day)


def test_who_plays_both_sides_as_it_was_known() -> None:
    """The war was reported some day of 2022; A's tie to C has no dated source: possible throughout."""
    assert [each.actor for each in kg.both_sides(WORLD, "B", "C")] == [act("A")]
    assert len(kg.both_sides(WORLD, "B", "C", known_by="2021-12")) == 0
    then = kg.both_sides(WORLD, "B", "C", known_by="2022-03")
    assert [(each.certainty, each.between) for each in then] == [("possible", (stmt("foes"),))]


def test_an_alignment_ends_with_the_last_source_that_was_known() -> None:
    now, then = (kg.alignment(WORLD, "A", "B", known_by=each) for each in ("2024", "2021-07"))
    assert (now.until, then.until) == ("2023-05-01", "2021-06-10")
    assert stmt("blame") in now.statements
    assert then.statements == (stmt("friends"),)
    # a source of some day of 2022 may be of a day that is over
    assert kg.alignment(WORLD, "A", "B", known_by="2022-03").until == "2022-03-31"


def test_a_realignment_says_which_dates_lie_after_the_last_source() -> None:
    found = kg.realignment(WORLD, "2018", "2024")
    assert (found.until, found.beyond) == ("2023-05-01", ("2024",))
    assert "2024 lies after the last source, of 2023-05-01: what counts then is" in str(found)
    assert kg.realignment(WORLD, "2018", "2023").beyond == ()
    both = kg.realignment(WORLD, "2024", "2025")
    assert both.beyond == ("2024", "2025")
    assert "2024 and 2025 lie after the last source" in realignment_listing(both).empty
    assert kg.realignment(WORLD, "2018", "2022", known_by="2021-07").beyond == ("2022",)


def test_a_change_too_small_for_its_digits_is_told_as_that() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B", rest='; kg:since "2000"^^xsd:gYear'),
        tie("2", "A", "praises", "B", confidence=0.001, rest='; kg:date "2010-01-01"^^xsd:date'),
        actors="A B",
    )
    found = kg.alignment(data, "A", "B")
    assert [0 < abs(each.change) < 0.001 for each in found.jumps[1:]] == [True, True]
    level = f"{found.levels[1].value:+.3f}"
    assert f"2010-01-01: {level}, up by less than 0.001; began stmt:2" in str(found)
    moved = kg.realignment(data, "2009", "2010-02")
    assert f"A and B: {level}, up by less than 0.001\n" in str(moved)


def test_what_would_change_as_it_was_known() -> None:
    """By July 2021 the war between B and C was reported by nobody; what is supposed is known then."""
    then = kg.whatif(WORLD, retract="stmt:foes", known_by="2021-07")
    assert [each.counted for each in then.consequences] == [False]
    assert not then.moves
    now = kg.whatif(WORLD, retract="stmt:foes", known_by="2024")
    assert [each.counted for each in now.consequences] == [True]
    assert "  known by 2021-07" in str(then).splitlines()

    found = kg.whatif(WORLD, add="B alliedWith C", known_by="2021-07", pairs=[("B", "C")])
    (change,) = found.paths
    assert change.after is not None
    (step,) = change.after.steps
    assert step.certainty == "certain"  # by the supposition, and not by A's undated source
    assert found.counted == (
        "3 relations: actual, known by 2021-07; 1 of them only possibly known",
        "4 relations: actual, known by 2021-07; 1 of them only possibly known",
    )


def test_a_path_as_strong_that_surely_was_known_is_surer() -> None:
    """A's undated source perhaps was known by 2021, the supposition surely: of equal strength, that is the change."""
    data = dataset(
        tie("old", "A", "alliedWith", "B", source="src:u"),
        'src:u a kg:Source ; dcterms:title "Undated" .',
        actors="A B",
    )
    for known_by, change in (("2021", "surer"), (None, "carried differently")):
        found = kg.whatif(data, add="A alliedWith B", known_by=known_by, pairs=[("A", "B")])
        assert [each.change for each in found.paths] == [change]


def test_what_is_made_actual_was_known_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many statements are held as columns: they say the same."""
    offer = tie("offer", "B", "suppliesGasTo", "C", status="Proposed", source="src:new")
    data = dataset(*WORLD_BLOCKS, offer, actors="A B C", source=SOURCES)
    few = kg.whatif(data, add="stmt:offer", known_by="2021-07")
    monkeypatch.setattr("kg.scenario.remaking.FEW", 1)
    many = kg.whatif(data, add="stmt:offer", known_by="2021-07")
    assert [(each.effect, each.counted) for each in few.consequences] == [("made Actual", True)]
    assert (few.counted, few.ranks, few.paths) == (many.counted, many.ranks, many.paths)
    retracted = kg.whatif(data, retract="stmt:friends", known_by="2021-07")
    assert (
        retracted.counted[1]
        == "2 relations: actual, known by 2021-07; 1 of them only possibly known"
    )


def test_a_scenario_file_has_the_date_too(tmp_path: Path) -> None:
    path = tmp_path / "then.toml"
    path.write_text('retract = "stmt:foes"\nat = 2021\nknown_by = 2021-07-01\n', encoding="utf-8")
    scenario = kg.read_scenario(path)
    assert (scenario.at, scenario.known_by) == ("2021", "2021-07-01")
    assert (
        kg.run_scenario(WORLD, scenario)
        .counted[0]
        .startswith("3 relations: actual, at 2021, known")
    )


def test_the_commands_take_it(tmp_path: Path) -> None:
    path = tmp_path / "world.ttl"
    path.write_text(text_of(*WORLD_BLOCKS, actors="A B C", source=SOURCES), encoding="utf-8")

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, [*words, "--data", str(path)])
        assert done.exit_code == 0, done.output
        return done.output

    supposed = json.loads(run("whatif", "--retract", "stmt:foes", "--known-by", "2021", "--json"))
    assert supposed[0]["known_by"] == "2021"
    assert "known by 2021-12" in run("both-sides", "B", "C", "--known-by", "2021-12")
    found = json.loads(run("alignment", "A", "B", "--known-by", "2021-07", "--json"))
    assert found["until"] == "2021-06-10"
    assert "known by 2021-07" in run(
        "alignment", "--from", "2018", "--to", "2022", "--known-by", "2021-07"
    )
