"""What proving statements whole has read of them, kept for the columns: they are not read a second time."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress

from kg.iris import KG
from kg.kinds import Status

_SAID = ("subject", "relation", "object")
_ACTUAL = f"<{KG}{Status.ACTUAL}>".encode()


@dataclass(frozen=True)
class Proven:
    """The statements of a store, each of which has its four parts, each once, all of them IRIs.

    `statements` are their IRIs, each a line, spelt as in N-Triples, in the order of the store; `terms`,
    likewise, what their parts are, each once. `parts` has by name ("status", "subject", "relation",
    "object") the places in `terms`, a statement after the other.
    """

    statements: bytes
    terms: bytes
    parts: "Mapping[str, array[int]]"

    def actual(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """What Actual statements say: subject, relation and object.

        >>> terms = b"<https://w3id.org/actor-kg/vocab#Actual>\\n<http://a>\\n<http://p>\\n<http://b>"
        >>> places = {"status": 0, "subject": 1, "relation": 2, "object": 3}
        >>> parts = {name: array("I", [place]) for name, place in places.items()}
        >>> list(Proven(b"<http://s>", terms, parts).actual())
        [(b'<http://a>', b'<http://p>', b'<http://b>')]
        """
        terms = self.terms.split(b"\n")
        said = (map(terms.__getitem__, self.parts[name]) for name in _SAID)
        actual = [term == _ACTUAL for term in terms]
        return compress(zip(*said, strict=True), map(actual.__getitem__, self.parts["status"]))
