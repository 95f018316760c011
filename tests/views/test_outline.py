"""What a page looks at of a graph is the same from columns as from networkx's dictionaries."""

import gc

import networkx
import pytest

import kg
from kg.projection import edges, everything
from kg.views.measuring import communities_of, restrict, scores_of
from kg.views.outline import outline, stated_in, uncollected
from tests.factory import act, dataset, stmt, tie

DATA = dataset(
    tie("ally", "A", "alliedWith", "B"),
    tie("gas", "A", "suppliesGasTo", "B"),
    tie("said", "B", "praises", "C", status="Alleged"),
    tie("self", "C", "praises", "C"),
    actors="A B C",
)


def test_statements_in_the_order_of_iris_each_once() -> None:
    graph = everything(DATA)
    found = stated_in(graph)
    assert [edge[:3] for edge in found] == [
        (act("A"), act("B"), stmt("ally")),
        (act("A"), act("B"), stmt("gas")),
        (act("B"), act("C"), stmt("said")),
        (act("C"), act("C"), stmt("self")),
    ]
    assert found == edges(graph)


def test_an_outline_has_labels_and_who_is_tied_to_whom() -> None:
    found = outline(everything(DATA))
    labels = [(iri, data["label"]) for iri, data in found.nodes(data=True)]
    assert labels == [(act("A"), "A"), (act("B"), "B"), (act("C"), "C")]
    ends = [(act("A"), act("B")), (act("B"), act("C")), (act("C"), act("C"))]
    assert list(found.edges()) == ends


@pytest.mark.parametrize("data", [DATA, kg.load(kg.shipped())], ids=["made", "shipped"])
@pytest.mark.parametrize("status", [["Actual"], ["Alleged"], ["Actual", "Alleged"], []])
def test_measures_are_those_of_the_dictionaries(data: kg.Dataset, status: list[str]) -> None:
    graph = everything(data)
    plain: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(graph)
    plain.graph.update(graph.graph)
    some, same = restrict(graph, status), restrict(plain, status)
    assert list(some) == list(same) == list(graph)
    assert scores_of(some) == scores_of(same)
    assert communities_of(some) == communities_of(same)
    assert edges(some) == edges(same)


def test_garbage_is_collected_again_afterwards_even_if_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / int(gc.isenabled())
    assert gc.isenabled()
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
    gc.enable()
