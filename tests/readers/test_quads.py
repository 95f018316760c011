"""Temporal quads: instants and intervals, counted again with plain Python on the real data sets."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.identity.registering import countries
from kg.iris import ACTOR, KG, WD
from kg.readers.cameo import CAMEO
from kg.readers.pipeline import Imported, ingest
from kg.readers.properties import REVERSED, SAME, WDT, property_type
from kg.readers.relating import RELATION, relation_named
from kg.vocabulary import shipped_vocabulary
from tests.readers.asking import rows
from tests.shared import shared

ENTITIES = "ADA\t0\nBela\t1\nGERMANY\t2\n"
RELATIONS = "Make a visit\t0\nplays chess with\t1\n"
TIMES = '{"2026-01-05 00:00:00": 0, "2026-01-05 09:30:00": 570}'


def quads(folder: Path, text: str, entities: str = ENTITIES, relations: str = RELATIONS,
          times: str | None = TIMES) -> Path:  # fmt: skip
    """A file of quads with its maps beside it."""
    (folder / "entity2id.txt").write_text(entities, encoding="utf-8")
    (folder / "relation2id.txt").write_text(relations, encoding="utf-8")
    if times is not None:
        (folder / "ts2id.json").write_text(times, encoding="utf-8")
    path = folder / "quads.txt"
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, **options: str) -> Imported:
    return ingest(path, reader="quads", options=options)


def said(found: Imported) -> list[tuple[str, ...]]:
    """Subject, relation, object and dates of the statements, in the order of the file."""
    by_row = sorted(
        found.dataset.statements.values(), key=lambda each: str(each.evidence[0].locator)
    )
    return [
        (
            each.subject.removeprefix(ACTOR),
            each.predicate.rpartition("/")[2].rpartition("#")[2],
            each.object.removeprefix(ACTOR),
            *(str(date) if date else "" for date in (each.date, each.since, each.until)),
        )
        for each in by_row
    ]


# ---- Instants -------------------------------------------------------------------------------------


def test_an_instant_is_an_act_of_its_day_with_the_hour_in_the_locator(tmp_path: Path) -> None:
    found = read(quads(tmp_path, "0\t0\t2\t570\t0\n0\t1\t1\t0\t0\n"))
    assert said(found) == [
        ("Ada", "042", "Germany", "2026-01-05", "", ""),
        ("Ada", "plays-chess-with", "Bela", "2026-01-05", "", ""),
    ]
    locators = {e.locator for s in found.dataset.statements.values() for e in s.evidence}
    assert locators == {"row 1; 2026-01-05 09:30:00", "row 2"}


def test_four_columns_are_instants(tmp_path: Path) -> None:
    assert said(read(quads(tmp_path, "0\t0\t2\t570\n"))) == [
        ("Ada", "042", "Germany", "2026-01-05", "", "")
    ]


@pytest.mark.parametrize(
    ("epoch", "unit", "number", "date", "locator"),
    [
        ("2014-01-01", "hours", "24", "2014-01-02", "row 1"),
        ("2014-01-01", "days", "31", "2014-02-01", "row 1"),
        ("2026-01-01", "minutes", "6330", "2026-01-05", "row 1; 2026-01-05 09:30:00"),
        ("2026-01-01T12:00", "hours", "13", "2026-01-02", "row 1; 2026-01-02 01:00:00"),
    ],
)
def test_an_epoch_and_a_unit_do_instead_of_a_file_of_times(
    tmp_path: Path, epoch: str, unit: str, number: str, date: str, locator: str
) -> None:
    path = quads(tmp_path, f"0\t0\t2\t{number}\t0\n", times=None)
    found = read(path, epoch=epoch, unit=unit)
    (statement,) = found.dataset.statements.values()
    assert (str(statement.date), statement.evidence[0].locator) == (date, locator)


def test_a_relation_of_no_known_meaning_is_neutral(tmp_path: Path) -> None:
    found = read(quads(tmp_path, "0\t1\t1\t0\t0\n"))
    kind = found.dataset.vocabulary.relation_types[f"{RELATION}plays-chess-with"]
    assert (kind.label, kind.family, int(kind.sign), kind.base) == (
        "plays chess with",
        f"{KG}structurallyTiedTo",
        0,
        0.05,
    )
    assert (kind.aspect, kind.influence) == (kg.model.Aspect.ACT, kg.model.Influence.NONE)
    assert relation_named("plays chess with", act=False).act is False


def test_names_that_lose_letters_in_an_iri_stay_apart() -> None:
    iris = {relation_named(name, act=True).iri for name in ("a b", "a-b", "A b", "Ж", "Щ")}
    assert len(iris) == 5
    assert f"{RELATION}a-b" in iris


@pytest.mark.parametrize(
    ("row", "reason", "value"),
    [
        ("9\t0\t1\t0\t0", "unknown id of an entity", "9"),
        ("0\t0\t9\t0\t0", "unknown id of an entity", "9"),
        ("0\t9\t1\t0\t0", "unknown id of a relation", "9"),
        ("0\t0\t1\t77\t0", "unknown time", "77"),
        ("0\t0\t1\t\t0", "no time", ""),
        ("\t0\t1\t0\t0", "no head", ""),
        ("0\t0\t1", "3 cells, not 5", "0\t0\t1"),
    ],
)
def test_what_the_maps_do_not_know_is_rejected(
    tmp_path: Path, row: str, reason: str, value: str
) -> None:
    found = read(quads(tmp_path, f"0\t0\t1\t0\t0\n{row}\n"))
    assert (found.statements, found.rejected.rows()) == (1, [(2, reason, value)])


@pytest.mark.parametrize("number", ["1.5", "soon", "99999999999"])
def test_a_time_that_is_no_whole_number_of_steps_is_rejected(tmp_path: Path, number: str) -> None:
    path = quads(tmp_path, f"0\t0\t1\t0\t0\n0\t0\t1\t{number}\t0\n", times=None)
    found = read(path, epoch="2026-01-01", unit="days")
    assert found.rejected.rows() == [(2, "unknown time", number)]


# ---- Intervals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "since", "until"),
    [
        ("2003-##-##", "2005-##-##", "2003", "2005"),
        ("2003-04-##", "2005-06-07", "2003-04", "2005-06-07"),
        ("####-##-##", "2005-##-##", "", "2005"),
        ("1962-##-##", "####-##-##", "1962", ""),
        ("1962", "####", "1962", ""),
        ("937-##-##", "961-##-##", "0937", "0961"),
        ("79-##-##", "81", "0079", "0081"),
        ("####-##-##", "####-##-##", "", ""),
    ],
)
def test_an_interval_is_a_tie_with_what_is_known_of_its_bounds(
    tmp_path: Path, start: str, end: str, since: str, until: str
) -> None:
    found = read(quads(tmp_path, f"0\t1\t1\t{start}\t{end}\n"), form="intervals")
    assert said(found) == [("Ada", "plays-chess-with", "Bela", "", since, until)]


@pytest.mark.parametrize(
    ("start", "end", "reason", "value"),
    [
        ("2009-##-##", "2007-##-##", "since is after until", "2009 to 2007"),
        (
            "2009-##-05",
            "####-##-##",
            "since is no date (YYYY, YYYY-MM or YYYY-MM-DD)",
            "2009-##-05",
        ),
        (
            "2009-02-30",
            "####-##-##",
            "since is no date (YYYY, YYYY-MM or YYYY-MM-DD)",
            "2009-02-30",
        ),
        ("-453", "####", "since is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "-453"),
    ],
)
def test_an_interval_that_cannot_be_is_rejected(
    tmp_path: Path, start: str, end: str, reason: str, value: str
) -> None:
    path = quads(tmp_path, f"0\t1\t1\t2001-##-##\t2002-##-##\n0\t1\t1\t{start}\t{end}\n")
    assert read(path).rejected.rows() == [(2, reason, value)]


def test_an_act_of_one_year_has_that_date_and_a_tie_keeps_its_bounds(tmp_path: Path) -> None:
    text = "0\t0\t1\t2001-##-##\t2001-##-##\n0\t0\t1\t2001-##-##\t2002-##-##\n0\t1\t1\t2001-##-##\t2001-##-##\n"
    found = read(quads(tmp_path, text, "Q1\t0\nQ2\t1\n", "P166\t0\nP54\t1\n"))
    assert said(found) == [
        ("Q1", "P166", "Q2", "2001", "", ""),
        ("Q1", "P166", "Q2", "", "2001", "2002"),
        ("Q1", "P54", "Q2", "", "2001", "2001"),
    ]


def test_properties_of_wikidata_are_words_of_the_vocabulary_where_they_mean_one(
    tmp_path: Path,
) -> None:
    text = "".join(f"0\t{n}\t1\t2001-##-##\t####-##-##\n" for n in range(4))
    found = read(quads(tmp_path, text, "Q183\t0\nQ567\t1\n", "P6\t0\nP463\t1\nP551\t2\nP9999\t3\n"))
    assert [row[:3] for row in said(found)] == [
        ("Q567", "leads", "Germany"),  # a country has a head; who is head leads the country
        ("Germany", "memberOf", "Q567"),
        ("Germany", "livesIn", "Q567"),
        ("Germany", "P9999", "Q567"),
    ]
    head = found.dataset.actors[f"{ACTOR}Q567"]
    assert (head.type, head.same_as) == (f"{KG}Person", (f"{WD}Q567",))
    assert set(found.dataset.vocabulary.relation_types) - set(shipped_vocabulary().relation_types) == {
        f"{WDT}P9999"
    }  # fmt: skip


def test_a_class_is_told_by_properties_that_agree_or_by_the_option(tmp_path: Path) -> None:
    entities = "Q1\t0\nQ2\t1\nQ3\t2\nDEUTSCHLAND\t3\n"
    text = "0\t0\t1\t2001\t####\n1\t0\t2\t2001\t####\n2\t1\t3\t2001\t####\n"
    path = quads(tmp_path, text, entities, "P54\t0\nP31\t1\n")

    def classes(found: Imported) -> dict[str, str]:
        return {each.label: each.type.removeprefix(KG) for each in found.dataset.actors.values()}

    known = {"Q1": "Person", "Q3": "NonGovernmentalOrganisation", "Deutschland": "Actor"}
    assert classes(read(path)) == {**known, "Q2": "Actor"}
    known["Deutschland"] = "Group"
    assert classes(read(path, type="Group")) == {**known, "Q2": "Group"}


def test_a_country_is_met_by_its_name_whatever_class_the_others_get(tmp_path: Path) -> None:
    found = read(quads(tmp_path, "0\t0\t2\t0\t0\n"), type="Group")
    assert {each.label: each.type.removeprefix(KG) for each in found.dataset.actors.values()} == {
        "Ada": "Group",
        "Germany": "State",
    }


# ---- Files and options ----------------------------------------------------------------------------


def test_maps_may_stand_elsewhere_and_be_packed(tmp_path: Path) -> None:
    path = quads(tmp_path, "0\t0\t2\t570\t0\n")
    elsewhere = tmp_path / "maps"
    elsewhere.mkdir()
    for name in ("entity2id.txt", "relation2id.txt", "ts2id.json"):
        (elsewhere / f"{name}.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
        (tmp_path / name).unlink()
    found = read(
        path,
        entities=str(elsewhere / "entity2id.txt.gz"),
        relations=str(elsewhere / "relation2id.txt.gz"),
        times=str(elsewhere / "ts2id.json.gz"),
    )
    assert found.statements == 1


@pytest.mark.parametrize(
    "entities", ["2\nADA\t0\nBela\t1\n", "0\tADA\n1\tBela\n", "ADA\t0\n\nBela\t1"]
)
def test_maps_are_read_in_either_order_and_with_a_count(tmp_path: Path, entities: str) -> None:
    assert said(read(quads(tmp_path, "0\t0\t1\t0\t0\n", entities))) == [
        ("Ada", "042", "Bela", "2026-01-05", "", "")
    ]


def test_two_ids_of_one_name_are_two_actors(tmp_path: Path) -> None:
    found = read(quads(tmp_path, "0\t0\t1\t0\t0\n", "ADA\t0\nADA\t1\n"))
    assert found.matches["key"].to_list() == ["ADA (id 0)", "ADA (id 1)"]
    assert len(found.dataset.actors) == 2


@pytest.mark.parametrize(
    ("text", "maps", "message"),
    [
        ("0 0 1 0\n", {}, "is no file of quads: its first line has 1 columns, not 4 or 5"),
        ("0\t0\t1\n", {}, "is no file of quads: its first line has 3 columns, not 4 or 5"),
        ("0\t0\t1\t0\t0\n", {"entities": "ADA 0\n"}, "'ADA 0' is not a name and an id"),
        ("0\t0\t1\t0\t0\n", {"entities": "ADA\t0\nBela\t0\n"}, "the id '0' stands here again"),
        ("0\t0\t1\t0\t0\n", {"entities": ""}, "holds no name with an id"),
        ("0\t0\t1\t0\t0\n", {"times": "[1]"}, "is not an object of whole numbers by time"),
        ("0\t0\t1\t0\t0\n", {"times": "{"}, "is no JSON"),
        ("0\t0\t1\t0\t0\n", {"times": '{"2026-01-01": 0, "2026-01-02": 0}'}, "has two times for 0"),
        (
            "0\t0\t1\t0\t0\n",
            {"times": None},
            "has no ts2id.json beside it; name one with times=FILE",
        ),
        ("9\t0\t1\t0\t0\n", {}, "all 1 row is rejected: unknown id of an entity '9'"),
    ],
)
def test_files_of_another_kind_are_refused(
    tmp_path: Path, text: str, maps: dict[str, str | None], message: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(quads(tmp_path, text, **maps))  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_maps_that_are_not_there_are_asked_for(tmp_path: Path) -> None:
    path = quads(tmp_path, "0\t0\t1\t0\t0\n")
    with pytest.raises(DataError, match="no such file, which the option entities names"):
        read(path, entities=str(tmp_path / "none.txt"))
    (tmp_path / "entity2id.txt").unlink()
    with pytest.raises(
        DataError, match="has no entity2id.txt beside it; name one with entities=FILE"
    ):
        read(path)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"form": "interval"}, "unknown form 'interval'; use 'intervals'"),
        ({"epoch": "2026-01-01"}, "an epoch without a unit"),
        ({"unit": "hours"}, "a unit without an epoch"),
        ({"epoch": "2026-01-01", "unit": "weeks"}, "unknown unit 'weeks'"),
        ({"epoch": "New Year", "unit": "days"}, "epoch 'New Year' is no day"),
        ({"epoch": "2026-01-01", "unit": "days", "times": "t"}, "give times or an epoch, not both"),
        ({"form": "intervals", "epoch": "2026-01-01"}, "epoch is for instants"),
        ({"confidence": "0"}, "confidence '0' is no number above 0 and up to 1"),
    ],
)
def test_an_option_without_sense_is_refused(
    tmp_path: Path, options: dict[str, str], message: str
) -> None:
    with pytest.raises(OptionError) as caught:
        read(quads(tmp_path, "0\t0\t1\t0\t0\n"), **options)
    assert message in str(caught.value)


def test_intervals_need_five_columns(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="this has 4 columns"):
        read(quads(tmp_path, "0\t0\t1\t0\n"), form="intervals")


def test_a_class_that_is_none_is_told_with_near_ones(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="unknown class; did you mean 'Group'"):
        read(quads(tmp_path, "0\t0\t1\t0\t0\n"), type="Groupe")


# ---- GDELT26 --------------------------------------------------------------------------------------


TIME = "?s kg:evidence/kg:locator ?l BIND(STRAFTER(?l, '; ') AS ?t)"
DISTINCT = f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT ?s ?t {{ {TIME} }} }} }}"
LOOPS = "SELECT (COUNT(?e) AS ?n) { ?s rdf:subject ?x ; rdf:object ?x ; kg:evidence ?e }"


@pytest.fixture(scope="module")
def events() -> Imported:
    return ingest(shared("gdelt26-quads") / "valid.txt", reader="quads", options={"type": "Group"})


@pytest.fixture(scope="module")
def event_rows() -> list[tuple[str, ...]]:
    text = (shared("gdelt26-quads") / "valid.txt").read_text(encoding="utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines()]


def test_all_rows_of_gdelt26_are_in(events: Imported, event_rows: list[tuple[str, ...]]) -> None:
    assert (events.rows, events.mentions, events.rejected.height) == (37_164, 37_164, 0)
    assert len(event_rows) == 37_164
    assert {row[4] for row in event_rows} == {"0"}


def test_all_of_gdelt26_is_of_one_day_and_29_times(events: Imported) -> None:
    assert set(events.dataset.columns.to_polars()["first_low"].to_list()) == {739_621}  # 2026-01-05
    times = rows(events.dataset, f"SELECT (COUNT(DISTINCT ?t) AS ?n) {{ {TIME} }}")
    assert times == [("29",)]


def test_statements_of_gdelt26_are_what_actors_and_relation_tell_apart(
    events: Imported, event_rows: list[tuple[str, ...]]
) -> None:
    """Names of one country, such as Brasil and Brazil, are one actor; the matches say which."""
    lines = (shared("gdelt26-quads") / "entity2id.txt").read_text("utf-8").splitlines()
    names = {id_: name for name, id_ in (line.split("\t") for line in lines)}
    actor = dict(events.matches.select("key", "actor").rows())
    met = [(actor[names[h]], r, actor[names[t]], time) for h, r, t, time, _ in event_rows]
    assert events.statements == len({quad[:3] for quad in met}) == 22_960
    assert rows(events.dataset, DISTINCT) == [(str(len(set(met))),)]
    assert rows(events.dataset, LOOPS) == [(str(sum(quad[0] == quad[2] for quad in met)),)]


@pytest.mark.slow
def test_gdelt26_with_all_matches_undone_has_the_counts_of_the_data_set(
    events: Imported, event_rows: list[tuple[str, ...]], tmp_path: Path
) -> None:
    undone = tmp_path / "undone.csv"
    with undone.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, events.matches.columns)
        table.writeheader()
        for row in events.matches.iter_rows(named=True):
            table.writerow({**dict.fromkeys(row, ""), "key": row["key"], "decision": "new"})
    found = ingest(
        shared("gdelt26-quads") / "valid.txt", reader="quads", options={"type": "Group"},
        decisions=undone,
    )  # fmt: skip
    assert len(found.dataset.actors) == 1_899
    assert found.statements == len({row[:3] for row in event_rows}) == 23_193
    assert rows(found.dataset, DISTINCT) == [("27804",)]
    assert len(set(event_rows)) == 27_804
    assert rows(found.dataset, LOOPS) == [("1473",)]


def test_gdelt26_has_1899_entities_and_133_relations_all_of_them_codes(events: Imported) -> None:
    assert events.matches.height == 1_899
    relations = events.dataset.columns.to_polars()["relation"].cast(str).unique().to_list()
    assert len(relations) == 133
    assert all(iri.startswith(CAMEO) for iri in relations)


def test_events_of_gdelt26_are_the_codes_of_their_descriptions(
    events: Imported, event_rows: list[tuple[str, ...]]
) -> None:
    """Against the other list of names, which the package does not have."""
    with (shared("cameo") / "cameo_events.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    long = {
        row["name_gdelt"].replace(", not specified below", "- not specified below")
        .replace('"third"', "”third”").split(",")[0]: row["code"]
        for row in reversed(table) if len(row["code"]) > 2
    }  # fmt: skip
    lines = (shared("gdelt26-quads") / "relation2id.txt").read_text("utf-8").splitlines()
    names = [line.split("\t")[0] for line in lines]
    differing = {
        name: (relation_named(name, act=True).iri.removeprefix(CAMEO), long.get(name))
        for name in names
        if relation_named(name, act=True).iri != f"{CAMEO}{long.get(name)}"
    }
    # "Threaten with violent repression" there, and "Return" could be any of 084, 0841, 0842.
    assert differing in (
        {"Threaten with repression": ("137", None)},
        {"Threaten with repression": ("137", None), "Return": ("084", "0841")},
    )
    ids = {line.split("\t")[1]: line.split("\t")[0] for line in lines}
    wanted = Counter(relation_named(ids[row[1]], act=True).iri for row in event_rows)
    found = rows(
        events.dataset,
        "SELECT ?r (COUNT(?e) AS ?n) { ?s rdf:predicate ?r ; kg:evidence ?e } GROUP BY ?r",
    )
    assert {iri: int(n) for iri, n in found} == wanted


# ---- Wikidata12k ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def facts() -> Imported:
    return ingest(shared("wikidata12k") / "train.txt.gz", reader="quads", options={"type": "Group"})


@pytest.fixture(scope="module")
def fact_rows() -> list[tuple[str, ...]]:
    with gzip.open(shared("wikidata12k") / "train.txt.gz", "rt", encoding="utf-8") as file:
        return [tuple(line.rstrip("\n").split("\t")) for line in file]


def properties() -> dict[str, str]:
    lines = (shared("wikidata12k") / "relation2id.txt").read_text("utf-8").splitlines()
    return {line.split("\t")[1]: line.split("\t")[0] for line in lines}


def test_wikidata12k_is_in_but_for_seven_that_end_before_they_start(facts: Imported) -> None:
    assert (facts.rows, facts.statements, facts.mentions) == (32_497, 32_490, 32_490)
    assert facts.rejected["reason"].to_list() == ["since is after until"] * 7
    assert sorted(facts.rejected["value"].to_list()) == [
        "1798 to 1789", "1811 to 1796", "1984 to 1936", "1999 to 1799", "2000 to 1920", "2009 to 2005",
        "2009 to 2007",
    ]  # fmt: skip


@pytest.mark.slow
def test_open_ends_and_starts_of_wikidata12k_stay_open(facts: Imported) -> None:
    found = rows(
        facts.dataset,
        """SELECT (SUM(IF(BOUND(?u) || BOUND(?d), 0, 1)) AS ?noend)
                  (SUM(IF(BOUND(?b) || BOUND(?d), 0, 1)) AS ?nostart) {
          ?s a kg:Statement OPTIONAL { ?s kg:since ?b } OPTIONAL { ?s kg:until ?u }
          OPTIONAL { ?s kg:date ?d } }""",
    )
    assert found == [("4089", "1273")]


def test_wikidata12k_has_its_24_properties(
    facts: Imported, fact_rows: list[tuple[str, ...]]
) -> None:
    names = properties()
    assert len(names) == 24
    found = rows(facts.dataset, "SELECT ?r (COUNT(?s) AS ?n) { ?s rdf:predicate ?r } GROUP BY ?r")
    wanted = Counter(
        REVERSED.get(name) or SAME.get(name) or WDT + name
        for row in fact_rows
        for name in [names[row[1]]]
    )
    rejected = Counter({f"{WDT}P39": 4, f"{WDT}P54": 2, f"{WDT}P27": 1})
    assert {iri: int(n) for iri, n in found} == wanted - rejected
    assert len(found) == 24
    known = {**REVERSED, **SAME}
    assert all(name in known or property_type(name).base > 0.05 or property_type(name).label != name
               for name in names.values())  # fmt: skip


@pytest.mark.slow
def test_actors_of_wikidata12k_are_its_ids(
    facts: Imported, fact_rows: list[tuple[str, ...]]
) -> None:
    ids = {row[n] for row in fact_rows for n in (0, 2)}
    assert facts.matches.height == len(ids) == 12_544
    assert len(facts.dataset.actors) == 12_544
    assert all(
        any(each.startswith(f"{WD}Q") for each in actor.same_as)
        for actor in facts.dataset.actors.values()
    )
    matched = facts.matches.filter(facts.matches["decision"] == "matched")
    assert (matched.height, set(matched["rule"].to_list())) == (70, {"wikidata"})


@pytest.mark.slow
def test_the_three_parts_of_wikidata12k_have_12554_entities() -> None:
    folder = shared("wikidata12k")
    parts = [
        ingest(folder / name, reader="quads", dry_run=True)
        for name in ("train.txt.gz", "valid.txt", "test.txt")
    ]
    assert [part.rows for part in parts] == [32_497, 4_062, 4_062]
    assert len({key for part in parts for key in part.matches["key"].to_list()}) == 12_554


def test_the_source_form_of_wikidata12k_is_read_too(tmp_path: Path) -> None:
    found = ingest(shared("wikidata12k") / "triple2id.txt", reader="quads", dry_run=True)
    assert found.rows == 40_881
    assert found.mentions + found.rejected.height == 40_881
    assert set(found.rejected["reason"].to_list()) == {"since is after until"}


def test_dates_of_wikidata12k_are_as_precise_as_they_were(
    facts: Imported, fact_rows: list[tuple[str, ...]]
) -> None:
    assert {row[n][-6:] for row in fact_rows for n in (3, 4)} == {"-##-##"}  # years only, this part
    kinds = rows(
        facts.dataset,
        "SELECT DISTINCT (DATATYPE(?d) AS ?kind) { ?s kg:since|kg:until|kg:date ?d }",
    )
    assert [kind.rpartition("#")[2] for (kind,) in kinds] == ["gYear"]


@pytest.mark.slow
def test_a_question_of_a_day_is_answered_by_the_bounds(
    facts: Imported, fact_rows: list[tuple[str, ...]]
) -> None:
    """Who plays for whom in the middle of 2005, certainly or possibly, by years."""
    (plays,) = [number for number, name in properties().items() if name == "P54"]
    wanted = {
        (row[0], row[2])
        for row in fact_rows
        if row[1] == plays
        and (row[3] <= "2005~")
        and (row[4].startswith("#") or row[4][:4] >= "2005")
    }
    found = kg.query(facts.dataset, f"SELECT ?x ?y {{ ?x <{WDT}P54> ?y }}", at="2005-06-30")
    assert isinstance(found, kg.Rows)
    assert len(found) == len(wanted)


def test_heads_of_government_lead_their_countries(
    facts: Imported, fact_rows: list[tuple[str, ...]]
) -> None:
    (heads,) = [number for number, name in properties().items() if name == "P6"]
    found = rows(facts.dataset, "SELECT ?s { ?s rdf:predicate kg:leads ; rdf:subject/a kg:Person }")
    assert len(found) == sum(row[1] == heads for row in fact_rows) == 80


@pytest.mark.slow
def test_wikidata12k_with_a_class_is_valid(facts: Imported) -> None:
    """But for what the package's own register says of a country."""
    countries_ = {each.iri for each in countries()}
    findings = [each for each in kg.validate(facts.dataset) if each.subject not in countries_]
    assert Counter((each.severity.value, each.rule) for each in findings) == {
        ("warning", "source creator"): 1,
        ("warning", "statement self"): 1,
    }
