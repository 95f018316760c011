"""A scenario's data: a copy of a dataset with what is retracted, added and suspended."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg import editing
from kg.dataset import Dataset
from kg.dates import PartialDate, parse_date, show_day, window_at
from kg.errors import DataError, OptionError, UnknownActor, UnknownName, UnknownRelationType
from kg.iris import INST, KG, SRC, STMT, curie, expand, local_name
from kg.model import Actor, Aspect, Evidence, Instrument, Source, Statement, Status
from kg.rdf.encoding import encode
from kg.scenario.naming import Named, named, new_actor, triple_named
from kg.scenario.records import Addition, Consequence, Effect
from kg.scenario.remaking import kept_triples, remade

SUPPOSED = f"{SRC}supposed"
"""The source that a scenario's own statements name: whoever cites them says that they are supposed."""
_ORDER = list(Effect)


@dataclass(frozen=True)
class Supposition:
    """The scenario's dataset, and what became of which statement; `counted` is not told yet."""

    dataset: Dataset
    consequences: tuple[Consequence, ...]


@dataclass
class _Draft:
    """What is to be changed, gathered name by name; the first reason for a statement is told."""

    dataset: Dataset
    fallen: dict[str, Named] = field(default_factory=dict)
    suspended: dict[str, Named] = field(default_factory=dict)
    silenced: dict[str, Named] = field(default_factory=dict)  # waivers that no longer suspend
    sources: dict[str, Named] = field(default_factory=dict)
    changed: dict[str, Statement] = field(default_factory=dict)
    weaker: dict[str, Named] = field(default_factory=dict)
    new: list[Statement] = field(default_factory=list)
    waivers: list[Instrument] = field(default_factory=list)


def suppose(
    dataset: Dataset,
    *,
    retract: Iterable[str] = (),
    add: Iterable[Addition] = (),
    suspend: Iterable[str] = (),
    actors: Mapping[str, str] | None = None,
    at: str | None = None,
    known_by: str | None = None,
) -> Supposition:
    """The dataset as it would be, and what becomes of its statements; `dataset` is not changed.

    Retracted first, then added, then suspended. See `kg.whatif` for what may be named; with `at`, what
    is supposed without a date of its own is taken to hold from the first day asked about; with
    `known_by`, its source is dated the first day of that.

    Raises:
        UnknownName, AmbiguousName: a name is nobody's, or several have it.
        OptionError: a supposition makes no sense.
        DataError: a statement to add is wrong, or its IRI is taken.
    """
    draft = _Draft(dataset)
    day = None if at is None else parse_date(show_day(window_at(at).start))
    for name in retract:
        _retract(draft, named(dataset, name))
    _lose_sources(draft)
    joined = [each for each in add if isinstance(each, Actor)]
    joined += [new_actor(dataset, name, kind) for name, kind in (actors or {}).items()]
    known = dataset  # what names are looked up in
    if joined:
        known = Dataset(dataset.quads())
        editing.add(known, *joined)
    made = dict(_additions(draft, known, add, day))
    for name in suspend:
        _suspend(draft, named(dataset, name), day)
    _silence_the_unfounded(draft)
    told = tuple(_told(draft, made))
    then = None if known_by is None else parse_date(show_day(parse_date(known_by).earliest))
    return Supposition(_applied(draft, known, then), told)


def _retract(draft: _Draft, what: Named) -> None:
    statements = draft.dataset.statements
    if what.kind == "source":
        draft.sources[what.iri] = what
    found: Iterable[str] = ()
    if what.kind == "statement":
        found = [what.iri]
    elif what.kind == "tie":
        found = what.statements
    elif what.kind == "actor":
        found = [i for i, each in statements.items() if what.iri in (each.subject, each.object)]
    elif what.kind == "instrument":
        found = _resting(draft.dataset, what.iri)
        draft.silenced.setdefault(what.iri, what)
    for iri in found:
        draft.fallen.setdefault(iri, what)


