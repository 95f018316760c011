"""Data in a file: every triple, spelt as it is, whatever the pieces they are written in."""

from pathlib import Path

import polars as pl
import pyoxigraph
import pytest

import kg
from kg.dumping import Dump, blocks, dump, dump_store, owners, tables
from kg.iris import KG
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from tests.factory import HEAD, act, stmt, tie, turtle

NOTES = (r"\n_:a <x> _:b .\n", " _:b .", '\\"_:c .', "é", r"a > <b> .")
NTRIPLES = pyoxigraph.RdfFormat.N_TRIPLES


def quads(text: str) -> list[pyoxigraph.Quad]:
    return parse_quads(text.encode(), FORMATS["turtle"], file="f")


def lines(found: Dump) -> list[str]:
    """The lines of the data in a dump, sorted."""
    return sorted(line for each in tables(found) for line in each["line"])


@pytest.mark.parametrize("count", [0, 1, 4000])
def test_every_triple_is_in_the_file_whatever_the_pieces(count: int, tmp_path: Path) -> None:
    lines = [
        f'stmt:{n} kg:evidence _:e{n} . _:e{n} kg:locator "{NOTES[n % 5]}" ; kg:x _:e{n // 2} , _:y.z .'
        for n in range(count)
    ]
    data = quads("\n".join([HEAD, *lines]))
    path = tmp_path / "data.nt"
    written: list[bytes] = []
    found = dump(data, path, progress=written.append)
    assert list(pyoxigraph.parse(path=path, format=NTRIPLES)) == data
    assert b"".join(written) == path.read_bytes()
    assert count < 4000 or path.stat().st_size > 2**20
    rows = [row for each in tables(found) for row in each.iter_rows()]
    assert rows == [
        (str(q.subject), str(q.predicate), str(q.object), f"{q.triple} .") for q in data
    ]


def test_tables_are_as_large_as_memory_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = quads(turtle(*(tie(str(n), "A", "praises", "B") for n in range(9)), actors="A B"))
    found = dump(data, tmp_path / "data.nt")
    whole = pl.concat(tables(found))
    for size in (1, 100, 1000):
        monkeypatch.setattr("kg.dumping.BLOCK", size)
        assert pl.concat(tables(found)).equals(whole)
        assert sum(1 for _ in tables(found)) > 1


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
    assert lines(found) == lines(slow)
    everything = dump_store(built.store, tmp_path / "three.nt")
    assert everything.path.read_bytes() == found.path.read_bytes()
    more = set(lines(everything)) - set(lines(slow))
    a, b = (f"<{act(name)}>" for name in "AB")
    assert more == {
        f"{one} <{iri}> {other} ."
        for one, iri, other in ((a, used[0], b), (b, used[0], a), (a, used[1], b))
    }
