"""RDF 1.2's way to speak of a triple, read as the one this project writes: `rdf:Statement`."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.iris import KG, RDF

if TYPE_CHECKING:
    import pyoxigraph


def as_statements(quads: "Iterable[pyoxigraph.Quad]") -> "Iterator[pyoxigraph.Quad]":
    """The quads, with `x rdf:reifies <<( s p o )>>` said as a kg:Statement x about s, p and o.

    Turtle's `s p o ~ x {| kg:status kg:Actual |}` is such a reifier. Other triple terms stay.

    >>> from pyoxigraph import NamedNode, Quad, Triple
    >>> a = NamedNode("http://a/b")
    >>> reifies = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
    >>> [quad.predicate.value.rsplit("#")[-1] for quad in as_statements([Quad(a, reifies, Triple(a, a, a))])]
    ['type', 'subject', 'predicate', 'object']
    """
    import pyoxigraph

    for quad in quads:
        term = quad.object
        if quad.predicate.value == f"{RDF}reifies" and isinstance(term, pyoxigraph.Triple):
            parts = {
                "type": pyoxigraph.NamedNode(f"{KG}Statement"),
                "subject": term.subject,
                "predicate": term.predicate,
                "object": term.object,
            }
            for name, part in parts.items():
                prop = pyoxigraph.NamedNode(f"{RDF}{name}")
                yield pyoxigraph.Quad(quad.subject, prop, part, quad.graph_name)
        else:
            yield quad
