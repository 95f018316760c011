"""What a picture shows, apart from how it is drawn: dots with ranges, a grid, steps, spans of time.

Every form has a title that says the measure, a subtitle that says what was counted, and notes to stand
below: what is left out, whose word it is. Days are ordinals.
"""

from dataclasses import dataclass

Days = tuple[int | None, int | None]


@dataclass(frozen=True)
class Dot:
    """A row: a value, the range it may be in if there is one, a word at its end.

    It is hollow if there is reason to doubt it.
    """

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    word: str = ""
    hollow: bool = False


@dataclass(frozen=True)
class Dots:
    """Rows of dots and ranges, or of bars where no row has a range, the first on top.

    `falling` tells that small values are the better ones, as ranks are: they stand on the left, from 1.
    """

    title: str
    subtitle: str
    axis: str
    rows: tuple[Dot, ...]
    notes: tuple[str, ...] = ()
    falling: bool = False


@dataclass(frozen=True)
class Grid:
    """Values of rows (actors) by columns (windows of time); None where there is none.

    `words` are what stands in a cell, "" for nothing.
    """

    title: str
    subtitle: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    words: tuple[tuple[str, ...], ...]
    axis: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """A value from one day to another, both included, and the range that it may be in."""

    start: int
    end: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Jump:
    """A day on which the value changes: how many statements begin and how many cease, and a text if named."""

    day: int
    change: float
    began: int
    ended: int
    text: str = ""


@dataclass(frozen=True)
class Steps:
    """A value in [-1, 1] that jumps from day to day; `dated` tells whether any day is known."""

    title: str
    subtitle: str
    axis: str
    stretches: tuple[Stretch, ...]
    jumps: tuple[Jump, ...]
    dated: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """A row in time: a bar for a tie, a mark for an act.

    `first` and `last` are the earliest and the latest day of the beginning and of the end, None where
    nobody says; `ended` tells whether there is an end. `sign` is -1, 0 or 1, `status` the word for it.
    """

    label: str
    first: Days
    last: Days
    ended: bool
    act: bool
    sign: int
    status: str
    known: int | None = None


@dataclass(frozen=True)
class Spans:
    """Rows in time, the first on top."""

    title: str
    subtitle: str
    rows: tuple[Span, ...]
    notes: tuple[str, ...] = ()


Form = Dots | Grid | Steps | Spans
