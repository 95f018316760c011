"""Where an actor stands in a balance: as lines to read, as a listing, as a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.analysis.triads import TYPES
from kg.iris import curie
from kg.views import telling
from kg.views.briefly import by
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.siding import Siding
    from kg.analysis.signed import SignedPair
    from kg.analysis.triads import Triangle

_COLUMNS = ("kind", "actors", "bloc", "sign", "strength", "statements")
_SIGNS = {1: "cooperation", -1: "conflict", 0: "as much of both"}
_TOLD = 20  # statements of a pair


def text(found: "Siding") -> str:
    """Where the actor stands, in lines of at most 80 characters."""
    return telling.text(siding_listing(found))


def html(found: "Siding") -> str:
    """The same as an HTML element: a table of its pairs and triangles."""
    return telling.html(siding_listing(found))


def siding_listing(found: "Siding") -> Listing:
    """A row for each of the actor's pairs and each triangle that is told."""
    return Listing(
        _COLUMNS,
        list(_rows(found)),
        siding_record(found),
        above=tuple(_above(found)),
        lines=tuple(_lines(found)),
    )


def siding_record(found: "Siding") -> Record:
    """The fields of the answer, each triangle with all its statements."""
    return {
        **plain(found),
        "triangles": [
            {**plain(each), "balanced": each.balanced, "statements": list(each.statements)}
            for each in found.triangles
        ],
    }


def _above(found: "Siding") -> Iterator[str]:
    caveat = f"; the blocs are {found.caveat}" if found.caveat else ""
    yield f"{found.label} is in bloc {found.bloc}{caveat}"
    yield f"Counted {found.counted}"


def _lines(found: "Siding") -> Iterator[str]:
    for head, pairs in (
        ("Pairs that fit the blocs", found.fitting),
        ("Pairs that do not fit them", found.frustrated),
        ("Pairs that have no sign here", found.left_out),
    ):
        yield from ("", f"{head}: {len(pairs):,}")
        yield from (f"  {_pair(found, each)}" for each in pairs)
    census, every = found.census, sum(found.census.values())
    good = census[TYPES[0]] + census[TYPES[2]]
    told = ": " + ", ".join(f"{name} {census[name]:,}" for name in TYPES) if every else ""
    yield from ("", f"Triangles that it is in: {good:,} of {every:,} balanced{told}")
    yield from (f"  {_triangle(found, each)}" for each in found.triangles)
    if every > len(found.triangles):
        yield f"  and {every - len(found.triangles):,} more; --limit tells more of them"


def _pair(found: "Siding", pair: "SignedPair") -> str:
    (other,) = (each for each in pair.actors if each != found.actor)
    bloc = found.blocs.get(other)
    who = found.labels[other] + (f" ({bloc})" if bloc else "")
    if not pair.mixed:
        strength = max(pair.positive, pair.negative)
        return f"{who}: {_SIGNS[pair.sign]} {strength:.3f}{by(pair.statements, most=_TOLD)}"
    both = f"cooperation {pair.positive:.3f}, conflict {pair.negative:.3f}"
    against = by(pair.against, word="; against ", most=_TOLD)
    return f"{who}: {both}{by(pair.statements, most=_TOLD)}{against}"


def _triangle(found: "Siding", triangle: "Triangle") -> str:
    """The signs of its own pairs, whose statements are told above, and the pair of the two others."""
    others = [iri for iri in triangle.actors if iri != found.actor]
    signs = {frozenset(side.actors): _SIGNS[side.sign] for side in triangle.sides}
    own = " and ".join(
        f"{found.labels[iri]} ({signs[frozenset({iri, found.actor})]})" for iri in others
    )
    (third,) = (side for side in triangle.sides if found.actor not in side.actors)
    kind = "balanced" if triangle.balanced else "unbalanced"
    return (
        f"{triangle.type} {kind} ({triangle.strength:.3f}) with {own}; between"
        f" them {_SIGNS[third.sign]}{by(third.statements, most=_TOLD)}"
        f"{by(third.against, word='; against ', most=_TOLD)}"
    )


def _rows(found: "Siding") -> Iterator[tuple[object, ...]]:
    for kind, pairs in (
        ("fits", found.fitting),
        ("frustrated", found.frustrated),
        ("no sign", found.left_out),
    ):
        for pair in pairs:
            (other,) = (each for each in pair.actors if each != found.actor)
            cited = "; ".join(map(curie, (*pair.statements, *pair.against)))
            strength = f"{pair.positive - pair.negative:.9f}"
            bloc = found.blocs.get(other, "")
            yield (kind, found.labels[other], bloc, _SIGNS[pair.sign], strength, cited)
    for each in found.triangles:
        called = "; ".join(found.labels[iri] for iri in each.actors)
        cited = "; ".join(map(curie, each.statements))
        kind = "balanced" if each.balanced else "unbalanced"
        yield (f"{kind} triangle", called, "", each.type, f"{each.strength:.9f}", cited)
