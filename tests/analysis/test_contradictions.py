"""The ledger of contradictions: each kind by hand, what is none, and the sweep against every pair."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.overlaps import meeting, overlap
from kg.dates import Period
from kg.views import trust
from tests.factory import act, actor, dataset, stmt, tie


def since(date: str, until: str = "") -> str:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    text = f'; kg:since "{date}"^^xsd:{kinds[len(date)]}'
    return text + (f' ; kg:until "{until}"^^xsd:{kinds[len(until)]}' if until else "")


def on(date: str) -> str:
    return since(date).replace("kg:since", "kg:date")


def told(data: kg.Dataset, *names: str, **options: str) -> list[tuple[str, ...]]:
    return [
        (
            str(e.kind),
            str(e.certainty),
            e.first,
            e.last,
            *(i.rpartition("/")[2] for i in e.statements),
        )
        for e in kg.contradictions(data, *names, **options)  # type: ignore[arg-type]
    ]


def test_one_side_affirms_what_the_other_denies_or_refuses() -> None:
    data = dataset(
        tie("is", "A", "alliedWith", "B", rest=since("2020")),
        tie("not", "B", "alliedWith", "A", status="Denied", rest=since("2021")),
        tie("before", "A", "alliedWith", "B", status="Refused", rest=since("2010", "2012")),
        tie("wish", "A", "alliedWith", "B", status="Proposed", rest=since("2021")),
        actors="A B",
    )
    assert told(data) == [("status", "certain", "2021-01-01", "", "is", "not")]


def test_partial_dates_make_a_contradiction_possible() -> None:
    data = dataset(
        tie("is", "A", "praises", "B", rest=on("2022")),
        tie("not", "A", "praises", "B", status="Denied", rest=on("2022-05-09")),
        actors="A B",
    )
    assert told(data) == [("status", "possible", "2022-05-09", "2022-05-09", "is", "not")]


def test_cooperation_and_conflict_at_one_time_are_told_and_at_two_are_not() -> None:
    data = dataset(
        tie("ally", "A", "alliedWith", "B", rest=since("2020", "2021-03-01")),
        tie("hit", "B", "attacks", "A", rest=on("2021-02-03")),
        tie("later", "B", "attacks", "A", rest=on("2022")),
        tie("plan", "B", "attacks", "A", status="Threatened", rest=on("2021-02-03")),
        actors="A B",
    )
    assert told(data) == [("sign", "certain", "2021-02-03", "2021-02-03", "ally", "hit")]
    assert told(data, kinds="status") == []


def test_two_beginnings_of_one_tie_and_not_of_two_ties() -> None:
    blocks = [
        tie("early", "A", "suppliesGasTo", "B", rest=since("1992")),
        tie("late", "A", "suppliesGasTo", "B", rest=since("1994-05")),
        tie("fits", "A", "suppliesGasTo", "B", rest=since("1992-06-01")),
        tie("over", "A", "suppliesGasTo", "B", rest=since("1980", "1985")),
    ]
    data = dataset(*blocks, actors="A B")
    assert told(data) == [
        ("interval", "certain", "1994-05-01", "", "early", "late"),
        ("interval", "certain", "1994-05-01", "", "fits", "late"),
    ]
    deals = [
        block.replace(" ;\n", " ;").replace("; kg:since", f"; kg:instrument inst:{n} ; kg:since")
        for n, block in enumerate(blocks)
    ]
    named = [f'inst:{n} a kg:Instrument ; skos:prefLabel "Deal {n}"@en .' for n in range(4)]
    assert told(dataset(*deals, *named, actors="A B")) == []


def test_what_one_has_on_its_own_word_and_another_only_from_a_party() -> None:
    data = dataset(
        tie("own", "A", "attacks", "B", rest=on("2022-09")),
        tie("claim", "A", "attacks", "B", status="Alleged",
            rest=f"{on('2022-09')} ; kg:attributedTo actor:P"),
        tie("rules", "P", "leads", "B"),
        actor("P", kind="Person"),
        actors="A B",
    )  # fmt: skip
    (entry,) = kg.contradictions(data, "A", "B")
    assert (entry.kind, entry.certainty) == ("attribution", "possible")
    assert entry.pair == (act("A"), act("B"))
    assert [(a.name, a.party) for a in entry.one.accounts] == [("A report", False)]
    assert [(a.name, a.party) for a in entry.other.accounts] == [("P", True)]
    assert entry.statements == (stmt("own"), stmt("claim"))


def test_the_ledger_of_a_pair_an_actor_and_all() -> None:
    data = dataset(
        tie("1", "A", "praises", "B", rest=on("2022-01-01")),
        tie("2", "A", "condemns", "B", rest=on("2022-01-01")),
        tie("3", "B", "praises", "C", rest=on("2022-01-01")),
        tie("4", "C", "condemns", "B", rest=on("2022-01-01")),
        actors="A B C",
    )
    assert [len(kg.contradictions(data, *names)) for names in ((), ("A",), ("A", "B"), ("A", "C"))] == [
        2, 1, 1, 0,
    ]  # fmt: skip
    found = kg.contradictions(data, most=1)
    assert (len(found), found.capped) == (1, "Capped at 1 entry: there are more.")


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        (("A", "A"), {}, "'A' and 'A' are the same actor; a pair needs two"),
        (("Z",), {}, "unknown actor 'Z'"),
        ((None, "A"), {}, "b needs a: give the pair, or one actor as a"),
        ((), {"kinds": "signs"}, "unknown kind 'signs'; use 'status'"),
        ((), {"most": 0}, "most '0' is not a number from 1 on"),
    ],
)
def test_questions_without_sense_are_refused(
    names: tuple[str, ...], options: dict[str, object], message: str
) -> None:
    data = dataset(tie("1", "A", "praises", "B"), actors="A B")
    with pytest.raises(kg.KgError) as error:
        kg.contradictions(data, *names, **options)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


def test_the_ledger_as_text_record_and_element() -> None:
    data = dataset(
        tie("1", "A", "praises", "B", rest=on("2022-01-01")),
        tie("2", "A", "condemns", "B", rest=on("2022-01-01")),
        actors="A B",
    )
    found = kg.contradictions(data, "A", "B")
    assert str(found) == (
        "Contradictions about A and B: 1 entry among 2 statements of any status\n"
        "\n"
        "Sign: cooperation and conflict between the same two at the same time\n"
        "\n"
        "  certainly on 2022-01-01\n"
        "  - A praises B (2022-01-01) [1] stmt:1\n"
        "      on the word of A report\n"
        "  - A condemns B (2022-01-01) [1] stmt:2\n"
        "      on the word of A report\n"
        "\n"
        "Sources\n"
        "  [1] (2023-07), A report, paragraph 1"
    )
    record = trust.ledger_record(found)
    assert json.loads(json.dumps(record)) == record
    assert record["entries"][0]["statements"] == [stmt("1"), stmt("2")]
    assert "<td>A praises B (2022-01-01)</td>" in found._repr_html_()
    assert str(kg.contradictions(data, "A", kinds="status")).endswith("\nno contradiction")


DAYS = st.none() | st.integers(1, 12)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    low, high = sorted([draw(st.integers(1, 12)), draw(st.integers(1, 12))])
    first = draw(st.sampled_from([(low, high), (None, high), (low, low)]))
    end, late = sorted([draw(st.integers(1, 14)), draw(st.integers(1, 14))])
    last = draw(st.sampled_from([(None, None), (end, late), (end, None), (None, late)]))
    return Period(first, last)


def readings(period: Period) -> list[tuple[int, int]]:
    """Every first and last day, between day 0 and 15, that a period may mean."""
    (first_low, first_high), (last_low, last_high) = period.first, period.last
    starts = range(first_low or 0, (first_high or 15) + 1)
    ends = [15] if period.last == (None, None) else range(last_low or 0, (last_high or 15) + 1)
    return [(a, b) for a in starts for b in ends if a <= b]


@settings(max_examples=60, deadline=None)
@given(periods(), periods())
def test_an_overlap_is_certain_if_every_reading_has_one_and_possible_if_some_has(
    one: Period, other: Period
) -> None:
    pairs = [(a, b) for a in readings(one) for b in readings(other)]
    if not pairs:
        return
    shared = [max(a[0], b[0]) <= min(a[1], b[1]) for a, b in pairs]
    found = overlap(one, other)
    assert (found is not None) == any(shared)
    if found is not None:
        assert (found.certainty == "certain") == all(shared)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(periods(), st.integers(0, 2)), max_size=10))
def test_the_sweep_finds_the_pairs_of_two_sides_that_meet(
    items: list[tuple[Period, int]],
) -> None:
    found = {
        tuple(sorted(pair)) for pair in meeting((p, side, n) for n, (p, side) in enumerate(items))
    }
    right = {
        (n, m)
        for n, (one, side) in enumerate(items)
        for m, (other, beside) in enumerate(items)
        if n < m and side != beside and overlap(one, other) is not None
        and overlap(one, one) is not None and overlap(other, other) is not None
    }  # fmt: skip
    assert found == right
