"""Influence in time and waivers: by hand, day by day as `kg.project` has it, over every choice of days."""

import datetime
import itertools
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis import arrivals as engine
from kg.analysis.contacts import NEVER, Crossings, _labels, days_of
from kg.analysis.suspending import left
from kg.analysis.ties import ties_of
from kg.dates import Period
from kg.graph import basis
from kg.graph.suspending import Suspension
from tests.factory import SOURCE, act, actor, dataset, stmt, tie

FIRST = datetime.date(2020, 1, 1).toordinal()
DAY = '"^^xsd:date'


def day(number: int) -> str:
    return datetime.date.fromordinal(FIRST + number).isoformat()


def dated(**words: str) -> str:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return "".join(
        f' ; kg:{word} "{text}"^^xsd:{kinds[len(text)]}' for word, text in words.items() if text
    )


def waiver(name: str, suspends: str, **words: str) -> str:
    return (
        f'inst:{suspends} a kg:Instrument ; skos:prefLabel "The {suspends}"@en .\n'
        f'inst:{name} a kg:Instrument ; skos:prefLabel "The {name}"@en ;'
        f" kg:suspends inst:{suspends} {dated(**words)} ."
    )


# By hand

DEAL = dataset(
    tie(
        "gas",
        "A",
        "suppliesGasTo",
        "B",
        rest=dated(since="2021-01-01") + " ; kg:instrument inst:deal",
    ),
    tie("on", "B", "suppliesGasTo", "C", rest=dated(since="2022-04-01", until="2022-08-31")),
    waiver("stop", "deal", since="2022-03-01", until="2022-09-30"),
    actors="A B C",
)
BAN = dataset(
    tie(
        "ban", "A", "sanctions", "B", rest=dated(since="2022-04") + " ; kg:instrument inst:embargo"
    ),
    waiver("licence", "embargo", since="2022-06-15"),
    actors="A B",
)


def test_a_suspended_tie_carries_again_when_the_waiver_ends() -> None:
    gas = DEAL.relation_type("suppliesGasTo").label
    told = f"A {gas} B (since 2021-01-01, suspended 2022-03-01 to 2022-09-30 by The stop)"
    found = kg.journeys(DEAL, "A", "B", since="2022-04", until="2022-08")
    assert (found.certainty, found.blocked_by, found.suspended) == (
        "impossible",
        (stmt("gas"),),
        (stmt("gas"),),
    )
    assert found.reason == f"{told} carries it on 2022-10-01 at the earliest, after 2022-08"
    assert found.counted == (
        "2 relations: actual; influence runs from 2022-04 to 2022-08 along those of sign cooperation and"
        " neutral; a tie carries it from its first day to its last; an act on its day, one a day;"
        f" what a waiver suspends carries nothing then: {told}"
    )
    later = kg.journeys(DEAL, "A", "B", since="2022-04")
    assert later.surest is not None
    assert (later.surest.departure, later.surest.legs[0].certainly) == ("2022-10-01",) * 2
    assert later.surest.sentence == (
        f"A reaches B in 1 step, on 2022-10-01: {told} [1]. Certain as to time, by 2022-10-01."
    )
    assert [(each.label, each.possibly) for each in kg.reach(DEAL, "A")] == [
        ("B", "2021-01-01"),
        ("C", "2022-04-01"),
    ]
    assert [(e.label, e.possibly) for e in kg.reach(DEAL, "A", since="2022-03")] == [
        ("B", "2022-10-01")
    ]
    gone = kg.journeys(DEAL, "A", "C", since="2022-04")
    assert gone.reason == (
        f"B {gas} C (2022-04-01 to 2022-08-31) was over on 2022-08-31,"
        f" before it is at B on 2022-10-01, by {told}"
    )
    assert kg.reach(DEAL, "C", backward=True, since="2022-03").actors == (act("B"),)


