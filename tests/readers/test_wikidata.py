"""Items of Wikidata as statements: the persons of the data set, times, ranks, references, and what is none."""

import datetime
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.iris import ACTOR, KG, WD
from kg.readers.claims import meaning, what_values_are
from kg.readers.pipeline import Imported, ingest
from kg.readers.wikibase import date_of, gregorian, items
from kg.vocabulary import shipped_vocabulary
from tests.readers.asking import rows
from tests.shared import shared

WDT = "http://www.wikidata.org/prop/direct/"
PREFIX = f"PREFIX wdt: <{WDT}>\n"


def putin(**options: str) -> Imported:
    """The item of Vladimir Putin, imported."""
    return ingest(shared("wikidata-persons") / "Q7747.json.gz", reader="wikidata", options=options)


def labels() -> str:
    return str(shared("wikidata-persons") / "labels.json")


def snak(name: str, value: Any = None, kind: str = "value", datatype: str = "wikibase-item") -> Any:
    """A property with its value: a text that is a Q-id is an item, (time, precision) a time."""
    given: dict[str, Any] = {"snaktype": kind, "property": name, "datatype": datatype}
    if kind == "value":
        if isinstance(value, tuple):
            time, precision, *model = value
            value = {"time": time, "precision": precision,
                     "calendarmodel": f"http://www.wikidata.org/entity/{(model or ['Q1985727'])[0]}"}  # fmt: skip
        elif isinstance(value, str) and value[:1] == "Q" and value[1:].isdigit():
            value = {"entity-type": "item", "id": value}
        given["datavalue"] = {"value": value}
    return given


def claim(main: Any, *, rank: Any = "normal", references: Any = (), **qualifiers: Any) -> Any:
    """A statement; qualifiers are lists of snaks by property."""
    return {"mainsnak": main, "rank": rank, "id": "Q1$x", "qualifiers": qualifiers,
            "references": [{"snaks": each} for each in references]}  # fmt: skip


def item(*claims: Any, name: str = "Q1", label: str = "Ada") -> dict[str, Any]:
    """A human with these statements."""
    found: dict[str, list[Any]] = {"P31": [claim(snak("P31", "Q5"))]}
    for each in claims:
        found.setdefault(each["mainsnak"]["property"], []).append(each)
    return {"type": "item", "id": name, "labels": {"en": {"language": "en", "value": label}},
            "claims": found, "modified": "2024-05-06T07:08:09Z"}  # fmt: skip


def imported(folder: Path, *found: Any, **options: str) -> Imported:
    path = folder / "a.jsonl"
    path.write_text(
        "\n".join(each if isinstance(each, str) else json.dumps(each) for each in found)
    )
    return ingest(path, reader="wikidata", options=options)


def only(found: Imported) -> kg.Statement:
    (statement,) = found.dataset.statements.values()
    return statement


def test_the_file_holds_what_the_readme_counts() -> None:
    (found,) = items(shared("wikidata-persons") / "Q7747.json.gz")
    assert found.item is not None
    statements = [each for many in found.item["claims"].values() for each in many]
    assert len(found.item["claims"]) == 316
    assert len(statements) == 646
    assert sum("qualifiers" in each for each in statements) == 261
    assert sum("references" in each for each in statements) == 161


def test_every_statement_is_in_or_rejected_with_a_reason() -> None:
    found = putin()
    assert (found.rows, found.used) == (646, 1)
    assert found.statements + found.rejected.height + found.used == 646
    reasons = Counter(found.rejected["reason"].to_list())
    kinds = Counter({reason: n for reason, n in reasons.items() if "of the type" in reason})
    # By datatype, counted in the file: 256 external ids (one of them deprecated), 6 files of Commons, ...
    assert kinds == {
        f"the value is of the type {kind}, no item": number
        for kind, number in {"external-id": 256, "commonsMedia": 6, "string": 6, "quantity": 4,
                             "time": 3, "url": 3, "monolingualtext": 1}.items()
    }  # fmt: skip
    # P1344, P793, P607 and P3602 by the file.
    assert reasons["values of the property are events, no actors"] == sum(
        _of_property(name) for name in ("P1344", "P793", "P607", "P3602")
    )
    assert reasons["there is no value (novalue)"] == 2


