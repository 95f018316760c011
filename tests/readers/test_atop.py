"""Pledges of alliance treaties: spells against the rows of the panel, and who was allied with whom."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.iris import ACTOR, KG
from kg.readers.pipeline import Imported, ingest
from tests.readers.factory import table
from tests.shared import shared

PLEDGES = {
    "atop_defense": "pledgesToDefend",
    "atop_offense": "pledgesToFightBeside",
    "atop_neutral": "pledgesNeutralityTo",
    "atop_nonagg": "pledgesNonAggressionTo",
    "atop_consul": "pledgesToConsult",
}
CODES = {"Armenia": "371", "Azerbaijan": "373"}
Row = dict[str, str]


pytestmark = pytest.mark.slow  # the whole published files, read and asked


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    path = shared("state-relations") / "atop_alliance.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    path = shared("state-relations") / "cow_states.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ccode"]: row["statenme"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def atop() -> Imported:
    folder = shared("state-relations")
    options = {"states": str(folder / "cow_states.csv")}
    return ingest(folder / "atop_alliance.csv.gz", reader="atop", options=options)


def spells(imported: Imported) -> list[tuple[str, str, str, str, str]]:
    """The statements by the file's own keys."""
    keys = dict(imported.matches.select("actor", "key").rows())
    return sorted(
        (
            each.predicate.removeprefix(KG),
            keys[each.subject].removeprefix("COW "),
            keys[each.object].removeprefix("COW "),
            str(each.since),
            str(each.until or ""),
        )
        for each in imported.dataset.statements.values()
    )


def asked(imported: Imported, question: str, at: str | None = None) -> list[tuple[str, ...]]:
    """The rows of an answer, as texts."""
    found = kg.query(imported.dataset, question, at=at)
    assert isinstance(found, kg.Rows)
    return [tuple(map(str, row)) for row in found]


def test_every_row_is_reckoned_in(atop: Imported, rows: list[Row]) -> None:
    assert atop.rows == atop.used == len(rows) == 273_296
    assert atop.rejected.height == 0
    assert atop.statements == atop.mentions == len(atop.dataset.statements)


@pytest.mark.parametrize("column", PLEDGES)
def test_the_spells_give_the_rows_of_the_panel_back(
    atop: Imported, rows: list[Row], column: str
) -> None:
    cells = [(row["ccode1"], row["ccode2"], int(row["year"])) for row in rows if row[column] == "1"]
    years = [
        (a, b, year)
        for relation, a, b, since, until in spells(atop)
        if relation == PLEDGES[column]
        for year in range(int(since), int(until or "2018") + 1)
    ]
    assert Counter(years) == Counter(cells)


@pytest.mark.parametrize(
    ("column", "count"),
    [("atop_defense", 137_762), ("atop_offense", 6_342), ("atop_neutral", 4_465),
     ("atop_nonagg", 261_838), ("atop_consul", 131_332)],
)  # fmt: skip
def test_how_many_pledges_a_query_finds(atop: Imported, column: str, count: int) -> None:
    """The sums of the columns, from the spells: the last year less the first, plus one."""
    found = asked(
        atop,
        f"""SELECT (SUM(?years) AS ?n) {{ ?s rdf:predicate kg:{PLEDGES[column]} ; kg:since ?since
            OPTIONAL {{ ?s kg:until ?end }}
            BIND (xsd:integer(COALESCE(STR(?end), "2018")) - xsd:integer(STR(?since)) + 1 AS ?years) }}""",
    )
    assert found == [(str(count),)]


def test_actors_and_relation_types(atop: Imported, rows: list[Row]) -> None:
    codes = {row[name] for row in rows for name in ("ccode1", "ccode2")}
    assert atop.matches.height == len(codes) == 207
    assert {each.type for each in atop.dataset.actors.values()} <= {
        f"{KG}State", f"{KG}ContestedTerritory",
    }  # fmt: skip
    used = {each.predicate for each in atop.dataset.statements.values()}
    assert used == {f"{KG}alliedWith", *(f"{KG}{name}" for name in PLEDGES.values())}


def test_spells_never_touch(atop: Imported) -> None:
    last: dict[tuple[str, str, str], int] = {}
    for relation, a, b, since, until in spells(atop):
        assert int(since) > last.get((relation, a, b), 0) + 1
        last[relation, a, b] = int(until or "2018")


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("year", ["1992", "1994", "2000", "2010", "2018"])
def test_who_was_allied(
    atop: Imported, rows: list[Row], names: dict[str, str], name: str, year: str
) -> None:
    """Two that have each pledged to fight with the other, in defence or offence."""
    fight = {
        (row["ccode1"], row["ccode2"])
        for row in rows
        if row["year"] == year and "1" in (row["atop_defense"], row["atop_offense"])
    }
    own = CODES[name]
    wanted = {names[b] for a, b in fight if a == own and (b, a) in fight}
    graph = kg.project(atop.dataset, relations=["alliedWith"], at=year)
    labels = dict(atop.matches.select("actor", "label").rows())
    iri = f"{ACTOR}{name}"
    assert {labels[who] for who in graph.adj.get(iri, ())} == wanted


