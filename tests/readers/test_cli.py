"""`kg import` and `kg readers`: what they print, what they write, how they exit."""

from pathlib import Path

import pytest

import kg
from tests.cli.conftest import Run, run, small  # noqa: F401  # fixtures
from tests.readers.factory import MAP, TABLE

BAD = (
    TABLE + "Iran,Russia,aliedWith,2000\nIran,Russia,alliedWith,soon\nIran,,alliedWith,2000\nIran\n"
)


@pytest.fixture(autouse=True)
def files(small: Path) -> None:  # noqa: F811  # the fixture
    (small.parent / "ties.csv").write_text(TABLE, encoding="utf-8")
    (small.parent / "bad.csv").write_text(BAD, encoding="utf-8")
    (small.parent / "ties.toml").write_text(MAP, encoding="utf-8")


def test_an_import_says_what_became_of_the_file(run: Run) -> None:  # noqa: F811
    ran = run("import", "ties.csv", "--map", "ties.toml", "--out", "out.ttl")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "1 row imported: 1 statement, 1 mention",
        "2 actors: 2 matched, 0 new, 0 ambiguous; see out.ttl.matches.csv",
        "wrote out.ttl",
    ]
    assert len(kg.load("out.ttl")) == 1


def test_rejected_rows_are_summed_up_on_stderr_and_kept(run: Run) -> None:  # noqa: F811
    ran = run("import", "bad.csv", "--map", "ties.toml", "--out", "out.nt")
    assert ran.returncode == 0
    assert ran.stderr.splitlines()[0] == "4 rows rejected; see out.nt.rejected.csv"
    for line in (
        "      1  1 cell, not 4; row 6 'Iran'",
        "      1  no object; row 5",
        "      1  unknown relation type; did you mean 'alliedWith'?; row 3 'aliedWith'",
    ):
        assert line in ran.stderr.splitlines()
    assert Path("out.nt.rejected.csv").read_text("utf-8-sig").splitlines()[1:] == [
        "3,unknown relation type; did you mean 'alliedWith'?,aliedWith",
        '4,"[statement] since: not YYYY-MM-DD, YYYY-MM or YYYY; say its date_format, ""%d/%m/%Y"" say",soon',
        "5,no object,",
        '6,"1 cell, not 4",Iran',
    ]


def test_a_dry_run_shows_statements_and_every_rejected_row(run: Run, small: Path) -> None:  # noqa: F811
    before = sorted(small.parent.iterdir())
    ran = run("import", "bad.csv", "--map", "ties.toml", "--dry-run")
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[:3] == [
        "5 rows would be imported: 1 statement, 1 mention",
        "2 actors: 2 matched, 0 new, 0 ambiguous",
        "  Armenia is allied with Russia since 1992; row 2",
    ]
    for line in (
        "row 3: unknown relation type; did you mean 'alliedWith'? 'aliedWith'",
        "row 5: no object",
        "row 6: 1 cell, not 4 'Iran'",
    ):
        assert line in ran.stdout.splitlines()
    assert sorted(small.parent.iterdir()) == before


def test_strict_writes_nothing_and_exits_with_1(run: Run, small: Path) -> None:  # noqa: F811
    before = sorted(small.parent.iterdir())
    ran = run("import", "bad.csv", "--map", "ties.toml", "--out", "out.nt", "--strict")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("kg: bad.csv: 4 rows are rejected: ")
    assert ran.stderr.count("\n") == 1
    assert sorted(small.parent.iterdir()) == before


def test_a_strict_dry_run_shows_the_rows_and_exits_with_1(run: Run) -> None:  # noqa: F811
    ran = run("import", "bad.csv", "--map", "ties.toml", "--dry-run", "--strict")
    assert ran.returncode == 1
    assert "row 5: no object" in ran.stdout.splitlines()
    assert run("import", "ties.csv", "--map", "ties.toml", "--dry-run", "--strict").returncode == 0


def test_an_import_meets_the_actors_of_the_data(run: Run) -> None:  # noqa: F811
    Path("more.csv").write_text(
        TABLE.replace("Armenia", "Ada").replace("Russia", "Bela"), encoding="utf-8"
    )
    ran = run("import", "more.csv", "--map", "ties.toml", "--data", "small.ttl", "--out", "more.nt")
    assert "2 actors: 2 matched" in ran.stdout
    assert len(kg.load("small.ttl", "more.nt").actors) == 4
    assert not kg.load("more.nt").actors


def test_matches_are_reviewed_and_taken_again(run: Run) -> None:  # noqa: F811
    first = ("import", "ties.csv", "--map", "ties.toml", "--out", "out.nt")
    run(*first)
    matches = Path("out.nt.matches.csv")
    text = matches.read_text("utf-8-sig")
    armenia = kg.load("out.nt").actor("Armenia").iri
    matches.write_text(
        text.replace('"matched","label","' + armenia, '"new","label","'), encoding="utf-8"
    )
    ran = run(*first, "--matches", "out.nt.matches.csv")
    assert "2 actors: 1 matched, 1 new" in ran.stdout


def test_a_store_is_built(run: Run) -> None:  # noqa: F811
    ran = run("import", "ties.csv", "--map", "ties.toml", "--store", "panel")
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "wrote panel")
    assert len(kg.open("panel")) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (
            ("ties.csv", "--map", "ties.toml"),
            2,
            "name a file to write, or use --store or --dry-run",
        ),
        (
            ("ties.csv", "--out", "o.nt"),
            1,
            "cannot tell from the name how 'ties.csv' is to be read",
        ),
        (("none.csv", "--map", "ties.toml", "--out", "o.nt"), 1, "none.csv: no such file"),
        (("ties.csv", "--map", "none.toml", "--out", "o.nt"), 1, "none.toml: no such file"),
        (("ties.csv", "--reader", "nobody", "--out", "o.nt"), 1, "unknown reader 'nobody'"),
        (
            ("ties.csv", "--map", "ties.toml", "--with", "x", "--out", "o.nt"),
            2,
            "not of the form NAME=VALUE",
        ),
        (
            ("ties.csv", "--map", "ties.toml", "--with", "x=1", "--out", "o.nt"),
            1,
            "has no option 'x'",
        ),
        (
            ("ties.csv", "--map", "ties.toml", "--out", "o.xyz"),
            1,
            "cannot tell the format of 'o.xyz'",
        ),
        (("ties.csv", "--map", "ties.toml", "--out", "no/o.nt"), 1, "cannot be written"),
        (("ties.csv", "--map", "ties.toml", "--out", "o.nt", "--store", "s"), 1, "not both"),
    ],
)
def test_what_goes_wrong_is_one_line(
    run: Run,  # noqa: F811
    small: Path,  # noqa: F811
    arguments: tuple[str, ...],
    code: int,
    problem: str,
) -> None:
    before = sorted(small.parent.iterdir())
    ran = run("import", *arguments)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert problem in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert sorted(small.parent.iterdir()) == before


def test_readers_are_listed(run: Run) -> None:  # noqa: F811
    for form in ((), ("--json",), ("--csv",)):
        ran = run("readers", *form)
        assert (ran.returncode, ran.stderr) == (0, "")
    ran = run("readers", "nobody")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "unknown reader 'nobody'" in ran.stderr
