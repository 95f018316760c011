"""The page for who sees no colours, or no motion.

check 16 (sign and type never by colour alone, in grey): test_signs_and_statuses_are_told_apart_in_grey, test_types_are_told_apart_in_grey, test_no_sign_and_no_type_is_told_by_colour_alone_in_the_key
check 19 (contrast of text and lines in both themes): test_what_is_drawn_stands_out_from_the_ground_in_both_themes
check 23 (reduced motion): test_nothing_moves_by_itself_where_motion_is_reduced
"""

import io
import math
import re
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import kg
from tests.factory import actor, dataset, tie
from tests.views.conftest import Open, Opened, look_at, quiet

pytestmark = pytest.mark.browser

# One pair of actors for each look of a line: its sign, and whether any statement of it is Actual.
LOOKS = {
    "cooperation": [("alliedWith", "Actual")],
    "neutral": [("partOf", "Actual")],
    "conflict": [("attacks", "Actual")],
    "several signs": [("praises", "Actual"), ("attacks", "Actual")],
    "cooperation, alleged": [("alliedWith", "Alleged")],
    "neutral, alleged": [("partOf", "Alleged")],
    "conflict, alleged": [("attacks", "Alleged")],
}
KINDS = (
    *("State", "IntergovernmentalOrganisation", "Court", "GovernmentBody", "ContestedTerritory"),
    *("NonGovernmentalOrganisation", "Person", "ArmedForce", "Group"),
)


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ties = [
        tie(f"s{number}-{place}", f"A{number}", relation, f"B{number}", status=status)
        for number, look in enumerate(LOOKS.values())
        for place, (relation, status) in enumerate(look)
    ]
    names = " ".join(f"A{number} B{number}" for number in range(len(LOOKS)))
    path = tmp_path_factory.mktemp("page") / "looks.html"
    kg.draw(dataset(*ties, actors=names), path, status="all")
    return path


def in_grey(opened: Opened) -> Image.Image:
    """The drawing as the screen shows it, black where it is not the ground; colours are lost."""
    taken = opened.page.locator("#drawing").screenshot()
    grey = Image.open(io.BytesIO(taken)).convert("L")
    ground = max(range(256), key=grey.histogram().__getitem__)
    return grey.point(lambda level: 255 if abs(level - ground) > 40 else 0)


def across(picture: Image.Image, ends: Iterable[dict[str, float]], wide: int) -> Image.Image:
    """The middle of what lies between two places, turned so that the line goes from left to right."""
    one, other = ends
    x, y = (one["x"] + other["x"]) / 2, (one["y"] + other["y"]) / 2
    turn = math.degrees(math.atan2(other["y"] - one["y"], other["x"] - one["x"]))
    around = picture.crop((round(x) - 40, round(y) - 40, round(x) + 40, round(y) + 40)).rotate(turn)
    return around.crop((40 - wide, 28, 40 + wide, 52))


def inked(picture: Image.Image, box: tuple[int, int, int, int] | None = None) -> int:
    """How many pixels are not of the ground."""
    return (picture.crop(box) if box else picture).histogram()[255]


def extent(picture: Image.Image) -> int:
    """From the uppermost to the lowest pixel that is not of the ground."""
    _, upper, _, lower = picture.getbbox() or (0, 0, 0, 0)
    return lower - upper


def test_signs_and_statuses_are_told_apart_in_grey(looks: Path, open_page: Open) -> None:
    opened = open_page(looks)
    look_at(opened, "lines=pair&size=betweenness")
    picture = in_grey(opened)
    middles = {}
    free = {}  # half of what is seen of a line between the grounds around its actors, at most 22 pixels
    scale, sizes = opened.page.evaluate("[kgPage.scale(), kgPage.sizes()]")
    for number, look in enumerate(LOOKS):
        ends = [opened.page.evaluate(f"kgPage.place('actor:{end}{number}')") for end in ("A", "B")]
        middles[look] = across(picture, ends, 24)
        apart = math.dist(*((each["x"], each["y"]) for each in ends))
        free[look] = min(22, int(apart / 2 - (sizes[f"actor:A{number}"] + 4) * scale) - 1)
    assert min(free.values()) >= 15, free
    # The mark in the middle: how far it stands out on either side of the line, and how many pixels it has.
    tall = {look: extent(middle.crop((18, 0, 30, 24))) for look, middle in middles.items()}
    assert tall["cooperation"] < tall["neutral"] < tall["conflict"], tall
    assert tall["neutral"] - tall["cooperation"] >= 3
    assert tall["conflict"] - tall["neutral"] >= 3
    for one, other in combinations(LOOKS, 2):
        differs = ImageChops.difference(middles[one], middles[other])
        assert inked(differs) >= 20, (one, other)
    # Dashes: along the line, off its middle, there are gaps where nothing is Actual, and none where something is.
    gaps = {
        look: sum(
            not inked(middle, (x, 0, x + 1, 24))
            for x in (*range(24 - free[look], 15), *range(33, 24 + free[look]))
        )
        for look, middle in middles.items()
    }
    assert {look for look, count in gaps.items() if count >= 2} == {
        look for look in LOOKS if "alleged" in look
    }, gaps
    assert quiet(opened)


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = 'kg:Guild a owl:Class ; rdfs:subClassOf kg:Actor ; rdfs:label "guild"@en .'
    names = [f"K{number}" for number in range(len(KINDS) + 1)]
    actors = [actor(name, kind=kind) for name, kind in zip(names, (*KINDS, "Guild"), strict=True)]
    ties = [
        tie(f"s{number}", one, "praises", other)
        for number, (one, other) in enumerate(zip(names[::2], names[1::2], strict=False))
    ]
    path = tmp_path_factory.mktemp("page") / "kinds.html"
    kg.draw(dataset(own, *actors, *ties), path)
    return path


