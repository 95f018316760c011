"""What a source can have known: none reports what had not begun when it came out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.model import Source, Statement, Status

_TO_COME = (Status.EXPECTED, Status.PROPOSED, Status.THREATENED)
_BOUNDS = {"since": "beginning", "until": "end", "date": "date"}


@dataclass(frozen=True)
class Alone:
    """A bound of a statement ("since", "until" or "date") that one origin alone gives, and by name which."""

    bound: str
    by: tuple[str, ...]

    def __str__(self) -> str:
        return f"its {_BOUNDS[self.bound]} by {' and '.join(self.by)} alone"


def able(
    statement: Statement, first: int | None, sources: Mapping[str, Source]
) -> Statement | None:
    """The statement with the evidence that can have known what began on this day (ordinal) at the earliest.

    That is the evidence of sources that were not surely out before it; one without a date counts as of
    today. None if there was evidence, and none of it is left. What is to come (Expected, Proposed,
    Threatened) is spoken of before it begins, so all evidence of that is able.

    >>> from kg.dates import parse_date
    >>> from kg.model import Evidence
    >>> sources = {"http://w": Source("http://w", "Wire", date=parse_date("2022-05-10"))}
    >>> told = Statement("http://s", "http://a", "http://p", "http://b", Status.ACTUAL,
    ...                  evidence=(Evidence("http://w"),))
    >>> able(told, parse_date("2022").earliest, sources) == told
    True
    >>> able(told, parse_date("2022-11-03").earliest, sources) is None
    True
    """
    if first is None or statement.status in _TO_COME or not statement.evidence:
        return statement
    dates = ((each, sources.get(each.source)) for each in statement.evidence)
    kept = tuple(
        each
        for each, source in dates
        if source is None or source.date is None or source.date.latest >= first
    )
    if len(kept) == len(statement.evidence):
        return statement
    return replace(statement, evidence=kept) if kept else None


def bounds_given(statement: Statement) -> Iterable[str]:
    """Which bounds the statement gives."""
    return (name for name in _BOUNDS if getattr(statement, name) is not None)


def gives(other: Statement, statement: Statement, bound: str) -> bool:
    """Whether what another says implies this bound: a day of May implies May, and not the other way round."""
    wanted = getattr(statement, bound)
    found = getattr(other, bound) or (None if bound == "date" else other.date)
    return found is not None and wanted.earliest <= found.earliest <= found.latest <= wanted.latest
