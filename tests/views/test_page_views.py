"""What the page makes of the data: periods, paths, comparisons, stories, addresses, files.

check 13 (the time bar is the library's projection): test_the_bar_is_the_librarys_projection_in_twenty_windows, test_the_handles_move_the_period_and_the_counts_say_so
check 14 (paths equal kg.paths): test_paths_are_those_of_the_library_under_the_filters
check 20 (SVG valid, complete, scriptless; PNG at twice the size): test_the_picture_is_whole_valid_and_scriptless
check 21 (an address restores the view, every option of it): test_a_copied_address_restores_the_view, test_each_option_of_an_address_restores_what_it_says
"""

import csv
import hashlib
import io
import random
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.iris import curie
from kg.projection import everything
from tests.factory import actor, dataset, tie
from tests.views.conftest import Open, Opened, check, look_at, quiet

pytestmark = pytest.mark.browser


def within(graph: Any) -> list[str]:
    """The statements of a projection, as the page names them."""
    return [curie(iri) for iri in sorted({iri for *_, iri in graph.edges(keys=True)})]


def spans(opened: Opened) -> list[tuple[str, str]]:
    """The months of the bar: from and to."""
    return [(each["from"], each["to"]) for each in opened.page.evaluate("kgPage.spans()")]


def test_the_bar_is_the_librarys_projection_in_twenty_windows(
    shipped: Path,
    open_page: Open,
) -> None:
    opened = open_page(shipped)
    data = kg.load(kg.shipped())
    months = spans(opened)
    chance = random.Random(5)
    for turn in range(20):
        first, last = sorted(chance.choices(range(1, len(months)), k=2))
        window = months[first][0], months[last][1]
        certain = turn % 4 == 3
        address = f"between={window[0]}+{window[1]}" + ("&certain=yes" if certain else "")
        look_at(opened, address)
        graph = kg.project(data, between=window, certainty="certain" if certain else None)
        assert opened.shown() == within(graph), window


def test_the_handles_move_the_period_and_the_counts_say_so(
    small: Path,
    open_page: Open,
) -> None:
    opened = open_page(small)
    months = spans(opened)
    assert (months[0], months[-1]) == (("1992-01", "1992-01"), ("2023-07", "2023-07"))
    opened.page.locator("#to").focus()
    opened.page.keyboard.press("Home")
    assert opened.page.locator("#period").inner_text() == "1992-01"
    assert opened.page.locator("#count").inner_text() == (
        "1 of 5 statements, 2 of 4 actors, 1992-01"
    )
    assert opened.page.locator("#to").get_attribute("aria-valuetext") == "to 1992-01"
    opened.page.locator("#whole").click()
    assert len(opened.shown()) == 3
    opened.page.locator("#play").click()
    assert opened.page.locator("#period").inner_text() == "1992-01 to 1992-12"
    opened.page.locator("#play").click()
    assert quiet(opened)


