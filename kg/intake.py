"""Files straight into the engine, and the questions that tell whether they need a closer look.

The engine parses four times as fast as it hands triples to Python. So a file goes into a store whole, and
a handful of queries over indexes look for what strict reading would refuse. Where one finds something, or
the file says what only strict reading understands, the answer is no: the caller reads strictly, and so
every error is told in the same words, whatever the way.
"""

import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg.columns import Columns, read_columns
from kg.derivation import derive, derive_in_bulk
from kg.errors import DataError
from kg.iris import GRAPH, KG, PREFIXES
from kg.model import Status
from kg.rdf.formats import format_of
from kg.rdf.literals import literal_problem
from kg.rdf.streaming import Limits, Stream
from kg.vocabulary import load_vocabulary, shipped_vocabulary

if TYPE_CHECKING:
    import pyoxigraph

_STREAMED = ("turtle", "ntriples")  # without named graphs, nesting that costs, or entities
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object", "kg:status")
_WHOLE = "?s a kg:Statement ; " + " ; ".join(
    f"{part} ?{n}" for n, part in zip("abcd", _PARTS, strict=True)
)
_STRANGE = "ASK { { ?s a rdf:Statement } UNION { ?s a kg:Statement FILTER isBlank(?s) } }"
_NAMES = "rdf:subject rdf:object kg:instrument kg:about kg:attributedTo kg:evidence dcterms:source"
_LITERAL_NAME = f"ASK {{ VALUES ?p {{ {_NAMES} }} ?s ?p ?o FILTER isLiteral(?o) }}"
_REIFIED = "ASK { ?s rdf:reifies ?o }"
_DECLARED = """ASK { { ?s a kg:RelationType } UNION { ?s a kg:RelationFamily } UNION { ?s a owl:Class }
  UNION { ?s a rdfs:Class } UNION { ?s rdfs:subClassOf ?o } }"""
_PARTLESS = "ASK { ?s a kg:Statement FILTER NOT EXISTS { ?s rdf:subject ?a } }"
_UNDERIVED = f"""ASK {{ {{ {{ SELECT DISTINCT ?p {{ ?any rdf:predicate ?p }} }} ?s ?p ?o }}
  UNION {{ GRAPH <{GRAPH}> {{ ?p a kg:RelationType }} ?s ?p ?o }} }}"""
_DATED = ("kg:since", "kg:until", "kg:date", "dcterms:issued")
_DATES = "xsd:date, xsd:gYearMonth, xsd:gYear"
_TYPED = """SELECT DISTINCT ?o { ?s ?p ?o
  FILTER (isLiteral(?o) && DATATYPE(?o) NOT IN (xsd:string, rdf:langString)) }"""
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
    if not pour(paths, store, format=format, base=base, limits=limits, progress=progress):
        return False
    if not _complete(store):
        return False
    derive(store)
    return True


def pour(
    paths: Iterable[str | Path],
    store: "pyoxigraph.Store",
    *,
    format: str | None = None,
    base: str | None = None,
    limits: Limits | None = None,
    progress: Callable[[int], object] | None = None,
    bulk: bool = False,
) -> bool:
    """Whether the files are in the empty store, beside the vocabulary, and plain but for one thing.

    What is left to be asked is whether statements are whole.
    `bulk` is the engine's way for large files: faster on disk, and not in one transaction.

    Raises:
        DataError, OptionError: as `take_in`.
    """
    told = True
    for path in paths:
        form = format_of(path, name=format)
        if form.name not in _STREAMED or not Path(path).is_file():
            return False
        fill = store.bulk_load if bulk else store.load
        try:
            with Stream(path, limits=limits, progress=progress) as stream:
                fill(cast("IO[bytes]", stream), format=form.syntax, base_iri=base)
        except (SyntaxError, ValueError, MemoryError, OSError, EOFError, zlib.error):
            return False
        if stream.well_typed is False:
            return False
        told = told and stream.well_typed is not None
    if any(_yes(store, ask) for ask in (_REIFIED, _STRANGE, _LITERAL_NAME, _CONFIDENCE, _DECLARED)):
        return False
    if not _dated(store) or not (told or _well_typed(store)):
        return False
    load_vocabulary(store)
    return not _yes(store, _UNDERIVED)


def derive_whole(store: "pyoxigraph.Store") -> Columns | None:
    """The columns of a store that `pour` filled, plain triples put into it; None if it is not whole.

    For large data: it does what `take_in` does after pouring, and columns are there besides.
    """
    try:
        columns = read_columns(store, shipped_vocabulary())
    except DataError:
        return None
    if len(columns) != equally_many(store) or not columns.whole or _yes(store, _PARTLESS):
        return None
    derive_in_bulk(store, columns)
    return columns


def equally_many(store: "pyoxigraph.Store") -> int | None:
    """How many statements there are, if there are as many of each of their four parts; else None."""
    counts = {
        _count(store, "?s a kg:Statement"),
        *(_count(store, f"?s {part} ?o") for part in _PARTS),
    }
    return counts.pop() if len(counts) == 1 else None


def _complete(store: "pyoxigraph.Store") -> bool:
    """Whether each statement has its four parts, each once, and nothing else has them."""
    if equally_many(store) != _count(store, _WHOLE):
        return False
    relations, statuses = (
        [row[0] for row in _ask(store, f"SELECT DISTINCT ?o {{ ?s {part} ?o }}")]
        for part in ("rdf:predicate", "kg:status")
    )
    names = {getattr(term, "value", "") for term in statuses}
    return names <= {f"{KG}{status}" for status in Status} and all(
        str(term).startswith("<") for term in relations
    )


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


def _ask(store: "pyoxigraph.Store", text: str) -> Any:
    return store.query(text, prefixes=PREFIXES)
