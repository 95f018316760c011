"""Which ties began, ended or changed status: certain and possible under partial dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.analysis.changes import Changes, Turn, fallen, turning_days
from kg.dates import Certainty, Period, Window
from tests.factory import act, dataset, stmt, tie

CERTAIN, POSSIBLE, IMPOSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.IMPOSSIBLE


def year(text: str, name: str = "since") -> str:
    return f'; kg:{name} "{text}"^^xsd:gYear'


def month(text: str, name: str = "since") -> str:
    return f'; kg:{name} "{text}"^^xsd:gYearMonth'


def turns(found: Changes) -> list[tuple[str, Turn, Certainty]]:
    return [(each.said.iri.rpartition("/")[2], each.turn, each.certainty) for each in found]


def test_beginnings_and_ends_are_certain_or_possible() -> None:
    data = dataset(
        tie("in", "A", "backs", "B", rest=month("2020-05") + month("2020-09", "until")),
        tie("year", "A", "aids", "B", rest=year("2020")),
        tie("before", "A", "trains", "B", rest=year("2019")),
        tie("after", "C", "backs", "A", rest=month("2020-11")),
        tie("others", "B", "backs", "C", rest=month("2020-05")),
        actors="A B C",
    )
    found = kg.changes(data, "A", "2020-04", "2020-10")
    assert turns(found) == [
        ("year", Turn.BEGAN, POSSIBLE),
        ("in", Turn.BEGAN, CERTAIN),
        ("in", Turn.ENDED, CERTAIN),
    ]
    assert [(each.other, each.date) for each in found] == [
        (act("B"), "2020"),
        (act("B"), "2020-05"),
        (act("B"), "2020-09"),
    ]
    assert found.statements == (stmt("year"), stmt("in"))
    assert found.counted == "4 ties of A: actual"


def test_a_tie_without_an_end_does_not_end_and_one_without_a_start_is_told_apart() -> None:
    data = dataset(tie("t", "A", "backs", "B"), actors="A B")
    found = kg.changes(data, "A", "2020", "2021")
    assert (list(found), [each.iri for each in found.undated]) == ([], [stmt("t")])
    later = kg.changes(data, "A", "2023-08", "2024")  # the source, of July 2023, has it standing
    assert (list(later), later.undated) == ([], ())


def test_a_proposal_that_comes_about_is_a_change_of_status() -> None:
    data = dataset(
        tie("plan", "A", "alliedWith", "B", status="Proposed", rest=year("2019")),
        tie("real", "B", "alliedWith", "A", rest=month("2020-05")),
        actors="A B",
    )
    found = kg.changes(data, "A", "2020", "2020")
    assert turns(found) == [("real", Turn.STATUS, CERTAIN)]  # its beginning is the change
    assert found[0].before is not None
    assert found[0].before.iri == stmt("plan")
    assert found[0].statements == (stmt("plan"), stmt("real"))


def test_what_is_not_actual_is_only_told() -> None:
    other = (
        'src:t a kg:Source ; dcterms:title "Before" ; dcterms:issued "2022-06"^^xsd:gYearMonth .'
    )
    data = dataset(
        other,
        tie("plan", "A", "alliedWith", "B", status="Expected", source="src:t", rest=year("2022")),
        tie("real", "A", "alliedWith", "B", rest=month("2023-01")),
        tie("gas", "A", "suppliesGasTo", "B", rest=year("2021") + year("2022", "until")),
        tie("no", "A", "backs", "B", status="Denied",
            rest=month("2022-02") + month("2022-03", "until")),
        tie("hit", "A", "attacks", "B", status="Alleged", rest=month("2022-05", "date")),
        actors="A B",
    )  # fmt: skip
    found = kg.changes(data, "A", "2022", "2023-06", status="all", acts=True)
    assert turns(found) == [
        ("gas", Turn.ENDED, CERTAIN),
        ("plan", Turn.TOLD_FROM, CERTAIN),
        ("no", Turn.TOLD_FROM, CERTAIN),
        ("no", Turn.TOLD_UNTIL, CERTAIN),
        ("hit", Turn.TOLD_OF, CERTAIN),
        ("real", Turn.STATUS, CERTAIN),
    ]
    assert str(found).split("\n\n")[0].splitlines()[-2:] == [
        "A from 2022 to 2023-06: 2 changes certain, 0 possible under partial dates; 4",
        "  only told, as not actual",
    ]
    assert str(found).split("\n\n")[1].splitlines() == [
        "  - ended 2022: A supplies gas to B (2021 to 2022) [1] stmt:gas",
        "  o told from 2022: A is allied with B (since 2022, Expected) [2] stmt:plan",
        "  o told from 2022-02: A backs B (2022-02 to 2022-03, Denied) [1] stmt:no",
        "  o told until 2022-03: A backs B (2022-02 to 2022-03, Denied) [1] stmt:no",
        "  o told of 2022-05: A attacks B (2022-05, Alleged) [1] stmt:hit",
        "  ~ changed status 2023-01: A is allied with B (since 2023-01) [1], before it A",
        "    is allied with B (since 2022, Expected) [2] stmt:plan, stmt:real",
    ]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (year("2020"), []),  # before it or after it: nobody knows
        (month("2020-05"), []),  # side by side: a disagreement
        (month("2020-04"), [CERTAIN]),
        ("", []),  # known by July 2023 only
    ],
)
def test_what_is_told_side_by_side_is_no_change_of_status(
    before: str, expected: list[Certainty]
) -> None:
    data = dataset(
        tie("a", "A", "alliedWith", "B", status="Alleged", rest=before),
        tie("b", "A", "alliedWith", "B", rest=month("2020-05")),
        actors="A B",
    )
    found = [each for each in kg.changes(data, "A", "2020", "2020") if each.turn is Turn.STATUS]
    assert [each.certainty for each in found] == expected


def test_a_change_between_statuses_that_do_not_count_is_not_told() -> None:
    data = dataset(
        tie("a", "A", "alliedWith", "B", status="Proposed", rest=year("2019")),
        tie("b", "A", "alliedWith", "B", status="Refused", rest=month("2020-05")),
        actors="A B",
    )
    assert list(kg.changes(data, "A", "2020", "2020")) == []
    (found,) = kg.changes(data, "A", "2020", "2020", status="Proposed")
    assert (found.turn, found.said.iri) == (Turn.STATUS, stmt("b"))


def test_acts_are_told_when_asked_for() -> None:
    data = dataset(tie("hit", "A", "attacks", "B", rest=month("2020-05", "date")), actors="A B")
    assert list(kg.changes(data, "A", "2020", "2020")) == []
    assert turns(kg.changes(data, "B", "2020", "2020", acts=True)) == [
        ("hit", Turn.HAPPENED, CERTAIN)
    ]


def test_dates_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(kg.OptionError, match="'2019' is before '2020'"):
        kg.changes(dataset(actors="A"), "A", "2020", "2019")


def test_the_article_dates_the_new_ties_of_azerbaijan() -> None:
    """Read off the data: ties of Azerbaijan with a since in 2022; the rest of the year's begin in February
    (pact), July (gas to the EU), November (gas from Russia) and December (blockade, shortages)."""
    found = kg.changes(kg.load(kg.shipped()), "Azerbaijan", "2022-06", "2022-11")
    assert turns(found) == [
        ("azerbaijan-opposes-eu-mission", Turn.BEGAN, POSSIBLE),
        ("azerbaijan-russia-intelligence-2022", Turn.BEGAN, POSSIBLE),
        ("azerbaijan-eu-gas-deal-2022-07", Turn.BEGAN, CERTAIN),
        ("russia-azerbaijan-gas-deal-2022-11", Turn.BEGAN, CERTAIN),
    ]
    told = kg.load(kg.shipped()).statements
    assert set(found.statements) <= set(told)


days = st.one_of(st.none(), st.integers(1, 9))


@given(days, days, days, days, st.integers(1, 9), st.integers(0, 4))
def test_bounds_say_what_trying_every_day_says(
    low: int | None,
    high: int | None,
    last_low: int | None,
    last_high: int | None,
    start: int,
    width: int,
) -> None:
    """Every first and last day that the bounds allow, from day 1 to 9, the last not before the first."""
    window = Window(start, min(9, start + width), exact=False)
    pairs = [
        (first, last)
        for first in range(low or 1, (high or 9) + 1)
        for last in range(max(first, last_low or 1), (last_high or 9) + 1)
    ]
    begins, ends = turning_days(Period((low, high), (last_low, last_high)))
    if not pairs or None in (low, high, last_low, last_high):
        return
    for days, place in ((begins, 0), (ends, 1)):
        inside = {window.start <= pair[place] <= window.end for pair in pairs}
        expected = {frozenset({True}): CERTAIN, frozenset({False}): IMPOSSIBLE}
        assert fallen(days, window) is expected.get(frozenset(inside), POSSIBLE)


def test_days_of_a_change_are_those_of_its_date() -> None:
    data = dataset(tie("t", "A", "backs", "B", rest=month("2020-05")), actors="A B")
    (found,) = kg.changes(data, "A", "2020", "2020")
    assert (found.first, found.last) == (
        date(2020, 5, 1).toordinal(),
        date(2020, 5, 31).toordinal(),
    )
