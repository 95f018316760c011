"""The questions that tell whether what a store has taken in is what strict reading would make of it.

They are asked over indexes, of data in the default graph alone. Where an answer is no, or cannot be told,
the files are to be read strictly, which says what is wrong.
"""

import re
from array import array
from collections import defaultdict

from kg.iris import GRAPH, KG, PREFIXES, XSD
from kg.kinds import Status
from kg.proven import Proven
from kg.rdf.literals import literal_problem

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    import pyoxigraph

_PARTS = {
    "status": "kg:status",
    "subject": "rdf:subject",
    "relation": "rdf:predicate",
    "object": "rdf:object",
}
_STATUSES = {f"<{KG}{status}>".encode() for status in Status}
_NAMES = ("kg:instrument", "kg:about", "kg:attributedTo", "kg:evidence", "dcterms:source")
_LITERALS = tuple(f"ASK {{ ?s {name} ?o FILTER isLiteral(?o) }}" for name in _NAMES)
_OWN = """{ ?s a kg:RelationType } UNION { ?s a kg:RelationFamily } UNION { ?s a owl:Class }
  UNION { ?s a rdfs:Class } UNION { ?s rdfs:subClassOf ?o }"""
_DECLARED, _NAMELESS = f"ASK {{ {_OWN} }}", f"ASK {{ {_OWN} FILTER isBlank(?s) }}"
_STRANGE = ("ASK { ?s rdf:reifies ?o }", "ASK { ?s a rdf:Statement }", _NAMELESS, *_LITERALS)
_UNDERIVED = f"""ASK {{ {{ {{ SELECT DISTINCT ?p {{ ?any rdf:predicate ?p }} }} ?s ?p ?o }}
  UNION {{ ?p a kg:RelationType . ?s ?p ?o }}
  UNION {{ GRAPH <{GRAPH}> {{ ?p a kg:RelationType }} ?s ?p ?o }} }}"""
_DATED = ("kg:since", "kg:until", "kg:date", "dcterms:issued")
_DATES = {f"{XSD}{name}" for name in ("date", "gYearMonth", "gYear")}
_NUMBERS = {f"{XSD}{name}" for name in ("decimal", "integer", "double", "float")}
_PLAIN = "xsd:string, rdf:langString"
_TYPED = f"""SELECT DISTINCT ?o {{ ?s ?p ?o
  FILTER (isLiteral(?o) && DATATYPE(?o) NOT IN ({_PLAIN})) }}"""
# A value and how often it is there, as the engine writes it, if it is a date at first sight.
_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
_SURE = re.compile(
    rf'"(?!0000)\d{{4}}(?:"\^\^<{XSD}gYear>|-(?:0[1-9]|1[0-2])"\^\^<{XSD}gYearMonth>'
    rf'|-(?:{_DAY})"\^\^<{XSD}date>)\t(\d+)\n'.encode()
)


def is_usual(store: "pyoxigraph.Store") -> bool:
    """Whether nothing is there that only strict reading understands, names and words among it."""
    return not any(_yes(store, ask) for ask in _STRANGE)


def is_derived(store: "pyoxigraph.Store") -> bool:
    """Whether no plain relation is in the data, with or without a statement; the vocabulary is there."""
    return not _yes(store, _UNDERIVED)


def declares(store: "pyoxigraph.Store") -> bool:
    """Whether the data declare words of their own."""
    return _yes(store, _DECLARED)


def count_typed(store: "pyoxigraph.Store") -> int | None:
    """How many typed literals the usual properties have; None if one of those is not what it should be.

    Dates are to be partial dates, confidences in (0, 1], amounts values of their datatypes.
    """
    counts = [_count_dates(store, name) for name in _DATED]
    counts += [_count_numbers(store, name) for name in ("kg:confidence", "kg:amount")]
    found = [count for count in counts if count is not None]
    return sum(found) if len(found) == len(counts) else None


def well_typed(store: "pyoxigraph.Store") -> bool:
    """Whether each literal is a value of its datatype."""
    return not any(
        literal_problem(row[0].value, row[0].datatype.value) for row in _ask(store, _TYPED)
    )


def stated(store: "pyoxigraph.Store") -> Proven | None:
    """What statements say; None unless each has its four parts, each once, all of them IRIs."""
    statements = _terms(store, "SELECT ?s { ?s a kg:Statement }")
    known: defaultdict[bytes, int] = defaultdict()
    known.default_factory = known.__len__  # the place of a new one: after those that are known
    parts = {}
    for name, part in _PARTS.items():
        found = _terms(store, f"SELECT ?s ?o {{ ?s {part} ?o }}")
        if len(found) != 2 * len(statements):
            return None
        subjects, values = found[::2], found[1::2]
        if subjects != statements:  # scans of one store come in one order, unless files are mixed
            value_of = dict(zip(subjects, values, strict=True))
            if value_of.keys() != set(statements):
                return None
            values = [value_of[statement] for statement in statements]
        parts[name] = array("I", map(known.__getitem__, values))
        if name == "status" and not known.keys() <= _STATUSES:
            return None
    if not _are_iris(statements) or not _are_iris(known):
        return None
    return Proven(b"\n".join(statements), b"\n".join(known), parts)


def _terms(store: "pyoxigraph.Store", text: str) -> list[bytes]:
    """The terms of an answer, row after row; a text with spaces, or a triple, comes as several."""
    import pyoxigraph

    data: bytes = _ask(store, text).serialize(format=pyoxigraph.QueryResultsFormat.TSV)
    return data[data.find(b"\n") :].split()


def _are_iris(terms: "Iterable[bytes]") -> bool:
    """Whether the terms are IRIs and not, say, what a triple begins with (<<)."""
    return all(term.startswith(b"<") and not term.startswith(b"<<") for term in terms)


def _count_dates(store: "pyoxigraph.Store", name: str) -> int | None:
    import pyoxigraph

    text = _by_value(name)
    data: bytes = _ask(store, text).serialize(format=pyoxigraph.QueryResultsFormat.TSV)
    sure = _SURE.findall(data)
    if len(sure) == data.count(b"\n") - 1:
        return sum(map(int, sure))
    total = 0
    for value, datatype, count in _values(store, text):
        if datatype not in _DATES or literal_problem(value, datatype):
            return None
        total += count
    return total


def _count_numbers(store: "pyoxigraph.Store", name: str) -> int | None:
    total = 0
    for value, datatype, count in _values(store, _by_value(name)):
        if name == "kg:confidence" and datatype not in _NUMBERS:
            return None
        if datatype is not None and literal_problem(value, datatype):
            return None
        if name == "kg:confidence" and not 0 < float(value) <= 1:
            return None
        total += count if datatype is not None else 0
    return total


def _by_value(name: str) -> str:
    return f"SELECT ?o (COUNT(*) AS ?n) {{ ?s {name} ?o }} GROUP BY ?o"


def _values(store: "pyoxigraph.Store", text: str) -> "Iterator[tuple[str, str | None, int]]":
    """Each value, its datatype unless it is none or that of texts, and how often it is there."""
    import pyoxigraph

    for value, count in _ask(store, text):
        kind = value.datatype.value if isinstance(value, pyoxigraph.Literal) else None
        plain = kind is None or kind == f"{XSD}string" or value.language is not None
        yield str(getattr(value, "value", value)), None if plain else kind, int(count.value)


def _yes(store: "pyoxigraph.Store", text: str) -> bool:
    return bool(_ask(store, text))


def _ask(store: "pyoxigraph.Store", text: str) -> "Any":
    return store.query(text, prefixes=PREFIXES)
