"""Datasets from files."""

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.dataset import Dataset
from kg.errors import KgError, OptionError
from kg.exchange.formats import exchange_of
from kg.intake import take_in
from kg.rdf.saving import fingerprint

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import pyoxigraph


def load(
    *paths: str | Path,
    format: str | None = None,
    base: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> Dataset:
    """The dataset in one or more files: Turtle, N-Triples, TriG, N-Quads, RDF/XML, JSON-LD, .gz too.

    The format comes from each file's suffix unless named: turtle, ntriples, trig, nquads, rdfxml,
    jsonld. What `kg.convert` wrote in other formats is read too (graphml, gexf, cytoscape, nodelink, ftm,
    pairs, parquet). Relative IRIs are resolved against `base`, or against one that the file gives; without
    either they are refused. All files are read before anything is kept. `progress` is called with
    how far that is, as bytes from 0 to the size of all files.

    Raises:
        DataError: a file cannot be read or its data are wrong; with file, line and IRI where known.
        OptionError: no file, an unknown format, or a base that is not an absolute IRI.
    """
    if not paths:
        raise OptionError("no file to load; name at least one, or use kg.shipped()")
    before = {Path(path).absolute(): fingerprint(path) for path in paths}
    found = _quickly(paths, format, base, progress)
    dataset = _strictly(paths, format, base) if found is None else found
    dataset.known.update({path: known for path, known in before.items() if known is not None})
    return dataset


def _quickly(
    paths: tuple[str | Path, ...],
    format: str | None,
    base: str | None,
    progress: Callable[[int], object] | None,
) -> Dataset | None:
    """The dataset as the engine takes the files in, or None where they need strict reading."""
    import pyoxigraph

    store = pyoxigraph.Store()
    before = [fingerprint(path) for path in paths]
    if None in before or any(exchange_of(path, name=format) for path in paths):
        return None
    proven = take_in(paths, store, format=format, base=base, progress=progress)
    if proven is None or [fingerprint(path) for path in paths] != before:
        return None

    def read_again() -> "Iterator[pyoxigraph.Quad] | None":
        if [fingerprint(path) for path in paths] != before:
            return None
        from kg.rdf.reading import read_anew

        return (quad for path in paths for quad in read_anew(path, format=format, base=base))

    dataset = Dataset.over(store, read_again, files=map(str, paths))
    vars(dataset)["proven"] = proven  # until the data change
    return dataset


def _strictly(paths: tuple[str | Path, ...], format: str | None, base: str | None) -> Dataset:
    return Dataset(_read(paths, format, base), files=map(str, paths))


def _read(
    paths: tuple[str | Path, ...], format: str | None, base: str | None
) -> "list[pyoxigraph.Quad]":
    from kg.exchange.reading import read_any

    return [quad for path in paths for quad in read_any(path, format=format, base=base)]


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
