"""Who plays both sides, and alignment: by hand, and day by day against the projection of each day."""

import datetime
import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.intervals import meet, union
from kg.analysis.presence import presence
from kg.analysis.segments import segments
from kg.errors import OptionError, UnknownActor
from kg.strength import combined_strength
from kg.views.alignment import alignment_listing, realignment_listing
from kg.views.sides import sides_listing
from tests.factory import act, dataset, stmt, tie

FRIEND, FOE = "alliedWith", "wagesWarOn"
PRAISE, BLAME = "praises", "condemns"
TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def dated(since: str = "", until: str = "", date: str = "") -> str:
    """The dates of a statement."""
    return "".join(
        f'; kg:{word} "{text}"^^xsd:{TYPES[len(text)]}'
        for word, text in (("since", since), ("until", until), ("date", date))
        if text
    )


TWO = dataset(
    tie("war", "Xia", FOE, "Yan", rest=dated("2000", "2010")),
    tie("x1", "Zoe", FRIEND, "Xia", rest=dated("1990-05-01", "2003-06-30")),
    tie("x2", "Zoe", PRAISE, "Xia", rest=dated(date="2004-01-01")),
    tie("y", "Zoe", FRIEND, "Yan", rest=dated("2002-02-01")),
    tie("cold", "Zoe", BLAME, "Yan", rest=dated(date="2002-12-24")),
    tie("peace", "Xia", FRIEND, "Yan", rest=dated("2011")),
    actors="Xia Yan Zoe",
)


def test_episodes_are_cut_where_a_tie_or_the_memory_of_an_act_ends() -> None:
    found = kg.both_sides(TWO, "Yan", "Xia", memory=30)
    assert [(e.actor, e.pair, e.first, e.last, e.certain, str(e.certainty)) for e in found] == [
        (
            act("Zoe"),
            (act("Yan"), act("Xia")),
            "2002-02-01",
            "2003-06-30",
            (("2002-02-01", "2003-06-30"),),
            "certain",
        ),
        (
            act("Zoe"),
            (act("Yan"), act("Xia")),
            "2004-01-01",
            "2004-01-31",
            (("2004-01-01", "2004-01-31"),),
            "certain",
        ),
    ]
    first, second = found
    assert (first.with_first, first.with_second, first.between) == (
        (stmt("y"),),
        (stmt("x1"),),
        (stmt("war"),),
    )
    assert (first.otherwise, second.otherwise) == ((stmt("cold"),), ())
    assert second.statements == (stmt("y"), stmt("x2"), stmt("war"))
    assert found.actors == (act("Zoe"),)


def test_partial_dates_make_an_episode_possible_before_it_is_certain() -> None:
    """The war began in 2000, whichever day; the alliance with Yan on 2000-03-01."""
    data = dataset(
        tie("war", "Xia", FOE, "Yan", rest=dated("2000", "2000-10")),
        tie("x", "Zoe", FRIEND, "Xia", rest=dated("1999")),
        tie("y", "Zoe", FRIEND, "Yan", rest=dated("2000-03-01", "2001")),
        actors="Xia Yan Zoe",
    )
    (episode,) = kg.both_sides(data)
    assert (episode.first, episode.last) == ("2000-03-01", "2000-10-31")
    # begun by 2000-10-31 and not over before 2000-10-01: certain on no day
    assert (episode.certain, str(episode.certainty)) == ((), "possible")
    (episode,) = kg.both_sides(data, "Xia", status=("Actual", "Alleged"))
    assert episode.pair == (act("Xia"), act("Yan"))


def test_an_episode_that_nobody_dates_is_not_said_to_be_at_all_times() -> None:
    """The source is of 2023-07: what it tells certainly stands from then on, until the year it ends in."""
    ties = [tie("war", "Xia", FOE, "Yan"), tie("x", "Zoe", FRIEND, "Xia")]
    open_, ended, over = (
        dataset(*ties, tie("y", "Zoe", FRIEND, "Yan", rest=dated(until=end)), actors="Xia Yan Zoe")
        for end in ("", "2024-05-31", "2022-05-31")
    )
    assert "  Zoe, since when is not dated; certainly from 2023-07-01 on\n" in str(
        kg.both_sides(open_)
    )
    told = "  Zoe, to 2024-05-31, since when is not dated; certainly from 2023-07-01 to 2024-05-31"
    assert told in " ".join(str(kg.both_sides(ended)).split("\n    "))
    assert "  Zoe, possibly to 2022-05-31, since when is not dated\n" in str(kg.both_sides(over))


