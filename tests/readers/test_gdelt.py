"""GDELT event exports: counted again with plain csv, on a real file of fifteen minutes."""

import csv
import gzip
import json
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.iris import ACTOR, KG
from kg.readers.cameo import CAMEO, code_named, codes, relation_type
from kg.readers.gdelt import COLUMNS, CONFIDENCE
from kg.readers.pipeline import Imported, ingest
from kg.readers.roles import ROLES, country, role
from tests.readers.asking import rows
from tests.shared import shared

URL = "https://example.org/news/1?page=2"
EVENT = {
    "GLOBALEVENTID": "7",
    "SQLDATE": "20180101",
    "Actor1Code": "USA",
    "Actor1Name": "DENVER",
    "Actor1CountryCode": "USA",
    "Actor2Code": "GBRGOV",
    "Actor2Name": "THERESA MAY",
    "Actor2CountryCode": "GBR",
    "Actor2Type1Code": "GOV",
    "EventCode": "043",
    "NumMentions": "3",
    "DATEADDED": "20180102001500",
    "SOURCEURL": URL,
}


def line(**changes: str) -> str:
    event = {**EVENT, **changes}
    return "\t".join(event.get(name, "") for name in COLUMNS) + "\n"


def export(folder: Path, *events: Mapping[str, str], name: str = "a.export.CSV") -> Path:
    path = folder / name
    path.write_text("".join(line(**event) for event in events), encoding="utf-8")
    return path


def the_file() -> Path:
    return shared("gdelt-events-20180101") / "20180101000000.export.CSV"


@pytest.fixture(scope="module")
def raw() -> list[dict[str, str]]:
    """The rows of the real file as plain csv reads them."""
    with the_file().open(encoding="utf-8", newline="") as file:
        table = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [dict(zip(COLUMNS, row, strict=True)) for row in table]


@pytest.fixture(scope="module")
def real() -> Imported:
    return ingest(the_file())


def both(raw: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in raw if row["Actor1Code"] and row["Actor2Code"]]


# ---- One event ------------------------------------------------------------------------------------


def test_an_event_is_an_act_between_codes_with_its_article_as_evidence(tmp_path: Path) -> None:
    found = ingest(export(tmp_path, {}))
    (statement,) = found.dataset.statements.values()
    (source,) = found.dataset.sources.values()
    assert statement.triple == (
        f"{ACTOR}UnitedStates",
        f"{CAMEO}043",
        f"{ACTOR}UnitedKingdomGovernment",
    )
    assert (statement.status, str(statement.date)) == (kg.Status.ACTUAL, "2018-01-01")
    assert (statement.confidence, statement.amount) == (CONFIDENCE, None)
    assert statement.evidence == (kg.Evidence(source.iri, "GLOBALEVENTID 7; 3 mentions"),)
    assert (source.title, source.publisher, source.url, str(source.date), source.reliability) == (
        "example.org/news/1",
        "example.org",
        URL,
        "2018-01-02",
        "F",
    )
    government = found.dataset.actors[f"{ACTOR}UnitedKingdomGovernment"]
    assert (government.label, government.type, government.note) == (
        "United Kingdom (government)",
        f"{KG}GovernmentBody",
        "CAMEO actor code GBRGOV",
    )
    assert found.sample == (
        "United States host a visit United Kingdom (government) on 2018-01-01;"
        " GLOBALEVENTID 7; 3 mentions",
    )


def test_reports_of_one_event_are_one_statement(tmp_path: Path) -> None:
    path = export(
        tmp_path,
        {},
        {"GLOBALEVENTID": "8", "NumMentions": "1", "SOURCEURL": "https://example.net/2"},
        {"GLOBALEVENTID": "9", "SQLDATE": "20180102"},
    )
    found = ingest(path)
    assert (found.statements, found.mentions) == (2, 3)
    first = next(s for s in found.dataset.statements.values() if str(s.date) == "2018-01-01")
    assert {each.locator for each in first.evidence} == {
        "GLOBALEVENTID 7; 3 mentions",
        "GLOBALEVENTID 8; 1 mention",
    }


