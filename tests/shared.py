"""Data that lie beside the project, in ../shared/data: tests that read them skip where they are absent."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """The folder of that name; skips the test that asks where there is none."""
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"shared/data/{name} is not beside the project")
    return folder
