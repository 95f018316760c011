"""The choice of what becomes the graph, as a value that says itself in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.dates import Certainty, Window, window_at, window_between
from kg.iris import local_name
from kg.model import Sign, Status


@dataclass(frozen=True)
class Projection:
    """The choice of what becomes the graph, as `project` was told it, names resolved to IRIs."""

    relations: frozenset[str] | None = None
    families: frozenset[str] | None = None
    sign: frozenset[int] | None = None
    status: frozenset[Status] = frozenset({Status.ACTUAL})
    min_confidence: float = 0.0
    at: str | None = None
    between: tuple[str, str] | None = None
    memory: int | None = None
    certainty: frozenset[Certainty] = frozenset({Certainty.CERTAIN, Certainty.POSSIBLE})
    known_by: str | None = None

    @property
    def window(self) -> Window | None:
        """The time asked about, or None for all of it."""
        if self.at is not None:
            return window_at(self.at)
        return window_between(*self.between) if self.between is not None else None

    def __str__(self) -> str:
        every = self.status == frozenset(Status)
        parts = ["any status" if every else " or ".join(sorted(s.lower() for s in self.status))]
        if self.relations is not None:
            parts.append("of type " + ", ".join(sorted(map(local_name, self.relations))))
        if self.families is not None:
            parts.append("of family " + ", ".join(sorted(map(local_name, self.families))))
        if self.sign is not None:
            parts.append(
                "of sign " + ", ".join(Sign(sign).name.lower() for sign in sorted(self.sign))
            )
        if self.min_confidence:
            parts.append(f"confidence at least {self.min_confidence:g}")
        if self.at is not None:
            parts.append(f"at {self.at}")
        if self.between is not None:
            parts.append("between {} and {}".format(*self.between))
        if self.memory is not None:
            parts.append(f"acts within {self.memory:,} days")
        if self.known_by is not None:
            parts.append(f"known by {self.known_by}")
        if Certainty.POSSIBLE not in self.certainty:
            parts.append("certain only")
        return ", ".join(parts)


def counted(
    choice: Projection, kept: int, doubts: Sequence[int], left_out: int, suspended: int
) -> str:
    """What was counted, in words; `doubts` are how many are only possible, and only possibly known."""
    text = f"{kept:,} relation{'' if kept == 1 else 's'}: {choice}"
    possible, perhaps_known = doubts
    if possible and choice.window is not None:
        text += f"; {only_so(possible, kept, 'possible')}, by {'its' if possible == 1 else 'their'} dates"
    if perhaps_known:
        text += f"; {only_so(perhaps_known, kept, 'possibly known')}"
    if left_out:
        text += f"; {left_out:,} left out, as one end is no declared actor"
    if suspended:
        text += f"; {suspended:,} suspended by a waiver"
    return text


def only_so(some: int, kept: int, word: str) -> str:
    """That some of those kept are only this, in words; "1 of them only possible".

    >>> only_so(1, 1, "possible"), only_so(2, 2, "possible"), only_so(1, 2, "possible")
    ('only possible', 'all 2 only possible', '1 of them only possible')
    """
    if some == kept:
        return f"only {word}" if kept == 1 else f"all {kept:,} only {word}"
    return f"{some:,} of them only {word}"
