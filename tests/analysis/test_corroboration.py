"""What statements rest on: independent origins, a party's own word, what stands against them."""

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.grounds import Support
from kg.analysis.origins import most_apart
from kg.views import trust
from tests.factory import actor, dataset, stmt, tie

SOURCES = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "{name}" {rest} .'
    for name, rest in {
        "wire": '; dcterms:publisher "Agency"',
        "copy": '; dcterms:publisher "Daily" ; prov:wasDerivedFrom src:wire',
        "own": '; dcterms:publisher "Weekly"',
        "ministry": '; dcterms:publisher "Ministry of B"',
    }.items()
)
PEOPLE = (
    actor("P", kind="Person"),
    actor("M", kind="GovernmentBody", rest='; skos:altLabel "Ministry of B"@en'),
    tie("leads", "P", "leads", "A", source="src:own"),
    tie("part", "M", "partOf", "B", source="src:own"),
)


def world(*blocks: str) -> kg.Dataset:
    return dataset(*blocks, *PEOPLE, actors="A B C", source=SOURCES)


def verdicts(data: kg.Dataset, *names: str) -> dict[str, str]:
    return {
        each.said.iri.rpartition("/")[2]: each.verdict for each in kg.corroboration(data, *names)
    }


def test_copies_are_one_origin_and_independent_reports_are_two() -> None:
    data = world(
        tie("1", "A", "praises", "B", source="src:wire"),
        tie("2", "A", "praises", "B", source="src:copy"),
        tie("3", "A", "condemns", "B", source="src:copy"),
        tie("4", "A", "condemns", "B", status="Alleged", source="src:own"),
    )
    assert verdicts(data, "A", "B") == {
        "1": "single-sourced",
        "2": "single-sourced",
        "3": "corroborated by 2 origins",
        "4": "corroborated by 2 origins",
    }
    (first, *_) = kg.corroboration(data, "A", "B")
    assert (first.origins, first.independent, first.others) == (("Agency",), 1, (stmt("2"),))


def test_a_word_is_an_origin_whoever_reports_it_and_a_party_to_the_tie_is_marked() -> None:
    by = "; kg:attributedTo actor:"
    data = world(
        tie("1", "A", "attacks", "B", status="Alleged", source="src:wire", rest=f"{by}P"),
        tie("2", "A", "attacks", "B", status="Alleged", source="src:own", rest=f"{by}P"),
        tie("3", "C", "attacks", "B", status="Alleged", source="src:own", rest=f"{by}P"),
        tie("4", "C", "condemns", "B", source="src:ministry"),
    )
    assert verdicts(data, "B") == {
        "1": "known only from a party, single-sourced",
        "2": "known only from a party, single-sourced",
        "3": "single-sourced",
        "4": "known only from a party, single-sourced",
        "part": "single-sourced",
    }
    (first, *_) = kg.corroboration(data, "A", "B")
    assert first.origins == ("Weekly", "Agency")
    assert first.voices == ("the word of P (a party), reported by Weekly and Agency",)
    assert [(each.name, each.party) for each in first.accounts] == [("P", True)]


def test_two_voices_in_one_document_are_one_source() -> None:
    by = "; kg:attributedTo actor:"
    data = world(
        tie("1", "A", "attacks", "B", source="src:wire"),
        tie("2", "A", "attacks", "B", status="Alleged", source="src:wire", rest=f"{by}P"),
        tie("3", "A", "attacks", "B", status="Alleged", source="src:copy", rest=f"{by}C"),
        tie("4", "C", "attacks", "B", source="src:wire"),
        tie("5", "C", "attacks", "B", status="Alleged", source="src:own", rest=f"{by}P"),
        tie("6", "B", "attacks", "C", status="Alleged", source="src:wire", rest=f"{by}P"),
        tie("7", "B", "attacks", "C", status="Alleged", source="src:own", rest=f"{by}P"),
        tie("8", "B", "attacks", "A", status="Alleged", source="src:wire", rest=f"{by}P"),
        tie("9", "B", "attacks", "A", status="Alleged", source="src:own", rest=f"{by}M"),
    )
    found = {each.said.iri.rpartition("/")[2]: each for each in kg.corroboration(data, "B")}
    assert {name: each.verdict for name, each in found.items() if name != "part"} == {
        **dict.fromkeys("123", "single-sourced (3 voices, one origin)"),
        **dict.fromkeys("45", "corroborated by 2 origins"),
        **dict.fromkeys("67", "single-sourced"),  # one man's word in two papers
        **dict.fromkeys("89", "known only from a party"),
    }
    assert (found["1"].origins, found["1"].heard, found["1"].independent) == (("Agency",), 3, 1)
    assert found["1"].voices == (
        "Agency",
        "the word of C, reported by Agency",
        "the word of P (a party), reported by Agency",
    )


