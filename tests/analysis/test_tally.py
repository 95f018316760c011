"""Counts from columns are those of records."""

from pathlib import Path

import kg
from kg.analysis.tally import tally
from kg.views.reading import overview, summary
from tests.factory import tie, turtle

BLOCKS = (
    'inst:i a kg:Instrument ; skos:prefLabel "I"@en ; kg:since "1900"^^xsd:gYear .',
    'actor:P a kg:Place ; skos:prefLabel "P"@en .',
    tie("1", "A", "alliedWith", "B", status="Alleged", rest='; kg:since "1992"^^xsd:gYear'),
    tie("2", "A", "suppliesGasTo", "C", rest='; kg:since "1992-01"^^xsd:gYearMonth ; kg:until "2030"^^xsd:gYear'),
    tie("3", "B", "attacks", "C", rest='; kg:date "2030-12-31"^^xsd:date', status="Proposed"),
    tie("4", "B", "attacks", "C"),
)  # fmt: skip


def test_a_summary_from_columns_is_that_from_records(tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    for blocks in (BLOCKS, BLOCKS[:2], ()):
        path.write_text(turtle(*blocks, actors="A B C"), "utf-8")
        by_columns, by_records = kg.load(path), kg.load(path)
        assert tally(by_columns).statements == len(by_records.statements)
        assert list(summary(by_columns).items()) == list(summary(by_records).items())
        assert list(summary(by_columns)["statuses"]) == list(summary(by_records)["statuses"])
        assert overview(by_columns) == overview(by_records)
        assert "records" not in vars(by_columns)
