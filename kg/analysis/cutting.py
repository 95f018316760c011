"""The evidence cut: the fewest origins whose loss leaves no influence path between two actors.

Lose an origin, and a statement falls if all that it rests on comes of lost origins; a step falls with the
last statement that carries it. So a step needs the loss of every origin behind its statements, and the
cut is a smallest set that fells a step of every path. Paths are too many to list, so they become
constraints one after another: `kg.analysis.hitting` proposes a set, a search looks for paths that it
leaves, and these are the next constraints (E. Moreno-Centeno and R. M. Karp, "The Implicit Hitting Set
Approach to Solve Combinatorial Optimization Problems", Operations Research 61(2), 2013).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.analysis.choosing import asked
from kg.analysis.given import graph_of
from kg.analysis.hitting import smallest_hitting
from kg.analysis.origins import Origin
from kg.analysis.patterned import moves_by
from kg.analysis.resting import resting_of
from kg.analysis.surviving import Steps
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset

_AT_ONCE = 16  # paths that share no step, which one look gives to the program


@dataclass(frozen=True)
class EvidenceCut(Shown):
    """The fewest origins whose loss leaves no influence path from `source` to `target` (labels).

    `possible` is false where no loss of sources does it: `standing` are then the statements without a
    source that carry such a path. It is true with no `origins` where there is no path to begin with.
    `falls` are the statements that rest on nothing else and carried a step on the way, by IRI; `unique`
    tells whether no other set of as few does it. `paths` is how many paths the proof looked at,
    `counted` what they were looked for in. `pattern` is what their steps follow, None where they are those
    of influence.
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
    pattern: str | None = None

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
        kind = "influence path" if self.pattern is None else f"path by '{self.pattern}'"
        if not self.possible:
            return (
                f"No set of sources suffices: a {kind.removeprefix('influence ')} {ends} is carried by"
                " statements without a source."
            )
        if not self.origins:
            return (
                f"No {kind.partition(' by ')[0]} {ends} among {self.counted}."  # which says by what
            )
        names = ", ".join(each.label for each in self.origins)
        count = len(self.origins)
        whose = "the only set" if self.unique else "one of several sets"
        return (
            f"Every {kind} {ends} rests on {count} origin{'' if count == 1 else 's'}: {names}"
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
    pattern: str | None = None,
) -> EvidenceCut:
    """The smallest set of independent origins whose loss removes every path from one actor to another.

    What is lost is an origin, with all documents that come of it: see `kg.analysis.origins`. A
    statement with two sources falls only if all origins behind both are lost; one without a source
    never does. The answer is exact: no smaller set exists. Paths are those of `kg.paths` with the same
    options, so with `max_steps` only those of so many steps must go, and with a `pattern` only those that
    follow it: then a statement falls that would carry a step of the pattern, as it stands.

    Args:
        graph: what `kg.project` gave, or a dataset, of which the Actual statements count.
        a: where influence starts: a label, alias, local name, CURIE or IRI.
        b: where it arrives.
        max_steps: the longest path that counts, in steps.
        sign: the signs of relations that carry influence; cooperation and neutral unless said otherwise.
        avoid: actors that no path may pass.
        relations: relation types that carry a step; all unless said otherwise.
        families: families of relation types, in the same way.
        pattern: what types the steps have, in order: see `kg.paths`.

    Raises:
        UnknownActor, AmbiguousName, UnknownRelationType: a name is nobody's, or several have it.
        OptionError: both are one actor, the pattern is none, or an option has no sense; or a path by
            the pattern could not be told from none within 1,000,000 beginnings.
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
        pattern=pattern,
    )
    moves = moves_by(graph, question, pattern)
    steps = Steps(question, moves, resting, tuple(resting.origins.all))
    found = EvidenceCut(
        *question.labels, question.counted, possible=True, unique=True, pattern=pattern
    )
    if question.ends is None:
        return found
    for_ever = steps.path(lambda step: steps.behind[step] is None)
    if for_ever is not None:
        standing = _unsourced(steps, for_ever)
        return replace(found, possible=False, unique=False, standing=standing, paths=1)
    paths: list[list[int]] = []
    lost = _smallest(steps, paths)
    if lost is None:  # pragma: no cover  # losing all origins always does it, here
        raise LookupError(question.labels)
    other = _smallest(steps, paths, but=lost, most=len(lost)) if lost else None
    origins = tuple(resting.origins.all[key] for key in sorted(steps.keys[each] for each in lost))
    falls = _falling(steps, lost)
    return replace(found, origins=origins, falls=falls, unique=other is None, paths=len(paths))


def _left_by(steps: Steps, lost: frozenset[int]) -> list[list[int]]:
    """Some paths that the loss of these origins leaves, no two of one step; empty if it leaves none."""
    found: list[list[int]] = []
    closed: set[int] = set()

    def left(step: int) -> bool:
        needed = steps.behind[step]
        return step not in closed and (needed is None or not needed <= lost)

    while len(found) < _AT_ONCE and (way := steps.path(left)) is not None:
        found.append(way)
        closed.update(way)
    return found


def _smallest(
    steps: Steps,
    paths: list[list[int]],
    *,
    but: frozenset[int] | None = None,
    most: int | None = None,
) -> frozenset[int] | None:
    """The fewest origins that leave no path; `paths` grows by the paths that proved it.

    With `but`, a set that is not that one, of at most `most`; None where there is none.
    """
    while True:
        needed = [[steps.behind[step] for step in path] for path in paths]
        lost = smallest_hitting(needed, len(steps.keys), but=but)
        if lost is None or (most is not None and len(lost) > most):
            return None
        more = _left_by(steps, lost)
        if not more:
            return lost
        paths += more


def _falling(steps: Steps, lost: frozenset[int]) -> tuple[str, ...]:
    """The statements on the way between the ends that rest on nothing but what is lost."""
    import numpy

    resting = steps.resting
    gone = {steps.keys[each] for each in lost}
    rows = {
        row
        for row, step in steps.rows()
        if step in steps.between
        and resting.sources[row]
        and resting.origins.behind(resting.sources[row]) <= gone
    }
    return tuple(resting.ties.iris(numpy.array(sorted(rows), int)))


def _unsourced(steps: Steps, way: list[int]) -> tuple[str, ...]:
    """The statements without a source that carry these steps, in the order of the path."""
    import numpy

    place = {step: number for number, step in enumerate(way)}
    rows = sorted(
        {
            (place[step], row)
            for row, step in steps.rows()
            if step in place and not steps.resting.sources[row]
        }
    )
    found = steps.resting.ties.iris(numpy.array([row for _, row in rows], int))
    return tuple(dict.fromkeys(found))
