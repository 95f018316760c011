"""Whom influence reaches in time and whom it comes from, by the rules in `kg.analysis.temporal`."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.analysis.arrivals import Arrivals, along, arrivals
from kg.analysis.choosing import find_actor
from kg.analysis.clock import clock_of
from kg.analysis.contacts import NEVER
from kg.analysis.given import graph_of
from kg.analysis.journeys import Journey, Search
from kg.analysis.ties import labels_of
from kg.dates import Certainty
from kg.errors import OptionError
from kg.graph.suspending import in_time

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset

    Graph = networkx.MultiDiGraph[str]


_Left = tuple[list[int], int]
"""The places of the actors of a journey, and the label that it is left at."""


@dataclass(frozen=True)
class Way:
    """A journey in short: its actors (IRIs), what people call them, the statements (IRIs) of its steps."""

    actors: tuple[str, ...]
    labels: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Reached:
    """An actor (IRI) that influence is at in time, or, looking backward, that it comes from.

    `possibly` is the earliest day on which it can arrive, `certainly` the day by which it has arrived
    whichever days the partial dates mean; looking backward the latest days on which it can leave. None
    where nobody dates it, and `certainly` where it is not certain. `actors` (IRIs) are those of its
    journey, from where influence starts to where it arrives, `labels` what people call them, and
    `statements` the IRIs of all that carry a step, in order: of the journey that `certainly` rests on, if
    it is certain. `possible` is the one that `possibly` rests on, which may be another.
    """

    actor: str
    label: str
    certainty: Certainty
    possibly: str | None
    certainly: str | None
    actors: tuple[str, ...]
    labels: tuple[str, ...]
    statements: tuple[str, ...]
    possible: Way

    @property
    def resting_on(self) -> tuple[str, ...]:
        """The IRIs of the statements that either day rests on, in order."""
        return tuple(dict.fromkeys((*self.statements, *self.possible.statements)))

    @property
    def steps(self) -> int:
        """How many steps the journey has."""
        return len(self.actors) - 1


@dataclass(frozen=True, eq=False)
class Reach:
    """Who is reached, in the order of `possibly`, then of IRIs; each is worked out when it is looked at.

    `actor` is the label of the one that influence starts from, or with `backward` arrives at.
    """

    actor: str
    backward: bool
    _search: Search
    _wide: Arrivals | None
    _sure: Arrivals | None

    @cached_property
    def counted(self) -> str:
        """What was counted, what carries influence when, and what a waiver suspends of it."""
        return self._search.counted

    @property
    def suspended(self) -> tuple[str, ...]:
        """The IRIs of the statements that a waiver may suspend on some day of theirs."""
        return self._search.suspended

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The IRIs of those that are reached."""
        return tuple(self._search.ties.nodes[place] for place in self._places)

    @cached_property
    def _places(self) -> list[int]:
        import numpy

        if self._wide is None:
            return []
        labels = self._wide.labels
        found = numpy.flatnonzero(labels < NEVER)
        ordered = found[numpy.argsort(labels[found], kind="stable")].tolist()
        return [place for place in ordered if place != self._wide.source]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return labels_of(self._search.graph, self.actors)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Reached]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> Reached:
        place, actor = self._places[number], self.actors[number]
        if self._wide is None or self._sure is None:  # then there is nobody
            raise IndexError(number)
        early, late = (int(each.labels[place]) for each in (self._wide, self._sure))
        certain = late < NEVER
        possible, sure = self._ways(place)
        first = self._in_short(*possible)
        told = first if sure is None else self._in_short(*sure)
        if self.backward:
            early, late = 1 - early, 1 - late
        return Reached(
            actor=actor,
            label=self._labels[actor],
            certainty=Certainty.CERTAIN if certain else Certainty.POSSIBLE,
            possibly=self._search.day(early),
            certainly=self._search.day(late) if certain else None,
            actors=told.actors,
            labels=told.labels,
            statements=told.statements,
            possible=first,
        )

    def journey(self, number: int) -> Journey:
        """The journey to, or from, the actor of this number, told with its sources."""
        possible, sure = self._ways(self._places[number])
        return self._search.told(*(sure or possible))

    def journeys(self, number: int) -> tuple[Journey, Journey | None]:
        """The journeys of this number that `possibly` and `certainly` rest on; None if not certain."""
        possible, sure = self._ways(self._places[number])
        return self._search.told(*possible), self._search.told(*sure) if sure else None

    def find(self, actor: str) -> str:
        """The IRI of the actor with this name in what was asked.

        Raises:
            UnknownActor, AmbiguousName: there is none, or several have it.
        """
        return find_actor(self._search.graph, actor)

    def _ways(self, place: int) -> tuple[_Left, _Left | None]:
        """The journeys that are possible first and certain first, None if none is: one if it is both."""
        if self._wide is None or self._sure is None:  # then there is nobody
            raise IndexError(place)
        wide, sure = self._wide, self._sure
        early, late = (int(each.labels[place]) for each in (wide, sure))
        if late >= NEVER:
            return self._left(wide.way(place), early), None
        way, start, end = sure.way(place), self._search.clock.start, self._search.clock.end
        if self.backward:
            start, end = 1 - end, 1 - start
        both = along(wide.crossings, way, start, end)[-1][0] == early
        first = way if both else wide.way(place)
        return self._left(first, early), self._left(way, late)

    def _left(self, way: list[int], label: int) -> _Left:
        """A way from where influence starts, and the label at which it is left."""
        start = self._search.clock.start
        if not self.backward:
            return way, start
        leaves = min(1 - label, self._search.after) // 2 * 2  # as the day begins
        return way[::-1], max(start, leaves)

    def _in_short(self, way: list[int], start: int) -> Way:
        names = tuple(self._search.ties.nodes[each] for each in way)
        return Way(
            names,
            tuple(self._labels.get(each, self.actor) for each in names),
            tuple(itertools.chain(*self._search.carriers(way, start))),
        )

    @property
    def empty(self) -> str:
        """The sentence that says that nobody is reached."""
        end = f"reaches {self.actor}" if self.backward else f"is reached by {self.actor}"
        return f"Nobody {end} among {self.counted}."

    def __str__(self) -> str:
        return "\n".join(map(_line, self)) if len(self) else self.empty


