"""Which reader reads a file: this package's, and those of others under the entry point `kg.readers`."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from kg.errors import KgError, OptionError, alternatives, near
from kg.readers.tables import Batch, Reader

GROUP = "kg.readers"
SHIPPED: Mapping[str, str] = {
    "atop": "kg.readers.atop",
    "followthemoney": "kg.readers.followthemoney",
    "gdelt": "kg.readers.gdelt",
    "igo": "kg.readers.igo",
    "quads": "kg.readers.quads",
    "un-votes": "kg.readers.unvotes",
    "wikidata": "kg.readers.wikidata",
}
"""The readers of this package by name: the module whose READER it is."""


def readers() -> dict[str, Reader | str]:
    """The readers by name, in the order of the names; for one that cannot be loaded, what is wrong."""
    names = sorted({*SHIPPED, *(point.name for point in _plugged())})
    found: dict[str, Reader | str] = {}
    for name in names:
        try:
            found[name] = reader_named(name)
        except KgError as error:
            found[name] = str(error)
    return found


def reader_named(name: str) -> Reader:
    """The reader with this name.

    Raises:
        OptionError: there is none; with near matches.
        KgError: its package is broken, or two packages offer one of that name.
    """
    if name in SHIPPED:
        reader: Reader = import_module(SHIPPED[name]).READER
        return reader
    points = [point for point in _plugged() if point.name == name]
    if len(points) > 1:
        packages = alternatives(sorted(map(_package, points)))
        raise KgError(
            f"the reader '{name}' could be that of {packages}; remove one of the packages"
        )
    if not points:
        known = sorted({*SHIPPED, *(point.name for point in _plugged())})
        hint = near(name, known)
        advice = f"did you mean {alternatives(hint)}?" if hint else "'kg readers' lists them"
        raise OptionError(f"unknown reader '{name}'; {advice}")
    return _loaded(points[0])


def reader_of(path: Path) -> Reader:
    """The one reader that files with this suffix are for.

    Raises:
        OptionError: there is none, or more than one.
    """
    name = path.name.casefold().removesuffix(".gz")
    found = [
        reader
        for reader in readers().values()
        if isinstance(reader, Reader) and name.endswith(tuple(map(str.casefold, reader.suffixes)))
    ]
    if len(found) == 1:
        return found[0]
    advice = "name its reader ('kg readers' lists them), or give a map of its columns"
    if found:
        advice = f"is it for {alternatives(reader.name for reader in found)}? Name the reader"
    raise OptionError(f"cannot tell from the name how '{path}' is to be read; {advice}")


def checked_options(reader: Reader, options: Mapping[str, str]) -> dict[str, str]:
    """The options, all of which the reader knows.

    Raises:
        OptionError: it does not know one; with near matches.
    """
    for name in options:
        if name not in reader.options:
            hint = near(name, reader.options) or tuple(reader.options)
            advice = f"did you mean {alternatives(hint)}?" if hint else "it has none"
            raise OptionError(f"the reader '{reader.name}' has no option '{name}'; {advice}")
    return dict(options)


def batches_of(reader: Reader, path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """What the reader gives; what breaks in one of another package is told in a line that names it.

    Raises:
        KgError: the reader broke down, or what it gives is no Batch.
    """
    if reader.name in SHIPPED or reader.name not in {point.name for point in _plugged()}:
        yield from reader.read(path, options)
        return
    try:
        for batch in reader.read(path, options):
            yield _batch(batch, reader)
    except (KgError, OSError):
        raise
    except Exception as error:  # what a plug-in does is not in our hands
        raise KgError(f"the reader '{reader.name}' broke down: {_told(error)}") from error


def _batch(batch: object, reader: Reader) -> Batch:
    if not isinstance(batch, Batch):
        raise KgError(f"the reader '{reader.name}' gives a {type(batch).__name__}, no Batch")
    return batch


def _plugged() -> list[EntryPoint]:
    """The readers of other packages."""
    return [point for point in entry_points(group=GROUP) if not point.value.startswith("kg.")]


def _loaded(point: EntryPoint) -> Reader:
    try:
        reader = point.load()
    except Exception as error:  # importing a plug-in may do anything
        problem = f"cannot be loaded: {_told(error)}"
        advice = "update the package or remove it"
        raise KgError(
            f"the reader '{point.name}' of package '{_package(point)}' {problem}; {advice}"
        ) from error
    if not isinstance(reader, Reader):
        raise KgError(
            f"the reader '{point.name}' of package '{_package(point)}' is a"
            f" {type(reader).__name__}, no kg.Reader; update the package or remove it"
        )
    return reader


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value.partition(":")[0]


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
