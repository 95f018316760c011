"""Contradictions and corroboration: as lines, as listings, as records and in a notebook."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import Sources, curies, html, shown, text, word_of

if TYPE_CHECKING:
    from kg.analysis.contradictions import Contradiction, Contradictions, Side
    from kg.analysis.corroboration import Corroboration
    from kg.analysis.grounds import Support

_UNSURE = " (only possibly known)"
_LEDGER = (
    *("kind", "certainty", "first", "last", "certain"),
    *("one", "one_word", "other", "other_word", "statements"),
)
_GROUND = (
    "statement",
    "sentence",
    "origins",
    "independent",
    "verdict",
    "word",
    "others",
    "against",
)


def ledger(found: "Contradictions") -> Listing:
    """The contradictions, a row for each, under what was looked at."""
    return Listing(
        _LEDGER,
        [
            (
                each.kind.value,
                each.certainty.value,
                each.first,
                each.last,
                "/".join(day or ".." for day in each.certain or ()),
                _told(each, each.one),
                _word(each.one),
                _told(each, each.other),
                _word(each.other),
                curies(each.statements),
            )
            for each in found
        ],
        ledger_record(found),
        above=_ledger_head(found),
        lines=tuple(_ledger_lines(found)) if found.entries else (),
        empty="no difference",
    )


def ledger_record(found: "Contradictions") -> Record:
    """The entries with both sides as people read them."""
    return {
        "about": found.about,
        "counted": found.counted,
        "counts": dict(found.counts),
        "capped": found.capped,
        "entries": [
            {
                "kind": each.kind.value,
                "pair": list(each.pair),
                "certainty": each.certainty.value,
                "first": each.first,
                "last": each.last,
                "certain": None if each.certain is None else list(each.certain),
                "one": _side(each.one),
                "other": _side(each.other),
                "statements": list(each.statements),
                "unsure": list(each.unsure),
            }
            for each in found
        ],
    }


def ledger_text(found: "Contradictions") -> str:
    """The contradictions in lines of at most 80 characters."""
    return text(ledger(found))


def ledger_html(found: "Contradictions") -> str:
    """The contradictions as an HTML element."""
    return html(ledger(found))


def ground(found: "Corroboration", mark: str | None = None) -> Listing:
    """What each statement rests on, a row for each (with a mark, of those that have it), under the counts."""
    supports = tuple(found) if mark is None else found.marked(mark)
    return Listing(
        _GROUND,
        [
            (
                curie(each.said.iri),
                str(each.said),
                "; ".join(each.origins),
                each.independent,
                each.verdict,
                word_of(each.accounts),
                _named(each.others, each.unsure),
                _named(each.against, each.unsure),
            )
            for each in supports
        ],
        {
            "about": found.about,
            "counted": found.counted,
            "counts": dict(found.counts),
            "supports": [support_record(each) for each in supports],
        },
        above=tuple(_ground_head(found)),
        lines=tuple(_ground_lines(supports)) if supports else (),
        empty="no statement" if mark is None else f"no statement is {mark}",
    )


def support_record(support: "Support") -> Record:
    """The fields of a support, with its verdict."""
    return {**plain(support), "said": shown(support.said), "verdict": support.verdict}


def corroboration_text(found: "Corroboration") -> str:
    """What each statement rests on, in lines of at most 80 characters."""
    return text(ground(found))


def corroboration_html(found: "Corroboration") -> str:
    """What each statement rests on, as an HTML element."""
    return html(ground(found))


def _ledger_head(found: "Contradictions") -> tuple[str, ...]:
    counts = ", ".join(f"{number:,} in {kind}" for kind, number in found.counts.items())
    head = f"Where statements about {found.about} differ: {counts}; among {found.counted}"
    return (head, *filter(None, [found.capped]))


def _ledger_lines(found: "Contradictions") -> Iterator[str]:
    sources = Sources()
    for kind, entries in groupby(found, key=lambda each: each.kind):
        yield from ("", f"{kind.value.capitalize()}: {kind.meaning}")
        for each in entries:
            yield from ("", f"  {_when(each)}")
            for side in (each.one, each.other):
                name = _named([side.said.iri], each.unsure)
                yield f"  - {side.said}{sources.marks(side.said)} {name}"
                if not side.said.according_to:
                    yield f"      on the word of {_word(side)}"
    yield from sources.listed()


def _told(entry: "Contradiction", side: "Side") -> str:
    """One of both, and whether it only may have been known."""
    return f"{side.said}{_UNSURE if side.said.iri in entry.unsure else ''}"


def _word(side: "Side") -> str:
    """Whose word it is, and from how few origins, where these are fewer than the voices."""
    word = word_of(side.accounts)
    if side.said.according_to or not 0 < side.independent < len(side.accounts):
        return word
    many = "one origin" if side.independent == 1 else f"{side.independent} origins"
    return f"{word} ({many}: {', '.join(side.origins)})"


def _named(statements: Iterable[str], unsure: Collection[str]) -> str:
    """Statements by name, those marked that only may have been known."""
    return "; ".join(curie(iri) + (_UNSURE if iri in unsure else "") for iri in statements)


def _when(entry: "Contradiction") -> str:
    """How certainly both are about one time, and when."""
    possible = _span(entry.first, entry.last)
    if entry.certainty.value != "certain":
        return f"possibly {possible}"
    if entry.certain is None:
        return f"certainly at one time, {possible.removeprefix('at one time, ')}"
    surely = _span(*entry.certain)
    return f"certainly {surely}" if surely == possible else f"{possible}; certainly {surely}"


def _span(first: str, last: str) -> str:
    if not first:
        return f"until {last}" if last else "at one time, undated"
    if first == last:
        return f"on {first}"
    return f"from {first} to {last}" if last else f"from {first} on"


def _side(side: "Side") -> Record:
    return {**plain(side), "said": shown(side.said)}


def _ground_head(found: "Corroboration") -> Iterator[str]:
    yield f"What statements about {found.about} rest on: {found.counted}"
    yield ", ".join(f"{number:,} {mark}" for mark, number in found.counts.items())


def _ground_lines(supports: "tuple[Support, ...]") -> Iterator[str]:
    sources = Sources()
    for each in supports:
        yield from ("", f"- {each.said}{sources.marks(each.said)} {curie(each.said.iri)}")
        yield f"    {each.verdict}: {'; '.join(each.voices) or 'nobody is named'}"
        both = [iri for iri in each.others if iri in each.against]
        others = [iri for iri in each.others if iri not in both]
        against = [iri for iri in each.against if iri not in both]
        if others:
            yield f"    said by {_named(others, each.unsure)} too"
        if both:  # of one claim and status: what contradicts can only be the interval
            verb = "agrees" if len(both) == 1 else "agree"
            differ = "differs" if len(both) == 1 else "differ"
            yield f"    {_named(both, each.unsure)} {verb} on the tie, {differ} on the interval"
        if against:
            yield f"    against it: {_named(against, each.unsure)}"
    yield from sources.listed()
