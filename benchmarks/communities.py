"""Communities against the engine called bare, and against other permissive engines.

    python benchmarks/communities.py [EDGES ...] [--rounds 3] [--data FOLDER]

Graphs of ties between actors in planted groups of 50 (seven of ten ties lie within one), strengths at
random, are made straight as columns. FOLDER holds `gdelt26-quads` and `un-votes`, whose pairs are taken as
ties of cooperation of equal strength. `first` is `kg.communities(graph, runs=1)` of a new graph, from the
statements to the communities; `again` another seed of a graph whose pairs are known; `bare` is the Leiden
engine on a matrix that is built already. Beside it stand networkit's PLM and ParallelLeiden (if it is
installed; one thread, on its own graph, built already) and networkx's Louvain (up to 100,000 edges), with the
modularity that each reaches. CPU seconds, the least of the rounds, all in one process. Prints Markdown.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
from analysis import gdelt26, un_votes
from measuring import cpu

import kg
from kg.columns import OPEN
from kg.graph.edges import CERTAINTIES, EdgeColumns
from kg.graph.reading import Reader
from kg.graph.watching import About
from kg.model import Sign
from kg.rdf.decoding import Records
from kg.vocabulary import shipped_vocabulary

GROUP = 50
MOST_FOR_NETWORKX = 100_000


def made(edges: int, seed: int = 0) -> Any:
    """A graph of so many statements of cooperation, in columns."""
    draw = numpy.random.default_rng(seed)
    count = max(2 * GROUP, edges // 10)
    source = draw.integers(0, count, edges)
    near = source // GROUP * GROUP + draw.integers(0, GROUP, edges)
    target = numpy.where(draw.random(edges) < 0.7, near % count, draw.integers(0, count, edges))
    target = numpy.where(target == source, (source + 1) % count, target)
    strength = draw.random(edges).round(9).clip(1e-9)
    return tied(count, source, target, strength)


def tied(count: int, source: Any, target: Any, strength: Any = None) -> Any:
    """A graph of these statements of cooperation, in columns."""
    edges = len(source)
    kinds = [
        each
        for each in shipped_vocabulary().relation_types.values()
        if each.sign == Sign.COOPERATION
    ]
    days = numpy.full(edges, OPEN, numpy.int32)
    strength = numpy.ones(edges) if strength is None else strength
    columns = EdgeColumns(
        nodes=tuple(f"https://example.org/{n:09}" for n in range(count)),
        predicates=tuple(each.iri for each in kinds),
        kinds=tuple(kinds),
        named=tuple(f"https://example.org/s{n:09}" for n in range(edges)),
        number=numpy.arange(edges, dtype=numpy.int32),
        source=source.astype(numpy.int32),
        target=target.astype(numpy.int32),
        relation=numpy.arange(edges, dtype=numpy.int32) % len(kinds),
        sign=numpy.ones(edges, numpy.int8),
        status=numpy.zeros(edges, numpy.int8),
        certainty=numpy.full(edges, len(CERTAINTIES) - 1, numpy.int8),
        strength=strength,
        cost=numpy.ones(edges, numpy.int32),
        confidence=numpy.ones(edges),
        mirror=numpy.zeros(edges, bool),
        first_low=days,
        first_high=days,
        last_low=days,
        last_high=days,
    )
    reader = Reader.of(Records({}, {}, {}, {}, {}), {})
    about = About(counted=f"{edges:,} relations", sources={}, relation_types={})
    return kg.Graph.of(columns, reader, about)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("edges", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    kg.communities(made(1_000), runs=1)  # what is imported when first used
    print(
        "| edges | first | again | bare | first / bare | again / bare | PLM | ParallelLeiden | networkx"
        " | modularity: kg, PLM, ParallelLeiden, networkx |"
    )
    print("| ---: " * 9 + "| --- |")
    for edges in options.edges:
        print(row(f"{edges:,}", lambda edges=edges: made(edges), options.rounds), flush=True)
    for read in (gdelt26, un_votes) if options.data else ():
        known = read(options.data)
        print(row(read.__name__, lambda known=known: tied(*known), options.rounds), flush=True)


def row(name: str, build: Callable[[], Any], rounds: int) -> str:
    import graspologic_native

    from kg.analysis.communities import _matrix
    from kg.analysis.signed import signed_pairs
    from kg.analysis.ties import ties_of

    graph = build()
    signed = signed_pairs(ties_of(graph))
    matrix, size = _matrix(signed, signed.actors), len(signed.actors)
    best: dict[str, float] = {}
    quality: dict[str, float] = {}

    def took(name: str, action: Any, value: Any = None) -> None:
        spent, found = cpu(action)
        best[name] = min(spent, best.get(name, spent))
        if value is not None:
            quality[name] = value(found)

    kg.communities(graph, runs=1)
    for _ in range(rounds):
        new = build()
        took("kg", lambda new=new: kg.communities(new, runs=1), lambda found: found.modularity)
        took("again", lambda: kg.communities(graph, runs=1, seed=1))
        took("bare", lambda: graspologic_native.leiden_csr(*matrix, size, seed=0))
        others(signed, size, took)
        if len(signed.ties) <= MOST_FOR_NETWORKX:
            by_networkx(signed, took)
    told = [f"{best[who]:.3f}" for who in ("kg", "again", "bare")]
    told += [f"{best[who] / best['bare']:.2f}" for who in ("kg", "again")]
    told += [f"{best[who]:.3f}" if who in best else "" for who in ("plm", "leiden", "networkx")]
    reached = ", ".join(
        f"{quality[who]:.4f}" if who in quality else "-"
        for who in ("kg", "plm", "leiden", "networkx")
    )
    return f"| {name} | {' | '.join(told)} | {reached} |"


def others(signed: Any, size: int, took: Any) -> None:
    """The engines of networkit, if it is installed."""
    try:
        import networkit as nk
    except ImportError:
        return
    nk.setNumberOfThreads(1)
    ends = tuple(numpy.searchsorted(signed.actors, side) for side in (signed.low, signed.high))
    graph = nk.GraphFromCoo((signed.positive, ends), n=size, weighted=True)

    def run(engine: Any) -> Any:
        nk.engineering.setSeed(0, False)  # noqa: FBT003  # its own signature
        engine.run()
        return engine.getPartition()

    def value(found: Any) -> float:
        return float(nk.community.Modularity().getQuality(found, graph))

    took("plm", lambda: run(nk.community.PLM(graph, refine=True)), value)
    took("leiden", lambda: run(nk.community.ParallelLeiden(graph, randomize=True)), value)


def by_networkx(signed: Any, took: Any) -> None:
    import networkx as nx

    graph = nx.Graph()
    rows = zip(signed.low.tolist(), signed.high.tolist(), signed.positive.tolist(), strict=True)
    graph.add_weighted_edges_from(rows)
    took(
        "networkx",
        lambda: nx.community.louvain_communities(graph, seed=0),
        lambda found: nx.community.modularity(graph, found),
    )


if __name__ == "__main__":
    main()