def test_an_actors_own_document_and_its_word_in_a_paper_are_one_word() -> None:
    by = "; kg:attributedTo actor:M"
    data = world(
        tie("1", "A", "attacks", "C", source="src:ministry"),
        tie("2", "A", "attacks", "C", status="Alleged", source="src:own", rest=by),
        tie("3", "C", "attacks", "A", source="src:ministry"),
        tie("4", "C", "attacks", "A", source="src:own"),
    )
    assert verdicts(data, "A", "C") == {
        **dict.fromkeys("12", "single-sourced"),
        **dict.fromkeys("34", "corroborated by 2 origins"),
    }


def test_a_word_of_which_no_document_is_known_is_no_second_source() -> None:
    bare = (
        "stmt:{} a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:praises ;"
        " rdf:object actor:{} ; kg:status kg:Alleged ; kg:attributedTo actor:{} ."
    )
    data = world(
        bare.format("1", "B", "C"),
        tie("2", "A", "praises", "B", source="src:own"),
        bare.format("3", "C", "P"),
        bare.format("4", "C", "M"),
    )
    assert verdicts(data, "A", "B") == dict.fromkeys("12", "single-sourced (2 voices, one origin)")
    assert verdicts(data, "A", "C") == dict.fromkeys("34", "single-sourced (2 voices, one origin)")


def test_refusals_of_two_things_are_two_claims() -> None:
    refuses = ("A", "refusesCooperationWith", "B")
    data = world(
        tie("drills", *refuses, source="src:own", rest="; kg:about inst:drills"),
        tie("deputy", *refuses, source="src:wire", rest="; kg:about inst:deputy"),
        *(f'inst:{n} a kg:Instrument ; skos:prefLabel "{n}"@en .' for n in ("drills", "deputy")),
    )
    assert [each.others for each in kg.corroboration(data, "A", "B")] == [(), ()]
    assert set(verdicts(data, "A", "B").values()) == {"single-sourced"}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), max_size=7))
def test_most_apart_is_the_largest_choice_of_all(sets: list[frozenset[str]]) -> None:
    pairs = [each for each in sets if len(each) == 2]  # then it is a matching
    for given_ in (sets, pairs):
        choices = (c for n in range(len(given_) + 1) for c in combinations(given_, n))
        apart = (c for c in choices if sum(map(len, c)) == len(frozenset().union(*c)))
        assert most_apart(given_) == max(map(len, apart))


def test_other_times_and_other_statuses_say_something_else() -> None:
    data = world(
        tie("1", "A", "suppliesGasTo", "B", source="src:own",
            rest='; kg:since "2000"^^xsd:gYear ; kg:until "2001"^^xsd:gYear'),
        tie("2", "A", "suppliesGasTo", "B", source="src:wire", rest='; kg:since "2010"^^xsd:gYear'),
        tie("3", "A", "suppliesGasTo", "B", status="Proposed", source="src:own"),
    )  # fmt: skip
    assert set(verdicts(data, "A", "B").values()) == {"single-sourced"}


def test_one_that_has_the_tie_at_another_time_agrees_and_differs() -> None:
    year = '; kg:since "{}"^^xsd:gYear ; kg:until "2005"^^xsd:gYear'
    data = world(
        tie("1", "A", "alliedWith", "B", source="src:wire", rest=year.format(2001)),
        tie("2", "A", "alliedWith", "B", source="src:own", rest=year.format(2003)),
        tie("3", "A", "alliedWith", "B", status="Denied", source="src:own", rest=year.format(2003)),
        tie("4", "A", "alliedWith", "B", source="src:copy", rest=year.format(2003)),
    )
    lines = trust.corroboration_text(kg.corroboration(data, "A", "B")).splitlines()
    start = next(n for n, each in enumerate(lines) if each.endswith("stmt:1"))
    assert lines[start + 2 : start + 4] == [
        "    stmt:2; stmt:4 agree on the tie, differ on the interval",
        "    against it: stmt:3",
    ]
    start = next(n for n, each in enumerate(lines) if each.endswith("stmt:2"))
    assert lines[start + 2 : start + 5] == [
        "    said by stmt:4 too",
        "    stmt:1 agrees on the tie, differs on the interval",
        "    against it: stmt:3",
    ]


