"""The page in a notebook, and in a page made of one without a kernel.

check 26 (sandboxed frame, sentence where scripts are not trusted, still picture): test_in_a_notebook_it_runs_in_a_frame_that_reaches_nothing, test_a_bundle_has_the_frame_the_sentence_and_the_still_picture
"""

import html
import re
from pathlib import Path

import pytest

import kg
from tests.factory import dataset, tie
from tests.views.conftest import Open

DATA = dataset(tie("ally", "Ada", "alliedWith", "Bela"), actors="Ada Bela")


@pytest.mark.browser
def test_in_a_notebook_it_runs_in_a_frame_that_reaches_nothing(
    tmp_path: Path, open_page: Open
) -> None:
    frame = kg.draw(DATA, title='A "quoted" <title>')._repr_html_()
    outer = tmp_path / "notebook.html"
    outer.write_text(f'<!doctype html><html lang="en" data-ready="yes">{frame}', encoding="utf-8")
    opened = open_page(outer)
    inner = opened.page.frame_locator("iframe")
    assert inner.locator("h1").inner_text() == 'A "quoted" <title>'
    assert inner.locator("#count").inner_text() == "1 of 1 statement, 2 of 2 actors"
    assert opened.page.frames[1].evaluate("origin") == "null"
    reached = (
        "(() => { try { return parent.document.title; } catch (error) { return error.name; } })()"
    )
    assert opened.page.frames[1].evaluate(reached) == "SecurityError"
    assert opened.said == []


def test_a_bundle_has_the_frame_the_sentence_and_the_still_picture() -> None:
    page = kg.draw(DATA)
    bundle = page._repr_mimebundle_()
    allowed, held = re.findall(
        r'<iframe sandbox="([^"]*)".*? srcdoc="([^"]*)"', bundle["text/html"]
    )[0]
    assert allowed == "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
    assert html.unescape(held) == page.html
    left = re.sub(r"<iframe.*?</iframe>", "", bundle["text/html"], flags=re.DOTALL)
    assert "scripts are not trusted here" in left
    assert "<script" not in left
    assert bundle["image/svg+xml"] == page.svg
