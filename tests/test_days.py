"""Dates in bulk are what they are one by one."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.dates import parse_date
from kg.days import days_of

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
