"""Who is left without an alternative when ties fall: the second half of competency question 10."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.lasting import over_by
from kg.analysis.roles import DEPENDENCE, SUPPLIES
from kg.analysis.ties import Ties, ties_of
from kg.dataset import Dataset
from kg.dates import Certainty
from kg.scenario.records import Left

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

_ONE = 1  # whoever has two suppliers left has an alternative


def left_without(
    before: "Graph", after: "Graph", dataset: Dataset, out: frozenset[str], rid: frozenset[str]
) -> Iterator[Left]:
    """The actors that lost a supplier, and have one or none left of that kind of supply.

    Kinds of supply are those of `kg.alternatives`, with its two ends: whoever loses a membership lacks no
    supplier. Nor do those in `rid` count, the actors that are supposed away themselves. What is over, as
    `kg.alternatives` has it where no date is asked about, supplies nobody. By relation type, then actor.
    """
    known = dataset.vocabulary.relation_types
    kinds = SUPPLIES.among(known)
    needs = DEPENDENCE.among(known)
    given = [_Given(ties_of(graph), _over(graph, kinds | needs)) for graph in (before, after)]
    ties = given[0].ties
    lost: set[tuple[str, str]] = set()
    for row in _rows(ties, out):
        kind = ties.kinds[int(ties.kind[row])]
        if kind in kinds:
            lost.add((kind, ties.nodes[int(ties.target[row])]))
            lost |= {(kind, ties.nodes[int(ties.source[row])])} if ties.mirror[row] else set()
    for kind, actor in sorted(each for each in lost if each[1] not in rid):
        old, now = (_suppliers(each, frozenset([kind]), actor) for each in given)
        gone = [supplier for supplier in old if supplier not in now]
        if not gone or len(now) > _ONE:
            continue
        needed = _suppliers(given[1], needs, actor, turned=True)
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


@dataclass(frozen=True)
class _Given:
    """Ties, and the rows of those that are over."""

    ties: Ties
    over: frozenset[int]


def _over(graph: "Graph", kinds: frozenset[str]) -> frozenset[int]:
    _, found = over_by(graph, ties_of(graph), kinds)
    return frozenset(row for row, left in found.items() if left is Certainty.IMPOSSIBLE)


def _rows(ties: Ties, statements: frozenset[str]) -> list[int]:
    import numpy

    names = ties.iris(numpy.arange(len(ties)))
    return [row for row, iri in enumerate(names) if iri in statements]


def _suppliers(
    given: _Given, kinds: frozenset[str], actor: str, *, turned: bool = False
) -> dict[str, list[str]]:
    """From whom the actor gets something, by which statements; `turned` where the subject is who gets."""
    found: dict[str, list[str]] = {}
    ties = given.ties
    if actor not in ties.nodes:
        return found
    place, rows = ties.nodes.index(actor), ties.only(kinds)
    ends = (ties.source, ties.target) if turned else (ties.target, ties.source)
    for mine, theirs, mirrored in ((*ends, False), (*ends[::-1], True)):
        some = rows[(mine[rows] == place) & (theirs[rows] != place)]
        some = some[ties.mirror[some]] if mirrored else some
        for row, iri in zip(some.tolist(), ties.iris(some), strict=True):
            if row not in given.over:
                found.setdefault(ties.nodes[int(theirs[row])], []).append(iri)
    return found
