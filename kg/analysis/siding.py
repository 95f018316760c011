"""What of an actor fits two blocs and what does not: its signed pairs, and the triangles it is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.balance import Balance
from kg.analysis.choosing import find_actor, label_of_actor
from kg.analysis.given import graph_of
from kg.analysis.signed import Signed, SignedPair, signed_pairs
from kg.analysis.ties import ties_of
from kg.analysis.triads import TYPES, Triangle
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]


@dataclass(frozen=True)
class Siding(Shown):
    """Where an actor stands in a balance, and by what.

    `bloc` is its name. `fitting` are its pairs that the blocs satisfy, `frustrated` those that they do not,
    the firmest first; `left_out` pairs that have no sign. `census` counts the triangles that it is in by
    `kg.analysis.triads.TYPES`; `triangles` are these, the unbalanced first, then the firmest, at most as
    many as were asked for. `caveat` says what is not known of the blocs, "" if nothing; `blocs` are
    those that the actors told are in.
    """

    actor: str
    label: str
    counted: str
    bloc: str
    caveat: str
    fitting: tuple[SignedPair, ...]
    frustrated: tuple[SignedPair, ...]
    left_out: tuple[SignedPair, ...]
    census: Mapping[str, int]
    triangles: tuple[Triangle, ...]
    blocs: Mapping[str, str]
    labels: Mapping[str, str]

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements of all its pairs and of the triangles that are told."""
        pairs = (*self.fitting, *self.frustrated, *self.left_out)
        own = [iri for pair in pairs for iri in (*pair.statements, *pair.against)]
        return tuple(
            dict.fromkeys([*own, *(i for each in self.triangles for i in each.statements)])
        )

    def __str__(self) -> str:
        from kg.views.siding import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.siding import html

        return html(self)


def explain_balance(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    found: Balance,
    actor: str,
    *,
    limit: int | None = 10,
) -> Siding:
    """Which pairs of an actor fit its bloc and which do not, and the triangles that it is in.

    A pair fits if cooperation joins two of one bloc, or conflict two of opposite ones. The frustrated pairs
    of all actors are those of the balance, each told by both of its ends; so are the triangles, each
    told by three.

    Args:
        graph: what the balance is of: a graph, or a dataset.
        found: what `kg.balance` gave of it.
        actor: any of its names.
        limit: how many triangles to tell; None is all. The census counts all.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        OptionError: the actor has no pair with a sign, the balance is of another graph, or the limit has
            no sense.
    """
    if limit is not None and limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    graph = graph_of(graph)
    iri = find_actor(graph, actor)
    every = signed_pairs(ties_of(graph))
    kept = ~every.mixed if found.rule == "drop" else every.sign != 0
    signed = every.chosen(kept)
    if not _of_this(signed, found):
        raise OptionError("the balance is of another graph; take that of the one you give")
    bloc = found.bloc(iri)
    if bloc is None:
        raise OptionError(f"'{actor}' is in no bloc: it has no pair with a sign")
    rows = _own(signed, iri)
    odd = {pair.actors for pair in found.frustrated}
    mine = signed.told(rows)
    census, triangles = _triangles(signed, iri, rows, limit)
    others = every.chosen(~kept)
    left_out = others.told(_own(others, iri))
    near = sorted({end for pair in (*mine, *left_out) for end in pair.actors})
    ends = {*near, *(end for each in triangles for end in each.actors)}
    return Siding(
        iri,
        label_of_actor(graph, iri),
        found.counted,
        bloc,
        found.caveat,
        tuple(pair for pair in mine if pair.actors not in odd),
        tuple(pair for pair in mine if pair.actors in odd),
        tuple(left_out),
        census,
        triangles,
        {each: name for each in sorted(ends) if (name := found.bloc(each)) is not None},
        {each: label_of_actor(graph, each) for each in sorted(ends)},
    )


def _of_this(signed: Signed, found: Balance) -> bool:
    """Whether the pairs are those of the balance: as many of each sign, and the frustrated among them."""
    counts = (int((signed.sign > 0).sum()), int((signed.sign < 0).sum()))
    if counts != (found.pairs["cooperation"], found.pairs["conflict"]):
        return False
    nodes = signed.ties.nodes
    there = {
        (nodes[low], nodes[high])
        for low, high in zip(signed.low.tolist(), signed.high.tolist(), strict=True)
    }
    return all(pair.actors in there for pair in found.frustrated)


def _own(signed: Signed, actor: str) -> "Array":
    """The numbers of an actor's pairs, the firmest first."""
    import numpy

    place = signed.ties.find(actor)
    rows = numpy.flatnonzero((signed.low == place) | (signed.high == place))
    return rows[numpy.argsort(-signed.strength[rows], kind="stable")]


def _triangles(
    signed: Signed, actor: str, own: "Array", limit: int | None
) -> tuple[dict[str, int], tuple[Triangle, ...]]:
    """The triangles that an actor is in: how many of each kind, and the first of them."""
    import numpy

    place = signed.ties.find(actor)
    near = numpy.where(signed.low[own] == place, signed.high[own], signed.low[own])
    of = numpy.full(len(signed.ties.nodes), -1)
    of[near] = own
    third = numpy.flatnonzero((of[signed.low] >= 0) & (of[signed.high] >= 0))
    rows = numpy.stack([of[signed.low[third]], of[signed.high[third]], third], axis=1)
    negative = (signed.sign[rows] < 0).sum(axis=1)
    census = dict(zip(TYPES, numpy.bincount(negative, minlength=len(TYPES)).tolist(), strict=True))
    strength = signed.strength[rows].min(axis=1, initial=1.0)
    order = numpy.lexsort((third, -strength, negative % 2 == 0))[:limit]
    found = []
    for each in order.tolist():
        sides = signed.told(numpy.sort(rows[each]))
        a, b, c = sorted({end for side in sides for end in side.actors})
        told = Triangle((a, b, c), TYPES[negative[each]], float(strength[each]), (*sides,))  # type: ignore[arg-type]  # of three
        found.append(told)
    return census, tuple(found)
