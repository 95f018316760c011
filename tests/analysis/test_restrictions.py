"""What binds an actor, what sets it aside, through whom flows still run."""

from itertools import product

import pytest

import kg
from kg.analysis.lasting import begun, lasts
from kg.analysis.restrictions import Restrictions
from kg.dates import Certainty, PartialDate, Period, Window, holds
from kg.views.restrictions import listing
from tests.factory import act, dataset, stmt, tie

LAW = 'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .'
WAIVER = 'inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law .'
BAN = tie(
    "ban", "W", "sanctions", "A", rest='; kg:instrument inst:law ; kg:since "2020"^^xsd:gYear'
)
SETS_ASIDE = tie(
    "aside", "W", "waivesSanctionsOn", "A",
    rest='; kg:instrument inst:waiver ; kg:since "2021"^^xsd:gYear ; kg:until "2021"^^xsd:gYear',
)  # fmt: skip
CERTAIN, POSSIBLE, IMPOSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.IMPOSSIBLE


def bound(found: Restrictions) -> list[tuple[str, Certainty, Certainty]]:
    return [(each.label, each.stands, each.certainty) for each in found.measures]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2019", []),
        ("2020", [("W", POSSIBLE, POSSIBLE)]),  # on which days of the year it stood, nobody says
        ("2021-06", [("W", CERTAIN, POSSIBLE)]),  # the waiver may have begun later in 2021
        ("2022", [("W", CERTAIN, CERTAIN)]),
    ],
)
def test_a_waiver_suspends_while_it_holds(
    at: str, expected: list[tuple[str, Certainty, Certainty]]
) -> None:
    data = dataset(LAW, WAIVER, BAN, SETS_ASIDE, actors="A W")
    assert bound(kg.restrictions(data, "A", at=at)) == expected


def test_a_waiver_without_an_end_suspends_where_no_date_is_asked_about() -> None:
    aside = tie("aside", "W", "waivesSanctionsOn", "A", rest="; kg:instrument inst:waiver")
    aid = tie("aid", "W", "givesMilitaryAidTo", "A", rest="; kg:instrument inst:waiver")
    data = dataset(LAW, WAIVER, BAN, aside, aid, actors="A W")
    found = kg.restrictions(data, "A")
    assert bound(found) == [("W", CERTAIN, IMPOSSIBLE)]
    assert found.binding == ()
    (waiver,) = found.measures[0].waivers
    assert (waiver.label, waiver.exempts) == ("The waiver", ("A",))
    assert [each.iri for each in waiver.acts] == [stmt("aside")]
    assert [each.iri for each in waiver.permits] == [stmt("aid")]
    assert [(flow.way, flow.label, flow.imposes) for flow in found.flows] == [("in", "W", False)]


def test_a_waiver_told_by_a_statement_alone_is_named_and_suspends_nothing() -> None:
    aside = tie("aside", "W", "waivesSanctionsOn", "A", rest="; kg:about inst:law")
    found = kg.restrictions(dataset(LAW, BAN, aside, actors="A W"), "A")
    assert bound(found) == [("W", CERTAIN, CERTAIN)]
    assert [(each.instrument, each.exempts) for each in found.measures[0].waivers] == [
        (None, ("A",))
    ]
    assert "    waiver without an instrument, suspends nothing, exempts A\n" in str(found)


SUSPENDED = dataset(
    LAW,
    WAIVER,
    BAN,
    SETS_ASIDE.replace(
        "kg:instrument inst:waiver", "kg:instrument inst:waiver ; kg:about inst:law"
    ),
    actors="A W",
)


@pytest.mark.parametrize(
    ("at", "certainty", "line", "state"),
    [
        (
            "2020-06",
            IMPOSSIBLE,
            "    The waiver, not in force then (2021 to 2021), exempts A\n",
            "not in force then (2021 to 2021), exempts A",
        ),
        (
            "2021-06",
            POSSIBLE,
            "    possibly set aside by The waiver, which exempts A\n",
            "possibly in force, exempts A",
        ),
        (
            None,
            IMPOSSIBLE,
            "    The waiver, no longer in force (2021 to 2021), exempts A\n",
            "no longer in force (2021 to 2021), exempts A",
        ),
    ],
)
def test_a_waiver_outside_its_term_sets_nothing_aside(
    at: str | None, certainty: Certainty, line: str, state: str
) -> None:
    found = kg.restrictions(SUSPENDED, "A", at=at)
    (waiver,) = found.measures[0].waivers  # and no other one without an instrument
    assert (waiver.instrument, waiver.certainty) == (
        "https://w3id.org/actor-kg/instrument/waiver",
        certainty,
    )
    assert (waiver.when, waiver.exempts, [each.iri for each in waiver.acts]) == (
        "2021 to 2021",
        ("A",),
        [stmt("aside")],
    )
    assert line in str(found)
    assert listing(found).rows[1][3] == state


