"""Datasets on disk: built whole or not at all, opened again, never changed in place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from tests.factory import actor, dataset, tie, turtle
from tests.test_intake import alike

BLOCKS = (
    tie("ally", "A", "alliedWith", "B", rest='; kg:since "1992"^^xsd:gYear'),
    tie("offer", "A", "alliedWith", "C", status="Proposed", confidence=0.5),
    tie("blow", "C", "attacks", "B", rest='; kg:date "2022-09-13"^^xsd:date'),
)
OWN = (
    'kg:lends a kg:RelationType , owl:ObjectProperty ; rdfs:label "lends to"@en ; skos:definition "x" ;'
    " rdfs:subPropertyOf kg:cooperatesWith ; kg:sign 1 ; kg:influence kg:Forward ; kg:aspect kg:Tie ;"
    " kg:strength 0.5 ."
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.ttl"
    path.write_text(turtle(*BLOCKS, actors="A B C"), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "extra",
    [(), (OWN, tie("loan", "A", "lends", "B")), (actor("D"), "actor:A kg:alliedWith actor:D .")],
    ids=["plain", "own words", "plain triple"],
)
def test_what_is_on_disk_is_what_was_in_the_files(extra: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(turtle(*BLOCKS, *extra, actors="A B C"), encoding="utf-8")
    kg.build(tmp_path / "store", path)
    opened, read = kg.open(tmp_path / "store"), dataset(*BLOCKS, *extra, actors="A B C")
    assert alike(opened, read)
    assert opened.vocabulary == read.vocabulary
    assert opened.columns.frame.equals(read.columns.frame)
    assert {q.triple for q in opened.quads() if q.predicate.value.endswith("alliedWith")} == {
        q.triple for q in read.quads() if q.predicate.value.endswith("alliedWith")
    }


def test_it_answers_and_ranks_as_the_file_does(file: Path, tmp_path: Path) -> None:
    kg.build(tmp_path / "store", file)
    opened, read = kg.open(tmp_path / "store"), kg.load(file)
    question = "SELECT ?a ?b { ?a kg:alliedWith ?b } ORDER BY ?a"
    assert str(kg.query(opened, question)) == str(kg.query(read, question))
    assert kg.rank(kg.project(opened)) == kg.rank(kg.project(read))
    assert [f.message for f in kg.validate(opened)] == [f.message for f in kg.validate(read)]


def test_building_again_replaces_it_whole(file: Path, tmp_path: Path) -> None:
    first = kg.build(tmp_path / "store", file)
    file.write_text(turtle(BLOCKS[0], actors="A B"), encoding="utf-8")
    second = kg.build(tmp_path / "store", file)
    assert (len(first), len(second), len(kg.open(tmp_path / "store"))) == (3, 1, 1)


def test_one_that_was_built_anew_is_never_mixed_with_the_one_that_was_opened(
    file: Path, tmp_path: Path
) -> None:
    opened = kg.build(tmp_path / "store", file)
    file.write_text(turtle(BLOCKS[0], actors="A B"), encoding="utf-8")
    kg.build(tmp_path / "store", file)
    for ask in (lambda: opened.columns, lambda: kg.query(opened, "ASK {}")):
        with pytest.raises(kg.KgError) as raised:
            ask()
        assert str(raised.value) == (
            f"'{tmp_path / 'store'}' was built anew meanwhile; open it again"
        )
    assert len(opened) == 3


def test_wrong_data_leave_the_old_one(file: Path, tmp_path: Path) -> None:
    kg.build(tmp_path / "store", file)
    file.write_text(turtle(*BLOCKS, "stmt:x a kg:Statement .", actors="A B C"), encoding="utf-8")
    with pytest.raises(kg.DataError) as raised:
        kg.build(tmp_path / "store", file)
    assert raised.value.problem == "statement has no rdf:subject; every statement needs one"
    assert len(kg.open(tmp_path / "store")) == 3
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        "data.ttl",
        "store",
    ]


@pytest.mark.parametrize("step", ["_fill", "write_atomically"])
def test_a_build_that_ends_early_leaves_the_old_one_and_the_next_cleans_up(
    step: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the step it ends at: as if killed there, for nothing runs after it."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    kg.build(tmp_path / "store", file)
    monkeypatch.setattr(f"kg.stores.{step}", stop)
    with pytest.raises(KeyboardInterrupt):
        kg.build(tmp_path / "store", file)
    assert len(kg.open(tmp_path / "store")) == 3
    with pytest.raises(KeyboardInterrupt):
        kg.build(tmp_path / "first", file)
    monkeypatch.undo()
    for name in ("store", "first"):
        assert len(kg.build(tmp_path / name, file)) == 3
        assert len(list((tmp_path / name).glob("kept-*"))) == 1


def test_a_large_file_with_a_statement_without_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    untyped = tie("x", "A", "attacks", "B").replace("a kg:Statement ; ", "")
    path.write_text(
        turtle(*BLOCKS, untyped, "stmt:y a kg:Statement .", actors="A B C"), encoding="utf-8"
    )
    with pytest.raises(kg.DataError) as raised:
        kg.build(tmp_path / "store", path)
    assert raised.value.problem == "statement has no rdf:subject; every statement needs one"


def test_it_is_not_changed_in_place(file: Path, tmp_path: Path) -> None:
    opened = kg.build(tmp_path / "store", file)
    for change in (
        lambda: kg.retract(opened, "stmt:ally"),
        lambda: kg.update(opened, "CLEAR DEFAULT"),
    ):
        with pytest.raises(kg.KgError) as raised:
            change()
        assert str(raised.value) == (
            f"'{tmp_path / 'store'}' is not changed in place; change the files it was made from, and make"
            " it anew with kg.build"
        )
    assert len(opened) == 3


def test_one_process_builds_at_a_time(file: Path, tmp_path: Path) -> None:
    code = (
        "import fcntl, os, sys; h = os.open(sys.argv[1], os.O_CREAT | os.O_RDWR); fcntl.flock(h, fcntl.LOCK_EX);"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / ".store.lock"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(kg.KgError) as raised:
            kg.build(tmp_path / "store", file)
        other.communicate("")
    assert str(raised.value) == (
        f"'{tmp_path / 'store'}' is being built by another process; wait for it to end"
    )
    assert len(kg.build(tmp_path / "store", file)) == 3


def test_only_what_kg_built_is_opened_or_replaced(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    with pytest.raises(kg.DataError) as raised:
        kg.open(folder)
    assert str(raised.value) == f"{folder}: no such directory; make it with kg.build"
    folder.mkdir()
    with pytest.raises(kg.DataError) as raised:
        kg.open(folder)
    assert str(raised.value) == f"{folder}: is no kg store; make one with kg.build"
    with pytest.raises(kg.KgError) as refused:
        kg.build(folder, file)
    assert (
        str(refused.value)
        == f"'{folder}' is there and is no kg store; choose another name, or remove it"
    )
    with pytest.raises(kg.OptionError) as option:
        kg.build(tmp_path / "store")
    assert str(option.value) == "no file to build from; name at least one"


def test_a_store_of_another_version_is_refused(file: Path, tmp_path: Path) -> None:
    kg.build(tmp_path / "store", file)
    marker = tmp_path / "store" / "kg.json"
    marker.write_text(json.dumps({"version": 99, "kept": "kept-1", "files": []}), encoding="utf-8")
    with pytest.raises(kg.DataError) as raised:
        kg.open(tmp_path / "store")
    assert (
        str(raised.value) == f"{tmp_path / 'store'}: is a store of version 99, not 2; build it anew"
    )


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}'])
def test_a_marker_that_is_none_is_told(text: str, file: Path, tmp_path: Path) -> None:
    kg.build(tmp_path / "store", file)
    marker = tmp_path / "store" / "kg.json"
    marker.write_text(text, encoding="utf-8")
    with pytest.raises(kg.DataError) as raised:
        kg.open(tmp_path / "store")
    assert str(raised.value) == f"{marker}: is no marker; remove the directory and build it anew"


@pytest.mark.slow
def test_a_building_that_is_killed_leaves_the_old_one_or_the_new(
    file: Path, tmp_path: Path
) -> None:
    kg.build(tmp_path / "store", file)
    large = tmp_path / "large.ttl"
    many = [tie(f"s{number}", "A", "attacks", "B") for number in range(3000)]
    large.write_text(turtle(*many, actors="A B"), encoding="utf-8")
    code = "import sys, kg; kg.build(sys.argv[1], sys.argv[2])"
    seen = set()
    for number in range(20):
        with subprocess.Popen([sys.executable, "-c", code, tmp_path / "store", large]) as child:
            try:
                child.wait(0.1 + number / 15)
            except subprocess.TimeoutExpired:
                child.kill()
        seen.add(len(kg.open(tmp_path / "store")))
    assert seen <= {3, 3000}
    assert 3 in seen
    assert len(kg.build(tmp_path / "store", large)) == 3000
