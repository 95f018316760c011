"""What is behind the width of a rank: by hand, with a waiver that falls with its origin."""

import pytest

import kg
from kg.analysis.wavering import Doubt, Fall
from tests.analysis.test_doubting import WORLD
from tests.factory import dataset, stmt, tie


def names(iris: tuple[str, ...]) -> list[str]:
    return [iri.rpartition("/")[2] for iri in iris]


def falls(found: kg.Wavering) -> list[tuple[object, ...]]:
    return [
        (str(each.origin), each.rank, names(each.falls), names(each.returns), each.others)
        for each in found.falls
    ]


def test_doubts_and_losses_by_hand() -> None:
    """House P says all but the gas and the measure, which counts again when the waiver falls."""
    whole = kg.rank_intervals(WORLD, "degree", draws=50, slack=0)
    found = kg.explain_interval(WORLD, whole, "A")
    assert found.doubts == (
        Doubt(stmt("aid"), 0.5),
        Doubt(stmt("waived"), 0.6),
        Doubt(stmt("talk"), 0.8),
    )
    assert (found.possible, found.draws, found.level) == ((), 50, 0.9)
    assert falls(found) == [("House P", 2, ["aid", "talk", "waived"], ["measure"], 0)]
    assert isinstance(found.falls[0], Fall)
    assert (found.explanation.score.value, len(found.explanation)) == (3, 3)
    assert set(names(found.statements)) == {"aid", "waived", "talk", "measure"}
    assert falls(kg.explain_interval(WORLD, whole, "C")) == [("House P", 2, ["talk"], [], 3)]
    assert falls(kg.explain_interval(WORLD, whole, "B")) == [("House Q", 2, ["gas"], [], 0)]
    of_b = " ".join(str(kg.explain_interval(WORLD, whole, "B")).split())
    assert "1 statement of its own falls: stmt:gas; of others 0 come or go" in of_b
    told = " ".join(str(found).split())
    assert told.startswith("A is number 1 of 3 by degree: 3")
    assert (
        "Among certain statements alone it is 1st none of its statements stands only possibly"
        in told
    )
    assert "3 of its 3 statements have a confidence below 1, the least first 0.5 stmt:aid" in told
    assert (
        "Without House P it is 2nd: 3 statements of its own fall: stmt:aid, stmt:talk, stmt:waived; waivers"
        " suspend no longer stmt:measure; of others 0 come or go" in told
    )
    assert found._repr_html_().count("<tr>") == 1 + 3 + 3 + 1


def test_what_stands_only_possibly_is_named() -> None:
    data = dataset(
        tie("old", "A", "alliedWith", "B", rest='; kg:since "2020"^^xsd:gYear'),
        tie("new", "A", "suppliesGasTo", "C", rest='; kg:since "2022-05"^^xsd:gYearMonth'),
        actors="A B C",
    )
    graph = kg.project(data, at="2022-05-10")
    whole = kg.rank_intervals(graph, "degree", draws=5)
    found = kg.explain_interval(graph, whole, "C")
    assert (found.possible, found.doubts, falls(found)) == ((stmt("new"),), (), [])
    told = " ".join(str(found).split())
    assert "it has no rank its one statement stands only possibly: stmt:new" in told
    assert "none of its statements has a confidence below 1" in told


def test_how_the_ranks_were_asked_for_is_kept() -> None:
    whole = kg.rank_intervals(WORLD, "pagerank", draws=2, weighted=True, direction="in")
    found = kg.explain_interval(WORLD, whole, "B", limit=None)
    assert found.explanation.score.value == found.interval.value
    assert sum(part.value for part in found.explanation) == pytest.approx(found.interval.value)


def test_another_graph_or_an_actor_without_a_rank_is_refused() -> None:
    whole = kg.rank_intervals(WORLD, "degree", draws=2, limit=1)
    with pytest.raises(kg.OptionError, match="'C' has no rank here"):
        kg.explain_interval(WORLD, whole, "C")
    with pytest.raises(kg.OptionError, match="of another graph"):
        kg.explain_interval(kg.project(WORLD, sign=0), whole, "A")
