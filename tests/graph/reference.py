"""The graph of the chosen statements, worked out record by record and filled edge by edge."""

from dataclasses import fields, replace
from typing import Any

import networkx as nx

import kg
from kg.choice import Projection
from kg.dates import Certainty
from kg.holding import standing
from kg.model import Actor, Evidence, Statement, Status
from kg.strength import cost_of, strength_of

_ORDER = (Certainty.IMPOSSIBLE, Certainty.POSSIBLE, Certainty.CERTAIN)


def projected(data: kg.Dataset, choice: Projection) -> "nx.MultiDiGraph[str]":
    """What `kg.project` gives for the choice, as plain networkx."""
    kinds = data.vocabulary.relation_types
    found = told(data, choice)
    statements = cited(data, choice)
    kept = [
        each
        for iri, each in statements.items()
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


def told(data: kg.Dataset, choice: Projection) -> dict[str, Certainty]:
    """How certainly each statement stands, and was known by the date that the choice asks about."""
    if choice.known_by is None:
        return standing(
            data.statements, data.circumstances, window=choice.window, memory=choice.memory
        )
    date = kg.parse_date(choice.known_by)
    known = {iri: known_by(data, each, date) for iri, each in data.statements.items()}
    statements = cited(data, choice)
    answers = []
    for least in (Certainty.POSSIBLE, Certainty.CERTAIN):  # a waiver that is only perhaps known
        heard = {
            iri: each if _ORDER.index(known[iri]) >= _ORDER.index(least)
            else replace(each, status=Status.DENIED)
            for iri, each in statements.items()
        }  # fmt: skip
        answers.append(
            standing(heard, data.circumstances, window=choice.window, memory=choice.memory)
        )
    found = {}
    for iri, sure in answers[1].items():
        stands = sure if answers[0][iri] is sure else Certainty.POSSIBLE
        found[iri] = min(stands, known[iri], key=_ORDER.index)
    return found


def cited(data: kg.Dataset, choice: Projection) -> dict[str, Statement]:
    """The statements without their evidence from sources that the date asked about comes before."""
    if choice.known_by is None:
        return dict(data.statements)
    date = kg.parse_date(choice.known_by)
    return {
        iri: replace(each, evidence=tuple(e for e in each.evidence if not later(data, e, date)))
        for iri, each in data.statements.items()
    }


def later(data: kg.Dataset, evidence: Evidence, date: kg.PartialDate) -> bool:
    """Whether evidence is from a source of after the date for sure."""
    source = data.sources.get(evidence.source)
    return source is not None and source.date is not None and source.date.earliest > date.latest


def known_by(data: kg.Dataset, statement: Statement, date: kg.PartialDate) -> Certainty:
    """Whether some source of the statement is of the date or before."""
    answers = []
    for evidence in statement.evidence:
        source = data.sources.get(evidence.source)
        if source is None or source.date is None:
            answers.append(Certainty.POSSIBLE)
        elif source.date.latest <= date.earliest:
            answers.append(Certainty.CERTAIN)
        else:
            may = source.date.earliest <= date.latest
            answers.append(Certainty.POSSIBLE if may else Certainty.IMPOSSIBLE)
    return max(answers, key=_ORDER.index, default=Certainty.POSSIBLE)


def dictionaries(graph: "nx.MultiDiGraph[Any]") -> list[Any]:
    """Everything a graph holds, in its order: nodes, edges forward, edges backward."""
    return [
        list(graph.nodes(data=True)),
        [(u, v, k, dict(d)) for u, v, k, d in graph.edges(keys=True, data=True)],
        [(u, v, k) for u, v, k in graph.in_edges(keys=True)],
    ]
