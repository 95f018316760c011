"""Who would be left without an alternative if one supplier fell.

Second half of competency question 10; the blocs of the first are those of `kg.balance`. Kinds of supply
are relation types, those of `kg.analysis.roles.SUPPLIES` unless others are named, and each is looked at for
itself: arms are no alternative to gas. Who gets a kind from the supplier and from nobody else is left
without; who has others has alternatives, as many as the data name. How much each could give is not in them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.analysis.given import graph_of
from kg.analysis.lasting import over_by
from kg.analysis.paths import find_actor, tell_time
from kg.analysis.roles import DEPENDENCE, SUPPLIES, names_of_kinds
from kg.analysis.supplying import Supply, given_by, iris_of, supplies_of, with_needs
from kg.analysis.ties import Ties, all_stated, labels_of, ties_of
from kg.dates import Certainty, PartialDate
from kg.shown import Shown
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset

    Graph = networkx.MultiDiGraph[str]


@dataclass(frozen=True)
class Dependent:
    """Who is said to depend on a supplier, whatever for, and by which statements."""

    actor: str
    label: str
    supplier: str
    supplier_label: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Ended:
    """A supply that is over where no date was asked about: by which statement (IRI), and when it was."""

    actor: str
    label: str
    supplier: str
    supplier_label: str
    relation: str
    relation_label: str
    statement: str
    when: str


@dataclass(frozen=True)
class Supplies(Shown):
    """Supplies by kind, then by supplier and actor: those that leave somebody without first.

    `supplier` is None where every supplier was asked about. `dependents` are those of whom a statement
    says that they depend on a supplier, without a kind: it may be met by none of the supplies told.
    `ended` are supplies of those told that are over, and so no alternative.
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
    ended: tuple[Ended, ...] = ()

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
        parts.append(tuple(each.statement for each in self.ended))
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

    In a graph of no date or period, a tie that is over by its own dates on the last day that sources speak
    of, the latest date of one, is no supply any more, and is told apart.

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
    last, over = over_by(graph, ties, kinds | DEPENDENCE.among(known))
    needs = given_by(ties, DEPENDENCE.among(known), over, turned=True)
    found = [
        with_needs(each, needs.get(each.actor, {}))
        for kind in sorted(kinds)
        for each in supplies_of(kind, given_by(ties, {kind}, over), who)
    ]
    gets = {(each.relation, each.actor) for each in found}

    def served(kind: str, giver: str, getter: str) -> bool:
        return who in (None, giver) or (kind, getter) in gets

    needing = [
        (getter, giver, iris_of(statements))
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
        f"{graph.graph['counted']}{_left_out(last, over)}; kinds of supply: {names_of_kinds(kinds)}",
        *(_blocs(graph, names) if blocs else ({}, "")),
        tuple(_ended(graph, ties, over, kinds, served)),
    )


def _left_out(last: PartialDate | None, over: Mapping[int, Certainty]) -> str:
    """How many ties do not count as they are over, in words."""
    gone = sum(each is Certainty.IMPOSSIBLE for each in over.values())
    if not gone:
        return ""
    when = f"by {last}, the latest date of a source" if last else "by their dates"
    return f"; {gone:,} left out as over {when}"


def _ended(
    graph: "Graph",
    ties: Ties,
    over: Mapping[int, Certainty],
    kinds: frozenset[str],
    served: Callable[[str, str, str], bool],
) -> Iterator[Ended]:
    """The supplies that are over, of those that are wanted by kind, giver and getter."""
    import numpy

    gone = [row for row, left in over.items() if left is Certainty.IMPOSSIBLE]
    rows = [row for row in gone if ties.kinds[int(ties.kind[row])] in kinds]
    iris = ties.iris(numpy.array(rows, int))
    ends = [(ties.nodes[int(ties.source[r])], ties.nodes[int(ties.target[r])]) for r in rows]
    wanted = {
        iri: (*pair, ties.kinds[int(ties.kind[row])])
        for row, iri, pair in zip(rows, iris, ends, strict=True)
        if served(ties.kinds[int(ties.kind[row])], *pair)
        or (ties.mirror[row] and served(ties.kinds[int(ties.kind[row])], *pair[::-1]))
    }
    stated = all_stated(graph, ((giver, getter, iri) for iri, (giver, getter, _) in wanted.items()))
    labels = labels_of(graph, sorted({end for *pair, _ in wanted.values() for end in pair}))
    for iri, (giver, getter, kind) in sorted(wanted.items()):
        data = stated[iri][2]
        yield Ended(
            getter,
            labels[getter],
            giver,
            labels[giver],
            kind,
            str(data["relation"]),
            iri,
            tell_time(data["since"], data["until"], data["date"]),
        )


def _blocs(graph: "Graph", actors: set[str]) -> tuple[dict[str, str], str]:
    from kg.analysis.balance import balance

    found = balance(graph, limit=0)
    of = {actor: bloc.name for bloc in found.blocs for actor in bloc.actors}
    return {actor: of[actor] for actor in sorted(actors) if actor in of}, found.caveat
