"""A dump in parts, each with all that the shapes see of its own nodes: for data too large for an engine.

A node is in one part, by a hash of it, with the triples about it. What the shapes see beyond is of other
nodes: the classes of what is named, kept as two numbers a node; which classes are under which; and the
vocabulary. Shapes are aimed at own nodes alone, by triples made for that (`kg.shaping.aim`). So memory is
that of one part and some 16 bytes a node.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.dumping import BLOCK, Dump, table, tables
from kg.iris import KG, RDF, RDFS
from kg.shaping import aim, naming_properties, target_classes, words

if TYPE_CHECKING:
    import polars

SIZE = 2**24
"""About how many bytes of a dump make a part: some 100,000 triples."""
BLANK = "urn:kg:blank:"
"""Begins the IRI that stands for a blank node in a part."""
_AIMING = "<urn:kg:part>"
_TYPE, _UNDER = f"<{RDF}type>", f"<{RDFS}subClassOf>"


@dataclass(frozen=True)
class Part:
    """A file of N-Triples, how many are about its nodes, and which nodes are declared as relation types.

    `share` is that of it and the parts before it among all parts.
    """

    path: Path
    triples: int
    relation_types: tuple[str, ...]
    share: float


def parts(
    found: Dump,
    folder: Path,
    *,
    count: int | None = None,
    progress: Callable[[int, float], object] = lambda *_: None,
) -> Iterator[Part]:
    """The parts of a dump, in turn; each file is removed when the next part is asked for.

    There is one for each `SIZE` bytes, unless a count is given. `progress` gets how many triples are sorted,
    and their share, before the first part comes.
    """
    import polars as pl

    size = found.path.stat().st_size
    files = tuple(folder / f"{number}.nt" for number in range(count or -(-size // SIZE) or 1))
    vocabulary = table(words()).select("s", "p", "o")
    kinds = [_typed(vocabulary)]
    names, under = set(_types(vocabulary)), vocabulary.rows()
    done = passed = 0
    for each in tables(found):
        triples = _named(each)
        kinds.append(_typed(triples))
        names.update(_types(triples))  # texts of Python's: one of polars keeps its whole table
        under += triples.filter(pl.col("p") == _UNDER).rows()
        _write(triples, files)
        done, passed = done + each.height, passed + BLOCK
        progress(done, min(passed / size, 1.0))
    classes = pl.DataFrame({"o": sorted(names)}, schema={"o": pl.String})
    seen = _Seen(
        pl.concat(kinds).unique(),
        classes.with_columns(kind=pl.col("o").hash()),
        pl.DataFrame(under, schema=vocabulary.schema, orient="row"),
    )
    aims = _aims(seen.given)
    for number, file in enumerate(files, 1):
        if file.exists():
            yield _part(file, number / len(files), seen, aims)
            file.unlink()


def _named(triples: "polars.DataFrame") -> "polars.DataFrame":
    """The triples with IRIs for blank nodes."""
    import polars as pl

    return triples.select(
        pl.col("s").str.replace(r"^_:(.*)$", f"<{BLANK}$1>"),
        "p",
        pl.col("o").str.replace(r"^_:(.*)$", f"<{BLANK}$1>"),
    )


def _typed(triples: "polars.DataFrame") -> "polars.DataFrame":
    """The hashes of each node with a class, and of the class."""
    import polars as pl

    typed = triples.filter(pl.col("p") == _TYPE)
    return typed.select(node=pl.col("s").hash(), kind=pl.col("o").hash())


def _types(triples: "polars.DataFrame") -> "polars.Series":
    """The classes that nodes have."""
    import polars as pl

    return triples.filter(pl.col("p") == _TYPE)["o"].unique()


def _aims(given: "polars.DataFrame") -> "polars.DataFrame":
    """By what property `p` each class `o` that is under one at which shapes are aimed names its nodes."""
    import polars as pl

    below = defaultdict(list)
    for lower, upper in given.filter(pl.col("p") == _UNDER).select("s", "o").iter_rows():
        below[upper].append(lower)
    rows = []
    for target in sorted(target_classes()):
        found, left = set(), [f"<{target}>"]
        while left:
            if (one := left.pop()) not in found:
                found.add(one)
                left += below[one]
        rows += [(f"<{aim(target)}>", each) for each in sorted(found)]
    return pl.DataFrame(rows, schema={"p": pl.String, "o": pl.String}, orient="row")


def _write(triples: "polars.DataFrame", files: tuple[Path, ...]) -> None:
    """Add the triples, and those that aim at what they name, each to its part's file."""
    import polars as pl

    aims = {f"<{iri}>": f"<{aim(iri)}>" for iri in sorted(naming_properties())}
    named = triples.filter(pl.col("p").is_in(list(aims))).select("p", "o").unique()
    aiming = named.select(s=pl.lit(_AIMING), p=pl.col("p").replace_strict(aims), o="o", node="o")
    rows = pl.concat([triples.with_columns(node="s"), aiming])
    if len(files) == 1:
        _append(rows, files[0])
        return
    part = (pl.col("node").hash(seed=1) % len(files)).alias("part")
    for (number,), each in rows.group_by(part):
        _append(each, files[int(str(number))])


def _append(triples: "polars.DataFrame", file: Path) -> None:
    import polars as pl

    lines = triples.select(pl.format("{} {} {} .", "s", "p", "o"))
    with file.open("ab") as out:
        lines.write_csv(out, include_header=False, quote_style="never", separator="\x01")


@dataclass(frozen=True)
class _Seen:
    """What the shapes see beyond a part: hashes of nodes and classes, how these are spelt, more triples."""

    typed: "polars.DataFrame"
    classes: "polars.DataFrame"
    given: "polars.DataFrame"


def _part(file: Path, share: float, seen: _Seen, aims: "polars.DataFrame") -> Part:
    """A part, with what the shapes see beyond the triples of its nodes, and with its aims."""
    import polars as pl

    own = table(file.read_bytes())
    typed = own.filter(pl.col("p") == _TYPE)
    declared = typed.filter(pl.col("o") == f"<{KG}RelationType>")["s"].unique().sort()
    aiming = typed.select("s", "o").join(aims, on="o").select(s=pl.lit(_AIMING), p="p", o="s")
    named = own.select(s="o").unique().with_columns(node=pl.col("s").hash())
    beyond = named.join(seen.typed, on="node").join(seen.classes, on="kind")
    for each in (aiming.unique(), beyond.select("s", "o", p=pl.lit(_TYPE)), seen.given):
        _append(each, file)
    kinds = [iri[1:-1] for iri in declared if not iri.startswith(f"<{BLANK}")]
    return Part(file, own.filter(pl.col("s") != _AIMING).height, tuple(kinds), share)
