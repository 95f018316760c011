"""Hostile text in everything that a page shows: it is shown as text, and nothing of it runs.

check 3 (hostile strings in every field, id, date, URL and heading, hovering included): test_hostile_text_in_every_field_shows_as_text, test_hostile_addresses_and_names_show_as_text, test_a_hostile_date_reaches_no_page, test_hostile_words_of_a_story_and_a_what_if_show_as_text, test_only_web_addresses_are_links
"""

import json
import re
from pathlib import Path

import pytest

import kg
from tests.factory import dataset, tie, turtle
from tests.views.conftest import Open, Opened, quiet

pytestmark = pytest.mark.browser

STRINGS = Path(__file__).parents[3] / "shared" / "data" / "badinput" / "strings.json"


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
        for kind in ("labels_html", "terminal", "csv"):
            strings += json.loads(STRINGS.read_text("utf-8"))[kind]
    return [text.replace("\0", "") for text in strings]  # a NUL alone becomes an empty label


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def untouched(opened: Opened) -> None:
    """Nothing of the data ran, became an element, or was asked for."""
    page = opened.page
    assert page.evaluate("[window.ran, window.__x]") == [None, None]
    made = """document.querySelectorAll(
      "img, iframe, object, embed, base, link, meta[http-equiv=refresh], body script ~ style, [onerror], [onload], [onclick]"
    ).length"""
    assert page.evaluate(made) == 0
    assert page.evaluate("document.scripts.length") == 6
    assert quiet(opened)


def hover(opened: Opened, curie: str) -> str:
    """What the tip says when the mouse comes to an actor and rests there."""
    place = opened.page.evaluate("(curie) => kgPage.place(curie)", curie)
    box = opened.page.locator("#drawing").bounding_box()
    assert box is not None
    opened.page.mouse.move(box["x"] + place["x"] - 60, box["y"] + place["y"] - 60)
    opened.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"], steps=3)
    opened.page.wait_for_selector("#tip b")
    return opened.page.locator("#tip b").inner_text()


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
    assert shown(page.title()) == shown(" ".join(texts))
    page.locator("#fit").click()
    for number, text in enumerate(texts):
        assert hover(opened, f"actor:a{number}").strip() in (shown(text), f"actor:a{number}")
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
    assert page.locator("#panel a[href]").count() == 0
    for key in ("t", "s", "Escape", "?", "Escape"):
        page.keyboard.press(key)
    untouched(opened)


def shown(text: str) -> str:
    """The text with its spaces as a browser shows them, and a sign for each control."""
    return re.sub(r"\s+", " ", kg.views.fitting.fit(text)).strip()


def test_hostile_addresses_and_names_show_as_text(tmp_path: Path, open_page: Open) -> None:
    odd = "https://example.org/'onmouseover=window.ran=1//"
    ids = [f"<{odd}{kind}>" for kind in ("actor", "other", "source", "statement", "place", "type")]
    urls = [
        "javascript:window.ran=1",
        "JaVaScRiPt:window.ran=1",
        "data:text/html,<script>window.ran=1</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//127.0.0.1:9/",
        "http://127.0.0.1:9/'onclick='window.ran=1",
        "https://user:pass@127.0.0.1:9/",
    ]
    sources = [
        f'src:u{number} a kg:Source ; dcterms:title "U{number}" ; kg:url {quoted(url)} .'
        for number, url in enumerate(urls)
    ]
    evidence = ", ".join(
        f'[ dcterms:source src:u{n} ; kg:locator "{n}" ]' for n in range(len(urls))
    )
    path = tmp_path / "odd.ttl"
    path.write_text(
        turtle(
            f'{ids[5]} a owl:Class ; rdfs:subClassOf kg:State ; rdfs:label "<b>Odd type</b>"@en .',
            f'{ids[0]} a {ids[5]} ; skos:prefLabel "One"@en ; owl:sameAs <javascript:window.ran=1> , <{odd}> .',
            f'{ids[1]} a kg:State ; skos:prefLabel "Two"@en .',
            f'{ids[2]} a kg:Source ; dcterms:title "Odd" .',
            f"{ids[3]} a kg:Statement ; rdf:subject {ids[0]} ; rdf:predicate kg:praises ; rdf:object {ids[1]} ;"
            f" kg:status kg:Actual ; kg:location {ids[4]} ; kg:evidence [ dcterms:source {ids[2]} ] , {evidence} .",
            *sources,
        ),
        encoding="utf-8",
    )
    kg.draw(kg.load(path), tmp_path / "odd.html")
    opened = open_page(tmp_path / "odd.html")
    page = opened.page
    page.locator("#show-table").click()
    page.locator("#table td button").get_by_text("One").first.click()
    links = page.locator("#panel a").evaluate_all(
        "(all) => all.map((each) => [each.protocol, each.rel, each.target])"
    )
    assert len(links) >= 3
    assert {tuple(each) for each in links} <= {
        (scheme, "noopener noreferrer", "_blank") for scheme in ("http:", "https:")
    }
    assert page.locator("#panel").inner_text().count("javascript:window.ran=1") >= 2
    page.locator("#show-table").click()
    tips = hover_line(opened)
    assert "One praises Two" in tips
    untouched(opened)


@pytest.mark.parametrize(
    "date", ["2022-13-45", "<b>2022</b>", "javascript:1", "2022-02-30", "\x1b[31m"]
)
def test_a_hostile_date_reaches_no_page(date: str, tmp_path: Path) -> None:
    for typed in ("", "^^xsd:date", "^^xsd:gYear"):
        since = f"; kg:since {quoted(date)}{typed}"
        with pytest.raises(kg.DataError, match=re.escape(date.removeprefix("\x1b")[:9])):
            dataset(tie("ally", "Ada", "alliedWith", "Bela", rest=since), actors="Ada Bela")


def hover_line(opened: Opened) -> str:
    """What the tip says over the line between the only two actors."""
    place = opened.page.evaluate("kgPage.middle(...kgPage.actors())")
    box = opened.page.locator("#drawing").bounding_box()
    assert box is not None
    opened.page.mouse.move(box["x"] + place["x"] - 40, box["y"] + place["y"] - 40)
    opened.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"], steps=10)
    opened.page.wait_for_selector("#tip b")
    return opened.page.locator("#tip").inner_text()


def test_hostile_words_of_a_story_and_a_what_if_show_as_text(
    tmp_path: Path, open_page: Open
) -> None:
    texts = hostile_strings()
    data = dataset(tie("ally", "Ada", "alliedWith", "Bela"), actors="Ada Bela")
    story = [kg.Scene(says=text, select=("Ada",)) for text in texts if text.strip()]
    scenario = kg.Scenario(" ".join(texts), retract=("stmt:ally",))
    kg.draw(data, tmp_path / "told.html", story=story, whatif=scenario)
    opened = open_page(tmp_path / "told.html")
    page = opened.page
    for scene in story:
        assert page.locator("#scene-told").inner_text().strip() == shown(scene.says)
        page.keyboard.press("ArrowRight")
    page.locator("#show-whatif").hover()
    page.locator("#show-whatif").click()
    assert shown(scenario.title) in shown(opened.panel())
    assert hover_line(opened).startswith("cooperation")
    page.locator("#show-whatif").hover()
    untouched(opened)


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
