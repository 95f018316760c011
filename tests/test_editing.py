"""Changes: all or nothing, derived triples kept, numbers left as written, files whole."""

import gzip
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rdflib

import kg
from kg.model import Actor, Evidence, Instrument, Source, Statement, Status
from tests.factory import act, dataset, stmt, tie, turtle

V = "https://w3id.org/actor-kg/vocab#"


def snapshot(data: kg.Dataset) -> tuple[list[str], list[str]]:
    """Everything a change may touch."""
    return sorted(map(str, data.store)), sorted(map(str, data.quads()))


def plain(data: kg.Dataset) -> set[tuple[str, str, str]]:
    """The plain relations between actors, by last letters."""
    kinds = {rdflib.URIRef(kind) for kind in data.vocabulary.relation_types}
    return {
        (str(s)[-1], str(p).rsplit("#", 1)[1], str(o)[-1]) for s, p, o in data.graph if p in kinds
    }


def statement(**changes: object) -> Statement:
    fields: dict[str, object] = {
        "iri": stmt("n"), "subject": act("A"), "predicate": f"{V}alliedWith", "object": act("B"),
        "status": Status.ACTUAL,
    }  # fmt: skip
    return Statement(**(fields | changes))  # type: ignore[arg-type]  # wrong ones on purpose


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (statement(iri="no iri"), "cannot be written as RDF: "),
        (statement(subject="a b"), "cannot be written as RDF: "),
        (statement(confidence=0.0), "kg:confidence '0.0' is not in (0, 1]"),
        (statement(confidence=1.5), "kg:confidence '1.5' is not in (0, 1]"),
        (statement(confidence=float("nan")), "'NaN' is not a value of xsd:decimal"),
        (statement(confidence="high"), "cannot be written as RDF: "),
        (statement(status="Actuall"), "unknown status 'kg:Actuall'; did you mean 'Actual'?"),
        (statement(since="1992"), "cannot be written as RDF: "),
        (statement(extra=((f"{V}x", "not a term"),)), "cannot be written as RDF: "),
        (statement(evidence=(Evidence("a b"),)), "cannot be written as RDF: "),
        (Source("http://e/s", "T", url="a b"), "'a b' is not a value of xsd:anyURI, for kg:url"),
        (Actor(act("A"), "A", f"{V}State"), "'actor:A' is there already; choose another IRI"),
    ],
)
def test_a_record_that_is_wrong_adds_nothing(record: Statement, message: str) -> None:
    data = dataset(tie("1", "A", "suppliesGasTo", "B"), actors="A B")
    before = snapshot(data)
    with pytest.raises(kg.DataError) as error:
        kg.add(data, Actor(act("Z"), "Z", f"{V}State"), record)
    assert str(error.value).startswith(message)
    assert snapshot(data) == before


def test_whatever_can_be_added_can_be_saved_and_read_back(tmp_path: Path) -> None:
    data = dataset(actors="A B")
    records = [
        statement(amount=amount, iri=stmt(f"s{number}"), unit="USD", note='line\n"quote"\u202e')
        for number, amount in enumerate(["1960", "1.5", "1.5e3", "about 100", "007", None])
    ]
    kg.add(data, *records)
    for name in ("a.ttl", "a.nt", "a.jsonld", "a.rdf", "a.trig", "a.nq", "a.ttl.gz"):
        kg.save(data, tmp_path / name)
        again = kg.load(tmp_path / name)
        assert again.statements == data.statements, name
        assert (again.actors, again.sources) == (data.actors, data.sources), name


def test_adding_and_retracting_keep_derived_triples() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B", status="Proposed"), actors="A B")
    assert plain(data) == set()
    kg.add(data, statement())
    assert plain(data) == {("A", "alliedWith", "B"), ("B", "alliedWith", "A")}
    kg.add(data, statement(iri=stmt("back"), subject=act("B"), object=act("A")))
    assert [s.iri for s in kg.retract(data, "stmt:n")] == [stmt("n")]
    assert plain(data) == {("A", "alliedWith", "B"), ("B", "alliedWith", "A")}
    kg.retract(data, "stmt:back")
    assert plain(data) == set()


