"""Structural balance: what signs of ties hang together, which do not, and the blocs that fit them best."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.frustration import Division, divide
from kg.analysis.given import graph_of
from kg.analysis.signed import RULE, Signed, SignedPair, signed_pairs
from kg.analysis.ties import labels_of, ties_of
from kg.analysis.triads import TYPES, Triangle, kinds, triangles
from kg.analysis.walks import walk_balance
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]

MIXED = ("stronger", "drop")
"""What may become of pairs that both cooperation and conflict are said of."""
TIMEOUT = 60.0
"""How many seconds are given to the search for the best blocs, unless said otherwise."""


@dataclass(frozen=True)
class Bloc:
    """Actors (IRIs) that stand on one side of a connected piece of the signed graph.

    `name` is the number of the piece, those with most actors first, and "a" or "b": "1a" stands against
    "1b", if there is one, and says nothing of "2a". `statements` are those of the ties within it that fit.
    """

    name: str
    actors: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Balance(Shown):
    """How balanced the signed graph is, and what speaks against it.

    `census` counts triangles by `TYPES`; `unbalanced` are those of an odd number of conflicts, the
    firmest first, at most as many as were asked for. `walks` is in (0, 1], or None: see
    `kg.analysis.walks`. The least number of pairs that no two blocs satisfy lies in `frustration`
    (lower bound, upper bound); `blocs` leave as many `frustrated` as the upper one. `optima` is how many
    divisions do as well, these blocs among them, None if that was not counted; `unique` whether they are
    the only one, None if that is not known; `free` are the actors that change sides together in one of
    the others: each alone may do worse.
    `mixed` pairs have both signs, `undecided` ones equally strong: they have none and count in nothing.
    `stopped` is after how many seconds the search ended for want of time, None if it did not: only then
    do bounds depend on the machine. `rule` is what became of mixed pairs: one of `MIXED`.
    """

    counted: str
    actors: int
    pairs: Mapping[str, int]
    census: Mapping[str, int]
    unbalanced: tuple[Triangle, ...]
    walks: float | None
    frustration: tuple[int, int]
    blocs: tuple[Bloc, ...]
    frustrated: tuple[SignedPair, ...]
    optima: int | None
    unique: bool | None
    free: tuple[str, ...]
    mixed: tuple[SignedPair, ...]
    undecided: tuple[SignedPair, ...]
    labels: Mapping[str, str]
    stopped: float | None = None
    rule: str = "stronger"

    @property
    def triangles(self) -> int:
        """How many triangles there are."""
        return sum(self.census.values())

    @property
    def balanced(self) -> float | None:
        """The share of triangles that are balanced, None where there is no triangle."""
        good = self.census[TYPES[0]] + self.census[TYPES[2]]
        return good / self.triangles if self.triangles else None

    @property
    def exact(self) -> bool:
        """Whether the frustration index is known, not only bounded."""
        return self.frustration[0] == self.frustration[1]

    @property
    def caveat(self) -> str:
        """What whoever groups by these blocs has to say of them; "" if no others fit as well."""
        stop = "" if self.stopped is None else f" (stopped after {self.stopped:g} s)"
        if not self.exact:
            least, most = self.frustration
            return f"not known to fit best: from {least:,} to {most:,} pairs fit no two blocs{stop}"
        if self.unique is None:
            return f"perhaps one of several that fit alike{stop}"
        return "" if self.unique else "one of several that fit alike"

    def bloc(self, actor: str) -> str | None:
        """The name of the bloc that an actor (IRI) is in, None if it has no pair with a sign."""
        return next((bloc.name for bloc in self.blocs if actor in bloc.actors), None)

    def __str__(self) -> str:
        from kg.views.balance import balance_text

        return balance_text(self)

    def _repr_html_(self) -> str:
        from kg.views.balance import balance_html

        return balance_html(self)


def balance(
    data: "Dataset | networkx.MultiDiGraph[str]",
    *,
    mixed: str = "stronger",
    limit: int | None = 1_000,
    seed: int = 0,
    timeout: float | None = TIMEOUT,
) -> Balance:
    """How balanced the signed ties of a graph are, the triangles and ties that are not, and the blocs.

    Counted are statements of cooperation and conflict between actors; each pair of actors has one sign,
    by one rule: see `kg.analysis.signed`. A triangle is balanced if the product of its signs is positive
    (D. Cartwright and F. Harary, Psychological Review 63, 1956). Blocs are the division of each connected
    piece in two that leaves the fewest pairs frustrated (the frustration index; see
    `kg.analysis.frustration`: exact where every biconnected part has up to 60 actors; beyond
    that bounded, from below by unbalanced circles that share no pair, and exact where the bounds meet).
    Where signs follow camps, with a tenth or a fifth of them amiss, that takes seconds at most; random
    signs are hard: among 30 actors, each two of whom have one, they took half a minute. After `timeout`
    seconds bounds are told, and that they are: `stopped`. An answer that was not stopped is always the same.

    This describes ties as the sources tell them. It is no forecast: signed networks that were watched did
    not move steadily towards balance (P. Doreian and A. Mrvar, Journal of Social Structure 16, 2015, on
    the states of the Correlates of War), and which triangles are over- or underrepresented depends on
    the network (J. Leskovec, D. Huttenlocher and J. Kleinberg, CHI 2010).

    Args:
        data: what `kg.project` gave, or a dataset, of which the Actual statements count.
        mixed: what becomes of pairs that both signs are said of: the "stronger" side's sign, or "drop".
        limit: how many unbalanced triangles are listed; None is all. The census counts all.
        seed: for the search where blocs are not exact.
        timeout: how many seconds are given to the exact search, all parts together; None is no limit.

    Raises:
        OptionError: an option has no sense.

    >>> import kg
    >>> graph = kg.project(kg.load(kg.shipped()), at="2023-07")
    >>> found = kg.balance(graph)
    >>> found.exact, sum(found.census.values()) == found.triangles
    (True, True)
    """
    if mixed not in MIXED:
        raise OptionError(f"unknown way with mixed pairs '{mixed}'; use 'stronger' or 'drop'")
    if limit is not None and limit < 0:
        raise OptionError(f"limit '{limit}' is not a number from 0 on")
    if timeout is not None and not timeout > 0:
        raise OptionError(f"a timeout of {timeout:g} s leaves no time; give seconds above 0")
    graph = graph_of(data)
    every = signed_pairs(ties_of(graph))
    signed = every.chosen(~every.mixed) if mixed == "drop" else every.chosen(every.sign != 0)
    numbers = every.mixed.nonzero()[0]
    told = every.told(numbers)
    census, odd = _triangles(signed, limit)
    count = len(signed.ties.nodes)
    arrays = count, signed.low, signed.high, signed.sign
    division = divide(*arrays, signed.strength, seed=seed, timeout=timeout)
    found_actors = signed.ties.nodes
    actors = sorted({found_actors[each] for each in every.actors.tolist()})
    return Balance(
        counted=_counted(graph, mixed),
        actors=len(actors),
        pairs={
            "cooperation": int((signed.sign > 0).sum()),
            "conflict": int((signed.sign < 0).sum()),
        },
        census=census,
        unbalanced=odd,
        walks=_walks(signed),
        frustration=(division.lower, division.upper),
        blocs=tuple(_blocs(signed, division)),
        frustrated=tuple(_firmest(signed, division.frustrated)),
        optima=division.optima,
        unique=division.alone,
        free=tuple(found_actors[each] for each in division.free.tolist()),
        mixed=tuple(each for each in told if each.sign),
        undecided=tuple(each for each in told if not each.sign),
        labels=labels_of(graph, actors),
        stopped=timeout if division.stopped else None,
        rule=mixed,
    )


def _counted(graph: "networkx.MultiDiGraph[str]", mixed: str) -> str:
    dropped = "; mixed pairs left out" if mixed == "drop" else ""
    return f"{graph.graph['counted']}; {RULE}{dropped}"


def _triangles(signed: Signed, limit: int | None) -> tuple[dict[str, int], tuple[Triangle, ...]]:
    import numpy

    tally = numpy.zeros(len(TYPES), numpy.int64)
    odd: list[Array] = []
    for rows in triangles(len(signed.ties.nodes), signed.low, signed.high):
        kind = kinds(rows, signed.sign)
        tally += numpy.bincount(kind, minlength=len(TYPES))
        odd.append(rows[kind % 2 == 1])
    rows = numpy.concatenate(odd) if odd else numpy.zeros((0, 3), int)
    strength = signed.strength[rows].min(axis=1) if len(rows) else numpy.zeros(0)
    order = numpy.lexsort((rows[:, 2], rows[:, 1], rows[:, 0], -strength))[:limit]
    told = signed.told(rows[order].ravel())
    names = dict(enumerate(TYPES))
    found = tuple(
        Triangle(
            (sides[0].actors[0], sides[0].actors[1], sides[1].actors[1]),
            names[sum(side.sign < 0 for side in sides)],
            float(strength[row]),
            sides,
        )
        for number, row in enumerate(order.tolist())
        for sides in [(told[3 * number], told[3 * number + 1], told[3 * number + 2])]
    )
    return dict(zip(TYPES, tally.tolist(), strict=True)), found


def _walks(signed: Signed) -> float | None:
    import numpy

    actors = signed.actors
    ends = numpy.searchsorted(actors, signed.low), numpy.searchsorted(actors, signed.high)
    return walk_balance(len(actors), *ends, signed.sign)


def _firmest(signed: Signed, which: "Array") -> list[SignedPair]:
    """These pairs, those of most strength first, then by IRI."""
    import numpy

    numbers = numpy.flatnonzero(which)
    order = numpy.argsort(-signed.strength[numbers], kind="stable")
    return signed.told(numbers[order])


def _blocs(signed: Signed, division: Division) -> list[Bloc]:
    import numpy
    from scipy import sparse
    from scipy.sparse import csgraph

    nodes = signed.ties.nodes
    cells = (numpy.ones(len(signed)), (signed.low, signed.high))
    matrix = sparse.csr_array(cells, shape=(len(nodes), len(nodes)))
    piece = csgraph.connected_components(matrix, directed=False)[1]
    used = signed.actors
    pieces, first, sizes = numpy.unique(piece[used], return_index=True, return_counts=True)
    place = {int(pieces[n]): n for n in range(len(pieces))}
    rank = numpy.argsort(numpy.lexsort((used[first], -sizes)))
    members: dict[tuple[int, int], list[int]] = {}
    for actor in used.tolist():
        number = int(rank[place[int(piece[actor])]]) + 1
        members.setdefault((number, int(division.side[actor])), []).append(actor)
    inside = (division.side[signed.low] == division.side[signed.high]) & ~division.frustrated
    rows_of: dict[int, list[int]] = {}
    for pair in numpy.flatnonzero(inside).tolist():
        rows_of.setdefault(int(signed.low[pair]), []).append(pair)
    found = []
    for number in sorted({number for number, _ in members}):
        sides = [members[number, side] for side in (0, 1) if (number, side) in members]
        sides.sort(key=lambda actors: (-len(actors), actors[0]))
        for letter, actors in zip("ab", sides, strict=False):
            pairs = [pair for actor in actors for pair in rows_of.get(actor, ())]
            statements = dict.fromkeys(s for pair in signed.told(pairs) for s in pair.statements)
            names = tuple(nodes[each] for each in actors)
            found.append(Bloc(f"{number}{letter}", names, tuple(statements)))
    return found
