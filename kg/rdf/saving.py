"""Bytes onto disk, whole or not at all."""

import contextlib
import gzip
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DataError

Fingerprint = tuple[int, int, int]


def fingerprint(path: str | Path) -> Fingerprint | None:
    """What changes when a regular file is written; None for anything else, or nothing.

    The file's number, size and time of writing: `write_atomically` gives a file a new number.
    """
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    regular = stat.S_ISREG(found.st_mode)
    return (found.st_ino, found.st_size, found.st_mtime_ns) if regular else None


@contextlib.contextmanager
def unchanged(path: str | Path, known: Fingerprint) -> Iterator[None]:
    """Keep others who ask the same way from writing a file, which is still as it was known.

    Raises:
        DataError: it changed meanwhile.
    """
    import fcntl

    target = Path(path).resolve()
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if fingerprint(path) != known:
            advice = "load it again and repeat the change"
            raise DataError(f"changed meanwhile; {advice}", file=str(path))
        yield
    finally:
        os.close(handle)


def write_atomically(path: str | Path, data: bytes) -> None:
    """Replace a file by these bytes in one step: whoever reads it sees the old or the new, whole.

    The bytes go to a new file in the same folder, are forced to disk, then renamed over the old one;
    a link is followed, the old file's permissions are kept. A path ending in .gz is packed, without a
    time stamp, so that the same data give the same bytes.

    Raises:
        DataError: the folder is missing or cannot be written; the old file is untouched.
    """
    import tempfile

    target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
    if target.suffix == ".gz":
        data = gzip.compress(data, mtime=0)
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror}", file=str(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(_mode(target))
        Path(draft).replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror}", file=str(path)) from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(draft).unlink()


def _mode(target: Path) -> int:
    """The old file's permissions, else what a new file gets under the process's umask."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Force the rename itself to disk, where the system lets a folder be opened."""
    with contextlib.suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
