"""IRIs of statements, sources and instruments, made of what they say: the same content, the same IRI."""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.iris import INST, SRC, STMT

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray

CONTENT = (
    "subject",
    "relation",
    "object",
    "status",
    "since",
    "until",
    "date",
    "instrument",
    "attributed_to",
    "amount",
    "unit",
)
"""What makes a statement the one it is. Confidence, note and evidence belong to its mentions."""

_LONGEST = 40


def slug(text: str) -> str:
    """A text in small ASCII letters and digits with hyphens between, at most 40; may be empty.

    >>> slug("Voting data, 1946-2013 (UN)"), slug("Армения")
    ('voting-data-1946-2013-un', '')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return plain[:_LONGEST].strip("-")


def file_slug(path: Path) -> str:
    """The slug of a file's name without its suffixes, "file" where nothing is left.

    >>> file_slug(Path("a/UN votes.csv.gz"))
    'un-votes'
    """
    name = path.name.removesuffix(".gz")
    return slug(name.removesuffix(Path(name).suffix)) or "file"


def numbers_of(statements: "polars.DataFrame") -> "NDArray[numpy.uint64]":
    """A number of 64 bits a statement, of its content: blake2b, so that it is the same everywhere.

    Among ten million statements the chance that two different ones get the same is one in 370,000.
    """
    import numpy as np
    import polars as pl

    parts = [pl.col(name).fill_null("") for name in CONTENT]
    texts = statements.select(pl.concat_str(parts, separator="\n")).to_series()
    digests = b"".join(
        hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts.to_list()
    )
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def statement_iris(numbers: "NDArray[numpy.uint64]", prefix: str) -> "polars.Series":
    """The IRIs of statements: the prefix (a slug), then the number in hexadecimal digits."""
    import polars as pl

    digits = numbers.astype(">u8").tobytes().hex()
    texts = pl.Series(
        [digits[place : place + 16] for place in range(0, len(digits), 16)], dtype=pl.String
    )
    return (STMT + prefix + "-" + texts).alias("statement")


def named(records: "polars.DataFrame", title: str, namespace: str) -> "polars.DataFrame":
    """Records with their `iri`: the key where it is one of the namespace, else of all that they say."""
    import polars as pl

    prefix = {SRC: "src:", INST: "inst:"}[namespace]
    said = pl.concat_str(pl.col(pl.String).fill_null(""), separator="\n")
    rows = records.select("key", pl.coalesce(title, "key"), said.alias("said")).rows()
    iris = []
    for key, name, text in rows:
        if key.startswith((prefix, namespace)):
            iris.append(namespace + key.removeprefix(prefix).removeprefix(namespace))
        else:
            digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
            iris.append(namespace + "-".join(filter(None, (slug(name), digest))))
    return records.with_columns(pl.Series("iri", iris, dtype=pl.String))
