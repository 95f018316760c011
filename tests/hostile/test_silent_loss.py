"""What a file says is read or refused, and what is read stays, whatever is done to something else."""

from pathlib import Path

import pytest

import kg
from tests.hostile.processes import sample

_RELATIVE = '{"@id": "relative", "http://example.org/p": "lost"}'
_SPACE = '{"@id": "http://example.org/b c", "http://example.org/p": "lost"}'
_VALUE = '{"@id": "http://example.org/b", "http://example.org/p": {"@id": "relative"}}'
_GOOD = '{"@id": "http://example.org/a", "http://example.org/p": "kept"}'


@pytest.mark.parametrize("bad", [_RELATIVE, _SPACE, _VALUE])
def test_json_ld_beside_a_good_node_is_refused_and_not_dropped(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text(f"[{_GOOD}, {bad}]", encoding="utf-8")
    with pytest.raises(kg.DataError, match="IRI"):
        kg.load(path)


def test_an_update_of_a_loaded_file_keeps_the_evidence(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    kg.save(sample("Old"), path)
    dataset = kg.load(path)
    before = {iri: statement.evidence for iri, statement in dataset.statements.items()}
    kg.update(dataset, 'INSERT DATA { actor:A0 skos:altLabel "another"@en }')
    assert {iri: statement.evidence for iri, statement in dataset.statements.items()} == before
