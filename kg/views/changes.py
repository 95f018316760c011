"""Changes of an actor's ties as lines, rows and records."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.dates import Certainty, show_day
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import Sources, curies, shown

if TYPE_CHECKING:
    from kg.analysis.changes import Change, Changes

_COLUMNS = ("date", "certainty", "change", "tie", "before", "statements")
_SIGNS = {"began": "+", "ended": "-", "changed status": "~", "happened": "!"}
_ONLY_TOLD = "o"


def listing(found: "Changes") -> Listing:
    """The changes in the order of their days, and how many ties nobody dates."""
    return Listing(
        _COLUMNS,
        [
            (
                each.date,
                each.certainty.value,
                each.turn.value,
                str(each.said),
                str(each.before or ""),
                curies(each.statements),
            )
            for each in found
        ],
        record(found),
        above=(f"Counted {found.counted}",),
        spare=("statements", "before"),
        lines=tuple(_lines(found)),
        empty=_nothing(found),
    )


def record(found: "Changes") -> Record:
    """The answer's fields, days as dates, statements with the words that people read."""
    return {
        "actor": found.actor,
        "label": found.label,
        "start": found.start,
        "end": found.end,
        "changes": [_record(each) for each in found],
        "undated": [shown(each) for each in found.undated],
        "counted": found.counted,
    }


def _record(each: "Change") -> Record:
    return {
        **plain(each),
        "first": show_day(each.first) if each.first else None,
        "last": show_day(each.last),
        "said": shown(each.said),
        "before": None if each.before is None else shown(each.before),
        "statements": list(each.statements),
    }


def _nothing(found: "Changes") -> str:
    return (
        f"No tie of {found.label} began, ended or changed status from {found.start} to {found.end}."
    )


def _lines(found: "Changes") -> Iterator[str]:
    sources = Sources()
    if found.changes:
        taking = [each for each in found if each.turn.takes_place]
        sure = sum(each.certainty is Certainty.CERTAIN for each in taking)
        head = f"{found.label} from {found.start} to {found.end}: {count(sure, 'change')} certain"
        only = len(found) - len(taking)
        rest = f"; {only} only told, as not actual" if only else ""
        yield from (f"{head}, {len(taking) - sure} possible under partial dates{rest}", "")
    else:
        yield _nothing(found)
    for each in found:
        sure_word = "" if each.certainty is Certainty.CERTAIN else "possibly "
        marks = sources.marks(each.said)
        before = ""
        if each.before is not None:
            before = f", before it {each.before}{sources.marks(each.before)}"
        names = ", ".join(curies([iri]) for iri in each.statements)
        yield (
            f"  {_SIGNS.get(each.turn, _ONLY_TOLD)} {sure_word}{each.turn} {each.date}:"
            f" {each.said}{marks}{before} {names}"
        )
    if found.undated:
        yield ""
        many = count(len(found.undated), "statement")
        yield f"{many} without a start in the sources, which may fall in this time too"
        for told in found.undated:
            yield f"  ? {told}{sources.marks(told)} {curies([told.iri])}"
    yield from sources.listed()
