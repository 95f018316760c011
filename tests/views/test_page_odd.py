"""What is odd in data is shown as what it is: many parallel ties, ties with oneself, no dates, no evidence.

check 27 (parallel ties, self-ties, unknown dates, missing evidence): test_each_of_many_parallel_ties_has_a_line_of_its_own, test_ties_with_oneself_are_loops_that_can_be_read, test_an_unknown_date_is_told_and_only_possibly_in_a_period, test_missing_evidence_is_told
"""

import re
from pathlib import Path

import pytest

import kg
from kg.iris import curie
from tests.factory import SOURCE, dataset, tie
from tests.views.conftest import Open, Opened, look_at, quiet

pytestmark = pytest.mark.browser

SEVEN = ("alliedWith", "aids", "backs", "praises", "protects", "suppliesGasTo", "trains")


def swept(opened: Opened, way: tuple[float, float], around: dict[str, float]) -> list[str]:
    """What the tip says, in turn, while a real mouse goes across a place in a direction, 120 pixels to either side."""
    page = opened.page
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    told: list[str] = []
    for off in range(-120, 121, 2):
        x, y = around["x"] + off * way[0], around["y"] + off * way[1]
        if not (0 < x < box["width"] and 0 < y < box["height"]):
            continue
        page.mouse.move(box["x"] + x, box["y"] + y)
        tip = page.evaluate(
            "(async () => { await new Promise(requestAnimationFrame); const tip = document.getElementById('tip'); return tip.hidden ? '' : tip.innerText; })()"
        )
        if tip and (not told or told[-1] != tip):
            told.append(tip)
    return told


