"""Cells as the engine spells them, read in blocks: each different one becomes a term once.

An answer says the same thing again and again: blocks are split here into columns of cells by plain string
methods, and only cells not met before are read.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kg.sparql.cells import in_rdflib, order, read_terms

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any

    from kg.sparql.cells import Cell

BLOCK = 1024  # lines
Columns = list[Sequence[str]]
Split = Callable[[list[str]], Columns]


def whole_lines(told: bytes) -> list[str]:
    """The lines of an answer without their ends; those inside values are escaped.

    >>> whole_lines(b'<http://e/>\\t1\\n\\t2\\n')
    ['<http://e/>\\t1', '\\t2']
    """
    return told.decode().split("\n")[:-1]


def splitter(variables: Sequence[str], columns: Sequence[str]) -> Split:
    """What splits lines of SPARQL TSV with these variables into these columns.

    >>> splitter("ab", "ba")(["1\\t2", "3\\t4"])
    [['2', '4'], ['1', '3']]
    """
    return functools.partial(_split_rows, [variables.index(name) for name in columns])


def _split_rows(places: list[int], lines: list[str]) -> Columns:
    cells = "\t".join(lines).split("\t") if lines else []
    return [cells[place :: len(places)] for place in places]


def split_triples(lines: list[str]) -> Columns:
    """Lines of N-Triples, as the engine writes them, as columns of subjects, predicates and objects.

    >>> split_triples(['_:a <http://e/p> "a b ." .', '_:a <http://e/p> _:b .'])
    [['_:a', '_:a'], ['<http://e/p>', '<http://e/p>'], ['"a b ."', '_:b']]
    """
    text = " ".join(lines)
    if lines and '"' not in text and "<<(" not in text:
        cells = text.split(" ")
        return [cells[0::4], cells[1::4], cells[2::4]]
    rows = [line.split(" ", 2) for line in lines]
    return [[s for s, _, _ in rows], [p for _, p, _ in rows], [o[:-2] for _, _, o in rows]]


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

    def terms(self, columns: Columns) -> "Iterator[tuple[Cell | None, ...]]":
        """The rows as the engine's terms."""
        known = self._terms_of(set(chain.from_iterable(columns)))
        return zip(*(map(known.__getitem__, column) for column in columns), strict=True)

    def in_rdflib(self, columns: Columns) -> "Iterator[tuple[Any, ...]]":
        """The rows as rdflib's terms."""
        import rdflib

        known = self._rdflib
        new = set(chain.from_iterable(columns)).difference(known)
        others = _but_iris(new)
        iris = list(new - others if others else new)
        # Without URIRef's own check, which takes most of its time: the engine takes no bad IRI.
        make = functools.partial(str.__new__, rdflib.URIRef)
        known.update(zip(iris, map(make, [cell[1:-1] for cell in iris]), strict=True))
        if others:
            terms = self._terms_of(others)
            known.update((cell, in_rdflib(terms[cell])) for cell in others)
        return zip(*(map(known.__getitem__, column) for column in columns), strict=True)

    def in_order(self, lines: list[str], split: Split, *, as_spelt: bool) -> list[str]:
        """The lines in the order of their terms (see `order`), those that are alike as they came.

        `as_spelt` says that the columns are split off in the order in which the lines have them.
        """
        if as_spelt and _only_iris(lines, split(lines[:1])):
            # Nothing in an IRI is below what ends it here.
            keys = sorted("\n".join(lines).replace(">", "\0").split("\n"))
            return "\n".join(keys).replace("\0", ">").split("\n")
        columns = split(lines)
        if not lines or not columns:
            return lines
        cells = set(chain.from_iterable(columns))
        others = _but_iris(cells)
        ranks = {cell: f"2{cell[1:-1]}\0\0\0\0" for cell in cells - others}
        terms = self._terms_of(others)
        ranks |= {cell: _key(order(terms[cell])) for cell in others}
        rows = zip(*(map(ranks.__getitem__, column) for column in columns), strict=True)
        keys = list(map("".join, rows))
        return [lines[place] for place in sorted(range(len(lines)), key=keys.__getitem__)]

    def _terms_of(self, cells: set[str]) -> "dict[str, Cell | None]":
        new = list(cells.difference(self._terms))
        if new:
            self._terms.update(zip(new, self.read(new), strict=True))
        return self._terms


def _only_iris(lines: list[str], columns: Columns) -> bool:
    """Whether all cells of lines with so many columns are IRIs, one column at least."""
    text = "".join(lines)
    cells = len(lines) * len(columns)
    return bool(cells) and text.count("<") == cells and '"' not in text and "<<(" not in text


def _but_iris(cells: set[str]) -> set[str]:
    if (
        cells and min(cells) >= "<A" and max(cells) < "="
    ):  # as when all are; a scheme has a letter first
        return set()
    return {cell for cell in cells if cell[:1] != "<" or cell[1] == "<"}


def _key(ranked: tuple[int, str, str]) -> str:
    """A text that sorts as the tuple does, whatever is put after it: what ends a part is below all of it.

    >>> _key((3, "a", "x")) < _key((3, "a\\0", "b")) < _key((3, "a ", "c"))
    True
    """
    kind, text, tail = ranked
    return f"{kind}{text.replace(chr(0), f'{chr(0)}{chr(1)}')}\0\0{tail}\0\0"
