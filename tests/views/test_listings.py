"""Listings: the same facts as rows, as records and as lines to read."""

from typing import cast

import kg
from kg.views import listings
from tests.factory import act, dataset, stmt, tie

DATA = dataset(
    tie("a", "Ada", "alliedWith", "Bela", rest='; kg:since "1992"^^xsd:gYear'),
    tie("b", "Bela", "suppliesGasTo", "Cara", locator="paragraph 2"),
    tie("c", "Cara", "alliedWith", "Ada", status="Proposed", locator="paragraph 2"),
    actors="Ada Bela Cara Dora",
)


def test_show_reads_as_sentences_with_all_that_is_known() -> None:
    listed = listings.show(DATA, "Ada")
    assert listed.lines[:6] == (
        "Ada",
        "  state, actor:Ada",
        "  2 statements about it",
        "",
        "Ada is allied with Bela",
        "  Actual; since 1992; confidence 1.0; src:s paragraph 1",
    )
    assert [row[0] for row in listed.rows] == ["stmt:a", "stmt:c"]


def test_an_actor_without_statements_says_so() -> None:
    assert listings.show(DATA, "Dora").lines[-1] == "  0 statements about it"
    assert listings.timeline(DATA, "Dora").empty == "no statements about Dora"


QUOTED = dataset(
    tie("own", "Ada", "opposes", "Bela", rest='; skos:note "Inferred." ; kg:attributedTo actor:Ada'),
    tie("word", "Bela", "attacks", "Cara", status="Alleged", rest="; kg:attributedTo actor:Ada"),
    tie("two", "Cara", "attacks", "Bela", status="Alleged", confidence=0.5,
        rest='; kg:attributedTo actor:Ada, actor:Dora ; skos:note "She was there."'),
    actors="Ada Bela Cara Dora",
)  # fmt: skip


def test_show_tells_notes_and_what_rests_on_the_word_of_the_actor() -> None:
    listed = listings.show(QUOTED, "Ada")
    assert listed.lines == (
        "Ada",
        "  state, actor:Ada",
        "  1 statement about it",
        "",
        "Ada opposes Bela",
        "  Actual; according to Ada; confidence 1.0; src:s paragraph 1",
        "  Note: Inferred.",
        "  stmt:own",
        "",
        "On the word of Ada: 2 other statements",
        "",
        "Cara attacks Bela",
        "  Alleged; according to Ada and Dora; confidence 0.5; src:s paragraph 1",
        "  Note: She was there.",
        "  stmt:two",
        "",
        "Bela attacks Cara",
        "  Alleged; according to Ada; confidence 1.0; src:s paragraph 1",
        "  stmt:word",
    )
    assert [row[0] for row in listed.rows] == ["stmt:own", "stmt:two", "stmt:word"]
    record = cast("dict[str, list[dict[str, str]]]", listed.records)
    assert [each["iri"] for each in record["statements"]] == [stmt("own")]
    assert [each["iri"] for each in record["on_its_word"]] == [stmt("two"), stmt("word")]


def test_who_is_only_quoted_is_shown_with_what_it_says() -> None:
    assert listings.show(QUOTED, "Dora").lines == (
        "Dora",
        "  state, actor:Dora",
        "  0 statements about it",
        "",
        "On the word of Dora: 1 statement",
        "",
        "Cara attacks Bela",
        "  Alleged; according to Ada and Dora; confidence 0.5; src:s paragraph 1",
        "  Note: She was there.",
        "  stmt:two",
    )


def test_coverage_tells_the_note_under_its_statement() -> None:
    assert listings.coverage(QUOTED).lines == (
        "A report",
        "",
        "  paragraph 1: 3 statements",
        "    Ada opposes Bela (Actual; according to Ada) stmt:own",
        "      Note: Inferred.",
        "    Cara attacks Bela (Alleged; according to Ada and Dora) stmt:two",
        "      Note: She was there.",
        "    Bela attacks Cara (Alleged; according to Ada) stmt:word",
    )


def test_coverage_goes_through_the_source_place_by_place() -> None:
    assert listings.coverage(DATA).lines == (
        "A report",
        "",
        "  paragraph 1: 1 statement",
        "    Ada is allied with Bela (Actual; since 1992) stmt:a",
        "",
        "  paragraph 2: 2 statements",
        "    Bela supplies gas to Cara (Actual) stmt:b",
        "    Cara is allied with Ada (Proposed) stmt:c",
    )


def test_a_ranking_says_what_the_measure_means_and_what_was_counted() -> None:
    graph = kg.project(DATA)
    listed = listings.ranking(kg.rank(graph, "degree"), kg.MEASURES["degree"].meaning)
    assert listed.above == (
        f"degree: {kg.MEASURES['degree'].meaning}",
        "Counted 2 relations: actual",
    )
    assert listed.rows == [
        (1, "actor:Bela", "Bela", 2, 2),
        (2, "actor:Ada", "Ada", 1, 1),
        (2, "actor:Cara", "Cara", 1, 1),
    ]


def test_a_ranking_by_relation_leaves_out_actors_without_such_relations() -> None:
    found = kg.rank_by_relation(kg.project(DATA), "degree")
    listed = listings.rankings(found, "its relations", DATA.label)
    assert [row[:3] for row in listed.rows] == [
        ("is allied with", 1, "actor:Ada"),
        ("is allied with", 1, "actor:Bela"),
        ("supplies gas to", 1, "actor:Bela"),
        ("supplies gas to", 1, "actor:Cara"),
    ]
    assert "  1. Ada 1" in listed.lines
    assert not any("Cara" in line for line in listed.lines[:4])


def test_paths_say_where_they_were_looked_for_and_number_their_sources() -> None:
    found = kg.paths(kg.project(DATA), "Ada", "Cara")
    listed = listings.paths(found)
    assert listed.above == (
        "Searched 2 relations: actual; influence runs along those of sign cooperation and neutral",
    )
    assert listed.lines == (
        "",
        f"1. {found[0].sentence}",
        "   [1] (2023-07), A report, paragraph 1",
        "   [2] (2023-07), A report, paragraph 2",
    )


def test_no_path_says_so() -> None:
    found = kg.paths(kg.project(DATA), "Cara", "Ada", max_steps=1, sign=(-1,))
    listed = listings.paths(found)
    assert (listed.rows, listed.lines, listed.records) == ([], (), [])
    assert (listed.above, listed.empty) == ((), found.empty)


def test_the_vocabulary_is_told_family_by_family_with_definitions() -> None:
    listed = listings.vocabulary(DATA)
    kind = DATA.relation_type("alliedWith")
    at = listed.lines.index("  kg:alliedWith \N{EN DASH} is allied with")
    assert listed.lines[at + 1].startswith("    cooperation; a tie, which lasts;")
    assert listed.lines[at + 2] == f"    {kind.definition}"
    assert len(listed.rows) == len(DATA.vocabulary.relation_types)


def test_actors_count_the_statements_that_name_them() -> None:
    listed = listings.actors(DATA)
    assert [(row[0], row[-1]) for row in listed.rows] == [
        ("actor:Ada", 2),
        ("actor:Bela", 2),
        ("actor:Cara", 2),
        ("actor:Dora", 0),
    ]
    assert listed.records[0]["iri"] == act("Ada")  # type: ignore[index]  # a list here


def test_records_name_statements_in_full() -> None:
    (record, *_) = listings.timeline(DATA, "Ada").records
    assert record["statement"] == stmt("a")  # type: ignore[index]  # a list here
