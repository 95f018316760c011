"""What an event asks of an alliance: who was a member on the day, who helped, refused, or is not told to have."""

import pytest

import kg
from kg.analysis.commitments import Answer
from kg.dates import Certainty
from tests.factory import act, dataset, stmt, tie

WAR = 'inst:war a kg:Event ; skos:prefLabel "The war"@en ; kg:date "2022-09"^^xsd:gYearMonth .'
HIT = tie(
    "hit", "X", "attacks", "A", rest='; kg:instrument inst:war ; kg:date "2022-09"^^xsd:gYearMonth'
)
ANSWERS = "; kg:inResponseTo inst:war"


def member(name: str, who: str, rest: str = '; kg:since "1992"^^xsd:gYear', **how: str) -> str:
    return tie(name, who, "memberOf", "Pact", rest=rest, **how)


def asked(*blocks: str) -> list[tuple[str, str, Answer, Certainty]]:
    data = dataset(WAR, HIT, *blocks, actors="A B C X Pact")
    return [
        (each.owing_label, each.label, each.outcome, each.certainty)
        for each in kg.commitments(data, "Pact", "inst:war")
    ]


SURE = Certainty.CERTAIN


def test_what_nobody_tells_of_is_unanswered_and_no_refusal() -> None:
    assert asked(member("a", "A"), member("b", "B")) == [
        ("Pact", "A", Answer.UNANSWERED, SURE),
        ("B", "A", Answer.UNANSWERED, SURE),
    ]


@pytest.mark.parametrize(
    ("blocks", "outcome"),
    [
        ([tie("h", "Pact", "givesMilitaryAidTo", "A", rest=ANSWERS)], Answer.HONOURED),
        ([tie("h", "Pact", "deploysMissionTo", "A", rest="; kg:about stmt:hit")], Answer.HONOURED),
        ([tie("r", "Pact", "refusesAidTo", "A", rest=ANSWERS)], Answer.REFUSED),
        (
            [
                tie("h", "Pact", "trains", "A", rest=ANSWERS),
                tie("r", "Pact", "refusesAidTo", "A", rest=ANSWERS),
            ],
            Answer.DISPUTED,
        ),
        (
            [
                tie("o", "Pact", "protects", "A", status="Refused", rest=ANSWERS),
                tie("no", "A", "refusesCooperationWith", "Pact", rest="; kg:inResponseTo stmt:o"),
            ],
            Answer.DECLINED,
        ),
        # Said and not counted: an offer, a claim, warm words, help that names no event.
        ([tie("p", "Pact", "protects", "A", status="Proposed", rest=ANSWERS)], Answer.UNANSWERED),
        ([tie("p", "Pact", "protects", "A", status="Alleged", rest=ANSWERS)], Answer.UNANSWERED),
        ([tie("w", "Pact", "praises", "A", rest=ANSWERS)], Answer.UNANSWERED),
        ([tie("h", "Pact", "givesMilitaryAidTo", "A")], Answer.UNANSWERED),
        ([tie("h", "Pact", "givesMilitaryAidTo", "X", rest=ANSWERS)], Answer.UNANSWERED),
    ],
)
def test_outcomes(blocks: list[str], outcome: Answer) -> None:
    assert asked(member("a", "A"), *blocks) == [("Pact", "A", outcome, SURE)]


def test_a_call_is_told_and_its_answer_counts() -> None:
    data = dataset(
        WAR,
        HIT,
        member("a", "A"),
        tie("call", "A", "callsOn", "Pact", rest=ANSWERS),
        tie("no", "Pact", "refusesAidTo", "A", rest="; kg:inResponseTo stmt:call"),
        tie("late", "Pact", "trains", "A"),
        actors="A X Pact",
    )
    (found,) = kg.commitments(data, "Pact", "The war")
    assert [each.iri for each in found.calls] == [stmt("call")]
    assert (found.outcome, [each.iri for each in found.answers]) == (Answer.REFUSED, [stmt("no")])
    assert [each.iri for each in found.elsewhere] == [stmt("late")]
    assert found.statements == tuple(map(stmt, ("hit", "a", "call", "no", "late")))


@pytest.mark.parametrize(
    ("rest", "certainty"),
    [
        ('; kg:since "2022-08"^^xsd:gYearMonth', Certainty.CERTAIN),
        ('; kg:since "2022"^^xsd:gYear', Certainty.POSSIBLE),
        ("", Certainty.POSSIBLE),  # a member in July 2023, by the source; before that nobody says
        ('; kg:since "1992"^^xsd:gYear ; kg:until "2022"^^xsd:gYear', Certainty.POSSIBLE),
    ],
)
def test_members_are_those_on_the_date(rest: str, certainty: Certainty) -> None:
    assert asked(member("a", "A", rest)) == [("Pact", "A", Answer.UNANSWERED, certainty)]


