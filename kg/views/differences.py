"""A comparison as lines to read, as a listing, as a record and in a notebook."""

import html as markup
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.analysis.paths import tell_time
from kg.comparison import Event
from kg.iris import curie
from kg.model import Evidence, Statement
from kg.views import tables
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.comparison import Change, Comparison, Difference

_SIGNS = {Event.ADDED: "+", Event.REMOVED: "-", Event.CHANGED: "~", Event.RENAMED: "="}
_COLUMNS = ("event", "kind", "iri", "what", "field", "before", "after")
_WIDTH = 80
_NOTHING = "no difference"


def text(comparison: "Comparison") -> str:
    """The comparison in lines of at most 80 characters."""
    lines = (tables.wrapped(tables.safe(line), width=_WIDTH) for line in lines_of(comparison))
    return "\n".join(lines) or _NOTHING


def html(comparison: "Comparison") -> str:
    """The comparison as an HTML element: how many changes of what, a table of them."""
    if not comparison:
        return f"<p>{_NOTHING}</p>"
    table = tables.html_table(_COLUMNS, _rows(comparison))
    return f"<div><p>{markup.escape(tables.safe(summary(comparison)))}</p>{table}</div>"


def listing(comparison: "Comparison") -> Listing:
    """Every change: a row for each, and for each field of what changed."""
    return Listing(
        _COLUMNS,
        list(_rows(comparison)),
        record(comparison),
        lines=tuple(lines_of(comparison)),
        empty=_NOTHING,
    )


def record(comparison: "Comparison") -> Record:
    """The changes of statements by actor, then those of other records and triples."""
    others = [each for each in comparison.changes if each.kind != "statement"]
    return {
        "summary": summary(comparison),
        "actors": [
            {
                "actor": iri,
                "label": comparison.label(iri),
                "changes": [_change(each, comparison) for each in changes],
            }
            for iri, changes in comparison.by_actor().items()
        ],
        "records": [_change(each, comparison) for each in others],
        "triples": {
            "removed": list(comparison.removed.rest),
            "added": list(comparison.added.rest),
        },
    }


def summary(comparison: "Comparison") -> str:
    """How many of what were added, removed, changed, renamed; in one line."""
    kinds = sorted({each.kind for each in comparison.changes}, key=lambda k: (k != "statement", k))
    parts = [
        f"{count(len(found), kind)} {event}"
        for kind in kinds
        for event in Event
        if (found := comparison.of(event, kind))
    ]
    for event, parcel in ((Event.ADDED, comparison.added), (Event.REMOVED, comparison.removed)):
        if parcel.rest:
            parts.append(f"{count(len(parcel.rest), 'other triple')} {event}")
    return ", ".join(parts) or _NOTHING


def lines_of(comparison: "Comparison") -> Iterator[str]:
    """The changes to read: by actor, then other records, then triples; nothing where nothing differs."""
    if not comparison:
        return
    yield summary(comparison)
    for iri, changes in comparison.by_actor().items():
        yield from ("", comparison.label(iri))
        yield from _told(changes, comparison)
    others = [each for each in comparison.changes if each.kind != "statement"]
    if others:
        yield from ("", "Actors, places, sources and instruments")
        yield from _told(others, comparison)
    triples = [f"  - {line}" for line in comparison.removed.rest]
    triples += [f"  + {line}" for line in comparison.added.rest]
    if triples:
        yield from ("", "Other triples", *triples)


def _told(changes: "Iterable[Change]", comparison: "Comparison") -> Iterator[str]:
    for each in changes:
        if each.event is Event.RENAMED and each.before and each.after:
            name = f"{curie(each.before.iri)} is now {curie(each.after.iri)}"
        else:
            name = curie(each.record.iri)
        kind = "" if each.kind == "statement" else f"{each.kind} "
        yield f"  {_SIGNS[each.event]} {kind}{_what(each, comparison)}, {name}"
        for difference in each.differences:
            yield from (f"    {line}" for line in _field(difference))


def _what(change: "Change", comparison: "Comparison") -> str:
    found = change.record
    if not isinstance(found, Statement):
        return str(found)
    sentence = " ".join(comparison.label(iri) for iri in found.triple)
    when = tell_time(*(plain(date) for date in (found.since, found.until, found.date)))
    return f"{sentence} ({', '.join(filter(None, (found.status.value, when)))})"


def _field(difference: "Difference") -> Iterator[str]:
    """A field in a line, or, where it has several values, a line for each that came or went."""
    name, old, new = difference.field, difference.before, difference.after
    if isinstance(old, tuple) and isinstance(new, tuple):
        yield from (f"{name}: - {_value(each)}" for each in old if each not in new)
        yield from (f"{name}: + {_value(each)}" for each in new if each not in old)
        if set(old) == set(new):
            yield f"{name}: {len(old)} values, now {len(new)}"
    else:
        yield f"{name}: {_value(old)} -> {_value(new)}"


def _value(value: Any) -> str:
    if isinstance(value, Evidence):
        quote = f"'{value.quote}'" if value.quote else None
        return ", ".join(filter(None, (curie(value.source), value.locator, quote)))
    if isinstance(value, tuple):
        return " ".join(curie(each) for each in value if each)
    found = plain(value)
    return "nothing" if found is None else curie(str(found))


def _change(change: "Change", comparison: "Comparison") -> Record:
    return {
        "event": change.event.value,
        "kind": change.kind,
        "iri": change.record.iri,
        "what": _what(change, comparison),
        "before": plain(change.before),
        "after": plain(change.after),
        "fields": [plain(each) for each in change.differences],
    }


def _rows(comparison: "Comparison") -> Iterator[tuple[object, ...]]:
    for each in comparison.changes:
        head = (each.event.value, each.kind, each.record.iri, _what(each, comparison))
        if each.event is Event.RENAMED and each.before:
            yield (*head, "iri", each.before.iri, each.record.iri)
        elif not each.differences:
            yield (*head, "", "", "")
        for one in each.differences:
            yield (*head, one.field, _cell(one.before), _cell(one.after))
    for event, parcel in ((Event.REMOVED, comparison.removed), (Event.ADDED, comparison.added)):
        for line in parcel.rest:
            yield (event.value, "triple", "", line, "", "", "")


def _cell(value: Any) -> str:
    return "; ".join(map(_value, value)) if isinstance(value, tuple) else _value(value)
