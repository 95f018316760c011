"""The answer to a SELECT query, a frozen value: rows of terms for Python, columns for data frames.

What the engine wrote is kept as it came and read when it is asked for: into terms, or into columns without
a Python object a cell.
"""

import functools
from collections import namedtuple
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import MissingExtra
from kg.sparql.cells import full, in_json, native, short
from kg.sparql.spelling import BLOCK, Spellings, Split, read_spelt, splitter, whole_lines

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any, overload

    import pandas
    import polars
    import pyarrow

    from kg.sparql.cells import Cell

Table = tuple[Sequence[str], list[list[str]]]


class Tabular:
    """What can be shown as a table for people: IRIs as CURIEs, literals as their text."""

    notes: tuple[str, ...]

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
        import html

        from kg.views.tables import html_table

        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        return html_table(*self._table()) + notes


@dataclass(frozen=True)
class Told:
    """Rows as the engine told them: lines of SPARQL TSV without its head, in order or in any."""

    variables: tuple[str, ...]
    lines: bytes
    ordered: bool


@dataclass(frozen=True, eq=False)
class Rows(Tabular, Sequence["Any"]):
    """The answer to a SELECT query: named tuples whose cells are rdflib terms, None where unbound.

    `columns` are the variables as asked; a name that Python cannot use for a field is `_0`, `_1` ...
    by its place. A plain string equals `rdflib.Literal` of it; a literal has the text that the store
    gives it, which spells numbers its own way (0.90 is "0.9" there) and leaves partial dates alone. A
    triple term (RDF 1.2), which rdflib does not know, is a Literal of its text; the direction of a
    text is left out; both are whole in `to_json`, `to_tsv` and `to_xml`. The order is the query's;
    without ORDER BY rows are sorted by their terms, so that the same data give the same bytes.
    `notes` say what may be wrong where there is no row; they count for nothing when rows are compared.
    """

    columns: tuple[str, ...]
    told: Told = field(repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)

    @functools.cached_property
    def terms(self) -> "tuple[tuple[Cell | None, ...], ...]":
        """The rows as the engine's terms."""
        if not self.columns:
            return ((),) * len(self)
        return tuple(self._known.terms(self._split(self._lines)))

    def __len__(self) -> int:
        return self.told.lines.count(b"\n")

    def __iter__(self) -> "Iterator[Any]":
        for start in range(0, len(self), BLOCK):
            yield from self._rows(self._lines[start : start + BLOCK])

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> Any: ...
        @overload
        def __getitem__(self, index: slice) -> tuple[Any, ...]: ...

    def __getitem__(self, index: int | slice) -> "Any":
        if isinstance(index, slice):
            return tuple(self._rows(self._lines[index]))
        return self._rows([self._lines[index]])[0]

    @functools.cached_property
    def _lines(self) -> list[str]:
        """The rows as they are spelt, in their order."""
        lines = whole_lines(self.told.lines)
        if self.told.ordered:
            return lines
        as_spelt = self.columns == self.told.variables
        return self._known.in_order(lines, self._split, as_spelt=as_spelt)

    def _rows(self, lines: list[str]) -> "list[Any]":
        make = functools.partial(tuple.__new__, _row(self.columns))
        if not self.columns:
            return [make() for _ in lines]
        return list(map(make, self._known.in_rdflib(self._split(lines))))

    @functools.cached_property
    def _known(self) -> Spellings:
        return Spellings(read_spelt)

    @functools.cached_property
    def _split(self) -> Split:
        return splitter(self.told.variables, self.columns)

    def __reduce__(self) -> "tuple[Any, ...]":
        return Rows, (self.columns, self.told, self.notes)  # what was made of them is made again

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows):
            return NotImplemented
        return (self.columns, self.terms) == (other.columns, other.terms)

    def __hash__(self) -> int:
        return hash((self.columns, self.terms))

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<kg.Rows: {len(self)} of {', '.join(self.columns) or 'nothing'}>"

    def to_polars(self) -> "polars.DataFrame":
        """The rows as a polars DataFrame, made without a Python object a cell.

        A column whose cells are all integers is Int64, all numbers Float64, all booleans Boolean; any
        other is String: IRIs in full, blank nodes as `_:label`, literals without language and datatype,
        dates as written, integers beyond 64 bits. Decimals are rounded to Float64. Unbound is null.
        """
        from kg.sparql.blocks import as_found

        return as_found(self._cells())

    def to_arrow(self) -> "pyarrow.Table":
        """The rows as an Arrow table, its columns as in `to_polars`.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        try:
            import pyarrow  # noqa: F401  # polars makes use of it
        except ImportError as error:
            raise MissingExtra("pyarrow", "arrow") from error
        import polars as pl

        return self.to_polars().to_arrow(compat_level=pl.CompatLevel.oldest())

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a pandas DataFrame: IRIs in full, numbers and booleans as such, dates as written.

        A column of numbers and other things has each cell as what it is.

        Raises:
            MissingExtra: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtra("pandas", "pandas") from error
        import polars as pl

        from kg.sparql.blocks import as_found, mixed

        if not len(self):
            return pd.DataFrame(columns=list(self.columns))
        cells = self._cells()
        found = as_found(cells)
        columns: dict[str, Any] = {}
        for column in found:
            whole = column.dtype.is_numeric() or (
                column.dtype == pl.Boolean and not column.null_count()
            )
            columns[column.name] = column.to_numpy() if whole else column.to_list()
        for name in mixed(cells, found):
            place = self.columns.index(name)
            columns[name] = [native(row[place]) for row in self.terms]
        return pd.DataFrame(columns, columns=list(self.columns), index=range(len(self)))

    def to_json(self) -> str:
        """The rows in SPARQL 1.1 Query Results JSON; triple terms and directions as in SPARQL 1.2."""
        import json

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
            return by_engine(self.to_json(), "CSV")
        from kg.views.tables import csv_table

        return csv_table(self.columns, [[full(term) for term in terms] for terms in self.terms])

    def to_tsv(self) -> str:
        """The rows in SPARQL 1.1 Query Results TSV."""
        return by_engine(self.to_json(), "TSV")

    def to_xml(self) -> str:
        """The rows in SPARQL Query Results XML."""
        return by_engine(self.to_json(), "XML")

    def _table(self) -> Table:
        return self.columns, [[short(term) for term in terms] for terms in self.terms]

    def _cells(self) -> "polars.DataFrame":
        """The cells as the engine wrote them, in the order of the rows."""
        from kg.sparql.blocks import in_order, read_cells

        cells = read_cells(self.told.variables, self.told.lines).select(self.columns)
        return cells if self.told.ordered else in_order(cells)


@functools.lru_cache
def _row(columns: tuple[str, ...]) -> "Any":
    # Variables are the user's: rename=True keeps odd ones from being fields.
    return namedtuple("Row", columns, rename=True)  # noqa: PYI024


def by_engine(text: str, form: str) -> str:
    """The answer given in W3C's JSON, in another W3C format as the engine writes it."""
    import pyoxigraph

    forms = pyoxigraph.QueryResultsFormat
    answer = pyoxigraph.parse_query_results(text.encode(), format=forms.JSON)
    return (answer.serialize(format=getattr(forms, form)) or b"").decode()
