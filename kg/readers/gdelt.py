"""GDELT 2.0 event exports: who did what to whom, as a machine read it in the news of 15 minutes.

A row is a mention: actor 1 did EventCode to actor 2 on SQLDATE, as the article at SOURCEURL has it. Rows
that agree in all four of those but the article are one statement with several pieces of evidence. What is
reported as done is Actual; that nobody has looked at what the machine read is told by the confidence.
"""

import contextlib
import functools
import gzip
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.readers.cameo import CAMEO, codes, relation_type
from kg.readers.layout import ROW, Layout, Rows
from kg.readers.options import choice_of, confidence_of
from kg.readers.roles import Role, country_named, readable, role
from kg.readers.tables import ACTOR, REJECTED, SOURCE, STATEMENT, Batch, Reader, frame
from kg.readers.tabular import read_rows

if TYPE_CHECKING:
    import polars

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
          "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The fields of an event, in the order of the export."""

CONFIDENCE = 0.5
"""How far an event is believed unless the user says otherwise: as likely right as wrong.

GDELT gives no confidence. One machine took one sentence for one of 300 kinds of events between two actors,
and nobody checked. The number is a choice, not a measurement.
"""
_ACTORS = ("code", "name")
_LONGEST = 2**20  # bytes of a line that the first look takes
_DAY = r"^(\d{4})(\d{2})(\d{2})"


def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """The events of an export, which may be packed (.zip, .gz).

    Raises:
        DataError: it is no GDELT 2.0 event export.
        OptionError: confidence is no number above 0 and up to 1, or actors is neither code nor name.
    """
    confidence = confidence_of(options, CONFIDENCE)
    by = choice_of(options, "actors", _ACTORS) or _ACTORS[0]
    layout = Layout("tsv", quote="", header=0, columns=COLUMNS)
    with unpacked(path) as file:
        _check(file, path)
        for rows in read_rows(file, layout):
            yield _batch(rows, confidence, by)


