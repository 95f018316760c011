"""What is imported, kept: in a file, in a store, in memory; whole or not at all."""

import contextlib
import gzip
import os
import tempfile
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg.dataset import Dataset
from kg.editing import save
from kg.errors import DataError
from kg.identity.filing import write_matches
from kg.loading import load
from kg.rdf.drafts import draft_beside, put
from kg.rdf.formats import Format, format_of
from kg.readers.gathering import Gathered, Progress
from kg.readers.rejecting import rejected_csv
from kg.readers.writing import Written
from kg.stores import build
from kg.stores import open as open_store

if TYPE_CHECKING:
    import polars

Fill = Callable[[IO[bytes]], Written]
"""Writes what was gathered into a file, as N-Triples."""
Check = Callable[[Written], None]
"""Raises where that is not to be kept."""


class Keep:
    """The ways to keep what is imported, with matches and rejected rows beside it."""

    def __init__(
        self,
        source: Path,
        place: Path,
        matches: "polars.DataFrame",
        found: Gathered,
        progress: Progress | None,
    ) -> None:
        self.source = source
        self.place = place
        self.matches = matches
        self.found = found
        self.progress = progress

    def file(self, fill: Fill, checked: Check) -> tuple[Written, Callable[[], Dataset]]:
        """Write the file in the format of its suffix."""
        form = format_of(self.place)
        with draft_beside(self.place) as (file, draft):
            packed = form.name == "ntriples" and self.place.suffix.lower() == ".gz"
            written = self._filled(fill, file, draft, packed=packed)
            checked(written)
            with self._beside() as put_beside:
                self._put(file, draft, form)
                put_beside()
        return written, lambda: load(self.place)

    def store(self, fill: Fill, checked: Check) -> tuple[Written, Callable[[], Dataset]]:
        """Build the store."""
        with draft_beside(self.place.with_name(f"{self.place.name}.nt")) as (file, draft):
            written = self._filled(fill, file, draft, packed=False)
            checked(written)
            with self._beside() as put_beside:
                build(self.place, draft, format="ntriples", files=[self.source])
                put_beside()
        return written, lambda: open_store(self.place)

    def _filled(self, fill: Fill, file: IO[bytes], draft: Path, *, packed: bool) -> Written:
        """Fill a draft, and read it back."""
        if packed:
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as unpacked:
                written = fill(cast("IO[bytes]", unpacked))
        else:
            written = fill(file)
        file.flush()
        count = _count(draft, packed=packed, progress=self.progress)
        if count != written.triples:
            problem = f"{count:,} triples of {written.triples:,} were read back"
            raise DataError(f"cannot be written without a loss: {problem}", file=str(self.place))
        return written

    def _put(self, file: IO[bytes], draft: Path, form: Format) -> None:
        if form.name == "ntriples":
            put(cast("Any", file), draft, self.place)
        else:
            save(load(draft, format="ntriples"), self.place)

    @contextlib.contextmanager
    def _beside(self) -> Iterator[Callable[[], None]]:
        """What puts the matches and the rejected rows in place, which are written by then."""
        beside = self.place.with_name(f"{self.place.name}.matches.csv")
        bad = self.place.with_name(f"{self.place.name}.rejected.csv")
        with draft_beside(beside) as (file, draft), draft_beside(bad) as (bad_file, bad_draft):
            file.write(_matches(self.matches))
            bad_file.write(rejected_csv(self.found.rejected))
            file.flush()
            bad_file.flush()

            def put_beside() -> None:
                put(file, draft, beside)
                if self.found.rejected.height:
                    put(bad_file, bad_draft, bad)
                else:
                    bad.unlink(missing_ok=True)

            yield put_beside


def _matches(matches: "polars.DataFrame") -> bytes:
    """The matches as they stand in their file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matches.csv"
        write_matches(matches, path)
        return path.read_bytes()


def in_memory(fill: Fill, checked: Check, path: Path) -> tuple[Written, Callable[[], Dataset]]:
    """The dataset in memory; the triples as they are spelt stay in a passing file as long as it lives."""
    folder = tempfile.TemporaryDirectory()
    try:
        draft = Path(folder.name) / "draft.nt"
        with draft.open("wb") as file:
            written = fill(file)
        checked(written)
        dataset = load(draft)
    except BaseException:
        folder.cleanup()
        raise
    weakref.finalize(dataset, folder.cleanup)
    dataset.files = (str(path),)
    return written, lambda: dataset


def dry(fill: Fill) -> Written:
    """How much would be written."""
    with Path(os.devnull).open("wb") as nothing:
        return fill(nothing)


def _count(path: Path, *, packed: bool, progress: Progress | None) -> int:
    """How many triples a file of N-Triples holds, as the engine reads it."""
    import pyoxigraph

    total = 0
    with gzip.open(path) if packed else path.open("rb") as file:
        syntax = pyoxigraph.RdfFormat.N_TRIPLES
        try:
            for _ in pyoxigraph.parse(cast("IO[bytes]", file), format=syntax):
                total += 1
                if progress is not None and not total % 1_000_000:
                    progress("checking", total, None)
        except (SyntaxError, ValueError) as error:
            raise DataError(f"what was written cannot be read back: {error}") from error
    return total
