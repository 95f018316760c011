"""Scenarios in TOML files: what is supposed, under a title; strictly read."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import DataError, OptionError
from kg.rdf.reading import read_bytes
from kg.readers.fields import meant
from kg.readers.mapping import line_of_key
from kg.scenario.records import MEASURES, Scenario

_KEYS = (
    *("title", "note", "retract", "add", "suspend", "actors"),
    *("at", "known_by", "measures", "weighted", "pairs"),
)
_EXAMPLES = Path(__file__).parent / "examples"
_PAIR = 2


def shipped_scenarios() -> dict[str, Path]:
    """The scenarios that the package ships, by name: the article's own questions."""
    return {path.stem: path for path in sorted(_EXAMPLES.glob("*.toml"))}


def read_scenario(path: str | Path) -> Scenario:
    """The scenario in a TOML file, or the shipped one of that name.

    Keys are those of `kg.whatif`, and `note`: retract, add and suspend are texts or lists of texts,
    pairs a list of pairs, [actors] a table from names to classes.

    Raises:
        OptionError: there is neither such a file nor such a scenario.
        DataError: the file cannot be read, or has a key or a value that makes no sense; with its line.
    """
    shipped = shipped_scenarios()
    name = str(path)
    if name in shipped and not Path(path).exists():
        path = shipped[name]
    elif Path(path).suffix != ".toml" and not Path(path).exists():
        raise OptionError(f"unknown scenario '{name}'; {meant(name, shipped)}")
    try:
        text = read_bytes(path).decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8; save it as such", file=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        problem = re.sub(r" \(at .*\)$", "", str(error))
        problem = f"is no TOML: {problem[:1].lower()}{problem[1:]}"
        last = len(text.splitlines())
        raise DataError(problem, file=str(path), line=int(line[1]) if line else last) from error
    return _Reading(str(path), text, given).scenario()


class _Reading:
    """A scenario while it is read; it knows where its keys stand."""

    def __init__(self, path: str, text: str, given: Mapping[str, Any]) -> None:
        self.path = path
        self.text = text
        self.given = given

    def scenario(self) -> Scenario:
        """The whole scenario."""
        for key in self.given:
            if key not in _KEYS:
                raise self.error(f"unknown key '{key}'; {meant(key, _KEYS)}", key)
        found = Scenario(
            title=self.one("title") or Path(self.path).stem,
            retract=self.several("retract"),
            add=self.several("add"),
            suspend=self.several("suspend"),
            actors=self.actors(),
            at=self.date("at"),
            measures=self.several("measures") or MEASURES,
            weighted=self.flag("weighted"),
            pairs=self.pairs(),
            note=self.one("note"),
            known_by=self.date("known_by"),
        )
        if not (found.retract or found.add or found.suspend):
            raise DataError("supposes nothing; give retract, add or suspend", file=self.path)
        return found

    def error(self, problem: str, *keys: str) -> DataError:
        """An error that stands where the key does."""
        return DataError(problem, file=self.path, line=line_of_key(self.text, keys))

    def one(self, key: str) -> str | None:
        """A text."""
        value = self.given.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(f"{key} '{value}' is no text", key)
        return value

    def several(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        value = self.given.get(key, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise self.error(f"{key} '{value}' is neither a text nor a list of texts", key)
        return tuple(values)

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.given.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key} '{value}' is neither true nor false", key)
        return value

    def date(self, key: str) -> str | None:
        """A date: a text, or TOML's own, or a year."""
        value = self.given.get(key)
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.one(key)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """A list of pairs."""
        value = self.given.get("pairs", [])
        whole = isinstance(value, list) and all(
            isinstance(each, list)
            and len(each) == _PAIR
            and all(isinstance(name, str) for name in each)
            for each in value
        )
        if not whole:
            raise self.error(f"pairs '{value}' is no list of pairs of actors", "pairs")
        return tuple((a, b) for a, b in value)

    def actors(self) -> dict[str, str]:
        """A table from names to classes."""
        value = self.given.get("actors", {})
        if not isinstance(value, dict):
            raise self.error(f"actors '{value}' is no table from names to classes", "actors")
        for name, kind in value.items():
            if not isinstance(kind, str):
                raise self.error(f"the class '{kind}' of '{name}' is no text", "actors", name)
        return dict(value)
