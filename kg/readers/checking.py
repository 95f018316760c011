"""Which mentions can become statements, and why the others cannot: whole columns at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import AmbiguousName, UnknownRelationType, alternatives, near
from kg.iris import KG, curie, local_name
from kg.model import RelationType, Status

if TYPE_CHECKING:
    import polars

    from kg.vocabulary import Vocabulary

DATES = ("since", "until", "date")
_DATE = r"^\d{4}(-\d{2}){0,2}$"
_DECIMAL = r"^[+-]?(\d+(\.\d*)?|\.\d+)$"
_QID = r"^Q[1-9]\d*$"
_GRADES = tuple("ABCDEF")
_HINTS = 200  # unknown words that near matches are looked up for; a file of nonsense has millions
_UNKNOWN = "unknown relation type"
_TEXTS = ("subject", "relation", "object", "status", *DATES, "amount", "unit")


@dataclass
class Words:
    """The words that statements may use, and what was made of the names of relation types that came."""

    vocabulary: "Vocabulary"
    relations: dict[str, str] = field(default_factory=dict)  # IRI by name
    unknown: dict[str, str] = field(default_factory=dict)  # reason by name

    def learn(self, names: Iterable[str]) -> None:
        """Remember what names of relation types stand for, and of some why they stand for nothing."""
        kinds = self.vocabulary.relation_types
        spelt = {name.casefold() for iri, kind in kinds.items() for name in _spellings(iri, kind)}
        for name in sorted(set(names) - self.relations.keys() - self.unknown.keys()):
            if name.casefold() in spelt or len(self.unknown) < _HINTS:
                self._look_up(name)

    def declare(self, kind: RelationType) -> None:
        """Make a relation type one of the words."""
        kinds = {**self.vocabulary.relation_types, kind.iri: kind}
        self.vocabulary = replace(self.vocabulary, relation_types=kinds)
        self.unknown.clear()

    def _look_up(self, name: str) -> None:
        try:
            self.relations[name] = self.vocabulary.relation_type(name).iri
        except AmbiguousName as error:
            meant = alternatives(error.candidates)
            self.unknown[name] = f"relation type could be {meant}; use one of these"
        except UnknownRelationType as error:
            self.unknown[name] = _UNKNOWN + _hint(error.near)


def check(
    statements: "polars.DataFrame", words: Words
) -> "tuple[polars.DataFrame, polars.DataFrame]":
    """The statements that can be, relation and status in full, and the rejected with row, reason and value.

    Texts lose the blanks around them, and empty ones are null. A row has one reason, the first there is.
    """
    import polars as pl

    table = statements.with_columns(trimmed(name) for name in _TEXTS if name in statements.columns)
    words.learn(table["relation"].drop_nulls().unique())
    statuses = {each.casefold(): each.value for each in Status}
    table = table.with_columns(
        _translated(pl.col("relation"), words.relations).alias("_relation"),
        _translated(pl.col("status").fill_null("actual").str.to_lowercase(), statuses).alias(
            "_status"
        ),
    )
    table = _judged(table, _problems(table, words))
    rejected = table.filter(pl.col("_reason").is_not_null()).select(
        "row", pl.col("_reason").alias("reason"), pl.col("_value").alias("value")
    )
    good = table.filter(pl.col("_reason").is_null()).with_columns(
        pl.col("_relation").alias("relation"), pl.col("_status").alias("status")
    )
    return good.drop(name for name in table.columns if name.startswith("_")), rejected


def check_actors(actors: "polars.DataFrame", words: Words) -> "polars.DataFrame":
    """The keys of actors that cannot be, with `reason` and `value`."""
    import polars as pl

    classes = _names(words.vocabulary.actors)
    problems: list[_Problem] = [
        (
            ~pl.col("type").is_in(list(classes)),
            _hinted(actors["type"], "actor has an unknown class", classes),
            "type",
        ),
        (~pl.col("wikidata").str.contains(_QID), "wikidata is not Q and a number", "wikidata"),
        (~pl.col("iso2").str.contains("^[A-Z]{2}$"), "iso2 is not two capital letters", "iso2"),
        (~pl.col("iso3").str.contains("^[A-Z]{3}$"), "iso3 is not three capital letters", "iso3"),
    ]
    return _bad_keys(actors, problems)


def check_sources(sources: "polars.DataFrame") -> "polars.DataFrame":
    """The keys of sources that cannot be, with `reason` and `value`."""
    import polars as pl

    problems: list[_Problem] = [
        (_no_date("date"), "date of the source is no date (YYYY, YYYY-MM, YYYY-MM-DD)", "date"),
        (
            ~pl.col("reliability").is_in(list(_GRADES)),
            "reliability of the source is no grade from A to F",
            "reliability",
        ),
    ]
    return _bad_keys(sources, problems)


def check_instruments(instruments: "polars.DataFrame", words: Words) -> "polars.DataFrame":
    """The keys of instruments that cannot be, with `reason` and `value`."""
    import polars as pl

    classes = _names(words.vocabulary.instruments)
    problems: list[_Problem] = [
        (
            ~pl.col("type").is_in(list(classes)),
            _hinted(instruments["type"], "instrument has an unknown class", classes),
            "type",
        ),
        *((_no_date(name), f"{name} of the instrument is no date", name) for name in DATES),
    ]
    return _bad_keys(instruments, problems)


def trimmed(name: str) -> "polars.Expr":
    """A column of texts without the blanks around them, null where nothing is left."""
    import polars as pl

    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def earliest(date: "polars.Expr") -> "polars.Expr":
    """The first day of partial dates, null where a text is none.

    >>> import polars as pl
    >>> dates = pl.Series(["2020-02", "2020-02-30", "0000", "1/2/2020"])
    >>> pl.select(earliest(pl.lit(dates))).to_series().to_list()
    [datetime.date(2020, 2, 1), None, None, None]
    """
    import polars as pl

    padded = date + pl.lit("-01-01").str.slice(date.str.len_bytes() - 4)
    day = padded.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(date.str.contains(_DATE) & (day.dt.year() > 0)).then(day)


def latest(date: "polars.Expr") -> "polars.Expr":
    """The last day of partial dates, null where a text is none."""
    import polars as pl

    first, size = earliest(date), date.str.len_bytes()
    year_end = pl.date(first.dt.year(), 12, 31)
    return (
        pl.when(size == len("YYYY"))
        .then(year_end)
        .when(size == len("YYYY-MM"))
        .then(first.dt.month_end())
        .otherwise(first)
    )


_Problem = tuple["polars.Expr", "polars.Expr | str", "polars.Expr | str"]


def _problems(table: "polars.DataFrame", words: Words) -> list[_Problem]:
    """What can be wrong with a statement: when, the reason, and the value to show."""
    import polars as pl

    col = pl.col
    names = [each.value for each in Status]
    pair = pl.format("{} to {}", "since", "until")
    dates: list[_Problem] = [
        (_no_date(name), f"{name} is no date (YYYY, YYYY-MM or YYYY-MM-DD)", name) for name in DATES
    ]
    return [
        *((col(part).is_null(), f"no {part}", "") for part in ("subject", "relation", "object")),
        (
            col("_relation").is_null(),
            _translated(col("relation"), words.unknown).fill_null(_UNKNOWN),
            "relation",
        ),
        (col("_status").is_null(), _hinted(table["status"], "unknown status", names), "status"),
        *dates,
        (
            col("date").is_not_null() & (col("since").is_not_null() | col("until").is_not_null()),
            "a date beside since or until; keep date for an act, or the bounds for a tie",
            "date",
        ),
        (earliest(col("since")) > latest(col("until")), "since is after until", pair),
        (
            ~col("confidence").is_between(0, 1, closed="right") | col("confidence").is_nan(),
            "confidence is not above 0 and at most 1",
            col("confidence").cast(pl.String),
        ),
        (~col("amount").str.contains(_DECIMAL), "amount is no decimal number", "amount"),
        (
            col("amount").is_not_null() & col("unit").is_null(),
            "amount has no unit; say what is counted or measured",
            "amount",
        ),
        (
            (col("_status") == Status.ALLEGED.value)
            & col("attributed_to").is_null()
            & col("note").is_null(),
            "an Alleged statement says on whose word: in attributed_to, or in a note",
            "",
        ),
    ]


def _judged(table: "polars.DataFrame", problems: list[_Problem]) -> "polars.DataFrame":
    """The table with the number of the first problem as its reason and its value."""
    import polars as pl

    reasons, values = [], []
    for wrong, reason, value in problems:
        told = pl.lit(reason) if isinstance(reason, str) else reason
        shown = (
            pl.lit("")
            if isinstance(value, str) and not value
            else pl.col(value)
            if isinstance(value, str)
            else value
        )
        reasons.append(pl.when(wrong).then(told))
        values.append(pl.when(wrong).then(shown.fill_null("")))
    return table.with_columns(
        pl.coalesce(reasons).alias("_reason"), pl.coalesce(values).alias("_value")
    )


def _bad_keys(table: "polars.DataFrame", problems: list[_Problem]) -> "polars.DataFrame":
    import polars as pl

    judged = _judged(table, problems).filter(pl.col("_reason").is_not_null())
    return judged.select("key", pl.col("_reason").alias("reason"), pl.col("_value").alias("value"))


def _no_date(name: str) -> "polars.Expr":
    import polars as pl

    return pl.col(name).is_not_null() & earliest(pl.col(name)).is_null()


def _translated(text: "polars.Expr", table: dict[str, str]) -> "polars.Expr":
    import polars as pl

    return text.replace_strict(table, default=None, return_dtype=pl.String)


def _hinted(values: "polars.Series", problem: str, known: Iterable[str]) -> "polars.Expr":
    """The problem with near matches of each value that is not known."""
    import polars as pl

    known = tuple(known)
    unknown = sorted(set(values.drop_nulls().unique()) - set(known))
    found = {word: problem + _hint(near(word, known)) for word in unknown[:_HINTS]}
    return _translated(pl.col(values.name), found).fill_null(problem)


def _spellings(iri: str, kind: RelationType) -> tuple[str, ...]:
    return iri, curie(iri), local_name(iri), kind.label


def _hint(names: Iterable[str]) -> str:
    names = tuple(names)
    return f"; did you mean {alternatives(names)}?" if names else ""


def _names(classes: Iterable[str]) -> tuple[str, ...]:
    """The local names of the package's classes, the IRIs of others."""
    return tuple(local_name(iri) if iri.startswith(KG) else iri for iri in sorted(classes))