@pytest.mark.parametrize("make", [lambda data: data, kg.project], ids=["dataset", "graph"])
def test_a_waiver_without_an_end_leaves_the_days_before_it(make: Callable[[Any], Any]) -> None:
    """A projection of no date leaves the tie out; journeys ask day by day."""
    given_ = make(BAN)
    assert kg.project(BAN).number_of_edges() == 0
    found = kg.journeys(given_, "A", "B", sign="conflict", until="2022-05")
    assert found.surest is not None
    assert (found.surest.departure, found.surest.legs[0].certainly) == ("2022-04-01", "2022-04-30")
    assert found.counted.startswith("1 relation: actual; influence runs to 2022-05")
    gone = kg.journeys(given_, "A", "B", sign="conflict", since="2023")
    bans = BAN.relation_type("sanctions").label
    assert gone.reason == (
        f"A {bans} B (since 2022-04, suspended since 2022-06-15 by The licence) last carries it on"
        " 2022-06-14, before it starts on 2023-01-01"
    )
    assert gone.blocked_by == (stmt("ban"),)
    quiet = kg.journeys(given_, "A", "B")  # of other signs nothing is said
    assert quiet.counted.startswith("0 relations: actual; 1 suspended by a waiver; influence runs")
    assert quiet.suspended == ()


def test_what_a_waiver_suspends_on_all_its_days_is_named() -> None:
    data = dataset(
        tie(
            "gas",
            "A",
            "suppliesGasTo",
            "B",
            rest=dated(since="2021", until="2022") + " ; kg:instrument inst:deal",
        ),
        waiver("stop", "deal", since="2020"),
        actors="A B",
    )
    found = kg.journeys(data, "A", "B")
    gas = data.relation_type("suppliesGasTo").label
    assert found.reason == (
        f"A {gas} B (2021 to 2022, suspended since 2020 by The stop) carries it on no day"
    )
    assert found.blocked_by == (stmt("gas"),)
    assert len(kg.reach(data, "A")) == 0


def test_a_graph_that_was_changed_or_pickled_knows_the_suspended() -> None:
    data = kg.load(kg.shipped())
    graph, changed = kg.project(data), kg.project(data)
    copied = pickle.loads(pickle.dumps(graph))
    changed.forget()
    assert changed.columns is None
    for sign in ("conflict", None, (0, 1)):
        there = list(kg.reach(graph, "United States", sign=sign))
        assert [
            list(kg.reach(each, "United States", sign=sign)) for each in (changed, copied, data)
        ] == ([there] * 3)
    asked: dict[str, Any] = {"sign": None}
    first, *others = (
        kg.journeys(each, "United States", "Azerbaijan", **asked)
        for each in (graph, changed, copied, data)
    )
    assert others == [first] * 3
    assert len(first.suspended) == 1


def test_a_waiver_that_only_may_have_been_known_makes_nothing_impossible() -> None:
    early = 'src:e a kg:Source ; dcterms:title "Early" ; dcterms:issued "2021-01"^^xsd:gYearMonth .'
    undated = 'src:u a kg:Source ; dcterms:title "Undated" .'
    resting = " ; kg:instrument inst:{}"
    data = dataset(
        tie(
            "gas",
            "A",
            "suppliesGasTo",
            "B",
            source="src:e",
            rest=dated(since="2021-01-01") + resting.format("deal"),
        ),
        tie(
            "w",
            "A",
            "waivesSanctionsOn",
            "C",
            source="src:u",
            rest=dated(since="2021-03-01") + resting.format("stop"),
        ),
        waiver("stop", "deal"),
        source=f"{SOURCE}\n{early}\n{undated}",
        actors="A B C",
    )
    graph = kg.project(data, known_by="2021-06")
    gas = data.relation_type("suppliesGasTo").label
    before, after = (kg.journeys(graph, "A", "B", since=since) for since in ("2021-02", "2021-04"))
    assert (before.certainty, after.certainty) == ("certain", "possible")
    assert f"A {gas} B (since 2021-01-01, perhaps suspended since 2021-03-01 by The stop)" in str(
        after
    )
    surely = kg.journeys(data, "A", "B", since="2021-04")
    assert surely.certainty == "impossible"


