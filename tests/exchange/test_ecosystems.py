"""The files open in the tools they are for, and say there what the data say."""

import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import polars as pl
import pytest
from hypothesis import Phase, given, settings

import kg
from kg.dataset import Dataset
from kg.exchange.followthemoney import id_of
from tests.exchange.making import datasets
from tests.factory import act, actor, dataset, stmt, tie

GEXF = "{http://gexf.net/1.3}"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def small() -> Dataset:
    """Two ties between Ada and Bela, one of them denied; a tie since 1992 that ended in September 2022."""
    return dataset(
        tie(
            "ally",
            "Ada",
            "alliedWith",
            "Bela",
            rest='; kg:since "1992"^^xsd:gYear ; kg:until "2022-09"^^xsd:gYearMonth',
        ),
        tie("threat", "Ada", "threatens", "Bela", status="Denied", confidence=0.5),
        tie("member", "Ada", "memberOf", "Club"),
        actor("Club", kind="IntergovernmentalOrganisation"),
        actors="Ada Bela",
    )


def written(data: Dataset, path: Path) -> bytes:
    kg.convert(data, path)
    return path.read_bytes()


def test_networkx_reads_graphml(small: Dataset, tmp_path: Path) -> None:
    graph = nx.read_graphml(io.BytesIO(written(small, tmp_path / "a.graphml")))
    assert_same_graph(graph)
    edge = graph.get_edge_data(act("Ada"), act("Bela"), stmt("threat"))
    assert (edge["status"], edge["sign"], edge["confidence"]) == ("Denied", -1, 0.5)
    assert json.loads(graph.graph["kg"])["sources"] == {
        "https://w3id.org/actor-kg/source/s": {
            "title": "A report",
            "date": "2023-07",
        }
    }


def test_networkx_reads_gexf(small: Dataset, tmp_path: Path) -> None:
    graph = nx.read_gexf(io.BytesIO(written(small, tmp_path / "a.gexf")), version="1.3")
    assert_same_graph(graph)
    edge = graph.get_edge_data(act("Ada"), act("Bela"), stmt("ally"))
    assert (edge["start"], edge["end"]) == ("1992-01-01", "2022-09-30")
    assert (edge["status"], edge["sign"], edge["since"]) == ("Actual", 1, "1992")
    assert graph.graph["mode"] == "dynamic"


def test_networkx_reads_node_link_json(small: Dataset, tmp_path: Path) -> None:
    whole = json.loads(written(small, tmp_path / "a.json"))
    assert_same_graph(nx.node_link_graph(whole, edges="edges"))


def test_networkx_reads_cytoscape_json(small: Dataset, tmp_path: Path) -> None:
    whole = json.loads(written(small, tmp_path / "a.cyjs"))
    assert_same_graph(nx.cytoscape_graph(whole))


def assert_same_graph(graph: Any) -> None:
    ada, bela, club = act("Ada"), act("Bela"), act("Club")
    assert isinstance(graph, nx.MultiDiGraph)
    assert {(iri, data["label"]) for iri, data in graph.nodes(data=True)} == {
        (ada, "Ada"),
        (bela, "Bela"),
        (club, "Club"),
    }
    assert set(graph.edges(keys=True)) == {
        (ada, bela, stmt("ally")),
        (ada, bela, stmt("threat")),
        (ada, club, stmt("member")),
    }


