"""The benchmarks' own parts: data of every shape load whole, in bounded memory; figures are combined right."""

import importlib
import subprocess
import sys
import tracemalloc
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

import kg

FOLDER = Path(__file__).parents[1] / "benchmarks"
SHAPES = ("even", "hubs", "calendar", "sources")


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return part("generate", monkeypatch)


def part(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(FOLDER)
    return importlib.import_module(name)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_has_as_many_triples_as_asked_and_whole_statements(
    shape: str, generate: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "data.nt"
    generate.write(path, shape, 12_000)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert abs(len(lines) - 12_000) <= 1_200
    assert lines == list(generate.lines(shape, 12_000))
    assert lines != list(generate.lines(shape, 12_000, seed=1))
    wrong = [f for f in kg.validate(kg.load(path)) if f.rule not in LACKING]
    assert {finding.severity.value for finding in wrong} <= {"warning"}


# What the shapes ask of sources and dates, and benchmarks have no use for.
LACKING = {"source issued", "source reliability"}


def test_shapes_differ_in_what_they_are_made_for(generate: ModuleType, tmp_path: Path) -> None:
    data = {}
    for shape in SHAPES:
        generate.write(tmp_path / f"{shape}.nt", shape, 40_000)
        data[shape] = kg.load(tmp_path / f"{shape}.nt")
    share = {shape: busiest(found) for shape, found in data.items()}
    assert share["hubs"] > 5 * share["even"]
    evidence = {s: max(len(one.evidence) for one in d.statements.values()) for s, d in data.items()}
    assert evidence == {"even": 1, "hubs": 1, "calendar": 1, "sources": 7}
    acts = data["calendar"].statements.values()
    days = [
        one.date.text
        for one in sorted(acts, key=lambda s: int(s.iri.rpartition("/s")[2]))
        if one.date
    ]
    assert len(days) == len(acts)
    assert days == sorted(days)
    assert len(data["calendar"].actors) == 200


def busiest(data: kg.Dataset) -> float:
    """The share of statements that the actor with most of them is the subject of."""
    counts = Counter(statement.subject for statement in data.statements.values())
    return max(counts.values()) / len(data)


@pytest.mark.parametrize("shape", SHAPES)
def test_memory_does_not_grow_with_the_triples(shape: str, generate: ModuleType) -> None:
    tracemalloc.start()
    count = sum(1 for _ in generate.lines(shape, 100_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 90_000
    assert most < 1_000_000


def test_the_best_of_two_rounds_is_kept_figure_by_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    measuring = part("measuring", monkeypatch)
    first = {"cpu": 2.0, "peak": 10.0, "path": "RecursionError", "rows": {"a": 1}}
    second = {"cpu": 1.0, "peak": 11.0, "path": "RecursionError", "rows": {"a": 1}}
    best = {"cpu": 1.0, "peak": 10.0, "path": "RecursionError", "rows": {"a": 1}}
    assert measuring.better(first, second) == best
    assert measuring.better({"a": "over 600 s"}, {"a": 3.0}) == {"a": 3.0}


def test_growth_is_a_slope_over_all_sizes_that_were_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = part("tables", monkeypatch)
    kept = {
        10: {"columns": {"columns": {"cpu": 1.0}}},
        100: {"columns": {"columns": {"cpu": 10.0}}},
        1000: {"columns": {"columns": {"cpu": 1000.0}}},
    }
    assert list(tables.growth({size: kept[size] for size in (10, 100)}))[2:] == [
        "| columns | 10 to 100 | 1.00 | yes |  |"
    ]
    # By hand: logs 1, 2, 3 against 0, 1, 3 make a slope of 3 / 2.
    assert list(tables.growth(kept))[2:] == ["| columns | 10 to 1,000 | 1.50 | no |  |"]
    assert list(tables.growth({10: kept[10]})) == []


def test_contenders_that_answer_differently_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = part("tables", monkeypatch)
    same = {"ask": {"rows": {"text": 3}}, "ask_rdflib": {"rows": {"text": 3}}}
    assert tables.disagreement("queries", same) is None
    wrong = {"ask": {"rows": {"text": 3}}, "ask_rdflib": {"rows": {"text": 2}}}
    assert tables.disagreement("queries", wrong) == "text: {'ask': 3, 'ask_rdflib': 2}"
    frames = {"frames_kg": {"count": 5}, "frames_bare": {"count": 4}}
    assert tables.disagreement("frames", frames) == "rows: {'frames_kg': 5, 'frames_bare': 4}"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, FOLDER / "engine.py", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unknown_section_is_told() -> None:
    ran = run("1000", "--only", "load,disc")
    assert ran.returncode == 2
    known = "load, disk, columns, queries, disk-queries, frames"
    assert ran.stderr.endswith(f"argument --only: no section 'disc'; choose among {known}\n")


@pytest.mark.slow
def test_sections_are_run_piecewise_and_growth_is_told_over_the_pieces(tmp_path: Path) -> None:
    rest = ("--rounds", "1", "--keep", str(tmp_path / "kept.json"), "--data", str(tmp_path))
    first = run("1000", "--only", "columns,load", "--shape", "even", *rest)
    assert first.returncode == 0, first.stderr
    assert "| rdflib, `parse` |" in first.stdout
    assert "slope" not in first.stdout
    second = run("2000", "--only", "load", "--shape", "even", "--rdflib", "1000", *rest)
    assert second.returncode == 0, second.stderr
    assert "rdflib" not in second.stdout
    assert "| load | 1,000 to 2,000 |" in second.stdout
    assert "| columns |" not in second.stdout
    third = run("1000", "--only", "disk,queries,disk-queries,frames", "--shape", "even", *rest)
    assert third.returncode == 0, third.stderr
    assert (tmp_path / "even-1000.nt").is_file()
