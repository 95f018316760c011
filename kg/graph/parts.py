"""Parts of a basis: which rows may be chosen, and those alone, so that many projections look at no others."""

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from kg.choice import Projection
from kg.dataset import Dataset
from kg.graph.basis import Basis
from kg.graph.edges import BOUNDS, STATUSES, EdgeColumns
from kg.graph.knowing import Issued, issued_of
from kg.graph.waiving import waived
from kg.graph.when import Periods

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Rows = NDArray[numpy.intp]

_BY_ROW = ("source", "target", "relation", "status", "confidence", "strength", "cost", "between")


@dataclass(frozen=True, eq=False)
class Part(Basis):
    """Some rows of a basis, in its order; the statements keep their numbers in it.

    `whole` is the basis that the rows are of.
    """

    whole: Basis = field(kw_only=True)
    rows: "Rows" = field(kw_only=True)

    def iri(self, row: int) -> str:
        """The IRI of the statement in a row."""
        return self.whole.iri(int(self.rows[row]))

    def chosen(self, kept: "Rows", certainty: "Array") -> EdgeColumns:
        """The columns of the graph of the statements in these rows; all certainties are given."""
        import numpy

        columns = super().chosen(kept, certainty)
        return replace(columns, number=self.rows[kept].astype(numpy.int32))


def asked_of(basis: Basis, choice: Projection) -> "Flags":
    """Which statements have a status, a confidence and a type that were asked for."""
    import numpy

    asked: Flags = numpy.array([each in choice.status for each in STATUSES])[basis.status]
    asked &= basis.confidence >= choice.min_confidence
    if choice.relations is not None:
        listed = [iri in choice.relations for iri in basis.predicates]
        asked &= numpy.array(listed, bool)[basis.relation]
    return asked


def fitting(basis: Basis, choice: Projection) -> "Flags":
    """Which relation types are known, and of the families and signs that were asked for."""
    import numpy

    families, signs = choice.families, choice.sign
    fits = [
        kind is not None
        and (families is None or kind.family in families)
        and (signs is None or kind.sign in signs)
        for kind in basis.kinds
    ]
    return numpy.array(fits, bool)


def part_of(dataset: Dataset, whole: Basis, wanted: "Flags", *, issued: bool = False) -> Part:
    """The part of these rows, and of those that waivers concern.

    Args:
        dataset: whose basis it is.
        whole: the basis, or a part of it.
        wanted: the rows to keep.
        issued: whether it will be asked since when statements have been known.
    """
    import numpy

    about = waived(dataset, whole)
    if about is not None:
        wanted = wanted.copy()
        wanted[about.resting] = True
    rows = numpy.flatnonzero(wanted)
    found: dict[str, Any] = {"waived": None}
    if about is not None:
        suspended, resting = (
            numpy.searchsorted(rows, each) for each in (about.rows, about.resting)
        )
        found["waived"] = replace(about, rows=suspended, resting=resting)
    if issued:
        known = issued_of(dataset, whole)
        found["issued"] = Issued(*(getattr(known, each.name)[rows] for each in fields(Issued)))
    periods = Periods(
        **{name: getattr(whole.periods, name)[rows] for name in (*BOUNDS, "act")},
    )
    taken = {name: getattr(whole, name)[rows] for name in (*_BY_ROW, "mirror")}
    first, numbers = (whole.whole, whole.rows[rows]) if isinstance(whole, Part) else (whole, rows)
    same = {name: getattr(whole, name) for name in ("made_of", "named", "names", "predicates")}
    return Part(
        **same,
        kinds=whole.kinds,
        **taken,
        periods=periods,
        found=found,
        whole=first,
        rows=numbers,
    )
