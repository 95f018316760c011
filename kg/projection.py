"""The graph of the chosen statements."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from kg.choice import Projection
from kg.dataset import Dataset
from kg.dates import Certainty, parse_memory, wanted_certainty
from kg.errors import DataError, OptionError, UnknownRelationType, alternatives, near
from kg.holding import standing
from kg.iris import KG, curie, local_name
from kg.model import Actor, RelationType, Sign, Statement, Status
from kg.strength import cost_of, strength_of

if TYPE_CHECKING:
    import networkx

KEPT = [field.name for field in fields(Statement) if field.name not in ("iri", "subject", "object")]
ACTOR = [field.name for field in fields(Actor) if field.name != "iri"]


def project(
    dataset: Dataset,
    *,
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    sign: Iterable[int | str] | int | str | None = None,
    status: Iterable[str] | str = ("Actual",),
    min_confidence: float = 0.0,
    at: str | None = None,
    between: tuple[str, str] | None = None,
    memory: int | str | None = None,
    certainty: str | None = None,
) -> "networkx.MultiDiGraph[str]":
    """The graph of the chosen statements: actors as nodes, one edge a statement, keyed by its IRI.

    Nodes are actors only, by IRI, with the fields of `Actor`. Edges keep the stated direction and
    carry the fields of `Statement`, with `relation` (label), `family`, `sign`, `influence`, `aspect`,
    `strength` and `cost` (see `kg.strength`), `certainty` ("certain" or "possible"), `first` and
    `last` (bounds in ordinals of days). A symmetric statement has a second edge back under the same
    key with `mirror=True`: count edges with `mirror=False`. Statements between things that are no
    actors are left out, and so is what a waiver suspends while it holds; `graph.graph["counted"]` says
    how many of each. All in the order of the IRIs.

    Args:
        dataset: where the statements are.
        relations: relation types to keep, by local name, CURIE, IRI or label.
        families: families to keep, in the same way.
        sign: -1, 0, 1 or "conflict", "neutral", "cooperation".
        status: statuses to keep; Actual alone unless said otherwise. "all" is every one.
        min_confidence: the least confidence, in [0, 1].
        at: a date: ties that hold then, acts on or before it.
        between: two dates: ties that hold and acts that happen at some time from one to the other.
        memory: with `at`, how long an act counts: days, or "90d", "6m", "2y".
        certainty: "certain" keeps only what is certain under partial dates.

    Raises:
        UnknownRelationType: a relation type or family is not in the vocabulary, or a chosen
            statement's is not.
        OptionError: an option has no sense.
    """
    import networkx

    choice = _choice(
        dataset, relations, families, sign, status, min_confidence, at, between, memory, certainty
    )
    found = standing(
        dataset.statements, dataset.circumstances, window=choice.window, memory=choice.memory
    )
    chosen = [
        statement
        for iri, statement in dataset.statements.items()
        if found[iri] in choice.certainty and _chosen(statement, dataset, choice)
    ]
    kept = [statement for statement in chosen if _between_actors(statement, dataset)]
    suspended = _suspended(dataset, choice, found)
    words = dataset.vocabulary
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(
        projection=choice,
        counted=_counted(choice, len(kept), len(chosen) - len(kept), suspended),
        title="Actors and their relations",
        actors=dict(dataset.actors),
        sources=dict(dataset.sources),
        instruments=dict(dataset.instruments),
        places=dict(dataset.places),
        relation_types=dict(words.relation_types),
        families=dict(words.families),
        classes=dict(words.classes),
        statuses=[str(status) for status in Status],
        declarations=dataset.declarations(),
    )
    ends = {end for statement in kept for end in (statement.subject, statement.object)}
    for iri in sorted(ends):
        actor = dataset.actors[iri]
        label = words.classes.get(actor.type, curie(actor.type))
        graph.add_node(iri, **{name: getattr(actor, name) for name in ACTOR}, type_label=label)
    for statement in kept:
        _add_edges(graph, dataset, statement, found[statement.iri])
    return graph


def _choice(
    dataset: Dataset,
    relations: Iterable[str] | str | None,
    families: Iterable[str] | str | None,
    sign: Iterable[int | str] | int | str | None,
    status: Iterable[str] | str,
    min_confidence: float,
    at: str | None,
    between: tuple[str, str] | None,
    memory: int | str | None,
    certainty: str | None,
) -> Projection:
    if at is not None and between is not None:
        raise OptionError("at and between exclude each other; give one")
    if memory is not None and at is None:
        raise OptionError("memory needs at: it says how far back from that date acts count")
    if not 0 <= min_confidence <= 1:
        raise OptionError(f"min_confidence '{min_confidence:g}' is not in [0, 1]")
    choice = Projection(
        relations=None
        if relations is None
        else frozenset(dataset.relation_type(name).iri for name in _several(relations)),
        families=None if families is None else frozenset(map(dataset.family, _several(families))),
        sign=signs_of(sign),
        status=statuses_of(status),
        min_confidence=float(min_confidence),
        at=at,
        between=(between[0], between[1]) if between is not None else None,
        memory=None if memory is None else parse_memory(memory),
        certainty=wanted_certainty(certainty),
    )
    _ = choice.window  # a date that is none is an error now, not later
    return choice


def signs_of(sign: Iterable[int | str] | int | str | None) -> frozenset[int] | None:
    """The signs an option names, as integers; None is all.

    Raises:
        OptionError: one is unknown.

    >>> sorted(signs_of(["conflict", 0]))
    [-1, 0]
    """
    if sign is None:
        return None
    names = {name: int(one) for one in Sign for name in (str(int(one)), one.name.lower())}
    found = set()
    for value in [sign] if isinstance(sign, int | str) else sign:
        if str(value).lower() not in names:
            raise OptionError(
                f"unknown sign '{value}'; use -1, 0, 1, conflict, neutral, cooperation"
            )
        found.add(names[str(value).lower()])
    return frozenset(found)


def statuses_of(status: Iterable[str] | str) -> frozenset[Status]:
    """The statuses an option names; "all" is every one.

    Raises:
        OptionError: one is unknown, or none is named.

    >>> sorted(statuses_of("Actual,Alleged"))
    [<Status.ACTUAL: 'Actual'>, <Status.ALLEGED: 'Alleged'>]
    """
    known = {name.lower(): one for one in Status for name in (one.value, f"kg:{one}", f"{KG}{one}")}
    found: set[Status] = set()
    for name in _several(status):
        if name.lower() == "all":
            found.update(Status)
        elif name.lower() in known:
            found.add(known[name.lower()])
        else:
            hint = near(name, [one.value for one in Status]) or [one.value for one in Status]
            raise OptionError(f"unknown status '{name}'; use {alternatives([*hint, 'all'])}")
    if not found:
        raise OptionError("no status given; name at least one, or 'all'")
    return frozenset(found)


def _several(names: Iterable[str] | str) -> list[str]:
    parts = names.split(",") if isinstance(names, str) else names
    return [part.strip() for part in parts]


def _chosen(statement: Statement, dataset: Dataset, choice: Projection) -> bool:
    if statement.status not in choice.status or statement.confidence < choice.min_confidence:
        return False
    if choice.relations is not None and statement.predicate not in choice.relations:
        return False
    kind = _kind(statement, dataset)
    return (choice.families is None or kind.family in choice.families) and (
        choice.sign is None or kind.sign in choice.sign
    )


def _between_actors(statement: Statement, dataset: Dataset) -> bool:
    return statement.subject in dataset.actors and statement.object in dataset.actors


def _suspended(dataset: Dataset, choice: Projection, found: Mapping[str, Certainty]) -> int:
    """How many statements would be in the graph if no instrument suspended another."""
    waived = {iri for waiver in dataset.instruments.values() for iri in waiver.suspends}
    affected = {
        iri: statement
        for iri, statement in dataset.statements.items()
        if found[iri] not in choice.certainty and not waived.isdisjoint(statement.instruments)
    }
    unwaived = replace(dataset.circumstances, instruments={})
    alone = standing(affected, unwaived, window=choice.window, memory=choice.memory)
    return sum(
        alone[iri] in choice.certainty
        and _chosen(statement, dataset, choice)
        and _between_actors(statement, dataset)
        for iri, statement in affected.items()
    )


def _kind(statement: Statement, dataset: Dataset) -> RelationType:
    kinds = dataset.vocabulary.relation_types
    if statement.predicate not in kinds:
        where = dataset.locate(statement.iri)
        hint = near(local_name(statement.predicate), map(local_name, kinds))
        advice = f"did you mean {alternatives(hint)}?" if hint else "declare it in the data"
        raise DataError(
            f"unknown relation type '{curie(statement.predicate)}'; {advice}",
            file=where[0] if where else None,
            line=where[1] if where else None,
            subject=statement.iri,
        ) from UnknownRelationType(statement.predicate)
    return kinds[statement.predicate]


def _add_edges(
    graph: "networkx.MultiDiGraph[str]",
    dataset: Dataset,
    statement: Statement,
    certainty: Certainty,
) -> None:
    kind = _kind(statement, dataset)
    period = dataset.circumstances.period(statement)
    strength = strength_of(kind, statement)
    data = {name: getattr(statement, name) for name in KEPT} | {
        "relation": kind.label,
        "family": kind.family,
        "sign": int(kind.sign),
        "influence": kind.influence.value,
        "aspect": kind.aspect.value,
        "strength": strength,
        "cost": cost_of(strength),
        "certainty": certainty.value,
        "first": period.first,
        "last": period.last,
    }
    graph.add_edge(statement.subject, statement.object, key=statement.iri, **data, mirror=False)
    if kind.symmetric and statement.subject != statement.object:
        graph.add_edge(statement.object, statement.subject, key=statement.iri, **data, mirror=True)


def _counted(choice: Projection, kept: int, left_out: int, suspended: int) -> str:
    text = f"{kept:,} relation{'' if kept == 1 else 's'}: {choice}"
    if left_out:
        text += f"; {left_out:,} left out, as one end is no declared actor"
    if suspended:
        text += f"; {suspended:,} suspended by a waiver"
    return text


def edges(
    graph: "networkx.MultiDiGraph[str]", *, relations: Collection[str] | None = None
) -> "list[tuple[str, str, str, dict[str, object]]]":
    """The statements of a graph, each once: subject, object, statement IRI, attributes; by IRI."""
    return sorted(
        (
            (subject, obj, iri, data)
            for subject, obj, iri, data in graph.edges(keys=True, data=True)
            if not data["mirror"] and (relations is None or data["predicate"] in relations)
        ),
        key=lambda edge: edge[2],
    )
