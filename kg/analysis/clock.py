"""What a question about influence over time asks: between which days, and how acts count."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.contacts import FROM_THE_START, TO_THE_END, Crossings, crossings_of
from kg.dates import parse_date, parse_memory, show_day
from kg.errors import OptionError
from kg.model import Sign
from kg.projection import signs_of

if TYPE_CHECKING:
    import networkx

_LAST = datetime.date.max.toordinal()


@dataclass(frozen=True)
class Clock:
    """From which day to which influence runs, and what carries it; None is open.

    `start` and `end` are labels: see `kg.analysis.contacts`.
    """

    since: str | None
    until: str | None
    memory: int
    same_day: bool
    signs: frozenset[int] | None

    @property
    def start(self) -> int:
        """The label at which influence starts: the first day of `since`."""
        return FROM_THE_START if self.since is None else 2 * parse_date(self.since).earliest

    @property
    def end(self) -> int:
        """The last label at which it may arrive: the last day of `until`."""
        return TO_THE_END if self.until is None else 2 * parse_date(self.until).latest + 1

    def crossings(
        self, graph: "networkx.MultiDiGraph[str]", *, sure: bool, waivers: bool = True
    ) -> Crossings:
        """The contacts of a graph, wide or sure; without `waivers` as if nothing were suspended."""
        return crossings_of(
            graph,
            sure=sure,
            signs=self.signs,
            memory=self.memory,
            same_day=self.same_day,
            waivers=waivers,
        )

    def __str__(self) -> str:
        signs, names = self.signs, "any sign"
        if signs is not None and signs != frozenset(Sign):
            words = [Sign(each).name.lower() for each in sorted(signs, reverse=True)]
            names = f"sign {' and '.join(words)}" if words else "no sign"
        when = [
            f"from {self.since}" if self.since else "",
            f"to {self.until}" if self.until else "",
        ]
        acts = "an act on its day"
        if self.memory:
            acts += f" and {self.memory:,} day{'' if self.memory == 1 else 's'} after"
        parts = [
            " ".join(["influence runs", *filter(None, when), f"along those of {names}"]),
            "a tie carries it from its first day to its last",
            acts + (", several a day" if self.same_day else ", one a day"),
        ]
        return "; ".join(parts)


def clock_of(
    since: str | None,
    until: str | None,
    memory: int | str | None,
    sign: Iterable[int | str] | int | str | None,
    *,
    same_day: bool,
) -> Clock:
    """The clock that options name.

    Raises:
        OptionError: one has no sense, or the time ends before it starts.
    """
    days = 0 if memory is None else parse_memory(memory)
    clock = Clock(since, until, days, same_day, signs_of(sign))
    if clock.end < clock.start:
        raise OptionError(f"'{until}' is before '{since}'; give the earlier date first")
    return clock


def day_of(label: int) -> str | None:
    """The day of a label, as YYYY-MM-DD; None if it is before or after all that have a date.

    >>> day_of(2 * 738399 + 1), day_of(FROM_THE_START)
    ('2022-09-01', None)
    """
    day = label // 2
    return show_day(day) if 0 < day <= _LAST else None
