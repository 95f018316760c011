"""A statement as options: names instead of IRIs, texts instead of dates."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

import typer

import kg
from kg.cli.options import decimal, one_status
from kg.dates import PartialDate, parse_date
from kg.errors import AmbiguousName, OptionError, UnknownName
from kg.iris import ACTOR, INST, SRC, STMT, curie, expand, local_name
from kg.model import Evidence, Statement, Status
from kg.names import fold

Thing = kg.Actor | kg.Instrument | kg.Source | kg.Statement


@dataclass(frozen=True)
class Draft:
    """What `kg add` is told of a statement."""

    subject: Annotated[str | None, typer.Option(metavar="ACTOR", help="Who acts.")] = None
    relation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Relation type: see kg vocabulary.")
    ] = None
    object: Annotated[str | None, typer.Option(metavar="ACTOR", help="Who is acted on.")] = None
    status: Annotated[
        Status,
        typer.Option(
            parser=one_status,
            metavar="STATUS",
            autocompletion=lambda: list(Status),
            help=f"Whether the tie is there: {', '.join(Status)}.",
        ),
    ] = Status.ACTUAL
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Beginning of a tie: 2023, 2023-05 or 2023-05-09."),
    ] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="End of a tie.")] = None
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Day of an act.")] = None
    confidence: Annotated[
        float, typer.Option(parser=decimal, metavar="X", help="Above 0, at most 1.")
    ] = 1.0
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Source: local name, title, CURIE or IRI.")
    ] = None
    locator: Annotated[str | None, typer.Option(metavar="TEXT", help="Place in the source.")] = None
    quote: Annotated[str | None, typer.Option(metavar="TEXT", help="Words of the source.")] = None
    attributed_to: Annotated[
        list[str] | None,
        typer.Option(metavar="ACTOR", help="On whose word the source says so; repeatable."),
    ] = None
    instrument: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Treaty, deal or law by which the tie is; repeatable."),
    ] = None
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Instrument, event or statement at issue; repeatable."),
    ] = None
    location: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Place where; repeatable.")
    ] = None
    amount: Annotated[str | None, typer.Option(metavar="X", help="How much, a number.")] = None
    unit: Annotated[str | None, typer.Option(metavar="TEXT", help="Of what.")] = None
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Remark.")] = None
    iri: Annotated[
        str | None, typer.Option(metavar="IRI", help="The statement's own; made up without it.")
    ] = None

    def statement(self, dataset: "kg.Dataset") -> Statement:
        """The statement, its names looked up in the dataset.

        Raises:
            OptionError: a part is missing or makes no sense.
            UnknownName, AmbiguousName: a name is nobody's in the dataset, or several have it.
        """
        subject = dataset.actor(_given("subject", self.subject)).iri
        predicate = dataset.relation_type(_given("relation", self.relation)).iri
        object_ = dataset.actor(_given("object", self.object)).iri
        matters: dict[str, Thing] = {**dataset.instruments, **dataset.statements}
        return Statement(
            iri=_iri(self.iri) or _new_iri((subject, predicate, object_), dataset.statements),
            subject=subject,
            predicate=predicate,
            object=object_,
            status=self.status,
            since=_date(self.since),
            until=_date(self.until),
            date=_date(self.date),
            confidence=self.confidence,
            attributed_to=tuple(dataset.actor(name).iri for name in self.attributed_to or ()),
            instruments=_found("instrument", self.instrument, dataset.instruments, INST),
            about=_found("instrument or statement", self.about, matters, INST),
            location=_found("place", self.location, dataset.places, ACTOR),
            amount=_amount(self.amount, self.unit),
            unit=self.unit,
            note=self.note,
            evidence=self._evidence(dataset),  # last: a wrong value is told before a missing one
        )

    def _evidence(self, dataset: "kg.Dataset") -> tuple[Evidence, ...]:
        if self.source is None:
            if self.locator or self.quote:
                raise OptionError("--locator and --quote need --source; name the source")
            raise OptionError("a statement needs evidence; give --source and --locator")
        (iri,) = _found("source", [self.source], dataset.sources, SRC)
        if not self.locator:
            raise OptionError("--source needs --locator; say where in it, such as 'paragraph 2'")
        return (Evidence(iri, self.locator, self.quote),)


def _given(name: str, value: str | None) -> str:
    if value is None:
        raise typer.BadParameter("needed to make a statement", param_hint=f"'--{name}'")
    return value


def _found(
    kind: str, names: Iterable[str] | None, things: Mapping[str, Thing], prefix: str
) -> tuple[str, ...]:
    """The IRIs of things named by IRI, CURIE, local name or label."""
    return tuple(_find(kind, name, things, prefix) for name in names or ())


def _find(kind: str, name: str, things: Mapping[str, Thing], prefix: str) -> str:
    iri = expand(name) or prefix + name
    if iri in things:
        return iri
    same = [iri for iri, thing in things.items() if fold(str(thing)) == fold(name)]
    if len(same) > 1:
        raise AmbiguousName(name, map(curie, same))
    if not same:
        raise UnknownName(name, [*map(curie, things), *map(local_name, things)], kind=kind)
    return same[0]


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else parse_date(text)


def _amount(number: str | None, unit: str | None) -> str | None:
    if number is None and unit is not None:
        raise OptionError("--unit needs --amount; say how much")
    if number is not None and not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", number):
        raise OptionError(f"amount '{number}' is not a decimal number; write it like 1960 or 0.5")
    return number


def _iri(name: str | None) -> str | None:
    iri = None if name is None else expand(name)
    if name is not None and iri is None:
        raise OptionError(f"'{name}' is not an IRI; write stmt:name or a full IRI")
    return iri


def _new_iri(triple: tuple[str, str, str], taken: Container[str]) -> str:
    """An IRI that says what the statement is, with a number where that name is taken."""
    words = (re.sub(r"[^a-z0-9]+", "-", local_name(iri).lower()).strip("-") for iri in triple)
    name = STMT + "-".join(words)
    if name not in taken:
        return name
    return next(each for each in (f"{name}-{n}" for n in range(2, 1_000_000)) if each not in taken)
