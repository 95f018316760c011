"""Files read as triples: those of RDF, and what kg wrote in formats of other tools."""

from pathlib import Path

from kg.errors import DataError
from kg.exchange.formats import Exchange, exchange_of
from kg.rdf.reading import read_bytes, read_quads

TYPE_CHECKING = False  # what is loaded with every file stays light
if TYPE_CHECKING:
    import pyoxigraph


def read_any(
    path: str | Path, *, format: str | None = None, base: str | None = None
) -> "list[pyoxigraph.Quad]":
    """The data of a file in any format that kg reads, by its suffix or by name: see `kg.load`.

    Raises:
        DataError: the file cannot be read, its content is wrong, or it is in a format of another tool
            and kg did not write it; with file, line and IRI where known.
        OptionError: the format is unknown, or the base is not an absolute IRI.
    """
    form = exchange_of(path, name=format)
    return read_exchange(path, form) if form else read_quads(path, format=format, base=base)


def read_exchange(path: str | Path, form: Exchange) -> "list[pyoxigraph.Quad]":
    """The data of a file in a format of another tool, which kg wrote.

    Raises:
        DataError: the file cannot be read, or kg did not write it.
    """
    from kg.exchange.parcel import quads_of

    try:
        return quads_of(form.read(read_bytes(path)))
    except DataError as error:
        if error.file is not None:
            raise
        raise DataError(error.problem, file=str(path), subject=error.subject) from error
