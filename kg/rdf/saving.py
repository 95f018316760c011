"""Bytes onto disk, whole or not at all."""

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import DataError, KgError

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import BinaryIO

Fingerprint = tuple[int, int, int]
_DRAFT = ".draft"


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


def kept_in(marker: Path, known: Mapping[Path, Fingerprint], name: str) -> Path:
    """The path of something that a dataset on disk keeps, where its marker says.

    Raises:
        KgError: the dataset is not what it was when it was opened: the marker's fingerprint is another.
    """
    import json

    if fingerprint(marker) != known[marker]:
        raise KgError(f"'{marker.parent}' was built anew meanwhile; open it again")
    return marker.parent / str(json.loads(marker.read_text("utf-8"))["kept"]) / name


def write_atomically(path: str | Path, data: bytes) -> None:
    """Replace a file by these bytes in one step: whoever reads it sees the old or the new, whole.

    The bytes go to a new file in the same folder, are forced to disk, then renamed over the old one;
    a link is followed, the old file's permissions are kept. A path ending in .gz is packed, without a
    time stamp, so that the same data give the same bytes. Drafts that killed writers of the same file
    have left are removed; those of living ones are not.

    Raises:
        DataError: the folder is missing or cannot be written; the old file is untouched.
    """
    target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
    if target.suffix == ".gz":
        import gzip

        data = gzip.compress(data, mtime=0)
    try:
        remove_left_drafts(target)
        with draft_of(target) as (file, draft):
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            draft.chmod(mode_of(target))
            draft.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror}", file=str(path)) from error


@contextlib.contextmanager
def draft_of(target: Path) -> "Iterator[tuple[BinaryIO, Path]]":
    """A new hidden file beside the target, locked as long as its writer lives; gone at the end."""
    import tempfile

    while True:
        handle, name = tempfile.mkstemp(_DRAFT, f".{target.name}.", target.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            try:
                if _locked(handle, wait=True) is False or os.fstat(handle).st_nlink:
                    yield file, draft
                    return
            finally:
                draft.unlink(missing_ok=True)
        # Another writer came between making and locking, and took it for one that was left: again.


def remove_left_drafts(target: Path) -> None:
    """Remove the drafts of the target whose writers are dead: their locks went with them.

    What cannot be looked at or removed, as another user's, is left: nothing depends on it.
    """
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(f".{target.name}.") and name.endswith(_DRAFT):
                with contextlib.suppress(OSError):
                    _remove_if_left(target.parent / name)


def mode_of(target: Path) -> int:
    """The old file's permissions, else what a new file gets under the process's umask."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Force the rename itself to disk, where the system lets a folder be opened."""
    with contextlib.suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove_if_left(draft: Path) -> None:
    handle = os.open(draft, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if _locked(handle, wait=False):
            draft.unlink()
    finally:
        os.close(handle)


def _locked(handle: int, *, wait: bool) -> bool:
    """Whether the open file could be locked: not while another has it, nor where nothing can be."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
