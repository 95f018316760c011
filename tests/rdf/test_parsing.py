"""Relative IRIs and their base; what JSON-LD would lose in silence; hostile bytes end soon."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.rdf.formats import FORMATS
from kg.rdf.formatting import comments_of, format_turtle
from kg.rdf.reading import parse_quads, read_quads

P = "http://e/p"
GOOD = {"@id": "http://e/a", P: "kept"}
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="{}" e:p="1"/></rdf:RDF>'
)
RELATIVE = {
    "turtle": "<{}> <http://e/p> 1 .",
    "trig": "<http://e/g> {{ <{}> <http://e/p> 1 }}",
    "rdfxml": XML,
    "jsonld": '{{"@id": "{}", "http://e/p": 1}}',
}


def refusal(text: str, form: str, **options: Any) -> str:
    with pytest.raises(DataError) as error:
        parse_quads(text.encode(), FORMATS[form], file="f", **options)
    return str(error.value)


@pytest.mark.parametrize("iri", ["x", "", "#x", "/x/y", "//x/y", "?é"])
@pytest.mark.parametrize("form", RELATIVE)
def test_a_relative_iri_is_refused_without_a_base_and_resolved_with_one(
    form: str, iri: str
) -> None:
    text = RELATIVE[form].format(iri)
    refused = refusal(text, form)
    assert refused.partition(": ")[2] == f"relative IRI '{iri}'; give its base with --base"
    quads = parse_quads(text.encode(), FORMATS[form], file="f", base="http://b/c/d")
    whole = {
        "x": "http://b/c/x",
        "": "http://b/c/d",
        "#x": "http://b/c/d#x",
        "/x/y": "http://b/x/y",
        "//x/y": "http://x/y",
        "?é": "http://b/c/d?é",
    }
    assert [str(quad.subject) for quad in quads] == [f"<{whole[iri]}>"]


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        ("turtle", "\n<é> <é> <é> .", "f:2:1: relative IRI 'é'; give its base with --base"),
        ("turtle", "@prefix a: <b#> .", "f:1:12: relative IRI 'b#'; give its base with --base"),
        ("turtle", "@base <b> .", "f:1:7: relative IRI 'b'; give its base with --base"),
        ("ntriples", "<a> <b> <c> .", "f:1:1: relative IRI 'a'; write it in full"),
        ("jsonld", '[\n{"@id": "a",\n"http://e/p": 1}]',
         "f:2: relative IRI 'a'; give its base with --base"),
    ],
)  # fmt: skip
def test_a_relative_iri_is_named_with_its_place(form: str, text: str, message: str) -> None:
    assert refusal(text, form) == message


def test_a_base_does_not_make_a_relative_iri_of_n_triples_whole() -> None:
    text = "<a> <http://e/p> <http://e/c> ."
    said = "f:1:1: relative IRI 'a'; write it in full"
    assert refusal(text, "ntriples", base="http://b/") == said


@pytest.mark.parametrize("base", ["b", "", "//b/c", "http://a b/"])
def test_a_base_that_is_not_absolute_is_an_option_error(base: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<a> <http://e/p> 1 .")
    message = f"base '{base}' is not an absolute IRI; write it like http://example.org/"
    for read in (read_quads, kg.load):
        with pytest.raises(OptionError) as error:
            read(path, base=base)
        assert str(error.value) == message


def test_load_and_build_take_a_base(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<a> <p> <#b> .")
    wanted = ["<http://b/a> <http://b/p> <http://b/c#b>"]
    loaded = kg.load(path, base="http://b/c")
    built = kg.build(tmp_path / "store", path, base="http://b/c")
    assert [[str(quad) for quad in each.quads()] for each in (loaded, built)] == [wanted, wanted]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"@id": "http://e/b c", P: 1}, "'http://e/b c' is not a valid IRI: invalid IRI code point ' '"),
        ({"@id": "a b", P: 1}, "relative IRI 'a b'; give its base with --base"),
        ({"@id": "http://e/b", P: {"@id": "http://e/{x}"}},
         "'http://e/{x}' is not a valid IRI: invalid IRI code point '{'"),
        ({"@id": "http://e/b", P: {"@id": "c"}}, "relative IRI 'c'; give its base with --base"),
        ({"@id": "http://e/b", "http://e/p q": 1},
         "'http://e/p q' is not a valid IRI: invalid IRI code point ' '"),
        ({"@id": "http://e/b", "@type": "T"}, "relative IRI 'T'; give its base with --base"),
        ({"@id": "http://e/b", "@type": "http://e/T U"},
         "'http://e/T U' is not a valid IRI: invalid IRI code point ' '"),
        ({"@id": "http://e/b", P: {"@value": "1", "@type": "n"}},
         "relative IRI 'n'; give its base with --base"),
        ({"@id": "http://e/b", P: {"@value": "x", "@language": "en_us"}},
         "'en_us' is not a valid language tag"),
        ({"@id": "http://e/b", "_:p": 1}, "'_:p' cannot be a property; give it an IRI"),
        ({"@id": "_:a b", P: 1}, "'_:a b' cannot be the label of a blank node; give it an IRI"),
        ({"@id": "http://e/g h", "@graph": [GOOD]},
         "'http://e/g h' is not a valid IRI: invalid IRI code point ' '"),
        ({"@id": "http://e/b", P: {"@list": [{"@id": "http://e/x y"}]}},
         "'http://e/x y' is not a valid IRI: invalid IRI code point ' '"),
        ({"@id": "http://e/b", "@reverse": {"http://e/p q": {"@id": "http://e/z"}}},
         "'http://e/p q' is not a valid IRI: invalid IRI code point ' '"),
        ({"@context": {"i": "@id", "ex": "http://e/"}, "i": "ex:a b", P: 1},
         "'http://e/a b' is not a valid IRI: invalid IRI code point ' '"),
        ({"@context": {"@vocab": "http://v/ #"}, "@id": "http://e/b", "p": 1},
         "'http://v/ #p' is not a valid IRI: invalid IRI code point ' '"),
        ({"@context": {"t": {"@id": P, "@container": "@id"}}, "@id": "http://e/b", "t": {"http://e/ q": {P: 1}}},
         "'http://e/ q' is not a valid IRI: invalid IRI code point ' '"),
        ({"@context": {"@base": None}, "@id": "c", P: 1}, "relative IRI 'c'; write it in full"),
        ({"@id": "http://e/b", P: {"@id": "http://e/%zz"}},
         "'http://e/%zz' is not a valid IRI: invalid IRI percent encoding '%zz'"),
    ],
)  # fmt: skip
def test_json_ld_that_would_be_dropped_in_silence_is_refused(
    bad: dict[str, Any], message: str
) -> None:
    text = json.dumps([GOOD, bad], indent=1)
    value = message.split("'")[1]
    found = next((n for n, line in enumerate(text.split("\n"), 1) if f'"{value}"' in line), None)
    assert refusal(text, "jsonld") == f"f:{found}: {message}" if found else f"f: {message}"


@pytest.mark.parametrize("more", [{"unknown": 1}, {P: None}, {"@foo": 1}])
def test_json_ld_leaves_out_what_it_says_it_does(more: dict[str, Any]) -> None:
    quads = parse_quads(json.dumps({**more, **GOOD}).encode(), FORMATS["jsonld"], file="f")
    assert list(map(str, quads)) == ['<http://e/a> <http://e/p> "kept"']


def test_a_comment_above_a_relative_subject_stays() -> None:
    head = b"@base <http://e/a/> .\n@prefix x: <x#> .\n"
    once = format_turtle(head + b"\n# of b\n<b> <p> x:c .\n\n# of d\nx:d <p> x:c .\n")
    assert (
        once.decode()
        == """@prefix x: <http://e/a/x#> .

# --- other ---

# of b
<http://e/a/b>
    <http://e/a/p> x:c .

# of d
x:d
    <http://e/a/p> x:c .
"""
    )


def test_a_comment_above_a_subject_without_a_base_is_refused() -> None:
    with pytest.raises(DataError) as error:
        comments_of("<http://e/a> <http://e/p> 1 .\n# of b\n<b> <http://e/p> 1 .\n", file="f")
    assert str(error.value) == (
        "f:3: comment above a block without a whole name: give the block an IRI"
    )


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("jsonld", b'"' + b'\\"' * 200_000),
        ("rdfxml", b"<!ENTITY" + b" " * 200_000),
    ],
)
def test_bytes_made_to_stall_a_search_are_refused_soon(form: str, data: bytes) -> None:
    started = time.process_time()
    with pytest.raises(DataError):
        parse_quads(data, FORMATS[form], file="f")
    assert time.process_time() - started < 5
