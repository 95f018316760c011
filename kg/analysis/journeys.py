"""A journey of influence: a chain of actors, no step before the one it follows, told with its sources."""

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.analysis.arrivals import along
from kg.analysis.chains import as_to_time
from kg.analysis.clock import Clock, day_of
from kg.analysis.contacts import NEVER, TO_THE_END, Crossings, suspended_rows
from kg.analysis.suspending import suspended_words
from kg.analysis.telling import cite, tell_time
from kg.analysis.ties import Ties, labels_of, stated, ties_of
from kg.dates import Certainty, show_day
from kg.model import Aspect, Status
from kg.shown import Found, found_in

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    Graph = networkx.MultiDiGraph[str]
    Rows = NDArray[Any]

_TOLD = 3  # statements of a step that its sentence says in full


@dataclass(frozen=True)
class Leg:
    """One step of a journey: influence crosses from `source` to `target`, both IRIs, on a day.

    `possibly` is the earliest day on which it may cross on this journey; `certainly` the day by which it
    has crossed, whichever days the partial dates mean, None if for some it does not. Both are None where
    it may cross before, or after, every date. `statements` carry the step, strongest first.
    """

    source: str
    target: str
    possibly: str | None
    certainly: str | None
    statements: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Journey(Found):
    """A chain of actors (IRIs) along which influence runs in time.

    Certain if it can be made whichever days the partial dates mean, possible if it can for some.
    `departure` and `arrival` are the days of its first and its last step and `days` what lies between, if
    partial dates fall as they suit it; None where nobody dates them. `timing` says them in words.
    """

    actors: tuple[str, ...]
    labels: tuple[str, ...]
    legs: tuple[Leg, ...]
    certainty: Certainty
    departure: str | None
    arrival: str | None
    days: int | None
    timing: str
    citations: tuple[str, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements that carry a step, in order."""
        return tuple(iri for leg in self.legs for iri in leg.statements)

    @property
    def sentence(self) -> str:
        """The journey in plain English; the numbers in brackets are those of `citations`."""
        sure = self.legs[-1].certainly if self.certainty is Certainty.CERTAIN else None
        return (
            f"{self.labels[0]} reaches {self.labels[-1]} in {_count(len(self.legs), 'step')}"
            f"{self.timing}: {'; then '.join(leg.sentence for leg in self.legs)}."
            f" {as_to_time(self.certainty).capitalize()}{f', by {sure}' if sure else ''}."
        )

    def __str__(self) -> str:
        sources = [f"  [{number}] {text}" for number, text in enumerate(self.citations, start=1)]
        return "\n".join([self.sentence, *sources])


@dataclass(frozen=True, eq=False)
class Search:
    """What journeys are looked for in: a graph, and the contacts that a clock makes of it."""

    graph: "Graph"
    clock: Clock

    @cached_property
    def ties(self) -> Ties:
        """The statements of the graph."""
        return ties_of(self.graph)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each actor among those of the ties."""
        return {node: number for number, node in enumerate(self.ties.nodes)}

    @cached_property
    def wide(self) -> Crossings:
        """The contacts if partial dates fall as they suit."""
        return self.clock.crossings(self.graph, sure=False)

    @cached_property
    def sure(self) -> Crossings:
        """The contacts that there are whichever days the partial dates mean."""
        return self.clock.crossings(self.graph, sure=True)

    @cached_property
    def unsuspended(self) -> Crossings:
        """The wide contacts as they would be if nothing were suspended."""
        return self.clock.crossings(self.graph, sure=False, waivers=False)

    @cached_property
    def suspended(self) -> tuple[str, ...]:
        """The IRIs of the statements that a waiver may suspend on some day of theirs."""
        import numpy

        clock = self.clock
        rows = suspended_rows(self.graph, signs=clock.signs, memory=clock.memory)
        return tuple(self.ties.iris(numpy.array(rows, numpy.intp))) if rows else ()

    @property
    def counted(self) -> str:
        """What is counted, what carries influence when, and what a waiver suspends of it."""
        text = f"{self.graph.graph['counted']}; {self.clock}"
        if not self.suspended:
            return text
        told = []
        for iri, row in self.ties.rows(self.suspended[:_TOLD]).items():
            ends = [
                self.ties.nodes[int(each[row])] for each in (self.ties.source, self.ties.target)
            ]
            told.append(say(self.graph, ends[0], ends[1], iri, labels_of(self.graph, ends)))
        more = len(self.suspended) - _TOLD
        told += [f"{more:,} more"] if more > 0 else []
        return f"{text}; what a waiver suspends carries nothing then: {'; '.join(told)}"

    @cached_property
    def after(self) -> int:
        """A label after every date, of the question too."""
        dates = (self.wide.opens, self.sure.opens, self.wide.close[self.wide.close < NEVER])
        asked = (each for each in (self.clock.start, self.clock.end) if each < TO_THE_END)
        last = max(0, *asked, *(int(each.max(initial=0)) for each in dates))
        return 2 * (last // 2 + 1)

    def label(self, actor: str) -> str:
        """What people call an actor of the graph, or of the data that it was made of."""
        if actor in self.graph:
            return labels_of(self.graph, [actor])[actor]
        return str(self.graph.graph["actors"][actor])

    def statements(self, rows: "Rows") -> tuple[str, ...]:
        """The IRIs of the statements in these rows, strongest first, then by IRI."""
        import numpy

        rows = numpy.unique(rows)
        ordered = rows[numpy.argsort(-self.ties.strength[rows], kind="stable")]
        return tuple(self.ties.iris(ordered))

    def day(self, label: int) -> str | None:
        """The day of a label; None if it is before or after every date."""
        return day_of(label) if label < self.after else None

    def carriers(self, way: list[int], start: int) -> list[tuple[str, ...]]:
        """The IRIs of the statements that carry each step of a way left from a label on."""
        return self._steps(way, start)[2]

    def _steps(
        self, way: list[int], start: int
    ) -> tuple[list[int], list[int], list[tuple[str, ...]]]:
        """The labels by which each step is taken, wide and sure, and the statements that carry it."""
        import numpy

        wide, sure = (along(each, way, start, self.clock.end) for each in (self.wide, self.sure))
        rows = [numpy.concatenate([a, b]) for (_, a), (_, b) in zip(wide, sure, strict=True)]
        early, late = ([label for label, _ in each] for each in (wide, sure))
        return early, late, [self.statements(each) for each in rows]

    def told(self, way: list[int], start: int) -> Journey:
        """The journey along places of actors that influence leaves from a label on."""
        wide, sure, carried = self._steps(way, start)
        names = [self.ties.nodes[each] for each in way]
        labels = labels_of(self.graph, names)
        citations: list[str] = []
        legs = []
        for ends, early, late, carriers in zip(
            itertools.pairwise(names), wide, sure, carried, strict=True
        ):
            told = [
                say(self.graph, *ends, iri, labels, citations, crossed=self.day(early))
                for iri in carriers[:_TOLD]
            ]
            told += [f"{len(carriers) - _TOLD} more"] if len(carriers) > _TOLD else []
            legs.append(Leg(*ends, self.day(early), self.day(late), carriers, " and ".join(told)))
        first, last = wide[0], wide[-1]
        known = legs[0].possibly is not None and legs[-1].possibly is not None
        days = last // 2 - first // 2 if known else None
        journey = Journey(
            actors=tuple(names),
            labels=tuple(labels[each] for each in names),
            legs=tuple(legs),
            certainty=Certainty.CERTAIN if sure[-1] < NEVER else Certainty.POSSIBLE,
            departure=legs[0].possibly,
            arrival=legs[-1].possibly,
            days=days,
            timing=self._timing(first, last, days),
            citations=tuple(citations),
        )
        return found_in(self.graph, journey)

    def _timing(self, first: int, last: int, days: int | None) -> str:
        """When a journey leaves and arrives, by its labels, in words that follow its steps."""
        departure, arrival = self.day(first), self.day(last)
        if days is not None:
            far = f" to {arrival}, {_count(days, 'day')}" if days else ""
            return f", {'from' if days else 'on'} {departure}{far}"
        if first >= self.after:
            return ", on any day after the last date"
        if last < 0:
            return ", since when nobody says"
        return f", arriving on {arrival}" if arrival else f", leaving on {departure}"


def say(
    graph: "Graph",
    source: str,
    target: str,
    iri: str,
    labels: dict[str, str],
    citations: list[str] | None = None,
    *,
    crossed: str | None = None,
) -> str:
    """A statement that joins two actors, in its stated direction, with when and its citations' numbers.

    Of an act that is over when influence crosses by it (a day), that it still carries then; of what a
    waiver suspends, when and by which.
    """
    subject, obj, data = stated(graph, source, target, iri)
    when = tell_time(data["since"], data["until"], data["date"])
    last = data["last"][1]
    if crossed and last is not None and data["aspect"] == Aspect.ACT and show_day(last) < crossed:
        when += f"{', ' if when else ''}still carrying on {crossed}"
    status = data["status"]
    notes = [*filter(None, [when]), *([] if status is Status.ACTUAL else [status.lower()])]
    notes += suspended_words(graph, iri, data["first"][0], last)
    text = f"{labels[subject]} {data['relation']} {labels[obj]}"
    text += f" ({', '.join(notes)})" if notes else ""
    if citations is None:
        return text
    marks = set()
    for evidence in data["evidence"]:
        citation = cite(evidence, graph.graph["sources"])
        if citation not in citations:
            citations.append(citation)
        marks.add(citations.index(citation) + 1)
    return text + "".join(f" [{mark}]" for mark in sorted(marks))


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