def _of_property(name: str) -> int:
    path = shared("wikidata-persons") / "Q7747.json.gz"
    entity = json.loads(gzip.decompress(path.read_bytes()))["entities"]["Q7747"]
    return len(entity["claims"].get(name, ()))


def test_relations_are_as_many_as_the_statements_of_their_properties() -> None:
    found = Counter(each.predicate for each in putin().dataset.statements.values())
    wanted = {f"{WDT}{name}": _of_property(name) for name in
              ("P26", "P27", "P39", "P69", "P108", "P451", "P737", "P1038", "P1066")}  # fmt: skip
    # Two of five parties are "no value"; parents and children are one relation; so are memberships.
    wanted[f"{WDT}P102"] = _of_property("P102") - 2
    wanted[f"{WDT}P40"] = _of_property("P22") + _of_property("P25") + _of_property("P40")
    wanted[f"{KG}memberOf"] = sum(map(_of_property, ("P463", "P241", "P53")))
    wanted[f"{KG}leads"] = _of_property("P598")
    assert {name: found[name] for name in wanted} == wanted
    assert sum(found.values()) - sum(wanted.values()) == _others(set(found) - set(wanted))


def _others(relations: set[str]) -> int:
    return sum(_of_property(iri.removeprefix(WDT)) for iri in relations)


@pytest.mark.parametrize(
    ("name", "whom", "answer"),
    [
        # Worked out by hand from the JSON of the item.
        ("wdt:P26", "Q233282", [("1983-07-28", "2014-04-02", "Actual")]),
        ("wdt:P39", "Q218295", [("2000-05-07", "2008-05-07", "Actual"), ("2012-05-07", "", "Actual")]),
        ("wdt:P39", "Q4399975", [("1998-07-25", "1999-03-29", "Actual")]),
        ("wdt:P39", "Q842386", [("1999-08-16", "2000-05-07", "Actual"),
                                ("2008-05-08", "2012-05-07", "Actual")]),
        ("wdt:P39", "Q2350808", [("", "", "Denied")]),
        ("wdt:P108", "Q80919", [("1975", "1990", "Actual")]),
        ("wdt:P108", "Q4476368", [("1996-08", "1997-03-01", "Actual")]),
        ("wdt:P108", "Q2060629", [("1997-03-25", "1998-07", "Actual")]),
        ("wdt:P102", "Q4488786", [("1995-05", "1999", "Actual")]),
        ("wdt:P40", "Q130234753", [("", "", "Alleged")]),
        ("kg:memberOf", "Q4332090", [("1996-11-11", "", "Actual")]),
        ("kg:leads", "Q193159", [("2000", "", "Actual")]),
    ],
)  # fmt: skip
def test_statements_that_were_read_by_hand(
    name: str, whom: str, answer: list[tuple[str, ...]]
) -> None:
    question = f"""{PREFIX}SELECT ?since ?until ?status WHERE {{
        ?s rdf:subject actor:VladimirPutin ; rdf:predicate {name} ; rdf:object ?whom ; kg:status ?state .
        ?whom owl:sameAs wd:{whom} .
        OPTIONAL {{ ?s kg:since ?a }} OPTIONAL {{ ?s kg:until ?b }}
        BIND(COALESCE(STR(?a), "") AS ?since) BIND(COALESCE(STR(?b), "") AS ?until)
        BIND(STRAFTER(STR(?state), "#") AS ?status) }} ORDER BY ?since"""
    assert rows(_dataset(), question) == answer


_kept: dict[str, kg.Dataset] = {}


def _dataset() -> kg.Dataset:
    """Putin's item, imported once."""
    if "putin" not in _kept:
        _kept["putin"] = putin(labels=labels()).dataset
    return _kept["putin"]


def test_evidence_is_the_reference_with_the_statement_as_locator() -> None:
    statement = next(
        each for each in _dataset().statements.values() if each.predicate == f"{WDT}P26"
    )
    (evidence,) = statement.evidence
    source = _dataset().sources[evidence.source]
    assert evidence.locator == "q7747$E3DC0A9D-E9CE-4480-8AFB-F0658901FD66"
    assert str(source.url).startswith("https://www.nbcnews.com/news/world/meet-")


