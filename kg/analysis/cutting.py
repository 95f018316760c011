"""The evidence cut: the fewest origins whose loss leaves no influence path between two actors.

Lose an origin, and a statement falls if all that it rests on comes of lost origins; a step falls with the
last statement that carries it. So a step needs the loss of every origin behind its statements, and the
cut is a smallest set that fells a step of every path. Paths are too many to list, so they become
constraints one after another: `kg.analysis.hitting` proposes a set, a search looks for paths that it
leaves, and these are the next constraints (E. Moreno-Centeno and R. M. Karp, "The Implicit Hitting Set
Approach to Solve Combinatorial Optimization Problems", Operations Research 61(2), 2013).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.choosing import Question, asked
from kg.analysis.given import graph_of
from kg.analysis.hitting import smallest_hitting
from kg.analysis.origins import Origin
from kg.analysis.pairs import Pairs
from kg.analysis.resting import Resting, resting_of
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from kg.dataset import Dataset

    Array = NDArray[Any]

_AT_ONCE = 16  # paths that share no step, which one look gives to the program

Behind = frozenset[int] | None
"""Places of the origins that must be lost for a step to fall; None where it cannot fall."""


@dataclass(frozen=True)
class EvidenceCut(Shown):
    """The fewest origins whose loss leaves no influence path from `source` to `target` (labels).

    `possible` is false where no loss of sources does it: `standing` are then the statements without a
    source that carry such a path. It is true with no `origins` where there is no path to begin with.
    `falls` are the statements that rest on nothing else and carried a step on the way, by IRI; `unique`
    tells whether no other set of as few does it. `paths` is how many paths the proof looked at,
    `counted` what they were looked for in.
    """

    source: str
    target: str
    counted: str
    possible: bool
    origins: tuple[Origin, ...] = ()
    falls: tuple[str, ...] = ()
    unique: bool = False
    standing: tuple[str, ...] = ()
    paths: int = 0

    def __len__(self) -> int:
        return len(self.origins)

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that the answer rests on: those that fall, or those that stand whatever falls."""
        return self.falls or self.standing

    @property
    def sentence(self) -> str:
        """The answer in a sentence."""
        ends = f"from {self.source} to {self.target}"
        if not self.possible:
            return f"No set of sources suffices: a path {ends} is carried by statements without a source."
        if not self.origins:
            return f"No influence path {ends} among {self.counted}."
        names = ", ".join(each.label for each in self.origins)
        count = len(self.origins)
        whose = "the only set" if self.unique else "one of several sets"
        return (
            f"Every influence path {ends} rests on {count} origin{'' if count == 1 else 's'}: {names}"
            f" ({whose} of that size)."
        )

    def __str__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        from kg.views.cuts import html

        return html(self)


def evidence_cut(
    graph: "Dataset | networkx.MultiDiGraph[str]",
    a: str,
    b: str,
    *,
    max_steps: int | None = None,
    sign: Iterable[int | str] | int | str | None = (0, 1),
    avoid: Iterable[str] | str = (),
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
) -> EvidenceCut:
    """The smallest set of independent origins whose loss removes every path from one actor to another.

    What is lost is an origin, with all documents that come of it: see `kg.analysis.origins`. A
    statement with two sources falls only if all origins behind both are lost; one without a source
    never does. The answer is exact: no smaller set exists. Paths are those of `kg.paths` with the same
    options, so with `max_steps` only those of so many steps must go.

    Args:
        graph: what `kg.project` gave, or a dataset, of which the Actual statements count.
        a: where influence starts: a label, alias, local name, CURIE or IRI.
        b: where it arrives.
        max_steps: the longest path that counts, in steps.
        sign: the signs of relations that carry influence; cooperation and neutral unless said otherwise.
        avoid: actors that no path may pass.
        relations: relation types that carry a step; all unless said otherwise.
        families: families of relation types, in the same way.

    Raises:
        UnknownActor, AmbiguousName, UnknownRelationType: a name is nobody's, or several have it.
        OptionError: both are one actor, or an option has no sense.
        KgError: the solver failed.
    """
    graph = graph_of(graph)
    resting = resting_of(graph)
    question = asked(
        graph,
        a,
        b,
        ties=resting.ties,
        max_steps=max_steps,
        sign=sign,
        avoid=avoid,
        relations=relations,
        families=families,
    )
    keys = tuple(resting.origins.all)
    behind = _behind(question.pairs, resting, {key: place for place, key in enumerate(keys)})
    search = _Search(question, behind)
    if question.ends is None:
        return _answer(question, resting, keys, frozenset(), unique=True, looked=0)
    for_ever = search.path(lambda needed: needed is None)
    if for_ever is not None:
        standing = _unsourced(question.pairs, resting, for_ever)
        return EvidenceCut(
            *question.labels, possible=False, standing=standing, paths=1, counted=question.counted
        )
    paths: list[list[int]] = []
    lost = _smallest(search, behind, len(keys), paths)
    if lost is None:  # pragma: no cover  # losing all origins always does it, here
        raise LookupError(question.labels)
    other = _smallest(search, behind, len(keys), paths, but=lost, most=len(lost)) if lost else None
    unique = other is None
    return _answer(question, resting, keys, lost, unique=unique, looked=len(paths))


