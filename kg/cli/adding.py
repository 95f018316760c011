"""The command that adds a statement, from options or from a Turtle file: add."""

import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.options import Data, decimal, examples, spread
from kg.dates import PartialDate, parse_date
from kg.errors import DataError, OptionError, UnknownName
from kg.iris import SRC, STMT, curie, expand, local_name
from kg.model import Actor, Evidence, Instrument, Source, Statement, Status

TEMPLATE = """\
# Statements for kg. Change what is here, delete what you do not need, then: kg add FILE --data DATA
@prefix actor: <https://w3id.org/actor-kg/actor/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix inst: <https://w3id.org/actor-kg/instrument/> .
@prefix kg: <https://w3id.org/actor-kg/vocab#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix src: <https://w3id.org/actor-kg/source/> .
@prefix stmt: <https://w3id.org/actor-kg/statement/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

stmt:name-of-the-statement a kg:Statement ;
    rdf:subject actor:Example ;
    rdf:predicate kg:givesMilitaryAidTo ;
    rdf:object actor:Armenia ;
    kg:status kg:Actual ;
    kg:since "2023-05"^^xsd:gYearMonth ;
    kg:confidence 0.8 ;
    kg:evidence [
        a kg:Evidence ; dcterms:source src:example ; kg:locator "page 1" ; kg:quote "..."
    ] .

# Only for an actor and a source that the data do not have yet:
actor:Example a kg:State ;
    skos:prefLabel "Example"@en ;
    skos:altLabel "Another name"@en .

src:example a kg:Source ;
    dcterms:title "Title" ;
    dcterms:creator "Author" ;
    dcterms:publisher "Publisher" ;
    dcterms:issued "2023-06-01"^^xsd:date ;
    kg:url "https://example.org/article"^^xsd:anyURI ;
    kg:reliability "B" .
"""


@dataclass(frozen=True)
class Draft:
    """A statement as options: names instead of IRIs, texts instead of dates."""

    subject: Annotated[str | None, typer.Option(metavar="ACTOR", help="Who acts.")] = None
    relation: Annotated[str | None, typer.Option(metavar="NAME", help="Relation type.")] = None
    object: Annotated[str | None, typer.Option(metavar="ACTOR", help="Who is acted on.")] = None
    status: Annotated[
        Status,
        typer.Option(metavar="STATUS", case_sensitive=False, help="Whether the tie is there."),
    ] = Status.ACTUAL
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Beginning of a tie: 2023, 2023-05, 2023-05-09."),
    ] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="End of a tie.")] = None
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Day of an act.")] = None
    confidence: Annotated[
        float, typer.Option(parser=decimal, metavar="X", help="Above 0, at most 1.")
    ] = 1.0
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Source: local name, CURIE or IRI.")
    ] = None
    locator: Annotated[str | None, typer.Option(metavar="TEXT", help="Place in the source.")] = None
    quote: Annotated[str | None, typer.Option(metavar="TEXT", help="Words of the source.")] = None
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Remark.")] = None
    iri: Annotated[
        str | None, typer.Option(metavar="IRI", help="The statement's own; made up without it.")
    ] = None

    def statement(self, dataset: "kg.Dataset") -> Statement:
        """The statement, its names looked up in the dataset.

        Raises:
            OptionError: a part is missing or makes no sense.
            UnknownName: a name is not in the dataset.
        """
        subject = dataset.actor(_given("subject", self.subject)).iri
        predicate = dataset.relation_type(_given("relation", self.relation)).iri
        object_ = dataset.actor(_given("object", self.object)).iri
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
            evidence=self._evidence(dataset),
            note=self.note,
        )

    def _evidence(self, dataset: "kg.Dataset") -> tuple[Evidence, ...]:
        if self.source is None:
            if self.locator or self.quote:
                raise OptionError("--locator and --quote need --source; name the source")
            return ()
        iri = expand(self.source) or SRC + self.source
        if iri not in dataset.sources:
            raise UnknownSource(self.source, (curie(each) for each in dataset.sources))
        return (Evidence(iri, self.locator, self.quote),)


class UnknownSource(UnknownName):
    """No source has this name."""

    kind = "source"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog=examples(
            "kg add --data mine.ttl --subject Armenia --relation memberOf --object CSTO \\",
            '    --since 1992 --confidence 0.95 --source paylan-2023 --locator "paragraph 2"',
            "kg add --template > new.ttl",
            "kg add new.ttl --data mine.ttl",
        )
    )(spread(add))


def add(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Turtle file with what to add.", show_default=False),
    ] = None,
    *,
    template: Annotated[
        bool, typer.Option("--template", help="Print a file to fill in; add nothing.")
    ] = False,
    draft: Draft,
    data: Data,
) -> None:
    """Add a statement to a data file.

    It comes from options, or from a Turtle file such as --template prints. The data are checked
    with it before the file is replaced, in one step. Names are looked up in the data.
    """
    if template:
        typer.echo(TEMPLATE, nl=False)
        return
    target = _target(data)
    dataset = kg.load(target)
    records = _records(file) if file else [draft.statement(dataset)]
    kg.add(dataset, *records)
    _refuse_violations(dataset)
    kg.save(dataset, target)
    typer.echo(f"added {', '.join(curie(each.iri) for each in records)} to {target}")


def _target(data: Data) -> Path:
    """The one file to write."""
    if data.data is None or len(data.data) != 1:
        raise typer.BadParameter("name the one file to add to", param_hint="'--data'")
    return data.data[0]


def _records(file: Path) -> list[Statement | Actor | Source | Instrument]:
    """Everything a file holds, statements first."""
    found = kg.load(file)
    tables = (found.statements, found.actors, found.places, found.sources, found.instruments)
    records = [record for table in tables for record in table.values()]
    if not records:
        raise DataError("holds nothing to add", file=str(file))
    return records


def _refuse_violations(dataset: "kg.Dataset") -> None:
    for found in kg.validate(dataset):
        if found.severity == "violation":
            value = "" if found.value is None else f" '{found.value}'"
            problem = f"nothing added: {found.message}{value}; {found.remedy}"
            raise DataError(problem, subject=found.subject)


def _given(name: str, value: str | None) -> str:
    if value is None:
        raise typer.BadParameter("needed to make a statement", param_hint=f"'--{name}'")
    return value


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else parse_date(text)


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
