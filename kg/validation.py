"""What is wrong or doubtful in a dataset: SHACL shapes, and what SHACL cannot say."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg.content import records_of
from kg.dataset import Dataset
from kg.dates import PartialDate
from kg.derivation import Triple
from kg.dumping import Dump, blocks, dump, dump_store
from kg.errors import alternatives, near
from kg.fastshacl import installed
from kg.findings import Finding, Severity, violation, warning
from kg.inventory import Inventory
from kg.iris import DCTERMS, KG, RDF, curie, local_name
from kg.locating import places
from kg.model import Aspect, Source, Statement
from kg.shacl import SMALL, check_dumped, check_shapes
from kg.suspects import TOLD, reversed_periods, suspects
from kg.vocabulary import Vocabulary

_HINTED = 100
"""For how many different unknown names near ones are sought: each is compared with all that are known."""

_SUBJECT = f"<{RDF}subject> ".encode()


def validate(
    dataset: Dataset, *, progress: Callable[[str, int, float | None], object] | None = None
) -> tuple[Finding, ...]:
    """The findings on a dataset, violations first, then by IRI and rule; none means clean.

    Checked by the package's SHACL shapes (`shapes.ttl`, see `kg.shacl`): what each statement, piece
    of evidence, source, actor, place, instrument and relation type must have. Checked beside them:
    ends before starts, ties dated as acts, dates after publication, names that nobody declared, the
    same claim made twice, no statement at all, plain triples without or against their statements, and
    actors, places, instruments and sources that no statement names.

    Large data are checked part by part, beside a passing file of them as N-Triples (2 GB for a million
    statements). Of them `progress` gets the stage (collecting, sorting, checking), how many statements or
    triples are done in it, and their share.
    """
    ready = dataset.directory is not None or "columns" in vars(dataset)
    found = Inventory(dataset.store, dataset.vocabulary, dataset.columns if ready else None)
    if found.irregular():
        len(dataset.statements)  # what makes no records is told as everywhere
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        large = len(found.statements) > SMALL and installed()
        told = progress if large and progress is not None else _nobody
        data = _dumped(dataset, found, Path(folder, "data.nt"), told)
        checks = list(_checks(dataset, found, data))
        del found  # its tables are as large as what the shapes take
        shapes = check_dumped(data, progress=told) if large else check_shapes(dataset.quads())
    findings = {*checks, *_unsaid(shapes, checks)}
    located = places(dataset.files, sorted({f.subject for f in findings if f.subject}))
    return tuple(_placed(finding, located) for finding in sorted(findings, key=_order))


def _nobody(stage: str, done: int, share: float | None) -> None:
    """Nobody is told."""


def _dumped(
    dataset: Dataset,
    found: Inventory,
    path: Path,
    told: Callable[[str, int, float | None], object],
) -> Dump:
    """The data as they would be saved, in a file; by the engine where its spelling is all there is."""
    done = 0

    def written(piece: bytes) -> None:
        nonlocal done
        done += piece.count(_SUBJECT)
        told("collecting", done, min(done / (len(found.statements) or 1), 1.0))

    used = found.triples["p"].unique().to_list()
    known = dataset.vocabulary.relation_types.keys() >= set(used)
    if dataset.directory is None or not known or found.unevidenced:
        return dump(dataset.spelt(), path, progress=written)
    return dump_store(dataset.store, path, derived=used, progress=written)


def _unsaid(shapes: Iterable[Finding], checks: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of shapes that no check has told already, with better advice."""
    told = {(f.subject, f.value) for f in checks if f.severity is Severity.VIOLATION}
    undeclared = {f.value for f in checks if f.rule == "undeclared"}
    for finding in shapes:
        if (finding.subject, finding.value) not in told and (
            finding.subject is None or curie(finding.subject) not in undeclared
        ):
            yield finding


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    wrong = finding.severity is Severity.VIOLATION
    return (not wrong, finding.subject or "", finding.rule, finding.value or "", finding.message)


def _placed(finding: Finding, located: dict[str, tuple[str, int]]) -> Finding:
    file, line = located.get(finding.subject or "", (None, None))
    return replace(finding, file=file, line=line)


def _checks(dataset: Dataset, found: Inventory, data: Dump) -> Iterator[Finding]:
    words = _Words(found)
    for iri, since, until in reversed_periods(found):
        if iri in found.instruments and iri.startswith("_:"):  # has no name to be looked up by
            yield from _period(iri, since, until)
    wanted = suspects(found, words.declared)
    sources = found.evidence.filter(found.evidence["s"].is_in(wanted))["x"].unique().to_list()
    records = records_of(blocks(data, {*wanted, *sources}), found.vocabulary)
    for statement in records.statements.values():
        yield from _period(statement.iri, statement.since, statement.until)
        yield from _dates(records.sources, found.vocabulary, statement)
        yield from _names(words, statement)
    for instrument in records.instruments.values():
        yield from _period(instrument.iri, instrument.since, instrument.until)
    yield from _repeated(records.statements.values(), found.vocabulary)
    yield from _empty(dataset, found)
    yield from _plain(found.unevidenced, dataset.contradicted)
    yield from _orphans(found)


