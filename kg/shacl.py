"""The package's SHACL shapes, run over data: by pySHACL, or by a faster engine where data are large.

pySHACL is the reference. At two seconds a thousand statements it takes minutes on what `shacl`, an
engine in Rust, answers in seconds; the tests hold both to the same findings and to the W3C suite.
"""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.dumping import Dump, dump, owners
from kg.errors import KgError
from kg.fastshacl import Result, installed, results
from kg.findings import Finding, Severity
from kg.iris import KG, RDF, SH, curie, local_name
from kg.rdf.terms import to_rdflib
from kg.shaping import shapes_for
from kg.vocabulary import vocabulary_quads

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

SMALL = 500
"""How many statements at most are left to pySHACL."""


def check_shapes(quads: "Iterable[pyoxigraph.Quad]", *, small: int = SMALL) -> list[Finding]:
    """The findings of `shapes.ttl` on data, read with the package's vocabulary.

    A finding's rule is the name of the shape; one on a blank node of evidence is told of the statement
    it belongs to. The vocabulary's own relation types are checked once, by the tests, and not each time.
    More statements than `small` go to the fast engine, where it is installed.

    Raises:
        KgError: the engine failed.
    """
    quads = list(quads)
    if _statements(quads) <= small or not installed():
        return _by_pyshacl(quads)
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        return check_dumped(dump(quads, Path(folder, "data.nt")))


def check_dumped(
    data: Dump,
    *,
    count: int | None = None,
    progress: Callable[[str, int, float | None], object] = lambda *_: None,
) -> list[Finding]:
    """What `check_shapes` says, of data in a file, by the fast engine: see `kg.fastshacl.results`."""
    found = results(data, count=count, progress=progress)
    owned = owners(data, {result.node for result in found if result.blank})
    return [_finding(result, owned) for result in found]


def _finding(result: Result, owners: dict[str, str]) -> Finding:
    node, value = result.node, result.value
    wrong = result.severity == f"{SH}Violation"
    message, _, remedy = (result.message or "does not fit its shape").partition("; ")
    shown = None if value is None or value == node else curie(value)
    return Finding(
        Severity.VIOLATION if wrong else Severity.WARNING,
        local_name(result.shape).replace("-", " "),
        owners.get(node) if result.blank else node,
        message if shown is None else f"{message}, found",
        shown,
        remedy=remedy,
    )


def _by_pyshacl(quads: "list[pyoxigraph.Quad]") -> list[Finding]:
    import pyshacl
    import rdflib

    _, report, text = pyshacl.validate(
        _rdflib_graph([*quads, *vocabulary_quads()]),
        shacl_graph=_rdflib_graph(shapes_for(_relation_types(quads))),
        inplace=True,
    )
    if not isinstance(report, rdflib.Graph):
        raise KgError(f"the shapes could not be run: {text}")
    owned = _owners(quads)
    findings = []
    for result in report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SH}ValidationResult")):
        node, shape, severity, message, value = (
            report.value(result, rdflib.URIRef(f"{SH}{name}"))
            for name in ("focusNode", "sourceShape", "resultSeverity", "resultMessage", "value")
        )
        plain = None if value is None or isinstance(value, rdflib.BNode) else str(value)
        blank = isinstance(node, rdflib.BNode)
        told = Result(str(node), blank, str(shape), str(severity), str(message or ""), plain)
        findings.append(_finding(told, owned))
    return findings


def _rdflib_graph(quads: "Iterable[pyoxigraph.Quad]") -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        subject, predicate, obj = map(to_rdflib, quad.triple)
        graph.add((subject, predicate, obj))
    return graph


def _relation_types(quads: "list[pyoxigraph.Quad]") -> list[str]:
    """The relation types that the data declare."""
    import pyoxigraph

    typed, kind = pyoxigraph.NamedNode(f"{RDF}type"), pyoxigraph.NamedNode(f"{KG}RelationType")
    return [
        quad.subject.value
        for quad in quads
        if quad.predicate == typed
        and quad.object == kind
        and isinstance(quad.subject, pyoxigraph.NamedNode)
    ]


def _statements(quads: "list[pyoxigraph.Quad]") -> int:
    subject = f"{RDF}subject"
    return sum(quad.predicate.value == subject for quad in quads)


def _owners(quads: "Iterable[pyoxigraph.Quad]") -> dict[str, str]:
    """The statement that a blank node of evidence belongs to, by the node's label."""
    import pyoxigraph

    return {
        quad.object.value: quad.subject.value
        for quad in quads
        if isinstance(quad.object, pyoxigraph.BlankNode)
        and isinstance(quad.subject, pyoxigraph.NamedNode)
    }