def _behind(pairs: Pairs, resting: Resting, place: dict[str, int]) -> list[Behind]:
    """For each pair, the origins that must all be lost for it to fall."""
    found: list[Behind] = [frozenset()] * len(pairs)
    origins = [
        frozenset(place[key] for key in resting.origins.behind(each)) for each in resting.sources
    ]
    for row, pair in zip(pairs.row.tolist(), pairs.of.tolist(), strict=True):
        known = found[pair]
        found[pair] = known | origins[row] if known is not None and origins[row] else None
    return found


class _Search:
    """Shortest paths among the pairs that are left."""

    def __init__(self, question: Question, behind: list[Behind]) -> None:
        self.question, self.behind = question, behind
        self.targets = question.pairs.target.tolist()
        self.outward = question.pairs.outward.tolist()

    def path(
        self, left: Callable[[Behind], bool], closed: frozenset[int] = frozenset()
    ) -> list[int] | None:
        """The pairs of a path of the fewest steps over pairs that are left and not closed, or None."""
        start, end = self.question.ends or (0, 0)
        most = self.question.max_steps
        came: dict[int, tuple[int, int]] = {start: (-1, -1)}
        ring, steps = [start], 0
        while ring and end not in came and (most is None or steps < most):
            steps += 1
            ahead: list[int] = []
            for node in ring:
                for pair in range(self.outward[node], self.outward[node + 1]):
                    target = self.targets[pair]
                    if target not in came and pair not in closed and left(self.behind[pair]):
                        came[target] = (node, pair)
                        ahead.append(target)
            ring = ahead
        if end not in came:
            return None
        way = []
        while end != start:
            end, pair = came[end]
            way.append(pair)
        return way[::-1]

    def left_by(self, lost: frozenset[int]) -> list[list[int]]:
        """Some paths that the loss of these origins leaves, no two of one step; empty if it leaves none."""

        def left(needed: Behind) -> bool:
            return needed is None or not needed <= lost

        found: list[list[int]] = []
        closed: frozenset[int] = frozenset()
        while len(found) < _AT_ONCE and (way := self.path(left, closed)) is not None:
            found.append(way)
            closed |= frozenset(way)
        return found


def _smallest(
    search: _Search,
    behind: list[Behind],
    count: int,
    paths: list[list[int]],
    *,
    but: frozenset[int] | None = None,
    most: int | None = None,
) -> frozenset[int] | None:
    """The fewest of `count` origins that leave no path; `paths` grows by the paths that proved it.

    With `but`, a set that is not that one, of at most `most`; None where there is none.
    """
    while True:
        needed = [[behind[pair] for pair in path] for path in paths]
        lost = smallest_hitting(needed, count, but=but)
        if lost is None or (most is not None and len(lost) > most):
            return None
        more = search.left_by(lost)
        if not more:
            return lost
        paths += more


def _answer(
    question: Question,
    resting: Resting,
    keys: tuple[str, ...],
    lost: frozenset[int],
    *,
    unique: bool,
    looked: int,
) -> EvidenceCut:
    import numpy

    gone = {keys[each] for each in lost}
    between = _between(question)
    rows = {
        row
        for row, pair in zip(question.pairs.row.tolist(), question.pairs.of.tolist(), strict=True)
        if pair in between
        and resting.sources[row]
        and resting.origins.behind(resting.sources[row]) <= gone
    }
    falls = tuple(resting.ties.iris(numpy.array(sorted(rows), int)))
    origins = tuple(resting.origins.all[key] for key in sorted(gone))
    return EvidenceCut(
        *question.labels,
        possible=True,
        origins=origins,
        falls=falls,
        unique=unique,
        paths=looked,
        counted=question.counted,
    )


def _between(question: Question) -> frozenset[int]:
    """The pairs on a walk from one end to the other."""
    import numpy
    from scipy.sparse import csgraph

    if question.ends is None:
        return frozenset()
    matrix = question.pairs.arcs().matrix()
    (start, end), sides = question.ends, (matrix, matrix.T.tocsr())
    reached = numpy.zeros((2, matrix.shape[0]), bool)
    for side, (one, root) in enumerate(zip(sides, (start, end), strict=True)):
        found = csgraph.breadth_first_order(one, root, return_predecessors=False)
        reached[side, found] = True
    on = reached[0, question.pairs.source] & reached[1, question.pairs.target]
    return frozenset(numpy.flatnonzero(on).tolist())


def _unsourced(pairs: Pairs, resting: Resting, way: list[int]) -> tuple[str, ...]:
    """The statements without a source that carry these pairs, in the order of the path."""
    import numpy

    found: list[str] = []
    for pair in way:
        rows = sorted(set(pairs.row[pairs.of == pair].tolist()))
        found += resting.ties.iris(numpy.array([r for r in rows if not resting.sources[r]], int))
    return tuple(dict.fromkeys(found))