@pytest.mark.parametrize(
    ("changes", "reason", "value"),
    [
        ({"Actor1Code": "", "Actor1Name": ""}, "actor 1 is missing", "GLOBALEVENTID 7"),
        ({"Actor2Code": "", "Actor2Name": ""}, "actor 2 is missing", "GLOBALEVENTID 7"),
        (
            {"Actor1Code": "", "Actor1Name": "", "Actor2Code": "", "Actor2Name": ""},
            "both actors are missing",
            "GLOBALEVENTID 7",
        ),
        ({"EventCode": ""}, "the event code is missing", "GLOBALEVENTID 7"),
        ({"EventCode": "43"}, "unknown CAMEO code", "43"),
        ({"SQLDATE": ""}, "the date is missing", "GLOBALEVENTID 7"),
        ({"SQLDATE": "20180230"}, "date is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "2018-02-30"),
        ({"SQLDATE": "1.1.2018"}, "date is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "1.1.2018"),
    ],
)
def test_what_is_no_statement_is_rejected_with_its_reason(
    tmp_path: Path, changes: dict[str, str], reason: str, value: str
) -> None:
    found = ingest(export(tmp_path, {}, changes), dry_run=True)
    assert found.rejected.rows() == [(2, reason, value)]


def test_a_row_that_is_cut_off_is_rejected(tmp_path: Path) -> None:
    path = export(tmp_path, {})
    path.write_text(path.read_text(encoding="utf-8") + "719\t20180101\n", encoding="utf-8")
    assert ingest(path, dry_run=True).rejected.rows() == [(2, "2 cells, not 61", "719\t20180101")]


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.export.CSV"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="is no GDELT 2.0 event export") as caught:
        ingest(path)
    assert "its first line has 1 cell, not 61 with tabs between" in str(caught.value)


def test_an_actor_without_a_code_goes_by_its_name(tmp_path: Path) -> None:
    found = ingest(export(tmp_path, {"Actor1Code": "", "Actor1Name": "BANK OF AMERICA"}))
    assert found.matches["key"].to_list() == ["BANK OF AMERICA", "GBRGOV"]
    assert found.dataset.actors[f"{ACTOR}BankOfAmerica"].label == "Bank of America"


def test_actors_by_name_are_kept_apart(tmp_path: Path) -> None:
    path = export(tmp_path, {}, {"Actor1Name": "UNITED STATES"}, {"Actor2Name": "DAVID LIDINGTON"})
    assert ingest(path).matches["key"].to_list() == ["GBRGOV", "USA"]
    found = ingest(path, options={"actors": "name"})
    assert [row[:5] for row in found.matches.rows()] == [
        ("GBRGOV DAVID LIDINGTON", "David Lidington", "new", "none", f"{ACTOR}DavidLidington"),
        ("GBRGOV THERESA MAY", "Theresa May", "new", "none", f"{ACTOR}TheresaMay"),
        ("USA DENVER", "Denver", "new", "none", f"{ACTOR}Denver"),
        ("USA UNITED STATES", "United States", "matched", "iso3", f"{ACTOR}UnitedStates"),
    ]
    assert [f.rule for f in kg.validate(found.dataset) if f.severity.value == "violation"] == []


def test_the_confidence_is_an_option(tmp_path: Path) -> None:
    found = ingest(export(tmp_path, {}), options={"confidence": "0.8"})
    assert [each.confidence for each in found.dataset.statements.values()] == [0.8]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"confidence": "2"}, "confidence '2' is no number above 0 and up to 1"),
        ({"confidence": "high"}, "confidence 'high' is no number above 0 and up to 1"),
        ({"confidence": "nan"}, "confidence 'nan' is no number above 0 and up to 1"),
        ({"actors": "names"}, "unknown actors 'names'; use 'name'"),
        ({"actor": "name"}, "the reader 'gdelt' has no option 'actor'; did you mean 'actors'?"),
    ],
)
def test_an_option_without_sense_is_refused(
    tmp_path: Path, options: dict[str, str], message: str
) -> None:
    with pytest.raises(OptionError) as caught:
        ingest(export(tmp_path, {}), options=options)
    assert str(caught.value) == message


