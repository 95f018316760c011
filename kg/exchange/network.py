"""Parcel as a network: nodes and edges with attributes, and what belongs to neither.

What all graph formats share. A node is an actor, or whatever else a statement is about; an edge is a
statement, of any status, under its IRI. Attributes are the fields of the records; beside them stand, for
the tools that read the file, what the vocabulary says of the relation and the days that bound it. Those
are not read back: they follow from the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.dates import Period, show_day
from kg.errors import DataError
from kg.exchange.parcel import KINDS, Parcel
from kg.exchange.values import Value, record_of, tags_in, value_of
from kg.holding import Circumstances
from kg.iris import curie
from kg.model import Actor, Statement
from kg.strength import strength_of
from kg.vocabulary import Vocabulary

VERSION = 1
MARK = "kg"
"""The name of the graph's own attribute that says that kg wrote it, and holds what is no node or edge."""
_BARE = ("GEXF",)  # what has no attributes of the graph
_ASIDE = ("places", "sources", "instruments")


@dataclass(frozen=True)
class Network:
    """Nodes as (IRI, attributes), edges as (IRI, subject, object, attributes), by IRI; the rest aside."""

    nodes: list[tuple[str, Value]]
    edges: list[tuple[str, str, str, Value]]
    aside: Value = field(default_factory=dict)


def network_of(parcel: Parcel, words: Vocabulary, *, kept: Parcel | None = None) -> Network:
    """The parcel as a network; `words` tell what relations and classes mean.

    Where less is kept, the others' labels still stand at the ends of statements.
    """
    ends = {iri for s in parcel.statements.values() for iri in (s.subject, s.object)}
    known = kept or parcel
    nodes = {**known.actors, **{i: p for i, p in known.places.items() if i in ends}}
    when = Circumstances(words.relation_types, parcel.sources, parcel.instruments)
    return Network(
        [(iri, _node(iri, nodes.get(iri), parcel, words)) for iri in sorted({*nodes, *ends})],
        [
            (iri, each.subject, each.object, _edge(each, parcel, words, when))
            for iri, each in sorted(parcel.statements.items())
        ],
        _aside(parcel, ends),
    )


def parcel_in(network: Network, *, kind: str) -> Parcel:
    """The parcel that a network was made of; `kind` is what errors call the file.

    Raises:
        DataError: nodes or edges lack the attributes that kg writes, or have others than it would.
    """
    _refuse_foreign(network, kind)
    values: dict[str, dict[str, Value]] = {name: {} for name in KINDS}
    for name in _ASIDE:
        values[name].update(_table(network.aside.get(name) or {}, name))
    seen = set()
    for iri, value in network.nodes:
        if iri in seen:
            raise DataError("two nodes have the IRI of one actor or place", subject=iri)
        seen.add(iri)
        if value["kind"] in ("actor", "place"):
            values[f"{value['kind']}s"][iri] = value
    for iri, subject, obj, value in network.edges:
        if iri in values["statements"]:
            raise DataError("two edges have the IRI of one statement", subject=iri)
        values["statements"][iri] = {**value, "subject": subject, "object": obj}
    return parcel_from(values, network.aside.get("rest") or ())


def parcel_from(values: Mapping[str, Mapping[str, Value]], rest: Iterable[Any]) -> Parcel:
    """The parcel with those fields of records by table and IRI, and those triples beside them.

    Raises:
        DataError: a field is missing or of the wrong kind.
    """
    lines = tuple(rest)
    if not all(isinstance(line, str) for line in lines):
        raise DataError("a triple beside the records is no line of N-Triples")
    tables: dict[str, Any] = {
        name: {iri: record_of(kind, iri, value) for iri, value in sorted(values[name].items())}
        for name, kind in KINDS.items()
    }
    tags = {
        iri: found
        for table in values.values()
        for iri, value in table.items()
        if (found := tags_in(value, iri))
    }
    return Parcel(**tables, rest=tuple(sorted(lines)), tags=dict(sorted(tags.items())))


def bounds_of(period: Period) -> tuple[str | None, str | None]:
    """The first day of a period that is possible and its last, as YYYY-MM-DD; None where open.

    A period that ends before it starts has neither.
    """
    first, last = period.first[0], period.last[1]
    if first is not None and last is not None and first > last:
        return None, None
    return (None if first is None else show_day(first)), (None if last is None else show_day(last))


def _node(iri: str, record: Actor | None, parcel: Parcel, words: Vocabulary) -> Value:
    if record is None:
        return {"kind": "other", "label": parcel.label(iri) or curie(iri)}
    kind = "actor" if iri in parcel.actors else "place"
    named = words.classes.get(record.type, curie(record.type))
    return {"kind": kind, **value_of(record, parcel), "type_label": named}


def _edge(statement: Statement, parcel: Parcel, words: Vocabulary, when: Circumstances) -> Value:
    value = value_of(statement, parcel)
    del value["subject"], value["object"]
    kind = words.relation_types.get(statement.predicate)
    value["relation"] = kind.label if kind else curie(statement.predicate)
    if kind is not None:
        value |= {
            "family": words.families.get(kind.family, curie(kind.family)),
            "sign": int(kind.sign),
            "influence": kind.influence.value,
            "aspect": kind.aspect.value,
            "symmetric": kind.symmetric,
            "strength": strength_of(kind, statement),
        }
    start, end = bounds_of(when.period(statement))
    return value | {n: day for n, day in (("start", start), ("end", end)) if day is not None}


def _aside(parcel: Parcel, ends: Iterable[str]) -> Value:
    left = replace(parcel, places={i: p for i, p in parcel.places.items() if i not in set(ends)})
    tables = {
        name: {iri: value_of(each, parcel) for iri, each in sorted(left.table(name).items())}
        for name in _ASIDE
    }
    return {"version": VERSION, **tables, "rest": list(parcel.rest)}


def _refuse_foreign(network: Network, kind: str) -> None:
    """Refuse what kg has not written: nodes and edges without the attributes that all of ours have."""
    advice = "kg did not write it; bring it in with 'kg import'"
    for what, items, needed in (
        ("node", network.nodes, ("kind",)),
        ("edge", network.edges, ("predicate", "status")),
    ):
        for item in items:
            missing = [name for name in needed if name not in item[-1]]
            if missing:
                named = " and ".join(f"'{name}'" for name in missing)
                raise DataError(f"{kind}: {what} '{item[0]}' has no attribute {named}; {advice}")
    if not (network.nodes or network.aside or kind in _BARE):
        raise DataError(f"{kind}: the graph has no attribute '{MARK}'; {advice}")
    version = network.aside.get("version", VERSION)
    if version != VERSION:
        raise DataError(
            f"{kind} of version {version!r} of kg's form, not {VERSION}; convert it anew"
        )


def _table(value: Any, name: str) -> dict[str, Value]:
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        raise DataError(f"{name} are no table by IRI")
    return value
