"""Who mediated: what is put together, in what order, with what result, by whose account."""

import pytest

import kg
from kg.analysis.mediation import Outcome
from kg.dates import Certainty
from tests.factory import act, actor, dataset, stmt, tie

ROUND = 'inst:{0} a kg:Instrument ; skos:prefLabel "{0}"@en .'


def mediates(name: str, who: str, side: str, rest: str = "", status: str = "Actual") -> str:
    return tie(name, who, "mediatesFor", side, rest=rest, status=status)


def on(date: str, kind: str = "gYearMonth") -> str:
    return f'; kg:date "{date}"^^xsd:{kind}'


def test_both_sides_of_one_matter_are_one_mediation() -> None:
    data = dataset(
        ROUND.format("truce"),
        mediates("one", "M", "A", "; kg:about inst:truce" + on("2020-01")),
        mediates("two", "M", "B", "; kg:about inst:truce" + on("2020", "gYear")),
        tie("came", "A", "negotiatesWith", "B", rest="; kg:instrument inst:truce"),
        tie("after", "C", "praises", "M", rest="; kg:about stmt:one"),
        actors="A B C M",
    )
    (found,) = kg.mediations(data, "A", "B")
    assert (found.mediator, found.sides, found.others) == (act("M"), (act("A"), act("B")), ())
    assert [each.iri for each in found.acts] == [stmt("one"), stmt("two")]
    assert (found.when, found.follows) == ("2020-01 and 2020", None)
    assert found.outcome is Outcome.THERE
    assert [each.iri for each in found.result] == [stmt("came")]
    assert [each.iri for each in found.followed] == [stmt("after")]
    assert found.statements == (stmt("one"), stmt("two"), stmt("came"), stmt("after"))


def test_rounds_whose_dates_cannot_be_the_same_are_two_and_stand_in_order() -> None:
    data = dataset(
        ROUND.format("truce"),
        *(
            mediates(f"{side}{year}", "M", side, "; kg:about inst:truce" + on(year, "gYear"))
            for side in "AB"
            for year in ("2021", "2019")
        ),
        actors="A B M",
    )
    found = kg.mediations(data, "A", "B")
    assert [(each.when, each.follows) for each in found] == [
        ("2019", None),
        ("2021", Certainty.CERTAIN),
    ]


@pytest.mark.parametrize(
    ("first", "second", "follows"),
    [
        ("2020-01", "2020-02", Certainty.CERTAIN),
        ("2020-06", "2020", Certainty.POSSIBLE),
        ("2020-06", None, Certainty.POSSIBLE),
    ],
)
def test_the_order_is_as_certain_as_the_dates(
    first: str, second: str | None, follows: Certainty
) -> None:
    def date(text: str | None) -> str:
        return "" if text is None else on(text, "gYearMonth" if "-" in text else "gYear")

    data = dataset(
        ROUND.format("one"),
        ROUND.format("two"),
        *(mediates(f"m{side}", "M", side, "; kg:about inst:one" + date(first)) for side in "AB"),
        *(mediates(f"n{side}", "N", side, "; kg:about inst:two" + date(second)) for side in "AB"),
        actors="A B M N",
    )
    found = kg.mediations(data, "A", "B")
    assert [each.mediator for each in found] == [act("M"), act("N")]
    assert found[1].follows is follows


def test_mediators_and_matters_are_kept_apart() -> None:
    data = dataset(
        ROUND.format("one"),
        ROUND.format("two"),
        mediates("a", "M", "A", "; kg:about inst:one"),
        mediates("b", "M", "B", "; kg:about inst:two"),
        mediates("c", "N", "B", "; kg:about inst:one"),
        mediates("none", "M", "B"),
        actors="A B M N",
    )
    found = kg.mediations(data, "A", "B")
    assert list(found) == []
    assert sorted(each.statements for each in found.one_sided) == [
        (stmt("a"),),
        (stmt("b"),),
        (stmt("c"),),
        (stmt("none"),),
    ]


def test_without_a_matter_what_both_answer_joins_them() -> None:
    data = dataset(
        'inst:war a kg:Event ; skos:prefLabel "war"@en .',
        mediates("a", "M", "A", "; kg:inResponseTo inst:war"),
        mediates("b", "M", "B", "; kg:inResponseTo inst:war"),
        actors="A B M",
    )
    (found,) = kg.mediations(data, "A", "B")
    assert [each.label for each in found.answers] == ["war"]
    assert (found.outcome, found.matters) == (Outcome.UNTOLD, ())


def test_an_answered_statement_that_is_not_actual_says_so() -> None:
    data = dataset(
        tie("threat", "A", "attacks", "B", status="Threatened"),
        mediates("a", "M", "A", "; kg:inResponseTo stmt:threat"),
        mediates("b", "M", "B", "; kg:inResponseTo stmt:threat"),
        actors="A B M",
    )
    (found,) = kg.mediations(data, "A", "B")
    assert [each.label for each in found.answers] == ["A attacks B (threatened)"]


