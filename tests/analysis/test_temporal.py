"""Influence in time: probes, published arrivals, and agreement with trying every walk."""

import csv
import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis import arrivals as engine
from kg.analysis.contacts import FROM_THE_START, NEVER, TO_THE_END, Crossings, _labels, days_of
from kg.columns import OPEN
from tests.factory import act, actor, dataset, stmt, tie
from tests.shared import shared

YEAR, DAY = '"^^xsd:gYear', '"^^xsd:date'
FIRST = datetime.date(2020, 1, 1).toordinal()


def lasting(name: str, a: str, b: str, since: str = "", until: str = "", **rest: str) -> str:
    """A tie that influence runs along, both ways where it is symmetric."""
    bounds = "".join(
        f'; kg:{word} "{text}{YEAR if len(text) == 4 else DAY}'
        for word, text in (("since", since), ("until", until))
        if text
    )
    return tie(name, a, rest.pop("kind", "suppliesGasTo"), b, rest=bounds)


def happening(name: str, a: str, b: str, date: str) -> str:
    """An act that influence runs along."""
    return tie(name, a, "praises", b, rest=f'; kg:date "{date}{YEAR if len(date) == 4 else DAY}')


def told(found: kg.Reach) -> list[tuple[str, str, str | None, str | None, str]]:
    return [
        (
            each.label,
            each.certainty.value,
            each.possibly,
            each.certainly,
            "".join(each.labels),
        )
        for each in found
    ]


# Probes


def test_a_standing_tie_stays_usable() -> None:
    data = dataset(
        lasting("1", "I", "R", "2022", kind="securityPartnerOf"),
        lasting("2", "R", "A", "1997", kind="securityPartnerOf"),
        actors="I R A",
    )
    first, last = "2022-01-01", "2022-12-31"
    assert told(kg.reach(data, "I")) == [
        ("A", "certain", first, last, "IRA"),
        ("R", "certain", first, last, "IR"),
    ]
    found = kg.journeys(data, "I", "A")
    assert found.certainty == "certain"
    assert found.earliest is not None
    assert found.earliest.statements == (stmt("1"), stmt("2"))
    kind = data.relation_type("securityPartnerOf").label
    assert str(found.earliest) == (
        f"I reaches A in 2 steps, on 2022-01-01: I {kind} R (since 2022) [1];"
        f" then R {kind} A (since 1997) [1]. Certain as to time, by 2022-12-31.\n"
        "  [1] (2023-07), A report, paragraph 1"
    )


def test_an_ended_tie_is_not_usable_and_the_answer_says_why() -> None:
    data = dataset(
        lasting("1", "A", "B", "2010"), lasting("2", "B", "C", "1990", "1995"), actors="A B C"
    )
    assert told(kg.reach(data, "A")) == [("B", "certain", "2010-01-01", "2010-12-31", "AB")]
    found = kg.journeys(data, "A", "C")
    kind = data.relation_type("suppliesGasTo").label
    assert (found.certainty, found.named, found.blocked_by) == (
        "impossible",
        {},
        (stmt("2"), stmt("1")),
    )
    assert str(found) == (
        f"A does not reach C in time: B {kind} C (1990 to 1995) was over on 1995-12-31,"
        f" before it is at B on 2010-01-01, by A {kind} B (since 2010)."
    )


