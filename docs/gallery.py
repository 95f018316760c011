"""Takes the pictures of docs/gallery: the page of the shipped data in eight states, in headless Chromium.

python docs/gallery.py [FOLDER]      # with the test group installed; docs/gallery without FOLDER
python docs/gallery.py --check       # take them elsewhere, and see whether those of docs/gallery are stale

The bytes of a picture differ from machine to machine, with its fonts and its Chromium, so pictures are not
compared. Beside them, made.json says of what they were made: the states, the data, the page's own files and
what it was told to show, each by its hash, and the hash of each picture. They are stale when one of these is
no longer so.
"""

import base64
import gzip
import hashlib
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import kg

HERE = Path(__file__).parent
MADE = "made.json"
TITLE = "South Caucasus, summer 2023"
# Name, width, height, colours, and the view as it stands in the page's address.
STATES = (
    ("overview-light", 1440, 900, "light", ""),
    ("overview-dark", 1440, 900, "dark", "colour=balance"),
    ("actor", 1440, 900, "light", "select=actor:Armenia&status=Actual+Proposed+Refused"),
    ("line", 1440, 900, "light", "select=actor:Azerbaijan+actor:Russia"),
    ("path", 1440, 900, "light", "paths=actor:Russia+actor:EuropeanUnion+influence&path=1"),
    ("time-window", 1440, 900, "light", "between=2022-07+2022-12&compare=dates"),
    ("what-if", 1440, 900, "dark", "compare=whatif&select=actor:Armenia+actor:CSTO"),
    ("phone", 390, 844, "light", ""),
)


def main(arguments: list[str]) -> None:
    """Take the pictures, or take them elsewhere and check those that are there."""
    check = arguments == ["--check"]
    target = Path(arguments[0]) if arguments and not check else HERE / "gallery"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) if check else target
        folder.mkdir(parents=True, exist_ok=True)
        page = Path(place) / "page.html"
        scenario = kg.read_scenario("armenia-leaves-csto")
        drawn = kg.draw(kg.load(kg.shipped()), page, title=TITLE, whatif=scenario)
        photograph(page, folder)
        made = made_of(drawn.html, folder)
    if not check:
        (target / MADE).write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
        return
    stale = differences(made, target)
    if stale:
        raise SystemExit(
            "\n".join([*stale, "the gallery is stale: run make gallery, look, commit"])
        )


def photograph(page: Path, folder: Path) -> None:
    """Open the page in every state and take its picture; a page that fails or draws nothing is refused."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise SystemExit("no Chromium on this machine; make browser installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for state in STATES:
            _take(browser, page, folder, *state)
        browser.close()


def _take(  # the parts of a state
    browser: Browser,
    file: Path,
    folder: Path,
    name: str,
    width: int,
    height: int,
    scheme: str,
    view: str,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        offline=True,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{file.as_uri()}#{view}")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(300)
    if said or not page.evaluate("kgPage.drawn().length"):
        raise SystemExit(f"{name}: {'; '.join(said) or 'nothing is drawn'}")
    page.screenshot(path=folder / f"{name}.png")
    context.close()


def made_of(page: str, folder: Path) -> dict[str, Any]:
    """What the pictures in the folder were made of: by hash, whatever machine it is on."""
    files = sorted((HERE.parent / "kg" / "views" / "page").iterdir())
    packed = re.search(r'id="content">(.*?)</script>', page)
    if packed is None:  # pragma: no cover
        raise SystemExit("the page has no content")
    return {
        "states": [list(state) for state in STATES],
        "data": _hash(kg.shipped().read_bytes()),
        "page": _hash(*(file.read_bytes() for file in files if file.is_file())),
        "content": _hash(gzip.decompress(base64.b64decode(packed[1]))),
        "pictures": {name: _hash((folder / f"{name}.png").read_bytes()) for name, *_ in STATES},
    }


def differences(made: dict[str, Any], folder: Path) -> list[str]:
    """In what the pictures of the folder are not those that would be made now."""
    try:
        was = json.loads((folder / MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"{folder / MADE}: {error}"]
    words = {
        "states": "other states are photographed",
        "data": "the shipped data have changed",
        "page": "the files of the page have changed",
        "content": "the page shows something else of the data",
    }
    found = [text for key, text in words.items() if was.get(key) != made[key]]
    for name, *_ in STATES:
        picture = folder / f"{name}.png"
        if not picture.is_file():
            found.append(f"{name}.png is missing")
        elif _hash(picture.read_bytes()) != was.get("pictures", {}).get(name):
            found.append(f"{name}.png is not the picture that was taken")
    return found


def _hash(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
