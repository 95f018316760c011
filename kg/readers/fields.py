"""The values of a mapping's fields: a column, columns in a text, or a constant, and what is made of them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import alternatives, near
from kg.readers.layout import ROW

if TYPE_CHECKING:
    import polars

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_KEYS = ("column", "template", "values", "default", "date_format", "decimal", "split")
_ISO_TIME = r"^(\d{4}-\d{2}-\d{2})[T ].*$"
_ISO = r"^\d{4}(-\d{2}){0,2}$"


@dataclass(frozen=True)
class Field:
    """A field of a mapping: `name` is what errors call it, "[statement] date" say.

    `parts` are (text, column) in turn, a column of None at the end. `values` are looked up, `default` is
    for what is not among them; `date_formats` are those of strptime, all of which are tried; `decimal` is
    the sign before decimals.
    """

    name: str
    parts: tuple[tuple[str, str | None], ...]
    values: Mapping[str, str] | None = None
    default: str | None = None
    date_formats: tuple[str, ...] = ()
    decimal: str | None = None
    split: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it takes."""
        return tuple(column for _, column in self.parts if column is not None)

    def text(self, columns: Iterable[str]) -> "polars.Expr":
        """The text as it stands in the table, null where a column of it is."""
        import polars as pl

        pieces = []
        for text, column in self.parts:
            pieces += [pl.lit(text)] if text else []
            if column is not None:
                name = ROW if column == "row" and column not in columns else column
                pieces.append(pl.col(name).cast(pl.String))
        if len(pieces) == 1:
            return pieces[0]
        return pl.concat_str(pieces) if pieces else pl.lit(None, pl.String)

    def value(self, columns: Iterable[str]) -> "polars.Expr":
        """What becomes of the text; null where nothing does: see `problem`."""
        import polars as pl

        text = self.text(columns)
        if self.values is not None:
            text = text.replace_strict(
                self.values, default=pl.lit(self.default), return_dtype=pl.String
            )
        elif self.default is not None:
            text = text.fill_null(self.default)
        if self.decimal is not None:
            others = {",": ".", ".": ","}[self.decimal]
            text = text.str.replace_all(rf"[{others}'’\s]", "").str.replace(
                self.decimal, ".", literal=True
            )
        return text

    def date(self, columns: Iterable[str]) -> "polars.Expr":
        """The text as a partial date, null where it is none, or could be two."""
        import polars as pl

        text = self.value(columns)
        if not self.date_formats:
            day = text.str.replace(_ISO_TIME, "$1")
            return pl.when(day.str.contains(_ISO)).then(day)
        found = pl.concat_list([_parsed(text, form) for form in self.date_formats])
        found = found.list.drop_nulls().list.unique()
        return pl.when(found.list.len() == 1).then(found.list.first())

    def problem(self, columns: Iterable[str], *, date: bool) -> "polars.Expr":
        """Why the text gives no value, null where it does or where there is no text."""
        import polars as pl

        text, problems = self.text(columns), []
        if self.values is not None and self.default is None:
            unknown = text.is_not_null() & self.value(columns).is_null()
            problems.append(pl.when(unknown).then(pl.lit(f"{self.name}: not among its values")))
        if date:
            wrong = self.value(columns).is_not_null() & self.date(columns).is_null()
            problems.append(pl.when(wrong).then(pl.lit(f"{self.name}: {self._no_date()}")))
        return pl.coalesce([*problems, pl.lit(None, pl.String)])

    def _no_date(self) -> str:
        if not self.date_formats:
            return 'not YYYY-MM-DD, YYYY-MM or YYYY; say its date_format, "%d/%m/%Y" say'
        one = len(self.date_formats) == 1
        return (
            f"no date of the form {self.date_formats[0]}" if one else "no date of its forms, or two"
        )


def field_of(name: str, given: object, fail: Callable[[str], Exception]) -> Field:
    """The field that a value of TOML stands for: a text with {columns}, a number, or a table.

    `fail` makes the error of a problem.
    """
    if isinstance(given, bool | int | float):
        return Field(name, ((str(given).lower() if isinstance(given, bool) else str(given), None),))
    if isinstance(given, str):
        return Field(name, _parts(name, given, fail))
    if not isinstance(given, Mapping):
        raise fail(f"{name} is no text with {{columns}} and no table")
    return _from_table(name, given, fail)


def _from_table(name: str, given: Mapping[str, Any], fail: Callable[[str], Exception]) -> Field:
    for key in given:
        if key not in _KEYS:
            raise fail(f"unknown key '{key}' in {name}; {meant(key, _KEYS)}")
    if ("column" in given) == ("template" in given):
        raise fail(f"{name} needs either a column or a template")
    for key in ("column", "template", "default", "split", "decimal"):
        if not isinstance(given.get(key, ""), str):
            raise fail(f"{key} of {name} is no text")
    parts = (("", given["column"]),) if "column" in given else _parts(name, given["template"], fail)
    values = given.get("values")
    if values is not None and not isinstance(values, Mapping):
        raise fail(f"values of {name} is no table of what is read and what it means")
    forms = given.get("date_format", ())
    forms = (forms,) if isinstance(forms, str) else tuple(forms)
    for form in forms:
        if not isinstance(form, str) or "%" not in form:
            raise fail(f"date_format '{form}' of {name} has no % sign; write it like %d.%m.%Y")
    if given.get("decimal") not in (None, ",", "."):
        raise fail(f"decimal of {name} is neither a comma nor a point")
    return Field(
        name,
        parts,
        values=None if values is None else {str(k): str(v) for k, v in values.items()},
        default=given.get("default"),
        date_formats=forms,
        decimal=given.get("decimal"),
        split=given.get("split"),
    )


def meant(key: str, known: Iterable[str]) -> str:
    """What a misspelt key could be: the near ones, or all."""
    known = tuple(known)
    if not known:
        return "there is none"
    hint = near(key, known)
    return f"did you mean {alternatives(hint)}?" if hint else f"use {alternatives(known)}"


def _parts(
    name: str, template: str, fail: Callable[[str], Exception]
) -> tuple[tuple[str, str | None], ...]:
    """The pieces of a text with {columns} in it; {{ and }} are braces."""
    parts: list[tuple[str, str | None]] = []
    text, place = "", 0
    for match in _PART.finditer(template):
        text += template[place : match.start()]
        place = match.end()
        if match[1] is None:
            text += match[0][0]
        else:
            parts.append((text, match[1].strip()))
            text = ""
    text += template[place:]
    if re.search(r"[{}]", _PART.sub("", template)):
        raise fail(f"{name} has a brace without its other; write {{{{ or }}}} for a brace")
    return (*parts, (text, None)) if text or not parts else tuple(parts)


def _parsed(text: "polars.Expr", form: str) -> "polars.Expr":
    """The dates that a text is in a format, as precise as the format is."""
    if any(sign in form for sign in ("%d", "%e", "%j", "%F", "%D", "%x")):
        return text.str.to_date(form, strict=False).dt.strftime("%Y-%m-%d")
    if any(sign in form for sign in ("%m", "%b", "%B", "%h")):
        return (text + " 01").str.to_date(f"{form} %d", strict=False).dt.strftime("%Y-%m")
    return (text + " 01 01").str.to_date(f"{form} %m %d", strict=False).dt.strftime("%Y")
