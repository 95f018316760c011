"""Triples as bytes, always the same bytes for the same triples."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.errors import DataError, OptionError
from kg.iris import PREFIXES
from kg.rdf.formats import FORMATS, Format
from kg.rdf.naming import canonical
from kg.rdf.turtle import Comments, write_turtle

if TYPE_CHECKING:
    import pyoxigraph

_XML_CONTROLS = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))


def write_quads(
    quads: "Iterable[pyoxigraph.Quad]",
    form: Format = FORMATS["turtle"],
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    comments: Comments | None = None,
) -> bytes:
    """The quads in a format, sorted, blank nodes named by what they say (`kg.rdf.naming`), LF line ends.

    Turtle is laid out for reading and reviewing: see `kg.rdf.turtle`. `comments` go with Turtle only.

    Raises:
        OptionError: there are named graphs and the format cannot hold them.
        DataError: a text holds a character that RDF/XML cannot.
    """
    import pyoxigraph

    found = list(dict.fromkeys(quads))
    default = pyoxigraph.DefaultGraph
    if not form.graphs and any(type(quad.graph_name) is not default for quad in found):
        raise OptionError(f"{form.name} cannot hold named graphs; use trig or nquads")
    if form.name == "turtle":
        return write_turtle(found, prefixes=prefixes, comments=comments)
    ordered = sorted(canonical(found), key=str)
    if form.name == "rdfxml":
        _refuse_controls(ordered)
    items: list[pyoxigraph.Quad] | list[pyoxigraph.Triple] = (
        ordered if form.graphs else [quad.triple for quad in ordered]
    )
    data = pyoxigraph.serialize(items, format=form.syntax, prefixes=dict(prefixes))
    return data or b""


def _refuse_controls(quads: "list[pyoxigraph.Quad]") -> None:
    for quad in quads:
        text = getattr(quad.object, "value", "")
        if not _XML_CONTROLS.isdisjoint(text):
            raise DataError(
                "a text holds a control character that RDF/XML cannot; use another format",
                subject=getattr(quad.subject, "value", None),
            )
