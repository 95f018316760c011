"""The reference for `kg.validation`: the same findings from records, one by one, as the words of each say.

Slower and larger by far: for the tests alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

import kg
from kg.dates import PartialDate
from kg.findings import Finding, violation, warning
from kg.iris import DCTERMS, KG, RDF, curie
from kg.locating import places
from kg.model import Aspect, Statement, Status
from kg.shacl import SMALL, check_shapes
from kg.validation import _order, _placed, _unsaid, _Words

TOLD = (Status.ACTUAL, Status.ALLEGED, Status.REFUSED, Status.DENIED)


def validate_records(dataset: kg.Dataset) -> tuple[Finding, ...]:
    """What `kg.validate` has to say, but for empty files."""
    checks = list(_checks(dataset))
    findings = {*checks, *_unsaid(check_shapes(dataset.quads(), small=SMALL), checks)}
    located = places(dataset.files, sorted({f.subject for f in findings if f.subject}))
    return tuple(_placed(finding, located) for finding in sorted(findings, key=_order))


def _checks(dataset: kg.Dataset) -> Iterator[Finding]:
    words = _Words(_Declared(dataset))  # type: ignore[arg-type]  # the same names
    for statement in dataset.statements.values():
        yield from _period(statement.iri, statement.since, statement.until)
        yield from _dates(dataset, statement)
        yield from _names(words, statement)
    for instrument in dataset.instruments.values():
        yield from _period(instrument.iri, instrument.since, instrument.until)
    yield from _repeated(dataset)
    yield from _plain(dataset)
    yield from _orphans(dataset)


class _Declared:
    """What the records declare, under the names of `kg.suspects.Inventory`."""

    def __init__(self, dataset: kg.Dataset) -> None:
        self.vocabulary = dataset.vocabulary
        self.statements = frozenset(dataset.statements)
        self.actors = frozenset(dataset.actors)
        self.places = frozenset(dataset.places)
        self.instruments = frozenset(dataset.instruments)
        self.sources = frozenset(dataset.sources)


def _period(iri: str, since: PartialDate | None, until: PartialDate | None) -> Iterator[Finding]:
    if since and until and until.latest < since.earliest:
        yield violation(
            "ends before it starts",
            iri,
            f"starts in {since} but ends in",
            until.text,
            remedy="correct kg:since or kg:until",
        )


def _dates(dataset: kg.Dataset, statement: Statement) -> Iterator[Finding]:
    kind = dataset.vocabulary.relation_types.get(statement.predicate)
    if statement.date and kind and kind.aspect is Aspect.TIE:
        yield warning(
            "dated as an act",
            statement.iri,
            f"{curie(kind.iri)} lasts, but has a kg:date, which is start and end at once,",
            statement.date.text,
            remedy="bound it with kg:since and kg:until",
        )
    published = [
        source.date
        for evidence in statement.evidence
        if (source := dataset.sources.get(evidence.source)) and source.date
    ]
    begun = statement.date or statement.since
    if begun and published and statement.status in TOLD:
        last = max(published, key=lambda date: date.latest)
        if begun.earliest > last.latest:
            yield warning(
                "later than its sources",
                statement.iri,
                f"its latest source is of {last}, but it is dated",
                begun.text,
                remedy="correct the date, or make the status kg:Expected",
            )


def _names(words: "_Words", statement: Statement) -> Iterator[Finding]:
    """What the statement names and nobody declares; of what class it must be, the shapes say."""
    if statement.predicate not in words.relation_types:
        name = curie(statement.predicate)
        advice = words.advice(statement.predicate, words.relation_types)
        yield violation(
            "relation type", statement.iri, "unknown relation type", name, remedy=advice
        )
    named: list[tuple[str, str, Collection[str]]] = [
        (f"{RDF}subject", statement.subject, words.actors),
        (f"{RDF}object", statement.object, words.actors),
        *((f"{KG}instrument", iri, words.instruments) for iri in statement.instruments),
        *((f"{KG}about", iri, words.context) for iri in statement.about),
        *((f"{KG}inResponseTo", iri, words.context) for iri in statement.in_response_to),
        *((f"{KG}location", iri, words.places) for iri in statement.location),
        *((f"{KG}attributedTo", iri, words.actors) for iri in statement.attributed_to),
        *((f"{DCTERMS}source", e.source, words.sources) for e in statement.evidence),
    ]
    for prop, iri, wanted in named:
        if iri not in words.declared:
            message = f"{curie(prop)} names something undeclared,"
            remedy = words.advice(iri, wanted)
            yield violation("undeclared", statement.iri, message, curie(iri), remedy=remedy)


def _repeated(dataset: kg.Dataset) -> Iterator[Finding]:
    """Two statements that say the same of the same pair: all is equal but the note and confidence."""
    seen: dict[object, list[str]] = defaultdict(list)
    for statement in dataset.statements.values():
        kind = dataset.vocabulary.relation_types.get(statement.predicate)
        ends = statement.subject, statement.object
        first, second = sorted(ends) if kind and kind.symmetric else ends
        same = replace(statement, iri="", subject=first, object=second, note=None, confidence=1.0)
        seen[same].append(statement.iri)
    for iris in seen.values():
        for iri in iris[1:]:
            yield warning(
                "said twice", iri, "says the same as", curie(iris[0]), remedy="retract one of them"
            )


def _plain(dataset: kg.Dataset) -> Iterator[Finding]:
    for triple in dataset.unevidenced:
        yield warning(
            "no evidence",
            triple.subject,
            "plain relation without a statement,",
            f"{curie(triple.predicate)} {curie(triple.object)}",
            remedy="state it with evidence",
        )
    for triple in sorted(dataset.contradicted):
        yield warning(
            "against its statements",
            triple.subject,
            "plain relation that no Actual statement supports was left out,",
            f"{curie(triple.predicate)} {curie(triple.object)}",
            remedy="remove it, or correct the status of a statement",
        )


def _orphans(dataset: kg.Dataset) -> Iterator[Finding]:
    """What is declared and stands in no statement; for an instrument, one that it suspends will do."""
    named: set[str] = set()
    for s in dataset.statements.values():
        named |= {s.subject, s.object, *s.attributed_to, *s.location, *s.about, *s.in_response_to}
        named |= {*s.instruments, *(evidence.source for evidence in s.evidence)}
    for triple in dataset.unevidenced:
        named |= {triple.subject, triple.object}
    for instrument in dataset.instruments.values():
        named |= {instrument.iri} if instrument.suspends else set()
        named |= set(instrument.suspends)
    for kind, records in (
        ("actor", dataset.actors),
        ("place", dataset.places),
        ("instrument or event", dataset.instruments),
        ("source", dataset.sources),
    ):
        for iri in records:
            if iri not in named:
                yield warning(
                    "orphan", iri, f"{kind} that no statement names", remedy="remove it or use it"
                )
