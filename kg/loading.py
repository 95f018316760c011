"""Datasets from files."""

from pathlib import Path

from kg.dataset import Dataset
from kg.errors import DataError, KgError, OptionError
from kg.rdf.positions import line_of
from kg.rdf.reading import read_bytes, read_quads


def load(*paths: str | Path, format: str | None = None) -> Dataset:
    """The dataset in one or more files: Turtle, N-Triples, TriG, N-Quads, RDF/XML, JSON-LD, .gz too.

    The format comes from each file's suffix unless named: turtle, ntriples, trig, nquads, rdfxml,
    jsonld. All files are read before anything is kept.

    Raises:
        DataError: a file cannot be read or its data are wrong; with file, line and IRI where known.
        OptionError: no file, or an unknown format.
    """
    if not paths:
        raise OptionError("no file to load; name at least one, or use kg.shipped()")
    quads = [quad for path in paths for quad in read_quads(path, format=format)]
    files = tuple(str(path) for path in paths)
    try:
        return Dataset(quads, files=files)
    except DataError as error:
        raise _placed(error, files) from error


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


def _placed(error: DataError, files: tuple[str, ...]) -> DataError:
    """The error with file and line, found by searching the files for its subject."""
    for file in files:
        line = line_of(read_bytes(file), error.subject) if error.subject else None
        if line is not None:
            return DataError(error.problem, file=file, line=line, subject=error.subject)
    only = files[0] if len(files) == 1 else None
    return DataError(error.problem, file=only, subject=error.subject)
