"""The W3C suites of SPARQL, run by `kg.query` and `kg.update`."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pyoxigraph

import kg
from kg.errors import QueryError
from kg.iris import RDF, RDFS
from kg.sparql.answers import Answer
from tests.conformance.manifests import MF, Case, Term, cases, facts, file_of, iri, outcome
from tests.conformance.rdf_syntax import Results, read
from tests.conformance.sameness import Row, by_value, same_quads, same_rows, same_triples

QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

# Not a library's matter: other servers, inference, protocols.
_OTHER = {"entailment", "graph-store-protocol", "http-rdf-update", "protocol", "service"}
_OTHER |= {"service-description", "syntax-fed"}
_RESULTS = {
    ".srx": pyoxigraph.QueryResultsFormat.XML,
    ".srj": pyoxigraph.QueryResultsFormat.JSON,
    ".tsv": pyoxigraph.QueryResultsFormat.TSV,
}


def run(root: Path, folder: str, *, update: bool) -> Results:
    """Each case of a version's queries, or updates, by name, with what is wrong or None."""
    for manifest in sorted((root / "sparql" / folder).glob("*/manifest.ttl")):
        if manifest.parent.name not in _OTHER:
            for case in cases(manifest):
                if case.kind != "Manifest" and ("Update" in case.kind) == update:
                    yield case.name, outcome(partial(_run, case))


def _run(case: Case) -> str | None:
    if "Syntax" in case.kind:
        return _syntax(case)
    if case.kind == "UpdateEvaluationTest":
        return _updated(case)
    assert case.kind in ("QueryEvaluationTest", "CSVResultFormatTest")
    return _answered(case)


def _syntax(case: Case) -> str | None:
    text = _text(file_of(case.action))
    try:
        if "Update" in case.kind:
            kg.update(kg.Dataset([]), text)
        else:
            kg.query(_holding([]), text)
    except QueryError as error:
        return None if "Negative" in case.kind else f"refused: {error}"
    return "accepted, though it is wrong" if "Negative" in case.kind else None


def _answered(case: Case) -> str | None:
    action = case.action
    query = file_of(case.facts.one(action, f"{QT}query"))
    text = _text(query)
    quads = [*_quads(case, action, QT), *_named_in(text, query)]
    answer = kg.query(_holding(quads), text)
    expected = file_of(case.result)
    if expected.suffix == ".csv":
        return None if _cells(answer) == _cells(expected.read_text("utf-8")) else "other cells"
    once = case.facts.first(case.node, f"{MF}resultCardinality") is not None
    return None if _same(answer, expected, once=once) else "another answer"


def _updated(case: Case) -> str | None:
    dataset = kg.Dataset(_quads(case, case.action, UT))
    kg.update(dataset, _text(file_of(case.facts.one(case.action, f"{UT}request"))))
    wanted = list(_quads(case, case.result, UT))
    return None if same_triples(dataset.quads(), wanted) else "other quads afterwards"


def _text(path: Path) -> str:
    """The query or update, with the address of its file as its base."""
    return f"BASE <{path.as_uri()}> {path.read_text(encoding='utf-8')}"


def _holding(quads: Iterable[pyoxigraph.Quad]) -> kg.Dataset:
    """A dataset whose store holds these quads alone: no vocabulary, nothing derived."""
    dataset = kg.Dataset([])
    dataset.store.clear()
    dataset.store.extend(quads)
    return dataset


def _quads(case: Case, node: Term, words: str) -> Iterator[pyoxigraph.Quad]:
    """The default and the named graphs that an action or a result speaks of."""
    for each in case.facts.all(node, f"{words}data"):
        yield from read(file_of(each), iri(each))
    for each in case.facts.all(node, f"{words}graphData"):
        file, name = each, each
        if isinstance(each, pyoxigraph.BlankNode):
            file = case.facts.one(each, f"{words}graph")
            label = case.facts.one(each, f"{RDFS}label")
            assert isinstance(label, pyoxigraph.Literal)
            name = pyoxigraph.NamedNode(label.value)
        yield from _in_graph(file_of(file), iri(name))


