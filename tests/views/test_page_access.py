"""The page for everybody: axe's rules, the keyboard, and very many actors.

check 17 (keyboard only, focus visible, every control named): test_axe_finds_nothing, test_the_keyboard_reaches_everything_by_name
check 19 (contrast of all that is text in the document): test_axe_finds_nothing
check 25 (the reduced view says what it leaves out): test_one_file_holds_many_actors_and_says_what_it_leaves_out
"""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.factory import dataset, tie
from tests.views.conftest import Open, look_at, quiet

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


def test_the_keyboard_reaches_everything_by_name(shipped: Path, open_page: Open) -> None:
    opened = open_page(shipped)
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    seen: list[Any] = []
    page.locator("body").focus()
    for _ in range(90):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => {
                  const { id, tagName } = document.activeElement;
                  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
                  const visible = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
                  return [id || tagName, visible || tagName === "BODY"];
                }""",
            )
        )
    assert [name for name, visible in seen if not visible] == []
    wanted = {"search", "show-paths", "show-table", "save", "fit", "theme", "help", "confidence"}
    wanted |= {"lines", "size", "colour", "drawing", "play", "from", "to"}
    assert wanted <= {name for name, _ in seen}
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
    address = page.evaluate("kgPage.address()")
    assert re.fullmatch(r"select=actor%3AN1099&more=actor%3AN1099\+actor%3AN0549", address)
    look_at(opened, "table=yes")
    assert "actor:N1099" not in page.evaluate("kgPage.drawn()")
    look_at(opened, address)
    assert {"actor:N1099", "actor:N0549"} <= set(page.evaluate("kgPage.drawn()"))
    page.locator("#drawing").focus()
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
