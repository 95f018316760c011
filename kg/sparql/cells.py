"""One term of an answer, said in other ways: for rdflib, for people, as a Python value, as JSON."""

from collections.abc import Iterable, Iterator

from kg.iris import RDF, XSD, curie

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any

    import pyoxigraph
    import rdflib.term

    Cell = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

INTEGERS = frozenset(
    XSD + name
    for name in (
        "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip
_FRACTIONS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def read_terms(variables: Iterable[str], lines: bytes) -> "Iterator[tuple[Cell | None, ...]]":
    """The rows of SPARQL TSV without its head, a term for each of the variables.

    >>> [tuple(map(full, row)) for row in read_terms(["a", "b"], b'<http://e/>\\t"x"@en\\n\\t1\\n')]
    [('http://e/', 'x'), ('', '1')]
    """
    import pyoxigraph

    head = "\t".join(f"?{name}" for name in variables)
    form = pyoxigraph.QueryResultsFormat.TSV
    found = pyoxigraph.parse_query_results(head.encode() + b"\n" + lines, form)
    return map(tuple, found)  # type: ignore[arg-type]  # TSV has no yes or no


def in_rdflib(term: "Cell | None") -> "rdflib.term.Identifier | None":
    """The term as rdflib's; a triple term, which rdflib does not know, as a Literal of its text."""
    import pyoxigraph
    import rdflib

    from kg.rdf.terms import to_rdflib

    if term is None:
        return None
    return rdflib.Literal(full(term)) if isinstance(term, pyoxigraph.Triple) else to_rdflib(term)


def short(term: "Cell | None") -> str:
    """The term for people: an IRI as CURIE, a literal as its text, nothing as an empty text."""
    import pyoxigraph

    if isinstance(term, pyoxigraph.Triple):
        return f"<<( {' '.join(map(short, term))} )>>"
    return curie(term.value) if isinstance(term, pyoxigraph.NamedNode) else full(term)


def full(term: "Cell | None") -> str:
    """The term as W3C's CSV has it: an IRI in full, a literal as its text, `_:` before a blank node."""
    import pyoxigraph

    if term is None:
        return ""
    if isinstance(term, pyoxigraph.Triple):
        parts = (full(part) if isinstance(part, pyoxigraph.Triple) else str(part) for part in term)
        return f"<<( {' '.join(parts)} )>>"
    return f"_:{term.value}" if isinstance(term, pyoxigraph.BlankNode) else term.value


def native(term: "Cell | None") -> str | float | bool | None:
    """The term as a Python value: a number or a boolean where its datatype says so, else text.

    Dates stay as written, since most are partial; so does a number that is ill-formed.
    """
    import pyoxigraph

    if not isinstance(term, pyoxigraph.Literal):
        return None if term is None else full(term)
    datatype = term.datatype.value
    try:
        if datatype in INTEGERS:
            return int(term.value)
        if datatype in _FRACTIONS:
            return float(term.value)
    except ValueError:
        return term.value
    if datatype == f"{XSD}boolean":
        return _BOOLEANS.get(term.value, term.value)
    return term.value


def in_json(term: "Cell") -> "dict[str, Any]":
    """The term as an object of SPARQL Query Results JSON."""
    import pyoxigraph

    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, pyoxigraph.Triple):
        names = ("subject", "predicate", "object")
        parts = {name: in_json(part) for name, part in zip(names, term, strict=True)}
        return {"type": "triple", "value": parts}
    said: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
        if term.direction:
            said["its:dir"] = term.direction.value
    elif term.datatype.value not in (f"{XSD}string", f"{RDF}langString"):
        said["datatype"] = term.datatype.value
    return said


def order(term: "Cell | None") -> tuple[int, str, str]:
    """A key that sorts nothing, blank nodes, IRIs, literals, triple terms in this order, then by text.

    Blank nodes are all alike, for their labels change from one load to the next.
    """
    import pyoxigraph

    if term is None:
        return (0, "", "")
    if isinstance(term, pyoxigraph.BlankNode):
        return (1, "", "")
    if isinstance(term, pyoxigraph.NamedNode):
        return (2, term.value, "")
    if isinstance(term, pyoxigraph.Triple):
        return (4, full(term), "")
    return (3, term.value, f"{term.datatype.value} {term.language or ''}")