def test_a_query_at_2010_finds_the_allies(atop: Imported) -> None:
    question = "SELECT ?name {{ actor:{} kg:alliedWith ?who . ?who skos:prefLabel ?name }}"
    allies = {
        name: {ally for (ally,) in asked(atop, question.format(name), "2010")} for name in CODES
    }
    treaty = {"Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan"}
    assert allies == {
        "Armenia": {"Azerbaijan", *treaty},
        "Azerbaijan": {"Armenia", "Türkiye", *treaty},
    }


def test_a_pledge_may_hold_one_way(atop: Imported, rows: list[Row]) -> None:
    pledged = {
        (row["ccode1"], row["ccode2"]) for row in rows
        if row["year"] == "1930" and row["atop_defense"] == "1"
    }  # fmt: skip
    one_way = {(a, b) for a, b in pledged if (b, a) not in pledged}
    graph = kg.project(atop.dataset, relations=["pledgesToDefend"], at="1930")
    keys = dict(atop.matches.select("actor", "key").rows())
    edges = {
        (keys[a].removeprefix("COW "), keys[b].removeprefix("COW ")) for a, b, _ in graph.edges
    }
    assert one_way
    assert {(a, b) for a, b in edges if (b, a) not in edges} == one_way


def test_what_is_imported_is_sound(atop: Imported) -> None:
    assert [str(each) for each in kg.validate(atop.dataset)] == []


HEADER = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
A_TABLE = HEADER + (
    "2,20,1950,1,0,0,0,0\n2,20,1951,1,0,0,1,0\n2,20,1953,1,0,0,0,0\n"
    "20,2,1951,0,1,0,0,0\n20,2,1952,0,0,0,0,0\n2,20,1950,1,0,0,0,0\n"
)
DEFENCE = [
    ("pledgesToDefend", "2", "20", "1950", "1951"),
    ("pledgesToDefend", "2", "20", "1953", ""),
]
OTHERS = [
    ("pledgesNonAggressionTo", "2", "20", "1951", "1951"),
    *DEFENCE,
    ("pledgesToFightBeside", "20", "2", "1951", "1951"),
]


def small(folder: Path, data: str = A_TABLE, /, **options: str) -> Imported:
    return ingest(table(folder, data, "atop.csv"), reader="atop", options=options)


@pytest.mark.parametrize(
    ("allied", "wanted"),
    [
        ("fight", [("alliedWith", "2", "20", "1951", "1951")]),
        ("any", [("alliedWith", "2", "20", "1950", "1951"), ("alliedWith", "2", "20", "1953", "")]),
        ("none", []),
    ],
)
def test_a_panel_by_hand(tmp_path: Path, allied: str, wanted: list[tuple[str, ...]]) -> None:
    found = small(tmp_path, allied=allied)
    assert spells(found) == [*wanted, *OTHERS]
    assert (found.rows, found.used, found.rejected.height) == (6, 6, 0)
    assert {each.label for each in found.dataset.actors.values()} == {"COW 2", "COW 20"}


def test_the_year_that_the_data_end_in_may_be_said(tmp_path: Path) -> None:
    found = small(tmp_path, last="1960")
    assert {until for *_, until in spells(found)} == {"1951", "1953"}


def test_evidence_names_the_pledge_and_its_years(tmp_path: Path) -> None:
    found = small(tmp_path, confidence="0.5")
    (each,) = (
        each for each in found.dataset.statements.values() if each.predicate == f"{KG}pledgesToFightBeside"
    )  # fmt: skip
    assert (each.confidence, each.evidence[0].locator) == (
        0.5, "COW 20 to COW 2, offense, 1951 to 1951",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason", "value"),
    [
        ("USA,20,1950,1,0,0,0,0", "ccode1 is no code of a state", "USA"),
        ("2,,1950,1,0,0,0,0", "ccode2 is no code of a state", ""),
        ("2,20,0050,1,0,0,0,0", "year is no year", "0050"),
        ("2,2,1950,1,0,0,0,0", "a state with itself", "2"),
        ("2,20,1950,1,0,0,0,9", "atop_consul is neither 0 nor 1", "9"),
        ("2,20,1950,,0,0,0,1", "atop_defense is neither 0 nor 1", ""),
    ],
)
def test_a_row_that_is_no_pledge_is_rejected(
    tmp_path: Path, row: str, reason: str, value: str
) -> None:
    found = small(tmp_path, f"{A_TABLE}{row}\n")
    assert found.rejected.rows() == [(8, reason, value)]
    assert (found.rows, found.used) == (7, 6)


def test_rows_that_contradict_each_other_do_not_count(tmp_path: Path) -> None:
    found = small(tmp_path, A_TABLE + "20,2,1951,0,0,0,0,1\n")
    reason = "another row of this pair and year says otherwise; neither counts"
    assert found.rejected.rows() == [(5, reason, "20 to 2 in 1951"), (8, reason, "20 to 2 in 1951")]
    assert spells(found) == OTHERS[:-1]


def test_what_makes_no_sense_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="unknown meaning 'all' of allied; use"):
        small(tmp_path, allied="all")
    with pytest.raises(DataError, match="has no column 'ccode2'; is it 'ccode1'"):
        small(tmp_path, "ccode1,year\n2,1950\n")
