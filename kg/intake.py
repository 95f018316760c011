"""Files straight into the engine, and the questions that tell whether they need a closer look.

The engine parses four times as fast as it hands triples to Python. So a file goes into a store whole, and
`kg.scrutiny` looks over indexes for what strict reading would refuse. Where it finds something, or
the file says what only strict reading understands, the answer is no: the caller reads strictly, and so
every error is told in the same words, whatever the way.
"""

import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from kg import scrutiny
from kg.derivation import derive, derive_in_bulk, derived_lines
from kg.errors import DataError
from kg.iris import GRAPH
from kg.packaged import load_vocabulary
from kg.proven import Proven
from kg.rdf.advance import Advance, ByFile, silent
from kg.rdf.formats import FORMATS, format_of
from kg.rdf.streaming import Limits, Literals, Mentions, Signs, Stream

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any

    import pyoxigraph

    from kg.columns import Columns
    from kg.skimming import Skimmed
    from kg.vocabulary import Vocabulary

_STREAMED = ("turtle", "ntriples")  # without named graphs, nesting that costs, or entities
_UNREADABLE = (SyntaxError, ValueError, MemoryError, OSError, EOFError, zlib.error)
_MERGED = 100_000_000  # bytes of about a million triples, which the engine writes in one piece
_SKIM = 0.2  # the part of the work that skimming is


def take_in(
    paths: Iterable[str | Path],
    store: "pyoxigraph.Store",
    *,
    format: str | None = None,
    base: str | None = None,
    limits: Limits | None = None,
    progress: Callable[[int], object] | None = None,
) -> Proven | None:
    """Statements of the files, which are in the empty store, vocabulary and plain triples included.

    If None, the store is to be thrown away and the files are to be read strictly.

    Raises:
        DataError: a limit is passed.
        OptionError: a format is unknown.
    """
    paths = list(paths)
    told = Advance(paths, progress).reading(0.0, 1.0)
    if not pour(paths, store, format=format, base=base, limits=limits, progress=told):
        return None
    proven = scrutiny.stated(store)
    if proven is None:
        return None
    try:
        derive(store, proven.actual(), _own_words(store))
    except DataError:
        return None
    return proven


def pour(
    paths: Iterable[str | Path],
    store: "pyoxigraph.Store",
    *,
    format: str | None = None,
    base: str | None = None,
    limits: Limits | None = None,
    progress: ByFile = silent,
    bulk: bool = False,
) -> bool:
    """Whether the files are in the empty store, beside the vocabulary, and plain but for one thing.

    What is left to be asked is whether statements are whole.
    `bulk` is the engine's way for large files: faster on disk, and not in one transaction.

    Raises:
        DataError, OptionError: as `take_in`.
    """
    paths = list(paths)
    kinds = [format_of(path, name=format).name for path in paths]
    if not set(kinds) <= set(_STREAMED) or not all(Path(path).is_file() for path in paths):
        return False
    signs, literals = Signs(), Literals()
    look = signs if set(kinds) <= {"ntriples"} else literals
    for number, path in enumerate(paths):
        if not _fed(path, store, format, base, limits, progress(number), bulk=bulk, look=look):
            return False
    typed = scrutiny.count_typed(store) if scrutiny.is_usual(store) else None
    if typed is None:
        return False
    if look is literals or signs.count != 2 * typed:  # else there are none but those looked at
        told = literals.well_typed if look is literals else _well_typed(paths, limits)
        if told is False or (told is None and not scrutiny.well_typed(store)):
            return False
    load_vocabulary(store)
    return scrutiny.is_derived(store)


def take_in_bulk(
    paths: Iterable[str | Path],
    store: "pyoxigraph.Store",
    *,
    format: str | None = None,
    base: str | None = None,
    limits: Limits | None = None,
    progress: Callable[[int], object] | None = None,
) -> "Columns | None":
    """What `take_in` does, for a store on disk: the columns of the statements; None if it cannot be done.

    Raises:
        DataError, OptionError: as `take_in`.
    """
    paths = list(paths)
    advance = Advance(paths, progress)
    found = _skimmed(paths, format, limits, advance.reading(0.0, _SKIM))
    told = advance.reading(_SKIM, 1.0)
    if found is not None:
        return found.columns if _with_skimmed(paths, store, found, limits, told) else None
    if not pour(paths, store, format=format, base=base, limits=limits, progress=told, bulk=True):
        return None
    store.optimize()  # scans of what has just been loaded take three times as long without
    found = _whole(store)
    if found is None:
        return None
    derive_in_bulk(store, found.columns, found.words)
    return found.columns


