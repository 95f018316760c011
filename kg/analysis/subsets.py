"""A graph without some of its statements, as it would be had they never been chosen."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from kg.analysis.ties import Ties
from kg.graph.edges import BOUNDS, EdgeColumns
from kg.graph.watching import About

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    from kg.graph.face import Graph

    Codes = NDArray[numpy.int8]
    Flags = NDArray[numpy.bool_]

_ROWS = (
    *("number", "relation", "sign", "status", "certainty"),
    *("strength", "cost", "confidence", "mirror"),
    *BOUNDS,
)


def keeping(
    graph: "networkx.MultiDiGraph[str]",
    ties: Ties,
    kept: "Flags",
    certainty: "Codes | None" = None,
) -> "networkx.MultiDiGraph[str]":
    """The graph of the statements kept, a flag for each row of its ties; actors without one are gone.

    It says what it counts as the graph does: what waivers suspend is not looked at again here. With
    `certainty`, a code for each row, statements stand as certainly as that says.
    """
    columns: EdgeColumns | None = getattr(graph, "columns", None)
    if columns is None:
        names = ties.iris(kept.nonzero()[0])
        wanted = set(names)
        keyed: Any = [edge for edge in graph.edges(keys=True) if edge[2] in wanted]
        return graph.edge_subgraph(keyed).copy()
    whole = cast("Graph", graph)
    if whole.reader is None:  # pragma: no cover
        raise LookupError(graph)
    if certainty is not None:
        columns = replace(columns, certainty=certainty)
    about = whole.graph
    copied = about.unread() if isinstance(about, About) else About(about)
    return type(whole).of(_rows(columns, kept), whole.reader, copied)


def _rows(columns: EdgeColumns, kept: "Flags") -> EdgeColumns:
    import numpy

    source, target = columns.source[kept], columns.target[kept]
    used = numpy.zeros(len(columns.nodes), bool)
    used[source] = used[target] = True
    place = numpy.cumsum(used, dtype=numpy.int32) - 1
    rows: dict[str, Any] = {name: getattr(columns, name)[kept] for name in _ROWS}
    return replace(
        columns,
        nodes=tuple(columns.nodes[each] for each in numpy.flatnonzero(used).tolist()),
        source=place[source],
        target=place[target],
        **rows,
    )
