"""The ledger of contradictions: each kind by hand, what is none, and the sweep against every pair."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.contradictions import Kind
from kg.analysis.overlaps import meeting, outside, overlap
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


@pytest.mark.parametrize(
    ("one", "other", "span", "certain", "line"),
    [
        (
            since("2001", "2005"),
            since("2003", "2005"),
            ("2003-01-01", "2005-12-31"),
            ("2003-12-31", "2005-01-01"),
            "from 2003-01-01 to 2005-12-31; certainly from 2003-12-31 to 2005-01-01",
        ),
        (
            since("2001"),
            since("2002"),
            ("2002-01-01", ""),
            ("2002-12-31", ""),
            "from 2002-01-01 on; certainly from 2002-12-31 on",
        ),
        (
            since("2001-02-03"),
            since("2002-01-01", "2002-01-01"),
            ("2002-01-01", "2002-01-01"),
            ("2002-01-01", "2002-01-01"),
            "certainly on 2002-01-01",
        ),
        (  # on one day or another of the year, whichever it is: no day of them is certain
            since("2000-01-01", "2007-01-01"),
            since("2002", "2002"),
            ("2002-01-01", "2002-12-31"),
            None,
            "certainly at one time, from 2002-01-01 to 2002-12-31",
        ),
        (
            since("2000", "2002"),
            since("2002"),
            ("2002-01-01", "2002-12-31"),
            None,
            "possibly from 2002-01-01 to 2002-12-31",
        ),
    ],
)
def test_both_spans_of_a_difference_are_told(
    one: str, other: str, span: tuple[str, str], certain: tuple[str, str] | None, line: str
) -> None:
    data = dataset(
        tie("one", "A", "alliedWith", "B", rest=one),
        tie("other", "A", "alliedWith", "B", status="Denied", rest=other),
        actors="A B",
    )
    (entry,) = found = kg.contradictions(data, kinds="status")
    assert ((entry.first, entry.last), entry.certain) == (span, certain)
    assert f"\n  {line}\n" in str(found)
    assert trust.ledger_record(found)["entries"][0]["certain"] == (certain and [*certain])
    assert trust.ledger(found).rows[0][4] == "/".join(day or ".." for day in certain or ())


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


def test_what_one_has_on_its_own_word_and_another_from_a_party_is_no_difference() -> None:
    data = dataset(
        tie("own", "A", "attacks", "B", rest=on("2022-09")),
        tie("claim", "A", "attacks", "B", status="Alleged",
            rest=f"{on('2022-09')} ; kg:attributedTo actor:P"),
        tie("rules", "P", "leads", "B"),
        actor("P", kind="Person"),
        actors="A B",
    )  # fmt: skip
    assert told(data) == []


def test_both_sides_have_their_accounts() -> None:
    data = dataset(
        tie("own", "A", "attacks", "B", rest=on("2022-09")),
        tie("claim", "A", "attacks", "B", status="Denied",
            rest=f"{on('2022-09')} ; kg:attributedTo actor:P"),
        tie("rules", "P", "leads", "A"),
        actor("P", kind="Person"),
        actors="A B",
    )  # fmt: skip
    (entry,) = kg.contradictions(data, "A", "B")
    assert (entry.kind, entry.certainty) == ("status", "possible")
    assert entry.pair == (act("A"), act("B"))
    assert [(a.name, a.party) for a in entry.one.accounts] == [("A report", False)]
    assert [(a.name, a.party) for a in entry.other.accounts] == [("P", True)]
    assert entry.statements == (stmt("own"), stmt("claim"))


CONTEXTS = [
    ("kg:about inst:x", "kg:about inst:y", False),
    ("kg:about inst:x", "kg:about inst:x, inst:y", True),
    ("kg:about inst:x", "kg:instrument inst:y", True),
    ("kg:instrument inst:x", "kg:instrument inst:y", False),
    ("kg:inResponseTo inst:x", "kg:inResponseTo inst:y", False),
    ('kg:amount 100 ; kg:unit "troops"', 'kg:amount 100.0 ; kg:unit "troops"', True),
    ('kg:amount 100 ; kg:unit "troops"', 'kg:amount 150 ; kg:unit "troops"', False),
    ('kg:amount 100 ; kg:unit "troops"', 'kg:amount 100 ; kg:unit "tanks"', False),
    ('kg:amount 100 ; kg:unit "troops"', "kg:about inst:y", True),
]


@pytest.mark.parametrize(("one", "other", "same"), CONTEXTS)
def test_statements_are_of_one_claim_unless_both_name_another_context(
    one: str, other: str, *, same: bool
) -> None:
    data = dataset(
        tie("is", "A", "praises", "B", rest=f"{on('2022-01-01')} ; {one}"),
        tie("not", "A", "praises", "B", status="Denied", rest=f"{on('2022-01-01')} ; {other}"),
        *(f'inst:{n} a kg:Instrument ; skos:prefLabel "{n}"@en .' for n in "xy"),
        actors="A B",
    )
    assert bool(told(data)) == same


def waived(waiver: str) -> kg.Dataset:
    """Aid since 2000 beside sanctions since 1992, under a law that a waiver suspends in its own time."""
    return dataset(
        tie("aid", "A", "givesMilitaryAidTo", "B", rest=since("2000-01-01")),
        tie("ban", "A", "sanctions", "B", rest=f"{since('1992-01-01')} ; kg:instrument inst:law"),
        'inst:law a kg:Instrument ; skos:prefLabel "Law"@en .',
        f'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:law {waiver} .',
        actors="A B",
    )


@pytest.mark.parametrize(
    ("waiver", "entries", "how"),
    [
        ("", [], ""),  # for all we know it always held
        (since("1999"), [], ", for a time"),  # the sanctions stood before the aid
        (
            since("2002-01-01"),
            [("certain", "2000-01-01", "2001-12-31", ("2000-01-01", "2001-12-31"))],
            ", for a time",
        ),
        (  # on 2002-12-31 the waiver is in force whichever day of 2002 it began
            since("2002"),
            [("certain", "2000-01-01", "2002-12-30", ("2000-01-01", "2001-12-31"))],
            ", for a time",
        ),
        (
            since("2002-01-01", "2005-12-31"),
            [
                ("certain", "2000-01-01", "2001-12-31", ("2000-01-01", "2001-12-31")),
                ("certain", "2006-01-01", "", ("2006-01-01", "")),
            ],
            ", for a time",
        ),
        (  # surely from the last day it may begin to the first it may end
            since("2002-03", "2005-09"),
            [
                ("certain", "2000-01-01", "2002-03-30", ("2000-01-01", "2002-02-28")),
                ("certain", "2005-09-02", "", ("2005-10-01", "")),
            ],
            ", for a time",
        ),
        (  # on no day surely: at some time in 2002, if only for a day of it
            since("2002", "2002"),
            [
                ("certain", "2000-01-01", "2002-12-31", ("2000-01-01", "2001-12-31")),
                ("certain", "2003-01-01", "", ("2003-01-01", "")),
            ],
            ", only possibly",
        ),
    ],
)
def test_what_a_waiver_suspends_pulls_against_nothing(
    waiver: str, entries: list[tuple[str, str, str, tuple[str, str]]], how: str
) -> None:
    found = kg.contradictions(waived(waiver))
    assert [(e.certainty, e.first, e.last, e.certain) for e in found] == entries
    assert {e.statements for e in found} <= {(stmt("aid"), stmt("ban"))}
    assert found.counted == f"2 statements of any status; 1 suspended by a waiver{how}"
    assert kg.contradictions(waived(waiver), kinds="status").counted == "2 statements of any status"


def test_counts_are_by_kind_and_what_contradicts_is_of_one_claim() -> None:
    found = kg.contradictions(waived(since("2002-01-01")))
    assert found.counts == {"status": 0, "interval": 0, "sign": 1}
    assert kg.contradictions(waived(""), kinds=("sign", "status")).counts == {
        "status": 0,
        "sign": 0,
    }
    assert [str(each) for each in Kind if each.contradicts] == ["status", "interval"]


def test_two_authors_of_one_agency_are_one_origin() -> None:
    sources = "\n".join(
        f'src:{name} a kg:Source ; dcterms:title "{name}" ; dcterms:creator "{author}" ;'
        f' dcterms:publisher "{house}" .'
        for name, author, house in (
            ("x", "Ann", "Wire"),
            ("y", "Bob", "Wire"),
            ("z", "Cy", "Paper"),
        )
    )
    more = "; kg:evidence [ a kg:Evidence ; dcterms:source src:{} ]"
    data = dataset(
        tie("1", "A", "praises", "B", source="src:x", rest=on("2022-01-01") + more.format("y")),
        tie("2", "A", "praises", "B", status="Denied", source="src:x",
            rest=on("2022-01-01") + more.format("z")),
        actors="A B",
        source=sources,
    )  # fmt: skip
    (entry,) = found = kg.contradictions(data)
    assert [(each.origins, each.independent) for each in (entry.one, entry.other)] == [
        (("Wire",), 1),
        (("Wire", "Paper"), 2),
    ]
    text = str(found)
    assert "      on the word of Ann; Bob (one origin: Wire)\n" in text
    assert "      on the word of Ann; Cy\n" in text
    assert trust.ledger(found).rows[0][6:9:2] == ("Ann; Bob (one origin: Wire)", "Ann; Cy")
    assert trust.ledger_record(found)["entries"][0]["one"]["origins"] == ["Wire"]


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
        "Where statements about A and B differ: 0 in status, 0 in interval, 1 in sign;\n"
        "  among 2 statements of any status\n"
        "\n"
        "Sign: cooperation and conflict between the same two at one time; both may be\n"
        "  true\n"
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
    assert str(kg.contradictions(data, "A", kinds="status")) == (
        "Where statements about A differ: 0 in status; among 2 statements of any status\n"
        "no difference"
    )


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
    starts = range(first_low or 0, 1 + (15 if first_high is None else first_high))
    latest = 15 if last_high is None else last_high  # 0 is a day
    ends = [15] if period.last == (None, None) else range(last_low or 0, latest + 1)
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
        always = set.intersection(
            *({*range(max(a[0], b[0]), min(a[1], b[1]) + 1)} for a, b in pairs)
        )
        first, last = found.sure or (1, 0)
        told = {*range(first, 1 + (15 if last is None else last))}
        assert told - {15} == always - {15}  # day 15 stands for all that come later


@settings(max_examples=100, deadline=None)
@given(periods(), periods())
def test_outside_a_waiver_are_the_days_that_it_may_leave(period: Period, waiver: Period) -> None:
    if not readings(period) or not readings(waiver) or waiver.first[0] is None:
        return
    stands = [{*range(a, b + 1)} for a, b in readings(period)]
    free = [{*range(16)} - {*range(a, b + 1)} for a, b in readings(waiver)]
    parts = outside(period, [waiver])
    days = {day for part, _ in parts for a, b in readings(part) for day in range(a, b + 1)}
    assert days == {day for one in stands for other in free for day in one & other}
    always = set.intersection(*(one & other for one in stands for other in free))
    told = {
        day
        for part, sure in parts
        if sure is not None and (found := overlap(part, sure)) is not None and found.sure
        for day in range(found.sure[0], 1 + (15 if found.sure[1] is None else found.sure[1]))
    }
    assert told - {15} == always - {15}  # day 15 stands for all that come later


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
