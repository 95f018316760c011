"""Influence in time: earliest arrivals over dated contacts, against passes that need no library and others.

python benchmarks/temporal.py [SIZE ...] [--rounds 5] [--actors-per 10]

A size is a number of contacts, on days of ten years, actors drawn by a power law (`hubs`) or evenly
(`even`); acts cross on their day, ties may be crossed from their first day to their last. The contenders
answer from the busiest actor and must agree. Sorting by time is done once and told apart. "kg" takes what is
installed: machine code from 100,000 contacts on with the extra `kg[fast]`; "kg, numpy" goes without. numba
(a bare loop, the compiled single pass) and, up to 10,000 contacts, raphtory take part where they are
installed. Least CPU time of the rounds; prints Markdown.
"""

import argparse
import heapq
import importlib.util
import itertools
from collections.abc import Callable
from typing import Any

import measuring
import numpy

import kg.analysis.arrivals as module
from kg.analysis.arrivals import arrivals
from kg.analysis.contacts import NEVER, Crossings

DAYS = 3_650
FIRST = 730_000
LONGEST = 400  # days of a tie
MOST = 10_000  # contacts that raphtory is asked about: a hundred thousand take it minutes


def contacts_of(size: int, shape: str, per: int, *, act: bool, seed: int = 0) -> Crossings:
    """Seeded contacts, not yet in the order of time."""
    chance = numpy.random.default_rng(seed)
    actors = max(4, size // per)

    def ends() -> Any:
        if shape == "even":
            return chance.integers(0, actors, size)
        return (chance.pareto(1.2, size) * actors / 50).astype(numpy.int64) % actors

    source, target = ends(), ends()
    target = numpy.where(source == target, (target + 1) % actors, target)
    first = chance.integers(FIRST, FIRST + DAYS, size)
    last = first + (0 if act else chance.integers(0, LONGEST, size))
    number = chance.permutation(actors).astype(numpy.int32)
    return Crossings(
        count=actors,
        source=number[source],
        target=number[target],
        opens=(2 * first + act).astype(numpy.int32),
        close=(2 * last + (not act)).astype(numpy.int32),
        act=numpy.full(size, act),
        row=numpy.arange(size),
    )


def one_pass(contacts: Crossings, hub: int) -> list[int]:
    """Acts in the order of time, one by one."""
    labels = [NEVER] * contacts.count
    labels[hub] = 0
    rows = zip(
        contacts.source.tolist(), contacts.target.tolist(), contacts.opens.tolist(), strict=True
    )
    for source, target, opens in rows:
        if labels[source] < opens < labels[target]:
            labels[target] = opens
    return labels


def by_day(contacts: Crossings, hub: int) -> Any:
    """Acts in numpy, a step for each day: what is reached on a day is not used on it."""
    source, target, opens = contacts.source, contacts.target, contacts.opens
    labels = numpy.full(contacts.count, NEVER, numpy.int32)
    labels[hub] = 0
    cuts = [0, *(numpy.flatnonzero(numpy.diff(opens)) + 1).tolist(), len(opens)]
    for low, high in itertools.pairwise(cuts):
        there = target[low:high][labels[source[low:high]] < opens[low]]
        labels[there[labels[there] == NEVER]] = opens[low]
    return labels


def by_heap(contacts: Crossings, hub: int) -> list[int]:
    """Ties by E. W. Dijkstra's way with Python's heap, actors in the order of their labels."""
    following: list[list[tuple[int, int, int]]] = [[] for _ in range(contacts.count)]
    names = ("source", "target", "opens", "close")
    for source, *rest in zip(*(getattr(contacts, name).tolist() for name in names), strict=True):
        following[source].append(tuple(rest))
    labels = [NEVER] * contacts.count
    labels[hub] = 0
    heap = [(0, hub)]
    while heap:
        label, actor = heapq.heappop(heap)
        if label == labels[actor]:
            for target, opens, close in following[actor]:
                arrived = max(label, opens)
                if label <= close and arrived < labels[target]:
                    labels[target] = arrived
                    heapq.heappush(heap, (arrived, target))
    return labels


def without_machine_code(contacts: Crossings, hub: int) -> Any:
    """As kg does where numba is not installed."""
    limit: dict[str, Any] = vars(module)
    most, limit["MANY"] = limit["MANY"], len(contacts.source) + 1
    try:
        return arrivals(contacts, hub, 0).labels
    finally:
        limit["MANY"] = most


def compiled() -> Callable[[Crossings, int], Any] | None:
    """The pass over acts compiled by numba, where it is installed."""
    if importlib.util.find_spec("numba") is None:
        return None
    import numba  # type: ignore[import-not-found,unused-ignore]

    @numba.njit  # type: ignore[untyped-decorator,unused-ignore]
    def step(source: Any, target: Any, opens: Any, labels: Any) -> None:
        for number in range(len(source)):
            when = opens[number]
            if labels[source[number]] < when < labels[target[number]]:
                labels[target[number]] = when

    def whole(contacts: Crossings, hub: int) -> Any:
        labels = numpy.full(contacts.count, NEVER, numpy.int32)
        labels[hub] = 0
        step(contacts.source, contacts.target, contacts.opens, labels)
        return labels

    return whole


def raphtory(contacts: Crossings, hub: int) -> tuple[float, float, int] | None:
    """CPU seconds to load the acts and to answer, and how many are reached, where it is installed."""
    if importlib.util.find_spec("raphtory") is None or importlib.util.find_spec("pyarrow") is None:
        return None
    import pyarrow
    from raphtory import Graph, algorithms  # type: ignore[import-not-found,unused-ignore]

    graph = Graph()
    names = {"s": contacts.source, "d": contacts.target, "t": contacts.opens}
    table = pyarrow.table({name: each.astype(numpy.int64) for name, each in names.items()})
    loaded, _ = measuring.cpu(lambda: graph.load_edges(table, time="t", src="s", dst="d"))
    spent, found = measuring.cpu(
        lambda: algorithms.temporally_reachable_nodes(graph, 10**6, 0, [hub])
    )
    return loaded, spent, sum(1 for _, each in found.items() if each["reachable_nodes"])


def measured(size: int, shape: str, rounds: int, per: int, *, act: bool) -> dict[str, float]:
    """The least CPU seconds of each contender; they agree."""
    loose = contacts_of(size, shape, per, act=act)
    sorting = min(measuring.cpu(loose.ordered)[0] for _ in range(rounds))
    contacts = loose.ordered()
    prepare, _ = measuring.cpu(lambda: (contacts.ready, contacts.lasting))
    hub = int(numpy.bincount(contacts.source, minlength=contacts.count).argmax())
    contenders: dict[str, Callable[[Crossings, int], Any]] = {
        "kg": lambda given, start: arrivals(given, start, 0).labels,
        "kg, numpy": without_machine_code,
        **({"numpy by day": by_day, "Python": one_pass} if act else {"Python, heap": by_heap}),
    }
    if act and (fast := compiled()):
        fast(contacts, hub)
        contenders["numba"] = fast
    best: dict[str, float] = {}
    answers: dict[str, list[int]] = {}
    for _ in range(rounds):
        for name, run in contenders.items():
            spent, found = measuring.cpu(lambda run=run: run(contacts, hub))
            best[name] = min(spent, best.get(name, spent))
            answers[name] = [int(each) for each in found]
    wrong = [name for name, found in answers.items() if found != answers["kg"]]
    if wrong:
        raise SystemExit(f"{', '.join(wrong)}: other answers than kg at {size:,} {shape}")
    best["sorting"], best["reached"] = (
        sorting + prepare,
        sum(each < NEVER for each in answers["kg"]),
    )
    if act and size <= MOST and (found := raphtory(contacts, hub)):
        best["raphtory"] = found[1]
        print(f"raphtory at {size:,}: loading {found[0]:.2f} s, reaches {found[2]:,} actors\n")
    return best


def report(sizes: list[int], shape: str, rounds: int, per: int, *, act: bool) -> None:
    """The table of one kind of contact, and how the cost grows."""
    what = "acts" if act else "ties"
    print(f"\n### {what.capitalize()}, {shape}\n")
    found = {size: measured(size, shape, rounds, per, act=act) for size in sizes}
    others = [
        name for name in next(iter(found.values())) if name not in ("kg", "sorting", "reached")
    ]
    heads = [f"{name}, times kg" for name in others]
    print(
        "| " + " | ".join(["contacts", "reached", "sorting ms", "kg ms", "kg ns a contact", *heads])
    )
    print("| " + " | ".join(["---:"] * (5 + len(heads))) + " |")
    for size, each in found.items():
        ratios = [f"{each[name] / each['kg']:.2f}" if name in each else "" for name in others]
        numbers = [
            f"{each['sorting'] * 1e3:.1f}",
            f"{each['kg'] * 1e3:.2f}",
            f"{each['kg'] / size * 1e9:.1f}",
        ]
        print("| " + " | ".join([f"{size:,}", f"{each['reached']:,}", *numbers, *ratios]) + " |")
    slope = measuring.slope({size: each["kg"] for size, each in found.items()})
    if slope is not None:
        linear = "linear" if slope <= measuring.LINEAR else "more than linear"
        print(f"\nSlope of log cost over log size: {slope:.2f}, {linear}.")


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--actors-per", type=int, default=10, metavar="CONTACTS")
    given = parser.parse_args()
    for act in (True, False):
        for shape in ("hubs", "even"):
            report(given.sizes, shape, given.rounds, given.actors_per, act=act)


if __name__ == "__main__":
    main()
