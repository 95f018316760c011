"""Who is left without an alternative when ties fall: the second half of competency question 10."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.analysis.ties import Ties
from kg.dataset import Dataset
from kg.model import Aspect, Sign
from kg.scenario.records import Left

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Flags = NDArray[numpy.bool_]

_ONE = 1  # whoever has two partners left has an alternative


def left_without(
    before: Ties, after: Ties, dataset: Dataset, out: frozenset[str], rid: frozenset[str]
) -> Iterator[Left]:
    """The actors that lost one whose influence reached them by a lasting tie, and have one or none left.

    Ties of conflict do not count: whoever is rid of one lacks nothing; nor do those in `rid`, the actors
    that are supposed away themselves. By relation type, then actor.
    """
    kinds = dataset.vocabulary.relation_types
    lost: set[tuple[str, str]] = set()
    for row in _rows(before, out):
        kind = kinds[before.kinds[int(before.kind[row])]]
        if kind.aspect is not Aspect.TIE or kind.sign is Sign.CONFLICT:
            continue
        ends = before.nodes[int(before.source[row])], before.nodes[int(before.target[row])]
        lost |= {(kind.iri, ends[1])} if before.along[row] else set()
        lost |= {(kind.iri, ends[0])} if before.against[row] else set()
    for kind_iri, actor in sorted(each for each in lost if each[1] not in rid):
        old, now = _partners(before, kind_iri, actor), _partners(after, kind_iri, actor)
        gone = [partner for partner in old if partner not in now]
        if not gone or len(now) > _ONE:
            continue
        yield Left(
            actor,
            dataset.label(actor),
            kind_iri,
            tuple(sorted(old)),
            tuple(sorted(now)),
            tuple(sorted({iri for partner in gone for iri in old[partner]})),
        )


def _rows(ties: Ties, statements: frozenset[str]) -> list[int]:
    import numpy

    names = ties.iris(numpy.arange(len(ties)))
    return [row for row, iri in enumerate(names) if iri in statements]


def _partners(ties: Ties, kind: str, actor: str) -> dict[str, list[str]]:
    """Whose influence reaches the actor by ties of a type, and by which statements."""
    import numpy

    found: dict[str, list[str]] = {}
    if kind not in ties.kinds or actor not in ties.nodes:
        return found
    place, of = ties.nodes.index(actor), ties.kind == ties.kinds.index(kind)
    for asked, there in (
        (ties.along & (ties.target == place), ties.source),
        (ties.against & (ties.source == place), ties.target),
    ):
        rows = numpy.flatnonzero(asked & of & (there != place))
        for row, iri in zip(rows.tolist(), ties.iris(rows), strict=True):
            found.setdefault(ties.nodes[int(there[row])], []).append(iri)
    return found