def test_an_article_that_is_no_address_is_a_source_by_its_name(tmp_path: Path) -> None:
    found = ingest(export(tmp_path, {"SOURCEURL": "BBC Monitoring"}))
    (source,) = found.dataset.sources.values()
    assert (source.title, source.url, source.publisher) == ("BBC Monitoring", None, None)


def test_packed_exports_are_read(tmp_path: Path) -> None:
    plain = ingest(export(tmp_path, {}, {"SQLDATE": "20180102"}))
    text = (tmp_path / "a.export.CSV").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.export.CSV.zip", "w") as archive:
        archive.writestr("a.export.CSV", text)
    (tmp_path / "c.export.CSV.gz").write_bytes(gzip.compress(text))
    for name in ("b.export.CSV.zip", "c.export.CSV.gz"):
        found = ingest(tmp_path / name)
        assert (found.rows, found.statements) == (plain.rows, plain.statements)
        assert set(found.dataset.actors) == set(plain.dataset.actors)


def test_an_export_that_is_cut_off_while_packed_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(export(tmp_path, *[{}] * 50).read_bytes())
    path = tmp_path / "b.export.CSV.gz"
    path.write_bytes(whole[:60])
    with pytest.raises(DataError, match="cannot be unpacked"):
        ingest(path)


def test_an_archive_that_is_broken_or_holds_more_is_refused(tmp_path: Path) -> None:
    broken, two = tmp_path / "a.export.CSV.zip", tmp_path / "b.export.CSV.zip"
    broken.write_bytes(b"PK\x03\x04")
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a", "")
        archive.writestr("b", "")
    with pytest.raises(DataError, match="cannot be unpacked: File is not a zip file"):
        ingest(broken)
    with pytest.raises(DataError, match="holds 2 files, not one; unpack it and import them"):
        ingest(two)


# ---- Codes ----------------------------------------------------------------------------------------


def test_a_code_is_a_relation_type_with_the_sign_of_its_score() -> None:
    visit = relation_type("043")
    assert (visit.label, visit.family, visit.base) == (
        "host a visit", f"{KG}cooperatesWith", 0.28,
    )  # fmt: skip
    assert (visit.aspect, visit.influence, visit.cameo, visit.goldstein) == (
        kg.model.Aspect.ACT, kg.model.Influence.FORWARD, "043", 2.8,
    )  # fmt: skip
    assert relation_type("190").family == f"{KG}conflictsWith"
    neither = relation_type("010")
    assert (neither.family, int(neither.sign), neither.goldstein, neither.base) == (
        f"{KG}structurallyTiedTo", 0, 0.0, 0.05,
    )  # fmt: skip


def test_a_code_without_a_score_has_that_of_the_code_above_as_its_strength() -> None:
    drones = relation_type("1952")
    assert (drones.goldstein, drones.base, int(drones.sign)) == (None, 1.0, -1)
    assert (
        drones.reason == "no score is published for CAMEO 1952; that of CAMEO 195 stands in for it"
    )


def test_labels_of_codes_are_unique() -> None:
    labels = Counter(relation_type(code).label.casefold() for code in codes())
    assert [label for label, count in labels.items() if count > 1] == []


def test_the_table_is_the_published_one() -> None:
    path = shared("cameo") / "cameo_events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == len(codes()) == 318
    published = {
        row["code"]: (row["name"], float(row["goldstein"])) for row in table if row["name"]
    }
    assert len(published) == 312
    assert published == {
        code: (event.name, event.goldstein)
        for code, event in codes().items()
        if event.goldstein is not None
    }
    assert {row["code"] for row in table} == set(codes())