def test_gexf_keeps_the_rules_of_its_schema(tmp_path: Path) -> None:
    """Those of gexf.xsd 1.3 that a file of this kind can break."""
    root = ET.fromstring(written(kg.load(kg.shipped()), tmp_path / "a.gexf"))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag.removeprefix(GEXF) for child in root] == ["meta", "graph"]
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert graph.attrib == {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    declared = {
        group.get("class"): {each.get("id"): each.get("type") for each in group}
        for group in graph.findall(f"{GEXF}attributes")
    }
    assert set(declared) == {"node", "edge"}
    kinds = {"string", "integer", "double", "boolean"}
    assert all(kind in kinds for group in declared.values() for kind in group.values())
    nodes = {each.get("id") for each in graph.iter(f"{GEXF}node")}
    edges = list(graph.iter(f"{GEXF}edge"))
    assert len(nodes) == len(list(graph.iter(f"{GEXF}node")))
    assert len({each.get("id") for each in edges}) == len(edges) == 131
    allowed = {"id", "source", "target", "type", "label", "kind", "weight", "start", "end"}
    for each in edges:
        assert set(each.attrib) <= allowed
        assert {each.get("source"), each.get("target")} <= nodes
        bounds = [each.get(name) for name in ("start", "end")]
        assert all(DAY.fullmatch(bound) for bound in bounds if bound)
        assert not all(bounds) or str(bounds[0]) <= str(bounds[1])
        assert float(each.get("weight") or 1) > 0
    for what in ("node", "edge"):
        for each in graph.iter(f"{GEXF}{what}"):
            fors = [value.get("for") for value in each.iter(f"{GEXF}attvalue")]
            assert set(fors) <= set(declared[what])
            assert len(fors) == len(set(fors))


def test_polars_and_pyarrow_read_the_table_of_statements(small: Dataset, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    kg.convert(small, path)
    wanted = [
        ("Ada", "is allied with", "Bela", "Actual", 1),
        ("Ada", "is a member of", "Club", "Actual", 0),
        ("Ada", "threatens", "Bela", "Denied", -1),
    ]
    names = ["subject_label", "relation", "object_label", "status", "sign"]
    assert pl.read_parquet(path).select(names).rows() == wanted
    table = arrow.read_table(path)
    assert [tuple(row[name] for name in names) for row in table.to_pylist()] == wanted
    assert table.column("evidence").to_pylist()[0] == [
        {"source": "https://w3id.org/actor-kg/source/s", "locator": "paragraph 1", "quote": None}
    ]
    # The threat has no date: it was made before the report, of July 2023, came out.
    last = [str(day) for day in table.column("last").to_pylist()]
    assert last == ["2022-09-30", "None", "2023-07-31"]


def entities(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_follow_the_money_has_entities_for_actors_and_links_for_statements(
    small: Dataset, tmp_path: Path
) -> None:
    kg.convert(small, tmp_path / "a.ftm.json")
    found = {
        each["id"]: (each["schema"], each["properties"])
        for each in entities(tmp_path / "a.ftm.json")
    }
    assert found["actor-Ada"] == ("PublicBody", {"name": ["Ada"]})
    assert found["stmt-ally"] == (
        "UnknownLink",
        {
            "description": ["s, paragraph 1"],
            "endDate": ["2022-09"],
            "object": ["actor-Bela"],
            "proof": ["src-s"],
            "role": ["is allied with"],
            "startDate": ["1992"],
            "status": ["Actual"],
            "subject": ["actor-Ada"],
        },
    )
    schema, properties = found["stmt-member"]
    assert (schema, properties["member"], properties["organization"]) == (
        "Membership",
        ["actor-Ada"],
        ["actor-Club"],
    )


def test_names_of_entities_are_never_shared() -> None:
    """A name that is made of a CURIE has a prefix of ours in front; all others are digests."""
    iris = [act("a"), act("a-b"), act("a_b"), stmt("a"), "http://a/b", "http://a/c"]
    assert len({id_of(iri) for iri in iris}) == len(iris)


def check_entities(path: Path) -> int:
    """How many entities there are; each is valid to FollowTheMoney's own model."""
    model = pytest.importorskip("followthemoney").model
    found = entities(path)
    known = {each["id"]: model.get_proxy(each) for each in found}
    assert len(known) == len(found)
    for each in found:
        proxy = known[each["id"]]
        proxy.schema.validate(each)
        assert proxy.to_dict()["kg"] == each["kg"]
        for prop in proxy.iterprops():
            values = each["properties"][prop.name]
            assert sorted(proxy.get(prop)) == sorted(values)
            assert all(prop.type.validate(value) for value in values)
            if prop.range is not None:
                ranges = [known[value].schema for value in values]
                assert all(schema.is_a(prop.range) for schema in ranges)
    return len(found)


def test_follow_the_money_takes_the_shipped_data(tmp_path: Path) -> None:
    kg.convert(kg.load(kg.shipped()), tmp_path / "a.ijson")
    assert check_entities(tmp_path / "a.ijson") == 194


@settings(max_examples=20, deadline=None, phases=[Phase.generate])
@given(data=datasets())
def test_follow_the_money_takes_any_data(
    tmp_path_factory: pytest.TempPathFactory, data: Dataset
) -> None:
    path = tmp_path_factory.mktemp("ftm") / "a.ijson"
    kg.convert(data, path)
    check_entities(path)


SCHEMATA = json.loads(Path(__file__).with_name("ftm_schemata.json").read_text("utf-8"))["schemata"]
FORMS = {
    "date": re.compile(r"[12]\d{3}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?"),
    "url": re.compile(r"https?://[^\s/]+\.\S+"),
}


def test_entities_keep_the_published_schemata_of_follow_the_money(tmp_path: Path) -> None:
    """Without its own validator, which needs ICU and a compiler: by what its schema files say."""
    kg.convert(kg.load(kg.shipped()), tmp_path / "a.ijson")
    found = {each["id"]: each for each in entities(tmp_path / "a.ijson")}
    assert len(found) == 194
    for each in found.values():
        schema = SCHEMATA[each["schema"]]
        properties = each["properties"]
        assert not schema["abstract"]
        assert set(schema["required"]) <= set(properties) <= set(schema["properties"])
        for name, values in properties.items():
            kind, _, of = schema["properties"][name].partition(":")
            assert values
            assert all(isinstance(value, str) and value for value in values)
            assert all(FORMS[kind].fullmatch(value) for value in values if kind in FORMS)
            if kind == "entity":
                assert all(of in SCHEMATA[found[value]["schema"]]["is"] for value in values)


def test_the_kept_schemata_are_those_of_follow_the_money() -> None:
    model = pytest.importorskip("followthemoney").model
    for name, kept in SCHEMATA.items():
        schema = model.get(name)
        assert set(kept["required"]) == set(schema.required)
        for prop, kind in kept["properties"].items():
            one = schema.get(prop)
            assert kind == (one.type.name if one.range is None else f"entity:{one.range.name}")
