"""The journeys behind the two days of a reach: by hand, where each day rests on another."""

import pytest

import kg
from tests.factory import act, dataset, stmt, tie

# At once, sometime in 2020; or by way of C, on 1 June and then sometime in June
DATA = dataset(
    tie("ab", "A", "suppliesGasTo", "B", rest='; kg:since "2020"^^xsd:gYear'),
    tie("ac", "A", "suppliesGasTo", "C", rest='; kg:since "2020-06-01"^^xsd:date'),
    tie("cb", "C", "suppliesGasTo", "B", rest='; kg:since "2020-06"^^xsd:gYearMonth'),
    tie("cd", "C", "praises", "D", rest='; kg:date "2020"^^xsd:gYear'),
    actors="A B C D E",
)


def test_each_day_has_its_journey() -> None:
    found = kg.explain_reach(kg.reach(DATA, "A"), "B")
    assert (found.reached.possibly, found.reached.certainly) == ("2020-01-01", "2020-06-30")
    assert found.possible.statements == (stmt("ab"),)
    assert found.possible.arrival == "2020-01-01"
    assert found.certain is not None
    assert found.certain.statements == (stmt("ac"), stmt("cb"))
    assert found.certain.legs[-1].certainly == "2020-06-30"
    assert found.statements == (stmt("ab"), stmt("ac"), stmt("cb"))
    told = " ".join(str(found).split())
    assert "A reaches B: possibly from 2020-01-01 on, certainly from 2020-06-30 on" in told
    assert "Possibly: A reaches B in 1 step" in told
    assert "Certainly: A reaches B in 2 steps" in told
    assert found._repr_html_().count("<tr>") == 1 + 1 + 2


def test_where_it_is_not_certain_there_is_one_journey() -> None:
    """D is praised in 2020, perhaps before C had anything from A."""
    found = kg.explain_reach(kg.reach(DATA, "A"), "D")
    assert (found.certain, found.possible.statements) == (None, (stmt("ac"), stmt("cd")))
    assert "A reaches D: possibly from 2020-06-01 on, not certainly" in " ".join(str(found).split())


def test_backward_it_tells_when_influence_has_to_leave() -> None:
    found = kg.explain_reach(kg.reach(DATA, "D", backward=True), "A")
    assert (found.reached.possibly, found.possible.actors) == (
        "2020-12-31",
        (act("A"), act("C"), act("D")),
    )
    assert "A reaches D: possibly leaving by 2020-12-31, not certainly" in " ".join(
        str(found).split()
    )


def test_all_of_the_shipped_reach_agree_with_their_rows() -> None:
    for backward in (False, True):
        reach = kg.reach(kg.load(kg.shipped()), "Armenia", backward=backward)
        for each in reach:
            found = kg.explain_reach(reach, each.actor)
            assert found.reached == each
            told = found.certain or found.possible
            assert (told.actors, told.statements) == (each.actors, each.statements)
            assert (found.certain is None) == (each.certainty == "possible")


def test_who_is_not_reached_or_not_known_is_refused() -> None:
    with pytest.raises(
        kg.OptionError, match="no influence that is asked about reaches 'A' in time"
    ):
        kg.explain_reach(kg.reach(DATA, "B"), "A")
    with pytest.raises(kg.OptionError, match="comes from 'E' in time"):
        kg.explain_reach(kg.reach(DATA, "B", backward=True), "E")
    with pytest.raises(kg.UnknownActor):
        kg.explain_reach(kg.reach(DATA, "B"), "F")
