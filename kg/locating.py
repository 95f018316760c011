"""Where many subjects stand in files: what `kg.rdf.positions` says of one, for all in one reading."""

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from kg.errors import DataError
from kg.rdf.positions import PREFIX, line_of
from kg.rdf.reading import read_bytes

_FEW = 8
_NAME = (
    rb'<([^<>\s]*)>|"((?:[^"\\\n]|\\.)*)"|([A-Za-z][\w.-]*)?:((?:[^\s<>"\'(){}|^`;,\[\]#\\]|\\.)+)'
)
_BLOCK = re.compile(b"^(?:" + _NAME + b")", re.MULTILINE)
_ANY = re.compile(_NAME)
_ESCAPE = re.compile(rb"\\(.)")


def places(files: Iterable[str], iris: Collection[str]) -> dict[str, tuple[str, int]]:
    """The file and line where the block about each IRI begins, in the first file that names it.

    Those that no file names are left out; the files are read anew, each once.
    """
    found: dict[str, tuple[str, int]] = {}
    for file in files:
        wanted = [iri for iri in iris if iri not in found]
        if not wanted:
            break
        try:
            data = read_bytes(file)
        except DataError:
            continue
        found.update({iri: (file, line) for iri, line in lines_of(data, wanted).items()})
    return found


def lines_of(data: bytes, iris: Collection[str]) -> dict[str, int]:
    """The line of each IRI as `line_of` tells it; those that are not mentioned are left out.

    >>> lines_of(b"@prefix a: <http://a/> .\\n\\na:b a:c a:d .", ["http://a/b", "http://a/z"])
    {'http://a/b': 3}
    """
    if len(iris) <= _FEW:
        return {iri: line for iri in iris if (line := line_of(data, iri)) is not None}
    wanted = {iri.encode(): iri for iri in iris}
    prefixes = _prefixes(data)
    plain = not prefixes and b'\n"' not in data and not data.startswith(b'"')
    found = _beginning(data, wanted) if plain else {}
    for pattern in (_ANY,) if plain else (_BLOCK, _ANY):
        left = {name: iri for name, iri in wanted.items() if iri not in found}
        if left:
            found.update(_first(data, pattern, left, prefixes))
    return found


def _beginning(data: bytes, wanted: dict[bytes, str]) -> dict[str, int]:
    """The first line that begins with each IRI in full: all that `_BLOCK` finds in N-Triples, faster."""
    left = {b"<" + name + b">": iri for name, iri in wanted.items()}
    found: dict[str, int] = {}
    for number, line in enumerate(io.BytesIO(data), 1):
        iri = left.pop(line[: line.find(b">") + 1], None)
        if iri is not None:
            found[iri] = number
            if not left:
                break
    return found


def _first(
    data: bytes,
    pattern: re.Pattern[bytes],
    left: dict[bytes, str],
    prefixes: dict[bytes, set[bytes]],
) -> dict[str, int]:
    """The line of the first match of each name."""
    found: dict[str, int] = {}
    line, done = 1, 0
    for match in pattern.finditer(data):
        for name in _names(match, prefixes):
            iri = left.pop(name, None)
            if iri is not None:
                line, done = line + data.count(b"\n", done, match.start()), match.start()
                found[iri] = line
        if not left:
            break
    return found


def _names(match: re.Match[bytes], prefixes: dict[bytes, set[bytes]]) -> Iterator[bytes]:
    """The IRIs that a match may mean."""
    whole, quoted, prefix, local = match.groups()
    if local is None:
        yield whole if quoted is None else quoted
        return
    if b"\\" in local:
        local = _ESCAPE.sub(rb"\1", local)
    for namespace in prefixes.get(prefix or b"", ()):
        yield namespace + local.rstrip(b".")


def _prefixes(data: bytes) -> dict[bytes, set[bytes]]:
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for prefix, namespace in PREFIX.findall(data):
        found[prefix].add(namespace)
    return found
