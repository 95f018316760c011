"""Data as N-Triples in a file, spelt as they are: for engines that read files, and for a second look.

Memory does not grow with the data: the file is read again as tables of some ten thousand triples.
"""

import io
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kg.iris import GRAPH, KG

if TYPE_CHECKING:
    import polars
    import pyoxigraph
    from _typeshed import ReadableBuffer

BLOCK = 2**22
"""How many bytes of the file make a table."""
_WRITTEN = 2**20


@dataclass(frozen=True)
class Dump:
    """A file of N-Triples; triples of two IRIs with a property in `derived` are no data."""

    path: Path
    derived: frozenset[str] = frozenset()


def dump(
    quads: "Iterable[pyoxigraph.Quad]",
    path: Path,
    *,
    progress: Callable[[bytes], object] | None = None,
) -> Dump:
    """The triples in a new file, whatever graphs they are in; `progress` gets each piece that is written."""
    import pyoxigraph

    form = pyoxigraph.RdfFormat.N_TRIPLES
    with _pieces(path, progress) as file:
        pyoxigraph.serialize((q.triple for q in quads), cast("IO[bytes]", file), format=form)
    return Dump(path)


def dump_store(
    store: "pyoxigraph.Store",
    path: Path,
    *,
    derived: Collection[str] = (),
    progress: Callable[[bytes], object] | None = None,
) -> Dump:
    """The triples of a store but for the vocabulary in a new file: `dump`, by the engine itself."""
    import pyoxigraph

    words = pyoxigraph.NamedNode(GRAPH)
    graphs = [graph for graph in store.named_graphs() if graph != words]
    with _pieces(path, progress) as file:
        for graph in (pyoxigraph.DefaultGraph(), *graphs):
            store.dump(file, format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph)
    return Dump(path, frozenset(derived))


def tables(found: Dump) -> "Iterator[polars.DataFrame]":
    """The triples in turn: `s`, `p` and `o` as N-Triples spell them, and the whole `line`."""
    with found.path.open("rb") as file:
        rest = b""
        while piece := file.read(BLOCK):
            head, end, tail = piece.rpartition(b"\n")
            if end:
                yield _table(rest + head, found.derived)
                rest = tail
            else:
                rest += piece


def table(text: bytes) -> "polars.DataFrame":
    """The triples of N-Triples that the engine has written, as `tables` gives them."""
    return _table(text.removesuffix(b"\n"), ())


def owners(found: Dump, labels: Iterable[str]) -> dict[str, str]:
    """The subject, if it is an IRI, that names each of these blank nodes as an object; the last one."""
    wanted = [f"_:{label}" for label in labels]
    owned: dict[str, str] = {}
    for each in tables(found) if wanted else ():
        named = each.filter(each["o"].is_in(wanted) & each["s"].str.starts_with("<"))
        owned |= {o[2:]: s[1:-1] for s, o in named.select("s", "o").iter_rows()}
    return owned


def blocks(found: Dump, iris: Iterable[str]) -> "list[pyoxigraph.Quad]":
    """The triples about these subjects and about the evidence that they name."""
    import pyoxigraph

    wanted = {f"<{iri}>" for iri in iris}
    lines, evidence = _about(found, wanted)
    lines += _about(found, evidence - wanted)[0]
    text = "".join(f"{line}\n" for line in lines)
    return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES))


def _about(found: Dump, subjects: set[str]) -> tuple[list[str], set[str]]:
    """The lines about these subjects, and the evidence that IRIs among them name."""
    import polars as pl

    wanted = pl.Series(sorted(subjects), dtype=pl.String).implode()
    lines: list[str] = []
    evidence: set[str] = set()
    for each in tables(found) if subjects else ():
        own = each.filter(each["s"].is_in(wanted))
        lines += own["line"].to_list()  # a text of Python's: one of polars keeps its whole table
        named = (own["p"] == f"<{KG}evidence>") & own["s"].str.starts_with("<")
        evidence.update(own.filter(named)["o"])
    return lines, evidence


def _table(text: bytes, derived: Collection[str]) -> "polars.DataFrame":
    """The lines of a text as a table; the engine escapes all that might end a line early."""
    import polars as pl

    if not text:
        return pl.DataFrame(schema=dict.fromkeys(("s", "p", "o", "line"), pl.String))
    lines = pl.read_csv(
        io.BytesIO(text),
        has_header=False,
        separator="\x01",  # escaped as well: a line is one cell
        quote_char=None,
        infer_schema=False,
        new_columns=["line"],
    )
    parts = pl.col("line").str.splitn(" ", 3)
    found = lines.select(
        parts.struct.field("field_0").alias("s"),
        parts.struct.field("field_1").alias("p"),
        parts.struct.field("field_2").str.strip_suffix(" .").alias("o"),
        "line",
    )
    if derived:
        named = pl.col("s").str.starts_with("<") & pl.col("o").str.starts_with("<")
        plain = pl.col("p").is_in([f"<{iri}>" for iri in sorted(derived)])
        found = found.filter(~(named & plain))
    return found


def _pieces(path: Path, progress: Callable[[bytes], object] | None) -> io.BufferedWriter:
    """A new file for the engine, which writes a few bytes at a time."""
    return io.BufferedWriter(_File(path, progress or (lambda _: None)), _WRITTEN)


class _File(io.RawIOBase):
    """A file that tells what is written to it."""

    def __init__(self, path: Path, progress: Callable[[bytes], object]) -> None:
        super().__init__()
        self._file = path.open("wb", buffering=0)
        self._progress = progress

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write a piece, and tell of it."""
        piece = bytes(data)
        self._progress(piece)
        return self._file.write(piece)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