def test_retracting_several_is_all_or_nothing() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    before = snapshot(data)
    with pytest.raises(kg.UnknownName, match="unknown name 'stmt:11'; did you mean 'stmt:1'?"):
        kg.retract(data, "stmt:1", "stmt:11")
    assert snapshot(data) == before


def test_retracting_takes_the_evidence_of_what_goes_and_no_other() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), tie("2", "A", "attacks", "B"), actors="A B")
    kg.retract(data, "stmt:1")
    alone = dataset(tie("2", "A", "attacks", "B"), actors="A B")
    assert len(data.quads()) == len(alone.quads())
    assert data.statements == alone.statements


def test_what_is_still_named_is_not_retracted() -> None:
    data = dataset(
        'actor:P a kg:Place ; skos:prefLabel "P"@en .',
        tie("1", "A", "alliedWith", "B", rest="; kg:location actor:P"),
        actors="A B C",
    )
    for name in ("actor:A", "actor:P", "src:s"):
        with pytest.raises(
            kg.DataError, match=f"'{name}' is named by 'stmt:1'; retract that first"
        ):
            kg.retract(data, name)
    kg.retract(data, "actor:C")
    assert list(data.actors) == [act("A"), act("B")]


def test_an_update_leaves_every_number_as_it_was_written(tmp_path: Path) -> None:
    """The engine's store spells 0.90 as 0.9; what it spells anew is still the user's."""
    data = dataset(
        tie("1", "A", "alliedWith", "B", rest="; kg:amount 007 ; kg:note 1.50e0").replace("1.0 ;", "0.90 ;"),
        actors="A B",
    )  # fmt: skip
    before = sorted(map(str, data.quads()))
    kg.update(data, 'INSERT DATA { actor:A skos:note "new" }')
    kg.update(data, 'DELETE DATA { actor:A skos:note "new" }')
    assert sorted(map(str, data.quads())) == before
    assert data.statements[stmt("1")].confidence == 0.9
    assert data.statements[stmt("1")].amount == "007"
    kg.save(data, tmp_path / "a.ttl")
    assert b"kg:confidence 0.90" in (tmp_path / "a.ttl").read_bytes()
    kg.update(data, "DELETE { stmt:1 kg:confidence ?c } INSERT { stmt:1 kg:confidence 0.50 } "
                    "WHERE { stmt:1 kg:confidence ?c }")  # fmt: skip
    assert data.statements[stmt("1")].confidence == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("INSERT DATA { actor:A }", "update is wrong at line 1, column 23: '}' cannot stand here"),
        ("INSERT DATA { actor:A fo:b 1 }", "unknown prefix 'fo:' at line 1, column 23"),
        ("DROP GRAPH <http://e/none>", "update cannot be made: "),
        ("DELETE WHERE { stmt:1 kg:status ?s }", "statement has no kg:status; give one of"),
        ("INSERT DATA { stmt:1 kg:since '1992' }", "kg:since '1992' is not a typed date"),
        ('INSERT DATA { stmt:1 kg:amount "x"^^xsd:integer }', "'x' is not a value of xsd:integer"),
        ("INSERT DATA { actor:A kg:p <<( actor:A kg:p 1 )>> }", "holds an RDF 1.2 triple term"),
        ("INSERT DATA {} ; LOAD <http://127.0.0.1:9/>", "LOAD is refused"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
         "SERVICE is refused"),
        ("INSERT DATA { [] a kg:Statement ; rdf:subject actor:A }", "statement 'actor:A' is a blank node"),
    ],
)  # fmt: skip
def test_an_update_that_is_wrong_changes_nothing(text: str, message: str) -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    before = snapshot(data)
    with pytest.raises(kg.KgError) as error:
        kg.update(data, text)
    assert str(error.value).startswith(message)
    assert snapshot(data) == before


def test_derived_triples_follow_from_statements_whatever_an_update_says_of_them() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    both = {("A", "alliedWith", "B"), ("B", "alliedWith", "A")}
    kg.update(data, "DELETE DATA { actor:A kg:alliedWith actor:B }")
    assert plain(data) == both
    kg.update(data, "INSERT DATA { actor:B kg:alliedWith actor:A }")
    kg.update(
        data,
        "DELETE { ?s kg:status ?x } INSERT { ?s kg:status kg:Refused } WHERE { ?s kg:status ?x }",
    )
    assert plain(data) == set()
    kg.update(data, "CLEAR ALL")
    assert (len(data), len(data.actors), data.quads()) == (0, 0, [])
    assert data.relation_type("alliedWith").symmetric  # the vocabulary is no data


