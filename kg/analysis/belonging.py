"""What holds an actor in its community, and what pulls it out: ties, and parts of the modularity."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.choosing import find_actor
from kg.analysis.communities import Communities
from kg.analysis.given import graph_of
from kg.analysis.signed import Signed, signed_pairs
from kg.analysis.ties import ties_of
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]

_DIGITS = 9


@dataclass(frozen=True)
class Bond:
    """Another actor (IRI) that an actor has a tie of cooperation with, and the tie's strength.

    `together` is the share of runs, in [0, 1], in which both are in one community; `statements` are
    those of the tie, strongest first.
    """

    actor: str
    label: str
    strength: float
    together: float
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Hold:
    """What ties an actor to a community: `strength`, and what chance would give, `expected`.

    `expected` is resolution k K / 2m: k is the strength of all ties of the actor, K that of all members',
    itself included in its own, 2m everybody's. `change` is what modularity would be more or less if the
    actor were there, 0 where it is.
    """

    community: int
    strength: float
    expected: float
    change: float
    bonds: tuple[Bond, ...]


@dataclass(frozen=True)
class Belonging(Shown):
    """Why an actor is in its community: what holds it there, `own`, and what pulls it to `others`.

    Those that would cost least come first. `part` is what the actor has of the `modularity` of all:
    (strength - expected) / 2m of its own; the parts of all actors add up to it. `share` is that of the
    runs in which the actor is there.
    """

    actor: str
    label: str
    counted: str
    share: float
    modularity: float
    part: float
    total: float
    own: Hold
    others: tuple[Hold, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements of all its ties, those that hold it first."""
        holds = (self.own, *self.others)
        return tuple(iri for hold in holds for bond in hold.bonds for iri in bond.statements)

    def __str__(self) -> str:
        from kg.views.belonging import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.belonging import html

        return html(self)


def explain_community(
    graph: "Dataset | networkx.MultiDiGraph[str]", found: Communities, actor: str
) -> Belonging:
    """Which ties hold an actor in its community and which pull it out, with its part of the modularity.

    Args:
        graph: what communities were found in: a graph, or a dataset.
        found: what `kg.communities` gave of it.
        actor: any of its names.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        OptionError: the actor has no tie of cooperation, or the communities are of another graph.

    >>> import kg
    >>> dataset = kg.load(kg.shipped())
    >>> found = kg.communities(dataset)
    >>> parts = [explain_community(dataset, found, actor).part for actor in found.of]
    >>> abs(sum(parts) - found.modularity) < 1e-7
    True
    """
    import numpy

    graph = graph_of(graph)
    iri = find_actor(graph, actor)
    signed = signed_pairs(ties_of(graph), signs=(1,))
    if not _same(signed, found.signed):
        raise OptionError("the communities are of another graph; find those of the one you give")
    if iri not in found.of:
        raise OptionError(f"'{actor}' is in no community: it has no tie of cooperation")
    place, nodes = signed.ties.nodes.index(iri), signed.ties.nodes
    number = numpy.zeros(len(nodes), int)  # of each actor's community, 0 without one
    number[[nodes.index(each) for each in found.of]] = list(found.of.values())
    degree = numpy.bincount(signed.low, signed.positive, len(nodes))
    degree += numpy.bincount(signed.high, signed.positive, len(nodes))
    every = float(degree.sum())
    own = int(number[place])
    rows = numpy.flatnonzero((signed.low == place) | (signed.high == place))
    near = numpy.where(signed.low[rows] == place, signed.high[rows], signed.low[rows])
    weigh = signed.positive[rows]
    chance = found.resolution * float(degree[place]) / every
    of_all = numpy.bincount(number, degree, len(found) + 1) * chance
    to = numpy.bincount(number[near], weigh, len(found) + 1)
    stays = float(to[own] - of_all[own] + chance * degree[place])
    told = dict(zip(near.tolist(), signed.told(rows), strict=True))

    def hold(which: int) -> Hold:
        there = [n for n, each in enumerate(near.tolist()) if number[each] == which]
        there.sort(key=lambda n: (-weigh[n], near[n]))
        bonds = tuple(
            Bond(
                nodes[near[n]],
                found.labels[nodes[near[n]]],
                round(float(weigh[n]), _DIGITS),
                found.together(iri, nodes[near[n]]),
                told[int(near[n])].statements,
            )
            for n in there
        )
        change = 0.0 if which == own else 2 * (float(to[which] - of_all[which]) - stays) / every
        return Hold(
            which,
            round(float(to[which]), _DIGITS),
            round(float(of_all[which]), _DIGITS),
            round(change, _DIGITS),
            bonds,
        )

    others = [hold(which) for which in sorted({*number[near].tolist()} - {own})]
    mine = hold(own)
    return Belonging(
        iri,
        found.labels[iri],
        found.counted,
        next(each.share for each in found[own - 1].members if each.actor == iri),
        found.modularity,
        round(float(to[own] - of_all[own]) / every, _DIGITS),
        round(every, _DIGITS),
        mine,
        tuple(sorted(others, key=lambda each: (-each.change, each.community))),
    )


def _same(one: Signed, other: Signed) -> bool:
    """Whether both have the same pairs, of the same strengths."""
    import numpy

    return one.ties.nodes == other.ties.nodes and all(
        numpy.array_equal(getattr(one, name), getattr(other, name))
        for name in ("low", "high", "positive")
    )
