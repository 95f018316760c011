"""Datasets on disk: built once from files, opened again at once, never changed in place.

A directory holds a folder with the engine's store and the columns of its statements, and a marker that
names the folder. Another folder is filled beside it, then the marker is replaced in one step: whoever opens
the directory sees the old one or the new one, whole. One process builds at a time, any number read.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.dataset import COLUMNS, MARKER, STORE, Dataset
from kg.declared import actors_in
from kg.errors import DataError, KgError, OptionError
from kg.exchange.formats import exchange_of
from kg.exchange.reading import read_any
from kg.intake import take_in_bulk
from kg.kept import save_columns
from kg.rdf.saving import fingerprint, write_atomically
from kg.vocabulary import vocabulary_in

VERSION = 2
_KEPT = "kept-"


def build(
    directory: str | Path,
    *paths: str | Path,
    format: str | None = None,
    base: str | None = None,
    files: Iterable[str | Path] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Dataset:
    """The dataset of the files, on disk in a directory: what is there is replaced, whole or not at all.

    The right choice where data are large or a few actors are in most statements: memory holds no index
    on two parts of a triple at once, disk does. `progress` is called as by
    `kg.load`. Relative IRIs are resolved against `base`, as there. `files` are what the dataset says it is
    from, where the paths are passing ones.

    Raises:
        DataError: a file cannot be read or its data are wrong, or the directory cannot be written.
        KgError: another process is building it, or something else is there.
        OptionError: no file, an unknown format, or a base that is not an absolute IRI.
    """
    if not paths:
        raise OptionError("no file to build from; name at least one")
    place = Path(directory).absolute()
    if place.exists() and not _is_ours(place):
        raise KgError(
            f"'{directory}' is there and is no kg store; choose another name, or remove it"
        )
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _building(place):
            before = _current(place)
            _leave_only(place, before)
            draft = place / f"{_KEPT}{int(before.removeprefix(_KEPT)) + 1 if before else 1}"
            draft.mkdir(parents=True)
            filled = _fill(draft, paths, format, base, progress)
            named = filled if files is None else [str(Path(file).absolute()) for file in files]
            marker = {"version": VERSION, "kept": draft.name, "files": named}
            write_atomically(place / MARKER, json.dumps(marker, indent=2).encode())
            _leave_only(place, draft.name)
    except OSError as error:
        raise DataError(
            f"cannot be written: {error.strerror or error}", file=str(directory)
        ) from error
    return open(directory)


def open(directory: str | Path) -> Dataset:  # noqa: A001  # kg.open, as one says
    """The dataset in a directory that `kg.build` made; it is not read, only opened.

    Raises:
        DataError: there is no such directory, it is no store, or another version of kg made it.
    """
    import pyoxigraph

    place = Path(directory)
    if not place.is_dir():
        raise DataError("no such directory; make it with kg.build", file=str(directory))
    if not (place / MARKER).is_file():
        raise DataError("is no kg store; make one with kg.build", file=str(directory))
    marker = _marker(place)
    if marker["version"] != VERSION:
        problem = f"is a store of version {marker['version']}, not {VERSION}; build it anew"
        raise DataError(problem, file=str(directory))
    try:
        store = pyoxigraph.Store.read_only(str(place / marker["kept"] / STORE))
    except (OSError, RuntimeError) as error:
        raise DataError(f"cannot be opened: {error}", file=str(directory)) from error
    return Dataset.over(store, files=marker["files"], directory=place)


def _fill(
    draft: Path,
    paths: tuple[str | Path, ...],
    format: str | None,
    base: str | None,
    progress: Callable[[int], object] | None,
) -> list[str]:
    """The full names of the files, which are in the draft now: the engine's way, or read strictly."""
    import polars as pl
    import pyoxigraph

    store = pyoxigraph.Store(str(draft / STORE))
    files = [str(Path(path).absolute()) for path in paths]
    before = [fingerprint(path) for path in paths]
    columns = actors = None
    if not any(exchange_of(path, name=format) for path in paths):
        columns = take_in_bulk(paths, store, format=format, base=base, progress=progress)
    if columns is None or before != [fingerprint(path) for path in paths]:
        store.clear()
        quads = [quad for path in paths for quad in read_any(path, format=format, base=base)]
        dataset = Dataset(quads, files=files)
        store.bulk_extend(dataset.store)
        columns, actors = dataset.columns, pl.Series(list(dataset.actors), dtype=pl.String)
    store.optimize()
    store.flush()
    if actors is None:  # the engine took the files in, so statements are whole and usual
        actors = actors_in(store, vocabulary_in(store), columns.statements)
    save_columns(columns, draft / COLUMNS, actors)
    return files


def _marker(place: Path) -> dict[str, Any]:
    """What the marker says: the version, the folder that is kept, the files it was made from."""
    try:
        found = json.loads((place / MARKER).read_text("utf-8"))
        return {name: found[name] for name in ("version", "kept", "files")}
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            "is no marker; remove the directory and build it anew", file=str(place / MARKER)
        ) from error


def _current(place: Path) -> str | None:
    """The name of the folder that the marker names, None without a marker."""
    return str(_marker(place)["kept"]) if (place / MARKER).is_file() else None


def _leave_only(place: Path, name: str | None) -> None:
    """Remove every folder but one: those of before, and what a build that was killed has left."""
    for folder in place.glob(f"{_KEPT}*"):
        if folder.name != name:
            shutil.rmtree(folder)


@contextlib.contextmanager
def _building(place: Path) -> Iterator[None]:
    """Hold the lock on building in this place; it goes with the process, however that ends."""
    import fcntl

    handle = os.open(place.with_name(f".{place.name}.lock"), os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise KgError(f"'{place}' is being built by another process; wait for it to end") from None
    try:
        yield
    finally:
        os.close(handle)


def _is_ours(place: Path) -> bool:
    """Whether only a build, finished or killed, can have made what is there."""
    names = [path.name for path in place.iterdir()] if place.is_dir() else []
    return bool(names) and all(name.startswith((_KEPT, MARKER, f".{MARKER}.")) for name in names)