@pytest.mark.parametrize(
    ("name", "code"),
    [("Arrest", "173"), ("Make a visit", "042"), ("Consult- not specified below", "040"),
     ("Return", "084"), ("Meet at a ”third” location", "044"), ("Bake a cake", None)],
)  # fmt: skip
def test_a_name_leads_to_its_code(name: str, code: str | None) -> None:
    assert code_named(name) == code


def test_country_codes_are_isos_but_for_four() -> None:
    found = json.loads((shared("cameo") / "cameo_actor_codes.json").read_text(encoding="utf-8"))
    path = shared("country-codes") / "country-codes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        iso = {row["ISO3166-1-Alpha-3"] for row in csv.DictReader(file)}
    known = found["ACTOR_COUNTRY_CODES"]
    assert {code for code in known if country(code) == code} == iso & set(known)
    assert {code: country(code) for code in set(known) - iso if country(code)} == {
        "IMY": "IMN", "MTN": "MNE", "ROM": "ROU", "TMP": "TLS",
    }  # fmt: skip
    assert not set(ROLES) & iso


@pytest.mark.parametrize(
    ("code", "label", "class_"),
    [
        ("ROU", "Romania", "State"),
        ("NGAMIL", "Nigeria (armed forces)", "ArmedForce"),
        ("EGYMOS", "Egypt (Muslims)", "Group"),
        ("MNCUSAHLH", "United States (multinational company, health)", "NonGovernmentalOrganisation"),
        ("AFR", "Africa", "Group"),
        ("COPCOP", "police (no country given)", "GovernmentBody"),
        ("IGOUNO", None, "IntergovernmentalOrganisation"),
        ("dak", None, "Group"),
    ],
)  # fmt: skip
def test_an_actor_code_says_who_acts(code: str, label: str | None, class_: str) -> None:
    assert (role(code).label, role(code).type) == (label, class_)


def test_a_faith_is_no_country(tmp_path: Path) -> None:
    shinto = {"Actor1Code": "SHN", "Actor1Name": "SHINTO", "Actor1Religion1Code": "SHN",
              "Actor1CountryCode": ""}  # fmt: skip
    found = ingest(export(tmp_path, shinto))
    assert found.dataset.actors[f"{ACTOR}Shinto"].iso3 is None


# ---- The real file --------------------------------------------------------------------------------


def test_every_row_is_in_or_rejected(raw: list[dict[str, str]], real: Imported) -> None:
    assert real.rows == len(raw) == 2_414
    assert real.mentions == len(both(raw)) == 1_404
    missing = Counter(
        "actor 1 is missing" if not row["Actor1Code"] else "actor 2 is missing"
        for row in raw
        if not (row["Actor1Code"] and row["Actor2Code"])
    )
    assert Counter(real.rejected["reason"].to_list()) == missing
    assert missing == {"actor 1 is missing": 244, "actor 2 is missing": 766}
    assert real.rejected["row"].to_list() == [
        n for n, row in enumerate(raw, 1) if not (row["Actor1Code"] and row["Actor2Code"])
    ]
    assert (real.used, real.differing) == (0, 0)


def test_statements_are_what_actors_code_and_day_tell_apart(
    raw: list[dict[str, str]], real: Imported
) -> None:
    distinct = {
        (row["Actor1Code"], row["EventCode"], row["Actor2Code"], row["SQLDATE"])
        for row in both(raw)
    }
    assert real.statements == len(distinct) == 914
    assert rows(real.dataset, "SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }") == [("914",)]


def test_every_code_that_occurs_is_declared_and_no_other(
    raw: list[dict[str, str]], real: Imported
) -> None:
    declared = rows(
        real.dataset,
        f'SELECT ?c {{ ?r a kg:RelationType ; kg:cameo ?c FILTER STRSTARTS(STR(?r), "{CAMEO}") }}',
    )
    assert {code for (code,) in declared} == {row["EventCode"] for row in both(raw)}
    assert len(declared) == 79


