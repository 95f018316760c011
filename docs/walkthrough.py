"""Walks through docs/import.md in an empty folder: writes its files, runs its commands, notes the answers.

    python docs/walkthrough.py [--check]

A block whose first line names a file (```csv aid.csv) is that file. A block of the kind shell-session holds
commands, each with what it prints. `pip install DIR` is done by hand, without an index: what the package's
pyproject.toml says of entry points is put where Python looks for it. With --check nothing is written; if the
page is not up to date, that is said, and the exit code is 1.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PAGE = Path(__file__).with_name("import.md")
BLOCK = re.compile(r"(?ms)^```(?P<kind>[\w-]+)(?: (?P<file>[\w./-]+))?\n(?P<text>.*?)^```$")
SITE = "site"


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is up to date."""
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        fresh = walked(text, Path(folder))
    if "--check" in arguments:
        if fresh != text:
            sys.stderr.write(f"{PAGE} does not say what the commands print; run: make docs\n")
        return int(fresh != text)
    PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


def walked(text: str, folder: Path) -> str:
    """The page with what its commands print, run one after another in the folder."""

    def block(match: re.Match[str]) -> str:
        if match["file"]:
            path = folder / match["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(match["text"], encoding="utf-8")
        if match["kind"] != "shell-session":
            return match[0]
        return f"```shell-session\n{session(match['text'], folder)}```"

    return BLOCK.sub(block, text)


def session(text: str, folder: Path) -> str:
    """The commands of a block, each with what it prints."""
    commands = re.findall(r"^\$ (.*(?:\\\n.*)*)$", text, re.MULTILINE)
    return "".join(f"$ {each}\n{printed(each, folder)}" for each in commands)


def printed(command: str, folder: Path) -> str:
    """What a command prints, on a terminal 80 columns wide; what it says of errors stands last."""
    name, *arguments = shlex.split(command.replace("\\\n", ""))
    if name == "pip":
        install(folder / arguments[-1], folder / SITE)
        return ""
    if name == "cat":
        return "".join((folder / each).read_text("utf-8-sig") for each in arguments)
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    environment |= {"PYTHONPATH": str(folder / SITE)}
    environment.pop("KG_DATA", None)
    program = Path(sys.executable).with_name(name)
    ran = subprocess.run(  # noqa: S603  # our own command, with what our own page says
        [program, *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return ran.stdout + ran.stderr


def install(package: Path, site: Path) -> None:
    """Put a package of one module where Python finds it, with its name, version and entry points."""
    project = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))["project"]
    about = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir(parents=True, exist_ok=True)
    said = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (about / "METADATA").write_text(said, encoding="utf-8")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in names.items())
        for group, names in project["entry-points"].items()
    )
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    for module in package.glob("*.py"):
        (site / module.name).write_bytes(module.read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
