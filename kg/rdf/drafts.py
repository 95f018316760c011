"""Files too large to be held as bytes, written whole or not at all: filled as drafts, then put in place."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import DataError
from kg.rdf.saving import draft_of, mode_of, remove_left_drafts, sync_folder


@contextlib.contextmanager
def draft_beside(path: str | Path) -> Iterator[tuple[BinaryIO, Path]]:
    """An empty file beside a path, hidden, to be filled and `put`; gone at the end if it was not.

    Drafts that killed writers for the same path have left are removed first.

    Raises:
        DataError: the folder is missing, cannot be written, or is full.
    """
    try:
        remove_left_drafts(_target(path))
        with draft_of(_target(path)) as (file, draft):
            yield file, draft
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror or error}", file=str(path)) from error


def put(file: BinaryIO, draft: Path, path: str | Path) -> None:
    """Force a draft to disk and give it its name in one step; a link is followed.

    Raises:
        OSError: that cannot be done; `draft_beside` says so in our words.
    """
    target = _target(path)
    file.flush()
    os.fsync(file.fileno())
    draft.chmod(mode_of(target))
    draft.replace(target)
    sync_folder(target.parent)


def _target(path: str | Path) -> Path:
    return Path(path).resolve() if Path(path).is_symlink() else Path(path)
