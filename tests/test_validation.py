"""Findings: each rule once, with its place, its value and what to do."""

from pathlib import Path

import pytest

import kg
from tests.factory import actor, dataset, stmt, tie, turtle


def told(data: kg.Dataset) -> list[str]:
    return [str(finding) for finding in kg.validate(data)]


def test_clean_data_have_no_finding() -> None:
    source = (
        'src:s a kg:Source ; dcterms:title "A report" ; dcterms:issued "2023"^^xsd:gYear ;'
        ' kg:reliability "B" .'
    )
    assert told(dataset(tie("1", "A", "alliedWith", "B"), actors="A B", source=source)) == []


GRADED = (
    'src:s a kg:Source ; dcterms:title "A report" ; dcterms:issued "2023-07"^^xsd:gYearMonth ;'
    ' kg:reliability "B" .'
)


@pytest.mark.parametrize(
    ("blocks", "finding"),
    [
        (
            [tie("1", "A", "alliedWith", "B", source="src:t")],
            "violation: stmt:1: dcterms:source names something undeclared, 'src:t';"
            " did you mean 'src:s'? [undeclared]",
        ),
        (
            [tie("1", "A", "aliedWith", "B")],
            "violation: stmt:1: unknown relation type 'kg:aliedWith';"
            " did you mean 'alliedWith'? [relation type]",
        ),
        (
            [tie("1", "A", "alliedWith", "B",
                 rest='; kg:since "2000"^^xsd:gYear ; kg:until "1999-12"^^xsd:gYearMonth')],
            "violation: stmt:1: starts in 2000 but ends in '1999-12';"
            " correct kg:since or kg:until [ends before it starts]",
        ),
        (
            [tie("1", "A", "attacks", "B", rest='; kg:date "2024"^^xsd:gYear')],
            "warning: stmt:1: its latest source is of 2023-07, but it is dated '2024';"
            " correct the date, or make the status kg:Expected [later than its sources]",
        ),
        (
            [tie("1", "A", "alliedWith", "B"), tie("2", "A", "alliedWith", "B")],
            "warning: stmt:2: says the same as 'stmt:1'; retract one of them [said twice]",
        ),
        (
            [tie("1", "A", "alliedWith", "B"), actor("C")],
            "warning: actor:C: actor that no statement names; remove it or use it [orphan]",
        ),
        (
            [tie("1", "A", "alliedWith", "B", rest="; kg:amount 5")],
            "violation: stmt:1: amount without a unit; say what it counts in kg:unit"
            " [kg:unit MinCount]",
        ),
        (
            [tie("1", "A", "attacks", "B",
                 rest='; kg:date "2020"^^xsd:gYear ; kg:since "2020"^^xsd:gYear')],
            "violation: stmt:1: has kg:date and kg:since or kg:until;"
            " date an act with kg:date alone [Not]",
        ),
        (
            [tie("1", "A", "attacks", "B", status="Alleged")],
            "warning: stmt:1: alleged by nobody; name whose word it is in kg:attributedTo [Or]",
        ),
    ],
)  # fmt: skip
def test_each_rule_says_what_where_and_what_to_do(blocks: list[str], finding: str) -> None:
    assert finding in told(dataset(*blocks, actors="A B", source=GRADED))


def test_a_finding_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "f.ttl"
    path.write_text(
        turtle(tie("1", "A", "alliedWith", "Nobody"), actors="A", source=GRADED), encoding="utf-8"
    )
    finding = kg.validate(kg.load(path))[0]
    assert (finding.subject, finding.file, finding.line) == (stmt("1"), str(path), 17)
    assert finding.message == "object is no declared actor"
    assert finding.value == "actor:Nobody"
    assert finding.remedy == "give it a class under kg:Actor"