@contextlib.contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or the one file in it if it is a ZIP archive.

    Raises:
        DataError: the archive is broken, or holds another number of files.
    """
    if path.suffix.lower() != ".zip" or not path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "member"
        try:
            with zipfile.ZipFile(path) as archive:
                members = [each for each in archive.infolist() if not each.is_dir()]
                if len(members) != 1:
                    problem = f"holds {len(members)} files, not one"
                    raise DataError(f"{problem}; unpack it and import them", file=str(path))
                with archive.open(members[0]) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error
        yield target


def _check(file: Path, path: Path) -> None:
    """Refuse a table of another kind, told by its first line."""
    if not file.is_file():
        return  # whoever reads it tells
    try:
        with file.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        with gzip.open(file) if packed else file.open("rb") as lines:
            line = lines.readline(_LONGEST)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"cannot be unpacked: {error}", file=str(path)) from error
    count = line.count(b"\t") + 1
    if line and count != len(COLUMNS):
        problem = (
            f"its first line has {count} {'cell' if count == 1 else 'cells'}, not {len(COLUMNS)}"
        )
        raise DataError(
            f"is no GDELT 2.0 event export: {problem} with tabs between", file=str(path), line=1
        )


def _batch(rows: Rows, confidence: float | None, by: str) -> Batch:
    import polars as pl

    table = rows.frame.with_columns(_key(n, by).alias(f"key{n}") for n in (1, 2))
    table = table.with_columns(*_judged())
    bad = table.filter(pl.col("reason").is_not_null())
    good = table.filter(pl.col("reason").is_null())
    found = good["EventCode"].unique().sort().to_list()
    return Batch(
        statements=_statements(good, confidence),
        rows=rows.count,
        rejected=pl.concat(
            frame(REJECTED, part.to_dict())
            for part in (rows.rejected, bad.select(pl.col(ROW).alias("row"), "reason", "value"))
        ),
        actors=_actors(good, by),
        sources=_sources(good),
        relation_types=tuple(map(relation_type, found)),
        share=rows.share,
    )


def _key(n: int, by: str) -> "polars.Expr":
    """What an actor is called: its code, or code and name; where it has no code, its name."""
    import polars as pl

    code, name = pl.col(f"Actor{n}Code"), pl.col(f"Actor{n}Name")
    return pl.coalesce(pl.format("{} {}", code, name), code, name) if by == "name" else (
        pl.coalesce(code, name)
    )  # fmt: skip


def _judged() -> "list[polars.Expr]":
    """Why a row is no statement, null if it is one, and what stood there."""
    import polars as pl

    code = pl.col("EventCode")
    event = pl.format("GLOBALEVENTID {}", pl.col("GLOBALEVENTID").fill_null("?"))
    first, second = (pl.col(f"key{n}").is_null() for n in (1, 2))
    problems = [
        (first & second, "both actors are missing", event),
        (first, "actor 1 is missing", event),
        (second, "actor 2 is missing", event),
        (code.is_null(), "the event code is missing", event),
        (~code.is_in(list(codes())), "unknown CAMEO code", code),
        (pl.col("SQLDATE").is_null(), "the date is missing", event),
    ]
    return [
        pl.coalesce(pl.when(wrong).then(pl.lit(reason)) for wrong, reason, _ in problems).alias(
            "reason"
        ),
        pl.coalesce(pl.when(wrong).then(value) for wrong, _, value in problems).alias("value"),
    ]


def _statements(table: "polars.DataFrame", confidence: float | None) -> "polars.DataFrame":
    import polars as pl

    mentions = pl.col("NumMentions").fill_null("?")
    several = pl.when(mentions == "1").then(pl.lit("mention")).otherwise(pl.lit("mentions"))
    found = table.select(
        pl.col(ROW).alias("row"),
        pl.col("key1").alias("subject"),
        (CAMEO + pl.col("EventCode")).alias("relation"),
        pl.col("key2").alias("object"),
        _day("SQLDATE").alias("date"),
        pl.lit(confidence, pl.Float64).alias("confidence"),
        pl.col("SOURCEURL").alias("source"),
        pl.format("GLOBALEVENTID {}; {} {}", "GLOBALEVENTID", mentions, several).alias("locator"),
    )
    return frame(STATEMENT, found.to_dict())


def _day(name: str) -> "polars.Expr":
    """A day as one writes it; what is none is left as it is, to be rejected with its value."""
    import polars as pl

    return pl.col(name).str.replace(_DAY + "$", "$1-$2-$3")


def _actors(table: "polars.DataFrame", by: str) -> "polars.DataFrame":
    """Who acts, each once, with the name that most rows of the batch give."""
    import polars as pl

    both = pl.concat(
        table.select(
            pl.col(f"key{n}").alias("key"),
            pl.col(f"Actor{n}Code").alias("code"),
            pl.col(f"Actor{n}Name").alias("name"),
            (pl.col(f"Actor{n}Religion1Code") == pl.col(f"Actor{n}Code"))
            .fill_null(value=False)
            .alias("faith"),
        )
        for n in (1, 2)
    )
    named = both.group_by("key", "code", "name", "faith").len()
    named = named.sort(["len", "name"], descending=[True, False], nulls_last=True)
    named = named.unique("key", keep="first", maintain_order=True).sort("key")
    rows = [
        _described(key, code, name, faith=faith, by=by)
        for key, code, name, faith in named.drop("len").iter_rows()
    ]
    columns = ("key", "label", "type", "iso3", "note")
    return frame(ACTOR, {name: [row[n] for row in rows] for n, name in enumerate(columns)})


@functools.lru_cache(maxsize=100_000)
def _described(
    key: str, code: str | None, name: str | None, *, faith: bool, by: str
) -> tuple[str, str, str | None, str | None, str | None]:
    """Key, label, class, ISO code and note of an actor.

    A code stands for all who are of its kind, whatever a row calls them: what "USA" did is done by the
    United States, also where the row's name is Denver. Where names count, Denver is its people, and only
    who goes by the country's name is the country. Faiths have codes of three letters as countries do.
    """
    if code is None:
        return key, readable(name or key), None, None, None
    found = Role(None, "Group") if faith else role(code)
    note = f"CAMEO actor code {code}"
    if by == "name" and name is not None:
        if found.iso3 is None or country_named(name) == found.iso3:
            return key, readable(name), found.type, found.iso3, note
        return key, readable(name), "Group", None, note
    return key, found.label or readable(name or code), found.type, found.iso3, note


def _sources(table: "polars.DataFrame") -> "polars.DataFrame":
    """The articles, dated on the day on which GDELT read them."""
    import polars as pl

    url = pl.col("SOURCEURL")
    web = url.str.contains(r"^(?i)https?://")
    found = table.filter(url.is_not_null()).select(
        url.alias("key"),
        url.str.replace(r"^(?i)https?://", "").str.replace(r"[?#].*$", "").alias("title"),
        url.str.extract(r"^(?i)https?://([^/?#:]+)").str.to_lowercase().alias("publisher"),
        pl.when(web).then(url).alias("url"),
        pl.col("DATEADDED").str.extract(r"^(\d{8})").str.replace(_DAY, "$1-$2-$3").alias("date"),
    )
    return frame(SOURCE, found.unique("key", keep="first", maintain_order=True).to_dict())


READER = Reader(
    "gdelt",
    "GDELT 2.0 event exports (.export.CSV, plain or packed)",
    read,
    options={
        "actors": "who is one actor: code (all of one CAMEO code) or name (of one code and name);"
        " code if not given",
        "confidence": f"how far the events are believed, above 0 and up to 1; {CONFIDENCE} if not given",
    },
    suffixes=(".export.csv", ".export.csv.zip"),
)
