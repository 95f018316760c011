"""Cells of SPARQL TSV as columns of polars, read without a Python object a cell.

The engine writes a row a line, with tabs between the cells and none in them: `<iri>`, `_:label`, `"text"`,
`"text"@en`, `"text"^^<datatype>`, numbers and booleans bare, `<<( s p o )>>`, nothing where unbound. The
last quotation mark of a literal ends it, for neither language nor datatype can hold one.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.iris import RDF, XSD
from kg.sparql.cells import INTEGERS, full, read_terms

if TYPE_CHECKING:
    import polars

_DIGITS = "[+-]?[0-9]+"
_NUMERAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
_WHOLE = "|".join(name.removeprefix(XSD) for name in sorted(INTEGERS))
_INTEGER = rf'^(?:{_DIGITS}|"{_DIGITS}"\^\^<{XSD}(?:{_WHOLE})>)$'
_FRACTION = rf'"(?:{_NUMERAL})"\^\^<{XSD}(?:decimal|double|float)>'
_NUMBER = rf"{_INTEGER}|^(?:{_NUMERAL}|{_FRACTION})$"
_BOOLEAN = rf'^(?:true|false|"(?:true|false|1|0)"\^\^<{XSD}boolean>)$'
_PATTERNS = {int: _INTEGER, float: _NUMBER, bool: _BOOLEAN}
_ESCAPES = {r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\"": '"', "\\\\": "\\"}


def read_cells(variables: Iterable[str], lines: bytes) -> "polars.DataFrame":
    """The cells as they are written, null where unbound: a column for each of the variables.

    >>> read_cells(["a", "b"], b'<http://e/>\\t"x"@en\\n\\t1\\n').rows()
    [('<http://e/>', '"x"@en'), (None, '1')]
    """
    import polars as pl

    schema = dict.fromkeys(variables, pl.String())
    if not lines or not schema:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(
        io.BytesIO(lines), has_header=False, separator="\t", quote_char=None, schema=schema
    )


def as_found(cells: "polars.DataFrame") -> "polars.DataFrame":
    """Each column as what all of its cells are: integers, numbers, booleans, or else text.

    Integers beyond 64 bits stay text. Text is as W3C's CSV has it: an IRI in full, a literal without
    language and datatype.

    >>> as_found(read_cells(["a", "b"], b'1\\ttrue\\n2.5\\t"true"\\n')).rows()
    [(1.0, 'true'), (2.5, 'true')]
    """
    return cells.select(_as_found(column) for column in cells)


def as_asked(
    cells: "polars.DataFrame", types: "Mapping[str, type[int | float | bool | str]]"
) -> "polars.DataFrame":
    """Each column as the type that its name is given, text without one.

    Raises:
        QueryError: a cell is not of the type.
    """
    return cells.select(_as_asked(column, types.get(column.name, str)) for column in cells)


def mixed(cells: "polars.DataFrame", found: "polars.DataFrame") -> list[str]:
    """The columns that `as_found` gave as text though some of their cells are numbers or booleans."""
    import polars as pl

    return [
        column.name
        for column in cells
        if found[column.name].dtype == pl.String
        and column.str.contains(f"{_NUMBER}|{_BOOLEAN}").any()
    ]


def in_order(cells: "polars.DataFrame") -> "polars.DataFrame":
    """The rows in the order of `kg.sparql.cells.order`, those that are alike as they came."""
    import polars as pl

    ranks = pl.DataFrame([_ranks(column).alias(str(n)) for n, column in enumerate(cells)])
    if not ranks.width:
        return cells
    places = ranks.with_row_index("row").sort(ranks.columns, maintain_order=True)["row"]
    return cells[places]


def _as_found(column: "polars.Series") -> "polars.Series":
    for kind in _PATTERNS:
        if column.null_count() < column.len() and _all(column, kind):
            values = _as(kind, column)
            return values if values.null_count() == column.null_count() else _texts(column)
    return _texts(column)


def _as_asked(column: "polars.Series", kind: type[int | float | bool | str]) -> "polars.Series":
    if kind is str:
        return _texts(column)
    values = _as(kind, column)
    wrong = column.filter(
        column.is_not_null() & ~(column.str.contains(_PATTERNS[kind]) & values.is_not_null())
    )
    if wrong.len():
        text = _texts(wrong.head(1))[0]
        raise QueryError(f"'?{column.name}' has a cell that is no {kind.__name__}: '{text}'")
    return values


def _all(column: "polars.Series", kind: type[int | float | bool | str]) -> bool:
    return bool(column.str.contains(_PATTERNS[kind]).all())


def _as(kind: type[int | float | bool | str], column: "polars.Series") -> "polars.Series":
    """The cells as values of a type, null where they are none."""
    import polars as pl

    texts = _texts(column)
    if kind is bool:
        return (texts == "true") | (texts == "1")
    return texts.cast(pl.Int64 if kind is int else pl.Float64, strict=False)


def _texts(column: "polars.Series") -> "polars.Series":
    """The cells as `kg.sparql.cells.full` has them."""
    import polars as pl

    cell = said = pl.col(column.name)
    if column.str.starts_with('"').any():
        said = pl.when(cell.str.starts_with('"')).then(_text_of_literal(column)).otherwise(said)
    if column.str.starts_with("<").any():
        bare = cell.str.strip_prefix("<").str.strip_suffix(">")
        said = pl.when(cell.str.starts_with("<")).then(bare).otherwise(said)
    triples = column.filter(column.str.starts_with("<<(")).unique()
    if triples.len():
        told = [full(term) for (term,) in read_terms(["t"], _lines(triples))]
        said = (
            pl.when(cell.str.starts_with("<<(")).then(cell.replace(triples, told)).otherwise(said)
        )
    return column.to_frame().select(said.alias(column.name)).to_series()


def _text_of_literal(column: "polars.Series") -> "polars.Expr":
    import polars as pl

    cell = pl.col(column.name)
    text: polars.Expr = cell.str.strip_prefix('"').str.strip_suffix('"')
    tagged = cell.str.extract(r'(?s)^"(.*)"', 1)
    text = pl.when(cell.str.ends_with('"')).then(text).otherwise(tagged)
    if column.str.contains("\\", literal=True).any():
        return text.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))
    return text


def _lines(cells: "polars.Series") -> bytes:
    return "".join(f"{cell}\n" for cell in cells).encode()


def _ranks(column: "polars.Series") -> "polars.Series":
    """The place of each cell among the different ones of the column, null where unbound."""
    import polars as pl

    cells = column.drop_nulls().unique()
    keys = pl.DataFrame([key.alias(str(n)) for n, key in enumerate(_keys(cells))])
    ordered = keys.with_columns(cells.alias("cell")).sort(keys.columns)
    ranked = ordered.select("cell", rank=pl.struct(keys.columns).rle_id())
    found = column.alias("cell").to_frame()
    return found.join(ranked, on="cell", how="left", maintain_order="left")["rank"]


def _keys(column: "polars.Series") -> "Iterator[polars.Series]":
    """What the cells are sorted by: kind, text, and datatype with language."""
    import polars as pl

    cell = pl.col(column.name)
    blank, iri, triple = (cell.str.starts_with(start) for start in ("_:", "<", "<<("))
    kind = pl.when(blank).then(1).when(triple).then(4).when(iri).then(2).otherwise(3)
    named = pl.when(~blank).then(cell).alias(column.name)
    frame = column.to_frame()
    yield frame.select(kind.cast(pl.Int8)).to_series()
    yield _texts(frame.select(named).to_series()).fill_null("")
    literal = pl.when(~(blank | iri)).then(_datatype(cell))
    yield frame.select(literal.fill_null("")).to_series()


def _datatype(cell: "polars.Expr") -> "polars.Expr":
    """The datatype of a literal, a space, its language."""
    import polars as pl

    tail = cell.str.extract(r'(?s)"([^"]*)$', 1)
    language = tail.str.strip_prefix("@").str.replace("--(?:ltr|rtl)$", "")
    directed = tail.str.contains("--", literal=True)
    return (
        pl.when(cell.is_in(["true", "false"]))
        .then(pl.lit(f"{XSD}boolean "))
        .when(~cell.str.starts_with('"') & cell.str.contains("[eE]"))
        .then(pl.lit(f"{XSD}double "))
        .when(~cell.str.starts_with('"') & cell.str.contains(".", literal=True))
        .then(pl.lit(f"{XSD}decimal "))
        .when(~cell.str.starts_with('"'))
        .then(pl.lit(f"{XSD}integer "))
        .when(tail == "")
        .then(pl.lit(f"{XSD}string "))
        .when(~tail.str.starts_with("@"))
        .then(tail.str.strip_prefix("^^<").str.strip_suffix(">") + " ")
        .when(directed)
        .then(pl.lit(f"{RDF}dirLangString ") + language)
        .otherwise(pl.lit(f"{RDF}langString ") + language)
    )
