"""Votes in the UN General Assembly: counted once more by plain Python, and met as statements."""

import csv
import gzip
import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

import kg
from kg.errors import DataError, OptionError
from kg.iris import ACTOR, KG
from kg.readers import ballots
from kg.readers.pipeline import Imported, ingest
from tests.readers.factory import table
from tests.shared import shared

YEARS = ("1946", "1963", "1974")
"""The first, that of Zanzibar, and one of two Germanies and two Yemens."""
HEADER = "rcid,country,country_code,vote\n"
CALLS = "rcid,date\n1,1990-05-01\n2,1990-12-31\n3,1991\n4,soon\n"
A_TABLE = (
    HEADER + "1,Namibia,NA,yes\n1,Chad,TD,yes\n1,Zanzibar,,no\n"
    "2,Namibia,NA,yes\n2,Chad,TD,no\n3,Chad,TD,abstain\n3,Zanzibar,,abstain\n"
)
Row = dict[str, str]
Pair = tuple[str, str, str, str]  # year, kind, two names in order


def rows_of(name: str) -> list[Row]:
    folder = shared("un-votes")
    with gzip.open(folder / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def votes() -> list[Row]:
    return rows_of("un_votes_to2009.csv.gz")


@pytest.fixture(scope="module")
def years() -> dict[str, str]:
    """The year of each roll call."""
    return {row["rcid"]: row["date"][:4] for row in rows_of("un_roll_calls_to2009.csv.gz")}


@pytest.fixture(scope="module")
def three_years(votes: list[Row], years: dict[str, str]) -> list[Row]:
    return [row for row in votes if years[row["rcid"]] in YEARS]


@pytest.fixture(scope="module")
def slice_rows(three_years: list[Row]) -> list[Row]:
    """Of every twentieth roll call in these years, and of the first that Zanzibar took part in."""
    calls = list(dict.fromkeys(row["rcid"] for row in three_years))
    some = {*calls[::20], next(r["rcid"] for r in three_years if r["country"] == "Zanzibar")}
    return [row for row in three_years if row["rcid"] in some]


@pytest.fixture(scope="module")
def imported(slice_rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return with_roll_calls(written(tmp_path_factory.mktemp("un"), slice_rows))


def written(folder: Path, rows: Iterable[Row]) -> Path:
    path = folder / "votes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["rcid", "country", "country_code", "vote"])
        writer.writeheader()
        writer.writerows(rows)
    return path


def with_roll_calls(path: Path, **options: str) -> Imported:
    calls = shared("un-votes") / "un_roll_calls_to2009.csv.gz"
    return ingest(path, reader="un-votes", options={"roll_calls": str(calls), **options})


def small(folder: Path, data: str = A_TABLE, /, **options: str) -> Imported:
    calls = table(folder, CALLS, "calls.csv")
    path = table(folder, data, "votes.csv")
    return ingest(path, reader="un-votes", options={"roll_calls": str(calls), **options})


def counted(rows: Iterable[Row], years: dict[str, str]) -> Counter[Pair]:
    """How often each two agree and oppose each other in a year, by plain Python."""
    calls: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        calls.setdefault(row["rcid"], []).append((row["country"], row["vote"]))
    found: Counter[Pair] = Counter()
    for rcid, cast in calls.items():
        for (a, one), (b, other) in itertools.combinations(sorted(cast), 2):
            if one == other:
                found[years[rcid], "votesWith", a, b] += 1
            elif {one, other} == {"yes", "no"}:
                found[years[rcid], "votesAgainst", a, b] += 1
    return found


def stated(imported: Imported) -> dict[Pair, int]:
    """The amounts of the statements, with the names that the file has."""
    names = dict(imported.matches.select("actor", "label").rows())
    found = {}
    for each in imported.dataset.statements.values():
        a, b = sorted((names[each.subject], names[each.object]))
        assert str(each.since) == str(each.until)
        found[str(each.since), each.predicate.removeprefix(KG), a, b] = int(each.amount or 0)
    return found


def asked(imported: Imported, question: str) -> list[tuple[str, ...]]:
    """The rows of an answer, as texts."""
    found = kg.query(imported.dataset, question)
    assert isinstance(found, kg.Rows)
    return [tuple(map(str, row)) for row in found]


@pytest.mark.slow
def test_the_pairs_of_three_years_are_those_that_plain_python_counts(
    three_years: list[Row], years: dict[str, str], tmp_path: Path
) -> None:
    found = with_roll_calls(written(tmp_path, three_years))
    assert stated(found) == counted(three_years, years)
    assert found.rows == found.used == len(three_years)
    assert (found.rejected.height, found.differing) == (0, 0)


def test_the_pairs_of_some_roll_calls_are_those_that_plain_python_counts(
    imported: Imported, slice_rows: list[Row], years: dict[str, str]
) -> None:
    assert stated(imported) == counted(slice_rows, years)
    assert imported.rows == imported.used == len(slice_rows)


def test_countries_without_a_code_are_actors_of_their_own(imported: Imported) -> None:
    found = {row["key"]: row for row in imported.matches.iter_rows(named=True)}
    new = {"Federal Republic of Germany", "Yemen Arab Republic", "Zanzibar"}
    assert {key for key in found if len(key) > 2} == new
    assert {found[key]["decision"] for key in new} == {"new"}
    assert len({found[key]["actor"] for key in new} - {f"{ACTOR}Germany", f"{ACTOR}Yemen"}) == 3


def test_what_is_imported_is_sound(imported: Imported) -> None:
    assert [str(each) for each in kg.validate(imported.dataset)] == []


def test_a_year_is_a_signed_graph(
    imported: Imported, slice_rows: list[Row], years: dict[str, str]
) -> None:
    of_year = [row for row in slice_rows if years[row["rcid"]] == "1963"]
    graph = kg.project(imported.dataset, at="1963")
    signs = Counter(data["sign"] for *_, data in graph.edges(data=True) if not data["mirror"])
    kinds = Counter(kind for _, kind, _, _ in counted(of_year, years))
    assert signs == {1: kinds["votesWith"], -1: kinds["votesAgainst"]}
    who = {a for a, *_ in graph.edges}
    assert len(who) == len({row["country"] for row in of_year})


def test_a_query_finds_who_opposed_whom_most(
    imported: Imported, slice_rows: list[Row], years: dict[str, str]
) -> None:
    rows = asked(
        imported,
        """SELECT ?amount { ?s rdf:predicate kg:votesAgainst ; kg:since "1974"^^xsd:gYear ;
           kg:amount ?amount ; rdf:subject|rdf:object actor:UnitedStates }
           ORDER BY DESC(?amount) LIMIT 1""",
    )
    amounts = counted((row for row in slice_rows if years[row["rcid"]] == "1974"), years)
    most = max(
        amount
        for (_, kind, *pair), amount in amounts.items()
        if kind == "votesAgainst" and "United States" in pair
    )
    assert rows == [(str(most),)]


@pytest.mark.parametrize(("code", "count"), [("NA", 1_601), ("", 5_444)])
def test_namibia_is_no_missing_value_and_an_empty_code_is(
    code: str, count: int, votes: list[Row], years: dict[str, str], tmp_path: Path
) -> None:
    some = [row for row in votes if row["country_code"] in {code, "US"}]
    assert len([row for row in some if row["country_code"] == code]) == count
    found = with_roll_calls(written(tmp_path, some))
    assert (found.rows, found.used) == (len(some), len(some))
    assert stated(found) == counted(some, years)
    assert ("NA" in found.matches["key"]) == (code == "NA")


@pytest.mark.slow
def test_an_issue_narrows_the_roll_calls(
    three_years: list[Row], years: dict[str, str], tmp_path: Path
) -> None:
    issues = shared("un-votes") / "un_roll_call_issues_to2009.csv"
    with issues.open(encoding="utf-8", newline="") as file:
        about = {row["rcid"] for row in csv.DictReader(file) if row["short_name"] == "me"}
    rows = [row for row in three_years if years[row["rcid"]] == "1974"]
    found = with_roll_calls(written(tmp_path, rows), issues=str(issues), issue="me")
    assert found.rows == found.used == len(rows)
    assert stated(found) == counted((row for row in rows if row["rcid"] in about), years)
    units = {each.unit for each in found.dataset.statements.values()}
    assert units == {"roll calls on Palestinian conflict"}


@pytest.mark.slow
def test_the_whole_file_is_in(votes: list[Row], years: dict[str, str]) -> None:
    assert len(years) == 5_276
    path = shared("un-votes") / "un_votes_to2009.csv.gz"
    calls = str(shared("un-votes") / "un_roll_calls_to2009.csv.gz")
    found = ingest(path, reader="un-votes", options={"roll_calls": calls}, dry_run=True)
    assert (found.rows, found.used, found.rejected.height) == (706_201, 706_201, 0)
    assert found.statements == found.mentions == 632_867 + 452_905
    assert found.matches.height == len({row["country"] for row in votes}) == 199


def test_a_small_table_by_hand(tmp_path: Path) -> None:
    found = small(tmp_path)
    told = {
        (each.subject.removeprefix(ACTOR), each.predicate.removeprefix(KG), each.object.removeprefix(ACTOR)):
        (str(each.since), str(each.amount), each.unit, each.confidence, each.evidence[0].locator)
        for each in found.dataset.statements.values()
    }  # fmt: skip
    both = "1990: alike 1, opposed 1 of 2"
    assert told == {
        ("Namibia", "votesWith", "Chad"): ("1990", "1", "roll calls", 1.0, both),
        ("Namibia", "votesAgainst", "Chad"): ("1990", "1", "roll calls", 1.0, both),
        ("Namibia", "votesAgainst", "Zanzibar"):
            ("1990", "1", "roll calls", 1.0, "1990: alike 0, opposed 1 of 1"),
        ("Chad", "votesAgainst", "Zanzibar"):
            ("1990", "1", "roll calls", 1.0, "1990: alike 0, opposed 1 of 1"),
        ("Chad", "votesWith", "Zanzibar"):
            ("1991", "1", "roll calls", 1.0, "1991: alike 1, opposed 0 of 1"),
    }  # fmt: skip
    (source,) = found.dataset.sources.values()
    assert (source.author, source.url) == ("Erik Voeten", "https://hdl.handle.net/1902.1/12379")


def test_least_leaves_out_pairs_with_few_common_roll_calls(tmp_path: Path) -> None:
    found = small(tmp_path, least="2")
    assert {each.object for each in found.dataset.statements.values()} == {f"{ACTOR}Chad"}


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    head, *rows = A_TABLE.splitlines(keepends=True)
    assert stated(small(tmp_path, head + "".join(reversed(rows)))) == stated(small(tmp_path))


def test_the_same_rows_again_are_dropped_and_told(tmp_path: Path) -> None:
    first = small(tmp_path)
    again = small(tmp_path, A_TABLE + A_TABLE.removeprefix(HEADER) * 9)
    assert again.dataset.statements.keys() == first.dataset.statements.keys()
    assert (again.rows, again.used, again.rejected.height) == (70, 7, 63)
    assert again.rejected.row(0) == (
        9, "a vote that stands in an earlier row too; it counts once", "row 2",
    )  # fmt: skip


def test_of_many_repeated_rows_the_number_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballots, "_LISTED", 5)
    again = small(tmp_path, A_TABLE + A_TABLE.removeprefix(HEADER) * 9)
    assert (again.rows, again.used, again.rejected.height) == (70, 64, 6)
    row, reason, value = again.rejected.row(-1)
    assert (row, value) == (14, "58")
    assert reason.startswith("more such votes from here on, not listed one by one")


def test_two_different_votes_do_not_count(tmp_path: Path) -> None:
    found = small(tmp_path, A_TABLE + "1,Chad,TD,no\n1,Chad,TD,yes\n")
    reason = "two different votes of one country on one roll call; neither counts"
    assert found.rejected.rows() == [
        (3, reason, "TD on 1: yes"),
        (9, reason, "TD on 1: no"),
        (10, reason, "TD on 1: yes"),
    ]
    assert (found.rows, found.used) == (9, 6)
    assert ("1990", "votesWith", "Chad", "Namibia") not in stated(found)


@pytest.mark.parametrize(
    ("row", "reason", "value"),
    [
        (",Chad,TD,yes", "no rcid", ""),
        ("9,Chad,TD,yes", "no date of this roll call in roll_calls", "9"),
        ("4,Chad,TD,yes", "no date of this roll call in roll_calls", "4"),
        ("1,,,yes", "no country", ""),
        ("1,Chad,Tchad,yes", "country_code is not two capital letters", "Tchad"),
        ("1,Chad,TD,perhaps", "vote is not yes, abstain or no", "perhaps"),
        ("1,Chad,TD,", "vote is not yes, abstain or no", ""),
        ("1,Chad", "2 cells, not 4", "1,Chad"),
    ],
)
def test_a_row_that_is_no_vote_is_rejected(
    tmp_path: Path, row: str, reason: str, value: str
) -> None:
    found = small(tmp_path, f"{A_TABLE}{row}\n")
    assert found.rejected.rows() == [(9, reason, value)]
    assert (found.rows, found.used) == (8, 7)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"roll_calls": ""}, "the reader needs the table of the roll calls' dates"),
        ({"least": "0"}, "least '0' is no whole number from 1 to"),
        ({"issue": "me"}, "issue= goes with issues=; say both or neither"),
        ({"issues": "calls.csv"}, "issues= goes with issue=; say both or neither"),
        ({"leats": "2"}, "has no option 'leats'; did you mean 'least'?"),
    ],
)
def test_options_without_sense_are_told(
    tmp_path: Path, options: dict[str, str], problem: str
) -> None:
    with pytest.raises(OptionError, match=problem.replace("?", r"\?")):
        small(tmp_path, **options)


def test_an_issue_that_no_roll_call_is_on_is_told(tmp_path: Path) -> None:
    issues = table(tmp_path, "rcid,short_name,issue\n1,me,Palestinian conflict\n", "issues.csv")
    with pytest.raises(OptionError, match="issue 'mee'; use 'me'"):
        small(tmp_path, issues=str(issues), issue="mee")


def test_files_of_another_kind_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no column 'country_code'; is it 'country'"):
        small(tmp_path, "rcid,country,vote\n1,Chad,yes\n")
    twice = table(tmp_path, CALLS + "1,1991\n", "twice.csv")
    with pytest.raises(DataError, match="the roll call 1 is of '1991' here"):
        small(tmp_path, roll_calls=str(twice))
    with pytest.raises(DataError, match="no such file"):
        small(tmp_path, roll_calls=str(tmp_path / "none.csv"))
