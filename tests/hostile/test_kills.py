"""Killed at any moment, a process leaves the old file or the new one, whole."""

import hashlib
import random
import time
from pathlib import Path

import pytest

import kg
from tests.hostile.processes import LOOPS, context, sample

pytestmark = pytest.mark.slow

SEED = 20230801
LONGEST = 0.3  # seconds; a few turns of each loop


@pytest.mark.parametrize(
    ("loops", "kills"),
    [
        (("load", "save"), 130),
        (("update",), 70),
    ],
)
def test_two_hundred_kills_leave_the_old_file_or_the_new_one(
    tmp_path: Path, loops: tuple[str, ...], kills: int
) -> None:
    rng = random.Random(SEED)
    states = {}
    for label in ("Old", "New"):
        kg.save(sample(label), tmp_path / "data.ttl")
        states[_digest(tmp_path / "data.ttl")] = label
    seen: set[str] = set()
    for number in range(2 * kills):
        if number >= kills and seen == {"Old", "New"}:
            break
        # On a busy machine a turn takes longer: then more kills, later ones, until both were seen.
        loop, moment = rng.choice(loops), rng.uniform(0, LONGEST * max(1, 5 * number // kills - 4))
        _killed(loop, tmp_path / "data.ttl", moment)
        state = states.get(_digest(tmp_path / "data.ttl"))
        assert state is not None, f"kill {number}: broken by {loop} killed after {moment:.4f} s"
        seen.add(state)
    assert seen == {"Old", "New"}
    kg.load(tmp_path / "data.ttl")
    left = {path.name for path in tmp_path.iterdir()} - {"data.ttl"}
    assert all(name.startswith(".data.ttl.") for name in left), sorted(left)
    kg.save(sample(), tmp_path / "data.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["data.ttl"]


def _killed(loop: str, path: Path, moment: float) -> None:
    ours, theirs = context().Pipe(duplex=False)
    process = context().Process(target=LOOPS[loop], args=(path, theirs))
    process.start()
    theirs.close()
    assert ours.recv() is True
    time.sleep(moment)
    assert process.is_alive(), f"{loop} ended by itself"
    process.kill()
    process.join()
    ours.close()
    process.close()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
