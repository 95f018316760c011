"""Who changes side: the blocs before and after, laid side by side so that as few as possible move."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.analysis.frustration import Division, divide
from kg.analysis.signed import Signed, signed_pairs
from kg.analysis.ties import Ties
from kg.scenario.nearest import Signs, nearest
from kg.scenario.records import BlocChange, SideChange

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_NODES = 1_000
"""How far the solver looks in a part: a scenario is not to wait for blocs that nothing suggests."""
_JOINT = 500
"""Up to so many pairs, in pieces that changed, the divisions are chosen so that the fewest actors move."""


@dataclass(frozen=True, eq=False)
class _Blocs:
    """The signed pairs of a graph in the numbering of both graphs' actors, and a division of them.

    `piece` numbers the connected pieces of actors by the first of each, -1 for one without a pair.
    """

    low: "Array"
    high: "Array"
    sign: "Array"
    strength: "Array"
    piece: "Array"
    division: Division

    def fellows(self, actor: int) -> "Array":
        """Who is in the bloc of an actor, itself among them; nobody if it has no pair."""
        import numpy

        if self.piece[actor] < 0:
            return numpy.zeros(0, int)
        same = self.division.side == self.division.side[actor]
        return numpy.flatnonzero(same & (self.piece == self.piece[actor]))


def bloc_changes(
    before: Ties,
    after: Ties,
    changed: frozenset[str],
    rid: frozenset[str],
    label: Callable[[str], str],
) -> BlocChange:
    """What becomes of the blocs of two graphs that differ by some statements.

    Of divisions that fit equally well those are compared between which the fewest actors move (see
    `kg.scenario.nearest`), in pieces of up to `_JOINT` pairs; in larger ones those found first. The
    actors in `rid`, which are supposed away themselves, are not told.
    """
    nodes = tuple(sorted({*before.nodes, *after.nodes}))
    place = {node: number for number, node in enumerate(nodes)}
    sides = signed_pairs(before), signed_pairs(after)
    old, now = (_blocs(each, place) for each in sides)
    exact = old.division.exact and now.division.exact
    bounds = tuple((each.division.lower, each.division.upper) for each in (old, now))
    moved: list[SideChange] = []
    if exact and changed:
        old, now = _together(old, now)
        signed = {iri for each in sides for iri in each.ties.iris(each.row) if iri in changed}
        own = own_statements(sides, changed)
        moved = [
            SideChange(
                nodes[actor],
                label(nodes[actor]),
                before=tuple(nodes[each] for each in old.fellows(actor)),
                after=tuple(nodes[each] for each in now.fellows(actor)),
                statements=tuple(sorted(own.get(nodes[actor], signed))),
                own=nodes[actor] in own,
            )
            for actor in _movers(old, now)
            if nodes[actor] not in rid
        ]
    return BlocChange((bounds[0], bounds[1]), exact, tuple(moved))


def _blocs(signed: Signed, place: dict[str, int]) -> _Blocs:
    import numpy
    from scipy import sparse
    from scipy.sparse import csgraph

    there = signed.chosen(signed.sign != 0)
    at = numpy.array([place[node] for node in there.ties.nodes], int)
    low, high = at[there.low], at[there.high]  # both are in the order of the IRIs
    count = len(place)
    matrix = sparse.csr_array((numpy.ones(len(low)), (low, high)), shape=(count, count))
    piece = csgraph.connected_components(matrix, directed=False)[1]
    alone = numpy.ones(count, bool)
    alone[low] = alone[high] = False
    piece = numpy.where(alone, -1, piece)
    division = divide(count, low, high, there.sign, there.strength, nodes=_NODES)
    return _Blocs(low, high, there.sign, there.strength, piece, division)


def _together(old: _Blocs, now: _Blocs) -> tuple[_Blocs, _Blocs]:
    """The same with those of the best divisions between which the fewest actors move."""
    import numpy

    if old.division.alone and now.division.alone:
        return old, now
    touched = _touched(old, now)
    kept = [touched[each.low] for each in (old, now)]
    if sum(int(each.sum()) for each in kept) > _JOINT:
        return old, now
    signs = [
        Signs(
            each.low[mine],
            each.high[mine],
            each.sign[mine],
            numpy.where(touched, each.piece, -1),
            int(each.division.frustrated[mine].sum()),
        )
        for each, mine in zip((old, now), kept, strict=True)
    ]
    sides = nearest(len(touched), *signs)
    # elsewhere both graphs are the same, and so is one division of both
    chosen = [numpy.where(touched, side, old.division.side) for side in sides]
    first, second = (
        replace(each, division=replace(each.division, side=side))
        for each, side in zip((old, now), chosen, strict=True)
    )
    return first, second


def _touched(old: _Blocs, now: _Blocs) -> "Array":
    """The actors of pieces that are not the same in both graphs, with the same signs."""
    import numpy

    count = len(old.piece)
    told = [
        set(zip(each.low.tolist(), each.high.tolist(), each.sign.tolist(), strict=True))
        for each in (old, now)
    ]
    found = numpy.zeros(count, bool)
    for low, high, _ in told[0] ^ told[1]:
        found[[low, high]] = True
    before = -1
    while before != int(found.sum()):  # a piece of the one may reach over several of the other
        before = int(found.sum())
        for each in (old, now):
            pieces = numpy.unique(each.piece[found])
            found |= numpy.isin(each.piece, pieces[pieces >= 0])
    return found


def _movers(old: _Blocs, now: _Blocs) -> Iterator[int]:
    """The actors that are on another side, or have none any more or at last, in their order."""
    import numpy

    found = (old.piece < 0) != (now.piece < 0)
    both = (old.piece >= 0) & (now.piece >= 0)
    other = (old.division.side != now.division.side) & both
    cells = old.piece * (len(now.piece) + 1) + now.piece
    for cell in numpy.unique(cells[both]):
        mine = numpy.flatnonzero(both & (cells == cell))
        turned = other[mine]
        # what hangs together in both graphs may be turned round as a whole
        many, half = 2 * int(turned.sum()), len(mine)
        found[mine] = ~turned if many > half or (many == half and turned[0]) else turned
    yield from numpy.flatnonzero(found).tolist()


def own_statements(sides: Iterable[Signed], changed: frozenset[str]) -> dict[str, set[str]]:
    """The changed statements of each actor among signed pairs, by its IRI."""
    found: dict[str, set[str]] = {}
    for signed in sides:
        ties = signed.ties
        for iri, row in zip(ties.iris(signed.row), signed.row.tolist(), strict=True):
            if iri in changed:
                for end in (ties.source[row], ties.target[row]):
                    found.setdefault(ties.nodes[int(end)], set()).add(iri)
    return found
