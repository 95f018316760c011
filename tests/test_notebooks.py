"""The notebooks run top to bottom and still say what their saved outputs say."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def outputs(notebook: Any) -> list[list[str]]:
    """What each code cell shows as text; pages by their presence, not their bytes."""
    return [
        [
            re.sub(r"0x[0-9a-f]+", "0x", output.get("text") or output["data"].get("text/plain", ""))
            for output in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it has no types


def test_the_notebooks_are_there_each_with_its_text() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "01-first-look",
        "02-sparql",
        "03-influence-paths",
        "04-your-own-data",
        "05-in-time",
        "06-who-matters",
        "07-ten-questions",
    ]
    texts = sorted((NOTEBOOKS[0].parent / "text").glob("*.md"))
    assert [path.stem for path in texts] == [path.stem for path in NOTEBOOKS]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_its_saved_outputs_are_true(path: Path) -> None:
    saved, fresh = read(path), read(path)
    resources = {"metadata": {"path": str(path.parent)}}
    # What a cell prints comes in as many pieces as the kernel's timer makes of it.
    NotebookClient(fresh, timeout=120, resources=resources, coalesce_streams=True).execute()
    assert outputs(fresh) == outputs(saved)
    code = "\n".join(cell.source for cell in fresh.cells if cell.cell_type == "code")
    imported = set(re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE))
    assert imported <= {"kg", "collections", "pathlib", "tempfile"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_made_of_its_text(path: Path) -> None:
    text = (path.parent / "text" / f"{path.stem}.md").read_text(encoding="utf-8")
    for cell in read(path).cells:
        block = f"```python\n{cell.source}\n```" if cell.cell_type == "code" else cell.source
        assert block in text
        text = text.partition(block)[2]
    assert text.strip() == ""
