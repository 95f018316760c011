"""Influence, pair by pair: which way it runs, what carries it, how strong it is."""

import copy
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.strength import combined_strength, cost_of
from tests.factory import act, dataset, stmt, tie

WORDS = dataset().vocabulary
ALL = sorted(iri.rsplit("#", 1)[1] for iri in WORDS.relation_types)


def ways(kind: kg.RelationType) -> set[tuple[str, str]]:
    """The directions of influence of a relation that A has to B, by the definitions of the model."""
    if kind.influence == "NoInfluence":
        return set()
    if kind.symmetric or kind.influence == "Both":
        return {("A", "B"), ("B", "A")}
    return {("A", "B")} if kind.influence == "Forward" else {("B", "A")}


@pytest.mark.parametrize("name", ALL)
def test_influence_runs_as_the_vocabulary_says(name: str) -> None:
    graph = kg.project(dataset(tie("1", "A", name, "B"), actors="A B"))
    found = {(a[-1], b[-1]) for a, b in kg.collapse(graph).edges}
    assert found == ways(WORDS.relation_type(name))


TIES = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(
            ["alliedWith", "dependsOn", "suppliesGasTo", "attacks", "memberOf", "defies"]
        ),
        st.sampled_from("ABC"),
        st.integers(1, 4),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(TIES, st.none() | st.sampled_from([(1,), (0, 1), (-1,)]))
def test_a_pair_is_carried_by_all_its_statements_and_each_once(
    ties: list[tuple[str, str, str, int]], sign: tuple[int, ...] | None
) -> None:
    data = dataset(
        *(tie(str(n), a, kind, b, confidence=c / 4) for n, (a, kind, b, c) in enumerate(ties)),
        actors="A B C",
    )
    carried: dict[tuple[str, str], dict[str, tuple[str, float]]] = defaultdict(dict)
    for number, (a, name, b, quarter) in enumerate(ties):
        kind = WORDS.relation_type(name)
        if a != b and (sign is None or kind.sign in sign):
            for one, other in ways(kind):
                pair = (act({"A": a, "B": b}[one]), act({"A": a, "B": b}[other]))
                carried[pair][stmt(str(number))] = (name, round(kind.base * quarter / 4, 9))
    simple = kg.collapse(kg.project(data), sign=sign)
    assert list(simple.edges) == sorted(carried)
    for pair, statements in carried.items():
        edge = simple.edges[pair]
        strength = combined_strength(statements.values())
        assert (edge["strength"], edge["cost"]) == (strength, cost_of(strength))
        assert edge["statements"] == tuple(
            sorted(statements, key=lambda iri: (-statements[iri][1], iri))
        )


def test_a_step_is_certain_if_one_statement_is_and_a_path_if_every_step_is() -> None:
    data = dataset(
        tie("sure", "A", "suppliesGasTo", "B", rest='; kg:since "2000"^^xsd:gYear'),
        tie("maybe", "A", "alliedWith", "B", rest='; kg:since "2005"^^xsd:gYear'),
        tie("late", "B", "suppliesGasTo", "C", rest='; kg:since "2005"^^xsd:gYear'),
        actors="A B C",
    )
    graph = kg.project(data, at="2005-03")
    assert [step.certainty for step in kg.paths(graph, "A", "C")[0].steps] == [
        "certain",
        "possible",
    ]
    assert kg.paths(graph, "A", "C")[0].certainty == "possible"
    assert kg.paths(graph, "A", "B")[0].certainty == "certain"


def test_the_graph_given_is_not_changed() -> None:
    graph = kg.project(dataset(tie("1", "A", "dependsOn", "B"), actors="A B"))
    before = copy.deepcopy((list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))))
    kg.collapse(graph)
    kg.rank(graph, "pagerank")
    kg.paths(graph, "B", "A")
    assert (list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before