def test_certain_only_waits_for_a_period(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    box = opened.page.locator("#certain")
    assert box.is_disabled()
    assert "over all of the time" in str(box.locator("..").get_attribute("title"))
    look_at(opened, "between=2022-07+2022-07")
    assert box.is_enabled()
    assert opened.shown() == ["stmt:ally", "stmt:gas"]
    look_at(opened, "certain=yes")
    assert box.is_enabled()
    box.click()
    assert box.is_disabled()


def test_where_nothing_has_a_date_there_is_no_time_bar(tmp_path: Path, open_page: Open) -> None:
    data = dataset(tie("ally", "Ada", "alliedWith", "Bela"), actors="Ada Bela")
    kg.draw(data, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    assert opened.page.locator("#time").is_hidden()
    assert "No statement here has a date: there is no time bar." in opened.panel()
    assert quiet(opened)


def test_paths_are_those_of_the_library_under_the_filters(
    shipped: Path,
    open_page: Open,
) -> None:
    opened = open_page(shipped)
    data = kg.load(kg.shipped())
    actors = sorted(data.actors)
    chance = random.Random(7)
    windows: list[tuple[str, str] | None] = [None, ("2022-01", "2022-12"), ("2020-09", "2021-03")]
    found = 0
    for turn in range(12):
        a, b = chance.sample(actors, 2)
        window = windows[turn % 3]
        sign: Any = [(0, 1), (-1,)][turn % 2]
        status = ["Actual", "Proposed"] if turn % 4 == 0 else ["Actual"]
        graph = kg.project(data, between=window, status=status)
        expected = [
            (
                path.sentence,
                list(path.citations),
                pytest.approx(path.strength, rel=1e-9),
                [curie(each) for each in path.actors],
            )
            for path in kg.paths(graph, a, b, sign=sign)
        ]
        address = f"status={'+'.join(status)}&paths={curie(a)}+{curie(b)}+"
        address += "influence" if sign == (0, 1) else "conflict"
        if window:
            address += f"&between={'+'.join(window)}"
        look_at(opened, address)
        told = opened.page.evaluate("kgPage.paths()")
        assert [
            (each["sentence"], each["citations"], each["strength"], each["actors"]) for each in told
        ] == expected, address
        found += len(told)
    assert found > 10


@pytest.mark.parametrize(
    "time", [{}, {"at": "2022-01-20"}, {"between": ("2021-06", "2023")}], ids=str
)
def test_paths_say_certainty_of_the_time_that_the_page_was_drawn_of(
    tmp_path: Path, open_page: Open, time: dict[str, Any]
) -> None:
    """The second way cannot be taken in time: its gas was over before its arms came."""
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", rest='; kg:since "2021-12-01"^^xsd:date'),
        tie("bd", "B", "suppliesGasTo", "D", rest='; kg:until "2022-01"^^xsd:gYearMonth'),
        tie("ac", "A", "suppliesArmsTo", "C", rest='; kg:since "2022-01-10"^^xsd:date'),
        tie("cd", "C", "suppliesGasTo", "D", rest='; kg:until "2022-01-05"^^xsd:date'),
        actors="A B C D",
    )
    graph = kg.project(data, **time)
    expected = [path.sentence for path in kg.paths(graph, "A", "D")]
    assert len(expected) == (1 if "at" in time else 2)
    assert sum("cannot follow one another" in each for each in expected) == len(expected) - 1
    kg.draw(graph, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    look_at(opened, "paths=actor:A+actor:D+influence")
    told = opened.page.evaluate("kgPage.paths()")
    assert [each["sentence"] for each in told] == expected
    assert quiet(opened)


@pytest.mark.parametrize(
    "time",
    [
        {},
        {"at": "2022"},
        {"at": "2022-04"},
        {"at": "2022", "memory": 29},
        {"between": ("2022", "2022")},
    ],
    ids=str,
)
def test_paths_say_what_waivers_and_a_date_leave_no_day_for(
    tmp_path: Path, open_page: Open, time: dict[str, Any]
) -> None:
    """Gas to C is suspended when B has its own; praise of March 1 counts for 29 days at most."""
    deal = (
        '; kg:since "2021"^^xsd:gYear ; kg:until "2022-12-31"^^xsd:date ; kg:instrument inst:deal'
    )
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", rest='; kg:since "2022-04-02"^^xsd:date'),
        tie("bd", "B", "suppliesGasTo", "D", rest=deal),
        tie("ac", "A", "praises", "C", rest='; kg:date "2022-03-01"^^xsd:date'),
        tie("cd", "C", "suppliesGasTo", "D", rest='; kg:since "2022-03-31"^^xsd:date'),
        'inst:deal a kg:Instrument ; skos:prefLabel "The deal"@en .\n'
        'inst:stop a kg:Instrument ; skos:prefLabel "The stop"@en ; kg:suspends inst:deal ;'
        ' kg:since "2022-04-02"^^xsd:date ; kg:until "2022-12-31"^^xsd:date .',
        actors="A B C D",
    )
    graph = kg.project(data, **time)
    found = kg.paths(graph, "A", "D")
    kept = {path.actors[1][-1]: path.in_order for path in found}
    assert kept == {"B": False, "C": "memory" not in time}
    kg.draw(graph, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    look_at(opened, "paths=actor:A+actor:D+influence")
    told = opened.page.evaluate("kgPage.paths()")
    assert [each["sentence"] for each in told] == [path.sentence for path in found]
    assert quiet(opened)


def test_two_actors_are_named_and_the_path_is_told(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    opened.page.locator("#path-close").click()
    opened.page.locator("#drawing").focus()
    opened.page.keyboard.press("p")
    opened.page.keyboard.type("ada")
    opened.page.keyboard.press("Enter")
    opened.page.locator("#path-b").focus()
    opened.page.keyboard.type("росс")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#path-told").inner_text() == "1 path in what is shown."
    assert opened.page.locator("#panel h2").inner_text() == "Ada → Bela"
    opened.page.locator("#path-along").select_option("conflict")
    assert opened.page.locator("#path-told").inner_text() == "No path of conflict in what is shown."
    assert quiet(opened)


def test_the_ends_of_a_period_are_compared_as_the_library_projects_them(
    shipped: Path,
    open_page: Open,
) -> None:
    opened = open_page(shipped)
    data = kg.load(kg.shipped())
    look_at(opened, "between=2022-06+2022-12&compare=dates")
    before, after = (set(within(kg.project(data, at=day))) for day in ("2022-06-01", "2022-12-31"))
    told = {(each[0], each[1]) for each in opened.page.evaluate("kgPage.changes()")}
    assert told == {(iri, "appears") for iri in after - before} | {
        (iri, "goes") for iri in before - after
    }
    assert opened.shown() == sorted(before | after)


def test_what_was_possibly_there_is_not_told_as_new(tmp_path: Path, open_page: Open) -> None:
    data = dataset(
        tie("year", "Ada", "alliedWith", "Bela", rest='; kg:since "2022"^^xsd:gYear'),
        tie("month", "Ada", "alliedWith", "Cara", rest='; kg:since "2022-11"^^xsd:gYearMonth'),
        tie("old", "Bela", "alliedWith", "Cara", rest='; kg:since "2021"^^xsd:gYear'),
        tie(
            "gone",
            "Bela",
            "suppliesGasTo",
            "Cara",
            rest='; kg:since "2021"^^xsd:gYear ; kg:until "2022-09"^^xsd:gYearMonth',
        ),
        tie(
            "going",
            "Cara",
            "suppliesGasTo",
            "Bela",
            rest='; kg:since "2021"^^xsd:gYear ; kg:until "2023"^^xsd:gYear',
        ),
        actors="Ada Bela Cara",
    )
    kg.draw(data, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    every = {("stmt:month", "appears"), ("stmt:gone", "goes")}
    for certain in ("", "&certain=yes"):
        look_at(opened, f"between=2022-08+2023-06&compare=dates{certain}")
        told = {(each[0], each[1]) for each in opened.page.evaluate("kgPage.changes()")}
        assert told == every
        assert opened.shown() == [
            "stmt:going",
            "stmt:gone",
            "stmt:month",
            "stmt:old",
            "stmt:year",
        ]
        assert opened.page.locator("#count").inner_text() == (
            "5 of 5 statements, 3 of 3 actors, at either end:"
            " from the first day of 2022-08 to the last of 2023-06"
        )
        listed = opened.page.locator("#panel .changes li button").all_inner_texts()
        assert listed[:2] == ["Ada is allied with Cara", "Bela supplies gas to Cara"]
        unsure = ["Ada is allied with Bela", "Cara supplies gas to Bela"] if certain else []
        assert listed[2:] == unsure
        heading = "2 statements certain at one end, possible at the other: the day is not known"
        assert (heading in opened.panel()) == bool(certain)
    assert quiet(opened)


def test_a_what_if_is_shown_over_the_data(tmp_path: Path, open_page: Open) -> None:
    data = dataset(
        tie("ally", "Ada", "alliedWith", "Bela"),
        tie("offer", "Ada", "alliedWith", "Cara", status="Proposed"),
        actors="Ada Bela Cara",
    )
    scenario = kg.Scenario(
        "Ada turns", retract=("stmt:ally",), add=("stmt:offer", "Bela attacks Cara")
    )
    kg.draw(data, tmp_path / "page.html", whatif=scenario)
    opened = open_page(tmp_path / "page.html")
    assert opened.shown() == ["stmt:ally"]
    opened.page.locator("#show-whatif").click()
    told = dict(opened.page.evaluate("kgPage.changes()"))
    supposed = next(iri for iri in told if iri not in ("stmt:ally", "stmt:offer"))
    assert told == {"stmt:ally": "goes", "stmt:offer": "appears", supposed: "appears"}
    row = opened.page.locator("#statuses label.row").filter(has_text="Proposed")
    assert (row.locator("input").is_checked(), row.locator(".n").inner_text()) == (False, "+1 / 1")
    row.locator("input").click()
    assert row.locator(".n").inner_text() == "1"
    row.locator("input").click()
    assert "2 statements appear" in opened.panel()
    assert "1 statement goes" in opened.panel()
    opened.page.locator("#show-whatif").click()
    assert opened.shown() == ["stmt:ally"]
    with pytest.raises(kg.OptionError, match="drawn over a dataset"):
        kg.draw(kg.project(data), whatif=scenario)
    assert quiet(opened)


STORY = """
[[scene]]
says = "At first there is an alliance."
between = ["1992", "2021"]
select = ["Ada", "Bela"]

[[scene]]
says = "Then there is gas, and a path."
paths = ["Ada", "Cara"]
colour = "balance"
"""


def test_a_story_is_stepped_with_the_arrow_keys(
    tmp_path: Path, small: Path, open_page: Open
) -> None:
    data = dataset(
        tie("ally", "Ada", "alliedWith", "Bela", rest='; kg:since "1992"^^xsd:gYear'),
        tie("gas", "Bela", "suppliesGasTo", "Cara", rest='; kg:since "2022-07"^^xsd:gYearMonth'),
        actors="Ada Bela Cara",
    )
    (tmp_path / "story.toml").write_text(STORY, encoding="utf-8")
    kg.draw(data, tmp_path / "page.html", story=kg.read_story(tmp_path / "story.toml"))
    opened = open_page(tmp_path / "page.html")
    assert opened.page.locator("#scene-told").inner_text() == "At first there is an alliance."
    assert opened.page.locator("#show-story").get_attribute("aria-pressed") == "true"
    assert opened.shown() == ["stmt:ally"]
    assert opened.page.locator("#panel h2").inner_text() == "Ada and Bela"
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.locator("#scene-number").inner_text() == "2 of 2"
    assert opened.page.locator("#panel h2").inner_text() == "Ada → Bela → Cara"
    assert opened.page.locator("#colour").input_value() == "balance"
    opened.page.keyboard.press("ArrowLeft")
    assert opened.shown() == ["stmt:ally"]
    opened.page.locator("#scene-close").click()
    assert opened.page.locator("#story").is_hidden()
    assert opened.shown() == ["stmt:ally"]
    look_at(opened, "view=plain")
    assert opened.page.evaluate("kgPage.address()") == "view=plain"
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready]")
    assert opened.page.locator("#story").is_hidden()
    assert opened.shown() == ["stmt:ally", "stmt:gas"]
    opened.asked.clear()
    opened.page.goto((tmp_path / "page.html").as_uri())
    opened.page.wait_for_selector("html[data-ready]")
    assert quiet(opened)


def test_a_copied_address_restores_the_view(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    check(opened, "#statuses", "Proposed")
    check(opened, "#types", "state")
    check(opened, "#types", "state")
    opened.page.locator("#colour").select_option("balance")
    opened.page.locator("#lines").select_option("each")
    opened.page.locator("#to").focus()
    opened.page.keyboard.press("ArrowLeft")
    opened.click_actor("actor:Bela")
    opened.page.keyboard.press("t")
    address, shown = opened.page.url, opened.shown()
    again = open_page(small).page
    again.goto(address)
    again.reload()
    again.wait_for_selector("html[data-ready]")
    assert again.evaluate("kgPage.shown()") == shown
    assert again.evaluate("kgPage.address()") == address.partition("#")[2]
    assert again.locator("#panel h2").inner_text() == "Bela"
    assert again.locator("#table").is_visible()


OPTIONS = (
    "status=Actual+Proposed",
    "sign=-conflict",
    "relation=suppliesGasTo",
    "type=State",
    "confidence=0.5",
    "certain=yes&between=2022-01+2022-06",
    "between=2022-06+2023-01&compare=dates",
    "compare=whatif",
    "paths=actor%3AAda+actor%3ACara+any&path=1",
    "paths=actor%3AAda+actor%3ACara+conflict",
    "select=actor%3AAda",
    "select=actor%3AAda+actor%3ABela",
    "size=betweenness",
    "size=alike",
    "colour=balance&lines=each",
    "colour=community&lines=pair",
    "table=yes",
    "scene=2",
)


def seen(opened: Opened) -> Any:
    """All that a view consists of, for a reader."""
    return opened.page.evaluate(
        """() => [
          kgPage.address(), kgPage.shown(), kgPage.lines(), kgPage.paths(), kgPage.changes(), kgPage.sizes(), kgPage.colours(),
          ...["panel", "count", "period", "table", "filters", "story", "paths", "time"].map((id) => document.getElementById(id).innerText),
          ...[...document.querySelectorAll("select, input")].map((each) => [each.id, each.type === "checkbox" ? [each.checked, each.indeterminate] : each.value]),
        ]"""
    )


def test_each_option_of_an_address_restores_what_it_says(tmp_path: Path, open_page: Open) -> None:
    data = dataset(
        tie("ally", "Ada", "alliedWith", "Bela", rest='; kg:since "2021"^^xsd:gYear'),
        tie("gas", "Bela", "suppliesGasTo", "Cara", rest='; kg:since "2022-07"^^xsd:gYearMonth'),
        tie("court", "Hague", "rulesAgainst", "Cara", confidence=0.4),
        tie("offer", "Ada", "alliedWith", "Cara", status="Proposed"),
        actor("Hague", kind="Court"),
        actors="Ada Bela Cara",
    )
    kg.draw(
        data,
        tmp_path / "page.html",
        whatif=kg.Scenario("No gas", retract=("stmt:gas",)),
        story=[kg.Scene(says="One."), kg.Scene(says="Two.")],
    )
    opened, again = open_page(tmp_path / "page.html"), open_page(tmp_path / "page.html")
    views = []
    for option in OPTIONS:
        look_at(opened, option)
        assert opened.page.evaluate("kgPage.address()") == option
        views.append(seen(opened))
        again.page.goto("about:blank")
        again.page.goto(f"{(tmp_path / 'page.html').as_uri()}#{option}")
        again.page.wait_for_selector("html[data-ready]")
        assert seen(again) == views[-1], option
    assert len({repr(each) for each in views}) == len(OPTIONS)
    look_at(opened, "&".join(OPTIONS[:5]))
    assert opened.page.evaluate("kgPage.address()") == "&".join(OPTIONS[:5])


def saved(opened: Opened, button: str) -> bytes:
    """The file that a button of the dialog gives."""
    opened.page.evaluate(
        "document.querySelectorAll('dialog[open]').forEach((each) => each.close())"
    )
    opened.page.locator("#save").click()
    with opened.page.expect_download() as waiting:
        opened.page.locator(button).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_data_travel_with_the_page(shipped: Path, open_page: Open, tmp_path: Path) -> None:
    opened = open_page(shipped)
    data = kg.load(kg.shipped())
    turtle = saved(opened, "#save-turtle")
    kg.save(data, tmp_path / "whole.ttl")
    assert turtle == (tmp_path / "whole.ttl").read_bytes()
    digest = hashlib.sha256(turtle).hexdigest()
    citation = opened.page.locator("#citation").input_value()
    assert re.fullmatch(
        "“Actors and their relations”; from Sheila Paylan \\(2023-07\\), "
        "Why deepening Russia-Azerbaijan ties should worry the United States; "
        "94 of 131 statements, 24 of 24 actors; "
        rf"data sha256:{digest}; view as it opens; seen \d{{4}}-\d\d-\d\d\.",
        citation,
    )
    rows = list(csv.DictReader(io.StringIO(saved(opened, "#save-csv").decode("utf-8-sig"))))
    assert [curie(row["statement"]) for row in rows] == opened.shown()
    first = data.statements[rows[0]["statement"]]
    assert (rows[0]["subject"], rows[0]["status"]) == (first.subject, first.status)
    assert float(rows[0]["confidence"]) == first.confidence
    assert quiet(opened)


def test_the_picture_is_whole_valid_and_scriptless(shipped: Path, open_page: Open) -> None:
    opened = open_page(shipped)
    svg = saved(opened, "#save-svg").decode()
    tree = ET.fromstring(svg)  # our own page's
    kinds = {each.tag.partition("}")[2] for each in tree.iter()}
    assert kinds <= {"svg", "g", "title", "desc", "rect", "text", "path", "circle"}
    assert not [
        name for each in tree.iter() for name in each.attrib if name.lower().startswith("on")
    ]
    texts = {each.text for each in tree.iter() if each.tag.endswith("text")}
    shown = opened.page.evaluate("[kgPage.lines(), kgPage.drawn()]")
    ways = [each for each in tree.iter() if each.get("stroke-opacity")]
    assert len(ways) == len(shown[0])
    assert sum("stroke-dasharray" in each.attrib for each in ways) == sum(
        each[3] for each in shown[0]
    )
    shapes = [each for each in tree.iter() if "scale" in each.get("transform", "")]
    assert len(shapes) == len(shown[1]) + len({each.get("d") for each in shapes})  # and the key
    names = {line for each in opened.page.evaluate("kgPage.lines_of_names()") for line in each}
    assert names <= texts
    assert "Actors and their relations" in texts
    assert any(text and text.startswith("94 of 131 statements") for text in texts)
    png = saved(opened, "#save-png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width = int(re.search(r'width="(\d+)"', svg)[1])  # type: ignore[index]
    height = int(re.search(r'height="(\d+)"', svg)[1])  # type: ignore[index]
    assert int.from_bytes(png[16:20], "big") == 2 * width
    assert int.from_bytes(png[20:24], "big") == 2 * height
    assert quiet(opened)


TITLE = """(svg) => {
  const box = document.createElement("div");
  box.innerHTML = svg;
  document.body.append(box);
  const whole = box.firstChild.getBoundingClientRect();
  const drawn = box.querySelector("svg > svg").getBoundingClientRect();
  const lines = [...box.firstChild.children].filter((each) => each.getAttribute("font-size") === "18");
  const found = lines.map((line) => {
    const { left, right, top, bottom } = line.getBoundingClientRect();
    return [line.textContent, left >= whole.left && right <= whole.right && top >= whole.top && bottom <= drawn.top];
  });
  box.remove();
  return found;
}"""


def test_a_long_title_is_broken_in_a_picture(tmp_path: Path, open_page: Open) -> None:
    title = " ".join([*(f"Word{each}" for each in range(30)), "x" * 90])
    kg.draw(kg.load(kg.shipped()), tmp_path / "page.html", title=title)
    opened = open_page(tmp_path / "page.html", width=390)
    lines = opened.page.evaluate(TITLE, saved(opened, "#save-svg").decode())
    assert all(inside for _, inside in lines)
    words = [line for line, _ in lines if line.startswith("Word")]
    assert " ".join(words) == " ".join(title.split()[:-1])
    assert len(words) > 2
    assert "".join(line for line, _ in lines if line.startswith("x")) == "x" * 90
    assert quiet(opened)


KEY = """(svg) => {
  const box = document.createElement("div");
  box.innerHTML = svg;
  document.body.append(box);
  const whole = box.firstChild.getBoundingClientRect();
  const words = [...box.firstChild.children].filter((each) => each.tagName === "g").flatMap((key) => [...key.querySelectorAll("text")]);
  const found = words.map((word) => {
    const { left, right, top, bottom } = word.getBoundingClientRect();
    return [word.textContent, Math.round(top - whole.top), left >= whole.left && right <= whole.right && top >= whole.top && bottom <= whole.bottom];
  });
  box.remove();
  return found;
}"""


@pytest.mark.parametrize("width", [1440, 390])
def test_every_word_of_a_pictures_key_is_in_it(shipped: Path, open_page: Open, width: int) -> None:
    opened = open_page(shipped, width=width)
    words = opened.page.evaluate(KEY, saved(opened, "#save-svg").decode())
    data = kg.load(kg.shipped())
    classes = sorted({each.type for each in data.actors.values()})
    assert [each[0] for each in words[:4]] == [
        "cooperation",
        "neutral",
        "conflict",
        "none is Actual",
    ]
    assert sorted(each[0] for each in words[4:]) == sorted(map(data.label, classes))
    assert len({each[1] for each in words}) > 1
    assert [each for each in words if not each[2]] == []


def test_paper_has_counts_time_key_and_the_hash_of_the_data(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    printed = opened.page.locator("#printed")
    assert printed.is_hidden()
    look_at(opened, "between=2022-07+2022-08")
    opened.page.pdf()  # as who prints it
    assert printed.is_hidden()
    opened.page.emulate_media(media="print")
    opened.page.evaluate("document.getElementById('printed').hidden = false")
    counts, cited = printed.locator("p").all_inner_texts()
    assert counts == "2 of 5 statements, 3 of 4 actors, 2022-07 to 2022-08"
    opened.page.emulate_media(media="screen")
    opened.page.locator("#save").click()
    assert cited == opened.page.locator("#citation").input_value()
    assert "data sha256:" in printed.inner_text()
    words = printed.locator("svg text").all_text_contents()
    assert words == ["cooperation", "neutral", "conflict", "none is Actual", "state"]
    assert quiet(opened)


def test_everything_holds_suspended_statements_too() -> None:
    data = kg.load(kg.shipped())
    assert len(within(everything(data))) == len(data.statements)
