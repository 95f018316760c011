"""Temporal quads with id maps, as those who predict events publish them: head, relation, tail, time.

Two forms are read. Instants: the time is a number, what happened is an act of the day that it stands for,
and the hour is kept in the locator. Intervals: a start and an end, "YYYY-MM-DD" with # for what is not
known. The ids stand for names in entity2id.txt and relation2id.txt, beside the file or named by options.
"""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, OptionError, alternatives
from kg.identity.registering import RULES, register
from kg.readers.idmaps import beside, read_ids, read_times
from kg.readers.layout import ROW, Layout, Rows
from kg.readers.options import choice_of, confidence_of
from kg.readers.relating import Relation, relation_named
from kg.readers.roles import readable
from kg.readers.tables import ACTOR, REJECTED, STATEMENT, Batch, Reader, frame
from kg.readers.tabular import read_rows

if TYPE_CHECKING:
    import polars

_COLUMNS = ("head", "relation", "tail", "time", "end")
_FORMS = ("instants", "intervals")
_UNITS = {"minutes": "m", "hours": "h", "days": "d"}
_NOTHING = ("0", "-1")  # what stands in the fifth column where it says nothing
_QID = r"^Q[1-9]\d*$"
_DAY = len("YYYY-MM-DD")
_MIDNIGHT = r"[ T]00:00(:00)?$"


@dataclass(frozen=True)
class _Clock:
    """What the numbers of times stand for: moments by number, or else so many units since an epoch."""

    moments: Mapping[str, str] | None = None
    epoch: datetime.datetime | None = None
    unit: str = ""


@dataclass(frozen=True)
class _Book:
    """What the ids of a file stand for. `clock` is None where times are intervals."""

    entities: "polars.DataFrame"  # id, name, key
    relations: Mapping[str, Relation]  # by id
    clock: _Clock | None
    confidence: float | None
    type: str | None  # of actors whose relations do not tell it


def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """The quads of a file, plain or packed by gzip.

    Raises:
        DataError: it is no file of quads, or an id map or the times are missing or broken.
        OptionError: an option makes no sense.
    """
    book: _Book | None = None
    for rows in read_rows(path, Layout("tsv", quote="", header=0)):
        if book is None:
            book = _book(path, options, rows)
        yield _batch(rows, book)


def _book(path: Path, options: Mapping[str, str], rows: Rows) -> _Book:
    confidence = confidence_of(options)
    form = _form(path, options, rows)
    if form == "intervals" and (given := {"times", "epoch", "unit"} & options.keys()):
        raise OptionError(f"{min(given)} is for instants, and the file holds intervals")
    entities = read_ids(beside(path, options, "entities", "entity2id.txt"))
    names = read_ids(beside(path, options, "relations", "relation2id.txt"))
    relations = {
        id_: relation_named(name, act=form == "instants")
        for id_, name in names.select("id", "name").iter_rows()
    }
    return _Book(entities, relations, _clock(path, options, form), confidence, options.get("type"))


def _form(path: Path, options: Mapping[str, str], rows: Rows) -> str:
    """Whether the file holds instants or intervals: by its fifth column, unless the user says."""
    count = rows.frame.width - 1
    if count not in (len(_COLUMNS) - 1, len(_COLUMNS)):
        problem = f"its first line has {count} columns, not 4 or 5 with tabs between"
        wanted = "head, relation, tail, then time, or start and end"
        raise DataError(f"is no file of quads: {problem} ({wanted})", file=str(path), line=1)
    form = choice_of(options, "form", _FORMS)
    last = rows.frame["column 5"].drop_nulls() if count == len(_COLUMNS) else None
    if form == "intervals" and last is None:
        raise OptionError(
            "form 'intervals' is for files with a start and an end; this has 4 columns"
        )
    if form is None:
        form = "instants" if last is None or last.is_in(_NOTHING).all() else "intervals"
    return form


