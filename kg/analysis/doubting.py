"""What of a graph may fall, and the graph that is left then: waivers looked at again.

A waiver stands by the Actual statements that rest on it. Where all of them fall, it suspends nothing, and
what it kept out of the graph counts.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from kg.analysis.origins import Origins, origins_of
from kg.analysis.resting import Place, places_of, resting_of
from kg.analysis.subsets import keeping
from kg.analysis.ties import Ties, ties_of
from kg.dates import parse_date
from kg.graph.basis import Basis
from kg.graph.edges import CERTAINTIES
from kg.graph.knowing import basis_known_by, issued_of
from kg.graph.waiving import Waived, under_waivers, waived
from kg.graph.when import CERTAIN, POSSIBLE, certainties
from kg.model import Statement, Status
from kg.projection import edges, graph_of

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    from kg.choice import Projection
    from kg.dataset import Dataset
    from kg.graph.face import Graph
    from kg.graph.reading import Reader

    Codes = NDArray[numpy.int8]
    Flags = NDArray[numpy.bool_]
    Real = NDArray[numpy.float64]
    Rows = NDArray[numpy.intp]


@dataclass(frozen=True, eq=False)
class Waiving:
    """How certainly the statements that waivers concern stand if some of those that waivers stand by fall.

    `rows` are the ties that waivers may suspend, `of` their places among the statements concerned, `by` the
    rows of the statements that waivers stand by. `alone` and `known` are certainties without waivers, and of
    having been known; None where nobody asked.
    """

    about: Waived
    choice: "Projection"
    alone: "Codes"
    known: "Codes | None"
    rows: "Rows"
    of: "Rows"
    by: dict[str, int]
    told: "dict[frozenset[str], Codes]" = field(default_factory=dict)

    def certainty(self, kept: "Flags") -> "Codes":
        """The certainty of each of `rows` if of all that may fall those flagged are kept."""
        import numpy

        fallen = frozenset(iri for iri, row in self.by.items() if not kept[row])
        if fallen not in self.told:
            about = self.about
            statements = {
                iri: replace(each, status=Status.DENIED) if iri in fallen else each
                for iri, each in about.statements.items()
            }
            window, memory = self.choice.window, self.choice.memory
            found = under_waivers(
                self.alone, replace(about, statements=statements), window, memory, self.known
            )
            if self.known is not None:
                found = numpy.minimum(found, self.known)
            self.told[fallen] = found[self.of]
        return self.told[fallen]


@dataclass(frozen=True, eq=False)
class Doubted:
    """All that may fall, a row for each statement, and what a graph is without some of it.

    The first rows are the `ties` of `whole`: the statements of the graph, and those that waivers keep out of
    it. The others are statements that these waivers stand by. `pairs` has the same value for statements
    of one pair of actors and one type.
    """

    whole: "networkx.MultiDiGraph[str]"
    ties: Ties
    places: tuple[tuple[Place, ...], ...]
    origins: Origins
    pairs: tuple[Hashable, ...]
    confidence: "Real"
    waiving: Waiving | None

    def __len__(self) -> int:
        return len(self.places)

    def certain(self) -> "networkx.MultiDiGraph[str]":
        """The graph of the statements that certainly stand, nothing having fallen."""
        import numpy

        every = numpy.ones(len(self), bool)
        certainty = self._certainty(every)
        rows = self.standing(every) & (certainty == CERTAIN)
        return keeping(self.whole, self.ties, rows, None if self.waiving is None else certainty)

    def standing(self, kept: "Flags") -> "Flags":
        """Which ties are in the graph that is left if those flagged are kept."""
        import numpy

        rows = kept[: len(self.ties)]
        if self.waiving is None:
            return rows
        wanted = numpy.array([each in self.waiving.choice.certainty for each in CERTAINTIES])
        found = rows.copy()
        found[self.waiving.rows] &= wanted[self.waiving.certainty(kept)]
        return found

    def left(self, kept: "Flags") -> "networkx.MultiDiGraph[str]":
        """The graph that is left if those flagged are kept."""
        certainty = None if self.waiving is None else self._certainty(kept)
        return keeping(self.whole, self.ties, self.standing(kept), certainty)

    def _certainty(self, kept: "Flags") -> "Codes":
        import numpy

        found = numpy.where(self.ties.sure, CERTAIN, POSSIBLE).astype(numpy.int8)
        if self.waiving is not None:
            found[self.waiving.rows] = self.waiving.certainty(kept)
        return found


def doubted(graph: "networkx.MultiDiGraph[str]") -> Doubted:
    """All that may fall of a graph.

    Waivers are looked at again if the graph is still all that `kg.project` chose and its dataset has not
    been changed since; else what they suspend stays suspended.
    """
    import numpy

    concerned = _concerned(graph)
    resting = resting_of(graph if concerned is None else concerned.whole)
    ties, places, origins = resting.ties, resting.places, resting.origins
    ends = numpy.stack([ties.source, ties.target])
    low, high = ends.min(axis=0).tolist(), ends.max(axis=0).tolist()
    pairs: list[Hashable] = list(zip(low, high, ties.kind.tolist(), strict=True))
    confidence = _confidence(graph if concerned is None else concerned.whole)
    if concerned is None:
        return Doubted(graph, ties, places, origins, tuple(pairs), confidence, None)
    more = concerned.more
    places = (*places, *(places_of(each.evidence) for each in more))
    known = graph.graph.get("sources", {})
    origins = origins_of(known, {iri for each in places for iri, _ in each})
    at = {node: number for number, node in enumerate(ties.nodes)}
    code = {kind: number for number, kind in enumerate(ties.kinds)}
    for each in more:
        here: Any = [at.get(end, -1) for end in (each.subject, each.object)]
        named = -1 not in here and each.predicate in code
        pairs.append((*sorted(here), code[each.predicate]) if named else _pair(each))
    confidence = numpy.concatenate([confidence, [each.confidence for each in more]])
    return Doubted(
        concerned.whole, ties, places, origins, tuple(pairs), confidence, concerned.waiving
    )


def _pair(statement: Statement) -> Hashable:
    return frozenset({statement.subject, statement.object}), statement.predicate


def _confidence(graph: "networkx.MultiDiGraph[str]") -> "Real":
    import numpy

    columns = getattr(graph, "columns", None)
    if columns is not None:
        found: Real = columns.confidence
        return found
    values: list[Any] = [data["confidence"] for *_, data in edges(graph)]
    return numpy.array(values, numpy.float64)


@dataclass(frozen=True, eq=False)
class _Concerned:
    whole: "Graph"
    more: list[Statement]
    waiving: Waiving


def _concerned(graph: "networkx.MultiDiGraph[str]") -> _Concerned | None:
    """The graph without waivers, and what these do to it; None where there is none that might matter."""
    import numpy

    dataset, columns = _unchanged(graph), getattr(graph, "columns", None)
    choice: Projection | None = graph.graph.get("projection")
    if dataset is None or columns is None or choice is None:
        return None
    basis = basis_known_by(dataset, choice.known_by)
    about = waived(dataset, basis)
    if about is None or not len(about.rows):
        return None
    whole = graph_of(dataset, choice, basis=replace(basis, found={**basis.found, "waived": None}))
    there = ties_of(whole).named.number  # type: ignore[union-attr]  # a graph that was just projected
    rows = numpy.flatnonzero(numpy.isin(there, about.rows))
    chosen = graph_of(dataset, choice).columns
    if not len(rows) or chosen is None or not numpy.array_equal(chosen.number, columns.number):
        return None
    return _Concerned(whole, *_waiving(dataset, basis, about, choice, there, rows))


def _waiving(
    dataset: "Dataset",
    basis: Basis,
    about: Waived,
    choice: "Projection",
    there: "Rows",
    rows: "Rows",
) -> tuple[list[Statement], Waiving]:
    """The statements besides the ties that waivers stand by, and what waivers do."""
    import numpy

    instruments = about.circumstances.instruments
    standing_by = {
        iri: row
        for (iri, each), row in zip(about.statements.items(), about.resting.tolist(), strict=True)
        if each.status is Status.ACTUAL and any(one in instruments for one in each.instruments)
    }
    place = {row: number for number, row in enumerate(there.tolist())}
    more = [iri for iri, row in standing_by.items() if row not in place]
    by = {iri: place[row] for iri, row in standing_by.items() if row in place}
    by |= {iri: len(place) + number for number, iri in enumerate(more)}
    alone = certainties(basis.periods, choice.window, memory=choice.memory)[about.resting]
    known = None
    if choice.known_by is not None:
        known = issued_of(dataset, basis).known_by(parse_date(choice.known_by))[about.resting]
    order = numpy.argsort(about.resting)
    local = order[numpy.searchsorted(about.resting, about.rows, sorter=order)]
    of = order[numpy.searchsorted(about.resting, there[rows], sorter=order)]
    small = replace(about, rows=local, resting=numpy.arange(len(about.resting)))
    waiving = Waiving(small, choice, alone, known, rows, of, by)
    return [about.statements[iri] for iri in more], waiving


def _unchanged(graph: "networkx.MultiDiGraph[str]") -> "Dataset | None":
    """The dataset of a graph, if it is still as it was when the graph was projected."""
    reader = cast("Reader | None", getattr(graph, "reader", None))
    if reader is None or reader.dataset is None:
        return None
    held = vars(reader.dataset).get("records")
    return reader.dataset if reader.records is None or reader.records is held else None
