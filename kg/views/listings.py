"""Records as listings: the columns and rows that a terminal or a CSV file shows of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.analysis.paths import tell_time
from kg.iris import curie, local_name
from kg.model import Sign
from kg.views import reading, records
from kg.views.records import Record

if TYPE_CHECKING:
    from kg.analysis.centrality import Ranking, Score
    from kg.analysis.paths import Paths
    from kg.dataset import Dataset
    from kg.findings import Finding
    from kg.model import Statement
    from kg.sparql.named import NamedQuery

_SIGNS = {Sign.CONFLICT: "conflict", Sign.NEUTRAL: "neutral", Sign.COOPERATION: "cooperation"}


@dataclass(frozen=True)
class Listing:
    """What a listing command shows: a table under a line, and the records for programs."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    records: list[Record] | Record
    above: str = ""
    hidden: frozenset[str] = frozenset()  # columns that a terminal has no room for
    lines: tuple[str, ...] = ()  # what people read instead of the table, if it is better


def summary(dataset: "Dataset") -> Listing:
    """What is in the dataset, a row for each thing that is counted."""
    record = reading.summary(dataset)
    rows = [(name.replace("_", " "), _words(value)) for name, value in record.items()]
    return Listing(("what", "value"), list(rows), record)


def actors(dataset: "Dataset") -> Listing:
    """Every actor with its class, its other names and the number of statements about it."""
    counts = dict.fromkeys(dataset.actors, 0)
    for statement in dataset.statements.values():
        for iri in {statement.subject, statement.object} & counts.keys():
            counts[iri] += 1
    return Listing(
        ("actor", "label", "type", "aliases", "statements"),
        [
            (
                curie(each.iri),
                each.label,
                dataset.label(each.type),
                "; ".join(each.aliases),
                counts[each.iri],
            )
            for each in dataset.actors.values()
        ],
        [
            {**records.actor(each, dataset.label), "statements": counts[each.iri]}
            for each in dataset.actors.values()
        ],
    )


def show(dataset: "Dataset", actor: str) -> Listing:
    """One actor's statements, under a line with its class, its other names and its identifiers."""
    record = reading.show(dataset, actor)
    rows = [_statement_row(dataset.statements[each["iri"]], each) for each in record["statements"]]
    who = record["actor"]
    names = [who["label"], who["type_label"], curie(who["iri"]), *who["aliases"]]
    codes = [*filter(None, (who["iso2"], who["iso3"])), *map(curie, who["same_as"])]
    return Listing(
        ("statement", "sentence", "status", "when", "context", "confidence", "evidence"),
        rows,
        record,
        above=" · ".join([*names, *codes]),
        lines=tuple(line for row in rows for line in _row_by_row(row)),
    )


def timeline(dataset: "Dataset", actor: str) -> Listing:
    """What happens to an actor in order of date."""
    columns = ("date", "event", "sentence", "context", "status", "statement")
    listed = _listing(columns, reading.timeline(dataset, actor))
    return replace(listed, hidden=frozenset({"statement"}))


def coverage(dataset: "Dataset") -> Listing:
    """Each place in each source with the statements that rest on it, a row for each statement."""
    found = reading.coverage(dataset)
    return Listing(
        ("source", "locator", "sentence", "context", "status", "when", "statement"),
        [
            (
                curie(place["source"] or ""),
                place["locator"] or "",
                each["sentence"],
                each["context"],
                each["status"],
                each["when"],
                curie(each["iri"]),
            )
            for place in found
            for each in place["statements"]
        ],
        found,
        lines=tuple(_place_by_place(found)) or ("no statements",),
    )


def vocabulary(dataset: "Dataset") -> Listing:
    """Every relation type with what it means to a projection."""
    kinds = dataset.vocabulary.relation_types.values()
    return Listing(
        ("relation", "label", "family", "sign", "influence", "aspect", "strength", "definition"),
        [
            (
                curie(each.iri),
                each.label,
                local_name(each.family),
                _SIGNS[each.sign],
                each.influence.value,
                each.aspect.value,
                each.base,
                each.definition,
            )
            for each in kinds
        ],
        [records.relation_type(each, dataset.label) for each in kinds],
        hidden=frozenset({"definition"}),
    )


def findings(found: Sequence["Finding"]) -> Listing:
    """What `validate` has to say, in its order, and how much of it."""
    counts = Counter(each.severity.value for each in found)
    listed = _listing(
        ("severity", "rule", "subject", "message", "value", "file", "line", "remedy"),
        [records.finding(each) for each in found],
    )
    tally = [_count(counts[severity], severity) for severity in ("violation", "warning")]
    return replace(listed, lines=(*map(str, found), ", ".join(tally)))


