"""Partial dates as intervals of days, and what can be said about them: certain, possible, impossible.

A partial date ("2022", "2022-09") stands for the whole interval it names, so it has an earliest and a
latest day. A question about it has the answer *certain* when it holds whichever day was meant,
*possible* when it holds for some, *impossible* when for none (a three-valued logic after S. C.
Kleene, Introduction to Metamathematics, 1952, section 64). Days are counted as `datetime.date.toordinal`
does: day 1 is 0001-01-01 in the proleptic Gregorian calendar.
"""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import OptionError
from kg.iris import XSD

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?")
_DURATION = re.compile(r"(\d+)\s*([dwmy]?)")
_DAYS = {"": 1, "d": 1, "w": 7, "m": 31, "y": 366}
_OPEN = (None, None)
_DECEMBER = 12
_DATATYPES = (f"{XSD}gYear", f"{XSD}gYearMonth", f"{XSD}date")


class Certainty(StrEnum):
    """How sure an answer is under partial dates."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year, kept as it was written, with its first and last day as ordinals.

    >>> parse_date("2022-09").earliest, parse_date("2022-09").latest
    (738399, 738428)
    """

    text: str
    earliest: int
    latest: int
    datatype: str

    def __str__(self) -> str:
        return self.text


def parse_date(text: str, *, datatype: str | None = None) -> PartialDate:
    """The partial date that a text of the form YYYY, YYYY-MM or YYYY-MM-DD names.

    A timezone is kept in the text and has no part in comparisons. With `datatype` (an IRI of
    xsd:gYear, xsd:gYearMonth or xsd:date) the form must be that type's.

    Raises:
        OptionError: the text names no day of the years 0001 to 9999, or is not of the datatype.

    >>> str(parse_date("2023-02"))
    '2023-02'
    """
    match = _DATE.fullmatch(text)
    if not match:
        raise OptionError(f"'{text}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    found = _DATATYPES[(month is not None) + (day is not None)]
    if datatype is not None and datatype != found:
        raise OptionError(f"'{text}' is not a value of xsd:{datatype.removeprefix(XSD)}")
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        what = "a day" if day else "a month" if month else "a year"
        raise OptionError(f"'{text}' is not {what} of the calendar") from None
    return PartialDate(text, first.toordinal(), _last_day(first, month, day), found)


def parse_memory(text: str | int) -> int:
    """The days in a length of time: a number of days, or a number with d, w, m (31 days) or y (366).

    Months and years are counted at their longest, so that nothing within them is forgotten.

    >>> parse_memory("90d"), parse_memory("2y"), parse_memory(30)
    (90, 732, 30)
    """
    match = _DURATION.fullmatch(str(text).strip())
    if not match:
        raise OptionError(f"'{text}' is not a length of time; write days or 90d, 12w, 6m, 2y")
    return int(match[1]) * _DAYS[match[2]]


def show_day(ordinal: int) -> str:
    """The day of an ordinal as YYYY-MM-DD.

    >>> show_day(738399)
    '2022-09-01'
    """
    return datetime.date.fromordinal(ordinal).isoformat()


@dataclass(frozen=True)
class Period:
    """When something held: bounds on its first and on its last day, as ordinals; None is open.

    `first` and `last` are (earliest, latest); an open earliest start means "nobody says since when",
    an end open on both sides "not known to have ended", one without a latest day "ended, nobody says when".
    """

    first: tuple[int | None, int | None]
    last: tuple[int | None, int | None]


@dataclass(frozen=True)
class Window:
    """The time a question asks about, as ordinals, both ends included.

    With `exact` the question is about one day somewhere in the window (`at="2023-05"`), so an answer
    is certain only if it holds on all of its days; without, about any time in it (`between=`).
    """

    start: int
    end: int
    exact: bool


def window_at(date: str) -> Window:
    """The window of the question "on this date".

    >>> window_at("2022-09") == Window(738399, 738428, exact=True)
    True
    """
    when = parse_date(date)
    return Window(when.earliest, when.latest, exact=True)


def window_between(start: str, end: str) -> Window:
    """The window of the question "at some time from start to end".

    Raises:
        OptionError: it ends before it starts.
    """
    window = Window(parse_date(start).earliest, parse_date(end).latest, exact=False)
    if window.end < window.start:
        raise OptionError(f"'{end}' is before '{start}'; give the earlier date first")
    return window


def holds(period: Period, window: Window) -> Certainty:
    """Whether a lasting tie holds in the window; one that ends before it starts never does.

    >>> since_2022 = Period((738156, 738520), (None, None))
    >>> [str(holds(since_2022, window_at(d))) for d in ("2021", "2022-05", "2023")]
    ['impossible', 'possible', 'certain']
    """
    tight = _tightened(period)
    if tight is None:
        return Certainty.IMPOSSIBLE
    (first_low, first_high), (last_low, last_high) = tight.first, tight.last
    if _after(first_low, window.end) or _before(last_high, window.start):
        return Certainty.IMPOSSIBLE
    begun_by, ended_from = (
        (window.start, window.end) if window.exact else (window.end, window.start)
    )
    begun = first_high is not None and first_high <= begun_by
    lasting = tight.last == _OPEN or (last_low is not None and last_low >= ended_from)
    return Certainty.CERTAIN if begun and lasting else Certainty.POSSIBLE


def happened(period: Period, window: Window, *, memory: int | None = None) -> Certainty:
    """Whether an act is in the window: on or before the day asked about, or between the two.

    With `memory` (days), an act counts on a day only if it is not further back than that.

    >>> act = Period((738399, 738428), (738399, 738428))                        # September 2022
    >>> [str(happened(act, window_at(d))) for d in ("2022-08", "2022-09-15", "2023")]
    ['impossible', 'possible', 'certain']
    >>> str(happened(act, window_at("2023-12-31"), memory=365))
    'impossible'
    """
    if not window.exact:
        return holds(period, window)
    tight = _tightened(period)
    if tight is None:
        return Certainty.IMPOSSIBLE
    (low, high), (last_low, last_high) = tight.first, tight.last
    if _after(low, window.end):
        return Certainty.IMPOSSIBLE
    sure = high is not None and high <= window.start
    if memory is not None:
        if _before(last_high, window.start - memory):
            return Certainty.IMPOSSIBLE
        sure = sure and last_low is not None and last_low >= window.end - memory
    return Certainty.CERTAIN if sure else Certainty.POSSIBLE


def wanted_certainty(certainty: str | None) -> frozenset[Certainty]:
    """The certainties that an option asks for: both unless "certain".

    Raises:
        OptionError: it is neither None, "possible" nor "certain".
    """
    if certainty is None or certainty == Certainty.POSSIBLE:
        return frozenset({Certainty.CERTAIN, Certainty.POSSIBLE})
    if certainty == Certainty.CERTAIN:
        return frozenset({Certainty.CERTAIN})
    raise OptionError(f"unknown certainty '{certainty}'; use 'certain' or 'possible'")


def _tightened(period: Period) -> Period | None:
    """The period with its bounds narrowed to "first day, then last day"; None if it has no day.

    Since 2022 until 2022-05-10 began by that day, although 2022 has later ones.
    """
    (first_low, first_high), (last_low, last_high) = period.first, period.last
    if first_low is not None and last_high is not None and first_low > last_high:
        return None
    begun = [day for day in (first_high, last_high) if day is not None]
    ended = [day for day in (first_low, last_low) if day is not None]
    last = _OPEN if period.last == _OPEN else (max(ended, default=None), last_high)
    return Period((first_low, min(begun, default=None)), last)


def _after(day: int | None, other: int) -> bool:
    return day is not None and day > other


def _before(day: int | None, other: int) -> bool:
    return day is not None and day < other


def _last_day(first: datetime.date, month: int | None, day: int | None) -> int:
    if day is not None:
        return first.toordinal()
    if month in (None, _DECEMBER):
        return datetime.date(first.year, _DECEMBER, 31).toordinal()
    return first.replace(month=first.month + 1).toordinal() - 1
