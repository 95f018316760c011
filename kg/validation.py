"""What is wrong or doubtful in a dataset: SHACL shapes, and what SHACL cannot say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kg.dataset import Dataset
from kg.errors import alternatives, near
from kg.findings import Finding, Severity, violation, warning
from kg.iris import DCTERMS, KG, curie, local_name
from kg.model import Statement, Status
from kg.shacl import check_shapes

_TOLD = (Status.ACTUAL, Status.ALLEGED, Status.REFUSED, Status.DENIED)


def validate(dataset: Dataset) -> tuple[Finding, ...]:
    """The findings on a dataset, violations first, then by IRI and rule; none means clean.

    Checked by the package's SHACL shapes (`shapes.ttl`, run by pySHACL): what each statement, piece
    of evidence, source, actor, instrument and relation type must have. Checked beside them: ends
    before starts, dates after publication, names that nobody declared, the same claim made twice,
    plain triples without or against their statements, actors without statements.
    """
    findings = {*check_shapes(dataset.quads()), *_checks(dataset)}
    located = {subject: _place(dataset, subject) for subject in {f.subject for f in findings}}
    placed = [replace(f, file=located[f.subject][0], line=located[f.subject][1]) for f in findings]
    return tuple(sorted(placed, key=_order))


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    wrong = finding.severity is Severity.VIOLATION
    return (not wrong, finding.subject or "", finding.rule, finding.value or "", finding.message)


def _place(dataset: Dataset, subject: str | None) -> tuple[str | None, int | None]:
    return (dataset.locate(subject) if subject else None) or (None, None)


def _checks(dataset: Dataset) -> Iterator[Finding]:
    for statement in dataset.statements.values():
        yield from _dates(dataset, statement)
        yield from _names(dataset, statement)
    yield from _repeated(dataset.statements.values())
    yield from _plain(dataset)
    yield from _orphans(dataset)


def _dates(dataset: Dataset, statement: Statement) -> Iterator[Finding]:
    since, until = statement.since, statement.until
    if since and until and until.latest < since.earliest:
        yield violation(
            "ends before it starts",
            statement.iri,
            f"starts in {since} but ends in",
            until.text,
            remedy="correct kg:since or kg:until",
        )
    published = [
        source.date
        for evidence in statement.evidence
        if (source := dataset.sources.get(evidence.source)) and source.date
    ]
    begun = statement.date or since
    if begun and published and statement.status in _TOLD:
        last = max(published, key=lambda date: date.latest)
        if begun.earliest > last.latest:
            yield warning(
                "later than its sources",
                statement.iri,
                f"its latest source is of {last}, but it is dated",
                begun.text,
                remedy="correct the date, or make the status kg:Expected",
            )


def _names(dataset: Dataset, statement: Statement) -> Iterator[Finding]:
    kinds = dataset.vocabulary.relation_types
    if statement.predicate not in kinds:
        advice = _advice(local_name(statement.predicate), map(local_name, kinds))
        name = curie(statement.predicate)
        yield violation(
            "relation type", statement.iri, "unknown relation type", name, remedy=advice
        )
    named: list[tuple[str, str, Collection[str]]] = [
        *((f"{KG}instrument", iri, dataset.instruments) for iri in statement.instruments),
        *((f"{DCTERMS}source", e.source, dataset.sources) for e in statement.evidence),
    ]
    everything = {
        **dataset.statements,
        **dataset.actors,
        **dataset.places,
        **dataset.instruments,
        **dataset.sources,
    }
    named += [(f"{KG}about", iri, everything) for iri in statement.about]
    named += [(f"{KG}inResponseTo", iri, everything) for iri in statement.in_response_to]
    named += [(f"{KG}location", iri, everything) for iri in statement.location]
    for prop, iri, known in named:
        if iri not in known:
            advice = _advice(curie(iri), map(curie, known))
            message = f"{curie(prop)} names something undeclared,"
            yield violation("undeclared", statement.iri, message, curie(iri), remedy=advice)


def _advice(name: str, known: Iterable[str]) -> str:
    hint = near(name, known)
    return f"did you mean {alternatives(hint)}?" if hint else "declare it in the data"


def _repeated(statements: Iterable[Statement]) -> Iterator[Finding]:
    """Two statements that say the same of the same triple, at the same time, in the same words."""
    seen: dict[object, list[str]] = defaultdict(list)
    for statement in statements:
        seen[replace(statement, iri="", note=None, confidence=1.0)].append(statement.iri)
    for iris in seen.values():
        for iri in iris[1:]:
            yield warning(
                "said twice", iri, "says the same as", curie(iris[0]), remedy="retract one of them"
            )


def _plain(dataset: Dataset) -> Iterator[Finding]:
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


def _orphans(dataset: Dataset) -> Iterator[Finding]:
    named: set[str] = set()
    for s in dataset.statements.values():
        named |= {s.subject, s.object, *s.attributed_to, *s.location, *s.about}
    for triple in dataset.unevidenced:
        named |= {triple.subject, triple.object}
    for iri in dataset.actors:
        if iri not in named:
            yield warning(
                "orphan", iri, "actor that no statement names", remedy="remove it or use it"
            )
