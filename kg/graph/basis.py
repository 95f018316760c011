"""What every projection of a dataset starts from: its statements as arrays, whatever is chosen."""

import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.columns import OPEN, Columns
from kg.dataset import Dataset
from kg.declared import actors_in
from kg.graph.edges import BOUNDS, STATUSES, EdgeColumns
from kg.graph.when import Periods
from kg.iris import KG
from kg.model import Aspect, RelationType
from kg.strength import costs_of, strengths_of

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray

    from kg.rdf.decoding import Records

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Rows = NDArray[numpy.intp]

FEW = 1_000
"""Up to so many statements are read from records: importing polars takes longer."""
_KNOWN: "weakref.WeakKeyDictionary[Dataset, Basis]" = weakref.WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Basis:
    """Arrays with a row for each statement of a dataset, in the order of the statements' IRIs.

    `source` and `target` are places in `names`, which are sorted; `relation` is a place in `kinds`, where
    None stands for a type that the vocabulary does not know, whose IRI is in `predicates`. `between`
    tells whether both ends are declared actors.
    """

    made_of: "Columns | Mapping[str, Any]"
    named: "polars.Series | tuple[str, ...]"
    names: tuple[str, ...]
    predicates: tuple[str, ...]
    kinds: tuple[RelationType | None, ...]
    source: "Array"
    target: "Array"
    relation: "Array"
    status: "Array"
    confidence: "Array"
    strength: "Array"
    cost: "Array"
    between: "Flags"
    mirror: "Flags"
    periods: Periods
    found: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.source)

    @property
    def unknown(self) -> "Flags":
        """Which of `kinds` the vocabulary does not know."""
        import numpy

        return numpy.array([kind is None for kind in self.kinds], bool)

    def iri(self, row: int) -> str:
        """The IRI of the statement in a row."""
        return str(self.named[row])

    def chosen(self, kept: "Rows", certainty: "Array") -> EdgeColumns:
        """The columns of the graph of the statements in these rows; all certainties are given."""
        import numpy

        used = numpy.zeros(len(self.names), bool)
        source, target = self.source[kept], self.target[kept]
        used[source] = True
        used[target] = True
        place = numpy.cumsum(used, dtype=numpy.int32) - 1
        signs = [0 if kind is None else int(kind.sign) for kind in self.kinds]
        relation = self.relation[kept]
        names = self.names
        return EdgeColumns(
            nodes=tuple(names[each] for each in numpy.flatnonzero(used).tolist()),
            predicates=self.predicates,
            kinds=self.kinds,
            named=self.named,
            number=kept.astype(numpy.int32),
            source=place[source],
            target=place[target],
            relation=relation,
            sign=numpy.array(signs, numpy.int8)[relation],
            status=self.status[kept],
            certainty=certainty[kept],
            strength=self.strength[kept],
            cost=self.cost[kept],
            confidence=self.confidence[kept],
            mirror=self.mirror[kept],
            **{name: getattr(self.periods, name)[kept] for name in BOUNDS},
        )


def basis_of(dataset: Dataset) -> Basis:
    """The basis of a dataset as it is now: worked out once, until the data change."""
    known = _KNOWN.get(dataset)
    if known is not None and known.made_of is _made_of(dataset):
        return known
    basis = from_records(dataset) if has_few(dataset) else from_columns(dataset)
    _KNOWN[dataset] = basis
    return basis


def keep_basis(dataset: Dataset, basis: Basis) -> None:
    """Let this be the basis of a dataset as it is now: of one whose columns nobody has read."""
    _KNOWN[dataset] = basis


def _made_of(dataset: Dataset) -> "Columns | Mapping[str, Any] | None":
    """What a basis of the dataset would be made of, or None if that is still to be read."""
    held = vars(dataset)
    if "columns" in held:
        return dataset.columns
    return dataset.statements if "records" in held else None


def has_few(dataset: Dataset) -> bool:
    """Whether there are so few statements that reading all records is quicker than columns."""
    held = vars(dataset)
    if "columns" in held or dataset.directory is not None:
        return False
    if "records" in held:
        return len(dataset.statements) <= FEW
    found: Any = dataset.store.query(
        f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT ?s {{ ?s a <{KG}Statement> }} LIMIT {FEW + 1} }} }}"
    )
    return int(next(iter(found))[0].value) <= FEW