def test_the_vocabulary_and_derived_triples_are_never_saved(tmp_path: Path) -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    kg.update(data, "INSERT DATA { actor:A kg:alliedWith actor:B }")
    kg.save(data, tmp_path / "a.nt")
    lines = (tmp_path / "a.nt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(map(str, data.quads())))
    assert not [line for line in lines if line.startswith(f"<{act('A')}> <{V}alliedWith>")]


def test_saving_over_a_file_keeps_its_comments_or_leaves_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    text = turtle('# Why A.\nactor:A a kg:State ; skos:prefLabel "A"@en .')
    path.write_text(text, encoding="utf-8")
    data = kg.load(path)
    kg.save(data, path)
    assert "# Why A.\nactor:A a kg:State" in path.read_text(encoding="utf-8")
    path.write_text(text + "# at the end\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(kg.DataError, match="comment at the end of the file"):
        kg.save(data, path)
    assert path.read_bytes() == before
    with pytest.raises(kg.DataError, match="cannot be written: No such file or directory"):
        kg.save(data, tmp_path / "none" / "a.ttl")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.ttl"]


def test_a_packed_file_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    kg.save(data, tmp_path / "a.ttl.gz")
    first = (tmp_path / "a.ttl.gz").read_bytes()
    kg.save(kg.load(tmp_path / "a.ttl.gz"), tmp_path / "a.ttl.gz")
    assert (tmp_path / "a.ttl.gz").read_bytes() == first
    kg.save(data, tmp_path / "a.ttl")
    assert gzip.decompress(first) == (tmp_path / "a.ttl").read_bytes()


WRITE = """
import sys, kg
data = kg.load(sys.argv[1])
for name in ("a.ttl", "a.nt", "a.nq", "a.trig", "a.rdf", "a.jsonld"):
    kg.save(data, sys.argv[2] + "/" + name)
graph = kg.project(data, status="all")
print(kg.rank(graph, "pagerank"), kg.paths(graph, "A", "C"), list(graph.edges(keys=True)))
print(kg.query(data, "SELECT * { ?s kg:evidence ?e . ?e kg:locator ?l }").to_csv(exact=True).count("page"))
"""


def test_bytes_and_answers_do_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    source = tmp_path / "in.ttl"
    blocks = [
        tie(f"s{n}", "ABC"[n % 3], ("alliedWith", "suppliesGasTo")[n % 2], "BCA"[n % 3], locator=f"page {n}",
            rest=f'; skos:note "n{n}" ; kg:about inst:x, inst:y, inst:z ; kg:evidence [ dcterms:source src:s ]')
        for n in range(9)
    ]  # fmt: skip
    loose = '[] kg:p [ kg:q "01", "1", "001" ], [ kg:q "1" ], [] . _:a kg:p _:b . _:b kg:p _:a .'
    source.write_text(turtle(*blocks, loose, actors="A B C"), encoding="utf-8")
    outcomes = set()
    for seed in ("0", "1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", WRITE, str(source), str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        files = tuple((p.name, p.read_bytes()) for p in sorted(folder.iterdir()))
        outcomes.add((done.stdout, files))
    assert len(outcomes) == 1


SAVE = """
import sys, kg
data = kg.load(sys.argv[1])
print("ready", flush=True)
while True:
    kg.save(data, sys.argv[1])
"""


@pytest.mark.slow
def test_a_process_killed_while_saving_leaves_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(turtle(*(tie(str(n), "A", "attacks", "B") for n in range(200)), actors="A B"))
    kg.save(kg.load(path), path)
    whole = path.read_bytes()
    for kill in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVE, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * kill)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert path.read_bytes() == whole


def test_several_instruments_go_with_all_that_rests_on_them() -> None:
    data = dataset(actors="A B")
    deal = Instrument("https://w3id.org/actor-kg/instrument/d", "Deal", f"{V}Instrument")
    kg.add(data, deal, statement(instruments=(deal.iri,)))
    assert kg.retract(data, "inst:d", "stmt:n") == (statement(instruments=(deal.iri,)),)
    assert (len(data), len(data.instruments)) == (0, 0)
