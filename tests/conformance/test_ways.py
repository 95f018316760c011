"""`kg.load` has a quick way and a strict way: both take and refuse the same, and hold the same triples."""

from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg.errors import KgError
from kg.rdf.reading import read_quads
from tests.conformance.manifests import cases, file_of, unpacked
from tests.conformance.sameness import same_quads
from tests.shared import shared


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["rdf11/rdf-turtle", "rdf11/rdf-n-triples"])
def test_what_is_loaded_is_what_strict_reading_gives(folder: str, tmp_path: Path) -> None:
    root = unpacked(shared("w3c-rdf-sparql") / "rdf-tests.tar.gz", tmp_path)
    differ = {}
    for case in cases(root / "rdf" / folder / "manifest.ttl"):
        source = file_of(case.action)
        copy = tmp_path / f"copy{source.suffix}"
        head = b"@base <http://example.org/> . " if source.suffix == ".ttl" else b""
        copy.write_bytes(head + source.read_bytes())
        loaded, read = _loaded(copy), _read(copy)
        if isinstance(loaded, str) or isinstance(read, str):
            if loaded != read:
                differ[case.name] = (str(loaded)[:200], str(read)[:200])
        elif not same_quads(loaded, read):
            differ[case.name] = ("other triples", "")
    assert differ == {}


def _loaded(path: Path) -> list[pyoxigraph.Quad] | str:
    """What the engine holds of a file, or the error."""
    try:
        store = kg.load(path).store
    except KgError as error:
        return str(error)
    return list(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))


def _read(path: Path) -> list[pyoxigraph.Quad] | str:
    store = pyoxigraph.Store()  # which makes an xsd:byte an xsd:integer, and 01 1
    try:
        store.extend(read_quads(path))
    except KgError as error:
        return str(error)
    return list(store)
