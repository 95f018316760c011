"""Answers as data frames: every cell as in Rows, whatever it holds; block by block in bounded memory."""

import itertools
import json
import subprocess
import sys
from collections.abc import Sequence

import pandas
import polars as pl
import pyarrow
import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from polars.testing import assert_series_equal

import kg
from kg.iris import XSD
from kg.sparql.blocks import as_asked, read_cells
from kg.sparql.cells import full, in_json, native, order
from kg.sparql.rows import Rows, Told
from tests.factory import act, dataset, tie

TEXTS = st.text(
    st.sampled_from("ab<>_:\"'\\\t\n\r tnr,;^@-#0\x00\x0b\x85\u2028\u202eé\U0001f600"), max_size=8
)
KINDS = ["int", "long", "float", "gYear", "date", "integer", "decimal", "double", "boolean"]
NUMERALS = ["0", "-7", "+5", "007", "0.50", "-.5", "5.", "1e3", "1.5E-3", "INF", "-INF", "NaN", str(2**63), "true", "1992", "x"]  # fmt: skip
NODES = st.sampled_from(
    [pyoxigraph.NamedNode(f"http://e/{name}") for name in ("a", "é%20", "a#_:b")]
)
BLANKS = st.sampled_from([pyoxigraph.BlankNode(name) for name in ("a", "b1")])
INTEGERS = st.integers(-(2**64), 2**64).map(pyoxigraph.Literal)
FLOATS = st.floats().map(pyoxigraph.Literal)
BOOLEANS = st.booleans().map(pyoxigraph.Literal)
LITERALS = (
    TEXTS.map(pyoxigraph.Literal)
    | st.builds(
        lambda text, tag, way: pyoxigraph.Literal(text, language=tag, direction=way),
        TEXTS,
        st.sampled_from(["en", "de-at"]),
        st.none() | st.sampled_from([pyoxigraph.BaseDirection.LTR, pyoxigraph.BaseDirection.RTL]),
    )
    | st.builds(
        lambda text, kind: pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(XSD + kind)),
        st.sampled_from(NUMERALS) | TEXTS,
        st.sampled_from(KINDS),
    )
)
TRIPLES = st.recursive(
    st.builds(pyoxigraph.Triple, NODES | BLANKS, NODES, NODES | LITERALS | INTEGERS),
    lambda inner: st.builds(pyoxigraph.Triple, NODES, NODES, inner),
    max_leaves=2,
)
TERMS = NODES | BLANKS | LITERALS | INTEGERS | FLOATS | BOOLEANS | TRIPLES
PURE = [TERMS, NODES, INTEGERS, st.integers(0, 9).map(pyoxigraph.Literal), FLOATS | INTEGERS, BOOLEANS,
        FLOATS, LITERALS, BOOLEANS | INTEGERS, TEXTS.map(pyoxigraph.Literal)]  # fmt: skip
