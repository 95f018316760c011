"""Names as they are compared: case, accents and punctuation aside, in their own script."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.folding import folded, slugs


def fold(*names: str) -> list[str]:
    return (
        pl.Series("name", names, dtype=pl.String)
        .to_frame()
        .select(folded(pl.col("name")))
        .to_series()
        .to_list()
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Türkiye", "TURKIYE", " turkiye "),
        ("Côte d’Ivoire", "cote d'ivoire", "COTE D`IVOIRE"),
        ("the United States", "United States", "UNITED  STATES", "The the United-States"),
        ("Guinea-Bissau", "Guinea Bissau", "guinea – bissau"),
        ("U.S.A.", "USA"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Украї́на", "УКРАЇНА"),
        ("أرمينيا", "ارمينيا", "أَرْمِينِيَا"),
        ("Κύπρος", "ΚΥΠΡΟΣ"),
        ("（中国）", "中国"),
        ("ＵＳ", "us"),
    ],
)  # fmt: skip
def test_these_are_one_name(names: tuple[str, ...]) -> None:
    assert len(set(fold(*names))) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("ガーナ", "カーナ"),  # voicing is no accent
        ("कम", "कमा"),
        ("A+", "A"),
        ("Niger", "Nigeria"),
        ("Россия", "Rossiya"),  # nothing is transliterated
        ("Theodora", "odora"),
    ],
)
def test_these_are_two_names(names: tuple[str, str]) -> None:
    assert len(set(fold(*names))) == 2


@given(st.lists(st.text()))
def test_folding_twice_is_folding_once(names: list[str]) -> None:
    once = fold(*names)
    assert fold(*once) == once


def test_every_character_folds_the_same_twice() -> None:
    characters = [chr(code) for code in range(32, 0x110000) if not 0xD800 <= code < 0xE000]
    once = fold(*(f"{each}a{each} {each}" for each in characters))
    assert fold(*once) == once


@given(st.lists(st.text()))
def test_a_slug_is_a_local_name_in_ascii_or_nothing(names: list[str]) -> None:
    found = slugs(pl.Series(names, dtype=pl.String)).drop_nulls()
    assert found.str.contains(r"^[A-Za-z0-9]{1,80}$").all()
