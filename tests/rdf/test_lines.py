"""N-Triples as tables: told rightly, or not at all."""

import gzip
from pathlib import Path

import pytest

from kg.rdf.lines import read_lines

GOOD = '<a:s> <a:p> <a:o> .\n_:x <a:p> _:y .\n<a:s> <a:q> "one two" .\n'
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def tables(path: Path) -> dict[str, list[tuple[str, str]]]:
    found = read_lines([path], ["a:p", "a:none"])
    assert found is not None
    assert found.properties == {"a:p", "a:q"}
    return {prop: table.rows() for prop, table in found.tables.items()}


@pytest.mark.parametrize(
    "data",
    [GOOD.encode(), gzip.compress(GOOD.encode(), mtime=0), b"\xef\xbb\xbf" + GOOD.encode()],
    ids=["plain", "packed", "marked"],
)
def test_terms_come_as_they_are_spelt(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    path.write_bytes(data)
    assert tables(path) == {"a:p": [("<a:s>", "<a:o>"), ("_:x", "_:y")], "a:none": []}


@pytest.mark.parametrize(
    "line",
    [
        "# <a:p> <a:o>",
        "",
        "  <a:s> <a:p> <a:o> .",
        "<a:s>\t<a:p> <a:o> .",
        "<a:s> <a:p>\t<a:o> .",
        "<a:s>  <a:p> <a:o> .",
        "<a:s><a:p> <a:o> .",
        "<a:s> <a:p><a:o> .",
        "<a:s><a:p><a:o>.",
        "_:x<a:p> <a:o> .",
        '<a:s><a:p> "a <b:c> d" .',
        "<a:s> <a:p> <a:o> .\r<a:t> <a:p> <a:o> .",
        "<a:s> <a:p> <a:o> .\r",
        "<a:\\u0041> <a:p> <a:o> .",
        "<a:s> <a:\\u0041> <a:o> .",
        "<a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> .",
        f'<a:s> <a:p> "1\\"2"^^<{INTEGER}> .',
    ],
)
def test_another_spelling_is_not_told(line: str, tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    path.write_bytes((GOOD + line + "\n" + GOOD).encode())
    assert read_lines([path], ["a:p"]) is None


def test_typed_literals_are_all_seen(tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    typed = [f'"7"^^<{INTEGER}>', '"a b"^^<a:t>', '"8"^^<a:t>']
    lines = [*(f"<a:s> <a:p> {literal} .\n" for literal in typed), '<a:s> <a:p> "2^3" .\n']
    for some in (lines[:1] + lines[2:3], lines):
        path.write_text("".join(some), encoding="utf-8")
        found = read_lines([path], [])
        assert found is not None
        assert set(found.typed) == {line[12:-3] for line in some if "^^" in line}


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    paths = [tmp_path / "one.nt", tmp_path / "two.nt"]
    for path in paths:
        path.write_text("_:x <a:p> _:x .\n", encoding="utf-8")
    found = read_lines(paths, ["a:p"])
    assert found is not None
    assert found.tables["a:p"].rows() == [("_:x", "_:x"), ("_: 1 x", "_: 1 x")]
