"""Every record as a JSON-native value: one shape a record, for `--json`, notebooks and tests.

A record keeps the names of its fields; IRIs stay in full, dates as written, and labels stand beside
the IRIs that a reader would have to look up.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from kg.dates import PartialDate

if TYPE_CHECKING:
    from kg.analysis.centrality import Ranking, Score
    from kg.analysis.paths import Path, Step
    from kg.findings import Finding
    from kg.model import Actor, Instrument, RelationType, Source, Statement
    from kg.sparql.named import NamedQuery

Record = dict[str, Any]
Label = Callable[[str], str]


def actor(actor: "Actor", label: Label) -> Record:
    """The actor's fields, with the label of its class."""
    return {**plain(actor), "type_label": label(actor.type)}


def source(source: "Source") -> Record:
    """The source's fields."""
    return dict(plain(source))


def instrument(instrument: "Instrument") -> Record:
    """The instrument's fields."""
    return dict(plain(instrument))


def relation_type(kind: "RelationType", label: Label) -> Record:
    """The relation type's fields, with the label of its family."""
    return {**plain(kind), "family_label": label(kind.family)}


def statement(statement: "Statement", label: Label) -> Record:
    """The statement's fields, with its labels and the sentence they make."""
    return {
        **plain(statement),
        "subject_label": label(statement.subject),
        "relation": label(statement.predicate),
        "object_label": label(statement.object),
        "sentence": sentence(statement, label),
        "context": context(statement, label),
    }


def finding(finding: "Finding") -> Record:
    """The finding's fields."""
    return dict(plain(finding))


def named_query(query: "NamedQuery") -> Record:
    """The query's name, title, question, parameters and text."""
    return dict(plain(query))


def score(score: "Score") -> Record:
    """The score's fields: rank, actor, label, value and the statements it rests on."""
    return dict(plain(score))


def sampled(found: "Ranking") -> list[Record]:
    """The fields of each score, and what its `error` rests on: None, all three, where values are exact.

    `probability` is that of all values being within their errors at once, `sample` from how many starts
    they were estimated, and `seed` what those were drawn by.
    """
    from kg.analysis.pivots import PROBABILITY

    asked = found.asked
    told = {"probability": PROBABILITY, "sample": asked.sample, "seed": asked.seed}
    none = dict.fromkeys(told)
    return [{**score(each), **(none if each.error is None else told)} for each in found]


def step(step: "Step", label: Label) -> Record:
    """The step's fields, with the labels of the two actors."""
    return {
        **plain(step),
        "source_label": label(step.source),
        "target_label": label(step.target),
    }


def path(path: "Path") -> Record:
    """The path from its first actor to its last: strength, steps, sentence, citations.

    `certainty` is None where no time was asked about.
    """
    labels = dict(zip(path.actors, path.labels, strict=True))
    return {
        "actors": list(path.actors),
        "labels": list(path.labels),
        "strength": path.strength,
        "cost": path.cost,
        "certainty": plain(path.certainty),
        "in_order": path.in_order,
        "weakest": step(path.weakest, labels.__getitem__),
        "steps": [step(each, labels.__getitem__) for each in path.steps],
        "sentence": path.sentence,
        "citations": list(path.citations),
        "statements": list(path.statements),
    }


def sentence(statement: "Statement", label: Label) -> str:
    """Subject, relation and object as words: "Armenia is a member of the CSTO"."""
    return " ".join(label(iri) for iri in statement.triple)


def context(statement: "Statement", label: Label) -> str:
    """What the sentence leaves out: how much, by what, about or answering what, where, on whose word."""
    parts = [f"{statement.amount} {statement.unit or ''}".strip()] if statement.amount else []
    for word, iris in (
        ("by", statement.instruments),
        ("about", statement.about),
        ("in response to", statement.in_response_to),
        ("in", statement.location),
        ("according to", statement.attributed_to),
    ):
        parts += [f"{word} {' and '.join(map(label, iris))}"] if iris else []
    return ", ".join(parts)


def plain(value: object) -> Any:  # noqa: PLR0911  # one case a kind of value
    """The value in JSON's own types: a record as a dict, a date as written, an enum's value.

    >>> from kg.model import Evidence
    >>> plain((Evidence("https://w3id.org/actor-kg/source/a", "paragraph 2"),))
    [{'source': 'https://w3id.org/actor-kg/source/a', 'locator': 'paragraph 2', 'quote': None}]
    """
    kind = type(value)  # the usual ones first: a page asks of a million values
    if kind is str or kind is int or kind is float or kind is bool or value is None:
        return value
    if kind is tuple or kind is list:
        return [plain(each) for each in value]  # type: ignore[attr-defined]
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(each) for each in value]
    return value
