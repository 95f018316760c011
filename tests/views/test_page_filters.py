"""What the left column chooses and explains: search, filters, sizes and colours, held to the library.

check 9 (search by keyboard alone): test_search_finds_by_any_name, test_search_walks_its_hits_with_the_arrows, test_search_says_what_is_not_there_and_what_is_filtered_out
check 12 (filters are predicates; counts announced; a way out): test_each_row_is_the_predicate_it_says, test_confidence_is_the_least_that_passes, test_filters_together_are_all_predicates_at_once, test_nothing_left_has_a_way_out
check 15 (size and colour keys update): test_each_size_is_the_librarys_measure, test_the_key_of_each_colour_counts_as_the_library_does
"""

import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.analysis.catalogue import MEASURES
from kg.iris import curie
from kg.model import Statement
from tests.factory import actor, dataset, tie
from tests.views.conftest import Open, Opened, check, look_at

pytestmark = pytest.mark.browser

SIGNS = {1: "cooperation", 0: "neutral", -1: "conflict"}
KINDS = ("State", "Court", "Person", "Group")
STATUSES = ("Actual", "Actual", "Actual", "Proposed", "Alleged", "Refused", "Threatened")
RELATIONS = (
    "alliedWith",
    "attacks",
    "praises",
    "condemns",
    "suppliesGasTo",
    "memberOf",
    "dependsOn",
)


def varied() -> kg.Dataset:
    """Nine actors of four kinds, and sixty statements of every status and confidence."""
    chance = random.Random(11)
    ties = []
    for number in range(60):
        one, other = chance.sample(range(9), 2)
        status, confidence = chance.choice(STATUSES), chance.randint(1, 20) / 20
        name, relation = f"s{number:02}", chance.choice(RELATIONS)
        ties.append(
            tie(name, f"A{one}", relation, f"A{other}", status=status, confidence=confidence)
        )
    actors = [actor(f"A{number}", kind=KINDS[number % 4]) for number in range(9)]
    return dataset(*actors, *ties)


VARIED = varied()


@pytest.fixture(scope="session")
def varied_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "varied.html"
    kg.draw(VARIED, path)
    return path


@pytest.mark.parametrize(
    ("typed", "found"),
    [("bela", "Bela"), ("TURKIY", "Bela"), ("росс", "Bela"), ("actor:Ada", "Ada"), ("do", "Dora")],
)
def test_search_finds_by_any_name(small: Path, view: Open, typed: str, found: str) -> None:
    opened = view(small)
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


def test_search_walks_its_hits_with_the_arrows(varied_page: Path, view: Open) -> None:
    opened = view(varied_page)
    page, box = opened.page, opened.page.locator("#search")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("aria-activedescendant") is None
    opened.find("a")
    hits = page.locator("#hits [role=option]").all_inner_texts()
    assert len(hits) == 9
    for key, place in (
        ("ArrowDown", 1),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("ArrowUp", 0),
        ("ArrowUp", 8),
    ):
        page.keyboard.press(key)
        assert box.get_attribute("aria-activedescendant") == f"hits-{place}"
        chosen = page.locator("#hits [aria-selected=true]")
        assert chosen.count() == 1
        assert chosen.get_attribute("id") == f"hits-{place}"
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "A8"
    assert page.evaluate("document.activeElement.id") == "drawing"
    opened.find("a")
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("aria-activedescendant") is None
    assert box.input_value() == ""


def test_search_says_what_is_not_there_and_what_is_filtered_out(small: Path, view: Open) -> None:
    opened = view(small)
    opened.find("zz")
    assert opened.page.locator("#hits").inner_text() == "No actor has such a name"
    opened.page.keyboard.press("Escape")
    opened.find("dora")
    assert opened.page.locator("#hits small").inner_text() == "filtered out"


ROWS = """() => [...document.querySelectorAll("#filters .row input[type=checkbox]")].map((box) => {
  const label = box.parentElement.querySelector(".t").textContent;
  const [kind, inside] = [box.closest("section div[id]").id, Boolean(box.closest("details"))];
  const [count, before] = [box.parentElement.querySelector(".n").textContent, kgPage.shown()];
  box.click();
  const off = kgPage.shown();
  const told = document.getElementById("count").textContent;
  const actors = kgPage.actors().length;
  box.click();
  if (JSON.stringify(kgPage.shown()) !== JSON.stringify(before)) throw Error(label);
  return { kind, inside, label, count, off, told, actors };
})"""


