"""Communities: as lines to read, as a listing, as a record and in a notebook."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views.briefly import by
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.telling import html, text

if TYPE_CHECKING:
    from kg.analysis.communities import Communities, Community

_COLUMNS = ("community", "actor", "label", "share", "within", "across")
_FIRM = 1.0
_MOST = 30  # communities and members that are told


def communities_text(found: "Communities") -> str:
    """The communities in lines of at most 80 characters."""
    return text(communities_listing(found))


def communities_html(found: "Communities") -> str:
    """The communities as an HTML table, a row for each."""
    rows: list[tuple[object, ...]] = [
        (each.number, _members(each), len(each.within), len(each.across)) for each in found
    ]
    columns = ("community", "members", "within", "across")
    return html(replace(communities_listing(found), columns=columns, rows=rows))


def communities_listing(found: "Communities") -> Listing:
    """A row for each actor, a record of all."""
    return Listing(
        _COLUMNS,
        [
            (
                each.number,
                curie(member.actor),
                member.label,
                member.share,
                "; ".join(map(curie, each.within)),
                "; ".join(map(curie, each.across)),
            )
            for each in found
            for member in each.members
        ],
        communities_record(found),
        above=tuple(_above(found)) if len(found) else (),
        lines=tuple(_lines(found)),
        empty="no ties of cooperation",
    )


def communities_record(found: "Communities") -> Record:
    """The communities, and what each run gave."""
    return {
        "counted": found.counted,
        "modularity": found.modularity,
        "seed": found.seed,
        "agreement": found.agreement,
        "runs": [plain(each) for each in found.runs],
        "communities": [plain(each) for each in found],
    }


def _above(found: "Communities") -> Iterator[str]:
    yield f"Counted {found.counted}"
    firm = "" if found.agreement < _FIRM else "; every run gives the same"
    runs = count(len(found.runs), "run")
    agreement = f"agreement of {runs} (adjusted Rand) {found.agreement:.3f}{firm}"
    if len(found.runs) == 1:
        agreement = "one run, so how far it depends on the seed is not known"
    many = "1 community" if len(found) == 1 else f"{len(found):,} communities"
    yield f"{many}, modularity {found.modularity:.3f}; {agreement}"


def _lines(found: "Communities") -> Iterator[str]:
    for each in found[:_MOST]:
        yield from ("", f"{each.number}. {_members(each)}")
        yield f"    within: {count(len(each.within), 'statement')}{by(each.within, word=', ')}"
        yield f"    across: {count(len(each.across), 'statement')}{by(each.across, word=', ')}"
    if len(found) > _MOST:
        yield f"and {len(found) - _MOST:,} more communities; the record (--json) has all"


def _members(community: "Community") -> str:
    """Who is in it; whoever is elsewhere in some runs with the share of those in which it is there."""
    told = [
        member.label if member.share >= _FIRM else f"{member.label} ({member.share:.0%})"
        for member in community.members[:_MOST]
    ]
    more = len(community.members) - len(told)
    return ", ".join(told) + (f" and {more:,} more" if more else "")