def test_acts_of_one_day_are_the_reason_and_say_so() -> None:
    acts = [
        tie(name, a, "praises", b, rest=dated(date=date))
        for name, a, b, date in (("1", "A", "B", "2021"), ("2", "B", "C", "2021-06"))
    ]
    data = dataset(*acts, actors="A B C")
    kind = data.relation_type("praises").label
    found = kg.journeys(data, "A", "C", since="2021-06-30")
    assert found.reason == (
        f"B {kind} C (2021-06) was over on 2021-06-30, and it is at B only on that day, by A {kind} B (2021):"
        " acts of one day do not follow one another; same_day (--same-day) lets them"
    )
    assert found.blocked_by == (stmt("2"), stmt("1"))
    assert kg.journeys(data, "A", "C", since="2021-06-30", same_day=True).certainty == "possible"


def test_the_latest_arrives_on_the_day_it_leaves_where_an_act_may_follow_a_tie() -> None:
    data = dataset(
        tie("tie", "A", "suppliesGasTo", "B", rest=dated(since="2020", until="2021-06-30")),
        tie("act", "B", "praises", "C", rest=dated(date="2021")),
        actors="A B C",
    )
    latest = kg.journeys(data, "A", "C").latest
    assert latest is not None
    assert (latest.departure, latest.arrival, latest.days) == ("2021-06-30", "2021-06-30", 0)


def test_reach_names_the_journey_behind_each_of_its_days() -> None:
    """B by C from 1 March, perhaps; surely only by itself, from 2022 on."""
    data = dataset(
        tie("late", "A", "suppliesGasTo", "B", rest=dated(since="2022-01-01")),
        tie("out", "A", "suppliesGasTo", "C", rest=dated(since="2021-03")),
        tie("in", "C", "suppliesGasTo", "B", rest=dated(since="2021", until="2021")),
        actors="A B C",
    )
    found = {each.label: each for each in kg.reach(data, "A")}
    there = found["B"]
    assert (there.possibly, there.certainly) == ("2021-03-01", "2022-01-01")
    assert (there.actors, there.statements) == ((act("A"), act("B")), (stmt("late"),))
    assert there.possible == kg.Way(
        (act("A"), act("C"), act("B")), ("A", "C", "B"), (stmt("out"), stmt("in"))
    )
    assert there.resting_on == (stmt("late"), stmt("out"), stmt("in"))
    assert found["C"].possible == kg.Way(found["C"].actors, ("A", "C"), (stmt("out"),))
    told = kg.explain_reach(kg.reach(data, "A"), "B")
    assert told.possible.actors == there.possible.actors


@pytest.mark.parametrize("few", [0, 1_000], ids=["columns", "records"])
def test_rows_are_found_in_columns_records_edges_and_what_was_pickled(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basis, "FEW", few)
    names = ("b", "d", "f")
    data = dataset(*(tie(each, "A", "backs", "B") for each in names), actors="A B")
    graph = kg.project(data)
    forgotten = kg.project(data)
    forgotten.forget()
    pickled = pickle.loads(pickle.dumps(graph))
    asked = [stmt(each) for each in "gfeba"]
    for each in (graph, forgotten, pickled):
        assert ties_of(each).rows(asked) == {stmt("f"): 2, stmt("b"): 0}
        assert ties_of(each).rows([]) == {}
    assert ties_of(kg.project(data, status="Denied")).rows(asked) == {}


# Agreement with trying everything

Spell = tuple[
    str, str, bool, int, int, int
]  # from, to, whether an act, first and last day, its instrument
SPELLS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from("ABC"),
        st.booleans(),
        st.integers(0, 6),
        st.integers(0, 5),
        st.integers(0, 2),
    ).map(lambda each: (*each[:4], each[3] + (0 if each[2] else each[4]), each[5])),
    max_size=5,
)
WAIVERS = st.lists(  # which instrument it suspends, its first day, and its last or none
    st.tuples(st.integers(0, 1), st.integers(0, 6), st.none() | st.integers(0, 3)), max_size=3
)


