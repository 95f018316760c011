"""Why an actor is in its community: as lines to read, as a listing, as a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views import telling
from kg.views.briefly import by
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.belonging import Belonging, Bond, Hold

_COLUMNS = ("community", "actor", "label", "strength", "together", "statements")
_TOLD = 20  # statements of a tie


def text(found: "Belonging") -> str:
    """What holds the actor and what pulls it, in lines of at most 80 characters."""
    return telling.text(belonging_listing(found))


def html(found: "Belonging") -> str:
    """The same as an HTML element: a table of the ties."""
    return telling.html(belonging_listing(found))


def belonging_listing(found: "Belonging") -> Listing:
    """A row for each of the actor's ties of cooperation, those that hold it first."""
    return Listing(
        _COLUMNS,
        [
            (
                hold.community,
                curie(bond.actor),
                bond.label,
                bond.strength,
                bond.together,
                "; ".join(map(curie, bond.statements)),
            )
            for hold in (found.own, *found.others)
            for bond in hold.bonds
        ],
        belonging_record(found),
        above=tuple(_above(found)),
        lines=tuple(_lines(found)),
    )


def belonging_record(found: "Belonging") -> Record:
    """The fields of the answer."""
    return {**plain(found)}


def _above(found: "Belonging") -> Iterator[str]:
    own = found.own
    yield f"{found.label} is in community {own.community}, in {found.share:.0%} of runs"
    yield f"Counted {found.counted}"
    yield (
        f"Of modularity {found.modularity:.6f} it has {found.part:.6f}: ties within {own.strength:.6f} less"
        f" {own.expected:.6f} by chance, over {found.total:.6f}, the ties of all"
    )


def _lines(found: "Belonging") -> Iterator[str]:
    yield ""
    yield f"What holds it in {found.own.community}: {_amount(found.own)}"
    yield from map(_bond, found.own.bonds)
    for each in found.others:
        yield ""
        yield (
            f"What pulls it to {each.community}: {_amount(each)}; moved there, it changes modularity by"
            f" {each.change:+.6f}"
        )
        yield from map(_bond, each.bonds)
    if not found.others:
        yield from ("", "Nothing pulls it elsewhere")


def _amount(hold: "Hold") -> str:
    return f"{hold.strength:.6f}, by chance {hold.expected:.6f}"


def _bond(bond: "Bond") -> str:
    by_which = by(bond.statements, most=_TOLD)
    return f"  {bond.strength:.6f} {bond.label}, together in {bond.together:.0%} of runs{by_which}"
