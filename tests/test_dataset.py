"""Loading, looking up, deriving plain triples, editing: all on data that fit on a page."""

import gzip
from pathlib import Path

import pytest
import rdflib

import kg
from kg.dates import parse_date
from tests.factory import HEAD, SOURCE, act, actor, dataset, stmt, tie, turtle

ALLIED, GAS = "https://w3id.org/actor-kg/vocab#alliedWith", "https://w3id.org/actor-kg/vocab#"


def plain(data: kg.Dataset, predicate: str = "alliedWith") -> set[tuple[str, str]]:
    """Who stands in the relation to whom, by plain triples alone."""
    rows = data.graph.subject_objects(rdflib.URIRef(GAS + predicate))
    return {(str(s).rsplit("/", 1)[1], str(o).rsplit("/", 1)[1]) for s, o in rows}


def test_a_symmetric_tie_is_derived_both_ways_and_a_refused_one_not_at_all() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B"),
        tie("2", "A", "alliedWith", "C", status="Refused"),
        tie("3", "A", "suppliesGasTo", "C"),
        actors="A B C",
    )
    assert plain(data) == {("A", "B"), ("B", "A")}
    assert plain(data, "suppliesGasTo") == {("A", "C")}


def test_one_actual_statement_is_enough_and_disagreement_stays() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B", status="Denied"),
        tie("2", "A", "alliedWith", "B"),
        actors="A B",
    )
    assert plain(data) == {("A", "B"), ("B", "A")}
    assert len(data) == 2
    kg.retract(data, "stmt:2")
    assert plain(data) == set()


def test_a_plain_triple_against_its_statements_is_left_out_and_reported() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B", status="Proposed"),
        "actor:A kg:alliedWith actor:B . actor:A kg:praises actor:B .",
        actors="A B",
    )
    assert plain(data) == set()
    assert plain(data, "praises") == {("A", "B")}
    warnings = [(f.rule, f.value) for f in kg.validate(data)]
    assert ("against its statements", "kg:alliedWith actor:B") in warnings
    assert ("no evidence", "kg:praises actor:B") in warnings


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (
            tie("1", "A", "alliedWith", "B", status="Actuall"),
            "f.ttl:18: unknown status 'kg:Actuall'; did you mean 'Actual'? (in <%s>)",
        ),
        (
            "stmt:1 a kg:Statement ; rdf:subject actor:A ; kg:status kg:Actual .",
            "f.ttl:18: statement has no rdf:predicate; every statement needs one (in <%s>)",
        ),
        (
            tie("1", "A", "alliedWith", "B", rest='; kg:since "1992", "1993"^^xsd:gYear'),
            "f.ttl:18: has 2 values of kg:since; keep one (in <%s>)",
        ),
        (
            tie("1", "A", "alliedWith", "B", confidence=1.5),
            "f.ttl:18: kg:confidence '1.5' is not in (0, 1] (in <%s>)",
        ),
        (
            tie("1", "A", "alliedWith", "B", rest='; kg:since "1992"'),
            "f.ttl:18: kg:since '1992' is not a typed date; type it xsd:gYear, xsd:gYearMonth or"
            " xsd:date (in <%s>)",
        ),
        (
            'stmt:1 a kg:Statement ; rdf:subject "Armenia" .',
            'f.ttl:18: rdf:subject is "Armenia", not an IRI (in <%s>)',
        ),
    ],
)
def test_wrong_statements_are_refused_with_file_line_iri_and_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.ttl").write_text(turtle(block, actors="A B"), encoding="utf-8")
    with pytest.raises(kg.DataError) as error:
        kg.load("f.ttl")
    assert str(error.value) == message % stmt("1")


def test_actors_are_found_by_what_people_call_them() -> None:
    data = dataset(
        actor("Turkiye", rest='; skos:altLabel "Türkiye", "Ankara"@en'),
        actor("Georgia"),
        actor("GeorgiaUS", rest='; skos:altLabel "Georgia", "Peach State"'),
    )
    names = ["türkiye", "TURKIYE", " ankara", "actor:Turkiye", act("Turkiye")]
    assert {data.actor(name).iri for name in names} == {act("Turkiye")}
    assert data.actor("georgia").iri == act("Georgia")  # a label goes before an alias
    with pytest.raises(kg.UnknownActor) as unknown:
        data.actor("Ankra")
    assert str(unknown.value) == "unknown actor 'Ankra'; did you mean 'Ankara'?"


