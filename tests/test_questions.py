"""The ten competency questions: each a function, a command and a section, whose answers name statements."""

import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import kg
from kg.cli.main import app, run
from kg.views.records import plain

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
STATEMENT = re.compile(r"https://w3id\.org/actor-kg/statement/[^\"'>\s]+")


@dataclass(frozen=True)
class Question:
    """A question's functions, and what they answer on the shipped case; its commands are on the page."""

    functions: tuple[str, ...]
    ask: Callable[[kg.Dataset, kg.Graph], list[Any]]


QUESTIONS = {
    1: Question(
        ("paths", "journeys"),
        lambda data, graph: [
            kg.paths(graph, "Russia", "EU", max_steps=2),
            kg.journeys(data, "Russia", "EU", until="2023-07"),
        ],
    ),
    2: Question(
        ("rank", "rank_intervals", "changes"),
        lambda data, graph: [
            kg.rank(graph, by="degree"),
            kg.rank_intervals(graph, by="degree", draws=20),
        ],
    ),
    3: Question(
        ("both_sides",), lambda data, graph: [kg.both_sides(data, "Armenia", "Azerbaijan")]
    ),
    4: Question(
        ("whatif",), lambda data, graph: [kg.whatif(data, retract="inst:azerbaijan-eu-gas-deal")]
    ),
    5: Question(
        ("mediations",), lambda data, graph: [kg.mediations(data, "Armenia", "Azerbaijan")]
    ),
    6: Question(
        ("changes",), lambda data, graph: [kg.changes(data, "Azerbaijan", "2022-06", "2022-12")]
    ),
    7: Question(
        ("contradictions", "corroboration"),
        lambda data, graph: [
            kg.contradictions(data, "Russia", "Armenia"),
            kg.corroboration(data, "Russia", "Azerbaijan"),
        ],
    ),
    8: Question(
        ("commitments",), lambda data, graph: [kg.commitments(data, "CSTO", "inst:offensive-2022")]
    ),
    9: Question(
        ("restrictions",),
        lambda data, graph: [kg.restrictions(data, "Russia", at="2023-07")],
    ),
    10: Question(
        ("alternatives", "balance"),
        lambda data, graph: [kg.alternatives(data, "Russia"), kg.balance(graph)],
    ),
}


def section(number: int) -> str:
    """What the page says about a question."""
    text = PAGE.read_text(encoding="utf-8")
    return text.partition(f"\n## {number}. ")[2].partition("\n## ")[0]


def commands() -> Iterator[tuple[int, str]]:
    """Every command of the page, with the number of its question."""
    for number in QUESTIONS:
        for line in re.findall(r"^\$ kg (.+)$", section(number), re.MULTILINE):
            yield number, line


@pytest.fixture(scope="module")
def shipped() -> kg.Dataset:
    return kg.load(kg.shipped())


@pytest.mark.parametrize("number", QUESTIONS)
def test_each_question_has_functions_and_commands_on_the_page(number: int) -> None:
    for function in QUESTIONS[number].functions:
        assert function in kg.__all__
        assert f"kg.{function}" in section(number)
    named = {line.split()[0] for each, line in commands() if each == number}
    assert named
    assert named <= set(get_command(app).commands)  # type: ignore[attr-defined]  # it is a group


@pytest.mark.parametrize("number", QUESTIONS)
def test_every_answer_lists_statements_that_exist(number: int, shipped: kg.Dataset) -> None:
    graph = kg.project(shipped, at="2023-07")
    for answer in QUESTIONS[number].ask(shipped, graph):
        told = set(STATEMENT.findall(json.dumps(plain(answer), default=str)))
        assert told
        assert told <= set(shipped.statements)


@pytest.mark.parametrize(("number", "line"), list(commands()))
def test_every_command_names_its_statements_in_json(
    number: int, line: str, shipped: kg.Dataset, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.delenv("KG_DATA", raising=False)
    assert run([*shlex.split(line), "--json"]) == 0
    told = set(STATEMENT.findall(json.dumps(json.loads(capsys.readouterr().out))))
    assert told
    assert told <= set(shipped.statements)
