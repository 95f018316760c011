"""Terms between the engine (pyoxigraph), rdflib and N-Triples text."""

from kg.iris import RDF, XSD

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import pyoxigraph
    import rdflib.term

    Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


def to_rdflib(term: "Term") -> "rdflib.term.Identifier":
    """The engine's term as rdflib's, its text untouched; plain strings carry no datatype.

    >>> import pyoxigraph
    >>> to_rdflib(pyoxigraph.Literal("0.90", datatype=pyoxigraph.NamedNode(XSD + "decimal"))).n3()
    '"0.90"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == f"{XSD}string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def from_rdflib(term: "rdflib.term.Identifier") -> "Term":
    """Rdflib's term as the engine's."""
    import pyoxigraph
    import rdflib

    if isinstance(term, rdflib.BNode):
        return pyoxigraph.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return pyoxigraph.Literal(str(term), language=term.language)
        datatype = pyoxigraph.NamedNode(str(term.datatype or f"{XSD}string"))
        return pyoxigraph.Literal(str(term), datatype=datatype)
    return pyoxigraph.NamedNode(str(term))


def literal(text: str, datatype: str | None = None) -> "pyoxigraph.Literal":
    """An engine literal with a datatype given by its IRI; a plain string without."""
    import pyoxigraph

    if datatype is None or datatype in (f"{XSD}string", f"{RDF}langString"):
        return pyoxigraph.Literal(text)
    return pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(datatype))


def parse_term(text: str) -> "Term":
    """The engine's term that a text in N-Triples syntax stands for.

    >>> parse_term("<http://a/b>").value
    'http://a/b'
    """
    import pyoxigraph

    line = f"<urn:s> <urn:p> {text} ."
    term: Term = next(
        iter(pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES))
    ).object
    return term