def reach(
    data: "Dataset | Graph",
    actor: str,
    *,
    since: str | None = None,
    until: str | None = None,
    backward: bool = False,
    steps: int | None = None,
    memory: int | str | None = None,
    same_day: bool = False,
    sign: Iterable[int | str] | int | str | None = (0, 1),
) -> Reach:
    """Whom influence from an actor reaches in time, when at the earliest, and by which journey.

    With `backward`, from whom influence reaches the actor, and when it has to leave at the latest. What
    carries influence when, and what *certain* and *possible* say, stands in `kg.analysis.temporal`. Each
    is told with a certain journey if there is one, else with the earliest possible.

    Args:
        data: a dataset, whose Actual statements count, or what `kg.project` gave; its filters hold here.
        actor: a label, alias, local name, CURIE or IRI.
        since: a date; influence starts on its first day.
        until: a date; influence arrives by its last day.
        backward: whether to ask who reaches the actor.
        steps: the most steps of a journey.
        memory: how long an act carries influence after its day, what reaches its actor only then too:
            days, or "90d", "6m", "2y".
        same_day: whether acts of one day may follow one another.
        sign: the signs of relations that carry influence; cooperation and neutral unless said otherwise.

    Raises:
        UnknownActor: the name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: an option has no sense.
    """
    if steps is not None and steps < 1:
        raise OptionError(f"steps '{steps}' is not a number from 1 on")
    clock = clock_of(since, until, memory, sign, same_day=same_day)
    graph = in_time(graph_of(data), clock.signs)
    found, search = find_actor(graph, actor), Search(graph, clock)
    label, place = search.label(found), search.place.get(found)
    if place is None:
        return Reach(label, backward, search, None, None)
    contacts = (search.wide, search.sure)
    start, end = clock.start, clock.end
    if backward:
        contacts = (search.wide.turned, search.sure.turned)
        start, end = 1 - end, 1 - start
    wide, sure = (arrivals(each, place, start, end, steps=steps) for each in contacts)
    return Reach(label, backward, search, wide, sure)


def _line(reached: Reached) -> str:
    when = reached.possibly or "no date"
    return f"{reached.label}: {when}, {reached.certainty}; {' → '.join(reached.labels)}"
