"""Which parts of an answer withstand the loss of each origin: by hand, for every kind of answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import kg
from kg.errors import OptionError
from kg.views.marks import listing
from tests.factory import act, dataset, tie

SOURCES = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "{name}" ; dcterms:publisher "House {name}" ;'
    ' dcterms:issued "2023-07"^^xsd:gYearMonth .'
    for name in "pqr"
)
ALSO = "; kg:evidence [ a kg:Evidence ; dcterms:source src:q ]"
WORLD = dataset(
    tie("ab", "A", "suppliesGasTo", "B", source="src:p", rest=ALSO),  # of two houses
    tie("bd", "B", "suppliesGasTo", "D", source="src:p"),
    tie("cd", "C", "suppliesGasTo", "D", source="src:q"),
    tie("war", "B", "wagesWarOn", "C", source="src:r", rest='; kg:since "2020"^^xsd:gYear'),
    actors="A B C D",
    source=SOURCES,
)


def told(found: kg.Marks) -> list[tuple[str, str, list[str]]]:
    return [(each.label, each.verdict.value, [str(one) for one in each.without]) for each in found]


def test_a_part_is_contested_if_an_origin_carries_it() -> None:
    found = kg.marks(WORLD, kg.alternatives)
    assert told(found) == [
        ("A supplies gas to B: no alternative without it", "stable", []),
        ("B supplies gas to D: an alternative without it", "contested", ["House p", "House q"]),
        ("C supplies gas to D: an alternative without it", "contested", ["House p", "House q"]),
    ]  # fmt: skip
    assert [(label, str(origin)) for label, origin in found.instead] == [
        ("B supplies gas to D: no alternative without it", "House q"),
        ("C supplies gas to D: no alternative without it", "House p"),
    ]
    assert (found.verdict, found.left_out, found.origins, found.alone) == ("contested", 3, 3, None)
    assert "\nSaid only without an origin\n" in str(found)
    by_place = kg.marks(WORLD, kg.alternatives, leave_out="place")
    assert "\nSaid only without a place\n" in str(by_place)


def test_an_answer_that_no_origin_changes_is_stable() -> None:
    found = kg.marks(WORLD, lambda data: kg.paths(data, "A", "B"))
    assert (told(found), found.verdict) == ([("A > B", "stable", [])], "stable")
    both = kg.marks(WORLD, lambda data: kg.paths(data, "A", "D"))
    assert told(both) == [("A > B > D", "contested", ["House p"])]
    assert str(both).splitlines() == [
        "Contested: 0 of 1 part stable, by asking again without each origin",
        "Left out one by one: 3 of 3 origins",
        "  A > B > D (contested: not without House p)",
    ]
    record = listing(both).records
    assert json.loads(json.dumps(record))["parts"][0]["key"] == [act("A"), act("B"), act("D")]
    assert "<td>contested</td>" in both._repr_html_()


@pytest.mark.parametrize(
    "ask",
    [
        lambda data: kg.rank(data, "degree"),
        lambda data: kg.rank(data, "pagerank", start="Armenia"),
        lambda data: kg.paths(data, "Russia", "EU", limit=2),
        lambda data: kg.reach(data, "Iran"),
        lambda data: kg.journeys(data, "Iran", "Armenia"),
        kg.balance,
        lambda data: kg.communities(data, runs=2),
        lambda data: kg.both_sides(data, "Armenia", "Azerbaijan"),
        lambda data: kg.mediations(data, "Armenia", "Azerbaijan"),
        lambda data: kg.changes(data, "Armenia", "2022", "2023-07"),
        lambda data: kg.commitments(data, "CSTO", "inst:offensive-2022"),
        lambda data: kg.restrictions(data, "Azerbaijan"),
        lambda data: kg.alternatives(data, "Russia"),
        lambda data: kg.whatif(data, retract="inst:azerbaijan-eu-gas-deal", measures="degree"),
    ],
)
def test_every_kind_of_answer_has_parts_and_all_rests_on_the_one_article(
    ask: Callable[[kg.Dataset], Any],
) -> None:
    found = kg.marks(kg.load(kg.shipped()), ask)
    assert len(found) > 0
    assert len({each.key for each in found}) == len(found)
    assert found.alone is not None
    assert (found.alone.label, found.left_out, found.verdict) == ("Sheila Paylan", 1, "contested")
    assert all(each.without == (found.alone,) for each in found)
    assert (
        str(found).splitlines()[2]
        == "All rests on Sheila Paylan; leaving out each place tells more"
    )


def test_an_answer_that_cannot_be_given_without_an_origin_has_no_parts() -> None:
    """B has a relation of House p or q and of r; D starts no walk without p and q, A none without either."""
    found = kg.marks(WORLD, lambda data: kg.rank(data, "pagerank", start="C", limit=1))
    # without House q C is at war alone, and without r it supplies D alone: it can start a walk in both
    assert [str(origin) for origin in found[0].without] == []
    gas = kg.marks(
        WORLD, lambda data: kg.rank(kg.project(data, sign=1), "pagerank", start="C", limit=1)
    )
    assert [str(origin) for origin in gas[0].without] == [
        "House q"
    ]  # an error there: no relation of C


def test_a_place_may_be_left_out_instead() -> None:
    """Without its paragraph a supply is gone: what is left is told by the same question asked again."""
    data = kg.load(kg.shipped())
    found = kg.marks(
        data, lambda some: kg.both_sides(some, "Armenia", "Azerbaijan"), leave_out="place"
    )
    whole = kg.both_sides(data, "Armenia", "Azerbaijan")
    assert [each.key[0] for each in found] == [each.actor for each in whole]
    gone = {str(origin) for each in found for origin in each.without}
    assert gone
    for each in found:
        cited = {
            piece.locator
            for iri in next(one for one in whole if one.actor == each.key[0]).statements
            for piece in data.statements[iri].evidence
        }
        assert {
            str(origin) for origin in each.without
        } <= cited  # only what it rests on can fell it


def test_parts_may_be_given_and_what_has_none_is_refused() -> None:
    found = kg.marks(WORLD, kg.corroboration, by=lambda answer: {("n",): f"{len(answer)} of them"})
    assert told(found) == [("4 of them", "stable", [])]
    with pytest.raises(
        OptionError, match="no parts are known of a 'Corroboration'; ask for one of"
    ):
        kg.marks(WORLD, kg.corroboration)
    with pytest.raises(OptionError, match="unknown leave_out 'page'; use 'origin' or 'place'"):
        kg.marks(WORLD, kg.balance, leave_out="page")


def test_progress_is_told_of_each_asking() -> None:
    told: list[tuple[str, int, float | None]] = []
    kg.marks(WORLD, kg.balance, progress=lambda *each: told.append(each))
    assert told == [("asking", 1, 1 / 3), ("asking", 2, 2 / 3), ("asking", 3, 1.0)]
