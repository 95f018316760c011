"""A dataset in another format, on disk."""

from pathlib import Path

from kg.dataset import Dataset
from kg.editing import save
from kg.rdf.formats import FORMATS as _RDF

FORMATS = tuple(_RDF)


def convert(
    dataset: Dataset, path: str | Path, *, format: str | None = None, rdf12: bool = False
) -> None:
    """Write the dataset's data to a file in the format of its suffix, or in a named one.

    With `rdf12` statements are reifiers of RDF 1.2: see `kg.save`.

    Raises:
        OptionError: the format is unknown, or cannot hold the data's named graphs or triple terms.
        DataError: the file cannot be written, or a text cannot be said in the format.
    """
    save(dataset, path, format=format, rdf12=rdf12)
