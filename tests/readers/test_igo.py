"""Membership in intergovernmental organisations: counts of the literature, and spells against the panel."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.iris import ACTOR, KG
from kg.model import Statement
from kg.readers.pipeline import Imported, ingest
from tests.readers.factory import table
from tests.shared import shared

SPELLS = "igo_membership_spells.csv"
PANEL = "state_year_format3.csv.gz"
KINDS = {"1": "memberOf", "2": "associateMemberOf", "3": "observerIn"}
Spell = tuple[str, str, str, str, str]  # organisation, state, kind, first year, last year
EEC = {"Netherlands", "Belgium", "Luxembourg", "France", "German Federal Republic", "Italy"}
LATER = {"Denmark", "Ireland", "United Kingdom", "Greece", "Spain", "Portugal"}
CSTO = {"Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"}


def real(name: str) -> Imported:
    folder = shared("igo-membership")
    options = {"igos": str(folder / "igos.csv"), "states": str(folder / "states2016.csv")}
    return ingest(folder / name, reader="igo", options=options)


pytestmark = pytest.mark.slow  # the whole published files, read and asked


@pytest.fixture(scope="module")
def spells() -> Imported:
    return real(SPELLS)


@pytest.fixture(scope="module")
def panel() -> Imported:
    return real(PANEL)


@pytest.fixture(scope="module")
def members(spells: Imported) -> Callable[..., set[str]]:
    """Who is in an organisation at a time, as the package's own question to the graph has it."""

    def members(name: str, at: str, relation: str = "memberOf") -> set[str]:
        graph = kg.project(spells.dataset, relations=[relation], at=at)
        (iri,) = (
            iri
            for iri, each in spells.dataset.actors.items()
            if name in (each.label, *each.aliases)
        )
        return {graph.nodes[who]["label"] for who in (graph.pred[iri] if iri in graph else {})}

    return members


def asked(imported: Imported, question: str, at: str | None = None) -> list[tuple[str, ...]]:
    """The rows of an answer, as texts."""
    found = kg.query(imported.dataset, question, at=at)
    assert isinstance(found, kg.Rows)
    return [tuple(map(str, row)) for row in found]


