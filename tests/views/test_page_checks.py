"""Each thing that the page must show is held by tests, which a reader finds by its number: grep "check 16"."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
NUMBERS = {*range(1, 28)} - {24}  # 24, how quick it is, is for benchmarks/ to tell


def test_each_check_of_the_page_is_held_by_tests_that_are_there() -> None:
    held: dict[int, list[str]] = {}
    for module in sorted(HERE.glob("test_*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        tests = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
        for number, names in re.findall(
            r"(?m)^check (\d+) \(.+\): (.+)$", ast.get_docstring(tree) or ""
        ):
            held.setdefault(int(number), []).extend(names.split(", "))
            assert set(names.split(", ")) <= tests, (module.name, number)
    assert set(held) == NUMBERS
