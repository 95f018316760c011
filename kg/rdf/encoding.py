"""The triples of a record: what `kg.rdf.decoding` reads, written back."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.dates import PartialDate
from kg.errors import DataError
from kg.iris import DCTERMS, KG, OWL, RDF, XSD
from kg.model import Actor, Evidence, Extra, Instrument, Source, Statement
from kg.rdf.literals import literal_problem
from kg.rdf.records import ALIAS, LABEL, NOTE, TYPE
from kg.rdf.terms import literal, parse_term

if TYPE_CHECKING:
    import pyoxigraph

    from kg.rdf.terms import Term

Record = Actor | Source | Instrument | Statement
Pairs = Iterator[tuple[str, "Term"]]


def encode(record: Record) -> "list[pyoxigraph.Quad]":
    """The triples of a record in the default graph; its pieces of evidence as blank nodes.

    Raises:
        DataError: a field holds what RDF cannot say, an IRI with a space, say; `subject` is its IRI.

    >>> from kg.model import Actor
    >>> len(encode(Actor("http://a/b", "B", "http://a/State", aliases=("Bee",))))
    3
    """
    import pyoxigraph

    try:
        subject = pyoxigraph.NamedNode(record.iri)
        quads = _about(subject, _pairs(record))
        if isinstance(record, Statement):
            for evidence in record.evidence:
                node = pyoxigraph.BlankNode()
                quads += _about(subject, iter([(f"{KG}evidence", node)]))
                quads += _about(node, _evidence(evidence))
    except (TypeError, ValueError, ArithmeticError, AttributeError, SyntaxError) as error:
        raise DataError(f"cannot be written as RDF: {error}", subject=str(record.iri)) from error
    return quads


def _about(
    subject: "pyoxigraph.NamedNode | pyoxigraph.BlankNode", pairs: Pairs
) -> "list[pyoxigraph.Quad]":
    import pyoxigraph

    return [pyoxigraph.Quad(subject, pyoxigraph.NamedNode(prop), term) for prop, term in pairs]


def _pairs(record: Record) -> Pairs:
    if isinstance(record, Statement):
        yield from _statement(record)
    elif isinstance(record, Source):
        yield from _source(record)
    elif isinstance(record, Instrument):
        yield from _instrument(record)
    else:
        yield from _actor(record)
    yield from _extra(record.extra)


def _actor(actor: Actor) -> Pairs:
    yield from _iris(TYPE, actor.type)
    yield LABEL, _english(actor.label)
    yield from ((ALIAS, literal(alias)) for alias in actor.aliases)
    yield from _texts(f"{KG}iso2", actor.iso2)
    yield from _texts(f"{KG}iso3", actor.iso3)
    yield from _iris(f"{OWL}sameAs", *actor.same_as)
    yield from _texts(NOTE, actor.note)


def _source(source: Source) -> Pairs:
    yield from _iris(TYPE, f"{KG}Source")
    yield from _texts(f"{DCTERMS}title", source.title)
    yield from _texts(f"{DCTERMS}creator", source.author)
    yield from _texts(f"{DCTERMS}publisher", source.publisher)
    yield from _date(f"{DCTERMS}issued", source.date)
    yield from _texts(f"{KG}url", source.url, datatype=f"{XSD}anyURI")
    yield from _texts(f"{KG}reliability", source.reliability)
    yield from _texts(NOTE, source.note)


def _instrument(instrument: Instrument) -> Pairs:
    yield from _iris(TYPE, instrument.type)
    yield LABEL, _english(instrument.label)
    yield from ((ALIAS, literal(alias)) for alias in instrument.aliases)
    yield from _date(f"{KG}since", instrument.since)
    yield from _date(f"{KG}until", instrument.until)
    yield from _date(f"{KG}date", instrument.date)
    yield from _iris(f"{KG}suspends", *instrument.suspends)
    yield from _texts(NOTE, instrument.note)


def _statement(statement: Statement) -> Pairs:
    yield from _iris(TYPE, f"{KG}Statement")
    yield from _iris(f"{RDF}subject", statement.subject)
    yield from _iris(f"{RDF}predicate", statement.predicate)
    yield from _iris(f"{RDF}object", statement.object)
    yield from _iris(f"{KG}status", f"{KG}{statement.status}")
    yield from _date(f"{KG}since", statement.since)
    yield from _date(f"{KG}until", statement.until)
    yield from _date(f"{KG}date", statement.date)
    confidence = format(Decimal(repr(statement.confidence)), "f")
    yield f"{KG}confidence", literal(confidence, f"{XSD}decimal")
    yield from _iris(f"{KG}instrument", *statement.instruments)
    yield from _iris(f"{KG}about", *statement.about)
    yield from _iris(f"{KG}inResponseTo", *statement.in_response_to)
    yield from _iris(f"{KG}location", *statement.location)
    yield from _iris(f"{KG}attributedTo", *statement.attributed_to)
    if statement.amount is not None:
        yield f"{KG}amount", literal(statement.amount, _number_type(statement.amount))
    yield from _texts(f"{KG}unit", statement.unit)
    yield from _texts(NOTE, statement.note)


def _number_type(text: str) -> str | None:
    """The first type of number that the text is, None for a text that is none."""
    names = (f"{XSD}integer", f"{XSD}decimal", f"{XSD}double")
    return next((name for name in names if literal_problem(text, name) is None), None)


def _evidence(evidence: Evidence) -> Pairs:
    yield from _iris(TYPE, f"{KG}Evidence")
    yield from _iris(f"{DCTERMS}source", evidence.source)
    yield from _texts(f"{KG}locator", evidence.locator)
    yield from _texts(f"{KG}quote", evidence.quote)


def _iris(prop: str, *iris: str) -> Pairs:
    import pyoxigraph

    yield from ((prop, pyoxigraph.NamedNode(iri)) for iri in iris)


def _texts(prop: str, text: str | None, *, datatype: str | None = None) -> Pairs:
    if text is not None:
        yield prop, literal(text, datatype)


def _date(prop: str, date: PartialDate | None) -> Pairs:
    if date is not None:
        yield prop, literal(date.text, date.datatype)


def _english(text: str) -> "Term":
    import pyoxigraph

    return pyoxigraph.Literal(text, language="en")


def _extra(extra: Extra) -> Pairs:
    yield from ((prop, parse_term(text)) for prop, text in extra)
