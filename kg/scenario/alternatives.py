"""Who is left without an alternative when ties fall: the second half of competency question 10."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.analysis.roles import DEPENDENCE, SUPPLIES
from kg.analysis.ties import Ties
from kg.dataset import Dataset
from kg.scenario.records import Left

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Flags = NDArray[numpy.bool_]

_ONE = 1  # whoever has two suppliers left has an alternative


def left_without(
    before: Ties, after: Ties, dataset: Dataset, out: frozenset[str], rid: frozenset[str]
) -> Iterator[Left]:
    """The actors that lost a supplier, and have one or none left of that kind of supply.

    Kinds of supply are those of `kg.alternatives`, with its two ends: whoever loses a membership lacks no
    supplier. Nor do those in `rid` count, the actors that are supposed away themselves. By relation
    type, then actor.
    """
    known = dataset.vocabulary.relation_types
    kinds = SUPPLIES.among(known)
    lost: set[tuple[str, str]] = set()
    for row in _rows(before, out):
        kind = before.kinds[int(before.kind[row])]
        if kind in kinds:
            lost.add((kind, before.nodes[int(before.target[row])]))
            lost |= {(kind, before.nodes[int(before.source[row])])} if before.mirror[row] else set()
    for kind, actor in sorted(each for each in lost if each[1] not in rid):
        old, now = (_suppliers(ties, frozenset([kind]), actor) for ties in (before, after))
        gone = [supplier for supplier in old if supplier not in now]
        if not gone or len(now) > _ONE:
            continue
        needed = _suppliers(after, DEPENDENCE.among(known), actor, turned=True)
        needed = {giver: iris for giver, iris in needed.items() if giver not in {*gone, *now}}
        yield Left(
            actor,
            dataset.label(actor),
            kind,
            tuple(sorted(old)),
            tuple(sorted(now)),
            tuple(sorted({iri for supplier in gone for iri in old[supplier]})),
            tuple(sorted(needed)),
            tuple(sorted({iri for iris in needed.values() for iri in iris})),
        )


def _rows(ties: Ties, statements: frozenset[str]) -> list[int]:
    import numpy

    names = ties.iris(numpy.arange(len(ties)))
    return [row for row, iri in enumerate(names) if iri in statements]


def _suppliers(
    ties: Ties, kinds: frozenset[str], actor: str, *, turned: bool = False
) -> dict[str, list[str]]:
    """From whom the actor gets something, by which statements; `turned` where the subject is who gets."""
    found: dict[str, list[str]] = {}
    if actor not in ties.nodes:
        return found
    place, rows = ties.nodes.index(actor), ties.only(kinds)
    ends = (ties.source, ties.target) if turned else (ties.target, ties.source)
    for mine, theirs, mirrored in ((*ends, False), (*ends[::-1], True)):
        some = rows[(mine[rows] == place) & (theirs[rows] != place)]
        some = some[ties.mirror[some]] if mirrored else some
        for row, iri in zip(some.tolist(), ties.iris(some), strict=True):
            found.setdefault(ties.nodes[int(theirs[row])], []).append(iri)
    return found
