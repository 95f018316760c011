"""Files straight into the engine, and the questions that tell whether they need a closer look.

The engine parses four times as fast as it hands triples to Python. So a file goes into a store whole, and
a handful of queries over indexes look for what strict reading would refuse. Where one finds something, or
the file says what only strict reading understands, the answer is no: the caller reads strictly, and so
every error is told in the same words, whatever the way.
"""

import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.derivation import derive, derive_in_bulk
from kg.errors import DataError
from kg.iris import GRAPH, KG, PREFIXES
from kg.kinds import Status
from kg.packaged import load_vocabulary
from kg.rdf.advance import Advance, ByFile, silent
from kg.rdf.formats import format_of
from kg.rdf.literals import literal_problem
from kg.rdf.streaming import Limits, Stream

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import Any

    import pyoxigraph

    from kg.columns import Columns
    from kg.skimming import Skimmed
    from kg.vocabulary import Vocabulary

_STREAMED = ("turtle", "ntriples")  # without named graphs, nesting that costs, or entities
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object", "kg:status")
_WHOLE = f"""SELECT ?s ?a ?b ?c ?d {{ ?s a kg:Statement ;
  {" ; ".join(f"{part} ?{n}" for n, part in zip("abcd", _PARTS, strict=True))} }}"""
_STRANGE = "ASK { { ?s a rdf:Statement } UNION { ?s a kg:Statement FILTER isBlank(?s) } }"
_NAMES = ("kg:instrument", "kg:about", "kg:attributedTo", "kg:evidence", "dcterms:source")
_LITERALS = tuple(f"ASK {{ ?s {name} ?o FILTER isLiteral(?o) }}" for name in _NAMES)
_NO_IRI = "ASK {{ ?s {} ?o FILTER (!isIRI(?o)) }}"
_REIFIED = "ASK { ?s rdf:reifies ?o }"
_OWN = """{ ?s a kg:RelationType } UNION { ?s a kg:RelationFamily } UNION { ?s a owl:Class }
  UNION { ?s a rdfs:Class } UNION { ?s rdfs:subClassOf ?o }"""
_DECLARED, _NAMELESS = f"ASK {{ {_OWN} }}", f"ASK {{ {_OWN} FILTER isBlank(?s) }}"
_PARTLESS = "ASK { ?s a kg:Statement FILTER NOT EXISTS { ?s rdf:subject ?a } }"
_UNDERIVED = f"""ASK {{ {{ {{ SELECT DISTINCT ?p {{ ?any rdf:predicate ?p }} }} ?s ?p ?o }}
  UNION {{ ?p a kg:RelationType . ?s ?p ?o }}
  UNION {{ GRAPH <{GRAPH}> {{ ?p a kg:RelationType }} ?s ?p ?o }} }}"""
_DATED = ("kg:since", "kg:until", "kg:date", "dcterms:issued")
_DATES = "xsd:date, xsd:gYearMonth, xsd:gYear"
_TYPED = """SELECT DISTINCT ?o { ?s ?p ?o
  FILTER (isLiteral(?o) && DATATYPE(?o) NOT IN (xsd:string, rdf:langString)) }"""
_UNREADABLE = (SyntaxError, ValueError, MemoryError, OSError, EOFError, zlib.error)
_SKIM = 0.2  # the part of the work that skimming is
_CONFIDENCE = "ASK { ?s kg:confidence ?o FILTER (!isNumeric(?o) || ?o <= 0 || ?o > 1) }"


def take_in(
    paths: Iterable[str | Path],
    store: "pyoxigraph.Store",
    *,
    format: str | None = None,
    base: str | None = None,
    limits: Limits | None = None,
    progress: Callable[[int], object] | None = None,
) -> bool:
    """Whether the files could be taken into the empty store, vocabulary and plain triples included.

    If not, the store is to be thrown away and the files are to be read strictly.

    Raises:
        DataError: a limit is passed.
        OptionError: a format is unknown.
    """
    paths = list(paths)
    told = Advance(paths, progress).reading(0.0, 1.0)
    if not pour(paths, store, format=format, base=base, limits=limits, progress=told):
        return False
    stated = _stated(store)
    if stated is None:
        return False
    try:
        derive(store, stated, _own_words(store))
    except DataError:
        return False
    return True


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
    told = True
    for number, path in enumerate(paths):
        if format_of(path, name=format).name not in _STREAMED or not Path(path).is_file():
            return False
        stream = _fed(path, store, format, base, limits, progress(number), bulk=bulk)
        if stream is None or stream.well_typed is False:
            return False
        told = told and stream.well_typed is not None
    if any(_yes(store, ask) for ask in (_REIFIED, _STRANGE, _CONFIDENCE, _NAMELESS, *_LITERALS)):
        return False
    if not _dated(store) or not (told or _well_typed(store)):
        return False
    load_vocabulary(store)
    return not _yes(store, _UNDERIVED)


