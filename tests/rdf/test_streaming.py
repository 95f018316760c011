"""A file as a stream: unpacked, without a byte order mark, within its limits."""

import gzip
from pathlib import Path

import pytest

import kg
from kg.rdf.streaming import Limits, Mentions, Signs, Stream


def read(path: Path, **options: object) -> bytes:
    """All of it, five bytes at a time."""
    with Stream(path, **options) as stream:  # type: ignore[arg-type]  # options of the stream
        return b"".join(iter(lambda: stream.read(5), b""))


@pytest.mark.parametrize(
    "data", [b"", b"a", b"ab\n", b"hello\nworld\n", b"\xef\xbb", "\ufeffnein".encode()]
)
def test_bytes_come_as_they_are_but_for_packing_and_mark(data: bytes, tmp_path: Path) -> None:
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    plain.write_bytes(data)
    packed.write_bytes(gzip.compress(data))
    assert read(plain) == read(packed) == data.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(size=19), "is larger than 19 bytes; split it"),
        (Limits(line=9), "has a line of over 9 bytes; break it up"),
        (Limits(seconds=-1), "took longer than -1 s to read; split it"),
    ],
)
def test_a_limit_passed_ends_the_reading(limits: Limits, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(b"123456789\n" * 1 + b"0123456789\n")
    assert len(read(path)) == 21
    with pytest.raises(kg.DataError) as raised:
        read(path, limits=limits)
    assert str(raised.value) == f"{path}: {problem}"


def test_progress_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(b"0123456789")
    told: list[int] = []
    read(path, progress=told.append)
    assert (told == sorted(told), told[-1]) == (True, 10)


def test_what_is_to_come_after_a_file_stands_on_lines_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(b"one")
    assert read(path, then=b"two\n") == b"one\ntwo\n"
    assert read(path) == b"one"


def test_looks_are_given_whole_lines_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.rdf.streaming._BLOCK", 3)
    path = tmp_path / "data"
    path.write_bytes(b"a^^<b>\nc^d\n")
    signs, mentions, blocks = Signs(), Mentions(b"d\nz"), list[bytes]()
    for look in (signs, mentions, blocks.append):
        read(path, look=look, then=b"z^")
    assert (signs.count, mentions.seen, blocks[:2]) == (3, False, [b"a^^<b>\n", b"c^d\n"])