def _period(iri: str, since: PartialDate | None, until: PartialDate | None) -> Iterator[Finding]:
    if since and until and until.latest < since.earliest:
        yield violation(
            "ends before it starts",
            iri,
            f"starts in {since} but ends in",
            until.text,
            remedy="correct kg:since or kg:until",
        )


def _dates(
    sources: Mapping[str, Source], vocabulary: Vocabulary, statement: Statement
) -> Iterator[Finding]:
    kind = vocabulary.relation_types.get(statement.predicate)
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
        if (source := sources.get(evidence.source)) and source.date
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


class _Words:
    """What a dataset declares, by what it may be named for, and what unknown names may have meant."""

    def __init__(self, found: Inventory) -> None:
        self.relation_types: Collection[str] = found.vocabulary.relation_types
        self.actors: Collection[str] = found.actors
        self.places: Collection[str] = found.places
        self.sources: Collection[str] = found.sources
        self.instruments: Collection[str] = found.instruments
        self.context: Collection[str] = found.statements | found.instruments
        self.declared = {*self.context, *self.actors, *self.places, *self.sources}
        self._told: dict[tuple[int, str], str] = {}
        self._local: dict[int, dict[str, str]] = {}

    def advice(self, iri: str, known: Collection[str]) -> str:
        """What to do about an IRI that is not known; near is judged by local names, not namespaces."""
        group = id(known)
        if (group, iri) not in self._told:
            if len(self._told) >= _HINTED:
                return (
                    f"declare it in the data; near names were sought for the first {_HINTED} only"
                )
            if group not in self._local:
                self._local[group] = {local_name(each): curie(each) for each in sorted(known)}
            names = self._local[group]
            hint = [names[name] for name in near(local_name(iri), names)]
            advice = f"did you mean {alternatives(hint)}?" if hint else "declare it in the data"
            self._told[group, iri] = advice
        return self._told[group, iri]


def _empty(dataset: Dataset, found: Inventory) -> Iterator[Finding]:
    """Each file without a byte, as a save that was cut off leaves it; every file if nothing is stated."""
    nothing = not found.statements and not found.unevidenced
    files: list[str | None] = [f for f in dataset.files if nothing or _is_blank(Path(f))]
    for file in files or ([None] if nothing else []):
        message = "holds no statement," if file else "no statement at all"
        yield warning("empty", None, message, file, remedy="restore it, or add statements")


def _is_blank(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def _repeated(statements: Iterable[Statement], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Two statements that say the same of the same pair: all is equal but the note and confidence."""
    seen: dict[object, list[str]] = defaultdict(list)
    for statement in statements:
        kind = vocabulary.relation_types.get(statement.predicate)
        ends = statement.subject, statement.object
        first, second = sorted(ends) if kind and kind.symmetric else ends
        same = replace(statement, iri="", subject=first, object=second, note=None, confidence=1.0)
        seen[same].append(statement.iri)
    for iris in seen.values():
        for iri in iris[1:]:
            yield warning(
                "said twice", iri, "says the same as", curie(iris[0]), remedy="retract one of them"
            )


def _plain(unevidenced: Iterable[Triple], contradicted: Iterable[Triple]) -> Iterator[Finding]:
    for triple in unevidenced:
        yield warning(
            "no evidence",
            triple.subject,
            "plain relation without a statement,",
            f"{curie(triple.predicate)} {curie(triple.object)}",
            remedy="state it with evidence",
        )
    for triple in sorted(contradicted):
        yield warning(
            "against its statements",
            triple.subject,
            "plain relation that no Actual statement supports was left out,",
            f"{curie(triple.predicate)} {curie(triple.object)}",
            remedy="remove it, or correct the status of a statement",
        )


def _orphans(found: Inventory) -> Iterator[Finding]:
    """What is declared and stands in no statement; for an instrument, one that it suspends will do."""
    named = found.suspensions.union(*found.named.values())
    named |= {end for triple in found.unevidenced for end in (triple.subject, triple.object)}
    for kind, declared in (
        ("actor", found.actors),
        ("place", found.places),
        ("instrument or event", found.instruments),
        ("source", found.sources),
    ):
        for iri in declared - named:
            yield warning(
                "orphan", iri, f"{kind} that no statement names", remedy="remove it or use it"
            )
