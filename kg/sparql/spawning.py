"""A worker as a Python of its own, to which the data are handed: it can be had whatever else runs here."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

# The modules of the worker without the packages around them, whose imports would double its start.
_START = """
import sys
for name, folder in zip(("kg", "kg.sparql"), sys.argv[1:3]):
    sys.modules[name] = type(sys)(name)
    sys.modules[name].__path__ = [folder]
sys.path.append(sys.argv[3])
from kg.sparql.worker import main
main(int(sys.argv[4]))
"""


class Spawn:
    """A new process that runs the worker, with pipes as its stdin, stdout and stderr.

    `source` is where it can be heard, `target` where it hears.
    """

    def __init__(self, memory: int) -> None:
        self._process = process = subprocess.Popen(  # noqa: S603  # our own text, run by this very Python
            [sys.executable, "-I", "-S", "-c", _START, *_folders(), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the caller
        )
        self.pid = process.pid
        self._pipes = [pipe for pipe in (process.stdin, process.stdout, process.stderr) if pipe]
        self.target, self.source, _ = (pipe.fileno() for pipe in self._pipes)

    def poll(self) -> int | None:
        """Its exit code, None while it runs; the number of the signal that killed it, below zero."""
        return self._process.poll()

    def wait(self, seconds: float) -> int | None:
        """Its exit code as soon as it has ended, None if it has not within the time."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Kill it if it runs."""
        self._process.kill()

    def said(self) -> bytes:
        """What it wrote to stderr, up to its end."""
        stderr = self._process.stderr
        return stderr.read() if stderr and not stderr.closed else b""

    def end(self) -> None:
        """Kill it and leave nothing of it."""
        self._process.kill()
        self._process.wait()
        self._close()

    def let_be(self) -> None:
        """Leave it alone: close what this process has of its pipes."""
        self._process.returncode = 0  # nobody here is to wait for it
        self._close()

    def _close(self) -> None:
        for pipe in self._pipes:
            pipe.close()


def _folders() -> list[str]:
    """Where the worker finds its own modules and the engine, however this process found them."""
    here = Path(__file__).parent
    engine = find_spec("pyoxigraph")
    if engine is None or engine.origin is None:
        raise ModuleNotFoundError("pyoxigraph is not installed")
    inside = engine.submodule_search_locations
    found = Path(inside[0] if inside else engine.origin)
    return [str(here.parent), str(here), str(found.parent)]
