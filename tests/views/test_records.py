"""Records in JSON's own types."""

import json

import kg
from kg.views import records
from tests.factory import act, dataset, stmt, tie

DATA = dataset(
    tie("a", "Ada", "alliedWith", "Bela", rest='; kg:since "1992"^^xsd:gYear', confidence=0.5),
    actors="Ada Bela",
)


def test_a_statement_keeps_its_fields_and_says_its_sentence() -> None:
    label = DATA.label
    relation = DATA.relation_type("alliedWith").label
    record = records.statement(DATA.statements[stmt("a")], label)
    assert json.loads(json.dumps(record)) == record
    assert record == {
        "iri": stmt("a"),
        "subject": act("Ada"),
        "predicate": DATA.relation_type("alliedWith").iri,
        "object": act("Bela"),
        "status": "Actual",
        "since": "1992",
        "until": None,
        "date": None,
        "confidence": 0.5,
        "evidence": [
            {
                "source": "https://w3id.org/actor-kg/source/s",
                "locator": "paragraph 1",
                "quote": None,
            }
        ],
        "instruments": [],
        "about": [],
        "in_response_to": [],
        "location": [],
        "attributed_to": [],
        "amount": None,
        "unit": None,
        "note": None,
        "extra": [],
        "subject_label": "Ada",
        "relation": relation,
        "object_label": "Bela",
        "sentence": f"Ada {relation} Bela",
        "context": "",
    }


def test_every_record_is_json() -> None:
    graph = kg.project(DATA)
    found = [
        *(records.actor(each, DATA.label) for each in DATA.actors.values()),
        *(records.source(each) for each in DATA.sources.values()),
        *(
            records.relation_type(each, DATA.label)
            for each in DATA.vocabulary.relation_types.values()
        ),
        *(records.finding(each) for each in kg.validate(dataset("actor:x a kg:State ."))),
        *(records.score(each) for each in kg.rank(graph)),
        *(records.path(each) for each in kg.paths(graph, "Bela", "Ada")),
    ]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_a_path_is_whole() -> None:
    (path,) = kg.paths(kg.project(DATA), "Bela", "Ada")
    record = records.path(path)
    assert record["labels"] == ["Bela", "Ada"]
    assert record["weakest"] == record["steps"][0]
    assert record["steps"][0]["source_label"] == "Bela"
    assert record["statements"] == [stmt("a")]
