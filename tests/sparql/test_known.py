"""Queries as of what was known by a date: on three sources, by hand, and as data written without the rest."""

import pytest

import kg
from kg.errors import OptionError
from tests.analysis.test_trust_known import NAMES, since, told_of, too, world
from tests.factory import act, dataset, stmt, tie

# old: 2021-06-10; mid: some day of 2022; new: 2023-05-01; none: nobody knows
DATA = world(
    tie("1", "A", "alliedWith", "B", source="src:old", rest=too("new") + since("2020")),
    tie("2", "B", "alliedWith", "C", source="src:mid", rest=since("2020")),
    tie("3", "C", "praises", "A", source="src:new"),
    tie("4", "C", "praises", "A", source="src:new", status="Denied"),
)


def cells(text: str, **options: str) -> list[str]:
    rows = kg.query(DATA, text, **options)  # type: ignore[arg-type]  # the options under test
    assert isinstance(rows, kg.Rows)
    return [" ".join(str(cell).rpartition("/")[2] for cell in row) for row in rows]


@pytest.mark.parametrize(
    ("options", "allies"),
    [
        ({}, ["A B", "B A", "B C", "C B"]),
        ({"known_by": "2021-06-09"}, []),
        ({"known_by": "2021-07"}, ["A B", "B A"]),
        ({"known_by": "2022-06"}, ["A B", "B A", "B C", "C B"]),
        ({"known_by": "2022-06", "certainty": "certain"}, ["A B", "B A"]),
        ({"known_by": "2022-06", "at": "2019"}, []),
        ({"known_by": "2022-06", "at": "2021"}, ["A B", "B A", "B C", "C B"]),
        ({"known_by": "2022-06", "at": "2021", "certainty": "certain"}, ["A B", "B A"]),
    ],
)
def test_plain_triples_are_those_that_were_known(
    options: dict[str, str], allies: list[str]
) -> None:
    assert cells("SELECT ?a ?b { ?a kg:alliedWith ?b }", **options) == allies


def test_statements_evidence_and_sources_are_those_that_were_out() -> None:
    said = "SELECT ?s { ?s a kg:Statement }"
    cited = "SELECT ?s ?x { ?s kg:evidence/dcterms:source ?x }"
    dated = "SELECT ?x { ?x a kg:Source }"
    assert cells(said, known_by="2021-07") == ["1"]
    assert cells(cited, known_by="2021-07") == ["1 old"]
    assert cells(dated, known_by="2021-07") == ["copy", "none", "old"]
    assert cells(dated, known_by="2021-07", certainty="certain") == ["copy", "old"]
    assert cells(said, known_by="2022-06") == ["1", "2"]
    assert cells(cited) == ["1 new", "1 old", "2 mid", "3 new", "4 new"]  # as it was
    left = "SELECT ?x { { ?e dcterms:source ?x } UNION { stmt:3 ?p ?x } }"
    assert cells(left, known_by="2021-07") == ["old"]


def test_a_named_query_that_lists_statements_takes_it_too() -> None:
    def listed(known_by: str) -> list[str]:
        rows = kg.run_named(DATA, "between", known_by=known_by, one="A", other="C")
        assert isinstance(rows, kg.Rows)
        return [str(row.statement) for row in rows]

    assert listed("2023-04") == []
    assert set(listed("2023-05")) == {stmt("3"), stmt("4")}
    (frame,) = kg.frames(DATA, "SELECT ?s { ?s a kg:Statement }", known_by="2021-07")
    assert frame.rows() == [(stmt("1"),)]


def test_a_waiver_that_nobody_knew_of_is_not_said_to_suspend() -> None:
    data = told_of(
        [
            ("sanctions", "Actual", "2000", "", ["old"]),
            ("waivesSanctionsOn", "Actual", "2000", "", ["new"]),
        ],
        {*NAMES},
        "never",
    )
    text = "ASK { inst:waiver kg:suspends inst:law }"
    assert kg.query(data, text, known_by="2022") == kg.YesNo(value=False)
    assert kg.query(data, text, known_by="2023-05") == kg.YesNo(value=True)
    banned = "ASK { actor:A kg:sanctions actor:B }"
    assert kg.query(data, banned, known_by="2022", at="2020") == kg.YesNo(value=True)
    assert kg.query(data, banned, known_by="2023-05", at="2020") == kg.YesNo(value=False)


def test_a_plain_triple_without_a_statement_was_possibly_known() -> None:
    data = dataset("actor:A kg:praises actor:B .", actors="A B")
    text = "ASK { actor:A kg:praises actor:B }"
    assert kg.query(data, text, known_by="1900") == kg.YesNo(value=True)
    sure = kg.query(data, text, known_by="1900", certainty="certain")
    assert sure == kg.YesNo(value=False)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(OptionError, match="'soon' is not a date"):
        kg.query(DATA, "ASK {}", known_by="soon")


def test_all_triples_are_those_of_data_written_without_what_was_not_out() -> None:
    said = [
        ("alliedWith", "Actual", "2000", "", ["old", "new"]),
        ("sanctions", "Actual", "2000", "", ["new", "copy"]),
        ("sanctions", "Denied", "2000", "; kg:attributedTo actor:P", ["new"]),
        ("waivesSanctionsOn", "Actual", "2000", "", ["new"]),
    ]
    text = (
        "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!isBlank(?s) && !isBlank(?o))"
        " FILTER NOT EXISTS { ?s a kg:Source } }"
    )
    then = kg.query(told_of(said, {*NAMES}, "never"), text, known_by="2022-01-01")
    now = kg.query(told_of(said, {"old", "copy", "copy2"}, "never"), text)
    assert isinstance(then, kg.Rows)
    assert isinstance(now, kg.Rows)
    assert then.terms == now.terms
    assert act("A") in str(then.terms)
