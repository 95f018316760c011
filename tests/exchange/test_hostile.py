"""Hostile texts survive each format, or are refused in one line; files of others are told apart."""

import csv
import io
import json
from pathlib import Path

import pytest

import kg
from kg.dataset import Dataset
from kg.errors import DataError
from kg.exchange.formats import EXCHANGES
from kg.iris import KG
from kg.model import Actor, Evidence, Source, Statement, Status
from tests.factory import act, dataset, stmt, tie
from tests.shared import shared

XML = ("graphml", "gexf")
FORMULAS = ["=1+1", "+1", "-1+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1", "''=1", "'", "'a", "1'"]


def saying(*texts: str) -> Dataset:
    """Each text as label, alias, note, quote and title, of things of its own."""
    data = Dataset([])
    kg.add(data, *(record for number, text in enumerate(texts) for record in made(number, text)))
    return data


def made(number: int, text: str) -> tuple[Source | Actor | Statement, ...]:
    source = Source(f"http://e/{number}", title=text, author=text, note=text)
    ends = [
        Actor(act(f"{name}{number}"), text, f"{KG}State", aliases=(text,), note=text)
        for name in ("a", "b")
    ]
    tie = Statement(
        stmt(f"x{number}"),
        ends[0].iri,
        f"{KG}threatens",
        ends[1].iri,
        Status.ACTUAL,
        evidence=(Evidence(source.iri, text, text),),
        unit=text,
        note=text,
    )
    return (source, *ends, tie)


def texts() -> list[str]:
    found = json.loads((shared("badinput") / "strings.json").read_text(encoding="utf-8"))
    strings = [each for group in found.values() for each in group if isinstance(each, str)]
    return [each for each in strings if each and not any("\ud800" <= c <= "\udfff" for c in each)]


def controls(text: str) -> bool:
    return any(c < " " and c not in "\t\n\r" for c in text) or "\ufffe" in text or "\uffff" in text


@pytest.mark.parametrize("form", sorted(EXCHANGES))
def test_hostile_texts_survive(form: str, tmp_path: Path) -> None:
    found = [text for text in texts() if form not in XML or not controls(text)]
    assert len(found) > 40
    data = saying(*found)
    kg.convert(data, tmp_path / "file", format=form)
    back = kg.load(tmp_path / "file", format=form)
    assert dict(back.statements) == dict(data.statements)
    assert {each.label for each in back.actors.values()} == set(found)


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize("text", ["\0", "a\x1b[31m", "\b", "\uffff"])
def test_what_xml_cannot_say_is_refused(form: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("as it was")
    with pytest.raises(DataError) as caught:
        kg.convert(saying(text), path, format=form)
    code = ord(next(c for c in text if controls(c)))
    assert caught.value.problem == (
        f"cannot be written as {form}: a text holds the control character U+{code:04X}, which XML"
        " cannot; use another format"
    )
    assert (caught.value.file, caught.value.subject) == (str(path), act("a0"))
    assert path.read_text() == "as it was"


def test_no_cell_is_a_formula_and_each_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    kg.convert(saying(*FORMULAS), path)
    rows = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    acting = {cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))}
    assert acting == {"+1", "-1"}  # numbers, and the sign of a threat
    assert dict(kg.load(path).statements) == dict(saying(*FORMULAS).statements)


