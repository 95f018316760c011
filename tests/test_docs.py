"""The documents say what is there: every command and option, and code that runs as it stands."""

import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

import kg
from kg.cli.main import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
OPTIONS = [
    (name, option)
    for name, command in sorted(COMMANDS.items())
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("--")
]


def section(command: str) -> str:
    """What docs/cli.md says about a command."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    return text.partition(f"\n## kg {command}\n")[2].partition("\n## ")[0]


def blocks(page: Path, language: str) -> Iterator[str]:
    """The code blocks of a page in a language."""
    yield from re.findall(
        rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_with_examples_and_its_section(command: str) -> None:
    assert COMMANDS[command].help
    assert f"kg {command}" in (COMMANDS[command].epilog or "")
    assert f"Usage: kg {command} " in section(command)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_reference(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", section(command))


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_and_argument_says_what_it_is_for(command: str) -> None:
    silent = [each.name for each in COMMANDS[command].params if not each.help]
    assert silent == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_code_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = "\n".join(blocks(page, "python"))
    test = doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), 0)
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_a_page_print_what_the_page_shows(page: Path) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "docs" / "reference.py", "--check", page],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_links_between_pages_lead_somewhere() -> None:
    lost = [
        (page.name, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert lost == []


def test_the_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^make (\w+)", "\n".join(blocks(PAGES[0], "sh")), re.MULTILINE)
    assert named == ["demo", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)
    assert shlex.split((ROOT / ".ci" / "run").read_text("utf-8"), comments=True).count("test") >= 1


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`kg {command}" in PAGES[0].read_text("utf-8")


def test_no_page_names_a_folder_of_one_machine() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/")
    assert [page.name for page in PAGES if pattern.search(page.read_text("utf-8"))] == []


def test_the_help_of_rank_names_every_measure() -> None:
    text = next(each.help for each in COMMANDS["rank"].params if each.name == "by")
    assert re.findall(r"[a-z_]+", text.partition(": ")[2].replace(" or ", " ")) == sorted(
        kg.MEASURES
    )