def test_an_opponent_under_another_name_stands_on_the_other_side() -> None:
    data = dataset(
        ROUND.format("truce"),
        mediates("a", "M", "A", "; kg:about inst:truce"),
        mediates("r", "M", "Rebels", "; kg:about inst:truce"),
        actors="A B M Rebels",
    )
    found = kg.mediations(data, "A", "B")
    assert (len(found), len(found.one_sided)) == (0, 1)
    assert (found.one_sided[0].sides, found.one_sided[0].others) == ((act("A"),), ("Rebels",))


@pytest.mark.parametrize(
    ("statuses", "outcome", "words"),
    [
        (["Actual", "Denied"], Outcome.THERE, "what came of it"),
        (["Expected"], Outcome.EXPECTED, "not there yet"),
        (["Alleged", "Proposed"], Outcome.ALLEGED, "only alleged"),
        (["Refused"], Outcome.REFUSED, "turned down"),
        (["Proposed", "Refused"], Outcome.REFUSED, "turned down"),
        (["Denied"], Outcome.DENIED, "denied"),
        (["Threatened"], Outcome.THREATENED, "threatened"),
        (["Proposed"], Outcome.PROPOSED, "proposed"),
        (["Expected", "Refused"], Outcome.DISPUTED, "told, and denied or refused"),
        (["Alleged", "Denied"], Outcome.DISPUTED, "told, and denied or refused"),
    ],
)
def test_what_came_of_it_is_what_the_statuses_of_its_results_say(
    statuses: list[str], outcome: Outcome, words: str
) -> None:
    data = dataset(
        ROUND.format("peace"),
        mediates("a", "M", "A", "; kg:about inst:peace"),
        mediates("b", "M", "B", "; kg:about inst:peace"),
        *(
            tie(status, "A", "alliedWith", "B", status=status, rest="; kg:instrument inst:peace")
            for status in statuses
        ),
        actors="A B M",
    )
    found = kg.mediations(data, "A", "B")
    assert found[0].outcome is outcome
    assert f"\n  {words}:\n" in str(found)
    (part,) = kg.marks(data, lambda given: kg.mediations(given, "A", "B"))
    assert part.label == f"M: {outcome.value}"


def test_a_partys_own_account_is_marked_and_the_authors_named() -> None:
    data = dataset(
        ROUND.format("truce"),
        mediates("a", "M", "A", "; kg:about inst:truce ; kg:attributedTo actor:M"),
        mediates("b", "M", "B", "; kg:about inst:truce"),
        actors="A B M",
    )
    told = kg.mediations(data, "A", "B")[0].accounts
    assert [(each.name, each.party, each.statements) for each in told] == [
        ("A report", False, (stmt("b"),)),
        ("M", True, (stmt("a"),)),
    ]


def test_only_actual_mediation_counts_unless_asked() -> None:
    data = dataset(
        ROUND.format("truce"),
        mediates("a", "M", "A", "; kg:about inst:truce", status="Proposed"),
        mediates("b", "M", "B", "; kg:about inst:truce", status="Proposed"),
        actors="A B M",
    )
    assert len(kg.mediations(data, "A", "B")) == 0
    assert kg.mediations(data, "A", "B").counted == "0 of 2 statements of mediation: actual"
    assert len(kg.mediations(data, "A", "B", status="all")) == 1


def test_one_actor_and_unknown_names_are_refused() -> None:
    data = dataset(actor("Aland"), actors="B")
    with pytest.raises(kg.OptionError, match="'Aland' and 'Aland' are the same actor"):
        kg.mediations(data, "Aland", "Aland")
    with pytest.raises(kg.UnknownActor, match="did you mean 'Aland'"):
        kg.mediations(data, "Alandd", "B")


def test_the_article_tells_of_two_mediations_between_armenia_and_azerbaijan() -> None:
    """Paragraph 2: the United States, after the offensive of September 2022; paragraph 13: the West, for a
    peace treaty that is not concluded. Russia's of 2020 had Nagorno-Karabakh on the other side (paragraph 3).
    """
    found = kg.mediations(kg.load(kg.shipped()), "Yerevan", "Baku")
    assert [(each.label, each.when, each.outcome) for each in found] == [
        ("United States", "2022", Outcome.UNTOLD),
        ("The West", "", Outcome.EXPECTED),
    ]
    assert found[0].answers[0].iri.endswith("offensive-2022")
    assert [each.name for each in found[0].accounts] == ["Sheila Paylan"]
    assert [each.iri for each in found[1].result] == [stmt("armenia-azerbaijan-peace-treaty")]
    (russia,) = found.one_sided
    assert (russia.label, russia.others) == ("Russia", ("Nagorno-Karabakh",))
    assert {each.iri for each in russia.result} == {
        stmt("peacekeepers-control-access-nagorno-karabakh"),
        stmt("russia-influence-nagorno-karabakh-2020"),
        stmt("russia-nagorno-karabakh-peacekeepers"),
    }
