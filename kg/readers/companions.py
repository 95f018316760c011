"""What readers of well-known tables share: columns that must be there, tables of names, options."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DataError, OptionError, alternatives, near
from kg.readers.layout import ROW, Layout, Rows
from kg.readers.spells import spells
from kg.readers.tables import ACTOR, REJECTED, STATEMENT, Batch, frame
from kg.readers.tabular import SUFFIXES, read_rows

if TYPE_CHECKING:
    import polars

CODE = r"^\d{1,3}$"
"""What codes of states in the Correlates of War's list look like."""
YEAR = r"^[12]\d{3}$"
_BATCH = 50_000


def blocks(path: Path, columns: Sequence[str]) -> Iterator[Rows]:
    """The rows of a table that has these columns, all cells as text, as `read_rows` gives them.

    Raises:
        DataError: the file lacks a column, or cannot be read.
    """
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    for rows in read_rows(path, Layout(SUFFIXES.get(suffix, "csv"))):
        check_columns(rows.frame, columns, path)
        yield rows


def companion(
    path: Path, columns: Sequence[str], *, more: Sequence[str] = ()
) -> "polars.DataFrame":
    """The named columns of a table that explains another, as texts, with the lines in `ROW`.

    Columns of `more` that it lacks are null.

    Raises:
        DataError: the file lacks one of `columns`, or a row of it is broken.
    """
    import polars as pl

    parts = []
    for rows in blocks(path, columns):
        if rows.rejected.height:
            line, reason, value = rows.rejected.row(0)
            raise DataError(f"{reason}: '{value}'", file=str(path), line=line)
        lacking = [name for name in more if name not in rows.frame.columns]
        table = rows.frame.with_columns(pl.lit(None, pl.String).alias(name) for name in lacking)
        parts.append(table.select(ROW, *columns, *more))
    return pl.concat(parts)


def path_option(options: Mapping[str, str], name: str, what: str) -> Path:
    """The file of an option that has to be given.

    Raises:
        OptionError: it is not given.
    """
    if not options.get(name):
        raise OptionError(f"the reader needs {what}; say --with {name}=FILE")
    return Path(options[name])


def number_option(
    options: Mapping[str, str], name: str, default: int | None, *, most: int
) -> int | None:
    """A whole number from 1 to `most`.

    Raises:
        OptionError: it is none.
    """
    text = options.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise OptionError(f"{name} '{text}' is no whole number from 1 to {most:,}")
    return int(text)


def confidence_option(options: Mapping[str, str], default: float) -> float:
    """The option `confidence`, in (0, 1].

    Raises:
        OptionError: it is not.
    """
    text = options.get("confidence")
    try:
        number = default if text is None else float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise OptionError(f"confidence '{text}' is not above 0 and at most 1")
    return number


def state_key(code: "polars.Expr") -> "polars.Expr":
    """The keys of states by their codes in the Correlates of War's list: "COW 2"."""
    import polars as pl

    return pl.format("COW {}", code.cast(pl.Int64))


def states(codes: "polars.DataFrame", options: Mapping[str, str]) -> "polars.DataFrame":
    """The states with these codes (column `ccode`), as actors; who has no name is called "COW 2".

    Names come from the file of the option `states` (ccode, statenme), else from a column `state` of `codes`.

    Raises:
        DataError: that file lacks a column, or has two names for one code.
    """
    import polars as pl

    keys = codes.unique("ccode", keep="first", maintain_order=True).sort("ccode")
    keys = keys.with_columns(key=state_key(pl.col("ccode")))
    if "states" in options:
        path = Path(options["states"])
        names = companion(path, ("ccode", "statenme")).filter(pl.col("ccode").str.contains(CODE))
        names = names.with_columns(key=state_key(pl.col("ccode"))).drop_nulls("statenme")
        names = names.unique(["key", "statenme"], keep="first", maintain_order=True)
        twice = names.filter(pl.col("key").is_duplicated())
        if twice.height:
            line, code, name = twice.select(ROW, "ccode", "statenme").row(-1)
            problem = f"the state {code} is '{name}' here and has another name above; keep one"
            raise DataError(problem, file=str(path), line=line)
        keys = keys.join(names.select("key", label="statenme"), on="key", how="left")
    else:
        label = pl.col("state") if "state" in keys.columns else pl.lit(None, pl.String)
        keys = keys.with_columns(label=label)
    table = keys.sort("ccode").with_columns(pl.coalesce("label", "key").alias("label"))
    said = table.select("key", "label").to_dict(as_series=False)
    return frame(ACTOR, {**said, "type": ["State"] * table.height})


def judged(
    table: "polars.DataFrame", problems: "Sequence[tuple[polars.Expr, str, polars.Expr | str]]"
) -> "tuple[polars.DataFrame, polars.DataFrame]":
    """The rows without a problem, and the others as rejected with the first of theirs.

    A problem is when there is one, the reason, and the value or the column that shows it.
    """
    import polars as pl

    reasons, values = [], []
    for wrong, reason, value in problems:
        shown = (pl.col(value) if isinstance(value, str) else value).cast(pl.String).fill_null("")
        met = wrong.fill_null(value=True)
        reasons.append(pl.when(met).then(pl.lit(reason)))
        values.append(pl.when(met).then(shown))
    told = table.with_columns(_reason=pl.coalesce(reasons), _value=pl.coalesce(values))
    bad = told.filter(pl.col("_reason").is_not_null())
    rejected = bad.select(pl.col(ROW).alias("row"), reason="_reason", value="_value")
    good = told.filter(pl.col("_reason").is_null()).drop("_reason", "_value")
    return good, frame(REJECTED, rejected.to_dict())


def used_up(rows: Rows, rejected: "polars.DataFrame") -> tuple[int, "polars.DataFrame"]:
    """How many rows of a block are reckoned into statements, and those that are not, broken ones included."""
    import polars as pl

    bad = pl.concat([rows.rejected, rejected])
    return rows.count - bad["row"].n_unique(), bad


def spelled(panel: "polars.DataFrame", *, keys: Sequence[str]) -> "polars.DataFrame":
    """The spells of a panel (column `year`) as `kg.readers.spells` makes them, by years `from` and `to`."""
    import polars as pl

    found = spells(panel, keys=keys, ongoing="never")
    first, final = (pl.col(name).cast(pl.Int64) for name in ("since", "until"))
    return found.select(*keys, first.alias("from"), final.alias("to"))


def finished(
    statements: "polars.DataFrame", *, count: int, rejected: "polars.DataFrame", **tables: Any
) -> Iterator[Batch]:
    """The batches of a file of `count` rows that was read whole; `tables` are what else a batch may have."""
    own = statements["row"].drop_nulls().n_unique()
    used = count - own - rejected["row"].n_unique()
    yield Batch(
        frame(STATEMENT), rows=count - own, rejected=rejected, used=used, share=1.0, **tables
    )
    for part in statements.iter_slices(_BATCH):
        yield Batch(part, rows=part["row"].drop_nulls().n_unique(), share=1.0)


def check_columns(table: "polars.DataFrame", columns: Sequence[str], path: Path) -> None:
    """Go on only if the table has these columns.

    Raises:
        DataError: it lacks one.
    """
    for name in columns:
        if name not in table.columns:
            found = [each for each in table.columns if each != ROW]
            hint = near(name, found)
            shown = alternatives(hint) if hint else ", ".join(found[:12])
            problem = f"has no column '{name}'; {'is it ' if hint else 'it has '}{shown}"
            raise DataError(problem + ("?" if hint else ""), file=str(path), line=1)
