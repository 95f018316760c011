"""Starting is quick: help and the plain reading commands load no engine that they do not need."""

import subprocess
import sys

import pytest

ENGINES = {"IPython", "matplotlib", "networkx", "notebook", "numpy", "pandas", "pyvis", "scipy"}
MORE = {"jinja2", "pyoxigraph", "pyshacl", "rdflib", "rich"}


def loaded(*arguments: str) -> set[str]:
    """The top-level modules that a command line has loaded when it is done."""
    code = (
        "import sys; from kg.cli.main import run; "
        f"code = run({list(arguments)!r}); "
        "print(code, *{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    code, *modules = ran.stderr.split()
    assert code == "0"
    return set(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["rank", "--help"]])
def test_help_loads_no_engine_at_all(arguments: list[str]) -> None:
    assert not loaded(*arguments) & (ENGINES | MORE)


@pytest.mark.parametrize(
    "command", ["info", "actors", "show Russia", "timeline EU", "coverage", "vocabulary"]
)
def test_reading_loads_no_graph_page_or_notebook_engine(command: str) -> None:
    assert not loaded(*command.split()) & (ENGINES | {"jinja2", "pyshacl", "rdflib"})


@pytest.mark.parametrize("command", ["rank --limit 1", "paths Russia EU --limit 1"])
def test_asking_the_graph_loads_no_page_or_notebook_engine(command: str) -> None:
    unwanted = {"IPython", "jinja2", "matplotlib", "notebook", "pandas", "pyshacl", "pyvis"}
    assert not loaded(*command.split()) & (unwanted | {"rdflib"})
