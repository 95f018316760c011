"""Strict reading: each broken file gives one line that says what, where and what to do."""

import gzip
import json
from pathlib import Path

import pytest

from kg.errors import DataError, KgError, OptionError
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads, read_quads
from tests.shared import shared

TURTLE = FORMATS["turtle"]
LINE = b"<http://e/s> <http://e/p> <http://e/o> .\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<http://e/a b> <http://e/p> 1 .", "f.ttl:1:1: invalid IRI code point ' '"),
        ("<a> <http://e/p> 1 .", "f.ttl:1:1: no scheme found in an absolute IRI"),
        ("<http://e/s> <http://e/p> .", "f.ttl:1:27: . is not a valid RDF object"),
        (
            "<http://e/s> a <http://e/T> ;\n"
            '  <http://e/p> "2022-13"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .',
            "f.ttl:2: '2022-13' is not a day of the calendar, for http://e/p (in <http://e/s>)",
        ),
        (
            '<http://e/s> <http://e/p> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .',
            "f.ttl:1: 'x' is not a value of xsd:integer, for http://e/p (in <http://e/s>)",
        ),
        (
            '<http://e/s> <http://e/p> "300"^^<http://www.w3.org/2001/XMLSchema#byte> .',
            "f.ttl:1: '300' is outside the range of xsd:byte, for http://e/p (in <http://e/s>)",
        ),
    ],
)
def test_wrong_turtle_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        parse_quads(text.encode(), TURTLE, file="f.ttl")
    assert str(error.value) == message


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig"])
def test_the_suffix_tells_the_format_packed_or_not(tmp_path: Path, suffix: str) -> None:
    plain, packed = tmp_path / f"a{suffix}", tmp_path / f"a{suffix}.gz"
    plain.write_bytes(LINE)
    packed.write_bytes(gzip.compress(LINE))
    assert [str(q) for q in read_quads(plain)] == [str(q) for q in read_quads(packed)]
    assert len(read_quads(plain)) == 1


def test_a_named_format_goes_before_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(LINE)
    assert len(read_quads(path, format="ntriples")) == 1
    with pytest.raises(OptionError, match=r"cannot tell the format of '.*a.txt' from its suffix"):
        read_quads(path)
    with pytest.raises(OptionError, match="unknown format 'turtel'; did you mean 'turtle'?"):
        read_quads(path, format="turtel")


def test_equal_blank_labels_of_two_files_are_two_nodes(tmp_path: Path) -> None:
    found = set()
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_bytes(b'_:x <http://e/p> "v" .\n')
        found |= {str(quad.subject) for quad in read_quads(tmp_path / name)}
    assert len(found) == 2


def test_a_truncated_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.nt.gz"
    path.write_bytes(gzip.compress(LINE * 100)[:-20])
    with pytest.raises(DataError, match="cannot be unpacked"):
        read_quads(path)


def test_the_corpus_is_taken_or_refused_as_its_manifest_says() -> None:
    corpus = shared("badinput")
    wrong = []
    for entry in json.loads((corpus / "manifest.json").read_bytes()):
        if not entry["file"].startswith("rdf/"):
            continue
        try:
            read_quads(corpus / entry["file"])
            outcome = "accept"
        except KgError as error:
            assert "\n" not in str(error)
            outcome = "reject"
        # an ill-typed date is an error here, where the corpus is content with a warning
        if outcome not in entry["want"] and entry["file"] != "rdf/date-invalid.ttl":
            wrong.append((entry["file"], entry["want"], outcome))
    assert wrong == []
