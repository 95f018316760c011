"""docs/import.md: its files and commands do what it shows, and it names every reader with options that it has."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.readers.choosing import SHIPPED, reader_named
from kg.readers.mapping import _FIELDS, _FILE, _SECTIONS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "import.md").read_text("utf-8")


@pytest.mark.slow
def test_the_page_shows_what_its_commands_print() -> None:
    """From a table and a map to matches undone, and from an empty file to the first import by a plug-in."""
    ran = subprocess.run(
        [sys.executable, DOCS / "walkthrough.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_reader_has_its_command_with_options_that_it_has(name: str) -> None:
    (command,) = re.findall(rf"^\| `{name}` \| `(kg import .*)` \|$", PAGE, re.MULTILINE)
    reader = reader_named(name)
    file = command.split()[2].casefold().removesuffix(".gz")
    assert f"--reader {name} " in command or file.endswith(reader.suffixes)
    assert set(re.findall(r"--with (\w+)=", command)) <= set(reader.options)


def test_the_page_names_every_section_and_key_of_a_map() -> None:
    table = dict(re.findall(r"^\| (`\[.*?\]`) \| (.*) \|$", PAGE, re.MULTILINE))
    assert set(
        re.findall(r"\[(\w+)", " ".join(re.findall(r"^\| (`\[.*?) \|", PAGE, re.MULTILINE)))
    ) == set(_SECTIONS)
    for section in ("statement", "source", "evidence", "instrument"):
        named = set(re.findall(r"`(\w+)`", table[f"`[{section}]`"]))
        assert set(_FIELDS[section]) - {"subject", "object"} == named
    assert set(re.findall(r"`(\w+)`", table["`[file]`"])) == set(_FILE)
