"""Items of Wikidata: statements between actors, with qualifiers as dates and references as evidence.

What the statements of a property mean is said in `kg.readers.claims`. A deprecated statement is Denied, one
that is disputed or alleged is Alleged, all others are Actual, whatever their rank.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DataError, OptionError
from kg.iris import WD
from kg.readers.claims import KINDS, QUALIFIERS, Meaning, meaning, what_values_are
from kg.readers.parts import Part, Row
from kg.readers.tables import Batch, Reader
from kg.readers.wikibase import Json, date_of, in_language, item_of, items, text_of

_BATCH = 20_000
_BOUNDS = {"P580": "since", "P582": "until", "P585": "date"}
_TOLD = {"since": "start", "until": "end", "date": "point in time"}
_ALLEGED = frozenset(("Q18912752", "Q32188232"))  # disputed, allegedly
_OF_NATURE = ("P5102", "P1480")
_PAGE = "https://www.wikidata.org/wiki/"


def _read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
    """The statements of all items, then those who are named in them."""
    reading = _Reading(options)
    share: float | None = None
    for found in items(path):
        if found.item is None:
            reading.record += 1
            reading.part.rows += 1
            reading.part.reject(reading.record, found.problem, found.shown)
        else:
            reading.take(found.item)
        share = found.share
        if reading.part.rows >= _BATCH:
            yield reading.batch(share)
    reading.name_the_others()
    yield reading.batch(1.0)


class _Reading:
    """Items while they are read; `record` counts the statements of the file."""

    def __init__(self, options: Mapping[str, str]) -> None:
        self.languages = tuple(options.get("languages", "en").replace(" ", "").split(","))
        self.labels = _labels(options.get("labels"))
        self.wanted = _properties(options.get("properties"))
        self.type = options.get("type")
        self.record = 0
        self.part = Part()
        self.meanings: dict[str, Meaning] = {}
        self.described: set[str] = set()
        self.named: dict[str, str | None] = {}  # the classes of values, by id

    def batch(self, share: float | None) -> Batch:
        """What has come together, and begin anew."""
        part, self.part = self.part, Part()
        kinds = (each.declared for each in self.meanings.values())
        return part.batch(share, [kind for kind in kinds if kind is not None])

    def take(self, item: Json) -> None:
        """All statements of an item."""
        own = str(item["id"])
        self._describe(own, item)
        page = {"key": _PAGE + own, "title": f"Wikidata: {self._shown(own)}", "publisher": "Wikidata",
                "url": _PAGE + own, "date": str(item.get("modified", ""))[:10] or None}  # fmt: skip
        self.part.sources.append(page)
        claims = item["claims"] if isinstance(item["claims"], Mapping) else {}
        for name, statements in claims.items():
            for statement in statements:
                self.record += 1
                self.part.rows += 1
                if (self.wanted and name not in self.wanted) or name == "P31":
                    self.part.used += 1
                else:
                    self._state(own, name, statement)

    def name_the_others(self) -> None:
        """Those who are values and no items of the file, by the labels that are given."""
        for name, kind in self.named.items():
            if name not in self.described:
                self.part.actors.append(
                    {
                        "key": name,
                        "label": self.labels.get(name),
                        "type": kind or self.type,
                        "wikidata": name,
                    }
                )

    def _describe(self, own: str, item: Json) -> None:
        if own in self.described:
            return
        self.described.add(own)
        label = in_language(item.get("labels") or {}, self.languages) or self.labels.get(own) or own
        self.labels[own] = label
        aliases = [
            text["value"]
            for language in self.languages
            for text in [
                *filter(None, [(item.get("labels") or {}).get(language)]),
                *((item.get("aliases") or {}).get(language) or ()),
            ]
        ]
        claims = item["claims"] if isinstance(item["claims"], Mapping) else {}
        kinds = [KINDS.get(item_of(each["mainsnak"]) or "") for each in claims.get("P31", ())]
        about = in_language(item.get("descriptions") or {}, self.languages)
        self.part.actors.append(
            {"key": own, "label": label, "type": next(filter(None, kinds), self.type), "wikidata": own,
             "aliases": [each for each in dict.fromkeys(aliases) if each != label], "note": about}
        )  # fmt: skip

    def _state(self, own: str, name: str, statement: Json) -> None:
        """The statement, a row a reference, or the reason why it is none."""
        snak = statement["mainsnak"]
        other = item_of(snak)
        reason = _reason(name, snak, other)
        if reason is not None or other is None:
            value = f"{own} {self._shown(name)} = {text_of(snak, self.labels)}"
            self.part.reject(self.record, reason or "", value)
            return
        if name not in self.meanings:
            self.meanings[name] = meaning(name, self.labels.get(name))
        means = self.meanings[name]
        self.named[other] = self.named.get(other) or means.type
        dates, notes = _period(statement)
        status, word = _status(statement)
        notes = [*word, *notes, *self._qualifiers(statement)]
        common = {
            "row": self.record,
            "subject": other if means.reverse else own,
            "relation": means.relation,
            "object": own if means.reverse else other,
            "status": status,
            **dates,
            "note": "; ".join(notes) or None,
        }
        cited = [row for each in statement.get("references", ()) for row in self._cited(each)]
        for row in cited or [{"source": _PAGE + own}]:
            place = [str(statement["id"]), *filter(None, [row.pop("place", None)])]
            self.part.statements.append({**common, **row, "locator": "; ".join(place)})

    def _qualifiers(self, statement: Json) -> Iterator[str]:
        """The qualifiers that are no bounds, told."""
        for name, snaks in statement.get("qualifiers", {}).items():
            if name not in _BOUNDS:
                values = ", ".join(text_of(each, self.labels) for each in snaks)
                word = self.labels.get(name) or QUALIFIERS.get(name)
                yield f"{f'{word} ({name})' if word else name}: {values}"

    def _cited(self, reference: Json) -> list[Row]:
        """The sources of a reference: its pages, else the work that it names; none where it names neither."""
        snaks = reference.get("snaks", {})

        def first(*names: str) -> str | None:
            found = (text_of(each, self.labels) for name in names for each in snaks.get(name, ()))
            return next(found, None)

        days = [date_of(each)[0] for name in ("P577", "P813") for each in snaks.get(name, ())]
        about = {"author": first("P50", "P2093"), "date": next(filter(None, days), None)}
        more = {"quote": first("P1683"), "place": _place(first("P304"), first("P958"))}
        pages = [each["datavalue"]["value"] for name in ("P854", "P4656")
                 for each in snaks.get(name, ()) if each.get("snaktype") == "value"]  # fmt: skip
        works = [found for each in snaks.get("P248", ()) if (found := item_of(each))]
        publisher = first("P123", "P248", "P143")
        for page in pages:
            title = first("P1476") or page
            self.part.sources.append(
                {"key": page, "title": title, "url": page, "publisher": publisher, **about}
            )
        if pages:
            return [{"source": page, **more} for page in pages]
        for work in works:
            title = self.labels.get(work) or f"Wikidata item {work}"
            self.part.sources.append(
                {"key": WD + work, "title": title, "url": _PAGE + work, **about}
            )
        return [{"source": WD + work, **more} for work in works]

    def _shown(self, name: str) -> str:
        return f"{self.labels[name]} ({name})" if name in self.labels else name


def _reason(name: str, snak: Json, other: str | None) -> str | None:
    """Why a statement is none between actors; None where it is."""
    what = what_values_are(name)
    kind = snak.get("datatype", "")
    if what is not None:
        return f"values of the property are {what}, no actors"
    if kind not in ("", "wikibase-item"):
        return f"the value is of the type {kind}, no item"
    if snak.get("snaktype") == "somevalue":
        return "the value is unknown (somevalue)"
    if snak.get("snaktype") == "novalue":
        return "there is no value (novalue)"
    return "the value is no item" if other is None else None


def _period(statement: Json) -> tuple[dict[str, str], list[str]]:
    """The dates that are one each, and what is to be told of others."""
    dates: dict[str, str] = {}
    notes: list[str] = []
    for name, bound in _BOUNDS.items():
        found = [date_of(each) for each in statement.get("qualifiers", {}).get(name, ())]
        days = [day for day, _ in found if day]
        told = [*(other for _, other in found if other), *(days if len(days) > 1 else ())]
        if len(days) == 1:
            dates[bound] = days[0]
        if told:
            notes.append(f"{_TOLD[bound]}: {', '.join(told)}")
    if len(dates) > 1 and "date" in dates:
        notes.append(f"{_TOLD['date']}: {dates.pop('date')}")
    return dates, notes


def _status(statement: Json) -> tuple[str | None, list[str]]:
    """Denied, Alleged, or None, and a word on it."""
    if statement.get("rank") == "deprecated":
        return "Denied", ["deprecated in Wikidata"]
    qualifiers = statement.get("qualifiers", {})
    natures = {item_of(each) for name in _OF_NATURE for each in qualifiers.get(name, ())}
    if natures & _ALLEGED:
        return "Alleged", ["disputed or alleged in Wikidata"]
    return None, []


def _place(page: str | None, section: str | None) -> str | None:
    parts = [f"page {page}" if page else None, f"section {section}" if section else None]
    return ", ".join(filter(None, parts)) or None


def _properties(text: str | None) -> frozenset[str]:
    """The properties that are asked for, none where all are."""
    names = (text or "").replace(" ", "").split(",") if text is not None else []
    for name in names:
        if not re.fullmatch(r"P[1-9]\d*", name):
            raise OptionError(f"'{name}' is no property; write properties=P26,P39")
    return frozenset(names)


def _labels(path: str | None) -> dict[str, str]:
    """The labels in a file, by id."""
    if path is None:
        return {}
    try:
        found: Any = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise DataError("no such file of labels", file=path) from error
    except (ValueError, RecursionError) as error:
        raise DataError("is no JSON, as a file of labels is", file=path) from error
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise DataError('holds no labels; write {"Q5": "human", ...}', file=path)
    return dict(found)


READER = Reader(
    "wikidata",
    "Items of Wikidata in JSON (wbgetentities, a line each, or a folder of Q*.json)",
    _read,
    options={
        "labels": "JSON file of labels of properties and items, by id",
        "languages": "languages of labels and aliases, the first that there is; en if not given",
        "properties": "properties to take, as P26,P39; others are left out; all if not given",
        "type": "the class of actors of whom no other is known, such as Group; kg:Actor if not given",
    },
)
