"""The still picture, and what a page or a graph gives a notebook."""

import xml.etree.ElementTree as ET
from typing import Any

import kg
from tests.factory import dataset, tie

SVG = "{http://www.w3.org/2000/svg}"


def parts(svg: str, name: str) -> list[Any]:
    """The elements of a kind; the picture is our own."""
    return ET.fromstring(svg).findall(f"{SVG}{name}")


def example() -> kg.Dataset:
    return dataset(
        tie("ally", "Ada", "alliedWith", "Bela"),
        tie("attack", "Bela", "attacks", "Cara", status="Alleged"),
        tie("self", "Ada", "praises", "Ada"),
        actors="Ada Bela Cara",
    )


def test_it_holds_what_the_page_opens_with_and_says_how_much() -> None:
    svg = kg.draw(example(), title="A <title> & more").svg
    texts = [each.text for each in parts(svg, "text")]
    assert texts[:2] == ["A <title> & more", "2 of 3 statements, 2 of 3 actors"]
    assert {"Ada", "Bela"} <= set(texts)
    assert "Cara" not in texts
    opened = kg.draw(example(), status="all").svg
    dashed = [each for each in parts(opened, "path") if each.get("stroke-dasharray") == "7 5"]
    assert len(dashed) == 1
    assert len(parts(opened, "circle")) == 2  # the tie with itself, and the key's mark of neutral


def test_it_runs_nothing_and_fetches_nothing() -> None:
    svg = kg.draw(kg.load(kg.shipped())).svg
    kinds = {each.tag.removeprefix(SVG) for each in ET.fromstring(svg).iter()}
    assert kinds == {"svg", "title", "rect", "text", "path", "circle"}
    assert "href" not in svg


def test_a_graph_shows_itself_as_page_picture_and_text() -> None:
    graph = kg.project(example())
    shown = graph._repr_mimebundle_()
    assert shown is not None
    assert set(shown) == {"text/html", "image/svg+xml", "text/plain"}
    assert shown["text/html"].startswith('<iframe sandbox="allow-scripts')
    assert "scripts are not trusted here" in shown["text/html"]
    assert shown["text/plain"] == "Actors and their relations: 2 actors, 2 relations"
