"""Datasets from files."""

from collections.abc import Callable
from pathlib import Path

from kg.dataset import Dataset
from kg.errors import KgError, OptionError
from kg.intake import take_in
from kg.rdf.reading import read_quads
from kg.rdf.saving import fingerprint


def load(
    *paths: str | Path,
    format: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> Dataset:
    """The dataset in one or more files: Turtle, N-Triples, TriG, N-Quads, RDF/XML, JSON-LD, .gz too.

    The format comes from each file's suffix unless named: turtle, ntriples, trig, nquads, rdfxml,
    jsonld. All files are read before anything is kept. `progress` is called with the bytes read of each
    file in turn.

    Raises:
        DataError: a file cannot be read or its data are wrong; with file, line and IRI where known.
        OptionError: no file, or an unknown format.
    """
    if not paths:
        raise OptionError("no file to load; name at least one, or use kg.shipped()")
    before = {Path(path).absolute(): fingerprint(path) for path in paths}
    found = _quickly(paths, format, progress)
    dataset = _strictly(paths, format) if found is None else found
    dataset.known.update({path: known for path, known in before.items() if known is not None})
    return dataset


def _quickly(
    paths: tuple[str | Path, ...], format: str | None, progress: Callable[[int], object] | None
) -> Dataset | None:
    """The dataset as the engine takes the files in, or None where they need strict reading."""
    import pyoxigraph

    store = pyoxigraph.Store()
    before = [fingerprint(path) for path in paths]
    if None in before or not take_in(paths, store, format=format, progress=progress):
        return None

    def read_again() -> list[pyoxigraph.Quad] | None:
        if [fingerprint(path) for path in paths] != before:
            return None
        return [quad for path in paths for quad in read_quads(path, format=format)]

    return Dataset.over(store, read_again, files=map(str, paths))


def _strictly(paths: tuple[str | Path, ...], format: str | None) -> Dataset:
    quads = [quad for path in paths for quad in read_quads(path, format=format)]
    return Dataset(quads, files=map(str, paths))


def shipped() -> Path:
    """The path of the shipped case, `data/triples.ttl`: inside the package, or beside it in a checkout.

    Raises:
        KgError: the installation lacks it.
    """
    package = Path(__file__).parent
    for path in (package / "data" / "triples.ttl", package.parent / "data" / "triples.ttl"):
        if path.is_file():
            return path
    raise KgError("the shipped data/triples.ttl is missing; install kg anew")