def test_acts_carry_influence_at_their_instant_and_it_waits_at_the_receiver() -> None:
    data = dataset(
        happening("1", "S", "X", "2005"),
        happening("2", "S", "Y", "2001"),
        happening("3", "Y", "X", "2002"),
        happening("4", "X", "T", "2003"),
        actors="S X Y T",
    )
    assert told(kg.reach(data, "S")) == [
        ("Y", "certain", "2001-01-01", "2001-12-31", "SY"),
        ("X", "certain", "2002-01-01", "2002-12-31", "SYX"),
        ("T", "certain", "2003-01-01", "2003-12-31", "SYXT"),
    ]
    found = kg.journeys(data, "S", "T")
    assert {"".join(each.labels) for each in found.named.values()} == {"SYXT"}
    assert [each.label for each in kg.reach(data, "S", steps=2)] == ["Y", "X"]
    assert told(kg.reach(data, "T", backward=True)) == [
        ("X", "certain", "2003-12-31", "2003-01-01", "XT"),
        ("Y", "certain", "2002-12-31", "2002-01-01", "YXT"),
        ("S", "certain", "2001-12-31", "2001-01-01", "SYXT"),
    ]
    # Acts that carry influence for 1,098 days more: X-T of 2003 does until 2006-01-03 at the least.
    assert told(kg.reach(data, "S", steps=2, memory="3y"))[-1] == (
        *("T", "certain", "2005-01-02", "2006-01-01", "SXT"),
    )
    # and a journey by it says so, where the act of 2003 comes after one of 2005
    fastest = kg.journeys(data, "S", "T", memory="3y").fastest
    assert fastest is not None
    praises = data.relation_type("praises").label
    assert fastest.sentence == (
        f"S reaches T in 2 steps, from 2005-01-01 to 2005-01-02, 1 day: S {praises} X (2005) [1];"
        f" then X {praises} T (2003, still carrying on 2005-01-02) [1]. Certain as to time, by 2006-01-01."
    )


def test_the_earliest_arrivals_from_vertex_10_are_those_published() -> None:
    folder = shared("moody-contact")
    with (folder / "edge_spells.csv").open() as file:
        spells = [{name: int(value) for name, value in row.items()} for row in csv.DictReader(file)]
    with (folder / "forward_from_10.expected.csv").open() as file:
        expected = {row["vertex"]: row for row in csv.DictReader(file)}
    data = dataset(
        *(
            lasting(
                f"s{number}",
                f"v{spell['tail']}",
                f"v{spell['head']}",
                day(spell["onset"]),
                day(spell["terminus"] - 1),  # half-open there
                kind="alliedWith",
            )
            for number, spell in enumerate(spells)
        ),
        actors=" ".join(f"v{number}" for number in expected),
    )
    found = {each.label: each for each in kg.reach(data, "v10", since=day(40))}
    assert len(spells) == 18
    assert {
        name.removeprefix("v"): (each.certainly, each.labels[-2], each.steps)
        for name, each in found.items()
    } == {
        vertex: (day(40 + int(row["tdist"])), f"v{row['previous']}", int(row["gsteps"]))
        for vertex, row in expected.items()
        if vertex != "10"
    }
    assert "v10" not in {each.label for each in kg.reach(data, "v1", since=day(40))}


def day(number: int) -> str:
    return datetime.date.fromordinal(FIRST + number).isoformat()


# What is counted


def test_influence_runs_its_own_way_and_conflict_only_when_asked() -> None:
    data = dataset(
        lasting("1", "A", "B", kind="dependsOn"),
        lasting("2", "B", "C", kind="attacks"),
        actors="A B C",
    )
    assert [each.label for each in kg.reach(data, "B")] == ["A"]
    assert [each.label for each in kg.reach(data, "B", sign="conflict")] == ["C"]
    assert [each.label for each in kg.reach(data, "B", sign=None)] == ["A", "C"]
    assert len(kg.reach(data, "A")) == 0


def test_only_actual_statements_count_unless_the_graph_has_others() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B", status="Proposed"), actors="A B")
    assert str(kg.reach(data, "A")) == (
        "Nobody is reached by A among 0 relations: actual; influence runs along those of sign"
        " cooperation and neutral; a tie carries it from its first day to its last; an act on its day,"
        " one a day."
    )
    assert str(kg.journeys(data, "A", "B")) == (
        "A does not reach B in time: A has no relation among those counted."
    )
    assert [each.label for each in kg.reach(kg.project(data, status="all"), "A")] == ["B"]


