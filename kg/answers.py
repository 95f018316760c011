"""Answers of the engine as tables of text: read without a Python object a term."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars

_TEXT = r'^"((?:[^"\\]|\\.)*)"'
_ESCAPES = {r"\\": "\\", r"\"": '"', r"\t": "\t", r"\n": "\n", r"\r": "\r"}


def table_of(ask: Callable[[], Any]) -> "polars.DataFrame":
    """The answer to a query that `ask` asks: IRIs bare, literals as their text, null for "" and nothing.

    >>> import pyoxigraph
    >>> store = pyoxigraph.Store()
    >>> table_of(lambda: store.query("SELECT ?a ?b { VALUES (?a ?b) { (<x:Bonn,_NRW> 7) } }")).rows()
    [('x:Bonn,_NRW', '7')]
    """
    import polars as pl

    try:
        return _from_csv(ask())
    except pl.exceptions.ComputeError:  # of IRIs the engine quotes no comma
        return _from_tsv(ask())


def _from_csv(answer: Any) -> "polars.DataFrame":
    import io

    import polars as pl
    import pyoxigraph

    data = answer.serialize(format=pyoxigraph.QueryResultsFormat.CSV)
    return pl.read_csv(io.BytesIO(data), infer_schema=False)


def _from_tsv(answer: Any) -> "polars.DataFrame":
    """The same by way of terms as they are spelt, which takes a fifth longer."""
    import polars as pl
    import pyoxigraph

    data = answer.serialize(format=pyoxigraph.QueryResultsFormat.TSV)
    table = pl.read_csv(data, separator="\t", quote_char=None, infer_schema=False)
    bare = pl.all().str.strip_prefix("<").str.strip_suffix(">")
    text = pl.all().str.extract(_TEXT).str.replace_many(_ESCAPES)
    found = table.select(
        pl.when(pl.all().str.starts_with('"')).then(text).otherwise(bare).replace("", None)
    )
    return found.rename({name: name.removeprefix("?") for name in table.columns})


def lines_of(text: bytes) -> "polars.Series":
    """The lines of a text without control characters but those that end lines.

    >>> lines_of(b"one\\ntwo, three").to_list()
    ['one', 'two, three']
    """
    import polars as pl

    if not text:
        return pl.Series(dtype=pl.String)
    form: Any = {"has_header": False, "separator": "\x01", "quote_char": None}
    return pl.read_csv(text, **form, infer_schema=False).to_series()
