"""The marks of an axis of time: years, months or days, whichever leaves room for their names."""

import datetime

_MOST = 9  # marks with a name
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 7, 14)
_LAST = datetime.date.max.toordinal()


def ticks(start: int, end: int) -> list[tuple[int, str]]:
    """Days from start to end that get a mark, as ordinals, with their names.

    >>> day = lambda text: datetime.date.fromisoformat(text).toordinal()
    >>> [name for _, name in ticks(day("2020-03-01"), day("2023-07-31"))]
    ['2020-07', '2021-01', '2021-07', '2022-01', '2022-07', '2023-01', '2023-07']
    >>> [name for _, name in ticks(day("1992-01-01"), day("2023-07-31"))]
    ['1995', '2000', '2005', '2010', '2015', '2020']
    """
    first, last = (datetime.date.fromordinal(min(max(day, 1), _LAST)) for day in (start, end))
    days = last.toordinal() - first.toordinal()
    for step in _DAYS:
        if days / step < _MOST:
            return [(n, _day(n)) for n in range(first.toordinal(), last.toordinal() + 1, step)]
    months = (last.year - first.year) * 12 + last.month - first.month
    for step in _MONTHS:
        if months / step < _MOST:
            begin = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step) * step
            found = range(begin, last.year * 12 + last.month, step)
            return [(_month(n), f"{n // 12:04}-{n % 12 + 1:02}") for n in found]
    years = last.year - first.year
    step = next((each for each in _YEARS if years / each < _MOST), _YEARS[-1])
    begin = max(1, -(-(first.year + ((first.month, first.day) > (1, 1))) // step) * step)
    return [
        (datetime.date(year, 1, 1).toordinal(), f"{year:04}")
        for year in range(begin, last.year + 1, step)
    ]


def _day(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def _month(number: int) -> int:
    return datetime.date(number // 12, number % 12 + 1, 1).toordinal()
