"""The second reading: mentions become statements with IRIs and evidence, written as N-Triples.

The same content is one statement, whichever row says it: the first mention in the file gives it its
confidence and its note, and every mention is a piece of evidence.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.iris import INST, KG, SRC, local_name
from kg.rdf.encoding import encode
from kg.readers import lines
from kg.readers.gathering import Gathered, Progress
from kg.readers.naming import file_slug, named, numbers_of, statement_iris
from kg.readers.spooling import Seen
from kg.readers.tables import SOURCE, frame

if TYPE_CHECKING:
    import polars

    from kg.identity.registering import Register

_FILE = ""  # the key of the source that is the imported file
_FIRST = 5  # statements that are shown as a sample
_AT_ONCE = 5_000  # rows whose lines are made together: some ten megabytes


@dataclass
class Written:
    """How much was written; `sample` are the first statements as sentences."""

    statements: int = 0
    mentions: int = 0
    triples: int = 0
    differing: int = 0  # mentions with another confidence or note than the first of their statement
    sample: list[str] = field(default_factory=list)


def write(
    found: Gathered,
    matches: "polars.DataFrame",
    register: "Register",
    file: IO[bytes],
    *,
    path: Path,
    progress: Progress | None = None,
) -> Written:
    """Write what was gathered as N-Triples, and say how much.

    Raises:
        DataError: an IRI is wrong.
    """
    page = _Page(file)
    for kind in found.kinds.values():
        page.put_texts(lines.relation_type_lines(kind))
    _put_actors(page, found, matches, register)
    tables = _Tables(found, matches, register, path)
    done = 0
    for mentions in found.spool:
        good = tables.resolved(mentions, found)
        found.sources.mention(good["source_key"])
        tables.put_statements(page, good)
        done += mentions.height
        if progress is not None:
            progress("writing", done, done / found.mentions)
    page.put(tables.used("instrument"), lines.instrument_lines())
    page.put(tables.used("source"), lines.source_lines())
    tables.written.triples = page.triples
    return tables.written


class _Page:
    """N-Triples on their way into a file, counted."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.triples = 0

    def put(self, table: "polars.DataFrame", exprs: "list[polars.Expr]") -> None:
        """Write the lines of the rows of a table."""
        import polars as pl

        for part in table.iter_slices(_AT_ONCE):
            text = part.select(pl.concat_str(exprs, separator="\n", ignore_nulls=True)).to_series()
            self.triples += int((text.str.count_matches("\n", literal=True) + 1).sum())
            self.file.write("\n".join(text.to_list()).encode())
            self.file.write(b"\n")

    def put_texts(self, texts: Iterable[str]) -> None:
        """Write lines that are there already."""
        for text in texts:
            self.triples += 1
            self.file.write(f"{text}\n".encode())


class _Tables:
    """What keys stand for, as tables to join with, and what has been written of it."""

    def __init__(
        self, found: Gathered, matches: "polars.DataFrame", register: "Register", path: Path
    ) -> None:
        import polars as pl

        self.prefix = file_slug(path)
        self.seen = Seen()
        self.written = Written()
        self.bad = found.bad()
        self.labels = {iri: actor.label for iri, actor in register.actors.items()}
        self.kinds = found.words.vocabulary.relation_types
        self.actors = matches.select("key", pl.col("actor").alias("iri"), "label")
        instruments = found.instruments.table().with_columns(
            pl.coalesce("label", "key").alias("label"), _class("type", "Instrument")
        )
        self.records = {
            "instrument": named(instruments, "label", INST),
            "source": named(_sources(found, path), "title", SRC),
        }
        self._used: dict[str, set[str]] = {"instrument": set(), "source": set()}

    def resolved(self, mentions: "polars.DataFrame", found: Gathered) -> "polars.DataFrame":
        """The mentions with IRIs for keys; those whose actor, source or instrument cannot be are rejected."""
        import polars as pl

        table = mentions.with_columns(
            pl.col("source").fill_null(_FILE).alias("source_key"),
            pl.coalesce("locator", pl.format("row {}", "row"), pl.lit("whole file")).alias(
                "locator"
            ),
        )
        places = {"subject": "actor", "object": "actor", "attributed_to": "actor",
                  "source_key": "source", "instrument": "instrument"}  # fmt: skip
        for name, kind in places.items():
            bad = self.bad[kind]
            if bad.height:
                hit = table.join(bad, left_on=name, right_on="key", maintain_order="left")
                found.reject(hit.select("row", "reason", "value"))
                table = table.join(
                    bad, left_on=name, right_on="key", how="anti", maintain_order="left"
                )
        for name in ("subject", "object", "attributed_to"):
            table = _joined(table, self.actors, name)
        table = _joined(table, self.records["instrument"], "instrument", keep="instrument_key")
        return _joined(table.drop("source"), self.records["source"], "source_key", into="source")

    def put_statements(self, page: _Page, good: "polars.DataFrame") -> None:
        """Write mentions, those of statements that are new with the statement."""
        import polars as pl

        if not good.height:
            return
        for kind, name in (("source", "source_key"), ("instrument", "instrument_key")):
            self._used[kind].update(good[name].drop_nulls().unique().to_list())
        numbers = numbers_of(good)
        marks = good.select(pl.struct("confidence", "note").hash()).to_series().to_numpy()
        new, differing = self.seen.add(numbers, marks)
        start = self.written.mentions
        table = good.with_columns(
            statement_iris(numbers, self.prefix),
            lines.decimals(good["confidence"].fill_null(1.0)).alias("confidence"),
            pl.Series("new", new),
            pl.int_range(start + 1, start + 1 + good.height).alias("mention"),
        )
        first = [
            pl.when("new").then(
                pl.concat_str(lines.statement_lines(), separator="\n", ignore_nulls=True)
            )
        ]
        page.put(table, [*first, *lines.evidence_lines()])
        self.written.mentions += good.height
        self.written.statements += int(new.sum())
        self.written.differing += int(differing.sum())
        self._show(table)

    def used(self, kind: str) -> "polars.DataFrame":
        """The sources or instruments that written statements name."""
        import polars as pl

        return self.records[kind].filter(pl.col("key").is_in(list(self._used[kind])))

    def _show(self, table: "polars.DataFrame") -> None:
        """Add to the sample as long as it is short."""
        import polars as pl

        wanted = _FIRST - len(self.written.sample)
        if wanted > 0:
            rows = table.filter(pl.col("new")).head(wanted)
            self.written.sample += [self._sentence(row) for row in rows.iter_rows(named=True)]

    def _sentence(self, row: Mapping[str, Any]) -> str:
        """A statement as words: who, what, whom, when, how much, and its status if it is not Actual."""
        kind = self.kinds.get(row["relation"])
        who, whom = (
            self.labels.get(row[end]) or row[f"{end}_label"] for end in ("subject", "object")
        )
        words = [str(who), kind.label if kind else local_name(row["relation"]), str(whom)]
        if row["amount"]:
            words.append(f"({row['amount']} {row['unit']})")
        dates = (("on" if len(row["date"] or "") > len("YYYY-MM") else "in", row["date"]),
                 ("since", row["since"]), ("until", row["until"]))  # fmt: skip
        words += [f"{word} {date}" for word, date in dates if date]
        if row["status"] != "Actual":
            words.append(f"[{row['status']}]")
        return f"{' '.join(words)}; {row['locator']}"


