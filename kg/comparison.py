"""What differs between two datasets, and the difference applied.

Compared is what the data say: the records field by field, the triples beside them, the languages of texts.
The order of anything, the names of blank nodes, the spelling of a confidence (0.90 for 0.9), and which
named graph a triple is in do not count.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.dataset import Dataset
from kg.errors import DataError
from kg.exchange.parcel import KINDS, Parcel, parcel_of, quads_of
from kg.iris import curie
from kg.loading import load
from kg.model import Statement
from kg.rdf.encoding import Record
from kg.rdf.formats import FORMATS
from kg.rdf.writing import write_quads
from kg.shown import Shown
from kg.stores import open as open_store

if TYPE_CHECKING:
    import pyoxigraph

GRAPHS = ("urn:kg:removed", "urn:kg:added")
"""The named graphs of `Comparison.to_turtle`."""


class Event(StrEnum):
    """What became of a record."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Difference:
    """A field of a record before and after; `tags` is the languages and datatypes of its texts."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """What became of a record; `before` is None where it was added, `after` where it was removed.

    `kind` is "actor", "place", "source", "instrument" or "statement". `differences` are the fields of
    one that changed. A statement that is the same under another IRI is renamed.
    """

    event: Event
    kind: str
    before: Record | None
    after: Record | None
    differences: tuple[Difference, ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is now, or was last."""
        found = self.after or self.before
        assert found is not None  # one of the two is there
        return found


@dataclass(frozen=True)
class Comparison(Shown):
    """The changes from one dataset to another, by kind and IRI; those of statements come last.

    `removed` and `added` are all that makes up the difference: records (a changed one in both), triples
    and tags. `labels` are the names of what the changes speak of. It is false where nothing differs.
    """

    changes: tuple[Change, ...]
    removed: Parcel
    added: Parcel
    labels: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.changes or self.removed.rest or self.added.rest)

    def of(self, event: str, kind: str | None = None) -> tuple[Change, ...]:
        """The changes that are "added", "removed", "changed" or "renamed", of one kind if it is named."""
        return tuple(c for c in self.changes if c.event == event and kind in (None, c.kind))

    def by_actor(self) -> dict[str, tuple[Change, ...]]:
        """The changes of statements by the IRI of their subject, in the order of the labels."""
        found: dict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            if isinstance(change.record, Statement):
                found[change.record.subject].append(change)
        order = sorted(found, key=lambda iri: (self.label(iri).casefold(), iri))
        return {iri: tuple(found[iri]) for iri in order}

    def label(self, iri: str) -> str:
        """What people call it: its label, else its CURIE."""
        return self.labels.get(iri, curie(iri))

    def to_turtle(self) -> str:
        """What is removed and what is added as two named graphs in TriG: delete the one, insert the other.

        The graphs are <urn:kg:removed> and <urn:kg:added>; what changed is in both, as it was and as it is.
        """
        parts = [_turtle(quads_of(parcel)) for parcel in (self.removed, self.added)]
        prefixes = sorted({line for head, _ in parts for line in head})
        graphs = [f"<{n}> {{\n{body}}}\n" for n, (_, body) in zip(GRAPHS, parts, strict=True)]
        return "\n".join(["".join(f"{line}\n" for line in prefixes), *graphs])

    def __str__(self) -> str:
        from kg.views.differences import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.differences import html

        return html(self)


def compare(a: Dataset | str | Path, b: Dataset | str | Path) -> Comparison:
    """What has to change in `a` to make it `b`; each is a dataset, a file, or a directory of `kg.build`.

    Raises:
        DataError: a file cannot be read, or its data are wrong.

    >>> dataset = Dataset([])
    >>> print(compare(dataset, dataset))
    no difference
    """
    datasets = [_dataset(each) for each in (a, b)]
    before, after = map(parcel_of, datasets)
    removed, added = _beyond(before, after), _beyond(after, before)
    changes = tuple(_changes(before, after, removed, added))
    return Comparison(changes, removed, added, _labels(changes, datasets))


