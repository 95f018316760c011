"""Bytes parsed in another process: the same quads, the same errors, and an end to what has none."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

import kg
from kg.errors import DataError
from kg.rdf import apart
from kg.rdf.apart import parsed_apart
from kg.rdf.formats import FORMATS, Format
from kg.rdf.naming import canonical
from kg.rdf.parsing import parsed
from kg.rdf.reading import parse_quads

HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/a">'
)
TAIL = "</rdf:Description></rdf:RDF>"
BOMB = f'<!DOCTYPE r [<!ENTITY x "{"x" * 1000}">]>{HEAD}<e:p>{"&x;" * 300_000}</e:p>{TAIL}'
MANY = f'<!DOCTYPE r [<!ENTITY x "{"x" * 1000}">]>{HEAD}{"<e:p>&x;</e:p>" * 3_000}{TAIL}'
TYPES = [f"T{number}" for number in range(150)]
# Each type brings a context with all types, for each node anew.
TANGLE = {
    "@context": {
        name: {"@id": f"http://e/{name}", "@context": {t: f"http://e/{t}" for t in TYPES}}
        for name in TYPES
    },
    "@graph": [{"@type": TYPES, "T1": 1}] * 200,
}
FILES = {
    "jsonld": json.dumps(
        [
            {"@id": "http://e/a", "http://e/p": [1, "é\n", {"@value": "x", "@language": "en"}]},
            {"@id": "http://e/g", "@graph": [{"http://e/p": {"@list": [1, {"@id": "b"}]}}]},
        ]
    ),
    "rdfxml": f'{HEAD}<e:p rdf:resource="b"/><e:q rdf:parseType="Resource"><e:p>é</e:p></e:q>{TAIL}',
}


def refusal(text: str, form: str) -> str:
    with pytest.raises(DataError) as error:
        list(parsed_apart(text.encode(), FORMATS[form], file="f"))
    return str(error.value)


@pytest.mark.parametrize("form", FILES)
def test_quads_are_the_same_as_in_this_process(form: str) -> None:
    here, there = (
        canonical(parse(FILES[form].encode(), FORMATS[form], file="f", base="http://b/"))
        for parse in (parsed, parsed_apart)
    )
    assert len(here) > 2
    assert there == here


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        ("jsonld", '[\n{"@id": "é", "http://e/p": 1}]', "f:2: relative IRI 'é'; give its base with --base"),
        ("jsonld", "[\n1 2]", "f:2:3: array values must be followed by a comma to add a new value or a squared bracket to end the array"),
        ("rdfxml", "<a></a>", "f: XML namespaces are required in RDF/XML"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_the_same_words(form: str, text: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        list(parsed(text.encode(), FORMATS[form], file="f"))
    assert (refusal(text, form), str(error.value)) == (message, message)


@pytest.mark.parametrize(
    ("bound", "most", "form", "text", "message"),
    [
        ("SECONDS", (2.0, 0.0), "jsonld", json.dumps(TANGLE), "f: took longer than 2 s to read; split it"),
        ("MEMORY", (300.0, 0.0), "rdfxml", BOMB, "f: needs more memory to be read than 300 MiB; split it"),
        ("ANSWER", (1.0, 0.0), "rdfxml", MANY, "f: holds more than 1 MiB of triples; split it"),
    ],
)  # fmt: skip
def test_what_takes_too_much_is_ended(
    bound: str, most: tuple[float, float], form: str, text: str, message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(apart, bound, most)
    assert refusal(text, form) == message


def test_a_large_file_is_parsed_apart_and_a_small_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    began: list[str] = []

    def noted(data: bytes, form: Format, **options: Any) -> Iterator[pyoxigraph.Quad]:
        began.append(form.name)
        return parsed_apart(data, form, **options)

    monkeypatch.setattr("kg.rdf.reading.parsed_apart", noted)
    node = {"@id": "http://e/a", "http://e/p": "x"}
    for form, data, times in (
        ("jsonld", json.dumps([node]), 0),
        ("jsonld", json.dumps([node] * 2_000), 1),
        ("rdfxml", f"{HEAD}<e:p>x</e:p>{TAIL}", 0),
        ("rdfxml", f"{HEAD}{'<e:p>x</e:p>' * 6_000}{TAIL}", 1),
        ("turtle", "<http://e/a> <http://e/p> 'x' .\n" * 3_000, 0),
    ):
        began.clear()
        quads = parse_quads(data.encode(), FORMATS[form], file="f")
        assert (set(map(str, quads)), len(began)) == ({'<http://e/a> <http://e/p> "x"'}, times)


def test_a_large_file_is_saved_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_text("".join(f"<http://e/a{n}> <http://e/p> _:b{n} .\n" for n in range(2_000)))
    for name in ("b.jsonld", "b.rdf"):
        kg.save(kg.load(path), tmp_path / name)
        assert len(kg.load(tmp_path / name).quads()) == 2_000
