"""The suites by name, what of them is listed as not passed, and the table in the documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conformance import json_ld, rdf_syntax, shacl, sparql

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
LIST = Path(__file__).with_name("not-passed.txt")
PAGE = ROOT / "docs" / "conformance.md"

RDF = "w3c-rdf-sparql/rdf-tests.tar.gz"
JSON_LD = "w3c-json-ld/json-ld-tests.tar.gz"
SHACL = "w3c-shacl/sht_tests.tar.gz"


@dataclass(frozen=True)
class Suite:
    """A W3C suite: its title, its archive below the data folder, and what runs it there."""

    title: str
    archive: str
    run: Callable[[Path], Iterable[tuple[str, str | None]]]


SUITES = {
    "rdf11-ntriples": Suite(
        "RDF 1.1 N-Triples", RDF, lambda root: rdf_syntax.run(root, "rdf11/rdf-n-triples")
    ),
    "rdf11-nquads": Suite(
        "RDF 1.1 N-Quads", RDF, lambda root: rdf_syntax.run(root, "rdf11/rdf-n-quads")
    ),
    "rdf11-turtle": Suite(
        "RDF 1.1 Turtle", RDF, lambda root: rdf_syntax.run(root, "rdf11/rdf-turtle")
    ),
    "rdf11-xml": Suite("RDF 1.1 RDF/XML", RDF, lambda root: rdf_syntax.run(root, "rdf11/rdf-xml")),
    "rdf12-ntriples": Suite(
        "RDF 1.2 N-Triples",
        RDF,
        lambda root: rdf_syntax.run(root, "rdf12/rdf-n-triples/syntax", "rdf12/rdf-n-triples/c14n"),
    ),
    "rdf12-turtle": Suite(
        "RDF 1.2 Turtle",
        RDF,
        lambda root: rdf_syntax.run(root, "rdf12/rdf-turtle/syntax", "rdf12/rdf-turtle/eval"),
    ),
    "rdf12-xml": Suite(
        "RDF 1.2 RDF/XML", RDF, lambda root: rdf_syntax.run(root, "rdf12/rdf-xml/eval")
    ),
    "jsonld11": Suite("JSON-LD 1.1 to RDF", JSON_LD, json_ld.run),
    "sparql10-query": Suite(
        "SPARQL 1.0 query", RDF, lambda root: sparql.run(root, "sparql10", update=False)
    ),
    "sparql11-query": Suite(
        "SPARQL 1.1 query", RDF, lambda root: sparql.run(root, "sparql11", update=False)
    ),
    "sparql11-update": Suite(
        "SPARQL 1.1 update", RDF, lambda root: sparql.run(root, "sparql11", update=True)
    ),
    "sparql12-query": Suite(
        "SPARQL 1.2 query", RDF, lambda root: sparql.run(root, "sparql12", update=False)
    ),
    "shacl-core": Suite("SHACL core", SHACL, lambda root: shacl.run(root, "core")),
}


def listed(suite: str) -> dict[str, str]:
    """The cases of a suite that are known not to pass, with the reason of each."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    mine = [
        (case.removeprefix(f"{suite}/"), why) for case, why in pairs if case.startswith(f"{suite}/")
    ]
    return dict(mine)


def row(suite: str, cases: int, failed: int) -> str:
    """The row of a suite in the table of docs/conformance.md."""
    return f"| {SUITES[suite].title} | {cases} | {cases - failed} | {failed} |"
