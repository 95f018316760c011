"""The evidence cut: the fewest origins whose loss leaves no influence path between two actors.

Lose an origin, and a statement falls if all that it rests on comes of lost origins; a step falls with the
last statement that carries it. So a step needs the loss of every origin behind its statements, and the
cut is a smallest set that fells a step of every path. Paths are too many to list, so they become
constraints one after another: `kg.analysis.hitting` proposes a set, a search looks for paths that it
leaves, and these are the next constraints (E. Moreno-Centeno and R. M. Karp, "The Implicit Hitting Set
Approach to Solve Combinatorial Optimization Problems", Operations Research 61(2), 2013).

With an origin a waiver may fall, so that what it suspended counts again: a loss may bring a path back.
Such a path becomes a constraint too: a step of it falls, or an origin is kept by whose loss it came back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.analysis.choosing import asked
from kg.analysis.doubting import doubted
from kg.analysis.given import graph_of
from kg.analysis.origins import Origin
from kg.analysis.patterned import moves_by
from kg.analysis.proving import Must, Proof
from kg.analysis.returning import Losing, Lost
from kg.analysis.surviving import Steps
from kg.shown import Shown

if TYPE_CHECKING:
    import networkx

    from kg.dataset import Dataset


@dataclass(frozen=True)
class EvidenceCut(Shown):
    """The fewest origins whose loss leaves no influence path from `source` to `target` (labels).

    `possible` is false where no loss of sources does it: `standing` are then the statements without a
    source that carry such a path. It is true with no `origins` where there is no path to begin with.
    `falls` are the statements that rest on nothing else and carried a step on the way, by IRI; what else
    falls with these origins, off the way or on none of so few steps, is not among them. `unique` tells
    whether no other set of as few does it. `back` are statements that waivers suspend and by which a path
    would come back, were what these waivers stand by lost and nothing else. `paths` is how many paths the
    proof looked at, `counted` what they were looked for in. `pattern` is what their steps follow, None
    where there is none; `called` what such a path is by the signs of its steps: see `Paths`.
    """

    source: str
    target: str
    counted: str
    possible: bool
    origins: tuple[Origin, ...] = ()
    falls: tuple[str, ...] = ()
    unique: bool = False
    standing: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    paths: int = 0
    pattern: str | None = None
    called: str = "influence path"

    def __len__(self) -> int:
        return len(self.origins)

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that the answer rests on: those that fall or stand, and those of `back`."""
        return tuple(dict.fromkeys((*self.falls, *self.standing, *self.back)))

    @property
    def sentence(self) -> str:
        """The answer in a sentence, and a second one where waivers have to do with it."""
        if not self.back:
            return self._answer
        count = len(self.back)
        return (
            f"{self._answer} Waivers were looked at again: {count} statement{'' if count == 1 else 's'} that"
            f" they suspend would count, and carry a path, if what they stand by is lost."
        )

    @property
    def _answer(self) -> str:
        ends = f"from {self.source} to {self.target}"
        kind = self.called if self.pattern is None else f"path by '{self.pattern}'"
        if not self.possible:
            return (
                f"No set of sources suffices: a {kind.removeprefix('influence ')} {ends} is carried by"
                " statements without a source."
            )
        if not self.origins:
            return f"No {self.called} {ends} among {self.counted}."
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

    A waiver falls with the last Actual statement that it stands by, and what it suspended counts again: the
    set leaves no path of that kind either. This needs a graph that is all `kg.project` chose, of a
    dataset that was not changed since; else what waivers suspend stays suspended.

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
    losing = Losing(doubted(graph))
    question = asked(
        graph,
        a,
        b,
        ties=losing.what.ties,
        max_steps=max_steps,
        sign=sign,
        avoid=avoid,
        relations=relations,
        families=families,
        pattern=pattern,
    )
    moves = moves_by(graph, question, pattern)
    steps = Steps(question, moves, losing)
    found = EvidenceCut(
        *question.labels,
        question.counted,
        possible=True,
        unique=True,
        pattern=pattern,
        called=question.called,
    )
    if question.ends is None:
        return found
    for_ever = steps.path(lambda step: steps.behind[step] is None)
    proof = Proof(steps, [] if for_ever is None else [Must((None,) * len(for_ever))])
    lost = proof.smallest()
    if lost is None:
        return replace(
            found,
            possible=False,
            unique=False,
            standing=_unsourced(steps),
            back=_iris(steps, proof.back),
            paths=len(proof.paths),
        )
    other = proof.smallest(but=lost, most=len(lost)) if lost else None
    origins = losing.what.origins.all
    return replace(
        found,
        origins=tuple(origins[key] for key in sorted(losing.keys[each] for each in lost)),
        falls=_falling(steps, lost),
        unique=other is None,
        back=_iris(steps, proof.back),
        paths=len(proof.paths),
    )


def _falling(steps: Steps, lost: Lost) -> tuple[str, ...]:
    """The statements on the way between the ends that rest on nothing but what is lost."""
    losing = steps.losing
    return _iris(
        steps,
        {
            row
            for row, step in steps.rows()
            if step in steps.between and losing.there[row] and losing.falls(row, lost)
        },
    )


def _unsourced(steps: Steps) -> tuple[str, ...]:
    """The statements that carry a path whatever is lost, in its order."""
    losing = steps.losing
    every = frozenset(range(len(losing.keys)))
    back = steps.back(every)
    way = steps.path(lambda step: steps.behind[step] is None or step in back)
    place = {step: number for number, step in enumerate(way or ())}
    again = losing.back(every)
    rows = sorted(
        {
            (place[step], row)
            for row, step in steps.rows()
            if step in place and not losing.behind[row] and (losing.there[row] or row in again)
        }
    )
    return tuple(
        dict.fromkeys(iri for _, row in rows for iri in losing.what.ties.iris(_array([row])))
    )


def _iris(steps: Steps, rows: set[int]) -> tuple[str, ...]:
    return tuple(steps.losing.what.ties.iris(_array(sorted(rows))))


def _array(rows: list[int]) -> Any:
    import numpy

    return numpy.array(rows, int)
