"""The package's SHACL shapes, run over data: by pySHACL, or by a faster engine where data are large.

pySHACL is the reference. At two seconds a thousand statements it takes minutes on what `shacl`, an
engine in Rust, answers in seconds; the tests hold both to the same findings and to the W3C suite.
"""

import functools
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.dumping import BLANK, Dump, dump, owners
from kg.errors import KgError
from kg.findings import Finding, Severity
from kg.iris import KG, RDF, SH, curie, local_name
from kg.packaged import package_text
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from kg.rdf.terms import parse_term, to_rdflib
from kg.vocabulary import vocabulary_quads

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

SMALL = 500
"""How many statements at most are left to pySHACL."""
_NAMED = f"""
_:blank <{SH}nodeKind> <{SH}IRI> .
_:blank <{SH}pattern> "^{BLANK}" .
"""
_ASKS_TEXT = tuple(f"{SH}{name}" for name in ("pattern", "minLength", "maxLength"))


class Result(NamedTuple):
    """What an engine reports: a node (an IRI, or a blank node's label), a shape, a value unless blank."""

    node: str
    blank: bool
    shape: str
    severity: str
    message: str
    value: str | None


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


def check_dumped(data: Dump) -> list[Finding]:
    """What `check_shapes` says, of data in a file, by the fast engine; its memory is not Python's."""
    found = list(_by_rust(data))
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
        shacl_graph=_rdflib_graph(_shapes(_relation_types(quads))),
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


def _by_rust(data: Dump) -> Iterator[Result]:
    """What the fast engine says; it gives blank nodes labels of its own: the file has IRIs for them."""
    import pyoxigraph
    import shacl

    form = pyoxigraph.RdfFormat.N_TRIPLES
    shapes = _with_named(_shapes(data.relation_types))
    text = pyoxigraph.serialize((quad.triple for quad in shapes), format=form) or b""
    words = pyoxigraph.serialize((quad.triple for quad in vocabulary_quads()), format=form) or b""
    size = data.path.stat().st_size
    try:
        with data.path.open("ab") as file:
            file.write(words)
        ready = shacl.Shapes.from_text(text.decode() + _NAMED, format="ntriples")
        found = ready.validate_file(str(data.path)).results
    except (ValueError, OSError) as error:
        raise KgError(f"the shapes could not be run: {error}") from error
    finally:
        os.truncate(data.path, size)
    for each in found:
        node, shape = _plain(each.focus_node), _plain(each.source_shape or "<>")
        unnamed = each.value is None or each.value.startswith(f"<{BLANK}")
        yield Result(
            node.removeprefix(BLANK),
            node.startswith(BLANK),
            shape,
            each.severity_iri,
            each.message or "",
            None if unnamed else each.value_plain,
        )


def _with_named(shapes: "Iterable[pyoxigraph.Quad]") -> "Iterator[pyoxigraph.Quad]":
    """The shapes; what no blank node satisfies, none of the IRIs in their places does either."""
    import pyoxigraph

    lacks, blank = pyoxigraph.NamedNode(f"{SH}not"), pyoxigraph.BlankNode("blank")
    for quad in shapes:
        yield quad
        kind = getattr(quad.object, "value", "")
        if quad.predicate.value in _ASKS_TEXT or (
            quad.predicate.value == f"{SH}nodeKind" and kind.startswith(f"{SH}IRI")
        ):
            yield pyoxigraph.Quad(quad.subject, lacks, blank)


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else parse_term(term).value


@functools.cache
def installed() -> bool:
    """Whether the fast engine is there: not every platform has it."""
    try:
        import shacl  # noqa: F401
    except ImportError:
        return False
    return True


def _shapes(relation_types: Iterable[str]) -> "list[pyoxigraph.Quad]":
    """The shapes, those for relation types aimed at these instead of the whole vocabulary's."""
    import pyoxigraph

    target, node = (pyoxigraph.NamedNode(f"{SH}{name}") for name in ("targetClass", "targetNode"))
    kind = pyoxigraph.NamedNode(f"{KG}RelationType")
    own = [pyoxigraph.NamedNode(iri) for iri in relation_types]
    found = []
    for quad in _shape_quads():
        if quad.predicate == target and quad.object == kind:
            found += [pyoxigraph.Quad(quad.subject, node, each) for each in own]
        else:
            found.append(quad)
    return found


@functools.cache
def _shape_quads() -> "tuple[pyoxigraph.Quad, ...]":
    file = "shapes.ttl"
    return tuple(parse_quads(package_text(file), FORMATS["turtle"], file=file))


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