FOREIGN = {
    "a.graphml": (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
        '<node id="x"/></graph></graphml>',
        "GraphML: node 'x' has no attribute 'kind'; kg did not write it; bring it in with 'kg import'",
    ),
    "b.graphml": ("<graphml/>", "is not GraphML: there is no graph in it"),
    "c.graphml": ("<graphml", "is not GraphML: unclosed token: line 1, column 0"),
    "d.graphml": (
        '<!DOCTYPE a [<!ENTITY b "c">]><graphml/>',
        "declares a document type or entities, which GraphML needs not; take it out",
    ),
    "e.graphml": ("\xff", "is not in UTF-8, as GraphML of kg is: invalid start byte"),
    "a.gexf": (
        '<gexf xmlns="http://gexf.net/1.3"><graph><nodes><node id="0" label="A"/></nodes></graph></gexf>',
        "GEXF: node '0' has no attribute 'kind'; kg did not write it; bring it in with 'kg import'",
    ),
    "b.gexf": (
        '<gexf xmlns="http://www.gexf.net/1.2draft"><graph/></gexf>',
        "is not GEXF 1.3: there is no graph in it",
    ),
    "a.cyjs": (
        '{"elements": {"nodes": [], "edges": []}}',
        "Cytoscape JSON: the graph has no attribute 'kg'; kg did not write it; bring it in with 'kg import'",
    ),
    "a.json": (
        '{"nodes": [{"id": 1}], "edges": []}',
        "node-link JSON: node '1' has no attribute 'kind'; kg did not write it; bring it in with"
        " 'kg import'",
    ),
    "b.json": (
        "[]",
        "is not node-link JSON as kg writes it: a list stands where an object should",
    ),
    "c.json": ("[" * 100_000, None),
    "d.json": (
        '{"nodes": [], "edges": [{"source": "a", "target": "b"}]}',
        "is not node-link JSON as kg writes it: a node or an edge has no 'id'",
    ),
    "a.ijson": (
        '{"id": "x", "schema": "Person", "properties": {"name": ["A"]}}',
        "line 1: entity 'x' has no 'kg'; kg did not write it; bring it in with 'kg import'",
    ),
    "b.ftm.json": ("[]", "line 1 is no entity: it has no properties"),
    "a.csv": (
        "a,b\n1,2\n",
        "has no column 'subject_label', 'relation_label', 'object_label'; kg did not write it; bring it"
        " in with 'kg import'",
    ),
    "b.csv": ('"', "is no CSV in UTF-8: unexpected end of data"),
    "a.parquet": ("PAR1", None),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_kg_did_not_write_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    text, problem = FOREIGN[name]
    path = tmp_path / name
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(DataError) as caught:
        kg.load(path)
    assert caught.value.file == str(path)
    assert "\n" not in str(caught.value)
    if problem is not None:
        assert caught.value.problem == problem


EDITED = {
    '"status": "Actual"': ('"status": "Real"', "status 'Real' cannot be read: "),
    '"confidence": 1.0': ('"confidence": 2', "confidence 2 cannot be read: not in (0, 1]"),
    '"since": "1992"': ('"since": "soon"', "since 'soon' cannot be read: 'soon' is not a date; "),
    '"locator": ': ('"place": ', None),
    '"source": "https://w3id.org/actor-kg/source/s"': ('"x": 1', "evidence [{"),
    '"version": 1': ('"version": 2', "node-link JSON of version 2 of kg's form, not 1; convert it"),
}


@pytest.mark.parametrize("old", EDITED)
def test_a_wrong_value_is_told_with_the_statement(old: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    since = '; kg:since "1992"^^xsd:gYear'
    kg.convert(dataset(tie("x", "A", "threatens", "B", rest=since), actors="A B"), path)
    text = path.read_text(encoding="utf-8")
    new, problem = EDITED[old]
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    if problem is None:
        assert kg.load(path).statements[stmt("x")].evidence[0].locator is None
        return
    with pytest.raises(DataError) as caught:
        kg.load(path)
    assert caught.value.problem.startswith(problem)
    assert caught.value.subject in (stmt("x"), None)


TWICE = {
    "a.json": "two nodes have the IRI of one actor or place",
    "a.ijson": "line 2: a second entity for one IRI",
    "a.csv": "row 3 has the statement 'https://w3id.org/actor-kg/statement/x' again; each row is one"
    " statement",
    "b.csv": "row 3 has another label or type than a row above: "
    "{'label': 'Bee', 'type': 'https://w3id.org/actor-kg/vocab#State'}, not "
    "{'label': 'B', 'type': 'https://w3id.org/actor-kg/vocab#State'}",
}


@pytest.mark.parametrize("name", TWICE)
def test_what_stands_twice_is_refused(name: str, tmp_path: Path) -> None:
    """Each file is one that kg wrote and somebody edited."""
    path = tmp_path / name
    ties = [tie(each, "A", "threatens", "B") for each in "xy"]
    kg.convert(dataset(*ties, actors="A B"), path)
    text = path.read_text(encoding="utf-8")
    if name == "a.json":
        whole = json.loads(text)
        whole["nodes"].append(whole["nodes"][0])
        path.write_text(json.dumps(whole), encoding="utf-8")
    elif name == "a.ijson":
        lines = text.splitlines()
        path.write_text("\n".join([lines[0], *lines]), encoding="utf-8")
    elif name == "a.csv":
        path.write_text(text.replace("statement/y", "statement/x"), encoding="utf-8")
    else:
        head, first, second = text.splitlines()
        path.write_text("\n".join([head, first, second.replace(",B,", ",Bee,")]), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        kg.load(path)
    assert caught.value.problem == TWICE[name]
