"""What of an answer is stable or contested: as lines, a listing, a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.views import telling
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.scenario.marking import Marks

_COLUMNS = ("part", "verdict", "not without")


def text(found: "Marks") -> str:
    """The parts in lines of at most 80 characters."""
    return telling.text(listing(found))


def html(found: "Marks") -> str:
    """The parts as an HTML table."""
    return telling.html(listing(found))


def record(found: "Marks") -> Record:
    """The fields of the answer, with its verdict and that of each part."""
    return {
        **plain(found),
        "verdict": found.verdict.value,
        "parts": [{**plain(each), "verdict": each.verdict.value} for each in found],
    }


def listing(found: "Marks") -> Listing:
    """A row for each part, under what was left out."""
    return Listing(
        _COLUMNS,
        [(each.label, each.verdict.value, "; ".join(map(str, each.without))) for each in found],
        record(found),
        above=tuple(_above(found)),
        lines=tuple(_lines(found)),
        empty="The answer has no parts.",
    )


def _above(found: "Marks") -> Iterator[str]:
    stable = sum(each.verdict.value == "stable" for each in found)
    yield (
        f"{found.verdict.value.capitalize()}: {stable:,} of {count(len(found), 'part')} stable, by"
        f" asking again without each {found.leave_out}"
    )
    yield f"Left out one by one: {found.left_out:,} of {count(found.origins, found.leave_out)}"
    if found.alone is not None:
        more = "; leaving out each place tells more" if found.leave_out == "origin" else ""
        yield f"All rests on {found.alone}{more}"


def _lines(found: "Marks") -> Iterator[str]:
    yield from (f"  {each}" for each in found)
    if found.instead:
        one = "an origin" if found.leave_out == "origin" else f"a {found.leave_out}"
        yield from ("", f"Said only without {one}")
        yield from (f"  {label}, without {origin}" for label, origin in found.instead)
