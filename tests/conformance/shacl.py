"""The W3C suite of SHACL: data and shapes read by `kg.rdf.reading`, run by pySHACL as `kg.shacl` does."""

from collections import Counter
from functools import partial
from pathlib import Path

import pyoxigraph
import pyshacl
import rdflib

from kg.iris import SH
from kg.rdf.terms import to_rdflib
from tests.conformance.manifests import MF, Case, cases, file_of, outcome
from tests.conformance.rdf_syntax import Results, read

SHT = "http://www.w3.org/ns/shacl-test#"

_PARTS = ("focusNode", "resultPath", "value", "resultSeverity", "sourceConstraintComponent")


def run(root: Path, folder: str) -> Results:
    """Each case below a folder by name, with what is wrong or None."""
    for path in sorted((root / "sht_tests" / folder).rglob("*.ttl")):
        if path.name != "manifest.ttl" and "sht:Validate" in path.read_text(encoding="utf-8"):
            for case in cases(path):
                if case.kind == "Validate":
                    yield case.name, outcome(partial(_run, case))


def _run(case: Case) -> str | None:
    facts, action = case.facts, case.action
    data, shapes = (
        _graph(file_of(facts.one(action, SHT + name))) for name in ("dataGraph", "shapesGraph")
    )
    if facts.all(case.node, f"{MF}result") == [pyoxigraph.NamedNode(f"{SHT}Failure")]:
        return _failure(data, shapes)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=False)
    if not isinstance(report, rdflib.Graph):
        return "the engine failed"
    wanted = _graph(facts.path)
    (node,) = wanted.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SH}ValidationReport"))
    if conforms != wanted.value(node, rdflib.URIRef(f"{SH}conforms")).toPython():  # type: ignore[union-attr]
        return f"conforms: {conforms}"
    return None if _results(report) == _results(wanted) else "other results"


def _failure(data: rdflib.Graph, shapes: rdflib.Graph) -> str | None:
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=False)
    except pyshacl.errors.ValidationFailure:
        return None
    return "ran, though it cannot" if isinstance(report, rdflib.Graph) else None


def _graph(path: Path) -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    for quad in read(path, path.as_uri()):
        subject, predicate, obj = map(to_rdflib, quad.triple)
        graph.add((subject, predicate, obj))
    return graph


def _results(report: rdflib.Graph) -> Counter[tuple[str, ...]]:
    """What the results say, blank nodes, such as paths, spelt out."""
    found = report.objects(None, rdflib.URIRef(f"{SH}result"))
    return Counter(
        tuple(_spelt(report, report.value(each, rdflib.URIRef(SH + part))) for part in _PARTS)
        for each in found
    )


def _spelt(graph: rdflib.Graph, term: rdflib.term.Node | None) -> str:
    if not isinstance(term, rdflib.BNode):
        return "" if term is None else term.n3()
    parts = sorted(f"{p} {_spelt(graph, o)}" for p, o in graph.predicate_objects(term))
    return f"[{'; '.join(parts)}]"
