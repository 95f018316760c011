"""Seeded statements in N-Triples, in four shapes, for the benchmarks.

python benchmarks/generate.py SHAPE TRIPLES OUT.nt [SEED]

`even`: every actor is as likely as any other. `hubs`: actors are drawn by a power law, so that a few
are in most statements. `calendar`: few actors with very many acts, day after day from 1950 to 2023.
`sources`: one to seven pieces of evidence a statement, from sources that mostly derive from earlier ones, in
long chains. Nothing in the data is about anyone. A line is made when it is asked for: memory does not
grow with the triples.
"""

import datetime
import random
import sys
from collections.abc import Iterator
from pathlib import Path

KG = "https://w3id.org/actor-kg/vocab#"
ACTOR = "https://w3id.org/actor-kg/actor/"
STMT = "https://w3id.org/actor-kg/statement/"
SRC = "https://w3id.org/actor-kg/source/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"

TIES = ("alliedWith", "memberOf", "suppliesGasTo", "suppliesArmsTo", "dependsOn", "sanctions")
ACTS = ("attacks", "condemns", "callsOn", "praises", "mediatesFor", "threatens")
STATUSES = ("Actual",) * 8 + ("Alleged", "Proposed")
SHAPES = ("even", "hubs", "calendar", "sources")
PER_STATEMENT = 12
DEEP = 7
"""How many pieces of evidence a statement of `sources` has at most; four on average."""
PER_DEEP_STATEMENT = 8 + 4 * (DEEP + 1) // 2 + 2
FIRST_DAY = datetime.date(1950, 1, 1).toordinal()
DAYS = datetime.date(2024, 1, 1).toordinal() - FIRST_DAY
DERIVED = 0.8
"""How likely a source of `sources` derives from an earlier one: chains are five long on average."""


def lines(shape: str, triples: int, *, seed: int = 0) -> Iterator[str]:
    """About so many triples, a line each: within a tenth from 10,000 on; the same for the same seed."""
    chance = random.Random(f"{shape} {triples} {seed}")  # noqa: S311  # no secret
    deep = shape == "sources"
    statements = max(1, triples // (PER_DEEP_STATEMENT if deep else PER_STATEMENT))
    most = 200 if shape == "calendar" else 50_000
    actors = max(4, min(statements // 8, most))
    sources = max(1, statements // (4 if deep else 200))
    for number in range(actors):
        yield f"<{ACTOR}a{number}> <{RDF}type> <{KG}State> ."
        yield f'<{ACTOR}a{number}> <{SKOS}prefLabel> "Actor {number}"@en .'
    for number in range(sources):
        yield f"<{SRC}s{number}> <{RDF}type> <{KG}Source> ."
        yield f'<{SRC}s{number}> <{TERMS}title> "Report {number}" .'
        if deep:
            yield from _provenance(chance, number)
    for number in range(statements):
        a, b = _pair(chance, shape, actors)
        lasting = shape != "calendar" and chance.random() < 0.5
        day = FIRST_DAY + number * DAYS // statements if shape == "calendar" else None
        yield from _statement(chance, number, a, b, day, lasting=lasting)
        for piece in range(chance.randint(1, DEEP) if deep else 1):
            name = f"e{number}-{piece}" if deep else f"e{number}"
            yield from _evidence(chance, f"<{STMT}s{number}>", name, sources)
        yield f'<{STMT}s{number}> <{SKOS}note> "Note {number}"@en .'


def _pair(chance: random.Random, shape: str, actors: int) -> tuple[int, int]:
    def one() -> int:
        draw = chance.random()
        return int(actors * draw**4) if shape == "hubs" else int(actors * draw)

    a = one()
    b = one()
    return a, b if b != a else (a + 1) % actors


def _provenance(chance: random.Random, number: int) -> Iterator[str]:
    """When a source came out, who wrote it, how far it is to be believed, and what it repeats."""
    source = f"<{SRC}s{number}>"
    issued = datetime.date.fromordinal(FIRST_DAY + chance.randrange(DAYS))
    yield f'{source} <{TERMS}issued> "{issued}"^^<{XSD}date> .'
    yield f'{source} <{TERMS}creator> "Author {chance.randrange(number + 1)}" .'
    yield f'{source} <{KG}reliability> "{chance.choice("ABCDEF")}" .'
    if number and chance.random() < DERIVED:
        yield f"{source} <{PROV}wasDerivedFrom> <{SRC}s{chance.randrange(number)}> ."


def _statement(
    chance: random.Random, number: int, a: int, b: int, day: int | None, *, lasting: bool
) -> Iterator[str]:
    """What a statement has but for evidence and note; `day` is the ordinal of its day, else any."""
    s = f"<{STMT}s{number}>"
    date, datatype = _date(chance) if day is None else (datetime.date.fromordinal(day), "date")
    yield f"{s} <{RDF}type> <{KG}Statement> ."
    yield f"{s} <{RDF}subject> <{ACTOR}a{a}> ."
    yield f"{s} <{RDF}predicate> <{KG}{chance.choice(TIES if lasting else ACTS)}> ."
    yield f"{s} <{RDF}object> <{ACTOR}a{b}> ."
    yield f"{s} <{KG}status> <{KG}{chance.choice(STATUSES)}> ."
    yield f'{s} <{KG}{"since" if lasting else "date"}> "{date}"^^<{XSD}{datatype}> .'
    yield f'{s} <{KG}confidence> "{chance.randint(1, 20) / 20:g}"^^<{XSD}decimal> .'


def _date(chance: random.Random) -> tuple[str, str]:
    """A date of any precision, and its datatype."""
    year, month, day = chance.randint(1950, 2024), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        (
            (f"{year}", "gYear"),
            (f"{year}-{month:02}", "gYearMonth"),
            (f"{year}-{month:02}-{day:02}", "date"),
        )
    )


def _evidence(chance: random.Random, statement: str, name: str, sources: int) -> Iterator[str]:
    yield f"{statement} <{KG}evidence> _:{name} ."
    yield f"_:{name} <{RDF}type> <{KG}Evidence> ."
    yield f"_:{name} <{TERMS}source> <{SRC}s{chance.randrange(sources)}> ."
    yield f'_:{name} <{KG}locator> "page {chance.randint(1, 40)}" .'


def write(path: Path, shape: str, triples: int, *, seed: int = 0) -> None:
    """The triples in a file, whole or not at all."""
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(shape, triples, seed=seed))
    draft.replace(path)


if __name__ == "__main__":
    _, shape, triples, out, *seed = sys.argv
    write(Path(out), shape, int(triples), seed=int(seed[0]) if seed else 0)