def apply(dataset: Dataset, comparison: Comparison) -> Dataset:
    """A dataset like the given one but with the changes made: what was removed is gone, what was added in.

    Raises:
        DataError: something to be removed is not there as it was, or something to be added is.
    """
    whole = parcel_of(dataset)
    removed, added = comparison.removed, comparison.added
    tables: dict[str, Any] = {}
    for kind in KINDS:
        table = dict(whole.table(kind))
        for iri, record in removed.table(kind).items():
            if table.pop(iri, None) != record or whole.tags.get(iri, ()) != removed.tags.get(
                iri, ()
            ):
                raise DataError("is not as it was when it was compared", subject=iri)
        for iri, record in added.table(kind).items():
            if iri in table:
                raise DataError("is there already, which it was not when compared", subject=iri)
            table[iri] = record
        tables[kind] = table
    gone = {iri for kind in KINDS for iri in removed.table(kind)}
    tags = {iri: tags for iri, tags in whole.tags.items() if iri not in gone}
    rest = (set(whole.rest) - set(removed.rest)) | set(added.rest)
    made = Parcel(**tables, rest=tuple(sorted(rest)), tags={**tags, **added.tags})
    return Dataset(quads_of(made))


def _dataset(given: Dataset | str | Path) -> Dataset:
    if isinstance(given, Dataset):
        return given
    return open_store(given) if Path(given).is_dir() else load(given)


def _beyond(one: Parcel, other: Parcel) -> Parcel:
    """What of the one is not in the other just so."""
    tables: dict[str, Any] = {
        kind: {
            iri: record
            for iri, record in one.table(kind).items()
            if other.table(kind).get(iri) != record or one.tags.get(iri) != other.tags.get(iri)
        }
        for kind in KINDS
    }
    here = {iri for table in tables.values() for iri in table}
    there = set(other.rest)
    return Parcel(
        **tables,
        rest=tuple(line for line in one.rest if line not in there),
        tags={iri: tags for iri, tags in one.tags.items() if iri in here},
    )


def _changes(before: Parcel, after: Parcel, removed: Parcel, added: Parcel) -> Iterator[Change]:
    for kind in KINDS:
        old, new = removed.table(kind), added.table(kind)
        renamed = _renamed(removed, added) if kind == "statements" else {}
        targets = set(renamed.values())
        for iri in sorted({*old, *new}):
            if iri in old and iri in new:
                found = _differences(old[iri], new[iri], before, after)
                yield Change(Event.CHANGED, kind[:-1], old[iri], new[iri], found)
            elif iri in renamed:
                yield Change(Event.RENAMED, kind[:-1], old[iri], new[renamed[iri]])
            elif iri in old:
                yield Change(Event.REMOVED, kind[:-1], old[iri], None)
            elif iri not in targets:
                yield Change(Event.ADDED, kind[:-1], None, new[iri])


def _renamed(removed: Parcel, added: Parcel) -> dict[str, str]:
    """The new IRI of each statement that is gone under its IRI and there, the same, under another."""
    waiting: dict[object, list[str]] = defaultdict(list)
    for iri, statement in sorted(added.statements.items(), reverse=True):
        if iri not in removed.statements:
            waiting[replace(statement, iri=""), added.tags.get(iri, ())].append(iri)
    found = {}
    for iri, statement in sorted(removed.statements.items()):
        same = waiting.get((replace(statement, iri=""), removed.tags.get(iri, ())))
        if iri not in added.statements and same:
            found[iri] = same.pop()
    return found


def _differences(old: Record, new: Record, before: Parcel, after: Parcel) -> tuple[Difference, ...]:
    pairs = [(each.name, getattr(old, each.name), getattr(new, each.name)) for each in fields(old)]
    pairs.append(("tags", before.tags.get(old.iri, ()), after.tags.get(old.iri, ())))
    return tuple(Difference(name, one, other) for name, one, other in pairs if one != other)


def _labels(changes: tuple[Change, ...], datasets: list[Dataset]) -> dict[str, str]:
    """The labels of what the changes are about, as they are now or were last."""
    found = {}
    for change in changes:
        record = change.record
        named = record.triple if isinstance(record, Statement) else (record.iri,)
        for iri in named:
            both = [dataset.label(iri) for dataset in reversed(datasets)]
            found[iri] = next((label for label in both if label != curie(iri)), both[0])
    return found


def _turtle(quads: "list[pyoxigraph.Quad]") -> tuple[list[str], str]:
    """The quads laid out as Turtle: the lines of its prefixes, and what comes after them."""
    lines = write_quads(quads, FORMATS["turtle"]).decode().splitlines(keepends=True)
    head = list(takewhile(lambda line: line.startswith("@prefix"), lines))
    return [line.rstrip() for line in head], "".join(lines[len(head) :])
