"""While long files are read: a bar for a terminal, a word where memory is the wrong place."""

import io
import sys
from pathlib import Path

import pytest

from kg.cli import progress


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data"
    path.write_bytes(b"0123456789")
    return path


def test_short_files_and_pipes_have_no_bar(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress.reading([file]) as told:
        assert told is None
    monkeypatch.setattr(progress, "LONG", 10)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.reading([file]) as told:
        assert told is None


def test_a_long_file_has_a_bar_over_all_files(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LONG", 10)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.reading([file, file]) as told:
        assert told is not None
        for position in (4, 10, 13, 20):
            told(position)
    assert "20/20 bytes" in terminal.getvalue()


def test_huge_files_are_told_of_the_disk(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "HUGE", 10)
    with progress.reading([file], building=True):
        pass
    with progress.reading([file]):
        pass
    assert capsys.readouterr().err == "kg: 10 bytes go into memory; kg build keeps them on disk\n"


def test_stages_of_long_work_have_a_bar_each_with_rate_and_what_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.counting() as told:
        assert told is not None
        told("collecting", 10, 0.5)
        told("collecting", 2_000, 1.0)
        told("sorting", 30_000, None)
        told("reading", 7, 0.1)
    shown = terminal.getvalue()
    assert "2,000 statements" in shown
    assert "30,000 triples" in shown
    assert "7 rows" in shown
    assert "/s" in shown


def test_off_a_terminal_nobody_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.counting() as told:
        assert told is None
