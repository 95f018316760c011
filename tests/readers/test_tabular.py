"""Tables as text: what is read of good ones, and what is said of bad ones."""

import datetime
import gzip
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, KgError, MissingExtra, OptionError
from kg.readers.layout import ROW, Layout
from kg.readers.tabular import format_of_table, read_rows
from tests.readers.factory import table

Read = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], int]


def read(path: Path, **layout: Any) -> Read:
    """The rows, each with its line at the end; the rejected; how many rows there are."""
    parts = list(read_rows(path, Layout(format_of_table(path), **layout)))
    rows = [row for part in parts for row in part.frame.select(pl.exclude(ROW), ROW).rows()]
    rejected = [row for part in parts for row in part.rejected.rows()]
    return rows, rejected, sum(part.count for part in parts)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", 'code,name\n007,"NA"\n,"x, ""y""\nz"\n'),
        ("a.tsv", 'code\tname\n007\tNA\n\t"x, ""y""\nz"'),
        ("a.csv", 'code,name\r\n007,NA\r\n,"x, ""y""\nz"\r\n'),
        ("a.csv", '\ufeffcode, name \n 007 ,NA\n,"x, ""y""\nz"\n'),
    ],
)
def test_cells_are_text_as_it_stands(tmp_path: Path, name: str, data: str) -> None:
    rows = [("007", "NA", 2), (None, 'x, "y"\nz', 3)]
    assert read(table(tmp_path, data, name)) == (rows, [], 2)
    packed = table(tmp_path, gzip.compress(data.encode(), mtime=0), f"{name}.gz")
    assert read(packed) == (rows, [], 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_says_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path, "who\nÅland\nТува\n".encode(encoding))
    assert read(path)[0] == [("Åland", 2), ("Тува", 3)]


def test_other_encodings_are_named(tmp_path: Path) -> None:
    path = table(tmp_path, "who\nx\nÅland\n".encode("latin-1"))
    with pytest.raises(DataError, match='ties.csv:3: is not UTF-8; say encoding = "latin-1"'):
        read(path)
    assert read(path, encoding="latin-1")[0] == [("x", 2), ("Åland", 3)]
    with pytest.raises(OptionError, match="unknown encoding 'latin1x'"):
        read(path, encoding="latin1x")
    path = table(tmp_path, "who\nÅland\n".encode("utf-16-le"))
    with pytest.raises(DataError, match="is full of zero bytes; if it is UTF-16"):
        read(path)
    assert read(path, encoding="utf-16-le")[0] == [("Åland", 2)]


def test_a_letter_cut_in_two_by_the_reading_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.readers.splitting._BLOCK", 5)
    text = "who,n\n" + "".join(f'"Å\nß{n}",{n}\n' for n in range(20))
    assert read(table(tmp_path, text))[0] == [(f"Å\nß{n}", str(n), 2 + 2 * n) for n in range(20)]
    utf16 = table(tmp_path, text.encode("utf-16"))
    assert read(utf16)[0] == [(f"Å\nß{n}", str(n), 2 + 2 * n) for n in range(20)]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("", "ties.csv: is empty"),
        ("\n\n", "is empty"),
        ("a;b\n1;2\n", "1: has one column, 'a;b'; say delimiter = \";\""),
        ("a\tb\n1\t2\n", "has one column, 'a b'; say delimiter = \"\\\\t\""),
        ("a,b,a\n1,2,3\n", "has two columns 'a'; say columns = "),
        ("a,b\r1,2\r3,4\r", "has lines that end in CR alone"),
        (
            'a,b\n1,2\n3" pipe,2\n',
            "3: a quote in or after '3\" pipe,2' is never closed; .* say quote = ",
        ),
        (gzip.compress(b"a,b\n1,2\n" * 99, mtime=0)[:-20], "cannot be unpacked"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, data: str | bytes, problem: str) -> None:
    with pytest.raises(DataError, match=problem):
        read(table(tmp_path, data))


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert read(table(tmp_path, "a,b\n")) == ([], [], 0)
    assert read(table(tmp_path, "a,b")) == ([], [], 0)


def test_rows_of_another_length_are_rejected_with_their_line(tmp_path: Path) -> None:
    data = 'a,b\n1,2\n3\n\n"x\ny",4\n5,6,7\n8,9'
    rows = [("1", "2", 2), ("x\ny", "4", 5), ("8", "9", 8)]
    rejected = [(3, "1 cell, not 2", "3"), (7, "3 cells, not 2", "5,6,7")]
    assert read(table(tmp_path, data)) == (rows, rejected, 5)


def test_rows_with_quotes_out_of_order_are_rejected(tmp_path: Path) -> None:
    path = table(tmp_path, 'a,b\n1,2\n"x"y,3\n4,"5"\n')
    odd = (3, 'quotes out of order; say quote = "" if they are plain', '"x"y,3')
    assert read(path) == ([("1", "2", 2), ("4", "5", 4)], [odd], 3)
    assert read(path, quote="")[0] == [("1", "2", 2), ('"x"y', "3", 3), ("4", '"5"', 4)]


def test_a_zero_byte_rejects_its_row(tmp_path: Path) -> None:
    path = table(tmp_path, "a,b\n1,x\0y\n2,z\n")
    assert read(path) == ([("2", "z", 3)], [(2, "a zero byte", "")], 2)


