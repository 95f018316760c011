"""Much in few words: who, by which statements, and how much is left unsaid."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.iris import curie

_LINES = 20  # lines of a kind
_MOST = 3  # statements that a line names
_NAMES = 5


def first(lines: Iterable[str], most: int = _LINES) -> Iterator[str]:
    """The first lines of a kind, and how many more there are."""
    every = list(lines)
    yield from every[:most]
    if len(every) > most:
        yield f"  and {len(every) - most:,} more; the record (--json) has all"


def by(statements: Sequence[str], *, word: str = " by ", most: int = _MOST) -> str:
    """The statements that something rests on, the first few by name; "" if there are none.

    >>> stmt = "https://w3id.org/actor-kg/statement/"
    >>> by([f"{stmt}{letter}" for letter in "abcde"])
    ' by stmt:a, stmt:b, stmt:c and 2 more'
    """
    if not statements:
        return ""
    left = len(statements) - most
    named = ", ".join(map(curie, statements[:most]))
    return f"{word}{named}" + (f" and {left:,} more" if left > 0 else "")


def names(actors: Sequence[str], labels: Mapping[str, str], most: int = _NAMES) -> str:
    """What people call the actors, the first few.

    >>> names(["a", "b", "c"], {"a": "Ada", "b": "Bela", "c": "Cara"}, most=2)
    'Ada, Bela and 1 more'
    """
    called = [labels[iri] for iri in actors[:most]]
    if len(actors) > most:
        return f"{', '.join(called)} and {len(actors) - most:,} more"
    return " and ".join(filter(None, (", ".join(called[:-1]), called[-1] if called else "")))
