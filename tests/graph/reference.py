"""The graph of the chosen statements, worked out record by record and filled edge by edge."""

from dataclasses import fields
from typing import Any

import networkx as nx

import kg
from kg.choice import Projection
from kg.holding import standing
from kg.model import Actor, Statement
from kg.strength import cost_of, strength_of


def projected(data: kg.Dataset, choice: Projection) -> "nx.MultiDiGraph[str]":
    """What `kg.project` gives for the choice, as plain networkx."""
    kinds = data.vocabulary.relation_types
    found = standing(
        data.statements, data.circumstances, window=choice.window, memory=choice.memory
    )
    kept = [
        each
        for iri, each in data.statements.items()
        if found[iri] in choice.certainty
        and each.status in choice.status
        and each.confidence >= choice.min_confidence
        and (choice.relations is None or each.predicate in choice.relations)
        and (choice.families is None or kinds[each.predicate].family in choice.families)
        and (choice.sign is None or kinds[each.predicate].sign in choice.sign)
        and {each.subject, each.object} <= set(data.actors)
    ]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted({end for each in kept for end in (each.subject, each.object)}):
        actor = data.actors[iri]
        named = {each.name: getattr(actor, each.name) for each in fields(Actor)}
        del named["iri"]
        graph.add_node(iri, **named, type_label=data.vocabulary.classes[actor.type])
    for each in kept:
        kind, period = kinds[each.predicate], data.circumstances.period(each)
        strength = strength_of(kind, each)
        attributes: dict[str, Any] = {f.name: getattr(each, f.name) for f in fields(Statement)} | {
            "relation": kind.label,
            "family": kind.family,
            "sign": int(kind.sign),
            "influence": kind.influence.value,
            "aspect": kind.aspect.value,
            "strength": strength,
            "cost": cost_of(strength),
            "certainty": found[each.iri].value,
            "first": period.first,
            "last": period.last,
        }
        for name in ("iri", "subject", "object"):
            del attributes[name]
        graph.add_edge(each.subject, each.object, key=each.iri, **attributes, mirror=False)
        if kind.symmetric and each.subject != each.object:
            graph.add_edge(each.object, each.subject, key=each.iri, **attributes, mirror=True)
    return graph


def dictionaries(graph: "nx.MultiDiGraph[Any]") -> list[Any]:
    """Everything a graph holds, in its order: nodes, edges forward, edges backward."""
    return [
        list(graph.nodes(data=True)),
        [(u, v, k, dict(d)) for u, v, k, d in graph.edges(keys=True, data=True)],
        [(u, v, k) for u, v, k in graph.in_edges(keys=True)],
    ]
