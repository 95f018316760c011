"""What the drawing says by arrows, marks and names: a path's own steps, one mark not on another, names for the best connected."""

from pathlib import Path
from typing import Any

import pytest

import kg
from tests.factory import dataset, tie
from tests.views.conftest import Open, Opened, look_at, quiet

pytestmark = pytest.mark.browser


def heads(opened: Opened) -> list[list[Any]]:
    """The arrows of the lines that stand out, each from whom to whom."""
    return [[a, b] for a, b, lit in opened.page.evaluate("kgPage.heads()") if lit]


def test_in_a_path_the_arrows_are_those_of_its_steps(tmp_path: Path, open_page: Open) -> None:
    data = dataset(
        tie("dispute", "Ada", "disputesWith", "Bela"),
        tie("attack", "Bela", "attacks", "Ada", rest='; kg:date "2022"^^xsd:gYear'),
        tie("refusal", "Bela", "sanctions", "Cara"),
        tie("need", "Cara", "dependsOn", "Ada"),
        actors="Ada Bela Cara",
    )
    kg.draw(data, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    assert sorted(heads(opened)) == [
        ["actor:Bela", "actor:Ada"],
        ["actor:Bela", "actor:Cara"],
        ["actor:Cara", "actor:Ada"],
    ]
    look_at(opened, "paths=actor:Ada+actor:Cara+conflict&path=1")
    assert sorted(heads(opened)) == [["actor:Ada", "actor:Bela"], ["actor:Bela", "actor:Cara"]]
    assert opened.page.locator("#panel .kind").first.inner_text() == "Path of conflict"
    assert opened.panel().count("Ada is linked to Cara in 2 steps") == 1
    look_at(opened, "paths=actor:Ada+actor:Cara+influence&path=1")
    assert heads(opened) == [["actor:Ada", "actor:Cara"]]
    assert opened.page.locator("#panel .kind").first.inner_text() == "Influence path"
    look_at(opened, "paths=actor:Ada+actor:Cara+any&path=2")
    assert opened.page.locator("#panel .kind").first.inner_text() == "Path of conflict"
    assert quiet(opened)


def test_a_tie_with_oneself_has_an_arrow_unless_it_goes_both_ways(
    tmp_path: Path, open_page: Open
) -> None:
    data = dataset(
        tie("bad", "Ada", "harms", "Ada"),
        tie("good", "Bela", "alliedWith", "Bela"),
        tie("ally", "Ada", "alliedWith", "Bela"),
        actors="Ada Bela",
    )
    kg.draw(data, tmp_path / "page.html")
    assert heads(open_page(tmp_path / "page.html")) == [["actor:Ada", "actor:Ada"]]