def take_in_bulk(
    paths: Iterable[str | Path],
    store: "pyoxigraph.Store",
    *,
    format: str | None = None,
    base: str | None = None,
    limits: Limits | None = None,
    progress: Callable[[int], object] | None = None,
    bulk: bool = False,
) -> "Columns | None":
    """What `take_in` does, for large data: the columns of the statements then; None if it cannot be done.

    Raises:
        DataError, OptionError: as `take_in`.
    """
    paths = list(paths)
    advance = Advance(paths, progress)
    found = _skimmed(paths, format, limits, advance.reading(0.0, _SKIM))
    told = advance.reading(_SKIM, 1.0)
    if found is None:
        if not pour(
            paths, store, format=format, base=base, limits=limits, progress=told, bulk=bulk
        ):
            return None
        if bulk:
            store.optimize()  # scans of what has just been loaded take three times as long without
        found = _whole(store)
    else:
        for number, path in enumerate(paths):
            if not _fed(path, store, format, base, limits, told(number), bulk=bulk, look=False):
                return None
        load_vocabulary(store)
    if found is None:
        return None
    derive_in_bulk(store, found.columns, found.words)
    return found.columns


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
    look: bool = True,
) -> Stream | None:
    """The stream of a file that the engine has read, by way of the stream or by itself; None if it cannot.

    By itself is faster: then the stream has been looked through before.
    """
    fill: Any = store.bulk_load if bulk else store.load
    syntax = format_of(path, name=format).syntax
    try:
        with Stream(path, limits=limits, progress=progress, look=look) as stream:
            if progress is None and stream.plain:
                if look:
                    stream.look_through()
                fill(path=str(path), format=syntax, base_iri=base)
            else:
                fill(stream, format=syntax, base_iri=base)
    except _UNREADABLE:
        return None
    return stream


def _whole(store: "pyoxigraph.Store") -> "Skimmed | None":
    """The columns of a store that `pour` filled and its words, None if statements are not whole."""
    from kg.columns import read_columns
    from kg.skimming import Skimmed
    from kg.vocabulary import vocabulary_in

    try:
        words = vocabulary_in(store)
        columns = read_columns(store, words)
    except DataError:
        return None
    if len(columns) != equally_many(store) or not columns.whole or _yes(store, _PARTLESS):
        return None
    ends = ("rdf:subject", "rdf:object", "rdf:predicate")
    strange = any(_yes(store, _NO_IRI.format(part)) for part in ends)
    return None if strange else Skimmed(columns, words)


def _own_words(store: "pyoxigraph.Store") -> "Vocabulary | None":
    """The vocabulary if the data declare words of their own; to read one takes longer than few data do."""
    if not _yes(store, _DECLARED):
        return None
    from kg.vocabulary import vocabulary_in

    return vocabulary_in(store)


def equally_many(store: "pyoxigraph.Store") -> int | None:
    """How many statements there are, if there are as many of each of their four parts; else None."""
    counts = {
        _count(store, "?s a kg:Statement"),
        *(_count(store, f"?s {part} ?o") for part in _PARTS),
    }
    return counts.pop() if len(counts) == 1 else None


def _stated(store: "pyoxigraph.Store") -> "list[tuple[bytes, bytes, bytes]] | None":
    """What Actual statements say; None unless each statement has its four parts, each once, all of them IRIs.

    The terms are spelt as in N-Triples.
    """
    import pyoxigraph

    count = equally_many(store)
    data: bytes = _ask(store, _WHOLE).serialize(format=pyoxigraph.QueryResultsFormat.TSV)
    rows = [line.split(b"\t") for line in data.splitlines()[1:]]
    if not len(rows) == len({row[0] for row in rows}) == count:
        return None
    if data.count(b"\n<") != count or data.count(b"\t<") != count * len(_PARTS):
        return None
    if not {row[-1] for row in rows} <= {f"<{KG}{status}>".encode() for status in Status}:
        return None
    actual = f"<{KG}{Status.ACTUAL}>".encode()
    return [(a, p, b) for _, a, p, b, status in rows if status == actual]


def _dated(store: "pyoxigraph.Store") -> bool:
    """Whether dates are typed as such."""
    return not any(
        _yes(
            store,
            f"ASK {{ ?s {prop} ?o FILTER (!isLiteral(?o) || DATATYPE(?o) NOT IN ({_DATES})) }}",
        )
        for prop in _DATED
    )


def _well_typed(store: "pyoxigraph.Store") -> bool:
    """Whether each literal is a value of its datatype."""
    return not any(
        literal_problem(row[0].value, row[0].datatype.value) for row in _ask(store, _TYPED)
    )


def _count(store: "pyoxigraph.Store", pattern: str) -> int:
    return int(next(iter(_ask(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")))[0].value)


def _yes(store: "pyoxigraph.Store", text: str) -> bool:
    return bool(_ask(store, text))


def _ask(store: "pyoxigraph.Store", text: str) -> "Any":
    return store.query(text, prefixes=PREFIXES)
