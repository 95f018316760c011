"""Bytes parsed in a process of its own, which a file made to hang or to fill the memory cannot leave.

That process is this module's `main`: bytes to stdin, N-Quads from stdout, a refusal as JSON from stderr.
"""

import itertools
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.rdf.formats import FORMATS, Format
from kg.rdf.parsing import parsed

if TYPE_CHECKING:
    import pyoxigraph

MEGABYTE = 2**20
SECONDS = 10.0, 4.0
"""How long the parser may take, and how much longer for each megabyte that it is given."""
MEMORY = 512.0, 16.0
"""How many megabytes it may take, and how many more for each megabyte that it is given."""
ANSWER = 64.0, 32.0
"""How many megabytes of N-Quads it may give, likewise."""

_START = """
import sys
sys.path += sys.argv[1:3]
from kg.rdf.apart import main
main(*sys.argv[3:])
"""
_REFUSED = 3
_BATCH = 10_000


def parsed_apart(
    data: bytes, form: Format, *, file: str, base: str | None = None
) -> "Iterator[pyoxigraph.Quad]":
    """As `kg.rdf.parsing.parsed`, by a process that is ended when it takes too long or too much.

    Raises:
        DataError: as there, or the parser was ended.
    """
    seconds, memory, most = (
        least + more * len(data) / MEGABYTE for least, more in (SECONDS, MEMORY, ANSWER)
    )
    command = [sys.executable, "-I", "-S", "-c", _START, *_folders()]
    command += [form.name, base or "", f"{seconds:.0f}", f"{memory:.0f}", f"{most:.0f}"]
    try:
        done = subprocess.run(  # noqa: S603  # our own text, run by this very Python
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(seconds, file) from error
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", file=file) from error
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == _REFUSED:
        raise DataError(**json.loads(said), file=file)
    if done.returncode in (-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)):
        raise _too_long(seconds, file)
    if done.returncode and ("memory" in said.lower() or "alloc" in said):
        problem = f"needs more memory to be read than {memory:,.0f} MiB; split it"
        raise DataError(problem, file=file)
    if done.returncode:
        raise DataError(f"cannot be read as {form.name}: the parser broke down on it", file=file)
    yield from parsed(done.stdout, FORMATS["nquads"], file=file)


def main(form: str, base: str, seconds: str, memory: str, most: str) -> None:
    """Parse stdin as a format and write N-Quads to stdout, within bounds; megabytes are meant."""
    data = sys.stdin.buffer.read()
    _confine(float(seconds), float(memory))
    quads = parsed(data, FORMATS[form], file="", base=base or None)
    try:
        for piece in _written(quads, float(most)):
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except DataError as error:
        found = {"problem": error.problem, "line": error.line, "column": error.column}
        json.dump(found, sys.stderr)
        sys.exit(_REFUSED)


def _written(quads: "Iterator[pyoxigraph.Quad]", most: float) -> Iterator[bytes]:
    """The quads as N-Quads, piece by piece."""
    import pyoxigraph

    left = int(most * MEGABYTE)
    while batch := list(itertools.islice(quads, _BATCH)):
        piece = pyoxigraph.serialize(batch, format=FORMATS["nquads"].syntax) or b""
        left -= len(piece)
        if left < 0:
            raise DataError(f"holds more than {most:,.0f} MiB of triples; split it")
        yield piece


def _confine(seconds: float, memory: float) -> None:
    """Take no more processor time and memory than this, where the system can hold a process to it."""
    try:
        import resource
    except ImportError:  # on Windows
        return
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_AS, int(memory * MEGABYTE)),
    ):
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(kind, (most, most))


def _folders() -> list[str]:
    """The folders in which the package and the engine lie."""
    engine = find_spec("pyoxigraph")
    if engine is None or engine.origin is None:
        raise ModuleNotFoundError("pyoxigraph is not installed")
    place = Path(engine.origin)
    return [
        str(Path(__file__).parents[2]),
        str(place.parents[bool(engine.submodule_search_locations)]),
    ]


def _too_long(seconds: float, file: str) -> DataError:
    return DataError(f"took longer than {seconds:.0f} s to read; split it", file=file)
