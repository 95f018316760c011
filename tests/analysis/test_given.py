"""What is given instead of a graph: a dataset is taken as its Actual statements, all else is refused."""

import inspect
from collections.abc import Callable
from typing import Any

import networkx
import pytest

import kg
from kg.errors import OptionError
from tests.factory import dataset, tie

DATA = dataset(
    tie("1", "Ada", "alliedWith", "Bela"),
    tie("2", "Bela", "suppliesArmsTo", "Cara", confidence=0.5),
    tie("3", "Cara", "condemns", "Ada"),
    tie("4", "Cara", "alliedWith", "Dora", status="Proposed"),
    actors="Ada Bela Cara Dora",
)
RANKING = kg.rank(kg.project(DATA))
BALANCE, COMMUNITIES = kg.balance(DATA), kg.communities(DATA)
INTERVALS = kg.rank_intervals(DATA, draws=5)
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "alternatives": lambda given: kg.alternatives(given, "Ada"),
    "balance": kg.balance,
    "brokerage": lambda given: kg.brokerage(given, groups="type"),
    "collapse": lambda given: list(kg.collapse(given).edges(data=True)),
    "communities": lambda given: str(kg.communities(given)),
    "draw": kg.draw,
    "evidence_cut": lambda given: kg.evidence_cut(given, "Ada", "Cara"),
    "explain": lambda given: kg.explain(given, RANKING, "Bela"),
    "explain_balance": lambda given: kg.explain_balance(given, BALANCE, "Bela"),
    "explain_community": lambda given: kg.explain_community(given, COMMUNITIES, "Bela"),
    "explain_interval": lambda given: kg.explain_interval(given, INTERVALS, "Bela"),
    "from_networkx": kg.from_networkx,
    "journeys": lambda given: kg.journeys(given, "Ada", "Cara"),
    "path_robustness": lambda given: kg.path_robustness(given, "Ada", "Cara", draws=5),
    "paths": lambda given: kg.paths(given, "Ada", "Cara"),
    "rank": kg.rank,
    "rank_by_relation": kg.rank_by_relation,
    "rank_intervals": lambda given: kg.rank_intervals(given, draws=5),
    "reach": lambda given: str(kg.reach(given, "Ada")),
}
# A page of a dataset holds statements of any status; what goes back to a dataset is a graph.
OTHERWISE = {"draw", "from_networkx"}
PLAIN: "networkx.MultiDiGraph[str]" = networkx.MultiDiGraph([("Ada", "Bela")])
WRONG: dict[str, object] = {
    "None": None,
    "a 'Graph'": networkx.Graph([("Ada", "Bela")]),
    "a 'DiGraph'": kg.collapse(DATA),
    "a 'MultiDiGraph'": PLAIN,
    "a 'str'": "data.ttl",
    "a 'Ranking'": RANKING,
}


def test_every_public_function_that_takes_a_graph_is_here() -> None:
    taking = {
        name
        for name in kg.__all__
        if inspect.isfunction(function := getattr(kg, name))
        and "Graph" in str(next(iter(function.__annotations__.values()), ""))
        and next(iter(function.__annotations__)) != "return"
    }
    assert taking == set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - OTHERWISE))
def test_a_dataset_is_taken_as_its_actual_statements(name: str) -> None:
    answer = FUNCTIONS[name]
    assert answer(DATA) == answer(kg.project(DATA))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_what_is_no_graph_of_statements_is_refused_in_a_line(name: str) -> None:
    what = "" if name == "from_networkx" else ", or a dataset"
    for called, given in WRONG.items():
        if (name, given) == ("from_networkx", PLAIN):
            continue  # its edges are read as they are: the first one has no attributes
        with pytest.raises(OptionError) as refused:
            FUNCTIONS[name](given)
        told = f"{called} is no graph of statements; give what kg.project gives{what}"
        assert str(refused.value) == told


def test_what_goes_back_to_a_dataset_is_a_graph() -> None:
    with pytest.raises(OptionError, match="a 'Dataset' is no graph of statements"):
        kg.from_networkx(DATA)  # type: ignore[arg-type]  # as somebody may
