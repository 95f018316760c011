"""`kg --help`: every command once, under a heading, with its whole sentence."""

import typer.main

from kg.cli.main import app
from kg.cli.overview import SECTIONS


def test_every_command_stands_under_one_heading() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    command = typer.main.get_command(app)
    assert sorted(listed) == sorted(command.commands)  # type: ignore[attr-defined]
    assert len(set(listed)) == len(listed)