def _clock(path: Path, options: Mapping[str, str], form: str) -> _Clock | None:
    epoch, unit = options.get("epoch"), choice_of(options, "unit", tuple(_UNITS))
    if form == "intervals":
        return None
    if epoch is None:
        if unit is not None:
            raise OptionError("a unit without an epoch; say what day times are counted from")
        advice = ", or say what they count with epoch=YYYY-MM-DD and unit="
        return _Clock(read_times(beside(path, options, "times", "ts2id.json", or_=advice)))
    if "times" in options:
        raise OptionError("give times or an epoch, not both")
    if unit is None:
        raise OptionError(f"an epoch without a unit; say unit= {alternatives(_UNITS)}")
    try:
        start = datetime.datetime.fromisoformat(epoch)
    except ValueError:
        raise OptionError(f"epoch '{epoch}' is no day (YYYY-MM-DD) nor a time of one") from None
    return _Clock(None, start.replace(tzinfo=None), _UNITS[unit])


def _batch(rows: Rows, book: _Book) -> Batch:
    import polars as pl

    names = _COLUMNS[: rows.frame.width - 1]
    table = rows.frame.rename({f"column {n}": name for n, name in enumerate(names, 1)})
    table = _named(table, book).with_columns(*_when(book.clock))
    unknown = [
        *((pl.col(name).is_null(), f"no {name}", "") for name in _COLUMNS[:3]),
        (pl.col("subject").is_null(), "unknown id of an entity", "head"),
        (pl.col("iri").is_null(), "unknown id of a relation", "relation"),
        (pl.col("object").is_null(), "unknown id of an entity", "tail"),
    ]
    if book.clock is not None:
        unknown += [(pl.col("time").is_null(), "no time", ""),
                    (pl.col("moment").is_null(), "unknown time", "time")]  # fmt: skip
    table = table.with_columns(
        pl.coalesce(pl.when(wrong).then(pl.lit(why)) for wrong, why, _ in unknown).alias("reason"),
        pl.coalesce(
            pl.when(wrong).then(pl.col(value) if value else pl.lit(""))
            for wrong, _, value in unknown
        ).alias("value"),
    )
    bad = table.filter(pl.col("reason").is_not_null())
    good = table.filter(pl.col("reason").is_null())
    statements = _statements(good, book)
    used = set(good["relation"].unique().to_list())
    return Batch(
        statements=statements,
        rows=rows.count,
        rejected=pl.concat(
            frame(REJECTED, part.to_dict())
            for part in (rows.rejected, bad.select(pl.col(ROW).alias("row"), "reason", "value"))
        ),
        actors=_actors(good, book),
        relation_types=tuple(
            relation.declared
            for id_, relation in book.relations.items()
            if id_ in used and relation.declared is not None
        ),
        share=rows.share,
    )


def _named(table: "polars.DataFrame", book: _Book) -> "polars.DataFrame":
    """The quads with keys of actors and IRIs of relations for their ids."""
    import polars as pl

    keys = book.entities.select("id", "key")
    ids = list(book.relations)
    known = pl.DataFrame(
        {
            "id": ids,
            "iri": [book.relations[id_].iri for id_ in ids],
            "reverse": [book.relations[id_].reverse for id_ in ids],
            "act": [book.relations[id_].act for id_ in ids],
            "head_type": [book.relations[id_].head for id_ in ids],
            "tail_type": [book.relations[id_].tail for id_ in ids],
        },
        schema_overrides={"head_type": pl.String, "tail_type": pl.String},
    )
    for column, frame_ in (
        ("head", keys.rename({"key": "subject"})),
        ("tail", keys.rename({"key": "object"})),
        ("relation", known),
    ):
        table = table.join(frame_, left_on=column, right_on="id", how="left", maintain_order="left")
    return table


def _when(clock: _Clock | None) -> "list[polars.Expr]":
    """The moment of an instant, or the start and the end of an interval."""
    import polars as pl

    if clock is None:
        return [_partial("time").alias("since"), _partial("end").alias("until")]
    number = pl.col("time")
    if clock.moments is not None:
        moment = number.replace_strict(clock.moments, default=None, return_dtype=pl.String)
    else:
        steps = pl.concat_str(number.cast(pl.Int32, strict=False), pl.lit(clock.unit))
        moment = pl.lit(clock.epoch, pl.Datetime("us")).dt.offset_by(steps).dt.to_string("%F %T")
    return [moment.alias("moment")]


