"""Earliest arrivals over contacts: one pass in the order of their opening.

A window of contacts at a time: those whose source is reached before they open cross then, and a newly
reached actor crosses at once what stands open. Within a window this is repeated until nothing changes;
labels before its end are then final, so each contact is looked at in one window alone. Where a chain is
longer than a few rounds, the rest of the window goes contact by contact, actors in the order of their
labels (E. W. Dijkstra, Numerische Mathematik 1, 1959, with the waiting of K. L. Cooke and E. Halsey, J. of
Mathematical Analysis and Applications 14, 1966): the cost stays linear in the contacts but for the heap.
With the extra `kg[fast]` many contacts go one by one from the start, as machine code.
"""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.compiled import MANY, compiled
from kg.analysis.contacts import NEVER, TO_THE_END, Crossings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

# Contacts that are looked at together at most and, where chains in a window are long, at least; the rounds
# in a window before it goes on one by one, and those up to which the next may be larger: the least time of
# those tried on a million contacts.
_WINDOW, _LEAST = 1 << 14, 1 << 12
_ROUNDS, _FEW = 30, 8


@dataclass(frozen=True, eq=False)
class Arrivals:
    """Labels by which influence from `source` is at each actor at the earliest; NEVER if it is not.

    `layers` are the labels within 0, 1, 2 ... steps, if steps are bounded.
    """

    crossings: Crossings
    source: int
    labels: "Array"
    layers: "tuple[Array, ...] | None" = None

    def way(self, target: int) -> list[int]:
        """The actors from the source to one that is reached, both included.

        Of the ways that arrive as early as can be, one of the fewest steps; which of those, depends on
        the order of the actors alone. Without a bound on steps, all actors on it are reached as early as
        can be.
        """
        way = [target]
        if self.layers is None:
            while way[-1] != self.source:
                way.append(int(self._before[way[-1]]))
            return way[::-1]
        label = self.labels[target]
        while way[-1] != self.source:
            step = next(n for n, each in enumerate(self.layers) if each[way[-1]] == label)
            before = self._senders(self.layers[step - 1], way[-1], label)
            way.append(int(before.min()))
            label = self.layers[step - 1][way[-1]]
        return way[::-1]

    def _senders(self, labels: "Array", target: int, label: int) -> "Array":
        """The actors with these labels from which one is reached at a label."""
        found = self.crossings.into(target)
        source = self.crossings.source[found]
        at_source = labels[source]
        crosses = (at_source < NEVER) & (at_source <= self.crossings.close[found])
        senders: Array = source[crosses & (self.crossings.arrival(at_source, found) == label)]
        return senders

    @cached_property
    def _before(self) -> "Array":
        """The actor before each on its way."""
        import numpy
        from scipy import sparse
        from scipy.sparse import csgraph

        contacts, labels = self.crossings, self.labels
        at_source = labels[contacts.source]
        tight = (at_source < NEVER) & (at_source <= contacts.close)
        tight &= contacts.arrival(at_source, slice(None)) == labels[contacts.target]
        ends = contacts.source[tight], contacts.target[tight]
        shape = (contacts.count, contacts.count)
        matrix = sparse.csr_array((numpy.ones(len(ends[0])), ends), shape=shape)
        matrix.sum_duplicates()
        found: Array = csgraph.breadth_first_order(matrix, self.source)[1]
        return found


def arrivals(
    contacts: Crossings, source: int, start: int, end: int = TO_THE_END, *, steps: int | None = None
) -> Arrivals:
    """When influence that starts at an actor at a label is at each other, up to a label.

    >>> import numpy
    >>> ends = [numpy.array(each) for each in ([0, 1], [1, 2])]
    >>> days = [numpy.array(each) for each in ([20, 4], [40, 31])]           # open 10 to 20, 2 to 15
    >>> found = arrivals(Crossings(3, *ends, *days, numpy.zeros(2, bool), numpy.arange(2)).ordered(), 0, 0)
    >>> found.labels.tolist(), found.way(2)
    ([0, 20, 20], [0, 1, 2])
    """
    if steps is not None and steps < contacts.count - 1:
        layers = tuple(_layers(contacts, source, start, end, steps))
        return Arrivals(contacts, source, layers[-1], layers)
    return Arrivals(contacts, source, _labels(contacts, source, start, end))


def along(
    contacts: Crossings, actors: list[int], start: int, end: int = TO_THE_END
) -> list[tuple[int, "Array"]]:
    """When influence crosses each step of a chain of actors, and the statements (rows) that it crosses by.

    NEVER and no statement from the first step on that it cannot take.
    """
    import numpy

    label, found = start, []
    for source, target in itertools.pairwise(actors):
        which = contacts.into(target, source)
        which = which[contacts.close[which] >= label] if label < NEVER else which[:0]
        arrived = contacts.arrival(numpy.full(len(which), label), which)
        label = int(arrived.min(initial=NEVER))
        label = label if label <= end else NEVER
        found.append((label, contacts.row[which[arrived == label]]))
    return found


def _layers(contacts: Crossings, source: int, start: int, end: int, steps: int) -> "list[Array]":
    """The labels within 0, 1, 2 ... steps, until nothing changes."""
    import numpy

    layers = [_started(contacts, source, start)]
    while len(layers) <= steps:
        before = layers[-1]
        at_source = before[contacts.source]
        crosses = numpy.flatnonzero((at_source < NEVER) & (at_source <= contacts.close))
        arrived = contacts.arrival(at_source[crosses], crosses)
        after = before.copy()
        in_time = arrived <= end
        numpy.minimum.at(after, contacts.target[crosses[in_time]], arrived[in_time])
        if (after == before).all():
            break
        layers.append(after)
    return layers


