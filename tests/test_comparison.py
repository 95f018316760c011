"""What differs between two datasets; applied to the one it gives the other."""

import json
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import Phase, given, settings

import kg
from kg.comparison import Change, Difference, Event
from kg.dataset import Dataset
from kg.errors import DataError
from kg.exchange.parcel import parcel_of
from kg.model import Evidence
from tests.exchange.making import datasets
from tests.factory import SOURCE, act, dataset, stmt, tie

FEW = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
SRC = "https://w3id.org/actor-kg/source/s"
A = dataset(
    tie("ally", "Ada", "alliedWith", "Bela"),
    tie("gas", "Bela", "suppliesGasTo", "Ada", confidence=0.9),
    tie("old", "Ada", "threatens", "Bela", status="Alleged"),
    tie("gone", "Ada", "condemns", "Bela"),
    'actor:Ada skos:note "A countess"@en .',
    actors="Ada Bela",
)
B = dataset(
    tie("ally", "Ada", "alliedWith", "Bela"),
    tie("gas", "Bela", "suppliesGasTo", "Ada", confidence=0.8, locator="paragraph 2"),
    tie("new", "Ada", "threatens", "Bela", status="Alleged"),
    tie("more", "Bela", "praises", "Ada", rest='; kg:date "2022-09"^^xsd:gYearMonth'),
    'actor:Ada skos:note "A countess"@fr .',
    "<http://e/a> <http://e/b> [ <http://e/c> 1 ] .",
    actors="Ada Bela",
    source=SOURCE.replace("A report", "The report"),
)
TEXT = """\
1 statement added, 1 statement removed, 1 statement changed, 1 statement
  renamed, 1 actor changed, 1 source changed, 2 other triples added

Ada
  - Ada condemns Bela (Actual), stmt:gone
  = Ada threatens Bela (Alleged), stmt:old is now stmt:new

Bela
  ~ Bela supplies gas to Ada (Actual), stmt:gas
    confidence: 0.9 -> 0.8
    evidence: - src:s, paragraph 1
    evidence: + src:s, paragraph 2
  + Bela praises Ada (Actual, 2022-09), stmt:more

Actors, places, sources and instruments
  ~ actor Ada, actor:Ada
    tags: - skos:note @en
    tags: + skos:note @fr
  ~ source The report, src:s
    title: A report -> The report

Other triples
"""


@pytest.fixture(scope="module")
def found() -> kg.Comparison:
    return kg.compare(A, B)


def test_each_change_is_told_once_with_its_fields(found: kg.Comparison) -> None:
    old, new = A.statements, B.statements
    assert [c for c in found.changes if c.kind == "statement"] == [
        Change(
            Event.CHANGED,
            "statement",
            old[stmt("gas")],
            new[stmt("gas")],
            (
                Difference("confidence", 0.9, 0.8),
                Difference(
                    "evidence", (Evidence(SRC, "paragraph 1"),), (Evidence(SRC, "paragraph 2"),)
                ),
            ),
        ),
        Change(Event.REMOVED, "statement", old[stmt("gone")], None),
        Change(Event.ADDED, "statement", None, new[stmt("more")]),
        Change(Event.RENAMED, "statement", old[stmt("old")], new[stmt("new")]),
    ]
    assert [(c.event, c.kind, c.differences) for c in found.changes if c.kind != "statement"] == [
        (
            "changed",
            "actor",
            (
                Difference(
                    "tags",
                    (("http://www.w3.org/2004/02/skos/core#note", None, "@en"),),
                    (("http://www.w3.org/2004/02/skos/core#note", None, "@fr"),),
                ),
            ),
        ),
        ("changed", "source", (Difference("title", "A report", "The report"),)),
    ]
    assert found.of("added") == (Change(Event.ADDED, "statement", None, new[stmt("more")]),)
    assert list(found.by_actor()) == [act("Ada"), act("Bela")]


def test_it_reads_in_lines_of_80_characters(found: kg.Comparison) -> None:
    head, _, triples = str(found).partition("Other triples\n")
    assert f"{head}Other triples\n" == TEXT
    assert [line[:4] for line in triples.splitlines()] == ["  + ", "  + ", "    "]
    assert found._repr_html_().count("<tr>") == 1 + 4 + 1 + 1 + 1 + 2  # heads, fields, triples


