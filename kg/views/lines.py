"""Records as lines to read in a terminal, where a table would be all wrapping."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from kg.iris import curie, local_name
from kg.model import Aspect, Influence, Sign
from kg.views.records import Record

if TYPE_CHECKING:
    from kg.analysis.centrality import Ranking, Score
    from kg.model import RelationType

SIGNS = {Sign.CONFLICT: "conflict", Sign.NEUTRAL: "neutral", Sign.COOPERATION: "cooperation"}
_ASPECTS = {Aspect.TIE: "a tie, which lasts", Aspect.ACT: "an act, which happens"}
_INFLUENCES = {
    Influence.FORWARD: "influence runs along it",
    Influence.BACKWARD: "influence runs against it",
    Influence.BOTH: "influence runs both ways",
    Influence.NONE: "no influence",
}


def actor(record: Record, statements: int) -> Iterator[str]:
    """An actor's names and codes, and how many statements name it."""
    codes = [*filter(None, (record["iso2"], record["iso3"])), *map(curie, record["same_as"])]
    yield from (record["label"], f"  {record['type_label']}, {curie(record['iri'])}")
    for word, values in (("also called", record["aliases"]), ("codes", codes)):
        if values:
            yield f"  {word}: {', '.join(values)}"
    yield f"  {count(statements, 'statement')} about it"


def statements(found: list[Record]) -> Iterator[str]:
    """Statements to read: a sentence each, then what else is known of it."""
    for each in found:
        evidence = [f"{curie(one['source'])} {one['locator'] or ''}" for one in each["evidence"]]
        notes = (
            each["status"],
            when(each),
            each["context"],
            f"confidence {each['confidence']}",
            ", ".join(one.strip() for one in evidence) or "no evidence",
        )
        yield from ("", each["sentence"], f"  {'; '.join(filter(None, notes))}")
        if each["note"]:
            yield f"  Note: {each['note']}"
        yield f"  {curie(each['iri'])}"


def places(found: list[Record]) -> Iterator[str]:
    """Coverage to read beside the source: a heading a source, a line a place, then its statements."""
    for title, group in groupby(found, lambda place: str(place["title"] or "Without a source")):
        yield title
        for place in group:
            rest = place["statements"]
            yield from (
                "",
                f"  {place['locator'] or 'no locator'}: {count(len(rest), 'statement')}",
            )
            for each in rest:
                notes = filter(None, (each["status"], each["when"], each["context"]))
                yield f"    {each['sentence']} ({'; '.join(notes)}) {curie(each['iri'])}"
                if each["note"]:
                    yield f"      Note: {each['note']}"


def relation_types(kinds: "list[RelationType]") -> Iterator[str]:
    """The vocabulary family by family: name, what a projection makes of it, definition."""
    ordered = sorted(kinds, key=lambda kind: (kind.family, kind.iri))
    for family, group in groupby(ordered, lambda kind: kind.family):
        members = list(group)
        yield f"{local_name(family)}: {count(len(members), 'relation type')}"
        for each in members:
            notes = (
                SIGNS[each.sign],
                _ASPECTS[each.aspect],
                _INFLUENCES[each.influence],
                f"strength {each.base}",
            )
            yield from ("", f"  {curie(each.iri)} \N{EN DASH} {each.label}")
            yield from (f"    {'; '.join(notes)}", f"    {each.definition}")
        yield ""


def rankings(found: "Mapping[str, Ranking]") -> Iterator[str]:
    """One ranking below the other, each under its relation type."""
    for relation, ranking in found.items():
        yield from ("", f"{curie(relation)}, counted {ranking.counted}")
        scores = [each for each in ranking if each.statements]
        yield from (f"  {each.rank}. {each.label} {value(each)}" for each in scores)


def paths(found: list[Record]) -> Iterator[str]:
    """Paths to read: a sentence each, its numbered sources below it."""
    for number, path in enumerate(found, 1):
        yield from ("", f"{number}. {path['sentence']}")
        yield from (f"   [{mark}] {text}" for mark, text in enumerate(path["citations"], 1))


def value(score: "Score") -> int | str:
    """A score's value: a count as it is, a measure with six decimals."""
    return score.value if isinstance(score.value, int) else f"{score.value:.6f}"


def when(statement: Record) -> str:
    """A statement's time in words."""
    from kg.analysis.paths import tell_time

    return tell_time(statement["since"], statement["until"], statement["date"])


def count(number: int, word: str) -> str:
    """The number with the word in its number.

    >>> count(1, "path"), count(2_000, "path")
    ('1 path', '2,000 paths')
    """
    return f"{number:,} {word}{'' if number == 1 else 's'}"
