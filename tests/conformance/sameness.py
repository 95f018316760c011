"""Whether two answers say the same: equal up to blank nodes, numbers and times by value."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import pyoxigraph

from kg.iris import XSD
from tests.conformance.manifests import Term

Row = tuple[Term | None, ...]

_FLOATS = {f"{XSD}{name}" for name in ("double", "float")}
_NUMBERS = {
    f"{XSD}{name}"
    for name in (
        *("decimal", "integer", "int", "long", "short", "byte", "unsignedInt", "unsignedLong"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    )
}
_TIMES = {f"{XSD}{name}" for name in ("dateTime", "date", "time")}
_COLUMN = "urn:column:"


def same_quads(got: Iterable[pyoxigraph.Quad], want: Iterable[pyoxigraph.Quad]) -> bool:
    """Whether two sets of quads are equal up to the names of blank nodes (RDFC-1.0)."""
    return _named(got) == _named(want)


def same_triples(got: Iterable[pyoxigraph.Quad], want: Iterable[pyoxigraph.Quad]) -> bool:
    """As `same_quads`, with literals compared by value."""
    return same_quads(map(_quad_by_value, got), map(_quad_by_value, want))


def same_rows(got: Iterable[Row], want: Iterable[Row]) -> bool:
    """Whether two answers hold the same rows as often, in any order, up to blank nodes."""
    return same_quads(_as_quads(got), _as_quads(want))


def by_value(term: Term) -> Term:
    """The term, a number, time, boolean or language in the one spelling that stands for its value."""
    if isinstance(term, pyoxigraph.Triple):
        subject, obj = by_value(term.subject), by_value(term.object)
        return pyoxigraph.Triple(subject, term.predicate, obj)  # type: ignore[arg-type]  # as it was
    if not isinstance(term, pyoxigraph.Literal):
        return term
    if term.language:
        # a direction is not looked at: no suite here asks for it in an answer
        return pyoxigraph.Literal(term.value, language=term.language.lower())
    kind = term.datatype.value
    return pyoxigraph.Literal(_plain(term.value, kind), datatype=term.datatype)


def _plain(text: str, kind: str) -> str:
    try:
        if kind in _FLOATS:
            return repr(float(text))
        if kind in _NUMBERS:
            return format(Decimal(text).normalize(), "f")
    except (ValueError, InvalidOperation):
        return text
    if kind == f"{XSD}boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    if kind in _TIMES:
        whole = re.sub(r"\.(\d*?)0+(?=Z|[+-]|$)", lambda m: f".{m[1]}" if m[1] else "", text)
        return whole.replace("+00:00", "Z")
    return text


def _named(quads: Iterable[pyoxigraph.Quad]) -> set[str]:
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def _quad_by_value(quad: pyoxigraph.Quad) -> pyoxigraph.Quad:
    return pyoxigraph.Quad(
        quad.subject,
        quad.predicate,
        by_value(quad.object),
        quad.graph_name,
    )


def _as_quads(rows: Iterable[Row]) -> Iterable[pyoxigraph.Quad]:
    """Each distinct row as a blank node with its cells and how often it is there."""
    valued = [tuple(None if cell is None else by_value(cell) for cell in row) for row in rows]
    for row, times in Counter(valued).items():
        node = pyoxigraph.BlankNode()
        count = pyoxigraph.Literal(times)
        yield pyoxigraph.Quad(node, pyoxigraph.NamedNode("urn:times"), count)
        for place, cell in enumerate(row):
            if cell is not None:
                yield pyoxigraph.Quad(node, pyoxigraph.NamedNode(f"{_COLUMN}{place}"), cell)
