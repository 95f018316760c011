"""What of a graph waivers suspend for a time: when, by which, and the graph of what stands at any time."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.choice import counted
from kg.dates import PartialDate, Period
from kg.graph.basis import Basis
from kg.graph.reading import Reader
from kg.graph.waiving import Waived, as_known
from kg.graph.watching import About
from kg.graph.when import CERTAIN, POSSIBLE
from kg.holding import in_force

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Codes = NDArray[numpy.int8]
    Flags = NDArray[numpy.bool_]
    Graph = networkx.MultiDiGraph[str]


@dataclass(frozen=True, eq=False)
class Decided:
    """What a projection made of the rows of a basis.

    `chosen` are in it, as certainly as `found` says, or `alone` if nothing were suspended; `doubts` tell of
    which that is only possible by dates, and of which because they only may have been known (`known` says
    how certainly each was; None where all count). `kept_out` are those that a waiver alone keeps out,
    `doubted` these and those that one makes only possible.
    """

    chosen: "Flags"
    found: "Codes"
    alone: "Codes"
    doubts: "tuple[Flags, Flags]"
    kept_out: "Flags"
    doubted: "Flags"
    waived: Waived | None
    known: "Codes | None"


@dataclass(frozen=True)
class Suspension:
    """A period in which a waiver (its label) suspends a statement, with its dates as they were written.

    `sure` tells whether the waiver surely was known; bounds of the period apart.
    """

    waiver: str
    period: Period
    since: PartialDate | None
    until: PartialDate | None
    date: PartialDate | None
    sure: bool


@dataclass(frozen=True)
class Suspended:
    """Of a graph, the suspensions of its statements, by their IRIs.

    A graph of no date leaves out what a waiver without a known end suspends: `ever` is the one with
    these, for whoever asks day by day, and `among` are their IRIs, and those of statements that the graph
    doubts for such a waiver alone; `signs` are those of their relation types. None where there are none.
    `count` is how many statements the graph itself has.
    """

    periods: Mapping[str, tuple[Suspension, ...]]
    count: int
    among: tuple[str, ...] = ()
    signs: frozenset[int] = frozenset()
    ever: "Graph | None" = field(default=None, compare=False)


def suspended_by(
    told: Decided, basis: Basis, reader: Reader, about: About, count: int
) -> Callable[[], Suspended]:
    """What says, when it is asked, what waivers suspend of the graph of so many statements."""
    waived, choice = told.waived, about["projection"]
    known = None if waived is None else told.known
    more = told.doubted & basis.between
    if choice.window is not None or not more.any():  # the columns of the basis are not held
        return lambda: Suspended(suspensions_of(waived, known), count)
    joining = (told.chosen | told.kept_out) & basis.between
    left_out = int((told.chosen | told.kept_out).sum()) - int(joining.sum())
    certainty, rest = told.alone, about.unread()

    def find() -> Suspended:
        from kg.graph.face import Graph

        perhaps = int((joining & (certainty == POSSIBLE)).sum())
        kept = int(joining.sum())
        rest["counted"] = counted(choice, kept, (0, perhaps), left_out, 0)
        rest["suspended"] = Suspended(suspensions_of(waived, known), kept)
        ever = Graph.of(basis.chosen(joining.nonzero()[0], certainty), reader, rest)
        among = tuple(basis.iri(row) for row in more.nonzero()[0].tolist())
        kinds = (basis.kinds[each] for each in set(basis.relation[more].tolist()))
        signs = frozenset(int(kind.sign) for kind in kinds if kind)
        return Suspended(rest["suspended"].periods, count, among, signs, ever)

    return find


def suspensions_of(
    about: Waived | None, known: "Codes | None"
) -> dict[str, tuple[Suspension, ...]]:
    """The suspensions of each statement that waivers concern, of those that may have been known.

    `known` is how certainly each statement of the basis was known; None where all count.
    """
    if about is None:
        return {}
    there = about.statements if known is None else as_known(about, known, POSSIBLE)
    surely = there if known is None else as_known(about, known, CERTAIN)
    sure = {
        (waiver.iri, each and each.iri)
        for waiver, each, _ in in_force(surely.values(), about.circumstances)
    }
    by: dict[str, list[Suspension]] = {}
    for waiver, each, period in in_force(there.values(), about.circumstances):
        dated = waiver if each is None else each
        found = Suspension(
            waiver.label,
            period,
            dated.since,
            dated.until,
            dated.date,
            (waiver.iri, each and each.iri) in sure,
        )
        for instrument in waiver.suspends:
            by.setdefault(instrument, []).append(found)
    told = {}
    for iri in about.suspended:
        instruments = dict.fromkeys(about.statements[iri].instruments)
        told[iri] = tuple(found for one in instruments for found in by.get(one, ()))
    return {iri: found for iri, found in told.items() if found}


def in_time(graph: "Graph", signs: Collection[int] | None) -> "Graph":
    """The graph with what a waiver without a known end suspends, for whoever asks day by day.

    Itself where nothing of these signs is so. Of one that was changed since, a copy with those between
    actors that are in it.
    """
    about = suspended_in(graph)
    if about is None or about.ever is None:
        return graph
    if signs is not None and about.signs.isdisjoint(signs):
        return graph
    columns: Any = getattr(graph, "columns", None)
    if columns is not None and len(columns) == about.count:
        return about.ever
    wanted = set(about.among)
    copied: Graph = graph.copy()
    for subject, obj, iri, data in about.ever.edges(keys=True, data=True):
        if iri in wanted and subject in copied and obj in copied:
            copied.add_edge(subject, obj, iri, **data)
    copied.graph["counted"] = about.ever.graph["counted"]
    copied.graph["suspended"] = replace(about, ever=None)
    return copied


def suspended_in(graph: "Graph") -> Suspended | None:
    """What `kg.project` told of the suspended; None of a graph that does not say it."""
    found = graph.graph.get("suspended")
    return found if isinstance(found, Suspended) else None
