"""`kg.frames`: a large answer as data frames, one after another, while the engine works on it."""

import contextlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.dataset import MEBIBYTES, Dataset
from kg.errors import OptionError, QueryError
from kg.sparql.blocks import as_asked, read_cells
from kg.sparql.client import DEADLINE
from kg.sparql.running import (
    Allowance,
    asked,
    check_variables,
    columns_of,
    question_of,
)

if TYPE_CHECKING:
    import polars

Type = type[int | float | bool | str]
_TYPES = (int, float, bool, str)
_BLOCK = 1 << 20  # bytes: some ten thousand rows


def frames(
    dataset: Dataset,
    text: str,
    /,
    *,
    at: str | None = None,
    certainty: str | None = None,
    known_by: str | None = None,
    timeout: float = DEADLINE,
    max_memory: int = MEBIBYTES,
    types: Mapping[str, Type] | None = None,
    **bindings: object,
) -> "Iterator[polars.DataFrame]":
    """The answer to a SELECT query as polars DataFrames, block by block, however many rows there are.

    All frames have the same columns and types, so that they can be joined or written one by one; where
    there is no row, there is one frame, empty. A column is text: IRIs in full, blank nodes as `_:label`,
    literals without language and datatype, null where unbound. `types` gives names of variables `int`
    (Int64), `float` (Float64) or `bool` (Boolean) instead.

    Rows come in the engine's order, which without ORDER BY may be any. Memory is that of a block, about
    a MiB of the answer; the next question about the dataset ends the reading. Only the time that the
    engine takes counts as `timeout`. The other options are those of `kg.query`.

    Raises:
        QueryError, Refused, OptionError: as `kg.query`, some only while frames are read; the query is
            no SELECT, or a cell is not of the type that its column is given.

    >>> from kg.dataset import MEBIBYTES, Dataset
    >>> text = "SELECT ?x ?n { VALUES (?x ?n) { (kg:a 1) (kg:b 2) } } ORDER BY ?n"
    >>> [frame.rows() for frame in frames(Dataset([]), text, types={"n": int})]
    [[('https://w3id.org/actor-kg/vocab#a', 1), ('https://w3id.org/actor-kg/vocab#b', 2)]]
    """
    question = question_of(
        dataset, text, at=at, certainty=certainty, known_by=known_by, bindings=bindings
    )
    if question.shape.form != "SELECT":
        raise QueryError("frames are made of rows; ask a SELECT query")
    types = dict(types or {})
    check_variables(types, question.shape)
    for name, kind in types.items():
        if kind not in _TYPES:
            raise OptionError(f"'?{name}' cannot be made {kind!r}; use int, float, bool or str")
    over = contextlib.ExitStack()
    found = over.enter_context(
        asked(dataset, question, Allowance(timeout, max_memory, sys.maxsize))
    )
    columns = columns_of(found, question.shape)

    def each() -> "Iterator[polars.DataFrame]":
        with over:
            for lines in _gathered(found.lines()):
                yield as_asked(read_cells(found.variables, lines).select(columns), types)

    return each()


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, joined to blocks worth a frame; one at least."""
    held: list[bytes] = []
    size, told = 0, False
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield b"".join(held)
            held.clear()
            size, told = 0, True
    if held or not told:
        yield b"".join(held)