def test_a_huge_cell_is_read(tmp_path: Path) -> None:
    huge = "x" * 9_000_000
    assert read(table(tmp_path, f"a,b\n{huge},1\n2,3\n"))[0] == [(huge, "1", 2), ("2", "3", 3)]


def test_ten_thousand_bad_rows_are_all_told(tmp_path: Path) -> None:
    path = table(tmp_path, "a,b\n" + "1,2\n3\n" * 10_000)
    rows, rejected, count = read(path)
    assert (len(rows), len(rejected), count) == (10_000, 10_000, 20_000)
    assert [row for row, *_ in rejected] == list(range(3, 20_003, 2))


def test_headers_are_where_one_says(tmp_path: Path) -> None:
    path = table(tmp_path, "A title\n\na,b\n1,2\n")
    assert read(path, header=3)[0] == [("1", "2", 4)]
    path = table(tmp_path, "1,2\n3,4\n")
    for columns in ((), ("x", "y")):
        assert read(path, header=0, columns=columns)[0] == [("1", "2", 1), ("3", "4", 2)]
    with pytest.raises(DataError, match="has 2 columns, and 3 are named"):
        read(path, header=0, columns=("x", "y", "z"))
    doubled = table(tmp_path, "a,a\n1,2\n")
    assert read(doubled, columns=("x", "y"))[0] == [("1", "2", 2)]


def test_only_what_one_says_is_null(tmp_path: Path) -> None:
    path = table(tmp_path, "a,b,c,d\nNA,-,null,\n")
    assert read(path)[0] == [("NA", "-", "null", None, 2)]
    assert read(path, null=("NA", "-"))[0] == [(None, None, "null", None, 2)]


def test_json_lines_keep_their_numbers(tmp_path: Path) -> None:
    lines = ['{"a": 1.50, "b": "007"}', "", '{"c": true, "a": null}', "[1]", '{"a": {"b": 1}}', "{"]
    rows, rejected, count = read(table(tmp_path, "\n".join(lines), "a.jsonl"))
    assert rows == [("1.50", "007", None, 1), (None, None, "true", 3)]
    assert [row for row, *_ in rejected] == [4, 5, 6]
    assert count == 5


def test_excel_sheets(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["code", "n", "day"])
    book.active.append(["007", 1.5, datetime.date(2020, 3, 4)])
    book.active.append([None, None, None])
    book.active.append(["NA", 7, "x"])
    book.create_sheet("More").append(["a"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert read(path) == ([("007", "1.5", "2020-03-04", 2), ("NA", "7", "x", 4)], [], 2)
    assert read(path, sheet="More") == ([], [], 0)
    with pytest.raises(DataError, match="has no sheet 'Mor'; it has 'More'"):
        read(path, sheet="Mor")
    with pytest.raises(DataError, match="cannot be read as Excel"):
        read(table(tmp_path, "no zip", "b.xlsx"))


def test_excel_needs_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fastexcel", None)
    with pytest.raises(MissingExtra, match="pip install 'kg.excel.'"):
        read(table(tmp_path, "x", "a.xlsx"))


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    data = {"n": [1.5, None], "day": [datetime.date(2020, 1, 2)] * 2, "list": [[1], [2]]}
    pl.DataFrame(data).write_parquet(path)
    assert read(path) == ([("1.5", "2020-01-02", 1), (None, "2020-01-02", 2)], [], 2)
    pl.DataFrame(data).clear().write_parquet(path)
    assert read(path) == ([], [], 0)
    with pytest.raises(DataError, match="cannot be read as Parquet"):
        read(table(tmp_path, "no", "b.parquet"))


def test_what_is_no_file_or_of_no_format_is_told(tmp_path: Path) -> None:
    for path, problem in (
        (tmp_path / "none.csv", "none.csv: no such file"),
        (tmp_path, "is a directory"),
    ):
        with pytest.raises(DataError, match=problem):
            list(read_rows(path, Layout("csv")))
    with pytest.raises(OptionError, match="cannot tell from its name what 'a.doc' is"):
        format_of_table(Path("a.doc"))
    with pytest.raises(OptionError, match="unknown format 'excle' of a table; use 'excel'"):
        format_of_table(Path("a.csv"), "excle")


CELLS = st.text(st.characters(exclude_characters="\0\r", codec="utf-8"), max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_any_table_comes_back_as_polars_wrote_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    frame = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String}, orient="row")
    path = folder / "a.csv"
    frame.write_csv(path, quote_style="always")
    found, rejected, count = read(path)
    stripped = frame.with_columns(pl.all().str.strip_chars()).rows()
    assert [row[:2] for row in found] == [tuple(cell or None for cell in row) for row in stripped]
    assert (rejected, count) == ([], len(rows))


def test_every_error_is_of_our_own(tmp_path: Path) -> None:
    """Bytes at random, the same each time, never raise anything but a KgError."""
    import random

    draw = random.Random(0)
    letters = [b"a", b'"', b",", b"\n", b"\r", b";", b"\0", b"\xff", "é".encode(), b" "]
    for name in ("a.csv", "a.tsv", "a.jsonl"):
        for _ in range(150):
            data = b"".join(draw.choices(letters, k=draw.randint(0, 40)))
            try:
                read(table(tmp_path, data, name))
            except KgError:
                continue