def test_all_persons_in_one_folder_meet_each_other() -> None:
    folder = shared("wikidata-persons")
    found = kg.ingest(folder, reader="wikidata", options={"labels": labels()})
    counts = [each.item for each in items(folder)]
    assert len(counts) == 8
    assert found.rows == sum(
        len(many) for each in counts if each for many in each["claims"].values()
    )
    daughters = {f"{WD}Q19364345", f"{WD}Q19816371"}
    ties = [
        s
        for s in found.dataset.statements.values()
        if s.predicate == f"{WDT}P40"
        and s.subject == f"{ACTOR}VladimirPutin"
        and set(found.dataset.actors[s.object].same_as) & daughters
    ]
    # Said of the father (P40) and of the daughter (P22): one statement, with the evidence of both.
    assert len(ties) == 2
    assert all(len({each.locator for each in tie.evidence}) > 1 for tie in ties)


def test_known_actors_are_met_by_their_wikidata_id(tmp_path: Path) -> None:
    path = tmp_path / "known.ttl"
    path.write_text(
        f"""@prefix kg: <{KG}> . @prefix actor: <{ACTOR}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix wd: <{WD}> .
        actor:KGB a kg:GovernmentBody ; skos:prefLabel "KGB"@en ; owl:sameAs wd:Q80919 ."""
    )
    found = ingest(
        shared("wikidata-persons") / "Q7747.json.gz", reader="wikidata", known=kg.load(path)
    )
    matched = found.matches.filter(found.matches["decision"] == "matched")
    assert matched.select("key", "rule", "actor").rows() == [
        ("Q159", "wikidata", f"{ACTOR}Russia"),
        ("Q80919", "wikidata", f"{ACTOR}KGB"),
    ]


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (("+1952-10-07T00:00:00Z", 11), ("1952-10-07", None)),
        (("+1952-10-07T00:00:00Z", 10), ("1952-10", None)),
        (("+1952-00-00T00:00:00Z", 9), ("1952", None)),
        (("+1952-00-00T00:00:00Z", 11), ("1952", None)),
        (("+1952-10-00T00:00:00Z", 11), ("1952-10", None)),
        (("+0987-01-01T00:00:00Z", 9), ("0987", None)),
        (("+1950-00-00T00:00:00Z", 8), (None, "the decade of 1950")),
        (("+1900-00-00T00:00:00Z", 7), (None, "the century of 1900")),
        (("-0044-03-15T00:00:00Z", 11), (None, "-44")),
        (("+12000-00-00T00:00:00Z", 9), (None, "12000")),
        (("+1498-06-22T00:00:00Z", 11, "Q1985786"), ("1498-07-01", None)),  # Wikidata's own conversion
        (("+1917-10-25T00:00:00Z", 11, "Q1985786"), ("1917-11-07", None)),
        (("+1917-10-25T00:00:00Z", 10, "Q1985786"), ("1917-10", None)),
        (("tomorrow", 11), (None, "tomorrow")),
    ],
)  # fmt: skip
def test_a_time_is_a_date_as_precise_as_it_is(value: Any, answer: tuple[str | None, ...]) -> None:
    assert date_of(snak("P580", value)) == answer


