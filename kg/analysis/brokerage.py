"""Gould-Fernandez brokerage: who stands between whom, and between which groups."""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.analysis.choosing import find_actor
from kg.analysis.given import graph_of
from kg.analysis.grouping import groups_of
from kg.analysis.pairs import Pairs, pairs_of
from kg.analysis.ties import labels_of, ties_of
from kg.analysis.twopaths import ROLES, TOTAL, codes, moments, two_paths
from kg.errors import OptionError, near
from kg.kinds import Sign
from kg.projection import signs_of
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]

_DIGITS = 9
_CARRIERS = (int(Sign.NEUTRAL), int(Sign.COOPERATION))


@dataclass(frozen=True)
class Role:
    """How often an actor has a role, how often it would by chance, and how far off that is.

    `expected` and `z` (standard deviations) are those of a random graph of as many actors, groups of the same
    sizes and the same density; `z` is None where chance leaves no room.
    """

    count: int
    expected: float
    z: float | None


@dataclass(frozen=True)
class Broker:
    """An actor's brokerage: `roles` by name, "total" last. `statements` carry the two-paths, by IRI."""

    actor: str
    label: str
    group: str
    roles: Mapping[str, Role]
    statements: tuple[str, ...]

    @property
    def total(self) -> int:
        """How often it brokers at all."""
        return self.roles[TOTAL].count


@dataclass(frozen=True)
class TwoPath:
    """One act of brokerage: from `source` by way of the broker to `target` (IRIs), none directly between.

    `into` are the statements that carry influence to the broker, `out` those from it, strongest first.
    """

    source: str
    broker: str
    target: str
    role: str
    into: tuple[str, ...]
    out: tuple[str, ...]


@dataclass(frozen=True)
class Brokerage(Shown):
    """Brokers by descending total, then IRI, every actor of the graph among them."""

    counted: str
    groups: Mapping[str, str]
    grouped: str
    brokers: tuple[Broker, ...]
    labels: Mapping[str, str]
    _pairs: Pairs = field(repr=False, compare=False)

    def __iter__(self) -> Iterator[Broker]:
        return iter(self.brokers)

    def __len__(self) -> int:
        return len(self.brokers)

    def __getitem__(self, index: int) -> Broker:
        return self.brokers[index]

    def two_paths(self, actor: str, role: str | None = None) -> tuple[TwoPath, ...]:
        """What a count is made of: the two-paths through an actor (IRI), by source, then target.

        Raises:
            OptionError: the role is none, or the actor is not in the graph.
        """
        if role is not None and role not in ROLES:
            close = near(role, ROLES)
            raise OptionError(f"unknown role '{role}'; use {' or '.join(close or ROLES)}")
        nodes = self._pairs.ties.nodes
        if actor not in self.groups:
            raise OptionError(f"'{actor}' is no actor of the graph; give its IRI")
        place = nodes.index(actor)
        found = []
        for into, out in itertools.chain.from_iterable(two_paths(self._pairs, [place])):
            source, target = self._pairs.source[into], self._pairs.target[out]
            ends = nodes[int(source)], nodes[int(target)]
            kind = _role(self.groups[ends[0]], self.groups[actor], self.groups[ends[1]])
            if role in (None, kind):
                steps = (self._pairs.statements(int(pair)) for pair in (into, out))
                found.append(TwoPath(ends[0], actor, ends[1], kind, *steps))
        return tuple(sorted(found, key=lambda each: (each.source, each.target)))

    def __str__(self) -> str:
        from kg.views.brokers import brokers_text

        return brokers_text(self)

    def _repr_html_(self) -> str:
        from kg.views.brokers import brokers_html

        return brokers_html(self)


