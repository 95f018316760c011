"""Makes the notebooks of the texts in text/ and runs them, so that they read without a kernel.

    python notebooks/build.py [NAME ...]      # with kg[notebook,charts] installed

A text is Markdown; its ```python blocks are the code cells, what stands between them the others. A cell
starts at a heading, or after code. The same text gives the same bytes.
"""

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

HERE = Path(__file__).parent
TEXTS = HERE / "text"
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
CODE = re.compile(r"(?ms)^```python\n(.*?)\n```$")


def cells_of(text: str) -> list:
    """The cells of a text, in its order."""
    pieces = [piece.strip("\n") for piece in CODE.split(text)]
    made = [
        new_code_cell(piece) if code else new_markdown_cell(piece)
        for code, piece in ((number % 2 == 1, piece) for number, piece in enumerate(pieces))
        if piece
    ]
    return made


def build(name: str) -> None:
    """Write one notebook, run top to bottom, with its outputs."""
    cells = cells_of((TEXTS / f"{name}.md").read_text(encoding="utf-8"))
    for number, cell in enumerate(cells):
        cell["id"] = f"{name[:2]}-{number:02}"
    notebook = new_notebook(cells=cells, metadata=KERNEL)
    resources = {"metadata": {"path": str(HERE)}}
    NotebookClient(notebook, timeout=120, resources=resources, coalesce_streams=True).execute()
    for cell in notebook.cells:
        cell.get("metadata", {}).pop("execution", None)
    notebook.metadata.pop("language_info", None)
    nbformat.write(notebook, HERE / f"{name}.ipynb")


if __name__ == "__main__":
    for each in sys.argv[1:] or sorted(path.stem for path in TEXTS.glob("*.md")):
        build(each)
