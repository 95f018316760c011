"""Cells as the engine spells them, read in blocks: each different one becomes a term once.

An answer says the same thing again and again: a row is split here into its cells by plain string methods,
and only cells not seen before are read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kg.sparql.cells import in_rdflib, order, read_terms

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any

    from kg.sparql.cells import Cell

BLOCK = 1024  # rows
Split = Callable[[str], Sequence[str]]


def rows_of_tsv(lines: bytes) -> list[str]:
    """The rows of SPARQL TSV without its head; line ends inside values are escaped.

    >>> rows_of_tsv(b'<http://e/>\\t1\\n\\t2\\n')
    ['<http://e/>\\t1', '\\t2']
    """
    return lines.decode().split("\n")[:-1]


def splitter(variables: Sequence[str], columns: Sequence[str]) -> Split:
    """What splits a row of SPARQL TSV with these variables into the cells of these columns.

    >>> splitter("ab", "ba")("1\\t2"), splitter("", "")("")
    (['2', '1'], ())
    """
    if not variables:
        return lambda _: ()
    if columns == variables:
        return lambda row: row.split("\t")
    places = [variables.index(column) for column in columns]

    def split(row: str) -> list[str]:
        cells = row.split("\t")
        return [cells[place] for place in places]

    return split


def split_triple(line: str) -> tuple[str, str, str]:
    """The three terms of a line of N-Triples, as the engine writes one.

    >>> split_triple('<http://e/a> <http://e/p> "a b ." .')
    ('<http://e/a>', '<http://e/p>', '"a b ."')
    """
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[:-2]


def read_spelt(cells: Iterable[str]) -> "Iterator[Cell | None]":
    """The terms that cells of SPARQL TSV stand for."""
    return (term for (term,) in read_terms(["t"], "".join(f"{c}\n" for c in cells).encode()))


def read_objects(cells: Iterable[str]) -> "Iterator[Cell | None]":
    """The terms that the objects of N-Triples stand for."""
    import pyoxigraph

    text = "".join(f"<urn:s> <urn:p> {cell} .\n" for cell in cells)
    found = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return (quad.object for quad in found)


@dataclass(frozen=True)
class Spellings:
    """What the cells met so far stand for, by their spelling; `read` makes terms of new ones."""

    read: "Callable[[Iterable[str]], Iterator[Cell | None]]"
    _terms: "dict[str, Cell | None]" = field(default_factory=lambda: {"": None})
    _rdflib: "dict[str, Any]" = field(default_factory=lambda: {"": None})

    def terms(self, rows: Iterable[Sequence[str]]) -> "dict[str, Cell | None]":
        """The engine's term of every cell in the rows, by its spelling."""
        return self._terms_of(set(chain.from_iterable(rows)))

    def in_rdflib(self, rows: Iterable[Sequence[str]]) -> "dict[str, Any]":
        """Rdflib's term of every cell in the rows, by its spelling."""
        import rdflib

        known = self._rdflib
        new = set(chain.from_iterable(rows)).difference(known)
        others = {cell for cell in new if not _is_iri(cell)}
        for cell in new - others:
            # Without URIRef's own check, which takes most of its time: the engine takes no bad IRI.
            known[cell] = str.__new__(rdflib.URIRef, cell[1:-1])
        terms = self._terms_of(others)
        for cell in others:
            known[cell] = in_rdflib(terms[cell])
        return known

    def in_order(self, lines: list[str], split: Split) -> list[str]:
        """The lines in the order of their terms (see `order`), those that are alike as they came."""
        rows = [split(line) for line in lines]
        cells = set(chain.from_iterable(rows))
        others = {cell for cell in cells if not _is_iri(cell)}
        keys = {cell: f"2{cell[1:-1]}\0\0\0\0" for cell in cells - others}
        terms = self._terms_of(others)
        keys |= {cell: _key(order(terms[cell])) for cell in others}
        sums = ["".join(map(keys.__getitem__, row)) for row in rows]
        return [lines[place] for place in sorted(range(len(lines)), key=sums.__getitem__)]

    def _terms_of(self, cells: set[str]) -> "dict[str, Cell | None]":
        new = list(cells.difference(self._terms))
        if new:
            self._terms.update(zip(new, self.read(new), strict=True))
        return self._terms


def _is_iri(cell: str) -> bool:
    return cell[:1] == "<" and cell[1:2] != "<"


def _key(ranked: tuple[int, str, str]) -> str:
    """A text that sorts as the tuple does, whatever is put after it: what ends a part is below all of it.

    >>> _key((3, "a", "x")) < _key((3, "a\\0", "b")) < _key((3, "a ", "c"))
    True
    """
    kind, text, tail = ranked
    return f"{kind}{text.replace(chr(0), f'{chr(0)}{chr(1)}')}\0\0{tail}\0\0"
