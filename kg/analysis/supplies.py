"""Who would be left without an alternative if one supplier fell.

Second half of competency question 10; the blocs of the first are those of `kg.balance`. Kinds of supply
are relation types, those of `kg.analysis.roles.SUPPLIES` unless others are named, and each is looked at for
itself: arms are no alternative to gas. Who gets a kind from the supplier and from nobody else is left
without; who has others has alternatives, as many as the data name. How much each could give is not in them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.analysis.given import graph_of
from kg.analysis.paths import find_actor
from kg.analysis.roles import DEPENDENCE, SUPPLIES, names_of_kinds
from kg.analysis.ties import Ties, labels_of, ties_of
from kg.dates import Certainty
from kg.shown import Shown
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset

    Graph = networkx.MultiDiGraph[str]

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


@dataclass(frozen=True)
class Dependent:
    """Who is said to depend on a supplier, whatever for, and by which statements."""

    actor: str
    label: str
    supplier: str
    supplier_label: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Supplies(Shown):
    """Supplies by kind, then by supplier and actor: those that leave somebody without first.

    `supplier` is None where every supplier was asked about. `dependents` are those of whom a statement
    says that they depend on a supplier, without a kind: it may be met by none of the supplies told.
    `blocs` are the names of blocs by actor, as `kg.balance` divides the graph, and `caveat` what it says of
    them: whether others fit as well, or that its search ended at bounds; both empty unless asked for.
    """

    supplier: str | None
    label: str | None
    supplies: tuple[Supply, ...]
    dependents: tuple[Dependent, ...]
    labels: Mapping[str, str]
    counted: str
    blocs: Mapping[str, str] = field(default_factory=dict)
    caveat: str = ""

    def __iter__(self) -> Iterator[Supply]:
        return iter(self.supplies)

    def __len__(self) -> int:
        return len(self.supplies)

    def __getitem__(self, index: int) -> Supply:
        return self.supplies[index]

    @property
    def left(self) -> tuple[Supply, ...]:
        """Those that would leave somebody without, certainly or possibly."""
        return tuple(each for each in self if each.alone is not Certainty.IMPOSSIBLE)

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements counted."""
        parts = [(*each.statements, *each.alternatives, *each.dependence) for each in self]
        parts += [each.statements for each in self.dependents]
        return tuple(dict.fromkeys(iri for part in parts for iri in part))

    def __str__(self) -> str:
        from kg.views.supplies import listing
        from kg.views.telling import text

        return text(listing(self))

    def _repr_html_(self) -> str:
        from kg.views.supplies import listing
        from kg.views.telling import html

        return html(listing(self))


def alternatives(
    data: "Dataset | Graph",
    supplier: str | None = None,
    *,
    relations: Iterable[str] | None = None,
    blocs: bool = False,
) -> Supplies:
    """Who would be left without an alternative if one supplier fell, by kind of supply.

    Args:
        data: a dataset, whose Actual statements count, or what `kg.project` gave; its filters hold here.
        supplier: a label, alias, local name, CURIE or IRI; without it every supplier is asked about.
        relations: the relation types that are kinds of supply, by local name, CURIE, IRI or label.
        blocs: whether to tell in which bloc of the signed graph each stands, as `kg.balance` finds them.

    Raises:
        UnknownActor, UnknownRelationType: a name is not in the data; with near matches.
        AmbiguousName: several actors carry it.

    >>> from kg.loading import load, shipped
    >>> for each in alternatives(load(shipped()), "Russia", relations=["suppliesGasTo"]):
    ...     print(each.label, each.alone, each.other_labels, [one[-13:] for one in each.hit])
    Azerbaijan certain () ['EuropeanUnion']
    """
    graph = graph_of(data)
    who = None if supplier is None else find_actor(graph, supplier)
    known = graph.graph["relation_types"]
    kinds = SUPPLIES.among(known)
    if relations is not None:
        words = Vocabulary(known, {}, {}, {}, *[frozenset()] * 3)
        kinds = frozenset(words.relation_type(name).iri for name in relations)
    ties = ties_of(graph)
    needs = _given(ties, DEPENDENCE.among(known), turned=True)
    found = [
        _with_needs(each, needs.get(each.actor, {}))
        for kind in sorted(kinds)
        for each in _supplies(kind, _given(ties, {kind}), who)
    ]
    needing = [
        (getter, giver, _iris(statements))
        for getter, givers in needs.items()
        for giver, statements in givers.items()
        if who is None or giver == who
    ]
    names = {
        actor
        for each in found
        for actor in (each.actor, each.supplier, *each.others, *each.hit, *each.depends_on)
    }
    names |= {actor for each in needing for actor in each[:2]}
    labels = labels_of(graph, sorted(names | ({who} & set(ties.nodes) if who else set())))
    told = [
        replace(
            each,
            label=labels[each.actor],
            supplier_label=labels[each.supplier],
            relation_label=known[each.relation].label,
            other_labels=tuple(labels[other] for other in each.others),
        )
        for each in found
    ]
    order = {Certainty.CERTAIN: 0, Certainty.POSSIBLE: 1, Certainty.IMPOSSIBLE: 2}
    told.sort(key=lambda each: (order[each.alone], each.relation, each.supplier, each.actor))
    return Supplies(
        who,
        None if who is None else str(graph.graph["actors"][who]),
        tuple(told),
        tuple(
            Dependent(getter, labels[getter], giver, labels[giver], statements)
            for getter, giver, statements in sorted(needing)
        ),
        labels,
        f"{graph.graph['counted']}; kinds of supply: {names_of_kinds(kinds)}",
        *(_blocs(graph, names) if blocs else ({}, "")),
    )


def _blocs(graph: "Graph", actors: set[str]) -> tuple[dict[str, str], str]:
    from kg.analysis.balance import balance

    found = balance(graph, limit=0)
    of = {actor: bloc.name for bloc in found.blocs for actor in bloc.actors}
    return {actor: of[actor] for actor in sorted(actors) if actor in of}, found.caveat


def _given(ties: Ties, kinds: Iterable[str], *, turned: bool = False) -> Given:
    """Who gets from whom by ties of these kinds; `turned` where the subject is who gets."""
    found: Given = defaultdict(lambda: defaultdict(list))
    rows = ties.only(frozenset(kinds))
    iris = ties.iris(rows)
    for row, iri in zip(rows.tolist(), iris, strict=True):
        ends = ties.nodes[int(ties.source[row])], ties.nodes[int(ties.target[row])]
        for giver, getter in (ends[::-1],) if turned else (ends,):
            if giver != getter:
                found[getter][giver].append((iri, bool(ties.sure[row])))
                if ties.mirror[row]:
                    found[giver][getter].append((iri, bool(ties.sure[row])))
    return found


def _supplies(kind: str, given: Given, who: str | None) -> Iterator[Supply]:
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
                statements=_iris(givers[giver]),
                alternatives=tuple(iri for name in sorted(others) for iri in _iris(others[name])),
                hit=() if sure else _hit(given, receivers, giver, getter),
            )


def _with_needs(supply: Supply, needs: Mapping[str, list[tuple[str, bool]]]) -> Supply:
    """The supply with on whom else its actor is said to depend, and by which statements."""
    others = sorted(needs.keys() - {supply.supplier, *supply.others})
    iris = tuple(sorted(iri for other in others for iri in _iris(needs[other])))
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


def _iris(statements: list[tuple[str, bool]]) -> tuple[str, ...]:
    return tuple(sorted(iri for iri, _ in statements))
