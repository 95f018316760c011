"""Columns in a mapped file are those that were saved."""

import tempfile
from pathlib import Path
from typing import Any

import numpy
import polars as pl
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.columns import OPEN, Columns
from kg.kept import kept_columns, save_columns
from kg.kinds import Status
from tests.factory import tie, turtle

ENDS = ("http://a", "http://é", "http://c")
STATUS = pl.Enum([status.value for status in Status])
DAY = st.one_of(st.none(), st.integers(1, 3_652_059))
ROW = st.fixed_dictionaries(
    {
        "subject": st.sampled_from(ENDS),
        "object": st.one_of(st.none(), st.sampled_from(ENDS)),
        "relation": st.one_of(st.none(), st.sampled_from(["http://p", "http://q"])),
        "status": st.one_of(st.none(), st.sampled_from(["Actual", "Denied"])),
        "sign": st.one_of(st.none(), st.integers(-1, 1)),
        "confidence": st.floats(0.01, 1),
        "strength": st.one_of(st.none(), st.floats(0.01, 1)),
        **dict.fromkeys(("first_low", "first_high", "last_low", "last_high"), DAY),
    }
)
SCHEMA: dict[str, Any] = {
    "statement": pl.String,
    **dict.fromkeys(("subject", "object"), pl.Enum(ENDS)),
    "relation": pl.Enum(["http://p", "http://q"]),
    "status": STATUS,
    "sign": pl.Int8,
    "confidence": pl.Float64,
    "strength": pl.Float64,
    **dict.fromkeys(("first_low", "first_high", "last_low", "last_high"), pl.Int32),
}
NUMBERS = [name for name in SCHEMA if name != "statement"]


def columns(rows: list[dict[str, object]]) -> Columns:
    named = [{"statement": f"http://s{number}", **row} for number, row in enumerate(rows)]
    return Columns(pl.DataFrame(named, schema=SCHEMA))


ONE = columns([{"subject": "http://a", "confidence": 0.5, "first_low": 7}])


@given(st.lists(ROW, max_size=5))
def test_what_is_kept_is_what_was_saved(rows: list[dict[str, object]]) -> None:
    saved = columns(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "columns"
        save_columns(saved, path)
        found = kept_columns(path)
        for name in NUMBERS:
            numpy.testing.assert_array_equal(found.numpy(name), saved.numpy(name))
            assert found.dictionary(name) == saved.dictionary(name)
        assert len(found) == len(saved)
        assert found.statements.equals(saved.statements)
        assert found.frame.equals(saved.frame)
        assert found.frame.schema == saved.frame.schema
        assert found.whole == saved.whole


def test_numbers_lie_in_the_file(tmp_path: Path) -> None:
    save_columns(ONE, tmp_path / "columns")
    found = kept_columns(tmp_path / "columns")
    assert found.numpy("first_low").tolist() == [7]
    assert found.numpy("last_low").tolist() == [OPEN]
    assert not any(found.numpy(name).flags.owndata for name in NUMBERS)
    assert "frame" not in vars(found)


def test_they_stay_when_the_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "columns"
    save_columns(ONE, path)
    found = kept_columns(path)
    save_columns(columns([]), path)
    assert (found.frame.equals(ONE.frame), len(kept_columns(path))) == (True, 0)


@pytest.mark.parametrize("keep", [0, 1, 100, -1])
def test_a_file_that_is_cut_off_is_refused(keep: int, tmp_path: Path) -> None:
    path = tmp_path / "columns"
    save_columns(ONE, path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(kg.DataError, match="cannot be read as columns"):
        kept_columns(path)


@pytest.mark.parametrize("text", ["{}\n", "[]\n", '{"rows": 1, "blocks": {}}\n', "\n", "x"])
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "columns"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kg.DataError, match="cannot be read as columns"):
        kept_columns(path)


def test_who_is_a_declared_actor_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "columns"
    save_columns(ONE, path, pl.Series(["http://c", "http://elsewhere"]))
    found = kept_columns(path)
    assert found.declared is not None
    assert dict(zip(found.dictionary("subject"), found.declared.tolist(), strict=True)) == {
        "http://a": False,
        "http://é": False,
        "http://c": True,
    }
    save_columns(ONE, path)
    assert kept_columns(path).declared is None
    assert ONE.declared is None


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig"])
def test_actors_kept_are_those_of_the_records(tmp_path: Path, suffix: str) -> None:
    """B is a place, C nobody declares, and the class Firm is the data's own."""
    blocks = [
        tie("x", "A", "attacks", "B"),
        tie("y", "A", "condemns", "C"),
        tie("z", "F", "supports", "A"),
        'actor:B a kg:Place ; skos:prefLabel "B"@en .',
        'kg:Firm a owl:Class ; rdfs:subClassOf kg:Actor ; rdfs:label "firm"@en .',
        'actor:F a kg:Firm ; skos:prefLabel "F"@en .',
    ]
    text = f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n{turtle(*blocks, actors='A D')}"
    path = tmp_path / f"data.{suffix}"
    if suffix == "nt":
        quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
        pyoxigraph.serialize(quads, path, format=pyoxigraph.RdfFormat.N_TRIPLES)
    else:
        path.write_text(text, encoding="utf-8")
    columns = kg.build(tmp_path / "store", path).columns
    assert columns.declared is not None
    told = dict(zip(columns.dictionary("subject"), columns.declared.tolist(), strict=True))
    actors = kg.load(path).actors
    assert told == {iri: iri in actors for iri in told}
    assert sorted(told.values()) == [False, False, True, True]