def test_scores_agree_with_the_rows_but_for_the_known_few(raw: list[dict[str, str]]) -> None:
    differing = [
        (row["EventCode"], float(row["GoldsteinScale"]))
        for row in raw
        if codes()[row["EventCode"]].goldstein != float(row["GoldsteinScale"])
    ]
    assert len(differing) == 4
    assert set(differing) == {("016", -2.0), ("022", 3.2)}
    assert (codes()["016"].goldstein, codes()["022"].goldstein) == (-5.0, 3.4)


def test_scores_reach_the_mentions(raw: list[dict[str, str]], real: Imported) -> None:
    found = rows(
        real.dataset,
        "SELECT ?l ?g { ?s rdf:predicate ?r ; kg:evidence/kg:locator ?l . ?r kg:goldstein ?g }",
    )
    scores = {
        locator.split(";")[0].removeprefix("GLOBALEVENTID "): float(g) for locator, g in found
    }
    assert len(scores) == 1_404
    differing = [
        row["EventCode"]
        for row in both(raw)
        if scores[row["GLOBALEVENTID"]] != float(row["GoldsteinScale"])
    ]
    wanted = [row["EventCode"] for row in both(raw) if row["EventCode"] in ("016", "022")]
    assert differing == wanted


def test_every_mention_has_the_address_of_its_article(
    raw: list[dict[str, str]], real: Imported
) -> None:
    found = rows(
        real.dataset,
        "SELECT ?l ?u { ?s kg:evidence ?e . ?e kg:locator ?l ; dcterms:source/kg:url ?u }",
    )
    urls = {locator.split(";")[0].removeprefix("GLOBALEVENTID "): url for locator, url in found}
    assert urls == {row["GLOBALEVENTID"]: row["SOURCEURL"] for row in both(raw)}
    assert len(real.dataset.sources) == len({row["SOURCEURL"] for row in both(raw)}) == 234


def test_mentions_and_days_are_kept(raw: list[dict[str, str]], real: Imported) -> None:
    found = rows(
        real.dataset, "SELECT ?l ?d { ?s kg:date ?d ; kg:evidence/kg:locator ?l } ORDER BY ?l"
    )
    wanted = sorted(
        (
            f"GLOBALEVENTID {row['GLOBALEVENTID']}; {row['NumMentions']}"
            f" mention{'' if row['NumMentions'] == '1' else 's'}",
            f"{row['SQLDATE'][:4]}-{row['SQLDATE'][4:6]}-{row['SQLDATE'][6:]}",
        )
        for row in both(raw)
    )
    assert sorted(found) == wanted


def test_signs_are_those_of_the_scores(raw: list[dict[str, str]], real: Imported) -> None:
    distinct = {
        (row["Actor1Code"], row["EventCode"], row["Actor2Code"], row["SQLDATE"]):
        (float(row["GoldsteinScale"]) > 0) - (float(row["GoldsteinScale"]) < 0)
        for row in both(raw)
    }  # fmt: skip
    found = real.dataset.columns.to_polars()
    assert Counter(found["sign"].to_list()) == Counter(distinct.values())
    assert set(found["confidence"].to_list()) == {CONFIDENCE}
    assert set(found["status"].to_list()) == {"Actual"}


def test_actors_are_the_codes(raw: list[dict[str, str]], real: Imported) -> None:
    codes_ = {row[f"Actor{n}Code"] for row in both(raw) for n in (1, 2)}
    assert set(real.matches["key"].to_list()) == codes_
    assert len(codes_) == 205
    matched = real.matches.filter(real.matches["decision"] == "matched")
    assert set(matched["rule"].to_list()) == {"iso3"}
    countries = {code for code in codes_ if country(code)}
    assert set(matched["key"].to_list()) == countries
    assert len(countries) == 59


def test_the_real_file_is_valid(real: Imported) -> None:
    assert Counter((each.severity.value, each.rule) for each in kg.validate(real.dataset)) == {
        ("warning", "source creator"): 234,
        ("warning", "statement self"): 5,
    }


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.nt", tmp_path / "b.nt"
    ingest(the_file(), first)
    ingest(the_file(), second)
    assert first.read_bytes() == second.read_bytes()
