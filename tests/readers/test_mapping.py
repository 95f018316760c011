"""Maps: how columns become statements, and what is said of a map that makes no sense."""

from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.readers.mapping import read_map
from kg.readers.pipeline import Imported, ingest
from tests.readers.factory import MAP, a_map, table
from tests.shared import shared

HEAD = """
[subject]
label = "{a}"
[object]
label = "{b}"
"""


def rows(found: Imported) -> list[tuple[Any, ...]]:
    """The statements as labels and dates, in the order of their rows."""
    dataset = found.dataset
    statements = sorted(
        dataset.statements.values(), key=lambda each: each.evidence[0].locator or ""
    )
    return [
        (
            dataset.label(each.subject),
            dataset.label(each.predicate),
            dataset.label(each.object),
            *(date and date.text for date in (each.since, each.until, each.date)),
        )
        for each in statements
    ]


def imported(folder: Path, text: str, data: str, **options: Any) -> Imported:
    return ingest(table(folder, data), map=a_map(folder, text), **options)


def rejected(folder: Path, statement: str, data: str) -> list[tuple[Any, ...]]:
    text = f'{HEAD}[statement]\nrelation = "attacks"\n{statement}'
    return imported(folder, text, data, dry_run=True).rejected.rows()


def test_columns_become_statements(tmp_path: Path) -> None:
    found = ingest(table(tmp_path), map=a_map(tmp_path))
    assert rows(found) == [("Armenia", "is allied with", "Russia", "1992", None, None)]
    (evidence,) = next(iter(found.dataset.statements.values())).evidence
    assert (evidence.locator, found.dataset.label(evidence.source)) == ("row 2", "ties.csv")


def test_texts_constants_values_and_defaults(tmp_path: Path) -> None:
    text = """
[file]
delimiter = ";"
null = ["-"]

[subject]
key = "actor {id}"
label = "{first} {last}"
type = { column = "kind", values = { p = "Person" }, default = "Group" }
aliases = [{ column = "also", split = "|" }, "{last}"]
note = "Born {{in}} {town}."

[object]
label = "Cara"

[statement]
relation = { column = "act", values = { hit = "attacks", spoke = "condemns" } }
status = { template = "{sure}", values = { y = "Actual", n = "Alleged" }, default = "Actual" }
attributed_to = "{by}"
date = { column = "day", date_format = "%d.%m.%Y" }
confidence = 0.5
amount = { column = "sum", decimal = "," }
unit = "USD"

[source]
title = "The list of {year}"
url = "http://e.org/{id}"
date = "{year}"
reliability = "B"

[evidence]
locator = "entry {id}, line {row}"
quote = "{act}"
"""
    data = (
        "id;first;last;kind;also;town;act;sure;by;day;sum;year\n"
        "1;Ada;Low;p;A|Addy;X;hit;n;Dora;4.3.2020;1.234,50;2021\n"
        "2;Big;Two;g;-;-;spoke;;-;05.03.2020;-;2021\n"
    )
    dataset = imported(tmp_path, text, data).dataset
    people = {each.label: each for each in dataset.actors.values()}
    assert sorted(people) == ["Ada Low", "Big Two", "Cara", "Dora"]
    assert people["Ada Low"].aliases == ("A", "Addy", "Low")
    assert (people["Ada Low"].note, people["Big Two"].note) == ("Born {in} X.", None)
    assert people["Ada Low"].type.endswith("#Person")
    assert people["Big Two"].type.endswith("#Group")
    first, second = sorted(
        dataset.statements.values(), key=lambda each: each.evidence[0].locator or ""
    )
    assert (first.status, first.amount, first.unit, str(first.date)) == (
        "Alleged",
        "1234.50",
        "USD",
        "2020-03-04",
    )
    assert (second.status, second.amount, second.unit, second.confidence) == (
        "Actual",
        None,
        None,
        0.5,
    )
    assert first.attributed_to == (people["Dora"].iri,)
    assert [each.evidence[0].locator for each in (first, second)] == [
        "entry 1, line 2",
        "entry 2, line 3",
    ]
    assert {source.url for source in dataset.sources.values()} == {
        "http://e.org/1",
        "http://e.org/2",
    }
    assert {(source.title, str(source.date)) for source in dataset.sources.values()} == {
        ("The list of 2021", "2021")
    }


def test_dates_without_a_format_are_iso_or_rejected(tmp_path: Path) -> None:
    data = "a,b,d\nx,y,2020-04-03\nx,y,2020-04\nx,y,2020\nx,y,2020-04-03T10:00:00Z\nx,y,03/04/2020\nx,y,\n"
    found = imported(tmp_path, f'{HEAD}[statement]\nrelation = "attacks"\ndate = "{{d}}"\n', data)
    assert [date for *_, date in rows(found)] == ["2020-04-03", "2020-04", "2020", None]
    reason = (
        '[statement] date: not YYYY-MM-DD, YYYY-MM or YYYY; say its date_format, "%d/%m/%Y" say'
    )
    assert found.rejected.rows() == [(6, reason, "03/04/2020")]


