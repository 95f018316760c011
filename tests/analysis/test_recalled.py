"""What was known by a date, in answers that go statement by statement: on three sources, by hand."""

import itertools

import pytest

import kg
from kg.errors import OptionError
from tests.analysis.test_known import LAW, SOURCES, WAIVER, WORLD
from tests.factory import dataset, stmt, tie

# old: 2021-06-10; mid: some day of 2022; new: 2023-05-01; none: nobody knows


SINCE = '; kg:instrument inst:{} ; kg:since "{}"^^xsd:gYear'
DOUBTED = dataset(
    tie("measure", "A", "sanctions", "C", source="src:old", rest=SINCE.format("law", 2019)),
    tie("waived", "A", "waivesSanctionsOn", "C", source="src:mid", rest=SINCE.format("waiver", 2020)),
    LAW,
    WAIVER,
    actors="A C",
    source=SOURCES,
)  # fmt: skip


def measures(data: kg.Dataset, known_by: str | None) -> list[tuple[str, str, str, int]]:
    found = kg.restrictions(data, "C", at="2022", known_by=known_by)
    return [(each.label, each.stands, each.certainty, len(each.waivers)) for each in found.measures]


@pytest.mark.parametrize(
    ("known_by", "expected"),
    [
        ("2021-06-09", []),
        ("2021-06", [("A", "possible", "possible", 0)]),  # the source may be of later that month
        ("2021-07", [("A", "certain", "certain", 0)]),  # nobody had reported the waiver
        ("2024", [("A", "certain", "impossible", 1)]),
        (None, [("A", "certain", "impossible", 1)]),
    ],
)
def test_a_waiver_that_nobody_knew_of_suspends_nothing(
    known_by: str | None, expected: list[tuple[str, str, str, int]]
) -> None:
    assert measures(WORLD, known_by) == expected


def test_a_waiver_that_perhaps_was_known_suspends_possibly() -> None:
    assert measures(DOUBTED, "2021-07") == [("A", "certain", "certain", 0)]
    assert measures(DOUBTED, "2022-06") == [("A", "certain", "possible", 1)]
    assert measures(DOUBTED, "2023") == [("A", "certain", "impossible", 1)]


def test_restrictions_agree_with_the_graph_of_that_date() -> None:
    """Against `kg.project`, which decides on columns."""
    asked = itertools.product(
        (WORLD, DOUBTED),
        ("2021-06-09", "2021-06", "2021-07", "2022", "2022-06", "2023-05", "2024"),
        (None, "2019", "2020", "2020-06", "2022"),
    )
    for data, known_by, at in asked:
        graph = kg.project(data, relations="sanctions", at=at, known_by=known_by)
        held = {key: each["certainty"] for *_, key, each in graph.edges(keys=True, data=True)}
        found = kg.restrictions(data, "C", at=at, known_by=known_by)
        assert {each.said.iri: each.certainty for each in found.binding} == held


def test_what_is_counted_says_the_date() -> None:
    assert kg.restrictions(WORLD, "C", known_by="2022").counted.startswith(
        "actual statements not over by 2022, the latest date of a source, known by 2022; measures:"
    )
    assert kg.history(WORLD, "A", "B", known_by="2022").counted == (
        "1 statement between A and B: any status, known by 2022"
    )


def test_history_has_what_was_reported() -> None:
    def told(known_by: str | None) -> list[str]:
        return [each.said.iri for each in kg.history(WORLD, "A", known_by=known_by).spells]

    assert told("2021") == [stmt("help"), stmt("measure"), stmt("friends")]
    assert sorted(set(told(None)) - set(told("2021"))) == [stmt("blame"), stmt("waived")]


def test_changes_that_perhaps_were_known_are_possible() -> None:
    def told(known_by: str | None) -> list[tuple[str, str]]:
        found = kg.changes(WORLD, "B", "2020", "2021", acts=True, known_by=known_by)
        return [(each.said.iri, each.certainty) for each in found.changes]

    assert told("2021-05") == []
    assert told("2021-06") == [(stmt("friends"), "possible")]
    assert told("2022-03") == [(stmt("friends"), "certain"), (stmt("foes"), "possible")]
    assert told(None) == [
        (stmt("friends"), "certain"), (stmt("foes"), "certain"), (stmt("blame"), "certain"),
    ]  # fmt: skip
    found = kg.changes(WORLD, "B", "2020", "2021", known_by="2022-03")
    assert found.counted == "2 ties of B: actual, known by 2022-03"


def test_mediation_is_told_once_a_source_reports_it() -> None:
    data = dataset(
        tie("one", "M", "mediatesFor", "A", source="src:old", rest="; kg:about inst:talks"),
        tie("two", "M", "mediatesFor", "B", source="src:new", rest="; kg:about inst:talks"),
        'inst:talks a kg:Event ; skos:prefLabel "The talks"@en .',
        actors="A B M",
        source=SOURCES,
    )

    def told(known_by: str | None) -> tuple[int, int, str]:
        found = kg.mediations(data, "A", "B", known_by=known_by)
        return len(found.between), len(found.one_sided), found.counted

    assert told("2021") == (0, 1, "1 of 1 statements of mediation: actual, known by 2021")
    assert told("2024") == (1, 0, "2 of 2 statements of mediation: actual, known by 2024")
    assert told("2021-01")[:2] == (0, 0)
    assert told(None) == (1, 0, "2 of 2 statements of mediation: actual")


def test_a_commitment_is_as_certain_as_what_was_known() -> None:
    data = dataset(
        tie("raid", "X", "attacks", "A", source="src:mid",
            rest='; kg:date "2020-05-05"^^xsd:date ; kg:instrument inst:raid'),
        tie("member", "A", "memberOf", "L", source="src:old", rest='; kg:since "2010"^^xsd:gYear'),
        tie("ally", "B", "memberOf", "L", source="src:new", rest='; kg:since "2010"^^xsd:gYear'),
        'inst:raid a kg:Event ; skos:prefLabel "The raid"@en .',
        actors="A B X L",
        source=SOURCES,
    )  # fmt: skip

    def told(known_by: str | None) -> list[tuple[str, str]]:
        found = kg.commitments(data, "L", "inst:raid", known_by=known_by)
        return [(each.owing_label, each.certainty) for each in found.commitments]

    assert told("2021") == []  # nobody had reported the raid
    assert told("2022-06") == [("L", "possible")]  # perhaps somebody had
    assert told("2023") == [("L", "certain"), ("B", "possible")]
    assert told("2024") == [("L", "certain"), ("B", "certain")]
    assert told(None) == told("2024")


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(OptionError, match="soon"):
        kg.restrictions(WORLD, "C", known_by="soon")