def of_spells(spells: list[Spell], waivers: list[tuple[int, int, int | None]]) -> kg.Dataset:
    """Statements on instruments i0 and i1, or without one; waivers in days."""
    blocks = []
    for name, (a, b, is_act, first, last, on) in enumerate(spells):
        when = {"date": day(first)} if is_act else {"since": day(first), "until": day(last)}
        resting = f" ; kg:instrument inst:i{on}" if on < 2 else ""
        kind = "praises" if is_act else "suppliesGasTo"
        blocks.append(tie(f"{name}", a, kind, b, rest=dated(**when) + resting))
    for name, (on, first, more) in enumerate(waivers):
        until = "" if more is None else day(first + more)
        blocks.append(waiver(f"w{name}", f"i{on}", since=day(first), until=until))
    return dataset(*blocks, *(actor(each) for each in "ABC"))


def usable(data: kg.Dataset, days: range, memory: int) -> dict[int, set[int]]:
    """On which days each statement, by its number, carries influence: as `kg.project` has it on each."""
    found: dict[int, set[int]] = {}
    for when in days:
        graph = kg.project(data, at=day(when), memory=memory)
        for _, _, iri in graph.edges(keys=True):
            found.setdefault(int(iri.removeprefix(stmt(""))), set()).add(when)
    return found


def walks(
    spells: Sequence[tuple[str, str, bool, Sequence[int]]],
    start: str,
    days: range,
    *,
    same_day: bool,
) -> set[tuple[str, int, int]]:
    """Where every walk ends that crosses spells on their days in order, its first and its last day."""
    seen: set[tuple[str, int, int, int]] = set()
    todo = [(start, days[0], -1, -1)]
    while todo:
        here, now, acted, left_on = todo.pop()
        for source, target, is_act, when_open in spells:
            for when in when_open:
                late = is_act and not same_day and when <= acted
                if source != here or source == target or when < now or when not in days or late:
                    continue
                left_then = when if left_on < 0 else left_on
                state = (target, when, when if is_act else acted, left_then)
                if state not in seen:
                    seen.add(state)
                    todo.append(state)
    return {(target, left_on, when) for target, when, _, left_on in seen}


@settings(max_examples=100, deadline=None)
@given(
    SPELLS,
    WAIVERS,
    st.tuples(st.integers(0, 3), st.integers(4, 9)),
    st.integers(0, 2),
    st.booleans(),
)
def test_reach_and_journeys_equal_trying_every_walk_on_the_days_of_projections(
    spells: list[Spell],
    waivers: list[tuple[int, int, int | None]],
    span: tuple[int, int],
    memory: int,
    same_day: bool,
) -> None:
    days = range(span[0], span[1] + 1)
    data = of_spells(spells, waivers)
    on = usable(data, days, memory)
    there = [(*each[:3], sorted(on.get(n, ()))) for n, each in enumerate(spells)]
    every = {start: walks(there, start, days, same_day=same_day) for start in "ABC"}
    asked: dict[str, Any] = {
        "since": day(days[0]),
        "until": day(days[-1]),
        "memory": memory,
        "same_day": same_day,
    }
    earliest = {
        end: min(when for target, _, when in every["A"] if target == end)
        for end in "BC"
        if any(target == end for target, *_ in every["A"])
    }
    latest = {
        start: max(first for target, first, _ in every[start] if target == "A")
        for start in "BC"
        if any(target == "A" for target, *_ in every[start])
    }
    for given_ in (data, kg.project(data)):
        ahead, back = (kg.reach(given_, "A", backward=each, **asked) for each in (False, True))
        assert {each.label: each.possibly for each in ahead} == {
            end: day(when) for end, when in earliest.items()
        }
        assert {each.label: each.possibly for each in back} == {
            start: day(when) for start, when in latest.items()
        }
        assert {each.certainty for each in (*ahead, *back)} <= {"certain"}
        for found in (ahead, back):
            for number, each in enumerate(found):
                told = found.journey(number)
                assert (told.actors, told.statements) == (each.actors, each.statements)
                assert (told.departure if found is back else told.arrival) == each.possibly
                assert each.possible == kg.Way(each.actors, each.labels, each.statements)
    best = kg.journeys(data, "A", "B", **asked)
    ways = [(first, last) for target, first, last in every["A"] if target == "B"]
    assert best.certainty == ("certain" if ways else "impossible")
    if best.earliest is None or best.latest is None or best.fastest is None:
        assert best.reason
        assert not ways
        return
    leaves = max(first for first, _ in ways)
    assert best.earliest.arrival == day(min(last for _, last in ways))
    assert best.latest.departure == day(leaves)
    assert best.latest.arrival == day(min(last for first, last in ways if first == leaves))
    assert best.fastest.days == min(last - first for first, last in ways)


