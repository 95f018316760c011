"""Statements said RDF 1.2's way: `stmt:x rdf:reifies <<( s p o )>>`, the inverse of `kg.rdf.reifiers`."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.errors import OptionError
from kg.iris import KG, RDF
from kg.rdf.formats import FORMATS, Format

if TYPE_CHECKING:
    import pyoxigraph

_PARTS = tuple(f"{RDF}{name}" for name in ("subject", "predicate", "object"))


def as_reifiers(quads: "Iterable[pyoxigraph.Quad]") -> "list[pyoxigraph.Quad]":
    """The quads, with each kg:Statement x about s, p and o said as `x rdf:reifies <<( s p o )>>`.

    Its class and whatever else is said of it stay. What is no kg:Statement by name, or has not one
    subject, predicate and object, stays as it is.

    >>> from pyoxigraph import NamedNode, Quad
    >>> x, kind = NamedNode("http://a/x"), NamedNode(f"{KG}Statement")
    >>> said = [(f"{RDF}type", kind), *((part, x) for part in _PARTS)]
    >>> for quad in as_reifiers(Quad(x, NamedNode(prop), term) for prop, term in said):
    ...     print(quad.predicate.value.rsplit("#")[-1], quad.object)
    type <https://w3id.org/actor-kg/vocab#Statement>
    reifies <http://a/x> <http://a/x> <http://a/x>
    """
    import pyoxigraph

    quads = list(dict.fromkeys(quads))
    triples = _triples(quads)
    reifies = pyoxigraph.NamedNode(f"{RDF}reifies")
    said = []
    for quad in quads:
        triple = triples.get((quad.subject, quad.graph_name))
        if triple is None or quad.predicate.value not in _PARTS:
            said.append(quad)
        elif quad.predicate.value == _PARTS[0]:
            said.append(pyoxigraph.Quad(quad.subject, reifies, triple, quad.graph_name))
    return said


def refuse_without_triple_terms(form: Format) -> None:
    """Nothing, if the format can hold RDF 1.2's triple terms.

    Raises:
        OptionError: it cannot.
    """
    if not form.triple_terms:
        able = ", ".join(each.name for each in FORMATS.values() if each.triple_terms)
        raise OptionError(f"{form.name} cannot hold RDF 1.2 triple terms; use one of {able}")


def _triples(quads: "list[pyoxigraph.Quad]") -> "dict[Any, pyoxigraph.Triple]":
    """The triple that each statement of a graph is about, by the statement and the graph."""
    import pyoxigraph

    parts: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    named = set()
    for quad in quads:
        place = (quad.subject, quad.graph_name)
        if quad.predicate.value in _PARTS:
            parts[place][quad.predicate.value].append(quad.object)
        elif quad.predicate.value == f"{RDF}type" and quad.object == pyoxigraph.NamedNode(
            f"{KG}Statement"
        ):
            named.add(place)
    found = {}
    for place in named & parts.keys():
        terms = [parts[place][part] for part in _PARTS]
        if all(len(each) == 1 for each in terms):
            subject, predicate, obj = (each[0] for each in terms)
            if isinstance(predicate, pyoxigraph.NamedNode) and isinstance(
                subject, pyoxigraph.NamedNode | pyoxigraph.BlankNode
            ):
                found[place] = pyoxigraph.Triple(subject, predicate, obj)
    return found
