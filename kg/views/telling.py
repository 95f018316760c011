"""What answers to an analyst's questions have in common on the page: lines with numbered sources."""

import html as markup
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.iris import curie
from kg.views import tables
from kg.views.records import Record, plain

if TYPE_CHECKING:
    from kg.analysis.saying import Account, Matter, Said
    from kg.views.listings import Listing

_WIDTH = 80


class Sources:
    """Citations in the order of their first mention, numbered from 1."""

    def __init__(self) -> None:
        self.citations: list[str] = []

    def line(self, said: "Said", *, note: bool = True, indent: str = "  ") -> Iterator[str]:
        """The statement with its marks and its name; below it the data's note."""
        yield f"{indent}- {said}{self.marks(said)} {curie(said.iri)}"
        if note and said.note:
            yield f"{indent}    {said.note}"

    def marks(self, said: "Said") -> str:
        """The numbers of the statement's citations in brackets."""
        for citation in said.citations:
            if citation not in self.citations:
                self.citations.append(citation)
        numbers = sorted(self.citations.index(each) + 1 for each in said.citations)
        return "".join(f" [{number}]" for number in numbers)

    def listed(self) -> Iterator[str]:
        """The citations to stand below an answer, each under its number."""
        if self.citations:
            yield from ("", "Sources")
            yield from (f"  [{mark}] {text}" for mark, text in enumerate(self.citations, 1))


def text(listing: "Listing") -> str:
    """A listing in lines of at most 80 characters."""
    lines = (*listing.above, *(listing.lines or (listing.empty,)))
    return "\n".join(tables.wrapped(tables.safe(each), width=_WIDTH) for each in lines)


def html(listing: "Listing") -> str:
    """A listing as an HTML element: what was counted, a table of the rows."""
    head = "".join(f"<p>{markup.escape(tables.safe(each))}</p>" for each in listing.above)
    if not listing.rows:
        return f"<div>{head}<p>{markup.escape(tables.safe(listing.empty))}</p></div>"
    return f"<div>{head}{tables.html_table(listing.columns, listing.rows)}</div>"


def shown(said: "Said") -> Record:
    """The statement as a record, with the words that people read."""
    return {**plain(said), "text": str(said)}


def named(matter: "Matter") -> str:
    """What an act is about or answers, with its dates."""
    return matter.label + (f" ({matter.when})" if matter.when else "")


def word_of(accounts: "Iterable[Account]") -> str:
    """Whose word it is, a party's own marked."""
    return "; ".join(each.name + (" (a party)" if each.party else "") for each in accounts)


def listed(names: Iterable[str]) -> str:
    """Names in a row.

    >>> listed(["Iran"]), listed(["Iran", "Russia", "Ukraine"])
    ('Iran', 'Iran, Russia and Ukraine')
    """
    every = list(names)
    return " and ".join(filter(None, (", ".join(every[:-1]), *every[-1:])))


def curies(statements: Iterable[str]) -> str:
    """Statements by name, for a cell."""
    return "; ".join(map(curie, statements))
