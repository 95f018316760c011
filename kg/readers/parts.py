"""What becomes of some thousand records of a nested file, gathered row by row until it is a batch."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.model import RelationType
from kg.readers.tables import ACTOR, REJECTED, SOURCE, STATEMENT, Batch, frame

if TYPE_CHECKING:
    import polars

Row = dict[str, Any]
"""A row of one of the tables of `kg.readers.tables`, what is null left out."""


class Part:
    """The rows of a batch. `rows` of the file are in it, `used` of them without being a statement."""

    def __init__(self) -> None:
        self.rows = 0
        self.used = 0
        self.statements: list[Row] = []
        self.actors: list[Row] = []
        self.sources: list[Row] = []
        self.rejected: list[Row] = []

    def reject(self, row: int, reason: str, value: str) -> None:
        """Tell why a row is no statement."""
        self.rejected.append({"row": row, "reason": reason, "value": value})

    def batch(self, share: float | None, kinds: Iterable[RelationType] = ()) -> Batch:
        """All of it as tables, with the relation types that it needs."""
        return Batch(
            _table(STATEMENT, self.statements),
            rows=self.rows,
            rejected=_table(REJECTED, self.rejected),
            actors=_table(ACTOR, self.actors),
            sources=_table(SOURCE, self.sources),
            relation_types=tuple(kinds),
            used=self.used,
            share=share,
        )


def _table(columns: Mapping[str, str], rows: list[Row]) -> "polars.DataFrame":
    return frame(columns, {name: [row.get(name) for row in rows] for name in columns})
