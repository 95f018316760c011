"""The JSON of Wikibase, which Wikidata runs on: items of files, their labels, values and times."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import DataError
from kg.readers.jsonlines import json_lines, opened

Json = Mapping[str, Any]

_TIME = re.compile(r"([+-])0*(\d+)-(\d\d)-(\d\d)T.*")
_YEAR, _MONTH = 9, 10
_COARSE = {8: "decade", 7: "century", 6: "millennium"}
_JULIAN = "Q1985786"
_NO_TIME = {"somevalue": "at an unknown time", "novalue": "never"}
_LAST = 9999
# Julian days are counted from 0 March of the year 0, so that the day that leaps is the last of a year.
_BEFORE_0001 = (
    306 + 2
)  # days to 1 January of the year 1, less two: the calendars were that far apart


class Found(NamedTuple):
    """An item of a file, or None and the `problem` with how it begins; `share` as `json_lines` says."""

    item: Json | None
    problem: str
    shown: str
    share: float | None


def items(path: Path) -> Iterator[Found]:
    """The items of a file, or of the files Q*.json and Q*.json.gz of a folder, by name.

    A file is an answer of wbgetentities or of Special:EntityData, an item, a list of items, or has one of
    these a line, as the dumps do.

    Raises:
        DataError: it is no such file; a folder has no such files.
    """
    if path.is_dir():
        files = sorted(
            each for each in path.glob("Q*.json*") if each.name.endswith((".json", ".json.gz"))
        )
        if not files:
            raise DataError("no file Q*.json or Q*.json.gz in it", file=str(path))
        for number, file in enumerate(files, 1):
            for found in _items(file):
                yield found._replace(share=number / len(files))
    else:
        yield from _items(path)


def date_of(snak: Json) -> tuple[str | None, str | None]:
    """A time as date (YYYY, YYYY-MM, YYYY-MM-DD), or what is to be told of it where it is none.

    Days of the Julian calendar are turned into the Gregorian, as Wikidata does in RDF; years and months
    stand as they are. What is coarser than a year, before the year 1 or after 9999 is no date.

    >>> value = {"time": "+1498-06-22T00:00:00Z", "precision": 11, "calendarmodel": "x/Q1985786"}
    >>> date_of({"snaktype": "value", "datavalue": {"value": value}})
    ('1498-07-01', None)
    >>> value = {"time": "+1990-00-00T00:00:00Z", "precision": 8}
    >>> date_of({"snaktype": "value", "datavalue": {"value": value}})
    (None, 'the decade of 1990')
    """
    if snak.get("snaktype") != "value":
        return None, _NO_TIME.get(str(snak.get("snaktype")))
    value = snak["datavalue"]["value"]
    found = _TIME.fullmatch(str(value.get("time")))
    precision = int(value.get("precision", 0))
    if not found:
        return None, str(value.get("time"))
    year = found[2] if found[1] == "+" else f"-{found[2]}"
    if precision < _YEAR:
        return None, f"the {_COARSE.get(precision, 'age')} of {year}"
    if not 0 < int(year) <= _LAST:
        return None, year
    return _date(value, year.zfill(4), found[3], found[4]), None


def _date(value: Json, year: str, month: str, day: str) -> str:
    """The date as precise as it is."""
    precision = value["precision"]
    if precision == _YEAR or month == "00":
        return year
    if precision == _MONTH or day == "00":
        return f"{year}-{month}"
    if str(value.get("calendarmodel")).endswith(_JULIAN):
        return gregorian(int(year), int(month), int(day)).isoformat()
    return f"{year}-{month}-{day}"


def gregorian(year: int, month: int, day: int) -> datetime.date:
    """The day of the Gregorian calendar that a day of the Julian is; in the year 1 and later.

    >>> str(gregorian(1917, 10, 25)), str(gregorian(1582, 10, 5))
    ('1917-11-07', '1582-10-15')
    """
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)  # noqa: PLR2004  # February is last
    days = 365 * year + year // 4 + (153 * month + 2) // 5 + day
    return datetime.date.fromordinal(max(days - _BEFORE_0001, 1))


def item_of(snak: Json) -> str | None:
    """The Q-id of the item that is the value, None if it is none."""
    if snak.get("snaktype") != "value":
        return None
    value = snak.get("datavalue", {}).get("value")
    if not isinstance(value, Mapping) or value.get("entity-type") != "item":
        return None
    return str(value.get("id") or f"Q{value.get('numeric-id')}")


def text_of(snak: Json, labels: Mapping[str, str]) -> str:
    """The value as text for people: the label of an item, a date, an amount."""
    item = item_of(snak)
    if item is not None:
        return f"{labels[item]} ({item})" if item in labels else item
    if snak.get("snaktype") != "value":
        return {"somevalue": "unknown", "novalue": "none"}.get(str(snak.get("snaktype")), "?")
    value = snak.get("datavalue", {}).get("value")
    if not isinstance(value, Mapping):
        return " ".join(str(value).split())
    if "time" in value:
        return date_of(snak)[0] or date_of(snak)[1] or ""
    return str(value.get("text") or value.get("amount") or value.get("id") or json.dumps(value))


def in_language(texts: Json, languages: tuple[str, ...]) -> str | None:
    """The text in the first of the languages that has one, else in any that has: those in order."""
    order = [*languages, "mul", *sorted(texts)]
    return next((texts[each]["value"] for each in order if each in texts), None)


def _items(path: Path) -> Iterator[Found]:
    """The items of one file."""
    with opened(path) as (file, _):
        first = next((line for line in file if line.strip()), b"").strip().removesuffix(b",")
    if first != b"[" and not _parses(first):
        whole = _whole(path)
        for each in whole if isinstance(whole, list) else [whole]:
            yield from _of(each, 1.0)
        return
    for line in json_lines(path):
        if line.value is None:
            yield Found(None, f"line {line.number} is {line.problem}", line.shown, line.share)
        else:
            yield from _of(line.value, line.share)


def _of(value: Any, share: float) -> Iterator[Found]:
    """The items of a parsed value."""
    many = value.get("entities") if isinstance(value, Mapping) else None
    for each in many.values() if isinstance(many, Mapping) else [value]:
        kind = each.get("type", "item") if isinstance(each, Mapping) else None
        if kind != "item" or not isinstance(each.get("claims"), Mapping | list):
            shown = str(each.get("id", "")) if isinstance(each, Mapping) else str(each)[:60]
            what = kind if kind not in (None, "item") else "entity without claims"
            yield Found(None, f"no item, but of the kind: {what}", shown, share)
        else:
            yield Found(each, "", "", share)


def _parses(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text.removeprefix(b"\xef\xbb\xbf")), dict)
    except (ValueError, RecursionError):
        return False


def _whole(path: Path) -> Any:
    with opened(path) as (file, _):
        data = file.read()
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise DataError("is not in UTF-8, as JSON is", file=str(path)) from error
    except json.JSONDecodeError as error:
        problem = f"is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise DataError(problem, file=str(path), line=error.lineno) from error
    except RecursionError as error:
        raise DataError("is nested too deeply", file=str(path)) from error
