"""Questions as tasks: eight queries of different kinds, and a whole table as data frames."""

import signal
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from measuring import Figures, cpu, cpu_of, grown

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
PATIENCE = 60
"""CPU seconds that rdflib has for one query."""
DEADLINE = 3600.0
TURNS, FEWEST, ENOUGH = 15, 3, 30.0
"""How often a query is asked: so often, or as often as it goes into so many seconds, but not too seldom."""


def ask(file: str) -> Figures:
    """Queries in memory: see `_in_turn`."""
    import kg

    return _in_turn(kg.load(file))


def ask_disk(file: str) -> Figures:
    """Queries on disk: see `_in_turn`."""
    import kg

    with tempfile.TemporaryDirectory() as folder:
        return _in_turn(kg.build(f"{folder}/store", file))


def _in_turn(dataset: Any) -> Figures:
    """Our answers and the bare engine's over the same store, in turn: CPU and wall seconds of each query.

    The least CPU time counts, the worker's in ours, and the median wall time. Stepping through the engine's
    answers makes no term; every cell is taken on both sides, ours as rdflib's terms.
    """
    import kg
    from kg.iris import PREFIXES

    begun = time.perf_counter()
    kg.query(dataset, "ASK {}")
    figures: Figures = {"first": time.perf_counter() - begun, "kg": {}, "bare": {}, "rows": {}}
    worker, store = dataset.worker().pid, dataset.store

    def ours(text: str) -> int:
        return _touched(cast("Any", kg.query(dataset, text, timeout=DEADLINE)))

    def bare(text: str) -> int:
        return _touched(store.query(text, prefixes=PREFIXES))

    for name, text in QUERIES.items():
        spent: dict[str, list[tuple[float, float]]] = {"kg": [], "bare": []}
        end = time.perf_counter() + ENOUGH
        for turn in range(TURNS):
            if turn >= FEWEST and time.perf_counter() > end:
                break
            counts = set()
            for who, one in (("kg", ours), ("bare", bare)):
                before, at = _spent(worker), time.perf_counter()
                counts.add(one(text))
                spent[who].append((_spent(worker) - before, time.perf_counter() - at))
            if len(counts) > 1:
                raise SystemExit(f"answers differ: {name}: {counts}")
            figures["rows"][name] = counts.pop()
        for who, each in spent.items():
            figures[who][name] = {
                "cpu": min(used for used, _ in each),
                "wall": statistics.median(waited for _, waited in each),
            }
    return figures


def _spent(worker: int) -> float:
    return time.process_time() + cpu_of(worker)


def _touched(rows: Iterable[Iterable[object]]) -> int:
    """The number of rows, each taken as its cells."""
    return len([tuple(row) for row in rows])


def ask_rdflib(file: str) -> Figures:
    """Rdflib's answers, asked once each, by CPU seconds; where there is none, why."""
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

    figures: Figures = {"rows": {}}
    signal.signal(signal.SIGPROF, stop)
    for name, text in QUERIES.items():
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            asked = lambda: len(list(graph.query(text, initNs=PREFIXES)))  # noqa: B023, E731
            figures[name], figures["rows"][name] = cpu(asked)
        except RecursionError:
            figures[name] = "RecursionError"
        except TimeoutError:
            figures[name] = f"over {PATIENCE} s"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
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
