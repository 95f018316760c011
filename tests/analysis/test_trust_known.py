"""Contradictions and corroboration as they were known by a date: by hand, and against the data of that day."""

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import OptionError
from kg.recalling import recall
from kg.views import trust
from tests.factory import dataset, stmt, tie

DATED = {
    "old": '; dcterms:publisher "Agency" ; dcterms:issued "2021-06-10"^^xsd:date',
    "mid": '; dcterms:publisher "Daily" ; dcterms:issued "2022"^^xsd:gYear',
    "new": '; dcterms:publisher "Weekly" ; dcterms:issued "2023-05-01"^^xsd:date',
    "none": '; dcterms:publisher "Leaflet"',
    "copy": '; dcterms:publisher "Copyist" ; prov:wasDerivedFrom src:new ;'
    ' dcterms:issued "2021-07-01"^^xsd:date',
    "copy2": '; dcterms:publisher "Scribe" ; prov:wasDerivedFrom src:new ;'
    ' dcterms:issued "2021-08-01"^^xsd:date',
}
SOURCES = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "{name}" {rest} .' for name, rest in DATED.items()
)


def too(*sources: str) -> str:
    """More evidence for a tie."""
    return "".join(
        f'; kg:evidence [ a kg:Evidence ; dcterms:source src:{each} ; kg:locator "paragraph 1" ] '
        for each in sources
    )


def since(date: str) -> str:
    return f'; kg:since "{date}"^^xsd:{"date" if len(date) > 4 else "gYear"}'


def world(*blocks: str) -> kg.Dataset:
    return dataset(*blocks, actors="A B C P", source=SOURCES)


def test_a_statement_cites_what_was_out() -> None:
    data = world(
        tie("1", "A", "praises", "B", source="src:old", rest=too("mid", "new", "none")),
        tie("2", "A", "praises", "B", source="src:new", rest=too("none")),
        "stmt:3 a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:praises ;"
        " rdf:object actor:B ; kg:status kg:Actual .",
    )

    def cited(known_by: str | None) -> dict[str, str]:
        return {
            iri.rpartition("/")[2]: " ".join(e.source.rpartition("/")[2] for e in each.evidence)
            for iri, each in recall(data, known_by).dataset.statements.items()
        }

    assert cited("2021-06-09") == {"1": "none", "2": "none", "3": ""}
    assert cited("2021-06-10") == {"1": "none old", "2": "none", "3": ""}
    assert cited("2022-06") == {"1": "mid none old", "2": "none", "3": ""}
    assert cited(None) == {"1": "mid new none old", "2": "new none", "3": ""}
    then = recall(data, "2022-06")
    assert then.unsure == {stmt("2"), stmt("3")}
    assert [each.rpartition("/")[2] for each in sorted(then.doubtful)] == ["mid", "none"]
    (surely,) = then.surely(then.dataset.statements.values())
    assert [e.source.rpartition("/")[2] for e in surely.evidence] == ["old"]


def test_no_answer_as_of_a_date_cites_a_later_document() -> None:
    data = world(
        tie("1", "A", "alliedWith", "B", source="src:old", rest=too("new") + since("2020"))
    )
    old, new = "(2021-06-10), old, paragraph 1", "(2023-05-01), new, paragraph 1"
    for known_by, expected in (("2022", [old]), (None, [new, old])):
        (spell,) = kg.history(data, "A", known_by=known_by)
        (change,) = kg.changes(data, "A", "2019", "2021", known_by=known_by).changes
        (support,) = kg.corroboration(data, "A", known_by=known_by)
        for said in (spell.said, change.said, support.said):
            assert sorted(said.citations) == sorted(expected)


DIFFERENT = (
    tie("is", "A", "alliedWith", "B", source="src:old", rest=since("2020-01-01")),
    tie("not", "B", "alliedWith", "A", status="Denied", source="src:mid", rest=since("2021-01-01")),
)


