"""A projection from columns and one from records are the graph that is worked out record by record."""

from typing import Any

import pytest
from hypothesis import given, settings

import kg
from kg.dates import Certainty
from kg.graph import basis as bases
from kg.graph.basis import from_columns, from_records
from kg.graph.edges import CERTAINTIES
from kg.graph.waiving import under_waivers, waived
from kg.graph.when import certainties
from kg.holding import standing
from tests.graph.reference import dictionaries, projected
from tests.graph.strategies import choices, datasets


def project(data: kg.Dataset, options: dict[str, object]) -> Any:
    """The graph, or the refusal of dates in the wrong order."""
    try:
        return kg.project(data, **options)  # type: ignore[arg-type]  # drawn
    except kg.OptionError:
        return None


@settings(max_examples=40, deadline=None)
@given(datasets(), choices())
def test_columns_and_records_give_the_same_graph(
    data: kg.Dataset, options: dict[str, object]
) -> None:
    by_records = project(data, options)
    if by_records is None:
        return
    assert "columns" not in vars(data)
    _ = data.columns
    by_columns = project(data, options)
    assert type(bases.basis_of(data).made_of) is kg.Columns
    expected = projected(data, by_records.graph["projection"])
    assert dictionaries(by_records) == dictionaries(by_columns) == dictionaries(expected)
    assert by_records.graph == by_columns.graph
    for graph in (by_records, by_columns):
        assert graph.columns is not None
        assert (len(graph), graph.number_of_edges()) == (len(expected), expected.number_of_edges())
        assert list(graph) == list(expected)


@settings(max_examples=40, deadline=None)
@given(datasets(), choices())
def test_certainty_by_columns_is_that_of_each_statement(
    data: kg.Dataset, options: dict[str, object]
) -> None:
    graph = project(data, options)
    if graph is None:
        return
    choice = graph.graph["projection"]
    expected = standing(
        data.statements, data.circumstances, window=choice.window, memory=choice.memory
    )
    for basis in (from_records(data), from_columns(data)):
        alone = certainties(basis.periods, choice.window, memory=choice.memory)
        told = under_waivers(alone, waived(data, basis), choice.window, choice.memory)
        found = {basis.iri(row): CERTAINTIES[each] for row, each in enumerate(told.tolist())}
        assert found == expected


def test_certainties_are_numbered_by_how_sure_they_are() -> None:
    assert CERTAINTIES == (Certainty.IMPOSSIBLE, Certainty.POSSIBLE, Certainty.CERTAIN)


@pytest.mark.parametrize("made", [from_records, from_columns])
def test_a_basis_of_no_statement_is_empty(made: Any) -> None:
    data = kg.Dataset([])
    assert len(made(data)) == 0
    assert kg.project(data).number_of_nodes() == 0
