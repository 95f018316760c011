"""The page in a real browser, with the network cut."""

import json
import re
from pathlib import Path

import pytest

import kg
from kg.iris import curie
from tests.factory import dataset, tie, turtle
from tests.views.conftest import Open, check, quiet

pytestmark = pytest.mark.browser

STRINGS = Path(__file__).parents[3] / "shared" / "data" / "badinput" / "strings.json"


def test_it_opens_offline_without_a_word(shipped: Path, open_page: Open) -> None:
    opened = open_page(shipped)
    page = opened.page
    assert quiet(opened)
    assert page.title() == page.locator("h1").inner_text() == "Actors and their relations"
    assert page.locator("html").get_attribute("lang") == "en"
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+'; style-src 'sha256-\S+';"
        r" img-src data: blob:; base-uri 'none'; form-action 'none'",
        policy or "",
    )
    assert shipped.stat().st_size < 700_000


def test_the_policy_stops_scripts_and_requests_from_elsewhere(small: Path, open_page: Open) -> None:
    page = open_page(small).page
    blocked = page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const asked = await fetch("http://127.0.0.1:9/").then(() => "sent", (error) => error.name);
          return [window.ran === undefined, asked];
        }"""
    )
    assert blocked == [True, "TypeError"]


def test_every_name_is_drawn_inside_and_none_on_another(shipped: Path, open_page: Open) -> None:
    page = open_page(shipped).page
    names = page.evaluate("kgPage.names()")
    assert len(names) == len(page.evaluate("kgPage.actors()")) == 24
    width, height = page.evaluate(
        "[document.getElementById('drawing').clientWidth, document.getElementById('drawing').clientHeight]"
    )
    assert [
        each["actor"]
        for each in names
        if each["left"] < 0 or each["right"] > width or each["bottom"] > height
    ] == []
    assert [
        (one["actor"], other["actor"])
        for place, one in enumerate(names)
        for other in names[:place]
        if one["left"] < other["right"] and other["left"] < one["right"]
        and one["top"] < other["bottom"] and other["top"] < one["bottom"]
    ] == []  # fmt: skip


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


@pytest.mark.parametrize(
    ("typed", "found"),
    [("bela", "Bela"), ("TURKIY", "Bela"), ("росс", "Bela"), ("actor:Ada", "Ada"), ("do", "Dora")],
)
def test_search_finds_by_any_name(small: Path, open_page: Open, typed: str, found: str) -> None:
    opened = open_page(small)
    opened.find(typed)
    box = opened.page.locator("#search")
    assert (box.get_attribute("aria-expanded"), box.get_attribute("aria-activedescendant")) == (
        "true",
        "hits-0",
    )
    assert opened.page.locator("#hits [aria-selected=true] .t").inner_text() == found
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#panel h2").inner_text() == found
    assert opened.page.locator("#hits").is_hidden()


def test_search_says_what_is_not_there_and_what_is_filtered_out(
    small: Path, open_page: Open
) -> None:
    opened = open_page(small)
    opened.find("zz")
    assert opened.page.locator("#hits").inner_text() == "No actor has such a name"
    opened.page.keyboard.press("Escape")
    opened.find("dora")
    assert opened.page.locator("#hits small").inner_text() == "filtered out"


def test_each_filter_is_the_predicate_it_says(shipped: Path, open_page: Open) -> None:
    opened = open_page(shipped)
    data = kg.load(kg.shipped())
    kinds = data.vocabulary.relation_types
    graph = kg.project(data, status="all")
    everything = [
        data.statements[iri] for iri in sorted({iri for *_, iri in graph.edges(keys=True)})
    ]

    def actual(**more: bool) -> list[str]:
        return [curie(s.iri) for s in everything if s.status == "Actual" or more.get(s.status)]

    assert opened.shown() == actual()
    check(opened, "#statuses", "Refused")
    assert opened.shown() == actual(Refused=True)
    check(opened, "#statuses", "Refused")
    conflict = data.family("conflictsWith")
    check(opened, "#families", data.label(conflict))
    assert opened.shown() == [
        curie(s.iri) for s in everything
        if s.status == "Actual" and kinds[s.predicate].family != conflict
    ]  # fmt: skip
    opened.page.locator("#reset").click()
    check(opened, "#types", "person")
    assert opened.shown() == [
        curie(s.iri) for s in everything
        if s.status == "Actual"
        and not any(data.label(data.actors[end].type) == "person" for end in (s.subject, s.object))
    ]  # fmt: skip
    opened.page.locator("#reset").click()
    assert opened.shown() == actual()


def test_nothing_left_has_a_way_out(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    check(opened, "#statuses", "Actual")
    assert opened.page.locator("#empty").is_visible()
    opened.page.locator("#reset-empty").click()
    assert len(opened.shown()) == 3


def test_positions_stay_through_filters_and_reload(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    before = opened.page.evaluate("kgPage.positions()")
    check(opened, "#statuses", "Alleged")
    opened.page.wait_for_timeout(500)
    assert opened.page.evaluate("kgPage.positions()") == before
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready]")
    assert opened.page.evaluate("kgPage.positions()") == before


def test_the_table_holds_all_that_is_shown_and_sorts(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    opened.page.keyboard.press("t")
    rows = opened.page.locator("#table tbody tr")
    assert rows.count() == 3
    opened.page.locator("#table th button").nth(1).click()
    assert rows.locator("td:nth-child(2)").all_inner_texts() == ["Ada", "Bela", "Cara"]
    opened.page.locator("#table th button").nth(1).click()
    assert rows.locator("td:nth-child(2)").all_inner_texts() == ["Cara", "Bela", "Ada"]
    assert opened.page.locator("#table th").nth(1).get_attribute("aria-sort") == "descending"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1024])
def test_it_fits_other_windows_and_follows_the_system(
    small: Path, open_page: Open, width: int, scheme: str
) -> None:
    page = open_page(small, width=width, height=800, scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("html").get_attribute("data-theme") == scheme


def test_sizes_follow_the_measure_and_say_what_was_counted(small: Path, open_page: Open) -> None:
    opened = open_page(small)
    assert opened.page.locator("#size-meaning").inner_text() == (
        "Larger: its relations, each statement once, over 3 statements: actual."
    )
    opened.page.locator("#size").select_option(label="all alike")
    assert opened.page.locator("#size-meaning").inner_text() == ""


def hostile_strings() -> list[str]:
    strings = [
        "<img src=x onerror=window.ran=1>",
        "</script><script>window.ran=1</script>",
        '"><svg onload=window.ran=1>',
        "<!--<script>",
        "href <a href='javascript:window.ran=1'>x</a>",
        "{{7*7}}",
        "${7*7}",
        "__proto__",
        "constructor",
        "<meta http-equiv=refresh content=0>",
    ]
    if STRINGS.exists():
        strings += json.loads(STRINGS.read_text("utf-8"))["labels_html"]
    return [text.replace("\0", "") for text in strings]  # a NUL alone becomes an empty label


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def test_hostile_text_in_every_field_shows_as_text(tmp_path: Path, open_page: Open) -> None:
    blocks = []
    texts = hostile_strings()
    for number, text in enumerate(texts):
        value = quoted(text)
        blocks += [
            f"actor:a{number} a kg:State ; skos:prefLabel {value}@en ; skos:altLabel {value} ; kg:iso2 {value} ;"
            f" skos:note {value} ; kg:odd {value} .",
            f"src:s{number} a kg:Source ; dcterms:title {value} ; dcterms:creator {value} ;"
            f' dcterms:publisher {value} ; kg:url "javascript:window.ran=1"^^xsd:anyURI ; kg:reliability {value} .',
            f"inst:i{number} a kg:Instrument ; skos:prefLabel {value}@en .",
            f"stmt:s{number} a kg:Statement ; rdf:subject actor:a{number} ; rdf:predicate kg:r ;"
            f" rdf:object actor:a{(number + 1) % len(texts)} ; kg:status kg:Actual ; kg:amount 5 ; kg:unit {value} ;"
            f" kg:instrument inst:i{number} ; skos:note {value} ; kg:odd {value} ; kg:evidence [ a kg:Evidence ;"
            f" dcterms:source src:s{number} ; kg:locator {value} ; kg:quote {value} ] .",
        ]
    blocks.append(
        f"kg:r a kg:RelationType , owl:ObjectProperty ; rdfs:label {quoted(texts[0])}@en ; skos:definition {quoted(texts[1])}@en ;"
        " rdfs:subPropertyOf kg:cooperatesWith ; kg:sign 1 ; kg:influence kg:Forward ; kg:aspect kg:Tie ; kg:strength 0.5 ;"
        ' skos:note "x" .'
    )
    path = tmp_path / "hostile.ttl"
    path.write_text(turtle(*blocks), encoding="utf-8")
    kg.draw(
        kg.load(path),
        tmp_path / "hostile.html",
        title=" ".join(texts),
        highlight=("actor:a0", "actor:a2"),
    )
    opened = open_page(tmp_path / "hostile.html")
    page = opened.page
    for number in range(len(texts)):
        opened.click_actor(f"actor:a{number}")
    page.keyboard.press("t")
    page.keyboard.press("t")
    opened.find("a")
    opened.find(texts[0])
    page.keyboard.press("Enter")
    page.locator("#panel .group").first.locator("summary").click()
    assert page.locator("#panel h2").inner_text() == texts[0]
    assert (
        f"in “{texts[0]}”, {texts[0]}, {texts[0]}, reliability {texts[0]}, javascript:window.ran=1"
        in opened.panel()
    )
    assert page.evaluate("window.ran") is None
    assert page.locator("#panel a[href]").count() == 0
    assert (
        page.evaluate(
            "document.querySelectorAll('img, iframe, object, embed, [onerror], [onload]').length"
        )
        == 0
    )
    assert quiet(opened)


def test_only_web_addresses_are_links(tmp_path: Path, open_page: Open) -> None:
    source = 'src:s a kg:Source ; dcterms:title "A report" ; kg:url "https://example.org/a?b=1"^^xsd:anyURI .'
    data = dataset(tie("ally", "Ada", "alliedWith", "Bela"), actors="Ada Bela", source=source)
    opened = open_page(Path(str(kg.draw(data, tmp_path / "page.html").path)))
    opened.click_line("actor:Ada", "actor:Bela")
    link = opened.page.locator("#panel a")
    assert [link.get_attribute(name) for name in ("href", "rel", "target")] == [
        "https://example.org/a?b=1",
        "noopener noreferrer",
        "_blank",
    ]


def test_in_a_notebook_it_runs_in_a_frame_that_reaches_nothing(
    small: Path, tmp_path: Path, open_page: Open
) -> None:
    data = dataset(tie("ally", "Ada", "alliedWith", "Bela"), actors="Ada Bela")
    frame = kg.draw(data, title='A "quoted" <title>')._repr_html_()
    assert (
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"'
        in frame
    )
    outer = tmp_path / "notebook.html"
    outer.write_text(f'<!doctype html><html lang="en" data-ready="yes">{frame}', encoding="utf-8")
    opened = open_page(outer)
    inner = opened.page.frame_locator("iframe")
    assert inner.locator("h1").inner_text() == 'A "quoted" <title>'
    assert inner.locator("#count").inner_text() == "1 of 1 statement, 2 of 2 actors"
    assert opened.said == []
