"""Strict reading: each broken file gives one line that says what, where and what to do."""

import gzip
import json
from pathlib import Path

import pytest

from kg.errors import DataError, KgError, OptionError
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads, read_bytes, read_quads
from tests.factory import HEAD
from tests.shared import shared

TURTLE = FORMATS["turtle"]
LINE = b"<http://e/s> <http://e/p> <http://e/o> .\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<http://e/a b> <http://e/p> 1 .", "f.ttl:1:1: invalid IRI code point ' '"),
        ("<a> <http://e/p> 1 .", "f.ttl:1:1: relative IRI 'a'; give its base with --base"),
        ("<http://e/s> <http://e/p> .", "f.ttl:1:27: '.' is not a valid RDF object"),
        (
            "Russia is allied with Azerbaijan.",
            "f.ttl:1:1: 'Russia' is not a valid subject or graph name",
        ),
        (
            "<http://e/s> Supplies <http://e/o> .",
            "f.ttl:1:14: 'Supplies' is not a valid predicate",
        ),
        ("Gas:x a <http://e/T> .", "f.ttl:1:1: the prefix Gas: has not been declared"),
        (
            "<http://e/s> a <http://e/T> ;\n"
            '  <http://e/p> "2022-13"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .',
            "f.ttl:2: '2022-13' is not a month of the calendar, for http://e/p (in <http://e/s>)",
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


@pytest.mark.parametrize("content", [LINE, b""])
def test_a_file_that_only_its_name_calls_gzip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.nt.gz"
    path.write_bytes(content)
    with pytest.raises(DataError) as error:
        read_quads(path)
    assert str(error.value) == f"{path}: is not gzip; pack it, or take .gz off its name"


def test_a_gzip_file_of_several_members_is_whole_and_a_bomb_stops_at_the_bound(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.nt.gz"
    path.write_bytes(gzip.compress(LINE) + gzip.compress(LINE * 2))
    assert read_bytes(path) == LINE * 3
    assert read_bytes(path, most=len(LINE * 3)) == LINE * 3
    path.write_bytes(gzip.compress(b"\0" * 50_000_000))
    with pytest.raises(DataError) as error:
        read_bytes(path, most=1_000_000)
    assert str(error.value) == f"{path}: unpacks to more than 1,000,000 bytes; split it"
    path = tmp_path / "a.nt"
    path.write_bytes(b"\0" * 1_000_001)
    with pytest.raises(DataError) as error:
        read_bytes(path, most=1_000_000)
    assert str(error.value) == f"{path}: is larger than 1,000,000 bytes; split it"


@pytest.mark.parametrize("name", ["folder", "folder.ttl", "folder.ttl.gz"])
def test_a_directory_is_called_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.mkdir()
    with pytest.raises(DataError) as error:
        read_quads(path)
    assert str(error.value) == f"{path}: is a directory; name a file in it"


XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'
    '<rdf:Description rdf:about="http://e/s"><e:p>é &amp; o</e:p></rdf:Description>\n'
    "</rdf:RDF>\n"
)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("</rdf:RDF>\n", "", "3:1: not well-formed XML: it ends before every element is closed"),
        ("</rdf:RDF>\n", "</rdf:RD", "3:1: not well-formed XML: unclosed token"),
        ("</e:p>", "</e:q>", "2:57: not well-formed XML: mismatched tag"),
        ("&amp;", "&", "2:49: not well-formed XML: invalid token"),
        ("&amp;", "&nbsp;", "2:48: not well-formed XML: undefined entity"),
        (' rdf:about="http://e/s"', ' e:a="1" e:a="1"', "2:26: not well-formed XML: duplicate attribute"),
        ("</rdf:RDF>\n", "</rdf:RDF><e:p/>", "3:11: not well-formed XML: junk after document element"),
    ],
)  # fmt: skip
def test_xml_that_is_not_well_formed_is_refused_with_its_place(
    old: str, new: str, problem: str
) -> None:
    assert len(parse_quads(XML.encode(), FORMATS["rdfxml"], file="f")) == 1
    with pytest.raises(DataError) as error:
        parse_quads(XML.replace(old, new).encode(), FORMATS["rdfxml"], file="f")
    assert str(error.value) == f"f:{problem}"