def from_columns(dataset: Dataset) -> Basis:
    """The basis from `dataset.columns`, without an object a statement."""
    import numpy

    columns = dataset.columns
    names, predicates = (columns.dictionary(name) for name in ("subject", "relation"))
    kinds = tuple(dataset.vocabulary.relation_types.get(iri) for iri in predicates)
    codes = {name: columns.numpy(name).astype(numpy.int32) for name in ("subject", "object")}
    return _basis(
        columns,
        columns.statements,
        names,
        predicates,
        kinds,
        codes["subject"],
        codes["object"],
        columns.numpy("relation"),
        columns.numpy("status"),
        columns.numpy("confidence"),
        _declared(dataset, names),
        [columns.numpy(name) for name in BOUNDS],
    )


def from_records(dataset: Dataset) -> Basis:
    """The basis from the dataset's records: for few statements, where that is quicker."""
    import numpy

    statements = dataset.statements.values()
    circumstances = dataset.circumstances
    names = tuple(sorted({end for each in statements for end in (each.subject, each.object)}))
    predicates = tuple(sorted({each.predicate for each in statements}))
    place = {iri: number for number, iri in enumerate(names)}
    code = {iri: number for number, iri in enumerate(predicates)}
    periods = [circumstances.period(each) for each in statements]
    bounds = [
        [OPEN if day is None else day for day in days]
        for days in zip(*((*each.first, *each.last) for each in periods), strict=True)
    ] or [[]] * len(BOUNDS)
    return _basis(
        dataset.statements,
        tuple(dataset.statements),
        names,
        predicates,
        tuple(dataset.vocabulary.relation_types.get(iri) for iri in predicates),
        numpy.array([place[each.subject] for each in statements], numpy.int32),
        numpy.array([place[each.object] for each in statements], numpy.int32),
        numpy.array([code[each.predicate] for each in statements], numpy.int32),
        numpy.array([STATUSES.index(each.status) for each in statements], numpy.int8),
        numpy.array([each.confidence for each in statements], numpy.float64),
        numpy.array([iri in dataset.actors for iri in names], bool),
        [numpy.array(days, numpy.int32) for days in bounds],
    )


def _basis(
    made_of: "Columns | Mapping[str, Any]",
    named: "polars.Series | tuple[str, ...]",
    names: tuple[str, ...],
    predicates: tuple[str, ...],
    kinds: tuple[RelationType | None, ...],
    source: "Array",
    target: "Array",
    relation: "Array",
    status: "Array",
    confidence: "Array",
    declared: "Flags",
    bounds: "list[Array]",
) -> Basis:
    import numpy

    def of_kind(values: list[Any], kind: Any) -> "Array":
        return numpy.array(values, kind)[relation]

    base = of_kind([numpy.nan if kind is None else kind.base for kind in kinds], numpy.float64)
    both = of_kind([kind is not None and kind.symmetric for kind in kinds], bool)
    act = of_kind([kind is not None and kind.aspect is Aspect.ACT for kind in kinds], bool)
    strength = strengths_of(base, confidence)
    return Basis(
        made_of=made_of,
        named=named,
        names=names,
        predicates=predicates,
        kinds=kinds,
        source=source,
        target=target,
        relation=relation,
        status=status,
        confidence=confidence,
        strength=strength,
        cost=costs_of(strength),
        between=declared[source] & declared[target],
        mirror=both & (source != target),
        periods=Periods(**dict(zip(BOUNDS, bounds, strict=True)), act=act),
    )


def actors_of(dataset: Dataset) -> list[str]:
    """The IRIs of the declared actors: records' where they are read, else by their types."""
    held = vars(dataset)
    records: Records | None = held.get("records")
    if records is not None:
        return list(records.actors)
    usual = dataset.columns.statements if "proven" in held else None
    return actors_in(dataset.store, dataset.vocabulary, usual).to_list()


def _declared(dataset: Dataset, names: tuple[str, ...]) -> "Flags":
    """Which of the names are those of declared actors, as they are kept or asked for."""
    import polars as pl

    kept = dataset.columns.declared
    if kept is not None:
        return kept
    actors = pl.Series(actors_of(dataset), dtype=pl.String)
    return pl.Series(names, dtype=pl.String).is_in(actors.implode()).to_numpy()
