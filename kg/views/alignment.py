"""Alignment over time and realignment: as lines to read, as listings and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views.briefly import by
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import html, text

if TYPE_CHECKING:
    from kg.analysis.alignment import Alignment, Level
    from kg.analysis.jumps import Jump
    from kg.analysis.realignment import Move, Realignment

_TOLD = 20  # statements of the first level
_SEEN = 0.001  # a smaller change is not seen in the digits told
_LEVELS = ("from", "to", "value", "low", "high", "statements")
NO_LONGER = "no longer counted, as an act is for a time only:"
_UNDATED = ", since when is not dated: only possible then"
_MOVES = ("first", "second", "before", "after", "change", "began", "ended")
_MEANING = "value: cooperation less conflict, from -1 to 1, of all that may stand; range: under partial dates"


def alignment_text(found: "Alignment") -> str:
    """The alignment in lines of at most 80 characters."""
    return text(alignment_listing(found))


def alignment_html(found: "Alignment") -> str:
    """The levels as an HTML table."""
    return html(alignment_listing(found))


def alignment_listing(found: "Alignment") -> Listing:
    """A row for each level; one record."""
    none = f"no statement of cooperation or conflict joins {' and '.join(found.labels)}"
    return Listing(
        _LEVELS,
        [_row(each) for each in found.levels],
        alignment_record(found),
        above=tuple(_above(found)),
        lines=tuple(_lines(found)) or (f"{none}, among {found.counted}",),
    )


def alignment_record(found: "Alignment") -> Record:
    """The levels, jumps and phases."""
    return {
        **plain(found),
        "jumps": [{**plain(each), "change": each.change} for each in found.jumps],
    }


def realignment_text(found: "Realignment") -> str:
    """The moves in lines of at most 80 characters."""
    return text(realignment_listing(found))


def realignment_html(found: "Realignment") -> str:
    """The moves as an HTML table."""
    return html(realignment_listing(found))


def realignment_listing(found: "Realignment") -> Listing:
    """A row and a record for each pair that moved, most first."""
    start, end = found.dates
    return Listing(
        _MOVES,
        [_move_row(found, each) for each in found],
        [
            {
                **plain(each),
                "labels": [found.labels[iri] for iri in each.actors],
                "change": each.change,
            }
            for each in found
        ],
        above=tuple(_moved(found)) if len(found) else (),
        lines=tuple(_moves(found)),
        empty="; ".join(
            filter(None, (f"no alignment differs between {start} and {end}", _late(found)))
        ),
    )


def _above(found: "Alignment") -> Iterator[str]:
    yield f"Counted {found.counted}"
    yield f"Alignment of {' and '.join(found.labels)}; {_MEANING}"
    if ends := ending(found):
        yield ends


def ending(found: "Alignment") -> str:
    """Where the alignment ends, and how much is left out after that; "" where it has no end."""
    if found.until is None:
        return ""
    verb = "is" if found.left_out == 1 else "are"
    more = f"; {count(found.left_out, 'later change')} {verb} left out" if found.left_out else ""
    return f"It ends with the last source, on {found.until}{more} (beyond goes on)"


def _lines(found: "Alignment") -> Iterator[str]:
    if not found.statements and not found.left_out:
        return
    yield from ("", "Levels")
    yield from (f"  {_level(each, found.until)}" for each in found.levels)
    if found.jumps:
        yield from ("", "Jumps, each with the statements that made it")
        yield from (f"  {_jump(each)}" for each in found.jumps)
    if len(found.phases) > 1:
        yield from (
            "",
            f"Phases{_short(found)}, a further one saving at least {found.penalty:g} squares x days",
        )
        yield from (
            f"  {each.first} to {each.last}: mean {each.mean:+.3f}" for each in found.phases
        )


def _short(found: "Alignment") -> str:
    """That phases leave the last level out, where it is open."""
    return "" if found.levels[-1].last is not None else " up to the last change"


def _level(level: "Level", until: str | None) -> str:
    span = f"{level.first} to {level.last}"
    if level.first is None and level.last is not None:
        span = f"to {until}" if level.last == until else f"before {_after(level.last)}"
    elif level.last is None and level.first is not None:
        span = f"from {level.first} on"
    elif level.first is None:
        span = "at all times" if level.low == level.high else "without a date"
    wide = "" if level.low == level.high else f" (range {level.low:+.3f} to {level.high:+.3f})"
    open_ = _UNDATED if level.first is None and wide else ""
    # what came later stands with the jumps
    named = by(level.statements, word="; by ", most=_TOLD) if level.first is None else ""
    many = count(len(level.statements), "statement")
    return f"{span}: {level.value:+.3f}{wide}, {many}{open_}{named}"


def _after(day: str) -> str:
    from kg.dates import parse_date, show_day

    return show_day(parse_date(day).latest + 1)


def _jump(jump: "Jump") -> str:
    step = f"{days(jump)}: {_step(jump.before, jump.after)}"
    return step + "".join(f"; {each}" for each in _why(jump))


def _why(change: "Jump | Move") -> Iterator[str]:
    """What began and ended, and what only was suspended, counts again or is no longer counted."""
    apart = {*change.forgotten, *change.suspended}
    for word, statements in (
        ("began", [iri for iri in change.began if iri not in change.freed]),
        ("no longer suspended by a waiver:", change.freed),
        ("ended", [iri for iri in change.ended if iri not in apart]),
        ("suspended by a waiver:", change.suspended),
        (NO_LONGER, change.forgotten),
    ):
        if statements:
            yield by(statements, word=f"{word} ")


def _step(before: float, after: float) -> str:
    """From one value to another; that it is a step, where digits do not show it."""
    old, new = f"{before:+.3f}", f"{after:+.3f}"
    if abs(after - before) >= _SEEN:
        return f"{old} to {new}"
    return f"{old}, {'up' if after > before else 'down'} by less than {_SEEN:g}"


def days(jump: "Jump") -> str:
    """On which day a jump is, or between which days it may be."""
    if jump.dated:
        return jump.date
    if jump.earliest is None or jump.latest is None:
        return f"possibly, {'from' if jump.latest is None else 'by'} {jump.earliest or jump.latest}"
    return f"possibly, between {jump.earliest} and {jump.latest}"


def _row(level: "Level") -> tuple[object, ...]:
    cited = "; ".join(map(curie, level.statements))
    return (level.first or "", level.last or "", level.value, level.low, level.high, cited)


def _moved(found: "Realignment") -> Iterator[str]:
    yield f"Counted {found.counted}"
    few = f", the {len(found):,} most" if len(found) < found.moved else ""
    start, end = found.dates
    if late := _late(found):
        yield late[:1].upper() + late[1:]
    yield f"{count(found.moved, 'pair')} moved from {start} to {end}{few}; {_MEANING.partition(';')[0]}"


def _late(found: "Realignment") -> str:
    """Which dates lie after the last source, and what that makes of the moves; "" if none does."""
    if not found.beyond:
        return ""
    verb = "lies" if len(found.beyond) == 1 else "lie"
    return (
        f"{' and '.join(found.beyond)} {verb} after the last source, of {found.until}: what counts then is"
        " what nobody says has ended, and acts still within their memory"
    )


def _moves(found: "Realignment") -> Iterator[str]:
    for each in found:
        ends = " and ".join(found.labels[iri] for iri in each.actors)
        step, change = _step(each.before, each.after), f"{each.change:+.3f}"
        yield f"{ends}: {step}" + (f" ({change})" if float(change) else "")
        yield f"    {'; '.join(_why(each))}"


def _move_row(found: "Realignment", move: "Move") -> tuple[object, ...]:
    return (
        *(found.labels[iri] for iri in move.actors),
        move.before,
        move.after,
        move.change,
        "; ".join(map(curie, move.began)),
        "; ".join(map(curie, move.ended)),
    )
