"""`kg draw`: what its options put into the view that the page opens with, on the small file."""

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import typer

from tests.cli.conftest import Run


def held(page: Path) -> dict[str, Any]:
    """What the page holds."""
    match = re.search(r'id="content">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert match is not None
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(match[1])))
    return found


def view(page: Path) -> dict[str, list[str]] | None:
    """The view that the page opens with, part by part; None where it says nothing of it."""
    found = held(page)
    return parse_qs(found["view"]) if "view" in found else None


@pytest.mark.parametrize(
    ("options", "opens"),
    [
        ((), None),
        (
            (
                *("--size", "degree", "--colour", "community", "--lines", "each", "--table"),
                *("--select", "the Ada", "--period", "2022-07", "2022-12", "--compare", "dates"),
            ),
            {
                "size": ["degree"],
                "colour": ["community"],
                "lines": ["each"],
                "table": ["yes"],
                "select": ["actor:Ada"],
                "between": ["2022-07 2022-12"],
                "compare": ["dates"],
            },
        ),
        (
            ("--select", "Ada, Bela", "--size", "alike"),
            {"select": ["actor:Ada actor:Bela"], "size": ["alike"]},
        ),
        (("--view", "colour=balance&table=yes"), {"colour": ["balance"], "table": ["yes"]}),
        (("--view", "old.html#size=degree"), {"size": ["degree"]}),
        (
            ("--size", "degree", "--highlight", "Ada,Cara"),
            {"size": ["degree"], "paths": ["actor:Ada actor:Cara influence"], "path": ["1"]},
        ),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_the_page_opens_with_what_the_option_says(
    run: Run, tmp_path: Path, options: tuple[str, ...], opens: dict[str, list[str]] | None
) -> None:
    ran = run("draw", "page.html", *options)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "wrote page.html: 3 actors, 4 relations\n"
    assert view(tmp_path / "page.html") == opens


def test_a_what_if_is_compared_where_the_page_has_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "less.toml").write_text('title = "No gas"\nretract = ["stmt:gas"]\n')
    ran = run("draw", "page.html", "--whatif", "less.toml", "--compare", "whatif")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert view(tmp_path / "page.html") == {"compare": ["whatif"]}
    ran = run("draw", "page.html", "--compare", "whatif")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "kg: the view shows a what-if, and the page has none; give it one\n"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_has_the_theme_of_its_option(run: Run, tmp_path: Path, theme: str) -> None:
    assert run("draw", "page.html", "--theme", theme).returncode == 0
    assert held(tmp_path / "page.html")["theme"] == theme
    assert run("draw", "page.html").returncode == 0
    assert held(tmp_path / "page.html").get("theme") is None


def test_the_page_is_opened_when_it_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, bool]] = []

    def launch(where: str) -> int:
        opened.append((where, Path(where).is_file()))
        return 0

    monkeypatch.setattr(typer, "launch", launch)  # no browser: what it would be given
    assert run("draw", "page.html").returncode == 0
    assert opened == []
    assert run("draw", "page.html", "--open").returncode == 0
    assert opened == [(str(tmp_path / "page.html"), True)]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--size", "degre"), 1, "unknown size 'degre'; use 'degree'"),
        (("--colour", "red"), 1, "unknown colour 'red'; use 'type', 'community' or 'balance'"),
        (("--lines", "all"), 1, "unknown lines 'all'; use 'sign', 'pair' or 'each'"),
        (("--select", "Adda"), 1, "unknown actor 'Adda'; did you mean 'Ada'?"),
        (("--select", "Ada,Bela,Cara"), 1, "select takes one actor, or two, not 3"),
        (("--period", "2022-12", "2022-07"), 1, "2022-12"),
        (("--compare", "both"), 1, "unknown compare 'both'; use 'dates' or 'whatif'"),
        (("--theme", "blue"), 1, "unknown theme 'blue'; use 'light' or 'dark'"),
        (("--view", "color=balance"), 1, "no view has a part 'color'; use 'colour'"),
        (("--view", "size=degree", "--table"), 2, "leave out --table or put it in there"),
        (("--view", "size=degree", "--period", "2022", "2023"), 2, "leave out --period or put it"),
    ],
)
def test_a_view_that_makes_no_sense_is_one_line_and_writes_nothing(
    run: Run, tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    ran = run("draw", "page.html", *options)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert not (tmp_path / "page.html").exists()
