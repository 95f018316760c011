"""The strongest influence paths between two actors, told in a sentence with numbered sources."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.pairs import Pairs, pairs_of
from kg.analysis.search import WaysOfPairs, cheapest_ways
from kg.analysis.ties import labels_of, stated, ties_of
from kg.dates import Certainty, PartialDate
from kg.errors import OptionError
from kg.iris import curie, expand
from kg.model import Evidence, Sign, Source, Status
from kg.names import names_of
from kg.projection import signs_of

if TYPE_CHECKING:
    import networkx

_TOLD = 3  # statements of a step that its sentence says in full


@dataclass(frozen=True)
class Step:
    """One hop: influence from `source` to `target`, both IRIs.

    `strength` is in (0, 1], `cost` its integer (see `kg.strength`); `statements` are the IRIs of all
    that carry the step, strongest first; `sentence` says the first three and counts the rest.
    """

    source: str
    target: str
    strength: float
    cost: int
    certainty: Certainty
    statements: tuple[str, ...]
    sentence: str

    @property
    def carrier(self) -> str:
        """The IRI of the strongest statement that carries the step."""
        return self.statements[0]


@dataclass(frozen=True)
class Path:
    """A chain of actors (IRIs) along which influence runs, with its steps and citations."""

    actors: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]
    citations: tuple[str, ...]

    @property
    def strength(self) -> float:
        """The product of the steps' strengths, in (0, 1]."""
        product = 1.0
        for step in self.steps:
            product *= step.strength
        return product

    @property
    def cost(self) -> int:
        """The sum of the steps' costs."""
        return sum(step.cost for step in self.steps)

    @property
    def weakest(self) -> Step:
        """The weakest step; of equals the first."""
        return min(self.steps, key=lambda step: step.strength)

    @property
    def certainty(self) -> Certainty:
        """Certain if every step is, else possible."""
        sure = all(step.certainty is Certainty.CERTAIN for step in self.steps)
        return Certainty.CERTAIN if sure else Certainty.POSSIBLE

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements that carry a step, in order."""
        return tuple(iri for step in self.steps for iri in step.statements)

    @property
    def sentence(self) -> str:
        """The path in plain English; the numbers in brackets are those of `citations`."""
        count = len(self.steps)
        names = dict(zip(self.actors, self.labels, strict=True))
        weak = f"{names[self.weakest.source]} to {names[self.weakest.target]}"
        return (
            f"{self.labels[0]} reaches {self.labels[-1]} in {count} step{'' if count == 1 else 's'}: "
            + "; ".join(step.sentence for step in self.steps)
            + f". Strength {self.strength:.3f}, {self.certainty}"
            + (f"; weakest link {weak} ({self.weakest.strength:.3f})." if count > 1 else ".")
        )

    def __str__(self) -> str:
        sources = [f"  [{number}] {text}" for number, text in enumerate(self.citations, start=1)]
        return "\n".join([self.sentence, *sources])


@dataclass(frozen=True)
class Paths:
    """Paths by cost, then IRIs. `counted` says what they were looked for in, and what carried influence."""

    source: str
    target: str
    paths: tuple[Path, ...]
    counted: str

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> Path:
        return self.paths[index]

    @property
    def empty(self) -> str:
        """The sentence that says there is no path."""
        return f"No influence path from {self.source} to {self.target} among {self.counted}."

    def __str__(self) -> str:
        return "\n".join(map(str, self.paths)) if self.paths else self.empty


def paths(
    graph: "networkx.MultiDiGraph[str]",
    a: str,
    b: str,
    *,
    limit: int = 5,
    max_steps: int | None = None,
    sign: Iterable[int | str] | int | str | None = (0, 1),
) -> Paths:
    """The strongest simple influence paths from one actor to another, strongest first.

    They are looked for in `kg.collapse(graph, sign=sign)`: a step is carried by all statements of the
    pair together, so parallel statements make one path, not many. Found by J. Y. Yen's algorithm
    (1971) over integer costs (see `kg.analysis.search`); paths of equal cost are in the order of their
    actors' IRIs. No path is an empty answer that says so, and so it is for an actor of the data that
    has no relation in the graph.

    Args:
        graph: what `kg.project` gave; its filters hold here.
        a: where influence starts: a label, alias, local name, CURIE or IRI.
        b: where it arrives.
        limit: how many paths at most.
        max_steps: the longest path, in steps.
        sign: the signs of relations that carry influence; cooperation and neutral unless said otherwise.

    Raises:
        UnknownActor: a name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: both are one actor, or an option has no sense.
    """
    if limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    if max_steps is not None and max_steps < 1:
        raise OptionError(f"max_steps '{max_steps}' is not a number from 1 on")
    source, target = find_actor(graph, a), find_actor(graph, b)
    if source == target:
        raise OptionError(f"'{a}' and '{b}' are the same actor; a path needs two")
    pairs = pairs_of(ties_of(graph), signs=signs_of(sign))
    place = {node: number for number, node in enumerate(pairs.ties.nodes)}
    found: Iterator[tuple[int, tuple[int, ...]]] = iter(())
    if source in place and target in place:
        ways = WaysOfPairs(pairs)
        found = cheapest_ways(ways, place[source], place[target], max_steps=max_steps)
    return Paths(
        _label(graph, source),
        _label(graph, target),
        tuple(_path(graph, pairs, way) for _, way in itertools.islice(found, limit)),
        _counted(graph, sign),
    )


def find_actor(graph: "networkx.MultiDiGraph[str]", name: str) -> str:
    """The IRI of the actor with this label, alias, local name, CURIE or IRI.

    It is looked for among the nodes and among all actors of the data that the graph was made of.

    Raises:
        UnknownActor, AmbiguousName: none has, or several.
    """
    iri = expand(name)
    if iri in graph:
        return str(iri)
    called = {
        each.iri: (each.label, each.aliases) for each in graph.graph.get("actors", {}).values()
    }
    if getattr(graph, "columns", None) is None:  # else nodes are as in the data
        called |= {iri: (data["label"], data["aliases"]) for iri, data in graph.nodes(data=True)}
    return names_of((iri, *names) for iri, names in called.items()).find(name)


def _label(graph: "networkx.MultiDiGraph[str]", actor: str) -> str:
    if actor in graph:
        return labels_of(graph, [actor])[actor]
    return str(graph.graph["actors"][actor])


def _counted(
    graph: "networkx.MultiDiGraph[str]", sign: Iterable[int | str] | int | str | None
) -> str:
    """What the paths were looked for in, with the signs of relations that carried influence."""
    signs = signs_of(sign)
    names = "any sign"
    if signs is not None and signs != frozenset(Sign):
        words = [Sign(each).name.lower() for each in sorted(signs, reverse=True)]
        names = f"sign {' and '.join(words)}" if words else "no sign"
    return f"{graph.graph['counted']}; influence runs along those of {names}"


def _path(graph: "networkx.MultiDiGraph[str]", pairs: Pairs, way: tuple[int, ...]) -> Path:
    citations: list[str] = []
    steps = []
    actors = tuple(pairs.ties.nodes[place] for place in way)
    labels = labels_of(graph, actors)
    for source, target in itertools.pairwise(way):
        pair = pairs.place(source, target)
        carriers = pairs.statements(pair)
        ends = pairs.ties.nodes[source], pairs.ties.nodes[target]
        told = [_say(graph, *ends, iri, labels, citations) for iri in carriers[:_TOLD]]
        if len(carriers) > _TOLD:
            told.append(f"{len(carriers) - _TOLD} more")
        steps.append(
            Step(
                *ends,
                float(pairs.strength[pair]),
                int(pairs.cost[pair]),
                Certainty.CERTAIN if pairs.sure[pair] else Certainty.POSSIBLE,
                carriers,
                " and ".join(told),
            )
        )
    return Path(actors, tuple(labels[actor] for actor in actors), tuple(steps), tuple(citations))


def _say(
    graph: "networkx.MultiDiGraph[str]",
    source: str,
    target: str,
    iri: str,
    labels: dict[str, str],
    citations: list[str],
) -> str:
    """One statement in its stated direction, with when, status if not Actual, and its citations."""
    subject, obj, data = stated(graph, source, target, iri)
    text = f"{labels[subject]} {data['relation']} {labels[obj]}"
    notes = [when] if (when := tell_time(data["since"], data["until"], data["date"])) else []
    if data["status"] is not Status.ACTUAL:
        notes.append(data["status"].lower())
    if notes:
        text += f" ({', '.join(notes)})"
    marks = []
    for evidence in data["evidence"]:
        citation = cite(evidence, graph.graph["sources"])
        if citation not in citations:
            citations.append(citation)
        marks.append(citations.index(citation) + 1)
    return text + "".join(f" [{mark}]" for mark in sorted(set(marks)))


def tell_time(
    since: PartialDate | None, until: PartialDate | None, date: PartialDate | None
) -> str:
    """When, in words, with dates as written; "" if nothing is known.

    >>> from kg.dates import parse_date
    >>> tell_time(parse_date("1992"), None, None)
    'since 1992'
    """
    if date is not None:
        return str(date)
    if since is not None and until is not None:
        return f"{since} to {until}"
    if since is not None:
        return f"since {since}"
    return f"until {until}" if until is not None else ""


def cite(evidence: Evidence, sources: "dict[str, Source]") -> str:
    """A piece of evidence as a citation: author, date, title, locator, as far as known."""
    source = sources.get(evidence.source)
    if source is None:
        parts = [curie(evidence.source)]
    else:
        year = f"({source.date})" if source.date else ""
        parts = [" ".join(part for part in (source.author, year) if part), source.title]
    return ", ".join(part for part in (*parts, evidence.locator) if part)
