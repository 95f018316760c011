"""Writes docs/cli.md from the command's own help, and what commands print below them in the pages.

    python docs/reference.py [--check] [PAGE ...]

With --check nothing is written; a page that is not up to date is named, and the exit code is 1.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent
REFERENCE = DOCS / "cli.md"
PAGES = [
    DOCS.parent / "README.md",
    DOCS / "model.md",
    DOCS / "python.md",
    DOCS / "questions.md",
    REFERENCE,
]
HEAD = """# The command line

Written by `make docs` from the command's own help. Exit codes: 0 done; 1 an error, or violations
found by `validate`, or a file that `fmt --check` would change; 2 a command line that makes no
sense; 130 interrupted. An error is one line on stderr that starts with `kg:`.

What a terminal shows is as wide as the terminal (in a pipe: tables 100 columns, other lines
unbroken); a narrow one shows fewer columns. `--json` and `--csv` always hold everything. In a CSV
cell that a spreadsheet would run as a formula a `'` stands first.

`kg --install-completion` sets up completion for bash, zsh, fish or PowerShell.
"""


def main(arguments: list[str]) -> int:
    """Write the pages, or name those that are not up to date."""
    check = "--check" in arguments
    pages = [Path(each) for each in arguments if each != "--check"] or PAGES
    stale = [page for page in pages if page.read_text(encoding="utf-8") != fresh(page)]
    for page in stale:
        if check:
            sys.stderr.write(f"{page} does not say what the commands print; run: make docs\n")
        else:
            page.write_text(fresh(page), encoding="utf-8", newline="\n")
    return int(check and bool(stale))


def fresh(page: Path) -> str:
    """The page as it ought to be."""
    if page.resolve() == REFERENCE.resolve():
        return reference()
    text = page.read_text(encoding="utf-8")
    return re.sub(r"(?ms)^(```console\n)(.*?)(^```)", lambda m: m[1] + session(m[2]) + m[3], text)


def session(block: str) -> str:
    """The commands of a console block, each with what it prints."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{line}\n{printed(*shlex.split(line[2:])[1:])}" for line in commands)


def reference() -> str:
    """The reference of all commands."""
    overview = printed("--help")
    listed = overview.partition("Show this message and exit.\n")[2].rpartition("\n\n")[0]
    commands = re.findall(r"^  (\w[\w-]*) ", listed, re.MULTILINE)
    sections = [f"## kg {each}\n\n```\n{printed(each, '--help')}```\n" for each in commands]
    return "\n".join([HEAD, f"```\n{overview}```\n", *sections])


def printed(*arguments: str) -> str:
    """What the installed command prints, on a terminal 80 columns wide, about the shipped data."""
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    environment.pop("KG_DATA", None)
    kg = Path(sys.executable).with_name("kg")
    ran = subprocess.run(  # noqa: S603  # our own command, with what our own pages say
        [kg, *arguments],
        env=environment,
        cwd=DOCS.parent,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return ran.stdout + ran.stderr


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
