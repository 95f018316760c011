"""Writes docs/cli.md from what `kg --help` and every `kg COMMAND --help` print; --check only compares."""

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent / "cli.md"
HEAD = """# The command line

Written by `make docs` from the command's own help. Exit codes: 0 done; 1 an error, or violations found
by `validate`, or a file that `fmt --check` would change; 2 a command line that makes no sense; 130
interrupted. An error is one line on stderr that starts with `kg:`.
"""


def main() -> int:
    """Write the page, or say whether it is up to date."""
    text = reference()
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    elif PAGE.read_text(encoding="utf-8") != text:
        print("docs/cli.md is not what the help says; run: make docs", file=sys.stderr)
        return 1
    return 0


def reference() -> str:
    """The page."""
    overview = help_of()
    parts = [HEAD, f"```\n{overview}```\n"]
    parts += [f"## kg {name}\n\n```\n{help_of(name)}```\n" for name in commands(overview)]
    return "\n".join(parts)


def commands(overview: str) -> list[str]:
    """The names of the commands in the overview, in its order."""
    listed = overview.partition("Commands:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  (\w[\w-]*)", listed, re.M)


def help_of(*command: str) -> str:
    """What the installed command prints for --help, 100 columns wide."""
    kg = Path(sys.executable).with_name("kg")
    environment = {**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(  # noqa: S603  # our own command
        [kg, *command, "--help"], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
