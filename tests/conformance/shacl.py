"""The W3C suite of SHACL: data and shapes read by our reader, run by both engines as `kg.shacl` does."""

from collections import Counter
from functools import partial
from pathlib import Path

import pyoxigraph
import pyshacl
import rdflib
import shacl

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
    wanted = _graph(facts.path)
    if problem := _other(_by_rust(data, shapes), wanted, nodes=False):
        return f"fast engine: {problem}"
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=False)
    if not isinstance(report, rdflib.Graph):
        return "the engine failed"
    return _other(report, wanted)


def _by_rust(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    ready = shacl.Shapes.from_text(shapes.serialize(format="nt"), format="ntriples")
    report = ready.validate_text(data.serialize(format="nt"), format="ntriples")
    return rdflib.Graph().parse(data=report.serialize("ntriples"), format="nt")


def _other(report: rdflib.Graph, wanted: rdflib.Graph, *, nodes: bool = True) -> str | None:
    """In what the report differs; `nodes` is whether it holds the triples of blank nodes of the data."""
    found, asked = (
        {bool(each.toPython()) for each in graph.objects(None, rdflib.URIRef(f"{SH}conforms"))}  # type: ignore[attr-defined]
        for graph in (report, wanted)
    )
    if found != asked:
        return f"conforms: {found}"
    return (
        None if _results(report, nodes=nodes) == _results(wanted, nodes=nodes) else "other results"
    )


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


def _results(report: rdflib.Graph, *, nodes: bool) -> Counter[tuple[str, ...]]:
    """What the results say, blank nodes, such as paths, spelt out."""

    def spelt(result: rdflib.term.Node, part: str) -> str:
        term = report.value(result, rdflib.URIRef(SH + part))
        if isinstance(term, rdflib.BNode) and part != "resultPath" and not nodes:
            return "[]"
        return _spelt(report, term)

    found = report.objects(None, rdflib.URIRef(f"{SH}result"))
    return Counter(tuple(spelt(each, part) for part in _PARTS) for each in found)


def _spelt(graph: rdflib.Graph, term: rdflib.term.Node | None) -> str:
    if not isinstance(term, rdflib.BNode):
        return "" if term is None else term.n3()
    parts = sorted(f"{p} {_spelt(graph, o)}" for p, o in graph.predicate_objects(term))
    return f"[{'; '.join(parts)}]"
