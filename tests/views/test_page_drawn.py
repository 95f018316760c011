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


def test_what_a_comparison_says_of_lines_side_by_side_can_be_read(
    shipped: Path, open_page: Open
) -> None:
    opened = open_page(shipped)
    look_at(opened, "between=2022-08+2023-06&compare=dates")
    tags = opened.page.evaluate("kgPage.tags()")
    assert {each["label"] for each in tags} == {"+", "+1"}
    assert [
        (one, other)
        for place, one in enumerate(tags)
        for other in tags[:place]
        if one["left"] < other["right"]
        and one["right"] > other["left"]
        and one["top"] < other["bottom"]
        and one["bottom"] > other["top"]
    ] == []


def test_of_many_actors_the_best_connected_have_their_names(
    tmp_path: Path, open_page: Open
) -> None:
    near = [tie(f"n{n}", f"N{n}", "alliedWith", ("Ada", "Bela")[n % 2]) for n in range(200)]
    far = [tie(f"f{n}", f"N{n}", "alliedWith", f"N{(n * 7 + 3) % 200}") for n in range(200)]
    names = " ".join(["Ada", "Bela", *(f"N{n}" for n in range(200))])
    kg.draw(dataset(*near, *far, actors=names), tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    named = {each["actor"] for each in opened.page.evaluate("kgPage.names()")}
    assert {"actor:Ada", "actor:Bela"} <= named
    assert len(named) >= 12


def test_few_actors_are_no_larger_than_they_have_to_be_and_their_names_stand_on_no_line(
    tmp_path: Path, open_page: Open
) -> None:
    data = dataset(
        tie("1", "Ada", "suppliesGasTo", "Bela"),
        tie("2", "Bela", "sanctions", "Cara"),
        tie("3", "Cara", "alliedWith", "Ada"),
        actors="Ada Bela Cara",
    )
    kg.draw(data, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    assert opened.page.evaluate("kgPage.scale() * Math.max(...Object.values(kgPage.sizes()))") <= 30
    names = opened.page.evaluate("kgPage.names()")
    assert len(names) == 3
    for one, other in (("Ada", "Bela"), ("Bela", "Cara"), ("Cara", "Ada")):
        a, b = (opened.page.evaluate(f"kgPage.place('actor:{each}')") for each in (one, other))
        points = [
            (a["x"] + (b["x"] - a["x"]) * share / 20, a["y"] + (b["y"] - a["y"]) * share / 20)
            for share in range(21)
        ]
        assert not [
            (name["actor"], point)
            for name in names
            for point in points
            if name["left"] < point[0] < name["right"] and name["top"] < point[1] < name["bottom"]
        ]


def test_escape_lets_go_of_the_path_and_then_closes_the_paths(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    opened.page.locator("#path-close").click()
    opened.page.locator("#drawing").focus()
    opened.page.keyboard.press("p")
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#paths").is_visible()
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#paths").is_hidden()
    look_at(opened, "paths=actor:Ada+actor:Bela+influence&path=1")
    opened.page.locator("#path-along").focus()
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("kgPage.address()") == "paths=actor%3AAda+actor%3ABela+influence"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#paths").is_hidden()


def test_classes_are_grey_where_colour_tells_something_else(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    fill = "getComputedStyle(document.querySelector('#types path')).fill"
    look_at(opened, "colour=type")
    coloured = opened.page.evaluate(fill)
    look_at(opened, "colour=balance")
    assert coloured == "rgb(47, 65, 86)"
    assert opened.page.evaluate(fill) == "rgb(89, 100, 117)"
    box = opened.page.locator("#colour-key .row").last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < opened.page.locator("#time").bounding_box()["y"]  # type: ignore[index]


def test_on_a_phone_names_stay_inside_and_an_address_leads_to_its_evidence(
    shipped: Path, open_page: Open
) -> None:
    opened = open_page(shipped, width=390, height=844)
    names, drawn = (opened.page.evaluate(f"kgPage.{each}()") for each in ("names", "drawn"))
    assert len(drawn) == 24
    assert len(names) >= 22  # no name is written over another
    assert [each for each in names if each["left"] < 0 or each["right"] > 390] == []
    assert opened.page.evaluate("scrollY") == 0
    opened.page.evaluate("location.hash = 'select=actor:Russia'")
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready]")
    top = opened.page.evaluate("document.getElementById('panel').getBoundingClientRect().top")
    assert 0 <= top < 100


def test_no_word_of_the_legend_is_broken_in_a_window_of_1024_pixels(
    shipped: Path, open_page: Open
) -> None:
    opened = open_page(shipped, width=1024, height=768)
    heights = opened.page.evaluate(
        "[...document.querySelectorAll('#signs .t, #statuses .t')].map((each) => each.offsetHeight)"
    )
    assert len(heights) == 10
    assert max(heights) < 25
