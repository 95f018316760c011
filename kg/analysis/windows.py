"""Windows of time one after another: from a day on, of a width, every so often; by the calendar."""

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.dates import parse_date, show_day
from kg.errors import OptionError

_LENGTH = re.compile(r"(\d+)\s*([dwmy]?)")
_DAYS = {"": 1, "d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}
_MOST = 5_000
_DECEMBER = 12
_DAY = len("2020-01-01")


@dataclass(frozen=True)
class Span:
    """A window: its first and its last day, as YYYY-MM-DD; `cut` if it ends before its width is full."""

    first: str
    last: str
    cut: bool = False

    @property
    def name(self) -> str:
        """The window as one writes it: 2020, 2020-03 or 2020-01/2020-06, else both days.

        >>> Span("2020-01-01", "2020-12-31").name, Span("2020-01-01", "2020-06-30").name
        ('2020', '2020-01/2020-06')
        """
        (year, month, day), (to_year, to_month, _) = (
            each.split("-") for each in (self.first, self.last)
        )
        after = datetime.date.fromisoformat(self.last).toordinal() + 1
        if day != "01" or (after <= datetime.date.max.toordinal() and not _begins(after)):
            return f"{self.first}/{self.last}"
        if (year, month, to_month) == (to_year, "01", "12"):
            return year
        start, end = f"{year}-{month}", f"{to_year}-{to_month}"
        return start if start == end else f"{start}/{end}"

    def __str__(self) -> str:
        return self.name


def spans(since: int, until: int, width: str, step: str | None = None) -> tuple[Span, ...]:
    """The windows from one day to another (ordinals), each a step after the one before.

    Months and years are those of the calendar: six months from 1 January end on 30 June. Without a step
    one begins where the last ended. The last may be cut, where otherwise days would be in no window.

    Raises:
        OptionError: width or step is no length of time, the days are in the wrong order, or the windows
            are too many.

    >>> day = parse_date
    >>> [str(each) for each in spans(day("2020").earliest, day("2021").latest, "1y", "6m")]
    ['2020', '2020-07/2021-06', '2021']
    """
    if until < since:
        raise OptionError(
            f"'{show_day(until)}' is before '{show_day(since)}'; give the earlier date first"
        )
    long, often = _length(width, "width"), _length(step if step is not None else width, "step")
    found: list[Span] = []
    covered = since - 1
    for number in range(_MOST + 1):
        start = _later(since, often[0] * number, often[1] * number)
        if start > until:
            return tuple(found)
        if number == _MOST:
            break
        # both from the first day, so that months of unequal length leave no gap
        end = _later(since, often[0] * number + long[0], often[1] * number + long[1]) - 1
        if end <= until or covered < until:
            found.append(Span(show_day(start), show_day(min(end, until)), cut=end > until))
        covered = max(covered, end)
    raise OptionError(f"more than {_MOST:,} windows; give a longer step, or less time")


def begins(windows: Sequence[Span]) -> tuple[str, ...]:
    """The first days of windows, all written alike: years if these are of whole years, months, or days.

    >>> begins(spans(parse_date("2020").earliest, parse_date("2021").latest, "6m"))
    ('2020-01', '2020-07', '2021-01', '2021-07')
    """
    full = [each for each in windows if not each.cut] or windows
    if all(each.last.endswith("-12-31") for each in full):
        ending = "-01-01"
    else:  # a window's name has days where it is not of whole months
        ending = "-01" if all(len(each.name.split("/")[0]) < _DAY for each in full) else ""
    first = [each.first for each in windows]
    while not all(each.endswith(ending) for each in first):
        ending = ending[3:]
    return tuple(each.removesuffix(ending) for each in first)


def unchanged(counted: Iterable[object]) -> int:
    """How many windows come before the last of the first ones that count the same; it looks no further.

    >>> unchanged(["a", "a", "a", "ab", "a"]), unchanged(["a", "b"]), unchanged(["a", "a"]), unchanged([])
    (2, 0, 1, 0)
    """
    every = iter(counted)
    first = next(every, None)
    return sum(1 for _ in itertools.takewhile(lambda each: each == first, every))


def _length(text: str, name: str) -> tuple[int, int]:
    """Months and days of a length of time."""
    match = _LENGTH.fullmatch(str(text).strip())
    if not match or not int(match[1]):
        raise OptionError(f"{name} '{text}' is not a length of time; write 90d, 12w, 6m or 1y")
    count, unit = int(match[1]), match[2]
    return (count * _MONTHS[unit], 0) if unit in _MONTHS else (0, count * _DAYS[unit])


def _later(day: int, months: int, days: int) -> int:
    """The day so much later; of a month without such a day, its last; past the calendar, its end."""
    begin = datetime.date.fromordinal(day)
    year, month = divmod(begin.year * _DECEMBER + begin.month - 1 + months, _DECEMBER)
    last = datetime.date.max.toordinal()
    if year > datetime.MAXYEAR:
        return last + 1
    ending = parse_date(f"{year:04}-{month + 1:02}")
    return min(min(ending.earliest + begin.day - 1, ending.latest) + days, last + 1)


def _begins(day: int) -> bool:
    """Whether a month begins on the day."""
    return datetime.date.fromordinal(day).day == 1