def test_nobody_plays_both_sides_of_a_pair_at_peace() -> None:
    found = kg.both_sides(TWO, "Zoe", "Xia")
    assert (found.episodes, found.pair) == ((), (act("Zoe"), act("Xia")))
    assert "nobody has positive ties to Zoe and Xia while they are in conflict" in str(found)


@pytest.mark.parametrize(
    ("names", "message"),
    [((None, "Xia"), "y is given without x"), (("Xia", "actor:Xia"), "are the same actor")],
)
def test_questions_that_make_no_sense(names: tuple[str | None, str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        kg.both_sides(TWO, *names)
    with pytest.raises(UnknownActor, match="did you mean 'Xia'"):
        kg.both_sides(TWO, "Xiao")


def test_the_listing_has_a_record_and_a_row_for_each_episode() -> None:
    found = kg.both_sides(TWO, "Xia", "Yan", memory="30d")
    listing = sides_listing(found, 1)
    assert json.loads(json.dumps(listing.records))[0]["certain"] == [["2002-02-01", "2003-06-30"]]
    assert listing.rows[0][:7] == (
        *("Xia", "Yan", "Zoe", "2002-02-01", "2003-06-30", "certain"),
        "2002-02-01/2003-06-30",
    )
    assert "2 episodes of 1 actor; the first 1 are shown" in listing.lines
    assert found._repr_html_().count("<tr>") == 3


WAIVED = """
inst:law a kg:Instrument ; skos:prefLabel "The law"@en .
inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law ;
    kg:since "2002-01-01"^^xsd:date ; kg:until "2002-12-31"^^xsd:date .
"""


def test_what_a_waiver_suspends_does_not_count_while_it_holds() -> None:
    data = dataset(
        tie(
            "bar",
            "Xia",
            "sanctions",
            "Yan",
            rest=f"{dated('2000-01-01', '2005-12-31')} ; kg:instrument inst:law",
        ),
        tie("x", "Zoe", FRIEND, "Xia", rest=dated("1999-01-01")),
        tie("y", "Zoe", FRIEND, "Yan", rest=dated("1999-01-01")),
        WAIVED,
        actors="Xia Yan Zoe",
    )
    assert [(e.first, e.last, e.certain) for e in kg.both_sides(data)] == [
        ("2000-01-01", "2001-12-31", (("2000-01-01", "2001-12-31"),)),
        ("2003-01-01", "2005-12-31", (("2003-01-01", "2005-12-31"),)),
    ]
    assert [jump.date for jump in kg.alignment(data, "Xia", "Yan").jumps] == [
        *("2000-01-01", "2002-01-01", "2003-01-01", "2006-01-01"),
    ]


def waived(since: str, until: str, *, own: str = "") -> kg.Dataset:
    """A ban of Yan by Xia on a law, which a waiver suspends between two dates; `own` are the ban's dates."""
    when = (
        f'kg:since "{since}"^^xsd:{TYPES[len(since)]} ; kg:until "{until}"^^xsd:{TYPES[len(until)]}'
    )
    return dataset(
        tie("bar", "Xia", "sanctions", "Yan", rest=f"{own} ; kg:instrument inst:law"),
        'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .',
        f'inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law ; {when} .',
        actors="Xia Yan",
    )


def test_a_suspension_with_part_of_a_date_may_fall_on_any_day_of_it() -> None:
    """Every day that the waiver's months leave is tried: jumps fall between the days told, and on both ends."""
    since = dated("2000-01-01")
    found = kg.alignment(waived("2002-03", "2002-09", own=since), "Xia", "Yan")
    told = [(x.date, x.earliest, x.latest, x.suspended, x.freed) for x in found.jumps[1:]]
    assert told == [
        ("2002-03-31", "2002-03-01", "2002-03-31", (stmt("bar"),), ()),
        ("2002-09-02", "2002-09-02", "2002-10-01", (), (stmt("bar"),)),
    ]
    lines = [
        kg.alignment(waived(f"2002-03-{begin}", f"2002-09-{end}", own=since), "Xia", "Yan")
        for begin in ("01", "12", "31")
        for end in ("01", "12", "30")
    ]
    starts, ends = ([line.jumps[n].date for line in lines] for n in (1, 2))
    assert (min(starts), max(starts)) == told[0][1:3]
    assert (min(ends), max(ends)) == told[1][1:3]
    text = str(found).splitlines()
    assert text[:2] == [
        "Counted 1 relation: actual; an act counts on its day and 366 days after; what a",
        "  waiver suspends does not count then: stmt:bar suspended 2002-03 to 2002-09 by",
    ]
    jumps = text.index("Jumps, each with the statements that made it") + 1
    assert text[jumps : jumps + 5] == [
        "  2000-01-01: +0.000 to -0.800; began stmt:bar",
        "  possibly, between 2002-03-01 and 2002-03-31: -0.800 to +0.000; suspended by a",
        "    waiver: stmt:bar",
        "  possibly, between 2002-09-02 and 2002-10-01: +0.000 to -0.800; no longer",
        "    suspended by a waiver: stmt:bar",
    ]


@pytest.mark.parametrize(
    ("own", "since", "until", "told"),
    [
        # nobody says since when: until the source of July 2023 it only may have stood again
        (
            "",
            "2002-01-01",
            "2002-12-31",
            [("2002-01-01", "2002-01-01"), ("2003-01-01", "2023-07-01")],
        ),
        ("", "2002-01", "2002-12-31", [("2002-01-01", "2002-01-31"), ("2003-01-01", "2023-07-01")]),
        # it may have ended of itself before the waiver, and so not have stood again
        (
            dated("2000-01-01", "2002"),
            "2002-06-01",
            "2002-07-31",
            [
                ("2000-01-01", "2000-01-01"),
                ("2002-01-02", "2002-06-01"),
                ("2002-08-01", "2002-08-01"),
                ("2002-08-02", "2003-01-01"),
            ],
        ),
        # it began in the month in which the waiver did, and perhaps not before that was over
        (
            dated("2002-03"),
            "2002-03",
            "2002-12-31",
            [
                ("2002-03-01", "2002-03-30"),
                ("2002-03-02", "2002-03-31"),
                ("2003-01-01", "2003-01-01"),
            ],
        ),
    ],
)
def test_the_days_of_a_suspension_by_the_dates_of_what_it_suspends(
    own: str, since: str, until: str, told: list[tuple[str, str]]
) -> None:
    found = kg.alignment(waived(since, until, own=own), "Xia", "Yan")
    assert [(x.earliest, x.latest) for x in found.jumps] == told


def test_suspended_and_forgotten_is_not_ended() -> None:
    data = waived("2002-01-01", "2002-12-31", own=dated("2000-01-01"))
    during = kg.realignment(data, "2001", "2002")
    after = kg.realignment(data, "2002", "2003")
    assert [(x.ended, x.suspended, x.freed) for x in during] == [
        ((stmt("bar"),), (stmt("bar"),), ())
    ]
    assert [(x.began, x.suspended, x.freed) for x in after] == [
        ((stmt("bar"),), (), (stmt("bar"),))
    ]
    assert str(during).endswith(
        "Xia and Yan: -0.800 to +0.000 (+0.800)\n    suspended by a waiver: stmt:bar"
    )
    assert str(after).endswith("\n    no longer suspended by a waiver: stmt:bar")
    (moved,) = kg.realignment(ACTS, "2021-05-11", "2021-06", memory=10)
    assert (moved.began, moved.ended, moved.forgotten) == ((), (stmt("word"),), (stmt("word"),))
    (moved,) = kg.realignment(TWO, "1995", "2005", "Xia", limit=1)
    assert (moved.forgotten, moved.suspended, moved.freed) == ((), (), ())


def test_a_source_without_a_date_may_be_later_than_the_latest() -> None:
    more = 'src:u a kg:Source ; dcterms:title "Undated" .'
    ties = tie("1", "Ada", FRIEND, "Bela"), tie("2", "Ada", FRIEND, "Cara", source="src:u")
    for blocks, told in (
        (ties[:1], "after; no source is later than 2023-07"),
        ((*ties, more), "after; no source that has a date is later than 2023-07, 1 has none"),
    ):
        data = dataset(*blocks, actors="Ada Bela Cara")
        assert kg.alignment(data, "Ada", "Bela").counted.endswith(told)


# Day by day

DATES = st.sampled_from(
    ["", "2000", "2000-01", "2000-02", "2000-01-05", "2000-01-20", "2000-02-03", "2000-02-25"]
)
FIRST = datetime.date(1999, 12, 25).toordinal()
DAYS = range(FIRST, FIRST + 90)
MARKS = st.tuples(
    st.sampled_from(["ab", "ac", "bc", "ba"]),
    st.sampled_from([FRIEND, FOE, PRAISE, BLAME]),
    DATES,
    DATES,
)


def made(marks: list[tuple[str, str, str, str]]) -> kg.Dataset:
    blocks = []
    for n, (ends, kind, begin, end) in enumerate(marks):
        acted = kind in (PRAISE, BLAME)
        when = dated(date=begin) if acted else dated(begin, end)
        blocks.append(tie(f"s{n}", ends[0], kind, ends[1], rest=when))
    return dataset(*blocks, actors="a b c")


def daily(data: kg.Dataset, day: int, memory: int) -> dict[str, tuple[frozenset[str], int, str]]:
    """Each signed statement that may stand on a day: its ends, its sign, its certainty."""
    when = datetime.date.fromordinal(day).isoformat()
    graph = kg.project(data, at=when, memory=memory, sign=(1, -1))
    return {
        key: (frozenset((a, b)), edge["sign"], edge["certainty"])
        for a, b, key, edge in graph.edges(keys=True, data=True)
    }


@settings(max_examples=8, deadline=None)
@given(marks=st.lists(MARKS, min_size=3, max_size=6), memory=st.sampled_from([0, 10]))
def test_episodes_are_the_days_on_which_all_three_sides_stand(
    marks: list[tuple[str, str, str, str]], memory: int
) -> None:
    data = made(marks)
    found = kg.both_sides(data, "a", "b", memory=memory)
    a, b, c = (act(name) for name in "abc")
    sides = tuple(
        (frozenset(ends), sign) for ends, sign in (((c, a), 1), ((c, b), 1), ((a, b), -1))
    )
    for day in DAYS:
        there = list(daily(data, day, memory).values())
        when = datetime.date.fromordinal(day).isoformat()
        possible = all(any((ends, sign) == side for ends, sign, _ in there) for side in sides)
        certain = all((*side, "certain") in there for side in sides)
        mine = [e for e in found if (e.first or "") <= when and (e.last is None or when <= e.last)]
        assert len(mine) == possible
        surely = [
            span
            for e in mine
            for span in e.certain
            if (span[0] or "") <= when and (span[1] is None or when <= span[1])
        ]
        assert len(surely) == certain


@settings(max_examples=8, deadline=None)
@given(marks=st.lists(MARKS, min_size=1, max_size=5), memory=st.sampled_from([0, 10]))
def test_alignment_is_that_of_the_statements_that_stand_on_each_day(
    marks: list[tuple[str, str, str, str]], memory: int
) -> None:
    data = made([("ab" if n % 2 else "ba", *mark[1:]) for n, mark in enumerate(marks)])
    found = kg.alignment(data, "a", "b", memory=memory, beyond=True)
    kinds = data.vocabulary.relation_types

    def strength(iris: list[str], sign: int) -> float:
        told = [data.statements[iri] for iri in iris]
        parts = [
            (each.predicate, kinds[each.predicate].base * each.confidence)
            for each in told
            if kinds[each.predicate].sign == sign
        ]
        return combined_strength(parts) if parts else 0.0

    for day in DAYS:
        there = daily(data, day, memory)
        may, must = sorted(there), [k for k, (_, _, w) in there.items() if w == "certain"]
        level = found.at(datetime.date.fromordinal(day).isoformat())
        good, bad = strength(may, 1), strength(may, -1)
        assert level.statements == tuple(may)
        assert level.value == pytest.approx(good - bad, abs=1e-8)
        assert level.low == pytest.approx(strength(must, 1) - bad, abs=1e-8)
        assert level.high == pytest.approx(good - strength(must, -1), abs=1e-8)


def test_for_ever_is_what_a_projection_without_memory_says() -> None:
    there = presence(TWO, memory=None)
    spans = dict(zip(there.possible.row.tolist(), there.possible.high.tolist(), strict=True))
    act_row = there.columns.row[stmt("cold")]
    assert spans[act_row] == 2**30
    assert "an act counts from its day on" in there.counted


# Alignment by hand


def test_levels_jumps_and_their_statements() -> None:
    found = kg.alignment(TWO, "Xia", "Yan")
    base = TWO.relation_type(FRIEND).base
    assert [(x.first, x.last, x.value, x.low, x.high) for x in found.levels] == [
        (None, "1999-12-31", 0.0, 0.0, 0.0),
        ("2000-01-01", "2000-12-30", -1.0, -1.0, 0.0),  # the war began some day of 2000
        ("2000-12-31", "2010-01-01", -1.0, -1.0, -1.0),
        ("2010-01-02", "2010-12-31", -1.0, -1.0, 0.0),  # and ended some day of 2010
        ("2011-01-01", "2011-12-30", base, 0.0, base),
        ("2011-12-31", "2023-07-31", base, base, base),  # the last source is of July 2023
    ]
    assert [(x.date, x.change, x.began, x.ended) for x in found.jumps] == [
        ("2000-01-01", -1.0, (stmt("war"),), ()),
        ("2011-01-01", 1 + base, (stmt("peace"),), (stmt("war"),)),
    ]
    # the war ended on some day of 2010 and peace began on some day of 2011
    assert [(x.earliest, x.latest, x.dated) for x in found.jumps] == [
        ("2000-01-01", "2000-12-31", False),
        ("2010-01-02", "2011-12-31", False),
    ]
    assert (
        "  possibly, between 2000-01-01 and 2000-12-31: +0.000 to -1.000; began stmt:war\n"
        in str(found)
    )
    assert (found.until, found.left_out) == ("2023-07-31", 0)
    assert kg.alignment(TWO, "Xia", "Yan", beyond=True).levels[-1].last is None
    assert found.at("2005").value == -1.0
    assert found.statements == (stmt("peace"), stmt("war"))
    assert [(x.first, x.last, x.mean) for x in found.phases] == [
        ("2000-01-01", "2010-12-31", -1.0),
        ("2011-01-01", "2023-07-31", base),  # as far as the levels
    ]
    on = kg.alignment(TWO, "Xia", "Yan", beyond=True)
    assert (on.phases[-1].last, on.phases[-1].mean) == (
        "2011-12-30",
        base,
    )  # what is open has no length
    assert "Phases up to the last change, a further one" in str(on)


def test_phases_tell_the_last_stretch_and_one_level_that_ended() -> None:
    """A year of alliance, then nothing to the last source: two phases. A war that goes on is the last of three."""
    data = dataset(
        tie("short", "Ada", FRIEND, "Bela", rest=dated("2020-01-01", "2020-12-31")),
        tie("one", "Ada", FRIEND, "Cara", rest=dated("2020-01-01", "2020-12-31")),
        tie("war", "Ada", FOE, "Cara", rest=dated("2022-01-01")),
        actors="Ada Bela Cara",
    )
    base = data.relation_type(FRIEND).base
    found = kg.alignment(data, "Ada", "Bela")
    assert [(x.first, x.last, x.mean) for x in found.phases] == [
        ("2020-01-01", "2020-12-31", base),
        ("2021-01-01", "2023-07-31", 0.0),
    ]
    assert (
        f"Phases, a further one saving at least 90 squares x days\n  2020-01-01 to 2020-12-31: mean {base:+.3f}\n"
        in str(found)
    )
    assert [(x.first, x.last, x.mean) for x in kg.alignment(data, "Ada", "Cara").phases] == [
        ("2020-01-01", "2020-12-31", base),
        ("2021-01-01", "2021-12-31", 0.0),
        ("2022-01-01", "2023-07-31", -1.0),
    ]


ACTS = dataset(
    tie("long", "Ada", FRIEND, "Bela"),
    tie("word", "Ada", BLAME, "Bela", rest=dated(date="2021-05-10")),
    tie("month", "Ada", BLAME, "Bela", rest=dated(date="2023-02")),
    actors="Ada Bela",
)


def test_an_act_that_is_no_longer_counted_is_no_event_and_the_last_source_ends_the_line() -> None:
    """In 2021 one act counts for ten days after its own; in 2023 one of an unknown day of February."""
    found = kg.alignment(ACTS, "Ada", "Bela", memory=10)
    assert [(x.date, x.earliest, x.latest, x.ended, x.forgotten) for x in found.jumps] == [
        ("2021-05-10", "2021-05-10", "2021-05-10", (), ()),
        ("2021-05-21", "2021-05-21", "2021-05-21", (stmt("word"),), (stmt("word"),)),
        ("2023-02-01", "2023-02-01", "2023-02-28", (), ()),
        ("2023-03-11", "2023-02-12", "2023-03-11", (stmt("month"),), (stmt("month"),)),
    ]
    tie_, word = (ACTS.relation_type(name).base for name in (FRIEND, BLAME))
    lines = str(found).splitlines()
    high, low = f"{tie_:+.3f}", f"{tie_ - word:+.3f}"
    assert lines[4:8] == [
        "It ends with the last source, on 2023-07-31 (beyond goes on)",
        "",
        "Levels",
        f"  before 2021-05-10: {high} (range +0.000 to {high}), 1 statement, since when is",
    ]
    assert lines[8] == "    not dated: only possible then; by stmt:long"
    assert lines[lines.index("Jumps, each with the statements that made it") + 1 :] == [
        f"  2021-05-10: {high} to {low}; began stmt:word",
        f"  2021-05-21: {low} to {high}; no longer counted, as an act is for a time only:",
        "    stmt:word",
        f"  possibly, between 2023-02-01 and 2023-02-28: {high} to {low}; began",
        "    stmt:month",
        f"  possibly, between 2023-02-12 and 2023-03-11: {low} to {high}; no longer",
        "    counted, as an act is for a time only: stmt:month",
    ]
    year = kg.alignment(ACTS, "Ada", "Bela")
    assert (year.levels[-1].last, year.left_out) == ("2023-07-31", 1)
    assert "on 2023-07-31; 1 later change is left out" in str(year)
    with pytest.raises(OptionError, match="'2024' is after the last source, 2023-07-31"):
        year.at("2024")
    on = kg.alignment(ACTS, "Ada", "Bela", beyond=True)
    # February 2023 and 366 days
    assert [x.date for x in on.jumps] == [*[x.date for x in year.jumps], "2024-03-01"]
    assert on.at("2024-03-01").statements == (stmt("long"),)


def test_a_pair_that_nothing_is_said_of() -> None:
    data = dataset(tie("1", "Ada", FRIEND, "Bela"), actors="Ada Bela Cara")
    found = kg.alignment(data, "Ada", "Cara")
    assert [(x.first, x.last, x.value) for x in found.levels] == [(None, "2023-07-31", 0.0)]
    assert (found.jumps, found.phases) == ((), ())
    assert "no statement of cooperation or conflict joins Ada and Cara" in str(found)
    with pytest.raises(OptionError, match="are the same actor"):
        kg.alignment(data, "Ada", "actor:Ada")
    with pytest.raises(OptionError, match="penalty '0' is not above 0"):
        kg.alignment(data, "Ada", "Bela", penalty=0)


def test_what_stands_from_the_first_day_that_can_be_written_or_until_the_last() -> None:
    data = dataset(
        tie("old", "Ada", FRIEND, "Bela", rest=dated("0001", "2000-05-01")),
        tie("new", "Ada", FOE, "Bela", rest=dated("2010-03-01", "9999-12-31")),
        tie("ever", "Ada", FRIEND, "Cara", rest=dated("0001-01-01", "9999")),
        tie("end", "Bela", BLAME, "Cara", rest=dated(date="9999-12-31")),
        actors="Ada Bela Cara",
    )
    base = data.relation_type(FRIEND).base
    found = kg.alignment(data, "Ada", "Bela", beyond=True)
    assert [(x.first, x.last, x.value) for x in found.levels] == [
        (None, "0001-12-30", base),  # may stand since any day of the year 1
        ("0001-12-31", "2000-05-01", base),
        ("2000-05-02", "2010-02-28", 0.0),
        ("2010-03-01", None, -1.0),
    ]
    assert [x.date for x in found.jumps] == ["2000-05-02", "2010-03-01"]
    assert "before 0001-12-31: " in str(found)
    assert "from 2010-03-01 on: -1.000" in str(found)
    ever = kg.alignment(data, "Ada", "Cara", beyond=True)
    assert {(x.value, x.statements) for x in ever.levels} == {(base, (stmt("ever"),))}
    # an act counts a year after its day, of which no day has a name here
    last = kg.alignment(data, "Bela", "Cara", beyond=True).levels[-1]
    assert (last.first, last.last, last.statements) == ("9999-12-31", None, (stmt("end"),))
    assert ever.at("0001").value == ever.at("9999-12-31").value == base
    assert kg.both_sides(data, "Ada", "Bela").counted  # the days are the same


def test_who_moved_most_between_two_dates() -> None:
    found = kg.realignment(TWO, "1995", "2005")
    base = {name: TWO.relation_type(name).base for name in (FRIEND, PRAISE)}
    assert [(x.actors, x.before, x.after, x.began, x.ended) for x in found] == [
        ((act("Xia"), act("Yan")), 0.0, -1.0, (stmt("war"),), ()),
        ((act("Yan"), act("Zoe")), 0.0, base[FRIEND], (stmt("y"),), ()),
        ((act("Xia"), act("Zoe")), base[FRIEND], base[PRAISE], (stmt("x2"),), (stmt("x1"),)),
    ]
    assert kg.realignment(TWO, "1995", "2005", "Zoe").moved == 2
    assert len(kg.realignment(TWO, "1995", "2005", limit=1)) == 1
    assert "3 pairs moved from 1995 to 2005, the 1 most" in str(
        kg.realignment(TWO, "1995", "2005", limit=1)
    )
    for listing in (realignment_listing(found), alignment_listing(kg.alignment(TWO, "Xia", "Yan"))):
        json.dumps(listing.records)
        assert all(len(row) == len(listing.columns) for row in listing.rows)
    with pytest.raises(OptionError, match="'1995' is not after '2005'"):
        kg.realignment(TWO, "2005", "1995")


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([-1.0, -0.5, 0.0, 0.3, 1.0]), st.integers(1, 20)),
        min_size=1,
        max_size=7,
    ),
    penalty=st.sampled_from([0.1, 1.0, 5.0]),
)
def test_segments_are_the_cheapest_of_all(steps: list[tuple[float, int]], penalty: float) -> None:
    values, lengths = zip(*steps, strict=True)

    def cost(parts: list[range]) -> float:
        total = penalty * len(parts)
        for part in parts:
            mass = sum(lengths[n] for n in part)
            mean = sum(values[n] * lengths[n] for n in part) / mass
            total += sum(lengths[n] * (values[n] - mean) ** 2 for n in part)
        return total

    every = []
    for cuts in itertools.product((False, True), repeat=len(steps) - 1):
        ends = [0, *(n + 1 for n, cut in enumerate(cuts) if cut), len(steps)]
        every.append([range(a, b) for a, b in itertools.pairwise(ends)])
    found = [range(a, b + 1) for a, b, _ in segments(values, lengths, penalty)]
    assert cost(found) == pytest.approx(min(map(cost, every)), abs=1e-6)


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5),
)
def test_sets_of_days_are_sets(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    def days(spans: list[tuple[int, int]]) -> set[int]:
        return {day for low, high in spans for day in range(low, high + 1)}

    spans = [[(min(span), max(span)) for span in each] for each in (one, other)]
    merged = [union(each) for each in spans]
    assert [days(each) for each in merged] == [days(each) for each in spans]
    assert all(b[0] > a[1] + 1 for each in merged for a, b in itertools.pairwise(each))
    assert days(meet(*merged)) == days(spans[0]) & days(spans[1])
