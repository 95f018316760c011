"""Actors by name: as given first, then without the article."""

import pytest

from kg.errors import AmbiguousName, UnknownActor
from kg.names import names_of
from tests.factory import act

NAMES = names_of(
    [
        (act("CSTO"), "Collective Security Treaty Organization", ["CSTO"]),
        (act("Russia"), "Russia", ["Kremlin", "the Russian Federation"]),
        (act("West"), "The West", []),
        (act("Hague"), "The Hague", []),
        (act("Haag"), "Hague", []),
        (act("Theodora"), "Theodora", []),
    ]
)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("CSTO", "CSTO"),
        ("the CSTO", "CSTO"),
        ("THE  CSTO", "CSTO"),
        ("the Collective Security Treaty Organization", "CSTO"),
        ("Kremlin", "Russia"),
        ("The Kremlin", "Russia"),
        ("Russian Federation", "Russia"),
        ("West", "West"),
        ("the west", "West"),
        ("the Hague", "Hague"),
        ("Haag", "Haag"),
        ("the Haag", "Haag"),
        ("Theodora", "Theodora"),
        ("actor:West", "West"),
    ],
)
def test_a_leading_article_is_no_part_of_a_name(name: str, actor: str) -> None:
    assert NAMES.find(name) == act(actor)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("the Kremlim", "unknown actor 'the Kremlim'; did you mean 'Kremlin'?"),
        ("The CSTA", "unknown actor 'The CSTA'; did you mean 'CSTO'?"),
        ("the Russian Federal", "unknown actor 'the Russian Federal'; did you mean 'the Russian Federation'?"),
        ("the", "unknown actor 'the'; 'kg actors' lists them"),
        ("odora", "unknown actor 'odora'; did you mean 'Theodora'?"),
    ],
)  # fmt: skip
def test_near_matches_do_without_it_too(name: str, message: str) -> None:
    with pytest.raises(UnknownActor) as error:
        NAMES.find(name)
    assert str(error.value) == message


def test_a_name_that_two_carry_but_for_the_article_is_ambiguous() -> None:
    names = names_of([(act("A"), "Union", []), (act("B"), "the Union", [])])
    assert (names.find("union"), names.find("The Union")) == (act("A"), act("B"))
    others = names_of([(act("A"), "Ada", ["the Twin"]), (act("B"), "Bela", ["The Twin"])])
    with pytest.raises(AmbiguousName) as error:
        others.find("Twin")
    assert str(error.value) == "'Twin' could be 'actor:A' or 'actor:B'; use one of these"
