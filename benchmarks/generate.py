"""Seeded statements in N-Triples, in three shapes, for the benchmarks.

python benchmarks/generate.py SHAPE TRIPLES OUT.nt [SEED]

`even`: every actor is as likely as any other. `hubs`: actors are drawn by a power law, so that a few
are in most statements. `calendar`: few pairs with very many dated acts each. A statement takes twelve
triples, an actor two; nothing in the data is about anyone.
"""

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

TIES = ("alliedWith", "memberOf", "suppliesGasTo", "suppliesArmsTo", "dependsOn", "sanctions")
ACTS = ("attacks", "condemns", "callsOn", "praises", "mediatesFor", "threatens")
STATUSES = ("Actual",) * 8 + ("Alleged", "Proposed")
SHAPES = ("even", "hubs", "calendar")
PER_STATEMENT = 12


def lines(shape: str, triples: int, *, seed: int = 0) -> Iterator[str]:
    """About so many triples (never more than 12 too many), a line each; the same for the same seed."""
    chance = random.Random(f"{shape} {triples} {seed}")  # noqa: S311  # no secret
    statements = max(1, triples // PER_STATEMENT)
    actors = max(4, min(statements // 8, 50_000))
    sources = max(1, statements // 200)
    for number in range(actors):
        yield f"<{ACTOR}a{number}> <{RDF}type> <{KG}State> ."
        yield f'<{ACTOR}a{number}> <{SKOS}prefLabel> "Actor {number}"@en .'
    for number in range(sources):
        yield f"<{SRC}s{number}> <{RDF}type> <{KG}Source> ."
        yield f'<{SRC}s{number}> <{TERMS}title> "Report {number}" .'
    pairs = [_pair(chance, shape, actors) for _ in range(max(2, statements // 500))]
    for number in range(statements):
        a, b = chance.choice(pairs) if shape == "calendar" else _pair(chance, shape, actors)
        lasting = shape != "calendar" and chance.random() < 0.5
        yield from _statement(chance, number, a, b, sources, lasting=lasting)


def _pair(chance: random.Random, shape: str, actors: int) -> tuple[int, int]:
    def one() -> int:
        draw = chance.random()
        return int(actors * draw**4) if shape == "hubs" else int(actors * draw)

    a = one()
    b = one()
    return a, b if b != a else (a + 1) % actors


def _statement(
    chance: random.Random, number: int, a: int, b: int, sources: int, *, lasting: bool
) -> Iterator[str]:
    s = f"<{STMT}s{number}>"
    year, month, day = chance.randint(1950, 2024), chance.randint(1, 12), chance.randint(1, 28)
    date, datatype = chance.choice(
        (
            (f"{year}", "gYear"),
            (f"{year}-{month:02}", "gYearMonth"),
            (f"{year}-{month:02}-{day:02}", "date"),
        )
    )
    yield f"{s} <{RDF}type> <{KG}Statement> ."
    yield f"{s} <{RDF}subject> <{ACTOR}a{a}> ."
    yield f"{s} <{RDF}predicate> <{KG}{chance.choice(TIES if lasting else ACTS)}> ."
    yield f"{s} <{RDF}object> <{ACTOR}a{b}> ."
    yield f"{s} <{KG}status> <{KG}{chance.choice(STATUSES)}> ."
    yield f'{s} <{KG}{"since" if lasting else "date"}> "{date}"^^<{XSD}{datatype}> .'
    yield f'{s} <{KG}confidence> "{chance.randint(1, 20) / 20:g}"^^<{XSD}decimal> .'
    yield f"{s} <{KG}evidence> _:e{number} ."
    yield f"_:e{number} <{RDF}type> <{KG}Evidence> ."
    yield f"_:e{number} <{TERMS}source> <{SRC}s{chance.randrange(sources)}> ."
    yield f'_:e{number} <{KG}locator> "page {chance.randint(1, 40)}" .'
    yield f'{s} <{SKOS}note> "Note {number}"@en .'


def write(path: Path, shape: str, triples: int, *, seed: int = 0) -> None:
    """The triples in a file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(shape, triples, seed=seed))


if __name__ == "__main__":
    _, shape, triples, out, *seed = sys.argv
    write(Path(out), shape, int(triples), seed=int(seed[0]) if seed else 0)
