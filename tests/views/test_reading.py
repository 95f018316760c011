"""What a reader asks of a dataset."""

import pytest

from kg.errors import OptionError, UnknownActor
from kg.views.reading import coverage, show, summary, timeline
from tests.factory import act, dataset, stmt, tie

YEAR = '; kg:since "1992"^^xsd:gYear'
ACT = '; kg:date "2022-09"^^xsd:gYearMonth'
ENDED = '; kg:since "2022"^^xsd:gYear ; kg:until "2022-09-05"^^xsd:date'


def test_a_timeline_puts_wide_dates_before_the_days_in_them_and_undated_last() -> None:
    data = dataset(
        tie("a", "Ada", "attacks", "Bela", rest=ACT),
        tie("b", "Ada", "alliedWith", "Cara", rest=ENDED),
        tie("c", "Cara", "alliedWith", "Ada"),
        tie("d", "Bela", "memberOf", "Cara", rest=YEAR),
        actors="Ada Bela Cara",
    )
    events = [(each["date"], each["event"], each["statement"]) for each in timeline(data, "Ada")]
    assert events == [
        ("2022", "begins", stmt("b")),
        ("2022-09", "act", stmt("a")),
        ("2022-09-05", "ends", stmt("b")),
        (None, "undated", stmt("c")),
    ]


def test_a_timeline_of_two_that_are_one_is_refused() -> None:
    data = dataset(tie("a", "Ada", "attacks", "Bela", rest=ACT), actors="Ada Bela")
    with pytest.raises(OptionError) as error:
        timeline(data, "Ada", "actor:Ada")
    assert str(error.value) == "'Ada' and 'actor:Ada' are the same actor; a pair needs two"


def test_a_timeline_entry_is_a_whole_record() -> None:
    data = dataset(tie("m", "Ada", "memberOf", "Bela", rest=YEAR), actors="Ada Bela")
    relation = data.relation_type("memberOf").label
    assert timeline(data, "Bela") == [
        {
            "date": "1992",
            "event": "begins",
            "statement": stmt("m"),
            "sentence": f"Ada {relation} Bela",
            "context": "",
            "status": "Actual",
        }
    ]


def test_context_tells_a_statement_by_its_sentence_and_status_unless_it_is_actual() -> None:
    context = "; kg:instrument inst:pact ; kg:about stmt:offer, inst:pact ; kg:inResponseTo stmt:offer, stmt:gone"
    data = dataset(
        'inst:pact a kg:Instrument ; skos:prefLabel "Pact"@en .',
        tie("offer", "Bela", "alliedWith", "Ada", status="Proposed"),
        tie("no", "Ada", "opposes", "Bela", rest=f'; kg:date "2022"^^xsd:gYear {context}'),
        actors="Ada Bela",
    )
    told = (
        "by Pact, about Pact and Bela is allied with Ada (proposed),"
        " in response to stmt:gone and Bela is allied with Ada (proposed)"
    )
    assert [each["context"] for each in show(data, "Ada")["statements"]] == [told, ""]
    assert [each["context"] for each in timeline(data, "Bela")] == [told, ""]
    assert [each["context"] for each in coverage(data)[0]["statements"]] == [told, ""]


def test_coverage_reads_like_the_source_with_bare_statements_last() -> None:
    data = dataset(
        tie("a", "Ada", "praises", "Bela", locator="paragraph 10"),
        tie("b", "Ada", "opposes", "Bela", locator="paragraph 2"),
        tie("c", "Bela", "opposes", "Ada", locator="paragraph 10", status="Alleged"),
        f"{tie('d', 'Bela', 'praises', 'Ada').partition(' ; kg:evidence')[0]} .",
        actors="Ada Bela",
    )
    rows = [
        (row["title"], row["locator"], [each["iri"] for each in row["statements"]])
        for row in coverage(data)
    ]
    assert rows == [
        ("A report", "paragraph 2", [stmt("b")]),
        ("A report", "paragraph 10", [stmt("a"), stmt("c")]),
        (None, None, [stmt("d")]),
    ]


def test_show_finds_an_actor_by_any_name_and_gives_both_directions() -> None:
    data = dataset(
        tie("a", "Ada", "praises", "Bela"),
        tie("b", "Bela", "opposes", "Ada"),
        tie("c", "Bela", "opposes", "Cara"),
        actors="Ada Bela Cara",
    )
    record = show(data, "actor:Ada")
    assert record["actor"]["iri"] == act("Ada")
    assert [each["iri"] for each in record["statements"]] == [stmt("a"), stmt("b")]
    with pytest.raises(UnknownActor, match="did you mean 'Cara'"):
        show(data, "Carra")


def test_a_summary_counts() -> None:
    data = dataset(
        tie("a", "Ada", "attacks", "Bela", rest=ACT),
        tie("b", "Bela", "memberOf", "Ada", rest=YEAR, status="Denied"),
        actors="Ada Bela Cara",
    )
    assert summary(data) == {
        "files": [],
        "actors": 3,
        "statements": 2,
        "statuses": {"Actual": 1, "Denied": 1},
        "relation_types": 2,
        "instruments": 0,
        "places": 0,
        "sources": ["A report"],
        "first_date": "1992",
        "last_date": "2022-09",
    }


def test_an_empty_dataset_has_nothing_to_say_and_no_error() -> None:
    empty = dataset(source="")
    assert (coverage(empty), summary(empty)["first_date"]) == ([], None)