Cell = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Table = Sequence[tuple[Cell | None, ...]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Rows of one to three columns, some of one kind, some of any."""
    columns = draw(st.lists(st.sampled_from(PURE), min_size=1, max_size=3))
    return draw(st.lists(st.tuples(*(st.none() | column for column in columns)), max_size=8))


def told(table: Table, *, ordered: bool) -> Rows:
    """The rows, as the engine writes them."""
    names = tuple("abc"[: len(table[0]) if table else 2])
    bindings = [
        {name: in_json(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in table
    ]
    answer = {"head": {"vars": names}, "results": {"bindings": bindings}}
    forms = pyoxigraph.QueryResultsFormat
    found = pyoxigraph.parse_query_results(json.dumps(answer).encode(), format=forms.JSON)
    data = found.serialize(format=forms.TSV)
    assert data is not None
    return Rows(names, Told(names, data[data.index(b"\n") + 1 :], ordered))


@settings(max_examples=200, deadline=None)
@given(table=tables())
def test_a_cell_is_the_text_that_csv_has(table: Table) -> None:
    rows = told(table, ordered=True)
    assert rows.terms == tuple(table)
    assert len(rows) == len(table)
    frame = as_asked(read_cells(rows.columns, rows.told.lines), {})
    assert frame.rows() == [
        tuple(None if term is None else full(term) for term in row) for row in table
    ]


def test_an_integer_with_a_fraction_is_no_number() -> None:
    literal = pyoxigraph.Literal("0.50", datatype=pyoxigraph.NamedNode(f"{XSD}int"))
    assert told([(literal,)], ordered=True).to_polars().rows() == [("0.50",)]


@settings(max_examples=100, deadline=None)
@given(table=tables())
def test_frames_have_the_order_of_rows_and_columns_have_the_type_of_all_their_cells(
    table: Table,
) -> None:
    rows = told(table, ordered=False)
    assert rows.terms == tuple(sorted(table, key=lambda row: tuple(map(order, row))))
    frame = rows.to_polars()
    for place, name in enumerate(rows.columns):
        assert_series_equal(frame[name], expected(name, [row[place] for row in rows.terms]))
    natives = [[native(term) for term in row] for row in rows.terms]
    by_cells = pandas.DataFrame(natives, columns=list(rows.columns))
    numbers = [name for name in rows.columns if frame[name].dtype == pl.Float64]
    by_cells[numbers] = by_cells[numbers].astype(float)  # also where integers go beyond 64 bits
    assert_frame_equal(rows.to_pandas(), by_cells)
    assert pl.from_arrow(rows.to_arrow()).equals(frame)  # type: ignore[arg-type]  # a frame as well


def expected(name: str, terms: Sequence[Cell | None]) -> pl.Series:
    """The column, decided by looking at each cell."""
    values = [native(term) for term in terms]
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and all(-(2**63) <= v < 2**63 for v in values if isinstance(v, int)):
        return pl.Series(name, values, dtype=pl.Int64)
    if kinds in ({float}, {int, float}):
        return pl.Series(name, [None if v is None else float(v) for v in values], dtype=pl.Float64)
    if kinds == {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    return pl.Series(name, [None if t is None else full(t) for t in terms], dtype=pl.String)


DATA = dataset(tie("1", "A", "alliedWith", "B", confidence=0.9), actors="A B")


def test_rows_become_a_frame_an_arrow_table_and_a_pandas_frame_alike() -> None:
    text = "SELECT * { VALUES (?who ?n ?share ?sure ?day) { (actor:A 2 0.5 true '1992'^^xsd:gYear) (actor:B 1 3 false UNDEF) } }"
    rows = kg.query(DATA, text)
    assert isinstance(rows, kg.Rows)
    wanted = [(act("A"), 2, 0.5, True, "1992"), (act("B"), 1, 3.0, False, None)]
    assert rows.to_polars().rows() == wanted
    table = rows.to_arrow()
    assert table.column_names == ["who", "n", "share", "sure", "day"]
    assert [field.type for field in table.schema] == [
        pyarrow.large_string(), pyarrow.int64(), pyarrow.float64(), pyarrow.bool_(), pyarrow.large_string(),
    ]  # fmt: skip
    assert [tuple(row.values()) for row in table.to_pylist()] == wanted
    assert list(map(str, rows.to_pandas().dtypes))[1:4] == ["int64", "float64", "bool"]
    empty = kg.query(DATA, "SELECT ?x ?y {} LIMIT 0")
    assert isinstance(empty, kg.Rows)
    assert empty.to_polars().schema == {"x": pl.String, "y": pl.String}


def test_no_pyarrow_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    rows = kg.query(DATA, "SELECT ?x { VALUES ?x { 1 } }")
    assert isinstance(rows, kg.Rows)
    with pytest.raises(kg.MissingExtra) as error:
        rows.to_arrow()
    assert str(error.value) == "pyarrow is not installed; install it with: pip install 'kg[arrow]'"
    assert rows.to_pandas()["x"].tolist() == [1]


def test_rows_are_equal_where_columns_and_terms_are() -> None:
    first, second, third = (
        kg.query(DATA, text)
        for text in (
            "SELECT ?x { VALUES ?x { 1 2 } }",
            "SELECT ?x { VALUES ?x { 2 1 } }",
            "SELECT ?x { VALUES ?x { 2 } }",
        )
    )
    assert first == second != third
    assert hash(first) == hash(second)
    assert first != "rows"


THOUSAND = f"VALUES ?a {{ {' '.join(map(str, range(100)))} }} VALUES ?b {{ {' '.join(map(str, range(10)))} }}"
MANY = (
    f"SELECT ?b ?a ?text {{ {THOUSAND} BIND(CONCAT('text ', REPEAT, STR(?a)) AS ?text) }}".replace(
        "REPEAT", f"'{'x' * 4000}'"
    )
)


def test_frames_are_the_rows_in_blocks_of_the_same_columns() -> None:
    found = list(kg.frames(DATA, MANY, types={"a": int, "b": float}))
    assert len(found) > 2
    schema = {"b": pl.Float64, "a": pl.Int64, "text": pl.String}
    assert all(frame.schema == schema for frame in found)
    rows = kg.query(DATA, MANY)
    assert isinstance(rows, kg.Rows)
    whole = pl.concat(found).cast({"b": pl.Int64})
    assert whole.sort("b", "a").equals(rows.to_polars().sort("b", "a"))


def test_the_columns_of_select_all_are_in_the_order_of_the_text() -> None:
    (frame,) = kg.frames(DATA, "SELECT * { VALUES (?b ?a) { ('b' 1) (UNDEF '') } }")
    assert frame.columns == ["b", "a"]
    assert frame.rows() == [("b", "1"), (None, "")]


def test_no_rows_are_one_empty_frame() -> None:
    (frame,) = kg.frames(DATA, "SELECT ?a ?n { ?a kg:nothing ?n }", types={"n": int})
    assert frame.height == 0
    assert frame.schema == {"a": pl.String, "n": pl.Int64}


def test_frames_know_dates_and_values() -> None:
    text = "SELECT ?who { ?who kg:alliedWith $whom }"
    (frame,) = kg.frames(DATA, text, whom="actor:B")
    assert frame["who"].to_list() == [act("A")]
    (frame,) = kg.frames(DATA, text, whom="actor:B", at="1900", certainty="certain")
    assert frame.height == 0


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("ASK { ?x ?y ?z }", {}, "frames are made of rows; ask a SELECT query"),
        ("SELECT ?x { ?x }", {}, "line 1, column 16: "),
        ("SELECT ?x { VALUES ?x { 1 } }", {"types": {"y": int}}, "the query has no variable 'y'"),
        ("SELECT ?x { VALUES ?x { 1 } }", {"y": 1}, "the query has no variable 'y'"),
        ("SELECT ?x { VALUES ?x { 1 } }", {"types": {"x": "int"}},
         "'?x' cannot be made 'int'; use int, float, bool or str"),
        ("SELECT ?x { VALUES ?x { 1.5 } }", {"types": {"x": int}}, "'?x' has a cell that is no int: '1.5'"),
        ("SELECT ?x { VALUES ?x { 9223372036854775808 } }", {"types": {"x": int}},
         "'?x' has a cell that is no int: '9223372036854775808'"),
        ("SELECT ?x { VALUES ?x { '1' } }", {"types": {"x": float}}, "'?x' has a cell that is no float: '1'"),
        ("SELECT ?x { VALUES ?x { 1 } }", {"types": {"x": bool}}, "'?x' has a cell that is no bool: '1'"),
        ("SELECT ?x { VALUES ?x { 1 } }", {"timeout": 0}, "a timeout of 0 s leaves no time"),
    ],
)  # fmt: skip
def test_what_makes_no_frame_is_said(text: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(kg.KgError) as error:
        list(kg.frames(DATA, text, **options))  # type: ignore[arg-type]  # the options under test
    assert message in str(error.value)


def test_a_wrong_question_is_said_before_a_frame_is_asked_for() -> None:
    with pytest.raises(kg.QueryError):
        kg.frames(DATA, "SELECT ?x { ?x }")


def test_frames_left_unread_hold_nobody_up() -> None:
    kg.frames(DATA, MANY)
    first = next(kg.frames(DATA, MANY))
    assert first.height
    half = kg.frames(DATA, MANY)
    next(half)
    assert kg.query(DATA, "ASK {}") == kg.YesNo(value=True)
    with pytest.raises(
        kg.QueryError, match="the answer is closed; read it before the next question"
    ):
        list(itertools.islice(half, 5))


GROWTH = """
import sys, kg
from kg.dataset import Dataset

def peak():
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1])

values = " ".join(f"(actor:Actor{n} 'number {n}'@en)" for n in range(500))
def rows(times):
    numbers = " ".join(map(str, range(times)))
    both = f"VALUES (?who ?what) {{ {values} }} VALUES ?n {{ {numbers} }}"
    text = f"SELECT * {{ {both} BIND(CONCAT('{'long text ' * 40}', STR(?n)) AS ?text) }}"
    return sum(frame.height for frame in kg.frames(Dataset([]), text, types={"n": int}))

counts = [rows(40)]
before = peak()
counts.append(rows(400))
print(*counts, peak() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    """20,000 rows, then 200,000 (100 MB of TSV): the peak is that of a few blocks in both."""
    ran = subprocess.run(
        [sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True, timeout=120
    )
    few, many, growth = map(int, ran.stdout.split())
    assert (few, many) == (20_000, 200_000)
    assert growth < 24 * 1024, f"{growth} KiB more for ten times the rows"
