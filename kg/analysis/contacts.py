"""When influence can run from one actor to another: a row for each statement and direction.

Time is counted in labels, two a day: 2 * day is the day as it begins, 2 * day + 1 the day once an act has
carried influence on it. So acts of one day do not follow one another, while ties may be crossed before
and after them: crossing a tie takes no time. Turning time round, label x becomes 1 - x.
"""

import weakref
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.suspending import left, meeting, suspensions_in
from kg.analysis.ties import ties_of
from kg.columns import OPEN
from kg.graph.edges import BOUNDS, EdgeColumns
from kg.model import Aspect
from kg.projection import edges

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]

NEVER = 2**30
"""The label after every day: not reached, or without an end."""
BEGINNING = 1 - NEVER
"""The label before every day: nobody says since when."""
FROM_THE_START, TO_THE_END = BEGINNING + 1, NEVER - 1
"""The labels between which influence runs if nobody says when; turning time round exchanges them."""
_KNOWN: "weakref.WeakKeyDictionary[EdgeColumns, dict[Any, Crossings]]" = weakref.WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Crossings:
    """Contacts from `source` to `target` among `count` actors, by the label at which each opens.

    Influence that is at the source by label a crosses if a <= close, and is at the target by
    max(a, opens); by an `act` not before the next day's act, if it has been carried by one that day.
    `row` is the statement's row in the ties of the graph: one may have several, about waivers.
    """

    count: int
    source: "Array"
    target: "Array"
    opens: "Array"
    close: "Array"
    act: "Flags"
    row: "Array"

    def __len__(self) -> int:
        return len(self.source)

    def ordered(self) -> "Crossings":
        """The same in the order of opening, then of statements."""
        import numpy

        return self.taken(numpy.argsort(self.opens, kind="stable"))

    def taken(self, order: "Array") -> "Crossings":
        """These contacts of them, in this order."""
        names = ("source", "target", "opens", "close", "act", "row")
        return replace(self, **{name: getattr(self, name)[order] for name in names})

    @cached_property
    def turned(self) -> "Crossings":
        """The same with time and influence turned round."""
        return replace(
            self,
            source=self.target,
            target=self.source,
            opens=1 - self.close,
            close=1 - self.opens,
        ).ordered()

    @cached_property
    def ready(self) -> "Array":
        """By which label influence has to be at the source to cross as the contact opens."""
        import numpy

        found: Array = numpy.minimum(self.close, self.opens - 1)
        return found

    def arrival(self, at_source: "Array", which: "Array | slice") -> "Array":
        """The label at the target, of influence that is at the source in time.

        >>> import numpy
        >>> day = [numpy.array([each]) for each in (0, 1, 21, 20, True, 0)]    # an act on day 10
        >>> [int(Crossings(2, *day).arrival(numpy.array([a]), slice(None))[0]) for a in (4, 20)]
        [21, 21]
        """
        import numpy

        after = numpy.where(self.act[which], ((at_source + 1) >> 1 << 1) + 1, at_source)
        return numpy.maximum(after, self.opens[which])

    @cached_property
    def lasting(self) -> "tuple[Array, Crossings]":
        """The contacts that stay open after they open, by source; where those of each actor begin."""
        import numpy

        rows = numpy.flatnonzero(self.close >= self.opens)
        order = rows[numpy.argsort(self.source[rows], kind="stable")]
        found = self.taken(order)
        return numpy.searchsorted(found.source, numpy.arange(self.count + 1)), found

    @cached_property
    def pairs(self) -> "tuple[Array, Array]":
        """The contacts by target, source and statement; where those of each target begin."""
        import numpy

        order = numpy.lexsort((self.row, self.source, self.target))
        return order, numpy.searchsorted(self.target[order], numpy.arange(self.count + 1))

    def into(self, target: int, source: int | None = None) -> "Array":
        """The contacts into an actor, or of one pair."""
        import numpy

        order, starts = self.pairs
        found: Array = order[slice(*starts[target : target + 2])]
        if source is None:
            return found
        return found[slice(*numpy.searchsorted(self.source[found], [source, source + 1]))]


def crossings_of(
    graph: "networkx.MultiDiGraph[str]",
    *,
    sure: bool,
    signs: Collection[int] | None = None,
    memory: int = 0,
    same_day: bool = False,
    waivers: bool = True,
) -> Crossings:
    """The contacts of a graph, as wide as partial dates allow, or with `sure` as narrow as they may be.

    Wide: a contact may open on the earliest day and stay open to the latest; narrow: it opens on the
    latest and closes on the earliest, and is there only if its statement certainly stands. Acts stay
    open for `memory` days after their own; with `same_day` acts of one day may follow one another.
    What a waiver suspends has a contact for each stretch of days that it leaves, wide those on which it may
    be in force too, narrow only those on which it surely is not; without `waivers`, as if there were none.
    """
    columns = getattr(graph, "columns", None)
    kept = {} if columns is None else _KNOWN.setdefault(columns, {})
    key = (sure, None if signs is None else frozenset(signs), memory, same_day, waivers)
    if key not in kept:
        kept[key] = _crossings(graph, signs, memory, sure=sure, same_day=same_day, waivers=waivers)
    return kept[key]


