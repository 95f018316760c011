"""The evidence cut as a listing, a record and in a notebook."""

import html as markup
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views import tables
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Label, Record, plain

if TYPE_CHECKING:
    from kg.analysis.cutting import EvidenceCut

_COLUMNS = ("origin", "documents", "key")
_TOLD = 20  # statements that lines name


def record(found: "EvidenceCut") -> Record:
    """The fields of the cut, with its sentence."""
    return {**plain(found), "sentence": found.sentence}


def html(found: "EvidenceCut") -> str:
    """The cut as an HTML element: its sentence, and the origins."""
    text = markup.escape(tables.safe(found.sentence))
    table = tables.html_table(_COLUMNS, _rows(found)) if found.origins else ""
    return f"<div><p>{text}</p>{table}</div>"


def listing(found: "EvidenceCut", label: Label = curie) -> Listing:
    """The origins, a row for each, under the answer and above what falls with them, told by `label`."""
    lines = [found.sentence]
    for each in found.origins:
        lines += ["", f"  {each.label}", *(f"    {curie(iri)}" for iri in each.sources)]
    for what, statements in (
        (f"falls on the way from {found.source} to {found.target}", found.falls),
        ("stands, whatever source is lost", found.standing),
        ("a waiver suspends, which may fall itself", found.back),
    ):
        if statements:
            lines += ["", f"What {what}: {count(len(statements), 'statement')}"]
            lines += [f"  {label(iri)}, {curie(iri)}" for iri in statements[:_TOLD]]
        if len(statements) > _TOLD:
            lines.append(f"  and {len(statements) - _TOLD:,} more: --json names them all")
    return Listing(
        _COLUMNS,
        _rows(found),
        record(found),
        above=(f"Searched {found.counted}",) if found.origins or not found.possible else (),
        lines=tuple(lines),
        empty=found.sentence,
    )


def _rows(found: "EvidenceCut") -> list[tuple[object, ...]]:
    return [
        (each.label, "; ".join(map(curie, each.sources)), curie(each.key)) for each in found.origins
    ]