def test_a_waiver_by_its_own_dates_alone_is_told_by_them() -> None:
    dated = WAIVER.replace(
        " .", ' ; kg:since "2021-02-01"^^xsd:date ; kg:until "2021-03-01"^^xsd:date .'
    )
    data = dataset(LAW, dated, BAN, actors="A W")
    for at, certainty in (("2021-02-01", CERTAIN), ("2021-03-02", IMPOSSIBLE)):
        (waiver,) = kg.restrictions(data, "A", at=at).measures[0].waivers
        assert (waiver.certainty, waiver.when) == (certainty, "2021-02-01 to 2021-03-01")


def test_only_those_exempt_then_are_told_of_a_waiver_in_force() -> None:
    other = tie(
        "other",
        "W",
        "waivesSanctionsOn",
        "M",
        rest='; kg:instrument inst:waiver ; kg:since "2023"^^xsd:gYear',
    )
    data = dataset(LAW, WAIVER, BAN, SETS_ASIDE, other, actors="A M W")
    for at, exempts in (("2024", ("M",)), ("2020-06", ("A", "M"))):
        (waiver,) = kg.restrictions(data, "A", at=at).measures[0].waivers
        assert waiver.exempts == exempts


def test_what_is_only_proposed_is_named_apart() -> None:
    data = dataset(tie("plan", "W", "sanctions", "A", status="Proposed"), actors="A W")
    found = kg.restrictions(data, "A")
    assert (found.measures, [each.iri for each in found.unsaid]) == ((), [stmt("plan")])


def test_flows_are_told_partner_by_partner_with_the_far_side() -> None:
    data = dataset(
        BAN.replace(" ; kg:instrument inst:law", ""),
        tie("evade", "M", "helpsEvadeSanctions", "A"),
        tie("trade", "W", "cooperatesEconomicallyWith", "M"),
        tie("gas", "A", "suppliesGasTo", "M"),
        tie("on", "M", "suppliesGasTo", "E"),
        tie("direct", "W", "suppliesGasTo", "A"),
        tie("love", "M", "praises", "A"),
        actors="A E M W",
    )
    found = kg.restrictions(data, "A")
    told = [
        (
            flow.way,
            flow.label,
            flow.evades,
            flow.imposes,
            [each.iri for each in flow.ties],
            [(one.label, one.imposes, [each.iri for each in one.ties]) for one in flow.beyond],
        )
        for flow in found.flows
    ]
    assert told == [
        ("in", "M", True, False, [stmt("evade")], [("W", True, [stmt("trade")])]),
        ("in", "W", False, True, [stmt("direct")], [("M", False, [stmt("trade")])]),
        (
            "out", "M", False, False, [stmt("gas")],
            [("E", False, [stmt("on")]), ("W", True, [stmt("trade")])],
        ),
    ]  # fmt: skip
    assert set(found.statements) == set(map(stmt, ("ban", "evade", "trade", "direct", "gas", "on")))


def test_measures_and_flows_can_be_named() -> None:
    data = dataset(tie("p", "W", "pressures", "A"), tie("t", "M", "trains", "A"), actors="A M W")
    assert kg.restrictions(data, "A").statements == ()
    found = kg.restrictions(data, "A", measures=["pressures"], flows=["trains"])
    assert found.statements == (stmt("p"), stmt("t"))
    with pytest.raises(kg.UnknownRelationType, match="did you mean 'trains'"):
        kg.restrictions(data, "A", flows=["train"])


SPAN = '; kg:since "2015"^^xsd:gYear ; kg:until "{}"^^xsd:{}'