@pytest.mark.parametrize(
    ("known_by", "entries", "counted"),
    [
        ("2021-06-09", [], "0 statements of any status, known by 2021-06-09"),
        (
            "2021-06",
            [],
            "1 statement of any status, known by 2021-06; only possibly known",
        ),
        ("2021-07", [], "1 statement of any status, known by 2021-07"),
        (
            "2022-06",
            [("possible", None, (stmt("not"),))],
            "2 statements of any status, known by 2022-06; 1 of them only possibly known",
        ),
        (
            "2023",
            [("certain", ("2021-01-01", ""), ())],
            "2 statements of any status, known by 2023",
        ),
        (None, [("certain", ("2021-01-01", ""), ())], "2 statements of any status"),
    ],
)
def test_a_difference_is_as_certain_as_what_was_known(
    known_by: str | None, entries: list[tuple[str, object, object]], counted: str
) -> None:
    found = kg.contradictions(world(*DIFFERENT), known_by=known_by)
    assert [(e.certainty, e.certain, e.unsure) for e in found] == entries
    assert {(e.first, e.last) for e in found} <= {("2021-01-01", "")}
    assert found.counted == counted


def test_the_ledger_says_which_of_both_only_may_have_been_known() -> None:
    found = kg.contradictions(world(*DIFFERENT), "A", "B", kinds="status", known_by="2022-06")
    assert str(found) == (
        "Where statements about A and B differ: 1 in status; among 2 statements of any\n"
        "  status, known by 2022-06; 1 of them only possibly known\n"
        "\n"
        "Status: one has the tie as there or coming, the other as denied or refused\n"
        "\n"
        "  possibly from 2021-01-01 on\n"
        "  - A is allied with B (since 2020-01-01) [1] stmt:is\n"
        "      on the word of Agency\n"
        "  - B is allied with A (since 2021-01-01, Denied) [2] stmt:not (only possibly\n"
        "    known)\n"
        "      on the word of Daily\n"
        "\n"
        "Sources\n"
        "  [1] (2021-06-10), old, paragraph 1\n"
        "  [2] (2022), mid, paragraph 1"
    )
    assert trust.ledger_record(found)["entries"][0]["unsure"] == [stmt("not")]
    assert trust.ledger(found).rows[0][7] == (
        "B is allied with A (since 2021-01-01, Denied) (only possibly known)"
    )


def waived(*sources: str) -> kg.Dataset:
    """Aid since 2000 beside sanctions since 1992, which a waiver suspends from 2002: if it was known."""
    return world(
        tie("aid", "A", "givesMilitaryAidTo", "B", source="src:old", rest=since("2000-01-01")),
        tie("ban", "A", "sanctions", "B", source="src:old",
            rest=f"{since('1992-01-01')} ; kg:instrument inst:law"),
        *(
            tie(each, "A", "waivesSanctionsOn", "B", source=f"src:{each}",
                rest=f"{since('2002-01-01')} ; kg:instrument inst:waiver")
            for each in sources
        ),
        'inst:law a kg:Instrument ; skos:prefLabel "Law"@en .',
        'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:law .',
    )  # fmt: skip


BEFORE, WHOLE = ("2000-01-01", "2001-12-31"), ("2000-01-01", "")


@pytest.mark.parametrize(
    ("sources", "known_by", "entries", "counted"),
    [
        (
            ("mid",),
            "2021-07",
            [("certain", *WHOLE)],
            "2 statements of any status, known by 2021-07",
        ),
        (
            ("mid",),
            "2022-06",
            [("certain", *WHOLE)],  # before 2002 it is suspended in no case
            "3 statements of any status, known by 2022-06; 1 of them only possibly known;"
            " 1 suspended by a waiver, only possibly",
        ),
        (
            ("mid",),
            "2023",
            [("certain", *BEFORE)],
            "3 statements of any status, known by 2023; 1 suspended by a waiver, for a time",
        ),
        (  # what surely was known suspends surely
            ("copy", "none"),
            "2022-06",
            [("certain", *BEFORE)],
            "4 statements of any status, known by 2022-06; 1 of them only possibly known;"
            " 1 suspended by a waiver, for a time",
        ),
    ],
)
def test_a_waiver_suspends_as_far_as_it_was_known(
    sources: tuple[str, ...], known_by: str, entries: list[tuple[str, str, str]], counted: str
) -> None:
    found = kg.contradictions(waived(*sources), kinds="sign", known_by=known_by)
    told = [e for e in found if set(e.statements) == {stmt("aid"), stmt("ban")}]
    assert [(e.certainty, e.first, e.last) for e in told] == entries
    assert all(e.unsure == () for e in told)
    assert told[0].certain == (BEFORE if sources and known_by != "2021-07" else WHOLE)
    assert found.counted == counted


