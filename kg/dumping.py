"""Data as N-Triples in a file, spelt as they are: for engines that read files, and for a second look.

Memory does not grow with the data. Blank nodes are IRIs in the file, which engines report as they stand.
"""

import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kg.iris import GRAPH, KG, RDF

if TYPE_CHECKING:
    import pyoxigraph
    from _typeshed import ReadableBuffer

BLANK = "urn:kg:blank:"
"""Begins the IRI that stands for a blank node."""
_SUBJECT = re.compile(rb"\n_:(\S+)")
_OBJECT = re.compile(rb" _:(\S+) \.\n")
_NAMED = re.compile(rb"<%b([^>]*)>" % BLANK.encode())
_KIND = f" <{RDF}type> <{KG}RelationType> .\n".encode()
_EVIDENCE = f" <{KG}evidence> ".encode()


@dataclass(frozen=True)
class Dump:
    """A file of N-Triples, and the IRIs of the relation types that it declares."""

    path: Path
    relation_types: tuple[str, ...]


def dump(quads: "Iterable[pyoxigraph.Quad]", path: Path) -> Dump:
    """The triples in a new file, whatever graphs they are in."""
    import pyoxigraph

    form = pyoxigraph.RdfFormat.N_TRIPLES
    with _Naming(path) as file:
        pyoxigraph.serialize((q.triple for q in quads), cast("IO[bytes]", file), format=form)
        file.finish()
    return Dump(path, tuple(sorted(file.kinds)))


def dump_store(store: "pyoxigraph.Store", path: Path, *, derived: Collection[str] = ()) -> Dump:
    """The triples of a store in a new file, without the vocabulary: what `dump` does, by the engine itself.

    Triples of two IRIs with a property in `derived` are left out.
    """
    import pyoxigraph

    words = pyoxigraph.NamedNode(GRAPH)
    graphs = [graph for graph in store.named_graphs() if graph != words]
    with _Naming(path, derived) as file:
        pieces = io.BufferedWriter(file, 2**20)  # the engine writes a few bytes at a time
        for graph in (pyoxigraph.DefaultGraph(), *graphs):
            store.dump(pieces, format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph)
        pieces.flush()
        file.finish()
    return Dump(path, tuple(sorted(file.kinds)))


def owners(found: Dump, labels: Iterable[str]) -> dict[str, str]:
    """The subject, if it is an IRI, that names each of these blank nodes as an object; the last one."""
    wanted = {b"<%b%b> .\n" % (BLANK.encode(), label.encode()): label for label in labels}
    owned = {}
    with found.path.open("rb") as file:
        for line in file if wanted else ():
            label = wanted.get(line[line.rfind(b" ", 0, -3) + 1 :])
            subject = line[1 : line.find(b"> ")].decode()
            if label is not None and not subject.startswith(BLANK):
                owned[label] = subject
    return owned


def blocks(found: Dump, iris: Iterable[str]) -> "list[pyoxigraph.Quad]":
    """The triples about these subjects and about the evidence that they name."""
    import pyoxigraph

    wanted = {f"<{iri}>".encode() for iri in iris}
    lines = _about(found, wanted)
    evidence = {
        line.partition(_EVIDENCE)[2][:-3]
        for line in lines
        if _EVIDENCE in line and line[:1] == b"<"
    }
    lines += _about(found, evidence - wanted)
    text = _NAMED.sub(rb"_:\1", b"".join(lines))
    return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES))


def _about(found: Dump, subjects: set[bytes]) -> list[bytes]:
    """The lines that begin with one of these names."""
    if not subjects:
        return []
    with found.path.open("rb") as file:
        return [line for line in file if line[: line.find(b" ")] in subjects]


class _Naming(io.RawIOBase):
    """What the engine writes N-Triples to: blank nodes get their IRIs on the way into the file."""

    def __init__(self, path: Path, left_out: Collection[str] = ()) -> None:
        super().__init__()
        names = b"|".join(re.escape(iri).encode() for iri in sorted(left_out))
        self._left_out = re.compile(rb"\n<[^>]*> <(?:%b)> <[^>]*> \.(?=\n)" % names)
        self._all = not left_out
        self.kinds: set[str] = set()
        self._file = path.open("wb")
        self._held: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take some bytes, wherever lines end."""
        piece = bytes(data)
        self._held.append(piece)
        self._size += len(piece)
        if self._size >= io.DEFAULT_BUFFER_SIZE * 64:
            self._pass(b"".join(self._held))
        return len(piece)

    def finish(self) -> None:
        """Write what is left."""
        self._pass(b"".join(self._held))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _pass(self, text: bytes) -> None:
        """Write the whole lines of a text, and hold the rest."""
        end = text.rfind(b"\n") + 1
        lines, rest = text[:end], text[end:]
        self._held, self._size = [rest], len(rest)
        name = rb"<%b\1>" % BLANK.encode()
        lines = b"\n" + lines
        if not self._all:
            lines = self._left_out.sub(b"", lines)
        lines = _SUBJECT.sub(b"\n" + name, lines)
        lines = _OBJECT.sub(b" " + name + rb" .\n", lines)
        at = lines.find(_KIND)
        while at >= 0:
            subject = lines[lines.rfind(b"\n", 0, at) + 1 : at]
            if not subject.startswith(b"<" + BLANK.encode()):
                self.kinds.add(subject[1:-1].decode())
            at = lines.find(_KIND, at + 1)
        self._file.write(lines[1:])