def test_an_alias_of_two_actors_is_ambiguous() -> None:
    data = dataset(
        actor("A", rest='; skos:altLabel "the Union"'),
        actor("B", rest='; skos:altLabel "the union"'),
    )
    with pytest.raises(kg.AmbiguousName) as error:
        data.actor("The Union")
    assert str(error.value) == "'The Union' could be 'actor:A' or 'actor:B'; use one of these"


def test_the_rdflib_graph_is_live_and_read_only() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    graph = data.graph
    label = graph.value(rdflib.URIRef(act("A")), rdflib.SKOS.prefLabel)
    assert label == rdflib.Literal("A", lang="en")
    kg.update(data, 'INSERT DATA { actor:A skos:note "new" }')
    note = graph.value(rdflib.URIRef(act("A")), rdflib.SKOS.note)
    assert note == rdflib.Literal("new")
    with pytest.raises(kg.KgError, match="dataset.graph is read-only"):
        graph.add((rdflib.URIRef(act("A")), rdflib.SKOS.note, rdflib.Literal("x")))
    assert graph.query("ASK { actor:A kg:alliedWith actor:B }").askAnswer
    with pytest.raises(kg.QueryError, match="SERVICE"):
        graph.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_add_puts_a_statement_in_and_never_over_another() -> None:
    data = dataset(actors="A B")
    statement = kg.Statement(stmt("n"), act("A"), ALLIED, act("B"), kg.Status.ACTUAL)
    kg.add(data, statement)
    assert data.statements[stmt("n")] == statement
    assert plain(data) == {("A", "B"), ("B", "A")}
    with pytest.raises(kg.DataError, match="'stmt:n' is there already"):
        kg.add(data, statement)


def test_retracting_an_instrument_takes_what_rests_on_it_and_leaves_what_is_about_it() -> None:
    data = dataset(
        'inst:deal a kg:Instrument ; skos:prefLabel "Deal"@en .',
        tie("by", "A", "suppliesGasTo", "B", rest="; kg:instrument inst:deal"),
        tie("about", "C", "opposes", "A", rest="; kg:about inst:deal"),
        actors="A B C",
    )
    assert [s.iri for s in kg.retract(data, "inst:deal")] == [stmt("by")]
    assert list(data.statements) == [stmt("about")]
    with pytest.raises(kg.UnknownName, match="unknown name 'inst:deal'"):
        kg.retract(data, "inst:deal")
    with pytest.raises(kg.DataError, match="'actor:C' is named by 'stmt:about'"):
        kg.retract(data, "actor:C")


def test_an_update_that_would_leave_wrong_data_changes_nothing() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    before = sorted(map(str, data.store))
    for text, message in [
        ("DELETE WHERE { stmt:1 rdf:object ?o }", "statement has no rdf:object"),
        (
            'INSERT DATA { stmt:1 kg:since "2022-13"^^xsd:gYearMonth }',
            "not a month of the calendar",
        ),
        ("LOAD <http://127.0.0.1:9/>", "LOAD"),
        ("INSERT DATA { oops", "update is wrong"),
    ]:
        with pytest.raises(kg.KgError, match=message):
            kg.update(data, text)
        assert sorted(map(str, data.store)) == before
    kg.update(data, "DELETE { stmt:1 kg:status ?s } INSERT { stmt:1 kg:status kg:Refused } "
                    "WHERE { stmt:1 kg:status ?s }")  # fmt: skip
    assert plain(data) == set()


def test_saving_writes_only_what_was_stated_and_the_same_bytes(tmp_path: Path) -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), "actor:A kg:praises actor:B .", actors="A B")
    path = tmp_path / "a.ttl"
    kg.save(data, path)
    first = path.read_bytes()
    assert b"kg:praises" in first
    assert b"alliedWith actor" not in first.replace(b"rdf:predicate kg:alliedWith ;", b"")
    again = kg.load(path)
    kg.save(again, path)
    assert path.read_bytes() == first
    assert plain(again) == {("A", "B"), ("B", "A")}


def test_named_graphs_are_kept_and_never_lost_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "a.trig"
    block = tie("1", "A", "alliedWith", "B")
    path.write_text(
        f"{HEAD}\n{SOURCE}\n{actor('A')}\n{actor('B')}\n<http://e/g> {{ {block} }}",
        encoding="utf-8",
    )
    data = kg.load(path)
    assert plain(data) == {("A", "B"), ("B", "A")}
    with pytest.raises(kg.OptionError, match="turtle cannot hold named graphs; use trig or nquads"):
        kg.save(data, tmp_path / "a.ttl")
    kg.save(data, tmp_path / "b.trig")
    assert kg.load(tmp_path / "b.trig").statements == data.statements