AGREED = (
    tie("1", "A", "praises", "B", source="src:old"),
    tie("2", "A", "praises", "B", source="src:mid"),
    tie("3", "A", "praises", "B", source="src:new"),
)


@pytest.mark.parametrize(
    ("known_by", "verdicts"),
    [
        ("2021-06-09", {}),
        ("2021-06", {"1": "single-sourced, only possibly known"}),
        ("2021-07", {"1": "single-sourced"}),
        (
            "2022-06",
            {
                "1": "single-sourced, perhaps 2 origins",
                "2": "single-sourced, only possibly known, perhaps 2 origins",
            },
        ),
        ("2023-01", dict.fromkeys("12", "corroborated by 2 origins")),
        (
            "2023",
            {
                **dict.fromkeys("12", "corroborated by 2 origins, perhaps 3"),
                "3": "only possibly known, corroborated by 2 origins, perhaps 3",
            },
        ),
        ("2023-05", dict.fromkeys("123", "corroborated by 3 origins")),
        (None, dict.fromkeys("123", "corroborated by 3 origins")),
    ],
)
def test_what_corroborates_was_out(known_by: str | None, verdicts: dict[str, str]) -> None:
    found = kg.corroboration(world(*AGREED), "A", "B", known_by=known_by)
    assert {each.said.iri.rpartition("/")[2]: each.verdict for each in found} == verdicts


def test_evidence_of_one_statement_counts_as_it_came_out() -> None:
    data = world(tie("1", "A", "praises", "B", source="src:old", rest=too("mid", "new")))

    def told(known_by: str | None) -> tuple[tuple[str, ...], int, int, str]:
        (each,) = kg.corroboration(data, "A", "B", known_by=known_by)
        return each.voices, each.independent, each.perhaps, each.verdict

    assert told("2021-07") == (("Agency",), 1, 1, "single-sourced")
    assert told("2022-06") == (
        ("Daily (perhaps not out yet)", "Agency"), 1, 2, "single-sourced, perhaps 2 origins",
    )  # fmt: skip
    assert told(None) == (("Daily", "Weekly", "Agency"), 3, 3, "corroborated by 3 origins")


def test_two_copies_of_what_came_out_later_are_one_origin() -> None:
    data = world(
        tie("1", "A", "praises", "B", source="src:copy"),
        tie("2", "A", "praises", "B", source="src:copy2"),
    )
    (one, other) = kg.corroboration(data, "A", "B", known_by="2022-01")
    assert (one.verdict, one.origins) == ("single-sourced", ("Weekly",))
    assert (other.verdict, other.origins) == ("single-sourced", ("Weekly",))
    assert one.said.citations == ("(2021-07-01), copy, paragraph 1",)
    # nor was what is cited from a copy alone known before the copy
    assert len(kg.corroboration(data, "A", "B", known_by="2021-07-31")) == 1


def test_who_speaks_for_whom_is_as_it_was_known() -> None:
    data = world(
        tie("1", "A", "attacks", "B", source="src:old", rest="; kg:attributedTo actor:P"),
        tie("leads", "P", "leads", "A", source="src:new"),
    )

    def told(known_by: str) -> str:
        return kg.corroboration(data, "A", "B", known_by=known_by)[0].verdict

    assert told("2022") == "single-sourced"
    assert told("2024") == "known only from a party, single-sourced"


