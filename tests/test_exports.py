"""The public names: sorted, all there, known to type checkers, and nothing heavy until one is used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg

HEAVY = {"networkx", "rdflib", "pyvis", "numpy", "pyoxigraph", "pandas", "rich", "scipy", "pyshacl"}


def order(name: str) -> tuple[bool, bool, str]:
    """Constants, then classes, then functions, as ruff sorts them too."""
    return (not name.isupper(), name[0].islower(), name)


def test_exports_are_sorted() -> None:
    assert kg.__all__ == sorted(kg.__all__, key=order)


@pytest.mark.parametrize("name", kg.__all__)
def test_every_export_is_there(name: str) -> None:
    assert getattr(kg, name) is not None


def test_dir_lists_the_exports() -> None:
    assert set(dir(kg)) == {*kg.__all__, "__version__"}


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(kg.__file__).read_text(encoding="utf-8"))
    names = [
        alias.asname or alias.name
        for block in tree.body
        if isinstance(block, ast.If)
        for line in block.body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    ]
    assert sorted(names, key=order) == kg.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nothing'"):
        getattr(kg, "nothing")  # noqa: B009  # mypy knows that it is not there


def test_importing_kg_loads_nothing_heavy() -> None:
    code = "import kg, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(ran.stdout.split())