def test_dates_are_kept_as_written() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B", rest='; kg:since "1992"^^xsd:gYear'),
                   actors="A B")  # fmt: skip
    assert data.statements[stmt("1")].since == parse_date("1992")
    assert str(data) == "2 actors, 1 statement, 1 source, 1992-2023"


def test_several_files_make_one_dataset_and_their_blank_nodes_never_meet(tmp_path: Path) -> None:
    for name, page in (("a.nt", "1"), ("b.nt.gz", "2")):
        statement = stmt(f"s{page}")
        lines = "".join(
            f"<{statement}> <{prop}> {value} .\n"
            for prop, value in [
                ("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject", f"<{act('A')}>"),
                ("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate", f"<{ALLIED}>"),
                ("http://www.w3.org/1999/02/22-rdf-syntax-ns#object", f"<{act('B')}>"),
                (f"{GAS}status", f"<{GAS}Actual>"),
                (f"{GAS}evidence", "_:e"),
            ]
        )
        lines += "_:e <http://purl.org/dc/terms/source> <http://e/source> .\n"
        lines += f'_:e <{GAS}locator> "page {page}" .\n'
        text = lines.encode()
        (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    (tmp_path / "c.ttl").write_bytes(b"\xef\xbb\xbf" + turtle(actors="A B").encode())
    data = kg.load(*sorted(tmp_path.iterdir()))
    assert [len(s.evidence) for s in data.statements.values()] == [1, 1]
    assert [s.evidence[0].locator for s in data.statements.values()] == ["page 1", "page 2"]
    assert plain(data) == {("A", "B"), ("B", "A")}
    assert data.files == tuple(str(tmp_path / name) for name in ("a.nt", "b.nt.gz", "c.ttl"))


def test_a_wrong_statement_is_placed_in_its_own_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text(turtle(actors="A B"))
    bad.write_text(turtle(tie("1", "A", "alliedWith", "B", confidence=2)))
    with pytest.raises(kg.DataError) as error:
        kg.load(good, bad)
    assert (error.value.file, error.value.line) == (str(bad), 16)


def test_two_files_that_say_two_things_of_one_statement_are_refused(tmp_path: Path) -> None:
    for name, status in (("a.ttl", "Actual"), ("b.ttl", "Denied")):
        (tmp_path / name).write_text(
            turtle(tie("1", "A", "alliedWith", "B", status=status), actors="A B")
        )
    with pytest.raises(
        kg.DataError, match="has 2 values of kg:status, 'kg:Actual' or 'kg:Denied'; keep one"
    ):
        kg.load(tmp_path / "a.ttl", tmp_path / "b.ttl")


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("subject", "statement has no rdf:subject; every statement needs one"),
        ("predicate", "statement has no rdf:predicate; every statement needs one"),
        ("object", "statement has no rdf:object; every statement needs one"),
    ],
)
def test_a_statement_without_one_of_its_parts_is_refused(part: str, message: str) -> None:
    whole = tie("1", "A", "alliedWith", "B")
    names = {"subject": "actor:A", "predicate": "kg:alliedWith", "object": "actor:B"}
    with pytest.raises(kg.DataError) as error:
        dataset(whole.replace(f"rdf:{part} {names[part]} ;", ""), actors="A B")
    assert (error.value.problem, error.value.subject) == (message, stmt("1"))


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("[] a kg:Statement ; rdf:subject actor:A .", "statement 'actor:A' is a blank node; give it an IRI"),
        (tie("1", "A", "alliedWith", "B", rest="; kg:instrument 'a deal'"),
         'kg:instrument is "a deal", not an IRI'),
        (tie("1", "A", "alliedWith", "B").replace("dcterms:source src:s ;", ""),
         "kg:evidence has no dcterms:source; name the document it is from"),
        (tie("1", "A", "alliedWith", "B", confidence='"high"'),
         "kg:confidence 'high' is not a number"),
    ],
)  # fmt: skip
def test_a_statement_with_a_value_of_the_wrong_kind_is_refused(block: str, problem: str) -> None:
    with pytest.raises(kg.DataError) as error:
        dataset(block, actors="A B")
    assert error.value.problem.startswith(problem)


def test_a_class_of_its_own_goes_before_that_of_all_actors() -> None:
    data = dataset('actor:A a kg:Actor, kg:State ; skos:prefLabel "A" .')
    assert data.actors[act("A")].type == f"{GAS}State"


def test_no_file_is_no_dataset() -> None:
    with pytest.raises(
        kg.OptionError, match="no file to load; name at least one, or use kg.shipped"
    ):
        kg.load()
    with pytest.raises(kg.DataError, match="none.ttl: no such file"):
        kg.load("none.ttl")
