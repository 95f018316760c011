"""What `kg.draw` writes and refuses, without a browser."""

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import networkx
import pytest

import kg
from tests.factory import dataset, tie

DATA = (
    tie("ally", "Ada", "alliedWith", "Bela", rest='; kg:since "1992"^^xsd:gYear'),
    tie("gas", "Bela", "suppliesGasTo", "Cara", confidence=0.9),
    tie("offer", "Ada", "alliedWith", "Cara", status="Proposed"),
)


@pytest.fixture
def data() -> kg.Dataset:
    return dataset(*DATA, actors="Ada Bela Cara")


def content(page: kg.Page) -> Any:
    """What the page holds."""
    match = re.search(r'id="content">(.*?)</script>', page.html)
    assert match is not None
    return json.loads(gzip.decompress(base64.b64decode(match[1])))


def test_of_a_dataset_every_statement_is_held_and_actual_ones_are_shown(data: kg.Dataset) -> None:
    held = content(kg.draw(data))
    assert [each["curie"] for each in held["statements"]] == ["stmt:ally", "stmt:gas", "stmt:offer"]
    assert (held["statuses"], held["shown"]) == (["Actual", "Proposed"], ["Actual"])
    assert held["measured"] == "2 statements: actual"


def test_of_a_graph_all_that_it_holds_is_shown(data: kg.Dataset) -> None:
    held = content(kg.draw(kg.project(data, status="Proposed")))
    assert [each["curie"] for each in held["statements"]] == ["stmt:offer"]
    assert held["shown"] == ["Proposed"]


def test_a_proposal_counts_in_no_measure_and_no_path_unless_shown(data: kg.Dataset) -> None:
    def degrees(page: kg.Page) -> list[list[float]]:
        return [actor["scores"][0] for actor in content(page)["actors"]]

    def found(page: kg.Page) -> list[list[int]]:
        return [path["actors"] for path in content(page)["paths"]]

    ends = ("Ada", "Cara")
    assert degrees(kg.draw(data)) == [[2, 1.0], [1, 2.0], [2, 1.0]]
    assert degrees(kg.draw(data, status="all")) == [[1, 2.0], [1, 2.0], [1, 2.0]]
    assert found(kg.draw(data, highlight=ends)) == [[0, 1, 2]]
    assert found(kg.draw(data, highlight=ends, status="all")) == [[0, 2], [0, 1, 2]]


def test_what_is_not_actual_says_so_inside_another_statement() -> None:
    data = dataset(
        tie("offer", "Bela", "alliedWith", "Ada", status="Refused"),
        tie("war", "Bela", "attacks", "Ada"),
        tie(
            "no", "Ada", "opposes", "Bela", rest="; kg:about stmt:offer ; kg:inResponseTo stmt:war"
        ),
        actors="Ada Bela",
    )
    (shown,) = [each for each in content(kg.draw(data))["statements"] if "about" in each]
    assert (shown["about"], shown["in_response_to"]) == (
        ["Bela is allied with Ada (refused)"],
        ["Bela attacks Ada"],
    )


def test_a_path_is_highlighted_with_the_numbers_of_the_library(data: kg.Dataset) -> None:
    graph = kg.project(data)
    path = kg.paths(graph, "Ada", "Cara")[0]
    [held] = content(kg.draw(graph, highlight=path))["paths"]
    assert held == {
        "actors": [0, 1, 2],
        "citations": list(path.citations),
        "sentence": path.sentence,
        "statements": [0, 1],
        "strength": round(path.strength, 4),
    }


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        (
            {"highlight": ("Ada", "Cera")},
            kg.UnknownActor,
            "unknown actor 'Cera'; did you mean 'Cara'?",
        ),
        (
            {"highlight": ["Ada"]},
            kg.OptionError,
            "highlight is no path; give what kg.paths returns, or two actors",
        ),
        ({"status": ()}, kg.OptionError, "no status given; name at least one, or 'all'"),
        (
            {"status": "Actul"},
            kg.OptionError,
            "unknown status 'Actul'; use 'Actual' or 'all'",
        ),
    ],
)
def test_options_that_make_no_sense(
    data: kg.Dataset, options: dict[str, Any], error: type[kg.KgError], message: str
) -> None:
    with pytest.raises(error) as raised:
        kg.draw(data, **options)
    assert str(raised.value) == message