def _lose_sources(draft: _Draft) -> None:
    """Statements whose evidence is all of retracted sources fall; others lose that evidence."""
    for iri, each in draft.dataset.statements.items():
        lost = [one for one in each.evidence if one.source in draft.sources]
        if not lost or iri in draft.fallen:
            continue
        left = tuple(one for one in each.evidence if one.source not in draft.sources)
        why = draft.sources[lost[0].source]
        if left:
            draft.changed[iri] = replace(each, evidence=left)
            draft.weaker[iri] = why
        else:
            draft.fallen[iri] = why


def _additions(
    draft: _Draft, data: Dataset, add: Iterable[Addition], day: PartialDate | None
) -> Iterator[tuple[str, Consequence]]:
    """What is added, by IRI; statements of the data that are made Actual among it."""
    taken = {*data.statements, *data.actors, *data.instruments, *data.sources, *data.places}
    for each in add:
        if isinstance(each, Actor):
            continue
        if isinstance(each, Statement):
            new, words = _checked(data, each), "supposed"
        else:
            known = _statement_named(data, each)
            if known is not None:
                yield known, _made_actual(draft, data.statements[known])
                continue
            new, words = _of_words(data, each, day, taken), each
        if new.iri in taken:
            raise DataError(f"'{curie(new.iri)}' is there already; choose another IRI")
        taken.add(new.iri)
        new = replace(
            new, status=Status.ACTUAL, evidence=(*new.evidence, Evidence(SUPPOSED, words))
        )
        draft.new.append(new)
        yield new.iri, Consequence(Effect.ADDED, new, "statement", new.iri)


def _made_actual(draft: _Draft, known: Statement) -> Consequence:
    iri, was = known.iri, known.status
    if iri in draft.fallen:
        raise OptionError(f"'{curie(iri)}' is retracted and added at once; choose one")
    stated = draft.changed.get(iri, known)
    if stated.status is Status.ACTUAL:
        raise OptionError(f"'{curie(iri)}' is Actual already; there is nothing to suppose")
    marked = (*stated.evidence, Evidence(SUPPOSED, f"{was} in the data"))
    draft.changed[iri] = replace(stated, status=Status.ACTUAL, evidence=marked)
    return Consequence(Effect.MADE_ACTUAL, draft.changed[iri], "statement", iri, was)


def _statement_named(dataset: Dataset, name: str) -> str | None:
    iri = expand(name)
    if iri is None and STMT + name in dataset.statements:
        return STMT + name
    if iri is not None and iri not in dataset.statements:
        raise UnknownName(name, map(curie, dataset.statements), kind="statement")
    return iri


def _of_words(
    dataset: Dataset, text: str, day: PartialDate | None, taken: Container[str]
) -> Statement:
    triple = triple_named(dataset, text)
    if triple is None:
        known = [*map(curie, dataset.statements), *map(local_name, dataset.statements)]
        raise UnknownName(text, known, kind="statement or tie")
    act = dataset.vocabulary.relation_types[triple[1]].aspect is Aspect.ACT
    words = (re.sub(r"[^a-z0-9]+", "-", local_name(iri).lower()).strip("-") for iri in triple)
    iri = _free("-".join((f"{STMT}supposed", *words)), taken)
    return Statement(
        iri, *triple, Status.ACTUAL, date=day if act else None, since=None if act else day
    )


def _checked(dataset: Dataset, statement: Statement) -> Statement:
    """The statement, if the data know its ends and its relation type."""
    for end in (statement.subject, statement.object):
        if end not in dataset.actors:
            raise UnknownActor(curie(end), map(curie, dataset.actors))
    kinds = dataset.vocabulary.relation_types
    if statement.predicate not in kinds:
        raise UnknownRelationType(curie(statement.predicate), map(curie, kinds))
    return statement


