"""Blank nodes named by what is said of them: the same data get the same names, in whatever order they come.

Nodes are sorted into classes by the IRIs and literals around them, and classes are split by their ties to
other classes until nothing splits any more (colour refinement, with Hopcroft's rule that the largest part
need not be looked at again: n log n steps). Where nodes are left that look alike, one of them is set
apart and the splitting goes on. For trees, chains, lists and rings, and wherever nodes that look alike are
alike, it does not matter which. Only in graphs that are regular without being symmetric it does:
there the same names come of the same order of the quads alone. W3C's RDFC-1.0 decides those too, by
trying all, which eight blank nodes that all know each other make a matter of minutes.

McKay, Practical graph isomorphism (1981); Hopcroft, An n log n algorithm for minimizing states (1971).
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyoxigraph

Tie = tuple[tuple[int, int, int], int]
"""What a node stands in with another: the shape of the quad and both places in it; the other node."""


def canonical(quads: "Iterable[pyoxigraph.Quad]") -> "list[pyoxigraph.Quad]":
    """The quads, each once, their blank nodes named b0, b1 ... by what the quads say of them.

    >>> from pyoxigraph import BlankNode, NamedNode, Quad
    >>> p, x, y = NamedNode("http://e/p"), BlankNode("x"), BlankNode("y")
    >>> [str(quad) for quad in canonical([Quad(x, p, y), Quad(y, p, p)])]
    ['_:b1 <http://e/p> _:b0', '_:b0 <http://e/p> <http://e/p>']
    """
    import pyoxigraph

    found = list(dict.fromkeys(quads))
    nodes: dict[str, int] = {}
    shapes = [_shape(quad, nodes) for quad in found]
    if not nodes:
        return found
    places = _places(len(nodes), shapes)
    names = {
        label: pyoxigraph.BlankNode(f"b{place}") for label, place in zip(nodes, places, strict=True)
    }
    return [
        _renamed(quad, names) if those else quad
        for quad, (_, those) in zip(found, shapes, strict=True)
    ]


def _shape(quad: "pyoxigraph.Quad", nodes: dict[str, int]) -> tuple[str, list[int]]:
    """The quad with a number in place of each blank node, and the nodes; "" if there are none."""
    those: dict[str, int] = {}
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    blank = list(_blank_in(terms))
    if not blank:
        return "", []
    for label in blank:
        those.setdefault(label, len(those))
    text = " ".join(_text(term, those) for term in terms)
    return text, [nodes.setdefault(label, len(nodes)) for label in those]


def _blank_in(terms: Iterable[Any]) -> Iterator[str]:
    import pyoxigraph

    for term in terms:
        if isinstance(term, pyoxigraph.BlankNode):
            yield term.value
        elif isinstance(term, pyoxigraph.Triple):
            yield from _blank_in(term)


def _text(term: Any, those: dict[str, int]) -> str:
    import pyoxigraph

    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{those[term.value]}"
    if isinstance(term, pyoxigraph.Triple):
        return f"<<( {' '.join(_text(part, those) for part in term)} )>>"
    return str(term)


def _renamed(quad: Any, names: "dict[str, pyoxigraph.BlankNode]") -> Any:
    """The quad, or triple within one, with other blank nodes."""
    import pyoxigraph

    terms = []
    for term in quad:
        if isinstance(term, pyoxigraph.BlankNode):
            terms.append(names[term.value])
        elif isinstance(term, pyoxigraph.Triple):
            terms.append(_renamed(term, names))
        else:
            terms.append(term)
    return type(quad)(*terms)


def _places(count: int, shapes: list[tuple[str, list[int]]]) -> list[int]:
    """The place of each node in the order that follows from the shapes around it."""
    rank = {text: number for number, text in enumerate(sorted({text for text, _ in shapes}))}
    alone: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    ties: list[list[Tie]] = [[] for _ in range(count)]
    for text, those in shapes:
        shape = rank[text]
        for place, node in enumerate(those):
            alone[node].append((shape, place))
            ties[node] += [
                ((shape, place, at), other) for at, other in enumerate(those) if other != node
            ]
    classes = _Classes([tuple(sorted(each)) for each in alone], ties)
    classes.split(list(classes.length))
    for place in range(count):
        while classes.length[place] > 1:
            classes.split([classes.set_apart(place)])
    return classes.place


class _Classes:
    """Nodes in an order, cut into classes; a class goes by the place of its first node."""

    def __init__(self, keys: list[tuple[tuple[int, int], ...]], ties: list[list[Tie]]) -> None:
        self.ties = ties
        alike: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
        for node, key in enumerate(keys):
            alike[key].append(node)
        groups = [alike[key] for key in sorted(alike)]
        starts = accumulate((len(group) for group in groups[:-1]), initial=0)
        self.order = [node for group in groups for node in group]
        self.place = [0] * len(keys)
        self.start = [0] * len(keys)
        self.length: dict[int, int] = {}
        for start, group in zip(starts, groups, strict=True):
            self.length[start] = len(group)
            for place, node in enumerate(group, start):
                self.place[node], self.start[node] = place, start

    def set_apart(self, start: int) -> int:
        """Make the last node of a class a class of its own, and name it."""
        self.length[start] -= 1
        last = start + self.length[start]
        self.start[self.order[last]] = last
        self.length[last] = 1
        return last

    def split(self, by: Iterable[int]) -> None:
        """Split classes by their ties to these, and by those to what has been split, to the end."""
        waiting = deque(by)
        queued = set(waiting)
        while waiting:
            first = waiting.popleft()
            queued.discard(first)
            marks: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
            for node in self.order[first : first + self.length[first]]:
                for mark, other in self.ties[node]:
                    marks[other].append(mark)
            touched: dict[int, list[int]] = defaultdict(list)
            for node in marks:
                touched[self.start[node]].append(node)
            for start in sorted(touched):
                if self.length[start] > 1:
                    parts = self._parted(start, touched[start], marks)
                    if start not in queued:
                        parts.remove(max(parts, key=lambda part: self.length[part]))
                    new = [part for part in parts if part not in queued]
                    waiting += new
                    queued.update(new)

    def _parted(
        self, start: int, nodes: list[int], marks: dict[int, list[tuple[int, int, int]]]
    ) -> list[int]:
        """The classes that one falls into: what has no mark stays in front, then by the marks."""
        groups: dict[tuple[tuple[int, int, int], ...], list[int]] = defaultdict(list)
        for node in nodes:
            groups[tuple(sorted(marks[node]))].append(node)
        end = start + self.length[start]
        parts = []
        for key in sorted(groups, reverse=True):
            first = end - len(groups[key])
            for place, node in enumerate(groups[key], first):
                self._swap(node, place)
                self.start[node] = first
            self.length[first] = len(groups[key])
            parts.append(first)
            end = first
        if end > start:
            self.length[start] = end - start
            parts.append(start)
        return parts[::-1]

    def _swap(self, node: int, place: int) -> None:
        """Put a node in a place, and what is there in the node's."""
        other, left = self.order[place], self.place[node]
        self.order[left], self.order[place] = other, node
        self.place[other], self.place[node] = left, place
