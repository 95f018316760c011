"""What becomes of a path if the graph is otherwise: as lines, a listing, a record and in a notebook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views import records, telling
from kg.views.lines import count
from kg.views.listings import Listing
from kg.views.records import Record, plain
from kg.views.robust import falling

if TYPE_CHECKING:
    from kg.analysis.chains import Path
    from kg.analysis.steadiness import PathRobustness

_COLUMNS = ("if", "path", "strength", "statements")


def text(found: "PathRobustness") -> str:
    """What becomes of the path, in lines of at most 80 characters."""
    return telling.text(listing(found))


def html(found: "PathRobustness") -> str:
    """What becomes of the path, as an HTML element."""
    return telling.html(listing(found))


def record(found: "PathRobustness") -> Record:
    """The fields of the answer, with its verdict and the paths in full."""
    return {
        **plain(found),
        "verdict": found.verdict.value,
        "statements": list(found.statements),
        "path": _path(found.path),
        "certain": _path(found.certain),
        "without": [
            {"origin": plain(each.origin), "path": _path(each.path)} for each in found.without
        ],
    }


def listing(found: "PathRobustness") -> Listing:
    """The strongest path and those in its place, a row for each, under the verdict."""
    empty = f"No {found.called} from {found.source} to {found.target} among {found.counted}."
    return Listing(
        _COLUMNS,
        list(_rows(found)) if found.path else [],
        record(found),
        above=(f"Searched {found.counted}",) if found.path else (),
        lines=tuple(_lines(found)) if found.path else (),
        empty=empty,
    )


def _lines(found: "PathRobustness") -> Iterator[str]:
    yield f"{found.verdict.value.capitalize()}: {_way(found.path)}"
    yield from (f"  - {each}" for each in found.reasons)
    yield (
        f"The strongest in {found.strongest:.0%} of {count(found.draws, 'draw')} by confidence (seed"
        f" {found.seed}){falling(found.together)}, any path in {found.connected:.0%}; stable from"
        f" {found.level:.0%} on"
    )
    yield f"Left out one by one: {found.left_out:,} of {count(found.origins, found.leave_out)}"
    if found.path is not None:
        yield ""
        yield found.path.sentence
        yield from (f"  [{mark}] {each}" for mark, each in enumerate(found.path.citations, 1))


def _rows(found: "PathRobustness") -> Iterator[tuple[object, ...]]:
    ways = [("as it is", found.path), ("certain statements alone", found.certain)]
    ways += [(f"without {each.origin}", each.path) for each in found.without]
    for what, path in ways:
        iris = path.statements if path else ()
        strength = f"{path.strength:.3f}" if path else ""
        yield what, _way(path), strength, "; ".join(map(curie, iris))


def _way(path: "Path | None") -> str:
    return "no path" if path is None else " > ".join(path.labels)


def _path(path: "Path | None") -> Record | None:
    return None if path is None else records.path(path)
