"""What measures count: the statements of a graph as arrays, from its columns or else from its edges."""

import bisect
import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from kg.dates import Certainty
from kg.graph.edges import CERTAINTIES, EdgeColumns
from kg.graph.filling import attributes_of
from kg.model import Influence
from kg.projection import edges

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    from kg.graph.face import Graph

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Rows = NDArray[numpy.intp]

_ALONG = (Influence.FORWARD.value, Influence.BOTH.value)
_AGAINST = (Influence.BACKWARD.value, Influence.BOTH.value)


@dataclass(frozen=True, eq=False)
class Ties:
    """A row for each statement, in the order of the statements' IRIs, each once.

    `source` and `target` are places in `nodes`, which are sorted, in the stated direction; `kind` is a
    place in `kinds`, sorted IRIs of relation types. `along` and `against` tell which way influence runs,
    a mirror edge counted; `mirror` whether there is one; `sure` whether the statement certainly stands.
    """

    nodes: tuple[str, ...]
    kinds: tuple[str, ...]
    source: "Array"
    target: "Array"
    kind: "Array"
    sign: "Array"
    strength: "Array"
    mirror: "Flags"
    along: "Flags"
    against: "Flags"
    sure: "Flags"
    named: "EdgeColumns | tuple[str, ...]"

    def __len__(self) -> int:
        return len(self.source)

    def find(self, node: str) -> int | None:
        """The place of an actor in `nodes`, None where no statement names it."""
        place = bisect.bisect_left(self.nodes, node)
        return place if self.nodes[place : place + 1] == (node,) else None

    def rows(self, iris: Sequence[str]) -> dict[str, int]:
        """The rows of those of these statements that are here; the names of the others are not read."""
        import numpy

        columns = self.named if isinstance(self.named, EdgeColumns) else None
        names = self.named.named if isinstance(self.named, EdgeColumns) else self.named
        if not iris or not len(self):
            return {}
        if isinstance(names, tuple):
            places = numpy.array([bisect.bisect_left(names, iri) for iri in iris])
        else:
            wanted = type(names)(list(iris))  # a polars.Series, as the names are
            places = names.search_sorted(wanted).to_numpy().astype(numpy.int64)
        rows = places if columns is None else numpy.searchsorted(columns.number, places)
        rows = numpy.minimum(rows, len(self) - 1)
        found = zip(iris, self.iris(rows), rows.tolist(), strict=True)
        return {iri: row for iri, there, row in found if iri == there}

    def iris(self, rows: "Rows") -> list[str]:
        """The IRIs of the statements in these rows."""
        if isinstance(self.named, EdgeColumns):
            return self.named.iris(rows)
        return [self.named[row] for row in rows.tolist()]

    def only(self, relations: Collection[str] | None) -> "Rows":
        """The rows of these relation types, by IRI, or all."""
        import numpy

        if relations is None:
            return numpy.arange(len(self))
        wanted = numpy.array([kind in relations for kind in self.kinds], bool)
        return wanted[self.kind].nonzero()[0]

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What was made of the ties, by whoever asks for it again."""
        return {}

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The IRIs of the relation types that there are statements of."""
        import numpy

        return tuple(self.kinds[each] for each in numpy.unique(self.kind).tolist())

    def own(self, rows: "Rows", actors: Sequence[int]) -> list[tuple[str, ...]]:
        """The IRIs of each of these actors' own statements among the rows, in their order."""
        import numpy

        ends = numpy.concatenate([self.source[rows], self.target[rows]])
        twice = numpy.concatenate([rows, rows])
        place = numpy.full(len(self.nodes), -1)
        place[list(actors)] = numpy.arange(len(actors))
        asked = place[ends] >= 0
        asked[len(rows) :] &= self.source[rows] != self.target[rows]
        whose, which = place[ends[asked]], twice[asked]
        order = numpy.lexsort((which, whose))
        names = self.iris(which[order])
        cuts = numpy.searchsorted(whose[order], numpy.arange(len(actors) + 1)).tolist()
        return [tuple(names[a:b]) for a, b in itertools.pairwise(cuts)]


def ties_of(graph: "networkx.MultiDiGraph[str]") -> Ties:
    """The ties of a graph that `kg.project` gave, made once; or of one that was changed since."""
    columns = getattr(graph, "columns", None)
    if columns is None:
        return _of_edges(graph)
    if "ties" not in columns.kept:
        columns.kept["ties"] = _of_columns(columns)
    return cast("Ties", columns.kept["ties"])


