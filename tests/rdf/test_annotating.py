"""Statements as RDF 1.2 reifiers: the same statements read back, in every format that can say them."""

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.conversion import convert
from kg.iris import KG, RDF
from kg.rdf.annotating import as_reifiers
from kg.rdf.encoding import encode
from kg.rdf.formats import FORMATS, Format
from kg.rdf.naming import canonical
from kg.rdf.reading import parse_quads
from kg.rdf.reifiers import as_statements
from kg.rdf.writing import write_quads
from tests.factory import HEAD, dataset, stmt, tie
from tests.rdf.test_writing import LITERALS, NODES, statements

ABLE = [form for form in FORMATS.values() if form.triple_terms]
TIDY = """@prefix actor: <https://w3id.org/actor-kg/actor/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/actor-kg/vocab#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix src: <https://w3id.org/actor-kg/source/> .
@prefix stmt: <https://w3id.org/actor-kg/statement/> .

# --- statements: src:s, paragraph 1 ---

# Disputed.
stmt:1 a kg:Statement ;
    rdf:reifies <<( actor:A kg:alliedWith actor:B )>> ;
    kg:status kg:Proposed ;
    kg:confidence 0.5 ;
    kg:evidence [ a kg:Evidence ; dcterms:source src:s ; kg:locator "paragraph 1" ] .
"""


def proposed() -> kg.Dataset:
    return dataset(tie("1", "A", "alliedWith", "B", status="Proposed", confidence=0.5), source="")


def test_a_statement_is_a_block_with_rdf_reifies_and_keeps_its_comment(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(f"{HEAD}\n# Disputed.\nstmt:1 a kg:Statement .\n", encoding="utf-8")
    kg.save(proposed(), path, rdf12=True)
    assert path.read_text(encoding="utf-8") == TIDY
    assert kg.load(path).statements == proposed().statements


@pytest.mark.parametrize("form", ABLE, ids=lambda form: form.name)
def test_every_able_format_holds_the_shipped_case(form: Format, tmp_path: Path) -> None:
    shipped = kg.load(kg.shipped())
    path = tmp_path / f"a{form.suffixes[0]}"
    convert(shipped, path, rdf12=True)
    plain = list(pyoxigraph.parse(path=str(path), format=form.syntax))
    reified = [quad for quad in plain if quad.predicate.value == f"{RDF}reifies"]
    assert len(reified) == len(shipped)
    assert not any(quad.predicate.value == f"{RDF}subject" for quad in plain)
    again = kg.load(path)
    assert again.records == shipped.records
    assert set(canonical(again.quads())) == set(canonical(shipped.quads()))


@pytest.mark.parametrize("name", ["jsonld", "rdfxml"])
def test_a_format_without_triple_terms_is_refused_and_nothing_written(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(kg.OptionError) as error:
        convert(proposed(), tmp_path / "out", format=name, rdf12=True)
    assert str(error.value) == (
        f"{name} cannot hold RDF 1.2 triple terms; use one of nquads, ntriples, trig, turtle"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ABLE, ids=lambda form: form.name)
@settings(max_examples=40, deadline=None)
@given(statement=statements())
def test_any_statement_is_the_same_after_writing_as_a_reifier_and_reading(
    form: Format, statement: kg.Statement
) -> None:
    quads = encode(statement)
    data = write_quads(as_reifiers(quads), form)
    assert b"reifies" in data
    again = set(parse_quads(data, form, file="f"))
    assert set(canonical(again)) == set(canonical(quads))


PARTS = st.sampled_from(
    [pyoxigraph.NamedNode(f"{RDF}{name}") for name in ("type", "subject", "predicate", "object")]
)
TERMS = NODES | LITERALS | st.just(pyoxigraph.NamedNode(f"{KG}Statement"))
GRAPHS = st.sampled_from([pyoxigraph.DefaultGraph(), pyoxigraph.NamedNode("http://e/g")])


@settings(max_examples=300, deadline=None)
@given(quads=st.lists(st.builds(pyoxigraph.Quad, NODES, PARTS, TERMS, GRAPHS), max_size=30))
def test_whatever_is_said_of_statements_comes_back_whole(quads: list[pyoxigraph.Quad]) -> None:
    reified = as_reifiers(quads)
    assert set(as_statements(reified)) == set(quads)
    data = write_quads(reified, FORMATS["trig"])
    assert set(canonical(parse_quads(data, FORMATS["trig"], file="f"))) == set(canonical(quads))


def test_what_is_not_a_whole_kg_statement_stays_as_it_is() -> None:
    found = parse_quads(
        f"{HEAD}\n{tie('1', 'A', 'alliedWith', 'B')}"
        "stmt:2 a rdf:Statement ; rdf:subject actor:A ; rdf:predicate kg:p ; rdf:object 1 .\n"
        "stmt:3 a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:p ; rdf:object 1, 2 .".encode(),
        FORMATS["turtle"],
        file="f",
    )
    changed = set(as_reifiers(found)) - set(found)
    assert {str(quad.subject) for quad in changed} == {f"<{stmt('1')}>"}


def test_triple_terms_and_the_blank_nodes_in_them_are_written_in_turtle() -> None:
    quads = list(
        pyoxigraph.parse(
            "<http://e/s> <http://e/p> <<( _:x <http://e/p> <<( _:y <http://e/p> 1 )>> )>> ; <http://e/q> _:x ."
            "_:y <http://e/q> [ <http://e/q> 'text' ] .",
            format=pyoxigraph.RdfFormat.TURTLE,
        )
    )
    data = write_quads(quads)
    again = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)
    assert set(canonical(again)) == set(canonical(quads))
