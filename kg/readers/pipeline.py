"""Files of others into statements: read, checked, their actors met, written, read back, put in place."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.dataset import Dataset
from kg.errors import DataError, OptionError
from kg.identity.deciding import unmet
from kg.identity.filing import read_matches
from kg.identity.matching import match
from kg.identity.registering import register
from kg.rdf.formats import format_of
from kg.readers.choosing import batches_of, checked_options, reader_named, reader_of
from kg.readers.gathering import Gathered, Progress, gather
from kg.readers.keeping import Keep, dry, in_memory
from kg.readers.rejecting import summary
from kg.readers.spooling import Spool
from kg.readers.tables import Reader
from kg.readers.writing import Written, write
from kg.vocabulary import shipped_vocabulary

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True)
class Imported:
    """What became of a file: how many `rows` it has, how many `statements` with how many `mentions`.

    `path` is what was written, None where nothing was. `used` rows make no statement of their own: a map
    leaves them out, they are counted into others, or they are about actors and sources. `differing` mentions
    have another confidence or note than the first one of their statement, which counts. `rejected` are the
    rows that are no statements (row, reason, value); `matches`
    who the actors were taken for (key, label, decision, rule, actor, candidates, note). `sample` are the
    first statements as sentences. `unmet` tells of decisions about keys that the file does not have.
    """

    path: Path | None
    rows: int
    statements: int
    mentions: int
    used: int
    differing: int
    rejected: "polars.DataFrame" = field(repr=False)
    matches: "polars.DataFrame" = field(repr=False)
    sample: tuple[str, ...] = field(repr=False)
    unmet: str | None
    _dataset: Callable[[], Dataset] | None = field(repr=False, compare=False)

    @functools.cached_property
    def dataset(self) -> Dataset:
        """The known data and the imported together, read when it is first asked for.

        Raises:
            OptionError: it was a dry run.
        """
        if self._dataset is None:
            raise OptionError("a dry run makes no dataset; import without dry_run")
        return self._dataset()


def ingest(
    path: str | Path,
    out: str | Path | None = None,
    *,
    reader: str | Reader | None = None,
    map: str | Path | None = None,
    options: Mapping[str, str] | None = None,
    known: Dataset | None = None,
    decisions: str | Path | None = None,
    store: str | Path | None = None,
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """What a file of another kind says, as statements with evidence: written to `out`, or in memory.

    It is read by a reader, found by the file's suffix unless named, or by a `map` of its columns (TOML).
    `options` are those of the reader. Actors are met with those of `known` and with the package's register
    of countries, by ids and names; `decisions` is a file of matches as reviewed. The format of `out` comes
    from its suffix; with `store` a directory is built instead, for large data. Beside `out` stand
    OUT.matches.csv, and OUT.rejected.csv if rows were rejected. With `dry_run` nothing is written; with
    `strict` nothing is if any row is rejected.

    Everything is put in place at the end, or nothing is. The same file gives the same bytes.

    Raises:
        DataError: the file cannot be read, all its rows are rejected, or OUT cannot be written.
        OptionError: an option makes no sense.
    """
    source = Path(path)
    chosen, given = _reader(source, reader, map, options or {})
    place = _place(source, out, store, known, dry_run=dry_run)
    table = None if decisions is None else read_matches(decisions)
    if not source.exists():
        raise DataError("no such file", file=str(path))
    with Spool(place.parent if place else None) as spool:
        words = known.vocabulary if known is not None else shipped_vocabulary()
        found = Gathered(words, spool)
        gather(batches_of(chosen, source, given), found, file=str(path), progress=progress)
        people = register(known)
        matches = match(found.actors.table(), people, decisions=table)
        lost = None if table is None else unmet(table, matches["key"])

        def fill(file: IO[bytes]) -> Written:
            return write(found, matches, people, file, path=source, progress=progress)

        def checked(written: Written) -> None:
            _refuse(found, written, str(path), strict=strict)

        if dry_run:
            written = dry(fill)
            if strict:
                checked(written)
            return _imported(None, found, matches, lost, written, None)
        if store is not None or out is not None:
            keep = Keep(source, place or source, matches, found, progress)
            written, again = (
                keep.store(fill, checked) if store is not None else keep.file(fill, checked)
            )
        else:
            written, again = in_memory(fill, checked, source)
    return _imported(place, found, matches, lost, written, _with(known, again))


def _reader(
    path: Path, reader: str | Reader | None, map: str | Path | None, options: Mapping[str, str]
) -> tuple[Reader, dict[str, str]]:
    """The reader that was asked for, with options that it knows."""
    if map is not None and reader is not None:
        raise OptionError("give a reader or a map, not both")
    if map is not None:
        from kg.readers.mapping import mapped

        chosen = mapped(map)
    elif isinstance(reader, Reader):
        chosen = reader
    else:
        chosen = reader_of(path) if reader is None else reader_named(reader)
    return chosen, checked_options(chosen, options)


def _place(
    path: Path,
    out: str | Path | None,
    store: str | Path | None,
    known: Dataset | None,
    *,
    dry_run: bool,
) -> Path | None:
    """What will be written, if that makes sense; None if nothing is."""
    if out is not None and store is not None:
        raise OptionError("give a file to write or a store to build, not both")
    if out is not None:
        format_of(out)
        taken = {
            Path(name).absolute().resolve() for name in (known.files if known is not None else ())
        }
        if Path(out).absolute().resolve() in taken:
            raise OptionError(
                f"'{out}' holds the data that the import is to meet; write to another file, then load both"
            )
        if Path(out).absolute().resolve() == path.absolute().resolve():
            raise OptionError(f"'{out}' is the file to import; write to another one")
    target = out if out is not None else store
    if target is None or dry_run:
        return None
    if not Path(target).absolute().parent.is_dir():
        raise DataError("cannot be written: no such folder", file=str(target))
    return Path(target)


def _refuse(found: Gathered, written: Written, file: str, *, strict: bool) -> None:
    """Go on only with something to write, and, if that is wanted, with every row of the file."""
    rejected = found.rejected
    told = "1 row is" if rejected.height == 1 else f"{rejected.height:,} rows are"
    if not written.statements:
        problem = f"all {told} rejected" if rejected.height else "holds no row to import"
        raise DataError(f"{problem}{summary(rejected)}", file=file)
    if strict and rejected.height:
        raise DataError(f"{told} rejected{summary(rejected)}", file=file)


def _with(known: Dataset | None, again: Callable[[], Dataset]) -> Callable[[], Dataset]:
    """What gives the known data and the imported together."""
    if known is None:
        return again
    quads = known.quads()
    return lambda: Dataset([*quads, *again().quads()], files=known.files)


def _imported(
    place: Path | None,
    found: Gathered,
    matches: "polars.DataFrame",
    lost: str | None,
    written: Written,
    again: Callable[[], Dataset] | None,
) -> Imported:
    return Imported(
        path=place,
        rows=found.rows,
        statements=written.statements,
        mentions=written.mentions,
        used=found.used,
        differing=written.differing,
        rejected=found.rejected,
        matches=matches,
        sample=tuple(written.sample),
        unmet=lost,
        _dataset=again,
    )
