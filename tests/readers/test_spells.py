"""Panels and spells: what touches is one tie, gaps stay gaps, and the panel comes back."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, OptionError
from kg.readers.spells import spells, years

ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["x", None]), st.integers(1, 12)),
    min_size=1,
    unique=True,
)


def panel(*rows: tuple[str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"who": pl.String, "year": pl.Int64}, orient="row")


def test_years_that_touch_are_one_spell_and_gaps_stay_gaps() -> None:
    found = spells(
        panel(("a", 1992), ("a", 1990), ("a", 1991), ("a", 1995), ("b", 1996)), keys=["who"]
    )
    assert found.rows() == [
        ("a", "1990", "1992", 3),
        ("a", "1995", "1995", 1),
        ("b", "1996", None, 1),
    ]


def test_the_last_year_of_the_panel_is_no_end_unless_one_says_so() -> None:
    rows = panel(("a", 2000), ("a", 2001), ("b", 2000))
    assert spells(rows, keys=["who"]).rows() == [("a", "2000", None, 2), ("b", "2000", "2000", 1)]
    closed = spells(rows, keys=["who"], ongoing="never")
    assert closed.rows() == [("a", "2000", "2001", 2), ("b", "2000", "2000", 1)]


def test_a_value_that_changes_ends_a_spell() -> None:
    rows = pl.DataFrame(
        {"who": ["a"] * 4, "kind": ["full", "full", "observer", "full"], "year": [1, 2, 3, 4]}
    )
    assert spells(rows, keys=["who", "kind"], ongoing="never").rows() == [
        ("a", "full", "0001", "0002", 2),
        ("a", "full", "0004", "0004", 1),
        ("a", "observer", "0003", "0003", 1),
    ]


def test_a_row_that_comes_twice_counts_once() -> None:
    found = spells(panel(("a", 1990), ("a", 1990), ("a", 1991), ("b", 2000)), keys=["who"])
    assert found.rows() == [("a", "1990", "1991", 2), ("b", "2000", None, 1)]


def test_years_may_be_text_and_the_frame_empty() -> None:
    rows = pl.DataFrame({"who": ["a", "a"], "year": ["1990", " 1991"]})
    assert spells(rows, keys=["who"], ongoing="never").rows() == [("a", "1990", "1991", 2)]
    assert spells(panel(), keys=["who"]).rows() == []


@pytest.mark.parametrize("value", ["199o", "", None, "0", "12345", "1990.5"])
def test_what_is_no_year_is_told(value: str | None) -> None:
    rows = pl.DataFrame({"who": ["a", "a"], "year": ["1990", value]}, strict=False)
    with pytest.raises(DataError, match="in column 'year' is no year.*row 2 of the panel"):
        spells(rows, keys=["who"])


def test_a_float_that_is_no_whole_year_is_told() -> None:
    rows = pl.DataFrame({"who": ["a", "a"], "year": [1990.0, 1990.5]})
    with pytest.raises(DataError, match="'1990.5' in column 'year' is no year"):
        spells(rows, keys=["who"])


def test_wrong_options_are_told() -> None:
    with pytest.raises(OptionError, match="no column 'yaer'; did you mean 'year'?"):
        spells(panel(("a", 1)), keys=["who"], time="yaer")
    with pytest.raises(OptionError, match="unknown ongoing 'first'; use 'last' or 'never'"):
        spells(panel(("a", 1)), keys=["who"], ongoing="first")
    with pytest.raises(OptionError, match="a spell is open; say with last="):
        years(spells(panel(("a", 1)), keys=["who"]))
    with pytest.raises(DataError, match="ends in 1989, before it starts in 1990"):
        years(pl.DataFrame({"since": ["1990"], "until": ["1989"]}))


@given(ROWS)
def test_spells_give_the_panel_back(rows: list[tuple[str, str | None, int]]) -> None:
    schema = {"who": pl.String, "kind": pl.String, "year": pl.Int64}
    before = pl.DataFrame(rows, schema=schema, orient="row")
    keys = ["who", "kind"]
    ordered = before.sort([*keys, "year"], nulls_last=True)
    last = max(year for *_, year in rows)
    assert years(spells(before, keys=keys), last=last).equals(ordered, null_equal=True)
    assert years(spells(before, keys=keys, ongoing="never")).equals(ordered, null_equal=True)


@given(ROWS)
def test_spells_are_as_few_as_can_be(rows: list[tuple[str, str | None, int]]) -> None:
    """A year begins a spell if and only if the year before is not there: counted one by one."""
    schema = {"who": pl.String, "kind": pl.String, "year": pl.Int64}
    there = set(rows)
    begun = {
        (who, kind, f"{year:04}") for who, kind, year in there if (who, kind, year - 1) not in there
    }
    found = spells(pl.DataFrame(rows, schema=schema, orient="row"), keys=["who", "kind"])
    assert set(found.select("who", "kind", "since").rows()) == begun
    assert found.height == len(begun)