def brokerage(
    data: "Dataset | networkx.MultiDiGraph[str]",
    *,
    groups: str | Mapping[str, str] = "type",
    sign: Iterable[int | str] | int | str | None = _CARRIERS,
    seed: int = 0,
) -> Brokerage:
    """How often each actor passes on influence between two that do not influence each other directly.

    Counted are ordered pairs a, b such that influence runs from a to the actor and from it to b, but not
    from a to b, by the groups of the three (R. V. Gould and R. M. Fernandez, Sociological
    Methodology 19, 1989): "coordinator" all in one group, "itinerant" (consultant) a and b in one and the
    actor in another, "representative" a and the actor in one, "gatekeeper" the actor and b in one,
    "liaison" all in different ones. Influence is that of `kg.collapse`: one arc a pair, its strength apart.

    Expectation and z-score compare with random graphs in which each arc is there with the probability of
    this graph's density, as R's `sna` does; z is no test where few two-paths are expected.

    Args:
        data: what `kg.project` gave, or a dataset, of which the Actual statements count.
        groups: "type" (class of actor), "bloc" (of `kg.balance`), "community" (of `kg.communities`), or a
            mapping from every actor, by any of its names, to its group.
        sign: what carries influence: without saying, cooperation and neither; None is every sign.
        seed: for blocs and communities.

    Raises:
        UnknownActor, AmbiguousName: a name in the mapping is nobody's, or several have it.
        OptionError: an option has no sense, or an actor has no group.

    >>> import kg
    >>> found = kg.brokerage(kg.load(kg.shipped()))
    >>> best = found[0]
    >>> best.total == len(found.two_paths(best.actor))
    True
    """
    import numpy

    graph = graph_of(data)
    ties = ties_of(graph)
    named, told = groups_of(graph, groups, seed=seed)
    signs = signs_of(sign)
    pairs = pairs_of(ties, signs=signs)
    nodes = ties.nodes
    names = sorted(set(named.values()))
    of = numpy.array([names.index(named[node]) for node in nodes], int)
    counts = numpy.zeros((len(nodes), len(ROLES)), numpy.int64)
    carried: list[set[int]] = [set() for _ in nodes]
    for found in two_paths(pairs, range(len(nodes))):
        broker = pairs.target[found[:, 0]]
        ends = pairs.source[found[:, 0]], broker, pairs.target[found[:, 1]]
        numpy.add.at(counts, (broker, codes(*(of[each] for each in ends))), 1)
        for place in numpy.unique(broker).tolist():
            carried[place].update(numpy.unique(found[broker == place]).tolist())
    labels, cited = labels_of(graph, nodes), pairs.all_statements()
    chance = moments(len(nodes), len(pairs), numpy.bincount(of, minlength=len(names)))
    brokers = [
        Broker(
            node,
            labels[node],
            named[node],
            _roles(counts[place].tolist(), chance[int(of[place])]),
            tuple(sorted({iri for pair in carried[place] for iri in cited[pair]})),
        )
        for place, node in enumerate(nodes)
    ]
    brokers.sort(key=lambda each: (-each.total, each.actor))
    return Brokerage(_counted(graph, signs), named, told, tuple(brokers), labels, pairs)


def _counted(graph: "networkx.MultiDiGraph[str]", signs: frozenset[int] | None) -> str:
    if signs is None or signs == frozenset(map(int, Sign)):
        return f"{graph.graph['counted']}; influence runs along those of any sign"
    words = " and ".join(Sign(each).name.lower() for each in sorted(signs, reverse=True))
    return f"{graph.graph['counted']}; influence runs along those of sign {words}"


def _role(source: str, broker: str, target: str) -> str:
    import numpy

    names = sorted({source, broker, target})
    one, two, three = (numpy.array([names.index(each)]) for each in (source, broker, target))
    return ROLES[int(codes(one, two, three)[0])]


def _roles(counts: list[int], chance: "Array") -> dict[str, Role]:
    found = {}
    every = [*counts, sum(counts)]
    for name, count, (mean, variance) in zip((*ROLES, TOTAL), every, chance.tolist(), strict=True):
        z = (count - mean) / math.sqrt(variance) if variance > 0 else None
        found[name] = Role(count, round(mean, _DIGITS), None if z is None else round(z, _DIGITS))
    return found


def broker_of(found: Brokerage, graph: "networkx.MultiDiGraph[str]", name: str) -> Broker:
    """The broker of this name.

    Raises:
        UnknownActor, AmbiguousName: it is nobody's in the graph, or several have it.
        OptionError: the actor has no relation in the graph.
    """
    iri = find_actor(graph, name)
    broker = next((each for each in found if each.actor == iri), None)
    if broker is None:
        raise OptionError(f"'{name}' has no relation that is counted; there is nothing to explain")
    return broker