def _with_skimmed(
    paths: list[str | Path],
    store: "pyoxigraph.Store",
    found: "Skimmed",
    limits: Limits | None,
    progress: ByFile,
) -> bool:
    """Whether files of N-Triples are in the store, with derived triples and vocabulary behind the last.

    What is loaded apart has to be merged on disk, which takes longer than loading a few triples. So all
    is read as N-Quads, and no line of the files may name a graph. Large files have to be merged in any case.
    """
    from kg.vocabulary import vocabulary_lines

    rest = derived_lines(found.columns, found.words) + vocabulary_lines()
    fill: Any = store.bulk_load
    if sum(Path(path).stat().st_size for path in paths) > _MERGED:
        for number, path in enumerate(paths):
            if not _fed(path, store, "ntriples", None, limits, progress(number), bulk=True):
                return False
        fill(rest, format=FORMATS["nquads"].syntax)
        return True
    named = Mentions(f"<{GRAPH}>".encode())
    for number, path in enumerate(paths):
        then = rest if number == len(paths) - 1 else b""
        try:
            with Stream(
                path, limits=limits, progress=progress(number), look=named, then=then
            ) as stream:
                fill(stream, format=FORMATS["nquads"].syntax)
        except _UNREADABLE:
            return False
    return not named.seen and [str(graph) for graph in store.named_graphs()] == [f"<{GRAPH}>"]


def _skimmed(
    paths: list[str | Path], format: str | None, limits: Limits | None, progress: ByFile
) -> "Skimmed | None":
    """What is skimmed from the files if they are N-Triples and statements in them whole and plain."""
    if any(format_of(p, name=format).name != "ntriples" or not Path(p).is_file() for p in paths):
        return None
    from kg.skimming import skimmed

    try:
        return skimmed(paths, limits=limits, progress=progress)
    except _UNREADABLE:
        return None


def _fed(
    path: str | Path,
    store: "pyoxigraph.Store",
    format: str | None,
    base: str | None,
    limits: Limits | None,
    progress: Callable[[int], object] | None,
    *,
    bulk: bool,
    look: Callable[[bytes], object] | None = None,
) -> bool:
    """Whether the engine has read a file, by way of a stream or, which is faster, by itself."""
    fill: Any = store.bulk_load if bulk else store.load
    syntax = format_of(path, name=format).syntax
    try:
        with Stream(path, limits=limits, progress=progress, look=look) as stream:
            if progress is None and stream.plain:
                if look is not None:
                    stream.look_through()
                fill(path=str(path), format=syntax, base_iri=base)
            else:
                fill(stream, format=syntax, base_iri=base)
    except _UNREADABLE:
        return False
    return True


def _well_typed(paths: list[str | Path], limits: Limits | None) -> bool | None:
    """What `Literals` says of files that have been read; False if they cannot be read again."""
    literals = Literals()
    try:
        for path in paths:
            with Stream(path, limits=limits, look=literals) as stream:
                stream.look_through()
    except _UNREADABLE:
        return False
    return literals.well_typed


def _whole(store: "pyoxigraph.Store") -> "Skimmed | None":
    """The columns of a store that `pour` filled and its words, None if statements are not whole."""
    from kg.columns import read_columns
    from kg.skimming import Skimmed
    from kg.vocabulary import vocabulary_in

    proven = scrutiny.stated(store)
    if proven is None:
        return None
    try:
        words = vocabulary_in(store)
        return Skimmed(read_columns(store, words, proven), words)
    except DataError:
        return None


def _own_words(store: "pyoxigraph.Store") -> "Vocabulary | None":
    """The vocabulary if the data declare words of their own; to read one takes longer than few data do."""
    if not scrutiny.declares(store):
        return None
    from kg.vocabulary import vocabulary_in

    return vocabulary_in(store)
