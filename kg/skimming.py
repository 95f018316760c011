"""The columns of plain N-Triples, skimmed from their lines before the engine has them.

An index scan of a store on disk looks every IRI up, lines have them. So where files are N-Triples of the
usual spelling, what `kg.intake` asks of a store is asked of tables of lines, and statements are whole, plain
and rightly typed, or nothing is said. The engine has to take in the same files for that to be true.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.columns import SCANNED, Columns, columns_of
from kg.days import days_of
from kg.errors import DataError, OptionError
from kg.iris import DCTERMS, KG, RDF, RDFS, XSD
from kg.rdf.advance import ByFile, silent
from kg.rdf.lines import Lines, read_lines
from kg.rdf.streaming import Limits, well_typed
from kg.vocabulary import (
    DECLARED,
    DESCRIBING,
    Vocabulary,
    read_vocabulary,
    shipped_vocabulary,
)

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import polars

_TYPE = f"{RDF}type"
_EVIDENCE, _SOURCE, _ISSUED = f"{KG}evidence", f"{DCTERMS}source", f"{DCTERMS}issued"
_NODES = (f"{KG}instrument", f"{KG}about", f"{KG}attributedTo", _EVIDENCE, _SOURCE)
_ENDS = tuple(SCANNED[name] for name in ("subject", "object", "relation", "status"))
_DATES = (SCANNED["since"], SCANNED["until"], SCANNED["date"], _ISSUED)
_CONFIDENCE = SCANNED["confidence"]
_REIFIES, _STATEMENT = f"{RDF}reifies", f"<{RDF}Statement>"
_BELOW = f" <{RDFS}subClassOf> ".encode()
_IRI = r"^<[^<>\\]+>$"
_NODE = r"^(?:<[^<>\\]+>|_:.+)$"
_DATE = rf'^"\d{{4}}(?:"\^\^<{XSD}gYear|-\d\d(?:"\^\^<{XSD}gYearMonth|-\d\d"\^\^<{XSD}date))>$'
_NUMBER = rf'^"\d{{0,3}}\.?\d{{1,15}}"\^\^<{XSD}(?:decimal|integer|double)>$'
_TEXT = r'^"([^"]*)"'


@dataclass(frozen=True)
class Skimmed:
    """The columns of the statements, and the words they are in: the package's, with what files declare."""

    columns: Columns
    words: Vocabulary


def skimmed(
    paths: Iterable[str | Path], *, limits: Limits | None = None, progress: ByFile = silent
) -> Skimmed | None:
    """The columns of N-Triples files and their words, or None where a closer look is needed to tell.

    Raises:
        DataError: a limit is passed.
        OSError, EOFError, zlib.error: a file cannot be read or unpacked.
    """
    wanted = {_TYPE, *SCANNED.values(), *_NODES, *_DATES}
    lines = read_lines(paths, wanted, spelt=DESCRIBING, limits=limits, progress=progress)
    words = None if lines is None else _words(lines)
    if lines is None or words is None or not _plain(lines, words):
        return None
    try:
        columns = columns_of(lambda name: _scan(lines, name), lambda: _issued(lines), words)
    except (DataError, OptionError):
        return None
    statements, told = _statements(lines), lines.tables[SCANNED["subject"]]["subject"]
    counts = {len(columns), len(statements), *(lines.tables[prop].height for prop in _ENDS)}
    same = statements.equals(told) or set(statements) == set(told)
    named = not statements.str.starts_with("_:").any()
    whole = len(counts) == 1 and same and named and columns.whole
    return Skimmed(columns, words) if whole else None


def _words(lines: Lines) -> Vocabulary | None:
    """The package's words with those that lines declare; None where a closer look is needed."""
    import polars as pl
    import pyoxigraph

    types = lines.tables[_TYPE]
    if types["object"].unique().str.contains("\\", literal=True).any():  # a class spelt another way
        return None
    kinds = [f"<{iri}>" for iri in DECLARED]
    declaring = set(types.filter(pl.col("object").is_in(kinds))["subject"])
    declaring |= {line[: line.find(b" ")].decode() for line in lines.spelt if _BELOW in line}
    if not declaring:
        return shipped_vocabulary()
    if any(subject.startswith("_:") for subject in declaring):
        return None
    typed = types.filter(pl.col("subject").is_in(list(declaring)))
    told = [f"{subject} <{_TYPE}> {kind} .".encode() for subject, kind in typed.iter_rows()]
    told += [line for line in lines.spelt if line[: line.find(b" ")].decode() in declaring]
    try:
        quads = list(pyoxigraph.parse(b"\n".join(told), format=pyoxigraph.RdfFormat.N_TRIPLES))
        return read_vocabulary(quads)
    except (SyntaxError, ValueError, DataError):
        return None


def _plain(lines: Lines, words: Vocabulary) -> bool:
    """Whether nothing is there that has to be read strictly or said in an error."""
    types, relations, statuses = (
        lines.tables[prop]["object"].unique()
        for prop in (_TYPE, SCANNED["relation"], SCANNED["status"])
    )
    derived = {*relations.str.strip_chars("<>"), *words.relation_types}
    if lines.properties & {_REIFIES, *derived} or _STATEMENT in set(types):
        return False
    spelt = (
        (relations, _IRI),
        (statuses, _IRI),
        *((lines.tables[SCANNED[name]]["object"], _IRI) for name in ("subject", "object")),
        *((lines.tables[prop]["object"], _NODE) for prop in _NODES),
        *((lines.tables[prop]["object"], _DATE) for prop in _DATES),
    )
    if not all(terms.is_empty() or terms.str.contains(form).all() for terms, form in spelt):
        return False
    numbers = lines.tables[_CONFIDENCE]["object"].unique()
    return (
        bool(numbers.str.contains(_NUMBER).all())
        and all(0 < float(number) <= 1 for number in numbers.str.extract(_TEXT))
        and _well_typed(lines.typed)
    )


def _well_typed(typed: "polars.Series") -> bool:
    """Whether each literal is a value of its datatype."""
    dates = typed.str.contains(_DATE)
    try:
        days_of(typed.filter(dates).str.extract(_TEXT))
    except OptionError:
        return False
    rest = (literal.encode().rpartition(b"^^") for literal in typed.filter(~dates))
    return well_typed((text[1:-1], kind[1:-1]) for text, _, kind in rest)


def _statements(lines: Lines) -> "polars.Series":
    types = lines.tables[_TYPE]
    return types.filter(types["object"] == f"<{KG}Statement>")["subject"]


def _scan(lines: Lines, name: str) -> "polars.DataFrame":
    """The values of a property by statement, as `kg.columns.columns_of` wants them."""
    found = lines.tables[SCANNED[name]]
    obj = found["object"]
    values = _bare(obj) if SCANNED[name] in _ENDS else obj.str.extract(_TEXT)
    return found.select(statement=_bare(found["subject"])).with_columns(values.alias(name))


def _issued(lines: Lines) -> "polars.DataFrame":
    """The dates of the sources of statements."""
    evidence, source, issued = (
        lines.tables[prop].rename({"subject": start, "object": end})
        for prop, start, end in (
            (_EVIDENCE, "statement", "evidence"),
            (_SOURCE, "evidence", "source"),
            (_ISSUED, "source", "issued"),
        )
    )
    found = evidence.join(source, on="evidence").join(issued, on="source")
    return found.select(
        statement=_bare(found["statement"]), issued=found["issued"].str.extract(_TEXT)
    )


def _bare(terms: "polars.Series") -> "polars.Series":
    return terms.str.strip_chars("<>")