def test_no_part_of_an_xml_file_passes_for_the_whole() -> None:
    data = XML.rstrip().encode()
    for end in range(len(data)):
        with pytest.raises(DataError):
            parse_quads(data[:end], FORMATS["rdfxml"], file="f")


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


def test_a_byte_order_mark_is_dropped_and_other_encodings_are_refused() -> None:
    assert parse_quads(b"\xef\xbb\xbf" + LINE, TURTLE, file="f") == parse_quads(
        LINE, TURTLE, file="f"
    )
    for data, message in [
        ('<http://e/s> <http://e/p> "x" .'.encode("utf-16"), "f:1:1: not UTF-8: byte 0 is 0xff"),
        (b'<http://e/s> <http://e/p> "\xff" .', "f:1:28: not UTF-8: byte 27 is 0xff"),
    ]:
        with pytest.raises(DataError) as error:
            parse_quads(data, TURTLE, file="f")
        assert str(error.value) == message


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "http://127.0.0.1:9/c.jsonld", "@id": "http://e/x"}',
        '[{"@context": ["http://127.0.0.1:9/c", {}], "http://e/p": 1}]',
        '{"@context": {"@import": "http://127.0.0.1:9/c"}, "http://e/p": 1}',
    ],
)
def test_a_json_ld_context_elsewhere_is_never_fetched(text: str) -> None:
    with pytest.raises(DataError) as error:
        parse_quads(text.encode(), FORMATS["jsonld"], file="f.jsonld")
    assert str(error.value) == (
        "f.jsonld: names a context to be fetched; kg never fetches, so write the context in the file"
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("ntriples", "<http://e/s> <http://e/p> .", "f:1:27: "),
        ("nquads", '<http://e/s> <http://e/p> "a"^^<x> .', "f:1:32: "),
        ("trig", "<http://e/g> { <http://e/s> <http://e/p> }", "f:1:42: "),
        ("rdfxml", "<rdf:RDF></rdf:RDF>", "f: unknown prefix rdf:"),
        ("rdfxml", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r/>',
         "f: declares an external or parameter entity; remove it"),
        ("rdfxml", '<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><r/>',
         "f: declares an entity of entities or a huge one; remove it"),
        ("jsonld", "[" * 200 + "]" * 200, "f: is nested deeper than 100 levels"),
        ("jsonld", '{"name": "no context"}', "f: holds no triple, though it is not empty"),
        ("turtle", "<http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> 1 )>> .",
         "f: holds RDF 1.2 triple terms; state them as rdf:Statement"),
    ],
)  # fmt: skip
def test_every_format_is_read_strictly(name: str, text: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        parse_quads(text.encode(), FORMATS[name], file="f")
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_reifier_of_rdf_1_2_is_read_as_a_statement() -> None:
    annotated = (
        "actor:A kg:alliedWith actor:B ~ stmt:1 {| kg:status kg:Actual |} .\n"
        "stmt:2 rdf:reifies <<( actor:A kg:alliedWith actor:C )>> ; kg:status kg:Refused ."
    )
    reified = (
        "stmt:1 a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:alliedWith ;"
        " rdf:object actor:B ; kg:status kg:Actual . actor:A kg:alliedWith actor:B .\n"
        "stmt:2 a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:alliedWith ;"
        " rdf:object actor:C ; kg:status kg:Refused ."
    )
    first, second = (
        set(parse_quads(f"{HEAD}\n{text}".encode(), TURTLE, file="f"))
        for text in (annotated, reified)
    )
    assert first == second