def test_the_turtle_has_what_goes_and_what_comes_in_two_graphs(found: kg.Comparison) -> None:
    quads = list(pyoxigraph.parse(found.to_turtle(), format=pyoxigraph.RdfFormat.TRIG))
    parts = {name: [q for q in quads if q.graph_name.value == name] for name in
             ("urn:kg:removed", "urn:kg:added")}  # fmt: skip
    assert sum(map(len, parts.values())) == len(quads)
    removed, added = (Dataset(pyoxigraph.Quad(*q.triple) for q in part) for part in parts.values())
    assert parcel_of(removed) == found.removed
    assert parcel_of(added) == found.added
    assert set(removed.statements) == {stmt("gas"), stmt("gone"), stmt("old")}
    assert set(added.statements) == {stmt("gas"), stmt("more"), stmt("new")}


@FEW
@given(a=datasets(), b=datasets())
def test_the_comparison_applied_gives_the_other(a: Dataset, b: Dataset) -> None:
    comparison = kg.compare(a, b)
    assert parcel_of(kg.apply(a, comparison)) == parcel_of(b)
    assert bool(comparison) == (parcel_of(a) != parcel_of(b))
    back = kg.compare(b, a)
    assert (back.removed, back.added) == (comparison.added, comparison.removed)


@FEW
@given(data=datasets())
def test_order_and_names_of_blank_nodes_are_no_change(data: Dataset) -> None:
    names: dict[str, pyoxigraph.BlankNode] = {}

    def other(term: object) -> object:
        if not isinstance(term, pyoxigraph.BlankNode):
            return term
        return names.setdefault(term.value, pyoxigraph.BlankNode())

    renamed = [
        pyoxigraph.Quad(other(q.subject), q.predicate, other(q.object))  # type: ignore[arg-type]
        for q in reversed(data.quads())
    ]
    assert not kg.compare(data, Dataset(renamed))


def test_other_triples_do_not_change_what_blank_nodes_are_called() -> None:
    one = "<http://e/m> <http://e/b> [ <http://e/c> 1 ] ."
    more = "<http://e/a> <http://e/b> [ <http://e/c> 2 ] . [] <http://e/c> 3 ."
    found = kg.compare(dataset(one), dataset(one, more))
    assert (found.removed.rest, len(found.added.rest)) == ((), 3)


def test_the_spelling_of_a_number_is_no_change() -> None:
    a, b = (dataset(tie("x", "A", "threatens", "B", confidence=c)) for c in ("0.90", "0.9"))
    assert not kg.compare(a, b)
    assert str(kg.compare(a, b)) == "no difference"


def test_statements_that_are_alike_are_renamed_in_pairs() -> None:
    a, b = (
        dataset(*(tie(name, "A", "threatens", "B") for name in names)) for names in ("ab", "cde")
    )
    found = kg.compare(a, b)
    assert [(c.event.value, c.before and c.before.iri, c.after and c.after.iri)
            for c in found.changes] == [
        ("renamed", stmt("a"), stmt("c")),
        ("renamed", stmt("b"), stmt("d")),
        ("added", None, stmt("e")),
    ]  # fmt: skip


def test_what_is_not_as_it_was_is_not_changed(found: kg.Comparison) -> None:
    with pytest.raises(DataError, match="is not as it was when it was compared"):
        kg.apply(B, found)
    only = kg.compare(dataset(), dataset(tie("x", "A", "threatens", "B")))
    with pytest.raises(DataError, match="is there already, which it was not when compared"):
        kg.apply(dataset(tie("x", "A", "threatens", "B")), only)


def test_files_and_directories_are_compared(tmp_path: Path) -> None:
    kg.convert(A, tmp_path / "a.ttl")
    kg.convert(B, tmp_path / "b.graphml")
    kg.build(tmp_path / "store", tmp_path / "a.ttl")
    assert kg.compare(tmp_path / "store", tmp_path / "b.graphml") == kg.compare(A, B)
    assert not kg.compare(tmp_path / "store", tmp_path / "a.ttl")


def test_the_record_is_json(found: kg.Comparison) -> None:
    from kg.views.differences import record

    whole = json.loads(json.dumps(record(found)))
    assert [each["label"] for each in whole["actors"]] == ["Ada", "Bela"]
    gas = whole["actors"][1]["changes"][0]
    assert (gas["event"], gas["iri"]) == ("changed", stmt("gas"))
    assert gas["fields"][0] == {"field": "confidence", "before": 0.9, "after": 0.8}
    assert [each["kind"] for each in whole["records"]] == ["actor", "source"]
    assert (whole["triples"]["removed"], len(whole["triples"]["added"])) == ([], 2)