@pytest.mark.parametrize("file", ["shipped", "varied_page"])
def test_each_row_is_the_predicate_it_says(
    file: str, request: pytest.FixtureRequest, view: Open
) -> None:
    opened = view(request.getfixturevalue(file))
    data = VARIED if file == "varied_page" else kg.load(kg.shipped())
    types = data.vocabulary.relation_types
    held = sorted(data.statements.values(), key=lambda each: each.iri)
    whole = kg.project(data, status="all")
    standing = {iri for *_, iri in whole.edges(keys=True)}  # no waiver suspends them
    statuses = [each.value for each in kg.Status]
    announced = opened.page.locator("#count")
    assert (announced.get_attribute("aria-live"), announced.get_attribute("role")) == (
        "polite",
        "status",
    )

    def is_of(row: Any, each: Statement) -> bool:
        kind = types[each.predicate]
        ends = (each.subject, each.object)
        found: dict[str, bool] = {
            "statuses": each.status == row["label"],
            "signs": SIGNS[kind.sign] == row["label"],
            "families": (kind.label if row["inside"] else data.label(kind.family)) == row["label"],
            "types": any(data.label(data.actors[end].type) == row["label"] for end in ends),
        }
        return found[row["kind"]]

    rows = opened.page.evaluate(ROWS)
    assert {row["kind"] for row in rows} == {"statuses", "signs", "families", "types"}
    for row in rows:
        turns_on = row["kind"] == "statuses" and row["label"] != "Actual"
        left = [
            each
            for each in held
            if each.iri in standing
            and (
                is_of(row, each)
                if turns_on and each.status != "Actual"
                else each.status == "Actual" and not is_of(row, each)
            )
        ]
        assert row["off"] == [curie(each.iri) for each in left], row["label"]
        ends = {end for each in left for end in (each.subject, each.object)}
        assert row["actors"] == len(ends)
        assert row["told"] == (
            f"{len(left)} of {len(held)} statements, {len(ends)} of {len(whole)} actors"
        )
        if row["kind"] != "types":
            of = sum(is_of(row, each) for each in held)
            some = sum(
                is_of(row, each) and each.status == "Actual" and each.iri in standing
                for each in held
            )
            assert row["count"] == (f"{of}" if some == of else f"{some} / {of}"), row["label"]
    labels = [row["label"] for row in rows if row["kind"] == "statuses"]
    assert labels == [each for each in statuses if each in {statement.status for statement in held}]


def test_confidence_is_the_least_that_passes(varied_page: Path, view: Open) -> None:
    opened = view(varied_page)
    opened.page.locator("#confidence").focus()
    for step in range(1, 21):
        opened.page.keyboard.press("ArrowRight")
        graph = kg.project(VARIED, min_confidence=step / 20)
        kept = sorted({iri for *_, iri in graph.edges(keys=True)})
        assert opened.shown() == [curie(iri) for iri in kept]
        assert opened.page.locator("#confidence-told").inner_text() == f"{step * 5} % and more"
    opened.page.locator("#reset").click()
    assert opened.page.locator("#confidence-told").inner_text() == "any"
    assert opened.page.locator("#reset").is_hidden()


def test_filters_together_are_all_predicates_at_once(varied_page: Path, view: Open) -> None:
    opened = view(varied_page)
    types = VARIED.vocabulary.relation_types
    chance = random.Random(2)
    for _ in range(12):
        status = chance.sample(sorted(set(STATUSES)), chance.randint(1, 5))
        sign = chance.sample([1, 0, -1], chance.randint(1, 3))
        kinds = chance.sample(KINDS, chance.randint(2, 4))
        least = chance.choice([0, 0.2, 0.5])
        look_at(
            opened,
            f"status={'+'.join(status)}&sign={'+'.join(SIGNS[each] for each in sign)}"
            f"&type={'+'.join(kinds)}&confidence={least}",
        )
        assert opened.shown() == [
            curie(each.iri)
            for each in sorted(VARIED.statements.values(), key=lambda each: each.iri)
            if each.status in status
            and types[each.predicate].sign in sign
            and each.confidence >= least
            and all(
                VARIED.actors[end].type.rpartition("#")[2] in kinds
                for end in (each.subject, each.object)
            )
        ]


def test_nothing_left_has_a_way_out(small: Path, view: Open) -> None:
    opened = view(small)
    check(opened, "#statuses", "Actual")
    assert opened.page.locator("#empty").is_visible()
    assert opened.page.locator("#count").inner_text() == "0 of 5 statements, 0 of 4 actors"
    opened.page.locator("#reset-empty").click()
    assert len(opened.shown()) == 3
    assert opened.page.locator("#empty").is_hidden()


