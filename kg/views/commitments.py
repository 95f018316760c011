"""Commitments of an alliance as lines, rows and records."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.dates import Certainty
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import Sources, curies, named, shown

if TYPE_CHECKING:
    from kg.analysis.commitments import Commitment, Commitments

_COLUMNS = ("owed by", "to", "certainty", "outcome", "trigger", "calls", "answers", "statements")
_PARTS = {
    "triggers": "struck by",
    "membership": "in the alliance by",
    "doubts": "which is in doubt by",
    "calls": "asked for by",
    "answers": "answered by",
    "claims": "said about it, and not counted",
    "elsewhere": "help and refusals between the two that do not name the event",
}


def listing(found: "Commitments") -> Listing:
    """The commitments triggered, with what became of each."""
    return Listing(
        _COLUMNS,
        [
            (
                each.owing_label,
                each.label,
                each.certainty.value,
                each.outcome.value,
                *("; ".join(map(str, part)) for part in (each.triggers, each.calls, each.answers)),
                curies(each.statements),
            )
            for each in found
        ],
        record(found),
        above=(f"{found.label}: {named(found.event)}", f"Counted {found.counted}"),
        spare=("statements", "calls", "certainty"),
        lines=tuple(_lines(found)) if found.commitments else (),
        empty=f"Nothing is triggered: {found.reason}.",
    )


def record(found: "Commitments") -> Record:
    """The answer's fields, statements with the words that people read."""
    return {
        **plain(found),
        "commitments": [
            {
                **plain(each),
                **{part: list(map(shown, getattr(each, part))) for part in _PARTS},
                "statements": list(each.statements),
            }
            for each in found
        ],
    }


def _lines(found: "Commitments") -> Iterator[str]:
    sources = Sources()
    for each in found:
        yield from ("", _head(each))
        for part, words in _PARTS.items():
            if told := getattr(each, part):
                yield f"  {words}"
                for one in told:
                    yield from sources.line(one, note=part != "membership", indent="    ")
    yield from sources.listed()


def _head(each: "Commitment") -> str:
    sure = "" if each.certainty is Certainty.CERTAIN else "possibly "
    return f"{each.owing_label} to {each.label}: {sure}owed, {each.outcome}"
