"""Columns of what loading has proved of statements are those that a scan of the store gives."""

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

import kg
from kg.columns import read_columns
from kg.declared import actors_in
from kg.graph.basis import actors_of
from tests.factory import tie, turtle

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["s", "é", "a,b", "z'"]),
        st.sampled_from("ABC"),
        st.sampled_from(["alliedWith", "attacks", "unheardOf"]),
        st.sampled_from("ABC"),
        st.sampled_from(["Actual", "Proposed", "Refused"]),
        st.sampled_from(
            ["", '; kg:since "2022"^^xsd:gYear', '; kg:date "2022-02"^^xsd:gYearMonth']
        ),
    ),
    max_size=6,
)


def named(block: str, number: int, name: str) -> str:
    """The block of statement x with an IRI of its own, which may need quoting in CSV."""
    return block.replace("stmt:x ", f"<https://example.org/{name}{number}> ", 1)


@given(ROWS, st.booleans())
def test_either_way_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, str, str, str]],
    apart: bool,
) -> None:
    blocks = [
        named(tie("x", a, relation, b, status=status, rest=rest), number, name)
        for number, (name, a, relation, b, status, rest) in enumerate(rows)
    ]
    folder = tmp_path_factory.mktemp("proven")
    paths = [folder / "one.ttl", folder / "other.ttl"]
    half = len(blocks) // 2 if apart else len(blocks)
    for path, some in zip(paths, (blocks[:half], blocks[half:]), strict=True):
        path.write_text(turtle(*some, actors="A B C"), encoding="utf-8")
    dataset = kg.load(*paths)
    assert "proven" in vars(dataset)
    scanned = read_columns(dataset.store, dataset.vocabulary)
    assert dataset.columns.frame.equals(scanned.frame)
    assert dataset.columns.frame.schema == scanned.frame.schema
    actors = actors_of(dataset)
    assert actors == actors_in(dataset.store, dataset.vocabulary).to_list()
    assert dataset.columns.statements.to_list() == sorted(dataset.statements)
    assert sorted(actors) == list(dataset.actors)


def test_parts_are_joined_by_statement_whatever_their_order(tmp_path: Path) -> None:
    """Statuses stand in the other order, so that scans do not agree."""
    path = tmp_path / "mixed.ttl"
    blocks = [
        tie("a", "A", "attacks", "B").replace("kg:status kg:Actual", "kg:status kg:Alleged"),
        tie("b", "B", "attacks", "A"),
    ]
    moved = [
        block.replace(f"; kg:status kg:{status} ", "")
        for block, status in zip(blocks, ("Alleged", "Actual"), strict=True)
    ]
    path.write_text(
        turtle(
            *moved, "stmt:b kg:status kg:Actual .", "stmt:a kg:status kg:Alleged .", actors="A B"
        ),
        encoding="utf-8",
    )
    assert moved != blocks
    dataset = kg.load(path)
    assert "proven" in vars(dataset)
    told = dataset.columns.frame.select("subject", "object", "status").rows()
    actor = "https://w3id.org/actor-kg/actor/"
    assert told == [(f"{actor}A", f"{actor}B", "Alleged"), (f"{actor}B", f"{actor}A", "Actual")]


def test_a_change_forgets_what_was_proved(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(
        turtle(tie("a", "A", "attacks", "B"), tie("b", "B", "attacks", "A"), actors="A B"),
        encoding="utf-8",
    )
    dataset = kg.load(path)
    kg.retract(dataset, "stmt:a")
    assert "proven" not in vars(dataset)
    assert len(dataset.columns) == 1