def _named_in(text: str, query: Path) -> Iterator[pyoxigraph.Quad]:
    """The graphs beside the query that its FROM names: what a dataset needs to have beforehand."""
    for name in re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", text, re.IGNORECASE):
        path = query.parent / name
        if path.is_file():
            yield from _in_graph(path, path.as_uri())


def _in_graph(path: Path, name: str) -> Iterator[pyoxigraph.Quad]:
    for quad in read(path, name):
        yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, pyoxigraph.NamedNode(name))


def _same(answer: Answer, expected: Path, *, once: bool) -> bool:
    if isinstance(answer, kg.YesNo):
        return bool(answer) == _expected_truth(expected)
    if isinstance(answer, kg.Triples):
        wanted = pyoxigraph.parse(path=str(expected), base_iri=expected.as_uri())
        return same_quads((pyoxigraph.Quad(*triple) for triple in answer.terms), wanted)
    columns, rows, ordered = _expected_rows(expected)
    if not set(columns) <= set(answer.columns):
        return False
    places = [answer.columns.index(name) for name in columns]
    unasked = set(range(len(answer.columns))) - set(places)
    if any(row[place] is not None for row in answer.terms for place in unasked):
        return False
    got: list[Row] = [tuple(row[place] for place in places) for row in answer.terms]
    if once:  # REDUCED: as often as the engine likes
        got, rows = list(dict.fromkeys(got)), list(dict.fromkeys(rows))
    nodes = any(isinstance(cell, pyoxigraph.BlankNode) for row in rows for cell in row)
    if ordered and not nodes:
        return [_valued(row) for row in got] == [_valued(row) for row in rows]
    return same_rows(got, rows)


def _valued(row: Row) -> Row:
    return tuple(None if cell is None else by_value(cell) for cell in row)


def _expected_truth(path: Path) -> bool:
    if path.suffix in _RESULTS:
        return bool(pyoxigraph.parse_query_results(path=str(path), format=_RESULTS[path.suffix]))
    found = facts(path).store.quads_for_pattern(None, pyoxigraph.NamedNode(f"{RS}boolean"), None)
    return next(found).object == pyoxigraph.Literal(True)


def _expected_rows(path: Path) -> tuple[list[str], list[Row], bool]:
    """The variables, the rows, and whether these are in order."""
    if path.suffix in _RESULTS:
        found = pyoxigraph.parse_query_results(path=str(path), format=_RESULTS[path.suffix])
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return [v.value for v in found.variables], [tuple(row) for row in found], False
    table = facts(path)
    root = next(
        table.store.quads_for_pattern(
            None, pyoxigraph.NamedNode(f"{RDF}type"), pyoxigraph.NamedNode(f"{RS}ResultSet")
        )
    ).subject
    columns = [str(term.value) for term in table.all(root, f"{RS}resultVariable")]  # type: ignore[union-attr]
    indexed = []
    for solution in table.all(root, f"{RS}solution"):
        cells = {
            table.one(each, f"{RS}variable").value: table.one(each, f"{RS}value")  # type: ignore[union-attr]
            for each in table.all(solution, f"{RS}binding")
        }
        index = table.first(solution, f"{RS}index")
        place = int(index.value) if isinstance(index, pyoxigraph.Literal) else None
        indexed.append((place, tuple(cells.get(name) for name in columns)))
    ordered = bool(indexed) and all(place is not None for place, _ in indexed)
    if ordered:
        indexed.sort(key=lambda pair: pair[0] or 0)
    return columns, [row for _, row in indexed], ordered


def _cells(table: Answer | str) -> list[list[str]]:
    """The rows of a CSV table, sorted below the head, blank nodes without their names."""
    if not isinstance(table, str):
        assert isinstance(table, kg.Rows)
        table = table.to_csv(exact=True)
    head, *rows = csv.reader(table.splitlines())
    return [head, *sorted([re.sub(r"^_:.*", "_:", cell) for cell in row] for row in rows)]
