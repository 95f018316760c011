import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.dates import Period, Window, happened, holds, parse_date, window_at, window_between
from kg.errors import OptionError


def day(text: str) -> int:
    return parse_date(text).earliest


def period(since: str | None, until: str | None) -> Period:
    first = parse_date(since) if since else None
    last = parse_date(until) if until else None
    return Period(
        (first.earliest, first.latest) if first else (None, None),
        (last.earliest, last.latest) if last else (None, None),
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2022-02-22Z", "2022-02-22", "2022-02-22"),
    ],
)
def test_a_partial_date_stands_for_the_whole_interval_it_names(
    text: str, first: str, last: str
) -> None:
    date = parse_date(text)
    assert (date.text, date.earliest, date.latest) == (text, day(first), day(last))


@pytest.mark.parametrize("text", ["", "22", "2022-13", "2022-02-30", "0000", "2022/02", "last May"])
def test_what_names_no_day_is_refused(text: str) -> None:
    with pytest.raises(OptionError):
        parse_date(text)


@pytest.mark.parametrize(
    ("since", "until", "at", "answer"),
    [
        ("1992", None, "1991-12-31", "impossible"),
        ("1992", None, "1992-06", "possible"),
        ("1992", None, "1993", "certain"),
        ("1992", "1995-03", "1995-02-28", "certain"),
        ("1992", "1995-03", "1995-03-10", "possible"),
        ("1992", "1995-03", "1995", "possible"),
        ("1992", "1995-03", "1995-04", "impossible"),
        (None, "1995", "1990", "possible"),
        (None, None, "1990", "possible"),
        ("2022-05-10", "2022-05-10", "2022-05", "possible"),
        ("2022-05", "2022-06", "2022-05-10", "possible"),
    ],
)
def test_a_tie_holds_at_a_date(since: str | None, until: str | None, at: str, answer: str) -> None:
    assert holds(period(since, until), window_at(at)) == answer


@pytest.mark.parametrize(
    ("since", "until", "between", "answer"),
    [
        ("1992", "1995", ("1995-06", "1996"), "possible"),
        ("1992", "1995", ("1995", "1996"), "certain"),
        ("1992", "1995", ("1996", "1997"), "impossible"),
        ("1992", None, ("1990", "1992"), "certain"),
        ("1992", None, ("1990", "1992-06"), "possible"),
    ],
)
def test_a_tie_holds_at_some_time_between(
    since: str, until: str | None, between: tuple[str, str], answer: str
) -> None:
    assert holds(period(since, until), window_between(*between)) == answer


@pytest.mark.parametrize(
    ("date", "at", "memory", "answer"),
    [
        ("2020", "2019", None, "impossible"),
        ("2020", "2020-06", None, "possible"),
        ("2020", "2023", None, "certain"),
        ("2020-01-01", "2020-01-31", 30, "certain"),
        ("2020-01-01", "2020-02-01", 30, "impossible"),
        ("2020-01", "2020-02-10", 30, "possible"),
    ],
)
def test_an_act_counts_from_its_day_within_memory(
    date: str, at: str, memory: int | None, answer: str
) -> None:
    assert happened(period(date, date), window_at(at), memory=memory) == answer


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(OptionError, match="'2020' is before '2021'; give the earlier date first"):
        window_between("2021", "2020")


@pytest.mark.parametrize(
    ("since", "until", "at", "answer"),
    [
        ("2022", "2022-05-10", "2022-05-10", "certain"),  # it had begun by its last day
        ("2022-05-10", "2022", "2022-05-10", "certain"),  # it had not ended before its first
        (None, "1995-05-10", "1995-05-10", "certain"),
        ("2022", "2020", "2021", "impossible"),  # it ends before it starts
        ("2022", "2020", "2022", "impossible"),
    ],
)
def test_a_tie_starts_before_it_ends(
    since: str | None, until: str | None, at: str, answer: str
) -> None:
    assert holds(period(since, until), window_at(at)) == answer


BOUND = st.none() | st.integers(1, 8)
WINDOWS = st.tuples(st.integers(1, 8), st.integers(0, 4)).map(lambda w: (w[0], w[0] + w[1]))
FAR = range(-6, 16)  # days beyond which nothing in these examples changes


def spans(bounds: Period, *, open_end: list[int]) -> list[tuple[int, int]]:
    """Every (first day, last day) that the bounds allow; an open end as given."""
    (first_low, first_high), (last_low, last_high) = bounds.first, bounds.last
    firsts = [d for d in FAR if within(d, first_low, first_high)]
    open_ended = bounds.last == (None, None)
    lasts = open_end if open_ended else [d for d in FAR if within(d, last_low, last_high)]
    return [(first, last) for first in firsts for last in lasts if first <= last]


def within(day: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= day) and (high is None or day <= high)


def verdict(answers: list[bool]) -> str:
    if answers and all(answers):
        return "certain"
    return "possible" if any(answers) else "impossible"


@st.composite
def periods(draw: st.DrawFn) -> Period:
    bounds = [draw(BOUND) for _ in range(4)]
    for low, high in ((0, 1), (2, 3)):
        pair = [bounds[low], bounds[high]]
        if None not in pair:
            bounds[low], bounds[high] = sorted(day for day in pair if day is not None)
    return Period((bounds[0], bounds[1]), (bounds[2], bounds[3]))


@settings(deadline=None)
@given(periods(), WINDOWS, st.booleans())
def test_whether_a_tie_holds_equals_trying_every_day(
    bounds: Period, days: tuple[int, int], exact: bool
) -> None:
    start, end = days
    every = spans(bounds, open_end=[99])  # not known to have ended: it lasts
    if exact:
        answers = [a <= day <= b for a, b in every for day in range(start, end + 1)]
    else:
        answers = [a <= end and b >= start for a, b in every]
    assert holds(bounds, Window(start, end, exact=exact)) == verdict(answers)


@settings(deadline=None)
@given(periods(), WINDOWS, st.none() | st.integers(0, 4))
def test_whether_an_act_counts_equals_trying_every_day(
    bounds: Period, days: tuple[int, int], memory: int | None
) -> None:
    assume(bounds.last != (None, None))  # acts end
    every = spans(bounds, open_end=[])
    answers = [
        a <= day and (memory is None or b >= day - memory)
        for a, b in every
        for day in range(days[0], days[1] + 1)
    ]
    assert happened(bounds, Window(*days, exact=True), memory=memory) == verdict(answers)