def rows_of(name: str) -> list[dict[str, str]]:
    with (shared("igo-membership") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stated(imported: Imported) -> list[Spell]:
    """The spells of the statements, by the file's own keys."""
    keys = dict(imported.matches.select("actor", "key").rows())
    return sorted(
        (keys[each.object], keys[each.subject], each.predicate.removeprefix(KG), *bounds(each))
        for each in imported.dataset.statements.values()
    )


def bounds(statement: Statement) -> tuple[str, str]:
    return str(statement.since), str(statement.until or "")


def test_each_spell_of_the_file_is_a_statement(spells: Imported) -> None:
    rows = rows_of(SPELLS)
    assert (spells.rows, spells.statements, spells.used) == (19_042, 19_042, 0)
    assert spells.rejected.height == 0
    assert stated(spells) == sorted(
        (
            row["ioname"],
            f"COW {row['ccode']}",
            KINDS[row["value"]],
            row["start_year"],
            "" if row["end_year"] == "2014" else row["end_year"],
        )
        for row in rows
    )


@pytest.mark.parametrize(
    ("relation", "count"), [("memberOf", 18_674), ("observerIn", 280), ("associateMemberOf", 88)]
)
def test_kinds_of_membership(spells: Imported, relation: str, count: int) -> None:
    question = f"SELECT (COUNT(*) AS ?n) {{ ?s rdf:predicate kg:{relation} }}"
    assert asked(spells, question) == [(str(count),)]


def test_the_panel_gives_the_same_statements(spells: Imported, panel: Imported) -> None:
    assert (panel.rows, panel.used, panel.rejected.height) == (15_557, 15_557, 0)

    def ends(imported: Imported) -> set[str]:
        """What the statements are, without the name of the file."""
        return {iri.rpartition("-")[2] for iri in imported.dataset.statements}

    assert ends(panel) == ends(spells)
    assert stated(panel) == stated(spells)
    assert panel.dataset.actors == spells.dataset.actors


def test_the_spells_give_the_cells_of_the_panel_back(panel: Imported) -> None:
    folder = shared("igo-membership")
    cells: set[tuple[str, str, str, int]] = set()
    with gzip.open(folder / PANEL, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            who, year = f"COW {row.pop('ccode')}", int(row.pop("year"))
            row.pop("state")
            cells |= {(io, who, KINDS[value], year) for io, value in row.items() if value in KINDS}
    years = {
        (io.lower(), who, kind, year)
        for io, who, kind, since, until in stated(panel)
        for year in range(int(since), int(until or "2014") + 1)
    }
    assert years == cells


def test_actors_are_states_and_organisations(spells: Imported) -> None:
    kinds = Counter(each.type.removeprefix(KG) for each in spells.dataset.actors.values())
    assert kinds["IntergovernmentalOrganisation"] == 534
    assert sum(kinds.values()) - 534 == len({row["ccode"] for row in rows_of(SPELLS)}) == 210


@pytest.mark.parametrize(
    ("year", "who"),
    [("1957", set()), ("1958", EEC), ("1972", EEC), ("1973", EEC | {"Denmark", "Ireland", "United Kingdom"}),
     ("1992", EEC - {"German Federal Republic"} | LATER | {"Germany"})],
)  # fmt: skip
def test_the_members_of_the_eec(members: Callable[..., set[str]], year: str, who: set[str]) -> None:
    assert members("EEC", year) == who


def test_a_query_at_a_date_finds_the_six_and_the_twelve(spells: Imported) -> None:
    question = """SELECT ?name { ?who kg:memberOf ?eec ; skos:prefLabel ?name .
                  ?eec skos:altLabel "EEC" }"""
    assert asked(spells, question, "1958") == [(name,) for name in sorted(EEC)]
    assert len(asked(spells, question, "1992")) == 12


@pytest.mark.parametrize(
    ("name", "year", "count"),
    [("UN", "2014", 193), ("NATO", "1949", 12), ("NATO", "1952", 14),
     ("NATO", "1990", 16), ("NATO", "1999", 19), ("NATO", "2014", 28), ("EU", "1995", 15),
     ("EU", "2004", 25), ("EU", "2013", 28)],
)  # fmt: skip
def test_how_many_members(
    members: Callable[..., set[str]], name: str, year: str, count: int
) -> None:
    assert len(members(name, year)) == count


@pytest.mark.parametrize(
    ("year", "who"),
    [("2001", set()), ("2002", CSTO | {"Uzbekistan"}), ("2011", CSTO | {"Uzbekistan"}),
     ("2012", CSTO), ("2014", CSTO), ("2020", CSTO)],
)  # fmt: skip
def test_the_members_of_the_csto(
    members: Callable[..., set[str]], year: str, who: set[str]
) -> None:
    assert members("CSTO", year) == who


def test_the_observers_of_the_csto(members: Callable[..., set[str]]) -> None:
    assert members("CSTO", "2014", "observerIn") == {"Afghanistan", "Yugoslavia"}


def test_odd_entries_are_kept_with_their_evidence(spells: Imported) -> None:
    (odd,) = (
        each
        for each in spells.dataset.statements.values()
        if (each.subject, bounds(each)[0]) == (f"{ACTOR}Ghana", "1960")
        and each.object == f"{ACTOR}WarsawTreatyOrganization"
    )
    assert bounds(odd) == ("1960", "1964")
    assert odd.confidence == 0.9
    assert odd.evidence[0].locator == "WPact, COW 452, full, 1960 to 1964"
    source = spells.dataset.sources[odd.evidence[0].source]
    assert (source.url, str(source.date)) == ("https://doi.org/10.1177/0022343319881175", "2020")


def test_what_the_table_of_organisations_says_is_kept(spells: Imported) -> None:
    eec = next(each for each in spells.dataset.actors.values() if "EEC" in each.aliases)
    assert eec.label == "European Economic Community/European Community"
    assert (eec.aliases, eec.note) == (
        ("EEC", "European Economic Community"), "Founded in 1958. Ended in 1992.",
    )  # fmt: skip
    notes = {each.note for each in spells.dataset.statements.values() if each.note}
    assert "Dates of members before 1965, as the data say: Within 5 years." in notes


def test_what_is_imported_is_sound(spells: Imported) -> None:
    assert [str(each) for each in kg.validate(spells.dataset)] == []


HEADER = "ioname,ccode,state,value,category,start_year,end_year\n"
A_SPELL = "CLUB,371,armenia,1,full,1992,1999\n"


def small(folder: Path, data: str, /, **options: str) -> Imported:
    return ingest(table(folder, data, "igo.csv"), reader="igo", options=options)


@pytest.mark.parametrize(("last", "until"), [(None, ""), ("1999", ""), ("2000", "1999")])
def test_the_end_of_the_data_is_no_end(tmp_path: Path, last: str | None, until: str) -> None:
    found = small(tmp_path, HEADER + A_SPELL, **({"last": last} if last else {}))
    assert stated(found) == [("CLUB", "COW 371", "memberOf", "1992", until)]


@pytest.mark.parametrize(
    ("row", "reason", "value"),
    [
        (",2,usa,1,full,1990,1991", "no ioname", ""),
        ("CLUB,USA,usa,1,full,1990,1991", "ccode is no code of a state", "USA"),
        ("CLUB,2,usa,0,none,1990,1991",
         "value is not 1 (full), 2 (associate) or 3 (observer)", "0"),
        ("CLUB,2,usa,-9,none,1990,1991",
         "value is not 1 (full), 2 (associate) or 3 (observer)", "-9"),
        ("CLUB,2,usa,1,full,MCMXC,1991", "start_year is no year", "MCMXC"),
        ("CLUB,2,usa,1,full,1990,", "end_year is no year", ""),
        ("CLUB,2,usa,1,full,1992,1991", "start_year is after end_year", "1992 to 1991"),
    ],
)  # fmt: skip
def test_a_row_that_is_no_spell_is_rejected(
    tmp_path: Path, row: str, reason: str, value: str
) -> None:
    found = small(tmp_path, f"{HEADER}{A_SPELL}{row}\n")
    assert found.rejected.rows() == [(3, reason, value)]
    assert (found.rows, found.statements) == (2, 1)


def test_a_panel_by_hand(tmp_path: Path) -> None:
    rows = """ccode,year,state,club,forum
371,1990,armenia,1,-1
371,1991,armenia,1,3
371,1992,armenia,2,-9
371,1993,armenia,0,3
371,1993,armenia,0,3
371,1994,armenia,1,3
373,1994,azerbaijan,7,1
373,1995,azerbaijan,1,1
373,1995,azerbaijan,0,1
"""
    igos = table(tmp_path, "ioname,longorgname,orgname\nCLUB,The Club (CLUB),Club\n", "igos.csv")
    found = small(tmp_path, rows, igos=str(igos))
    assert stated(found) == [
        ("CLUB", "COW 371", "associateMemberOf", "1992", "1992"),
        ("CLUB", "COW 371", "memberOf", "1990", "1991"),
        ("CLUB", "COW 371", "memberOf", "1994", "1994"),
        ("forum", "COW 371", "observerIn", "1991", "1991"),
        ("forum", "COW 371", "observerIn", "1993", "1994"),
    ]
    odd = "another row of this state and year says otherwise; neither counts"
    assert found.rejected.rows() == [
        (8, "a cell is none of the codes 1, 2, 3, 0, -1, -9", "club: 7"),
        (9, odd, "COW 373 in 1995"),
        (10, odd, "COW 373 in 1995"),
    ]
    assert (found.rows, found.used) == (9, 6)
    labels = {each.label for each in found.dataset.actors.values()}
    assert labels == {"Armenia", "The Club", "forum"}


def test_what_makes_no_sense_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="confidence '2' is not above 0 and at most 1"):
        small(tmp_path, HEADER + A_SPELL, confidence="2")
    with pytest.raises(OptionError, match="last 'now' is no whole number from 1 to 9,999"):
        small(tmp_path, HEADER + A_SPELL, last="now")
    with pytest.raises(DataError, match="has no column 'ioname'; it has a, b"):
        small(tmp_path, "a,b\n1,2\n")
    names = "ccode,statenme\n371,Armenia\n371,Arminia\n"
    states = table(tmp_path, names, "states.csv")
    with pytest.raises(DataError, match="the state 371 is 'Arminia' here and has another name"):
        small(tmp_path, HEADER + A_SPELL, states=str(states))
