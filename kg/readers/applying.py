"""A map applied to a table: rows to mentions, each column of them made at once."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.readers.fields import Field, meant
from kg.readers.layout import ROW, Rows
from kg.readers.mapping import Map
from kg.readers.naming import CONTENT
from kg.readers.spells import SPELL, as_year, runs
from kg.readers.tables import ACTOR, INSTRUMENT, REJECTED, SOURCE, STATEMENT, Batch, frame
from kg.readers.tabular import format_of_table, read_rows

if TYPE_CHECKING:
    import polars

_DATES = ("since", "until", "date")
_NAMING = ("key", "label", "wikidata", "iso3", "iso2")
_ACTORS = ("subject", "object", "attributed_to")
_LATE = ("jsonl",)  # where a column may come first in a later row


def apply(found: Map, path: Path) -> Iterator[Batch]:
    """The batches of a table read by a map.

    Raises:
        DataError: the table cannot be read, or lacks a column that the map takes.
    """
    form = format_of_table(path, found.file.get("format"))
    seen: dict[str, None] = {}
    panel = _Panel(found)
    for rows in read_rows(path, found.layout(form)):
        seen.update(dict.fromkeys(rows.frame.columns))
        if form not in _LATE:
            _check_columns(found, seen, path)
        batch = _batch(found, rows, panel)
        yield batch
    _check_columns(found, seen, path)
    if found.time is not None:
        yield from panel.batches()


def _check_columns(found: Map, columns: Iterable[str], path: Path) -> None:
    names = [name for name in columns if name != ROW]
    taken = [(f"[where] {name}", name) for name in found.where]
    taken += [
        (field.name, name) for fields in found.fields.values() for field in fields.values()
        for name in field.columns
    ]  # fmt: skip
    taken += [("[panel] time", found.time)] if found.time else []
    for place, name in taken:
        if name not in names and not (name == "row" and ROW in columns):
            raise DataError(
                f"has no column '{name}', which {place} takes; {meant(name, names)}", file=str(path)
            )


def _batch(found: Map, rows: Rows, panel: "_Panel") -> Batch:
    """The batch of some rows; those of a panel are laid by, to be made spells of at the end."""
    import polars as pl

    table = rows.frame.with_columns(
        pl.lit(None, pl.String).alias(name) for name in _absent(found, rows.frame)
    )
    kept = table.filter(_wanted(found)) if found.where else table
    good, rejected = _parted(found, kept)
    rejected = pl.concat([rows.rejected.pipe(_whole), rejected])
    left = table.height - kept.height
    actors = [_records(found.fields[name], good, ACTOR, found.fields["statement"].get(name))
              for name in _ACTORS]  # fmt: skip
    sources, instruments = (
        _records(found.fields[name], good, columns, found.fields["statement"].get(name))
        for name, columns in (("source", SOURCE), ("instrument", INSTRUMENT))
    )
    statements = _statements(found, good)
    used = left
    if found.time is not None:
        panel.add(statements.with_columns(good[found.time].alias(_TIME)))
        statements, used = frame(STATEMENT), left + good.height
    return Batch(
        statements=statements,
        rows=rows.count,
        rejected=rejected,
        actors=pl.concat([one for one in actors if one is not None] or [frame(ACTOR)]),
        sources=sources,
        instruments=instruments,
        relation_types=found.relation_types,
        used=used,
        share=rows.share,
    )


def _absent(found: Map, table: "polars.DataFrame") -> list[str]:
    """The columns that the map takes and that no row of this part has."""
    taken = {*found.where, *([found.time] if found.time else [])}
    for fields in found.fields.values():
        taken.update(name for field in fields.values() for name in field.columns)
    return sorted(taken - set(table.columns) - {"row"})


def _wanted(found: Map) -> "polars.Expr":
    import polars as pl

    rules = []
    for column, (wanted, values) in found.where.items():
        among = pl.col(column).fill_null("").is_in(list(values))
        rules.append(among if wanted else ~among)
    return pl.all_horizontal(rules)


def _parted(found: Map, table: "polars.DataFrame") -> "tuple[polars.DataFrame, polars.DataFrame]":
    """The rows whose fields all have a value or no text, and the others with the reason."""
    import polars as pl

    reasons, values = [], []
    for section, fields in found.fields.items():
        for name, field in fields.items():
            dated = name in _DATES and section in ("statement", "source", "instrument")
            if dated or field.values is not None:
                problem = field.problem(table.columns, date=dated)
                reasons.append(problem)
                values.append(pl.when(problem.is_not_null()).then(field.text(table.columns)))
    confidence = found.fields["statement"].get("confidence")
    if confidence is not None:
        text = confidence.value(table.columns)
        wrong = text.is_not_null() & text.cast(pl.Float64, strict=False).is_null()
        reasons.append(pl.when(wrong).then(pl.lit("[statement] confidence: no number")))
        values.append(pl.when(wrong).then(text))
    if found.time is not None:
        year = pl.col(found.time)
        wrong = ~year.cast(pl.Int64, strict=False).is_between(1, 9999).fill_null(value=False)
        reasons.append(pl.when(wrong).then(pl.lit("[panel] time: no year")))
        values.append(pl.when(wrong).then(year))
    if not reasons:
        return table, frame(REJECTED)
    judged = table.with_columns(
        pl.coalesce(reasons).alias(" reason"), pl.coalesce(values).alias(" value")
    )
    bad = judged.filter(pl.col(" reason").is_not_null())
    return judged.filter(pl.col(" reason").is_null()).drop(" reason", " value"), _whole(
        bad.select(
            pl.col(ROW).alias("row"),
            pl.col(" reason").alias("reason"),
            pl.col(" value").alias("value"),
        )
    )


def _statements(found: Map, table: "polars.DataFrame") -> "polars.DataFrame":
    """A mention a row."""
    import polars as pl

    fields, columns = found.fields, table.columns
    exprs: dict[str, polars.Expr] = {"row": pl.col(ROW)}
    for name, field in fields["statement"].items():
        exprs[name] = field.date(columns) if name in _DATES else field.value(columns)
    for name in (*_ACTORS, "instrument", "source"):
        key = _key(fields[name], columns, fields["statement"].get(name), record=name)
        if key is not None:
            exprs[name] = key
    if "confidence" in exprs:
        exprs["confidence"] = exprs["confidence"].cast(pl.Float64, strict=False)
    if "amount" in exprs and "unit" in exprs:
        exprs["unit"] = pl.when(exprs["amount"].is_not_null()).then(exprs["unit"])
    exprs |= {name: field.value(columns) for name, field in fields["evidence"].items()}
    return frame(STATEMENT, _selected(table, exprs).to_dict())


def _records(
    fields: Mapping[str, Field],
    table: "polars.DataFrame",
    columns: Mapping[str, str],
    key: Field | None,
) -> "polars.DataFrame | None":
    """What the rows say of actors, sources or instruments; None where the map does not."""
    import polars as pl

    if not fields:
        return None
    record = "source" if columns is SOURCE else ""
    named = _key(fields, table.columns, key, record=record)
    exprs = {"key": named if named is not None else pl.lit(None, pl.String)}
    aliases = [field for name, field in fields.items() if name.partition(" ")[0] == "aliases"]
    for name, field in fields.items():
        if name != "key" and name in columns and name != "aliases":
            dated = name in _DATES
            exprs[name] = field.date(table.columns) if dated else field.value(table.columns)
    if aliases:
        exprs["aliases"] = pl.concat_list(
            field.value(table.columns).str.split(field.split)
            if field.split
            else pl.concat_list(field.value(table.columns))
            for field in aliases
        )
    found = frame(columns, _selected(table, exprs).to_dict()).unique(
        "key", keep="first", maintain_order=True
    )
    if aliases:
        names = pl.element().str.strip_chars()
        found = found.with_columns(
            pl.col("aliases").list.eval(names.filter(names != "")).list.unique(maintain_order=True)
        )
    return found


def _key(
    fields: Mapping[str, Field], columns: Iterable[str], key: Field | None, *, record: str
) -> "polars.Expr | None":
    """What a statement calls an actor, a source or an instrument; None where nothing names it."""
    import polars as pl

    if key is not None:
        return key.value(columns)
    order = ("key", "url", "title") if record == "source" else _NAMING
    found = [fields[name].value(columns) for name in order if name in fields]
    if not found:
        return None
    return pl.coalesce(found)


def _selected(table: "polars.DataFrame", exprs: "Mapping[str, polars.Expr]") -> "polars.DataFrame":
    """A column for each expression, as long as the table even where all are constants."""
    import polars as pl

    return table.select(pl.col(ROW).alias(" "), **exprs).drop(" ")


def _whole(table: "polars.DataFrame") -> "polars.DataFrame":
    return frame(REJECTED, table.to_dict())


_TIME = " time"


class _Panel:
    """The rows of a panel, which become spells when all have been read."""

    def __init__(self, found: Map) -> None:
        self.found = found
        self._parts: list[polars.DataFrame] = []

    def add(self, table: "polars.DataFrame") -> None:
        """Lay rows by."""
        self._parts.append(table)

    def batches(self) -> Iterator[Batch]:
        """The spells: rows that agree in all that a statement says, and whose years touch."""
        import polars as pl

        if not self._parts:
            return
        said = [name for name in CONTENT if name not in _DATES]
        found = runs(pl.concat(self._parts), keys=said, time=_TIME)
        ended = pl.col(_TIME).max().over(SPELL)
        if self.found.ongoing == "last":
            ended = pl.when(ended < pl.col(_TIME).max()).then(ended)
        found = found.with_columns(
            since=as_year(pl.col(_TIME).min().over(SPELL)), until=as_year(ended)
        )
        # Each source of a spell is a mention of it.
        rows = pl.col("row")
        several = pl.format("rows {} to {}", rows.min(), rows.max())
        one = pl.format("row {}", rows.min())
        spells = found.group_by(SPELL, "source", maintain_order=True).agg(
            *(
                pl.col(name).first()
                for name in STATEMENT
                if name not in ("row", "source", "locator")
            ),
            row=rows.min(),
            locator=pl.coalesce(
                pl.col("locator").first(), pl.when(rows.n_unique() > 1).then(several).otherwise(one)
            ),
        )
        yield Batch(
            frame(STATEMENT, spells.sort("row", maintain_order=True).to_dict()), rows=0, share=1.0
        )