def test_a_page_without_anything_actual_opens_with_all(tmp_path: Path, open_page: Open) -> None:
    data = dataset(
        tie("offer", "Ada", "alliedWith", "Bela", status="Proposed"),
        tie("rumour", "Bela", "attacks", "Ada", status="Alleged"),
        actors="Ada Bela",
    )
    kg.draw(data, tmp_path / "all.html", status="Actual")
    opened = open_page(tmp_path / "all.html")
    assert opened.page.locator("#count").inner_text() == "2 of 2 statements, 2 of 2 actors"
    said = "No statement here is Actual: the page opens with those of every status."
    assert said in opened.panel()
    assert "2 statements: proposed or alleged" in opened.panel()
    kg.draw(data, tmp_path / "none.html", status="Denied")
    opened = open_page(tmp_path / "none.html")
    assert opened.page.locator("#count").inner_text() == "0 of 2 statements, 0 of 2 actors"
    assert said not in opened.panel()
    button = opened.page.locator("#reset-empty")
    assert button.inner_text() == "Show all statuses"
    button.click()
    assert opened.shown() == ["stmt:offer", "stmt:rumour"]


def test_each_size_is_the_librarys_measure(varied_page: Path, view: Open) -> None:
    opened = view(varied_page)
    page = opened.page
    graph = kg.project(VARIED)
    count = len({iri for *_, iri in graph.edges(keys=True)})
    names = page.locator("#size option").all_inner_texts()
    assert len(names) == 11
    for name in names[:-1]:
        page.locator("#size").select_option(label=name)
        by = name.replace(" ", "_")
        scores = list(kg.rank(graph, by))
        assert page.locator("#size-meaning").inner_text() == (
            f"Larger: {MEASURES[by].meaning}, over {count} statements: actual (whole page)."
        )
        assert page.locator("#panel h3").last.inner_text() == f"Highest by {name} (whole page)"
        listed = page.locator("#panel .ranks li").evaluate_all(
            "(all) => all.map((each) => [each.value, each.children[0].textContent, each.children[1].textContent])"
        )
        assert [(rank, label) for rank, label, _ in listed] == [
            (score.rank, score.label) for score in scores[:8]
        ]
        assert [float(value.replace(",", "")) for *_, value in listed] == pytest.approx(
            [score.value for score in scores[:8]], rel=1e-3, abs=1e-6
        )
        sizes = page.evaluate("kgPage.sizes()")
        most = max(score.value for score in scores)
        assert sizes == pytest.approx(
            {
                curie(score.actor): 9 + 15 * math.sqrt(max(score.value, 0) / most)
                for score in scores
            },
            rel=1e-3,
        )
    page.locator("#size").select_option(label="all alike")
    assert page.locator("#size-meaning").inner_text() == ""
    assert set(page.evaluate("kgPage.sizes()").values()) == {16.5}


def key(opened: Opened) -> list[list[str]]:
    """The rows of the key of colours: label and count."""
    return [
        [str(part) for part in row]
        for row in opened.page.locator("#colour-key .row").evaluate_all(
            "(all) => all.map((each) => [each.querySelector('.t').textContent, each.querySelector('.n').textContent])"
        )
    ]


BALANCES = (
    (-0.6, "conflict above all"),
    (-0.2, "more conflict"),
    (0.2, "both alike, or neither"),
    (0.6, "more cooperation"),
    (1.0, "cooperation above all"),
)


def balances(graph: Any) -> Counter[str]:
    """How many actors fall into each step of (cooperation - conflict) / both."""
    found: Counter[str] = Counter()
    held = {iri: (a, b, data["sign"]) for a, b, iri, data in graph.edges(keys=True, data=True)}
    for one in {end for a, b in graph.edges() for end in (a, b)}:
        told = [sign for a, b, sign in held.values() if one in (a, b) and sign]
        share = sum(told) / len(told) if told else 0
        found[next(label for most, label in BALANCES if share <= most)] += 1
    return found


def test_the_key_of_each_colour_counts_as_the_library_does(varied_page: Path, view: Open) -> None:
    opened = view(varied_page)
    page = opened.page
    graph = kg.project(VARIED)
    assert key(opened) == []  # the rows of the types are the key
    kinds = Counter(VARIED.label(VARIED.actors[each].type) for each in graph if graph.degree(each))
    rows = page.locator("#types .row").evaluate_all(
        "(all) => all.map((each) => [each.querySelector('.t').textContent, each.querySelector('.n').textContent])"
    )
    assert {label: int(count) for label, count in rows} == kinds
    page.locator("#colour").select_option("balance")
    for least in (0, 0.5, 0.8):
        look_at(opened, f"confidence={least}&colour=balance" if least else "colour=balance")
        counts = balances(kg.project(VARIED, min_confidence=least))
        assert key(opened) == [[label, str(counts[label])] for _, label in BALANCES]
    look_at(opened, "colour=community")
    found = kg.communities(graph, runs=20)
    assert [int(count) for _, count in key(opened)[:-1]] == [len(each.members) for each in found]
    inside = {member.actor for each in found for member in each.members}
    outside = [each for each in graph if graph.degree(each) and each not in inside]
    assert key(opened)[-1] == ["no cooperation", str(len(outside))]
    colours = page.evaluate("kgPage.colours()")
    for each in found:
        assert len({colours[curie(member.actor)] for member in each.members}) == 1