def test_only_a_party_is_by_what_surely_was_out() -> None:
    data = world(
        tie("1", "A", "attacks", "B", source="src:old", rest="; kg:attributedTo actor:A"),
        tie("2", "A", "attacks", "B", source="src:mid"),
        tie("3", "B", "attacks", "A", source="src:none"),
        tie("4", "B", "attacks", "A", source="src:mid", rest="; kg:attributedTo actor:A"),
    )
    found = kg.corroboration(data, "A", "B", known_by="2022-06")
    assert {each.said.iri.rpartition("/")[2]: each.verdict for each in found} == {
        "1": "known only from a party, single-sourced, perhaps 2 origins",
        "2": "known only from a party, single-sourced, only possibly known, perhaps 2 origins",
        "3": "only possibly known, perhaps 2 origins",
        "4": "only possibly known, perhaps 2 origins",
    }
    assert (found[2].independent, found[2].perhaps) == (0, 2)
    assert found.counts == {
        "contradicted": 0,
        "known only from a party": 2,
        "single-sourced": 2,
        "no source": 0,
        "only possibly known": 3,
        "corroborated": 0,
    }
    assert found.counted == ("4 statements, known by 2022-06; 3 of them only possibly known")
    assert len(found.marked("only possibly known")) == 3


def test_what_cites_nothing_was_perhaps_known() -> None:
    bare = (
        "stmt:1 a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:praises ;"
        " rdf:object actor:B ; kg:status kg:Alleged {} ."
    )

    def told(word: str) -> tuple[str, int, int]:
        (each,) = kg.corroboration(world(bare.format(word)), "A", "B", known_by="2022")
        return each.verdict, each.independent, each.perhaps

    assert told("") == ("no source, only possibly known", 0, 0)
    assert told("; kg:attributedTo actor:C") == ("single-sourced, only possibly known", 0, 1)


def test_a_later_document_does_not_date_what_was_perhaps_known() -> None:
    """A waiver by an undated act: a later report would have it over by then."""

    def stands(*sources: str) -> dict[str, str]:
        first, *more = sources
        data = world(
            tie("ban", "A", "sanctions", "B", source="src:old", rest="; kg:instrument inst:law"),
            tie("act", "A", "condemns", "B", source=f"src:{first}",
                rest="; kg:instrument inst:waiver" + too(*more)),
            'inst:law a kg:Instrument ; skos:prefLabel "Law"@en .',
            'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:law .',
        )  # fmt: skip
        then = recall(data, "2021-07")
        found = then.standing(then.dataset.circumstances, None)
        return {iri: each.value for iri, each in found.items()}

    assert stands("none", "new") == stands("none") == {
        stmt("act"): "possible", stmt("ban"): "possible",
    }  # fmt: skip


def test_the_ground_as_text_and_record() -> None:
    data = world(*AGREED, *DIFFERENT)
    found = kg.corroboration(data, "A", "B", status="Actual", known_by="2022-06")
    assert str(found) == (
        "What statements about A and B rest on: 3 statements, known by 2022-06; 1 of them\n"
        "  only possibly known\n"
        "1 contradicted, 0 known only from a party, 3 single-sourced, 0 no source, 1 only\n"
        "  possibly known, 0 corroborated\n"
        "\n"
        "- A praises B [1] stmt:1\n"
        "    single-sourced, perhaps 2 origins: Daily (perhaps not out yet); Agency\n"
        "    said by stmt:2 (only possibly known) too\n"
        "\n"
        "- A praises B [2] stmt:2\n"
        "    single-sourced, only possibly known, perhaps 2 origins: Daily (perhaps not\n"
        "      out yet); Agency\n"
        "    said by stmt:1 too\n"
        "\n"
        "- A is allied with B (since 2020-01-01) [1] stmt:is\n"
        "    contradicted, single-sourced: Agency\n"
        "    against it: stmt:not (only possibly known)\n"
        "\n"
        "Sources\n"
        "  [1] (2021-06-10), old, paragraph 1\n"
        "  [2] (2022), mid, paragraph 1"
    )
    record = json.loads(json.dumps(trust.ground(found).records))
    one, two, tied = record["supports"]
    assert (one["unsure"], one["independent"], one["perhaps"]) == ([stmt("2")], 1, 2)
    assert (two["unsure"], tied["unsure"]) == ([stmt("2")], [stmt("not")])


