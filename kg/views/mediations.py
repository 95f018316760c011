"""Mediations as lines, rows and records."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.analysis.mediation import Outcome
from kg.dates import Certainty
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import Sources, curies, listed, named, shown, word_of

if TYPE_CHECKING:
    from kg.analysis.mediation import Mediation, Mediations

_COLUMNS = ("mediator", "for", "when", "about", "answers", "result", "account", "statements")
_RESULTS = {
    Outcome.THERE: "what came of it",
    Outcome.UNTOLD: "result: no statement says what came of it",
}


def listing(found: "Mediations") -> Listing:
    """The mediations in order, then those for one of the two only."""
    every = (*found.between, *found.one_sided)
    pair = listed(found.labels)
    return Listing(
        _COLUMNS,
        [_row(found, each) for each in every],
        record(found),
        above=(
            (
                f"Counted {found.counted}",
                f"Between {pair}: {count(len(found.between), 'mediation')};"
                f" for one of the two only: {len(found.one_sided)}",
            )
            if every
            else ()
        ),
        spare=("statements", "answers", "account"),
        lines=tuple(_lines(found)) if every else (),
        empty=f"Nobody mediated between {pair} or for either of them among {found.counted}.",
    )


def record(found: "Mediations") -> Record:
    """The answer's fields, statements with the words that people read."""
    return {
        "actors": list(found.actors),
        "labels": list(found.labels),
        "between": [_record(each) for each in found.between],
        "one_sided": [_record(each) for each in found.one_sided],
        "counted": found.counted,
    }


def _record(found: "Mediation") -> Record:
    told = {name: list(map(shown, getattr(found, name))) for name in ("acts", "result", "followed")}
    return {**plain(found), "when": found.when, **told, "statements": list(found.statements)}


def _row(found: "Mediations", each: "Mediation") -> tuple[object, ...]:
    return (
        each.label,
        listed(_sides(found, each)),
        each.when,
        "; ".join(map(named, each.matters)),
        "; ".join(map(named, each.answers)),
        "; ".join(map(str, each.result)) or each.outcome.value,
        word_of(each.accounts),
        curies(each.statements),
    )


def _sides(found: "Mediations", each: "Mediation") -> list[str]:
    names = dict(zip(found.actors, found.labels, strict=True))
    return [*(names[iri] for iri in each.sides), *each.others]


def _lines(found: "Mediations") -> Iterator[str]:
    sources = Sources()
    number = 0
    for head, part in (
        (f"Between {listed(found.labels)}", found.between),
        ("For one of the two only", found.one_sided),
    ):
        if part:
            yield from ("", head)
        for each in part:
            number += 1
            yield from _mediation(each, f"{number}.", sources)
    yield from sources.listed()


def _mediation(each: "Mediation", number: str, sources: Sources) -> Iterator[str]:
    order = ""
    if each.follows is not None:
        sure = "" if each.follows is Certainty.CERTAIN else "possibly "
        order = f"; {sure}after the one above"
    what = f", about {listed(map(named, each.matters))}" if each.matters else ""
    yield from ("", f"{number} {each.label}, {each.when or 'no date told'}{what}{order}")
    if each.others:
        yield f"  with {listed(each.others)} on another side"
    if each.answers:
        yield f"  in answer to {listed(map(named, each.answers))}"
    for act in each.acts:
        yield from sources.line(act)
    yield f"  {_RESULTS.get(each.outcome, each.outcome.value)}{':' if each.result else ''}"
    for told in each.result:
        yield from sources.line(told, indent="    ")
    if not each.result:
        yield from (f"    {one.label}: {one.note}" for one in each.matters if one.note)
    if each.followed:
        yield "  acts that answer it, or are about the same matter:"
        for told in each.followed:
            yield from sources.line(told, indent="    ")
    yield f"  by the account of {word_of(each.accounts)}"