def test_what_is_contradicted_names_what_is_against_it() -> None:
    data = world(
        tie("is", "A", "alliedWith", "B", source="src:own", rest='; kg:since "2020"^^xsd:gYear'),
        tie("no", "B", "alliedWith", "A", status="Denied", source="src:wire",
            rest='; kg:since "2021"^^xsd:gYear'),
        tie("hits", "A", "attacks", "B", source="src:own", rest='; kg:date "2022"^^xsd:gYear'),
    )  # fmt: skip
    found = {each.said.iri: each for each in kg.corroboration(data, "A", "B")}
    assert found[stmt("is")].verdict == "contradicted, single-sourced"
    assert found[stmt("is")].against == (stmt("no"),)
    assert found[stmt("is")].statements == (stmt("is"), stmt("no"))
    assert found[stmt("hits")].verdict == "single-sourced"  # a quarrel is no denial


def test_a_statement_without_evidence_has_no_source() -> None:
    bare = (
        "stmt:bare a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:praises ;"
        " rdf:object actor:B ; kg:status kg:Actual ."
    )
    assert verdicts(world(bare), "A", "B") == {"bare": "no source"}


def test_counts_marks_and_statuses() -> None:
    data = world(
        tie("1", "A", "praises", "B", source="src:wire"),
        tie("2", "A", "praises", "B", source="src:own"),
        tie("3", "A", "condemns", "B", status="Proposed", source="src:own"),
    )
    found = kg.corroboration(data, "A", "B")
    assert found.counts == {
        "contradicted": 0,
        "known only from a party": 0,
        "single-sourced": 1,
        "no source": 0,
        "corroborated": 2,
    }
    assert [each.said.iri for each in found.marked("single-sourced")] == [stmt("3")]
    assert len(kg.corroboration(data, "A", "B", status="Proposed")) == 1
    with pytest.raises(kg.OptionError, match="unknown mark 'party'; use 'contradicted'"):
        found.marked("party")
    with pytest.raises(kg.OptionError, match="b needs a"):
        kg.corroboration(data, None, "A")


def test_the_answer_as_text_record_and_element() -> None:
    data = world(tie("1", "A", "praises", "C", source="src:wire"))
    found = kg.corroboration(data, "A", "C")
    assert str(found) == (
        "What statements about A and C rest on: 1 statement\n"
        "0 contradicted, 0 known only from a party, 1 single-sourced, 0 no source, 0\n"
        "  corroborated\n"
        "\n"
        "- A praises C [1] stmt:1\n"
        "    single-sourced: Agency\n"
        "\n"
        "Sources\n"
        "  [1] wire, paragraph 1"
    )
    record = trust.ground(found).records
    assert json.loads(json.dumps(record)) == record
    assert "<td>A praises C</td>" in found._repr_html_()


DATED = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "{name}" ; dcterms:publisher "{who}" {rest} .'
    for name, who, rest in (
        ("may", "Wire", '; dcterms:issued "2022-05-10"^^xsd:date'),
        ("later", "Paper", '; dcterms:issued "2023-02"^^xsd:gYearMonth'),
        ("undated", "Weekly", ""),
    )
)
SINCE = '; kg:since "{}"^^xsd:gYearMonth'
UNTIL = '; kg:until "{}"^^xsd:gYearMonth'


def dated(*blocks: str) -> dict[str, Support]:
    data = dataset(*blocks, actors="A B C", source=DATED)
    return {each.said.iri.rpartition("/")[2]: each for each in kg.corroboration(data)}


def told(found: dict[str, Support]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        name: (each.verdict, tuple(iri.rpartition("/")[2] for iri in each.others))
        for name, each in found.items()
    }


