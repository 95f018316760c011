"""Questions as tasks: eight queries of different kinds, and a whole table as data frames."""

import signal
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

from measuring import Figures, cpu, cpu_of, grown, median

QUERIES = {
    "one hop with date": """SELECT ?b ?d { ?s rdf:subject actor:a0 ; rdf:predicate kg:alliedWith ;
        rdf:object ?b ; kg:since ?d FILTER(STR(?d) >= "2000") }""",
    "two hops": "SELECT DISTINCT ?c { actor:a0 kg:alliedWith ?b . ?b kg:alliedWith ?c }",
    "group by": "SELECT ?p (COUNT(*) AS ?n) { ?s rdf:predicate ?p } GROUP BY ?p",
    "property path": "SELECT (COUNT(*) AS ?n) { actor:a0 (kg:alliedWith|kg:memberOf)+ ?x }",
    "optional, negation": """SELECT ?s ?d { ?s kg:status kg:Alleged ; rdf:subject actor:a1
        OPTIONAL { ?s kg:since ?d } FILTER NOT EXISTS { ?s kg:until ?u } }""",
    "text": 'SELECT ?a { ?a skos:prefLabel ?l FILTER CONTAINS(?l, "r 99") }',
    "construct": "CONSTRUCT { ?a kg:dependsOn ?b } WHERE { ?a kg:dependsOn ?b } LIMIT 1000",
    "order, limit": "SELECT ?s ?c { ?s kg:confidence ?c } ORDER BY DESC(?c) ?s LIMIT 10",
}
TABLE = """SELECT ?s ?a ?p ?b ?c { ?s rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b ;
    kg:confidence ?c }"""
PATIENCE = 600
"""Seconds that rdflib has for one query."""
DEADLINE = 3600.0


def ask_kg(file: str) -> Figures:
    """Our answers, of which every cell becomes a Python value, as in `ask_bare`."""
    import kg

    dataset = kg.load(file)
    kg.query(dataset, "ASK {}")
    return _answers(lambda text: _touched(cast("Any", kg.query(dataset, text, timeout=DEADLINE))))


def ask_bare(file: str) -> Figures:
    """The bare engine's answers. Stepping through them makes no term; taking the cells does."""
    import kg
    from kg.iris import PREFIXES

    store: Any = kg.load(file).store
    return _answers(lambda text: _touched(store.query(text, prefixes=PREFIXES)))


def _touched(rows: Iterable[Iterable[object]]) -> int:
    """The number of rows, each taken as its cells."""
    return len([tuple(row) for row in rows])


def ask_rdflib(file: str) -> Figures:
    """Rdflib's answers, asked once each; where there is none, why."""
    import pyoxigraph
    import rdflib

    import kg
    from kg.iris import PREFIXES

    graph = rdflib.Graph()
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, "dump.nt")
        form, default = pyoxigraph.RdfFormat.N_TRIPLES, pyoxigraph.DefaultGraph()
        kg.load(file).store.dump(dump, form, from_graph=default)
        graph.parse(dump, format="nt")

    def stop(*_: object) -> None:
        raise TimeoutError

    def ask(text: str) -> int:
        signal.alarm(PATIENCE)
        try:
            return len(list(graph.query(text, initNs=PREFIXES)))
        finally:
            signal.alarm(0)

    signal.signal(signal.SIGALRM, stop)
    return _answers(ask, times=1)


def _answers(ask: Callable[[str], int], *, times: int = 7) -> Figures:
    """The median wall seconds of each query, and under "rows" how many rows it answered."""
    figures: Figures = {"rows": {}}
    for name, text in QUERIES.items():
        rows = figures["rows"]
        try:
            figures[name] = median(lambda: rows.__setitem__(name, ask(text)), times=times)  # noqa: B023
        except RecursionError:
            figures[name] = "RecursionError"
        except TimeoutError:
            figures[name] = f"over {PATIENCE} s"
    return figures


def frames_kg(file: str) -> Figures:
    """A table of all statements by `kg.frames`: CPU seconds, the worker's too, rows, and MB grown."""
    import kg

    dataset = kg.load(file)
    kg.query(dataset, "ASK {}")
    worker = dataset.worker().pid
    assert worker is not None

    def read() -> int:
        frames = kg.frames(dataset, TABLE, types={"c": float}, timeout=DEADLINE)
        return sum(frame.height for frame in frames)

    kg.query(dataset, f"{TABLE} LIMIT 10").to_polars()
    before = cpu_of(worker)
    more, (spent, rows) = grown(lambda: cpu(read))
    return {"cpu": spent + cpu_of(worker) - before, "count": rows, "grown": more}


def frames_bare(file: str) -> Figures:
    """The same table by the bare engine: its CSV as one piece of bytes, which polars reads."""
    import io

    import polars as pl
    import pyoxigraph

    import kg
    from kg.iris import PREFIXES

    store: Any = kg.load(file).store
    form = pyoxigraph.QueryResultsFormat.CSV

    def read() -> int:
        text = store.query(TABLE, prefixes=PREFIXES).serialize(format=form)
        return pl.read_csv(io.BytesIO(text), schema_overrides={"c": pl.Float64}).height

    pl.read_csv(io.BytesIO(b"a\n1\n"))
    more, (spent, rows) = grown(lambda: cpu(read))
    return {"cpu": spent, "count": rows, "grown": more}
