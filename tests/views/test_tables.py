"""Tables and lines in a terminal and in files: as wide as asked, and nothing in the data acts."""

import pytest

from kg.views.tables import (
    csv_table,
    html_table,
    least_width,
    markdown_table,
    safe,
    text_table,
    wrapped,
)

HOSTILE = "\x1b[31moops [/foo] \u202ex\u200b</script>"
ROWS = [("actor:NagornoKarabakh", "Ethnic Armenians of Nagorno-Karabakh", 12)]


def test_a_wide_terminal_shows_cells_as_they_are() -> None:
    assert text_table(("actor", "label", "n"), ROWS, width=80).splitlines() == [
        "actor                  label                                  n",
        "───────────────────────────────────────────────────────────────",
        "actor:NagornoKarabakh  Ethnic Armenians of Nagorno-Karabakh  12",
    ]


def test_a_narrow_terminal_wraps_between_words() -> None:
    assert text_table(("actor", "label", "n"), ROWS, width=48).splitlines() == [
        "actor                  label                   n",
        "────────────────────────────────────────────────",
        "actor:NagornoKarabakh  Ethnic Armenians of    12",
        "                       Nagorno-Karabakh",
    ]


@pytest.mark.parametrize("width", range(34, 70))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = text_table(("actor", "label", "n"), ROWS, width=width)
    assert max(map(len, text.splitlines())) <= width


def test_the_least_width_breaks_no_word() -> None:
    columns = ("actor", "label", "n")
    least = least_width(columns, ROWS)
    assert least == 21 + 2 + 16 + 2 + 2
    assert "actor:NagornoKarabakh" in text_table(columns, ROWS, width=least)
    assert "actor:NagornoKarabakh" not in text_table(columns, ROWS, width=least - 4)


def test_where_a_table_would_break_most_words_each_row_is_a_block() -> None:
    rows = [("Azerbaijan", "attacks", None), ("Armenia", "petitions", "International Court")]
    assert text_table(("subject", "relation", "object"), rows, width=24).splitlines() == [
        "subject   Azerbaijan",
        "relation  attacks",
        "",
        "subject   Armenia",
        "relation  petitions",
        "object    International",
        "          Court",
    ]


def test_an_empty_table_is_its_head() -> None:
    assert text_table(("who",), []) == "who\n───\n"


def test_lines_are_wrapped_below_their_beginning_and_never_in_a_word() -> None:
    iri = "https://w3id.org/actor-kg/statement/a-very-long-name"
    assert wrapped("1. one two three", width=13) == "1. one two\n   three"
    assert wrapped("    one two three", width=15) == "    one two\n      three"
    assert wrapped(f"see {iri}", width=20) == f"see\n  {iri}"
    assert wrapped("one two three", width=0) == "one two three"


def test_hostile_text_is_text_everywhere() -> None:
    shown = r"\x1b[31moops [/foo] \u202ex\u200b</script>"
    assert safe(HOSTILE) == shown
    assert text_table(("a",), [(HOSTILE,)]).splitlines()[-1] == shown
    assert "<script" not in html_table(("a",), [(HOSTILE,)])
    assert "</script>" not in html_table(("a",), [(HOSTILE,)])
    assert "&lt;/script&gt;" in markdown_table(("a",), [(HOSTILE,)])


@pytest.mark.parametrize("cell", ["=1+1", "+a", "-a", "@a", "\ta", "\ra"])
def test_csv_holds_no_formula(cell: str) -> None:
    head, row = csv_table(("a",), [(cell,)]).split("\r\n", 1)
    assert head == "a"
    assert row.strip('"').startswith("'")


@pytest.mark.parametrize("number", [-1, -0.5, "+7", "-1e9", 0])
def test_csv_keeps_numbers(number: object) -> None:
    assert csv_table(("a",), [(number,)]) == f"a\r\n{number}\r\n"
