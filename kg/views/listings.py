"""Records as listings: the columns and rows that a terminal or a CSV file shows of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.iris import curie, local_name
from kg.views import lines, reading, records
from kg.views.records import Record

if TYPE_CHECKING:
    from kg.analysis.centrality import Ranking, Score
    from kg.analysis.paths import Paths
    from kg.dataset import Dataset
    from kg.findings import Finding
    from kg.sparql.named import NamedQuery, Parameter


@dataclass(frozen=True)
class Listing:
    """What a listing command shows: a table under a line, and the records for programs."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    records: list[Record] | Record
    above: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()  # columns a narrow terminal does without, the first first
    lines: tuple[str, ...] = ()  # what people read instead of the table, if it is better
    empty: str = "nothing found"  # what people read where there are no rows


def summary(dataset: "Dataset") -> Listing:
    """What is in the dataset, a row for each thing that is counted."""
    record = reading.summary(dataset)
    rows = [
        (name.replace("_", " "), _words(value) if value else "none")
        for name, value in record.items()
    ]
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
        spare=("aliases",),
        empty="no actors",
    )


def show(dataset: "Dataset", actor: str) -> Listing:
    """One actor's statements, under its class, names and identifiers; then those on its word."""
    record = reading.show(dataset, actor)
    found, quoted = record["statements"], record["on_its_word"]
    told = [*lines.actor(record["actor"], len(found)), *lines.statements(found)]
    if quoted:
        head = f"On the word of {record['actor']['label']}"
        word = "other statement" if found else "statement"
        told += ["", f"{head}: {lines.count(len(quoted), word)}"]
        told += lines.statements(quoted)
    return Listing(
        ("statement", "sentence", "status", "when", "context", "confidence", "evidence"),
        [_statement_row(each) for each in (*found, *quoted)],
        record,
        lines=tuple(told),
    )


def timeline(
    dataset: "Dataset", actor: str, other: str | None = None, *, known_by: str | None = None
) -> Listing:
    """What happens to an actor, or between two, in order of date."""
    columns = ("date", "event", "sentence", "context", "status", "statement")
    listed = _listing(columns, reading.timeline(dataset, actor, other, known_by=known_by))
    whose = f"about {dataset.actor(actor).label}"
    if other is not None:
        whose = f"between {dataset.actor(actor).label} and {dataset.actor(other).label}"
    whose += "" if known_by is None else f" that were known by {known_by}"
    return replace(listed, spare=("statement",), empty=f"no statements {whose}")


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
        lines=tuple(lines.places(found)),
        empty="no statements",
    )


def vocabulary(dataset: "Dataset") -> Listing:
    """Every relation type with what it means to a projection."""
    kinds = list(dataset.vocabulary.relation_types.values())
    return Listing(
        ("relation", "label", "family", "sign", "influence", "aspect", "strength", "definition"),
        [
            (
                curie(each.iri),
                each.label,
                local_name(each.family),
                lines.SIGNS[each.sign],
                each.influence.value,
                each.aspect.value,
                each.base,
                each.definition,
            )
            for each in kinds
        ],
        [records.relation_type(each, dataset.label) for each in kinds],
        lines=tuple(lines.relation_types(kinds)),
    )


def findings(found: Sequence["Finding"]) -> Listing:
    """What `validate` has to say, in its order, and how much of it."""
    counts = Counter(each.severity.value for each in found)
    listed = _listing(
        ("severity", "rule", "subject", "message", "value", "file", "line", "remedy"),
        [records.finding(each) for each in found],
    )
    tally = [lines.count(counts[severity], severity) for severity in ("violation", "warning")]
    return replace(listed, lines=(*map(str, found), ", ".join(tally)))


def queries(known: Mapping[str, "NamedQuery"]) -> Listing:
    """Every named query with the question it answers and its parameters."""
    return Listing(
        ("name", "question", "parameters"),
        [
            (name, each.question, " ".join(map(_parameter, each.parameters)))
            for name, each in known.items()
        ],
        [records.named_query(each) for each in known.values()],
        above=("Run one with: kg queries NAME -p PARAMETER=VALUE",),
    )


def ranking(found: "Ranking", meaning: str) -> Listing:
    """Scores, best first, under a line that says what the measure means and what was counted."""
    columns: tuple[str, ...] = ("rank", "actor", "label", "value", "statements")
    rows = [_score_row(each) for each in found]
    if found.asked.sample is not None:
        columns = (*columns[:4], "±", *columns[4:])
        errors = [f"{each.error or 0:.6f}" for each in found]
        rows = [(*row[:4], error, *row[4:]) for row, error in zip(rows, errors, strict=True)]
    return Listing(
        columns,
        rows,
        records.sampled(found),
        above=(f"{found.measure}: {meaning}", f"Counted {found.counted}"),
        empty="no relations to count",
    )


def rankings(found: Mapping[str, "Ranking"], meaning: str, label: records.Label) -> Listing:
    """The scores of one ranking for each relation type, of those actors that have such relations."""
    scores = [(kind, each) for kind, ranking in found.items() for each in ranking]
    return Listing(
        ("relation", "rank", "actor", "label", "value", "statements"),
        [(label(kind), *_score_row(each)) for kind, each in scores if each.statements],
        [{"relation": kind, **records.score(each)} for kind, each in scores if each.statements],
        above=tuple(f"{each.measure}: {meaning}" for each in list(found.values())[:1]),
        lines=tuple(lines.rankings(found)),
        empty="no relations to count",
    )


def paths(found: "Paths") -> Listing:
    """The paths, strongest first, under a line that says where they were looked for."""
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
        above=(f"Searched {found.counted}",) if as_records else (),
        lines=tuple(lines.paths(as_records)),
        empty=found.empty,
    )


def _parameter(parameter: "Parameter") -> str:
    """A parameter with its default; one that has to be given with a question mark."""
    return f"{parameter.name}={'?' if parameter.default is None else parameter.default}"


def _statement_row(record: Record) -> tuple[object, ...]:
    evidence = [f"{curie(each['source'])} {each['locator'] or ''}" for each in record["evidence"]]
    return (
        curie(record["iri"]),
        record["sentence"],
        record["status"],
        lines.when(record),
        record["context"],
        record["confidence"],
        "; ".join(each.strip() for each in evidence) or "no evidence",
    )


def _score_row(score: "Score") -> tuple[object, ...]:
    count = len(score.statements)
    return (score.rank, curie(score.actor), score.label, lines.value(score), count)


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
