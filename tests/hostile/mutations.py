"""Files broken at random, always the same for the same seed."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.rdf.formats import FORMATS

_TOKENS = (
    *(
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\r",
        b"\\u0000",
        b"\\uD800",
        b"\\U00110000",
    ),
    *(
        b'"',
        b'"""',
        b"<",
        b">",
        b"[",
        b"]",
        b"{",
        b"}",
        b"(",
        b")",
        b"<<(",
        b")>>",
        b"{|",
        b"~",
        b"^^",
    ),
    *(b"@", b"@en--ltr", b"@prefix : <> .", b"@base <x> .", b"_:b", b"a", b".", b";", b"&", b"&x;"),
    *(
        b"<!DOCTYPE r [<!ENTITY x 'y'>]>",
        b"<![CDATA[",
        b'"@context":',
        b'"@id":',
        b'"@list":[[',
        b"1e999",
    ),
)
_LENGTHS = (2, 16, 64, 4_096)
_OFTEN = 10_000  # bytes; a third of the mutants come from files at least as large


@dataclass(frozen=True)
class Sample:
    """A file to break: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mutant:
    """A broken file: the sample's name, the format it is read as, its bytes."""

    name: str
    form: str
    data: bytes


def samples(*paths: Path) -> list[Sample]:
    """The files in an RDF format, by name."""
    suffixes = {suffix for form in FORMATS.values() for suffix in form.suffixes}
    chosen = sorted(path for path in paths if path.suffix in suffixes)
    return [Sample(path.name, path.read_bytes()) for path in chosen]


def mutant(seed: int, among: Sequence[Sample]) -> Mutant:
    """The mutant with this number: one to four changes to one of the samples."""
    rng = random.Random(seed)
    large = [each for each in among if len(each.data) >= _OFTEN]
    sample = rng.choice(large if large and rng.random() < 1 / 3 else among)
    other = rng.choice(among)
    data = sample.data
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        data = rng.choice(_CHANGES)(rng, data, other.data)
    suffix = f".{sample.name.rsplit('.', 1)[-1]}"
    own = next(form for form in FORMATS.values() if suffix in form.suffixes)
    form = rng.choice(sorted(FORMATS)) if rng.random() < 0.1 else own.name
    return Mutant(sample.name, form, data)


def _flip(rng: random.Random, data: bytes, _: bytes) -> bytes:
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


def _delete(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:start] + data[end:]


def _duplicate(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def _insert(rng: random.Random, data: bytes, _: bytes) -> bytes:
    place = rng.randint(0, len(data))
    return data[:place] + rng.choice(_TOKENS) * rng.choice((1, 1, 2, 200)) + data[place:]


def _truncate(rng: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: rng.randint(0, len(data))]


def _splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(rng, other)
    place = rng.randint(0, len(data))
    return data[:place] + other[start:end] + data[place:]


def _span(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.randint(0, rng.choice(_LENGTHS)))


_CHANGES: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    _flip,
    _flip,
    _flip,
    _delete,
    _duplicate,
    _insert,
    _truncate,
    _splice,
)
