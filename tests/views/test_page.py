"""The page in a real browser, with the network cut: how it opens, and what a click tells.

check 1 (one file, no request but itself): test_it_opens_offline_without_a_word
check 2 (policy by hash; script and fetch blocked): test_it_opens_offline_without_a_word, test_the_policy_stops_scripts_and_requests_from_elsewhere
check 4 (nothing to the console, in any test): test_it_opens_offline_without_a_word, test_what_a_page_says_to_the_console_fails_the_test
check 5 (doctype, lang, title, one h1): test_it_opens_offline_without_a_word
check 6 (positions stay): test_positions_stay_whatever_is_chosen
check 8 (every name of up to 60 actors): test_every_name_is_drawn_inside_and_none_on_another
check 10 (clicks on actor and line open the evidence): test_clicking_an_actor_tells_its_relations, test_clicking_a_line_tells_every_statement_with_its_source, test_a_pair_says_what_the_filters_hide
check 11 (clicks in lists and the table open the evidence): test_lists_and_the_table_open_the_evidence
check 17 (keyboard alone; Enter opens, Esc clears): test_the_keyboard_alone_walks_and_reads
check 18 (table complete and sortable): test_the_table_holds_all_that_is_shown_and_sorts, test_the_table_cites_each_source_once_with_its_places
check 22 (390 and 1,024 pixels): test_it_fits_other_windows_and_follows_the_system, test_a_phone_reaches_everything
"""

import random
import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.iris import curie
from tests.factory import dataset, tie
from tests.views.conftest import Open, Opened, check, look_at, quiet

pytestmark = pytest.mark.browser


def test_it_opens_offline_without_a_word(shipped: Path, open_page: Open) -> None:
    opened = open_page(shipped)
    page = opened.page
    assert quiet(opened)
    assert page.title() == page.locator("h1").inner_text() == "Actors and their relations"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.evaluate("[document.doctype.name, document.compatMode]") == ["html", "CSS1Compat"]
    assert page.locator("h1").count() == 1
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+'; style-src 'sha256-\S+';"
        r" img-src data: blob:; base-uri 'none'; form-action 'none'",
        policy or "",
    )
    assert shipped.stat().st_size < 700_000


