"""A scenario's data made from records are those that are made from triples, whatever is supposed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.columns import read_columns
from kg.dataset import Dataset
from kg.scenario import remaking
from kg.scenario.remaking import Remade
from kg.scenario.supposing import suppose
from tests.factory import stmt
from tests.test_scenario import CHAIN, LAWS

SHIPPED = kg.load(kg.shipped())
ALLEGED = [iri for iri, each in SHIPPED.statements.items() if each.status != "Actual"]


def edges(of: Dataset, **options: Any) -> list[tuple[str, str, str, dict[str, object]]]:
    return sorted(kg.project(of, **options).edges(keys=True, data=True), key=lambda edge: edge[:3])


def same(found: Dataset) -> None:
    """The remade data, their graphs and what is read back of their store agree with the rebuilt."""
    assert isinstance(found, Remade)
    other = found.rebuilt
    assert found.records == other.records
    assert [list(each) for each in vars(found.records).values()] == [
        list(each) for each in vars(other.records).values()
    ]
    for options in ({}, {"at": "2022-10"}, {"status": "all"}):
        assert edges(found, **options) == edges(other, **options)
    assert set(found.store) == set(other.store)


@settings(max_examples=6, deadline=None)
@given(
    retract=st.lists(
        st.sampled_from(
            [*list(SHIPPED.statements)[::5], *SHIPPED.instruments, *list(SHIPPED.actors)[::3]]
        ),
        max_size=3,
        unique=True,
    ),
    add=st.lists(
        st.sampled_from([*ALLEGED[::3], "Armenia memberOf EAEU"]), max_size=2, unique=True
    ),
    suspend=st.lists(st.sampled_from(list(SHIPPED.instruments)), max_size=1),
)
@pytest.mark.parametrize("few", [1_000, 0])
def test_whatever_is_supposed_of_the_shipped_case(
    few: int, retract: list[str], add: list[str], suspend: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remaking, "FEW", few)
        try:
            found = suppose(SHIPPED, retract=retract, add=add, suspend=suspend)
        except kg.OptionError:  # retracted and added at once
            return
        same(found.dataset)


@pytest.mark.parametrize("few", [1_000, 0])
@pytest.mark.parametrize(
    "supposed",
    [
        {"retract": ["inst:waiver"]},
        {"retract": ["stmt:waives", "stmt:aid"]},
        {"retract": ["src:s"]},
        {"suspend": ["inst:law"]},
        {"add": ["Bela memberOf Club"], "actors": {"Club": "IntergovernmentalOrganisation"}},
    ],
)
def test_waivers_sources_and_new_actors(
    supposed: dict[str, Any], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remaking, "FEW", few)
    same(suppose(LAWS, **supposed).dataset)


def test_columns_of_what_is_left_are_those_that_the_store_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remaking, "FEW", 0)
    found = suppose(CHAIN, retract=["stmt:gas"]).dataset
    assert "store" not in vars(found)
    told = found.columns.frame.rows()
    assert told == read_columns(found.store, found.vocabulary).frame.rows()


def test_the_store_is_filled_for_whoever_asks_and_may_be_changed() -> None:
    found = suppose(CHAIN, retract=["stmt:gas"]).dataset
    assert bool(kg.query(found, "ASK { ?a kg:suppliesGasTo ?b }")) is False
    assert len(found.quads()) < len(CHAIN.quads())
    kg.retract(found, "stmt:arms")
    assert stmt("arms") not in found.statements
    assert stmt("arms") in CHAIN.statements
