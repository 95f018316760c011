"""What the page costs: file sizes, Python's CPU time, and the browser's in use, all of its processes.

python benchmarks/page.py [ACTORS:STATEMENTS ...]

Statements are seeded; a few actors are in most. Reported, not asserted: CPU milliseconds of the browser for
a step of the time bar, a filter, a search with its evidence opened, and a zoomed frame, which is a full
redraw and nothing else: no step can cost less. Two frames without an act are in all of them.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

import kg

SIZES = ("300:900", "1000:3000", "20000:60000")
KINDS = ("alliedWith", "attacks", "suppliesGasTo", "condemns", "praises", "memberOf", "sanctions")
ACTS = {"attacks", "condemns", "praises"}
PREFIXES = """@prefix kg: <https://w3id.org/actor-kg/vocab#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix actor: <https://w3id.org/actor-kg/actor/> . @prefix src: <https://w3id.org/actor-kg/source/> .
@prefix stmt: <https://w3id.org/actor-kg/statement/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def data(actors: int, statements: int, seed: int = 3) -> str:
    """Turtle of that many actors and statements; each actor is in one at least."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    lines = [f'actor:A{n} a kg:State ; skos:prefLabel "Actor {n}"@en .' for n in range(actors)]
    lines += [f'src:s{n} a kg:Source ; dcterms:title "Report {n}" .' for n in range(20)]
    for n in range(statements):
        hub = min(int(chance.paretovariate(1.1)), actors - 1)
        subject = n if n < actors else chance.choice((hub, chance.randrange(actors)))
        kind = chance.choice(KINDS)
        month = f"{chance.randint(2000, 2023)}-{chance.randint(1, 12):02}"
        lines.append(
            f"stmt:s{n} a kg:Statement ; rdf:subject actor:A{subject} ; rdf:predicate kg:{kind} ;"
            f" rdf:object actor:A{chance.randrange(actors)} ; kg:status kg:Actual ;"
            f' {"kg:date" if kind in ACTS else "kg:since"} "{month}"^^xsd:gYearMonth ;'
            f" kg:confidence {chance.choice((0.5, 0.7, 0.9))} ; kg:evidence [ a kg:Evidence ;"
            f' dcterms:source src:s{n % 20} ; kg:locator "p. {n % 99}" ] .'
        )
    return PREFIXES + "\n".join(lines)


def browser_ms() -> float:
    """CPU milliseconds so far of all processes that descend from this one, Playwright's own apart."""
    parents: dict[int, int] = {}
    spent: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text().rpartition(")")
        except OSError:
            continue
        fields = rest.split()
        parents[int(path.parent.name)] = int(fields[1])
        used_up = 0 if name.endswith("(node") else sum(map(int, fields[11:13]))
        spent[int(path.parent.name)] = used_up * TICK
    mine = {os.getpid()}
    while True:
        more = {each for each, parent in parents.items() if parent in mine} - mine
        if not more:
            break
        mine |= more
    return sum(spent[each] for each in mine - {os.getpid()})


def cost(act: Callable[[], object], times: int = 20) -> float:
    """CPU milliseconds of one of so many acts, with the drawing that follows."""
    before = browser_ms()
    for _ in range(times):
        act()
    return (browser_ms() - before) / times


def settled(page: Page, script: str) -> Callable[[], object]:
    """An act of the page, with the two frames that follow it."""
    frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    return lambda: page.evaluate(f"() => {{ {script}; return {frames}; }}")


def used(page: Page) -> dict[str, float]:
    """What the acts of a reader cost."""

    def search() -> None:
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.type("actor 17")
        page.keyboard.press("Enter")
        settled(page, "")()

    step = (
        "const to = document.getElementById('to'); to.value = Number(to.value) - 1;"
        " to.dispatchEvent(new Event('input'))"
    )
    pan = (
        "const box = document.querySelector('#drawing canvas');"
        " box.dispatchEvent(new WheelEvent('wheel', { deltaY: 20, clientX: 700, clientY: 450 }))"
    )
    return {
        "slider step": cost(settled(page, step)),
        "filter": cost(settled(page, "document.querySelector('#signs input').click()")),
        "search, open": cost(search, 6),
        "zoomed frame": cost(settled(page, pan)),
        "no act": cost(settled(page, "")),
    }


def measured(actors: int, statements: int, folder: Path, launch: Callable[[], Any]) -> str:
    """A row of the table."""
    source, target = folder / "data.ttl", folder / "page.html"
    source.write_text(data(actors, statements), encoding="utf-8")
    dataset = kg.load(source)
    started = time.process_time()
    kg.draw(dataset, target)
    drawn = time.process_time() - started
    browser = launch()
    before = browser_ms()
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(target.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    opened = browser_ms() - before
    costs = used(page)
    browser.close()
    cells = [f"{actors:,} / {statements:,}", f"{target.stat().st_size // 1000:,}", f"{drawn:.1f}"]
    cells += [f"{opened:,.0f}", *(f"{each:,.0f}" for each in costs.values())]
    return f"| {' | '.join(cells)} |"


def main(sizes: list[str]) -> None:
    """Print the table."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    heads = [
        "actors / statements",
        "KB",
        "draw, CPU s",
        "open, ms",
        "slider step, ms",
        "filter, ms",
    ]
    heads += ["search and open, ms", "zoomed frame, ms", "no act, ms"]
    print(f"| {' | '.join(heads)} |")
    print(f"| --- |{' ---: |' * (len(heads) - 1)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:

        def launch() -> Any:
            return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])

        for size in sizes:
            actors, statements = map(int, size.split(":"))
            print(measured(actors, statements, Path(folder), launch), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(SIZES))
