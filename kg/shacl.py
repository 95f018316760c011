"""The package's SHACL shapes, run over data by pySHACL."""

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.findings import Finding, Severity
from kg.iris import KG, RDF, SH, curie, local_name
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from kg.rdf.terms import to_rdflib
from kg.vocabulary import package_text, vocabulary_quads

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


def check_shapes(quads: "Iterable[pyoxigraph.Quad]") -> Iterator[Finding]:
    """The findings of `shapes.ttl` on data, read with the package's vocabulary.

    A finding's rule is the name of the shape; one on a blank node of evidence is told of the statement
    it belongs to. The vocabulary's own relation types are checked once, by the tests, and not each time.

    Raises:
        KgError: the engine failed.
    """
    import pyshacl
    import rdflib

    quads = list(quads)
    _, report, text = pyshacl.validate(
        _rdflib_graph([*quads, *vocabulary_quads()]),
        shacl_graph=_shapes(_relation_types(quads)),
        inplace=True,
    )
    if not isinstance(report, rdflib.Graph):
        raise KgError(f"the shapes could not be run: {text}")
    owners = _owners(quads)
    for result in report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SH}ValidationResult")):
        yield _finding(report, result, owners)


def _finding(report: "rdflib.Graph", result: "rdflib.term.Node", owners: dict[str, str]) -> Finding:
    import rdflib

    def of(name: str) -> str | None:
        value = report.value(result, rdflib.URIRef(SH + name))
        return None if value is None else str(value)

    node, value = report.value(result, rdflib.URIRef(f"{SH}focusNode")), of("value")
    focus = str(node)
    wrong = of("resultSeverity") == f"{SH}Violation"
    message, _, remedy = (of("resultMessage") or "does not fit its shape").partition("; ")
    shown = None if value is None or value in (focus, *owners) else curie(value)
    return Finding(
        Severity.VIOLATION if wrong else Severity.WARNING,
        local_name(of("sourceShape") or "").replace("-", " "),
        owners.get(focus, None if isinstance(node, rdflib.BNode) else focus),
        message if shown is None else f"{message}, found",
        shown,
        remedy=remedy,
    )


def _shapes(relation_types: "Iterable[rdflib.URIRef]") -> "rdflib.Graph":
    """The shapes, those for relation types aimed at these instead of at the whole vocabulary."""
    import rdflib

    target, node = rdflib.URIRef(f"{SH}targetClass"), rdflib.URIRef(f"{SH}targetNode")
    kind = rdflib.URIRef(f"{KG}RelationType")
    shapes = _rdflib_graph(_shape_quads())
    for shape in list(shapes.subjects(target, kind)):
        shapes.remove((shape, target, kind))
        for relation_type in relation_types:
            shapes.add((shape, node, relation_type))
    return shapes


@functools.cache
def _shape_quads() -> "tuple[pyoxigraph.Quad, ...]":
    file = "shapes.ttl"
    return tuple(parse_quads(package_text(file), FORMATS["turtle"], file=file))


def _relation_types(quads: "Iterable[pyoxigraph.Quad]") -> "list[rdflib.URIRef]":
    import pyoxigraph
    import rdflib

    typed, kind = pyoxigraph.NamedNode(f"{RDF}type"), pyoxigraph.NamedNode(f"{KG}RelationType")
    return [
        rdflib.URIRef(quad.subject.value)
        for quad in quads
        if quad.predicate == typed
        and quad.object == kind
        and isinstance(quad.subject, pyoxigraph.NamedNode)
    ]


def _rdflib_graph(quads: "Iterable[pyoxigraph.Quad]") -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        subject, predicate, obj = map(to_rdflib, quad.triple)
        graph.add((subject, predicate, obj))
    return graph


def _owners(quads: "Iterable[pyoxigraph.Quad]") -> dict[str, str]:
    """The statement that a blank node of evidence belongs to, by the node's label."""
    import pyoxigraph

    return {
        quad.object.value: quad.subject.value
        for quad in quads
        if isinstance(quad.object, pyoxigraph.BlankNode)
        and isinstance(quad.subject, pyoxigraph.NamedNode)
    }