def _partial(name: str) -> "polars.Expr":
    """What is known of a date: "2012-##-##" is a year, "####-##-##" nothing, "937-##-##" the year 0937."""
    import polars as pl

    known = pl.col(name).str.replace(r"(-#+)+$", "")
    year = known.str.extract(r"^(\d{1,4})(?:-|$)")
    padded = year.str.zfill(4) + known.str.slice(year.str.len_bytes())
    whole = pl.coalesce(padded, known)
    return pl.when(~known.str.contains(r"^#+$")).then(whole)


def _statements(table: "polars.DataFrame", book: _Book) -> "polars.DataFrame":
    import polars as pl

    turned = pl.col("reverse")
    exprs: dict[str, polars.Expr] = {
        "row": pl.col(ROW),
        "subject": pl.when(turned).then("object").otherwise("subject"),
        "relation": pl.col("iri"),
        "object": pl.when(turned).then("subject").otherwise("object"),
        "confidence": pl.lit(book.confidence, pl.Float64),
    }
    if book.clock is not None:
        moment = pl.col("moment")
        timed = ~moment.str.contains(_MIDNIGHT) & (moment.str.len_bytes() > _DAY)
        exprs["date"] = moment.str.slice(0, _DAY)
        exprs["locator"] = pl.when(timed).then(pl.format("row {}; {}", ROW, moment))
    else:
        # An act of one day, month or year has that date; one that lasted longer keeps its bounds.
        dated = pl.col("act") & (pl.col("since") == pl.col("until"))
        exprs["date"] = pl.when(dated).then("since")
        exprs["since"] = pl.when(~dated.fill_null(value=False)).then("since")
        exprs["until"] = pl.when(~dated.fill_null(value=False)).then("until")
    return frame(STATEMENT, table.select(**exprs).to_dict())


def _actors(table: "polars.DataFrame", book: _Book) -> "polars.DataFrame":
    """The entities of the quads, with their names in the case one reads, and their class if it is told.

    It is where the properties that an entity has, or is named by, all tell the same one.
    """
    import polars as pl

    from kg.identity.folding import folded

    told = pl.col("type").drop_nulls()
    found = (
        pl.concat(
            table.select(pl.col(key).alias("key"), pl.col(f"{side}_type").alias("type"))
            for key, side in (("subject", "head"), ("object", "tail"))
        )
        .group_by("key")
        .agg(pl.when(told.n_unique() == 1).then(told.first()).alias("type"))
        .join(book.entities, on="key")
        .sort("key")
    )
    labels = pl.Series([readable(name) for name in found["name"].to_list()], dtype=pl.String)
    ids = pl.when(pl.col("name").str.contains(_QID)).then("name")
    # A country is left to be met by its id or name, which a class that does not fit would forbid.
    country = pl.col("name").is_in(_countries("wikidata").implode()) | folded(pl.col("name")).is_in(
        _countries("label", "alias").implode()
    )
    type_ = pl.when(~country).then(pl.coalesce("type", pl.lit(book.type, pl.String)))
    actors = found.select("key", label=labels, type=type_, wikidata=ids)
    return frame(ACTOR, actors.to_dict())


@functools.cache
def _countries(*rules: str) -> "polars.Series":
    """What the countries of the register are known by, by some of the rules; names are folded."""
    known = register().known_by
    return known.filter(known["rank"].is_in([RULES.index(rule) for rule in rules]))[
        "value"
    ].unique()


READER = Reader(
    "quads",
    "Temporal quads with id maps: head, relation, tail, then a time, or a start and an end",
    read,
    options={
        "entities": "file of the entities' names and ids; entity2id.txt beside the quads if not given",
        "relations": "file of the relations' names and ids; relation2id.txt beside the quads if not given",
        "form": "instants or intervals; told from the fifth column if not given",
        "times": "for instants: JSON file of numbers by time; ts2id.json beside the quads if not given",
        "epoch": "for instants without such a file: the day, or time, that numbers are counted from",
        "unit": "with epoch: what numbers count, minutes, hours or days",
        "type": "the class of actors whose relations do not tell it, such as Group; kg:Actor if not given",
        "confidence": "how far the statements are believed, above 0 and up to 1; 1 if not given",
    },
)
