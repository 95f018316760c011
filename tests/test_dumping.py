"""Data in a file: every triple, blank nodes as IRIs, whatever the pieces they are written in."""

import re
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg.dumping import BLANK, blocks, dump, dump_store, owners
from kg.iris import KG, PREFIXES
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from tests.factory import HEAD, act, actor, stmt, tie, turtle

NOTES = (r"\n_:a <x> _:b .\n", " _:b .", '\\"_:c .', "é", r"a > <b> .")
NTRIPLES = pyoxigraph.RdfFormat.N_TRIPLES


def quads(text: str) -> list[pyoxigraph.Quad]:
    return parse_quads(text.encode(), FORMATS["turtle"], file="f")


def renamed(found: list[pyoxigraph.Quad]) -> list[str]:
    """The triples as text, blank nodes by their IRIs: one by one, without a look at any text's lines."""

    def name(term: object) -> str:
        blank = isinstance(term, pyoxigraph.BlankNode)
        return f"<{BLANK}{term.value}>" if blank else str(term)  # type: ignore[attr-defined]

    return [f"{name(q.subject)} {q.predicate} {name(q.object)}" for q in found]


@pytest.mark.parametrize("count", [0, 1, 4000])
def test_every_triple_is_in_the_file_whatever_the_pieces(count: int, tmp_path: Path) -> None:
    lines = [
        f'stmt:{n} kg:evidence _:e{n} . _:e{n} kg:locator "{NOTES[n % 5]}" ; kg:x _:e{n // 2} , _:y.z .'
        for n in range(count)
    ]
    data = quads("\n".join([HEAD, *lines]))
    path = tmp_path / "data.nt"
    found = dump(data, path)
    assert found.relation_types == ()
    parsed = pyoxigraph.parse(path=path, format=NTRIPLES)
    assert renamed(list(parsed)) == renamed(data)
    assert count < 4000 or path.stat().st_size > 2**20


def test_a_block_is_a_subject_and_its_evidence(tmp_path: Path) -> None:
    text = turtle(tie("1", "A", "praises", "Bé"), tie("2", "A", "praises", "Bé"), actors="A Bé")
    data = quads(text)
    found = blocks(dump(data, tmp_path / "data.nt"), [stmt("1"), act("Bé")])
    (evidence,) = (q.object for q in found if q.predicate.value == f"{KG}evidence")
    assert isinstance(evidence, pyoxigraph.BlankNode)
    wanted = {stmt("1"), act("Bé"), evidence.value}
    assert set(found) == {q for q in data if getattr(q.subject, "value", "") in wanted}
    assert len(found) == 12
    assert blocks(dump(data, tmp_path / "again.nt"), []) == []


def test_an_owner_is_the_last_named_subject_of_a_blank_node(tmp_path: Path) -> None:
    data = quads(f"{HEAD}\nstmt:1 kg:evidence _:a . stmt:2 kg:evidence _:a . _:a kg:p _:b .")
    (label,) = {q.subject.value for q in data if isinstance(q.subject, pyoxigraph.BlankNode)}
    found = dump(data, tmp_path / "data.nt")
    assert owners(found, [label, "none"]) == {label: stmt("2")}


def test_relation_types_that_data_declare_are_told(tmp_path: Path) -> None:
    text = (
        f"{HEAD}\nkg:b a kg:RelationType . _:c a kg:RelationType . kg:a a kg:RelationType, kg:X ."
    )
    data = quads(text + actor("A", rest='; skos:note "<x> a <y> ."'))
    found = dump(data, tmp_path / "data.nt")
    assert found.relation_types == (f"{PREFIXES['kg']}a", f"{PREFIXES['kg']}b")
    assert not re.search(rb"(^|\s)_:", (tmp_path / "data.nt").read_bytes())


def test_a_store_is_dumped_as_its_data_are(tmp_path: Path) -> None:
    """Plain triples of statements and the vocabulary are left out, whatever else looks like them."""
    path = tmp_path / "data.ttl"
    odd = 'actor:A skos:note "x\\n<a> <https://w3id.org/actor-kg/vocab#alliedWith> <b> ." ; rdfs:seeAlso kg:alliedWith .'
    many = [tie(f"s{n}", "A", ("alliedWith", "attacks")[n % 2], "B") for n in range(2000)]
    path.write_text(turtle(*many, odd, actors="A B"), encoding="utf-8")
    built = kg.build(tmp_path / "store", path)
    used = [f"{KG}alliedWith", f"{KG}attacks"]
    found = dump_store(built.store, tmp_path / "one.nt", derived=used)
    slow = dump(built.spelt(), tmp_path / "two.nt")
    assert found.relation_types == slow.relation_types == ()
    assert sorted(found.path.read_bytes().splitlines()) == sorted(
        slow.path.read_bytes().splitlines()
    )
    everything = dump_store(built.store, tmp_path / "three.nt")
    more = set(everything.path.read_bytes().splitlines()) - set(slow.path.read_bytes().splitlines())
    a, b = (f"<{act(name)}>" for name in "AB")
    assert more == {
        f"{one} <{iri}> {other} .".encode()
        for one, iri, other in ((a, used[0], b), (b, used[0], a), (a, used[1], b))
    }
