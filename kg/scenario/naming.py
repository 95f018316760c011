"""What the names in a scenario stand for: statements, instruments, sources, actors, ties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.dataset import Dataset
from kg.errors import (
    AmbiguousName,
    OptionError,
    UnknownActor,
    UnknownName,
    UnknownRelationType,
    alternatives,
    near,
)
from kg.iris import ACTOR, INST, SRC, STMT, curie, expand, local_name
from kg.model import Actor
from kg.names import fold

_WORDS = 24  # the longest tie that is read, in words
_RELATION = 8  # and its relation type
_KIND = "statement, instrument, source, actor or tie"


@dataclass(frozen=True)
class Named:
    """What a name stands for; `iri` of a tie are its words, and `statements` those that are about it."""

    kind: str
    iri: str
    statements: tuple[str, ...] = ()


def named(dataset: Dataset, name: str) -> Named:
    """The statement, instrument, source, actor or tie with this IRI, CURIE, local name, label or words.

    Raises:
        UnknownName: there is none; with near matches.
        AmbiguousName: several carry the name.
        OptionError: it is a tie that no statement is about.
    """
    tables = _tables(dataset)
    iri = expand(name)
    if iri is not None:
        found = [Named(kind, iri) for kind, (_, table) in tables.items() if iri in table]
    else:
        found = [Named(kind, each) for kind, each in _called(dataset, name)]
    if len(found) > 1:
        raise AmbiguousName(name, (curie(each.iri) for each in found))
    if found:
        return found[0]
    triple = triple_named(dataset, name)
    if triple is None:
        raise UnknownName(name, _known(dataset), kind=_KIND)
    about = _about(dataset, triple)
    if not about:
        raise OptionError(f"no statement says '{name}'; there is nothing to retract")
    return Named("tie", name, about)


def triple_named(dataset: Dataset, text: str) -> tuple[str, str, str] | None:
    """Subject, relation type and object (IRIs) of a tie in words, None where it is no such thing.

    Raises:
        UnknownActor, AmbiguousName: an end is nobody's name, or several actors'.
        UnknownRelationType: of three words, the one between is no relation type.
    """
    words = text.split()
    error: UnknownActor | AmbiguousName | None = None
    for before, relation, after in _parted(dataset, words):
        try:
            return dataset.actor(before).iri, relation, dataset.actor(after).iri
        except (UnknownActor, AmbiguousName) as wrong:
            error = error or wrong
    if error is not None:
        raise error
    if len(words) == 3:  # noqa: PLR2004  # subject, relation, object
        dataset.relation_type(words[1])
    return None


def new_actor(dataset: Dataset, name: str, kind: str) -> Actor:
    """An actor that the data do not have.

    Raises:
        OptionError: they have it, or the class is none of actors.
    """
    try:
        known = dataset.actor(name)
    except UnknownActor:
        known = None
    if known is not None:
        raise OptionError(f"'{name}' is an actor of the data already; leave it out of actors")
    words = dataset.vocabulary
    classes = {iri: words.classes.get(iri, local_name(iri)) for iri in words.actors}
    same = [
        iri
        for iri, label in sorted(classes.items())
        if expand(kind) == iri or fold(kind) in (fold(local_name(iri)), fold(label))
    ]
    if not same:
        hint = near(kind, map(local_name, classes)) or sorted(map(local_name, classes))
        raise OptionError(f"unknown class of actors '{kind}'; use {alternatives(hint)}")
    local = re.sub(r"[^\w-]", "", name.title().replace(" ", "") if " " in name else name)
    if not local:
        raise OptionError(f"'{name}' is no name of an actor; use letters")
    return Actor(ACTOR + local, name, same[0])


def _tables(dataset: Dataset) -> dict[str, tuple[str, Any]]:
    return {
        "statement": (STMT, dataset.statements),
        "instrument": (INST, dataset.instruments),
        "source": (SRC, dataset.sources),
        "actor": (ACTOR, dataset.actors),
    }


def _called(dataset: Dataset, name: str) -> Iterator[tuple[str, str]]:
    """Kind and IRI of all that has the local name, label or alias."""
    wanted = fold(name)
    for kind, (prefix, table) in _tables(dataset).items():
        if kind == "actor":
            try:
                yield kind, dataset.actor(name).iri
            except UnknownActor:
                continue
        elif prefix + name in table:
            yield kind, prefix + name
        elif kind != "statement":
            for iri, thing in table.items():
                if wanted in map(fold, (str(thing), *getattr(thing, "aliases", ()))):
                    yield kind, iri


def _known(dataset: Dataset) -> Iterator[str]:
    for kind, (_, table) in _tables(dataset).items():
        yield from map(curie, table)
        if kind != "statement":
            yield from (local_name(iri) for iri in table)
            yield from map(str, table.values())
            yield from (name for each in table.values() for name in getattr(each, "aliases", ()))


def _parted(dataset: Dataset, words: list[str]) -> Iterator[tuple[str, str, str]]:
    """The ways to read words as actor, relation type and actor; the longest relation type first."""
    if len(words) > _WORDS:
        return
    for length in range(min(_RELATION, len(words) - 2), 0, -1):
        for start in range(1, len(words) - length):
            try:
                kind = dataset.relation_type(" ".join(words[start : start + length]))
            except UnknownRelationType:
                continue
            yield " ".join(words[:start]), kind.iri, " ".join(words[start + length :])


def _about(dataset: Dataset, triple: tuple[str, str, str]) -> tuple[str, ...]:
    subject, relation, obj = triple
    kind = dataset.vocabulary.relation_types[relation]
    wanted = {triple, (obj, relation, subject)} if kind.symmetric else {triple}
    return tuple(iri for iri, each in dataset.statements.items() if each.triple in wanted)
