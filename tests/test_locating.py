"""Many subjects located at once: the same lines as one by one."""

from pathlib import Path

from kg.locating import lines_of, places
from kg.rdf.positions import line_of
from tests.factory import act, stmt, tie, turtle

TEXT = turtle(
    *(tie(str(number), "A", "praises", "B", rest='; skos:note "a \\"b"') for number in range(20)),
    actors="A B C",
).encode()
IRIS = [stmt(str(number)) for number in range(25)] + [act(name) for name in "ABCD"]


def test_many_are_located_as_each_is_alone() -> None:
    alone = {iri: line for iri in IRIS if (line := line_of(TEXT, iri)) is not None}
    assert lines_of(TEXT, IRIS) == alone
    assert len(alone) == 23


def test_iris_in_full_and_in_quotes_and_only_mentioned_are_located() -> None:
    lines = [f'<{iri}> <http://x/p> "{iri}" .' for iri in IRIS[:12]]
    lines += [f'<http://x/s> <http://x/p> "said \\"so" , <{IRIS[12]}> .', f'  "@id": "{IRIS[13]}"']
    data = "\n".join(lines).encode()
    assert lines_of(data, IRIS) == {iri: number for number, iri in enumerate(IRIS[:14], 1)}


def test_the_first_file_that_names_a_subject_is_told(tmp_path: Path) -> None:
    first, second = tmp_path / "a.ttl", tmp_path / "b.ttl"
    first.write_bytes(turtle(tie("1", "A", "praises", "B")).encode())
    second.write_bytes(TEXT)
    found = places([str(tmp_path / "none.ttl"), str(first), str(second)], IRIS)
    assert found[stmt("1")] == (str(first), line_of(first.read_bytes(), stmt("1")))
    assert found[stmt("19")] == (str(second), line_of(TEXT, stmt("19")))
    assert stmt("24") not in found


def test_plain_triples_are_located_as_each_is_alone() -> None:
    lines = [f"<http://e/{n % 40}> <http://e/p{n}> <http://e/{n // 2}> ." for n in range(30, 200)]
    lines[50:50] = ["", "# <http://e/7>", '_:a <http://e/p> "<http://e/6>" .']
    data = "\n".join(lines).encode()
    iris = [f"http://e/{n}" for n in range(110)]
    alone = {iri: line for iri in iris if (line := line_of(data, iri)) is not None}
    assert lines_of(data, iris) == alone
    assert len(alone) == 100
