"""Influence in time: by which journeys one actor reaches another, no step before the one it follows.

The terms are those of B. Bui-Xuan, A. Ferreira and A. Jarry, "Computing shortest, fastest, and foremost
journeys in dynamic networks", Int. J. of Foundations of Computer Science 14(2), 2003.

Influence crosses a tie on any day from the tie's first to its last, both included, in no time; a tie that
is not known to have ended is usable on. An act carries it on its own day; then it waits at the
receiver for what comes later. With `memory` an act carries for so many days after its own, also what reaches
its actor only in that time, as a message that is still read: so a step may be by an act before the one it
follows, on a later day, and its sentence says "still carrying on" that day. Acts of one day do not follow one
another unless `same_day` says so: nobody knows their order.

An answer is *possible* if the partial dates have days for which it holds, and exactly then: a journey uses
each statement once. It is *certain* if one chain of actors can be used for all of them: a tie is left by
its earliest last day and counts as begun on its latest first day, an act has its sender reached by its
earliest day and arrives on its latest. That is on the safe side: what one chain reaches for some days, and
only another for the rest, counts as possible.

What rests on an instrument carries nothing on days on which a waiver suspends that: possibly on those on
which, as partial dates may fall, none is in force, certainly only where none may be (see
`kg.analysis.suspending`). A waiver without a known end leaves the days before it, though `kg.project`
without a date leaves all of them out. The days of a waiver count for each statement by itself: where its
dates are partial, a journey along two statements that hang on it may be called possible that no one choice
of its days allows. A graph projected with `at` or `between` has the relations of that time only, each for
all of its own days, and what only possibly stands then makes no journey certain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.arrivals import arrivals
from kg.analysis.choosing import find_actor
from kg.analysis.clock import clock_of
from kg.analysis.contacts import NEVER
from kg.analysis.given import graph_of
from kg.analysis.journeys import Journey, Search
from kg.analysis.obstacles import obstacle
from kg.dates import Certainty
from kg.errors import OptionError
from kg.graph.suspending import in_time
from kg.shown import Found, found_in

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset

    Graph = networkx.MultiDiGraph[str]


@dataclass(frozen=True)
class Journeys(Found):
    """The journeys from one actor to another that are best in time, or why there is none.

    `earliest` arrives first, `latest` departs on the last day and then arrives first, `fastest` takes the
    fewest days, each if partial dates fall as they suit it; `surest` arrives first of those that can be
    made whichever days they mean, None if there is none. Without any journey, `reason` says what was over
    too soon, came too late or was suspended, and `blocked_by` names the statements that it says it of.
    `counted` says what was searched, and `suspended` are the statements (IRIs) of it that a waiver may
    suspend on some day of theirs.
    """

    source: str
    target: str
    earliest: Journey | None
    latest: Journey | None
    fastest: Journey | None
    surest: Journey | None
    reason: str | None
    blocked_by: tuple[str, ...]
    counted: str
    suspended: tuple[str, ...]

    @property
    def certainty(self) -> Certainty:
        """Certain if a journey is, possible if there is one, else impossible."""
        if self.surest is not None:
            return Certainty.CERTAIN
        return Certainty.IMPOSSIBLE if self.earliest is None else Certainty.POSSIBLE

    @property
    def named(self) -> dict[str, Journey]:
        """The journeys that there are, by what each is best at."""
        names = ("earliest", "latest", "fastest", "surest")
        found = {name: getattr(self, name) for name in names}
        return {name: each for name, each in found.items() if each is not None}

    @property
    def empty(self) -> str:
        """The sentence that says there is no journey, and why."""
        return f"{self.source} does not reach {self.target} in time: {self.reason}."

    def __str__(self) -> str:
        if not self.named:
            return self.empty
        return "\n".join(f"{name.capitalize()}: {each}" for name, each in self.named.items())


def journeys(
    data: "Dataset | Graph",
    a: str,
    b: str,
    *,
    since: str | None = None,
    until: str | None = None,
    memory: int | str | None = None,
    same_day: bool = False,
    sign: Iterable[int | str] | int | str | None = (0, 1),
) -> Journeys:
    """The journeys of influence from one actor to another: earliest, latest, fastest, surest.

    What carries influence when, and what *certain* and *possible* say, stands in `kg.analysis.temporal`.
    Of equal journeys, one of the fewest steps. The fastest is found by looking at every last departure
    for an arrival, so it takes as many searches as there are such.

    Args:
        data: a dataset, whose Actual statements count, or what `kg.project` gave; its filters hold here.
        a: where influence starts: a label, alias, local name, CURIE or IRI.
        b: where it arrives.
        since: a date; influence starts at A on its first day.
        until: a date; influence arrives by its last day.
        memory: how long an act carries influence after its day, what reaches its actor only then too:
            days, or "90d", "6m", "2y".
        same_day: whether acts of one day may follow one another.
        sign: the signs of relations that carry influence; cooperation and neutral unless said otherwise.

    Raises:
        UnknownActor: a name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: both are one actor, or an option has no sense.
    """
    clock = clock_of(since, until, memory, sign, same_day=same_day)
    graph = in_time(graph_of(data), clock.signs)
    source, target = find_actor(graph, a), find_actor(graph, b)
    if source == target:
        raise OptionError(f"'{a}' and '{b}' are the same actor; a journey needs two")
    search = Search(graph, clock)
    labels = search.label(source), search.label(target)
    searched = search.counted, search.suspended
    lonely = [
        name
        for name, each in zip(labels, (source, target), strict=True)
        if each not in search.place
    ]
    if lonely:
        reason = f"{lonely[0]} has no relation among those counted"
        return Journeys(*labels, None, None, None, None, reason, (), *searched)
    start, end, ends = clock.start, clock.end, (search.place[source], search.place[target])
    first, sure = (arrivals(each, ends[0], start, end) for each in (search.wide, search.sure))
    if (arrived := int(first.labels[ends[1]])) >= NEVER:
        return Journeys(*labels, None, None, None, None, *obstacle(search, *ends), *searched)
    certain = int(sure.labels[ends[1]]) < NEVER
    found = Journeys(
        *labels,
        search.told(first.way(ends[1]), start),
        search.told(*_latest(search, *ends, min(end, max(search.after, arrived)))),
        search.told(*_fastest(search, *ends, arrived)),
        search.told(sure.way(ends[1]), start) if certain else None,
        None,
        (),
        *searched,
    )
    return found_in(graph, found)


def _latest(search: Search, a: int, b: int, by: int) -> tuple[list[int], int]:
    """Of the ways that are left on the last day to arrive by a label, one that arrives first, and its label.

    It is left as that day begins: an act may still carry on it what a tie brings.
    """
    left = _last(search, a, b, by)[1]
    start = max(search.clock.start, left // 2 * 2)
    return arrivals(search.wide, a, start, search.clock.end).way(b), start


def _last(search: Search, a: int, b: int, by: int) -> tuple[list[int], int]:
    """The way that is left last to arrive by a label, where there is one, and the label it is left at."""
    back = arrivals(search.wide.turned, b, 1 - by, 1 - search.clock.start)
    return back.way(a)[::-1], 1 - int(back.labels[a])


def _fastest(search: Search, a: int, b: int, arrived: int) -> tuple[list[int], int]:
    """The way of the fewest days, and the label it is left at: of equal ones the first.

    One of the fastest cannot be made a day sooner, as a contact of it opens then. So after a departure
    the next that can be better leaves at most the least days before the next opening.
    """
    best, departs = _last(search, a, b, arrived)
    least, left = arrived // 2 - departs // 2, departs
    opens = search.wide.opens
    while least:
        following = int(opens.searchsorted(left, side="right"))
        if following == len(opens):
            break
        start = max(left + 1, int(opens[following]) - 2 * least - 2)
        arrived = int(arrivals(search.wide, a, start, search.clock.end).labels[b])
        if arrived >= NEVER:
            break
        way, left = _last(search, a, b, arrived)
        if arrived // 2 - left // 2 < least:
            best, departs, least = way, left, arrived // 2 - left // 2
    return best, departs
