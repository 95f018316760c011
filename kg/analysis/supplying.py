"""Who gets what from whom, and who would be left with nobody: the counting behind `kg.alternatives`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.analysis.ties import Ties
from kg.dates import Certainty

Given = dict[str, dict[str, list[tuple[str, bool]]]]
"""Who gets something, from whom, by which statements, and whether each certainly stands."""


@dataclass(frozen=True)
class Supply:
    """What an actor gets of one kind from one supplier, and from whom else.

    `alone` tells that it would be left without: CERTAIN if nobody else supplies it, POSSIBLE if others
    do so only possibly at the time of the graph, IMPOSSIBLE if one certainly does. `others` are IRIs;
    `statements` those of the supply, `alternatives` those of the others. `hit` are actors that get this
    kind only from those who would be left without: at second hand, if these pass on what they get.
    `depends_on` are actors besides these suppliers on whom the actor is said to depend, whatever for, and
    `dependence` the statements that say so: it may get the same from them.
    """

    actor: str
    label: str
    supplier: str
    supplier_label: str
    relation: str
    relation_label: str
    alone: Certainty
    others: tuple[str, ...]
    other_labels: tuple[str, ...]
    statements: tuple[str, ...]
    alternatives: tuple[str, ...]
    hit: tuple[str, ...]
    depends_on: tuple[str, ...] = ()
    dependence: tuple[str, ...] = ()


def given_by(
    ties: Ties, kinds: Iterable[str], over: Mapping[int, Certainty], *, turned: bool = False
) -> Given:
    """Who gets from whom by ties of these kinds; `turned` where the subject is who gets.

    `over` tells of rows how certainly they are not over; those that are do not count.
    """
    found: Given = defaultdict(lambda: defaultdict(list))
    rows = ties.only(frozenset(kinds))
    iris = ties.iris(rows)
    for row, iri in zip(rows.tolist(), iris, strict=True):
        if over.get(row) is Certainty.IMPOSSIBLE:
            continue
        sure = bool(ties.sure[row]) and row not in over
        ends = ties.nodes[int(ties.source[row])], ties.nodes[int(ties.target[row])]
        for giver, getter in (ends[::-1],) if turned else (ends,):
            if giver != getter:
                found[getter][giver].append((iri, sure))
                if ties.mirror[row]:
                    found[giver][getter].append((iri, sure))
    return found


def supplies_of(kind: str, given: Given, who: str | None) -> Iterator[Supply]:
    """The supplies of one kind, labels left out."""
    receivers: dict[str, set[str]] = defaultdict(set)
    for getter, givers in given.items():
        for giver in givers:
            receivers[giver].add(getter)
    for getter, givers in sorted(given.items()):
        for giver in sorted(givers) if who is None else [who] if who in givers else []:
            others = {name: iris for name, iris in givers.items() if name != giver}
            sure = any(certain for iris in others.values() for _, certain in iris)
            possible = Certainty.POSSIBLE if others else Certainty.CERTAIN
            alone = Certainty.IMPOSSIBLE if sure else possible
            yield Supply(
                actor=getter,
                label="",
                supplier=giver,
                supplier_label="",
                relation=kind,
                relation_label="",
                alone=alone,
                others=tuple(sorted(others)),
                other_labels=(),
                statements=iris_of(givers[giver]),
                alternatives=tuple(iri for name in sorted(others) for iri in iris_of(others[name])),
                hit=() if sure else _hit(given, receivers, giver, getter),
            )


def with_needs(supply: Supply, needs: Mapping[str, list[tuple[str, bool]]]) -> Supply:
    """The supply with on whom else its actor is said to depend, and by which statements."""
    others = sorted(needs.keys() - {supply.supplier, *supply.others})
    iris = tuple(sorted(iri for other in others for iri in iris_of(needs[other])))
    return replace(supply, depends_on=tuple(others), dependence=iris)


def _hit(
    given: Given, receivers: Mapping[str, set[str]], supplier: str, first: str
) -> tuple[str, ...]:
    """Who gets this kind from nobody but those left without, the first of them among these.

    Looked at again whenever one of its suppliers joins them, so that the order does not matter.
    """
    lost = {each for each in receivers[supplier] if given[each].keys() == {supplier}}
    lost |= {supplier, first}
    through, waiting = {first}, [first]
    while waiting:
        for getter in receivers[waiting.pop()]:
            if getter not in lost | through and given[getter].keys() <= lost | through:
                through.add(getter)
                waiting.append(getter)
    return tuple(sorted(through - {first}))


def iris_of(statements: list[tuple[str, bool]]) -> tuple[str, ...]:
    """The statements of a supply, in their order."""
    return tuple(sorted(iri for iri, _ in statements))
