"""Supplies and their alternatives as lines, rows and records."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.dates import Certainty
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import curies, listed

if TYPE_CHECKING:
    from kg.analysis.supplies import Supplies
    from kg.analysis.supplying import Supply

NO_OTHER = "no other supplier is named"
"""What is told of whoever gets something from one supplier: of the data, not of the world."""
_COLUMNS = ("actor", "kind", "supplier", "left without", "others", "statements")
_HEADS = {
    Certainty.CERTAIN: "Left without an alternative",
    Certainty.POSSIBLE: "Left with possible alternatives only",
    Certainty.IMPOSSIBLE: "With alternatives",
}


def listing(found: "Supplies") -> Listing:
    """Who would be left without first, then who has alternatives."""
    whose = f"{found.label} supplies nobody" if found.label else "Nobody supplies anybody"
    asked = f"If {found.label} fell"
    sure = sum(each.alone is Certainty.CERTAIN for each in found)
    return Listing(
        _COLUMNS,
        list(_rows(found)),
        record(found),
        above=(
            f"Counted {found.counted}",
            f"{asked}: {sure} of its {len(found)} supplies would leave somebody without an alternative"
            " that is named"
            if found.label
            else f"Supplies: {len(found)}, of which {sure} have no alternative that is named",
            *([f"Blocs: {found.caveat}"] if found.caveat else []),
        )
        if found.supplies or found.dependents or found.ended
        else (),
        spare=("statements", "supplier"),
        lines=tuple(_lines(found)) if found.supplies or found.dependents or found.ended else (),
        empty=f"{whose} among {found.counted}.",
    )


def _rows(found: "Supplies") -> Iterator[tuple[object, ...]]:
    for each in found:
        yield (
            *(each.label, each.relation_label, each.supplier_label, each.alone.value),
            listed(each.other_labels),
            curies((*each.statements, *each.alternatives)),
        )
    for gone in found.ended:
        names = (gone.label, gone.relation_label, gone.supplier_label)
        yield (*names, "over", "", curies([gone.statement]))


def depends(names: str) -> str:
    """The caveat where a supplier of something not told may supply this too."""
    return f"but said to depend on {names}, whatever for"


def record(found: "Supplies") -> Record:
    """The answer's fields."""
    return {**plain(found), "statements": list(found.statements)}


def _lines(found: "Supplies") -> Iterator[str]:
    for alone, head in _HEADS.items():
        told = [each for each in found if each.alone is alone]
        if told:
            yield from ("", head)
        for each in told:
            yield from _supply(found, each)
    if found.dependents:
        yield from ("", "Said to depend, on what kind of supply the relation does not say")
    for one in found.dependents:
        yield f"  {one.label} on {one.supplier_label}, by {curies(one.statements)}"
    if found.ended:
        yield from ("", "Over, and so no supply any more")
    for gone in found.ended:
        when = f" ({gone.when})" if gone.when else ""
        names = f"{gone.supplier_label} {gone.relation_label} {gone.label}"
        yield f"  {names}{when}, by {curies([gone.statement])}"


def _sides(found: "Supplies", each: "Supply") -> str:
    """Whether the two stand in one bloc, where blocs were asked for."""
    if not found.blocs:
        return ""
    names = [found.blocs.get(iri, "no bloc") for iri in (each.supplier, each.actor)]
    return (
        f"; both in bloc {names[0]}" if names[0] == names[1] else f"; blocs {' and '.join(names)}"
    )


def _supply(found: "Supplies", each: "Supply") -> Iterator[str]:
    others = f"; also {listed(each.other_labels)}" if each.others else f"; {NO_OTHER}"
    yield f"  {each.supplier_label} {each.relation_label} {each.label}{others}{_sides(found, each)}"
    yield f"    by {curies(each.statements)}"
    if each.depends_on and each.alone is not Certainty.IMPOSSIBLE:
        names = listed(found.labels[iri] for iri in each.depends_on)
        yield f"    {depends(names)}, by {curies(each.dependence)}"
    if each.alternatives:
        yield f"    the others by {curies(each.alternatives)}"
    if each.hit:
        names = listed(found.labels[iri] for iri in each.hit)
        yield f"    at second hand, if {each.label} passes it on: {names}"
