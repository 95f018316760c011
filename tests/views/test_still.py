"""The still picture, and what a page or a graph gives a notebook."""

import base64
import gzip
import html
import json
import pickle
import re
import xml.etree.ElementTree as ET
from typing import Any

import networkx

import kg
from kg.views.showing import places
from tests.factory import dataset, tie

SVG = "{http://www.w3.org/2000/svg}"


def parts(svg: str, name: str) -> list[Any]:
    """The elements of a kind; the picture is our own."""
    return ET.fromstring(svg).findall(f"{SVG}{name}")


def content(shown: str) -> Any:
    """What the page in a frame holds."""
    match = re.search(r'id="content">(.*?)</script>', html.unescape(shown))
    assert match is not None
    return json.loads(gzip.decompress(base64.b64decode(match[1])))


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


def test_where_no_script_is_trusted_the_sentence_and_the_picture_are_left() -> None:
    shown = kg.draw(example()).svg, kg.draw(example())._repr_html_()
    left = re.sub(r"<iframe.*?</iframe>", "", shown[1], flags=re.DOTALL)
    picture = re.findall(r'<img alt="[^"]*" src="data:image/svg\+xml;base64,([^"]+)"', left)
    assert [base64.b64decode(each).decode() for each in picture] == [shown[0]]
    assert "scripts are not trusted here" in left
    assert "<script" not in left


def row() -> kg.Dataset:
    """Ada - Bela - Cara, and a direct tie of the first with the last."""
    return dataset(
        tie("ally", "Ada", "alliedWith", "Bela", locator="paragraph 1"),
        tie("gas", "Bela", "suppliesGasTo", "Cara", locator="paragraph 2"),
        tie("arms", "Ada", "suppliesArmsTo", "Cara", confidence=0.1),
        tie("other", "Cara", "attacks", "Dora", rest="; kg:about stmt:ally"),
        actors="Ada Bela Cara Dora",
    )


def test_paths_show_themselves_as_a_small_page_of_what_carries_them() -> None:
    by_hand: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(kg.project(row()))
    for graph in (kg.project(row()), by_hand):
        found = kg.paths(graph, "Ada", "Cara")
        shown = found._repr_mimebundle_()
        assert shown is not None
        assert shown["text/plain"] == str(found)
        held = content(shown["text/html"])
        assert [each["curie"] for each in held["statements"]] == [
            "stmt:ally",
            "stmt:arms",
            "stmt:gas",
        ]
        assert [each["statements"] for each in held["paths"]] == [[0, 2], [1]]
        assert (
            "<p>" + found[0].sentence + "</p><ol><li>(2023-07), A report, paragraph 1</li>"
            in shown["text/html"]
        )
        assert parts(shown["image/svg+xml"], "text")[0].text == "Ada to Cara"
    one = found[0]._repr_mimebundle_()
    assert one is not None
    assert [each["curie"] for each in content(one["text/html"])["statements"]] == [
        "stmt:ally",
        "stmt:gas",
    ]


def test_the_actors_of_paths_stand_from_left_to_right() -> None:
    found = kg.paths(kg.project(row()), "Ada", "Cara")
    ada, bela, cara = (
        f"https://w3id.org/actor-kg/actor/{name}" for name in ("Ada", "Bela", "Cara")
    )
    assert places(list(found)) == {ada: (0, 0), bela: (230, -100), cara: (460, 0)}
    assert places([found[0]]) == {ada: (0, 0), bela: (230, 0), cara: (460, 0)}


def test_journeys_show_themselves_and_say_that_they_are_some() -> None:
    found = kg.journeys(row(), "Ada", "Cara")
    shown = found._repr_mimebundle_()
    assert shown is not None
    assert shown["text/plain"] == str(found)
    assert all("strength" not in each for each in content(shown["text/html"])["paths"])
    assert found.earliest is not None
    assert found.earliest._repr_mimebundle_() is not None


def test_an_answer_without_its_graph_or_without_a_path_shows_its_text() -> None:
    found = kg.paths(kg.project(row()), "Ada", "Cara")
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again._repr_mimebundle_() is None
    none = kg.paths(kg.project(row()), "Dora", "Ada")
    assert none._repr_mimebundle_() is None
    changed: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(kg.project(row()))
    lost = kg.paths(changed, "Ada", "Cara")
    changed.remove_node("https://w3id.org/actor-kg/actor/Bela")
    assert lost._repr_mimebundle_() is None