@given(st.dates(min_value=datetime.date(1, 1, 3)))
def test_the_calendars_agree_with_the_count_of_julian_days(day: datetime.date) -> None:
    """Back by the formula of Richards for Julian day numbers."""
    julian = day.toordinal() + 1721425 + 1401
    e = 4 * julian + 3
    h = 5 * (e % 1461 // 4) + 2
    month = (h // 153 + 2) % 12 + 1
    year = e // 1461 - 4716 + (14 - month) // 12
    if year >= 1:
        assert gregorian(year, month, h % 153 // 5 + 1) == day


@pytest.mark.parametrize(
    ("qualifiers", "dates", "note"),
    [
        ({"P580": [("+1990-00-00T00:00:00Z", 9)]}, ("1990", None, None), None),
        ({"P585": [("+1990-05-00T00:00:00Z", 10)]}, (None, None, "1990-05"), None),
        ({"P580": [("+1990-00-00T00:00:00Z", 9)], "P585": [("+1991-00-00T00:00:00Z", 9)]},
         ("1990", None, None), "point in time: 1991"),
        ({"P580": [("+1990-00-00T00:00:00Z", 8)]}, (None, None, None), "start: the decade of 1990"),
        ({"P582": [("+1990-00-00T00:00:00Z", 9), ("+1992-00-00T00:00:00Z", 9)]},
         (None, None, None), "end: 1990, 1992"),
        ({"P1365": ["Q3"], "P1545": ["4"]}, (None, None, None),
         "after (P1365): Cara (Q3); number in the series (P1545): 4"),
    ],
)  # fmt: skip
def test_qualifiers_are_dates_or_told(
    tmp_path: Path, qualifiers: Any, dates: tuple[Any, ...], note: str | None
) -> None:
    given = {name: [snak(name, each) for each in values] for name, values in qualifiers.items()}
    other = item(name="Q3", label="Cara")
    statement = only(imported(tmp_path, other, item(claim(snak("P26", "Q3"), **given))))
    found = tuple(
        str(each) if each else None for each in (statement.since, statement.until, statement.date)
    )
    assert (found, statement.note) == (dates, note)


def test_an_end_that_is_not_known_is_told(tmp_path: Path) -> None:
    given = {"P582": [snak("P582", kind="somevalue")]}
    assert only(imported(tmp_path, item(claim(snak("P26", "Q3"), **given)))).note == (
        "end: at an unknown time"
    )


@pytest.mark.parametrize(
    ("change", "status", "note"),
    [
        ({"rank": "preferred"}, "Actual", None),
        ({"rank": "deprecated"}, "Denied", "deprecated in Wikidata"),
        ({"P5102": [snak("P5102", "Q32188232")]}, "Alleged",
         "disputed or alleged in Wikidata; nature of the statement (P5102): Q32188232"),
    ],
)  # fmt: skip
def test_ranks_and_doubts_are_statuses(
    tmp_path: Path, change: Any, status: str, note: str | None
) -> None:
    statement = only(imported(tmp_path, item(claim(snak("P26", "Q3"), **change))))
    assert (statement.status.value, statement.note) == (status, note)


def test_references_are_pages_or_works_and_else_the_item_is_the_source(tmp_path: Path) -> None:
    page = snak("P854", "https://a.org/x", datatype="url")
    day = snak("P813", ("+2020-02-03T00:00:00Z", 11), datatype="time")
    cited = [
        {"P854": [page], "P813": [day], "P304": [snak("P304", "7")], "P123": [snak("P123", "Q4")]},
        {"P248": [snak("P248", "Q4")]},
        {"P143": [snak("P143", "Q328")]},
    ]
    paper = item(name="Q4", label="The Paper")
    found = imported(
        tmp_path,
        paper,
        item(claim(snak("P26", "Q3"), references=cited), claim(snak("P40", "Q5000"))),
    )
    sources = found.dataset.sources
    assert sorted(
        (s.predicate.removeprefix(WDT), sources[e.source].title, sources[e.source].publisher,
         str(sources[e.source].date), e.locator)
        for s in found.dataset.statements.values() for e in s.evidence if "P26" in s.predicate
    ) == [
        ("P26", "The Paper", None, _changed(tmp_path), "Q1$x"),
        ("P26", "https://a.org/x", "The Paper (Q4)", "2020-02-03", "Q1$x; page 7"),
    ]  # fmt: skip
    (plain,) = (s for s in found.dataset.statements.values() if "P40" in s.predicate)
    own = sources[plain.evidence[0].source]
    assert (own.title, own.url, str(own.date)) == (
        "Wikidata: Ada (Q1)", "https://www.wikidata.org/wiki/Q1", "2024-05-06",
    )  # fmt: skip


def _changed(folder: Path) -> str:
    moment = (folder / "a.jsonl").stat().st_mtime
    return datetime.datetime.fromtimestamp(moment, tz=datetime.UTC).date().isoformat()


@pytest.mark.parametrize(
    ("main", "reason", "value"),
    [
        (snak("P19", "Q649"), "values of the property are places, no actors", "Q1 P19 = Q649"),
        (snak("P227", "118", datatype="external-id"), "the value is of the type external-id, no item",
         "Q1 P227 = 118"),
        (snak("P26", kind="somevalue"), "the value is unknown (somevalue)", "Q1 P26 = unknown"),
        (snak("P26", kind="novalue"), "there is no value (novalue)", "Q1 P26 = none"),
        (snak("P569", ("+1952-10-07T00:00:00Z", 11), datatype="time"),
         "the value is of the type time, no item", "Q1 P569 = 1952-10-07"),
    ],
)  # fmt: skip
def test_what_is_no_tie_between_actors_is_rejected_with_its_reason(
    tmp_path: Path, main: Any, reason: str, value: str
) -> None:
    found = imported(tmp_path, item(claim(snak("P26", "Q3")), claim(main)))
    assert found.rejected.rows() == [(3, reason, value)]


def test_labels_languages_and_properties_are_options(tmp_path: Path) -> None:
    given = item(claim(snak("P9999", "Q3")), claim(snak("P26", "Q3")))
    given["labels"]["ru"] = {"language": "ru", "value": "Ада"}
    given["aliases"] = {"ru": [{"language": "ru", "value": "Адочка"}]}
    (tmp_path / "labels.json").write_text('{"Q3": "Cara", "P9999": "plays chess with"}')
    found = imported(
        tmp_path, given, labels=str(tmp_path / "labels.json"), languages="ru,en", properties="P9999"
    )
    statement = only(found)
    assert (found.rows, found.used) == (3, 2)
    assert found.sample == ("Ада plays chess with Cara; Q1$x",)
    assert found.dataset.actors[statement.subject].aliases == ("Ada", "Адочка")
    kind = found.dataset.vocabulary.relation_types[statement.predicate]
    assert (kind.iri, kind.label, int(kind.sign)) == (f"{WDT}P9999", "plays chess with", 0)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"properties": "spouse"}, "'spouse' is no property; write properties=P26,P39"),
        ({"labels": "nowhere.json"}, "nowhere.json: no such file of labels"),
        ({"label": "x"}, "the reader 'wikidata' has no option 'label'; did you mean 'labels'?"),
    ],
)
def test_options_without_sense_are_errors(
    tmp_path: Path, options: dict[str, str], error: str
) -> None:
    with pytest.raises(kg.KgError) as caught:
        imported(tmp_path, item(), **options)
    assert str(caught.value) == error