def _put_actors(
    page: _Page, found: Gathered, matches: "polars.DataFrame", register: "Register"
) -> None:
    """Declare the actors that the known data do not: countries of the register, and new ones."""
    import polars as pl

    iris = matches["actor"].unique().sort().to_list()
    for iri in iris:
        if iri in register.actors and iri not in register.declared:
            page.put_texts(f"{quad.triple} ." for quad in encode(register.actors[iri]))
    known = [iri for iri in iris if iri in register.actors]
    new = matches.filter(~pl.col("actor").is_in(known)).select("key", pl.col("actor").alias("iri"))
    described = found.actors.table().join(new, on="key", maintain_order="left")
    bad = found.bad()["actor"]["key"].to_list()
    described = described.filter(~pl.col("key").is_in(bad)).unique(
        "iri", keep="first", maintain_order=True
    )
    table = described.with_columns(
        pl.coalesce("label", "key").alias("label"), _class("type", "Actor")
    )
    page.put(table, lines.actor_lines())


def _sources(found: Gathered, path: Path) -> "polars.DataFrame":
    """The sources with what every source needs: a title, a date, a grade; and the file itself."""
    import polars as pl

    changed = datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC)
    own = {"key": [_FILE], "title": [path.name]}
    table = pl.concat([frame(SOURCE, own), found.sources.table()])
    address = pl.when(pl.col("key").str.contains(r"^https?://")).then("key")
    return table.with_columns(
        pl.coalesce("title", "key").alias("title"),
        pl.coalesce("url", address).alias("url"),
        pl.col("date").fill_null(changed.date().isoformat()),
        pl.col("reliability").fill_null("F"),
        pl.when(pl.col("date").is_null())
        .then(pl.lit("No date is given; it is that of the imported file's last change."))
        .alias("note"),
    )


def _joined(
    table: "polars.DataFrame",
    known: "polars.DataFrame",
    name: str,
    *,
    keep: str | None = None,
    into: str | None = None,
) -> "polars.DataFrame":
    """The table with IRIs in the place of a column's keys; labels beside those of actors."""
    import polars as pl

    labelled = "label" in known.columns and keep is None
    names = [pl.col("key"), pl.col("iri").alias("_iri")]
    more = [pl.col("label").alias(f"{name}_label")] if labelled and into is None else []
    found = table.join(
        known.select(*names, *more), left_on=name, right_on="key", how="left", maintain_order="left"
    )
    kept = [pl.col(name).alias(keep)] if keep else []
    return found.with_columns(*kept, pl.col("_iri").alias(into or name)).drop("_iri")


def _class(name: str, default: str) -> "polars.Expr":
    """Local names of classes as IRIs; others are IRIs already."""
    import polars as pl

    kind = pl.col(name).fill_null(default)
    return pl.when(kind.str.contains(":", literal=True)).then(kind).otherwise(KG + kind).alias(name)