def queries(known: Mapping[str, "NamedQuery"]) -> Listing:
    """Every named query with the question it answers and its parameters."""
    return Listing(
        ("name", "question", "parameters"),
        [
            (name, each.question, ", ".join(map(str, each.parameters)))
            for name, each in known.items()
        ],
        [records.named_query(each) for each in known.values()],
    )


def ranking(found: "Ranking") -> Listing:
    """Scores, best first, under a line that says what was counted."""
    return Listing(
        ("rank", "actor", "label", "value", "statements"),
        [_score_row(each) for each in found],
        [records.score(each) for each in found],
        above=f"{found.measure}: {found.counted}",
    )


def rankings(found: Mapping[str, "Ranking"], label: records.Label) -> Listing:
    """The scores of one ranking for each relation type, under one another."""
    return Listing(
        ("relation", "rank", "actor", "label", "value", "statements"),
        [
            (label(relation), *_score_row(each))
            for relation, ranking in found.items()
            for each in ranking
        ],
        [
            {"relation": relation, **records.score(each)}
            for relation, ranking in found.items()
            for each in ranking
        ],
    )


def paths(found: "Paths") -> Listing:
    """The paths, strongest first."""
    as_records = [records.path(each) for each in found]
    return Listing(
        ("path", "actors", "strength", "weakest", "certainty", "sentence", "citations"),
        [
            (
                number,
                " → ".join(each["labels"]),
                round(each["strength"], 9),
                f"{each['weakest']['source_label']} → {each['weakest']['target_label']}",
                each["certainty"],
                each["sentence"],
                "; ".join(f"[{mark}] {text}" for mark, text in enumerate(each["citations"], 1)),
            )
            for number, each in enumerate(as_records, 1)
        ],
        as_records,
        above=f"Searched: {found.counted}",
        lines=tuple(_path_by_path(as_records)) or (found.empty,),
    )


def _place_by_place(places: list[Record]) -> Iterator[str]:
    """Coverage to read beside the source: a heading a source, a line a place, then its statements."""
    source = ""
    for place in places:
        title = place["title"] or "without a source"
        if title != source:
            yield from ("", title) if source else (title,)
            source = title
        yield f"  {place['locator'] or 'no locator'}"
        for each in place["statements"]:
            parts = (each["status"], each["when"], each["context"])
            notes = "; ".join(part for part in parts if part)
            yield f"    {each['sentence']} ({notes}) {curie(each['iri'])}"


def _statement_row(statement: "Statement", record: Record) -> tuple[object, ...]:
    evidence = [f"{curie(each.source)} {each.locator or ''}" for each in statement.evidence]
    return (
        curie(statement.iri),
        record["sentence"],
        record["status"],
        tell_time(statement.since, statement.until, statement.date),
        record["context"],
        statement.confidence,
        "; ".join(each.strip() for each in evidence) or "no evidence",
    )


def _row_by_row(row: tuple[object, ...]) -> Iterator[str]:
    """A statement to read: its sentence, then in a second line what else is known."""
    iri, sentence, *rest, confidence, evidence = row
    parts = [*filter(None, rest), f"confidence {confidence}", evidence, iri]
    yield from ("", f"{sentence}", "  " + "; ".join(map(str, parts)))


def _path_by_path(paths: list[Record]) -> Iterator[str]:
    """Paths to read: a sentence each, its numbered sources below it."""
    for path in paths:
        yield from ("", path["sentence"])
        yield from (f"  [{number}] {text}" for number, text in enumerate(path["citations"], 1))


def _score_row(score: "Score") -> tuple[object, ...]:
    value = round(score.value, 6)
    return (score.rank, curie(score.actor), score.label, value, len(score.statements))


def _listing(columns: tuple[str, ...], found: list[Record]) -> Listing:
    """The listing whose rows are the named fields of the records, IRIs shortened."""
    rows: list[tuple[object, ...]] = [
        tuple(_words(each[name]) for name in columns) for each in found
    ]
    return Listing(columns, rows, found)


def _words(value: object) -> object:
    match value:
        case None:
            return ""
        case str():
            return curie(value)
        case Mapping():
            return ", ".join(f"{each} {key}" for key, each in value.items())
        case list() | tuple():
            return "; ".join(str(_words(each)) for each in value)
    return value


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
