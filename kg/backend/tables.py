"""A graph as arrays, in the order in which networkx goes through it: what every function here works on.

The table of a `kg.Graph` is made of its columns, once; that of another networkx graph of its dictionaries,
anew for each call, for nobody tells when they change.
"""

import itertools
import weakref
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.pairs import sparsely
from kg.graph.edges import EdgeColumns
from kg.graph.filling import EDGE

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    Array = NDArray[Any]

NUMBERS = ("strength", "cost", "sign", "confidence")
"""The attributes of edges that columns hold as numbers."""
_EXACT = 2**53  # integers up to it are reals without loss
_KNOWN: "weakref.WeakKeyDictionary[EdgeColumns, Table]" = weakref.WeakKeyDictionary()


class Unserved(Exception):
    """Says why networkx's own code has to run."""


@dataclass(frozen=True, eq=False)
class Table:
    """Arrays of a graph: `source` and `target` are places in `nodes`, a row for each edge.

    Rows are in the order in which an edge is met; an undirected edge has one each way, a loop one. `weight`
    gives an attribute by row, with 1 where an edge lacks it. `entering` gives the nodes before each node in
    networkx's order; None says that it is that of the rows.
    """

    nodes: Sequence[Hashable]
    source: "Array"
    target: "Array"
    directed: bool
    multigraph: bool
    weight: "Callable[[str | None], Array]"
    entering: "Callable[[], Array] | None" = None

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return len(self.nodes)

    @cached_property
    def place(self) -> dict[Hashable, int]:
        """The place of each node."""
        return {node: place for place, node in enumerate(self.nodes)}

    @cached_property
    def _joined(self) -> "tuple[Array, Array, Array, Array]":
        """Parallel edges taken together: ends of each pair, by source; the pair of each row; the starts."""
        import numpy

        source, target = self.source.astype(numpy.int64), self.target
        keys = source * max(1, self.count) + target
        known, first, of = numpy.unique(keys, return_index=True, return_inverse=True)
        size = max(1, self.count)
        order = numpy.lexsort((first, known // size))
        number = numpy.empty_like(order)
        number[order] = numpy.arange(len(order))
        ends = known[order]
        source = ends // size
        starts = numpy.searchsorted(source, numpy.arange(self.count + 1))
        return source, ends % size, number[of], starts

    @property
    def pairs(self) -> "tuple[Array, Array]":
        """The ends of each pair of neighbours, by source, then in the order in which networkx meets them."""
        return self._joined[:2]

    @property
    def starts(self) -> "Array":
        """Where the pairs of each source begin, and after them their end."""
        return self._joined[3]

    def inward(self, weight: str | None) -> Any:
        """What enters each node from each, as a sparse matrix: weights of parallel edges summed up.

        Every edge weighs 1 where no weight is named.
        """
        import numpy

        if weight not in self.kept:
            values = numpy.ones(len(self.source)) if weight is None else self.weight(weight)
            self.kept[weight] = sparsely(self.count, self.target, self.source, values)
        return self.kept[weight]

    def least(self, weight: str | None) -> "Array":
        """The least weight of each pair's edges, as networkx measures distance.

        Raises:
            Unserved: one is not above 0.
        """
        import numpy

        source, _, of, _ = self._joined
        values = self.weight(weight)
        if len(values) and not values.min() > 0:
            raise Unserved("weights that are not positive")
        if len(values) == len(source):
            found = numpy.empty_like(values)
            found[of] = values
            return found
        order = numpy.argsort(of, kind="stable")
        begins = numpy.searchsorted(of[order], numpy.arange(len(source)))
        least: Array = numpy.minimum.reduceat(values[order], begins) if len(values) else values
        return least

    @property
    def ahead(self) -> "tuple[Array, Array]":
        """The pairs that leave each node, in networkx's order: where each node's begin, and the targets."""
        return self._joined[3], self._joined[1]

    @cached_property
    def behind(self) -> "tuple[Array, Array, Array]":
        """The pairs that enter each node, in networkx's order: begins, sources, numbers among `pairs`."""
        import numpy

        source, target = self.pairs
        if not self.directed:
            back = numpy.lexsort(
                (source, target)
            )  # the pair v-u where the pair u-v is known by place
            number = numpy.empty_like(back)
            number[numpy.lexsort((target, source))] = back
            return self.starts, target, number
        if self.entering is None:  # by first meeting, whoever the source
            first = numpy.full(len(source), len(self.source))
            numpy.minimum.at(first, self._joined[2], numpy.arange(len(self.source)))
            order = numpy.lexsort((first, target))
        else:
            keys = target * self.count + source
            ranked = numpy.argsort(keys)
            order = ranked[numpy.searchsorted(keys[ranked], self.entering())]
        starts = numpy.searchsorted(target[order], numpy.arange(self.count + 1))
        return starts, source[order], order

    @cached_property
    def lists(self) -> "tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]":
        """`ahead` and `behind` as lists, for searches that look at few nodes one by one."""
        forward = (self.starts.tolist(), self.pairs[1].tolist())
        if not self.directed:
            return forward, forward
        return forward, (self.behind[0].tolist(), self.behind[1].tolist())

    @cached_property
    def near(self) -> tuple[list[list[int]], list[list[int]]]:
        """The neighbours of each node, `ahead` and `behind`, for searches that look at many of few nodes."""
        found = [
            [ends[a:b] for a, b in itertools.pairwise(starts)]
            for starts, ends in (self.lists if self.directed else self.lists[:1])
        ]
        return found[0], found[-1]

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What was made of the table, by whoever asks for it again."""
        return {}

    def named(self, values: "Array") -> dict[Any, Any]:
        """The values by node, as numbers of Python's own."""
        return dict(zip(self.nodes, values.tolist(), strict=True))

    def find(self, node: Any) -> int | None:
        """The place of a node, None if it is not in the graph."""
        try:
            return self.place.get(node)
        except TypeError:  # not hashable: networkx says what it thinks of that
            raise Unserved("a node that cannot be one") from None


def table_of(graph: "networkx.Graph[Any]") -> Table:
    """The table of a graph.

    Raises:
        Unserved: it is no graph of networkx's, or a view that decides as it is read.
    """
    columns: EdgeColumns | None = getattr(graph, "columns", None)
    if columns is not None:
        table = _KNOWN.get(columns)
        if table is None:
            table = _KNOWN[columns] = _of_columns(columns)
        return table
    import networkx

    own = type(graph)
    if not issubclass(own, networkx.Graph) or own.__getitem__ is not networkx.Graph.__getitem__:
        raise Unserved("a graph that has neighbours of its own making")
    return _of_dictionaries(graph)


def _of_columns(columns: EdgeColumns) -> Table:
    """Each statement's edge in its stated direction, its mirror edge right after it."""
    import numpy

    numbers = {name: getattr(columns, name) for name in NUMBERS}
    rows: Any = slice(None)
    source, target = columns.source, columns.target
    if columns.mirror.any():
        rows = numpy.repeat(numpy.arange(len(columns)), 1 + columns.mirror)
        back = numpy.zeros(len(rows), bool)
        back[1:] = rows[1:] == rows[:-1]
        source, target = source[rows], target[rows]
        source, target = numpy.where(back, target, source), numpy.where(back, source, target)

    def weight(name: str | None) -> "Array":
        if name in numbers:
            found: Array = numbers[name][rows]
            return found
        if name in EDGE:
            raise Unserved(f"'{name}' is no number of the columns")
        return numpy.ones(len(source), numpy.int64)

    return Table(
        nodes=columns.nodes,
        source=source,
        target=target,
        directed=True,
        multigraph=True,
        weight=weight,
    )


def _of_dictionaries(graph: Any) -> Table:
    import numpy

    nodes = list(graph)
    place = {node: number for number, node in enumerate(nodes)}
    adjacency = graph._adj  # noqa: SLF001  # views of it cost more than all the rest
    multigraph = graph.is_multigraph()

    def flat(values: Iterable[Any]) -> "Array":
        return numpy.fromiter(values, numpy.int64)

    if multigraph:
        target = flat(
            place[each] for near in adjacency.values() for each, keys in near.items() for _ in keys
        )
        degree = flat(sum(map(len, near.values())) for near in adjacency.values())
    else:
        target = flat(place[each] for near in adjacency.values() for each in near)
        degree = flat(map(len, adjacency.values()))

    def weight(name: str | None) -> "Array":
        rows = (each for near in adjacency.values() for each in near.values())
        data = (each for keys in rows for each in keys.values()) if multigraph else rows
        return _numbers([each.get(name, 1) for each in data])

    def entering() -> "Array":
        before = graph._pred  # noqa: SLF001
        keys = (place[v] * len(nodes) + place[u] for v, near in before.items() for u in near)
        return flat(keys)

    return Table(
        nodes=nodes,
        source=numpy.repeat(numpy.array([place[node] for node in adjacency], numpy.int64), degree),
        target=target,
        directed=graph.is_directed(),
        multigraph=multigraph,
        weight=weight,
        entering=entering if graph.is_directed() else None,
    )


def _numbers(values: list[Any]) -> "Array":
    """Weights as integers or reals.

    Raises:
        Unserved: some are neither, or are not exact as reals.
    """
    import numpy

    if not values:
        return numpy.ones(0, numpy.int64)
    if not {type(each) for each in values} <= {int, float}:
        raise Unserved("weights that are not all plain numbers")
    try:
        found = numpy.array(values)
    except OverflowError:
        raise Unserved("weights too large to be exact") from None
    if found.dtype.kind not in "if" or not numpy.isfinite(found).all():
        raise Unserved("weights that are not finite numbers")
    if found.dtype.kind == "i" and numpy.abs(found).sum(dtype=numpy.float64) >= _EXACT:
        raise Unserved("weights too large to be exact")
    return found
