"""`dataset.graph`: rdflib's own graph to look at, its queries answered as `kg.query` answers them."""

import pytest
import rdflib

import kg
from kg.iris import ACTOR, KG
from tests.factory import dataset, tie


@pytest.fixture
def data() -> kg.Dataset:
    return dataset(
        tie("ally", "A", "alliedWith", "B"), tie("gas", "A", "suppliesGasTo", "C"), actors="A B C"
    )


def test_its_queries_have_every_form(data: kg.Dataset) -> None:
    rows = data.graph.query("SELECT ?ally { ?ally kg:alliedWith ?x } ORDER BY ?ally")
    assert [str(row.ally) for row in rows] == [f"{ACTOR}A", f"{ACTOR}B"]  # type: ignore[union-attr]
    assert data.graph.query("ASK { actor:A kg:suppliesGasTo actor:C }").askAnswer
    made = data.graph.query(
        "CONSTRUCT { ?b kg:buysFrom ?a } WHERE { ?a kg:suppliesGasTo ?b }"
    ).graph
    assert made is not None
    assert set(made) == {
        (rdflib.URIRef(f"{ACTOR}C"), rdflib.URIRef(f"{KG}buysFrom"), rdflib.URIRef(f"{ACTOR}A"))
    }


def test_its_queries_take_bindings_and_prefixes(data: kg.Dataset) -> None:
    found = data.graph.query(
        "SELECT ?b { ?a v:suppliesGasTo ?b }",
        initNs={"v": KG},
        initBindings={"a": rdflib.URIRef(f"{ACTOR}A")},
    )
    assert [tuple(map(str, row)) for row in found] == [(f"{ACTOR}C",)]  # type: ignore[arg-type]


def test_it_lives(data: kg.Dataset) -> None:
    graph = data.graph
    assert graph.query("ASK { actor:A kg:alliedWith actor:B }").askAnswer
    kg.retract(data, "stmt:ally")
    assert not graph.query("ASK { actor:A kg:alliedWith actor:B }").askAnswer
    assert (rdflib.URIRef(f"{ACTOR}A"), rdflib.URIRef(f"{KG}alliedWith"), None) not in graph


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused: "),
        ("SELECT * { ?s ?p }", "query is wrong: "),
        ("ASK { " + "{" * 200 + "}" * 200 + " }", "query-too-deep: "),
    ],
)
def test_its_queries_are_guarded(data: kg.Dataset, text: str, problem: str) -> None:
    with pytest.raises(kg.QueryError) as raised:
        data.graph.query(text)
    assert str(raised.value).startswith(problem)
