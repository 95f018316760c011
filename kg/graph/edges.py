"""The columns of a graph: a row for each chosen statement, numbers only."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.columns import OPEN
from kg.dates import Certainty, Period
from kg.model import RelationType, Status

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray

    Whole = NDArray[numpy.signedinteger]
    Real = NDArray[numpy.float64]
    Flags = NDArray[numpy.bool_]

CERTAINTIES = (Certainty.IMPOSSIBLE, Certainty.POSSIBLE, Certainty.CERTAIN)
"""What the codes of `EdgeColumns.certainty` stand for."""
STATUSES = tuple(Status)
"""What the codes of `EdgeColumns.status` stand for."""
BOUNDS = ("first_low", "first_high", "last_low", "last_high")


@dataclass(frozen=True, eq=False)
class EdgeColumns:
    """What a graph counts with: a row for each statement in it, in the order of the statements' IRIs.

    `nodes` are the actors' IRIs, in their order; `source` and `target` their places in it, in the
    stated direction. `relation` is the place of the type in `kinds` and
    its IRI in `predicates`, `number` the row of the statement
    in the columns of the dataset, whose statements' IRIs are `named`. `mirror` tells whether there is an
    edge back as well. `strength`, `cost` and `confidence` are those of the edges, the bounds ordinals of
    days with `kg.columns.OPEN` for an open one.
    """

    nodes: tuple[str, ...]
    predicates: tuple[str, ...]
    kinds: tuple[RelationType | None, ...]
    named: "polars.Series | tuple[str, ...]"
    number: "Whole"
    source: "Whole"
    target: "Whole"
    relation: "Whole"
    sign: "Whole"
    status: "Whole"
    certainty: "Whole"
    strength: "Real"
    cost: "Whole"
    confidence: "Real"
    mirror: "Flags"
    first_low: "Whole"
    first_high: "Whole"
    last_low: "Whole"
    last_high: "Whole"

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each actor in `nodes`."""
        return {node: place for place, node in enumerate(self.nodes)}

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was made of the columns, by whoever asks for it again; not copied with them."""
        return {}

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each statement, by its IRI."""
        return {iri: row for row, iri in enumerate(self.iris())}

    @property
    def count(self) -> int:
        """How many edges there are, mirrors included."""
        return len(self) + int(self.mirror.sum())

    @property
    def nbytes(self) -> int:
        """The memory that the columns take, in bytes, but for names."""
        import numpy

        return sum(each.nbytes for each in vars(self).values() if isinstance(each, numpy.ndarray))

    def iris(self, rows: "Whole | None" = None) -> list[str]:
        """The IRIs of the statements in these rows, or of all."""
        number = self.number if rows is None else self.number[rows]
        if isinstance(self.named, tuple):
            return [self.named[each] for each in number.tolist()]
        found: list[str] = self.named.gather(number).to_list()
        return found

    def alone(self) -> "EdgeColumns":
        """The same columns without the names of statements that are not in them."""
        import numpy

        numbers = numpy.arange(len(self), dtype=numpy.int32)
        return replace(self, named=tuple(self.iris()), number=numbers)

    def kind(self, row: int) -> RelationType:
        """The relation type of the statement in a row, which is known: others are never chosen."""
        kind = self.kinds[int(self.relation[row])]
        if kind is None:
            raise LookupError(row)
        return kind

    def period(self, row: int) -> Period:
        """The period of the statement in a row."""
        days = [int(getattr(self, name)[row]) for name in BOUNDS]
        low, high, last_low, last_high = (None if day == OPEN else day for day in days)
        return Period((low, high), (last_low, last_high))