def _of_columns(columns: EdgeColumns) -> Ties:
    import numpy

    influence = [kind.influence.value if kind else "" for kind in columns.kinds]
    along, against = (
        numpy.array([each in ways for each in influence], bool)[columns.relation]
        for ways in (_ALONG, _AGAINST)
    )
    return Ties(
        nodes=columns.nodes,
        kinds=columns.predicates,
        source=columns.source,
        target=columns.target,
        kind=columns.relation,
        sign=columns.sign,
        strength=columns.strength,
        mirror=columns.mirror,
        along=along | (columns.mirror & against),
        against=against | (columns.mirror & along),
        sure=columns.certainty == CERTAINTIES.index(Certainty.CERTAIN),
        named=columns,
    )


def _of_edges(graph: "networkx.MultiDiGraph[str]") -> Ties:
    import numpy

    nodes = tuple(sorted(graph.nodes))
    place = {node: number for number, node in enumerate(nodes)}
    found = edges(graph)
    kinds = tuple(sorted({str(data["predicate"]) for *_, data in found}))
    code = {kind: number for number, kind in enumerate(kinds)}
    mirror = numpy.array([_mirrored(graph, *edge[:3]) for edge in found], bool)
    along, against = (
        numpy.array([data["influence"] in ways for *_, data in found], bool)
        for ways in (_ALONG, _AGAINST)
    )
    data: list[Any] = [each for *_, each in found]
    return Ties(
        nodes=nodes,
        kinds=kinds,
        source=numpy.array([place[subject] for subject, *_ in found], numpy.int32),
        target=numpy.array([place[obj] for _, obj, *_ in found], numpy.int32),
        kind=numpy.array([code[str(each["predicate"])] for each in data], numpy.int32),
        sign=numpy.array([int(each["sign"]) for each in data], numpy.int8),
        strength=numpy.array([float(each["strength"]) for each in data], numpy.float64),
        mirror=mirror,
        along=along | (mirror & against),
        against=against | (mirror & along),
        sure=numpy.array([each["certainty"] == Certainty.CERTAIN for each in data], bool),
        named=tuple(iri for _, _, iri, _ in found),
    )


def _mirrored(graph: "networkx.MultiDiGraph[str]", subject: str, obj: str, iri: str) -> bool:
    back = subject != obj and graph.has_edge(obj, subject, iri)
    return back and bool(graph[obj][subject][iri]["mirror"])


def labels_of(graph: "networkx.MultiDiGraph[str]", actors: Sequence[str]) -> dict[str, str]:
    """What people call these actors of a graph."""
    columns, reader = (getattr(graph, name, None) for name in ("columns", "reader"))
    if columns is not None and reader is not None:
        return dict(reader.labels(actors))
    return {actor: str(graph.nodes[actor]["label"]) for actor in actors}


Stated = tuple[str, str, dict[str, Any]]
"""Subject, object and attributes of a statement."""


def all_stated(
    graph: "networkx.MultiDiGraph[str]", joined: "Iterable[tuple[str, str, str]]"
) -> dict[str, Stated]:
    """What `stated` says of many statements, given each after the two whom it joins: read in one go."""
    told = {iri: (source, target) for source, target, iri in joined}
    columns: EdgeColumns | None = getattr(graph, "columns", None)
    reader = cast("Graph", graph).reader if columns is not None else None
    if columns is None or reader is None:
        return {iri: stated(graph, *ends, iri) for iri, ends in told.items()}
    return {
        iri: (each.subject, each.object, attributes_of(columns, columns.row[iri], each))
        for iri, each in reader.statements(told).items()
    }


def stated(graph: "networkx.MultiDiGraph[str]", source: str, target: str, iri: str) -> Stated:
    """Subject, object and attributes of a statement that joins the two, whichever way."""
    if getattr(graph, "columns", None) is not None:
        found: Stated = cast("Graph", graph).attributes(iri)
        return found
    forward = graph.has_edge(source, target, iri) and not graph[source][target][iri]["mirror"]
    subject, obj = (source, target) if forward else (target, source)
    return subject, obj, graph[subject][obj][iri]