def test_no_source_corroborates_what_had_not_begun_when_it_came_out() -> None:
    day = '; kg:date "{}"^^xsd:{}'
    found = dated(
        tie("act", "A", "attacks", "C", source="src:later", rest=day.format("2022-11-03", "date")),
        tie("year", "A", "attacks", "C", source="src:may", rest=day.format("2022", "gYear")),
        tie("october", "B", "alliedWith", "C", source="src:later", rest=SINCE.format("2022-10")),
        tie("open", "B", "alliedWith", "C", source="src:may"),
        tie("undated", "B", "alliedWith", "C", source="src:undated"),
    )
    assert told(found) == {
        "act": ("single-sourced", ()),
        "year": ("single-sourced", ()),  # nor does it say what the other says: Wire cannot know
        # the wire cannot know of an October tie; the weekly, of no known date, may
        "october": ("corroborated by 2 origins, its beginning by Paper alone", ("undated",)),
        "open": ("corroborated by 2 origins", ("undated",)),
        "undated": ("corroborated by 3 origins", ("october", "open")),
    }


def test_what_is_to_come_is_spoken_of_before_it_begins() -> None:
    found = dated(
        *(
            tie(f"{status}-{source}", "A", "alliedWith", "C", status=status,
                source=f"src:{source}", rest=SINCE.format("2022-10"))
            for status in ("Expected", "Proposed", "Threatened", "Refused")
            for source in ("may", "later")
        )
    )  # fmt: skip
    assert {name: each.independent for name, each in found.items()} == {
        **{f"{status}-{source}": 2 for status in ("Expected", "Proposed", "Threatened")
           for source in ("may", "later")},
        "Refused-may": 1,  # by the other: its own source is too early
        "Refused-later": 1,
    }  # fmt: skip


def test_a_statements_own_source_that_is_too_early_does_not_count_and_is_named() -> None:
    more = '; kg:evidence [ a kg:Evidence ; dcterms:source src:later ; kg:locator "page 2" ]'
    found = dated(
        tie("both", "A", "alliedWith", "B", source="src:may", rest=SINCE.format("2022-10") + more),
        tie("none", "A", "alliedWith", "C", source="src:may", rest=SINCE.format("2022-10")),
    )
    assert told(found) == {
        "both": ("single-sourced, Wire out before it can have begun", ()),
        "none": ("no source that can have known it, Wire out before it can have begun", ()),
    }
    assert [(each.origins, each.voices, each.early) for each in found.values()] == [
        (("Paper",), ("Paper",), ("Wire",)),
        (("Wire",), ("Wire",), ("Wire",)),
    ]


def test_a_bound_that_one_origin_alone_gives_is_named() -> None:
    april, end = SINCE.format("2022-04"), UNTIL.format("2022-12")
    supplies = ("A", "suppliesArmsTo", "B")
    data = dataset(
        tie("1", *supplies, source="src:may", rest=april),
        tie("2", *supplies, source="src:later", rest=april + end),
        tie("3", "B", "praises", "A", source="src:may", rest='; kg:date "2022"^^xsd:gYear'),
        tie("4", "B", "praises", "A", source="src:later", rest='; kg:date "2022-04-02"^^xsd:date'),
        actors="A B C",
        source=DATED,
    )
    found = kg.corroboration(data)
    assert [each.verdict for each in found] == [
        "corroborated by 2 origins",
        "corroborated by 2 origins, its end by Paper alone",
        "corroborated by 2 origins",  # a day of April is a day of the year
        "corroborated by 2 origins, its date by Paper alone",
    ]
    records = json.loads(json.dumps(trust.ground(found).records))["supports"]
    assert [(each["alone"], each["early"]) for each in records] == [
        ([], []),
        ([{"bound": "until", "by": ["Paper"]}], []),
        ([], []),
        ([{"bound": "date", "by": ["Paper"]}], []),
    ]
    assert "    corroborated by 2 origins, its end by Paper alone: Paper; Wire" in str(found)


def test_as_of_a_date_a_bound_is_by_the_one_origin_that_surely_was_out() -> None:
    april, end = SINCE.format("2022-04"), UNTIL.format("2022-12")
    data = dataset(
        *(tie(f"{n}", "A", "suppliesArmsTo", "B", source=f"src:{source}", rest=april + until)
          for n, (source, until) in enumerate((("may", ""), ("later", end), ("undated", end)))),
        actors="A B C",
        source=DATED,
    )  # fmt: skip
    assert [each.verdict for each in kg.corroboration(data, known_by="2023-03")] == [
        "corroborated by 2 origins, perhaps 3",
        "corroborated by 2 origins, its end by Paper alone, perhaps 3",
        "only possibly known, corroborated by 2 origins, its end by Paper alone, perhaps 3",
    ]
