"""The import: what becomes a statement, what is rejected and why, and that it is all or nothing."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import DataError, KgError, OptionError
from kg.iris import ACTOR, KG, SRC
from kg.model import Aspect, Evidence, Influence, Sign, Statement, Status
from kg.readers import keeping
from kg.readers.pipeline import ingest
from kg.readers.tables import INSTRUMENT, REJECTED, SOURCE, Batch, Reader, frame
from kg.views.imports import report
from tests.factory import actor, turtle
from tests.readers.factory import MAP, actors, batch, reader, table

PEOPLE = actors({"key": "Ada", "type": "Person"}, {"key": "Bela", "type": "Person"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = table(tmp_path)
    os.utime(path, (0, 86_400))  # changed on 1970-01-02
    return path


def statements(dataset: kg.Dataset) -> list[Statement]:
    return list(dataset.statements.values())


def rejected(file: Path, *rows: Mapping[str, Any], **tables: Any) -> list[tuple[Any, ...]]:
    """What is rejected of these rows, beside one that is right."""
    found = ingest(file, reader=reader({}, *rows, **tables), dry_run=True)
    return found.rejected.rows()


def test_a_row_becomes_a_statement_with_evidence(file: Path) -> None:
    found = ingest(
        file,
        reader=reader({"since": "1992", "until": "1993-05", "confidence": 0.5, "quote": "so it is"},
                      actors=PEOPLE),
    )  # fmt: skip
    assert (found.rows, found.statements, found.mentions, found.path) == (1, 1, 1, None)
    (statement,) = statements(found.dataset)
    (source,) = found.dataset.sources.values()
    assert statement == Statement(
        iri=statement.iri,
        subject=f"{ACTOR}Ada",
        predicate=f"{KG}alliedWith",
        object=f"{ACTOR}Bela",
        status=Status.ACTUAL,
        since=kg.parse_date("1992"),
        until=kg.parse_date("1993-05"),
        confidence=0.5,
        evidence=(Evidence(source.iri, "row 1", "so it is"),),
    )
    assert (source.title, source.reliability, str(source.date)) == ("ties.csv", "F", "1970-01-02")
    assert [each.type for each in found.dataset.actors.values()] == [f"{KG}Person"] * 2
    assert {each.severity.value for each in kg.validate(found.dataset)} == {"warning"}


def test_the_same_content_is_one_statement_with_several_mentions(file: Path) -> None:
    again = {"date": "2020-01", "confidence": 0.9, "note": "first"}
    found = ingest(
        file,
        reader=reader(again, {"date": "2020-02"}, {**again, "note": "second", "confidence": 0.1}),
    )
    assert (found.rows, found.statements, found.mentions, found.differing) == (3, 2, 3, 1)
    twice = next(each for each in statements(found.dataset) if str(each.date) == "2020-01")
    assert (twice.confidence, twice.note) == (0.9, "first")
    assert [each.locator for each in twice.evidence] == ["row 1", "row 3"]


def test_a_statement_is_known_again_in_a_later_batch(file: Path) -> None:
    def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
        for start in range(5):
            yield batch({"date": "2020"}, {"date": f"201{start}"}, start=2 * start)

    found = ingest(file, reader=Reader("r", "r", read))
    assert (found.rows, found.statements, found.mentions) == (10, 6, 10)


def test_a_description_may_come_after_the_mention(file: Path) -> None:
    def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
        yield batch({"subject": "7"})
        yield batch(
            {"subject": "7"},
            start=2,
            actors=actors({"key": "7", "label": "Cara", "type": "Person"}),
        )
        yield batch({"subject": "7"}, start=3, actors=actors({"key": "7", "label": "Dora"}))

    found = ingest(file, reader=Reader("r", "r", read))
    assert sorted(each.label for each in found.dataset.actors.values()) == ["Bela", "Cara"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"subject": " "}, ("no subject", "")),
        ({"object": None}, ("no object", "")),
        ({"relation": ""}, ("no relation", "")),
        (
            {"relation": "aliedWith"},
            ("unknown relation type; did you mean 'alliedWith'?", "aliedWith"),
        ),
        ({"status": "Actul"}, ("unknown status; did you mean 'Actual'?", "Actul")),
        ({"since": "1992-13"}, ("since is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "1992-13")),
        ({"until": "03/04/2020"}, ("until is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "03/04/2020")),
        ({"date": "2023-02-29"}, ("date is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "2023-02-29")),
        ({"date": "0000"}, ("date is no date (YYYY, YYYY-MM or YYYY-MM-DD)", "0000")),
        ({"since": "1993", "until": "1992-12"}, ("since is after until", "1993 to 1992-12")),
        (
            {"date": "1993", "until": "1993"},
            ("a date beside since or until; keep date for an act, or the bounds for a tie", "1993"),
        ),
        ({"confidence": 0.0}, ("confidence is not above 0 and at most 1", "0.0")),
        ({"confidence": 1.5}, ("confidence is not above 0 and at most 1", "1.5")),
        ({"confidence": float("nan")}, ("confidence is not above 0 and at most 1", "NaN")),
        ({"amount": "1,000", "unit": "men"}, ("amount is no decimal number", "1,000")),
        ({"amount": "10"}, ("amount has no unit; say what is counted or measured", "10")),
        (
            {"status": "alleged"},
            ("an Alleged statement says on whose word: in attributed_to, or in a note", ""),
        ),
    ],
)
def test_what_cannot_be_a_statement_is_rejected_with_its_reason(
    file: Path, row: dict[str, Any], reason: tuple[str, str]
) -> None:
    assert rejected(file, row) == [(2, *reason)]


@pytest.mark.parametrize(
    "row",
    [
        {"since": "1992", "until": "1992-06"},
        {"since": "1992-12-31", "until": "1992"},
        {"relation": "kg:alliedWith"},
        {"relation": f"{KG}alliedWith"},
        {"relation": "is allied with"},
        {"status": "ALLEGED", "note": "on the radio"},
        {"status": "Alleged", "attributed_to": "Cara"},
        {"amount": "-1.50", "unit": "USD"},
    ],
)
def test_what_can_be_is_not_rejected(file: Path, row: dict[str, Any]) -> None:
    assert rejected(file, row) == []


def test_a_wrong_actor_source_or_instrument_rejects_the_rows_that_name_it(file: Path) -> None:
    people = actors({"key": "Ada", "type": "Persn"}, {"key": "Cara", "wikidata": "12"})
    sources = frame(SOURCE, {"key": ["s", "g"], "date": ["soon", None], "reliability": [None, "G"]})
    laws = frame(INSTRUMENT, {"key": ["law"], "type": ["Law"]})
    row = {"subject": "Eve"}
    found = ingest(
        file,
        reader=reader(row, {}, {"subject": "Cara"}, {**row, "source": "s"}, {**row, "source": "g"},
                      {**row, "instrument": "law"}, actors=people, sources=sources, instruments=laws),
        dry_run=True,
    )  # fmt: skip
    assert found.rejected.rows() == [
        (2, "actor has an unknown class; did you mean 'Person'?", "Persn"),
        (3, "wikidata is not Q and a number", "12"),
        (4, "date of the source is no date (YYYY, YYYY-MM, YYYY-MM-DD)", "soon"),
        (5, "reliability of the source is no grade from A to F", "G"),
        (6, "instrument has an unknown class", "Law"),
    ]
    assert (found.rows, found.mentions) == (6, 1)


def test_sources_and_instruments_are_declared_if_a_statement_names_them(file: Path) -> None:
    sources = frame(
        SOURCE,
        {"key": ["a", "b"], "title": ["The Review", "Unused"], "url": ["http://e/a b?{c}", None],
         "date": ["2020", "2021"], "reliability": ["B", "B"]},
    )  # fmt: skip
    laws = frame(
        INSTRUMENT, {"key": ["t", "u"], "label": ["A treaty", "Unused"], "date": ["1992", None]}
    )
    found = ingest(
        file,
        reader=reader({"source": "a", "instrument": "t"}, {"source": "https://e.org/x"},
                      sources=sources, instruments=laws),
    ).dataset  # fmt: skip
    assert sorted((each.title, each.url) for each in found.sources.values()) == [
        ("The Review", "http://e/a%20b?%7Bc%7D"),
        ("https://e.org/x", "https://e.org/x"),
    ]
    assert [(each.label, str(each.date)) for each in found.instruments.values()] == [
        ("A treaty", "1992")
    ]


def test_a_key_in_the_namespace_is_the_iri(file: Path) -> None:
    found = ingest(file, reader=reader({"source": "src:report-1", "subject": "actor:Eve"})).dataset
    assert list(found.sources) == [f"{SRC}report-1"]
    assert f"{ACTOR}Eve" in found.actors


def test_actors_meet_those_of_the_data_which_are_not_repeated(file: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(turtle(actor("Ada", kind="Person"), actor("Cara")), encoding="utf-8")
    known = kg.load(mine)
    out = tmp_path / "more.ttl"
    found = ingest(file, out, reader=reader({"object": "Namibia"}), known=known)
    decided = dict(found.matches.select("key", "decision").rows())
    assert decided == {"Ada": "matched", "Namibia": "matched"}
    assert list(kg.load(out).actors) == [f"{ACTOR}Namibia"]
    together = [f"{ACTOR}Ada", f"{ACTOR}Cara", f"{ACTOR}Namibia"]
    assert list(found.dataset.actors) == together
    assert list(kg.load(mine, out).actors) == together


def test_decisions_that_were_reviewed_are_kept(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.nt"
    rows = reader({"object": "Namibia"})
    ingest(file, out, reader=rows)
    matches = Path(f"{out}.matches.csv")
    text = (
        matches.read_text("utf-8-sig").replace('"matched"', '"new"').replace(f"{ACTOR}Namibia", "")
    )
    matches.write_text(f"{text}Nmibia,,matched,,actor:Iran,,\r\n", encoding="utf-8")
    found = ingest(file, out, reader=rows, decisions=matches)
    assert found.unmet == (
        "1 decision is about a key that the file does not have: 'Nmibia'; see how the file spells it"
    )
    assert found.unmet in report(found)
    decided = {row["key"]: row for row in found.matches.iter_rows(named=True)}
    assert decided["Namibia"]["decision"] == "new"
    assert decided["Namibia"]["actor"] != f"{ACTOR}Namibia"
    (statement,) = statements(found.dataset)
    assert statement.object == decided["Namibia"]["actor"]


@pytest.mark.parametrize("name", ["out.nt", "out.nt.gz", "out.ttl", "out.jsonld", "out.nq"])
def test_every_format_holds_the_same_and_the_same_bytes_come_again(
    file: Path, tmp_path: Path, name: str
) -> None:
    rows = reader(
        {"quote": 'a "b" \\ \n\t\r\x00\x7fé'}, {"since": "1992"}, {"relation": "foo"}, actors=PEOPLE
    )
    out = tmp_path / name
    found = ingest(file, out, reader=rows)
    first = out.read_bytes()
    memory = ingest(file, reader=rows).dataset
    assert found.dataset.statements == memory.statements
    assert found.dataset.actors == memory.actors
    assert Path(f"{out}.rejected.csv").read_text("utf-8-sig") == (
        "row,reason,value\n3,unknown relation type,foo\n"
    )
    ingest(file, out, reader=rows)
    assert out.read_bytes() == first


def test_a_store_is_built(file: Path, tmp_path: Path) -> None:
    found = ingest(file, store=tmp_path / "store", reader=reader({}, {"since": "1992"}))
    assert len(found.dataset) == len(kg.open(tmp_path / "store")) == 2
    assert kg.open(tmp_path / "store").files == (str(file),)
    names = sorted(
        each.name for each in tmp_path.iterdir() if not each.name.startswith(".store.lock")
    )
    assert names == ["store", "store.matches.csv", "ties.csv"]


def test_the_rejected_of_an_earlier_import_do_not_stay(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.nt"
    ingest(file, out, reader=reader({}, {"relation": "foo"}))
    assert Path(f"{out}.rejected.csv").exists()
    ingest(file, out, reader=reader({}))
    assert not Path(f"{out}.rejected.csv").exists()


def test_a_dry_run_writes_nothing(file: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    found = ingest(file, tmp_path / "out.nt", reader=reader({"since": "1992"}), dry_run=True)
    assert sorted(tmp_path.iterdir()) == before
    assert (found.path, found.statements) == (None, 1)
    assert found.sample == ("Ada is allied with Bela since 1992; row 1",)
    with pytest.raises(OptionError, match="a dry run makes no dataset"):
        found.dataset  # noqa: B018  # asked for


@pytest.mark.parametrize("name", ["out.nt", "out.ttl"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("disk full"), DataError("broken")])
def test_nothing_is_written_if_anything_goes_wrong(
    file: Path, tmp_path: Path, name: str, error: BaseException
) -> None:
    out = table(tmp_path, "old", name)

    def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
        yield batch({})
        raise error

    with pytest.raises((KeyboardInterrupt, OSError, DataError)):
        ingest(file, out, reader=Reader("r", "r", read))
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([name, "ties.csv"])
    assert out.read_text() == "old"


@pytest.mark.parametrize("name", ["out.nt", "out.ttl"])
def test_an_interrupt_while_writing_leaves_nothing(file: Path, tmp_path: Path, name: str) -> None:
    def interrupt(stage: str, rows: int, share: float | None) -> None:
        if stage == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(file, tmp_path / name, reader=reader({}), progress=interrupt)
    assert [each.name for each in tmp_path.iterdir()] == ["ties.csv"]


def test_what_a_kill_while_writing_leaves_is_gone_with_the_next_import(
    file: Path, tmp_path: Path
) -> None:
    out = table(tmp_path, "old", "out.nt")
    (tmp_path / "ties.toml").write_text(MAP, encoding="utf-8")
    script = (
        "import os, kg\n"
        "def kill(stage, rows, share):\n"
        "    if stage == 'writing': os.kill(os.getpid(), 9)\n"
        "kg.ingest('ties.csv', 'out.nt', map='ties.toml', progress=kill)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
    assert ran.returncode == -9
    assert out.read_text() == "old"
    left = {each.name for each in tmp_path.iterdir()} - {"out.nt", "ties.csv", "ties.toml"}
    assert len(left) == 1
    assert all(name.endswith(".draft") for name in left)
    ingest(file, out, reader=reader({}))
    assert {each.name for each in tmp_path.iterdir()} == {
        "out.nt", "out.nt.matches.csv", "ties.csv", "ties.toml",
    }  # fmt: skip


def test_whom_only_rejected_rows_name_is_not_declared(file: Path) -> None:
    people = actors({"key": "Cara"}, {"key": "Dora"}, {"key": "Ada"})
    rows = reader({}, {"object": "Cara", "relation": "foo"}, actors=people)
    found = ingest(file, reader=rows).dataset
    assert sorted(each.label for each in found.actors.values()) == ["Ada", "Bela", "Dora"]


@pytest.mark.parametrize("name", ["out.nt", "out.ttl", "store"])
def test_what_is_not_read_back_whole_is_not_put_in_place(
    file: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_count", lambda path, **options: 7)
    store = tmp_path / name if name == "store" else None
    out = None if store else tmp_path / name
    with pytest.raises(DataError, match="7 triples of [0-9]+ were read back"):
        ingest(file, out, store=store, reader=reader({}))
    assert [each.name for each in tmp_path.iterdir()] == ["ties.csv"]


def test_strict_writes_nothing_if_a_row_is_rejected(file: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="ties.csv: 1 row is rejected: no object .the first is 2"):
        ingest(file, tmp_path / "out.nt", reader=reader({}, {"object": ""}), strict=True)
    assert [each.name for each in tmp_path.iterdir()] == ["ties.csv"]


def test_if_all_rows_are_rejected_there_is_one_error(file: Path, tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match="all 2 rows are rejected: no object .2 rows, the first is 1"
    ):
        ingest(file, tmp_path / "out.nt", reader=reader({"object": ""}, {"object": ""}))
    with pytest.raises(DataError, match="holds no row to import"):
        ingest(file, tmp_path / "out.nt", reader=reader())
    assert [each.name for each in tmp_path.iterdir()] == ["ties.csv"]


def test_a_reader_that_loses_rows_is_at_fault(file: Path) -> None:
    def read(path: Path, options: Mapping[str, str]) -> Iterator[Batch]:
        yield Batch(batch({}).statements, rows=4, used=1, rejected=frame(REJECTED, {"row": [2]}))

    with pytest.raises(DataError, match="1 of 4 rows are neither statements nor rejected"):
        ingest(file, reader=Reader("r", "r", read))


def test_what_makes_no_sense_is_told_before_anything_is_read(file: Path, tmp_path: Path) -> None:
    rows = reader({})
    data = tmp_path / "mine.ttl"
    data.write_text(turtle(actors="Ada"), encoding="utf-8")
    for problem, wrong in {
        "no option 'sped'; did you mean 'speed'": {"options": {"sped": "1"}},
        "not both": {"out": "a.nt", "store": "b"},
        "holds the data that the import is to meet": {"out": data, "known": kg.load(data)},
        "cannot tell the format of": {"out": "a.xyz"},
        "a reader or a map": {"map": "a.toml"},
    }.items():
        with pytest.raises(OptionError, match=problem):
            ingest(file, reader=rows, **wrong)  # type: ignore[arg-type]  # one option each
    with pytest.raises(DataError, match="no such file"):
        ingest(tmp_path / "none.csv", reader=rows)
    with pytest.raises(OptionError, match="unknown reader 'gdlet'"):
        ingest(file, reader="gdlet")


def test_relation_types_of_a_reader_are_declared(file: Path) -> None:
    kind = kg.RelationType(
        iri=f"{KG}donatesTo", label="donates to", definition='Gives "money".', family=f"{KG}cooperatesWith",
        sign=Sign.COOPERATION, influence=Influence.FORWARD, aspect=Aspect.ACT, symmetric=False,
        base=0.25, reason="A gift binds little.",
    )  # fmt: skip
    found = ingest(file, reader=reader({"relation": "donatesTo"}, relation_types=(kind,))).dataset
    assert found.vocabulary.relation_types[kind.iri] == kind
    assert [each.predicate for each in statements(found)] == [kind.iri]


def test_a_packed_file_is_the_same_file(file: Path, tmp_path: Path) -> None:
    ingest(file, tmp_path / "a.nt", reader=reader({}))
    ingest(file, tmp_path / "a.nt.gz", reader=reader({}))
    assert gzip.decompress((tmp_path / "a.nt.gz").read_bytes()) == (tmp_path / "a.nt").read_bytes()


@pytest.mark.slow
@given(st.lists(st.text(max_size=20), min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, quotes: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    rows = [{"quote": quote, "locator": f"{n}"} for n, quote in enumerate(quotes)]
    ingest(table(folder), folder / "out.nt", reader=reader(*rows))
    syntax = pyoxigraph.RdfFormat.N_TRIPLES
    read = [
        quad.object.value
        for quad in pyoxigraph.parse(path=folder / "out.nt", format=syntax)
        if quad.predicate.value == f"{KG}quote"
    ]
    assert sorted(read) == sorted(quotes)


def test_a_foreign_reader_that_breaks_is_told_in_a_line(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib.metadata import EntryPoint

    from kg.readers import choosing

    points = [
        EntryPoint("gone", "no_such_module:READER", choosing.GROUP),
        EntryPoint("odd", "os:sep", choosing.GROUP),
        EntryPoint("breaks", "tests.readers.factory:BREAKS", choosing.GROUP),
        EntryPoint("twice", "a:b", choosing.GROUP),
        EntryPoint("twice", "c:d", choosing.GROUP),
    ]
    monkeypatch.setattr(choosing, "entry_points", lambda group: points)
    for name, problem in {
        "gone": "the reader 'gone' of package 'no_such_module' cannot be loaded: ModuleNotFoundError",
        "odd": "the reader 'odd' of package 'os' is a str, no kg.Reader; update the package or remove it",
        "breaks": "the reader 'breaks' broke down: KeyError: 'colour'",
        "twice": "the reader 'twice' could be that of 'a' or 'c'; remove one of the packages",
    }.items():
        with pytest.raises(KgError, match=problem):
            ingest(file, reader=name)
    known = choosing.readers()
    assert [name for name, each in known.items() if isinstance(each, str)] == [
        "gone",
        "odd",
        "twice",
    ]
