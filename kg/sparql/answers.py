"""What a query answers: rows, yes or no, or triples; each a frozen value that writes itself.

JSON, XML, CSV and TSV are the W3C SPARQL 1.1 Query Results formats. Displays for people (text,
Markdown, HTML) shorten IRIs to CURIEs; everything else keeps them in full.
"""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.errors import OptionError, QueryError, alternatives
from kg.iris import PREFIXES
from kg.sparql.cells import short
from kg.sparql.rows import Rows, Table, Tabular, by_engine
from kg.sparql.spelling import BLOCK, Spellings, read_objects, split_triples, whole_lines

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any

    import pyoxigraph
    import rdflib


@dataclass(frozen=True)
class YesNo:
    """The answer to an ASK query: true or false, and equal to it; `notes` say why it may be false."""

    value: bool
    notes: tuple[str, ...] = field(default=(), repr=False)

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
        import json

        return json.dumps({"head": {}, "boolean": self.value}) + "\n"

    def to_xml(self) -> str:
        """The answer in SPARQL Query Results XML."""
        return by_engine(self.to_json(), "XML")


@dataclass(frozen=True, eq=False)
class Triples(Tabular):
    """The answer to a CONSTRUCT or DESCRIBE query: distinct triples, sorted, of rdflib terms.

    `told` is what the engine wrote, in N-Triples, where a triple may stand more than once;
    `notes` say what may be wrong where there is none.
    """

    told: bytes = field(repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)

    @functools.cached_property
    def terms(self) -> "tuple[pyoxigraph.Triple, ...]":
        """The triples as the engine's."""
        import pyoxigraph

        found = pyoxigraph.parse(
            "".join(f"{line}\n" for line in self._lines), format=pyoxigraph.RdfFormat.N_TRIPLES
        )
        return tuple(quad.triple for quad in found)

    @functools.cached_property
    def graph(self) -> "rdflib.Graph":
        """The triples as an `rdflib.Graph`.

        Raises:
            QueryError: one has a triple term (RDF 1.2), which rdflib does not know.
        """
        import rdflib

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        if any(told.startswith("<<(") for told in split_triples(self._lines)[2]):
            raise QueryError("rdflib has no triple terms (RDF 1.2); use to_turtle or to_ntriples")
        for triple in self:
            graph.add(triple)
        return graph

    def __len__(self) -> int:
        return len(self._distinct)

    def __iter__(self) -> "Iterator[Any]":
        for start in range(0, len(self), BLOCK):
            lines = self._lines[start : start + BLOCK]
            yield from self._known.in_rdflib(split_triples(lines))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Triples):
            return NotImplemented
        return self._distinct.keys() == other._distinct.keys()

    def __hash__(self) -> int:
        return hash(frozenset(self._distinct))

    def __reduce__(self) -> "tuple[Any, ...]":
        return Triples, (self.told, self.notes)  # what was made of it is made again

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

    @functools.cached_property
    def _distinct(self) -> dict[str, None]:
        """The lines as they came, each once: the engine spells a triple in one way."""
        return dict.fromkeys(whole_lines(self.told))

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self._known.in_order(list(self._distinct), split_triples, as_spelt=True)

    @functools.cached_property
    def _known(self) -> Spellings:
        return Spellings(read_objects)

    def _written(self, form: str) -> str:
        import pyoxigraph

        from kg.rdf.formats import FORMATS
        from kg.rdf.writing import write_quads

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


def _writers(answer: Answer) -> tuple[dict[str, "Callable[[Any], str]"], str]:
    match answer:
        case Rows():
            return _ROWS, "rows"
        case YesNo():
            return _YES_NO, "a yes or no"
        case Triples():
            return _TRIPLES, "triples"
