"""Processes that start fast, with the package loaded, and can be killed; what they are asked to do."""

import functools
import multiprocessing
import multiprocessing.context
import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import kg
from kg.iris import KG, PREFIXES
from tests.factory import dataset, tie

SIZE = 60
_RELABEL = (
    'DELETE DATA {{ actor:A0 skos:prefLabel "{old}"@en }} ;'
    ' INSERT DATA {{ actor:A0 skos:prefLabel "{new}"@en }}'
)


@functools.cache
def context() -> multiprocessing.context.ForkServerContext:
    """A server of processes in which the package's modules are loaded."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(
        [__name__, "kg.editing", "kg.loading", "kg.validation", "pyoxigraph"]
    )
    return found


def sample(label: str = "Old") -> kg.Dataset:
    """A dataset of some statements; `label` is what its first actor is called."""
    names = [f"A{number}" for number in range(SIZE)]
    blocks = [f'actor:{name} a kg:State ; skos:prefLabel "{name}"@en .' for name in names[1:]]
    ties = [
        tie(f"s{number}", names[number], "alliedWith", names[(number * 7 + 1) % SIZE])
        for number in range(SIZE)
    ]
    return dataset(f'actor:A0 a kg:State ; skos:prefLabel "{label}"@en .', *blocks, *ties)


def load_forever(path: Path, started: Connection) -> None:
    """Read a file again and again."""
    started.send(True)
    while True:
        kg.load(path)


def save_forever(path: Path, started: Connection) -> None:
    """Write two datasets to a file in turn."""
    pair = sample("Old"), sample("New")
    started.send(True)
    while True:
        for each in pair:
            kg.save(each, path)


def update_forever(path: Path, started: Connection) -> None:
    """Read a file, change a label by a SPARQL update, and write it back, to and fro."""
    started.send(True)
    while True:
        found = kg.load(path)
        old = found.actor(f"{PREFIXES['actor']}A0").label
        new = {"Old": "New", "New": "Old"}[old]
        kg.update(found, _RELABEL.format(old=old, new=new))
        kg.save(found, path)


def edit(path: Path, editor: int, rounds: int, together: Barrier, told: Connection) -> None:
    """Add an actor a round; tell the IRIs that were saved, and the errors that said otherwise.

    In the first round all editors have read the file before the first of them writes.
    """
    saved, errors = [], []
    for turn in range(rounds):
        record = kg.Actor(f"{PREFIXES['actor']}E{editor}-{turn}", "Editor", f"{KG}State")
        try:
            found = kg.load(path)
            if turn == 0:
                together.wait(60)
            kg.add(found, record)
            kg.save(found, path)
            saved.append(record.iri)
        except kg.KgError as error:
            errors.append(str(error))
        time.sleep(0.001 * (os.getpid() % 7))
    told.send((saved, errors))


LOOPS: dict[str, Callable[[Path, Connection], None]] = {
    "load": load_forever,
    "save": save_forever,
    "update": update_forever,
}
