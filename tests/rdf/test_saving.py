"""Drafts: those of dead writers go with the next save, those of living ones stay."""

import contextlib
import multiprocessing
import multiprocessing.process
import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kg.rdf import saving
from kg.rdf.saving import write_atomically


def _stop_at_fsync(path: Path, stopped: Connection) -> None:
    """Begin to write, tell so once the bytes are there, and never end."""

    def stop(_: object) -> None:
        stopped.send(os.getpid())
        signal.pause()

    pytest.MonkeyPatch().setattr(os, "fsync", stop)
    write_atomically(path, b"half")


@contextlib.contextmanager
def writing(path: Path) -> Iterator[multiprocessing.process.BaseProcess]:
    """A process amid its writing."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_stop_at_fsync, args=(path, theirs))
    process.start()
    assert ours.poll(60)
    ours.recv()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def drafts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_the_draft_of_a_killed_writer_goes_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    with writing(path) as living:
        (theirs,) = drafts(tmp_path)
        with writing(path) as killed:
            (left,) = set(drafts(tmp_path)) - {theirs}
            killed.kill()
            killed.join()
        assert path.read_bytes() == b"old"
        assert drafts(tmp_path) == sorted([theirs, left])
        write_atomically(path, b"new")
        assert path.read_bytes() == b"new"
        assert drafts(tmp_path) == [theirs]
        assert living.is_alive()
    write_atomically(path, b"newer")
    assert [found.name for found in tmp_path.iterdir()] == ["a.ttl"]


@pytest.mark.parametrize(
    "name", [".a.ttl.swp", ".a.ttl.draft.txt", ".b.ttl.x.draft", "a.ttl.draft"]
)
def test_what_is_no_draft_of_this_file_stays(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"kept")
    write_atomically(tmp_path / "a.ttl", b"new")
    assert (tmp_path / name).read_bytes() == b"kept"


def test_a_draft_taken_for_one_that_was_left_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between making and locking a draft, another writer may come and remove it."""
    lock = saving._locked
    taken: list[str] = []

    def late(handle: int, *, wait: bool) -> bool:
        if wait and not taken:
            taken.extend(drafts(tmp_path))
            saving.remove_left_drafts(tmp_path / "a.ttl")
        return lock(handle, wait=wait)

    monkeypatch.setattr(saving, "_locked", late)
    write_atomically(tmp_path / "a.ttl", b"new")
    assert len(taken) == 1
    assert (tmp_path / "a.ttl").read_bytes() == b"new"
    assert drafts(tmp_path) == []
