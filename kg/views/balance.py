"""Balance of a signed graph: as lines to read, as a listing, as a record and in a notebook."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.analysis.triads import TYPES
from kg.iris import curie
from kg.views.briefly import by, first, names
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import html, text

if TYPE_CHECKING:
    from kg.analysis.balance import Balance
    from kg.analysis.signed import SignedPair
    from kg.analysis.triads import Triangle

_COLUMNS = ("kind", "name", "actors", "sign", "strength", "statements")
_SIGNS = {1: "cooperation", -1: "conflict", 0: "as much of both"}
_FREE = 10  # actors that change sides
_LONE = 2  # blocs that stand against nobody and are named
_HAND = "a description of what the sources say, no forecast"


def balance_text(found: "Balance") -> str:
    """The balance in lines of at most 80 characters."""
    return text(balance_listing(found))


def balance_html(found: "Balance") -> str:
    """The balance as an HTML element: the figures, and a table of blocs and of what does not fit."""
    listing = balance_listing(found)
    return html(replace(listing, above=(*listing.above, *_figures(found))))


def balance_listing(found: "Balance") -> Listing:
    """The balance to read; a row for each bloc, tie and triangle; one record."""
    return Listing(
        _COLUMNS,
        list(_rows(found)),
        balance_record(found),
        above=tuple(_above(found)),
        lines=tuple(_lines(found)),
    )


def balance_record(found: "Balance") -> Record:
    """Every figure, and what it rests on."""
    return {
        **plain(found),
        "triangles": found.triangles,
        "balanced": found.balanced,
        "exact": found.exact,
        "unbalanced": [
            {**plain(each), "statements": list(each.statements)} for each in found.unbalanced
        ],
    }


def _above(found: "Balance") -> Iterator[str]:
    yield f"Counted {found.counted}"


def _figures(found: "Balance") -> Iterator[str]:
    pairs = found.pairs
    mixed = f"; {count(len(found.mixed), 'pair')} mixed" if found.mixed else ""
    even = f", {len(found.undecided)} undecided and left out" if found.undecided else ""
    yield (
        f"{count(found.actors, 'actor')}; {count(pairs['cooperation'], 'pair')} of cooperation,"
        f" {pairs['conflict']:,} of conflict{mixed}{even}"
    )
    if found.balanced is None:
        yield "Triangles: none"
    else:
        census = ", ".join(f"{name} {found.census[name]:,}" for name in TYPES)
        good = found.census[TYPES[0]] + found.census[TYPES[2]]
        yield (
            f"Triangles: {good:,} of {found.triangles:,} balanced ({found.balanced:.0%}): {census}"
        )
    if found.walks is not None:
        yield f"Walks: {found.walks:.3f} balanced (1 is every one)"
    else:
        yield "Walks: not counted among so many actors"
    yield f"Frustration: {_frustration(found)}"
    yield f"This is {_HAND}."


def _frustration(found: "Balance") -> str:
    least, most = found.frustration
    if not found.exact:
        why = "" if found.stopped is None else f": stopped after {found.stopped:g} s"
        return (
            f"from {least:,} to {count(most, 'pair')} fit no two blocs (bounds, not exact{why});"
            f" the blocs below leave {most:,}"
        )
    verb = "fits" if most == 1 else "fit"
    told = f"{count(most, 'pair')} {verb} no two blocs" if most else "every pair fits the blocs"
    if found.unique:
        return f"{told}; no other blocs do as well"
    if found.unique is None:
        why = "" if found.stopped is None else f" (stopped after {found.stopped:g} s)"
        return f"{told}; whether other blocs do as well is not known{why}"
    others = None if found.optima is None else found.optima - 1
    which = "other divisions" if others is None else count(others, "other division")
    told = f"{told}; {which} {'does' if others == 1 else 'do'} as well"
    if not found.free:
        return told
    who = names(found.free, found.labels, most=_FREE)
    verb = "changes sides" if len(found.free) == 1 else "change sides together"
    return f"{told}; in {'it' if others == 1 else 'one of them'} {who} {verb}"


def _opposed(found: "Balance") -> str:
    """Which blocs stand against which: only two of one piece do."""
    pieces: dict[str, list[str]] = {}
    for bloc in found.blocs:
        pieces.setdefault(bloc.name[:-1], []).append(bloc.name)
    two = [" stands against ".join(each) for each in pieces.values() if len(each) > 1]
    lone = [each[0] for each in pieces.values() if len(each) == 1]
    told = two[:1]
    if lone:
        who = " and ".join(lone) if len(lone) <= _LONE else f"{len(lone):,} blocs"
        verb = "" if two else "stand " if len(lone) > 1 else "stands "
        told.append(f"{who} {verb}against nobody")
    apart = "; pieces with other numbers do not meet" if len(pieces) > 1 else ""
    return f"{', '.join(told)}{apart}"


def _lines(found: "Balance") -> Iterator[str]:
    yield from _figures(found)
    if found.blocs:
        yield from ("", f"Blocs: {_opposed(found)}")
        yield from first(
            f"  {bloc.name} {names(bloc.actors, found.labels, most=len(bloc.actors))}"
            f"{by(bloc.statements, word='; within it ')}"
            for bloc in found.blocs
        )
    for head, pairs in (
        ("Ties that fit no two blocs, strongest first", found.frustrated),
        ("Mixed pairs: said of both signs, the stronger counts", found.mixed),
        ("Undecided pairs: as much of both", found.undecided),
    ):
        if pairs:
            yield from ("", head)
            yield from first(f"  {_pair(each, found.labels.__getitem__)}" for each in pairs)
    if found.unbalanced:
        odd = found.census[TYPES[1]] + found.census[TYPES[3]]
        some = f", the {len(found.unbalanced):,} firmest of {odd:,}"
        few = some if len(found.unbalanced) < odd else ""
        yield from ("", f"Unbalanced triangles{few}, firmest first")
        yield from first(f"  {_triangle(each, found)}" for each in found.unbalanced)


def _pair(pair: "SignedPair", label: Callable[[str], str]) -> str:
    ends = " and ".join(map(label, pair.actors))
    if not pair.mixed:
        strength = max(pair.positive, pair.negative)
        return f"{ends}: {_SIGNS[pair.sign]} {strength:.3f}{by(pair.statements)}"
    both = f"cooperation {pair.positive:.3f}, conflict {pair.negative:.3f}"
    return f"{ends}: {both}{by(pair.statements)}{by(pair.against, word='; against ')}"


def _triangle(triangle: "Triangle", found: "Balance") -> str:
    sides = "; ".join(
        f"{' and '.join(found.labels[iri] for iri in side.actors)} {_SIGNS[side.sign]}"
        f"{by(side.statements, most=1)}"
        for side in triangle.sides
    )
    return f"{triangle.type} ({triangle.strength:.3f}) {sides}"


def _rows(found: "Balance") -> Iterator[tuple[object, ...]]:
    def called(actors: tuple[str, ...]) -> str:
        return "; ".join(found.labels[iri] for iri in actors)

    def cited(statements: tuple[str, ...]) -> str:
        return "; ".join(map(curie, statements))

    for bloc in found.blocs:
        yield ("bloc", bloc.name, called(bloc.actors), "", "", cited(bloc.statements))
    for kind, pairs in (
        ("frustrated", found.frustrated),
        ("mixed", found.mixed),
        ("undecided", found.undecided),
    ):
        for pair in pairs:
            strength = f"{pair.positive - pair.negative:.9f}"
            every = cited((*pair.statements, *pair.against))
            yield (kind, "", called(pair.actors), _SIGNS[pair.sign], strength, every)
    for odd in found.unbalanced:
        strength = f"{odd.strength:.9f}"
        yield ("unbalanced", odd.type, called(odd.actors), "", strength, cited(odd.statements))
