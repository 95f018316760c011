"""The file of decisions: it comes back as it went out, also from a spreadsheet; wrong ones are told."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.identity import COLUMNS, match, read_matches, register, write_matches

# Text without lone surrogates, which no file holds, and without the mark that begins a file.
CELL = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    [
        "007",
        "1e5",
        "=1+1",
        "-0.5",
        "'=x",
        "''",
        "NA",
        "a\r\nb",
        'say "a"',
        "a;b\tc",
        "2024-01",
        "\ufeff",
    ]
)
HEAD = ",".join(COLUMNS)


def table(*rows: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


ROWS = st.lists(
    st.tuples(
        CELL.filter(bool), CELL, st.sampled_from(["", "matched", "new", "ambiguous"]), CELL, CELL, CELL, CELL
    ),
    unique_by=lambda row: row[0],
)  # fmt: skip


@given(ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_is_what_was_written(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    written = table(*rows)
    write_matches(written, tmp_path / "m.csv")
    assert read_matches(tmp_path / "m.csv").equals(written)
    first = (tmp_path / "m.csv").read_bytes()
    write_matches(read_matches(tmp_path / "m.csv"), tmp_path / "m.csv")
    assert (tmp_path / "m.csv").read_bytes() == first


def test_no_cell_is_run_or_changed_by_a_spreadsheet(tmp_path: Path) -> None:
    cells = ("007", "=1+1", "new", "@a", "+1", "-x", "1e5")
    write_matches(table(cells), tmp_path / "m.csv")
    text = (tmp_path / "m.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        list(COLUMNS),
        ["'007", "'=1+1", "new", "'@a", "'+1", "'-x", "'1e5"],
    ]
    assert text.endswith("\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "key,decision,actor\nAda,new,actor:Ada\n",
        "\ufeffkey;decision;actor;rule\r\nAda;new;actor:Ada;\r\n",
        "actor\tkey\tdecision\tmine\nactor:Ada\tAda\tnew\tx\n",
    ],
)
def test_a_file_that_a_spreadsheet_saved_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    assert read_matches(tmp_path / "m.csv").rows() == [("Ada", "", "new", "", "actor:Ada", "", "")]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", f"is no file of decisions, as it has no column 'key'; it has to begin with the line {HEAD}"),
        (b"key,actor\na,b\n", f"is no file of decisions, as it has no column 'decision'; it has to begin with the line {HEAD}"),
        (b"key,decision,actor\na,new,\na,new,\n", "row 3 decides 'a' again; leave one of the rows"),
        (b"key,decision,actor\n,new,\n", "row 2 has no key; every decision is about one"),
        (b"key,decision,actor\na,match,\n", "row 2: 'match' is no decision; did you mean 'matched'?"),
        (b"key,decision,actor\na,?,\n", "row 2: '?' is no decision; one of matched, new, ambiguous is"),
        ("key,decision,actor\nÅ,new,\n".encode("latin-1"), "is not UTF-8 at byte 19; save it as CSV UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_told_in_a_line(data: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(data)
    with pytest.raises(DataError) as error:
        read_matches(path)
    assert str(error.value) == f"{path}: {problem}"


def test_rows_of_too_many_cells_are_told_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("key,decision,actor\na,new,,,,\n", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read as CSV: "):
        read_matches(path)
    with pytest.raises(DataError, match="cannot be read: no such file or directory"):
        read_matches(tmp_path / "none.csv")


def test_an_answer_of_match_is_kept_whole(tmp_path: Path) -> None:
    rows = pl.DataFrame({"key": ["007", "Иран", "-x", "Rusia"], "iso2": ["NA", None, None, None]})
    found = match(rows, register())
    write_matches(found, tmp_path / "m.csv")
    assert read_matches(tmp_path / "m.csv").equals(found)