def test_a_tie_reported_as_current_is_certain_from_its_source_on() -> None:
    data = dataset(lasting("1", "A", "B"), actors="A B")
    assert told(kg.reach(data, "A")) == [("B", "certain", None, "2023-07-01", "AB")]
    found = kg.journeys(data, "A", "B")
    assert [each.timing for each in found.named.values()] == [
        ", since when nobody says",
        ", on any day after the last date",
        ", since when nobody says",
        ", since when nobody says",
    ]


def test_acts_of_one_day_follow_one_another_only_when_asked() -> None:
    data = dataset(
        happening("1", "A", "B", "2020-01-01"),
        happening("2", "B", "C", "2020-01-01"),
        actors="A B C",
    )
    assert [each.label for each in kg.reach(data, "A")] == ["B"]
    assert [each.label for each in kg.reach(data, "A", same_day=True)] == ["B", "C"]


def test_a_graph_that_was_changed_answers_as_its_columns_did() -> None:
    data = kg.load(kg.shipped())
    graph, changed = kg.project(data), kg.project(data)
    changed.forget()
    assert changed.columns is None
    for name in ("Iran", "Russia", "USA"):
        assert list(kg.reach(changed, name)) == list(kg.reach(graph, name))
    assert kg.journeys(changed, "Iran", "EU") == kg.journeys(graph, "Iran", "EU")


def test_what_comes_too_late_or_was_over_before_the_start_is_named() -> None:
    data = dataset(lasting("1", "A", "B", "2010", "2012"), actors="A B")
    kind = data.relation_type("suppliesGasTo").label
    assert kg.journeys(data, "A", "B", until="2009").reason == (
        f"A {kind} B (2010 to 2012) carries it on 2010-01-01 at the earliest, after 2009"
    )
    assert kg.journeys(data, "A", "B", since="2013").reason == (
        f"A {kind} B (2010 to 2012) was over on 2012-12-31, before it starts on 2013-01-01"
    )
    assert (
        kg.journeys(data, "B", "A").reason
        == "no chain of relations leads there, whatever their time"
    )


@pytest.mark.parametrize(
    ("ends", "options", "message"),
    [
        (("A", "Z"), {}, "unknown actor 'Z'"),
        (("A", "A"), {}, "'A' and 'A' are the same actor; a journey needs two"),
        (
            ("A", "B"),
            {"since": "2022", "until": "2021"},
            "'2021' is before '2022'; give the earlier",
        ),
        (("A", "B"), {"since": "soon"}, "'soon' is not a date"),
        (("A", "B"), {"memory": "long"}, "'long' is not a length of time"),
        (("A", "B"), {"sign": 2}, "unknown sign '2'"),
        (("A",), {"steps": 0}, "steps '0' is not a number from 1 on"),
    ],
)
def test_a_question_without_sense_is_an_error(
    ends: tuple[str, ...], options: dict[str, Any], message: str
) -> None:
    data = dataset(lasting("1", "A", "B"), actors="A B")
    ask: Any = kg.journeys if len(ends) == 2 else kg.reach
    with pytest.raises(kg.KgError) as error:
        ask(data, *ends, **options)
    assert str(error.value).startswith(message)


# Agreement with trying everything

Spell = tuple[str, str, bool, int, int]  # from, to, whether an act, first and last day
SPELLS = st.lists(
    st.tuples(
        st.sampled_from("ABCD"),
        st.sampled_from("ABCD"),
        st.booleans(),
        st.integers(0, 6),
        st.integers(0, 3),
    ).map(lambda each: (*each[:4], each[3] + (0 if each[2] else each[4]))),
    max_size=7,
)


