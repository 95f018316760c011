"""The data that a page carries: its statements as Turtle, packed, and their hash."""

import hashlib
import zlib
from base64 import b64encode
from dataclasses import dataclass

from kg.dataset import Dataset
from kg.rdf.formats import FORMATS
from kg.rdf.writing import write_quads

# Of a gzip file (RFC 1952): deflated, no flags, no time, as small as can be, of no system in particular.
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
_LARGE = 2**22  # bytes from which on packing is to be quick rather than as tight as can be


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
    plain = all(type(quad.graph_name) is pyoxigraph.DefaultGraph for quad in quads)
    form = FORMATS["turtle" if plain else "trig"]
    text = write_quads(quads, form)
    return Carried(pack(text), hashlib.sha256(text).hexdigest(), form.suffixes[0].removeprefix("."))


def pack(data: bytes) -> str:
    """The gzip of the data in base64, as the page's `unpacked` reads it.

    The same bytes in every version of Python, whose own gzip heads differ; only another zlib than the
    usual one may find other matches in the same data.

    >>> pack(b"")
    'H4sIAAAAAAAC/wMAAAAAAAAAAAA='
    """
    level = 9 if len(data) < _LARGE else 6  # the last hundredths of the size take half of the time
    deflated = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return b64encode(_HEAD + deflated.compress(data) + deflated.flush() + tail).decode()
