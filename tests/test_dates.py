import pytest

from kg.dates import Period, happened, holds, parse_date, window_at, window_between
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
