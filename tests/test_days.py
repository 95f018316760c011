"""Dates in bulk are what they are one by one."""

import calendar

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.dates import parse_date
from kg.days import days_along, days_of

TEXTS = st.builds(
    lambda date, size, zone: date.isoformat()[:size] + zone,
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "", "Z", "+01:00"]),
)


@given(st.lists(TEXTS))
def test_days_are_those_of_each_date(texts: list[str]) -> None:
    found = days_of(pl.Series(texts, dtype=pl.String))
    dates = [parse_date(text) for text in set(texts)]
    assert set(found.rows()) == {(date.text, date.earliest, date.latest) for date in dates}


@pytest.mark.parametrize("text", ["0000", "2022-13", "2022-02-30", "2022-2", "", "soon"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(kg.OptionError) as raised:
        days_of(pl.Series(["2022", text]))
    with pytest.raises(kg.OptionError) as alone:
        parse_date(text)
    assert str(raised.value) == str(alone.value)


@given(st.lists(st.one_of(st.none(), TEXTS)))
def test_days_along_are_those_of_each_row(texts: list[str | None]) -> None:
    found = days_along(pl.Series(texts, dtype=pl.String))
    dates = [None if text is None else parse_date(text) for text in texts]
    assert found.rows() == [
        (None, None) if date is None else (date.earliest, date.latest) for date in dates
    ]


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024, 9999])
def test_the_last_days_of_months_are_those_of_the_calendar(year: int) -> None:
    texts = [f"{year}-{month:02}" for month in range(1, 13)]
    lasting = [high - low + 1 for low, high in days_along(pl.Series(texts)).rows()]
    assert lasting == [calendar.monthrange(year, month)[1] for month in range(1, 13)]


def test_what_is_no_date_in_a_row_is_told() -> None:
    with pytest.raises(kg.OptionError):
        days_along(pl.Series([None, "2022", "2022-02-30"]))