@pytest.mark.parametrize(
    ("form", "text", "date"),
    [
        ("%d/%m/%Y", "03/04/2020", "2020-04-03"),
        ("%m/%d/%Y", "03/04/2020", "2020-03-04"),
        ("%Y/%m/%d", "2020/04/03", "2020-04-03"),
        ("%Y%m%d", "20200403", "2020-04-03"),
        ("%d %B %Y", "3 April 2020", "2020-04-03"),
        ("%m/%Y", "04/2020", "2020-04"),
        ("%b %Y", "Apr 2020", "2020-04"),
        ("year %Y", "year 2020", "2020"),
    ],
)
def test_dates_in_their_orders(tmp_path: Path, form: str, text: str, date: str) -> None:
    statement = (
        f'[statement]\nrelation = "attacks"\ndate = {{ column = "d", date_format = "{form}" }}\n'
    )
    found = imported(tmp_path, HEAD + statement, f"a,b,d\nx,y,{text}\n")
    assert [each for *_, each in rows(found)] == [date]


def test_a_date_that_two_formats_read_differently_is_rejected(tmp_path: Path) -> None:
    statement = 'date = { column = "d", date_format = ["%d/%m/%Y", "%m/%d/%Y"] }\n'
    data = "a,b,d\nx,y,03/04/2020\nx,y,13/04/2020\nx,y,04/04/2020\nx,y,40/40/2020\n"
    reason = "[statement] date: no date of its forms, or two"
    assert rejected(tmp_path, statement, data) == [
        (2, reason, "03/04/2020"),
        (5, reason, "40/40/2020"),
    ]


def test_what_has_no_value_is_rejected(tmp_path: Path) -> None:
    statement = 'status = { column = "s", values = { y = "Actual" } }\nconfidence = "{c}"\n'
    assert rejected(tmp_path, statement, "a,b,s,c\nx,y,y,1\nx,y,n,1\nx,y,y,high\n") == [
        (3, "[statement] status: not among its values", "n"),
        (4, "[statement] confidence: no number", "high"),
    ]


def test_where_leaves_rows_out(tmp_path: Path) -> None:
    text = f'{HEAD}[statement]\nrelation = "attacks"\n[where]\nkind = ["war", "raid"]\nyear = {{ not = 1990 }}\n'
    data = "a,b,kind,year\nx,y,war,1991\nx,z,raid,1990\nu,y,talk,1991\nv,y,,1991\nx,w,raid,1992\n"
    found = imported(tmp_path, text, data)
    assert [whom for _, _, whom, *_ in rows(found)] == ["y", "w"]
    assert (found.rows, found.used, found.rejected.height) == (5, 3, 0)


def test_a_panel_becomes_spells(tmp_path: Path) -> None:
    text = f'{HEAD}[statement]\nrelation = {{ column = "r", values = {{ m = "memberOf", a = "alliedWith" }} }}\n'
    data = (
        "a,b,r,year\nx,o,m,1990\nx,o,m,1991\ny,o,m,1992\nx,o,m,1993\nx,o,a,1991\ny,o,m,1993\n"
        "x,o,m,1990\nx,o,m,19x\n"
    )
    found = imported(tmp_path, f'{text}[panel]\ntime = "year"\n', data)
    assert sorted(rows(found), key=str) == [
        ("x", "is a member of", "o", "1990", "1991", None),
        ("x", "is a member of", "o", "1993", None, None),
        ("x", "is allied with", "o", "1991", "1991", None),
        ("y", "is a member of", "o", "1992", None, None),
    ]
    assert (found.rows, found.used) == (8, 7)
    assert found.rejected.rows() == [(9, "[panel] time: no year", "19x")]
    locators = {each.evidence[0].locator for each in found.dataset.statements.values()}
    assert locators == {"rows 2 to 8", "rows 4 to 7", "row 5", "row 6"}
    closed = imported(tmp_path, f'{text}[panel]\ntime = "year"\nongoing = "never"\n', data)
    assert {until for *_, until, _ in rows(closed)} == {"1991", "1993"}


def test_own_relation_types(tmp_path: Path) -> None:
    text = f"""{HEAD}
[statement]
relation = "lendsTo"
[relation_types.lendsTo]
label = "lends to"
definition = "Gives money that is to come back."
family = "cooperatesWith"
sign = 1
influence = "Forward"
aspect = "Tie"
strength = 0.4
"""
    found = imported(tmp_path, text, "a,b\nx,y\n")
    assert rows(found) == [("x", "lends to", "y", None, None, None)]
    kind = found.dataset.relation_type("lendsTo")
    assert (kind.base, kind.sign, kind.influence, kind.aspect) == (0.4, 1, "Forward", "Tie")


