"""What parcel have that others lack, counted and named: what an export could not hold."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from kg.exchange.parcel import KINDS, Parcel
from kg.rdf.encoding import Record, encode
from kg.rdf.records import key_of

_FIELDS = {
    "aliases": ("alias", "aliases"),
    "extra": ("further property", "further properties"),
    "iso2": ("ISO code of two letters", "ISO codes of two letters"),
    "iso3": ("ISO code of three letters", "ISO codes of three letters"),
    "same_as": ("identifier elsewhere", "identifiers elsewhere"),
    "note": ("note", "notes"),
    "reliability": ("grade of reliability", "grades of reliability"),
    "status": ("status", "statuses"),
    "url": ("address", "addresses"),
}
_BEYOND = "beyond the first"


@dataclass(frozen=True)
class Loss:
    """What a format cannot hold: how many of what, and which, as (IRI of a record, field).

    The field is "" where the whole record is lost; the pair ("", text) is a triple or a graph's name.
    """

    count: int
    what: str
    where: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.count:,} {self.what}"


def losses(whole: Parcel, kept: Parcel) -> tuple[Loss, ...]:
    """What the whole has and the kept lacks: records, fields of records, triples, languages, graphs.

    >>> from kg.model import Instrument
    >>> deal = Instrument("http://a/deal", "Deal", "http://a/Deal")
    >>> [str(loss) for loss in losses(Parcel(instruments={deal.iri: deal}), Parcel())]
    ['1 instrument']
    """
    found = [loss for kind in KINDS for loss in _of_records(kind, whole, kept)]
    if untagged := dict(_untagged(whole, kept)):
        words = ("language or datatype of a text", "languages and datatypes of texts")
        found.append(_loss(sum(untagged.values()), words, [(iri, "tags") for iri in untagged]))
    for name, words in (
        ("rest", ("triple beside the records", "triples beside the records")),
        ("graphs", ("name of a named graph", "names of named graphs")),
    ):
        gone = [("", text) for text in getattr(whole, name) if text not in getattr(kept, name)]
        found += [_loss(len(gone), words, gone)] if gone else []
    return tuple(found)


def _of_records(kind: str, whole: Parcel, kept: Parcel) -> list[Loss]:
    before, after = whole.table(kind), kept.table(kind)
    gone = [(iri, "") for iri in before if iri not in after]
    found = [_loss(len(gone), (kind[:-1], kind), gone)] if gone else []
    counts: dict[str, int] = defaultdict(int)
    where: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for iri, record in before.items():
        for name, lost in _fields(record, after[iri]) if iri in after else ():
            counts[name] += lost
            where[name].append((iri, name.removesuffix(f" {_BEYOND}")))
    return found + [_loss(counts[each], _words(kind, each), where[each]) for each in sorted(counts)]


def _untagged(whole: Parcel, kept: Parcel) -> Iterator[tuple[str, int]]:
    """The records with texts that are kept without their tags, and how many those are."""
    for kind in KINDS:
        for iri, record in kept.table(kind).items():
            gone = set(whole.tags.get(iri, ())) - set(kept.tags.get(iri, ()))
            if gone:
                texts = {(q.predicate.value, key_of(q.object)) for q in encode(record)}
                there = texts | {(prop, None) for prop, _ in texts}
                if number := sum((prop, text) in there for prop, text, _ in gone):
                    yield iri, number


def _fields(before: Record, after: Record) -> list[tuple[str, int]]:
    """The fields that lost something, and how many values: one where a text is another."""
    found = []
    for each in fields(before):
        one: Any = getattr(before, each.name)
        other: Any = getattr(after, each.name)
        if one != other:
            gone = abs(len(one) - len(other)) if isinstance(one, tuple) else 1
            name = (
                f"{each.name} {_BEYOND}"
                if each.name == "evidence" and gone and other
                else each.name
            )
            found.append((name, gone or len(set(one) - set(other))))
    return found


def _words(kind: str, name: str) -> tuple[str, str]:
    if name.startswith("evidence"):
        beyond = name.removeprefix("evidence")
        return f"piece of evidence{beyond}", f"pieces of evidence{beyond}"
    one, many = _FIELDS.get(name, (name, f"{name}s"))
    return f"{one} of {kind}", f"{many} of {kind}"


def _loss(count: int, words: tuple[str, str], where: list[tuple[str, str]]) -> Loss:
    return Loss(count, words[count != 1], tuple(sorted(where)))