def walks(
    spells: list[Spell],
    start: str,
    days: range,
    *,
    steps: int = 99,
    memory: int = 0,
    same_day: bool = False,
) -> Iterator[tuple[str, int, int]]:
    """Where every walk ends that crosses spells on days in order, with its first and its last day.

    Walks that cannot differ any more are followed once.
    """
    seen = set()
    todo = [(start, days[0], -1, -1, 0)]
    while todo:
        here, now, acted, left, count = todo.pop()
        if count == steps:
            continue
        for source, target, is_act, first, last in spells:
            for when in days:
                usable = first <= when <= last + (memory if is_act else 0)
                if source != here or when < now or not usable or source == target:
                    continue
                if is_act and not same_day and when <= acted:
                    continue
                state = (
                    target,
                    when,
                    when if is_act else acted,
                    left if count else when,
                    min(count + 1, steps),
                )
                if steps == 99:
                    state = (*state[:4], 1)
                if state not in seen:
                    seen.add(state)
                    todo.append(state)
                    yield target, state[3], when


def of_spells(spells: list[Spell]) -> kg.Dataset:
    return dataset(
        *(
            happening(f"{n}", a, b, day(first))
            if is_act
            else lasting(f"{n}", a, b, day(first), day(last))
            for n, (a, b, is_act, first, last) in enumerate(spells)
        ),
        actors="A B C D",
    )


@settings(max_examples=120, deadline=None)
@given(
    SPELLS,
    st.tuples(st.integers(0, 3), st.integers(4, 9)),
    st.none() | st.integers(1, 2),
    st.integers(0, 2),
    st.booleans(),
)
def test_reach_equals_trying_every_walk(
    spells: list[Spell], span: tuple[int, int], steps: int | None, memory: int, same_day: bool
) -> None:
    days = range(span[0], span[1] + 1)
    rest: dict[str, Any] = {"memory": memory, "same_day": same_day}
    graph = kg.project(of_spells(spells))
    asked: dict[str, Any] = {**rest, "since": day(days[0]), "until": day(days[-1]), "steps": steps}
    earliest: dict[str, int] = {}
    latest: dict[str, int] = {}
    for start in "ABCD":
        for end, left, arrived in walks(spells, start, days, steps=steps or 99, **rest):
            if start == "A" and end != "A":
                earliest[end] = min(arrived, earliest.get(end, 99))
            if end == "A" and start != "A":
                latest[start] = max(left, latest.get(start, -1))
    ahead = list(kg.reach(graph, "A", **asked))
    back = list(kg.reach(graph, "A", backward=True, **asked))
    assert {each.label: each.possibly for each in ahead} == {k: day(v) for k, v in earliest.items()}
    assert {each.label: each.possibly for each in back} == {k: day(v) for k, v in latest.items()}
    for each in ahead + back:
        assert (each.certainty, each.certainly) == ("certain", each.possibly)
        assert len(set(each.actors)) == each.steps + 1 <= (steps or 3) + 1
    for found in (kg.reach(graph, "A", **asked), kg.reach(graph, "A", backward=True, **asked)):
        for number, each in enumerate(found):
            told_ = found.journey(number)
            assert (told_.actors, told_.statements) == (each.actors, each.statements)
            assert told_.certainty == "certain"
            assert (told_.departure if found.backward else told_.arrival) == each.possibly


@settings(max_examples=80, deadline=None)
@given(SPELLS, st.tuples(st.integers(0, 3), st.integers(4, 9)), st.integers(0, 2), st.booleans())
def test_journeys_equal_trying_every_walk(
    spells: list[Spell], span: tuple[int, int], memory: int, same_day: bool
) -> None:
    days = range(span[0], span[1] + 1)
    found = kg.journeys(
        of_spells(spells),
        "A",
        "B",
        since=day(days[0]),
        until=day(days[-1]),
        memory=memory,
        same_day=same_day,
    )
    every = [
        (left, arrived)
        for end, left, arrived in walks(spells, "A", days, memory=memory, same_day=same_day)
        if end == "B"
    ]
    assert (found.certainty == "certain") is bool(every)
    if not every:
        assert found.reason
        return
    assert found.earliest is not None
    assert found.latest is not None
    assert found.fastest is not None
    assert found.earliest.arrival == day(min(arrived for _, arrived in every))
    assert found.latest.departure == day(max(left for left, _ in every))
    assert found.fastest.days == min(arrived - left for left, arrived in every)
    for each in found.named.values():
        assert each.actors[0] == act("A")
        assert [leg.target for leg in each.legs] == list(each.actors[1:])
        assert all(leg.statements for leg in each.legs)


