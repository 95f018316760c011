"""The W3C suites of RDF syntax, read by `kg.rdf.reading`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph

from kg.rdf.formats import FORMATS, Format, format_of
from kg.rdf.reading import parse_quads
from kg.rdf.writing import write_quads
from tests.conformance.manifests import Case, cases, file_of, outcome, refusal
from tests.conformance.sameness import same_quads

Results = Iterator[tuple[str, str | None]]


def run(root: Path, *folders: str) -> Results:
    """Each case of the folders' manifests by name, with what is wrong or None."""
    for folder in folders:
        for case in cases(root / "rdf" / folder / "manifest.ttl"):
            yield case.name, outcome(partial(_run, case))


def read(path: Path, base: str) -> list[pyoxigraph.Quad]:
    """The quads of a file as the package reads it, its relative IRIs resolved against a base."""
    return parse(path.read_bytes(), format_of(path), file=path.name, base=base)


def parse(data: bytes, form: Format, *, file: str, base: str) -> list[pyoxigraph.Quad]:
    """As `read`, of bytes."""
    return parse_quads(data, form, file=file, base=base)


def _run(case: Case) -> str | None:
    path = file_of(case.action)
    base = case.base + path.relative_to(case.facts.path.parent).as_posix()
    if "Negative" in case.kind:
        return refusal(lambda: read(path, base))
    quads = read(path, base)
    if case.kind.endswith("Eval"):
        return None if same_quads(quads, read(file_of(case.result), base)) else "other triples"
    if case.kind.endswith("C14N"):
        wanted = file_of(case.result).read_bytes()
        return None if write_quads(quads, FORMATS["ntriples"]) == wanted else "other bytes"
    assert case.kind.endswith("PositiveSyntax")
    return None