def test_what_is_over_on_the_last_day_of_the_sources_is_told_as_over() -> None:
    """The source is of July 2023: what ends in 2023 may be over by then, what ends in August is not."""
    data = dataset(
        tie("over", "W", "sanctions", "A", rest=SPAN.format("2019", "gYear")),
        tie("perhaps", "X", "sanctions", "A", rest=SPAN.format("2023", "gYear")),
        tie("still", "Y", "sanctions", "A", rest=SPAN.format("2023-08", "gYearMonth")),
        tie("ruling", "Z", "rulesAgainst", "A", rest='; kg:date "2010"^^xsd:gYear'),
        tie("gas", "M", "suppliesGasTo", "A", rest=SPAN.format("2018", "gYear")),
        tie("arms", "M", "suppliesArmsTo", "A", rest='; kg:since "2015"^^xsd:gYear'),
        tie("back", "M", "sanctions", "W", rest=SPAN.format("2018", "gYear")),
        actors="A M W X Y Z",
    )
    found = kg.restrictions(data, "A")
    assert bound(found) == [
        ("W", IMPOSSIBLE, IMPOSSIBLE),
        ("X", POSSIBLE, POSSIBLE),
        ("Y", CERTAIN, CERTAIN),
        ("Z", CERTAIN, CERTAIN),
    ]
    assert [each.label for each in found.binding] == ["X", "Y", "Z"]
    assert [each.iri for flow in found.flows for each in flow.ties] == [stmt("arms")]
    assert [each.iri for each in found.ended] == [stmt("gas")]
    assert found.counted.startswith(
        "actual statements not over by 2023-07, the latest date of a source; measures: "
    )
    text = str(found)
    assert "  W: no longer in force\n    - W sanctions A (2015 to 2019) [1] stmt:over\n" in text
    assert (
        "\nWhat came in or went out, and is over\n  - M supplies gas to A (2015 to 2018) [1] stmt:gas\n"
        in text
    )
    assert [(row[0], row[3]) for row in listing(found).rows] == [
        ("measure", "no longer in force"),
        ("measure", "possibly binds"),
        ("measure", "binds"),
        ("measure", "binds"),
        ("flow in", ""),
        ("ended flow", "over"),
    ]
    then = kg.restrictions(data, "A", at="2016")
    assert ([each.label for each in then.binding], then.ended) == (["W", "X", "Y", "Z"], ())


TERM = '; kg:since "{}"^^xsd:date ; kg:until "{}"^^xsd:date'
PAUSES = dataset(
    LAW,
    WAIVER.replace("waiver", "pause"),
    WAIVER.replace("waiver", "later").replace(" .", TERM.format("2023-12-01", "2024-12-31") + " ."),
    WAIVER.replace("waiver", "old").replace(" .", TERM.format("2021-01-01", "2021-12-31") + " ."),
    BAN,
    tie(
        "paused", "W", "waivesSanctionsOn", "A",
        rest="; kg:instrument inst:pause" + TERM.format("2023-03-01", "2023-09-30"),
    ),
    tie("next", "M", "sanctions", "A", rest='; kg:since "2024"^^xsd:gYear'),
    tie("thisyear", "X", "sanctions", "A", rest='; kg:since "2023"^^xsd:gYear'),
    actors="A M W X",
)  # fmt: skip


def test_without_a_date_waivers_and_measures_are_told_as_of_the_last_day_of_the_sources() -> None:
    """The source is of July 2023: the pause is in force then, the later one and M's measure are not yet."""
    found = kg.restrictions(PAUSES, "A")
    assert bound(found) == [
        ("M", IMPOSSIBLE, IMPOSSIBLE),
        ("W", CERTAIN, IMPOSSIBLE),
        ("X", POSSIBLE, POSSIBLE),  # it may begin in the rest of 2023
    ]
    assert [each.label for each in found.binding] == ["X"]
    assert [each.ahead for each in found.measures] == [True, False, False]
    assert sorted(
        (each.label, each.certainty, each.ahead) for each in found.measures[1].waivers
    ) == [
        ("The later", IMPOSSIBLE, True),
        ("The old", IMPOSSIBLE, False),
        ("The pause", CERTAIN, False),
    ]
    text = str(found)
    for line in (
        "  M: not yet in force\n",
        "  W, by The law: suspended by a waiver\n",
        "    The later, not yet in force (2023-12-01 to 2024-12-31), exempts nobody by",
        "    The old, no longer in force (2021-01-01 to 2021-12-31), exempts nobody by",
        "    set aside by The pause, which exempts A\n",
        "  X: possibly binds\n",
    ):
        assert line in text
    assert [(row[1], row[3]) for row in listing(found).rows if row[0] == "measure"] == [
        ("M", "not yet in force"),
        ("W", "suspended by a waiver"),
        ("X", "possibly binds"),
    ]
    assert bound(kg.restrictions(PAUSES, "A", at="2023-07")) == bound(found)[1:]


@pytest.mark.parametrize(
    ("until", "certainty"),
    [
        ('"2023-06"^^xsd:gYearMonth', CERTAIN),  # over before July
        ('"2023"^^xsd:gYear', POSSIBLE),  # over in July, or not
        ('"2023-08"^^xsd:gYearMonth', IMPOSSIBLE),  # in force in all of July
    ],
)
def test_a_waiver_with_an_end_suspends_while_that_may_be_ahead(
    until: str, certainty: Certainty
) -> None:
    dated = WAIVER.replace(" .", f' ; kg:since "2021"^^xsd:gYear ; kg:until {until} .')
    found = kg.restrictions(dataset(LAW, dated, BAN, actors="A W"), "A")
    assert bound(found) == [("W", CERTAIN, certainty)]


