"""Maps: which columns of a table are whom, what, when and says who; written in TOML, read strictly."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import DataError, UnknownName, alternatives
from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign
from kg.rdf.reading import read_bytes
from kg.readers.fields import Field, field_of, meant
from kg.readers.layout import Layout
from kg.readers.spells import ONGOING
from kg.readers.tables import ACTOR, INSTRUMENT, SOURCE, Reader
from kg.vocabulary import base_strength, shipped_vocabulary

_FILE = ("format", "delimiter", "quote", "encoding", "header", "columns", "null", "sheet")
_STATEMENT = (
    "subject", "relation", "object", "status", "since", "until", "date", "confidence", "amount", "unit",
    "instrument", "attributed_to", "note",
)  # fmt: skip
_FIELDS = {
    "statement": _STATEMENT,
    "subject": tuple(ACTOR),
    "object": tuple(ACTOR),
    "attributed_to": tuple(ACTOR),
    "instrument": tuple(INSTRUMENT),
    "source": tuple(SOURCE),
    "evidence": ("locator", "quote"),
}
_PANEL = ("time", "ongoing")
_TYPE = (
    "label", "definition", "family", "sign", "influence", "aspect", "symmetric", "strength", "goldstein",
    "cameo", "reason", "iri",
)  # fmt: skip
_SECTIONS = ("file", "where", *_FIELDS, "panel", "relation_types")


@dataclass(frozen=True)
class Map:
    """A map as it was read: the fields by section and name, the filter by column, the panel's year.

    `where` says of a column which values count, and whether it is those or all others.
    """

    path: str
    file: Mapping[str, Any]
    fields: Mapping[str, Mapping[str, Field]]
    where: Mapping[str, tuple[bool, tuple[str, ...]]] = field(default_factory=dict)
    time: str | None = None
    ongoing: str = "last"
    relation_types: tuple[RelationType, ...] = ()

    def layout(self, format: str) -> Layout:
        """How the table lies in a file of that format."""
        return Layout(
            format, **{name: value for name, value in self.file.items() if name != "format"}
        )


def mapped(path: str | Path) -> Reader:
    """The reader that a map makes: its name is that of the map's file.

    Raises:
        DataError: the map cannot be read, or has a key or a value that makes no sense; with its line.
    """
    from kg.readers.applying import apply

    found = read_map(path)
    return Reader(
        Path(path).stem, f"by the map {Path(path).name}", lambda file, _: apply(found, file)
    )


def read_map(path: str | Path) -> Map:
    """The map in a TOML file.

    Raises:
        DataError: as `mapped`.
    """
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8; save it as such", file=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        problem = re.sub(r" \(at .*\)$", "", str(error))
        raise DataError(
            f"is no TOML: {problem[:1].lower()}{problem[1:]}",
            file=str(path),
            line=int(line[1]) if line else None,
        ) from error
    return _Reading(str(path), text, given).map()


class _Reading:
    """A map while it is read; it knows where its keys stand."""

    def __init__(self, path: str, text: str, given: Mapping[str, Any]) -> None:
        self.path = path
        self.text = text
        self.given = given

    def map(self) -> Map:
        """The whole map."""
        self._keys("", self.given, _SECTIONS)
        for section in self.given:
            if not isinstance(self.given[section], Mapping):
                raise self.error(f"[{section}] is no table", section)
        file = self._file()
        fields = {section: self._fields(section) for section in _FIELDS}
        self._check_named(fields)
        panel = self.given.get("panel", {})
        self._keys("panel", panel, _PANEL)
        time, ongoing = panel.get("time"), panel.get("ongoing", "last")
        if ongoing not in ONGOING:
            raise self.error(
                f"unknown ongoing '{ongoing}'; use {alternatives(ONGOING)}", "panel", "ongoing"
            )
        if "panel" in self.given:
            self._check_panel(time, fields["statement"])
        return Map(
            path=self.path,
            file=file,
            fields=fields,
            where={
                column: self._filter(column, rule)
                for column, rule in self._section("where").items()
            },
            time=None if time is None else str(time).removeprefix("{").removesuffix("}"),
            ongoing=ongoing,
            relation_types=tuple(
                self._relation_type(name, given)
                for name, given in self._section("relation_types").items()
            ),
        )

    def error(self, problem: str, *keys: str) -> DataError:
        """An error that stands where the keys do."""
        return DataError(problem, file=self.path, line=line_of_key(self.text, keys))

    def _section(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.given.get(name, {})
        return found

    def _keys(self, section: str, given: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in given:
            if key not in known:
                place = f" in [{section}]" if section else ""
                what = "key" if section else "section"
                keys = (section, key) if section else (key,)
                raise self.error(f"unknown {what} '{key}'{place}; {meant(key, known)}", *keys)

    def _fields(self, section: str) -> dict[str, Field]:
        given = self._section(section)
        self._keys(section, given, _FIELDS[section])
        found = {}
        for key, value in given.items():

            def fail(problem: str, key: str = key) -> DataError:
                return self.error(problem, section, key)

            values = value if key == "aliases" and isinstance(value, list) else [value]
            for number, one in enumerate(values):
                name = key if number == 0 else f"{key} {number}"
                found[name] = field_of(f"[{section}] {key}", one, fail)
        return found

    def _check_named(self, fields: Mapping[str, Mapping[str, Field]]) -> None:
        """Each statement needs a relation and two actors."""
        if "relation" not in fields["statement"]:
            raise self.error('no relation; say relation = "alliedWith" in [statement]', "statement")
        for end in ("subject", "object"):
            naming = ("key", "label", "wikidata", "iso3", "iso2")
            if end not in fields["statement"] and not any(name in fields[end] for name in naming):
                raise self.error(f'no {end}; say label = "{{column}}" in [{end}]', end)

        if fields["source"] and not {"key", "url", "title"} & set(fields["source"]):
            raise self.error("the source has no title; give it one, or a url", "source")

    def _check_panel(self, time: object, statement: Mapping[str, Field]) -> None:
        if not isinstance(time, str):
            raise self.error(
                'the panel has no time; say time = "year", the column of years', "panel"
            )
        for name in ("since", "until", "date"):
            if name in statement:
                raise self.error(
                    f"a panel makes the dates itself; leave {name} out", "statement", name
                )

    def _file(self) -> dict[str, Any]:
        given = dict(self._section("file"))
        self._keys("file", given, _FILE)
        for name in ("columns", "null"):
            value = given.get(name, [])
            if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
                raise self.error(f"{name} is no list of texts", "file", name)
            given[name] = tuple(value)
        header = given.get("header", 1)
        if not isinstance(header, int) or header < 0:
            raise self.error("header is no line number, and not false", "file", "header")
        given["header"] = int(header)
        for name in ("format", "delimiter", "quote", "encoding", "sheet"):
            if not isinstance(given.get(name, ""), str):
                raise self.error(f"{name} is no text", "file", name)
        if len(given.get("delimiter", ",").encode()) != 1:
            problem = f"delimiter '{given['delimiter']}' is not one character of ASCII"
            raise self.error(problem, "file", "delimiter")
        if given.get("quote", "") not in ('"', ""):
            raise self.error(
                f"quote '{given['quote']}' is not '\"', and not empty", "file", "quote"
            )
        return given

    def _filter(self, column: str, rule: object) -> tuple[bool, tuple[str, ...]]:
        wanted = True
        if isinstance(rule, Mapping):
            if set(rule) != {"not"}:
                raise self.error(
                    f"'{column}' is no value, no list, no {{ not = [..] }}", "where", column
                )
            wanted, rule = False, rule["not"]
        values = rule if isinstance(rule, list) else [rule]
        if any(isinstance(value, list | Mapping) for value in values):
            raise self.error(
                f"'{column}' is no value, no list, no {{ not = [..] }}", "where", column
            )
        return wanted, tuple(str(value) for value in values)

    def _relation_type(self, name: str, given: Mapping[str, Any]) -> RelationType:
        section = f"relation_types.{name}"
        if not isinstance(given, Mapping):
            raise self.error(f"[{section}] is no table", "relation_types", name)
        self._keys(section, given, _TYPE)
        words = shipped_vocabulary()
        iri = given.get("iri", KG + name)
        if iri in words.relation_types:
            raise self.error(f"'{name}' is in the vocabulary already; leave it out", section)
        for key in ("label", "definition", "family"):
            if not isinstance(given.get(key), str):
                raise self.error(f"[{section}] has no {key}", section)
        try:
            family = words.family(given["family"])
        except UnknownName as error:
            raise self.error(str(error), section, "family") from error
        goldstein, strength = given.get("goldstein"), given.get("strength")
        base = base_strength(goldstein, strength)
        if base is None or not 0 < base <= 1:
            raise self.error(f"[{section}] has no strength in (0, 1] and no goldstein", section)
        return RelationType(
            iri=iri,
            label=given["label"],
            definition=given["definition"],
            family=family,
            sign=self._word(section, given, "sign", {str(int(sign)): sign for sign in Sign}),
            influence=self._word(section, given, "influence", {str(one): one for one in Influence}),
            aspect=self._word(section, given, "aspect", {str(one): one for one in Aspect}),
            symmetric=given.get("symmetric") is True,
            base=base,
            cameo=given.get("cameo"),
            goldstein=None if goldstein is None else float(goldstein),
            reason=given.get("reason"),
        )

    def _word(
        self, section: str, given: Mapping[str, Any], key: str, words: Mapping[str, Any]
    ) -> Any:
        value = str(given.get(key, ""))
        if value not in words:
            was = f"unknown {key} '{value}'" if value else f"no {key}"
            raise self.error(f"[{section}] has {was}; use {alternatives(words)}", section, key)
        return words[value]


def line_of_key(text: str, keys: tuple[str, ...]) -> int | None:
    """The line of a TOML text where a key stands, or else its section; None if that is not found.

    >>> line_of_key("[file]\\nnull = []\\n[subject]\\nlabel = 1", ("subject", "label"))
    4
    """
    section, found = "", None
    *outer, last = keys
    for number, line in enumerate(text.splitlines(), 1):
        header = re.fullmatch(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?", line)
        if header:
            section = re.sub(r"\s*\.\s*|[\"']", lambda m: "." if "." in m[0] else "", header[1])
            if section == ".".join(keys) or section == last:
                return number
            if section == ".".join(outer):
                found = number
        key = re.match(r"\s*([\"']?)(.+?)\1\s*=", line)
        if key and section == ".".join(outer) and key[2].partition(".")[0] == last:
            return number
    return found
