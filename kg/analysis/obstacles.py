"""Why influence does not reach an actor in time: the step at which a chain of relations breaks."""

from typing import TYPE_CHECKING, Any

from kg.analysis.arrivals import Arrivals, arrivals
from kg.analysis.clock import day_of
from kg.analysis.contacts import NEVER
from kg.analysis.journeys import Search, say
from kg.analysis.ties import labels_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_TOLD = 3  # statements that a reason names in full


def obstacle(search: Search, a: int, b: int) -> tuple[str, tuple[str, ...]]:
    """Why no influence from the first place is at the second in time, and the statements that say so.

    On a chain of the fewest relations from one to the other, whatever their time: the first step that
    comes too early or too late, or is suspended.
    """
    clock = search.clock
    found = arrivals(search.wide, a, clock.start)
    if found.labels[b] < NEVER:
        way = found.way(b)
        broken = next(n for n, each in enumerate(way) if found.labels[each] > clock.end)
        return _late(search, found, way[broken - 1], way[broken])
    chain = _chain(search, a, b)
    if not chain:
        return "no chain of relations leads there, whatever their time", ()
    broken = next(n for n, each in enumerate(chain) if found.labels[each] >= NEVER)
    return _over(search, found, chain[broken - 1], chain[broken])


def _chain(search: Search, a: int, b: int) -> list[int]:
    """The actors of a chain of the fewest relations, whatever their time; empty if there is none."""
    import numpy
    from scipy import sparse
    from scipy.sparse import csgraph

    contacts = search.unsuspended
    cells = (numpy.ones(len(contacts)), (contacts.source, contacts.target))
    matrix = sparse.csr_array(cells, shape=(contacts.count, contacts.count))
    before = csgraph.breadth_first_order(matrix, a)[1]
    chain = [b]
    while chain[-1] != a:
        if before[chain[-1]] < 0:
            return []
        chain.append(int(before[chain[-1]]))
    return chain[::-1]


def _late(search: Search, found: Arrivals, u: int, v: int) -> tuple[str, tuple[str, ...]]:
    """The step that is taken after the last day asked about."""
    at_source = found.labels[u]
    which = search.wide.into(v, u)
    which = which[search.wide.close[which] >= at_source]
    which = which[search.wide.arrival(at_source, which) == found.labels[v]]
    iris = search.statements(search.wide.row[which])
    when = day_of(int(found.labels[v]))
    told = f"{_said(search, u, v, iris)} carries it on {when} at the earliest"
    return f"{told}, after {search.clock.until}", iris


def _over(search: Search, found: Arrivals, u: int, v: int) -> tuple[str, tuple[str, ...]]:
    """The step that is over, or suspended, when influence comes to it."""
    contacts = search.wide
    which = contacts.into(v, u)
    if not len(which):
        iris = search.statements(search.unsuspended.row[search.unsuspended.into(v, u)])
        return f"{_said(search, u, v, iris)} carries it on no day", iris
    last = which[contacts.close[which] == contacts.close[which].max()]
    iris = search.statements(contacts.row[last])
    closed = int(contacts.close[last[0]])
    ended = "last carries it" if set(iris) & set(search.suspended) else "was over"
    over = f"{_said(search, u, v, iris)} {ended} on {day_of(closed)}"
    label = int(found.labels[u])
    when = day_of(label)
    if u == found.source:
        return f"{over}, before it starts on {when}", iris
    before, there = found.way(u)[-2:]
    how = contacts.into(there, before)
    how = how[contacts.close[how] >= found.labels[before]]
    how = how[contacts.arrival(found.labels[before], how) == label]
    carriers = search.statements(contacts.row[how])
    by = f"by {_said(search, before, there, carriers)}"
    who = labels_of(search.graph, [search.ties.nodes[u]])[search.ties.nodes[u]]
    if when == day_of(closed):  # it is there by an act of that day, and an act would have to follow
        rule = "acts of one day do not follow one another; same_day (--same-day) lets them"
        return f"{over}, and it is at {who} only on that day, {by}: {rule}", (*iris, *carriers)
    return f"{over}, before it is at {who} on {when}, {by}", (*iris, *carriers)


def _said(search: Search, u: int, v: int, iris: tuple[str, ...]) -> str:
    ends = search.ties.nodes[u], search.ties.nodes[v]
    labels = labels_of(search.graph, ends)
    told = [say(search.graph, *ends, iri, labels) for iri in iris[:_TOLD]]
    told += [f"{len(iris) - _TOLD} more"] if len(iris) > _TOLD else []
    return " and ".join(told)
