"""Two thousand broken files: each is read or refused in one line; none crashes or hangs the reader."""

import os
import selectors
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import kg
from tests.hostile import reader_child
from tests.hostile.mutations import mutant, samples
from tests.shared import shared

pytestmark = pytest.mark.slow

MUTANTS = 2_000
LANES = 2
PATIENCE = 20.0  # seconds for one mutant
MEMORY = 2 * 2**30
ROOT = Path(__file__).parents[2]


def test_two_thousand_mutants_are_read_or_refused_in_one_line() -> None:
    files = [*shared("badinput").glob("rdf/*"), kg.shipped(), ROOT / "kg" / "vocabulary.ttl"]
    with ThreadPoolExecutor(LANES) as pool:
        lanes = list(pool.map(lambda lane: _lane(lane, files), range(LANES)))
    outcomes = {seed: outcome for lane in lanes for seed, outcome in lane.items()}
    wrong = {s: o for s, o in outcomes.items() if o not in ("accepted", "refused")}
    assert wrong == {}
    assert len(outcomes) == MUTANTS
    assert min(Counter(outcomes.values()).values()) > MUTANTS // 10


def test_a_seed_always_gives_the_same_mutant() -> None:
    among = samples(kg.shipped(), ROOT / "kg" / "vocabulary.ttl")
    assert [mutant(seed, among) for seed in range(20)] == [
        mutant(seed, among) for seed in range(20)
    ]
    assert len({mutant(seed, among).data for seed in range(20)}) > 15


def _lane(lane: int, files: list[Path]) -> dict[int, str]:
    """What came of every LANES-th seed; a child that crashes or hangs is followed by another."""
    outcomes: dict[int, str] = {}
    first = lane
    while first < MUTANTS:
        outcomes |= _batch(first, files)
        first = max(outcomes) + LANES
    return outcomes


def _batch(first: int, files: list[Path]) -> dict[int, str]:
    """The outcomes that one child tells until it is done, crashes or hangs."""
    command = [sys.executable, "-m", reader_child.__name__, str(first), str(MUTANTS), str(LANES)]
    limited = ["prlimit", f"--as={MEMORY}"] if sys.platform == "linux" else []
    with subprocess.Popen(
        [*limited, *command, *map(str, files)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as child:
        said = _heard(child)
        child.kill()
    outcomes: dict[int, str] = {}
    for line in said.decode().splitlines():
        seed, _, outcome = line.partition(" ")
        outcomes[int(seed)] = outcome or f"crashed or hung: exit {child.returncode}"
    return outcomes or {first: f"said nothing: exit {child.returncode}"}


def _heard(child: "subprocess.Popen[bytes]") -> bytes:
    assert child.stdout is not None
    pieces = []
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while selector.select(PATIENCE):
            piece = os.read(child.stdout.fileno(), 65_536)
            if not piece:
                child.wait(PATIENCE)
                break
            pieces.append(piece)
    return b"".join(pieces)
