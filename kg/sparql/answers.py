"""What a query answers: rows, yes or no, or triples; each a frozen value that writes itself.

JSON, XML, CSV and TSV are the W3C SPARQL 1.1 Query Results formats. Displays for people (text,
Markdown, HTML) shorten IRIs to CURIEs; everything else keeps them in full.
"""

import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import OptionError, QueryError, alternatives
from kg.iris import PREFIXES
from kg.rdf.formats import FORMATS
from kg.rdf.writing import write_quads
from kg.sparql.cells import in_rdflib, short
from kg.sparql.rows import Rows, Table, Tabular, by_engine

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


@dataclass(frozen=True)
class YesNo:
    """The answer to an ASK query: true or false, and equal to it."""

    value: bool

    def __bool__(self) -> bool:
        return self.value

    def __eq__(self, other: object) -> bool:
        return self.value == bool(other) if isinstance(other, bool | YesNo) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return "yes" if self.value else "no"

    def __repr__(self) -> str:
        return f"<kg.YesNo: {self}>"

    def to_json(self) -> str:
        """The answer in SPARQL 1.1 Query Results JSON."""
        return json.dumps({"head": {}, "boolean": self.value}) + "\n"

    def to_xml(self) -> str:
        """The answer in SPARQL Query Results XML."""
        return by_engine(self.to_json(), "XML")


@dataclass(frozen=True)
class Triples(Tabular):
    """The answer to a CONSTRUCT or DESCRIBE query: distinct triples, sorted, of rdflib terms."""

    terms: "tuple[pyoxigraph.Triple, ...]" = field(repr=False)

    @functools.cached_property
    def graph(self) -> "rdflib.Graph":
        """The triples as an `rdflib.Graph`.

        Raises:
            QueryError: one has a triple term (RDF 1.2), which rdflib does not know.
        """
        import pyoxigraph
        import rdflib

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        for triple in self.terms:
            if isinstance(triple.object, pyoxigraph.Triple):
                raise QueryError(
                    "rdflib has no triple terms (RDF 1.2); use to_turtle or to_ntriples"
                )
            graph.add(tuple(map(in_rdflib, triple)))  # type: ignore[arg-type]  # three terms
        return graph

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Any]:
        return (tuple(map(in_rdflib, triple)) for triple in self.terms)

    def __str__(self) -> str:
        return self.to_turtle()

    def __repr__(self) -> str:
        return f"<kg.Triples: {len(self)}>"

    def to_turtle(self) -> str:
        """The triples in Turtle, always the same text for the same triples."""
        return self._written("turtle")

    def to_ntriples(self) -> str:
        """The triples in N-Triples, sorted, blank nodes named by what they say."""
        return self._written("ntriples")

    def _written(self, form: str) -> str:
        import pyoxigraph

        quads = (pyoxigraph.Quad(*triple) for triple in self.terms)
        return write_quads(quads, FORMATS[form]).decode()

    def _table(self) -> Table:
        parts = ("subject", "predicate", "object")
        return parts, [[short(term) for term in triple] for triple in self.terms]


Answer = Rows | YesNo | Triples

_ROWS: dict[str, Callable[[Rows], str]] = {
    "table": Rows.to_text,
    "csv": Rows.to_csv,
    "tsv": Rows.to_tsv,
    "json": Rows.to_json,
    "xml": Rows.to_xml,
    "markdown": Rows.to_markdown,
}
_YES_NO: dict[str, Callable[[YesNo], str]] = {
    "table": lambda answer: f"{answer}\n",
    "json": YesNo.to_json,
    "xml": YesNo.to_xml,
    "markdown": lambda answer: f"{answer}\n",
}
_TRIPLES: dict[str, Callable[[Triples], str]] = {
    "table": Triples.to_text,
    "turtle": Triples.to_turtle,
    "ntriples": Triples.to_ntriples,
    "markdown": Triples.to_markdown,
}
FORMAT_NAMES = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples")


def serialize(answer: Answer, format: str = "table", *, width: int = 80) -> str:
    """The answer in a format: one of FORMAT_NAMES that applies to it; `width` is the table's.

    Raises:
        OptionError: there is no such format, or it does not apply.

    >>> serialize(YesNo(True), "json")
    '{"head": {}, "boolean": true}\\n'
    """
    writers, what = _writers(answer)
    if format not in writers:
        known = alternatives(writers)
        if format in FORMAT_NAMES:
            raise OptionError(f"'{format}' cannot hold {what}; use {known}")
        raise OptionError(f"unknown format '{format}' for {what}; use {known}")
    if format == "table" and not isinstance(answer, YesNo):
        return answer.to_text(width)
    return writers[format](answer)


def _writers(answer: Answer) -> tuple[dict[str, Callable[[Any], str]], str]:
    match answer:
        case Rows():
            return _ROWS, "rows"
        case YesNo():
            return _YES_NO, "a yes or no"
        case Triples():
            return _TRIPLES, "triples"