def test_the_policy_stops_scripts_and_requests_from_elsewhere(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    stopped = opened.page.evaluate(
        """async () => {
          const stopped = [];
          addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const image = document.createElement("img");
          image.setAttribute("onerror", "window.ran = true");
          image.src = "http://127.0.0.1:9/x.png";
          document.body.append(image);
          await fetch("http://127.0.0.1:9/").catch(() => null);
          await new Promise((done) => setTimeout(done, 50));
          return [window.ran === undefined, [...new Set(stopped)].sort()];
        }"""
    )
    assert stopped == [True, ["connect-src", "img-src", "script-src-attr", "script-src-elem"]]
    opened.said.clear()  # the browser told of each


def test_what_a_page_says_to_the_console_fails_the_test(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    opened.page.evaluate("console.warn('odd'); setTimeout(() => { throw Error('wrong') })")
    opened.page.wait_for_timeout(50)
    assert opened.said == ["warning: odd", "error: wrong"]
    opened.said.clear()


WRITTEN = """
window.written = [];
const asBefore = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const { a, e, f } = this.getTransform();
  window.written.push({ text, size: parseFloat(this.font.match(/([\\d.]+)px/)[1]) * (a / devicePixelRatio), x, y, e, f });
  return asBefore.call(this, text, x, y);
};
"""


@pytest.fixture(scope="session")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 actors whose names have one to three words, and 90 statements."""
    chance = random.Random(3)
    words = (
        "Azure Borough Commission Delta Economic Federal Harbour Island Joint Northern Office Union"
    )
    labels = [" ".join(chance.sample(words.split(), 1 + number % 3)) for number in range(60)]
    named = [
        f'actor:N{number} a kg:{"State" if number % 2 else "Group"} ; skos:prefLabel "{label} {number}"@en .'
        for number, label in enumerate(labels)
    ]
    ties = [
        tie(f"s{n}", f"N{n % 60}", chance.choice(["praises", "attacks"]), f"N{(n * 7 + 1) % 60}")
        for n in range(90)
    ]
    path = tmp_path_factory.mktemp("page") / "sixty.html"
    kg.draw(dataset(*named, *ties), path)
    return path


@pytest.mark.parametrize(("file", "count"), [("shipped", 24), ("sixty", 60)])
def test_every_name_is_drawn_inside_and_none_on_another(
    file: str, count: int, request: pytest.FixtureRequest, open_page: Open
) -> None:
    page = open_page(request.getfixturevalue(file), script=WRITTEN).page
    names = page.evaluate("kgPage.names()")
    assert len(names) == len(page.evaluate("kgPage.actors()")) == count
    width, height = page.evaluate(
        "[document.getElementById('drawing').clientWidth, document.getElementById('drawing').clientHeight]"
    )
    assert [
        each["actor"]
        for each in names
        if each["left"] < 0 or each["right"] > width or each["top"] < 0 or each["bottom"] > height
    ] == []
    assert [
        (one["actor"], other["actor"])
        for place, one in enumerate(names)
        for other in names[:place]
        if one["left"] < other["right"] and other["left"] < one["right"]
        and one["top"] < other["bottom"] and other["top"] < one["bottom"]
    ] == []  # fmt: skip
    told = page.evaluate("kgPage.lines_of_names()")
    assert [
        each["actor"]
        for each, lines in zip(names, told, strict=True)
        if each["right"] - each["left"] > 10 * max(map(len, lines)) + 16  # as wide as its words
    ] == []
    wanted = sorted(line for lines in told for line in lines)
    written = page.evaluate(
        """async () => {
          window.written.length = 0;
          document.getElementById("fit").click();
          while (!window.written.length) await new Promise(requestAnimationFrame);
          return window.written;
        }"""
    )
    assert sorted(each["text"] for each in written) == wanted
    assert min(each["size"] for each in written) >= 12


def test_positions_stay_whatever_is_chosen(shipped: Path, view: Open) -> None:
    opened = view(shipped)
    page = opened.page

    actors = page.evaluate("kgPage.actors()")

    def places() -> Any:
        return page.evaluate(
            "(actors) => [kgPage.positions(), actors.map((each) => kgPage.place(each))]", actors
        )

    page.locator("#fit").click()
    before = places()
    assert len(before[0]) == 24
    page.wait_for_timeout(1_500)
    assert places() == before
    moved = page.evaluate(
        """(actors) => {
          const places = () => JSON.stringify([kgPage.positions(), actors.map((each) => kgPage.place(each))]);
          const [before, moved] = [places(), []];
          const see = (what) => { if (places() !== before) moved.push(what); };
          let filters = 0;
          for (const box of document.querySelectorAll("#filters input[type=checkbox]")) {
            for (const turn of [0, 1]) { box.click(); see(box.parentElement.textContent); }
            filters += 1;
          }
          for (const box of document.querySelectorAll("#filters select, #confidence, #from, #to")) {
            const first = box.value;
            for (const value of box.options ? [...box.options].map((each) => each.value) : [box.min, box.max]) {
              box.value = value;
              box.dispatchEvent(new Event(box.options ? "change" : "input"));
              see(box.id + value);
            }
            box.value = first;
            box.dispatchEvent(new Event(box.options ? "change" : "input"));
          }
          return [filters, moved];
        }""",
        actors,
    )
    assert moved[0] > 40
    assert moved[1] == []
    look_at(opened, "")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert places() == before


def test_it_opens_with_actual_statements_and_unasserted_ones_are_dashed(
    small: Path, open_page: Open
) -> None:
    opened = open_page(small)
    assert opened.shown() == ["stmt:ally", "stmt:gas", "stmt:words"]
    assert opened.page.locator("#count").inner_text() == "3 of 5 statements, 3 of 4 actors"
    check(opened, "#statuses", "Proposed")
    assert opened.page.evaluate("kgPage.lines()") == [
        ["actor:Ada", "actor:Bela", 1, False],
        ["actor:Bela", "actor:Cara", 1, False],
        ["actor:Ada", "actor:Cara", 1, True],
        ["actor:Ada", "actor:Cara", -1, False],
    ]


def test_the_path_given_is_told_as_the_library_tells_it(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    assert opened.page.locator("#panel h2").inner_text() == "Ada → Bela → Cara"
    assert "Ada reaches Cara in 2 steps" in opened.page.locator("#panel .sentence").inner_text()
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel h2").inner_text() == "Who says so, when, how sure?"
    assert quiet(opened)


def test_clicking_an_actor_tells_its_relations(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    opened.click_actor("actor:Bela")
    assert opened.page.locator("#panel h2").inner_text() == "Bela"
    assert "Also: Türkiyə, Россия" in opened.panel()
    assert "2 cooperation" in opened.panel()
    assert opened.page.locator("#panel .group summary").all_inner_texts() == ["Ada1", "Cara1"]
    assert quiet(opened)


def test_clicking_a_line_tells_every_statement_with_its_source(
    small: Path, open_page: Open
) -> None:
    opened = open_page(small)
    opened.click_line("actor:Bela", "actor:Cara")
    assert [line for line in opened.panel().splitlines() if line] == [
        "1 statement",
        "Bela and Cara",
        "Bela supplies gas to Cara",
        "Actual · since 2022-07 · confidence 90 % · cooperation",
        "Amount",
        "1,960 m³",
        "paragraph 10 in “A report”, 2023-07",
        "stmt:gas",
    ]
    assert quiet(opened)


def test_a_pair_says_what_the_filters_hide(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    opened.page.locator("#show-table").click()
    opened.page.locator("#table td button").get_by_text("condemns").click()
    assert opened.page.locator("#panel .card").count() == 1
    assert "1 statement more is filtered out." in opened.panel()
    check(opened, "#statuses", "Proposed")
    assert opened.page.locator("#panel .card").count() == 2
    assert "undated" not in opened.panel()
    assert "Proposed · no date given · confidence 100 % · cooperation" in opened.panel()


def test_the_table_holds_all_that_is_shown_and_sorts(shipped: Path, view: Open) -> None:
    opened = view(shipped)
    opened.page.keyboard.press("t")
    rows = opened.page.locator("#table tbody tr")
    assert rows.count() == len(opened.shown()) == 94
    data = kg.load(kg.shipped())
    wanted = sorted(
        (
            data.label(each.subject),
            data.relation_type(each.predicate).label,
            data.label(each.object),
            each.status,
            f"{round(each.confidence * 100)} %",
        )
        for each in data.statements.values()
        if curie(each.iri) in opened.shown()
    )
    assert sorted((row[1], row[2], row[3], row[4], row[6]) for row in told(opened)) == wanted
    heads = opened.page.locator("#table th button")
    for column in range(heads.count()):
        for turn, way in enumerate(("ascending", "descending")):
            if column or turn:  # it opens sorted by its first column
                heads.nth(column).click()
            sorts = opened.page.locator("#table th").evaluate_all(
                "(all) => all.map((each) => each.getAttribute('aria-sort'))"
            )
            assert sorts == [way if each == column else "none" for each in range(heads.count())]
            cells = [row[column] for row in told(opened)]
            if column == 6:
                cells = [f"{each:>5}" for each in cells]
            if column:  # dates stand as they are written, and are sorted by their first day
                assert cells == sorted(cells, reverse=bool(turn))


def told(opened: Opened) -> list[list[str]]:
    """The cells of the table, row by row."""
    return [
        [str(cell) for cell in row]
        for row in opened.page.locator("#table tbody tr").evaluate_all(
            "(all) => all.map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
    ]


def test_lists_and_the_table_open_the_evidence(small: Path, view: Open) -> None:
    opened = view(small)
    page, heading = opened.page, opened.page.locator("#panel h2")
    page.locator("#panel .ranks button").get_by_text("Bela", exact=True).click()
    assert heading.inner_text() == "Bela"
    page.locator("#panel .group summary").get_by_text("Cara").click()
    assert "Bela supplies gas to Cara" in opened.panel()
    page.get_by_role("button", name="Go to Cara").click()
    assert heading.inner_text() == "Cara"
    opened.find("ad")
    page.locator("#hits [role=option]").get_by_text("Ada").click()
    assert heading.inner_text() == "Ada"
    page.locator("#show-table").click()
    page.locator("#table td button").get_by_text("Cara").first.click()
    assert heading.inner_text() == "Cara"
    page.locator("#table td button").get_by_text("supplies gas to").click()
    assert heading.inner_text() == "Bela and Cara"
    assert page.locator("#table").is_visible()
    page.locator("#table tr").filter(has_text="condemns").locator("td").first.click()
    assert heading.inner_text() == "Ada and Cara"


def test_the_table_cites_each_source_once_with_its_places(tmp_path: Path, open_page: Open) -> None:
    def more(*locators: str) -> str:
        places = (f'[ dcterms:source src:s ; kg:locator "{each}" ]' for each in locators)
        return f"; kg:evidence {', '.join(places)}"

    data = dataset(
        tie("1", "Ada", "attacks", "Bela", rest=more("paragraph 4")),
        tie("2", "Bela", "attacks", "Cara", rest=more("page 4, line 2")),
        tie("3", "Cara", "attacks", "Ada"),
        actors="Ada Bela Cara",
    )
    kg.draw(data, tmp_path / "cited.html")
    opened = open_page(tmp_path / "cited.html")
    opened.page.keyboard.press("t")
    cells = opened.page.locator("#table tbody td:last-child").all_inner_texts()
    assert sorted(cells) == [
        "A report, page 4, line 2, paragraph 1",
        "A report, paragraph 1",
        "A report, paragraph 1, 4",
    ]


def test_the_keyboard_alone_walks_and_reads(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    opened.page.keyboard.press("Escape")
    opened.page.locator("#drawing").focus()
    opened.page.keyboard.press("ArrowRight")
    first = opened.page.locator("#panel h2").inner_text()
    seen = {first}
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown") * 2:
        opened.page.keyboard.press(key)
        seen.add(opened.page.locator("#panel h2").inner_text())
    assert seen == {"Ada", "Bela", "Cara"}
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "panel"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel h2").inner_text() == "Who says so, when, how sure?"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1024])
def test_it_fits_other_windows_and_follows_the_system(
    small: Path, open_page: Open, width: int, scheme: str
) -> None:
    page = open_page(small, width=width, height=800, scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("html").get_attribute("data-theme") == scheme


def test_a_phone_reaches_everything(small: Path, open_page: Open) -> None:
    opened = open_page(small, width=390, height=844)
    page = opened.page
    page.keyboard.press("Escape")
    opened.click_actor("actor:Bela")
    assert page.locator("#panel h2").inner_text() == "Bela"
    outside = """(all) => all
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width)
      .filter((each) => { const { left, right } = each.getBoundingClientRect(); return left < 0 || right > innerWidth + 0.5; })
      .map((each) => each.id || each.textContent)"""
    assert page.locator("button, select, input, summary").evaluate_all(outside) == []
    page.locator("#filters").get_by_text("Proposed", exact=True).click()
    assert "stmt:offer" in opened.shown()
    page.locator("#show-table").click()
    assert page.locator("#table tbody tr").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.find("dor")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Dora"
