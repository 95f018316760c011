"""Answers in notebooks and as text: in a table, nothing in the data acting, and sentences where there is nothing."""

from typing import Any

import pytest

import kg
from tests.factory import actor, dataset, tie

WAR = 'inst:war a kg:Event ; skos:prefLabel "<b>War</b>"@en ; kg:date "2022"^^xsd:gYear .'


@pytest.fixture(scope="module")
def data() -> kg.Dataset:
    """Each answer has something to tell of an actor whose name is markup."""
    return dataset(
        WAR,
        actor("Odd").replace('"Odd"', '"<script>Odd</script>"'),
        tie(
            "hit",
            "X",
            "attacks",
            "Odd",
            rest='; kg:instrument inst:war ; kg:date "2022"^^xsd:gYear',
        ),
        tie("in", "Odd", "memberOf", "Pact", rest='; kg:since "1992"^^xsd:gYear'),
        tie("m1", "M", "mediatesFor", "Odd", rest="; kg:about inst:war"),
        tie("m2", "M", "mediatesFor", "X", rest="; kg:about inst:war"),
        tie("ban", "X", "sanctions", "Odd"),
        tie("gas", "M", "suppliesGasTo", "Odd", rest='; kg:since "2022"^^xsd:gYear'),
        actors="M X Pact",
    )


def answers(data: kg.Dataset, name: str, other: str) -> list[Any]:
    return [
        kg.mediations(data, name, other),
        kg.changes(data, name, "2022", "2022"),
        kg.commitments(data, "Pact", "inst:war"),
        kg.restrictions(data, name),
        kg.alternatives(data, "M"),
    ]


@pytest.mark.parametrize("number", range(5))
def test_in_a_notebook_an_answer_is_a_table_in_which_nothing_acts(
    data: kg.Dataset, number: int
) -> None:
    answer = answers(data, "actor:Odd", "X")[number]
    html = answer._repr_html_()
    assert html.startswith("<div><p>")
    assert "<table" in html
    assert "stmt:" in html
    assert "<script>" not in html
    assert "&lt;script&gt;Odd" in html


@pytest.mark.parametrize("number", range(5))
def test_as_text_an_answer_is_80_characters_wide_and_names_its_statements(
    data: kg.Dataset, number: int
) -> None:
    answer = answers(data, "actor:Odd", "X")[number]
    text = str(answer)
    assert max(map(len, text.splitlines())) <= 80
    for iri in answer.statements:
        assert f"stmt:{iri.rpartition('/')[2]}" in text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            lambda empty: kg.mediations(empty, "A", "B"),
            "Nobody mediated between A and B or for either of them among",
        ),
        (lambda empty: kg.changes(empty, "A", "2022", "2023"), "No tie of A began, ended"),
        (
            lambda empty: kg.restrictions(empty, "A", at="2022"),
            "No statement tells of a measure against A at 2022",
        ),
        (kg.alternatives, "Nobody supplies anybody among 0 relations"),
    ],
)
def test_nothing_is_said_in_a_sentence(answer: Any, text: str) -> None:
    found = answer(dataset(actors="A B"))
    assert text in str(found)
    assert text in found._repr_html_()
    assert found.statements == ()
