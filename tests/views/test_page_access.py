"""The page for everybody: axe's rules, contrast, grey, size of names, narrow windows, many actors."""

import re
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.factory import dataset, tie
from tests.views.conftest import Open, Opened, quiet
from tests.views.test_page_views import look_at

pytestmark = pytest.mark.browser

STATES = (
    "",
    "table=yes",
    "select=actor:Armenia",
    "paths=actor:Russia+actor:EuropeanUnion+influence&path=1",
    "between=2022-07+2022-12&compare=dates",
    "colour=balance&lines=each&status=Actual+Proposed+Alleged",
)


def axe() -> str:
    """The text of axe-core, as its Python package carries it."""
    found = find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shipped: Path, open_page: Open, scheme: str) -> None:
    opened = open_page(shipped, scheme=scheme)
    opened.page.evaluate(axe())
    for state in STATES:
        look_at(opened, state)
        found = opened.page.evaluate("axe.run()")
        assert [each["id"] for each in found["violations"]] == [], state
    opened.page.keyboard.press("Escape")
    opened.page.locator("#save").click()
    assert opened.page.evaluate("axe.run()")["violations"] == []


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_lines_and_shapes_stand_out_from_the_ground_in_both_themes() -> None:
    style = (Path(kg.__file__).parent / "views" / "page" / "style.css").read_text(encoding="utf-8")
    themes = re.findall(r"(?ms)^:root(?:\[data-theme=\"dark\"\])? \{(.*?)^\}", style)
    assert len(themes) == 2
    names = ["good", "bad", "flat", "mixed", "accent", *(f"type-{number}" for number in range(10))]
    for theme, (name, ground) in product(themes, product(names, ["ground", "sheet"])):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", theme))
        assert contrast(colours[name], colours[ground]) >= 3, (name, ground)
        assert contrast(colours["ink"], colours[ground]) >= 4.5
        assert contrast(colours["faint"], colours[ground]) >= 4.5


def marks(opened: Opened) -> dict[str, str]:
    """What stands before each sign in the legend, its colours left out."""
    return {
        row.locator(".t").inner_text(): re.sub(
            r' class="[^"]*"', "", row.locator("svg").inner_html()
        )
        for row in opened.page.locator("#signs .row").all()
    }


def test_no_sign_and_no_type_is_told_by_colour_alone(shipped: Path, open_page: Open) -> None:
    opened = open_page(shipped)
    assert len(set(marks(opened).values())) == len(marks(opened)) == 3
    shapes = [
        row.locator("path").get_attribute("d") for row in opened.page.locator("#types .row").all()
    ]
    assert len(set(shapes)) == len(shapes) > 5


def test_the_keyboard_reaches_everything_by_name(shipped: Path, open_page: Open) -> None:
    opened = open_page(shipped)
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    seen: list[Any] = []
    opened.page.locator("body").focus()
    for _ in range(90):
        opened.page.keyboard.press("Tab")
        seen.append(
            opened.page.evaluate(
                "(({ id, tagName }) => id || tagName)(document.activeElement)",
            )
        )
    wanted = {"search", "show-paths", "show-table", "save", "fit", "theme", "help", "confidence"}
    assert wanted | {"lines", "size", "colour", "drawing", "play", "from", "to"} <= set(seen)
    assert quiet(opened)


def test_one_file_holds_many_actors_and_says_what_it_leaves_out(
    tmp_path: Path, open_page: Open
) -> None:
    count = 1_100
    names = [f"N{number:04}" for number in range(count)]
    ties = [
        tie(f"s{number}", names[number], "praises", names[number // 2])
        for number in range(1, count)
    ]
    kg.draw(dataset(*ties, actors=" ".join(names)), tmp_path / "many.html")
    opened = open_page(tmp_path / "many.html")
    page = opened.page
    assert len(page.evaluate("kgPage.drawn()")) == 300
    assert "Drawn: 300 of the 1,100 actors shown" in page.locator("#partly").inner_text()
    assert page.locator("#lines").input_value() == "pair"
    opened.find("n1099")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "N1099"
    assert "actor:N1099" in page.evaluate("kgPage.drawn()")
    page.get_by_role("button", name="Draw its 1 neighbour left out").click()
    assert {"actor:N1099", "actor:N0549"} <= set(page.evaluate("kgPage.drawn()"))
    page.keyboard.press("t")
    assert page.locator("#table tbody tr").count() == 500
    page.get_by_role("button", name="Show 500 more").click()
    assert page.locator("#table tbody tr").count() == 1_000
    assert (
        "1,099 statements shown, the first 1000 of them here"
        in page.locator("#table caption").inner_text()
    )
    look_at(opened, "paths=actor:N1099+actor:N0000+influence")
    [path] = page.evaluate("kgPage.paths()")
    halved = [1099, 549, 274, 137, 68, 34, 17, 8, 4, 2, 1, 0]
    assert path["actors"] == [f"actor:N{number:04}" for number in halved]
    assert quiet(opened)