def test_a_waiver_that_perhaps_was_known_suspends_possibly() -> None:
    """The pause is told by an undated source: by 2022 it may have been known, and runs until 2023."""
    data = dataset(
        LAW, WAIVER, 'src:memo a kg:Source ; dcterms:title "A memo" .', BAN,
        tie(
            "paused", "W", "waivesSanctionsOn", "A", source="src:memo",
            rest="; kg:instrument inst:waiver" + TERM.format("2021-01-01", "2023-09-30"),
        ),
        actors="A W",
        source='src:s a kg:Source ; dcterms:title "Then" ; dcterms:issued "2022"^^xsd:gYear .',
    )  # fmt: skip
    assert bound(kg.restrictions(data, "A")) == [("W", CERTAIN, IMPOSSIBLE)]
    assert bound(kg.restrictions(data, "A", known_by="2022-12-31")) == [("W", CERTAIN, POSSIBLE)]


def test_on_one_day_having_begun_and_lasting_is_holding() -> None:
    """Every period of days 1 to 4 against every day 1 to 5."""
    spans = [(low, high) for low in range(1, 5) for high in range(low, 5)]
    ends: list[tuple[int | None, int | None]] = [(None, None), *spans]
    for first, end, day in product(spans, ends, range(1, 6)):
        period, last = Period(first, end), PartialDate("that day", day, day, "")
        both = {begun(period, last), lasts(period, last)}
        least = next(each for each in (IMPOSSIBLE, POSSIBLE, CERTAIN) if each in both)
        assert least is holds(period, Window(day, day, exact=True)), (period, day)


def test_without_a_dated_source_what_has_an_end_is_over() -> None:
    data = dataset(
        tie("over", "W", "sanctions", "A", rest=SPAN.format("2030", "gYear")),
        actors="A W",
        source='src:s a kg:Source ; dcterms:title "A memo" .',
    )
    found = kg.restrictions(data, "A")
    assert found.binding == ()
    assert found.counted.startswith("actual statements without a known end; measures: ")


def test_a_waiver_whose_measure_nobody_knew_of_is_told_all_the_same() -> None:
    late = 'src:late a kg:Source ; dcterms:title "Late" ; dcterms:issued "2023"^^xsd:gYear .'
    data = dataset(
        LAW, WAIVER, late, BAN.replace("dcterms:source src:s", "dcterms:source src:late"),
        SETS_ASIDE, actors="A W",
        source='src:s a kg:Source ; dcterms:title "Then" ; dcterms:issued "2021"^^xsd:gYear .',
    )  # fmt: skip
    found = kg.restrictions(data, "A", at="2021", known_by="2022")
    assert (found.measures, [each.iri for each in found.waiving]) == ((), [stmt("aside")])
    assert str(found).split("\n\n")[1:3] == [
        "Measures against A at 2021\n  none is told that counts",
        "Waivers, of measures that no statement told here is about\n"
        "  - W waives sanctions on A (2021 to 2021, possibly) [1] stmt:aside",
    ]
    (measure,) = kg.restrictions(data, "A", at="2021").measures
    assert [each.iri for one in measure.waivers for each in one.acts] == [stmt("aside")]


def test_nothing_is_an_answer() -> None:
    assert str(kg.restrictions(dataset(actors="A"), "A")).endswith(
        "No statement tells of a measure against A, nor of a flow to or from it."
    )


def test_the_article_has_russia_sanctioned_and_azerbaijan_exempt() -> None:
    """Paragraph 8: Western sanctions on Russia, which Azerbaijan helps evade; gas from Russia to Azerbaijan, from
    Azerbaijan to the EU. Paragraph 10: Section 907 binds Azerbaijan and is waived. Paragraph 4: the ICJ's order.
    """
    data = kg.load(kg.shipped())
    russia = kg.restrictions(data, "Russia", at="2023-07")
    assert bound(russia) == [("The West", CERTAIN, CERTAIN)]
    ways = {(flow.way, flow.label, flow.evades) for flow in russia.flows}
    assert ways == {
        ("in", "Azerbaijan", True),
        ("in", "Iran", False),
        ("out", "Azerbaijan", False),
        ("out", "Iran", False),
    }
    (out,) = (flow for flow in russia.flows if (flow.way, flow.label) == ("out", "Azerbaijan"))
    assert [each.actor for each in out.beyond] == [act("EuropeanUnion")]
    azerbaijan = kg.restrictions(data, "Azerbaijan")
    assert bound(azerbaijan) == [
        ("International Court of Justice", CERTAIN, CERTAIN),
        ("United States", CERTAIN, IMPOSSIBLE),
    ]
    assert [each.iri for each in azerbaijan.unsaid] == [stmt("west-sanctions-azerbaijan")]