def _suspend(draft: _Draft, what: Named, day: PartialDate | None) -> None:
    if what.kind != "instrument":
        raise OptionError(
            f"'{what.iri}' is no instrument, which alone can be suspended; retract it"
        )
    label = f"Supposed waiver of {draft.dataset.instruments[what.iri].label}"
    taken = {*draft.dataset.instruments, *(each.iri for each in draft.waivers)}
    iri = _free(f"{INST}supposed-waiver-of-{local_name(what.iri)}", taken)
    waiver = Instrument(iri, label, f"{KG}Instrument", since=day, suspends=(what.iri,))
    draft.waivers.append(waiver)
    draft.silenced.setdefault(what.iri, what)
    resting = [*_resting(draft.dataset, what.iri)]
    resting += [each.iri for each in draft.new if what.iri in each.instruments]
    for found in resting:
        if found not in draft.fallen:
            draft.suspended.setdefault(found, what)


def _silence_the_unfounded(draft: _Draft) -> None:
    """A waiver stands by the statements that rest on it: where all of them fall, so does it."""
    for waiver in draft.dataset.instruments.values():
        resting = _resting(draft.dataset, waiver.iri) if waiver.suspends else []
        if resting and all(iri in draft.fallen for iri in resting):
            draft.silenced.setdefault(waiver.iri, draft.fallen[resting[0]])


def _told(draft: _Draft, made: Mapping[str, Consequence]) -> list[Consequence]:
    statements = draft.dataset.statements
    found = [
        *_consequences(Effect.FALLS, draft.fallen, statements),
        *_consequences(Effect.SUSPENDED, draft.suspended, {**statements, **_by_iri(draft.new)}),
        *_consequences(Effect.LOSES_EVIDENCE, draft.weaker, draft.changed),
        *_consequences(Effect.COUNTS_AGAIN, _freed(draft), statements),
        *made.values(),
    ]
    return sorted(found, key=lambda each: (_ORDER.index(each.effect), each.statement.iri))


def _freed(draft: _Draft) -> dict[str, Named]:
    """The statements that rest on what only silenced waivers suspended."""
    instruments = draft.dataset.instruments
    still = {
        iri
        for waiver in (*instruments.values(), *draft.waivers)
        if waiver.iri not in draft.silenced
        for iri in waiver.suspends
    }
    found: dict[str, Named] = {}
    for waiver, why in draft.silenced.items():
        for freed in instruments[waiver].suspends:
            for iri in _resting(draft.dataset, freed):
                gone = iri in draft.fallen or iri in draft.suspended
                if not gone and still.isdisjoint(draft.dataset.statements[iri].instruments):
                    found.setdefault(iri, why)
    return found


def _consequences(
    effect: Effect, found: Mapping[str, Named], statements: Mapping[str, Statement]
) -> Iterator[Consequence]:
    for iri, why in found.items():
        yield Consequence(effect, statements[iri], why.kind, why.iri)


def _applied(draft: _Draft, known: Dataset, then: PartialDate | None) -> Dataset:
    """The scenario's data: those of a dataset, changed; as records, and as triples if they are asked for."""
    touched = {*draft.fallen, *draft.changed}
    changed = [*draft.new, *draft.changed.values()]
    records: list[editing.Record] = [*changed, *draft.waivers]
    cited = {one.source for each in changed for one in each.evidence}
    if SUPPOSED in cited and SUPPOSED not in known.sources:
        records.append(Source(SUPPOSED, "Supposed: said by no source", date=then))
    new = [quad for record in records for quad in encode(record)]
    return remade(
        known,
        lambda: Dataset([*kept_triples(known, touched, draft.silenced), *new]),
        gone=draft.fallen,
        silenced=draft.silenced,
        told=new,
    )


def _resting(dataset: Dataset, instrument: str) -> list[str]:
    return [iri for iri, each in dataset.statements.items() if instrument in each.instruments]


def _by_iri(statements: Iterable[Statement]) -> dict[str, Statement]:
    return {each.iri: each for each in statements}


def _free(iri: str, taken: Container[str]) -> str:
    """The IRI, with a number where it is taken."""
    if iri not in taken:
        return iri
    return next(each for each in (f"{iri}-{n}" for n in range(2, 1_000_000)) if each not in taken)