def test_a_class_may_be_given_for_those_whose_class_is_not_told(tmp_path: Path) -> None:
    found = imported(
        tmp_path, item(claim(snak("P108", "Q3")), claim(snak("P26", "Q4"))), type="Group"
    )
    assert {each.label: each.type.removeprefix(KG) for each in found.dataset.actors.values()} == {
        "Ada": "Person", "Q3": "Group", "Q4": "Person",
    }  # fmt: skip


def test_the_forms_of_files_are_told_apart(tmp_path: Path) -> None:
    """An answer of the API in lines or in one, a dump, an item a line, a list."""
    one, two = (
        item(claim(snak("P26", "Q3"))),
        item(claim(snak("P26", "Q3")), name="Q2", label="Bela"),
    )
    answer = {"entities": {"Q1": one, "Q2": two}}
    forms = [
        json.dumps(answer),
        json.dumps(answer, indent=1),
        f"[\n{json.dumps(one)},\n{json.dumps(two)}\n]\n",
        f"{json.dumps(one)}\n{json.dumps(two)}",
        json.dumps([one, two]),
    ]
    for text in forms:
        path = tmp_path / "a.json"
        path.write_text(text)
        assert [each.item for each in items(path)] == [one, two]


def test_broken_files_and_lines_are_told(tmp_path: Path) -> None:
    found = imported(
        tmp_path, item(claim(snak("P26", "Q3"))), '{"id": "Q2"', {"type": "property", "id": "P1"}
    )
    assert found.rejected.rows() == [
        (3, "line 2 is no JSON: expecting ',' delimiter", '{"id": "Q2"'),
        (4, "no item, but of the kind: property", "P1"),
    ]
    path = tmp_path / "a.json"
    path.write_text('{\n "entities": {')
    with pytest.raises(kg.DataError, match=r"a\.json:2: is no JSON: expecting"):
        ingest(path, reader="wikidata")
    (tmp_path / "empty").mkdir()
    with pytest.raises(kg.DataError, match=r"no file Q\*\.json or Q\*\.json\.gz in it"):
        ingest(tmp_path / "empty", reader="wikidata")


def test_the_meanings_of_properties_fit_the_vocabulary() -> None:
    """Parents run one way, whichever end says so; what is no actor is no relation."""
    assert [meaning(name).reverse for name in ("P22", "P25", "P40")] == [True, True, False]
    assert {meaning(name).relation for name in ("P22", "P25", "P40")} == {f"{WDT}P40"}
    assert what_values_are("P106") == "occupations, titles or degrees"
    words = shipped_vocabulary().relation_types
    assert {meaning(name).relation for name in ("P463", "P488", "P749")} <= set(words)