def test_a_path_of_another_graph_is_refused(data: kg.Dataset) -> None:
    path = kg.paths(kg.project(data, status="all"), "Ada", "Cara")[0]
    with pytest.raises(kg.OptionError) as raised:
        kg.draw(kg.project(data), highlight=path)
    assert str(raised.value) == (
        "highlight names 'stmt:offer', which the graph does not hold;"
        " draw the graph that the path was found in"
    )


def test_only_a_projected_graph_is_drawn() -> None:
    with pytest.raises(kg.OptionError) as raised:
        kg.draw(networkx.MultiDiGraph())
    assert str(raised.value) == (
        "a 'MultiDiGraph' is no graph of statements; give what kg.project gives, or a dataset"
    )


def test_an_empty_dataset_is_an_empty_page() -> None:
    page = kg.draw(kg.Dataset([]))
    assert (page.actors, page.relations) == (0, 0)


def test_a_page_that_cannot_be_written_leaves_the_old_one(data: kg.Dataset, tmp_path: Path) -> None:
    with pytest.raises(kg.DataError) as raised:
        kg.draw(data, tmp_path / "nowhere" / "page.html")
    assert (
        str(raised.value)
        == f"{tmp_path / 'nowhere' / 'page.html'}: cannot be written: No such file or directory"
    )


def test_nothing_in_the_page_names_another_address() -> None:
    html = kg.draw(kg.load(kg.shipped())).html
    markup = re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.DOTALL)
    assert re.findall(r'(?:src|href|action)\s*=\s*"(?!#)[^"]*"', markup) == []


def test_a_page_opens_with_the_view_and_the_theme_that_are_asked_for(data: kg.Dataset) -> None:
    def held(view: kg.Scene | str | None, **options: Any) -> Any:
        page = content(kg.draw(data, view=view, **options))
        return parse_qs(page["view"]) if "view" in page else None

    assert held(None) is None
    assert held(kg.Scene()) is None
    scene = kg.Scene(select=("Ada", "Cara"), types=("state",), colour="balance", size="strength")
    assert held(scene) == {
        "select": ["actor:Ada actor:Cara"],
        "type": ["State"],
        "colour": ["balance"],
        "size": ["strength"],
    }
    assert held("page.html#colour=balance&table=yes") == {"colour": ["balance"], "table": ["yes"]}
    assert held(kg.Scene(lines="each"), highlight=("Ada", "Cara")) == {
        "lines": ["each"],
        "paths": ["actor:Ada actor:Cara influence"],
        "path": ["1"],
    }
    assert content(kg.draw(data, theme="dark"))["theme"] == "dark"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"view": kg.Scene(types=("Court",))}, "unknown class of actors 'Court'"),
        (
            {"view": kg.Scene(select=("Ada", "Bela", "Cara"))},
            "select takes one actor, or two, not 3",
        ),
        ({"view": kg.Scene(compare="whatif")}, "the page has none"),
        ({"view": "color=balance"}, "no view has a part 'color'; use 'colour'"),
        ({"view": "colour"}, "is none; copy what stands behind the #"),
        ({"theme": "blue"}, "unknown theme 'blue'; use 'light' or 'dark'"),
        ({"story": [kg.Scene(colour="balance")]}, "scene 1 says nothing"),
    ],
)
def test_a_view_that_makes_no_sense_is_refused(
    data: kg.Dataset, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(kg.KgError, match=re.escape(words)):
        kg.draw(data, **options)


def test_what_a_graph_does_not_hold_is_named_with_its_status() -> None:
    whole = dataset(
        tie("offer", "Ada", "alliedWith", "Cara", status="Refused"),
        tie(
            "words",
            "Cara",
            "condemns",
            "Ada",
            rest="; kg:about stmt:offer ; kg:attributedTo actor:Bela",
        ),
        actors="Ada Bela Cara",
    )
    [statement] = content(kg.draw(kg.project(whole)))["statements"]
    assert statement["about"] == ["Ada is allied with Cara (refused)"]
    assert statement["attributed_to"] == ["Bela"]