def test_columns_that_are_missing_are_told_with_near_ones(tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=r"has no column 'who', which \[subject\] label takes; did you mean 'Who'"
    ):
        ingest(table(tmp_path, "Who,whom,what,since\na,b,c,d\n"), map=a_map(tmp_path))
    lines = '{"who": "Ada", "whom": "Bela"}\n{"what": "alliedWith", "who": "Ada", "whom": "Bela"}\n'
    with pytest.raises(DataError, match="has no column 'since'"):
        ingest(table(tmp_path, lines, "a.jsonl"), map=a_map(tmp_path))
    with pytest.raises(DataError, match="has no column 'since'"):
        ingest(table(tmp_path, "who,whom,what\n"), map=a_map(tmp_path))


def test_a_header_alone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="ties.csv: holds no row to import"):
        ingest(table(tmp_path, "who,whom,what,since\n"), map=a_map(tmp_path))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[subjet]\n", "1: unknown section 'subjet'; did you mean 'subject'?"),
        ("file = 1\n", r"1: \[file\] is no table"),
        (
            "[file]\ndelimeter = ';'\n",
            r"2: unknown key 'delimeter' in \[file\]; did you mean 'delimiter'",
        ),
        ("[file]\n\ndelimiter = ';;'\n", "3: delimiter ';;' is not one character of ASCII"),
        ("[file]\nquote = 'x'\n", "2: quote 'x' is not '\"', and not empty"),
        ("[file]\nheader = -1\n", "2: header is no line number, and not false"),
        ("[file]\nnull = 'NA'\n", "2: null is no list of texts"),
        ("[file]\nencoding = 8\n", "2: encoding is no text"),
        (MAP + "sinc = 1\n", r"13: unknown key 'sinc' in \[statement\]; did you mean 'since'?"),
        (MAP + "date = [1]\n", r"13: \[statement\] date is no text with .columns. and no table"),
        (MAP + "date = '{a'\n", r"13: \[statement\] date has a brace without its other"),
        (
            MAP + "date = { colum = 'a' }\n",
            r"13: unknown key 'colum' in \[statement\] date; did you mean 'column'",
        ),
        (
            MAP + "date = { default = 'a' }\n",
            r"13: \[statement\] date needs either a column or a template",
        ),
        (
            MAP + "date = { column = 'a', date_format = 'd' }\n",
            "13: date_format 'd' .* has no % sign",
        ),
        (
            MAP + "amount = { column = 'a', decimal = ';' }\n",
            "13: decimal .* is neither a comma nor a point",
        ),
        (MAP + "amount = { column = 'a', values = 3 }\n", "13: values .* is no table"),
        (MAP + "amount = { column = 3 }\n", "13: column .* is no text"),
        (MAP + "[panel]\n", "13: the panel has no time"),
        (MAP + "[panel]\ntime = 'y'\n", "12: a panel makes the dates itself; leave since out"),
        (
            MAP + "[panel]\ntime = 'y'\nongoing = 'x'\n",
            "15: unknown ongoing 'x'; use 'last' or 'never'",
        ),
        (MAP + "[where]\nx = [[1]]\n", "14: 'x' is no value, no list"),
        (MAP + "[source]\npublisher = 'x'\n", "13: the source has no title"),
        ("[subject]\nlabel = '{a}'\n", "no relation; say relation = "),
        ("[statement]\nrelation = 'x'\n[object]\nlabel = 'x'\n", "no subject; say label = "),
        (MAP + "[relation_types.alliedWith]\n", "13: 'alliedWith' is in the vocabulary already"),
        (MAP + "[relation_types.x]\nlabel = 'x'\n", "13: .relation_types.x. has no definition"),
        (MAP + "[relation_types.x]\nlbel = 'x'\n", "14: unknown key 'lbel' in .relation_types.x."),
        ("[file\n", "1: is no TOML: "),
        (b"[file]\n# \xff\n", "is not UTF-8; save it as such"),
    ],
)
def test_a_map_that_makes_no_sense_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, problem: str
) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(
        DataError, match=f"m.toml:?{' ?' if problem[0].isdigit() else '.*'}{problem}"
    ):
        read_map(path)


def test_a_map_has_no_options(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="the reader 'ties' has no option 'x'; it has none"):
        ingest(table(tmp_path), map=a_map(tmp_path), options={"x": "1"})


def test_donations_of_the_bundestag(tmp_path: Path) -> None:
    """292 rows; two are repeated, so that there are the 290 payments that FollowTheMoney makes of them."""
    folder = shared("followthemoney-donations")
    donations = Path(__file__).with_name("maps") / "donations.toml"
    found = ingest(folder / "donations.csv", tmp_path / "donations.ttl", map=donations)
    assert (found.rows, found.statements, found.mentions, found.rejected.height) == (
        292,
        290,
        292,
        0,
    )
    amounts = sum(float(each.amount or 0) for each in found.dataset.statements.values())
    assert len(found.dataset) == 290
    assert amounts > 0
    assert {each.severity.value for each in kg.validate(found.dataset)} <= {"warning"}