def test_a_date_that_is_none_is_refused() -> None:
    for ask in (kg.contradictions, kg.corroboration):
        with pytest.raises(OptionError, match="soon"):
            ask(world(*AGREED), known_by="soon")


NAMES = ("old", "new", "copy", "copy2", "mid", "none")
CITED = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
SAID = st.tuples(
    st.sampled_from(("alliedWith", "sanctions", "waivesSanctionsOn", "givesMilitaryAidTo")),
    st.sampled_from(("Actual", "Alleged", "Denied")),
    st.sampled_from(("2000", "2001-05-05")),
    st.sampled_from(("", "; kg:attributedTo actor:P", "; kg:attributedTo actor:C")),
    CITED,
)


def told_of(
    said: list[tuple[str, str, str, str, list[str]]], out: set[str], waiver: str
) -> kg.Dataset:
    """The statements, citing what is out; on the law, or on what suspends it, by their types."""
    blocks = [tie("leads", "P", "leads", "A", source="src:old")] if "old" in out else []
    resting = set()
    for number, (kind, status, start, word, sources) in enumerate(said):
        named = {"sanctions": "law", "waivesSanctionsOn": "waiver"}.get(kind)
        first, *more = [each for each in sources if each in out] or [""]
        if first:
            rest = since(start) + word + (f"; kg:instrument inst:{named}" if named else "")
            blocks.append(
                tie(f"s{number}", "A", kind, "B", status=status, source=f"src:{first}",
                    rest=rest + too(*more))
            )  # fmt: skip
            resting.add(named)
    effect = "; kg:suspends inst:law" if waiver == "always" or "waiver" in resting else ""
    return world(
        *blocks,
        'inst:law a kg:Instrument ; skos:prefLabel "Law"@en .',
        f'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en {effect} .',
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, max_size=6))
def test_as_of_a_date_is_between_the_data_that_may_have_been_out(
    said: list[tuple[str, str, str, str, list[str]]],
) -> None:
    """Against data written without what was not out: in each way that the doubtful may have been."""
    waives = "never" if any(kind == "waivesSanctionsOn" for kind, *_ in said) else "always"
    data = told_of(said, {*NAMES}, waives)
    surely, doubtful = {"old", "copy", "copy2"}, ("mid", "none")
    ways = [
        told_of(said, surely | {*some}, waives)
        for count in range(3)
        for some in itertools.combinations(doubtful, count)
    ]
    least, *_, most = ways
    then = {each.said.iri: each for each in kg.corroboration(data, known_by="2022-06")}
    low, high = ({s.said.iri: s for s in kg.corroboration(each)} for each in (least, most))
    assert then.keys() == high.keys()
    assert {iri for iri, s in then.items() if iri not in s.unsure} == low.keys()
    assert {iri: s.perhaps for iri, s in then.items()} == {
        iri: s.independent for iri, s in high.items()
    }
    for iri, each in low.items():
        assert then[iri].independent == each.independent
        assert (then[iri].said.citations, then[iri].against) == (
            high[iri].said.citations,
            high[iri].against,
        )
        assert ("known only from a party" in then[iri].marks) == (
            "known only from a party" in each.marks
        )

    def pairs(found: kg.Contradictions, *certainties: str) -> set[tuple[object, ...]]:
        return {(e.kind, *sorted(e.statements)) for e in found if e.certainty in certainties}

    now = kg.contradictions(data, known_by="2022-06")
    each_way = [kg.contradictions(each) for each in ways]
    for way in each_way:
        assert pairs(now, "certain") <= pairs(way, "certain")
        assert pairs(way, "certain", "possible") <= pairs(now, "certain", "possible")
    if not any({*doubtful} & {*sources} for *_, sources in said):
        assert now.entries == each_way[0].entries
