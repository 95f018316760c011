"""A headless Chromium without a network, and a page opened in it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

import kg
from tests.factory import dataset, tie

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Opened:
    """A page in the browser, with everything it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def shown(self) -> list[str]:
        """The statements that are shown, as CURIEs."""
        return [str(each) for each in self.page.evaluate("kgPage.shown()")]

    def panel(self) -> str:
        """The text of the panel."""
        return self.page.locator("#panel").inner_text()

    def find(self, text: str) -> None:
        """Type into the search box, from the keyboard."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("/")
        self.page.keyboard.type(text)

    def click_actor(self, curie: str) -> None:
        """Click on an actor in the drawing, with the mouse."""
        self._click("kgPage.place", curie)

    def click_line(self, *ends: str) -> None:
        """Click on the straight line between two actors, off its middle, with the mouse."""
        self._click("kgPage.middle", *ends)

    def _click(self, function: str, *arguments: str) -> None:
        place = self.page.evaluate(f"(given) => {function}(...given)", list(arguments))
        box = self.page.locator("#drawing").bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = [
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ]
    assert found, (
        "no Chromium on this machine; make test installs it (Debian: apt-get install chromium)"
    )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found[0], args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a file in a window of its own, offline, and waits until it has drawn itself.

    A test fails in which a page says anything to the console; who expects that takes it out of `said`.
    """
    opened: list[Opened] = []

    def open_page(path: Path, *, script: str = "", **options: Any) -> Opened:
        opened.append(_opened(browser, path, script, **options))
        return opened[-1]

    yield open_page
    for each in opened:
        each.page.context.close()
    assert [each.said for each in opened if each.said] == []


@pytest.fixture(scope="session")
def kept(browser: Browser) -> Iterator[dict[Path, Opened]]:
    """The windows of `view`, by their files."""
    windows: dict[Path, Opened] = {}
    yield windows
    for each in windows.values():
        each.page.context.close()


@pytest.fixture
def view(browser: Browser, kept: dict[Path, Opened]) -> Iterator[Open]:
    """As `open_page`, in a window that all tests of a file share: quicker. The view is as it opens."""

    def view(path: Path) -> Opened:
        if path not in kept:
            kept[path] = _opened(browser, path)
        opened = kept[path]
        opened.page.evaluate(
            "document.querySelectorAll('dialog[open]').forEach((each) => each.close())"
        )
        opened.page.mouse.move(0, 0)
        look_at(opened, "as=opens")  # so that it lets go of the path that it opens with, too
        look_at(opened, "")
        return opened

    yield view
    said = [line for each in kept.values() for line in each.said]
    for each in kept.values():
        each.said.clear()
    assert said == []


def look_at(opened: Opened, address: str) -> None:
    """Give the open page another address, and wait until it has taken it."""
    opened.page.evaluate(
        """(text) => new Promise((done) => {
          if (location.hash.slice(1) === text) return done();
          addEventListener("hashchange", () => setTimeout(done), { once: true });
          location.hash = text;
        })""",
        address,
    )


def _opened(
    browser: Browser,
    path: Path,
    script: str = "",
    *,
    width: int = 1440,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
    motion: Literal["no-preference", "reduce"] = "no-preference",
) -> Opened:
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion=motion,
        offline=True,
    )
    context.set_default_timeout(20_000)
    opened = Opened(context.new_page())
    page = opened.page
    if script:
        page.add_init_script(script)
    page.on("console", lambda message: opened.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: opened.said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: _dismiss(dialog, opened.said))
    page.on("request", lambda request: opened.asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    return opened


def _dismiss(dialog: Dialog, said: list[str]) -> None:
    said.append(f"dialog: {dialog.message}")
    dialog.dismiss()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ada - Bela - Cara: an alliance, gas with a partial date, an offer, a condemnation, a quote."""
    data = dataset(
        tie("ally", "Ada", "alliedWith", "Bela", rest='; kg:since "1992"^^xsd:gYear'),
        tie(
            "gas",
            "Bela",
            "suppliesGasTo",
            "Cara",
            locator="paragraph 10",
            confidence=0.9,
            rest='; kg:since "2022-07"^^xsd:gYearMonth ; kg:amount 1960 ; kg:unit "m³"',
        ),
        tie("offer", "Ada", "alliedWith", "Cara", status="Proposed", locator="paragraph 2"),
        tie("words", "Cara", "condemns", "Ada", rest='; kg:date "2022-09-14"^^xsd:date'),
        tie(
            "rumour",
            "Dora",
            "suppliesArmsTo",
            "Ada",
            status="Alleged",
            rest="; kg:attributedTo actor:Bela",
        ),
        'actor:Bela skos:altLabel "Türkiyə"@en , "Россия"@ru .',
        actors="Ada Bela Cara Dora",
    )
    path = tmp_path_factory.mktemp("page") / "small.html"
    kg.draw(data, path, title="Four actors", highlight=("Ada", "Cara"))
    return path


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "shipped.html"
    kg.draw(kg.load(kg.shipped()), path)
    return path


def check(opened: Opened, box: str, label: str) -> None:
    """Press the checkbox of the row with this label."""
    row = opened.page.locator(f"{box} label.row").filter(
        has=opened.page.get_by_text(label, exact=True)
    )
    row.locator("input").click()


def quiet(opened: Opened) -> bool:
    """The page said nothing to the console and asked for nothing but itself."""
    return opened.said == [] and len(opened.asked) == 1 and opened.asked[0].startswith("file:")