def test_types_are_told_apart_in_grey(kinds: Path, open_page: Open) -> None:
    opened = open_page(kinds)
    look_at(opened, "size=alike")
    picture = in_grey(opened)
    shapes = {}
    for number, kind in enumerate((*KINDS, "Guild")):
        place = opened.page.evaluate(f"kgPage.place('actor:K{number}')")
        x, y = round(place["x"]), round(place["y"])
        shapes[kind] = picture.crop((x - 32, y - 34, x + 32, y + 27))
    for one, other in combinations(shapes, 2):
        differs = inked(ImageChops.difference(shapes[one], shapes[other]))
        assert differs >= 0.08 * inked(shapes[one]), (one, other)
    assert quiet(opened)


def marks(opened: Opened, box: str) -> dict[str, str]:
    """What stands before each row of the legend, its colours left out."""
    return {
        row.locator(".t").inner_text(): re.sub(
            r' class="(?!dashed)[^"]*"', "", row.locator("svg").inner_html()
        )
        for row in opened.page.locator(f"{box} .row").all()
    }


def test_no_sign_and_no_type_is_told_by_colour_alone_in_the_key(kinds: Path, view: Open) -> None:
    opened = view(kinds)
    signs, types = marks(opened, "#signs"), marks(opened, "#types")
    assert len(set(signs.values())) == len(signs) == 3
    assert len(set(types.values())) == len(types) == 10


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


def over(colour: str, ground: str, opacity: float) -> str:
    """The colour that is seen where one lies over the other."""
    mixed = [
        round(
            opacity * int(colour[place : place + 2], 16)
            + (1 - opacity) * int(ground[place : place + 2], 16)
        )
        for place in (1, 3, 5)
    ]
    return "#" + "".join(f"{each:02x}" for each in mixed)


def test_what_is_drawn_stands_out_from_the_ground_in_both_themes() -> None:
    page = Path(kg.__file__).parent / "views" / "page"
    style = (page / "style.css").read_text(encoding="utf-8")
    [opacity] = re.findall(
        r"opacity: lit \? \(focus .*\? 1 : state.compare \? [\d.]+ : ([\d.]+)\)",
        (page / "lines.js").read_text(encoding="utf-8"),
    )
    themes = re.findall(r"(?ms)^:root(?:\[data-theme=\"dark\"\])? \{(.*?)^\}", style)
    assert len(themes) == 2
    shapes = [
        *("accent", "conflict-2", "conflict-1", "even", "cooperation-1", "cooperation-2"),
        *(f"type-{number}" for number in range(10)),
    ]
    for theme in themes:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", theme))
        for name, ground in product(shapes, ("ground", "sheet")):
            assert contrast(colours[name], colours[ground]) >= 3, (name, ground)
        for name in ("good", "bad", "flat", "mixed"):
            seen = over(colours[name], colours["ground"], float(opacity))
            assert contrast(seen, colours["ground"]) >= 3, (name, seen)
            assert contrast(colours[name], colours["sheet"]) >= 3
        for name, ground in product(("ink", "faint", "dim"), ("ground", "sheet")):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


def test_nothing_moves_by_itself_where_motion_is_reduced(tmp_path: Path, open_page: Open) -> None:
    data = dataset(
        tie("ally", "Ada", "alliedWith", "Bela", rest='; kg:since "2020-01"^^xsd:gYearMonth'),
        tie("gas", "Bela", "suppliesGasTo", "Cara", rest='; kg:since "2022-07"^^xsd:gYearMonth'),
        actors="Ada Bela Cara",
    )
    scenes = [kg.Scene(says="First."), kg.Scene(says="Then.", select=("Ada",))]
    kg.draw(data, tmp_path / "page.html", story=scenes)
    opened = open_page(tmp_path / "page.html", motion="reduce")
    page = opened.page
    page.keyboard.press("ArrowRight")
    moving = """() => [
      document.getAnimations().length,
      [...document.querySelectorAll("*")].filter((each) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each);
        return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
      }).length,
    ]"""
    assert page.evaluate(moving) == [0, 0]
    page.keyboard.press("Escape")
    page.locator("#show-story").click()
    play, period = page.locator("#play"), page.locator("#period")
    assert play.inner_text() == "Step"
    play.click()
    first = period.inner_text()
    page.wait_for_timeout(1_600)  # more than two steps of what plays by itself
    assert period.inner_text() == first == "2020-01 to 2020-12"
    play.click()
    assert (
        period.inner_text() == "2021-08 to 2022-07"
    )  # when the gas begins: nothing changes before
    look_at(opened, "between=2023-07+2023-07")
    play.click()
    assert period.inner_text() == "2020-01"
    assert quiet(opened)
    moves = open_page(tmp_path / "page.html").page
    moves.locator("#play").click()
    assert moves.locator("#play").inner_text() == "Pause"
    moves.get_by_text("2021-08 to 2022-07", exact=True).wait_for()
