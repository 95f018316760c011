"""The data that a page carries: its statements as Turtle, packed, and their hash."""

import gzip
import hashlib
from base64 import b64encode
from dataclasses import dataclass

from kg.dataset import Dataset
from kg.rdf.formats import FORMATS
from kg.rdf.writing import write_quads


@dataclass(frozen=True)
class Carried:
    """Data as text of a format: its gzip in base64, the SHA-256 of the text, the suffix of its files."""

    packed: str
    digest: str
    suffix: str


def carry(dataset: Dataset) -> Carried:
    """What `kg.save` would write, as Turtle, or as TriG where there are named graphs.

    >>> carry(Dataset([])).suffix
    'ttl'
    """
    import pyoxigraph

    quads = dataset.quads()
    default = pyoxigraph.DefaultGraph()
    form = FORMATS["turtle" if all(quad.graph_name == default for quad in quads) else "trig"]
    text = write_quads(quads, form)
    return Carried(pack(text), hashlib.sha256(text).hexdigest(), form.suffixes[0].removeprefix("."))


def pack(data: bytes) -> str:
    """The gzip of the data in base64, as the page's `unpacked` reads it."""
    return b64encode(gzip.compress(data, 9, mtime=0)).decode()
