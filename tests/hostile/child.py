"""One hostile file through the installed library; what came of it as JSON on stdout.

With it stands how long that took by the clock, and the CPU time of the whole process and its children.

    child.py load FILE | copies FILE SCRATCH | query FILE | update FILE | save FILE TARGET LIMIT

A traceback and exit code 1 stand for anything but success or a KgError.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import kg
from kg.rdf.formats import FORMATS
from kg.rdf.naming import canonical

_GIGABYTE = 2**30
_FORMS = {name: form.suffixes[0] for name, form in FORMATS.items()}


def load(path: str) -> dict[str, Any]:
    """The quads of a file, and how much `validate` finds."""
    dataset = kg.load(path)
    return {"quads": [str(quad) for quad in dataset.quads()], "findings": len(kg.validate(dataset))}


def copies(path: str, scratch: str) -> dict[str, Any]:
    """The formats in which a file is saved but does not come back as it was."""
    dataset = kg.load(path)
    quads = set(map(str, canonical(dataset.quads())))
    changed = []
    for form, suffix in _FORMS.items():
        copy = Path(scratch) / f"copy{suffix}"
        try:
            kg.save(dataset, copy)
        except kg.KgError:
            continue
        if set(map(str, canonical(kg.load(copy).quads()))) != quads:
            changed.append(form)
    return {"changed": changed}


def query(path: str) -> dict[str, Any]:
    """What a query over a thousand triples says, given three seconds and 300 MiB."""
    text = Path(path).read_text(encoding="utf-8")
    return {"answer": repr(kg.query(_thousand(), text, timeout=3, max_memory=300))}


def update(path: str) -> dict[str, Any]:
    """How many quads are left after an update over a thousand triples."""
    dataset = _thousand()
    kg.update(dataset, Path(path).read_text(encoding="utf-8"))
    return {"answer": len(dataset.quads())}


def save(path: str, target: str, limit: str) -> dict[str, Any]:
    """Nothing, after one dataset is saved where another is; no file may grow over the limit in bytes."""
    dataset = kg.load(path)
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    kg.save(dataset, target)
    return {}


def _thousand() -> kg.Dataset:
    import pyoxigraph

    nodes = [pyoxigraph.NamedNode(f"http://example.org/{number}") for number in range(1001)]
    return kg.Dataset(
        pyoxigraph.Quad(nodes[number], nodes[1000], nodes[number // 2]) for number in range(1000)
    )


def main(action: str, *arguments: str) -> None:
    """Print what comes of the action."""
    resource.setrlimit(resource.RLIMIT_AS, (4 * _GIGABYTE, 4 * _GIGABYTE))  # spare the machine
    started = time.monotonic()
    try:
        found = {"error": None, **globals()[action](*arguments)}
    except kg.KgError as error:
        found = {"error": type(error).__name__, "message": str(error)}
    found["seconds"] = time.monotonic() - started
    found["cpu"] = sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