@dataclass(frozen=True)
class Vague:
    """A statement whose first and last day are somewhere in a range each; an act's are the same."""

    ends: tuple[int, int]
    is_act: bool
    first: tuple[int, int]
    last: tuple[int, int]

    def choices(self) -> list[tuple[int, int]]:
        firsts = range(self.first[0], self.first[1] + 1)
        if self.is_act:
            return [(each, each) for each in firsts]
        lasts = range(self.last[0], self.last[1] + 1)
        return [(a, b) for a in firsts for b in lasts if a <= b]


def vague(a: int, b: int, is_act: bool, low: int, more: int, later: int, last: int) -> Vague:
    first = (low, low + more)
    return Vague((a, b), is_act, first, first if is_act else (low + later, low + later + last))


VAGUE = st.lists(
    st.builds(
        vague,
        *(st.integers(0, 3),) * 2,
        st.booleans(),
        st.integers(1, 4),
        st.integers(0, 2),
        *(st.integers(0, 1),) * 2,
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(VAGUE)
def test_possible_is_exact_and_certain_is_safe_over_every_choice_of_days(
    found: list[Vague],
) -> None:
    every: list[dict[str, int]] = []
    for days in itertools.product(*(each.choices() for each in found)):
        spells = [
            (str(each.ends[0]), str(each.ends[1]), each.is_act, *chosen)
            for each, chosen in zip(found, days, strict=True)
        ]
        earliest: dict[str, int] = {}
        for end, _, arrived in walks(spells, "0", range(10)):
            earliest[end] = min(arrived, earliest.get(end, 99))
        every.append(earliest)
    wide, sure = (
        engine.arrivals(crossings(found, sure=each), 0, 0).labels.tolist() for each in (False, True)
    )
    for node in range(1, 4):
        days_of = [each[str(node)] for each in every if str(node) in each]
        assert (wide[node] < NEVER) is bool(days_of)  # possible: exactly if for some choice
        if days_of:
            assert wide[node] // 2 == min(days_of)
        if sure[node] < NEVER:  # certain: for every choice, by that day
            assert len(days_of) == len(every)
            assert sure[node] // 2 >= max(days_of)
    if all(len(each.choices()) == 1 for each in found):
        assert wide == sure


def crossings(found: list[Vague], *, sure: bool) -> Crossings:
    bounds = [
        numpy.array(each, numpy.int64)
        for each in zip(*((*v.first, *v.last) for v in found), strict=True)
    ]
    bounds = bounds or [numpy.zeros(0, numpy.int64)] * 4
    is_act = numpy.array([each.is_act for each in found], bool)
    first, last, there = days_of(is_act, bounds, 0, sure=sure)
    opens, close = _labels(first, last, is_act)
    ends = numpy.array([each.ends for each in found], numpy.int32).reshape(-1, 2)
    there &= ends[:, 0] != ends[:, 1]
    columns: list[Any] = [ends[:, 0], ends[:, 1], opens, close, is_act, numpy.arange(len(found))]
    return Crossings(4, *(each[there] for each in columns)).ordered()


def test_bounds_that_nobody_gives_are_open() -> None:
    act_, open_ = numpy.array([False, False, True]), numpy.full(3, OPEN)
    first = numpy.array([OPEN, 5, OPEN])
    wide = _labels(*days_of(act_, [first, first, open_, open_], 0, sure=False)[:2], act_)
    assert [wide[0].tolist(), wide[1].tolist()] == [
        [FROM_THE_START - 1, 10, FROM_THE_START - 1],
        [NEVER] * 3,
    ]
    there = days_of(act_, [first, first, open_, open_], 0, sure=True)[2]
    assert there.tolist() == [False, True, False]


CONTACTS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(0, 5), st.booleans(), st.integers(-9, 9), st.integers(-3, 9)
    ).filter(lambda each: each[0] != each[1]),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(CONTACTS, st.integers(-20, 12), st.integers(1, 5), st.integers(1, 4), st.booleans())
def test_windows_of_any_size_and_one_by_one_equal_steps_until_nothing_changes(
    rows: list[tuple[int, int, bool, int, int]], start: int, window: int, rounds: int, turned: bool
) -> None:
    """The pass against relaxing all contacts again and again (R. Bellman, 1958)."""
    columns: list[Any] = [numpy.array([each[n] for each in rows], numpy.int32) for n in range(5)]
    is_act = columns[2].astype(bool)
    opens, close = 2 * columns[3] + is_act, 2 * (columns[3] + columns[4]) + ~is_act
    contacts = Crossings(
        6, columns[0], columns[1], opens, close, is_act, numpy.arange(len(rows))
    ).ordered()
    contacts = contacts.turned if turned else contacts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_WINDOW", window)
        patch.setattr(engine, "_LEAST", 1)
        patch.setattr(engine, "_ROUNDS", rounds)
        for end in (start + 8, TO_THE_END):
            slow = engine._layers(contacts, 0, start, end, 99)[-1]
            assert engine.arrivals(contacts, 0, start, end).labels.tolist() == slow.tolist()


@settings(max_examples=40, deadline=None)
@given(CONTACTS, st.integers(-20, 12), st.booleans())
def test_machine_code_gives_the_same_labels(
    rows: list[tuple[int, int, bool, int, int]], start: int, turned: bool
) -> None:
    pytest.importorskip("numba", reason="the extra kg[fast] is not installed")
    columns: list[Any] = [numpy.array([each[n] for each in rows], numpy.int32) for n in range(5)]
    is_act = columns[2].astype(bool)
    opens, close = 2 * columns[3] + is_act, 2 * (columns[3] + columns[4]) + ~is_act
    contacts = Crossings(
        6, columns[0], columns[1], opens, close, is_act, numpy.arange(len(rows))
    ).ordered()
    contacts = contacts.turned if turned else contacts
    for end in (start + 8, TO_THE_END):
        slow = engine.arrivals(contacts, 0, start, end).labels.tolist()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine, "MANY", 0)
            assert engine.arrivals(contacts, 0, start, end).labels.tolist() == slow


def test_a_chain_longer_than_a_window_goes_contact_by_contact() -> None:
    size = 50_000
    number = numpy.arange(size, dtype=numpy.int32)
    ends = (numpy.append(number, size), numpy.append(number + 1, 0))
    opens = numpy.append(2 * number + 1, 2 * size + 1)
    chain = Crossings(
        size + 1, *ends, opens, opens - 1, numpy.ones(size + 1, bool), opens
    ).ordered()
    found = engine.arrivals(chain, 0, 0)
    assert found.labels.tolist() == [0, *range(1, 2 * size, 2)]
    assert found.way(size) == list(range(size + 1))


def test_reach_is_in_the_order_of_arrival_then_of_names() -> None:
    data = dataset(
        lasting("1", "A", "D", "2001"),
        lasting("2", "A", "B", "2002"),
        lasting("3", "A", "C", "2001"),
        actor("Z"),
        actors="A B C D",
    )
    assert [each.label for each in kg.reach(data, "A")] == ["C", "D", "B"]
    assert [each.label for each in kg.reach(data, "Z")] == []
