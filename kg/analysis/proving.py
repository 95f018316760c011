"""The proof of an evidence cut: the paths that must go, and the fewest origins whose loss leaves none."""

from dataclasses import dataclass, field

from kg.analysis.hitting import smallest_hitting
from kg.analysis.returning import Lost
from kg.analysis.surviving import Behind, Steps

_AT_ONCE = 16  # paths that share no step, which one look gives to the program


@dataclass(frozen=True)
class Must:
    """A path that must go: what each step needs to fall; those that came back, and by whose loss."""

    needs: tuple[Behind, ...]
    back: frozenset[int] = frozenset()
    by: Lost = frozenset()


@dataclass(frozen=True, eq=False)
class Proof:
    """The paths that were looked at: a set that leaves none of them, and no other either, is an answer."""

    steps: Steps
    paths: list[Must] = field(default_factory=list)

    def smallest(self, *, but: Lost | None = None, most: int | None = None) -> Lost | None:
        """The fewest origins that leave no path.

        With `but`, a set that is not that one, of at most `most`; None where there is none.
        """
        while True:
            lost = smallest_hitting(
                [path.needs for path in self.paths],
                len(self.steps.losing.keys),
                spared=[path.by for path in self.paths],
                but=but,
            )
            if lost is None or (most is not None and len(lost) > most):
                return None
            more = self._left_by(lost)
            if not more:
                return lost
            self.paths.extend(more)

    @property
    def back(self) -> set[int]:
        """The rows by which paths came back."""
        return {row for path in self.paths for row in path.back}

    def _left_by(self, lost: Lost) -> list[Must]:
        """Some paths that the loss of these origins leaves, no two of one step; empty if it leaves none."""
        found: list[Must] = []
        closed: set[int] = set()
        steps, back = self.steps, self.steps.back(lost)

        def stands(step: int) -> bool:
            needed = steps.behind[step]
            return needed is None or not needed <= lost

        def left(step: int) -> bool:
            return step not in closed and (stands(step) or step in back)

        while len(found) < _AT_ONCE and (way := steps.path(left)) is not None:
            closed.update(way)
            found.append(self._path(way, {step: back[step] for step in way if not stands(step)}))
        return found

    def _path(self, way: list[int], back: dict[int, tuple[int, Lost]]) -> Must:
        needs = [
            _both(self.steps.behind[step], self.steps.losing.behind[back[step][0]])
            if step in back
            else self.steps.behind[step]
            for step in way
        ]
        by = frozenset().union(*(origins for _, origins in back.values()))
        return Must(tuple(needs), frozenset(row for row, _ in back.values()), by)


def _both(behind: Behind, row: Lost) -> Behind:
    """What a step needs to fall that a row carries besides; a row without origins never falls."""
    return behind | row if behind is not None and row else None
