"""Six editors of one file at a time: what was said to be saved is there, or it was said not to be."""

from pathlib import Path

import pytest

import kg
from tests.hostile.processes import context, edit, sample

pytestmark = pytest.mark.slow

EDITORS, ROUNDS = 6, 4


def test_nothing_that_six_editors_saved_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    kg.save(sample(), path)
    saved, errors = _edited(path)
    lost = sorted(set(saved) - set(kg.load(path).actors))
    assert lost == []
    assert [error for error in errors if "changed meanwhile" not in error] == []
    assert len(saved) + len(errors) == EDITORS * ROUNDS
    assert {each.name for each in tmp_path.iterdir() if not each.name.startswith(".")} == {
        "data.ttl"
    }


def _edited(path: Path) -> tuple[list[str], list[str]]:
    """The IRIs the editors saved, and what they were refused with."""
    together = context().Barrier(EDITORS)
    pipes, processes = [], []
    for editor in range(EDITORS):
        ours, theirs = context().Pipe(duplex=False)
        process = context().Process(target=edit, args=(path, editor, ROUNDS, together, theirs))
        process.start()
        theirs.close()
        pipes.append(ours)
        processes.append(process)
    told = [pipe.recv() for pipe in pipes]
    for process, pipe in zip(processes, pipes, strict=True):
        process.join(60)
        assert process.exitcode == 0
        pipe.close()
        process.close()
    return [iri for saved, _ in told for iri in saved], [
        text for _, texts in told for text in texts
    ]