SUSPENDING = tuple[tuple[int, int], tuple[int, int]]


def ranges(low: int, more: int, later: int, last: int) -> SUSPENDING:
    return (low, low + more), (low + later, low + later + last)


RANGES = st.builds(ranges, st.integers(1, 4), *(st.integers(0, 2),) * 3)
VAGUE = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 2),
        st.booleans(),
        RANGES,
        st.lists(RANGES, max_size=2),
    ),
    max_size=2,
)


def choices(bounds: SUSPENDING, *, is_act: bool) -> list[tuple[int, int]]:
    firsts, lasts = (range(low, high + 1) for low, high in bounds)
    if is_act:
        return [(each, each) for each in firsts]
    return [(a, b) for a in firsts for b in lasts if a <= b]


@settings(max_examples=150, deadline=None)
@given(VAGUE, st.integers(0, 2))
def test_possible_is_exact_and_certain_is_safe_over_every_choice_of_the_waivers_too(
    found: list[tuple[int, int, bool, SUSPENDING, list[SUSPENDING]]], memory: int
) -> None:
    every: list[dict[str, int]] = []
    spans = [choices(bounds, is_act=is_act) for _, _, is_act, bounds, _ in found]
    out = [choices(each, is_act=False) for *_, waivers in found for each in waivers]
    for days in itertools.product(*spans):
        for taken in itertools.product(*out):
            rest = iter(taken)
            spells = []
            for (a, b, is_act, _, waivers), (first, last) in zip(found, days, strict=True):
                gone = {
                    n for low, high in (next(rest) for _ in waivers) for n in range(low, high + 1)
                }
                open_on = range(first, last + (memory if is_act else 0) + 1)
                spells.append((str(a), str(b), is_act, [n for n in open_on if n not in gone]))
            earliest: dict[str, int] = {}
            for end, _, arrived in walks(spells, "0", range(12), same_day=False):
                earliest[end] = min(arrived, earliest.get(end, 99))
            every.append(earliest)
    wide, sure = (
        engine.arrivals(crossings(found, memory, sure=each), 0, 0).labels.tolist()
        for each in (False, True)
    )
    for node in (1, 2):
        days_of_ = [each[str(node)] for each in every if str(node) in each]
        assert (wide[node] < NEVER) is bool(days_of_)
        if days_of_:
            assert wide[node] // 2 == min(days_of_)
        if sure[node] < NEVER:
            assert len(days_of_) == len(every)
            assert sure[node] // 2 >= max(days_of_)
    if all(len(each) == 1 for each in (*spans, *out)):
        assert wide == sure


def crossings(
    found: list[tuple[int, int, bool, SUSPENDING, list[SUSPENDING]]], memory: int, *, sure: bool
) -> Crossings:
    is_act = numpy.array([each[2] for each in found], bool)
    both = [(first, first if act_ else last) for _, _, act_, (first, last), _ in found]
    columns = numpy.array(both, numpy.int64).reshape(-1, 4)
    bounds = [columns[:, n] for n in range(4)]
    first, last, there = days_of(is_act, bounds, memory, sure=sure)
    suspended = {
        n: tuple(Suspension("", Period(*one), None, None, None, sure=True) for one in each[4])
        for n, each in enumerate(found)
        if each[4]
    }
    ends = numpy.array([each[:2] for each in found], numpy.int32).reshape(-1, 2)
    there &= ends[:, 0] != ends[:, 1]
    of, first, last = left(suspended, first, last, there, bounds[0], sure=sure)
    opens, close = _labels(first, last, is_act[of])
    return Crossings(3, ends[of, 0], ends[of, 1], opens, close, is_act[of], of).ordered()
