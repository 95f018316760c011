"""A score taken apart, as text, as a listing, as a record and in a notebook."""

import html as markup
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.views import tables
from kg.views.lines import value
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.explaining import Explanation, Part

_WIDTH = 80
_COLUMNS = ("part", "value", "what", "sentence", "statements")


def text(found: "Explanation") -> str:
    """The explanation in lines of at most 80 characters."""
    lines = [*_head(found), *_lines(found)]
    return "\n".join(tables.wrapped(tables.safe(each), width=_WIDTH) for each in lines)


def html(found: "Explanation") -> str:
    """The explanation as an HTML element: the formula over a table of the parts."""
    head = "<br>".join(markup.escape(tables.safe(each)) for each in _head(found))
    rows = [(_amount(found, each.value), each.what, each.sentence) for each in found]
    rows += [(_amount(found, found.rest), found.more, "")] if found.others else []
    rows.append((str(value(found.score)), "all together", ""))
    sources = "".join(
        f"<br>[{number}] {markup.escape(tables.safe(each))}"
        for number, each in enumerate(found.citations, 1)
    )
    table = tables.html_table(("value", "what", "statements"), rows)
    return f"<div><p>{head}</p>{table}<p>{sources.removeprefix('<br>')}</p></div>"


def listing(found: "Explanation") -> Listing:
    """A row for each part, the others together in one; to read, lines that can be added up by hand."""
    rows = part_rows(found)
    return Listing(
        _COLUMNS, rows, record(found), above=tuple(_head(found)), lines=tuple(_lines(found))
    )


def part_rows(found: "Explanation") -> list[tuple[object, ...]]:
    """A row for each part, the others together in one."""
    rows: list[tuple[object, ...]] = [
        (number, each.value, each.what, each.sentence, len(each.statements))
        for number, each in enumerate(found, 1)
    ]
    return [*rows, ("others", found.rest, found.more, "", "")] if found.others else rows


def part_lines(found: "Explanation") -> Iterator[str]:
    """The parts, the others together, and what they add up to."""
    for each in found:
        yield from _part(found, each)
    if found.others:
        yield f"  {_amount(found, found.rest)}  {found.more}"
    yield f"= {value(found.score)}"


def record(found: "Explanation") -> Record:
    """The explanation's fields, with all statements of the listed parts."""
    return {**plain(found), "statements": list(found.statements)}


def _head(found: "Explanation") -> Iterator[str]:
    score = found.score
    within = "" if score.error is None else f" ± {score.error:.6f}"
    yield (
        f"{score.label} is number {score.rank:,} of {found.of:,} by {found.measure}:"
        f" {value(score)}{within}"
    )
    yield f"{found.measure}: {found.meaning}"
    yield f"Counted {found.counted}"
    yield f"It is {found.formula}"


def _lines(found: "Explanation") -> Iterator[str]:
    yield ""
    yield from part_lines(found)
    if found.citations:
        yield ""
    yield from (f"  [{number}] {each}" for number, each in enumerate(found.citations, 1))


def _part(found: "Explanation", part: "Part") -> Iterator[str]:
    amount = _amount(found, part.value)
    if not part.what:
        yield f"  {amount}  {part.sentence}"
        return
    yield f"  {amount}  {part.what}"
    if part.sentence:
        yield f"  {' ' * len(amount)}  {part.sentence}"


def _amount(found: "Explanation", amount: float) -> str:
    return f"{amount:g}" if isinstance(found.score.value, int) else f"{amount:.6f}"
