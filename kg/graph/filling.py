"""The dictionaries that networkx keeps, filled from columns and records."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from kg.graph.edges import CERTAINTIES, EdgeColumns
from kg.graph.reading import Reader
from kg.graph.watching import Watched
from kg.iris import curie
from kg.model import Actor, Statement

KEPT = [field.name for field in fields(Statement) if field.name not in ("iri", "subject", "object")]
"""The fields of a statement that its edge carries."""
ACTOR = [field.name for field in fields(Actor) if field.name != "iri"]
"""The fields of an actor that its node carries."""
EDGE = (
    *KEPT,
    *("relation", "family", "sign", "influence", "aspect", "strength"),
    *("cost", "certainty", "first", "last", "mirror"),
)
"""The attributes of an edge, in their order."""

Told = Callable[[], object]
Adjacency = dict[str, dict[str, dict[str, Watched]]]


def nodes_of(columns: EdgeColumns, reader: Reader, told: Told) -> dict[str, Watched]:
    """The attributes of each actor, in the order of the IRIs; whoever writes to them tells it first."""
    actors = reader.about.actors
    classes = reader.classes
    return {
        iri: Watched(
            told,
            {name: getattr(actors[iri], name) for name in ACTOR}
            | {"type_label": classes.get(actors[iri].type, curie(actors[iri].type))},
        )
        for iri in columns.nodes
    }


def adjacency_of(columns: EdgeColumns, reader: Reader, told: Told) -> tuple[Adjacency, Adjacency]:
    """The edges by source, target and statement, and by target first, in the order of the IRIs."""
    successors: Adjacency = {iri: {} for iri in columns.nodes}
    predecessors: Adjacency = {iri: {} for iri in columns.nodes}

    def put(subject: str, obj: str, key: str, attributes: dict[str, Any]) -> None:
        keyed = successors[subject].get(obj)
        if keyed is None:
            keyed = successors[subject][obj] = predecessors[obj][subject] = {}
        keyed[key] = Watched(told, attributes)

    for row, (iri, record) in enumerate(reader.statements(columns.iris()).items()):
        attributes = attributes_of(columns, row, record)
        put(record.subject, record.object, iri, attributes)
        if columns.mirror[row]:
            put(record.object, record.subject, iri, attributes | {"mirror": True})
    return successors, predecessors


def attributes_of(columns: EdgeColumns, row: int, record: Statement) -> dict[str, Any]:
    """The attributes of the edge of a statement, in its stated direction."""
    kind, period = columns.kind(row), columns.period(row)
    return {name: getattr(record, name) for name in KEPT} | {
        "relation": kind.label,
        "family": kind.family,
        "sign": int(kind.sign),
        "influence": kind.influence.value,
        "aspect": kind.aspect.value,
        "strength": float(columns.strength[row]),
        "cost": int(columns.cost[row]),
        "certainty": CERTAINTIES[columns.certainty[row]].value,
        "first": period.first,
        "last": period.last,
        "mirror": False,
    }
