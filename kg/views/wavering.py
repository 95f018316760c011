"""What is behind the width of a rank: as lines to read, as a listing, as a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.analysis.ranges import ordinal
from kg.iris import curie
from kg.views import explained, telling
from kg.views.briefly import by
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.wavering import Fall, Wavering

_COLUMNS = ("what", "rank", "statement", "confidence")
_TOLD = 20  # statements of a kind


def text(found: "Wavering") -> str:
    """What is behind the rank, in lines of at most 80 characters."""
    return telling.text(wavering_listing(found))


def html(found: "Wavering") -> str:
    """The same as an HTML element: a table of what may fall."""
    return telling.html(wavering_listing(found))


def wavering_listing(found: "Wavering") -> Listing:
    """A row for each statement that may fall, under what the value is made of."""
    value = explained.listing(found.explanation)
    return Listing(
        _COLUMNS,
        list(_rows(found)),
        wavering_record(found),
        above=value.above,
        lines=(*value.lines, *_lines(found)),
        empty="nothing of it may fall",
    )


def wavering_record(found: "Wavering") -> Record:
    """The fields of the answer, the interval with its range, sentence and verdict."""
    interval = found.interval
    return {
        **plain(found),
        "interval": {
            **plain(interval),
            "range": list(interval.range),
            "sentence": interval.sentence,
            "verdict": interval.verdict.value,
        },
        "explanation": explained.record(found.explanation),
    }


def _lines(found: "Wavering") -> Iterator[str]:
    interval = found.interval
    low, high = interval.range
    span = ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"
    why = f": {'; '.join(interval.reasons)}" if interval.reasons else ""
    yield from ("", f"Its rank is {span}, {interval.verdict.value}{why}")
    sure = "has no rank" if interval.certain is None else f"is {ordinal(interval.certain)}"
    yield from ("", f"Among certain statements alone it {sure}")
    every = len(interval.statements)
    possible = by(found.possible, word=": ", most=_TOLD)
    yield f"  {_some(len(found.possible), every, 'stand', 'stands')} only possibly{possible}"
    low, high = interval.drawn
    drawn = ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"
    yield ""
    yield f"In the middle {found.level:.0%} of {count(found.draws, 'draw')} it is {drawn}"
    doubts = _some(len(found.doubts), every, "have", "has")
    yield f"  {doubts} a confidence below 1{', the least first' if len(found.doubts) > 1 else ''}"
    yield from (f"  {each.confidence:g} {curie(each.statement)}" for each in found.doubts[:_TOLD])
    if len(found.doubts) > _TOLD:
        yield f"  and {len(found.doubts) - _TOLD:,} more; the record (--json) has all"
    if found.falls:
        yield ""
    yield from (_fall(each) for each in found.falls)


def _some(number: int, every: int, verb: str, of_one: str) -> str:
    """So many of its statements, with the verb that goes with that."""
    if every == number == 1:
        return f"its one statement {of_one}"
    if not number:
        return f"none of its statements {of_one}"
    return f"{number:,} of its {count(every, 'statement')} {of_one if number == 1 else verb}"


def _fall(each: "Fall") -> str:
    place = "it has no relation left" if each.rank is None else f"it is {ordinal(each.rank)}"
    verb = "falls" if len(each.falls) == 1 else "fall"
    named = by(each.falls, word=": ", most=_TOLD)
    falls = f"{count(len(each.falls), 'statement')} of its own {verb}{named}"
    again = by(each.returns, word="; waivers suspend no longer ", most=_TOLD)
    others = "1 comes or goes" if each.others == 1 else f"{each.others:,} come or go"
    return f"Without {each.origin} {place}: {falls}{again}; of others {others}"


def _rows(found: "Wavering") -> Iterator[tuple[object, ...]]:
    for iri in found.possible:
        sure = found.interval.certain
        yield ("only possible", "none" if sure is None else sure, curie(iri), "")
    for doubt in found.doubts:
        low, high = found.interval.drawn
        yield ("doubt", f"{low}-{high}", curie(doubt.statement), doubt.confidence)
    for each in found.falls:
        place = "none" if each.rank is None else each.rank
        for iri in each.falls:
            yield (f"falls without {each.origin}", place, curie(iri), "")
        for iri in each.returns:
            yield (f"counts without {each.origin}", place, curie(iri), "")
