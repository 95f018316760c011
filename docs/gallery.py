"""Takes the pictures of docs/gallery: the page of the shipped data in eight states, in headless Chromium.

python docs/gallery.py [FOLDER]      # with the test group installed; docs/gallery without FOLDER
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg

HERE = Path(__file__).parent
TITLE = "South Caucasus, summer 2023"
# Name, width, height, colours, and the view as it stands in the page's address.
STATES = (
    ("overview-light", 1440, 900, "light", ""),
    ("overview-dark", 1440, 900, "dark", "colour=balance"),
    ("actor", 1440, 900, "light", "select=actor:Armenia&lines=each&status=Actual+Proposed+Refused"),
    ("line", 1440, 900, "light", "select=actor:Azerbaijan+actor:Russia"),
    ("path", 1440, 900, "light", "paths=actor:Russia+actor:EuropeanUnion+influence&path=1"),
    ("time-window", 1440, 900, "light", "between=2022-07+2022-12&compare=dates"),
    ("what-if", 1440, 900, "dark", "compare=whatif&select=actor:Armenia+actor:CSTO"),
    ("phone", 390, 844, "light", ""),
)


def main(folder: Path) -> None:
    """Draw the page and photograph it in every state."""
    browser_path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if browser_path is None:
        raise SystemExit("no Chromium on this machine; make browser installs it")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        page_file = Path(place) / "page.html"
        scenario = kg.read_scenario("armenia-leaves-csto")
        kg.draw(kg.load(kg.shipped()), page_file, title=TITLE, whatif=scenario)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, width, height, scheme, view in STATES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                offline=True,
            )
            page = context.new_page()
            page.goto(f"{page_file.as_uri()}#{view}")
            page.wait_for_selector("html[data-ready]")
            page.wait_for_timeout(300)
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE / "gallery")