@pytest.mark.parametrize(
    "block",
    [
        member("a", "A", '; kg:since "2022-10"^^xsd:gYearMonth'),
        member("a", "A", '; kg:since "1992"^^xsd:gYear ; kg:until "2022-08"^^xsd:gYearMonth'),
        member("a", "A", status="Denied"),
        member("b", "B"),
    ],
)
def test_who_is_no_member_on_the_date_is_owed_nothing(block: str) -> None:
    data = dataset(WAR, HIT, block, actors="A B X Pact")
    found = kg.commitments(data, "Pact", "inst:war")
    assert (len(found), found.reason is None) == (0, False)


def test_leaving_before_the_event_makes_membership_doubtful() -> None:
    left = tie("left", "A", "withdrawsFrom", "Pact", rest='; kg:date "2021"^^xsd:gYear')
    data = dataset(WAR, HIT, member("a", "A"), left, actors="A X Pact")
    (found,) = kg.commitments(data, "Pact", "inst:war")
    assert (found.certainty, [each.iri for each in found.doubts]) == (
        Certainty.POSSIBLE,
        [stmt("left")],
    )


def test_a_member_that_struck_owes_nothing() -> None:
    assert asked(member("a", "A"), member("x", "X"), member("c", "C")) == [
        ("Pact", "A", Answer.UNANSWERED, SURE),
        ("C", "A", Answer.UNANSWERED, SURE),
    ]


def test_words_trigger_nothing_unless_asked() -> None:
    threat = tie("threat", "X", "threatens", "A", rest="; kg:instrument inst:war")
    data = dataset(WAR, threat, member("a", "A", '; kg:since "1992"^^xsd:gYear'), actors="A X Pact")
    assert len(kg.commitments(data, "Pact", "inst:war")) == 0
    (found,) = kg.commitments(data, "Pact", "inst:war", triggers=["threatens"])
    assert [each.iri for each in found.triggers] == [stmt("threat")]


def test_an_event_without_an_act_of_force_triggers_nothing_and_says_so() -> None:
    data = dataset(WAR, member("a", "A"), actors="A Pact")
    found = kg.commitments(data, "Pact", "inst:war")
    assert found.reason == "no act of force that counts rests on The war"
    assert str(found).endswith(
        "Nothing is triggered: no act of force that counts rests on The war."
    )


def test_the_statement_of_an_act_may_be_asked_about_itself() -> None:
    data = dataset(WAR, HIT, member("a", "A"), actors="A X Pact")
    (found,) = kg.commitments(data, "Pact", "stmt:hit")
    assert (found.owing, found.member) == (act("Pact"), act("A"))


def test_unknown_events_are_refused_with_near_matches() -> None:
    with pytest.raises(kg.UnknownName, match="did you mean 'inst:war'"):
        kg.commitments(dataset(WAR, actors="Pact"), "Pact", "inst:wax")


def test_the_csto_refused_armenia_in_september_2022() -> None:
    """Paragraph 2: Azerbaijan, no member, attacked Armenia, a member since 1992; the organisation declined to
    step in. Paragraph 11: Armenia turned down its later offers, which the article does not tie to the event.
    """
    found = kg.commitments(kg.load(kg.shipped()), "the CSTO", "inst:offensive-2022")
    (only,) = found
    assert (only.owing, only.member) == (act("CSTO"), act("Armenia"))
    assert (only.outcome, only.certainty) == (Answer.REFUSED, Certainty.CERTAIN)
    parts = ("triggers", "membership", "doubts", "calls", "answers", "claims", "elsewhere")
    assert {part: [each.iri for each in getattr(only, part)] for part in parts} == {
        "triggers": [stmt("azerbaijan-armenia-attack-2022-09")],
        "membership": [stmt("armenia-csto-membership")],
        "doubts": [],
        "calls": [],
        "answers": [stmt("csto-refuses-armenia-2022")],
        "claims": [stmt("csto-protects-armenia-2022")],
        "elsewhere": [
            stmt("armenia-refuses-csto-declaration"),
            stmt("armenia-refuses-csto-deputy"),
            stmt("armenia-refuses-csto-drills"),
            stmt("armenia-refuses-csto-mission"),
            stmt("csto-armenia-defence-aid"),
            stmt("csto-armenia-mission"),
        ],
    }
