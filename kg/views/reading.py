"""What a reader asks of a dataset: what is in it, an actor's record and timeline, coverage."""

from collections import Counter
from typing import TYPE_CHECKING

from kg.dates import PartialDate, show_day
from kg.errors import OptionError
from kg.model import Evidence, Statement
from kg.names import nested
from kg.rdf.records import natural
from kg.views import records
from kg.views.records import Record

if TYPE_CHECKING:
    from kg.analysis.tally import Tally
    from kg.dataset import Dataset

_UNDATED = (10_000_000, 10_000_000)  # after every day of the calendar


def overview(dataset: "Dataset") -> str:
    """The dataset in a line: how many actors, statements and sources, and the years that are named."""
    found = _tally(dataset)
    about = dataset.records if found is None else found.about
    counts = (
        (len(about.actors), "actor"),
        (len(dataset.statements) if found is None else found.statements, "statement"),
        (len(about.sources), "source"),
    )
    parts = [f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts]
    if found is None:
        dates = [date for each in dataset.statements.values() for _, date in _bounds(each) if date]
    else:
        dates = [date for date in (found.first, found.last) if date]
    dates += [source.date for source in about.sources.values() if source.date is not None]
    if dates:
        first = show_day(min(date.earliest for date in dates))[:4].lstrip("0")
        last = show_day(max(date.latest for date in dates))[:4].lstrip("0")
        parts.append(first if first == last else f"{first}-{last}")
    return ", ".join(parts)


def summary(dataset: "Dataset") -> Record:
    """The dataset's files, counts, statuses and the years its dates span."""
    found = _tally(dataset)
    if found is not None:
        return _tallied(dataset, found)
    statements = dataset.statements.values()
    days = [date for each in statements for _, date in _bounds(each) if date]
    statuses = Counter(each.status.value for each in statements)
    return {
        "files": list(dataset.files),
        "actors": len(dataset.actors),
        "statements": len(dataset.statements),
        "statuses": dict(statuses.most_common()),
        "relation_types": len({each.predicate for each in statements}),
        "instruments": len(dataset.instruments),
        "places": len(dataset.places),
        "sources": [source.title for source in dataset.sources.values()],
        "first_date": min(days, key=lambda day: day.earliest).text if days else None,
        "last_date": max(days, key=lambda day: day.latest).text if days else None,
    }


def _tally(dataset: "Dataset") -> "Tally | None":
    """The counts from columns, where they are there, or quickly had, and records are not."""
    held = vars(dataset)
    if "records" in held or ("columns" not in held and dataset.directory is None):
        return None
    from kg.analysis.tally import tally

    return tally(dataset)


def _tallied(dataset: "Dataset", found: "Tally") -> Record:
    """What `summary` says, from columns."""
    return {
        "files": list(dataset.files),
        "actors": len(found.about.actors),
        "statements": found.statements,
        "statuses": dict(found.statuses),
        "relation_types": found.relation_types,
        "instruments": len(found.about.instruments),
        "places": len(found.about.places),
        "sources": [source.title for source in found.about.sources.values()],
        "first_date": found.first.text if found.first else None,
        "last_date": found.last.text if found.last else None,
    }


def show(dataset: "Dataset", actor: str) -> Record:
    """The actor, found by any of its names, with every statement it is subject or object of.

    `on_its_word` are the others that a source reports on its word.
    """
    found, label = dataset.actor(actor), telling(dataset)
    own = _statements_of(dataset, found.iri)
    ends = {each.iri for each in own}
    quoted = [
        each
        for each in dataset.statements.values()
        if found.iri in each.attributed_to and each.iri not in ends
    ]
    return {
        "actor": records.actor(found, dataset.label),
        "statements": [records.statement(each, label) for each in own],
        "on_its_word": [records.statement(each, label) for each in quoted],
    }


def timeline(
    dataset: "Dataset", actor: str, other: str | None = None, *, known_by: str | None = None
) -> list[Record]:
    """What happens to an actor in order of date: an entry for each act, beginning and end of a tie.

    With `other`, only what happens between the two. A partial date comes before the days within it;
    statements without any date come last. With `known_by`, what a source of that date or before reports.
    `kg.history` tells it as values, which `kg.chart` draws.

    Raises:
        UnknownActor: a name is no actor of the data; with near matches.
        AmbiguousName: several actors carry it.
        OptionError: both are one actor, or the date is none.
    """
    from kg.recalling import recall

    dataset = recall(dataset, known_by).dataset
    here = dataset.actor(actor).iri
    there = None if other is None else dataset.actor(other).iri
    if here == there:
        raise OptionError(f"'{actor}' and '{other}' are the same actor; a pair needs two")
    entries = [
        (_place(date), each.iri, event, date, each)
        for each in _statements_of(dataset, here)
        if there is None or there in (each.subject, each.object)
        for event, date in _bounds(each)
    ]
    return [
        {
            "date": date.text if date else None,
            "event": event,
            "statement": each.iri,
            "sentence": records.sentence(each, dataset.label),
            "context": records.context(each, telling(dataset)),
            "status": each.status.value,
        }
        for _, _, event, date, each in sorted(entries, key=lambda entry: entry[:3])
    ]


def coverage(dataset: "Dataset") -> list[Record]:
    """Each place in each source with the statements that rest on it, in the source's own order.

    Locators are in natural order (paragraph 2 before paragraph 10). Statements that rest on nothing
    come last, with no source and no locator.
    """
    places: dict[tuple[str, str], list[tuple[Statement, Evidence]]] = {}
    for each in dataset.statements.values():
        for piece in each.evidence or (Evidence(""),):
            places.setdefault((piece.source, piece.locator or ""), []).append((each, piece))
    return [
        {
            "source": source or None,
            "title": dataset.label(source) if source else None,
            "locator": locator or None,
            "statements": [_resting(dataset, each, piece) for each, piece in places[place]],
        }
        for place in sorted(places, key=_reading_order)
        for source, locator in [place]
    ]


def telling(dataset: "Dataset") -> records.Label:
    """What people call whatever has an IRI: a statement, which has no label, by its sentence.

    A statement that is not Actual has its status in brackets.
    """

    def label(iri: str) -> str:
        found = dataset.statements.get(iri)
        if found is None:
            return dataset.label(iri)
        return nested(records.sentence(found, dataset.label), found.status)

    return label


def _bounds(statement: Statement) -> list[tuple[str, PartialDate | None]]:
    """What happens on each of a statement's dates; "undated" if it has none."""
    bounds = (("act", statement.date), ("begins", statement.since), ("ends", statement.until))
    return [(event, date) for event, date in bounds if date] or [("undated", None)]


def _statements_of(dataset: "Dataset", actor: str) -> list[Statement]:
    return [each for each in dataset.statements.values() if actor in (each.subject, each.object)]


def _place(date: PartialDate | None) -> tuple[int, int]:
    """Where a date stands in a timeline: by first day, the wider one first."""
    return (date.earliest, -date.latest) if date else _UNDATED


def _reading_order(place: tuple[str, str]) -> tuple[bool, str, tuple[tuple[int, str], ...]]:
    source, locator = place
    return (not source, source, natural(locator.casefold()))


def _resting(dataset: "Dataset", statement: Statement, piece: Evidence) -> Record:
    from kg.analysis.paths import tell_time

    return {
        "iri": statement.iri,
        "sentence": records.sentence(statement, dataset.label),
        "context": records.context(statement, telling(dataset)),
        "status": statement.status.value,
        "when": tell_time(statement.since, statement.until, statement.date),
        "note": statement.note,
        "quote": piece.quote,
    }
