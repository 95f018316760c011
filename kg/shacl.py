"""The package's SHACL shapes, run over a dataset by pySHACL."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.errors import KgError
from kg.findings import Finding, Severity
from kg.iris import SH, curie, local_name
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from kg.rdf.terms import to_rdflib
from kg.vocabulary import package_text, vocabulary_quads

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


def check_shapes(dataset: Dataset) -> Iterator[Finding]:
    """The findings of `shapes.ttl` on the dataset and the vocabulary it is read with.

    A finding on a blank node of evidence is told of the statement it belongs to.

    Raises:
        KgError: the engine failed.
    """
    import pyshacl
    import rdflib

    shapes = parse_quads(package_text("shapes.ttl"), FORMATS["turtle"], file="shapes.ttl")
    _, report, text = pyshacl.validate(
        _rdflib_graph([*dataset.quads(), *vocabulary_quads()]),
        shacl_graph=_rdflib_graph(shapes),
        inplace=True,
    )
    if not isinstance(report, rdflib.Graph):
        raise KgError(f"the shapes could not be run: {text}")
    owners = _owners(dataset)
    for result in report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SH}ValidationResult")):
        yield _finding(report, result, owners)


def _finding(report: "rdflib.Graph", result: "rdflib.term.Node", owners: dict[str, str]) -> Finding:
    import rdflib

    def of(name: str) -> str | None:
        value = report.value(result, rdflib.URIRef(SH + name))
        return None if value is None else str(value)

    focus, path, value = of("focusNode") or "", of("resultPath"), of("value")
    wrong = of("resultSeverity") == f"{SH}Violation"
    rule = local_name(of("sourceConstraintComponent") or "").removesuffix("ConstraintComponent")
    message, _, remedy = (of("resultMessage") or "does not fit its shape").partition("; ")
    return Finding(
        Severity.VIOLATION if wrong else Severity.WARNING,
        f"{curie(path)} {rule}" if path and ":" in path else rule,
        owners.get(focus, focus),
        message,
        None if value is None or value in (focus, *owners) else curie(value),
        remedy=remedy,
    )


def _rdflib_graph(quads: "Iterable[pyoxigraph.Quad]") -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        subject, predicate, obj = map(to_rdflib, quad.triple)
        graph.add((subject, predicate, obj))
    return graph


def _owners(dataset: Dataset) -> dict[str, str]:
    """The statement that a blank node of evidence belongs to, by the node's label."""
    import pyoxigraph

    return {
        quad.object.value: quad.subject.value
        for quad in dataset.quads()
        if isinstance(quad.object, pyoxigraph.BlankNode)
        and isinstance(quad.subject, pyoxigraph.NamedNode)
    }