def _started(contacts: Crossings, source: int, start: int) -> "Array":
    import numpy

    labels = numpy.full(contacts.count, NEVER, numpy.int32)
    labels[source] = start
    return labels


def _labels(contacts: Crossings, source: int, start: int, end: int) -> "Array":
    import numpy

    labels = _started(contacts, source, start)
    low, stop = numpy.searchsorted(contacts.opens, [start, end], side="right").tolist()
    if stop - low >= MANY and (run := compiled()) is not None:
        return _by_machine_code(run, contacts, labels, slice(low, stop), source, end)
    stands = len(contacts.lasting[1]) > 0
    waiting, size, more = numpy.array([source]), _WINDOW, True
    while more:
        high = min(low + size, stop)
        more = high < stop
        horizon = int(contacts.opens[high]) if more else end + 1
        opening = _Opening.of(contacts, labels, low, high)
        for rounds in range(_ROUNDS):
            reached = late = opening.cross(labels)
            if stands:
                ripe = labels[waiting] < horizon
                late = _standing(contacts, labels, waiting[ripe], end)
                waiting = numpy.unique(numpy.concatenate([waiting[~ripe], reached, late]))
            if not len(reached) and not len(late):
                size = min(size * 2, _WINDOW) if rounds < _FEW else max(size // 2, _LEAST)
                break
        else:
            size = max(size // 4, _LEAST)
            waiting = _one_by_one(contacts, labels, (low, high), waiting, horizon, end)
        low = high
    return labels


def _by_machine_code(
    run: Callable[..., None],
    contacts: Crossings,
    labels: "Array",
    those: slice,
    source: int,
    end: int,
) -> "Array":
    import numpy

    names = ("source", "target", "opens", "ready")
    starts, lasting = contacts.lasting
    following = lasting.target, lasting.opens, lasting.close, lasting.act
    opening = tuple(getattr(contacts, name)[those] for name in names)
    run(labels, opening, starts, following, end, numpy.int32(source))
    return labels


@dataclass(eq=False)
class _Opening:
    """The contacts of a window that may still be crossed as they open."""

    source: "Array"
    target: "Array"
    opens: "Array"
    ready: "Array"

    @classmethod
    def of(cls, contacts: Crossings, labels: "Array", low: int, high: int) -> "_Opening":
        """Those from one place to another whose target is not reached before they open."""
        import numpy

        target, opens = contacts.target[low:high], contacts.opens[low:high]
        left = numpy.flatnonzero(labels[target] > opens)
        source, ready = contacts.source[low:high], contacts.ready[low:high]
        return cls(source[left], target[left], opens[left], ready[left])

    def cross(self, labels: "Array") -> "Array":
        """Cross what opens when its source is reached, and leave it out from now on: the actors reached."""
        crosses = (labels[self.source] <= self.ready).nonzero()[0]
        if not len(crosses):
            return crosses
        target, opens = self.target[crosses], self.opens[crosses]
        sooner = opens < labels[target]
        target, opens = target[sooner][::-1], opens[sooner][::-1]
        labels[target] = opens  # of several into one actor the last counts: the earliest
        left = labels[self.target] > self.opens
        self.source, self.target = self.source[left], self.target[left]
        self.opens, self.ready = self.opens[left], self.ready[left]
        return target


def _standing(contacts: Crossings, labels: "Array", actors: "Array", end: int) -> "Array":
    """Cross what stands open when these actors are reached: the actors reached by that."""
    import numpy

    starts, lasting = contacts.lasting
    begin, count = starts[actors], starts[actors + 1] - starts[actors]
    if not count.sum():
        return actors[:0]
    at_source = numpy.repeat(labels[actors], count)
    which = numpy.repeat(begin - numpy.cumsum(count) + count, count) + numpy.arange(len(at_source))
    stands = (lasting.opens[which] <= at_source) & (at_source <= lasting.close[which])
    which, at_source = which[stands], at_source[stands]
    target, arrived = lasting.target[which], lasting.arrival(at_source, which)
    sooner = (arrived < labels[target]) & (arrived <= end)
    target, arrived = target[sooner], arrived[sooner]
    numpy.minimum.at(labels, target, arrived)
    return target


def _one_by_one(
    contacts: Crossings,
    labels: "Array",
    window: tuple[int, int],
    waiting: "Array",
    horizon: int,
    end: int,
) -> "Array":
    """Finish a window, contacts and actors in the order of their labels: the actors still waiting."""
    import numpy

    names = ("source", "target", "opens", "ready")
    opening = (getattr(contacts, name)[slice(*window)].tolist() for name in names)
    starts, lasting = contacts.lasting
    heap = list(zip(labels[waiting].tolist(), waiting.tolist(), strict=True))
    heapq.heapify(heap)

    def settle(before: int) -> None:
        while heap and heap[0][0] < before:
            label, actor = heapq.heappop(heap)
            for which in range(*starts[actor : actor + 2]) if label == labels[actor] else ():
                if lasting.opens[which] <= label <= lasting.close[which]:
                    bring(
                        int(lasting.target[which]),
                        int(lasting.arrival(labels[actor], slice(which, which + 1))[0]),
                    )

    def bring(target: int, label: int) -> None:
        if label < labels[target] and label <= end:
            labels[target] = label
            heapq.heappush(heap, (label, target))

    for source, target, opens, ready in zip(*opening, strict=True):
        settle(opens)
        if labels[source] <= ready:
            bring(target, opens)
    settle(horizon)
    return numpy.array(sorted({actor for _, actor in heap}), numpy.intp)
