"""The command that adds a statement, from options or from a Turtle file: add."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.drafting import Draft
from kg.errors import DataError
from kg.iris import curie
from kg.model import Actor, Instrument, Source, Statement
from kg.views.tables import safe

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
class Target:
    """The file that is added to."""

    data: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            envvar="KG_DATA",
            show_envvar=True,
            help="The one data file to add to; the shipped one has to be named like any other.",
        ),
    ] = None

    def path(self) -> Path:
        """Its path."""
        if self.data is None or len(self.data) != 1:
            raise typer.BadParameter("name the one file to add to", param_hint="'--data'")
        return self.data[0]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        add,
        "kg add --data mine.ttl --subject Armenia --relation memberOf --object CSTO \\",
        '    --since 1992 --confidence 0.95 --source paylan-2023 --locator "paragraph 2"',
        "kg add --template > new.ttl",
        "kg add new.ttl --data mine.ttl",
    )


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
    data: Target,
) -> None:
    """Add a statement to a data file.

    It comes from options, or from a Turtle file such as --template prints. The data are checked
    with it before the file is replaced, in one step. Names are looked up in the data.
    """
    if template:
        typer.echo(TEMPLATE, nl=False)
        return
    target = data.path()
    dataset = kg.load(target)
    records = _records(file) if file else [draft.statement(dataset)]
    kg.add(dataset, *records)
    findings = kg.validate(dataset)
    _refuse_violations(findings, target)
    kg.save(dataset, target)
    typer.echo(f"added {', '.join(curie(each.iri) for each in records)} to {target}")
    _warn(findings, {each.iri for each in records})


def _records(file: Path) -> list[Statement | Actor | Source | Instrument]:
    """Everything a file holds, statements first."""
    found = kg.load(file)
    tables = (found.statements, found.actors, found.places, found.sources, found.instruments)
    records = [record for table in tables for record in table.values()]
    if not records:
        raise DataError("holds nothing to add", file=str(file))
    return records


def _warn(findings: Sequence["kg.Finding"], added: set[str]) -> None:
    """Say what is doubtful about what was added."""
    names = added | {curie(iri) for iri in added}
    for each in findings:
        if each.subject in names or each.value in names:
            typer.echo(safe(str(each)), err=True)


def _refuse_violations(findings: Sequence["kg.Finding"], target: Path) -> None:
    """Refuse a dataset that is not valid; blame what is added only for what was not there before."""
    if found := _violations(findings):
        before = _violations(kg.validate(kg.load(target)))
        blamed = next((found[key] for key in found if key not in before), None)
        why = "" if blamed else f", as {target} is not valid without it either"
        shown = blamed or next(iter(found.values()))
        value = "" if shown.value is None else f" '{shown.value}'"
        problem = f"nothing added{why}: {shown.message}{value}; {shown.remedy}"
        raise DataError(problem, subject=shown.subject)


def _violations(
    findings: Sequence["kg.Finding"],
) -> "dict[tuple[str | None, ...], kg.Finding]":
    """What makes the data invalid, by rule, subject and value, in the order of `kg.validate`."""
    found = [each for each in findings if each.severity == "violation"]
    return {(each.rule, each.subject, each.value): each for each in found}
