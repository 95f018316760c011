"""Windows of time by the calendar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.analysis.windows import Span, begins, spans


def days(
    since: str, until: str, width: str, step: str | None = None
) -> list[tuple[str, str, bool]]:
    ends = kg.parse_date(since).earliest, kg.parse_date(until).latest
    return [(each.first, each.last, each.cut) for each in spans(*ends, width, step)]


def test_years_and_months_are_those_of_the_calendar() -> None:
    assert days("2020", "2021", "1y") == [
        ("2020-01-01", "2020-12-31", False),
        ("2021-01-01", "2021-12-31", False),
    ]
    assert days("2020-01", "2020-03", "1m") == [
        ("2020-01-01", "2020-01-31", False),
        ("2020-02-01", "2020-02-29", False),
        ("2020-03-01", "2020-03-31", False),
    ]


def test_a_month_without_such_a_day_ends_on_its_last_and_the_next_begins_where_it_should() -> None:
    assert days("2021-01-31", "2021-04-29", "1m") == [
        ("2021-01-31", "2021-02-27", False),
        ("2021-02-28", "2021-03-30", False),
        ("2021-03-31", "2021-04-29", False),
    ]


def test_windows_slide_and_the_last_is_cut_only_where_days_would_be_lost() -> None:
    assert days("2020", "2021", "1y", "6m") == [
        ("2020-01-01", "2020-12-31", False),
        ("2020-07-01", "2021-06-30", False),
        ("2021-01-01", "2021-12-31", False),
    ]
    assert days("2020", "2021-03", "1y") == [
        ("2020-01-01", "2020-12-31", False),
        ("2021-01-01", "2021-03-31", True),
    ]
    assert days("2020-01-01", "2020-01-10", "1w", "5") == [
        ("2020-01-01", "2020-01-07", False),
        ("2020-01-06", "2020-01-10", True),
    ]


def test_at_the_end_of_the_calendar() -> None:
    assert days("9998", "9999", "1y")[-1] == ("9999-01-01", "9999-12-31", False)
    assert days("9999", "9999", "5000y") == [("9999-01-01", "9999-12-31", False)]


@pytest.mark.parametrize(
    ("span", "name"),
    [
        (Span("2020-01-01", "2020-12-31"), "2020"),
        (Span("2020-03-01", "2020-03-31"), "2020-03"),
        (Span("2020-07-01", "2021-06-30"), "2020-07/2021-06"),
        (Span("2020-01-01", "2020-01-30"), "2020-01-01/2020-01-30"),
        (Span("2020-01-15", "2020-02-14"), "2020-01-15/2020-02-14"),
        (Span("9999-01-01", "9999-12-31"), "9999"),
    ],
)
def test_a_window_has_a_name(span: Span, name: str) -> None:
    assert str(span) == name


@pytest.mark.parametrize(
    ("since", "until", "width", "step", "heads"),
    [
        ("2020", "2021", "1y", None, ("2020", "2021")),
        ("2020-01", "2020-03", "1m", None, ("2020-01", "2020-02", "2020-03")),
        ("2020-01", "2020-01", "1m", None, ("2020-01",)),
        ("2020", "2021", "6m", "1y", ("2020-01", "2021-01")),  # of half a year each
        ("2020", "2021", "2y", None, ("2020",)),
        ("2020", "2021-03", "1y", None, ("2020", "2021")),  # the last is cut
        ("2020-01", "2020-03", "1y", None, ("2020-01",)),  # which is all there is
        ("2020-07", "2022-06", "1y", None, ("2020-07", "2021-07")),
        ("2020-01-01", "2020-01-14", "1w", None, ("2020-01-01", "2020-01-08")),
        ("9998", "9999", "1y", None, ("9998", "9999")),
    ],
)
def test_windows_stand_under_their_first_days_written_alike(
    since: str, until: str, width: str, step: str | None, heads: tuple[str, ...]
) -> None:
    ends = kg.parse_date(since).earliest, kg.parse_date(until).latest
    assert begins(spans(*ends, width, step)) == heads


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("2021", "2020", "1y"), "'2020-12-31' is before '2021-01-01'; give the earlier date first"),
        (("2020", "2021", "0y"), "width '0y' is not a length of time; write 90d, 12w, 6m or 1y"),
        (("2020", "2021", "1y", "soon"), "step 'soon' is not a length of time; write 90d, 12w, 6m or 1y"),
        (("1000", "2020", "1d"), "more than 5,000 windows; give a longer step, or less time"),
    ],
)  # fmt: skip
def test_windows_that_make_no_sense_are_refused(asked: tuple[str, ...], message: str) -> None:
    with pytest.raises(kg.OptionError) as error:
        days(*asked)
    assert str(error.value) == message


@given(
    st.integers(1, 4000), st.sampled_from("dwmy"), st.integers(1, 30), st.integers(600_000, 730_000)
)
def test_windows_as_long_as_their_step_hold_every_day_once(
    length: int, unit: str, count: int, since: int
) -> None:
    found = spans(since, since + length, f"{count}{unit}")
    covered = [day for each in found for day in range(*_range(each))]
    assert covered == list(range(since, since + length + 1))
    assert not any(each.cut for each in found[:-1])


def _range(span: Span) -> tuple[int, int]:
    return kg.parse_date(span.first).earliest, kg.parse_date(span.last).earliest + 1
