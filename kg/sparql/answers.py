"""What a query answers: rows, yes or no, or triples; each a frozen value that writes itself.

JSON, XML, CSV and TSV are the W3C SPARQL 1.1 Query Results formats. Displays for people (text,
Markdown, HTML) shorten IRIs to CURIEs; everything else keeps them in full.
"""

import functools
import json
from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, overload

from kg.errors import MissingExtra, OptionError, QueryError, alternatives
from kg.iris import PREFIXES
from kg.rdf.formats import FORMATS
from kg.rdf.writing import write_quads
from kg.sparql.cells import full, in_json, in_rdflib, native, short

if TYPE_CHECKING:
    import pandas
    import pyoxigraph
    import rdflib

    from kg.sparql.cells import Cell

Table = tuple[Sequence[str], list[list[str]]]


class Tabular:
    """What can be shown as a table for people: IRIs as CURIEs, literals as their text."""

    def _table(self) -> Table:
        raise NotImplementedError

    def to_text(self, width: int = 80) -> str:
        """A table for a terminal of that many columns."""
        from kg.views.tables import text_table

        return text_table(*self._table(), width=width)

    def to_markdown(self) -> str:
        """A table in Markdown."""
        from kg.views.tables import markdown_table

        return markdown_table(*self._table())

    def _repr_html_(self) -> str:
        from kg.views.tables import html_table

        return html_table(*self._table())


@dataclass(frozen=True)
class Rows(Tabular, Sequence[Any]):
    """The answer to a SELECT query: named tuples whose cells are rdflib terms, None where unbound.

    `columns` are the variables as asked; a name that Python cannot use for a field is `_0`, `_1` ...
    by its place. A plain string equals `rdflib.Literal` of it; a literal has the text that the store
    gives it, which spells numbers its own way (0.90 is "0.9" there) and leaves partial dates alone. A
    triple term (RDF 1.2), which rdflib does not know, is a Literal of its text; the direction of a
    text is left out; both are whole in `to_json`, `to_tsv` and `to_xml`. The order is the query's;
    without ORDER BY rows are sorted by their terms, so that the same data give the same bytes.
    """

    columns: tuple[str, ...]
    terms: "tuple[tuple[Cell | None, ...], ...]" = field(repr=False)

    @functools.cached_property
    def _rows(self) -> tuple[Any, ...]:
        # Variables are the user's: rename=True keeps odd ones from being fields.
        row = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]  # noqa: PYI024
        return tuple(row._make(map(in_rdflib, terms)) for terms in self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._rows[index]

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<kg.Rows: {len(self)} of {', '.join(self.columns) or 'nothing'}>"

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a DataFrame: IRIs in full, numbers and booleans as such, dates as written.

        Raises:
            MissingExtra: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtra("pandas", "pandas") from error
        return pd.DataFrame(
            [[native(term) for term in terms] for terms in self.terms], columns=list(self.columns)
        )

    def to_json(self) -> str:
        """The rows in SPARQL 1.1 Query Results JSON; triple terms and directions as in SPARQL 1.2."""
        bindings = [
            {
                name: in_json(term)
                for name, term in zip(self.columns, terms, strict=True)
                if term is not None
            }
            for terms in self.terms
        ]
        head = {"vars": list(self.columns)}
        answer = {"head": head, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"

    def to_csv(self, *, exact: bool = False) -> str:
        """The rows in SPARQL 1.1 Query Results CSV.

        A cell that a spreadsheet would run as a formula gets `'` before it, which the format does
        not know; `exact=True` leaves it as it is.
        """
        if exact:
            return _by_engine(self.to_json(), "CSV")
        from kg.views.tables import csv_table

        return csv_table(self.columns, [[full(term) for term in terms] for terms in self.terms])

    def to_tsv(self) -> str:
        """The rows in SPARQL 1.1 Query Results TSV."""
        return _by_engine(self.to_json(), "TSV")

    def to_xml(self) -> str:
        """The rows in SPARQL Query Results XML."""
        return _by_engine(self.to_json(), "XML")

    def _table(self) -> Table:
        return self.columns, [[short(term) for term in terms] for terms in self.terms]


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
        return _by_engine(self.to_json(), "XML")


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


def _by_engine(text: str, form: str) -> str:
    """The answer given in W3C's JSON, in another W3C format as the engine writes it."""
    import pyoxigraph

    forms = pyoxigraph.QueryResultsFormat
    answer = pyoxigraph.parse_query_results(text.encode(), format=forms.JSON)
    return (answer.serialize(format=getattr(forms, form)) or b"").decode()
