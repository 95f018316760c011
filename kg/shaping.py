"""The package's shapes as triples, and the vocabulary that data are read with."""

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.iris import KG, SH
from kg.packaged import package_text
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from kg.vocabulary import vocabulary_quads

if TYPE_CHECKING:
    import pyoxigraph

_AIMS = (f"{SH}targetClass", f"{SH}targetObjectsOf")


def shapes_for(relation_types: Iterable[str]) -> "list[pyoxigraph.Quad]":
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
def words() -> bytes:
    """The vocabulary as N-Triples."""
    import pyoxigraph

    form = pyoxigraph.RdfFormat.N_TRIPLES
    return pyoxigraph.serialize((q.triple for q in vocabulary_quads()), format=form) or b""


def aimed(shapes: "Iterable[pyoxigraph.Quad]") -> "Iterator[pyoxigraph.Quad]":
    """The shapes, aimed not at classes and at what a property names, but at what `aim` of these names."""
    import pyoxigraph

    for quad in shapes:
        if quad.predicate.value in _AIMS and isinstance(quad.object, pyoxigraph.NamedNode):
            target = pyoxigraph.NamedNode(f"{SH}targetObjectsOf")
            yield pyoxigraph.Quad(
                quad.subject, target, pyoxigraph.NamedNode(aim(quad.object.value))
            )
        else:
            yield quad


def aim(iri: str) -> str:
    """The property by which a part of the data names its own nodes of a class, or named by a property."""
    return f"urn:kg:aim:{iri}"


@functools.cache
def target_classes() -> frozenset[str]:
    """The classes that shapes are aimed at, but for relation types: see `shapes_for`."""
    return _targets("targetClass") - {f"{KG}RelationType"}


@functools.cache
def naming_properties() -> frozenset[str]:
    """The properties that shapes are aimed at by what these name."""
    return _targets("targetObjectsOf")


def _targets(name: str) -> frozenset[str]:
    return frozenset(
        quad.object.value
        for quad in _shape_quads()
        if quad.predicate.value == f"{SH}{name}" and hasattr(quad.object, "value")
    )


@functools.cache
def _shape_quads() -> "tuple[pyoxigraph.Quad, ...]":
    file = "shapes.ttl"
    return tuple(parse_quads(package_text(file), FORMATS["turtle"], file=file))