def _crossings(
    graph: "networkx.MultiDiGraph[str]",
    signs: Collection[int] | None,
    memory: int,
    *,
    sure: bool,
    same_day: bool,
    waivers: bool,
) -> Crossings:
    import numpy

    ties = ties_of(graph)
    act, bounds = _times(graph)
    wanted = ties.source != ties.target
    if signs is not None:
        wanted &= numpy.isin(ties.sign, list(signs))
    if sure:
        wanted &= ties.sure
    first, last, there = days_of(act, bounds, memory, sure=sure)
    of, first, last = left(
        suspensions_in(graph) if waivers else {}, first, last, wanted & there, bounds[0], sure=sure
    )
    opens, close = _labels(first, last, act[of] & (not same_day))
    ahead, back = (numpy.flatnonzero(way[of]) for way in (ties.along, ties.against))
    which = numpy.concatenate([ahead, back])
    row = of[which]
    return Crossings(
        count=len(ties.nodes),
        source=numpy.concatenate([ties.source[of[ahead]], ties.target[of[back]]]).astype(
            numpy.int32
        ),
        target=numpy.concatenate([ties.target[of[ahead]], ties.source[of[back]]]).astype(
            numpy.int32
        ),
        opens=opens[which].astype(numpy.int32),
        close=close[which].astype(numpy.int32),
        act=act[row] & (not same_day),
        row=row,
    ).ordered()


def suspended_rows(
    graph: "networkx.MultiDiGraph[str]", *, signs: Collection[int] | None = None, memory: int = 0
) -> list[int]:
    """The rows of those statements of a graph that a waiver may suspend on a day of theirs."""
    suspended = suspensions_in(graph)
    if not suspended:
        return []
    signs_of = ties_of(graph).sign
    act, bounds = _times(graph)
    first, last, there = days_of(act, bounds, memory, sure=False)
    return [
        row
        for row, each in sorted(suspended.items())
        if there[row]
        and (signs is None or int(signs_of[row]) in signs)
        and meeting(each, (int(first[row]), int(last[row])))
    ]


def _times(graph: "networkx.MultiDiGraph[str]") -> "tuple[Flags, list[Array]]":
    """Which statements are acts, and the bounds of all, in the order of the graph's ties."""
    import numpy

    columns = getattr(graph, "columns", None)
    if columns is not None:
        acts = [kind is not None and kind.aspect is Aspect.ACT for kind in columns.kinds]
        act = numpy.array(acts, bool)[columns.relation]
        return act, [getattr(columns, name).astype(numpy.int64) for name in BOUNDS]
    found: list[Any] = [data for *_, data in edges(graph)]
    act = numpy.array([data["aspect"] == Aspect.ACT for data in found], bool)
    days = [(*data["first"], *data["last"]) for data in found]
    return act, [
        numpy.array([OPEN if each[n] is None else each[n] for each in days], numpy.int64)
        for n in range(len(BOUNDS))
    ]


def days_of(
    act: "Flags", bounds: "list[Array]", memory: int, *, sure: bool
) -> "tuple[Array, Array, Flags]":
    """The days from which and to which contacts are open, OPEN and NEVER apart, and which there are."""
    import numpy

    first_low, first_high, last_low, last_high = bounds
    lasting = ~act & (last_low == OPEN) & (last_high == OPEN)
    end = numpy.where(last_high == OPEN, NEVER, last_high)
    begun = numpy.where(first_high == OPEN, NEVER, first_high)
    there = first_low <= end
    if sure:  # bounds narrowed to "first day, then last day", as kg.dates does it
        first, last = numpy.minimum(begun, end), numpy.maximum(first_low, last_low)
        last = numpy.where(lasting, NEVER, last)
        there = there & (first < NEVER) & (last > OPEN)
    else:
        first, last = first_low, end
    return first, numpy.minimum(last + numpy.where(act, memory, 0), NEVER), there


def _labels(first: "Array", last: "Array", strict: "Flags") -> "tuple[Array, Array]":
    """The labels at which contacts of these days open and close."""
    import numpy

    opens = numpy.where(first > OPEN, 2 * first + strict, BEGINNING)
    close = numpy.where(last < NEVER // 2 - 1, 2 * last + ~strict, NEVER)
    return opens, close