@pytest.mark.parametrize("count", [5, 7])
def test_each_of_many_parallel_ties_has_a_line_of_its_own(
    count: int, tmp_path: Path, open_page: Open
) -> None:
    ties = [tie(f"s{number}", "Ada", SEVEN[number], "Bela") for number in range(count)]
    kg.draw(dataset(*ties, actors="Ada Bela"), tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    page = opened.page
    assert page.evaluate("kgPage.lines()") == [["actor:Ada", "actor:Bela", 1, False]]
    middle = page.evaluate("kgPage.middle('actor:Ada', 'actor:Bela')")
    one, other = (page.evaluate(f"kgPage.place('actor:{name}')") for name in ("Ada", "Bela"))
    long = ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5
    across = ((one["y"] - other["y"]) / long, (other["x"] - one["x"]) / long)
    [told] = swept(opened, across, middle)
    assert told.startswith("cooperation\n")
    assert told.count("Bela") == 4
    assert told.endswith(f"and {count - 4} more")
    opened.click_line("actor:Ada", "actor:Bela")
    assert page.locator("#panel .card").count() == count
    page.keyboard.press("Escape")
    look_at(opened, "lines=each")
    assert len(page.evaluate("kgPage.lines()")) == count
    tips = swept(opened, across, middle)
    sentences = [tip.splitlines()[1] for tip in tips]
    assert len(sentences) == len(set(sentences)) == count, sentences
    rows = page.locator("#show-table")
    rows.click()
    assert page.locator("#table tbody tr").count() == count
    assert quiet(opened)


def test_ties_with_oneself_are_loops_that_can_be_read(tmp_path: Path, open_page: Open) -> None:
    data = dataset(
        tie("good", "Ada", "praises", "Ada"),
        tie("bad", "Ada", "harms", "Ada", status="Alleged"),
        tie("ally", "Ada", "alliedWith", "Bela"),
        actors="Ada Bela",
    )
    kg.draw(data, tmp_path / "page.html", status="all")
    opened = open_page(tmp_path / "page.html")
    page = opened.page
    assert page.evaluate("kgPage.lines()") == [
        ["actor:Ada", "actor:Bela", 1, False],
        ["actor:Ada", "actor:Ada", -1, True],
        ["actor:Ada", "actor:Ada", 1, False],
    ]
    place = page.evaluate("kgPage.place('actor:Ada')")
    tips = swept(opened, (0.6, -0.8), place)
    told = {line for tip in tips for line in tip.splitlines()}
    assert {"Ada praises Ada", "Ada harms Ada (alleged)"} <= told, tips
    opened.click_actor("actor:Ada")
    assert "itself2" in page.locator("#panel .group summary").all_inner_texts()
    opened.page.locator("#show-table").click()
    page.locator("#table td button").get_by_text("harms").click()
    assert page.locator("#panel h2").inner_text() == "Ada and itself"
    assert page.locator("#panel .card").count() == 2
    page.locator("#save").click()
    with page.expect_download() as waiting:
        page.locator("#save-svg").click()
    svg = Path(waiting.value.path()).read_text(encoding="utf-8")
    loops = re.findall(r'<circle [^>]*fill="none"[^>]*>', svg)
    inner, outer = sorted(float(each) for each in re.findall(r' r="([\d.]+)"', "".join(loops)))
    assert outer == pytest.approx(1.5 * inner, rel=0.01)
    assert sum("stroke-dasharray" in each for each in loops) == 1
    still = re.findall(r'<circle [^>]*fill="none"[^>]*>', kg.draw(data, status="all").svg)
    assert sorted(re.findall(r' r="(\d+)"', "".join(still))) == ["18", "27"]
    assert quiet(opened)


def test_an_unknown_date_is_told_and_only_possibly_in_a_period(
    tmp_path: Path, open_page: Open
) -> None:
    data = dataset(
        tie("ever", "Ada", "alliedWith", "Bela"),
        tie("year", "Ada", "praises", "Cara", rest='; kg:date "2022"^^xsd:gYear'),
        tie("until", "Bela", "attacks", "Cara", rest='; kg:until "2022-03"^^xsd:gYearMonth'),
        tie("since", "Bela", "aids", "Ada", rest='; kg:since "2022-02-24"^^xsd:date'),
        actors="Ada Bela Cara",
    )
    kg.draw(data, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    page = opened.page
    page.locator("#show-table").click()
    dates = page.locator("#table tbody tr").evaluate_all(
        "(all) => Object.fromEntries(all.map((row) => [row.cells[2].textContent, row.cells[0].textContent]))"
    )
    assert dates == {
        "is allied with": "no date given",
        "praises": "2022",
        "attacks": "until 2022-03",
        "gives aid to": "since 2022-02-24",
    }
    page.locator("#table td button").get_by_text("is allied with").click()
    assert "Actual · no date given · confidence 100 % · cooperation" in opened.panel()
    page.locator("#show-table").click()
    for window in (("2022-02", "2022-02"), ("2022-03", "2022-12"), ("2023-01", "2023-01")):
        for certain in (False, True):
            look_at(
                opened, ("certain=yes&" if certain else "") + f"between={window[0]}+{window[1]}"
            )
            graph = kg.project(data, between=window, certainty="certain" if certain else None)
            assert opened.shown() == sorted({curie(iri) for *_, iri in graph.edges(keys=True)})
            assert ("stmt:ever" in opened.shown()) == (not certain)
    assert quiet(opened)


def test_missing_evidence_is_told(tmp_path: Path, open_page: Open) -> None:
    bare = (
        "stmt:{0} a kg:Statement ; rdf:subject actor:Ada ; rdf:predicate kg:{1} ;"
        " rdf:object actor:Bela ; kg:status kg:Actual {2} ."
    )
    data = dataset(
        bare.format("none", "praises", ""),
        bare.format("place", "aids", "; kg:evidence [ a kg:Evidence ; dcterms:source src:s ]"),
        bare.format("source", "backs", "; kg:evidence [ a kg:Evidence ; dcterms:source src:lost ]"),
        "actor:Ada kg:alliedWith actor:Bela .",
        actors="Ada Bela",
        source=SOURCE,
    )
    kg.draw(data, tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    page = opened.page
    opened.click_line("actor:Ada", "actor:Bela")
    cards = {
        name.split(" ")[1]: text.replace("\n", " ")
        for card in page.locator("#panel .card").all()
        for name, text in [(card.locator("h3").inner_text(), card.inner_text())]
    }
    assert "No evidence is recorded." in cards["praises"]
    assert "place not given in “A report”, 2023-07" in cards["gives"]
    assert "place not given in “src:lost”" in cards["backs"]
    page.locator("#show-table").click()
    cells = page.locator("#table tbody tr").evaluate_all(
        "(all) => Object.fromEntries(all.map((row) => [row.cells[2].textContent, row.cells[7].textContent]))"
    )
    assert cells["praises"] == "no evidence"
    assert cells["backs"] == "src:lost"
    assert quiet(opened)
